//! Reading facts, judgements, norms and terms.

use crate::body::{Handler, Local};
use crate::compiler::Key;
use crate::helper::Helper;
use crate::lack::{self, Defect};
use crate::layout::{Column, Form, Held, most};
use crate::number::{At, Number};
use crate::swift::Told;
use crate::term::Operation::{And, Equal, More, ShiftLeft, Unequal};
use crate::term::{Term, word};
use crate::wide::Pair;
use crate::writer::{Val, Writer};
use enact_model::bands::Banding;
use enact_model::program::{Expr, Fact, Reference, Scale, Target};
use enact_model::table::{FactId, JudgementId, ParameterId};
use enact_value::Range;
use wasm_encoder::ValType::{I32, I64};
use wasm_encoder::{Instruction as I, MemArg, MemArgTarget};

/// What a column says of a value: that it is known, or known to be absent.
pub(crate) const KNOWN: i32 = 1;
pub(crate) const ABSENT: i32 = 2;
/// And that it cannot be written down.
const TOO_LARGE: i32 = 3;

/// The largest number of a fact without bounds that the code is made for.
const USUAL_MOST: i128 = 10_000_000;

impl Writer<'_, '_> {
    /// What stands at `reference`, seen from `subject`.
    pub fn read(&mut self, reference: &Reference, subject: Local, handler: Handler) -> Val {
        let subject = self.around(reference.up, subject);
        let subject = self.follow(&reference.path, subject, handler);
        self.read_of(reference.target, subject, handler)
    }

    /// The subject `up` levels around `subject`.
    pub fn around(&self, up: usize, subject: Local) -> Local {
        let level = self.outer.len().checked_sub(up);
        level.and_then(|level| self.outer.get(level)).copied().unwrap_or(subject)
    }

    /// The subject at the end of a path of facts.
    pub fn follow(&mut self, path: &[FactId], from: Local, handler: Handler) -> Local {
        path.iter().fold(from, |subject, fact| {
            match self.read_of(Target::Fact(*fact), subject, handler) {
                Val::Word(next) => next,
                _ => subject,
            }
        })
    }

    /// What is supposed of `subject`, or else what there is.
    fn read_of(&mut self, target: Target, subject: Local, handler: Handler) -> Val {
        let supposed = self.supposed(target);
        if supposed.is_empty() {
            return self.stated(target, subject, handler);
        }
        let (_, ty, scale) = self.compiler.form(target);
        let found = self.room(ty, scale);
        let end = self.body.open();
        for known in supposed {
            self.body.put(word(subject).is(Equal, word(known.owner)).code());
            self.body.open_if();
            match known.value {
                Some(value) => {
                    self.assign(found, value);
                    self.body.branch(end);
                }
                None => self.body.fail(handler, lack::ABSENT),
            }
            self.body.close();
        }
        let value = self.stated(target, subject, handler);
        self.assign(found, value);
        self.body.close();
        found
    }

    fn stated(&mut self, target: Target, subject: Local, handler: Handler) -> Val {
        match target {
            Target::Fact(fact) => self.fact(fact, subject, handler),
            Target::Judgement(judgement) => self.judgement(judgement, subject, handler),
            Target::Parameter(parameter) => self.parameter(parameter, handler),
            Target::Term(term) => {
                let group = self.compiler.program.terms[term].group;
                self.group(group, subject, handler)
            }
        }
    }

    /// Whether the optional fact is there; with `absent`, whether it is not.
    pub fn exists(
        &mut self,
        of: &Reference,
        absent: bool,
        subject: Local,
        handler: Handler,
    ) -> Val {
        if self.swift()
            && let Some(Val::Word(there)) = self.swift_exists(of, subject, handler)
        {
            self.body.put(word(there).is(Unequal, i32::from(absent)).code());
            return Val::Word(self.body.keep(I32));
        }
        let answer = self.body.word();
        let attempt = self.body.attempt();
        self.telling(Told::ALL, |writer| writer.read(of, subject, attempt.handler));
        self.body.assign(answer, i32::from(!absent));
        let lack = self.body.lacking(attempt);
        self.body.put(word(lack).is(Unequal, lack::ABSENT).code());
        self.body.open_if();
        self.body.fail_with(handler, lack);
        self.body.close();
        self.body.assign(answer, i32::from(absent));
        self.body.close();
        Val::Word(answer)
    }

