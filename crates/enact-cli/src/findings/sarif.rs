//! Findings as SARIF 2.1.0, for code scanning.

use super::{Place, level, sentence};
use enact_source::{Diagnostic, Language, Sources};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A log of one run with `results`, each made by [`result`].
pub fn log(results: Vec<Value>) -> Value {
    let codes: BTreeSet<&str> =
        results.iter().filter_map(|result| result["ruleId"].as_str()).collect();
    let rules: Vec<Value> = codes.iter().map(|code| json!({ "id": code })).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "enact",
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": rules,
                },
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// One finding.
pub fn result(finding: &Diagnostic, sources: &Sources, language: Language) -> Value {
    let rendered = finding.render(language);
    let mut text = sentence(&rendered);
    if let Some(help) = &rendered.help {
        text.push_str(&format!("\n{help}"));
    }
    let mut places = rendered
        .labels
        .iter()
        .filter_map(|(span, words)| Some(location(&Place::of(*span, sources)?, words.as_deref())));
    let first: Vec<Value> = places.next().into_iter().collect();
    let related: Vec<Value> = places.collect();
    let mut result = json!({
        "ruleId": rendered.code.0,
        "level": level(rendered.severity),
        "message": { "text": text },
        "locations": first,
    });
    if !related.is_empty() {
        result["relatedLocations"] = Value::Array(related);
    }
    result
}

fn location(place: &Place, words: Option<&str>) -> Value {
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&place.file) },
            "region": {
                "startLine": place.start.line,
                "startColumn": place.start.column,
                "endLine": place.end.line,
                "endColumn": place.end.column,
            },
        },
    });
    if let Some(words) = words {
        location["message"] = json!({ "text": words });
    }
    location
}

/// A path as a reference: what a URI cannot hold is escaped byte by byte.
fn uri(path: &str) -> String {
    let mut written = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte) {
            written.push(char::from(byte));
        } else {
            written.push_str(&format!("%{byte:02X}"));
        }
    }
    written
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_path_becomes_a_reference() {
        assert_eq!(super::uri("rules/één wet.law.md"), "rules/%C3%A9%C3%A9n%20wet.law.md");
    }
}
