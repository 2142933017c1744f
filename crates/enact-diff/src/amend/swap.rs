//! Words for words in some lines: in the text once, and in the code wherever they stand.

use enact_syntax::tree::Swap;
use std::ops::Range;

/// Lines in which words were swapped.
pub(crate) struct Swapped {
    pub lines: String,
    /// The code had them as well.
    pub in_code: bool,
}

/// The lines with the words swapped; how often the text has them when that is not once, and the
/// swap is not for each.
pub(crate) fn swapped(lines: &str, swap: &Swap) -> Result<Swapped, usize> {
    let code = code_lines(lines);
    let is_code = |range: &Range<usize>| code.iter().any(|block| block.contains(&range.start));
    let found = occurrences(lines, &swap.find);
    let (coded, written): (Vec<_>, Vec<_>) = found.iter().cloned().partition(is_code);
    let times = if written.is_empty() { coded.len() } else { written.len() };
    if times == 0 || times > 1 && !swap.each {
        return Err(times);
    }
    let mut swapped = lines.to_owned();
    for range in found.into_iter().rev() {
        let space = swap.put.is_empty()
            && lines.get(..range.start).is_some_and(|before| before.ends_with(' '));
        let start = range.start - usize::from(space);
        swapped.replace_range(start..range.end, &swap.put);
    }
    Ok(Swapped { lines: swapped, in_code: !coded.is_empty() })
}

/// Where the fenced blocks are.
fn code_lines(lines: &str) -> Vec<Range<usize>> {
    let (mut blocks, mut open, mut at) = (Vec::new(), None, 0);
    for line in lines.split_inclusive('\n') {
        let fence = line.trim_start_matches([' ', '\t', '>']).starts_with("```");
        match (fence, open) {
            (true, None) => open = Some(at),
            (true, Some(start)) => {
                blocks.push(start..at + line.len());
                open = None;
            }
            (false, _) => {}
        }
        at += line.len();
    }
    blocks.extend(open.map(|start| start..at));
    blocks
}

/// Where `words` stand as whole words, however the lines are broken.
fn occurrences(text: &str, words: &str) -> Vec<Range<usize>> {
    let parts: Vec<&str> = words.split_whitespace().collect();
    let Some(first) = parts.first() else { return Vec::new() };
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, _) in text.match_indices(first) {
        if found.last().is_some_and(|last| start < last.end) {
            continue;
        }
        let end = parts.iter().enumerate().try_fold(start, |at, (number, part)| {
            let rest = text.get(at..)?;
            let apart = if number == 0 { rest } else { rest.trim_start() };
            let gap = number == 0 || apart.len() < rest.len();
            let after = apart.strip_prefix(part).filter(|_| gap)?;
            Some(text.len() - after.len())
        });
        if let Some(end) = end.filter(|end| stands_alone(text, start..*end)) {
            found.push(start..end);
        }
    }
    found
}

/// Whether no word or number goes on at either side.
fn stands_alone(text: &str, range: Range<usize>) -> bool {
    let inside = text.get(range.clone()).unwrap_or_default();
    let (before, after) =
        (text.get(..range.start).unwrap_or_default(), text.get(range.end..).unwrap_or_default());
    let joined = |one: Option<char>, other: Option<char>| {
        one.is_some_and(char::is_alphanumeric) && other.is_some_and(char::is_alphanumeric)
    };
    let (first, last) = (inside.chars().next(), inside.chars().next_back());
    let mut following = after.chars();
    let next = following.next();
    let goes_on = last.is_some_and(char::is_numeric)
        && matches!(next, Some('.' | ','))
        && following.next().is_some_and(char::is_numeric);
    !joined(before.chars().next_back(), first) && !joined(last, next) && !goes_on
}

#[cfg(test)]
mod tests {
    use super::*;

    fn swap(find: &str, put: &str, each: bool) -> Swap {
        Swap { find: find.to_owned(), put: put.to_owned(), each }
    }

    #[test]
    fn whole_words_over_line_ends_in_text_and_code() {
        let lines = "1. De grens is ten\n   hoogste € 10 of € 100.\n\n   ```enact\n   parameter g is € 10\n   ```\n";
        let done = swapped(lines, &swap("ten hoogste", "minstens", false)).ok().unwrap();
        assert!(done.lines.contains("is minstens € 10 of") && !done.in_code);
        let done = swapped(lines, &swap("€ 10", "€ 12", false)).ok().unwrap();
        assert!(done.in_code);
        assert!(done.lines.contains("€ 12 of € 100.") && done.lines.contains("g is € 12"));
    }

    #[test]
    fn once_unless_each() {
        assert_eq!(swapped("a b a", &swap("a", "c", false)).err(), Some(2));
        assert_eq!(swapped("a b a", &swap("d", "c", true)).err(), Some(0));
        assert_eq!(swapped("a b a", &swap("a", "", true)).ok().unwrap().lines, " b");
        assert_eq!(swapped("1,5 en 1", &swap("1", "2", false)).ok().unwrap().lines, "1,5 en 2");
    }
}
