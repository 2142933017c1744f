//! Worked cases kept beside the law: `cases/*.csv` and `cases/*.json`.
//!
//! A table is read into [`Worked`] cases, the same as the examples in the law itself: a title, a
//! reference date, what is known, what must follow and on which provisions. Start at [`read`].

pub(crate) mod cells;
pub(crate) mod expected;
mod list;

use crate::case::CaseText;
use crate::names::{self, Found};
use crate::world::Role;
use enact_model::Program;
use enact_model::program::Expectation;
use enact_model::table::{EntityId, TermId};
use enact_source::{Citation, Code, Diagnostic, FileId, Source, Span};
use enact_value::Date;

/// A worked case: what is known, and what must follow.
#[derive(Debug, Clone)]
pub struct Worked {
    /// Its title.
    pub title: String,
    /// The reference date.
    pub on: Date,
    /// What is known, or what is wrong with what was given.
    pub case: Result<CaseText, Vec<Diagnostic>>,
    /// What must follow.
    pub expectations: Vec<Expectation>,
    /// The provisions it must rest on.
    pub because: Vec<Citation>,
    /// Where it stands.
    pub span: Span,
}

/// Reads a file of cases with everything that is wrong with it.
pub(crate) fn read(
    program: &Program,
    role: Role,
    file: FileId,
    source: &Source,
) -> (Vec<Worked>, Vec<Diagnostic>) {
    match role {
        Role::CaseTable => cells::read(program, file, source),
        Role::CaseList => list::read(program, file, source),
        Role::Manifest | Role::Law => (Vec::new(), Vec::new()),
    }
}

/// The word of a heading or key, in either language.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Heading<'t> {
    Title,
    On,
    Because,
    /// Why a case is there whose outcome nobody has reviewed yet; not read.
    ToReview,
    /// What must follow for the value of this name.
    Then(&'t str),
    /// A field of the case.
    Field(&'t str),
}

fn heading(text: &str) -> Heading<'_> {
    let text = text.trim();
    match text {
        "voorbeeld" | "example" => Heading::Title,
        "op" | "on" => Heading::On,
        "op grond van" | "because" => Heading::Because,
        _ if crate::cases::TO_REVIEW.contains(&text) => Heading::ToReview,
        _ => {
            let then = text.strip_prefix("dan ").or_else(|| text.strip_prefix("then "));
            then.map_or(Heading::Field(text), |name| Heading::Then(name.trim()))
        }
    }
}

/// The value `name` that a case expects something of.
fn term(program: &Program, name: &str, at: Span) -> Result<TermId, Diagnostic> {
    match names::term(program, name) {
        Found::One(term) => Ok(term),
        Found::Several(ways) => Err(Diagnostic::new(Code("E0504"), at)
            .with("field", name)
            .with("ways", crate::case::backticked(&ways))),
        Found::None { nearest, known } => {
            let finding = Diagnostic::new(Code("E0527"), at)
                .with("term", name)
                .with("known", crate::case::backticked(&known));
            Err(match nearest {
                Some(nearest) => finding.with("nearest", nearest).advising("help-nearest"),
                None => finding.with("nearest", ""),
            })
        }
    }
}

/// The kind of subject that all of `terms` are about.
fn entity(program: &Program, terms: &[(TermId, Span)]) -> Result<Option<EntityId>, Diagnostic> {
    let Some((first, _)) = terms.first() else { return Ok(None) };
    let entity = program.terms[*first].entity;
    let other = terms.iter().find(|(term, _)| program.terms[*term].entity != entity);
    match other {
        None => Ok(Some(entity)),
        Some((term, at)) => Err(Diagnostic::new(Code("E0525"), *at)
            .with("entity", &program.entities[entity].name)
            .with("other", &program.entities[program.terms[*term].entity].name)),
    }
}

fn date(text: &str, at: Span) -> Result<Date, Diagnostic> {
    Date::parse_iso(text.trim())
        .map_err(|_| Diagnostic::new(Code("E0524"), at).with("given", text.trim()))
}
