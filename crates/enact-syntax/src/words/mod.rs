//! The words of both languages, for everything but reading: cutting, advice, lists.
//!
//! The grammar is the law here; a test holds these lists against it.

mod dutch;
mod english;

use crate::grammar::Kind;
use enact_source::Language;

/// The words of one language.
pub(crate) struct Words {
    /// Every phrase of the grammar; the first of a kind is the one to recommend.
    pub(crate) phrases: &'static [(Kind, &'static str)],
    /// Phrases that begin a declaration.
    pub(crate) starts: &'static [&'static str],
    /// Phrases that will begin a declaration in a later version of the language.
    pub(crate) starts_not_yet: &'static [&'static str],
    /// Phrases that a later version of the language has within a declaration.
    pub(crate) not_yet: &'static [&'static str],
    /// What drafters write, and the word of the language for it.
    pub(crate) borrowed: &'static [(&'static str, &'static str)],
    /// Words that cannot be names.
    pub(crate) reserved: &'static [&'static str],
    /// The paragraphs that have a word: first, second, …
    pub(crate) ordinals: &'static [&'static str],
}

/// The words of `language`.
pub(crate) fn of(language: Language) -> &'static Words {
    match language {
        Language::Dutch => &dutch::WORDS,
        Language::English => &english::WORDS,
    }
}

/// The phrase to recommend for `kind`.
pub(crate) fn phrase(language: Language, kind: Kind) -> Option<&'static str> {
    of(language).phrases.iter().find(|(known, _)| *known == kind).map(|(_, phrase)| *phrase)
}

/// The number of a paragraph that is written as a word.
pub(crate) fn ordinal(language: Language, word: &str) -> Option<String> {
    let place = of(language).ordinals.iter().position(|ordinal| *ordinal == word)?;
    Some((place + 1).to_string())
}
