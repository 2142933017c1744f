//! Words for words: the fewest that make one text another and single out their place.
//!
//! A change is said with its own words where those stand once, or stand for the same change
//! wherever they are; else with as many words before it as tell the place apart. What comes of it
//! has to read as the other text does, and to declare the same.

use crate::amend::swapped;
use crate::words::{Mark, in_words, marks, same_words, start_of_last};
use enact_source::{FileId, Language, Source};
use enact_syntax::tree::Swap;
use std::ops::Range;

/// How many groups of words an instruction changes at most; beyond that the whole is said anew.
const SWAPS_MAX: usize = 4;

/// How many words one group has at most.
const WORDS_MAX: usize = 16;

/// How many words before a change single it out at most.
const ANCHOR_MAX: usize = 4;

/// The swaps that make the one text the other; none when they are many, or cannot single out
/// their words.
pub(super) fn swaps(one: &str, other: &str, language: Language) -> Option<Vec<Swap>> {
    let (before, after) = (declared(one, language), declared(other, language));
    // A declaration that comes or goes is no matter of words.
    if before.0.len() != after.0.len() {
        return None;
    }
    let (mut lines, mut found) = (one.to_owned(), Vec::new());
    while !same_words(&lines, other) {
        if found.len() == SWAPS_MAX {
            return None;
        }
        let left = distance(&lines, other);
        let better = |swap: Swap| {
            let done = swapped(&lines, &swap).ok()?.lines;
            let nearer = distance(&done, other);
            let right = nearer.0 <= left.0 && nearer.1 <= left.1 && nearer != left;
            right.then_some((swap, done))
        };
        let (swap, done) = candidates(&lines, other)?.into_iter().find_map(better)?;
        found.push(swap);
        lines = done;
    }
    (!found.is_empty() && declared(&lines, language) == after).then_some(found)
}

/// How many words are to go, and how many to come.
fn distance(one: &str, other: &str) -> (usize, usize) {
    let count = |text: &str, range: Range<usize>| in_words(text.get(range).unwrap_or("")).len();
    marks(one, other).into_iter().fold((0, 0), |(gone, come), marked| match marked.mark {
        Mark::Same => (gone, come),
        Mark::Removed => (gone + count(one, marked.range), come),
        Mark::Inserted => (gone, come + count(other, marked.range)),
    })
}

/// How the first change can be said, in the fewest words first.
fn candidates(one: &str, other: &str) -> Option<Vec<Swap>> {
    let (gone, come) = first_change(one, other)?;
    let (find, put) = (with_signs(one, &gone), with_signs(other, &come));
    let mut all = Vec::new();
    if !find.is_empty() {
        all.push(Swap { find, put, each: false });
        all.extend(all.first().cloned().map(|swap| Swap { each: true, ..swap }));
    }
    for count in 1..=ANCHOR_MAX {
        let from = |text: &str, at| start_of_last(text.get(..at).unwrap_or(""), count);
        let Some((start, begin)) = from(one, gone.start).zip(from(other, come.start)) else {
            break;
        };
        let (find, put) =
            (with_signs(one, &(start..gone.end)), with_signs(other, &(begin..come.end)));
        all.push(Swap { find, put, each: false });
    }
    all.retain(|swap| quotable(&swap.find) && quotable(&swap.put) && says_words(&swap.find));
    Some(all)
}

/// What goes from the one text where they first differ, and what comes from the other.
fn first_change(one: &str, other: &str) -> Option<(Range<usize>, Range<usize>)> {
    let all = marks(one, other);
    let place = all.iter().position(|marked| marked.mark != Mark::Same)?;
    let before = place.checked_sub(1).and_then(|place| all.get(place));
    let at = before.map_or(0, |same| same.range.end);
    // Before the first change both texts have the same words.
    let from = |text: &str| {
        let count = in_words(one.get(..at).unwrap_or("")).len();
        crate::words::end_of_first(text, count)
    };
    let of = |mark: Mark, text: &str| {
        let next = all.iter().skip(place).take(2).take_while(|next| next.mark != Mark::Same);
        let mut next = next.filter(|next| next.mark == mark);
        next.next().map_or_else(|| from(text)..from(text), |next| next.range.clone())
    };
    Some((of(Mark::Removed, one), of(Mark::Inserted, other)))
}

