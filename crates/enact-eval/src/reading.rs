//! Reading facts, parameters, judgements and terms, each noted for the record.

use crate::case::{index, place, value_on};
use crate::expression::{Answer, Evaluator, Lack};
use crate::number::Slip;
use crate::outcome::{AwaitedJudgement, Fault, Need};
use crate::record::{Banded, Found, Open, Recording, Source};
use enact_model::Program;
use enact_model::bands::Banding;
use enact_model::program::{Expr, Fact, Reference, Scale, Target, Type};
use enact_model::table::{FactId, GroupId, JudgementId, ParameterId};
use enact_source::Span;
use enact_value::Value;

impl<'a, R: Recording> Evaluator<'a, R> {
    /// What stands at `reference`, seen from `subject`.
    pub fn read(&mut self, reference: &'a Reference, subject: u32) -> Answer {
        let mut subject = self.around(reference.up, subject);
        if !reference.path.is_empty() {
            subject = self.follow(&reference.path, subject)?;
        }
        if let Some(supposed) = self.supposed(reference.target, subject) {
            return if supposed == Value::Absent { Err(Lack::Absent) } else { Ok(supposed) };
        }
        match reference.target {
            Target::Fact(fact) => self.fact(fact, subject),
            Target::Parameter(parameter) => {
                let period = self.period(parameter)?;
                Ok(self.program.parameters[parameter].periods[period].value.clone())
            }
            Target::Term(term) => match self.group(self.program.terms[term].group, subject) {
                Err(Lack::NoEntitlement) if self.promised => Ok(Value::Number(0)),
                answer => answer,
            },
            Target::Judgement(judgement) => self.judgement(judgement, subject),
        }
    }

    /// The subject `up` levels around `subject`.
    pub fn around(&self, up: usize, subject: u32) -> u32 {
        let level = self.outer.len().checked_sub(up);
        level.and_then(|level| self.outer.get(level)).copied().unwrap_or(subject)
    }

    /// Whether the optional fact is there; with `absent`, whether it is not.
    pub fn exists(&mut self, of: &'a Reference, absent: bool, subject: u32) -> Answer {
        match self.read(of, subject) {
            Ok(_) => Ok(Value::YesNo(!absent)),
            Err(Lack::Absent) => Ok(Value::YesNo(absent)),
            Err(lack) => Err(lack),
        }
    }

    /// The subject at the end of a path of facts.
    pub fn follow(&mut self, path: &'a [FactId], from: u32) -> Result<u32, Lack> {
        let mut subject = from;
        for fact in path {
            let value = match self.supposed(Target::Fact(*fact), subject) {
                Some(Value::Absent) => return Err(Lack::Absent),
                Some(supposed) => supposed,
                None => self.fact(*fact, subject)?,
            };
            match value {
                Value::Subject(next) => subject = next,
                _ => return Err(Lack::Fault(Fault::Input { fact: *fact, subject })),
            }
        }
        Ok(subject)
    }

    fn fact(&mut self, id: FactId, subject: u32) -> Answer {
        let fact = &self.program.facts[id];
        let Some(about) = self.case.of_kind(subject, fact.entity) else {
            return Err(Lack::Fault(Fault::Input { fact: id, subject }));
        };
        let stated = about.facts.get(fact.slot).and_then(Option::as_ref);
        if fact.way_back {
            return stated.cloned().ok_or(Lack::Fault(Fault::NotListed { fact: id, subject }));
        }
        let known = match about.through_time.get(&fact.slot) {
            None => stated.map(|value| (value, Source::Fact(id))),
            Some(values) => {
                value_on(values, self.on).map(|at| (&values[at].1, Source::Since(id, place(at))))
            }
        };
        let Some((value, source)) = known else {
            self.record.notes.opens.push(Open::Fact(Need { fact: id, subject }));
            return Err(Lack::Open);
        };
        self.record.notes.read(subject, source);
        match fit(self.program, fact, value) {
            Fit::Right if *value == Value::Absent => Err(Lack::Absent),
            Fit::Right => Ok(value.clone()),
            Fit::OutOfRange => Err(Slip::OutOfRange.at(fact.span)),
            Fit::Wrong => Err(Lack::Fault(Fault::Input { fact: id, subject })),
        }
    }

    fn judgement(&mut self, id: JudgementId, subject: u32) -> Answer {
        let judgement = &self.program.judgements[id];
        let Some(judged) = self.case.judged(subject, judgement) else {
            let awaited = AwaitedJudgement { judgement: id, subject };
            self.record.notes.opens.push(Open::Judgement(awaited));
            return Err(Lack::Open);
        };
        self.record.notes.read(subject, Source::Judgement(id));
        Ok(Value::YesNo(judged.answer))
    }

    /// The place of the period in force on the reference date.
    fn period(&mut self, id: ParameterId) -> Result<usize, Lack> {
        let periods = &self.program.parameters[id].periods;
        let begun = periods.partition_point(|period| period.from <= self.on);
        let last = begun.checked_sub(1).filter(|last| periods[*last].covers(self.on));
        let Some(period) = last else {
            self.record.notes.opens.push(Open::Parameter(id));
            return Err(Lack::Open);
        };
        self.record.notes.read(0, Source::Parameter(id, place(period)));
        Ok(period)
    }

