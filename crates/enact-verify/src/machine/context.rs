//! Other reference dates and fictions.

use super::{Answer, Fault, Lack, Machine, Sym};
use crate::explore::Halt;
use crate::space::{DayMap, Form, Options, number_of};
use enact_model::program::{Expr, Reference, SEARCH_YEARS_MAX, Scale, Target};
use enact_model::table::{GroupId, ParameterId};
use enact_source::Span;
use enact_value::{CalendarRules, Range};

/// Under what something is worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Context {
    pub on: Form,
    /// What is replaced, of whom, and by what; absent when `None`.
    pub supposed: Vec<((Target, u32), Option<Sym>)>,
}

/// Which cases a context makes of those that are asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scene {
    /// Cases that are asked about themselves.
    Same,
    /// Those on any day.
    AnyDay,
    /// Others: what is supposed may go against what the law assumes.
    Feigned,
}

impl<'a> Machine<'a, '_> {
    pub(super) fn on_date(&mut self, value: &'a Expr, date: &'a Expr, subject: u32) -> Answer {
        let day = self.day(date, subject)?;
        let supposed = self.contexts[self.context].supposed.clone();
        self.within(Context { on: day, supposed }, |machine| machine.evaluate(value, subject))
    }

    pub(super) fn sum_over_months(
        &mut self,
        value: &'a Expr,
        year: &'a Expr,
        subject: u32,
    ) -> Answer {
        let day = self.day(year, subject)?;
        let mut month = self.mapped(DayMap::OfYear { after: false }, &day)?;
        let (mut sum, mut open) = (Form::default(), false);
        let supposed = self.contexts[self.context].supposed.clone();
        for _ in 0..12 {
            let context = Context { on: month.clone(), supposed: supposed.clone() };
            match self.within(context, |machine| machine.evaluate(value, subject)) {
                Ok(Sym::Number(units)) => {
                    sum = sum.plus(&units, 1).ok_or(Lack::beyond(value.span))?
                }
                Ok(_) => return Err(Lack::beyond(value.span)),
                Err(Lack::Open) if self.only_counts_or_is_open(value) => return Err(Lack::Open),
                Err(Lack::Open) => open = true,
                Err(lack) => return Err(lack),
            }
            // The first of a month has no month end to mind.
            month = month.shifted(crate::space::MONTH).ok_or(Lack::beyond(value.span))?;
        }
        if open { Err(Lack::Open) } else { Ok(Sym::Number(sum)) }
    }

    /// Whether the expression is a value of which only a summary is taken, with nothing in it but
    /// numbers and norms that are not set: after one of those, the other months say no more.
    fn only_counts_or_is_open(&self, value: &Expr) -> bool {
        let target = value.reference().map(|reference| reference.target);
        let Some(Target::Term(term)) = target else { return false };
        let summary = self.summary(self.program.terms[term].group);
        summary.is_some_and(|summary| !(summary.none || summary.gap || summary.fault))
    }

    pub(super) fn as_if(
        &mut self,
        value: &'a Expr,
        of: &'a Reference,
        supposed: Option<&'a Expr>,
        subject: u32,
    ) -> Answer {
        let owner = self.follow(&of.path, self.around(of.up, subject))?;
        let replacement = match supposed {
            None => None,
            Some(supposed) => {
                let value = self.evaluate(supposed, subject)?;
                self.fits(of.target, &value, supposed)?;
                Some(value)
            }
        };
        let mut context = self.contexts[self.context].clone();
        context.supposed.retain(|(known, _)| *known != (of.target, owner));
        context.supposed.push(((of.target, owner), replacement));
        context.supposed.sort_by_key(|(key, _)| *key);
        self.within(context, |machine| machine.evaluate(value, subject))
    }

    /// Holds that a number can stand where it is supposed: in the range of what it replaces.
    fn fits(&mut self, target: Target, value: &Sym, supposed: &Expr) -> Result<(), Lack> {
        let scale = match target {
            Target::Fact(fact) => self.program.facts[fact].scale,
            Target::Term(term) => self.program.terms[term].scale,
            Target::Judgement(_) | Target::Parameter(_) => return Ok(()),
        };
        match (value, supposed.scale, scale) {
            (Sym::Number(units), Scale::Fixed { range: own, .. }, Scale::Fixed { range, .. })
                if own.low < range.low || range.high < own.high =>
            {
                self.keep_to(units, range, supposed.span)
            }
            _ => Ok(()),
        }
    }

    /// Holds that a number lies in its range; where it does not, no case can be decided.
    pub(super) fn keep_to(&mut self, units: &Form, range: Range, span: Span) -> Result<(), Lack> {
        let over = units.shifted(-range.high).ok_or(Lack::Halt)?;
        let under = units.times(-1).and_then(|units| units.shifted(range.low)).ok_or(Lack::Halt)?;
        if self.explorer.at_most_zero(&over)? && self.explorer.at_most_zero(&under)? {
            return Ok(());
        }
        Err(Lack::Fault(Fault::OutOfRange { span }))
    }

    /// Whether something is supposed here.
    pub(super) fn is_fiction(&self) -> bool {
        self.contexts.get(self.context).is_some_and(|context| !context.supposed.is_empty())
    }

    /// A norm that is not set: that is kept of a day before the law is in force. Of the days on which it
    /// is, it was told when the law was read.
    pub(super) fn not_set<T>(&mut self, norm: Option<ParameterId>) -> Result<T, Lack> {
        let on = self.on();
        if self.heeds_time && self.contexts.first().is_some_and(|home| home.on != on) {
            let before = on.shifted(1 - number_of(self.inputs.domain.on.0)).ok_or(Lack::Halt)?;
            if self.explorer.at_most_zero(&before)? {
                self.met.not_set.insert(norm);
            }
        }
        Err(Lack::Open)
    }

    /// The first day on which a condition holds: a day from the start on, and the condition holds
    /// on it. That it holds on no earlier day is left out, so more days are considered than can be.
    pub(super) fn first_day_on(
        &mut self,
        condition: &'a Expr,
        from: &'a Expr,
        subject: u32,
        whole: &'a Expr,
    ) -> Answer {
        self.loose = true;
        let start = self.day(from, subject)?;
        if self.heeds_time && self.explorer.choose(vec![Vec::new(), Vec::new()])? == 1 {
            return self.no_day(condition, &start, subject, whole.span);
        }
        let found = self.inputs.some_day(self.explorer);
        let before = start.plus(&found, -1).ok_or(Lack::Halt)?;
        self.explorer.require(&crate::space::Constraint::AtMostZero(before))?;
        let supposed = self.contexts[self.context].supposed.clone();
        let context = Context { on: found.clone(), supposed };
        match self.within(context, |machine| machine.holds(condition, subject)) {
            Ok(true) => Ok(Sym::Date(found)),
            Ok(false) => Err(Lack::Halt),
            Err(lack) => Err(lack),
        }
    }

    /// A search that finds no day. The condition then holds on no day; that is held of the first day
    /// and the last, and of the days on which the law changes in between. So more cases are considered
    /// than there are: of one that is shown, the decision tells.
    fn no_day(&mut self, condition: &'a Expr, start: &Form, subject: u32, span: Span) -> Answer {
        let horizon = DayMap::Months(SEARCH_YEARS_MAX * 12, CalendarRules::default());
        let mut days = vec![start.clone(), self.mapped(horizon, start)?];
        for change in &self.inputs.domain.changes {
            let change = Form::constant(number_of(*change));
            let passed = change.plus(start, -1).ok_or(Lack::Halt)?;
            if !self.explorer.at_most_zero(&passed)? {
                days.push(change);
            }
        }
        let supposed = self.contexts[self.context].supposed.clone();
        for on in days {
            let context = Context { on, supposed: supposed.clone() };
            match self.within(context, |machine| machine.holds(condition, subject)) {
                Ok(false) => {}
                Ok(true) | Err(_) => return Err(Lack::Halt),
            }
        }
        Err(Lack::Fault(Fault::NoDay { span }))
    }

    /// Whether rules of the group that speak together are known to agree in the cases at hand.
    pub(super) fn is_agreeing(&self, group: GroupId) -> bool {
        match self.scene() {
            Scene::Same => self.settled.agreeing.contains(&group),
            Scene::AnyDay => self.settled.agreeing_on_any_day.contains(&group),
            Scene::Feigned => false,
        }
    }

    /// What is supposed of `target` here: the value, or that it is absent.
    pub(super) fn supposed(&self, target: Target, subject: u32) -> Option<Answer> {
        let here = &self.contexts.get(self.context)?.supposed;
        let (_, value) = here.iter().find(|(known, _)| *known == (target, subject))?;
        Some(value.clone().ok_or(Lack::Absent))
    }

    /// Which cases the context at hand makes.
    pub(super) fn scene(&self) -> Scene {
        let Some(context) = self.contexts.get(self.context) else { return Scene::Feigned };
        let home = self.contexts.first().is_some_and(|home| home.on == context.on);
        if !context.supposed.iter().all(|((target, _), value)| self.is_possible(*target, value)) {
            Scene::Feigned
        } else if home && !self.inputs.domain.any_day {
            Scene::Same
        } else {
            Scene::AnyDay
        }
    }

    /// Whether a case may state what is supposed of `target`.
    fn is_possible(&self, target: Target, value: &Option<Sym>) -> bool {
        let Target::Fact(fact) = target else { return false };
        let row = &self.program.facts[fact];
        let stated = match value {
            None => row.optional,
            Some(value) => matches!(value, Sym::YesNo(_) | Sym::Words(..) | Sym::Text(_)),
        };
        stated && self.inputs.domain.is_free(fact)
    }

    fn within<T>(&mut self, context: Context, work: impl FnOnce(&mut Self) -> T) -> T {
        let known = self.contexts.iter().position(|known| *known == context);
        let place = known.unwrap_or(self.contexts.len());
        if known.is_none() {
            self.contexts.push(context);
        }
        let home = std::mem::replace(&mut self.context, place);
        let done = work(self);
        self.context = home;
        done
    }

    /// The day that an expression gives.
    pub(super) fn day(&mut self, date: &'a Expr, subject: u32) -> Result<Form, Lack> {
        match self.evaluate(date, subject)? {
            Sym::Date(day) => Ok(day),
            _ => Err(Lack::beyond(date.span)),
        }
    }

    pub(super) fn mapped(&mut self, map: DayMap, day: &Form) -> Result<Form, Lack> {
        self.explorer.mapped(map, day)?.ok_or(Lack::Fault(Fault::Calendar))
    }

    /// Whether the words are the option of this name.
    pub(super) fn is_option(
        &mut self,
        pick: crate::space::Pick,
        place: Option<u32>,
    ) -> Result<bool, Halt> {
        match place {
            None => Ok(false),
            Some(place) => {
                let option: Options = 1 << place.min(crate::space::OPTIONS_MAX - 1);
                self.explorer.is_among(pick, option)
            }
        }
    }
}
