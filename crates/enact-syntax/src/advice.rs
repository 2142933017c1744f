//! From the place where reading stopped to a letter the drafter can use.
//!
//! Start at [`explain`]. The likely slips are tried first, from the most telling to the least;
//! only then comes the plain “expected this, found that”.

use crate::codes;
use crate::distance::nearest;
use crate::grammar::Kind;
use crate::scan::{Token, TokenKind};
use crate::words;
use enact_source::{Argument, Diagnostic, FileId, Language, Span};

/// Where reading stopped.
pub(crate) struct Place<'a> {
    pub(crate) file: FileId,
    pub(crate) block: &'a str,
    /// Where the block begins in the file.
    pub(crate) offset: usize,
    /// The tokens of the chunk.
    pub(crate) tokens: &'a [Token],
    pub(crate) language: Language,
    /// The byte in the block.
    pub(crate) at: usize,
    /// What the grammar could have read there.
    pub(crate) expected: &'a [Kind],
}

/// Whether `word` resembles one that begins a declaration.
pub(crate) fn is_like_declaration(word: &str, language: Language) -> bool {
    let words = words::of(language);
    let first = |phrase: &&'static str| phrase.split(' ').next().unwrap_or("");
    let starts = || words.starts.iter().map(first);
    let borrowed =
        words.borrowed.iter().any(|(from, to)| first(from) == word && words.starts.contains(to));
    borrowed || starts().any(|start| start == word) || nearest(word, starts()).is_some()
}

/// The finding for a slip.
pub(crate) fn explain(place: &Place<'_>) -> Diagnostic {
    let found = place.tokens.iter().find(|token| token.counts() && token.end > place.at);
    let last = place.tokens.iter().rev().find(|token| token.counts());
    let token = found.or(last);
    let span = token.map_or_else(Span::default, |token| {
        Span::new(place.file, place.offset + token.start..place.offset + token.end)
    });
    let what = match found {
        Some(token) => codes::quoted(token.of(place.block)),
        None => ("het einde van de code", "the end of the code").into(),
    };
    let _ = (TokenKind::Word, codes::borrowed, codes::misspelt, codes::reserved);
    codes::unexpected(span, Argument::Text(format!("{:?}", place.expected)), what)
}
