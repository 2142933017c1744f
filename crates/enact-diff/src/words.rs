//! Text against text, word by word.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::BTreeMap;
use std::ops::Range;

/// How two texts lie against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// In both.
    Same,
    /// In the first only.
    Removed,
    /// In the second only.
    Inserted,
}

/// A stretch of one of the texts: bytes of the first for [`Mark::Same`] and [`Mark::Removed`], of
/// the second for [`Mark::Inserted`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// How it lies.
    pub mark: Mark,
    /// Where.
    pub range: Range<usize>,
}

/// The first text with what is removed from it and inserted in it, in order. A stretch runs over
/// whole words, with the space behind them.
#[must_use]
pub fn marks(before: &str, after: &str) -> Vec<Marked> {
    let (first, second) = (words(before), words(after));
    let mut marks = Vec::new();
    let mut add = |mark, words: &[Word<'_>]| {
        if let (Some(from), Some(to)) = (words.first(), words.last()) {
            marks.push(Marked { mark, range: from.start..to.start + to.text.len() + to.space });
        }
    };
    for op in capture_diff_slices(Algorithm::Patience, &texts(&first), &texts(&second)) {
        match op {
            DiffOp::Equal { old_index, len, .. } => {
                add(Mark::Same, &first[old_index..old_index + len]);
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                add(Mark::Removed, &first[old_index..old_index + old_len]);
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                add(Mark::Inserted, &second[new_index..new_index + new_len]);
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                add(Mark::Removed, &first[old_index..old_index + old_len]);
                add(Mark::Inserted, &second[new_index..new_index + new_len]);
            }
        }
    }
    marks
}

/// Two texts line by line: each line with how it lies.
#[must_use]
pub fn lines<'t>(before: &'t str, after: &'t str) -> Vec<(Mark, &'t str)> {
    let told = |text: &'t str| -> Vec<&'t str> {
        text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect()
    };
    let (first, second) = (told(before), told(after));
    let mut marked = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &first, &second) {
        let (gone, come) = (&first[op.old_range()], &second[op.new_range()]);
        if matches!(op, DiffOp::Equal { .. }) {
            marked.extend(come.iter().map(|line| (Mark::Same, *line)));
        } else {
            marked.extend(gone.iter().map(|line| (Mark::Removed, *line)));
            marked.extend(come.iter().map(|line| (Mark::Inserted, *line)));
        }
    }
    marked
}

/// Whether two texts are the same but for space and line ends.
#[must_use]
pub fn same_words(before: &str, after: &str) -> bool {
    before.split_whitespace().eq(after.split_whitespace())
}

/// How much two texts have in common: 1000 when they are the same, 0 when they share no word.
#[must_use]
pub fn likeness(before: &str, after: &str) -> usize {
    likeness_of(&texts(&words(before)), &texts(&words(after)), 0)
}

/// As [`likeness`], of texts in words; 0 where it is certainly less than `least`.
pub(crate) fn likeness_of(first: &[&str], second: &[&str], least: usize) -> usize {
    let all = first.len() + second.len();
    if all == 0 {
        return 1000;
    }
    if 2_000 * common(first, second) / all < least {
        return 0;
    }
    let ops = capture_diff_slices(Algorithm::Myers, first, second);
    let same = ops.iter().map(|op| match op {
        DiffOp::Equal { len, .. } => *len,
        _ => 0,
    });
    2_000 * same.sum::<usize>() / all
}

/// How many words are in both, wherever they stand: no fewer than stay in order.
fn common(first: &[&str], second: &[&str]) -> usize {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for word in first {
        *count.entry(word).or_default() += 1;
    }
    let taken = second.iter().filter(|word| {
        let left = count.get_mut(**word).filter(|left| **left > 0);
        left.map(|left| *left -= 1).is_some()
    });
    taken.count()
}

/// The words of a text.
pub(crate) fn in_words(text: &str) -> Vec<&str> {
    texts(&words(text))
}

/// Where the last `count` words of a text begin.
pub(crate) fn start_of_last(text: &str, count: usize) -> Option<usize> {
    let words = words(text);
    words.len().checked_sub(count).and_then(|place| words.get(place)).map(|word| word.start)
}

/// Where the first `count` words of a text end, with the space behind them.
pub(crate) fn end_of_first(text: &str, count: usize) -> usize {
    let last = count.checked_sub(1).and_then(|place| words(text).into_iter().nth(place));
    last.map_or(0, |word| word.start + word.text.len() + word.space)
}

/// A word, and how much space is behind it.
struct Word<'a> {
    text: &'a str,
    start: usize,
    space: usize,
}

fn texts<'a>(words: &[Word<'a>]) -> Vec<&'a str> {
    words.iter().map(|word| word.text).collect()
}

/// Runs of letters and digits, with a decimal sign or hyphen between them; every other sign is a
/// word of its own.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut signs = text.char_indices().peekable();
    while let Some((start, sign)) = signs.next() {
        if sign.is_whitespace() {
            if let Some(last) = words.last_mut() {
                last.space = start + sign.len_utf8() - last.start - last.text.len();
            }
            continue;
        }
        let mut end = start + sign.len_utf8();
        while sign.is_alphanumeric()
            && let Some((at, next)) = signs.peek().copied()
        {
            let joins = matches!(next, '.' | ',' | '-' | '’' | '\'')
                && text
                    .get(at + next.len_utf8()..)
                    .is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
            if !next.is_alphanumeric() && !joins {
                break;
            }
            signs.next();
            end = at + next.len_utf8();
        }
        words.push(Word { text: text.get(start..end).unwrap_or_default(), start, space: 0 });
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &str, after: &str) -> String {
        let piece = |marked: &Marked| match marked.mark {
            Mark::Same => before[marked.range.clone()].to_owned(),
            Mark::Removed => format!("[-{}-]", &before[marked.range.clone()]),
            Mark::Inserted => format!("{{+{}+}}", &after[marked.range.clone()]),
        };
        marks(before, after).iter().map(piece).collect()
    }

    #[test]
    fn amounts_and_names_are_single_words() {
        assert_eq!(
            shown("bedraagt 4,273% van X.", "bedraagt 4,289% van X."),
            "bedraagt [-4,273-]{+4,289+}% van X."
        );
        assert_eq!(
            shown(
                "rule joint-income is €1,000 when a",
                "rule joint-income is €1,200.50 when a or b"
            ),
            "rule joint-income is €[-1,000 -]{+1,200.50 +}when a{+or b+}"
        );
    }

    #[test]
    fn likeness_is_between_nothing_and_all() {
        assert_eq!(likeness("a b c d", "a b c d"), 1000);
        assert_eq!(likeness("a b", "c d"), 0);
        assert_eq!(likeness("", ""), 1000);
        assert_eq!(likeness("a b c d", "a b x d"), 750);
        assert!(same_words("a\n  b", "a b "));
    }
}
