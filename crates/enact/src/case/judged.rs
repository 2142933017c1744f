//! What a person judged, as sent: yes or no, or an answer with a name, reasons and a day.

use super::{given, scalar};
use crate::input::{Field, Kind, Node};
use enact_eval::Judged;
use enact_model::Program;
use enact_model::table::JudgementId;
use enact_source::{Code, Diagnostic};
use enact_value::Date;

/// Reads `true`, or `{"answer": true, "by": "…", "reason": "…", "on": "2025-03-01"}`.
pub(super) fn read(
    program: &Program,
    id: JudgementId,
    node: &Node,
    path: &str,
) -> Result<Judged, Vec<Diagnostic>> {
    let judgement = &program.judgements[id];
    let refuse = |at: &Node| {
        Diagnostic::new(Code("E0516"), at.span)
            .with("field", path)
            .with("ground", judgement.ground.clone())
            .with("given", given(at))
            .within(judgement.ground.clone())
    };
    let Kind::Map(fields) = &node.kind else {
        return scalar::yes_no(node).map(Judged::plainly).ok_or_else(|| vec![refuse(node)]);
    };
    let (mut answer, mut judged, mut findings) = (None, Judged::plainly(false), Vec::new());
    for field in fields {
        let text = || scalar::text(&field.value).map(str::to_owned);
        let read = match part(field) {
            Some(Part::Answer) => scalar::yes_no(&field.value).map(|given| answer = Some(given)),
            Some(Part::By) => text().map(|by| judged.by = Some(by)),
            Some(Part::Reason) => text().map(|reason| judged.reason = Some(reason)),
            Some(Part::On) => {
                let day = text().and_then(|day| Date::parse_iso(&day).ok());
                day.map(|day| judged.on = Some(day))
            }
            None => None,
        };
        if read.is_none() {
            findings.push(refuse(&field.value));
        }
    }
    match answer {
        Some(answer) if findings.is_empty() => Ok(Judged { answer, ..judged }),
        None if findings.is_empty() => Err(vec![refuse(node)]),
        _ => Err(findings),
    }
}

enum Part {
    Answer,
    By,
    Reason,
    On,
}

fn part(field: &Field) -> Option<Part> {
    match field.key.as_str() {
        "answer" | "antwoord" => Some(Part::Answer),
        "by" | "door" => Some(Part::By),
        "reason" | "reden" => Some(Part::Reason),
        "on" | "op" => Some(Part::On),
        _ => None,
    }
}
