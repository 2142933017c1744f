//! The tokens of a block, as far as cutting, advising and formatting need them.
//!
//! This is not the grammar: it only knows words, numbers, texts, comments and signs, and every
//! byte of a block belongs to exactly one token.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A name or a word of the language.
    Word,
    /// Digits, with the signs between them: `2.112,50`, `2025-01-01`.
    Number,
    /// Words between quotes.
    Text,
    /// A quote that nothing closes on its line.
    OpenText,
    /// From `//` to the end of the line.
    Comment,
    /// One sign, or two that belong together.
    Sign,
    /// Blanks within a line.
    Blank,
    /// The end of a line.
    LineEnd,
}

/// A token and its bytes in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// What it is.
    pub(crate) kind: TokenKind,
    /// The first byte.
    pub(crate) start: usize,
    /// The byte after the last.
    pub(crate) end: usize,
}

impl Token {
    /// Its words in `text`.
    pub(crate) fn of<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Whether it carries meaning: no blank, line end or comment.
    pub(crate) fn counts(&self) -> bool {
        !matches!(self.kind, TokenKind::Blank | TokenKind::LineEnd | TokenKind::Comment)
    }
}

/// All tokens of `text` in order.
pub(crate) fn scan(text: &str) -> Vec<Token> {
    let (mut tokens, mut start) = (Vec::new(), 0);
    while let Some(rest) = text.get(start..).filter(|rest| !rest.is_empty()) {
        let (kind, length) = token(rest);
        tokens.push(Token { kind, start, end: start + length });
        start += length;
    }
    tokens
}

/// The kind and length of the token that `rest` begins with; `rest` is not empty.
fn token(rest: &str) -> (TokenKind, usize) {
    let first = rest.chars().next().unwrap_or(' ');
    match first {
        '\n' => (TokenKind::LineEnd, 1),
        '"' => quoted(rest),
        '0'..='9' => (TokenKind::Number, number(rest)),
        '/' if rest.starts_with("//") => (TokenKind::Comment, line(rest)),
        _ if first.is_whitespace() => (TokenKind::Blank, blanks(rest)),
        _ if first.is_alphabetic() => (TokenKind::Word, word(rest)),
        _ => (TokenKind::Sign, sign(rest, first)),
    }
}

fn quoted(rest: &str) -> (TokenKind, usize) {
    let line = rest.get(..line(rest)).unwrap_or(rest);
    match line.get(1..).and_then(|inside| inside.find('"')) {
        Some(length) => (TokenKind::Text, length + 2),
        None => (TokenKind::OpenText, line.trim_end().len()),
    }
}

fn line(rest: &str) -> usize {
    rest.find('\n').unwrap_or(rest.len())
}

fn blanks(rest: &str) -> usize {
    rest.find(|sign: char| sign == '\n' || !sign.is_whitespace()).unwrap_or(rest.len())
}

/// Digits; a point, comma or hyphen belongs to them when a digit follows.
fn number(rest: &str) -> usize {
    let mut signs = rest.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let digit_follows = signs.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        let joins = matches!(sign, '.' | ',') || is_hyphen(sign);
        if !(sign.is_ascii_digit() || joins && digit_follows) {
            return at;
        }
    }
    rest.len()
}

/// As a name in the grammar: letters, marks, digits, hyphens and apostrophes within.
fn word(rest: &str) -> usize {
    let mut signs = rest.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let next = signs.peek().map(|(_, next)| *next);
        let joins = match sign {
            '\'' | '’' => next.is_some_and(char::is_alphabetic),
            _ if is_hyphen(sign) => next.is_some_and(char::is_alphanumeric),
            _ => sign.is_alphanumeric() || sign == '_' || pest::unicode::MARK(sign),
        };
        if !joins {
            return at;
        }
    }
    rest.len()
}

/// The plain hyphen and its typographic forms, as within names and dates.
pub(crate) fn is_hyphen(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}' | '\u{2011}')
}

fn sign(rest: &str, first: char) -> usize {
    const PAIRS: [&str; 7] = ["<=", ">=", "=<", "=>", "==", "!=", "<>"];
    PAIRS.iter().find(|pair| rest.starts_with(**pair)).map_or(first.len_utf8(), |pair| pair.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_belongs_to_a_token() {
        let text = "regel x-1 is € 2.112,50 − a-b // \"c\n \"open 'é=<";
        let tokens = scan(text);
        assert_eq!(tokens.iter().map(|token| token.of(text)).collect::<String>(), text);
        let words: Vec<&str> =
            tokens.iter().filter(|token| token.counts()).map(|token| token.of(text)).collect();
        let expected = ["regel", "x-1", "is", "€", "2.112,50", "−", "a-b", "\"open 'é=<"];
        assert_eq!(words, expected);
    }
}
