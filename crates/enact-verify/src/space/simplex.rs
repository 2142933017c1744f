//! Whether the rows can hold together over fractions.
//!
//! The general simplex with bounds on both sides: basic variables are sums of the others, and a
//! basic variable out of its bounds is exchanged with one that can bring it back, always the
//! first (Bland), so that it ends.
//!
//! Source: Dutertre and de Moura, A fast linear-arithmetic solver for DPLL(T), CAV 2006.

use super::parts::Part;
use super::{FAR, Relation, Space, Var};
use enact_value::{Range, gcd};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// How many exchanges before the answer is that it is not known.
pub(super) const EXCHANGES_MAX: usize = 400;

/// A fraction in lowest terms with a divisor above zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ratio {
    pub above: i128,
    pub below: i128,
}

impl Ratio {
    pub(super) const ZERO: Self = Self::whole(0);

    pub(super) const fn whole(above: i128) -> Self {
        Self { above, below: 1 }
    }

    fn new(above: i128, below: i128) -> Option<Self> {
        let common = gcd(above, below).max(1) * below.signum();
        (below != 0).then(|| Self { above: divided(above, common), below: divided(below, common) })
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        if self.below == other.below {
            return Self::new(self.above.checked_add(other.above)?, self.below);
        }
        let common = gcd(self.below, other.below).max(1);
        let left = self.above.checked_mul(divided(other.below, common))?;
        let right = other.above.checked_mul(divided(self.below, common))?;
        Self::new(left.checked_add(right)?, divided(self.below, common).checked_mul(other.below)?)
    }

    pub(super) fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self { above: other.above.checked_neg()?, below: other.below })
    }

    pub(super) fn times(self, other: Self) -> Option<Self> {
        if self.above == 0 || (self.below == 1 && other.below == 1) {
            return Some(Self::whole(self.above.checked_mul(other.above)?));
        }
        let (down, up) = (gcd(self.above, other.below).max(1), gcd(other.above, self.below).max(1));
        let above = divided(self.above, down).checked_mul(divided(other.above, up))?;
        Self::new(above, divided(self.below, up).checked_mul(divided(other.below, down))?)
    }

    pub(super) fn over(self, other: Self) -> Option<Self> {
        self.times(Self::new(other.below, other.above)?)
    }

    pub(super) fn against(self, other: Self) -> Option<Ordering> {
        if self.below == other.below {
            return Some(self.above.cmp(&other.above));
        }
        let (one, two) =
            (self.above.checked_mul(other.below)?, other.above.checked_mul(self.below)?);
        Some(one.cmp(&two))
    }

    /// The whole number, when it is one.
    pub fn as_whole(self) -> Option<i128> {
        (self.below == 1).then_some(self.above)
    }

    /// The whole number at or below it.
    pub fn floor(self) -> i128 {
        self.above.div_euclid(self.below)
    }

    /// The whole number at or above it.
    pub fn ceiling(self) -> i128 {
        self.floor() + i128::from(self.below != 1)
    }
}

/// The quotient; most of what is divided by is one, and to divide takes long.
fn divided(number: i128, by: i128) -> i128 {
    if by == 1 { number } else { number / by }
}

/// What the simplex finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fractions {
    /// The rows hold together with these values; the variables that no row binds are left out.
    Hold(BTreeMap<Var, Ratio>),
    /// They do not.
    Clash,
    /// Not found out: the numbers grew too large, or it took too long.
    Unknown,
}

impl Space {
    /// Whether something can be left, over fractions. `true` when it is not known.
    pub fn sound(&mut self) -> bool {
        let products = |relation: &Relation| matches!(relation, Relation::Product { .. });
        if self.relations.iter().any(products) {
            return self.sound_anew();
        }
        let mut running = self.held.last().map(|(_, held)| held.clone()).unwrap_or_default();
        match running.follow(self) {
            Some(true) => {
                self.held.push((self.trail.len(), running));
                true
            }
            Some(false) => false,
            None => self.sound_anew(),
        }
    }