    fn fact(&mut self, id: FactId, subject: Local, handler: Handler) -> Val {
        if self.swift() {
            return self.swift_fact(id, subject, handler);
        }
        let fact = &self.compiler.program.facts[id];
        let Some(column) = self.compiler.layout.column(Held::Fact(id)).copied() else {
            return self.give_up(handler);
        };
        self.load_state(column, subject);
        let state = self.body.keep(I32);
        self.body.put(word(state).is(Equal, KNOWN).not().code());
        self.body.open_if();
        if fact.way_back {
            self.body.fail(handler, Defect::NotListed.code());
        } else {
            if fact.optional {
                self.body.put(word(state).is(Equal, ABSENT).code());
                self.body.fail_if(handler, lack::ABSENT);
            }
            self.body.put(word(state).is(Equal, TOO_LARGE).code());
            self.body.fail_if(handler, Defect::OutOfRange.code());
            self.body.put(word(state).code());
            self.body.fail_if(handler, Defect::Input.code());
            self.body.fail(handler, lack::unknown(id));
        }
        self.body.close();
        let value = self.load(column, subject, fact.scale);
        match (value, fact.scale) {
            (Val::Number(number), Scale::Fixed { range, .. }) => {
                let usual = usual(fact, range);
                if let Some(within) = self.within(number, usual) {
                    self.body.put(within.not().code());
                    self.body.open_if();
                    if let Some(within) = self.within(number, range) {
                        self.body.put(within.not().code());
                        self.body.fail_if(handler, Defect::OutOfRange.code());
                    }
                    self.give_up(handler);
                    self.body.close();
                }
                Val::Number(number.known_in(usual))
            }
            (Val::List(start, count), _) => {
                let most = most(fact).cast_signed();
                self.body.put(word(count).is(More, most).code());
                self.body.fail_if(handler, Defect::OutOfRange.code());
                Val::List(start, count)
            }
            _ => value,
        }
    }

    fn judgement(&mut self, id: JudgementId, subject: Local, handler: Handler) -> Val {
        let Some(column) = self.compiler.layout.column(Held::Judgement(id)).copied() else {
            return self.give_up(handler);
        };
        self.load_state(column, subject);
        self.body.put([I::I32Eqz]);
        self.body.fail_if(handler, lack::awaited(id));
        self.load(column, subject, Scale::None)
    }

    pub fn load_state(&mut self, column: Column, subject: Local) {
        self.body.get(subject);
        self.body.put([I::I32Load8U(at(column.state, 0))]);
    }

