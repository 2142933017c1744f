//! A ruleset to begin with: a small law, its examples, a table and a case.
//!
//! Start at [`files`]. The law is invented, checks, passes its own examples and decides its own
//! case; a test holds it to that.

use enact_source::Language;
use enact_value::Date;

/// One file of the starter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StarterFile {
    /// Its path inside the ruleset's folder, with `/` between its parts.
    pub path: &'static str,
    /// What it holds.
    pub text: &'static str,
}

macro_rules! starter {
    ($language:literal: $($path:literal),* $(,)?) => {
        &[$(StarterFile {
            path: $path,
            text: include_str!(concat!("../starter/", $language, "/", $path)),
        }),*]
    };
}

const DUTCH: &[StarterFile] = starter!("nl": "enact.toml", "regeling.law.md", "cases/afstanden.csv", "zaak.json", "README.md");
const ENGLISH: &[StarterFile] =
    starter!("en": "enact.toml", "scheme.law.md", "cases/distances.csv", "case.json", "README.md");

/// The files of the starter in `language`.
#[must_use]
pub const fn files(language: Language) -> &'static [StarterFile] {
    match language {
        Language::Dutch => DUTCH,
        Language::English => ENGLISH,
    }
}

/// The file that holds its case.
#[must_use]
pub const fn case_file(language: Language) -> &'static str {
    language.pick("zaak.json", "case.json")
}

/// A day on which its law is in force and its case can be decided.
#[must_use]
pub fn day() -> Date {
    Date::from_ymd(2025, 3, 1).unwrap_or(Date::MIN)
}
