//! The fields of a case: what each holds, where it comes from and what asks for it.

use super::{kind, reference};
use crate::names::{self, Property};
use crate::{Ruleset, inventory};
use enact_graph::Node;
use enact_model::Program;
use enact_model::program::{Fact, Type};
use enact_model::table::{ChoiceId, EntityId, FactId, JudgementId, TermId};
use enact_source::Language;
use serde_json::{Map, Value, json};

/// The kind of subject that a fact of type `ty` holds.
pub(super) const fn subject_of(ty: Type) -> Option<EntityId> {
    match ty {
        Type::Subject(entity) | Type::List(entity) => Some(entity),
        _ => None,
    }
}

/// The schema of a subject of kind `entity`, for a case of `decision`.
pub(super) fn subject(
    ruleset: &Ruleset,
    decision: TermId,
    entity: EntityId,
    language: Language,
) -> Value {
    let program = ruleset.program();
    let read = ruleset.graph().rests_on(Node::Term(decision));
    let mut fields = Map::new();
    for id in program.entities[entity].facts.iter().filter(|id| !program.facts[**id].way_back) {
        let name = names::field(program, entity, Property::Fact(*id));
        fields.insert(name, fact(program, *id, read.contains(Node::Fact(*id)), language));
    }
    for id in &program.entities[entity].judgements {
        let name = names::field(program, entity, Property::Judgement(*id));
        let read = read.contains(Node::Judgement(*id));
        fields.insert(name, judgement(program, *id, read, language));
    }
    json!({
        "title": program.entities[entity].name,
        "type": "object",
        "additionalProperties": false,
        "properties": fields,
    })
}

fn fact(program: &Program, id: FactId, read: bool, language: Language) -> Value {
    let fact = &program.facts[id];
    let mut schema = Map::new();
    schema.insert("title".to_owned(), fact.name.replace('-', " ").into());
    schema.insert("description".to_owned(), description(program, id, read, language).into());
    schema.insert("x-provision".to_owned(), cited(program, fact).into());
    if let Some(register) = &fact.source {
        schema.insert("x-register".to_owned(), register.as_str().into());
    }
    schema.insert("x-privacy".to_owned(), inventory::privacy(fact.privacy.class).into());
    schema.insert("x-read".to_owned(), read.into());
    let mut forms = forms(program, id);
    if fact.optional {
        forms.push(json!({ "type": "null" }));
    }
    if subject_of(fact.ty).is_none() {
        forms.push(through_time(&forms, language));
    }
    match forms.as_slice() {
        [Value::Object(only)] if !only.contains_key("$ref") => schema.extend(only.clone()),
        _ => {
            schema.insert("anyOf".to_owned(), forms.into());
        }
    }
    Value::Object(schema)
}

/// Values of these forms, each from its day on.
fn through_time(forms: &[Value], language: Language) -> Value {
    let words = language.pick(
        "Door de tijd heen: iedere waarde geldt vanaf haar dag.",
        "Through time: each value holds from its day on.",
    );
    let item = json!({
        "type": "object",
        "required": ["from", "value"],
        "additionalProperties": false,
        "properties": { "from": date(), "value": { "anyOf": forms } },
    });
    json!({ "description": words, "type": "array", "minItems": 1, "items": item })
}

/// The ways to write a value of `fact`.
fn forms(program: &Program, id: FactId) -> Vec<Value> {
    let fact = &program.facts[id];
    match fact.ty {
        Type::YesNo => vec![json!({ "type": "boolean" })],
        Type::Date => vec![date()],
        Type::Text | Type::Brackets => vec![json!({ "type": "string" })],
        Type::Choice(choice) => vec![options(program, choice)],
        Type::Subject(entity) => vec![json!({ "$ref": reference(&kind(program, entity)) })],
        Type::List(entity) => vec![json!({
            "type": "array",
            "maxItems": fact.list.map_or(0, |list| list.most),
            "items": { "$ref": reference(&kind(program, entity)) },
        })],
        Type::Number(_) | Type::Percentage | Type::Money(..) | Type::Months | Type::Days => {
            number(program, id)
        }
    }
}

