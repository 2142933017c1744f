//! The other comparisons, in the drafter's own way of writing them.

use super::VariantKind;
use crate::tree::Comparison;
use enact_source::Language;

/// The comparisons that could have stood there.
pub(super) fn others(comparison: Comparison) -> Vec<(VariantKind, Comparison)> {
    use Comparison::{AtLeast, AtMost, Equal, Less, More, Unequal};
    let (boundary, turned) = match comparison {
        Less => (AtMost, AtLeast),
        AtMost => (Less, More),
        More => (AtLeast, AtMost),
        AtLeast => (More, Less),
        Equal => return vec![(VariantKind::Comparison, Unequal)],
        Unequal => return vec![(VariantKind::Comparison, Equal)],
    };
    vec![(VariantKind::Boundary, boundary), (VariantKind::Comparison, turned)]
}

/// `comparison` in the style of `written`: a sign for a sign, days compared as days.
pub(super) fn compared(written: &str, comparison: Comparison, language: Language) -> String {
    if !written.starts_with(char::is_alphabetic) {
        return sign(comparison, written.contains('=') && written != "=").to_owned();
    }
    let words: Vec<&str> = written.split_whitespace().collect();
    let joined = words.join(" ");
    if matches!(comparison, Comparison::Equal | Comparison::Unequal) {
        return equality(&words, comparison, language);
    }
    let (verb, rest) = match joined.split_once(' ') {
        Some((verb @ ("is" | "bedraagt"), rest)) => (format!("{verb} "), rest),
        _ => (String::new(), joined.as_str()),
    };
    let first = rest.split(' ').next().unwrap_or(rest);
    let days = ["op", "na", "vóór", "voor", "vo\u{301}o\u{301}r", "on", "after", "before"];
    verb + if days.contains(&first) {
        day(comparison, language)
    } else {
        word(comparison, language)
    }
}

const fn sign(comparison: Comparison, plain: bool) -> &'static str {
    match comparison {
        Comparison::Less => "<",
        Comparison::AtMost if plain => "<=",
        Comparison::AtMost => "≤",
        Comparison::More => ">",
        Comparison::AtLeast if plain => ">=",
        Comparison::AtLeast => "≥",
        Comparison::Equal => "=",
        Comparison::Unequal => "≠",
    }
}

fn day(comparison: Comparison, language: Language) -> &'static str {
    match comparison {
        Comparison::Less => language.pick("vóór", "before"),
        Comparison::AtMost => language.pick("op of vóór", "on or before"),
        Comparison::More => language.pick("na", "after"),
        _ => language.pick("op of na", "on or after"),
    }
}

fn word(comparison: Comparison, language: Language) -> &'static str {
    match comparison {
        Comparison::Less => language.pick("minder dan", "less than"),
        Comparison::AtMost => language.pick("ten hoogste", "at most"),
        Comparison::More => language.pick("meer dan", "more than"),
        _ => language.pick("ten minste", "at least"),
    }
}

/// `is` and `is not`, with the words behind it that were there.
fn equality(words: &[&str], comparison: Comparison, language: Language) -> String {
    let not = language.pick("niet", "not");
    let none = language.pick("geen", "no");
    let verb = match words.first() {
        Some(&"bedraagt") => "bedraagt",
        _ => "is",
    };
    let kept = words.iter().filter(|word| ![not, none, verb].contains(*word));
    let rest: String = kept.map(|word| format!(" {word}")).collect();
    match comparison {
        Comparison::Unequal => format!("{verb} {not}{rest}"),
        _ => format!("{verb}{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comparison_is_written_as_its_neighbour_was() {
        let written = |written, comparison, language| compared(written, comparison, language);
        let (nl, en) = (Language::Dutch, Language::English);
        assert_eq!(written("≥", Comparison::More, nl), ">");
        assert_eq!(written("<", Comparison::AtMost, nl), "≤");
        assert_eq!(written(">=", Comparison::AtMost, nl), "<=");
        assert_eq!(written("=", Comparison::Unequal, nl), "≠");
        assert_eq!(written("is ten minste", Comparison::More, nl), "is meer dan");
        assert_eq!(written("op of na", Comparison::Less, nl), "vóór");
        assert_eq!(written("is before", Comparison::AtMost, en), "is on or before");
        assert_eq!(written("not  more than", Comparison::Less, en), "less than");
        assert_eq!(written("is", Comparison::Unequal, nl), "is niet");
        assert_eq!(written("geen", Comparison::Equal, nl), "is");
        assert_eq!(written("is niet gelijk aan", Comparison::Equal, nl), "is gelijk aan");
        assert_eq!(written("equal to", Comparison::Unequal, en), "is not equal to");
        assert_eq!(written("bedraagt", Comparison::Unequal, nl), "bedraagt niet");
    }
}
