//! What the sums of a space say to the simplex: the rows that say something, in parts.

use super::{FAR, Form, Relation, Row, Space, Var};
use enact_value::Range;
use std::collections::BTreeMap;

/// Rows that are looked at together.
pub(super) type Part = Vec<(Vec<(Var, i128)>, Range)>;

impl Space {
    /// The rows that say something, in parts that have no variable in common. Variables that can be
    /// one number only are taken out.
    pub(super) fn parts(&self) -> Vec<Part> {
        let rows = self.open_rows();
        let mut leaders: Vec<usize> = (0..self.variables.len()).collect();
        for (terms, _) in &rows {
            for pair in terms.windows(2) {
                let (one, other) = (leader(&leaders, pair[0].0), leader(&leaders, pair[1].0));
                leaders[one.max(other)] = one.min(other);
            }
        }
        let mut parts: BTreeMap<Option<usize>, Part> = BTreeMap::new();
        for row in rows {
            let part = row.0.first().map(|(var, _)| leader(&leaders, *var));
            parts.entry(part).or_default().push(row);
        }
        parts.into_values().collect()
    }

    /// The rows that say something, without the variables that can be one number only.
    pub(super) fn open_rows(&self) -> Part {
        let multiplied = if self.relations.is_empty() { Vec::new() } else { self.multiplied() };
        let multiplied = multiplied.iter().map(|(terms, range)| (terms.as_slice(), *range));
        self.binding().chain(multiplied).map(|(terms, range)| self.opened(terms, range)).collect()
    }

    fn opened(&self, terms: &[(Var, i128)], range: Range) -> (Vec<(Var, i128)>, Range) {
        let (mut open, mut left) = (Vec::with_capacity(terms.len()), range);
        for (var, coefficient) in terms {
            let known = self.range(*var);
            let taken_out = (known.low == known.high)
                .then(|| known.low.checked_mul(*coefficient))
                .flatten()
                .and_then(|number| without(left, number));
            match taken_out {
                Some(rest) => left = rest,
                None => open.push((*var, *coefficient)),
            }
        }
        (open, left)
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
        self.binding_rows().map(|(_, row)| (row.terms.as_slice(), row.range))
    }

    /// The same, with their places.
    pub(super) fn binding_rows(&self) -> impl Iterator<Item = (usize, &Row)> {
        self.rows.iter().enumerate().filter(|(_, row)| {
            self.range_of_row(row)
                .is_none_or(|sum| sum.low < row.range.low || row.range.high < sum.high)
        })
    }
}

/// The first of the variables that the rows so far bring together with `var`.
fn leader(leaders: &[usize], var: Var) -> usize {
    let mut at = var.index();
    while leaders[at] != at {
        at = leaders[at];
    }
    at
}

/// The range with the number taken off.
fn without(range: Range, number: i128) -> Option<Range> {
    let low = if range.low > -FAR { range.low.checked_sub(number)? } else { range.low };
    let high = if range.high < FAR { range.high.checked_sub(number)? } else { range.high };
    Some(Range { low, high })
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
