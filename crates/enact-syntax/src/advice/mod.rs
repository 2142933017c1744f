//! From the place where reading stopped to a letter the drafter can use.
//!
//! Start at [`explain`]. The likely slips are tried first, from the most telling to the least;
//! only then comes the plain “expected this, found that”, in the words of
//! [`expected`](mod@expected).

mod expected;
mod numbers;

use crate::chunk::phrase_length;
use crate::codes;
use crate::grammar::Kind;
use crate::scan::{Token, TokenKind};
use crate::words::{self, Words};
use enact_source::{Argument, Diagnostic, FileId, Language, Span};
use expected::Expected;

/// Where reading stopped.
pub(crate) struct Place<'a> {
    /// The file.
    pub(crate) file: FileId,
    /// The text of the block.
    pub(crate) block: &'a str,
    /// Where the block begins in the file.
    pub(crate) offset: usize,
    /// The tokens of the chunk.
    pub(crate) tokens: &'a [Token],
    /// The language of the law.
    pub(crate) language: Language,
    /// The byte in the block.
    pub(crate) at: usize,
    /// What the grammar could have read there.
    pub(crate) expected: &'a [Kind],
}

/// Whether `word` resembles one that begins a declaration.
pub(crate) fn is_like_declaration(word: &str, language: Language) -> bool {
    let words = words::of(language);
    let starts = || words.starts.iter().map(|phrase| first_word(phrase));
    let borrowed = || words.borrowed.iter().filter(|(_, to)| words.starts.contains(to));
    starts().any(|start| start == word)
        || borrowed().any(|(from, _)| first_word(from) == word)
        || nearest(word, starts())
}

/// Whether `word` is one of `known`, but for a slip; words of two letters are too short to tell.
fn nearest(word: &str, known: impl IntoIterator<Item = &'static str>) -> bool {
    word.chars().count() > 2 && enact_source::nearest(word, known).is_some()
}

fn first_word(phrase: &'static str) -> &'static str {
    phrase.split(' ').next().unwrap_or(phrase)
}

/// The finding for a slip.
pub(crate) fn explain(place: &Place<'_>) -> Diagnostic {
    let expected = Expected::new(place.expected, place.language);
    let found = place.tokens.iter().position(|token| token.counts() && token.end > place.at);
    let Some(found) = found else { return ended(place, &expected) };
    let slip = Slip { place, expected, words: words::of(place.language), found };
    slip.empty_cell()
        .or_else(|| slip.figure())
        .or_else(|| slip.number())
        .or_else(|| slip.minus())
        .or_else(|| slip.reason())
        .or_else(|| slip.percentage())
        .or_else(|| slip.reserved())
        .or_else(|| slip.not_yet())
        .or_else(|| slip.borrowed())
        .or_else(|| slip.misspelt())
        .or_else(|| slip.missing())
        .or_else(|| slip.two_words())
        .unwrap_or_else(|| slip.unexpected())
}

/// The declaration ends too early: pointed at its last word.
fn ended(place: &Place<'_>, expected: &Expected) -> Diagnostic {
    let final_word = place.tokens.iter().rev().find(|token| token.counts());
    let span = final_word.map_or_else(Span::default, |token| place.span(token));
    let word = final_word.map_or("", |token| token.of(place.block));
    if words::phrase(place.language, Kind::KwAssumed) == Some(word) {
        return codes::no_reason(span, word);
    }
    let last = place.tokens.last().map_or(0, |token| token.end);
    let found = match last < place.block.len() {
        true => ("de volgende declaratie", "the next declaration"),
        false => ("het einde van het blok", "the end of the block"),
    };
    codes::unexpected(span, expected.in_words(), found.into()).advising("help-end")
}

impl Place<'_> {
    fn span(&self, token: &Token) -> Span {
        Span::new(self.file, self.offset + token.start..self.offset + token.end)
    }
}

/// A slip with what surrounds it.
struct Slip<'p, 'a> {
    place: &'p Place<'a>,
    expected: Expected,
    words: &'static Words,
    /// The token that could not be read.
    found: usize,
}

