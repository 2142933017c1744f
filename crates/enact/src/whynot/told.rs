//! A change in words and as JSON.

use super::{Change, Unsearched, Way};
use crate::called::{called, element};
use crate::names::Property;
use crate::{said, written};
use enact_eval::{Case, Outcome};
use enact_model::Program;
use enact_model::program::{Scale, Type};
use enact_model::table::TermId;
use enact_source::messages::phrase;
use enact_source::{Argument, Language};
use enact_value::{Date, Value, format};
use serde_json::{Value as Json, json};

/// How the changes of one case are told.
pub struct Told<'a> {
    /// The law.
    pub program: &'a Program,
    /// What was decided.
    pub term: TermId,
    /// The case.
    pub case: &'a Case,
    /// The language of the words.
    pub language: Language,
}

/// The single changes of a case that is decided on `on`, which comes to `now`, and what was not
/// searched: `enact-why-not/1`.
#[must_use]
pub fn report(
    told: &Told<'_>,
    on: Date,
    now: &Outcome,
    changes: &[Change],
    left: &[Unsearched],
) -> Json {
    json!({
        "format": "enact-why-not/1",
        "decision": told.program.terms[told.term].name,
        "reference_date": written::iso(on),
        "outcome": told.outcome_json(now),
        "changes": changes.iter().map(|change| told.json(change)).collect::<Vec<_>>(),
        "not_searched": left.iter().map(|left| told.left_json(left)).collect::<Vec<_>>(),
    })
}

