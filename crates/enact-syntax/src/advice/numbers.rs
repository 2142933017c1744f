//! Numbers written in the way of another language, or of another place in the law.

use crate::codes;
use enact_source::{Diagnostic, Language, Span};

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    /// Money.
    Amount,
    /// Hundredths.
    Percentage,
    /// Nothing in particular.
    Plain,
}

impl Scale {
    /// What a number counts behind the token `before`.
    pub(super) fn new(before: &str, percentage: bool) -> Self {
        match before {
            "€" | "£" | "$" => Self::Amount,
            _ if percentage => Self::Percentage,
            _ => Self::Plain,
        }
    }
}

/// What is wrong with `number`.
pub(super) fn explain(
    number: &str,
    scale: Scale,
    language: Language,
    at: Span,
) -> Option<Diagnostic> {
    let pieces: Vec<&str> = number.split(|sign: char| !sign.is_ascii_digit()).collect();
    let year = |piece: Option<&&str>| piece.is_some_and(|piece| piece.len() == 4);
    if pieces.len() == 3 && (year(pieces.first()) || year(pieces.last())) {
        return Some(codes::date_form(at, number));
    }
    if number.contains(crate::scan::is_hyphen) {
        return Some(codes::tight_minus(at));
    }
    let (decimal, group) = match language {
        Language::Dutch => (',', '.'),
        Language::English => ('.', ','),
    };
    if !number.contains(group) {
        return None;
    }
    let swapped: String = number
        .chars()
        .map(|sign| match sign {
            _ if sign == group => decimal,
            _ if sign == decimal => group,
            _ => sign,
        })
        .collect();
    let in_threes =
        pieces.iter().skip(1).all(|piece| piece.len() == 3) && !number.contains(decimal);
    let amount = scale == Scale::Amount;
    if scale != Scale::Plain || !in_threes && !is_grouped(number, group, decimal) {
        let plain = if amount { swapped } else { swapped.replace(group, "") };
        return Some(codes::decimal_sign(at, number, plain));
    }
    Some(codes::grouped(at, number, number.replace(group, "")))
}

/// Whether the signs `group` stand before every third digit of the whole part.
fn is_grouped(number: &str, group: char, decimal: char) -> bool {
    let (whole, behind) = number.split_once(decimal).unwrap_or((number, ""));
    whole.split(group).skip(1).all(|piece| piece.len() == 3) && !behind.contains(group)
}
