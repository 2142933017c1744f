//! In which order the blocks of a column stand, so that few lines cross.
//!
//! Start at [`Columns::new`]. A line that passes a column does so as a [`What::Thread`], one for
//! all lines from the same node, so that it gets a place between the blocks. Each column is sorted by the mean
//! place of its neighbours, from left to right and back (the barycentre method of Sugiyama),
//! and then neighbours change places for as long as that saves a crossing.

use super::block::Blocks;
use super::text::{Px, px};
use crate::{Node, Slice};
use std::collections::{BTreeMap, BTreeSet};

const SWEEPS: usize = 12;
/// Drawings with more lines than this are not improved any further: nobody follows them by eye.
const LINES_MAX_FOR_SWAPS: usize = 1_500;

/// What takes a place in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    /// The block with this place.
    Block(usize),
    /// The lines from this node, on their way to a later column.
    Thread(Node),
}

/// Where a line is attached: the item, and how far down, from 0 to 1000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct End {
    pub(super) item: usize,
    pub(super) node: Node,
    down: Px,
}

/// A line from one column to the next.
pub(super) type Segment = (End, End);

/// The items of a drawing in their order.
pub(super) struct Columns {
    /// What each item is.
    pub(super) items: Vec<What>,
    /// The items of each column from top to bottom.
    pub(super) columns: Vec<Vec<usize>>,
    /// The lines between each column and the next.
    pub(super) segments: Vec<BTreeSet<Segment>>,
}

impl Columns {
    pub(super) fn new(blocks: &Blocks, layers: &[usize], slice: &Slice) -> Self {
        let count = layers.iter().max().map_or(0, |last| last + 1);
        let items = (0..layers.len()).map(What::Block).collect();
        let mut columns = Self {
            items,
            columns: vec![Vec::new(); count],
            segments: vec![BTreeSet::new(); count],
        };
        for (block, layer) in layers.iter().enumerate() {
            columns.columns[*layer].push(block);
        }
        columns.thread(blocks, layers, slice);
        columns.sort();
        columns
    }

    /// Cuts every line between blocks into segments from column to column.
    fn thread(&mut self, blocks: &Blocks, layers: &[usize], slice: &Slice) {
        let mut threads: BTreeMap<(Node, usize), usize> = BTreeMap::new();
        let end = |node: Node, block: usize| {
            let block_of = &blocks.blocks[block];
            let down = block_of.middle(node) * 1000 / block_of.height().max(1);
            End { item: block, node, down }
        };
        for link in slice.links().filter(|link| link.edge.carries()) {
            let (Some(from), Some(to)) = (blocks.home.get(&link.from), blocks.home.get(&link.to))
            else {
                continue;
            };
            let mut start = end(link.from, *from);
            for layer in layers[*from] + 1..layers[*to] {
                let item = *threads.entry((link.from, layer)).or_insert_with(|| {
                    self.items.push(What::Thread(link.from));
                    self.columns[layer].push(self.items.len() - 1);
                    self.items.len() - 1
                });
                let pass = End { item, node: link.from, down: 500 };
                self.segments[layer - 1].insert((start, pass));
                start = pass;
            }
            if layers[*from] < layers[*to] {
                self.segments[layers[*to] - 1].insert((start, end(link.to, *to)));
            }
        }
    }

    fn sort(&mut self) {
        let mut best = (self.crossings(), self.columns.clone());
        for sweep in 0..SWEEPS {
            if sweep % 2 == 0 {
                (1..self.columns.len()).for_each(|layer| self.sort_column(layer, true));
            } else {
                let last = self.columns.len().saturating_sub(1);
                (0..last).rev().for_each(|layer| self.sort_column(layer, false));
            }
            let crossings = self.crossings();
            if crossings < best.0 {
                best = (crossings, self.columns.clone());
            }
        }
        self.columns = best.1;
        let lines: usize = self.segments.iter().map(BTreeSet::len).sum();
        if lines <= LINES_MAX_FOR_SWAPS {
            while self.swap() {}
        }
    }

