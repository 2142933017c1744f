//! Puts names to the ids of one decision, part by part of its record.

use super::field::ways;
use super::parts::{
    Awaited, BandRecord, Datum, Displacement, Fiction, Needed, Norm, OutcomeRecord, Plain,
    ReadingRecord, StepRecord, Unset,
};
use crate::citations::Citations;
use crate::inventory::privacy;
use crate::written;
use enact_eval::{AwaitedJudgement, Decision, Found, Need, NotSet, Outcome, Read, Source, Step};
use enact_model::program::{PrivacyClass, Scale, Type};
use enact_model::table::LawId;
use enact_source::Language;
use enact_value::{Date, Value};
use std::borrow::Cow;
/// Puts names to the ids of one decision.
pub(super) struct Names<'d> {
    decision: &'d Decision<'d>,
    citations: &'d Citations,
    /// The way to each subject of the case; empty for the one decided about.
    ways: Vec<String>,
}

impl<'d> Names<'d> {
    pub(super) fn new(decision: &'d Decision<'d>, citations: &'d Citations) -> Self {
        Self { ways: ways(decision.program(), decision.case), decision, citations }
    }

    pub(super) fn outcome(&self) -> OutcomeRecord<'d> {
        let decision = self.decision;
        let row = &decision.program().terms[decision.term];
        let (kind, value) = match &decision.outcome {
            Outcome::Value(value) => ("value", Some(self.plain(value, row.ty, row.scale))),
            Outcome::NoEntitlement => ("no-entitlement", None),
            Outcome::Needs(_) => ("needs", None),
            Outcome::Awaiting(_) => ("awaiting", None),
            Outcome::NotSet(_) => ("not-set", None),
            Outcome::Undecided(_) => ("undecided", None),
        };
        let step = decision.conclusion();
        let mut grounds = step.map(|step| self.spoke(step)).unwrap_or_default();
        let yielded = step.map(|step| decision.displaced(step)).unwrap_or_default();
        for displaced in yielded {
            let silencer =
                Some(displaced.by).filter(|by| decision.program().rules[*by].gives.silences());
            for rule in silencer.into_iter().chain([displaced.rule]) {
                let ground = self.citations.rule(rule);
                if !grounds.contains(&ground) {
                    grounds.push(ground);
                }
            }
        }
        let (unit, per) = written::unit(row.ty);
        let is_value = value.is_some();
        OutcomeRecord {
            kind,
            value,
            unit: unit.filter(|_| is_value),
            per: per.filter(|_| is_value),
            grounds,
            problem: super::problem(decision, self.language(row.law)),
        }
    }

    pub(super) fn step(&self, step: &Step) -> StepRecord<'d> {
        let program = self.decision.program();
        let row = &program.terms[step.term];
        let (found, value) = match &step.found {
            Found::Value(value) => ("value", Some(self.plain(value, row.ty, row.scale))),
            Found::NoEntitlement => ("no-entitlement", None),
            Found::Open => ("open", None),
            Found::Fault(_) => ("undecided", None),
        };
        let displaced = self.decision.displaced(step).iter().map(|displaced| Displacement {
            provision: self.citations.rule(displaced.rule),
            by: self.citations.rule(displaced.by),
            silenced: program.rules[displaced.by].gives.silences(),
        });
        let readings = self.decision.spoke(step).iter().filter_map(|rule| {
            let reading = program.rules[*rule].clauses.reading.as_ref()?;
            Some(ReadingRecord {
                provision: self.citations.rule(*rule),
                chosen: &reading.chosen,
                rejected: &reading.rejected,
            })
        });
        let from = self.decision.reads_of(step).iter().filter_map(|read| match read.source {
            Source::Step(place) => Some(place),
            _ => None,
        });
        let context = self.decision.contexts.get(usize::try_from(step.context).unwrap_or(0));
        let elsewhen = context.filter(|context| context.on != self.decision.on);
        let supposed = context.map_or(&[][..], |context| &context.supposed);
        StepRecord {
            term: &row.name,
            of: self.way(step.subject),
            on: elsewhen.map(|context| written::iso(context.on)),
            supposed: supposed.iter().filter_map(|place| self.fiction(*place)).collect(),
            found,
            value,
            grounds: self.spoke(step),
            displaced: displaced.collect(),
            readings: readings.collect(),
            bands: self.bands(step),
            from: from.collect(),
        }
    }

    fn fiction(&self, place: u32) -> Option<Fiction<'d>> {
        let program = self.decision.program();
        let fiction = self.decision.supposed.get(usize::try_from(place).ok()?)?;
        let (name, ty, scale) = program.held(fiction.target);
        let value = self.plain(&fiction.value, ty, scale);
        Some(Fiction { field: self.field(fiction.subject, name), value })
    }

    /// The facts and judgements that were read, and the norms.
    pub(super) fn data(&self) -> (Vec<Datum<'d>>, Vec<Norm<'d>>) {
        let read = self.decision.data();
        let data = read.iter().filter_map(|read| self.datum(read)).collect();
        (data, read.iter().filter_map(|read| self.norm(read)).collect())
    }

    fn datum(&self, read: &Read) -> Option<Datum<'d>> {
        let program = self.decision.program();
        let value = self.decision.value(read);
        match read.source {
            Source::Fact(id) | Source::Since(id, _) => {
                let fact = &program.facts[id];
                Some(Datum {
                    from: self.decision.since(read).map(written::iso),
                    kind: "fact",
                    field: self.field(read.subject, &fact.name),
                    value: value
                        .map_or(Plain::Absent, |value| self.plain(&value, fact.ty, fact.scale)),
                    register: fact.source.as_deref(),
                    provision: self.citations.fact(id),
                    privacy: privacy(fact.privacy.class),
                    by: None,
                    reason: None,
                    on: None,
                })
            }
            Source::Judgement(id) => {
                let judgement = &program.judgements[id];
                let judged = self.decision.case.judged(read.subject, judgement)?;
                Some(Datum {
                    kind: if judgement.power.is_some() { "power" } else { "judgement" },
                    from: None,
                    field: self.field(read.subject, &judgement.name),
                    value: Plain::YesNo(judged.answer),
                    register: None,
                    provision: self.citations.judgement(id),
                    privacy: privacy(PrivacyClass::Personal),
                    by: judged.by.as_deref().or(judgement.by.as_deref()),
                    reason: judged.reason.as_deref(),
                    on: judged.on.map(written::iso),
                })
            }
            Source::Parameter(..) | Source::Step(_) | Source::Supposed(_) => None,
        }
    }

    fn norm(&self, read: &Read) -> Option<Norm<'d>> {
        let Source::Parameter(id, place) = read.source else { return None };
        let parameter = &self.decision.program().parameters[id];
        let period = parameter.periods.get(usize::try_from(place).ok()?)?;
        let (unit, per) = written::unit(parameter.ty);
        Some(Norm {
            name: &parameter.name,
            value: self.plain(&period.value, parameter.ty, parameter.scale),
            unit,
            per,
            provision: self.citations.period(id, place),
            from: (period.from > Date::MIN).then(|| written::iso(period.from)),
            until: period.until.map(written::iso),
            assumed: period.assumed.as_deref(),
        })
    }

    pub(super) fn needed(&self, need: &Need) -> Needed<'d> {
        let fact = &self.decision.program().facts[need.fact];
        Needed {
            field: self.field(need.subject, &fact.name),
            register: fact.source.as_deref(),
            provision: self.citations.fact(need.fact),
        }
    }

    pub(super) fn awaited(&self, open: &AwaitedJudgement) -> Awaited<'d> {
        let judgement = &self.decision.program().judgements[open.judgement];
        Awaited {
            field: self.field(open.subject, &judgement.name),
            by: judgement.by.as_deref(),
            provision: self.citations.judgement(open.judgement),
        }
    }

    pub(super) fn unset(&self, open: &NotSet) -> Unset<'d> {
        let parameter = &self.decision.program().parameters[open.parameter];
        Unset {
            name: &parameter.name,
            by: parameter.delegated.as_deref(),
            provision: self.citations.parameter(open.parameter),
        }
    }

    fn bands(&self, step: &Step) -> Vec<BandRecord<'d>> {
        let program = self.decision.program();
        let banded = self.decision.banded(step).iter();
        let records = banded.flat_map(|banded| {
            let banding = banded.banding;
            let scale = program.parameters[banded.scale].name.as_str();
            self.decision.portions(banded).into_iter().map(move |portion| BandRecord {
                scale,
                part: written::number(portion.part, banding.denominator, banded.ty),
                rate: written::number(portion.rate, banding.rates, Type::Percentage),
                amount: written::number(portion.amount, banding.over(), banded.ty),
            })
        });
        records.collect()
    }

    fn spoke(&self, step: &Step) -> Vec<&'d str> {
        let mut grounds = Vec::new();
        for rule in self.decision.spoke(step) {
            let ground = self.citations.rule(*rule);
            if !grounds.contains(&ground) {
                grounds.push(ground);
            }
        }
        grounds
    }

    fn plain(&self, value: &Value, ty: Type, scale: Scale) -> Plain<'d> {
        match value {
            Value::YesNo(answer) => Plain::YesNo(*answer),
            Value::Absent => Plain::Absent,
            Value::Subject(place) => Plain::Words(self.way(*place).unwrap_or_default().into()),
            Value::Number(_)
            | Value::Quotient(..)
            | Value::Subjects(_)
            | Value::Date(_)
            | Value::Text(_) => Plain::Words(written::machine(value, ty, scale).into()),
        }
    }

    fn way(&self, subject: u32) -> Option<String> {
        let way = self.ways.get(usize::try_from(subject).ok()?)?;
        (!way.is_empty()).then(|| way.clone())
    }

    fn field(&self, subject: u32, name: &'d str) -> Cow<'d, str> {
        self.way(subject).map_or(Cow::Borrowed(name), |way| format!("{way}.{name}").into())
    }

    fn language(&self, law: LawId) -> Language {
        self.decision.program().laws[law].language
    }
}
