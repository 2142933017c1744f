//! The first day on which a condition holds, with that day as reference date.
//!
//! Nothing is guessed: a day counts only when the condition holds on it and holds on no earlier
//! day. Between the days on which a norm, a rule or a fact below the condition changes, the
//! condition is a function of the day alone; where that function can only turn from no to yes
//! (or the other way), the search jumps, and otherwise it looks at every day
//! ([`timeline`]). It looks up to [`SEARCH_YEARS_MAX`] years ahead. On the first day
//! on which the condition has no answer, the search has none either, for the same reason.

use crate::expression::{Answer, Evaluator, Lack};
use crate::outcome::Fault;
use crate::record::Recording;
use enact_model::program::{Expr, SEARCH_YEARS_MAX};
use enact_model::table::FactId;
use enact_model::timeline::{Trend, timeline};
use enact_value::{CalendarRules, Date, LeapDay, MonthEnd, Value};

/// How many searches can stand within each other.
const NESTED_MAX: u32 = 3;

/// What the condition is on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    /// It does not hold.
    No,
    /// It holds, or there is no answer: here the search ends.
    Ends,
}

impl<'a, R: Recording> Evaluator<'a, R> {
    /// The first day from `from` on, on which `condition` holds.
    pub fn first_day_on(
        &mut self,
        condition: &'a Expr,
        from: &'a Expr,
        subject: u32,
        whole: &'a Expr,
    ) -> Answer {
        let Value::Date(start) = self.evaluate(from, subject)? else {
            return Err(Lack::Fault(Fault::Unsound { span: from.span }));
        };
        if self.searches >= NESTED_MAX {
            return Err(Lack::Fault(Fault::TooDeep { span: whole.span }));
        }
        let rules = CalendarRules { month_end: MonthEnd::LastDay, leap_day: LeapDay::FirstOfMarch };
        let months = SEARCH_YEARS_MAX.saturating_mul(12);
        let horizon = start.add_months(months, rules).unwrap_or(Date::MAX);
        let found = self.apart(|evaluator| evaluator.sought(condition, (start, horizon), subject));
        let Some(day) = found else {
            return Err(Lack::Fault(Fault::NoDay { span: whole.span }));
        };
        let context = self.context_on(day);
        let holds = self.within(context, |evaluator| evaluator.holds(condition, subject));
        holds.map(|_| Value::Date(day))
    }

    /// The first day up to `horizon` on which the search ends.
    fn sought(
        &mut self,
        condition: &'a Expr,
        (start, horizon): (Date, Date),
        subject: u32,
    ) -> Option<Date> {
        let (trend, changes) = timeline(self.program, condition, &|fact| self.changes(fact));
        let mut first = start;
        let mut changes = changes.into_iter().filter(|day| *day > start && *day <= horizon);
        loop {
            let next = changes.next();
            let last = next.and_then(|next| next.add_days(-1)).unwrap_or(horizon);
            if let Some(day) = self.stretch(condition, (first, last), trend, subject) {
                return Some(day);
            }
            first = next?;
        }
    }

    /// The days on which `fact` has another value, of whomever it is.
    fn changes(&self, fact: FactId) -> Vec<Date> {
        let fact = &self.program.facts[fact];
        let places = self.case.places().map(|(place, _)| place);
        let values = places.filter_map(|place| self.case.through_time(place, fact)).flatten();
        values.map(|(from, _)| *from).collect()
    }

    /// The first day of a stretch, in which nothing but the day changes, on which the search ends.
    fn stretch(
        &mut self,
        condition: &'a Expr,
        (first, last): (Date, Date),
        trend: Trend,
        subject: u32,
    ) -> Option<Date> {
        if self.look(condition, first, subject) == Look::Ends {
            return Some(first);
        }
        match trend {
            // No on the first day is no on every day.
            Trend::Constant | Trend::Down => None,
            Trend::Up => {
                if self.look(condition, last, subject) == Look::No {
                    return None;
                }
                let (mut no, mut ends) = (first, last);
                while ends.days() - no.days() > 1 {
                    let Some(middle) = no.add_days(i64::from((ends.days() - no.days()) / 2)) else {
                        break;
                    };
                    match self.look(condition, middle, subject) {
                        Look::No => no = middle,
                        Look::Ends => ends = middle,
                    }
                }
                Some(ends)
            }
            Trend::Unknown => {
                let mut day = first;
                while day < last {
                    day = day.add_days(1)?;
                    if self.look(condition, day, subject) == Look::Ends {
                        return Some(day);
                    }
                }
                None
            }
        }
    }

    /// What the condition is on `day`. Nothing of it stays in the record.
    fn look(&mut self, condition: &'a Expr, day: Date, subject: u32) -> Look {
        let (contexts, fictions) = (self.contexts.len(), self.fictions.len());
        let mark = self.record.tops();
        let context = self.context_on(day);
        let home = self.context;
        let answer = self.unpaused(|evaluator| {
            evaluator.within(context, |evaluator| evaluator.evaluate(condition, subject))
        });
        self.enter(home);
        self.record.notes.clear();
        let ended = self.record.steps_from(mark).iter();
        let rows: Vec<usize> =
            ended.filter_map(|step| self.row(step.context, step.group, step.subject)).collect();
        for row in rows {
            if let Some(ended) = self.ended.get_mut(row) {
                *ended = 0;
            }
        }
        self.record.cut(mark);
        self.contexts.truncate(contexts);
        self.fictions.truncate(fictions);
        self.ended.truncate(contexts.saturating_mul(self.steps_max));
        if answer == Ok(Value::YesNo(false)) { Look::No } else { Look::Ends }
    }

    /// Does `work` with the steps under way laid aside.
    fn apart<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let notes = std::mem::take(&mut self.record.notes);
        let standings = std::mem::take(&mut self.standings);
        let spine = std::mem::take(&mut self.spine);
        let depth = std::mem::take(&mut self.depth);
        self.searches += 1;
        let done = work(self);
        self.searches -= 1;
        self.depth = depth;
        self.spine = spine;
        self.standings = standings;
        self.record.notes = notes;
        done
    }
}