/// Neither marks of quotation nor what ends with its line: a comment, a row of a table.
fn quotable(words: &str) -> bool {
    let marked = words.contains(['“', '”', '`', '|']) || words.contains("//");
    !marked && words.split(' ').count() <= WORDS_MAX
}

fn says_words(find: &str) -> bool {
    find.contains(char::is_alphanumeric)
}

/// Words on one line, with the sign of the currency before them and that of a percentage behind.
fn with_signs(text: &str, range: &Range<usize>) -> String {
    let words = text.get(range.clone()).unwrap_or_default();
    let (before, after) = (text.get(..range.start), text.get(range.end..));
    let mut line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let counts = line.ends_with(|last: char| last.is_ascii_digit());
    if counts && words.trim_end() == words && after.is_some_and(|after| after.starts_with('%')) {
        line.push('%');
    }
    let money = ["€ ", "€", "£", "$"]
        .into_iter()
        .find(|sign| before.is_some_and(|before| before.ends_with(sign)));
    match money {
        Some(sign) if line.starts_with(|first: char| first.is_ascii_digit()) => {
            format!("{sign}{line}")
        }
        _ => line,
    }
}

/// What the code in some lines declares, a declaration in its words each, and how many slips it has.
fn declared(lines: &str, language: Language) -> (Vec<Vec<String>>, usize) {
    let head = format!("---\ntitle: x\nlanguage: {}\n---\n## § 1\n", language.code());
    let source = Source::new("", head + lines);
    let tree = enact_syntax::parse(FileId::default(), &source);
    let blocks = tree.document.blocks.iter();
    let spans = blocks.flat_map(|block| &block.declarations).map(|one| one.span.range());
    let words = |range| source.text.get(range).unwrap_or("").split_whitespace();
    let declared = spans.map(|range| words(range).map(str::to_owned).collect());
    (declared.collect(), tree.findings.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(one: &str, other: &str) -> String {
        let found = swaps(one, other, Language::English);
        let told = found.iter().flatten().map(|swap| {
            let each = if swap.each { " (each)" } else { "" };
            format!("{} → {}{each}", swap.find, swap.put)
        });
        told.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn as_few_words_as_single_out_the_place() {
        assert_eq!(
            said("a parent has it", "a parent or guardian has it"),
            "parent → parent or guardian"
        );
        assert_eq!(said("a b, c b.", "a b, c b d."), "c b → c b d");
        assert_eq!(said("£40 or £40.", "£40 or £42."), "or £40 → or £42");
        assert_eq!(said("£40 or £40.", "£42 or £42."), "£40 → £42 (each)");
        assert_eq!(said("no, not so", "no, so"), "not → ");
        assert_eq!(said("It is so.", "Now it is so."), "It → Now it");
    }

    #[test]
    fn text_and_rules_at_once_and_each_by_itself() {
        let law =
            |text: &str, code: &str| format!(". {text}\n\n   ```enact\n   rule a {code}\n   ```\n");
        let before = law("It is £40.", "is £40");
        assert_eq!(said(&before, &law("It is £42.", "is £42")), "£40 → £42");
        let after = law("It is £40 if old.", "is £40 when old");
        assert_eq!(
            said(&before, &after),
            "It is £40 → It is £40 if old; a is £40 → a is £40 when old"
        );
    }

    #[test]
    fn a_rule_of_its_own_is_not_said_in_words() {
        let law = |code: &str| format!(". It is so.\n\n   ```enact\n   {code}\n   ```\n");
        let one = "rule a is £40";
        assert_eq!(said(&law(one), &law(&format!("{one}\n   rule b is £50"))), "");
        assert_eq!(said(&law(one), &law(&format!("{one}\n   // so"))), "");
    }
}
