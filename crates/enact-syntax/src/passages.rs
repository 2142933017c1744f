//! The text of a law, passage by passage: its headings, its paragraphs and points, its sentences.
//!
//! Start at [`passages`]. A passage stands in the provision in which a code block at its place
//! would stand. Where a sentence ends is a matter of signs and of known abbreviations; a sentence
//! is never cut within a line that opens a provision, and never runs on into the next.

mod sentences;

use crate::markdown::{self, Piece};
use crate::outline::{self, Outline};
use crate::{header, tree::Outlined};
use enact_source::{FileId, Provision, Source, Span};
use pulldown_cmark::{Event, Parser};
use std::ops::Range;

/// A piece of the text of a law, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The provision it stands in; `None` outside every provision.
    pub provision: Option<Provision>,
    /// What it is.
    pub kind: PassageKind,
    /// The number, letter or bullet that opens it, as written: `1.`, `a.`, `-`; else empty.
    pub label: String,
    /// All of it, the label included.
    pub span: Span,
    /// Its sentences in order; a table counts as one.
    pub sentences: Vec<Span>,
}

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageKind {
    /// A heading of this level, from 1.
    Heading(usize),
    /// Words of the law.
    Words,
    /// A table in the text.
    Table,
    /// A code block of the language: its place among [`Document::blocks`](crate::tree::Document).
    Code(usize),
    /// A block or a remark that is not the text of the law.
    Other,
}

/// The passages of the law in `source`, known as `file`.
#[must_use]
pub fn passages(file: FileId, source: &Source) -> Vec<Passage> {
    let text: &str = &source.text;
    let (_, start) = header::read(file, text, &source.name, &mut Vec::new());
    let pieces = markdown::pieces(text, start);
    let mut outline = Outline::new(file);
    outline.read(text, start, &pieces);
    let provisions = outline.provisions;
    let mut reader = Reader { file, text, provisions, passages: Vec::new(), blocks: 0 };
    let mut at = start;
    for piece in &pieces {
        let place = piece.place();
        if within_words(text, piece) {
            continue;
        }
        if place.end <= at {
            // A quotation is one passage, whatever stands in it.
            reader.blocks += usize::from(matches!(piece, Piece::Code(_)));
            continue;
        }
        reader.prose(at..place.start);
        reader.piece(piece, place.clone());
        at = place.end;
    }
    reader.prose(at..text.len());
    reader.passages
}

/// Whether a piece is a comment in the middle of a line of words.
fn within_words(text: &str, piece: &Piece) -> bool {
    let Piece::Aside(place) = piece else { return false };
    let before = text.get(..place.start).and_then(|before| before.lines().next_back());
    let after_line_end = text.get(..place.start).is_some_and(|before| before.ends_with('\n'));
    !after_line_end && before.is_some_and(|line| !line.trim().is_empty())
}

/// The words of a piece of Markdown, without its marks, on one line.
#[must_use]
pub fn words(markdown: &str) -> String {
    let quoted = |line: &str| line.trim_start_matches(['>', ' ', '\t']).to_owned();
    let lines: Vec<String> = markdown.lines().map(quoted).collect();
    let mut words = String::new();
    for event in Parser::new(&lines.join("\n")) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Reader<'t> {
    file: FileId,
    text: &'t str,
    provisions: Vec<Outlined>,
    passages: Vec<Passage>,
    blocks: usize,
}

/// A passage that is being read, line by line.
struct Open {
    provision: Option<Provision>,
    label: String,
    /// Where its words begin.
    words: usize,
    place: Range<usize>,
}

