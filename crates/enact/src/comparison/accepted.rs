//! Changes that somebody has accepted: `enact.accepted.toml`.
//!
//! ```toml
//! [[accepted]]
//! change = "9f86d081884c7d65"
//! by = "Legislation, A. Jansen"
//! because = "indexation of 1 January 2026"
//! ```
//!
//! A change keeps its fingerprint as long as it is the same change of the same thing, wherever it
//! stands in the text.

use super::Compared;
use enact_source::{Code, Diagnostic, FileId, Source, Span};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who accepted a change, and why.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// The fingerprint of the change.
    pub change: String,
    /// Who accepted it.
    pub by: String,
    /// Why.
    pub because: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    accepted: Vec<Accepted>,
}

/// Reads the accepted changes in `source`, known as `file`.
///
/// # Errors
/// That it is not of that form, and where.
pub fn read(file: FileId, source: &Source) -> Result<Vec<Accepted>, Diagnostic> {
    let read: Result<File, _> = toml::from_str(&source.text);
    read.map(|read| read.accepted).map_err(|error| {
        let span = Span::new(file, error.span().unwrap_or(0..0));
        Diagnostic::new(Code("E0634"), span).with("reason", error.message())
    })
}

impl Compared {
    /// Marks what was accepted. A provision of which every change was accepted no longer counts as
    /// a difference, and neither does a decision that only such provisions reach.
    pub fn accept(&mut self, accepted: &[Accepted]) {
        let by: BTreeMap<&str, &Accepted> =
            accepted.iter().map(|one| (one.change.as_str(), one)).collect();
        for change in self.provisions.iter_mut().flat_map(|provision| &mut provision.changes) {
            change.accepted = by.get(change.fingerprint.as_str()).map(|one| (*one).clone());
        }
    }

    /// The fingerprints of changes that nobody accepted.
    pub fn open_changes(&self) -> impl Iterator<Item = &str> {
        let all = self.provisions.iter().flat_map(|provision| &provision.changes);
        all.filter(|change| change.accepted.is_none()).map(|change| change.fingerprint.as_str())
    }

    /// Whether a change of the decision is left that was not accepted.
    #[must_use]
    pub fn is_open(&self, decision: &str) -> bool {
        let mut reaching = self
            .provisions
            .iter()
            .filter(|provision| provision.reaches.iter().any(|name| name == decision))
            .peekable();
        reaching.peek().is_none()
            || reaching.any(|one| one.changes.iter().any(|change| change.accepted.is_none()))
    }
}
