//! The two languages a law can be written in, and a reader can be answered in.

use std::str::FromStr;

/// The language of a document's code blocks, or of the messages a reader gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Language {
    /// Nederlands: `indien`, `€ 2.112,50`, `1 januari 2025`.
    Dutch,
    /// English: `when`, `€2,112.50`, `1 January 2025`.
    #[default]
    English,
}

impl Language {
    /// The ISO 639-1 code: `nl` or `en`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Dutch => "nl",
            Self::English => "en",
        }
    }

    /// Chooses between two forms of the same words.
    #[must_use]
    pub const fn pick<'a>(self, dutch: &'a str, english: &'a str) -> &'a str {
        match self {
            Self::Dutch => dutch,
            Self::English => english,
        }
    }
}

impl FromStr for Language {
    type Err = ();

    fn from_str(code: &str) -> Result<Self, ()> {
        match code {
            "nl" | "nl-NL" => Ok(Self::Dutch),
            "en" | "en-GB" | "en-US" => Ok(Self::English),
            _ => Err(()),
        }
    }
}
