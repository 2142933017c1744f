//! In which column each block stands.
//!
//! Start at [`layers`]. Facts are left, each value right of all it rests on, decisions in the last
//! column but that of the safeguards. A parameter or judgement stands just left of what reads it
//! first, and so does a fact that would else be far from it.

use super::block::Blocks;
use crate::{Kind, Slice};
use std::collections::BTreeSet;

/// A fact that is first read more columns away than this leaves the first column.
const FAR: usize = 2;

/// The column of each block, from 0 on the left.
pub(super) fn layers(blocks: &Blocks, slice: &Slice) -> Vec<usize> {
    let kinds = blocks.blocks.iter().map(|block| block.main.as_ref().map(|main| main.kind));
    let shape = Shape { kinds: kinds.collect(), links: block_links(blocks, slice) };
    let mut layers = longest_paths(blocks.blocks.len(), &shape.links);
    for (block, far) in (0..layers.len()).filter_map(|block| Some((block, shape.far(block)?))) {
        let first = shape.readers(block).map(|reader| layers[reader]).min();
        let near = first.map_or(0, |first| first.saturating_sub(1));
        layers[block] = if near < far { 0 } else { near };
    }
    let is_safeguard = |block: usize| shape.kinds[block] == Some(Kind::Safeguard);
    let others = (0..layers.len()).filter(|block| !is_safeguard(*block));
    let last = others.map(|block| layers[block]).max().unwrap_or(0);
    for (block, layer) in layers.iter_mut().enumerate() {
        if is_safeguard(block) {
            *layer = last + 1;
        } else if shape.kinds[block] == Some(Kind::Decision) && shape.readers(block).count() == 0 {
            *layer = last;
        }
    }
    layers
}

/// What blocks are, and which rest on which.
struct Shape {
    /// The kind of the main box.
    kinds: Vec<Option<Kind>>,
    links: BTreeSet<(usize, usize)>,
}

impl Shape {
    /// The blocks that rest on this one, safeguards aside.
    fn readers(&self, block: usize) -> impl Iterator<Item = usize> {
        let links = self.links.range((block, 0)..=(block, usize::MAX));
        links.map(|(_, to)| *to).filter(|to| self.kinds[*to] != Some(Kind::Safeguard))
    }

    /// From which column on a block that rests on nothing stands beside its first reader.
    fn far(&self, block: usize) -> Option<usize> {
        match self.kinds[block]? {
            Kind::Parameter | Kind::Judgement => Some(0),
            Kind::Fact => Some(FAR),
            Kind::Setting | Kind::Rule | Kind::Value | Kind::Decision | Kind::Safeguard => None,
        }
    }
}

/// Which blocks rest on which, each pair once.
fn block_links(blocks: &Blocks, slice: &Slice) -> BTreeSet<(usize, usize)> {
    let carrying = slice.links().filter(|link| link.edge.carries());
    let pairs = carrying
        .filter_map(|link| Some((*blocks.home.get(&link.from)?, *blocks.home.get(&link.to)?)));
    pairs.filter(|(from, to)| from != to).collect()
}

/// Each block one further than the furthest it rests on. Where blocks rest on each other (a term
/// on a provision of another, that rests on the first) the earliest goes first.
fn longest_paths(count: usize, links: &BTreeSet<(usize, usize)>) -> Vec<usize> {
    let mut layers = vec![0; count];
    let mut waits = vec![0_usize; count];
    for (_, to) in links {
        waits[*to] += 1;
    }
    let mut left: BTreeSet<usize> = (0..count).collect();
    while let Some(next) = left.iter().copied().min_by_key(|block| (waits[*block], *block)) {
        left.remove(&next);
        for (_, to) in links.range((next, 0)..=(next, usize::MAX)) {
            if left.contains(to) {
                waits[*to] = waits[*to].saturating_sub(1);
                layers[*to] = layers[*to].max(layers[next] + 1);
            }
        }
    }
    layers
}

#[cfg(test)]
mod tests {
    use super::longest_paths;

    #[test]
    fn blocks_that_rest_on_each_other_still_get_a_column() {
        let links = [(0, 1), (1, 2), (2, 1), (2, 3)].into_iter().collect();
        assert_eq!(longest_paths(4, &links), [0, 1, 2, 3]);
    }
}
