//! Where each block stands, in pixels.
//!
//! Start at [`Placed::new`]. Each item of a column would like to stand at the mean height of its
//! neighbours; keeping the order and the distances, it comes as near as the others allow.

use super::block::Blocks;
use super::order::{Columns, End, What};
use super::text::{Px, px};

/// Between a pile and the box it leads to.
const PILE_TO_MAIN: Px = 56;
/// Between two columns, at least and at most.
const COLUMN_GAPS: (Px, Px) = (72, 170);
const ROUNDS: usize = 10;

/// A column in its place: where its piles and its main boxes begin, and how wide they are.
pub(super) struct Column {
    pub(super) left: Px,
    pub(super) pile_width: Px,
    pub(super) main_left: Px,
    pub(super) main_width: Px,
}

impl Column {
    pub(super) fn right(&self) -> Px {
        self.main_left + self.main_width
    }
}

/// The heights of all items and the columns.
pub(super) struct Placed {
    /// The top of each item.
    pub(super) tops: Vec<Px>,
    pub(super) columns: Vec<Column>,
    pub(super) width: Px,
    pub(super) height: Px,
}

impl Placed {
    pub(super) fn new(blocks: &Blocks, order: &Columns) -> Self {
        let mut placed =
            Self { tops: vec![0; order.items.len()], columns: Vec::new(), width: 0, height: 0 };
        for column in &order.columns {
            let wishes: Vec<(Px, Px)> = column.iter().map(|_| (0, 1)).collect();
            placed.settle(blocks, order, column, &wishes);
        }
        for round in 0..ROUNDS {
            let sides = match round {
                _ if round + 3 > ROUNDS => (true, true),
                _ => (round % 2 == 0, round % 2 == 1),
            };
            let mut layers: Vec<usize> = (0..order.columns.len()).collect();
            if sides.1 {
                layers.reverse();
            }
            layers.into_iter().for_each(|layer| placed.adjust(blocks, order, layer, sides));
        }
        placed.lift(blocks, order);
        placed.spread(blocks, order);
        placed
    }

    /// The height at which a line is attached.
    pub(super) fn height_of(&self, blocks: &Blocks, order: &Columns, end: &End) -> Px {
        self.tops[end.item] + attached(blocks, order, end)
    }

    /// Moves the items of a column towards their neighbours on the given sides.
    fn adjust(&mut self, blocks: &Blocks, order: &Columns, layer: usize, sides: (bool, bool)) {
        let mut pulls = vec![(0, 0); order.items.len()];
        let mut pull = |own: &End, other: &End| {
            let wish = self.height_of(blocks, order, other) - attached(blocks, order, own);
            let (sum, count) = pulls[own.item];
            pulls[own.item] = (sum + wish, count + 1);
        };
        if let Some(gap) = layer.checked_sub(1).filter(|_| sides.0) {
            order.segments[gap].iter().for_each(|(from, to)| pull(to, from));
        }
        if sides.1 {
            order.segments[layer].iter().for_each(|(from, to)| pull(from, to));
        }
        let column = &order.columns[layer];
        let wish = |item: &usize| match (pulls[*item], order.items[*item]) {
            ((_, 0), _) => (self.tops[*item], 1),
            ((sum, count), What::Thread(_)) => (sum / count, count * 4),
            ((sum, count), What::Block(_)) => (sum / count, count),
        };
        let wishes: Vec<(Px, Px)> = column.iter().map(wish).collect();
        self.settle(blocks, order, column, &wishes);
    }

    /// Gives each item of a column the height nearest to its wish (with its weight) that keeps
    /// order and distance: the least total of squared differences, by pooling neighbours.
    fn settle(&mut self, blocks: &Blocks, order: &Columns, column: &[usize], wishes: &[(Px, Px)]) {
        let mut above = Vec::new();
        let mut down = 0;
        for (place, item) in column.iter().enumerate() {
            above.push(down);
            let next = column
                .get(place + 1)
                .map_or(0, |next| distance(order.items[*item], order.items[*next]));
            down += height(blocks, order.items[*item]) + next;
        }
        let mut pools: Vec<(Px, Px, usize)> = Vec::new();
        for ((wish, weight), above) in wishes.iter().zip(&above) {
            let mut pool = ((wish - above) * weight, *weight, 1);
            while let Some(upper) = pools.pop_if(|upper| upper.0 * pool.1 >= pool.0 * upper.1) {
                pool = (upper.0 + pool.0, upper.1 + pool.1, upper.2 + pool.2);
            }
            pools.push(pool);
        }
        let pooled = pools
            .iter()
            .flat_map(|(sum, weight, count)| std::iter::repeat_n(sum.div_euclid(*weight), *count));
        for ((item, above), at) in column.iter().zip(above).zip(pooled) {
            self.tops[*item] = at + above;
        }
    }

    /// Puts the highest item at 0.
    fn lift(&mut self, blocks: &Blocks, order: &Columns) {
        let highest = self.tops.iter().copied().min().unwrap_or(0);
        for (top, item) in self.tops.iter_mut().zip(&order.items) {
            *top -= highest;
            self.height = self.height.max(*top + height(blocks, *item));
        }
    }

    /// Puts the columns beside each other, wider apart where lines run steeply.
    fn spread(&mut self, blocks: &Blocks, order: &Columns) {
        let mut left = 0;
        for (layer, items) in order.columns.iter().enumerate() {
            let in_column = items.iter().filter_map(|item| match order.items[*item] {
                What::Block(block) => Some(&blocks.blocks[block]),
                What::Thread(_) => None,
            });
            let (mut pile_width, mut main_width) = (0, 0);
            for block in in_column {
                pile_width = block.pile.iter().map(|card| card.width).fold(pile_width, Px::max);
                main_width = block.main.iter().map(|card| card.width).fold(main_width, Px::max);
            }
            let main_left = if pile_width == 0 { left } else { left + pile_width + PILE_TO_MAIN };
            let column = Column { left, pile_width, main_left, main_width };
            self.width = column.right();
            let rise = |(from, to): &(End, End)| {
                (self.height_of(blocks, order, from) - self.height_of(blocks, order, to)).abs()
            };
            let segments = &order.segments[layer];
            let steepest = segments.iter().map(rise).max().unwrap_or(0);
            let gap = (steepest / 4 + 3 * px(segments.len())).clamp(COLUMN_GAPS.0, COLUMN_GAPS.1);
            left = column.right() + gap;
            self.columns.push(column);
        }
    }
}

/// How far below the top of its item a line is attached.
fn attached(blocks: &Blocks, order: &Columns, end: &End) -> Px {
    match order.items[end.item] {
        What::Block(block) => blocks.blocks[block].middle(end.node),
        What::Thread(_) => 0,
    }
}

fn height(blocks: &Blocks, item: What) -> Px {
    match item {
        What::Block(block) => blocks.blocks[block].height(),
        What::Thread(_) => 0,
    }
}

fn distance(upper: What, lower: What) -> Px {
    match (upper, lower) {
        (What::Block(_), What::Block(_)) => 24,
        (What::Thread(_), What::Thread(_)) => 12,
        (What::Block(_), What::Thread(_)) | (What::Thread(_), What::Block(_)) => 16,
    }
}
