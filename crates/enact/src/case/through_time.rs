//! A fact through time: a list of values, each from its day on.

use super::{refused, scalar};
use crate::input::{Kind, Node};
use enact_model::Program;
use enact_model::program::{Fact, ThroughTime};
use enact_source::{Code, Diagnostic};
use enact_value::Date;

/// Reads `[{"from": "2016-01-01", "value": …}, …]` (`vanaf`, `waarde`), in any order.
pub(super) fn read(
    program: &Program,
    fact: &Fact,
    values: &[Node],
    path: &str,
) -> Result<ThroughTime, Vec<Diagnostic>> {
    let (mut read, mut findings) = (ThroughTime::new(), Vec::new());
    for item in values {
        match value_from(item) {
            Some((from, _)) if read.iter().any(|(known, _)| *known == from) => {
                findings.push(wrong(fact, item, path));
            }
            Some((from, value)) => match scalar::value(program, value, fact) {
                Ok(value) => read.push((from, value)),
                Err(slip) => findings.push(refused(program, fact, slip, value, path)),
            },
            None => findings.push(wrong(fact, item, path)),
        }
    }
    read.sort_by_key(|(from, _)| *from);
    if findings.is_empty() { Ok(read) } else { Err(findings) }
}

/// The day and the value of one item; `None` when it has another form.
fn value_from(item: &Node) -> Option<(Date, &Node)> {
    let Kind::Map(fields) = &item.kind else { return None };
    let [one, other] = fields.as_slice() else { return None };
    let (from, value) = match (one.key.as_str(), other.key.as_str()) {
        ("from" | "vanaf", "value" | "waarde") => (one, other),
        ("value" | "waarde", "from" | "vanaf") => (other, one),
        _ => return None,
    };
    Some((Date::parse_iso(scalar::text(&from.value)?).ok()?, &value.value))
}

fn wrong(fact: &Fact, item: &Node, path: &str) -> Diagnostic {
    Diagnostic::new(Code("E0445"), item.span)
        .with("field", path)
        .with("given", super::given(item))
        .within(fact.ground.clone())
}
