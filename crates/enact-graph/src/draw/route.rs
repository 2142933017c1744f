//! How the lines run between the boxes.
//!
//! Start at [`lines`]. A line leaves a box on the right and comes in on the left, in smooth
//! curves; within a pile it runs straight to the next box, and around others in an arc: before
//! them when it reads, behind them when it precedes.

use super::block::{Block, Blocks};
use super::order::{Columns, What};
use super::place::Placed;
use super::text::{Px, px};
use crate::{Edge, Kind, Link, Node, RuleGraph, Slice};
use std::collections::BTreeMap;

/// A line to be drawn.
pub(super) struct Line {
    /// What it says.
    pub(super) edge: Edge,
    /// The kind of node it comes from.
    pub(super) kind: Kind,
    /// Its course, in the words of an SVG path.
    pub(super) path: String,
    /// Whether it ends at a box.
    pub(super) arrow: bool,
}

/// Where things stand.
struct Router<'a> {
    graph: &'a RuleGraph,
    blocks: &'a Blocks,
    order: &'a Columns,
    placed: &'a Placed,
    /// The column of each item.
    layers: BTreeMap<usize, usize>,
}

/// All lines of the drawing, each stretch once.
pub(super) fn lines(
    graph: &RuleGraph,
    slice: &Slice,
    blocks: &Blocks,
    order: &Columns,
    placed: &Placed,
) -> Vec<Line> {
    let in_columns = order.columns.iter().enumerate();
    let layers = in_columns.flat_map(|(layer, items)| items.iter().map(move |item| (*item, layer)));
    let router = Router { graph, blocks, order, placed, layers: layers.collect() };
    let mut lines = router.between();
    lines.extend(router.passing());
    lines.extend(slice.links().filter_map(|link| router.direct(link)));
    lines
}

impl Router<'_> {
    /// From column to column.
    fn between(&self) -> Vec<Line> {
        let gaps = self.order.segments.iter().enumerate();
        let segments = gaps.flat_map(|(layer, gap)| gap.iter().map(move |line| (layer, line)));
        let line = |(layer, (from, to)): (usize, &(_, _))| {
            let [here, next] = [&self.placed.columns[layer], &self.placed.columns[layer + 1]];
            let ends = [from, to].map(|end| self.placed.height_of(self.blocks, self.order, end));
            let start = match self.order.items[from.item] {
                What::Block(_) => self.right_of(from.node, layer),
                What::Thread(_) => here.right(),
            };
            let (end, arrow) = match self.order.items[to.item] {
                What::Block(_) => (self.left_of(to.node, layer + 1), true),
                What::Thread(_) => (next.left, false),
            };
            let path = flow((start, here.right(), ends[0]), (next.left, end, ends[1]));
            Line { edge: Edge::Reads, kind: self.graph.kind(from.node), path, arrow }
        };
        segments.map(line).collect()
    }

    /// Through a column, between its blocks.
    fn passing(&self) -> Vec<Line> {
        let line = |(item, what): (usize, &What)| {
            let What::Thread(node) = what else { return None };
            let column = &self.placed.columns[*self.layers.get(&item)?];
            let path = format!("M{} {}H{}", column.left, self.placed.tops[item], column.right());
            Some(Line { edge: Edge::Reads, kind: self.graph.kind(*node), path, arrow: false })
        };
        self.order.items.iter().enumerate().filter_map(line).collect()
    }

    /// Within a block, or back to an earlier column.
    fn direct(&self, link: Link) -> Option<Line> {
        let (from, to) = (*self.blocks.home.get(&link.from)?, *self.blocks.home.get(&link.to)?);
        let (from_layer, to_layer) = (*self.layers.get(&from)?, *self.layers.get(&to)?);
        let heights = [(from, link.from), (to, link.to)]
            .map(|(block, node)| self.placed.tops[block] + self.blocks.blocks[block].middle(node));
        let path = match link.edge {
            Edge::Reads | Edge::Precedes if from == to => self.in_pile(link, from)?,
            Edge::Reads | Edge::Precedes if from_layer < to_layer => return None,
            Edge::Reads | Edge::Precedes | Edge::Grounds | Edge::Sets => {
                let (start, end) =
                    (self.right_of(link.from, from_layer), self.left_of(link.to, to_layer));
                flow((start, start, heights[0]), (end, end, heights[1]))
            }
        };
        Some(Line { edge: link.edge, kind: self.graph.kind(link.from), path, arrow: true })
    }

    /// Between two boxes of a pile.
    fn in_pile(&self, link: Link, block: usize) -> Option<String> {
        let column = &self.placed.columns[*self.layers.get(&block)?];
        let pile = &self.blocks.blocks[block];
        let (start, end) = (pile.place(link.from)?, pile.place(link.to)?);
        let (top, tops) = (self.placed.tops[block], pile.tops());
        let down = start < end;
        let centre = column.left + column.pile_width / 2;
        if start.abs_diff(end) == 1 {
            let beside = if link.edge == Edge::Precedes { centre + 14 } else { centre - 14 };
            let (upper, lower) = (&tops[start.min(end)], &tops[start.max(end)]);
            let (upper, lower) = (top + upper.0 + upper.1.height, top + lower.0);
            let (from, to) = if down { (upper, lower) } else { (lower, upper) };
            return Some(format!("M{beside} {from}V{to}"));
        }
        let bulge = 10 + 8 * px(start.abs_diff(end));
        let (side, out) = match link.edge {
            Edge::Precedes => (column.left + column.pile_width, bulge),
            Edge::Reads | Edge::Sets | Edge::Grounds => (column.left, -bulge),
        };
        let near = if down { 6 } else { -6 };
        let (from, to) = (top + pile.middle(link.from) + near, top + pile.middle(link.to) - near);
        let turn = side + out;
        Some(format!("M{side} {from}C{turn} {from} {turn} {to} {side} {to}"))
    }

    fn left_of(&self, node: Node, layer: usize) -> Px {
        let column = &self.placed.columns[layer];
        if in_pile(node) { column.left } else { column.main_left }
    }

    fn right_of(&self, node: Node, layer: usize) -> Px {
        let column = &self.placed.columns[layer];
        if in_pile(node) { column.left + column.pile_width } else { column.right() }
    }
}

impl Block {
    /// The place of a node in the pile.
    fn place(&self, node: Node) -> Option<usize> {
        self.pile.iter().position(|card| card.node == node)
    }
}

/// Whether a node is drawn in a pile.
pub(super) fn in_pile(node: Node) -> bool {
    match node {
        Node::Rule(_) | Node::Setting { .. } => true,
        Node::Fact(_)
        | Node::Parameter(_)
        | Node::Term(_)
        | Node::Judgement(_)
        | Node::Safeguard(_) => false,
    }
}

/// Straight to where the column ends, in a curve to where the next begins, and straight on.
fn flow((start, leave, from): (Px, Px, Px), (enter, end, to): (Px, Px, Px)) -> String {
    let middle = (leave + enter) / 2;
    let first = if start == leave { String::new() } else { format!("H{leave}") };
    let last = if enter == end { String::new() } else { format!("H{end}") };
    if from == to {
        return format!("M{start} {from}H{end}");
    }
    format!("M{start} {from}{first}C{middle} {from} {middle} {to} {enter} {to}{last}")
}
