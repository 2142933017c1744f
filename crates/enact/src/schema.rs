//! JSON Schema (2020-12) of what a decision takes and gives.
//!
//! Start at [`Schema::of`]. The schema of the case describes the form in which
//! [`crate::case::to_json`] writes one and which [`crate::Ruleset::read_case`] reads; reading also accepts
//! YAML, and `ja` for `true`. A field that is left out is unknown, so no field is required.

mod field;
mod outcome;

use crate::{Ruleset, names};
use enact_model::Program;
use enact_model::table::{EntityId, Id, TermId};
use enact_source::Language;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schemas of one decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    /// What is decided, as its law names it.
    name: String,
    language: Language,
    /// The name of the kind of subject it is decided about.
    about: String,
    /// A schema for each kind of subject that the case can hold, by name.
    kinds: Map<String, Value>,
    outcome: Value,
}

impl Schema {
    /// The schemas of `decision`, described in `language`.
    #[must_use]
    pub fn of(ruleset: &Ruleset, decision: TermId, language: Language) -> Self {
        let program = ruleset.program();
        let row = &program.terms[decision];
        let kinds = reached(program, row.entity).into_iter().map(|entity| {
            (kind(program, entity), field::subject(ruleset, decision, entity, language))
        });
        Self {
            name: row.name.clone(),
            language,
            about: kind(program, row.entity),
            kinds: kinds.collect(),
            outcome: outcome::schema(program, decision, language),
        }
    }

    /// The schema of the case alone.
    #[must_use]
    pub fn case(&self) -> Value {
        let title = format!("{} {}", self.language.pick("zaak voor", "case for"), self.name);
        json!({
            "$schema": DIALECT,
            "title": title,
            "$ref": reference(&self.about),
            "$defs": self.kinds,
        })
    }

    /// The schema of the outcome alone: `outcome` in a decision record.
    #[must_use]
    pub fn outcome(&self) -> Value {
        let mut schema = Map::new();
        schema.insert("$schema".to_owned(), DIALECT.into());
        if let Value::Object(parts) = &self.outcome {
            schema.extend(parts.clone());
        }
        Value::Object(schema)
    }

    /// One schema for an object with a `case` and an `outcome`.
    #[must_use]
    pub fn both(&self) -> Value {
        json!({
            "$schema": DIALECT,
            "title": self.name,
            "type": "object",
            "required": ["case"],
            "additionalProperties": false,
            "properties": {
                "case": { "$ref": reference(&self.about) },
                "outcome": self.outcome,
            },
            "$defs": self.kinds,
        })
    }
}

/// The kinds of subject that a case about an `entity` can hold, that kind first.
fn reached(program: &Program, entity: EntityId) -> Vec<EntityId> {
    let (mut kinds, mut met, mut ahead) = (Vec::new(), BTreeSet::new(), vec![entity]);
    while let Some(entity) = ahead.pop() {
        if met.insert(entity.index()) {
            kinds.push(entity);
            let facts = program.entities[entity].facts.iter();
            ahead.extend(facts.filter_map(|fact| field::subject_of(program.facts[*fact].ty)));
        }
    }
    kinds
}

/// The name of a kind of subject, with its law where several laws use it.
fn kind(program: &Program, entity: EntityId) -> String {
    names::full_name(program, &program.entities, entity, |entity| (&entity.name, entity.law))
}

/// A pointer to the schema of a kind, written as a fragment of a URI.
pub(crate) fn reference(kind: &str) -> String {
    let mut pointer = String::from("#/$defs/");
    for byte in kind.replace('~', "~0").replace('/', "~1").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'~' => {
                pointer.push(char::from(byte));
            }
            _ => pointer.push_str(&format!("%{byte:02X}")),
        }
    }
    pointer
}
