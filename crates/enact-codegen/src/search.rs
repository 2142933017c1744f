//! The first day on which a condition holds, with that day as reference date.
//!
//! As in evaluation, a day counts only when the condition holds on it and on no earlier one.
//! Between the days on which a norm or a rule below the condition changes, the search jumps where
//! the condition can only turn from no to yes, and looks at every day where that is not known.

use crate::body::{Handler, Label, Local};
use crate::calendar::{NO_DAY, choices};
use crate::compiler::Key;
use crate::helper::Helper;
use crate::lack::Defect;
use crate::term::Operation::{AtMost, Equal, Less, More, ShiftRight};
use crate::term::{Term, word};
use crate::wide::let_word;
use crate::writer::{Val, Writer};
use enact_model::program::{Expr, SEARCH_YEARS_MAX};
use enact_model::timeline::{Trend, timeline};
use enact_value::{CalendarRules, Date, LeapDay, MonthEnd};
use std::collections::BTreeSet;
use wasm_encoder::Instruction as I;
use wasm_encoder::ValType::I32;

/// A stretch in which nothing but the day changes is begun.
const FIRST: i32 = 0;
/// Its last day is looked at.
const LAST: i32 = 1;
/// The day is sought by halves.
const BETWEEN: i32 = 2;

/// A search under way, in locals.
struct Search {
    trend: Trend,
    changes: BTreeSet<Date>,
    /// The last day that is looked at.
    horizon: Local,
    /// The first day of this stretch.
    first: Local,
    /// The day that is looked at.
    day: Local,
    phase: Local,
    /// A day on which it does not hold, and a later one on which the search ends.
    no: Local,
    ends: Local,
    /// What is lacking on that day.
    lack: Local,
    end: Label,
    again: Label,
}

impl Writer<'_, '_> {
    /// The first day from `from` on, on which `condition` holds.
    pub fn first_day_on(
        &mut self,
        condition: &Expr,
        from: &Expr,
        subject: Local,
        handler: Handler,
    ) -> Val {
        let (trend, changes) = timeline(self.compiler.program, condition, &|_| Vec::new());
        let Val::Word(start) = self.evaluate(from, subject, handler) else {
            return self.give_up(handler);
        };
        let horizon = self.horizon(start);
        let (no, ends) = (self.body.word(), self.body.word());
        self.body.assign(ends, NO_DAY);
        let first = let_word(&mut self.body, word(start));
        let day = let_word(&mut self.body, word(start));
        let (phase, lack) = (self.nothing_open(), self.nothing_open());
        let end = self.body.open();
        let again = self.body.open_loop();
        let search =
            Search { trend, changes, horizon, first, day, phase, no, ends, lack, end, again };
        self.look(condition, &search, subject);
        self.next_stretch(&search);
        self.body.close();
        self.body.close();
        self.body.put(word(ends).is(Equal, NO_DAY).code());
        self.body.fail_if(handler, Defect::NoDay.code());
        self.body.fail_with(handler, lack);
        Val::Word(ends)
    }

    fn horizon(&mut self, start: Local) -> Local {
        let rules = CalendarRules { month_end: MonthEnd::LastDay, leap_day: LeapDay::FirstOfMarch };
        self.body.put([I::LocalGet(start), I::I32Const(SEARCH_YEARS_MAX * 12)]);
        self.body.put(choices(rules));
        self.call(Key::Helper(Helper::AddMonths));
        let reached = self.body.keep(I32);
        let last = Term::from(Date::MAX.days());
        let horizon = last.select(word(reached), word(reached).is(Equal, NO_DAY));
        let_word(&mut self.body, horizon)
    }

    /// Looks at a day, and goes on with another or with what comes behind this stretch.
    fn look(&mut self, condition: &Expr, search: &Search, subject: Local) {
        let attempt = self.body.attempt();
        let here = std::mem::replace(&mut self.on, search.day);
        self.condition(condition, subject, attempt.handler);
        self.on = here;
        let holds = self.body.keep(I32);
        self.body.assign(attempt.handler.lack, 0);
        self.body.get(holds);
        self.body.open_if();
        self.ended(search, attempt.handler.lack);
        self.body.close();
        self.not_yet(search);
        let lack = self.body.lacking(attempt);
        self.ended(search, lack);
        self.body.close();
    }

    /// On this day the search can end.
    fn ended(&mut self, search: &Search, lack: Local) {
        self.body.copy(search.ends, search.day);
        self.body.copy(search.lack, lack);
        self.body.put(word(search.phase).is(Equal, FIRST).code());
        self.body.branch_if(search.end);
        self.halve(search);
    }

    /// On this day it does not hold.
    fn not_yet(&mut self, search: &Search) {
        match search.trend {
            // No on the first day is no on every day of the stretch.
            Trend::Constant | Trend::Down => {}
            Trend::Up => {
                self.body.put(word(search.phase).is(Equal, FIRST).code());
                self.body.open_if();
                let last = self.last(search);
                self.body.copy(search.no, search.first);
                self.body.assign(search.phase, LAST);
                self.body.copy(search.day, last);
                self.body.put(word(search.first).is(Less, word(last)).code());
                self.body.branch_if(search.again);
                self.body.otherwise();
                self.body.put(word(search.phase).is(Equal, BETWEEN).code());
                self.body.open_if();
                self.body.copy(search.no, search.day);
                self.halve(search);
                self.body.close();
                self.body.close();
            }
            Trend::Unknown => {
                let last = self.last(search);
                self.body.put((word(search.day) + 1).code());
                self.body.set(search.day);
                self.body.put(word(search.day).is(AtMost, word(last)).code());
                self.body.branch_if(search.again);
            }
        }
    }

    /// Looks halfway, until the day on which the search ends follows one on which it does not.
    fn halve(&mut self, search: &Search) {
        let between = word(search.ends) - word(search.no);
        self.body.put(between.clone().is(More, 1).not().code());
        self.body.branch_if(search.end);
        self.body.put((word(search.no) + between.with(ShiftRight, 1)).code());
        self.body.set(search.day);
        self.body.assign(search.phase, BETWEEN);
        self.body.branch(search.again);
    }

    /// The last day of this stretch.
    fn last(&mut self, search: &Search) -> Local {
        let next = self.next_change(search);
        let behind = word(next).is(More, word(search.horizon));
        let last = word(search.horizon).select(word(next) - 1, behind);
        let_word(&mut self.body, last)
    }

    /// The first day after the beginning of this stretch on which something changes.
    fn next_change(&mut self, search: &Search) -> Local {
        let changes = search.changes.iter().rev();
        let next = changes.fold(Term::from(i32::MAX), |next, day| {
            Term::from(day.days()).select(next, word(search.first).is(Less, day.days()))
        });
        let_word(&mut self.body, next)
    }

    /// Goes on with the next stretch, when there is one.
    fn next_stretch(&mut self, search: &Search) {
        let next = self.next_change(search);
        self.body.assign(search.ends, NO_DAY);
        self.body.put(word(next).is(More, word(search.horizon)).code());
        self.body.branch_if(search.end);
        self.body.copy(search.first, next);
        self.body.copy(search.day, next);
        self.body.assign(search.phase, FIRST);
        self.body.branch(search.again);
    }
}
