//! In which column each block stands.
//!
//! Start at [`layers`]. Facts and judgements are left, each value right of all it rests on,
//! decisions in the last column but that of the safeguards. A parameter stands just left of what
//! reads it first.

use super::block::Blocks;
use crate::{Kind, Slice};
use std::collections::BTreeSet;

/// The column of each block, from 0 on the left.
pub(super) fn layers(blocks: &Blocks, slice: &Slice) -> Vec<usize> {
    let links = block_links(blocks, slice);
    let mut layers = longest_paths(blocks.blocks.len(), &links);
    let kinds: Vec<Option<Kind>> =
        blocks.blocks.iter().map(|block| block.main.as_ref().map(|main| main.kind)).collect();
    let is = |block: usize, kind: Kind| kinds[block] == Some(kind);
    for block in (0..layers.len()).filter(|block| is(*block, Kind::Parameter)) {
        let readers = links.iter().filter(|(from, _)| *from == block);
        let first = readers.map(|(_, to)| layers[*to]).min().unwrap_or(1);
        layers[block] = first.saturating_sub(1);
    }
    let others = |block: &usize| !is(*block, Kind::Safeguard);
    let last = (0..layers.len()).filter(others).map(|block| layers[block]).max().unwrap_or(0);
    for block in 0..layers.len() {
        let read_on = links.iter().any(|(from, to)| *from == block && others(to));
        if is(block, Kind::Safeguard) {
            layers[block] = last + 1;
        } else if is(block, Kind::Decision) && !read_on {
            layers[block] = last;
        }
    }
    layers
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
