//! Findings as one JSON object, `enact-findings/1`.
//!
//! Lines and columns count from 1, columns in characters; an end is the character after the last.

use super::{Place, level, place};
use enact_source::{Diagnostic, Language, Rendered, Sources};
use serde_json::{Value, json};

/// One finding.
pub fn finding(finding: &Diagnostic, sources: &Sources, language: Language) -> Value {
    let rendered = finding.render(language);
    let labels: Vec<Value> = rendered
        .labels
        .iter()
        .filter_map(|(span, words)| {
            let mut label = placed(&Place::of(*span, sources)?);
            label["text"] = json!(words);
            Some(label)
        })
        .collect();
    let mut object = json!({
        "code": rendered.code.0,
        "severity": level(rendered.severity),
        "message": rendered.message,
        "help": rendered.help,
        "provision": rendered.provision,
    });
    located(&mut object, &rendered, sources);
    object["labels"] = Value::Array(labels);
    object
}

fn located(object: &mut Value, rendered: &Rendered, sources: &Sources) {
    let Some(place) = place(rendered, sources) else { return };
    if let (Value::Object(object), Value::Object(parts)) = (object, placed(&place)) {
        object.extend(parts);
    }
}

fn placed(place: &Place) -> Value {
    json!({
        "file": place.file,
        "line": place.start.line,
        "column": place.start.column,
        "end_line": place.end.line,
        "end_column": place.end.column,
    })
}
