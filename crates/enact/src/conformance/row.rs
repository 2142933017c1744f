//! A case in the terms of the columns of a module.

use crate::names::{self, Property};
use enact_codegen::{Column, Held, Layout};
use enact_model::Program;
use enact_model::case::{Case, Subject};
use enact_value::Value;
use serde_json::{Map, Value as Json, json};

/// The rows of the case in every table of the module, the subject decided about first. A column
/// that is unknown is left out; `null` is absent. `None` when something is given through time,
/// which no column holds.
pub(super) fn rows(program: &Program, layout: &Layout, case: &Case) -> Option<Json> {
    if case.subjects.iter().any(|subject| !subject.through_time.is_empty()) {
        return None;
    }
    let mut rows = Map::new();
    for table in &layout.tables {
        let own = case.subjects.iter().filter(|subject| subject.entity == table.entity);
        let told: Vec<Json> = own.map(|own| row(program, &table.columns, case, own)).collect();
        rows.insert(program.entities[table.entity].name.to_string(), told.into());
    }
    Some(Json::Object(rows))
}

fn row(program: &Program, columns: &[Column], case: &Case, subject: &Subject) -> Json {
    let mut row = Map::new();
    for column in columns {
        let (property, told) = match column.held {
            Held::Fact(fact) => {
                let value = subject.facts.get(program.facts[fact].slot).and_then(Option::as_ref);
                (Property::Fact(fact), value.map(|value| written(case, value)))
            }
            Held::Judgement(judgement) => {
                let slot = program.judgements[judgement].slot;
                let judged = subject.judgements.get(slot).and_then(Option::as_ref);
                (Property::Judgement(judgement), judged.map(|judged| json!(judged.answer)))
            }
        };
        if let Some(told) = told {
            row.insert(names::field(program, subject.entity, property), told);
        }
    }
    Json::Object(row)
}

/// A value as a column holds it: whole units, days since 1970-01-01, the row of a subject.
fn written(case: &Case, value: &Value) -> Json {
    match value {
        Value::YesNo(answer) => json!(answer),
        Value::Number(units) => json!(units.to_string()),
        Value::Quotient(above, below) => json!(format!("{above}/{below}")),
        Value::Date(day) => json!(day.days()),
        Value::Text(text) => json!(&**text),
        Value::Subject(place) => json!(number(case, *place)),
        Value::Subjects(places) => places.iter().map(|place| number(case, *place)).collect(),
        Value::Absent => Json::Null,
    }
}

/// Which of its kind the subject at this place is, counted from 0.
fn number(case: &Case, place: u32) -> Option<usize> {
    let place = usize::try_from(place).ok()?;
    let entity = case.subjects.get(place)?.entity;
    Some(case.subjects.iter().take(place).filter(|before| before.entity == entity).count())
}
