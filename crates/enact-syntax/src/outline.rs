//! Which provisions a law has, and where each begins.
//!
//! A heading that begins with a level word and a label opens a provision; a numbered line below
//! it opens a paragraph, a lettered one a point. Any other heading closes the provision.

use crate::markdown::Piece;
use crate::segment::{Segment, SegmentKind};
use crate::tree::Outlined;
use enact_source::{FileId, Level, Provision, Span};
use std::ops::Range;

/// The provisions of a law in order, as they are found.
pub(crate) struct Outline {
    file: FileId,
    /// Every provision so far.
    pub(crate) provisions: Vec<Outlined>,
    /// The whole text, cut at every piece and at every provision.
    pub(crate) segments: Vec<Segment>,
    /// The provision that what follows stands in.
    current: Option<Provision>,
}

impl Outline {
    /// No provision yet.
    pub(crate) fn new(file: FileId) -> Self {
        Self { file, provisions: Vec::new(), segments: Vec::new(), current: None }
    }

    /// Reads `text` from byte `start` to its end, and says for every code block, in order, in
    /// which provision it stands.
    pub(crate) fn read(
        &mut self,
        text: &str,
        start: usize,
        pieces: &[Piece],
    ) -> Vec<Option<Provision>> {
        let (mut blocks, mut at) = (Vec::new(), start);
        for piece in pieces {
            let place = piece.place();
            self.prose(text, at..place.start);
            // What stands in an aside has its place inside it.
            let inside = place.end <= at;
            at = at.max(place.end);
            match piece {
                Piece::Heading { text, place } => self.heading(text, place.clone()),
                Piece::Code(fence) => {
                    blocks.push(self.current.clone());
                    if !inside {
                        self.segment(SegmentKind::Code, fence.place.clone(), "");
                    }
                }
                Piece::Other(place) | Piece::Aside(place) if !inside => {
                    self.segment(SegmentKind::Aside, place.clone(), "");
                }
                Piece::Indented(place) if !inside => {
                    let words = text.get(place.clone()).unwrap_or("").trim();
                    self.segment(SegmentKind::Prose, place.clone(), words);
                }
                Piece::Other(_) | Piece::Aside(_) | Piece::Indented(_) => {}
            }
        }
        self.prose(text, at..text.len());
        self.close(text.len());
        blocks
    }

    fn segment(&mut self, kind: SegmentKind, place: Range<usize>, words: &str) {
        let (provision, words) = (self.current.clone(), words.to_owned());
        self.segments.push(Segment { kind, provision, words, place });
    }

    fn heading(&mut self, words: &str, place: Range<usize>) {
        self.close(place.start);
        self.current = None;
        let mut own = words;
        if let Some((level, label, caption)) = heading(words) {
            self.open(Provision::new(level, label), caption, place.start, place.clone());
            own = caption;
        }
        self.segment(SegmentKind::Heading, place, own.trim());
    }

    /// Opens a provision at `place`, on a line that begins at `start`.
    fn open(&mut self, provision: Provision, caption: &str, start: usize, place: Range<usize>) {
        self.current = Some(provision.clone());
        let lines = Span::new(self.file, start..place.end);
        let (caption, span) = (caption.trim().to_owned(), Span::new(self.file, place));
        self.provisions.push(Outlined { provision, caption, span, lines });
    }

    /// Ends the lines of the provision at hand before byte `end`.
    fn close(&mut self, end: usize) {
        if self.current.is_some()
            && let Some(last) = self.provisions.last_mut()
        {
            last.lines = Span::new(self.file, last.lines.range().start..end);
        }
    }

    fn prose(&mut self, text: &str, place: Range<usize>) {
        let before = text.get(..place.start).unwrap_or("");
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        // Behind a comment in the same line no provision begins.
        let mut begun = !before.get(line_start..).unwrap_or("").trim().is_empty();
        let mut at = place.start;
        for line in text.get(place).unwrap_or("").split_inclusive('\n') {
            let here = at + (line.len() - line.trim_start().len());
            let words = self.line(line.trim(), at..here, std::mem::take(&mut begun));
            self.append(words.unwrap_or(line.trim()), at..at + line.len(), words.is_some());
            at += line.len();
        }
    }

    /// Adds a line to the segment before it, or begins a segment with it.
    fn append(&mut self, words: &str, place: Range<usize>, opens: bool) {
        if let Some(last) = self.segments.last_mut()
            && last.kind == SegmentKind::Prose
            && last.place.end == place.start
            && !opens
        {
            last.place.end = place.end;
            if !(last.words.is_empty() || words.is_empty()) {
                last.words.push('\n');
            }
            last.words.push_str(words);
        } else {
            self.segment(SegmentKind::Prose, place, words);
        }
    }