    fn sound_anew(&self) -> bool {
        self.parts().iter().all(|part| {
            self.nearest_of(part).is_some() || Tableau::of(self, part).solve() != Some(false)
        })
    }

    /// Whether the rows hold together over fractions.
    pub fn fractions(&self) -> Fractions {
        let (mut known, mut unknown) = (BTreeMap::new(), false);
        for part in self.parts() {
            if let Some(nearest) = self.nearest_of(&part) {
                known.extend(nearest);
                continue;
            }
            let mut tableau = Tableau::of(self, &part);
            match tableau.solve() {
                None => unknown = true,
                Some(false) => return Fractions::Clash,
                Some(true) => known.extend(tableau.solution()),
            }
        }
        if unknown { Fractions::Unknown } else { Fractions::Hold(known) }
    }

    /// The rows hold with each variable nearest to zero: those numbers.
    fn nearest_of(&self, part: &Part) -> Option<BTreeMap<Var, Ratio>> {
        let mut numbers = BTreeMap::new();
        for (terms, range) in part {
            let sum = terms.iter().try_fold(0_i128, |sum, (var, coefficient)| {
                let number = nearest(self.range(*var));
                numbers.insert(*var, Ratio::whole(number));
                sum.checked_add(number.checked_mul(*coefficient)?)
            })?;
            let within =
                (range.low <= -FAR || range.low <= sum) && (range.high >= FAR || sum <= range.high);
            within.then_some(())?;
        }
        Some(numbers)
    }
}

/// Every variable has bounds and a value; the basic ones are sums of the others.
#[derive(Debug, Clone, Default)]
pub(super) struct Tableau {
    pub variables: Vec<Var>,
    pub ranges: Vec<Range>,
    pub values: Vec<Ratio>,
    /// Per row: the basic variable, and the coefficients of the free ones.
    pub rows: Vec<(usize, Vec<Ratio>)>,
    pub free: Vec<usize>,
}

impl Tableau {
    pub fn of(space: &Space, part: &Part) -> Self {
        let mut place: BTreeMap<Var, usize> = BTreeMap::new();
        for (var, _) in part.iter().flat_map(|(terms, _)| terms) {
            place.entry(*var).or_insert(0);
        }
        for (number, known) in place.values_mut().enumerate() {
            *known = number;
        }
        let variables: Vec<Var> = place.keys().copied().collect();
        let mut ranges: Vec<Range> = variables.iter().map(|var| space.range(*var)).collect();
        let width = variables.len();
        let mut values: Vec<Ratio> =
            ranges.iter().map(|range| Ratio::whole(nearest(*range))).collect();
        let mut rows = Vec::with_capacity(part.len());
        for (number, (terms, range)) in part.iter().enumerate() {
            let mut coefficients = vec![Ratio::ZERO; width];
            for (var, coefficient) in terms {
                coefficients[place[var]] = Ratio::whole(*coefficient);
            }
            rows.push((width + number, coefficients));
            ranges.push(*range);
            values.push(Ratio::ZERO);
        }
        Self { variables, ranges, values, rows, free: (0..width).collect() }
    }

    /// Whether all bounds can be kept; `None` when that is not found out.
    pub fn solve(&mut self) -> Option<bool> {
        for row in 0..self.rows.len() {
            self.values[self.rows[row].0] = self.sum(row)?;
        }
        self.settle()
    }

    /// The same, where each value is the sum that it stands for, and what is free within its bounds.
    pub fn settle(&mut self) -> Option<bool> {
        for _ in 0..EXCHANGES_MAX {
            let Some((row, low)) = self.out_of_bounds() else { return Some(true) };
            let Some(column) = self.helper(row, low) else { return Some(false) };
            self.exchange(row, column, low)?;
        }
        None
    }

    fn sum(&self, row: usize) -> Option<Ratio> {
        let coefficients = self.rows[row].1.iter().zip(&self.free);
        coefficients
            .filter(|(coefficient, _)| coefficient.above != 0)
            .try_fold(Ratio::ZERO, |sum, (coefficient, free)| {
                sum.plus(coefficient.times(self.values[*free])?)
            })
    }

