//! The parts of a decision record, and how they are filled.

use crate::written;
use enact_eval::{AwaitedJudgement, Decision, Found, Need, NotSet, Outcome, Read, Source, Step};
use enact_model::program::{self, PrivacyClass, Scale, Type};
use enact_model::table::LawId;
use enact_source::{Citation, Language};
use enact_syntax::tree::TextKind;
use enact_value::{Date, Rate, Value};
use serde::Serialize;
use serde_json::Value as Json;

/// A law in the version that was applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Law {
    /// The name it is cited by.
    pub name: String,
    /// Its title.
    pub title: String,
    /// BWB, ELI or CELEX number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
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
pub struct OutcomeRecord {
    /// `value`, `no-entitlement`, `needs`, `awaiting`, `not-set` or `undecided`.
    pub kind: &'static str,
    /// The value: a decimal string, an ISO date, a text, or true or false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Json>,
    /// What a number counts: `EUR`, `percent`, `months`, `days`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'static str>,
    /// Per which time: `year`, `month`, `week`, `day`, `hour`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<&'static str>,
    /// The provisions it rests on: those that spoke, and those they displaced.
    pub grounds: Vec<String>,
    /// Why there is no answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

/// A value that was worked out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepRecord {
    /// What was worked out.
    pub term: String,
    /// Of whom: the way from the subject decided about; left out for that subject.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// `value`, `no-entitlement`, `open` or `undecided`.
    pub found: &'static str,
    /// The value, as in the outcome.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Json>,
    /// The provisions that spoke.
    pub grounds: Vec<String>,
    /// The provisions that yielded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub displaced: Vec<Displacement>,
    /// The places in `steps` of the values it read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<u32>,
}

/// A provision that yielded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Displacement {
    /// The provision.
    pub provision: String,
    /// The one that precedes it.
    pub by: String,
}

/// A fact or judgement that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Datum {
    /// `fact` or `judgement`.
    pub kind: &'static str,
    /// Its field in the case: `partner.income`.
    pub field: String,
    /// What it held; `null` when it was stated to be absent.
    pub value: Json,
    /// The register it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub register: Option<String>,
    /// The provision that asks for it.
    pub provision: String,
    /// `not-personal`, `personal`, `special` or `criminal`.
    pub privacy: &'static str,
    /// Who judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A norm that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Norm {
    /// Its name.
    pub name: String,
    /// Its value on the reference date.
    pub value: Json,
    /// What a number counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'static str>,
    /// Per which time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<&'static str>,
    /// The provision that fixes the value.
    pub provision: String,
    /// The first day of the value; left out when it holds for all time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The day after its last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Why the value is an assumption.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumed: Option<String>,
}

/// A fact that is still needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Needed {
    /// Its field in the case.
    pub field: String,
    /// The register it can come from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub register: Option<String>,
    /// The provision that asks for it.
    pub provision: String,
}

/// A judgement that a decision waits for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Awaited {
    /// Its field in the case.
    pub field: String,
    /// Who judges.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The provision that leaves it to a person.
    pub provision: String,
}

/// A norm that has not been set for the reference date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unset {
    /// Its name.
    pub name: String,
    /// The act that has to set it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The provision that asks for it.
    pub provision: String,
}