    /// Reads one line that stands behind the blanks `before`; the words behind its label when it
    /// opens a provision.
    fn line<'a>(&mut self, line: &'a str, before: Range<usize>, begun: bool) -> Option<&'a str> {
        let current = self.current.as_ref()?;
        let place = before.end..before.end + line.len();
        if let Some((label, rest)) = opening(line).filter(|_| !begun) {
            let parts = placed(&current.parts, label);
            let provision = Provision { parts, ..current.clone() };
            self.close(before.start);
            self.open(provision, rest, before.start, place);
            return Some(rest.trim());
        }
        let words = line.trim_start_matches(['-', '*', '>', ' ']);
        if let Some(last) = self.provisions.last_mut()
            && last.caption.is_empty()
            && !words.is_empty()
        {
            last.caption = words.to_owned();
        }
        None
    }
}

/// Level, label and remaining words of a heading that opens a provision.
fn heading(words: &str) -> Option<(Level, &str, &str)> {
    let words = words.trim();
    let (level, rest) = match words.strip_prefix('§') {
        Some(rest) => (Level::Sign, rest),
        None => {
            let (word, rest) = words.split_once(char::is_whitespace)?;
            let level = match word.to_lowercase().as_str() {
                "artikel" | "article" | "art." => Level::Article,
                "sectie" | "section" => Level::Section,
                "bijlage" | "annex" | "schedule" => Level::Annex,
                _ => return None,
            };
            (level, rest)
        }
    };
    let rest = rest.trim_start();
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let (label, rest) = rest.split_at(end);
    let label = label.trim_end_matches(['.', ':', ',', ';']);
    let caption = rest.trim_start_matches(|sign: char| !sign.is_alphanumeric() && sign != '(');
    is_label(label).then_some((level, label, caption))
}

/// A label has a digit (`2a`, `L521-3`), or is a Roman number or one capital.
fn is_label(label: &str) -> bool {
    let allowed = |sign: char| sign.is_alphanumeric() || matches!(sign, ':' | '.' | '-');
    let counted = label.contains(|sign: char| sign.is_ascii_digit())
        || label.chars().all(|sign| "IVXLCDM".contains(sign))
        || label.chars().count() == 1 && label.chars().all(char::is_uppercase);
    !label.is_empty() && label.chars().all(allowed) && counted
}

