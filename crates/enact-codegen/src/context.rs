//! A value on another day, or under a fiction.

use crate::body::{Handler, Local};
use crate::compiler::{Fiction, Key};
use crate::helper::Helper;
use crate::lack::Defect;
use crate::layout::{Form, most};
use crate::number::Number;
use crate::term::Operation::{Add, More};
use crate::term::word;
use crate::writer::{Supposition, Val, Writer};
use enact_model::program::{Expr, Reference, Scale, Target};
use wasm_encoder::Instruction as I;
use wasm_encoder::ValType::I32;

/// How many fictions the code can be under at a time.
const FICTIONS_MAX: usize = 4;

impl Writer<'_, '_> {
    /// `value` with everything below it on the day that `date` gives.
    pub fn on_date(&mut self, value: &Expr, date: &Expr, subject: Local, handler: Handler) -> Val {
        let Val::Word(day) = self.evaluate(date, subject, handler) else {
            return self.give_up(handler);
        };
        self.on_day(value, day, subject, handler)
    }

    fn on_day(&mut self, value: &Expr, day: Local, subject: Local, handler: Handler) -> Val {
        let here = std::mem::replace(&mut self.on, day);
        let value = self.evaluate(value, subject, handler);
        self.on = here;
        value
    }

    /// The sum of `value` over the months of a year, each as on its first day.
    pub fn sum_over_months(
        &mut self,
        value: &Expr,
        year: &Expr,
        subject: Local,
        handler: Handler,
    ) -> Val {
        let Scale::Fixed { range, .. } = value.scale else { return self.give_up(handler) };
        self.condition(year, subject, handler);
        self.body.put([I::I32Const(0)]);
        self.call(Key::Helper(Helper::FirstOfYear));
        let month = self.body.keep(I32);
        let open = self.nothing_open();
        let left = self.body.word();
        self.body.assign(left, 12);
        // Every partial sum lies between nothing and twelve times the ends.
        let Some(partial) = range.hull(enact_value::Range::exactly(0)).scale(12) else {
            return self.give_up(handler);
        };
        let sum = self.accumulator(partial);
        let again = self.body.open_loop();
        let attempt = self.body.attempt();
        let found = self.on_day(value, month, subject, attempt.handler);
        let Val::Number(found) = found else { return self.give_up(handler) };
        self.accumulate(sum, found, partial);
        let lack = self.body.lacking(attempt);
        self.note_beside(open, lack, handler);
        self.body.close();
        self.body.get(month);
        self.body.put([I::I32Const(1)]);
        self.call(Key::Helper(Helper::FirstOfMonth));
        self.body.set(month);
        self.body.put((word(left) - 1).code());
        self.body.put([I::LocalTee(left)]);
        self.body.branch_if(again);
        self.body.close();
        self.leave_open(open, handler);
        Val::Number(sum)
    }

    /// A number in locals that starts at zero and stays within `range`.
    pub fn accumulator(&mut self, range: enact_value::Range) -> Number {
        let first = self.body.long();
        if !range.fits_i64() {
            self.body.long();
        }
        let sum = Number::in_locals(first, range);
        self.store(sum, Number::constant(0));
        sum
    }

    /// Adds to an accumulator.
    pub fn accumulate(&mut self, sum: Number, more: Number, range: enact_value::Range) {
        let added = self.joined(sum, more, range, Add);
        self.store(sum, added);
    }

    /// Copies a number into the locals of another.
    pub fn store(&mut self, to: Number, from: Number) {
        let wide = !to.range.fits_i64();
        self.push_number(from, wide);
        for local in crate::writer::locals(Val::Number(to)).into_iter().rev() {
            self.body.set(local);
        }
    }

    /// `value` with everything below it as if `of` were as supposed.
    pub fn as_if(
        &mut self,
        value: &Expr,
        of: &Reference,
        supposed: Option<&Expr>,
        subject: Local,
        handler: Handler,
    ) -> Val {
        if self.under.len() >= FICTIONS_MAX {
            return self.give_up(handler);
        }
        let around = self.around(of.up, subject);
        let owner = self.follow(&of.path, around, handler);
        let fiction = Fiction { target: of.target, absent: supposed.is_none() };
        let replacement = match supposed {
            None => None,
            Some(expr) => {
                let value = self.evaluate(expr, subject, handler);
                match self.fitted(of.target, value, handler) {
                    Some(value) => Some(value),
                    None => return self.give_up(handler),
                }
            }
        };
        self.under.insert(0, Supposition { fiction, owner, value: replacement });
        let value = self.evaluate(value, subject, handler);
        self.under.remove(0);
        value
    }

    /// A value in locals as what it replaces has it, when it can stand there.
    fn fitted(&mut self, target: Target, value: Val, handler: Handler) -> Option<Val> {
        let (form, ty, scale) = self.compiler.form(target);
        if let (Val::Number(number), Scale::Fixed { range, .. }) = (value, scale) {
            if let Some(within) = self.within(number, range) {
                self.body.put(within.not().code());
                self.body.fail_if(handler, Defect::OutOfRange.code());
            }
            let room = self.room(ty, scale);
            self.assign(room, Val::Number(number.known_in(range)));
            return Some(room);
        }
        match (value, form, target) {
            (Val::List(_, count), Form::List, Target::Fact(fact)) => {
                let most = most(&self.compiler.program.facts[fact]).cast_signed();
                self.body.put(word(count).is(More, most).code());
                self.body.fail_if(handler, Defect::OutOfRange.code());
                Some(value)
            }
            (Val::Word(_), Form::Word | Form::YesNo, _) => Some(value),
            _ => None,
        }
    }
}
