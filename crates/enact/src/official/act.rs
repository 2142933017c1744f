//! An act as published, whatever form it was published in.
//!
//! [`Act`] is what a [reader](super::read) gives: divisions in order, each with its heading and its
//! blocks of text. How they are written in the Markdown of a law is [`markdown`](super::markdown)'s
//! concern.

use super::markdown;
use enact_source::{Language, Provision, Source};
use enact_value::Date;

/// A version of an act as published.
#[derive(Debug, Clone)]
pub struct Act {
    /// The id under which it is published: `BWBR0018451`.
    pub id: String,
    /// The name by which it is cited, where it gives one.
    pub title: Option<String>,
    /// The language of its text.
    pub language: Language,
    /// The first day of this version.
    pub on: Date,
    /// Its divisions, in order.
    pub(super) divisions: Vec<Division>,
}

/// A part of an act with a heading: a chapter, an article, an annex.
#[derive(Debug, Clone)]
pub(super) struct Division {
    /// How many divisions it stands in.
    pub(super) depth: usize,
    /// Its heading, as Markdown: `Artikel 2 Reikwijdte`.
    pub(super) heading: String,
    /// What stands directly in it.
    pub(super) blocks: Vec<Block>,
}

/// A block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// A paragraph of words, as Markdown without line ends.
    Text(String),
    /// What has a label before it: `1.`, `a.`, `(2)`.
    Labelled(String, Vec<Block>),
    /// Rows of cells; the first is the head.
    Table(Vec<Vec<String>>),
}

/// A division as it stands in a law.
#[derive(Debug, Clone)]
pub struct Section {
    /// The provision that its heading opens; none for a chapter.
    pub provision: Option<Provision>,
    /// The words of its heading.
    pub heading: String,
    /// How many divisions it stands in.
    pub depth: usize,
    /// Its text: what stands before the first paragraph, then each paragraph and point.
    pub stretches: Vec<Stretch>,
}

/// The text of one provision, without that of the provisions in it.
#[derive(Debug, Clone)]
pub struct Stretch {
    /// The provision; none below a heading that opens none.
    pub provision: Option<Provision>,
    /// Its lines, `\n` between them and none at the end; empty when it has no words.
    pub text: String,
    /// The blanks before what belongs to it.
    pub indent: usize,
}

impl Act {
    /// Its divisions as Markdown.
    #[must_use]
    pub fn sections(&self) -> Vec<Section> {
        self.divisions.iter().map(markdown::section).collect()
    }

    /// The whole act as a law without code.
    #[must_use]
    pub fn to_law(&self) -> Source {
        let mut text =
            format!("---\ntitle: {}\nlanguage: {}\n---\n", self.id, self.language.code());
        for section in self.sections() {
            let marks = "#".repeat(section.depth.saturating_add(2).min(6));
            text.push_str(&format!("\n{marks} {}\n", section.heading));
            for stretch in section.stretches.iter().filter(|stretch| !stretch.text.is_empty()) {
                text.push_str(&format!("\n{}\n", stretch.text));
            }
        }
        Source::new(self.id.clone(), text)
    }
}