/// The signs that work out a value.
const OPERATORS: [&str; 8] = ["×", "*", "÷", "/", "+", "−", "–", "-"];

impl<'a> Slip<'_, 'a> {
    /// What a parameter holds is worked out.
    fn figure(&self) -> Option<Diagnostic> {
        let fixes = self.place.expected.contains(&Kind::KwAssumed);
        let works_out = OPERATORS.contains(&self.text());
        (fixes && works_out).then(|| codes::not_a_figure(self.span()))
    }

    fn token(&self) -> &'a Token {
        &self.place.tokens[self.found]
    }

    fn text(&self) -> &'a str {
        self.token().of(self.place.block)
    }

    fn span(&self) -> Span {
        self.place.span(self.token())
    }

    /// The token before, blanks and comments left out.
    fn before(&self) -> Option<&'a Token> {
        self.place.tokens[..self.found].iter().rev().find(|token| token.counts())
    }

    fn text_before(&self) -> &'a str {
        self.before().map_or("", |token| token.of(self.place.block))
    }

    /// The tokens from the slip on.
    fn behind(&self) -> &'a [Token] {
        &self.place.tokens[self.found..]
    }

    /// The place of the first `length` tokens from the slip on.
    fn span_of(&self, length: usize) -> Span {
        let last = self.behind().get(length.saturating_sub(1)).unwrap_or(self.token());
        self.span().to(self.place.span(last))
    }

    /// Whether the word at the slip could be a name.
    fn is_name(&self) -> bool {
        self.token().kind == TokenKind::Word && self.reserved_phrase().is_none()
    }

    fn reserved_phrase(&self) -> Option<(&'static str, usize)> {
        let find = |phrase: &&'static str| {
            Some((*phrase, phrase_length(self.place.block, self.behind(), phrase)?))
        };
        self.words.reserved.iter().find_map(find)
    }

    /// `| |`, or `| - |`, where a cell should be.
    fn empty_cell(&self) -> Option<Diagnostic> {
        let before = self.before()?;
        let nothing = matches!(before.of(self.place.block), "|" | "-" | "–" | "−");
        (self.text() == "|" && nothing)
            .then(|| codes::empty_cell(self.place.span(before).to(self.span())))
    }

    fn number(&self) -> Option<Diagnostic> {
        let amount =
            self.is_currency().then(|| self.behind().iter().filter(|token| token.counts()));
        let (before, token) = match amount {
            Some(mut counting) => (self.text(), counting.nth(1)?),
            None => (self.text_before(), self.token()),
        };
        if token.kind != TokenKind::Number {
            return None;
        }
        let next = self.place.block.get(token.end..).unwrap_or("");
        let percentage = next.trim_start().starts_with('%');
        let scale = numbers::Scale::new(before, percentage);
        numbers::explain(
            token.of(self.place.block),
            scale,
            self.place.language,
            self.place.span(token),
        )
    }

    fn is_currency(&self) -> bool {
        matches!(self.text(), "€" | "£" | "$")
    }

    /// `a −b`.
    fn minus(&self) -> Option<Diagnostic> {
        let minus = matches!(self.text(), "-" | "−" | "–");
        (minus && self.expected.operator).then(|| codes::tight_minus(self.span()))
    }

    /// `aangenomen` without words behind it.
    fn reason(&self) -> Option<Diagnostic> {
        let before = self.before()?;
        let word = before.of(self.place.block);
        let assumed = words::phrase(self.place.language, Kind::KwAssumed) == Some(word);
        (assumed && self.expected.has(Kind::Text))
            .then(|| codes::no_reason(self.place.span(before), word))
    }

    /// `50% inkomen`.
    fn percentage(&self) -> Option<Diagnostic> {
        let of = words::phrase(self.place.language, Kind::KwOf)?;
        let percentage = self.text_before() == "%" && self.expected.has(Kind::KwOf);
        (percentage && self.is_name()).then(|| codes::percentage_of(self.span(), self.text(), of))
    }

    /// A word of the language where a name should stand.
    fn reserved(&self) -> Option<Diagnostic> {
        let (phrase, length) = self.reserved_phrase()?;
        (self.expected.has(Kind::Name) && !self.expected.value)
            .then(|| codes::reserved(self.span_of(length), phrase))
    }

    fn not_yet(&self) -> Option<Diagnostic> {
        self.words.not_yet.iter().find_map(|phrase| {
            let length = phrase_length(self.place.block, self.behind(), phrase)?;
            Some(codes::not_yet(self.span_of(length), phrase))
        })
    }

    /// A word of the other language, or of daily speech, for one that was expected.
    fn borrowed(&self) -> Option<Diagnostic> {
        self.words.borrowed.iter().find_map(|(from, to)| {
            let length = phrase_length(self.place.block, self.behind(), from)?;
            let sign = !to.starts_with(char::is_alphabetic);
            let fits = self.expected.phrases.contains(to)
                || sign && self.expected.operator && *to != ";"
                || *to == ";" && self.expected.has(Kind::Semicolon);
            fits.then(|| codes::borrowed(self.span_of(length), from, to))
        })
    }

    fn misspelt(&self) -> Option<Diagnostic> {
        if self.token().kind != TokenKind::Word {
            return None;
        }
        let phrases = self.expected.phrases.iter().copied();
        let (length, written, phrase) = phrases.into_iter().find_map(|phrase| {
            let length = self.resembles(phrase)?;
            let (start, end) = (self.token().start, self.behind().get(length - 1)?.end);
            Some((length, self.place.block.get(start..end)?, phrase))
        })?;
        Some(codes::misspelt(self.span_of(length), written, phrase))
    }

    /// How many tokens from the slip on are almost `phrase`: of several words, all but one
    /// are right.
    fn resembles(&self, phrase: &'static str) -> Option<usize> {
        let counting = self.behind().iter().enumerate().filter(|(_, token)| token.counts());
        let (mut wrong, mut last, mut words) = (0, 0, 0);
        for (word, (place, token)) in phrase.split(' ').zip(counting) {
            let written = token.of(self.place.block);
            if written != word {
                nearest(written, [word]).then_some(())?;
                wrong += 1;
            }
            (last, words) = (place, words + 1);
        }
        (wrong == 1 && words == phrase.split(' ').count()).then_some(last + 1)
    }

    /// A value stands where `is` or a colon should come first.
    fn missing(&self) -> Option<Diagnostic> {
        let begins_value = match self.token().kind {
            TokenKind::Number | TokenKind::Text => true,
            TokenKind::Sign => self.is_currency(),
            _ => false,
        };
        let type_word = self.expected.has(Kind::Colon)
            && expected::is_type_word(self.text(), self.place.language);
        let is = words::phrase(self.place.language, Kind::KwIs)?;
        let word = if self.expected.has(Kind::KwIs) && begins_value {
            is
        } else if self.expected.has(Kind::Colon) && (begins_value || type_word) {
            ":"
        } else {
            return None;
        };
        let mut counting = self.behind().iter().filter(|token| token.counts());
        let last = if self.is_currency() { counting.nth(1)? } else { self.token() };
        let found = self.place.block.get(self.token().start..last.end)?;
        Some(codes::missing(self.span().to(self.place.span(last)), word, found))
    }

    /// Two names side by side: one name of two words, most likely.
    fn two_words(&self) -> Option<Diagnostic> {
        let before = self.before().filter(|token| token.kind == TokenKind::Word)?;
        let first = before.of(self.place.block);
        let gap = self.place.block.get(before.end..self.token().start)?;
        let names = self.is_name() && !self.words.reserved.contains(&first) && !gap.contains('\n');
        let phrase = self.words.phrases.iter().any(|(_, phrase)| *phrase == first);
        (names && !phrase).then(|| {
            let span = self.place.span(before).to(self.span());
            codes::two_words(span, first, self.text())
        })
    }

    fn unexpected(&self) -> Diagnostic {
        let found = match self.token().kind {
            TokenKind::Text => ("tekst tussen aanhalingstekens", "words between quotes").into(),
            _ => codes::quoted(self.text()),
        };
        let expected: Argument = self.expected.in_words();
        codes::unexpected(self.span(), expected, found)
    }
}
