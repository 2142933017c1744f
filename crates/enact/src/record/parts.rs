//! The parts of a decision record, and how they are filled.

use crate::citations::Citations;
use crate::inventory::privacy;
use crate::written;
use enact_eval::{
    AwaitedJudgement, Case, Decision, Found, Need, NotSet, Outcome, Read, Source, Step,
};
use enact_model::Program;
use enact_model::program::{self, PrivacyClass, Scale, Type};
use enact_model::table::LawId;
use enact_source::Language;
use enact_syntax::tree::TextKind;
use enact_value::{Date, Value};
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// A value in its plain form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plain<'d> {
    /// An optional fact that was stated to be absent.
    Absent,
    /// Yes or no.
    YesNo(bool),
    /// A decimal string, an ISO date, or words.
    Words(Cow<'d, str>),
}

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent => serializer.serialize_unit(),
            Self::YesNo(answer) => serializer.serialize_bool(*answer),
            Self::Words(words) => serializer.serialize_str(words),
        }
    }
}

/// A law in the version that was applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Law<'d> {
    /// The name it is cited by.
    pub name: &'d str,
    /// Its title.
    pub title: &'d str,
    /// BWB, ELI or CELEX number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<&'d str>,
    /// The first day of this version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_force: Option<String>,
    /// The day on which this version has ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// What its prose is: `official`, `draft` or `restated`.
    pub text: &'static str,
}

/// How a decision ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutcomeRecord<'d> {
    /// `value`, `no-entitlement`, `needs`, `awaiting`, `not-set` or `undecided`.
    pub kind: &'static str,
    /// The value: a decimal string, an ISO date, a text, or true or false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Plain<'d>>,
    /// What a number counts: `EUR`, `percent`, `months`, `days`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'static str>,
    /// Per which time: `year`, `month`, `week`, `day`, `hour`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<&'static str>,
    /// The provisions it rests on: those that spoke, and those they displaced.
    pub grounds: Vec<&'d str>,
    /// Why there is no answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

/// A value that was worked out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepRecord<'d> {
    /// What was worked out.
    pub term: &'d str,
    /// Of whom: the way from the subject decided about; left out for that subject.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// The reference date it was worked out on, where that is not the case's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// What was supposed for it.
    #[serde(rename = "as_if", skip_serializing_if = "Vec::is_empty")]
    pub supposed: Vec<Fiction<'d>>,
    /// `value`, `no-entitlement`, `open` or `undecided`.
    pub found: &'static str,
    /// The value, as in the outcome.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Plain<'d>>,
    /// The provisions that spoke.
    pub grounds: Vec<&'d str>,
    /// The provisions that yielded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub displaced: Vec<Displacement<'d>>,
    /// How provisions that spoke were read, where they can be read in two ways.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<ReadingRecord<'d>>,
    /// The bands of progressive scales that it used.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<BandRecord<'d>>,
    /// The places in `steps` of the values it read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<u32>,
}

/// Something that was supposed in the place of what is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fiction<'d> {
    /// The field of the case, or the name of the value, that was replaced.
    pub field: Cow<'d, str>,
    /// By what; `null` when it was taken not to be there.
    pub value: Plain<'d>,
}

/// What one band of a progressive scale contributed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BandRecord<'d> {
    /// The scale.
    pub scale: &'d str,
    /// How much lies in the band.
    pub part: String,
    /// The rate of the band, as a percentage.
    pub rate: String,
    /// The part times the rate, rounded where the law rounds each band.
    pub amount: String,
}

/// A provision that yielded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Displacement<'d> {
    /// The provision.
    pub provision: &'d str,
    /// The one that precedes it.
    pub by: &'d str,
    /// Whether that one only says that the provision does not apply.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub silenced: bool,
}

/// The reading of a provision that was followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadingRecord<'d> {
    /// The provision.
    pub provision: &'d str,
    /// The reading that was followed.
    pub chosen: &'d str,
    /// The one that was not.
    pub rejected: &'d str,
}

