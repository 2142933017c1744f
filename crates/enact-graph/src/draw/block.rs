//! What is drawn together: a term after a pile of its rules, a parameter after its settings.
//!
//! Start at [`Blocks::new`]. Rules stand in the order of the text, which is where a lawyer looks
//! for them.

use super::text::{Px, px, width, wrap};
use super::words;
use crate::{Edge, Kind, Link, Node, RuleGraph, Slice};
use enact_source::Language;
use std::collections::BTreeMap;

/// Space between a box and its words.
pub(super) const PADDING: Px = 10;
/// Between the boxes of a pile that link among themselves, and of one that does not.
const PILE_GAPS: (Px, Px) = (26, 10);

/// A size of letters.
#[derive(Clone, Copy)]
pub(super) struct Letters {
    pub(super) size: Px,
    pub(super) line: Px,
}

pub(super) const LARGE: Letters = Letters { size: 14, line: 18 };
pub(super) const MIDDLE: Letters = Letters { size: 12, line: 16 };
pub(super) const SMALL: Letters = Letters { size: 11, line: 15 };

/// A box with its words, not yet in its place.
pub(super) struct Card {
    pub(super) node: Node,
    pub(super) kind: Kind,
    pub(super) title: Vec<String>,
    pub(super) small: Vec<String>,
    pub(super) letters: Letters,
    pub(super) width: Px,
    pub(super) height: Px,
}

impl Card {
    fn new(graph: &RuleGraph, node: Node, language: Language) -> Self {
        let words = words(graph, node, language);
        let kind = graph.kind(node);
        let (letters, max) = match kind {
            Kind::Rule | Kind::Setting => (MIDDLE, 165),
            Kind::Fact
            | Kind::Parameter
            | Kind::Value
            | Kind::Decision
            | Kind::Judgement
            | Kind::Safeguard => (LARGE, 170),
        };
        let title = wrap(&words.title, letters.size, max);
        let small =
            if words.small.is_empty() { Vec::new() } else { wrap(&words.small, SMALL.size, max) };
        let lines = title.iter().map(|line| width(line, letters.size));
        let widest =
            lines.chain(small.iter().map(|line| width(line, SMALL.size))).max().unwrap_or(0);
        let height =
            px(title.len()) * letters.line + px(small.len()) * SMALL.line + 2 * PADDING - 4;
        Self { node, kind, title, small, letters, width: widest + 2 * PADDING, height }
    }
}

/// A pile of rules or settings and what they lead to; one of the two may be missing.
#[derive(Default)]
pub(super) struct Block {
    pub(super) pile: Vec<Card>,
    pub(super) main: Option<Card>,
    gap: Px,
}

impl Block {
    /// From the top of its highest to the bottom of its lowest box.
    pub(super) fn height(&self) -> Px {
        self.main.as_ref().map_or(0, |main| main.height).max(self.pile_height())
    }

    /// The top of each box, from the top of the block, the main one last.
    pub(super) fn tops(&self) -> Vec<(Px, &Card)> {
        let mut top = (self.height() - self.pile_height()) / 2;
        let mut tops = Vec::new();
        for card in &self.pile {
            tops.push((top, card));
            top += card.height + self.gap;
        }
        tops.extend(self.main.iter().map(|main| ((self.height() - main.height) / 2, main)));
        tops
    }

    /// The middle of the box of `node`, from the top of the block.
    pub(super) fn middle(&self, node: Node) -> Px {
        let tops = self.tops();
        let card = tops.iter().find(|(_, card)| card.node == node);
        card.map_or(self.height() / 2, |(top, card)| top + card.height / 2)
    }

    fn pile_height(&self) -> Px {
        let boxes: Px = self.pile.iter().map(|card| card.height).sum();
        boxes + self.gap * (px(self.pile.len()) - 1).max(0)
    }
}

/// All blocks of a slice, in order, and in which one each node stands.
pub(super) struct Blocks {
    pub(super) blocks: Vec<Block>,
    pub(super) home: BTreeMap<Node, usize>,
}

impl Blocks {
    pub(super) fn new(graph: &RuleGraph, slice: &Slice, language: Language) -> Self {
        let mut together: BTreeMap<Node, Vec<Node>> = BTreeMap::new();
        for node in slice.nodes() {
            together.entry(owner(graph, node)).or_default().push(node);
        }
        let mut found = Self { blocks: Vec::new(), home: BTreeMap::new() };
        for (owner, nodes) in together {
            let mut block = Block::default();
            for node in nodes {
                found.home.insert(node, found.blocks.len());
                let card = Card::new(graph, node, language);
                if node == owner {
                    block.main = Some(card);
                } else {
                    block.pile.push(card);
                }
            }
            found.blocks.push(block);
        }
        found.space(slice);
        found
    }

    /// The block in which a link stays, if it does.
    pub(super) fn within(&self, link: &Link) -> Option<usize> {
        let (from, to) = (self.home.get(&link.from)?, self.home.get(&link.to)?);
        (from == to).then_some(*from)
    }

    /// Leaves room in the piles for the arrows between their boxes.
    fn space(&mut self, slice: &Slice) {
        for block in &mut self.blocks {
            block.gap = PILE_GAPS.1;
        }
        for link in slice.links().filter(|link| matches!(link.edge, Edge::Reads | Edge::Precedes)) {
            if let Some(block) = self.within(&link) {
                self.blocks[block].gap = PILE_GAPS.0;
            }
        }
    }
}

/// What a node is drawn with: a rule with its term, a setting with its parameter.
fn owner(graph: &RuleGraph, node: Node) -> Node {
    let term = graph.onward(node).into_iter().find(|(edge, _)| match edge {
        Edge::Grounds | Edge::Sets => true,
        Edge::Reads | Edge::Precedes => false,
    });
    term.map_or(node, |(_, owner)| owner)
}