    pub fn load(&mut self, column: Column, subject: Local, scale: Scale) -> Val {
        let address = |bits: i32| match bits {
            0 => word(subject),
            bits => word(subject).with(ShiftLeft, bits),
        };
        let mut load = |address: Term<crate::term::Short>, code: I<'static>, ty| {
            self.body.put(address.code());
            self.body.put([code]);
            self.body.keep(ty)
        };
        let values = column.values;
        match (column.form, scale) {
            (Form::YesNo, _) => Val::Word(load(address(0), I::I32Load8U(at(values, 0)), I32)),
            (Form::Long, Scale::Fixed { .. }) => {
                let local = load(address(3), I::I64Load(at(values, 3)), I64);
                let range = Range::new(i64::MIN.into(), i64::MAX.into());
                Val::Number(Number { at: At::Long(local), range })
            }
            (Form::Wide, _) => {
                let low = load(address(4), I::I64Load(at(values, 3)), I64);
                let high = load(address(4), I::I64Load(at(values.saturating_add(8), 3)), I64);
                let range = Range::new(i128::MIN, i128::MAX);
                Val::Number(Number { at: At::Wide(Pair(low, high)), range })
            }
            (Form::List, _) => {
                let start = load(address(3), I::I32Load(at(values, 2)), I32);
                let count = load(address(3), I::I32Load(at(values.saturating_add(4), 2)), I32);
                Val::List(start, count)
            }
            _ => Val::Word(load(address(2), I::I32Load(at(values, 2)), I32)),
        }
    }

    fn parameter(&mut self, id: ParameterId, handler: Handler) -> Val {
        let parameter = &self.compiler.program.parameters[id];
        let (ty, scale) = (parameter.ty, parameter.scale);
        self.on_this_day(&Key::Parameter(id), ty, scale, handler)
    }

    /// One over the parameter's value.
    pub fn reciprocal(&mut self, id: ParameterId, whole: &Expr, handler: Handler) -> Val {
        let form = crate::parameter::reciprocal_form(self.compiler.program, id);
        if form != Form::of(whole.ty, whole.scale) {
            return self.give_up(handler);
        }
        self.on_this_day(&Key::Reciprocal(id), whole.ty, whole.scale, handler)
    }

    /// A number through a progressive scale.
    pub fn through(
        &mut self,
        value: &Expr,
        scale: ParameterId,
        banding: &Banding,
        whole: &Expr,
        subject: Local,
        handler: Handler,
    ) -> Val {
        let attempt = (!self.swift()).then(|| self.body.attempt());
        let inner = attempt.map_or(handler, |attempt| attempt.handler);
        let Val::Number(units) = self.evaluate(value, subject, inner) else {
            return self.give_up(handler);
        };
        if !crate::parameter::fits(self.compiler.program, scale, banding, units.range, whole) {
            self.give_up(handler);
        }
        if let Some(attempt) = attempt {
            let lack = self.body.lacking(attempt);
            self.norm_beside(lack, scale, banding);
            self.body.fail_with(handler, lack);
            self.body.close();
        }
        self.push_number(units, false);
        self.body.get(self.on);
        self.call(Key::Through(scale, *banding));
        let total = self.body.keep(I64);
        self.body.set(handler.lack);
        self.leave_with(handler.lack, handler);
        let range = Range::new(i64::MIN.into(), i64::MAX.into());
        Val::Number(Number { at: At::Long(total), range })
    }

    /// A scale that is not fixed is told beside what is open in the number.
    fn norm_beside(&mut self, lack: Local, scale: ParameterId, banding: &Banding) {
        self.body.put(word(lack).with(And, lack::OPEN).code());
        self.body.open_if();
        self.body.put([I::I64Const(0), I::LocalGet(self.on)]);
        self.call(Key::Through(scale, *banding));
        self.body.put([I::Drop]);
        let norm = self.body.keep(I32);
        self.body.get(lack);
        self.body.get(norm);
        self.call(Key::Helper(Helper::Beside));
        self.body.set(lack);
        self.body.close();
    }
}

/// The numbers of a fact that the code is made for. Where the law itself gives no bounds, those
/// are numbers up to ten million, with which most products still fit 64 bits; what lies beyond
/// is left to evaluation.
pub(crate) fn usual(fact: &Fact, range: Range) -> Range {
    let Scale::Fixed { denominator, .. } = fact.scale else { return range };
    if fact.widest() != Some(range) {
        return range;
    }
    let most = USUAL_MOST.saturating_mul(denominator);
    range.intersect(Range::new(-most, most)).unwrap_or(range)
}

/// A place in the memory, by an aligned address.
pub(crate) fn at(offset: u32, align: u32) -> MemArg {
    MemArg { offset: offset.into(), align, target: MemArgTarget::Memory(0), ordering: None }
}