    /// A number through a progressive scale; what each band contributes is noted.
    pub fn through(
        &mut self,
        value: &'a Expr,
        scale: ParameterId,
        banding: &Banding,
        subject: u32,
        whole: &'a Expr,
    ) -> Answer {
        let units = match self.evaluate(value, subject) {
            Ok(Value::Number(units)) => units,
            Ok(_) => return Err(Slip::Unsound.at(whole.span)),
            Err(Lack::Open) => return self.period(scale).and(Err(Lack::Open)),
            Err(lack) => return Err(lack),
        };
        let period = self.period(scale)?;
        let bands = &self.program.parameters[scale].periods[period].bands;
        let total = banding.total(bands, units).ok_or(Slip::OutOfRange.at(whole.span))?;
        let period = place(period);
        let banded = Banded { scale, period, ty: whole.ty, units, banding: *banding };
        self.record.notes.banded(banded);
        Ok(Value::Number(total))
    }

    /// One over the parameter's value.
    pub fn reciprocal(&mut self, id: ParameterId, span: Span) -> Answer {
        let period = self.period(id)?;
        let reciprocal = self.program.parameters[id].reciprocal.as_ref();
        let units = reciprocal.and_then(|reciprocal| reciprocal.units.get(period));
        units.map(|units| Value::Number(*units)).ok_or(Slip::Unsound.at(span))
    }

    /// What the rules of `group` come to for `subject`: worked out once, and noted as read.
    pub fn group(&mut self, group: GroupId, subject: u32) -> Answer {
        let Some(&mut ended) = self.step_of(group, subject) else {
            let term = self.program.groups[group].term;
            return Err(Lack::Fault(Fault::NoSubject { term }));
        };
        let step = match ended.checked_sub(1) {
            Some(step) => step,
            None => self.settle(group, subject)?,
        };
        self.record.notes.read(subject, Source::Step(step));
        match &self.record.steps[index(step)].found {
            Found::Value(value) => Ok(value.clone()),
            Found::NoEntitlement => Err(Lack::NoEntitlement),
            Found::Fault(fault) => Err(Lack::Fault(*fault)),
            Found::Open => {
                self.record.notes.opens.push(Open::Step(step));
                Err(Lack::Open)
            }
        }
    }

    /// Works the step out and gives its place.
    fn settle(&mut self, group: GroupId, subject: u32) -> Result<u32, Lack> {
        self.pause_if_deep(group, subject)?;
        let term = self.program.groups[group].term;
        let mark = self.record.notes.mark();
        let promised = std::mem::take(&mut self.promised);
        let weighed = self.weigh(group, subject);
        self.promised = promised;
        let found = match weighed {
            Ok(value) => self.declared(group, value),
            Err(Lack::NoEntitlement) => Found::NoEntitlement,
            Err(Lack::Open) => Found::Open,
            Err(Lack::Fault(fault)) => Found::Fault(fault),
            Err(Lack::Absent) => {
                Found::Fault(Fault::Unsettled { span: self.program.terms[term].span })
            }
            Err(Lack::Paused) => return Err(Lack::Paused),
        };
        let step = self.record.end(mark, (term, group, subject, self.context), found);
        if let Some(ended) = self.step_of(group, subject) {
            *ended = step.saturating_add(1);
        }
        Ok(step)
    }

    /// The value, when it lies in the range that the check found for the group.
    fn declared(&self, group: GroupId, value: Value) -> Found {
        let group = &self.program.groups[group];
        match (&value, group.scale) {
            (Value::Number(units), Scale::Fixed { range, .. }) if !range.contains(*units) => {
                Found::Fault(Fault::OutOfRange { span: self.program.terms[group.term].span })
            }
            _ => Found::Value(value),
        }
    }
}

/// How a stated value suits its fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fit {
    /// As declared.
    Right,
    /// A number outside the declared range.
    OutOfRange,
    /// Another kind of value, or absent where the fact is not optional.
    Wrong,
}

/// Whether `value` is what `fact` can hold.
pub(crate) fn fit(program: &Program, fact: &Fact, value: &Value) -> Fit {
    let right = match (value, fact.ty) {
        (Value::Absent, _) => fact.optional,
        (Value::YesNo(_), Type::YesNo)
        | (Value::Date(_), Type::Date)
        | (Value::Text(_), Type::Text)
        | (Value::Subject(_), Type::Subject(_)) => true,
        (Value::Text(option), Type::Choice(choice)) => program.choices[choice].has(option),
        (Value::Subjects(elements), Type::List(_)) => {
            let most = fact.list.map_or(0, |list| index(list.most));
            return if elements.len() > most { Fit::OutOfRange } else { Fit::Right };
        }
        (Value::Number(units), ty) if ty.unit().is_some() => {
            return match fact.scale {
                Scale::Fixed { range, .. } if !range.contains(*units) => Fit::OutOfRange,
                _ => Fit::Right,
            };
        }
        _ => false,
    };
    if right { Fit::Right } else { Fit::Wrong }
}
