//! The answers to one decision, for a range of cases.

use crate::body::{Body, Handler, Local};
use crate::compiler::{Compiler, Key, Pace, types};
use crate::lack::{self, Defect};
use crate::layout::{Form, Status};
use crate::module::UNSETTLED;
use crate::norms::next_stamp;
use crate::parameter::zero;
use crate::reading::at;
use crate::room::Rooms;
use crate::swift::{Outcome, Told};
use crate::term::Operation::{And, Equal, Or, ShiftLeft, ShiftRightUnsigned, Unequal};
use crate::term::{Short, Term, word};
use crate::writer::Writer;
use enact_model::program::{Scale, Type};
use std::collections::BTreeMap;
use wasm_encoder::Instruction as I;
use wasm_encoder::ValType::{I32, I64};

/// The first case and how many → nothing; how each ends stands in the memory.
pub(crate) fn decide(compiler: &mut Compiler<'_>, place: usize) -> Body {
    let term = &compiler.program.terms[compiler.layout.decisions[place].term];
    let careful =
        Key::Group { group: term.group, grounded: true, pace: Pace::Careful, under: Vec::new() };
    compiler.shallow(&careful);
    compiler.layout.decisions[place].form = compiler.form_of(&careful);
    let (mut rooms, mut wanted, mut remembers) = (Rooms::default(), BTreeMap::new(), true);
    let mut code = every(compiler, place, &careful, &wanted, rooms.clone(), remembers);
    for _ in 0..crate::compiler::PASSES_MAX {
        let narrowed = code.rooms.narrowed();
        let remembered = code.compiler.remembers_swiftly();
        if narrowed == rooms && code.norms.wanted == wanted && remembered == remembers {
            break;
        }
        (rooms, wanted, remembers) = (narrowed, code.norms.wanted, remembered);
        code = every(compiler, place, &careful, &wanted, rooms.clone(), remembers);
    }
    code.body
}

/// How a case ends, in locals.
#[derive(Clone)]
struct Ending {
    status: Local,
    detail: Local,
    /// The value, as it is stored.
    value: Vec<Local>,
}

/// Every case, one after the other.
fn every<'c, 'a>(
    compiler: &'c mut Compiler<'a>,
    place: usize,
    careful: &Key,
    wanted: &BTreeMap<Key, (Type, Scale)>,
    rooms: Rooms,
    remembers: bool,
) -> Writer<'c, 'a> {
    let answers = compiler.layout.decisions[place];
    let mut w = Writer::new(compiler, &Vec::new());
    (w.rooms, w.pace) = (rooms, Pace::Swift);
    let (case, left) = (w.subject, w.on);
    let seen = w.no_day_yet();
    let ending = Ending {
        status: w.body.word(),
        detail: w.body.word(),
        value: types(answers.form).into_iter().map(|ty| w.body.local(ty)).collect(),
    };
    let end = w.body.open();
    let again = w.body.open_loop();
    w.body.put(word(left).not().code());
    w.body.branch_if(end);
    let next = w.open_case(case, place);
    if remembers {
        next_stamp(&mut w.body);
    }
    w.keep_for_day(seen, wanted);
    w.one(next, place, careful, &ending);
    w.written_down(case, answers.form, &ending);
    w.body.put((word(case) + 1).code());
    w.body.set(case);
    w.body.put((word(left) - 1).code());
    w.body.set(left);
    w.body.branch(again);
    w.body.close();
    w.body.close();
    w
}

impl Writer<'_, '_> {
    /// The subject and the reference date of a case. Gives the row of the next case.
    fn open_case(&mut self, case: Local, place: usize) -> Local {
        let layout = &self.compiler.layout;
        let term = &self.compiler.program.terms[layout.decisions[place].term];
        let table = layout.table(term.entity);
        let firsts = table.map_or(0, |table| layout.tables[table].firsts);
        let dates = layout.dates;
        let mut load = |address: u32| {
            self.body.put(word(case).with(ShiftLeft, 2).code());
            self.body.put([I::I32Load(at(address, 2))]);
            self.body.keep(I32)
        };
        let (subject, on) = (load(firsts), load(dates));
        let next = load(firsts.saturating_add(4));
        (self.subject, self.on) = (subject, on);
        next
    }

