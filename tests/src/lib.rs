//! The specification of the language: Markdown pages that run.
//!
//! [`page::read`] takes a page apart into sections, one test each; [`section::check`] loads the
//! laws of a section, compares every finding with its pins, and every case with its decision.
//! [`diagnostic::check`] does the same for the pages in `docs/diagnostics`. What a page may hold
//! is told in `tests/README.md`.

pub mod agreement;
pub mod covered;
pub mod decided;
pub mod diagnostic;
pub mod grown;
pub mod laws;
pub mod page;
pub mod pins;
pub mod places;
pub mod section;
pub mod soak;
pub mod solver;
pub mod words;
