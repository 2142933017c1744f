//! The module: its functions put together, in the order of their numbers.

use crate::body::{Body, size};
use crate::compiler::{Compiler, Key, Pace};
use crate::layout::{Layout, Places, Room};
use crate::reach::reach;
use enact_model::table::TermId;
use enact_verify::VerifiedGraph;
use std::borrow::Cow;
use std::collections::BTreeMap;
use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, ExportKind, ExportSection, FunctionSection,
    GlobalSection, GlobalType, MemorySection, MemoryType, Section, TypeSection, ValType,
};

/// The global that tells what is remembered of this case from what was of others.
pub(crate) const STAMP: u32 = 0;
/// The global that is set when a case is left to evaluation.
pub(crate) const UNSETTLED: u32 = 1;

/// The bytes of a page of memory.
const PAGE: u32 = 65_536;

/// A law as a WebAssembly module.
#[derive(Debug, Clone)]
pub struct Module {
    /// The module.
    pub wasm: Vec<u8>,
    /// Where the cases go in and the answers come out.
    pub layout: Layout,
    /// How many functions it has.
    pub functions: usize,
    /// How many instructions its longest function has.
    pub longest: usize,
}

impl Module {
    /// The module with one more section that hosts can read and machines skip.
    #[must_use]
    pub fn with_section(mut self, name: &str, data: &[u8]) -> Self {
        let section = CustomSection { name: Cow::Borrowed(name), data: Cow::Borrowed(data) };
        section.append_to(&mut self.wasm);
        self
    }
}

/// Compiles the decisions `asked`, each with the name of its function, for as many cases at a
/// time as there is `room`.
#[must_use]
pub fn emit(law: &VerifiedGraph, asked: &[(TermId, &str)], room: Room) -> Module {
    let program = law.graph().program();
    let terms: Vec<TermId> = asked.iter().map(|(term, _)| *term).collect();
    let reach = reach(program, &terms);
    let mut places = Places::new();
    let layout = Layout::new(program, room, &terms, &reach.held, &mut places);
    let mut compiler = Compiler::new(program, layout, places, &reach);
    // What is read comes before what reads it, so that no function waits for a long chain.
    for term in program.order.iter().filter(|term| reach.reads(program.terms[**term].group)) {
        let group = program.terms[*term].group;
        compiler.shallow(&Key::group(group, Pace::Careful));
        if compiler.landmarks.contains(&group) {
            compiler.shallow(&Key::group(group, Pace::Swift));
        }
    }
    let entries: Vec<u32> =
        (0..asked.len()).map(|place| compiler.shallow(&Key::Decide(place))).collect();
    let functions = compiler.finish();
    let mut layout = compiler.layout.clone();
    layout.bytes = compiler.places.taken();
    layout.texts = std::mem::take(&mut compiler.texts);
    let exports = asked.iter().zip(entries).map(|((_, name), function)| (*name, function));
    let longest = functions.iter().map(|(_, body)| body.len()).max().unwrap_or(0);
    let count = functions.len();
    let wasm = assembled(&compiler, functions, exports, layout.bytes);
    Module { wasm, layout, functions: count, longest }
}

/// The module of these functions, of which `entries` can be called by name.
pub(crate) fn assembled<'n>(
    compiler: &Compiler<'_>,
    functions: Vec<(Key, Body)>,
    entries: impl Iterator<Item = (&'n str, u32)>,
    bytes: u32,
) -> Vec<u8> {
    let mut types = TypeSection::new();
    let mut known: BTreeMap<String, u32> = BTreeMap::new();
    let (mut declared, mut code) = (FunctionSection::new(), CodeSection::new());
    for (key, body) in functions {
        let (takes, gives) = compiler.signature(&key);
        let number = size(known.len());
        let ty = *known.entry(format!("{takes:?} {gives:?}")).or_insert_with(|| {
            types.ty().function(takes, gives);
            number
        });
        declared.function(ty);
        code.function(&body.finish());
    }
    let pages = u64::from(bytes.div_ceil(PAGE));
    let mut memory = MemorySection::new();
    memory.memory(MemoryType {
        minimum: pages,
        maximum: Some(pages),
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut globals = GlobalSection::new();
    for _ in [STAMP, UNSETTLED] {
        let ty = GlobalType { val_type: ValType::I32, mutable: true, shared: false };
        globals.global(ty, &ConstExpr::i32_const(0));
    }
    let mut exports = ExportSection::new();
    exports.export("memory", ExportKind::Memory, 0);
    for (name, function) in entries {
        exports.export(name, ExportKind::Func, function);
    }
    let mut module = wasm_encoder::Module::new();
    module
        .section(&types)
        .section(&declared)
        .section(&memory)
        .section(&globals)
        .section(&exports)
        .section(&code);
    module.finish()
}
