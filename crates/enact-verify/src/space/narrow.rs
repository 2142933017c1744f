//! Narrowing by bounds: what the ranges of some variables say of the others.

use super::{
    DayMap, Empty, FAR, Relation, Row, Space, Var, ceiling, day_from, day_until, number_of,
};
use enact_value::Range;

/// How often rows are looked at before narrowing stops. Stopping early loses nothing: it only
/// leaves more for the exact search to exclude.
const LOOKS_MAX: usize = 400;

impl Space {
    /// Narrows until nothing changes, or for long enough.
    pub(super) fn narrow(&mut self) -> Result<(), Empty> {
        let mut looks = 0;
        while let Some(var) = self.changed.pop() {
            let place = var.index();
            let Some(known) = self.variables.get(place) else { continue };
            let (rows, relations) = (known.rows.len(), known.relations.len());
            for number in 0..rows {
                self.narrow_by_row(self.variables[place].rows[number])?;
            }
            for number in 0..relations {
                self.narrow_by_relation(self.variables[place].relations[number])?;
            }
            looks += rows + relations;
            if looks > LOOKS_MAX {
                break;
            }
        }
        self.changed.clear();
        Ok(())
    }

    /// `low ≤ Σ a·x ≤ high` bounds each `x` by what the others leave.
    fn narrow_by_row(&mut self, row: usize) -> Result<(), Empty> {
        let Some(known) = self.rows.get(row) else { return Ok(()) };
        let range = known.range;
        let Some(sum) = self.range_of_row(known) else { return Ok(()) };
        if sum.low > range.high || sum.high < range.low {
            return Err(Empty);
        }
        if range.low <= sum.low && sum.high <= range.high {
            return Ok(());
        }
        for place in 0..known.terms.len() {
            let (var, coefficient) = self.rows[row].terms[place];
            let Some(own) = self.range(var).scale(coefficient) else { continue };
            // What the others come to at least and at most.
            let (least, most) = (sum.low - own.low, sum.high - own.high);
            let (low, high) = (range.low.checked_sub(most), range.high.checked_sub(least));
            let (Some(low), Some(high)) = (low, high) else { continue };
            if low <= own.low && own.high <= high {
                continue;
            }
            let part = Range { low, high };
            self.restrict(var, divided(part, coefficient))?;
        }
        Ok(())
    }

    /// Where the sum of a row lies by the ranges of its variables; `None` when that is too far.
    pub(super) fn range_of_row(&self, row: &Row) -> Option<Range> {
        row.terms.iter().try_fold(Range::exactly(0), |sum, (var, coefficient)| {
            sum.add(self.range(*var).scale(*coefficient)?)
        })
    }

    fn narrow_by_relation(&mut self, relation: usize) -> Result<(), Empty> {
        match self.relations.get(relation).copied() {
            None => Ok(()),
            Some(Relation::Product { of: (one, other), is }) => self.narrow_product(one, other, is),
            Some(Relation::Mapped { map, of, is }) => self.narrow_mapped(map, of, is),
        }
    }

    fn narrow_product(&mut self, one: Var, other: Var, is: Var) -> Result<(), Empty> {
        if let Some(product) = self.range(one).mul(self.range(other)) {
            self.restrict(is, product)?;
        }
        for (factor, rest) in [(one, other), (other, one)] {
            let range = self.range(factor);
            if range.low == range.high && range.low != 0 {
                self.restrict(rest, divided(self.range(is), range.low))?;
            }
        }
        Ok(())
    }

    fn narrow_mapped(&mut self, map: DayMap, of: Var, is: Var) -> Result<(), Empty> {
        let days = self.range(of);
        let (low, high) = (map.clamped(day_from(days.low)), map.clamped(day_until(days.high)));
        self.restrict(is, Range::new(low, high))?;
        let left = self.range(is);
        if left.low > low {
            let first = map.first_reaching(left.low).ok_or(Empty)?;
            self.restrict(of, Range { low: number_of(first), high: FAR })?;
        }
        if left.high < high {
            let last = map.last_within(left.high).ok_or(Empty)?;
            self.restrict(of, Range { low: -FAR, high: number_of(last) })?;
        }
        Ok(())
    }
}

/// The whole numbers that, times `factor`, lie in `range`. Empty ranges stay empty: their ends
/// have crossed.
fn divided(range: Range, factor: i128) -> Range {
    if factor == 1 {
        return range;
    }
    let (low, high) = if factor > 0 { (range.low, range.high) } else { (range.high, range.low) };
    let (low, high) = (ceiling(low, factor), floor(high, factor));
    Range { low, high }
}

/// The quotient, rounded down.
fn floor(above: i128, below: i128) -> i128 {
    let euclid = above.div_euclid(below);
    // With a negative divisor the Euclidean quotient is the one rounded up.
    if below < 0 && above.rem_euclid(below) != 0 { euclid - 1 } else { euclid }
}
