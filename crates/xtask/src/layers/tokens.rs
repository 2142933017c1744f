//! Rust source as tokens, as far as a search for names needs it.
//!
//! Start at [`tokens`]. Comments are gone, strings and characters have no text, so that a
//! name found is a name used. Meaning is [`purity`](super::purity)'s concern.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A name or a keyword.
    Word,
    /// A number with a fraction, an exponent or a float suffix.
    Float,
    /// A string, character, lifetime or whole number.
    Literal,
    /// `::`, or one other character.
    Sign,
}

/// One token and the line it stands on, counted from 1.
#[derive(Debug, Clone, Copy)]
pub struct Token<'s> {
    pub kind: Kind,
    pub text: &'s str,
    pub line: usize,
}

/// The tokens of `source`, in order.
pub fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut found: Vec<Token<'_>> = Vec::new();
    let (mut rest, mut line) = (source, 1);
    while let Some(first) = rest.chars().next() {
        let after_dot = found.last().is_some_and(|token| token.text == ".");
        let (kind, length) = piece(rest, first, after_dot);
        // A string without an end reaches to the end of the file.
        let (text, remainder) = rest.split_at_checked(length).unwrap_or((rest, ""));
        found.extend(kind.map(|kind| Token { kind, text, line }));
        line += text.matches('\n').count();
        rest = remainder;
    }
    found
}

/// The kind and the length in bytes of the piece at the head of `rest`; white space and
/// comments have no kind. After a dot a number is a field: `pair.0.1` has no fraction.
fn piece(rest: &str, first: char, after_dot: bool) -> (Option<Kind>, usize) {
    if first.is_whitespace() {
        return (None, first.len_utf8());
    }
    if rest.starts_with("//") {
        return (None, rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return (None, block_comment(rest));
    }
    if let Some(length) = string(rest) {
        return (Some(Kind::Literal), length);
    }
    if first == '\'' {
        return (Some(Kind::Literal), character(rest));
    }
    if first.is_ascii_digit() {
        let (kind, length) = number(rest, after_dot);
        return (Some(kind), length);
    }
    if begins_word(first) {
        return (Some(Kind::Word), word(rest));
    }
    let length = if rest.starts_with("::") { 2 } else { first.len_utf8() };
    (Some(Kind::Sign), length)
}

fn begins_word(first: char) -> bool {
    first == '_' || first.is_alphabetic()
}

/// The length of the word or the run of digits at the head of `rest`.
fn word(rest: &str) -> usize {
    rest.find(|c: char| c != '_' && !c.is_alphanumeric()).unwrap_or(rest.len())
}

/// The length of a block comment, which may hold others.
fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(tail) = rest.get(at..).filter(|tail| !tail.is_empty()) {
        if tail.starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if tail.starts_with("*/") {
            (depth, at) = (depth.saturating_sub(1), at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += tail.chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// The length of a string with its prefix, `None` where no string begins.
fn string(rest: &str) -> Option<usize> {
    let unprefixed = rest.strip_prefix(['b', 'c']).unwrap_or(rest);
    if let Some(raw) = unprefixed.strip_prefix('r') {
        let inner = raw.trim_start_matches('#');
        let close = format!("\"{}", "#".repeat(raw.len() - inner.len()));
        let body = inner.strip_prefix('"')?;
        let end = body.find(&close).map_or(body.len(), |at| at + close.len());
        return Some(rest.len() - body.len() + end);
    }
    let body = unprefixed.strip_prefix('"')?;
    Some(rest.len() - body.len() + quoted(body, '"'))
}

/// The length of a character or a lifetime.
fn character(rest: &str) -> usize {
    let body = rest.get(1..).unwrap_or_default();
    let mut letters = body.chars();
    match (letters.next(), letters.next()) {
        (Some('\\'), _) | (Some(_), Some('\'')) => 1 + quoted(body, '\''),
        _ => 1 + word(body),
    }
}

/// The length of `body` up to and including the quote that ends it.
fn quoted(body: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in body.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            letter if letter == quote => return at + letter.len_utf8(),
            _ => {}
        }
    }
    body.len()
}

/// The kind and the length of a number: `1`, `0x1e`, `1_000_u32`; `1.5`, `1.`, `1e3`, `2f32`.
fn number(rest: &str, after_dot: bool) -> (Kind, usize) {
    let run = word(rest);
    let digits = rest.find(|c: char| c != '_' && !c.is_ascii_digit()).unwrap_or(rest.len());
    let suffix = rest.get(digits..run).unwrap_or_default();
    let is_float = suffix.starts_with(['e', 'E']) || matches!(suffix, "f32" | "f64");
    if is_float {
        return (Kind::Float, run);
    }
    let mut tail = rest.get(run..).unwrap_or_default().chars();
    if after_dot || !suffix.is_empty() || tail.next() != Some('.') {
        return (Kind::Literal, run);
    }
    match tail.next() {
        // A range, or a method of a whole number.
        Some(next) if next == '.' || begins_word(next) => (Kind::Literal, run),
        _ => (Kind::Float, run + 1 + word(rest.get(run + 1..).unwrap_or_default())),
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, tokens};

    fn texts(source: &str) -> Vec<&str> {
        tokens(source).iter().map(|token| token.text).collect()
    }

    fn kinds(source: &str) -> Vec<Kind> {
        tokens(source).iter().map(|token| token.kind).collect()
    }

    #[test]
    fn comments_are_gone_and_lines_counted() {
        let found = tokens("// f64\n/* a /* b */ c\n */ x");
        assert_eq!(
            found.iter().map(|token| (token.text, token.line)).collect::<Vec<_>>(),
            [("x", 3)]
        );
    }

    #[test]
    fn a_string_is_one_literal() {
        assert_eq!(texts(r##"a "x \" f64" r#"y " f64"# b"z" c"##).len(), 5);
        assert_eq!(texts("\"no end: f64").len(), 1);
        assert_eq!(texts("r#\"no end: f64").len(), 1);
    }

    #[test]
    fn a_lifetime_is_not_the_start_of_a_character() {
        assert_eq!(
            texts(r"&'a str '\'' 'x' '€' y"),
            ["&", "'a", "str", r"'\''", "'x'", "'€'", "y"]
        );
    }

    #[test]
    fn fractions_are_told_from_ranges_fields_and_methods() {
        for float in ["1.5", "1.", "1e3", "2f32", "3_f64"] {
            assert_eq!(kinds(float).first(), Some(&Kind::Float), "{float}");
        }
        for whole in ["1..2", "pair.0.1", "1.max(2)", "0x1e3", "1_usize", "7_isize", "'1'"] {
            assert!(!kinds(whole).contains(&Kind::Float), "{whole}");
        }
    }
}
