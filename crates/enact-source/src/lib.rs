//! The vocabulary of places: which file, where in it, which provision, and what is wrong there.
//!
//! Everything later points into a law's own Markdown with a [`Span`], cites provisions with a
//! [`Citation`], and reports with a [`Diagnostic`], whose words are looked up in the reader's
//! [`Language`] at the very end. This crate knows nothing of grammar or meaning.

mod citation;
mod diagnostic;
mod file;
mod language;
pub mod messages;
mod nearest;

pub use citation::{Citation, DUTCH_ORDINALS, Level, Provision};
pub use diagnostic::{Argument, Code, Diagnostic, Label, Severity};
pub use file::{FileId, LineColumn, Source, Sources, Span};
pub use language::Language;
pub use messages::Rendered;
pub use nearest::nearest;
