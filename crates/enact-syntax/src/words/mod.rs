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
    /// Words that begin a declaration when a name or a text follows; else they are names.
    pub(crate) soft_starts: &'static [&'static str],
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::is_whole;

    const BOTH: [Language; 2] = [Language::Dutch, Language::English];

    #[test]
    fn every_phrase_is_a_phrase_of_the_grammar() {
        for language in BOTH {
            for (kind, phrase) in of(language).phrases {
                let followed = match kind {
                    Kind::KwHighestOf | Kind::KwLowestOf | Kind::KwNumberOf => continue,
                    Kind::KwChoice | Kind::KwAny | Kind::RoundHalfEven => continue,
                    _ => phrase,
                };
                assert!(is_whole(language, *kind, followed), "{kind:?} {phrase}");
            }
        }
    }

    #[test]
    fn what_is_reserved_is_no_name_and_the_rest_is() {
        for language in BOTH {
            let words = of(language);
            for phrase in words.reserved {
                assert!(is_whole(language, Kind::Reserved, phrase), "{phrase}");
                let first = phrase.split(' ').next().unwrap_or(phrase);
                assert!(!is_whole(language, Kind::Name, phrase), "{phrase}");
                assert!(is_whole(language, Kind::Name, &format!("{first}-2")), "{first}-2");
            }
            for start in words.starts {
                let first = start.split(' ').next().unwrap_or(start);
                let single = words.reserved.contains(&first) || words.reserved.contains(start);
                assert!(single, "{start} begins a declaration and is not reserved");
            }
            assert!(words.reserved.is_sorted(), "{:?}", words.reserved);
        }
    }

    #[test]
    fn what_advice_recommends_is_in_the_language() {
        for language in BOTH {
            let words = of(language);
            for (_, instead) in words.borrowed {
                let sign = !instead.starts_with(char::is_alphabetic);
                let known = words.phrases.iter().any(|(_, phrase)| phrase == instead);
                assert!(sign || known || words.starts.contains(instead), "{instead}");
            }
        }
    }

    #[test]
    fn ordinals_count_from_one() {
        assert_eq!(ordinal(Language::Dutch, "derde").as_deref(), Some("3"));
        assert_eq!(ordinal(Language::English, "twentieth").as_deref(), Some("20"));
        assert_eq!(ordinal(Language::English, "umpteenth"), None);
    }
}