/// One of the options of an enumeration.
pub(super) fn options(program: &Program, choice: ChoiceId) -> Value {
    let options: Vec<&str> =
        program.choices[choice].options.iter().map(|option| &**option).collect();
    json!({ "enum": options })
}

pub(super) fn date() -> Value {
    json!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
}

/// A decimal string, exactly; or a JSON number, for those who send one.
fn number(program: &Program, id: FactId) -> Vec<Value> {
    let fact = &program.facts[id];
    let bounds = inventory::bounds(program, id);
    let below_zero = bounds.as_ref().is_none_or(|(low, _)| low.starts_with('-'));
    let sign = if below_zero { "-?" } else { "" };
    let behind = match fact.decimals {
        0 => String::new(),
        decimals => format!("(\\.[0-9]{{1,{decimals}}})?"),
    };
    let mut number = Map::new();
    let whole = fact.decimals == 0;
    number.insert("type".to_owned(), if whole { "integer" } else { "number" }.into());
    if let Some((low, high)) = bounds {
        for (bound, written) in [("minimum", low), ("maximum", high)] {
            // Beyond fifteen digits a reader of JSON may not keep every digit.
            let digits = written.bytes().filter(u8::is_ascii_digit).count();
            if let Some(value) =
                serde_json::from_str(&written).ok().filter(|_: &Value| digits <= 15)
            {
                number.insert(bound.to_owned(), value);
            }
        }
    }
    vec![
        json!({ "type": "string", "pattern": format!("^{sign}[0-9]+{behind}$") }),
        Value::Object(number),
    ]
}

fn judgement(program: &Program, id: JudgementId, read: bool, language: Language) -> Value {
    let row = &program.judgements[id];
    let by = row
        .by
        .as_deref()
        .map_or_else(String::new, |by| format!(" {} {by}", language.pick("door", "by")));
    let ground = row.ground.cite(program.laws[row.law].language);
    let words = format!(
        "{}{by}. {ground}.{}",
        language.pick("Beoordeling", "Judgement"),
        unread(read, language)
    );
    let text = json!({ "type": "string" });
    let yes_no = json!({ "type": "boolean" });
    let day = json!({ "type": "string", "format": "date" });
    json!({
        "title": row.name.replace('-', " "),
        "description": words,
        "x-provision": ground,
        "x-read": read,
        "anyOf": [
            { "type": "boolean" },
            {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                    "answer": yes_no, "by": text, "reason": text, "on": day,
                    "antwoord": yes_no, "door": text, "reden": text, "op": day,
                },
                "anyOf": [{ "required": ["answer"] }, { "required": ["antwoord"] }],
            },
        ],
    })
}

fn cited(program: &Program, fact: &Fact) -> String {
    fact.ground.cite(program.laws[fact.law].language)
}

/// What it holds and between which bounds, its register and its provision.
fn description(program: &Program, id: FactId, read: bool, language: Language) -> String {
    let fact = &program.facts[id];
    let holds = inventory::holds(program, fact, language);
    let between = inventory::bounds(program, id).filter(|(_, high)| high.len() <= 16);
    let between = between.map_or_else(String::new, |(low, high)| match language {
        Language::Dutch => format!(", van {low} tot en met {high}"),
        Language::English => format!(", from {low} to {high}"),
    });
    let source = fact.source.as_deref().map_or_else(String::new, |source| {
        format!(" {}: {source}.", language.pick("Bron", "Source"))
    });
    let none = match (fact.optional, language) {
        (false, _) => "",
        (true, Language::Dutch) => "; null wanneer het er niet is",
        (true, Language::English) => "; null when there is none",
    };
    let mut words = format!("{holds}{between}{none}.{source} {}.", cited(program, fact));
    words.push_str(unread(read, language));
    words
}

const fn unread(read: bool, language: Language) -> &'static str {
    if read {
        return "";
    }
    language.pick(
        " Deze beschikking leest dit gegeven niet.",
        " This decision does not read this fact.",
    )
}