    /// Sorts a column by the mean place of its neighbours on the left, or else on the right.
    fn sort_column(&mut self, layer: usize, by_left: bool) {
        let ranks = self.ranks();
        let mut means: BTreeMap<usize, (Px, Px)> = BTreeMap::new();
        let gap = if by_left { layer - 1 } else { layer };
        for (from, to) in &self.segments[gap] {
            let (own, other) = if by_left { (to, from) } else { (from, to) };
            let mean = means.entry(own.item).or_default();
            *mean = (mean.0 + place(&ranks, other), mean.1 + 1);
        }
        let neighbours = if by_left { layer - 1 } else { layer + 1 };
        let (across, along) = (self.columns[neighbours].len(), self.columns[layer].len().max(1));
        let key = |item: &usize| match means.get(item) {
            Some((sum, count)) => sum / count,
            None => px(ranks[*item]) * 1000 * px(across) / px(along),
        };
        let mut column = std::mem::take(&mut self.columns[layer]);
        column.sort_by_key(key);
        self.columns[layer] = column;
    }

    /// Swaps neighbours where that saves crossings; whether it did anywhere.
    fn swap(&mut self) -> bool {
        let mut any = false;
        for layer in 0..self.columns.len() {
            for upper in 1..self.columns[layer].len() {
                let before = self.crossings_beside(layer);
                self.columns[layer].swap(upper - 1, upper);
                if self.crossings_beside(layer) < before {
                    any = true;
                } else {
                    self.columns[layer].swap(upper - 1, upper);
                }
            }
        }
        any
    }

    fn crossings(&self) -> usize {
        let ranks = self.ranks();
        self.segments.iter().map(|gap| crossings(&ranks, gap)).sum()
    }

    fn crossings_beside(&self, layer: usize) -> usize {
        let ranks = self.ranks();
        let gaps = self.segments.iter().take(layer + 1).skip(layer.saturating_sub(1));
        gaps.map(|gap| crossings(&ranks, gap)).sum()
    }

    /// The place of each item in its column.
    fn ranks(&self) -> Vec<usize> {
        let mut ranks = vec![0; self.items.len()];
        for column in &self.columns {
            for (rank, item) in column.iter().enumerate() {
                ranks[*item] = rank;
            }
        }
        ranks
    }
}

fn place(ranks: &[usize], end: &End) -> Px {
    px(ranks[end.item]) * 1000 + end.down
}

/// How many pairs of lines cross.
fn crossings(ranks: &[usize], gap: &BTreeSet<Segment>) -> usize {
    let mut lines: Vec<(Px, Px)> =
        gap.iter().map(|(from, to)| (place(ranks, from), place(ranks, to))).collect();
    lines.sort_unstable();
    let ends: Vec<Px> = lines.into_iter().map(|(_, to)| to).collect();
    inversions(ends).0
}

/// How many pairs stand in the wrong order, and the numbers sorted.
fn inversions(numbers: Vec<Px>) -> (usize, Vec<Px>) {
    if numbers.len() < 2 {
        return (0, numbers);
    }
    let mut upper = numbers;
    let lower = upper.split_off(upper.len() / 2);
    let ((in_upper, upper), (in_lower, lower)) = (inversions(upper), inversions(lower));
    let mut between = 0;
    let mut sorted = Vec::with_capacity(upper.len() + lower.len());
    let mut rest = upper.as_slice();
    for number in lower {
        let smaller = rest.partition_point(|other| *other <= number);
        sorted.extend_from_slice(&rest[..smaller]);
        sorted.push(number);
        rest = &rest[smaller..];
        between += rest.len();
    }
    sorted.extend_from_slice(rest);
    (in_upper + in_lower + between, sorted)
}

#[cfg(test)]
mod tests {
    use super::inversions;

    #[test]
    fn crossings_are_pairs_in_the_wrong_order() {
        assert_eq!(inversions(vec![3, 1, 2, 2]), (3, vec![1, 2, 2, 3]));
        assert_eq!(inversions(vec![1, 1, 1]), (0, vec![1, 1, 1]));
    }
}
