//! The worked cases of a ruleset as cases that can be decided again: `enact-examples/1`.

use super::{all, of};
use crate::findings::Place;
use crate::table::Worked;
use crate::{Ruleset, case, names, said, written};
use enact_model::Program;
use enact_model::program::Expected;
use enact_source::Language;
use enact_value::Value;
use serde_json::{Value as Json, json};

/// Every worked case that decides something and can be read, in the order in which they are run.
#[must_use]
pub fn to_json(ruleset: &Ruleset, language: Language) -> Json {
    let (tables, _) = ruleset.tables();
    let listed: Vec<Json> =
        all(ruleset, &tables).filter_map(|worked| listed(ruleset, &worked, language)).collect();
    json!({ "format": "enact-examples/1", "examples": listed })
}

fn listed(ruleset: &Ruleset, worked: &Worked, language: Language) -> Option<Json> {
    let program = ruleset.program();
    let case = &worked.case.as_ref().ok()?.case;
    let expectations = worked.expectations.iter();
    let expected: Vec<Json> =
        expectations.filter_map(|one| expected(program, &one.kind, language)).collect();
    let place = Place::of(worked.span, ruleset.sources())?;
    let because = worked.because.iter().map(|cited| cited.cite(language));
    (!expected.is_empty()).then(|| {
        json!({
            "title": worked.title,
            "on": written::iso(worked.on),
            "case": case::to_json(program, case),
            "expected": expected,
            "because": because.collect::<Vec<_>>(),
            "file": place.file,
            "line": place.start.line,
        })
    })
}

/// What must follow, in the form of a decision record's outcome; `None` for a case that must be
/// refused.
fn expected(program: &Program, expected: &Expected, language: Language) -> Option<Json> {
    let term = of(expected)?;
    let row = &program.terms[term];
    let kind = match expected {
        Expected::Value { .. } => "value",
        Expected::NoEntitlement(_) => "no-entitlement",
        Expected::Needs { .. } => "needs",
        Expected::Awaiting { .. } => "awaiting",
        Expected::NotSet(_) => "not-set",
        Expected::InputError => return None,
    };
    let mut told = json!({
        "decision": names::full_name(program, &program.terms, term, |term| (&term.name, term.law)),
        "kind": kind,
        "told": said::expected(program, expected, language),
    });
    if let Expected::Value { value, .. } = expected {
        told["value"] = match value {
            Value::YesNo(answer) => json!(answer),
            Value::Absent => Json::Null,
            _ => json!(written::machine(value, row.ty, row.scale)),
        };
    }
    Some(told)
}
