//! Cuts a block where a line begins a declaration, so that one slip costs one declaration.
//!
//! Start at [`chunks`]. Brackets are counted here, before the grammar sees them: reading takes
//! room on the stack for each, and a limit that a drafter never meets keeps that bounded.

use crate::codes;
use crate::grammar::Kind;
use crate::scan::{Token, TokenKind};
use crate::words::{self, Words};
use enact_source::{Diagnostic, FileId, Language, Span};

/// A stretch of a block that the grammar reads at once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Chunk<'t> {
    /// The first byte in the block.
    pub(crate) start: usize,
    /// The byte after the last.
    pub(crate) end: usize,
    /// Its tokens; their places are those in the block.
    pub(crate) tokens: &'t [Token],
}

impl Chunk<'_> {
    /// Whether its declaration begins with the phrase for `kind`.
    pub(crate) fn begins(&self, block: &str, kind: Kind, language: Language) -> bool {
        let first = self.tokens.iter().position(Token::counts);
        let tokens = first.and_then(|first| self.tokens.get(first..)).unwrap_or(&[]);
        let mut phrases = words::of(language).phrases.iter().filter(|(known, _)| *known == kind);
        phrases.any(|(_, phrase)| phrase_length(block, tokens, phrase).is_some())
    }
}

/// The chunks of `block`, whose tokens are `tokens`; one of blanks and comments is left out.
pub(crate) fn chunks<'t>(block: &str, tokens: &'t [Token], language: Language) -> Vec<Chunk<'t>> {
    let words = words::of(language);
    let mut cuts: Vec<usize> =
        (0..tokens.len()).filter(|at| begins_declaration(block, tokens, *at, words)).collect();
    cuts.insert(0, 0);
    cuts.push(tokens.len());
    let stretches = cuts.windows(2).filter_map(|pair| tokens.get(pair[0]..pair[1]));
    stretches.filter(|tokens| tokens.iter().any(Token::counts)).filter_map(chunk).collect()
}

/// The chunk of `tokens`; `None` when there are none.
pub(crate) fn chunk(tokens: &[Token]) -> Option<Chunk<'_>> {
    let (first, last) = (tokens.first()?, tokens.last()?);
    Some(Chunk { start: first.start, end: last.end, tokens })
}

fn begins_declaration(block: &str, tokens: &[Token], at: usize, words: &Words) -> bool {
    if !tokens[at].counts() || !begins_line(tokens, at) {
        return false;
    }
    let behind = &tokens[at..];
    let starts = words.starts.iter().any(|phrase| phrase_length(block, behind, phrase).is_some());
    let softly = words.soft_starts.iter().any(|phrase| {
        let length = phrase_length(block, behind, phrase);
        let behind = length.and_then(|length| behind.get(length..));
        behind.is_some_and(|behind| names_something(block, behind, words))
    });
    (starts && !continues(block, tokens, at))
        || softly
        || silences(block, behind, words)
        || applies(block, behind)
        || not_yet(block, behind, words).is_some()
}

/// Whether the token at `at` is the first of its line that carries meaning.
pub(crate) fn begins_line(tokens: &[Token], at: usize) -> bool {
    let before = tokens[..at].iter().rev().find(|token| token.kind != TokenKind::Blank);
    before.is_none_or(|token| token.kind == TokenKind::LineEnd)
}

/// `geen aanspraak op` goes on with a sentence after a colon, as in a safeguard, and after `dan`.
fn continues(block: &str, tokens: &[Token], at: usize) -> bool {
    let before = tokens[..at].iter().rev().find(|token| token.counts());
    let negative = matches!(tokens[at].of(block), "geen" | "no");
    negative && before.is_some_and(|token| matches!(token.of(block), ":" | "dan" | "then"))
}

/// How many tokens `phrase` takes at the begin of `tokens`; `None` when it does not stand there.
pub(crate) fn phrase_length(block: &str, tokens: &[Token], phrase: &str) -> Option<usize> {
    let mut taken = 0;
    for word in phrase.split(' ') {
        let gap = tokens.get(taken..)?.iter().position(Token::counts)?;
        if tokens.get(taken + gap)?.of(block) != word || (taken == 0 && gap > 0) {
            return None;
        }
        taken += gap + 1;
    }
    Some(taken)
}

/// The phrase at the begin of `tokens` that will begin a declaration in a later version of the
/// language. Such a word is a name too, so what follows must not go on with an expression.
pub(crate) fn not_yet(block: &str, tokens: &[Token], words: &Words) -> Option<&'static str> {
    words.starts_not_yet.iter().copied().find(|phrase| {
        let behind = phrase_length(block, tokens, phrase).and_then(|length| tokens.get(length..));
        behind.is_some_and(|behind| match *phrase {
            "artikel" | "article" | "section" => {
                speaks_of_application(block, behind) && !silences(block, tokens, words)
            }
            _ => phrase.contains(' ') || names_something(block, behind, words),
        })
    })
}

