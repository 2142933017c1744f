//! Findings on their way out: placed in lines and columns, and as JSON.
//!
//! [`report`] is `enact-findings/1` (docs/schema). Lines and columns count from 1, columns in
//! characters; an end is the character after the last.

use crate::ruleset::Counts;
use enact_source::{Diagnostic, Language, LineColumn, Rendered, Severity, Sources, Span};
use serde_json::{Value, json};

/// A place for people and programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file's name as it was given.
    pub file: String,
    /// Its first character.
    pub start: LineColumn,
    /// The character after its last.
    pub end: LineColumn,
}

impl Place {
    /// Where `span` is; `None` when it lies in no text.
    #[must_use]
    pub fn of(span: Span, sources: &Sources) -> Option<Self> {
        let source = sources.get(span.file)?;
        Some(Self {
            file: source.name.clone(),
            start: source.line_column(span.start),
            end: source.line_column(span.end),
        })
    }
}

/// The place that a finding points at first.
#[must_use]
pub fn place(rendered: &Rendered, sources: &Sources) -> Option<Place> {
    rendered.labels.first().and_then(|(span, _)| Place::of(*span, sources))
}

/// The message behind the provision that it is about, where it does not cite that itself.
#[must_use]
pub fn sentence(rendered: &Rendered) -> String {
    match &rendered.provision {
        Some(provision) if !rendered.message.contains(provision) => {
            format!("{provision}: {}", rendered.message)
        }
        _ => rendered.message.clone(),
    }
}

/// How many errors and warnings there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// What keeps a law from being executed.
    pub errors: usize,
    /// What is probably not meant.
    pub warnings: usize,
}

impl Tally {
    /// Counts `findings`.
    #[must_use]
    pub fn of(findings: &[Diagnostic]) -> Self {
        let count = |severity| findings.iter().filter(|f| f.severity() == severity).count();
        Self { errors: count(Severity::Error), warnings: count(Severity::Warning) }
    }
}

/// The word of a severity that programs use.
#[must_use]
pub const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// Findings, each as [`finding`] writes it, with what was read and found: `enact-findings/1`.
#[must_use]
pub fn report(findings: Vec<Value>, counts: Counts, tally: Tally) -> Value {
    json!({
        "format": "enact-findings/1",
        "findings": findings,
        "summary": {
            "laws": counts.laws,
            "rules": counts.rules,
            "examples": counts.examples,
            "errors": tally.errors,
            "warnings": tally.warnings,
        },
    })
}

/// Several findings.
#[must_use]
pub fn all(findings: &[Diagnostic], sources: &Sources, language: Language) -> Vec<Value> {
    findings.iter().map(|one| finding(one, sources, language)).collect()
}

/// One finding.
#[must_use]
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