/// A fact or judgement that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Datum<'d> {
    /// `fact`, `judgement` or `power`.
    pub kind: &'static str,
    /// Its field in the case: `partner.income`.
    pub field: Cow<'d, str>,
    /// What it held; `null` when it was stated to be absent.
    pub value: Plain<'d>,
    /// The first day of the value, for a fact that is given through time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The register it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub register: Option<&'d str>,
    /// The provision that asks for it.
    pub provision: &'d str,
    /// `not-personal`, `personal`, `special` or `criminal`.
    pub privacy: &'static str,
    /// Who judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<&'d str>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'d str>,
    /// On which day it was judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
}

/// A norm that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Norm<'d> {
    /// Its name.
    pub name: &'d str,
    /// Its value on the reference date.
    pub value: Plain<'d>,
    /// What a number counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'static str>,
    /// Per which time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<&'static str>,
    /// The provision that fixes the value.
    pub provision: &'d str,
    /// The first day of the value; left out when it holds for all time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The day after its last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Why the value is an assumption.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumed: Option<&'d str>,
}

/// A fact that is still needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Needed<'d> {
    /// Its field in the case.
    pub field: Cow<'d, str>,
    /// The register it can come from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub register: Option<&'d str>,
    /// The provision that asks for it.
    pub provision: &'d str,
}

/// A judgement that a decision waits for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Awaited<'d> {
    /// Its field in the case.
    pub field: Cow<'d, str>,
    /// Who judges.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<&'d str>,
    /// The provision that leaves it to a person.
    pub provision: &'d str,
}

/// A norm that has not been set for the reference date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unset<'d> {
    /// Its name.
    pub name: &'d str,
    /// The act that has to set it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<&'d str>,
    /// The provision that asks for it.
    pub provision: &'d str,
}

impl<'d> Law<'d> {
    pub(super) fn of(law: &'d program::Law) -> Self {
        Self {
            name: &law.short,
            title: &law.title,
            id: law.id.as_deref(),
            in_force: law.in_force.map(written::iso),
            until: law.until.map(written::iso),
            text: match law.text {
                TextKind::Official => "official",
                TextKind::Draft => "draft",
                TextKind::Restated => "restated",
            },
        }
    }
}

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

/// The field of `case` that states `name` about `subject`: `partner.income`.
#[must_use]
pub fn field_of(program: &Program, case: &Case, subject: u32, name: &str) -> String {
    let ways = ways(program, case);
    match usize::try_from(subject).ok().and_then(|subject| ways.get(subject)) {
        Some(way) if !way.is_empty() => format!("{way}.{name}"),
        _ => name.to_owned(),
    }
}

/// How a case leads to each of its subjects, by the names of the facts that they fill.
fn ways(program: &Program, case: &Case) -> Vec<String> {
    let mut ways: Vec<Option<String>> = vec![None; case.subjects.len()];
    if let Some(first) = ways.first_mut() {
        *first = Some(String::new());
    }
    let mut ahead = vec![0];
    while let Some(place) = ahead.pop() {
        let Some(subject) = case.subjects.get(place) else { continue };
        let way = ways.get(place).cloned().flatten().unwrap_or_default();
        for (fact, value) in program.entities[subject.entity].facts.iter().zip(&subject.facts) {
            let name = &program.facts[*fact].name;
            let further = || if way.is_empty() { name.clone() } else { format!("{way}.{name}") };
            let led: Vec<(u32, String)> = match value {
                Some(Value::Subject(other)) => vec![(*other, further())],
                Some(Value::Subjects(elements)) => {
                    let further = further();
                    let numbered = elements.iter().enumerate();
                    numbered.map(|(place, other)| (*other, format!("{further}[{place}]"))).collect()
                }
                _ => continue,
            };
            for (other, further) in led {
                let Ok(other) = usize::try_from(other) else { continue };
                if let Some(unknown) = ways.get_mut(other).filter(|known| known.is_none()) {
                    *unknown = Some(further);
                    ahead.push(other);
                }
            }
        }
    }
    ways.into_iter().map(Option::unwrap_or_default).collect()
}
