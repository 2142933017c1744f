//! Findings on their way out, in the reader's language.
//!
//! [`human`] is for people, [`github`] and [`sarif`] are for programs, as is the JSON of
//! [`enact::findings`]; those three are stable.

pub mod github;
pub mod human;
pub mod sarif;

use crate::arguments::Display;
pub use enact::findings::{Place, Tally, level, place, sentence};
use enact_source::Language;
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
