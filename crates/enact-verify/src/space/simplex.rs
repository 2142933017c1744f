//! Whether the rows can hold together over fractions.
//!
//! The general simplex with bounds on both sides: basic variables are sums of the others, and a
//! basic variable out of its bounds is exchanged with one that can bring it back, always the
//! first (Bland), so that it ends.
//!
//! Source: Dutertre and de Moura, A fast linear-arithmetic solver for DPLL(T), CAV 2006.

use super::{FAR, Form, Relation, Space, Var};
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
        (below != 0).then(|| Self { above: above / common, below: below / common })
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        if self.below == 1 && other.below == 1 {
            return Some(Self::whole(self.above.checked_add(other.above)?));
        }
        let common = gcd(self.below, other.below).max(1);
        let left = self.above.checked_mul(other.below / common)?;
        let right = other.above.checked_mul(self.below / common)?;
        Self::new(left.checked_add(right)?, (self.below / common).checked_mul(other.below)?)
    }

    pub(super) fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self { above: other.above.checked_neg()?, below: other.below })
    }

    pub(super) fn times(self, other: Self) -> Option<Self> {
        if self.below == 1 && other.below == 1 {
            return Some(Self::whole(self.above.checked_mul(other.above)?));
        }
        let (down, up) = (gcd(self.above, other.below).max(1), gcd(other.above, self.below).max(1));
        let above = (self.above / down).checked_mul(other.above / up)?;
        Self::new(above, (self.below / up).checked_mul(other.below / down)?)
    }

    pub(super) fn over(self, other: Self) -> Option<Self> {
        self.times(Self::new(other.below, other.above)?)
    }

    pub(super) fn against(self, other: Self) -> Option<Ordering> {
        self.minus(other).map(|rest| rest.above.cmp(&0))
    }

    /// The whole number, when it is one.
    pub fn as_whole(self) -> Option<i128> {
        (self.below == 1).then_some(self.above)
    }

    /// The whole number at or below it.
    pub fn floor(self) -> i128 {
        self.above.div_euclid(self.below)
    }
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
    pub fn sound(&self) -> bool {
        self.fractions() != Fractions::Clash
    }

    /// Whether the rows hold together over fractions.
    pub fn fractions(&self) -> Fractions {
        let mut tableau = Tableau::of(self);
        match tableau.solve() {
            None => Fractions::Unknown,
            Some(false) => Fractions::Clash,
            Some(true) => Fractions::Hold(tableau.solution()),
        }
    }

    /// What rows and ranges say when both sides are multiplied by the same factor, of which all
    /// products are there: from `low ≤ Σ a·x` follows `Σ a·(x·f) − low·f ≥ l·(Σ a·x − low)` for
    /// any `f ≥ l`, and the same from the other side.
    ///
    /// Source: Sherali and Adams, A reformulation-linearization technique, 1990.
    fn multiplied(&self) -> Vec<(Vec<(Var, i128)>, Range)> {
        let mut products: BTreeMap<Var, BTreeMap<Var, Var>> = BTreeMap::new();
        for relation in &self.relations {
            let Relation::Product { of: (one, other), is } = *relation else { continue };
            products.entry(one).or_default().insert(other, is);
            products.entry(other).or_default().insert(one, is);
        }
        let mut found = Vec::new();
        for (factor, with) in &products {
            let least = self.range(*factor).low;
            if least <= -FAR {
                continue;
            }
            let sums = self.rows.iter().map(|row| (row.terms.as_slice(), row.range));
            let sums =
                sums.filter(|(terms, _)| terms.iter().all(|(var, _)| with.contains_key(var)));
            for (terms, range) in sums {
                found.extend(times_factor(terms, range, (*factor, least), with));
            }
            for var in with.keys() {
                let one = [(*var, 1)];
                found.extend(times_factor(&one, self.range(*var), (*factor, least), with));
            }
        }
        found
    }

    /// The rows that say more than the ranges of their variables do.
    pub(super) fn binding(&self) -> impl Iterator<Item = (&[(Var, i128)], Range)> {
        self.rows.iter().filter_map(|row| {
            let mut sum = Some(Range::exactly(0));
            for (var, coefficient) in &row.terms {
                let part = self.range(*var).scale(*coefficient);
                sum = sum.and_then(|sum| sum.add(part?));
            }
            let implied =
                sum.is_some_and(|sum| row.range.low <= sum.low && sum.high <= row.range.high);
            (!implied).then_some((row.terms.as_slice(), row.range))
        })
    }
}

/// A row for each side of the range; see [`Space::multiplied`].
fn times_factor(
    terms: &[(Var, i128)],
    range: Range,
    (factor, least): (Var, i128),
    products: &BTreeMap<Var, Var>,
) -> Vec<(Vec<(Var, i128)>, Range)> {
    let row = |bound: i128| {
        let mut sum = Form::default();
        for (var, coefficient) in terms {
            sum = sum.plus(&Form::of(*products.get(var)?), *coefficient)?;
            sum = sum.plus(&Form::of(*var), coefficient.checked_mul(least)?.checked_neg()?)?;
        }
        sum = sum.plus(&Form::of(factor), bound.checked_neg()?)?;
        Some((sum.terms, bound.checked_mul(least)?.checked_neg()?))
    };
    let mut rows = Vec::new();
    if let Some((terms, end)) = (range.low > -FAR).then(|| row(range.low)).flatten() {
        rows.push((terms, Range { low: end, high: FAR }));
    }
    if let Some((terms, end)) = (range.high < FAR).then(|| row(range.high)).flatten() {
        rows.push((terms, Range { low: -FAR, high: end }));
    }
    rows
}

/// Every variable has bounds and a value; the basic ones are sums of the others.
pub(super) struct Tableau {
    pub variables: Vec<Var>,
    pub ranges: Vec<Range>,
    pub values: Vec<Ratio>,
    /// Per row: the basic variable, and the coefficients of the free ones.
    pub rows: Vec<(usize, Vec<Ratio>)>,
    pub free: Vec<usize>,
}

impl Tableau {
    pub fn of(space: &Space) -> Self {
        let multiplied = if space.relations.is_empty() { Vec::new() } else { space.multiplied() };
        let multiplied = multiplied.iter().map(|(terms, range)| (terms.as_slice(), *range));
        let binding: Vec<(&[(Var, i128)], Range)> = space.binding().chain(multiplied).collect();
        let mut place: BTreeMap<Var, usize> = BTreeMap::new();
        for (var, _) in binding.iter().flat_map(|(terms, _)| *terms) {
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
        let mut rows = Vec::with_capacity(binding.len());
        for (number, (terms, range)) in binding.iter().enumerate() {
            let mut coefficients = vec![Ratio::ZERO; width];
            for (var, coefficient) in *terms {
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
            let (value, range) = (self.values[*basic], self.ranges[*basic]);
            let below = range.low > -FAR
                && value.against(Ratio::whole(range.low)).is_some_and(Ordering::is_lt);
            let above = range.high < FAR
                && value.against(Ratio::whole(range.high)).is_some_and(Ordering::is_gt);
            (below || above).then_some((*basic, row, below))
        });
        wrong.min().map(|(_, row, below)| (row, below))
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
