//! The outcome of one decision, as the decision record holds it.

use super::field::{date, options};
use crate::written;
use enact_model::Program;
use enact_model::program::{Scale, TermKind, Type};
use enact_model::table::TermId;
use enact_source::Language;
use serde_json::{Map, Value, json};

pub(super) fn schema(program: &Program, decision: TermId, language: Language) -> Value {
    let row = &program.terms[decision];
    let mut kinds = vec!["value", "needs", "awaiting", "not-set", "undecided"];
    if matches!(row.kind, TermKind::Entitlement | TermKind::Decision { .. }) {
        kinds.insert(1, "no-entitlement");
    }
    let mut fields = Map::new();
    fields.insert("kind".to_owned(), json!({ "enum": kinds }));
    fields.insert("value".to_owned(), value(program, row.ty, row.scale));
    let (unit, per) = written::unit(row.ty);
    for (name, constant) in [("unit", unit), ("per", per)] {
        if let Some(constant) = constant {
            fields.insert(name.to_owned(), json!({ "const": constant }));
        }
    }
    fields.insert("grounds".to_owned(), json!({ "type": "array", "items": { "type": "string" } }));
    fields.insert("problem".to_owned(), json!({ "type": "string" }));
    let ground = row.ground.cite(program.laws[row.law].language);
    json!({
        "title": format!("{} {}", language.pick("uitkomst van", "outcome of"), row.name),
        "description": ground,
        "type": "object",
        "required": ["kind", "grounds"],
        "additionalProperties": false,
        "properties": fields,
        "if": { "properties": { "kind": { "const": "value" } } },
        "then": { "required": ["value"] },
        "else": { "not": { "required": ["value"] } },
    })
}

fn value(program: &Program, ty: Type, scale: Scale) -> Value {
    match ty {
        Type::YesNo => json!({ "type": "boolean" }),
        Type::Date => date(),
        Type::Choice(choice) => options(program, choice),
        Type::Text | Type::Brackets | Type::Subject(_) | Type::List(_) => {
            json!({ "type": "string" })
        }
        Type::Number(_) | Type::Percentage | Type::Money(..) | Type::Months | Type::Days => {
            let behind =
                if ends(scale.denominator()) { "(\\.[0-9]+)?" } else { "((\\.[0-9]+)|(/[0-9]+))?" };
            json!({ "type": "string", "pattern": format!("^-?[0-9]+{behind}$") })
        }
    }
}

/// Whether every number over `denominator` has decimals that end.
fn ends(denominator: i128) -> bool {
    let mut rest = denominator.max(1);
    for factor in [2, 5] {
        while rest % factor == 0 {
            rest /= factor;
        }
    }
    rest == 1
}