impl Law {
    pub(super) fn of(law: &program::Law) -> Self {
        Self {
            name: law.short.clone(),
            title: law.title.clone(),
            id: law.id.clone(),
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
    /// The way to each subject of the case; empty for the one decided about.
    ways: Vec<String>,
}

impl<'d> Names<'d> {
    pub(super) fn new(decision: &'d Decision<'d>) -> Self {
        Self { ways: ways(decision), decision }
    }

    pub(super) fn outcome(&self) -> OutcomeRecord {
        let decision = self.decision;
        let row = &decision.program().terms[decision.term];
        let (kind, value) = match &decision.outcome {
            Outcome::Value(value) => ("value", Some(self.json(value, row.ty, row.scale))),
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
            let ground = self.cite(&decision.program().rules[displaced.rule].ground);
            if !grounds.contains(&ground) {
                grounds.push(ground);
            }
        }
        let (unit, per) = unit(row.ty);
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

    pub(super) fn step(&self, step: &Step) -> StepRecord {
        let program = self.decision.program();
        let row = &program.terms[step.term];
        let (found, value) = match &step.found {
            Found::Value(value) => ("value", Some(self.json(value, row.ty, row.scale))),
            Found::NoEntitlement => ("no-entitlement", None),
            Found::Open => ("open", None),
            Found::Fault(_) => ("undecided", None),
        };
        let displaced = self.decision.displaced(step).iter().map(|displaced| Displacement {
            provision: self.cite(&program.rules[displaced.rule].ground),
            by: self.cite(&program.rules[displaced.by].ground),
        });
        let from = self.decision.reads_of(step).iter().filter_map(|read| match read.source {
            Source::Step(place) => Some(place),
            _ => None,
        });
        StepRecord {
            term: row.name.clone(),
            of: self.way(step.subject),
            found,
            value,
            grounds: self.spoke(step),
            displaced: displaced.collect(),
            from: from.collect(),
        }
    }

    pub(super) fn data(&self) -> Vec<Datum> {
        self.decision.data().iter().filter_map(|read| self.datum(read)).collect()
    }

    fn datum(&self, read: &Read) -> Option<Datum> {
        let program = self.decision.program();
        let value = self.decision.value(read);
        match read.source {
            Source::Fact(id) => {
                let fact = &program.facts[id];
                Some(Datum {
                    kind: "fact",
                    field: self.field(read.subject, &fact.name),
                    value: value.map_or(Json::Null, |value| self.json(&value, fact.ty, fact.scale)),
                    register: fact.source.clone(),
                    provision: self.cite(&fact.ground),
                    privacy: privacy(fact.privacy.class),
                    by: None,
                    reason: None,
                })
            }
            Source::Judgement(id) => {
                let judgement = &program.judgements[id];
                let judged = self.decision.case.judged(read.subject, judgement)?;
                Some(Datum {
                    kind: "judgement",
                    field: self.field(read.subject, &judgement.name),
                    value: Json::Bool(judged.answer),
                    register: None,
                    provision: self.cite(&judgement.ground),
                    privacy: privacy(PrivacyClass::Personal),
                    by: judged.by.clone().or_else(|| judgement.by.clone()),
                    reason: judged.reason.clone(),
                })
            }
            Source::Parameter(..) | Source::Step(_) => None,
        }
    }

    pub(super) fn parameters(&self) -> Vec<Norm> {
        self.decision.data().iter().filter_map(|read| self.norm(read)).collect()
    }

    fn norm(&self, read: &Read) -> Option<Norm> {
        let Source::Parameter(id, place) = read.source else { return None };
        let parameter = &self.decision.program().parameters[id];
        let period = parameter.periods.get(usize::try_from(place).ok()?)?;
        let (unit, per) = unit(parameter.ty);
        Some(Norm {
            name: parameter.name.clone(),
            value: self.json(&period.value, parameter.ty, parameter.scale),
            unit,
            per,
            provision: self.cite(&period.ground),
            from: (period.from > Date::MIN).then(|| written::iso(period.from)),
            until: period.until.map(written::iso),
            assumed: period.assumed.clone(),
        })
    }

    pub(super) fn needed(&self, need: &Need) -> Needed {
        let fact = &self.decision.program().facts[need.fact];
        Needed {
            field: self.field(need.subject, &fact.name),
            register: fact.source.clone(),
            provision: self.cite(&fact.ground),
        }
    }

    pub(super) fn awaited(&self, open: &AwaitedJudgement) -> Awaited {
        let judgement = &self.decision.program().judgements[open.judgement];
        Awaited {
            field: self.field(open.subject, &judgement.name),
            by: judgement.by.clone(),
            provision: self.cite(&judgement.ground),
        }
    }

    pub(super) fn unset(&self, open: &NotSet) -> Unset {
        let parameter = &self.decision.program().parameters[open.parameter];
        Unset {
            name: parameter.name.clone(),
            by: parameter.delegated.clone(),
            provision: self.cite(&parameter.ground),
        }
    }

    fn spoke(&self, step: &Step) -> Vec<String> {
        let mut grounds = Vec::new();
        for rule in self.decision.spoke(step) {
            let ground = self.cite(&self.decision.program().rules[*rule].ground);
            if !grounds.contains(&ground) {
                grounds.push(ground);
            }
        }
        grounds
    }

    fn json(&self, value: &Value, ty: Type, scale: Scale) -> Json {
        match value {
            Value::YesNo(answer) => Json::Bool(*answer),
            Value::Absent => Json::Null,
            Value::Subject(place) => Json::String(self.way(*place).unwrap_or_default()),
            Value::Number(_) | Value::Quotient(..) | Value::Date(_) | Value::Text(_) => {
                Json::String(written::machine(value, ty, scale))
            }
        }
    }

    fn way(&self, subject: u32) -> Option<String> {
        let way = self.ways.get(usize::try_from(subject).ok()?)?;
        (!way.is_empty()).then(|| way.clone())
    }

    fn field(&self, subject: u32, name: &str) -> String {
        self.way(subject).map_or_else(|| name.to_owned(), |way| format!("{way}.{name}"))
    }

    /// A provision in the language of its own law.
    fn cite(&self, citation: &Citation) -> String {
        let laws = self.decision.program().laws.rows();
        let law = laws.iter().find(|law| law.short == citation.law);
        citation.cite(law.map(|law| law.language).unwrap_or_default())
    }

    fn language(&self, law: LawId) -> Language {
        self.decision.program().laws[law].language
    }
}

/// How a case leads to each of its subjects, by the names of the facts that they fill.
fn ways(decision: &Decision<'_>) -> Vec<String> {
    let program = decision.program();
    let mut ways: Vec<Option<String>> = vec![None; decision.case.subjects.len()];
    if let Some(first) = ways.first_mut() {
        *first = Some(String::new());
    }
    let mut ahead = vec![0];
    while let Some(place) = ahead.pop() {
        let Some(subject) = decision.case.subjects.get(place) else { continue };
        let way = ways.get(place).cloned().flatten().unwrap_or_default();
        for (fact, value) in program.entities[subject.entity].facts.iter().zip(&subject.facts) {
            let Some(Value::Subject(other)) = value else { continue };
            let Ok(other) = usize::try_from(*other) else { continue };
            let name = &program.facts[*fact].name;
            let further = if way.is_empty() { name.clone() } else { format!("{way}.{name}") };
            if let Some(unknown) = ways.get_mut(other).filter(|known| known.is_none()) {
                *unknown = Some(further);
                ahead.push(other);
            }
        }
    }
    ways.into_iter().map(Option::unwrap_or_default).collect()
}

fn unit(ty: Type) -> (Option<&'static str>, Option<&'static str>) {
    match ty {
        Type::Money(currency, rate) => (Some(currency.code()), rate.map(per)),
        Type::Percentage => (Some("percent"), None),
        Type::Months => (Some("months"), None),
        Type::Days => (Some("days"), None),
        Type::Number(rate) => (None, rate.map(per)),
        Type::YesNo | Type::Date | Type::Text | Type::Subject(_) => (None, None),
    }
}

const fn per(rate: Rate) -> &'static str {
    enact_value::format::rate_name(rate, Language::English)
}

const fn privacy(class: PrivacyClass) -> &'static str {
    match class {
        PrivacyClass::NotPersonal => "not-personal",
        PrivacyClass::Personal => "personal",
        PrivacyClass::Special => "special",
        PrivacyClass::Criminal => "criminal",
    }
}
