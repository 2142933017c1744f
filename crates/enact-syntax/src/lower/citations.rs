//! Provisions as cited: `artikel 2, eerste lid, onderdeel a`; `article 2(1)(a)`.

use super::Lowering;
use crate::grammar::{Kind, Node};
use crate::tree::CitedProvision;
use crate::words;
use enact_source::Level;

impl Lowering<'_> {
    /// The citations in the part `Citations` of `node`. A relative one continues the one before
    /// it, as lawyers read it: `article 2(1) and (3)` cites article 2 twice.
    pub(super) fn citations(&self, node: &Node) -> Option<Vec<CitedProvision>> {
        let mut cited: Vec<CitedProvision> = Vec::new();
        for cite in node.get(Kind::Citations)?.all(Kind::Cite) {
            let mut next = self.cite(cite)?;
            if let (None, Some(previous)) = (&next.heading, cited.last()) {
                continue_from(&mut next, previous);
            }
            cited.push(next);
        }
        Some(cited)
    }

    /// One citation, from its node `Cite`.
    pub(super) fn cite(&self, node: &Node) -> Option<CitedProvision> {
        let heading = node.get(Kind::Heading).and_then(|heading| self.heading(heading));
        let parts = node.parts.iter().filter_map(|part| self.part(part)).collect();
        let law = node.get(Kind::Law).and_then(|law| self.law(law));
        Some(CitedProvision { heading, parts, law, span: self.span(node) })
    }

    fn heading(&self, node: &Node) -> Option<(Level, String)> {
        let [level, label] = node.parts.as_slice() else { return None };
        let level = match level.kind {
            Kind::LevelArticle => Level::Article,
            Kind::LevelSection => Level::Section,
            Kind::LevelSign => Level::Sign,
            _ => Level::Annex,
        };
        Some((level, self.words(label).to_owned()))
    }

    /// `1` for a paragraph, `a` or `1°` for a point; `None` for any other part.
    fn part(&self, node: &Node) -> Option<String> {
        match node.kind {
            Kind::Paragraph => match node.get(Kind::Ordinal) {
                // Of `het eerste` the number is the last word.
                Some(ordinal) => {
                    let word = self.words(ordinal).split_whitespace().next_back()?;
                    words::ordinal(self.language, word)
                }
                None => Some(self.words(node.get(Kind::ParagraphNumber)?).to_owned()),
            },
            Kind::Point => {
                let label = self.words(node.get(Kind::PointLabel)?);
                let numbered = label.ends_with(|last: char| last.is_ascii_digit())
                    && label.starts_with(|first: char| first.is_ascii_digit());
                Some(if numbered { format!("{label}°") } else { label.to_owned() })
            }
            _ => None,
        }
    }
}

fn continue_from(next: &mut CitedProvision, previous: &CitedProvision) {
    let is_paragraph = |part: &String| {
        part.starts_with(|first: char| first.is_ascii_digit()) && !part.ends_with('°')
    };
    if !next.parts.first().is_some_and(is_paragraph) {
        let outer = previous.parts.iter().take_while(|part| is_paragraph(part)).cloned();
        next.parts = outer.chain(next.parts.drain(..)).collect();
    }
    next.heading = previous.heading.clone();
    next.law = next.law.take().or_else(|| previous.law.clone());
}
