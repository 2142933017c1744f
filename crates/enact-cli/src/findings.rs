//! Findings on their way out: placed in lines and columns, and in the reader's language.
//!
//! [`human`] is for people, [`json`], [`github`] and [`sarif`] are for programs; those three are
//! stable.

pub mod github;
pub mod human;
pub mod json;
pub mod sarif;

use crate::arguments::Display;
use enact_source::{Diagnostic, Language, LineColumn, Rendered, Severity, Sources, Span};
use std::io::IsTerminal;

/// How findings are shown.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    /// In which language.
    pub language: Language,
    /// Without colours and line drawings.
    pub plain: bool,
}

impl Display {
    /// As asked for; findings about a law in `language` otherwise speak its language.
    pub fn shown(&self, language: Language) -> Shown {
        Shown { language: self.lang.unwrap_or(language), plain: self.is_plain() }
    }

    fn is_plain(&self) -> bool {
        let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let terminal = std::io::stdout().is_terminal() && std::io::stderr().is_terminal();
        self.plain || no_colour || !terminal
    }
}

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
pub fn place(rendered: &Rendered, sources: &Sources) -> Option<Place> {
    rendered.labels.first().and_then(|(span, _)| Place::of(*span, sources))
}

/// The message behind the provision that it is about, where it does not cite that itself.
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
    pub fn of(findings: &[Diagnostic]) -> Self {
        let count = |severity| findings.iter().filter(|f| f.severity() == severity).count();
        Self { errors: count(Severity::Error), warnings: count(Severity::Warning) }
    }
}

/// The word of a severity that programs use.
pub const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
