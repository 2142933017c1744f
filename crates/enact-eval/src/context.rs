//! Under what a value is worked out: on which reference date, and supposing what.
//!
//! The case's own context comes first. `X on d` and `X as if (…)` work X out in another one, and
//! a step belongs to the context it was worked out in: what is supposed in one never shows in
//! another. Equal contexts are one, so that nothing is worked out twice.

use crate::case::{index, place};
use crate::expression::{Answer, Evaluator, Lack};
use crate::number::Slip;
use crate::outcome::Fault;
use crate::reading::{Fit, fit};
use crate::record::{Recording, Source};
use enact_model::program::{Expr, Reference, Scale, Target};
use enact_source::Span;
use enact_value::{Date, Value};

/// Under what a step was worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// The reference date.
    pub on: Date,
    /// The places of what is supposed, in order of what it replaces.
    pub supposed: Vec<u32>,
}

/// A fiction: what is supposed in the place of a fact, a judgement or a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supposed {
    /// What is replaced.
    pub target: Target,
    /// Of whom: a place in the case.
    pub subject: u32,
    /// By what, over the denominator of what is replaced.
    pub value: Value,
}

impl<'a, R: Recording> Evaluator<'a, R> {
    /// `value` with everything below it on the day that `date` gives.
    pub fn on_date(&mut self, value: &'a Expr, date: &'a Expr, subject: u32) -> Answer {
        let Value::Date(day) = self.evaluate(date, subject)? else {
            return Err(Lack::Fault(Fault::Unsound { span: date.span }));
        };
        let context = self.context_on(day);
        self.within(context, |evaluator| evaluator.evaluate(value, subject))
    }

    /// The sum of `value` over the months of the year in which `year` lies, each as on its first
    /// day. What is open in any of the months is noted.
    pub fn sum_over_months(
        &mut self,
        value: &'a Expr,
        year: &'a Expr,
        subject: u32,
        whole: &'a Expr,
    ) -> Answer {
        let Value::Date(day) = self.evaluate(year, subject)? else {
            return Err(Lack::Fault(Fault::Unsound { span: year.span }));
        };
        let (mut month, mut sum, mut open) = (Some(day.first_of_year()), Some(0_i128), false);
        for _ in 0..12 {
            let Some(first) = month else {
                return Err(Lack::Fault(Fault::CalendarLimit { span: whole.span }));
            };
            let context = self.context_on(first);
            match self.within(context, |evaluator| evaluator.evaluate(value, subject)) {
                Ok(Value::Number(units)) => sum = sum.and_then(|sum| sum.checked_add(units)),
                Ok(_) => return Err(Lack::Fault(Fault::Unsound { span: value.span })),
                Err(Lack::Open) => open = true,
                Err(lack) => return Err(lack),
            }
            month = first.first_of_next_month();
        }
        match sum {
            _ if open => Err(Lack::Open),
            Some(units) => Ok(Value::Number(units)),
            None => Err(Slip::OutOfRange.at(whole.span)),
        }
    }

    /// `value` with everything below it as if `of` were as supposed.
    pub fn as_if(
        &mut self,
        value: &'a Expr,
        of: &'a Reference,
        supposed: Option<&'a Expr>,
        subject: u32,
    ) -> Answer {
        let owner = self.follow(&of.path, self.around(of.up, subject))?;
        let replacement = match supposed {
            None => Value::Absent,
            Some(supposed) => self.evaluate(supposed, subject)?,
        };
        let span = supposed.map_or(value.span, |supposed| supposed.span);
        self.fits(of.target, owner, &replacement, span)?;
        let fiction = Supposed { target: of.target, subject: owner, value: replacement };
        let context = self.context_supposing(fiction);
        self.within(context, |evaluator| evaluator.evaluate(value, subject))
    }

    /// Whether `value` can stand where it is supposed.
    fn fits(&self, target: Target, owner: u32, value: &Value, span: Span) -> Result<(), Lack> {
        let in_range = |scale: Scale| match (value, scale) {
            (Value::Number(units), Scale::Fixed { range, .. }) => range.contains(*units),
            _ => true,
        };
        match target {
            Target::Fact(id) => match fit(self.program, &self.program.facts[id], value) {
                Fit::Right => Ok(()),
                Fit::OutOfRange => Err(Slip::OutOfRange.at(span)),
                Fit::Wrong => Err(Lack::Fault(Fault::Input { fact: id, subject: owner })),
            },
            Target::Term(term) if !in_range(self.program.terms[term].scale) => {
                Err(Slip::OutOfRange.at(span))
            }
            Target::Term(_) | Target::Judgement(_) | Target::Parameter(_) => Ok(()),
        }
    }

    /// What is supposed here of `target`, when something is; noted as read.
    pub fn supposed(&mut self, target: Target, subject: u32) -> Option<Value> {
        if self.fictions.is_empty() {
            return None;
        }
        let here = &self.contexts[index(self.context)].supposed;
        let fits = |known: &&u32| {
            let known = &self.fictions[index(**known)];
            (known.target, known.subject) == (target, subject)
        };
        let found = *here.iter().find(fits)?;
        self.record.notes.read(subject, Source::Supposed(found));
        Some(self.fictions[index(found)].value.clone())
    }

    /// The context with `day` as reference date, and otherwise as here.
    pub fn context_on(&mut self, day: Date) -> u32 {
        let supposed = self.contexts[index(self.context)].supposed.clone();
        self.interned(Context { on: day, supposed })
    }

    fn context_supposing(&mut self, fiction: Supposed) -> u32 {
        let known = self.fictions.iter().position(|known| *known == fiction);
        let fiction_place = place(known.unwrap_or(self.fictions.len()));
        let replaces = (fiction.target, fiction.subject);
        if known.is_none() {
            self.fictions.push(fiction);
        }
        let key = |place: &u32| {
            let fiction = &self.fictions[index(*place)];
            (fiction.target, fiction.subject)
        };
        let here = &self.contexts[index(self.context)];
        let mut supposed: Vec<u32> =
            here.supposed.iter().copied().filter(|place| key(place) != replaces).collect();
        supposed.push(fiction_place);
        supposed.sort_by_key(key);
        let on = here.on;
        self.interned(Context { on, supposed })
    }

    /// The place of `context`; equal ones are one.
    fn interned(&mut self, context: Context) -> u32 {
        let known = self.contexts.iter().position(|known| *known == context);
        let found = known.unwrap_or(self.contexts.len());
        if known.is_none() {
            self.contexts.push(context);
            self.ended.resize(self.contexts.len().saturating_mul(self.steps_max), 0);
        }
        place(found)
    }

    /// Does `work` in `context`, and comes back.
    pub fn within<T>(&mut self, context: u32, work: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.enter(context);
        let done = work(self);
        self.enter(outer);
        done
    }

    /// Goes to `context` and gives the one that is left.
    pub fn enter(&mut self, context: u32) -> u32 {
        self.on = self.contexts[index(context)].on;
        std::mem::replace(&mut self.context, context)
    }
}
