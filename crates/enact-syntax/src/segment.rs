//! A law as a reader sees it, from the first byte to the last: front matter, headings, prose, code
//! and what is said beside the law.
//!
//! Start at [`segments`]. What a segment of prose *is* (the text of the law, a restatement) the front
//! matter says; who puts other words in its place keeps the segments that are no prose.

use crate::header;
use crate::markdown;
use crate::outline::Outline;
use enact_source::{FileId, Provision, Source};
use std::ops::Range;

/// A stretch of the text of a law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// What it is.
    pub kind: SegmentKind,
    /// The provision it stands in, or that it opens.
    pub provision: Option<Provision>,
    /// Of a heading and of prose: its words, without the label that opens the provision.
    pub words: String,
    /// Its bytes in the file.
    pub place: Range<usize>,
}

/// What a stretch of a law is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SegmentKind {
    /// From the first line of hyphens up to and including the second.
    FrontMatter,
    /// A heading, of a provision or of another part of the law.
    Heading,
    /// Words of the law.
    Prose,
    /// A code block of the language.
    Code,
    /// Beside the law: a quotation, a comment, a block of something else.
    Aside,
}

/// The segments of the law in `source`, in order; together they are its whole text.
#[must_use]
pub fn segments(source: &Source) -> Vec<Segment> {
    let text: &str = &source.text;
    let (_, start) = header::read(FileId(0), text, &source.name, &mut Vec::new());
    let mut outline = Outline::new(FileId(0));
    outline.read(text, start, &markdown::pieces(text, start));
    let front = Segment {
        kind: SegmentKind::FrontMatter,
        provision: None,
        words: String::new(),
        place: 0..start,
    };
    std::iter::once(front).chain(outline.segments).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use enact_source::Language;

    #[test]
    fn a_law_is_cut_at_its_provisions_and_its_blocks() {
        let text = "---\ntitle: Act\nlanguage: en\n---\n# Act\nBefore.\n## Article 1 Scope\n\n\
            1. One <!-- why --> two\n   three.\n\n   ```enact\n   entity a\n   ```\n\n   a. Point\n\n\
            > Quoted\n> more\n\nAfter.\n```text\nx\n```\n";
        let found = segments(&Source::new("a.law.md", text));
        let whole: String = found.iter().map(|segment| &text[segment.place.clone()]).collect();
        assert_eq!(whole, text);
        let shown: Vec<String> = found
            .iter()
            .filter(|segment| segment.kind != SegmentKind::Prose || !segment.words.is_empty())
            .map(|Segment { kind, provision, words, .. }| {
                let place = provision.as_ref().map(|place| place.cite_short(Language::English));
                format!("{kind:?} {} {words:?}", place.unwrap_or_default())
            })
            .collect();
        insta::assert_snapshot!(shown.join("\n"), @r#"
        FrontMatter  ""
        Heading  "Act"
        Prose  "Before."
        Heading art. 1 "Scope"
        Prose art. 1(1) "One"
        Aside art. 1(1) ""
        Prose art. 1(1) "two\nthree."
        Code art. 1(1) ""
        Prose art. 1(1)(a) "Point"
        Aside art. 1(1)(a) ""
        Prose art. 1(1)(a) "After."
        Aside art. 1(1)(a) ""
        "#);
    }
}