    /// One case: swiftly where that settles it, otherwise carefully.
    fn one(&mut self, next: Local, place: usize, careful: &Key, ending: &Ending) {
        let form = self.compiler.layout.decisions[place].form;
        let term = self.compiler.layout.decisions[place].term;
        let group = &self.compiler.program.groups[self.compiler.program.terms[term].group];
        let (lack, ground) = (self.body.word(), self.body.word());
        self.body.assign(lack, 0);
        self.body.assign(ground, -1);
        let settled = self.body.open();
        let handler = Handler { label: self.body.open(), lack };
        self.exit = Some(handler);
        self.body.put(word(self.subject).is(Equal, word(next)).code());
        self.body.fail_if(handler, Defect::Input.code());
        let found = self.room(self.compiler.program.terms[term].ty, group.scale);
        let outcome = Outcome { found, ground: Some(ground), handler };
        self.telling(Told::NONE, |writer| writer.members(group, outcome));
        self.put_value(ending, |writer| writer.push(found, form));
        self.body.copy(ending.detail, ground);
        self.body.put(code(Status::Value).code());
        self.body.set(ending.status);
        self.body.branch(settled);
        self.body.close();
        self.body.put(word(lack).is(Equal, lack::NO_ENTITLEMENT).code());
        self.body.open_if();
        self.put_value(ending, |writer| writer.body.put(zero(form)));
        self.body.copy(ending.detail, ground);
        self.body.put(code(Status::NoEntitlement).code());
        self.body.set(ending.status);
        self.body.otherwise();
        self.carefully(careful, form, (lack, ground), ending);
        self.body.close();
        self.body.close();
    }

    /// Sets the value to what `push` leaves on the stack.
    fn put_value(&mut self, ending: &Ending, push: impl FnOnce(&mut Self)) {
        push(self);
        for local in ending.value.iter().rev() {
            self.body.set(*local);
        }
    }

    /// What the careful code says of a case; a case without a subject has a defect.
    fn carefully(
        &mut self,
        careful: &Key,
        form: Form,
        (lack, ground): (Local, Local),
        ending: &Ending,
    ) {
        next_stamp(&mut self.body);
        self.body.put([I::I32Const(0), I::GlobalSet(UNSETTLED)]);
        self.put_value(ending, |writer| writer.body.put(zero(form)));
        self.body.put(word(lack).is(Unequal, Defect::Input.code()).code());
        self.body.open_if();
        let root = self.compiler.shallow(careful);
        self.body.get(self.subject);
        self.body.get(self.on);
        self.body.put([I::Call(root)]);
        self.body.set(ground);
        for local in ending.value.iter().rev() {
            self.body.set(*local);
        }
        self.body.set(lack);
        self.body.close();
        let found = word(lack).is(Equal, 0).with(Or, word(lack).is(Equal, lack::NO_ENTITLEMENT));
        let reason = word(lack).with(ShiftRightUnsigned, 8);
        self.body.put(word(ground).select(reason, found).code());
        self.body.set(ending.detail);
        self.body.put(status(lack).code());
        self.body.set(ending.status);
    }

    /// Writes down how the case ends.
    fn written_down(&mut self, case: Local, form: Form, ending: &Ending) {
        let layout = &self.compiler.layout;
        let (values, detail, status) = (layout.values, layout.detail, layout.status);
        let address = |bytes: u32| match bytes {
            1 => word(case),
            bytes => word(case).with(ShiftLeft, bytes.trailing_zeros().cast_signed()),
        };
        for ((local, ty), offset) in ending.value.iter().zip(types(form)).zip([0, 8]) {
            let place = at(values.saturating_add(offset), 0);
            self.body.put(address(form.bytes()).code());
            self.body.get(*local);
            self.body.put([match (ty, form.bytes()) {
                (I64, _) => I::I64Store(place),
                (_, 1) => I::I32Store8(place),
                _ => I::I32Store(place),
            }]);
        }
        self.body.put(address(4).code());
        self.body.get(ending.detail);
        self.body.put([I::I32Store(at(detail, 2))]);
        self.body.get(case);
        self.body.get(ending.status);
        self.body.put([I::I32Store8(at(status, 0))]);
    }
}

fn code(status: Status) -> Term<Short> {
    Term::from(i32::from(status.code()))
}

/// How a case ends, by what is lacking.
fn status(lack: u32) -> Term<Short> {
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