/// `artikel 4 is niet van toepassing op`: a line that begins with a citation and goes on so.
fn silences(block: &str, tokens: &[Token], words: &Words) -> bool {
    let begins = |kind: Kind, phrase: &str| {
        matches!(
            kind,
            Kind::LevelArticle
                | Kind::LevelSection
                | Kind::LevelSign
                | Kind::LevelAnnex
                | Kind::KwParagraph
                | Kind::KwPoint
        ) && phrase_length(block, tokens, phrase).is_some()
    };
    let first = tokens.first().map_or("", |token| token.of(block));
    let cites = first == "("
        || words.ordinals.contains(&first)
        || words.phrases.iter().any(|(kind, phrase)| begins(*kind, phrase));
    let line = tokens.iter().position(|token| token.kind == TokenKind::LineEnd);
    let line = tokens.get(..line.unwrap_or(tokens.len())).unwrap_or(tokens);
    let mut phrases = words.phrases.iter().filter(|(kind, _)| *kind == Kind::KwNotApplicable);
    cites
        && phrases.any(|(_, phrase)| {
            (0..line.len()).any(|at| phrase_length(block, &line[at..], phrase).is_some())
        })
}

/// `artikel 4 is van overeenkomstige toepassing`; any other line that begins with a citation is a citation.
fn speaks_of_application(block: &str, tokens: &[Token]) -> bool {
    let mut line = tokens.iter().take_while(|token| token.kind != TokenKind::LineEnd);
    !applies(block, tokens)
        && line.any(|token| matches!(token.of(block), "toepassing" | "apply" | "applies"))
}

/// Whether a line that begins here says that a provision applies mutatis mutandis.
fn applies(block: &str, tokens: &[Token]) -> bool {
    let goes_on =
        |token: &Token| matches!(token.of(block), "is" | "zijn" | "applies" | "apply" | "van");
    let line: Vec<&Token> =
        tokens.iter().take_while(|token| token.kind != TokenKind::LineEnd).collect();
    let says = |token: &Token| {
        token.kind == TokenKind::Word && matches!(token.of(block), "overeenkomstige" | "mutatis")
    };
    line.first().is_some_and(|token| !goes_on(token) && !says(token))
        && line.iter().any(|token| says(token))
}

/// Whether a name or a text follows, and no word of the language.
fn names_something(block: &str, tokens: &[Token], words: &Words) -> bool {
    let Some(next) = tokens.iter().position(Token::counts) else { return false };
    let behind = tokens.get(next..).unwrap_or(&[]);
    let phrases = words.phrases.iter().map(|(_, phrase)| phrase).chain(words.reserved);
    let goes_on = phrases.into_iter().any(|phrase| phrase_length(block, behind, phrase).is_some());
    matches!(tokens[next].kind, TokenKind::Word | TokenKind::Text) && !goes_on
}

/// What is wrong with a chunk before the grammar reads it: quotes, brackets, depth.
pub(crate) fn fault(
    block: &str,
    chunk: &Chunk<'_>,
    offset: usize,
    file: FileId,
    language: Language,
) -> Option<Diagnostic> {
    let at = |token: &Token| Span::new(file, offset + token.start..offset + token.end);
    let mut open: Vec<&Token> = Vec::new();
    let mut nested = 0;
    for (place, token) in chunk.tokens.iter().enumerate() {
        match (token.kind, token.of(block)) {
            (TokenKind::OpenText, _) => return Some(codes::open_text(at(token))),
            (TokenKind::Sign, "“" | "”" | "„" | "‘" | "’") => {
                return Some(codes::curly(at(token), token.of(block)));
            }
            (TokenKind::Sign, "(") => open.push(token),
            (TokenKind::Sign, ")") if open.pop().is_none() => {
                return Some(codes::stray_bracket(at(token)));
            }
            (TokenKind::Sign, ":" | "|") => nested = 0,
            (TokenKind::Word, "indien" | "when" | "tenzij" | "unless") => nested = 0,
            (TokenKind::Word, _) if nests(block, &chunk.tokens[place..], language) => nested += 1,
            _ => {}
        }
        if open.len() + nested > codes::NESTING_MAX {
            return Some(codes::too_deep(at(token)));
        }
    }
    open.last().map(|bracket| codes::open_bracket(at(bracket)))
}

/// Whether `tokens` begin with a phrase that takes an operand without brackets.
fn nests(block: &str, tokens: &[Token], language: Language) -> bool {
    let phrases: &[&str] = match language {
        Language::Dutch => &[
            "tussen",
            "eerste dag",
            "aantal",
            "som van",
            "hoogste",
            "laagste",
            "meer van",
            "elk van",
            "ieder van",
            "rang",
        ],
        Language::English => &[
            "between",
            "first day",
            "number of",
            "sum of",
            "highest",
            "lowest",
            "any of",
            "every one of",
            "rank",
        ],
    };
    let choices = ["hoogste van (", "laagste van (", "highest of (", "lowest of ("];
    let begins = |phrase: &&str| phrase_length(block, tokens, phrase).is_some();
    phrases.iter().any(begins) && !choices.iter().any(begins)
}