/// What a line of the text opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label<'a> {
    /// `1.`, `1a.`, `(1)`: a paragraph.
    Paragraph(&'a str),
    /// `a.`, `a)`, `(a)`: a point.
    Point(&'a str),
    /// `1°.`: a point of a point.
    Degree(&'a str),
}

/// The label with which `line` opens a paragraph or a point, and the words behind it.
#[must_use]
pub fn opening(line: &str) -> Option<(Label<'_>, &str)> {
    let line = line.trim_start_matches(['-', '*', '+', ' ', '_']);
    let bracketed = line.strip_prefix('(');
    let inside = bracketed.unwrap_or(line);
    let end = inside.find(|sign: char| !sign.is_ascii_alphanumeric())?;
    let (label, rest) = inside.split_at(end);
    let (degree, rest) = match rest.strip_prefix('°').or_else(|| rest.strip_prefix('º')) {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let rest = if bracketed.is_some() {
        rest.strip_prefix(')')?
    } else {
        rest.strip_prefix(['.', ')']).or(degree.then_some(rest))?
    };
    let rest = rest.trim_start_matches(['*', '_', '.']);
    let apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let label = kind_of_label(label, degree)?;
    apart.then_some((label, rest))
}

fn kind_of_label(label: &str, degree: bool) -> Option<Label<'_>> {
    let digits = label.trim_end_matches(|sign: char| sign.is_ascii_lowercase());
    let letters = &label[digits.len()..];
    let numbered = !digits.is_empty() && digits.chars().all(|sign| sign.is_ascii_digit());
    match (numbered, degree) {
        (true, true) if letters.is_empty() => Some(Label::Degree(label)),
        (true, false) if digits.len() <= 3 && letters.len() <= 2 => Some(Label::Paragraph(label)),
        (false, false) if digits.is_empty() && (is_letter(letters) || is_roman(letters)) => {
            Some(Label::Point(label))
        }
        _ => None,
    }
}

/// One letter, or the same twice.
fn is_letter(letters: &str) -> bool {
    match letters.as_bytes() {
        [_] => true,
        [one, other] => one == other,
        _ => false,
    }
}

fn is_roman(letters: &str) -> bool {
    letters.len() <= 5 && letters.chars().all(|sign| "ivxl".contains(sign))
}

/// The parts of a provision that `label` opens within one whose parts are `parts`.
fn placed(parts: &[String], label: Label<'_>) -> Vec<String> {
    let is_paragraph = |part: &String| part.starts_with(|first: char| first.is_ascii_digit());
    let paragraph = parts.first().filter(|part| is_paragraph(part));
    let points = parts.get(usize::from(paragraph.is_some())..).unwrap_or(&[]);
    let below = |outer: &[String], label: String| {
        paragraph.into_iter().chain(outer).cloned().chain([label]).collect()
    };
    match (label, points.first()) {
        (Label::Paragraph(label), _) => vec![label.to_owned()],
        (Label::Degree(label), Some(_)) => below(&points[..1], format!("{label}°")),
        (Label::Degree(label), None) => below(&[], format!("{label}°")),
        (Label::Point(label), Some(point)) if is_roman(label) && !follows(point, label) => {
            below(&points[..1], label.to_owned())
        }
        (Label::Point(label), _) => below(&[], label.to_owned()),
    }
}

/// Whether point `label` is the one after point `before`: `i` after `h`.
fn follows(before: &str, label: &str) -> bool {
    match (before.as_bytes(), label.as_bytes()) {
        ([before], [label]) => before.checked_add(1) == Some(*label),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown;
    use enact_source::Language;

    fn outline(text: &str) -> Vec<String> {
        let mut outline = Outline::new(FileId(0));
        outline.read(text, 0, &markdown::pieces(text, 0));
        let show = |found: &Outlined| {
            format!("{} | {}", found.provision.cite_short(Language::English), found.caption)
        };
        outline.provisions.iter().map(show).collect()
    }

    #[test]
    fn headings_and_numbered_lines_open_provisions() {
        let text = "# Act\n1. No article yet.\n## Article 2 Scope\n\nIntroductory words.\n\n\
            1. First.\n   a. point\n      1°. sub\n   - b) other\n\n**1a.** Inserted.\n\
            ## Article L521-3\n(1) One\n(a) Two\n(i) Roman\n(ii) Roman\n(b) Three\n\
            ## General\n1. nothing\n## § 3\nWords.\n### Annex I – Amounts\n## Section headings\n2. x";
        assert_eq!(
            outline(text),
            [
                "art. 2 | Scope",
                "art. 2(1) | First.",
                "art. 2(1)(a) | point",
                "art. 2(1)(a)(1°) | sub",
                "art. 2(1)(b) | other",
                "art. 2(1a) | Inserted.",
                "art. L521-3 | ",
                "art. L521-3(1) | One",
                "art. L521-3(1)(a) | Two",
                "art. L521-3(1)(a)(i) | Roman",
                "art. L521-3(1)(a)(ii) | Roman",
                "art. L521-3(1)(b) | Three",
                "§ 3 | Words.",
                "annex I | Amounts",
            ]
        );
    }

    #[test]
    fn what_is_quoted_or_commented_opens_nothing() {
        let text = "## Article 1\n1. One\n\n> ## Article 9\n> 2. quoted\n\n<!--\n3. not yet\n-->\n\
            4. Four <!-- 5. five --> a. more\n";
        assert_eq!(outline(text), ["art. 1 | ", "art. 1(1) | One", "art. 1(4) | Four"]);
    }

    #[test]
    fn the_lines_of_a_provision_end_where_the_next_begins() {
        let text = "# Act\nPreamble.\n## Article 2\nIntro.\n\n1. First.\n\n   ```enact\n   x\n   ```\n   a. point\n\
            ## General\nWords.\n## § 3\nLast.\n";
        let mut outline = Outline::new(FileId(0));
        outline.read(text, 0, &markdown::pieces(text, 0));
        let lines: Vec<&str> =
            outline.provisions.iter().map(|found| &text[found.lines.range()]).collect();
        assert_eq!(
            lines,
            [
                "## Article 2\nIntro.\n\n",
                "1. First.\n\n   ```enact\n   x\n   ```\n",
                "   a. point\n",
                "## § 3\nLast.\n"
            ]
        );
    }

    #[test]
    fn prose_that_looks_like_a_number_is_prose() {
        let text = "## Artikel 1\nDe wet van\n2025 en\nzo. En ook i.v.m. dat.\n";
        assert_eq!(outline(text), ["art. 1 | De wet van"]);
    }
}