impl Told<'_> {
    /// `Bij inkomen van € 29.999 of lager (nu € 31.000): toeslag is € 10. Bij € 29.999,01 nog niet.`
    #[must_use]
    pub fn words(&self, change: &Change) -> String {
        let id = match (&change.way, &change.to, change.property) {
            (_, Value::Absent, _) => "why-not-absent",
            (_, Value::Subjects(_), _) => "why-not-without",
            (Way::Other, _, Property::Judgement(_)) => "why-not-judged",
            (Way::Other, ..) => "why-not-other",
            (Way::Down(_) | Way::Up(_), Value::Date(_), _) => "why-not-day",
            (Way::Down(_) | Way::Up(_), ..) => "why-not-boundary",
        };
        let (ty, scale) = self.kind(change.property);
        let value = |value: &Value| written::words(value, ty, scale, self.language);
        let (before, beyond) = match &change.way {
            Way::Other => (String::new(), ""),
            Way::Down(boundary) | Way::Up(boundary) => {
                let up = matches!(change.way, Way::Up(_));
                let word = match (ty, up) {
                    _ if !boundary.and_beyond => "",
                    (Type::Date, true) => self.language.pick(" of later", " or later"),
                    (Type::Date, false) => self.language.pick(" of eerder", " or earlier"),
                    (_, true) => self.language.pick(" of hoger", " or higher"),
                    (_, false) => self.language.pick(" of lager", " or lower"),
                };
                (value(&boundary.before), word)
            }
        };
        let words: [(&'static str, Argument); 7] = [
            ("element", self.left_out(change).map_or_else(String::new, |(_, name)| name).into()),
            ("name", self.name(change).into()),
            ("from", value(&change.from).into()),
            ("to", value(&change.to).into()),
            ("beyond", beyond.into()),
            ("before", before.into()),
            ("outcome", self.outcome(&change.outcome).into()),
        ];
        let told = phrase(self.language, id, &words);
        match &change.way {
            Way::Down(boundary) | Way::Up(boundary) if boundary.before != change.from => {
                format!("{told} {}", phrase(self.language, "why-not-before", &words))
            }
            _ => told,
        }
    }

    /// The change for programs: one of the `changes` of `enact-why-not/1`.
    #[must_use]
    pub fn json(&self, change: &Change) -> Json {
        let (ty, scale) = self.kind(change.property);
        let value = |value: &Value| match value {
            Value::YesNo(answer) => json!(answer),
            Value::Absent => Json::Null,
            Value::Subject(_) => json!("present"),
            Value::Subjects(elements) => json!(elements.len()),
            _ => json!(written::machine(value, ty, scale)),
        };
        let mut told = json!({
            "kind": match change.property {
                Property::Fact(_) => "fact",
                Property::Judgement(_) => "judgement",
            },
            "field": self.field(change),
            "from": value(&change.from),
            "to": value(&change.to),
            "outcome": self.outcome_json(&change.outcome),
        });
        if let Some(fields) = told.as_object_mut() {
            if let Some(since) = change.since {
                fields.insert("since".to_owned(), written::iso(since).into());
            }
            if let Some((number, _)) = self.left_out(change) {
                let without = format!("{}[{number}]", self.field(change));
                fields.insert("without".to_owned(), without.into());
            }
        }
        let (way, boundary) = match &change.way {
            Way::Other => return told,
            Way::Down(boundary) => ("down", boundary),
            Way::Up(boundary) => ("up", boundary),
        };
        if let Some(fields) = told.as_object_mut() {
            fields.insert("way".to_owned(), way.into());
            fields.insert("and_beyond".to_owned(), boundary.and_beyond.into());
            let outcome = self.outcome_json(&boundary.outcome);
            let before = json!({ "value": value(&boundary.before), "outcome": outcome });
            fields.insert("just_before".to_owned(), before);
        }
        told
    }

    /// An outcome in one clause: `toeslag is € 10 per maand`.
    #[must_use]
    pub fn outcome(&self, outcome: &Outcome) -> String {
        let row = &self.program.terms[self.term];
        let name = row.name.replace('-', " ");
        match outcome {
            Outcome::Value(value) => {
                format!("{name} is {}", written::words(value, row.ty, row.scale, self.language))
            }
            Outcome::NoEntitlement => {
                format!("{} {name}", self.language.pick("geen aanspraak op", "no entitlement to"))
            }
            other => said::outcome(self.program, self.term, other, self.language),
        }
    }

    /// An outcome as the decision record names it: its kind, and its value.
    #[must_use]
    pub fn outcome_json(&self, outcome: &Outcome) -> Json {
        let row = &self.program.terms[self.term];
        let kind = match outcome {
            Outcome::Value(Value::YesNo(answer)) => {
                return json!({ "kind": "value", "value": answer });
            }
            Outcome::Value(value) => {
                let value = written::machine(value, row.ty, row.scale);
                return json!({ "kind": "value", "value": value });
            }
            Outcome::NoEntitlement => "no-entitlement",
            Outcome::Needs(_) => "needs",
            Outcome::Awaiting(_) => "awaiting",
            Outcome::NotSet(_) => "not-set",
            Outcome::Undecided(_) => "undecided",
        };
        json!({ "kind": kind })
    }

    fn kind(&self, property: Property) -> (Type, Scale) {
        match property {
            Property::Fact(id) => (self.program.facts[id].ty, self.program.facts[id].scale),
            Property::Judgement(_) => (Type::YesNo, Scale::None),
        }
    }

    /// What was not searched, in one clause.
    #[must_use]
    pub fn left(&self, unsearched: &Unsearched) -> String {
        let (id, fact, subject) = match *unsearched {
            Unsearched::More { list, subject } => ("why-not-more", list, subject),
            Unsearched::Absent { fact, subject } => ("why-not-put", fact, subject),
        };
        let name = &self.program.facts[fact].name;
        let name = called(self.program, self.case, subject, name, self.language);
        phrase(self.language, id, &[("name", name.into())])
    }

    /// The same for programs: one of `not_searched` of `enact-why-not/1`.
    #[must_use]
    pub fn left_json(&self, unsearched: &Unsearched) -> Json {
        let (why, fact, subject) = match *unsearched {
            Unsearched::More { list, subject } => ("more", list, subject),
            Unsearched::Absent { fact, subject } => ("absent", fact, subject),
        };
        let name = &self.program.facts[fact].name;
        json!({
            "field": crate::record::field_of(self.program, self.case, subject, name),
            "why": why,
        })
    }

    /// The element that the change leaves out of a list: its number, and what it is called.
    fn left_out(&self, change: &Change) -> Option<(usize, String)> {
        let (Value::Subjects(now), Value::Subjects(then)) = (&change.from, &change.to) else {
            return None;
        };
        let Property::Fact(list) = change.property else { return None };
        let left = now.iter().copied().enumerate().find(|(_, place)| !then.contains(place))?;
        let list = &self.program.facts[list];
        Some((left.0, element(self.program, self.case, list, left, self.language)))
    }

    /// `toetsingsinkomen van partner`; of a fact through time, with the first day of the value.
    fn name(&self, change: &Change) -> String {
        let name = called(self.program, self.case, change.subject, self.own(change), self.language);
        match change.since.filter(|since| *since > Date::MIN) {
            None => name,
            Some(since) => {
                let since = format::date(since, self.language);
                format!("{name} {} {since}", self.language.pick("vanaf", "from"))
            }
        }
    }

    /// `partner.toetsingsinkomen`.
    fn field(&self, change: &Change) -> String {
        crate::record::field_of(self.program, self.case, change.subject, self.own(change))
    }

    fn own(&self, change: &Change) -> &str {
        match change.property {
            Property::Fact(id) => &self.program.facts[id].name,
            Property::Judgement(id) => &self.program.judgements[id].name,
        }
    }
}
