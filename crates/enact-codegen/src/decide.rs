//! The answers to one decision, for a range of cases.

use crate::body::Body;
use crate::compiler::{Compiler, Key, types};
use crate::lack::{self, Defect};
use crate::layout::Status;
use crate::module::{STAMP, UNSETTLED};
use crate::reading::at;
use crate::term::Operation::{And, Equal, ShiftLeft, ShiftRightUnsigned};
use crate::term::{Short, Term, word};
use wasm_encoder::Instruction as I;
use wasm_encoder::ValType::{I32, I64};

/// The first case and how many → nothing; how each ends stands in the memory.
pub(crate) fn decide(compiler: &mut Compiler<'_>, place: usize) -> Body {
    let mut body = Body::new(&[I32; 2]);
    let b = &mut body;
    let (case, left) = (0, 1);
    let end = b.open();
    let again = b.open_loop();
    b.put(word(left).not().code());
    b.branch_if(end);
    b.put([I::GlobalGet(STAMP), I::I32Const(1), I::I32Add, I::GlobalSet(STAMP)]);
    b.put([I::I32Const(0), I::GlobalSet(UNSETTLED)]);
    one(compiler, b, place);
    b.put((word(case) + 1).code());
    b.set(case);
    b.put((word(left) - 1).code());
    b.set(left);
    b.branch(again);
    b.close();
    b.close();
    body
}

fn one(compiler: &mut Compiler<'_>, b: &mut Body, place: usize) {
    let case = 0;
    let term = &compiler.program.terms[compiler.layout.decisions[place].term];
    let key = Key::Group { group: term.group, grounded: true, under: Vec::new() };
    let root = compiler.shallow(&key);
    compiler.layout.decisions[place].form = compiler.form_of(&key);
    let answers = compiler.layout.decisions[place];
    let term = &compiler.program.terms[answers.term];
    let table = compiler.layout.table(term.entity);
    let firsts = table.map_or(0, |table| compiler.layout.tables[table].firsts);
    let words = |address: u32| [I::I32Load(at(address, 2))];
    let of_case = || word(case).with(ShiftLeft, 2);
    let (lack, ground) = (b.word(), b.word());
    let locals: Vec<u32> = types(answers.form).into_iter().map(|ty| b.local(ty)).collect();
    b.put(of_case().code());
    b.put(words(firsts));
    let subject = b.keep(I32);
    b.put(of_case().code());
    b.put(words(firsts.saturating_add(4)));
    let next = b.keep(I32);
    b.put(word(subject).is(Equal, word(next)).code());
    b.open_if();
    b.assign(lack, Defect::Input.code());
    b.otherwise();
    b.get(subject);
    b.put(of_case().code());
    b.put(words(compiler.layout.dates));
    b.put([I::Call(root)]);
    b.set(ground);
    for local in locals.iter().rev() {
        b.set(*local);
    }
    b.set(lack);
    b.close();
    for (local, (ty, offset)) in locals.iter().zip(parts(&locals, answers.form)) {
        let bytes = answers.form.bytes().trailing_zeros().cast_signed();
        let address =
            if answers.form.bytes() == 1 { word(case) } else { word(case).with(ShiftLeft, bytes) };
        b.put(address.code());
        b.get(*local);
        let place = at(compiler.layout.values.saturating_add(offset), 0);
        b.put([match (ty, answers.form.bytes()) {
            (I64, _) => I::I64Store(place),
            (_, 1) => I::I32Store8(place),
            _ => I::I32Store(place),
        }]);
    }
    b.put(of_case().code());
    let found = word(lack)
        .is(Equal, 0)
        .with(crate::term::Operation::Or, word(lack).is(Equal, lack::NO_ENTITLEMENT));
    let reason = word(lack).with(ShiftRightUnsigned, 8);
    b.put(word(ground).select(reason, found).code());
    b.put([I::I32Store(at(compiler.layout.detail, 2))]);
    b.get(case);
    b.put(status(lack).code());
    b.put([I::I32Store8(at(compiler.layout.status, 0))]);
}

/// Where each local of a value of this form is stored, from the place of the value on.
fn parts(locals: &[u32], form: crate::layout::Form) -> Vec<(wasm_encoder::ValType, u32)> {
    let mut offset = 0;
    let mut parts = Vec::with_capacity(locals.len());
    for ty in types(form) {
        parts.push((ty, offset));
        offset += 8;
    }
    parts
}

/// How a case ends, by what is lacking.
fn status(lack: u32) -> Term<Short> {
    let code = |status: Status| Term::from(i32::from(status.code()));
    let bit = |bit: i32| word(lack).with(And, bit);
    let open = code(Status::Needs).select(
        code(Status::Awaiting).select(code(Status::NotSet), bit(lack::JUDGEMENT & !lack::OPEN)),
        bit(lack::FACT & !lack::OPEN),
    );
    let lacking = open.select(
        code(Status::Undecided).select(code(Status::NoEntitlement), bit(lack::FATAL)),
        bit(lack::OPEN),
    );
    let unsettled = Term::global(UNSETTLED);
    code(Status::Unsettled).select(lacking.select(code(Status::Value), word(lack)), unsettled)
}
