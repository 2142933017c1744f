//! Where a provision stands in the text of a law, and the text with something else there.

use enact_source::{FileId, Language, Level, Provision, Source};
use enact_syntax::tree::{Document, Outlined};
use std::ops::Range;

/// A provision in a text.
pub(super) struct Place {
    pub provision: Provision,
    /// Its lines with those of everything within it.
    pub whole: Range<usize>,
    /// The line that opens it.
    opening: Range<usize>,
}

fn outline(text: &str) -> Vec<Outlined> {
    document(text).outline
}

fn document(text: &str) -> Document {
    enact_syntax::frame(FileId::default(), &Source::new("", text))
}

/// The place of `provision` in the text of a law.
pub(super) fn placed(text: &str, provision: &Provision) -> Option<Place> {
    let outline = outline(text);
    let first = outline.iter().position(|found| found.provision == *provision)?;
    let within = outline[first..].iter().take_while(|found| provision.contains(&found.provision));
    let end = within.map(|found| found.lines.range().end).last()?;
    let start = outline[first].lines.range().start;
    Some(Place {
        provision: provision.clone(),
        whole: start..end,
        opening: outline[first].span.range(),
    })
}

/// What a bill may have meant: the outermost provision around `provision` that is there.
pub(super) fn nearest(text: &str, provision: &Provision) -> Option<Provision> {
    let outline = outline(text);
    let around = (0..provision.parts.len())
        .rev()
        .map(|count| Provision { parts: provision.parts[..count].to_vec(), ..provision.clone() });
    let mut around = around.filter(|around| outline.iter().any(|found| found.provision == *around));
    around.next()
}

/// The provisions that new text opens, where it stands in or beside `beside`.
pub(crate) fn opened_in(new: &str, beside: &Provision) -> Vec<Provision> {
    let heading = match beside.level {
        Level::Article => "## Artikel",
        Level::Section => "## Section",
        Level::Sign => "## §",
        Level::Annex => "## Annex",
    };
    // Around the new text stands what tells how deep it is: the article, and the paragraph of a point.
    let mut frame = format!("---\ntitle: x\nlanguage: nl\n---\n{heading} {}\n\n", beside.label);
    if let [outer @ .., _] = beside.parts.as_slice() {
        outer.iter().for_each(|part| frame.push_str(&format!("{part}. x\n\n")));
    }
    let begin = frame.len();
    let text = frame + new;
    let opened = outline(&text).into_iter().filter(|found| found.lines.range().start >= begin);
    opened.map(|found| found.provision).collect()
}

/// A provision whose code uses `name`.
pub(super) fn user(text: &str, name: &str) -> Option<Provision> {
    let document = document(text);
    let uses = |code: &str| {
        code.match_indices(name).any(|(at, _)| {
            let joins = |sign: char| sign.is_alphanumeric() || sign == '-';
            let before = code[..at].chars().next_back().is_some_and(joins);
            let after = code[at + name.len()..].chars().next().is_some_and(joins);
            !before && !after
        })
    };
    let mut blocks = document.blocks.iter();
    let block = blocks.find(|block| text.get(block.span.range()).is_some_and(uses))?;
    block.provision.clone()
}

impl Place {
    fn with(&self, text: &str, range: Range<usize>, new: &str) -> String {
        let (before, after) = (text.get(..range.start), text.get(range.end..));
        [before.unwrap_or_default(), new, after.unwrap_or_default()].concat()
    }

    /// The text with other lines in place of the provision.
    pub fn replace(&self, text: &str, lines: &str) -> String {
        self.with(text, self.whole.clone(), lines)
    }

    /// The text without the provision.
    pub fn cut(&self, text: &str) -> String {
        self.replace(text, "")
    }

    /// The text with the provision as it is to read.
    pub fn rewrite(&self, text: &str, new: &str) -> String {
        let new = self.fitted(text, new);
        let blank = text.get(self.whole.end..).is_some_and(|rest| !rest.is_empty());
        self.replace(text, &(new + if blank { "\n" } else { "" }))
    }

    /// The text with something new behind the provision.
    pub fn follow(&self, text: &str, new: &str) -> String {
        self.put(text, &self.fitted(text, new))
    }

    /// The text with something new at the end of the provision.
    pub fn append(&self, text: &str, new: &str) -> String {
        let inner = outline(text).into_iter().rev().find(|found| {
            self.provision.contains(&found.provision)
                && found.provision.parts.len() == self.provision.parts.len() + 1
        });
        let indented = match inner {
            Some(inner) => {
                let opening = inner.span.range();
                Self { provision: inner.provision, whole: inner.lines.range(), opening }
                    .fitted(text, new)
            }
            None => new.to_owned(),
        };
        self.put(text, &indented)
    }

    fn put(&self, text: &str, new: &str) -> String {
        let before = text.get(..self.whole.end).unwrap_or_default();
        let apart = if before.ends_with("\n\n") {
            ""
        } else if before.ends_with('\n') {
            "\n"
        } else {
            "\n\n"
        };
        let behind = if self.whole.end < text.len() { "\n" } else { "" };
        self.with(text, self.whole.end..self.whole.end, &[apart, new, behind].concat())
    }

    /// New text at the depth of this provision: as far from the margin, with headings of the same
    /// rank.
    fn fitted(&self, text: &str, new: &str) -> String {
        let opening = text.get(self.whole.start..self.opening.start).unwrap_or_default();
        let margin = " ".repeat(opening.len() - opening.trim_start_matches(' ').len());
        let rank = |line: &str| line.len() - line.trim_start_matches('#').len();
        let own = text.get(self.opening.clone()).map_or(0, rank);
        let lines = new.trim_end().lines().map(|line| match rank(line) {
            0 if line.is_empty() => String::new(),
            0 => format!("{margin}{line}"),
            _ if own > 0 => "#".repeat(own) + line.trim_start_matches('#'),
            _ => line.to_owned(),
        });
        lines.collect::<Vec<_>>().join("\n") + "\n"
    }

    /// The text with the provision at another address of the same depth.
    pub fn renumber(&self, text: &str, to: &Provision) -> Option<String> {
        let label =
            |provision: &Provision| provision.parts.last().unwrap_or(&provision.label).clone();
        let line = text.get(self.opening.clone())?;
        let at = line.find(&label(&self.provision))?;
        let start = self.opening.start + at;
        Some(self.with(text, start..start + label(&self.provision).len(), &label(to)))
    }
}

/// How a provision is named in a finding.
pub(super) fn named(provision: &Provision) -> (String, String) {
    (provision.cite(Language::Dutch), provision.cite(Language::English))
}
