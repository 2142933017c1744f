//! A case as it was sent, before anyone knows what its fields mean.
//!
//! JSON and YAML become one tree of [`Node`]s with their places. A number keeps the digits it
//! was written with, a key that is given twice stays twice, and a plain YAML word is left for
//! the law's own types to read. Start at [`read`].

mod json;
mod yaml;

use enact_source::{Diagnostic, FileId, Source, Span};

/// How deep objects and lists may be nested.
pub(crate) const DEPTH_MAX: usize = 64;

/// A value as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What was sent.
    pub kind: Kind,
    /// Where.
    pub span: Span,
}

/// What a value as sent can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// `null`.
    Null,
    /// `true`, `false`.
    YesNo(bool),
    /// A JSON number, as written.
    Number(String),
    /// Text between quotes.
    Text(String),
    /// A word or number without quotes, whose meaning its field decides: YAML and tables.
    Plain(String),
    /// A list.
    List(Vec<Node>),
    /// An object: its fields in order, a field that was given twice included.
    Map(Vec<Field>),
}

/// One field of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub key: String,
    /// Where the name stands.
    pub key_span: Span,
    /// What it holds.
    pub value: Node,
}

/// The form a case is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// RFC 8259.
    Json,
    /// YAML 1.2, without tags, aliases and further documents.
    Yaml,
}

impl Format {
    /// By the file's name, or else by its first sign: an object in braces is JSON.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        let name = source.name.to_ascii_lowercase();
        if name.ends_with(".json") {
            return Self::Json;
        }
        if name.ends_with(".yaml") || name.ends_with(".yml") {
            return Self::Yaml;
        }
        if source.text.trim_start().starts_with(['{', '[']) { Self::Json } else { Self::Yaml }
    }
}

/// Reads `source`, which is file `file`.
///
/// # Errors
/// E0501 when the text is not JSON or YAML, E0512 when it is nested too deep.
pub fn read(file: FileId, source: &Source, format: Format) -> Result<Node, Diagnostic> {
    match format {
        Format::Json => json::read(file, &source.text),
        Format::Yaml => yaml::read(file, &source.text),
    }
}