impl Reader<'_> {
    fn piece(&mut self, piece: &Piece, place: Range<usize>) {
        let kind = match piece {
            Piece::Heading { .. } => PassageKind::Heading(self.level(&place)),
            Piece::Code(_) => {
                self.blocks += 1;
                PassageKind::Code(self.blocks - 1)
            }
            Piece::Other(_) | Piece::Indented(_) | Piece::Aside(_) => PassageKind::Other,
        };
        let provision = self.provision(place.start);
        self.passages.push(Passage {
            provision,
            kind,
            label: String::new(),
            span: Span::new(self.file, place),
            sentences: Vec::new(),
        });
    }

    fn level(&self, place: &Range<usize>) -> usize {
        let heading = self.text.get(place.clone()).unwrap_or("").trim();
        match heading.chars().take_while(|sign| *sign == '#').count() {
            0 if heading.ends_with('=') => 1,
            0 => 2,
            level => level,
        }
    }

    /// The provision whose lines the byte `at` stands in.
    fn provision(&self, at: usize) -> Option<Provision> {
        let before = self.provisions.partition_point(|known| known.lines.range().start <= at);
        let known = self.provisions.get(before.checked_sub(1)?)?;
        (at < known.lines.range().end).then(|| known.provision.clone())
    }

    /// The passages of a stretch of text without code: parted by blank lines and by labels.
    fn prose(&mut self, place: Range<usize>) {
        let mut open: Option<Open> = None;
        let mut at = place.start;
        for line in self.text.get(place).unwrap_or("").split_inclusive('\n') {
            let (start, next) = (at + (line.len() - line.trim_start().len()), at + line.len());
            let end = start + line.trim().len();
            at = next;
            if line.trim().is_empty() {
                self.close(open.take());
                continue;
            }
            let label = label(line.trim());
            match &mut open {
                Some(open) if label.is_empty() => open.place.end = end,
                _ => {
                    self.close(open.take());
                    let provision = self.provision(start);
                    let words = (start + label.len()).min(end);
                    let (label, place) = (label.to_owned(), start..end);
                    open = Some(Open { provision, label, words, place });
                }
            }
        }
        self.close(open);
    }

    fn close(&mut self, open: Option<Open>) {
        let Some(Open { provision, label, words, place }) = open else { return };
        let text = self.text.get(words..place.end).unwrap_or("");
        let kind = match text.trim_start() {
            text if text.starts_with('|') => PassageKind::Table,
            text if text.starts_with("<!--") => PassageKind::Other,
            _ => PassageKind::Words,
        };
        let sentences = match kind {
            PassageKind::Words => sentences::of(text),
            PassageKind::Table => std::iter::once(0..text.trim_end().len()).collect(),
            _ => Vec::new(),
        };
        let span =
            |range: Range<usize>| Span::new(self.file, words + range.start..words + range.end);
        let spoken = sentences.into_iter().filter(|range| {
            text.get(range.clone()).is_some_and(|sentence| !self::words(sentence).is_empty())
        });
        let sentences = spoken.map(span).collect();
        let label = label.trim().to_owned();
        let span = Span::new(self.file, place);
        self.passages.push(Passage { provision, kind, label, span, sentences });
    }
}

/// The label that opens `line`, with what stands around it; empty when none does.
fn label(line: &str) -> &str {
    let rest = match outline::opening(line) {
        Some((_, rest)) => rest,
        None => match line.strip_prefix(['-', '*', '+']) {
            Some(rest) if rest.starts_with(' ') => rest,
            _ => return "",
        },
    };
    line.strip_suffix(rest).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use enact_source::Language;

    #[test]
    fn a_law_is_read_passage_by_passage() {
        let text = "---\ntitle: T\n---\n# Act\nPreamble.\n## Article 2 Scope\nIntro words. See art. 3.\n\n\
            1. First *thing*\n   goes on. Second.\n   a. point;\n   - bullet\n\n   ```enact\n   x\n   ```\n\n\
            | a | b |\n|---|---|\n\n<!-- remark -->\n\n## General\nWords.\n";
        let source = Source::new("t.law.md", text);
        let shown: Vec<String> = passages(FileId(0), &source)
            .iter()
            .map(|passage| {
                let place = passage.provision.as_ref();
                let place = place.map_or("-".to_owned(), |at| at.cite_short(Language::English));
                let said: Vec<String> =
                    passage.sentences.iter().map(|at| words(source.slice(*at))).collect();
                format!("{place} {:?} {:?} {}", passage.kind, passage.label, said.join(" / "))
            })
            .collect();
        insta::assert_snapshot!(shown.join("\n"));
    }
}
