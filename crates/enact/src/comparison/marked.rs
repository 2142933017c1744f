//! Two texts in one, with marks on what goes and what comes.

use enact_diff::{Mark, Marked, likeness, marks, same_words};
use serde::Serialize;

/// A stretch of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// `same`, `removed` or `inserted`.
    pub mark: &'static str,
    /// The words.
    pub words: String,
}

impl Piece {
    fn new(mark: &'static str, words: &str) -> Self {
        Self { mark, words: words.to_owned() }
    }

    /// Whether it stands in the text in which words with this mark stand too.
    #[must_use]
    pub fn is_in(&self, mark: &str) -> bool {
        self.mark == "same" || self.mark == mark
    }
}

/// From which likeness on two texts are told word by word, of a thousand.
const ALIKE_MIN: usize = 400;

/// Both texts word by word, or each as a whole where they have little in common.
pub(super) fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let (before, after) = (before.trim(), after.trim());
    if same_words(before, after) {
        return if after.is_empty() { Vec::new() } else { vec![Piece::new("same", after)] };
    }
    changed(before, after)
}

/// The same of texts that differ. Where only one of them has space between two words, the space
/// goes with the words that go or come.
fn changed(before: &str, after: &str) -> Vec<Piece> {
    if likeness(before, after) < ALIKE_MIN {
        let whole = [Piece::new("removed", before), Piece::new("inserted", after)];
        return whole.into_iter().filter(|piece| !piece.words.is_empty()).collect();
    }
    let mut pieces = Vec::new();
    // The end of the last stretch in the text after, and the space that waits for its words.
    let (mut reached, mut waiting) = (0, [""; 2]);
    for Marked { mark, range } in marks(before, after) {
        let piece = match mark {
            Mark::Same => {
                let space = waiting.concat();
                let words = before.get(range).unwrap_or_default();
                let bare = words.trim_end();
                reached = behind(after, reached, bare);
                let rest = after.get(reached..).unwrap_or_default();
                let spaces = [space_behind(words, bare.len()), space_behind(rest, 0)];
                let shared = spaces.iter().all(|space| !space.is_empty());
                waiting = if shared { [""; 2] } else { spaces };
                Piece::new("same", &(space + if shared { words } else { bare }))
            }
            Mark::Removed => {
                let words = before.get(range).unwrap_or_default();
                Piece::new("removed", &[std::mem::take(&mut waiting[0]), words].concat())
            }
            Mark::Inserted => {
                reached = range.end;
                let words = after.get(range).unwrap_or_default();
                Piece::new("inserted", &[std::mem::take(&mut waiting[1]), words].concat())
            }
        };
        pieces.push(piece);
    }
    pieces
}

/// The space that a text has from a place on.
fn space_behind(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    rest.get(..rest.len() - rest.trim_start().len()).unwrap_or_default()
}

/// Where in `text`, from `at` on, these words end: it has them there, be it with other space.
fn behind(text: &str, at: usize, words: &str) -> usize {
    let mut signs = text.get(at..).unwrap_or_default().char_indices();
    let own = words.chars().filter(|sign| !sign.is_whitespace());
    let last = own.map(|_| signs.find(|(_, sign)| !sign.is_whitespace())).last();
    last.flatten().map_or(at, |(place, sign)| at + place + sign.len_utf8())
}

/// Both texts line by line.
pub(super) fn lines(before: &str, after: &str) -> Vec<Piece> {
    let told = enact_diff::lines(before, after).into_iter().map(|(mark, line)| match mark {
        Mark::Same => Piece::new("same", line),
        Mark::Removed => Piece::new("removed", line),
        Mark::Inserted => Piece::new("inserted", line),
    });
    told.collect()
}

/// Lines with marks, and the words in lines that have others in their place.
#[must_use]
pub fn word_by_word(lines: &[Piece]) -> Vec<Piece> {
    let runs = lines.chunk_by(|one, next| (one.mark == "same") == (next.mark == "same"));
    let told = runs.flat_map(|run| {
        let of = |mark: &str| {
            let own = run.iter().filter(|line| line.mark == mark);
            own.map(|line| format!("{}\n", line.words)).collect::<String>()
        };
        match run.first().map(|line| line.mark) {
            Some("same") => vec![Piece { mark: "same", words: of("same") }],
            _ => changed(&of("removed"), &of("inserted")),
        }
    });
    told.collect()
}

/// The prose of a provision without the line ends within its paragraphs.
pub(super) fn flowing(prose: &str) -> String {
    let mut text = String::new();
    for line in prose.lines().map(str::trim) {
        let apart = line.is_empty() || text.is_empty() || text.ends_with('\n') || opens(line);
        text.push_str(if !apart {
            " "
        } else if text.is_empty() || text.ends_with("\n\n") {
            ""
        } else {
            "\n"
        });
        text.push_str(line);
    }
    text
}

/// Whether a line opens something of its own: a point of a list, or a row.
fn opens(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    let label = first.trim_end_matches(['.', ')', '°']);
    let short = label.chars().count() <= 2 && label.len() < first.len();
    line.starts_with(['|', '-', '*', '>']) || short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sides(before: &str, after: &str) -> [String; 2] {
        let pieces = pieces(before, after);
        ["removed", "inserted"].map(|mark| {
            let own = pieces.iter().filter(|piece| piece.is_in(mark));
            own.map(|piece| piece.words.as_str()).collect()
        })
    }

    #[test]
    fn each_side_reads_as_it_is_written() {
        let texts =
            ["It is not taxed.", "It is not taxed at all.", "It is not, ever, taxed", "is taxed"];
        for before in texts {
            for after in texts.into_iter().filter(|after| *after != before) {
                let [one, other] = sides(before, after);
                let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                assert_eq!([plain(&one), plain(&other)], [before, after].map(plain));
            }
        }
    }
}