    /// The first basic variable that is below or above its bounds.
    fn out_of_bounds(&self) -> Option<(usize, bool)> {
        let wrong = self.rows.iter().enumerate().filter_map(|(row, (basic, _))| {
            self.passed(*basic).map(|(_, below)| (*basic, row, below))
        });
        wrong.min().map(|(_, row, below)| (row, below))
    }

    /// The bound that a variable is beyond, and whether it is below it.
    pub fn passed(&self, place: usize) -> Option<(i128, bool)> {
        let (value, range) = (self.values[place], self.ranges[place]);
        let beyond = |bound: i128, side: Ordering| {
            value.against(Ratio::whole(bound)).is_some_and(|order| order == side)
        };
        if range.low > -FAR && beyond(range.low, Ordering::Less) {
            return Some((range.low, true));
        }
        (range.high < FAR && beyond(range.high, Ordering::Greater)).then_some((range.high, false))
    }

    /// The first free variable that can bring the row's basic one back.
    fn helper(&self, row: usize, low: bool) -> Option<usize> {
        let coefficients = self.rows[row].1.iter().enumerate();
        let able = coefficients.filter_map(|(column, coefficient)| {
            let free = self.free[column];
            let (value, range) = (self.values[free], self.ranges[free]);
            let up = (coefficient.above > 0) == low;
            let room = if up {
                range.high >= FAR
                    || value.against(Ratio::whole(range.high)).is_some_and(Ordering::is_lt)
            } else {
                range.low <= -FAR
                    || value.against(Ratio::whole(range.low)).is_some_and(Ordering::is_gt)
            };
            (coefficient.above != 0 && room).then_some((free, column))
        });
        able.min().map(|(_, column)| column)
    }

    /// Brings the row's basic variable to its bound, and lets the free one of `column` take its
    /// place.
    pub fn exchange(&mut self, row: usize, column: usize, low: bool) -> Option<()> {
        let (basic, free) = (self.rows[row].0, self.free[column]);
        let range = self.ranges[basic];
        let target = Ratio::whole(if low { range.low } else { range.high });
        let pivot = self.rows[row].1[column];
        let step = target.minus(self.values[basic])?.over(pivot)?;
        self.values[basic] = target;
        self.values[free] = self.values[free].plus(step)?;
        for other in (0..self.rows.len()).filter(|other| *other != row) {
            let change = self.rows[other].1[column].times(step)?;
            let moved = self.rows[other].0;
            self.values[moved] = self.values[moved].plus(change)?;
        }
        // basic = Σ a·free  becomes  free = basic/a − Σ (others)/a
        let turned: Vec<Ratio> = self.rows[row]
            .1
            .iter()
            .enumerate()
            .map(|(place, coefficient)| {
                if place == column {
                    Ratio::whole(1).over(pivot)
                } else {
                    Ratio::ZERO.minus(*coefficient)?.over(pivot)
                }
            })
            .collect::<Option<_>>()?;
        for (other, (_, coefficients)) in self.rows.iter_mut().enumerate() {
            let times = coefficients[column];
            if other == row || times.above == 0 {
                continue;
            }
            for (place, coefficient) in coefficients.iter_mut().enumerate() {
                if turned[place].above == 0 {
                    continue;
                }
                let added = times.times(turned[place])?;
                *coefficient = if place == column { added } else { coefficient.plus(added)? };
            }
        }
        self.rows[row] = (free, turned);
        self.free[column] = basic;
        Some(())
    }

    fn solution(&self) -> BTreeMap<Var, Ratio> {
        self.variables.iter().copied().zip(self.values.iter().copied()).collect()
    }
}

/// The number in the range that is nearest to zero.
pub(crate) fn nearest(range: Range) -> i128 {
    if range.low > 0 {
        range.low
    } else if range.high < 0 {
        range.high
    } else {
        0
    }
}
