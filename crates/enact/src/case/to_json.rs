//! A case as JSON, in the form in which it is read back.

use crate::names::{self, Property};
use crate::written;
use enact_eval::{Case, Judged};
use enact_model::Program;
use enact_value::Value;
use serde_json::{Map, Value as Json, json};

/// Writes `case` by the law's own names: amounts as decimal strings, dates as ISO dates, `null`
/// for what was stated to be absent. What is unknown is left out.
#[must_use]
pub fn to_json(program: &Program, case: &Case) -> Json {
    subject(program, case, 0, &mut Vec::new())
}

/// One subject; `within` are those it stands in, so that a circle ends.
fn subject(program: &Program, case: &Case, place: u32, within: &mut Vec<u32>) -> Json {
    let mut fields = Map::new();
    let known = usize::try_from(place).ok().and_then(|place| case.subjects.get(place));
    let Some(known) = known.filter(|_| !within.contains(&place)) else { return Json::Null };
    within.push(place);
    let kind = &program.entities[known.entity];
    for (id, value) in kind.facts.iter().zip(&known.facts) {
        let Some(value) = value else { continue };
        let fact = &program.facts[*id];
        if fact.way_back {
            continue;
        }
        let written = match value {
            Value::YesNo(answer) => json!(answer),
            Value::Absent => Json::Null,
            Value::Subject(other) => subject(program, case, *other, within),
            Value::Subjects(elements) => {
                let element = |element: &u32| subject(program, case, *element, within);
                elements.iter().map(element).collect()
            }
            _ => json!(written::machine(value, fact.ty, fact.scale)),
        };
        fields.insert(names::field(program, known.entity, Property::Fact(*id)), written);
    }
    for id in &kind.facts {
        let fact = &program.facts[*id];
        let Some(values) = case.through_time(place, fact) else { continue };
        let values = values.iter().map(|(from, value)| {
            let value = match value {
                Value::YesNo(answer) => json!(answer),
                Value::Absent => Json::Null,
                _ => json!(written::machine(value, fact.ty, fact.scale)),
            };
            json!({ "from": written::iso(*from), "value": value })
        });
        let name = names::field(program, known.entity, Property::Fact(*id));
        fields.insert(name, values.collect());
    }
    for (id, judged) in kind.judgements.iter().zip(&known.judgements) {
        let Some(judged) = judged else { continue };
        let name = names::field(program, known.entity, Property::Judgement(*id));
        fields.insert(name, judgement(judged));
    }
    within.pop();
    Json::Object(fields)
}

fn judgement(judged: &Judged) -> Json {
    if *judged == Judged::plainly(judged.answer) {
        return json!(judged.answer);
    }
    let mut fields = Map::new();
    fields.insert("answer".to_owned(), json!(judged.answer));
    for (name, words) in [("by", &judged.by), ("reason", &judged.reason)] {
        if let Some(words) = words {
            fields.insert(name.to_owned(), json!(words));
        }
    }
    if let Some(day) = judged.on {
        fields.insert("on".to_owned(), json!(written::iso(day)));
    }
    Json::Object(fields)
}
