//! One function under construction: its instructions, locals and blocks.
//!
//! Values live in locals; a label names a block by how deep it lies, so that a branch can be
//! written from anywhere within it.

use crate::layout::Held;
use crate::writer::Val;
use enact_model::table::{GroupId, RuleId};
use wasm_encoder::{BlockType, Function, Instruction as I, ValType};

/// A local variable of the function.
pub(crate) type Local = u32;

/// A block or loop that can be branched to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Label(u32);

/// Where evaluation goes on when a value is not there: the reason is left in `lack`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Handler {
    pub label: Label,
    pub lack: Local,
}

/// Something that is attempted; see [`Body::attempt`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attempt {
    pub done: Label,
    pub handler: Handler,
}

/// Something worked out before: what, about which subject and on which day.
pub(crate) type Known<T> = (T, Local, Local);

/// What can be worked out once and read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Thing {
    Held(Held),
    Group(GroupId),
    /// Whether the condition of a rule holds.
    Applies(RuleId),
    /// The year and month of a day.
    Month,
    /// And its day of the month.
    DayOfMonth,
}

/// A function under construction.
#[derive(Debug, Default)]
pub(crate) struct Body {
    params: u32,
    locals: Vec<ValType>,
    code: Vec<I<'static>>,
    depth: u32,
    /// What is worked out on every way to here.
    known: Vec<(Known<Thing>, Val)>,
    /// How much was known where each open block begins.
    marks: Vec<usize>,
}

impl Body {
    pub fn new(params: &[ValType]) -> Self {
        Self { params: size(params.len()), ..Self::default() }
    }

    /// A new local, zero at first.
    pub fn local(&mut self, ty: ValType) -> Local {
        self.locals.push(ty);
        self.params + size(self.locals.len()) - 1
    }

    pub fn word(&mut self) -> Local {
        self.local(ValType::I32)
    }

    pub fn long(&mut self) -> Local {
        self.local(ValType::I64)
    }

    /// Appends instructions.
    pub fn put(&mut self, code: impl IntoIterator<Item = I<'static>>) {
        self.code.extend(code);
    }

    pub fn get(&mut self, local: Local) {
        self.code.push(I::LocalGet(local));
    }

    pub fn set(&mut self, local: Local) {
        self.code.push(I::LocalSet(local));
    }

    /// Sets a local to a constant.
    pub fn assign(&mut self, local: Local, value: i32) {
        self.put([I::I32Const(value), I::LocalSet(local)]);
    }

    /// Sets a local to another.
    pub fn copy(&mut self, to: Local, from: Local) {
        self.put([I::LocalGet(from), I::LocalSet(to)]);
    }

    /// A new local that holds what is on the stack.
    pub fn keep(&mut self, ty: ValType) -> Local {
        let local = self.local(ty);
        self.set(local);
        local
    }

    /// Opens a block: a branch to the label goes on behind it.
    pub fn open(&mut self) -> Label {
        self.nest(I::Block(BlockType::Empty))
    }

    /// Opens a loop: a branch to the label starts it anew.
    pub fn open_loop(&mut self) -> Label {
        self.nest(I::Loop(BlockType::Empty))
    }

    /// Opens what is done when the word on the stack is not zero.
    pub fn open_if(&mut self) -> Label {
        self.nest(I::If(BlockType::Empty))
    }

    /// Opens what is done otherwise.
    pub fn otherwise(&mut self) {
        self.code.push(I::Else);
        self.known.truncate(self.marks.last().copied().unwrap_or(0));
    }

    /// Closes what was opened last.
    pub fn close(&mut self) {
        self.depth -= 1;
        self.code.push(I::End);
        self.known.truncate(self.marks.pop().unwrap_or(0));
    }

    fn nest(&mut self, open: I<'static>) -> Label {
        self.code.push(open);
        self.depth += 1;
        self.marks.push(self.known.len());
        Label(self.depth)
    }

    /// Opens an attempt: what follows can fail to the handler. [`Body::lacking`] goes on with
    /// what is done then, and [`Body::close`] ends it.
    pub fn attempt(&mut self) -> Attempt {
        let lack = self.word();
        let done = self.open();
        let label = self.open();
        Attempt { done, handler: Handler { label, lack } }
    }

    /// Ends what is attempted: from here on it has failed, and `lack` says why.
    pub fn lacking(&mut self, attempt: Attempt) -> Local {
        self.branch(attempt.done);
        self.close();
        attempt.handler.lack
    }

    pub fn branch(&mut self, to: Label) {
        let depth = self.depth - to.0;
        self.code.push(I::Br(depth));
    }

    /// Branches when the word on the stack is not zero.
    pub fn branch_if(&mut self, to: Label) {
        let depth = self.depth - to.0;
        self.code.push(I::BrIf(depth));
    }

    /// Leaves for `handler` with a known reason.
    pub fn fail(&mut self, handler: Handler, lack: i32) {
        self.assign(handler.lack, lack);
        self.branch(handler.label);
    }

    /// Leaves for `handler` with a known reason when the word on the stack is not zero.
    pub fn fail_if(&mut self, handler: Handler, lack: i32) {
        self.open_if();
        self.fail(handler, lack);
        self.close();
    }

    /// Leaves for `handler` with the reason in `lack` when there is one.
    pub fn fail_with(&mut self, handler: Handler, lack: Local) {
        self.put([I::LocalGet(lack), I::LocalTee(handler.lack)]);
        self.branch_if(handler.label);
    }

    /// Notes what is in locals that no longer change: until the block at hand ends it is known.
    pub fn note(&mut self, what: Known<Thing>, value: Val) {
        self.known.push((what, value));
    }

    /// What was worked out before on every way to here.
    pub fn known(&self, what: Known<Thing>) -> Option<Val> {
        self.known.iter().find(|(known, _)| *known == what).map(|(_, value)| *value)
    }

    pub fn finish(self) -> Function {
        let mut function = Function::new_with_locals_types(self.locals);
        for instruction in &self.code {
            function.instruction(instruction);
        }
        function.instruction(&I::End);
        function
    }

    /// How many instructions there are.
    pub fn len(&self) -> usize {
        self.code.len()
    }
}

pub(crate) fn size(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
