//! Whether the rows still hold together, from what was found before: a space that is narrowed step
//! by step is mostly held together by nearly the same numbers.

use super::simplex::{Ratio, Tableau, nearest};
use super::{Space, Var};
use enact_value::Range;
use std::collections::BTreeMap;

/// The rows of a space, held together by numbers that were found; more is only ever added.
#[derive(Debug, Clone, Default)]
pub(super) struct Running {
    tableau: Tableau,
    /// Where the variables stand in it, and the sums of the rows.
    vars: BTreeMap<Var, usize>,
    sums: BTreeMap<usize, usize>,
}

impl Running {
    /// Takes over what the space has become. Whether all of it can hold together; `None` when that
    /// is not found out.
    pub fn follow(&mut self, space: &Space) -> Option<bool> {
        for (place, row) in space.binding_rows() {
            if !self.sums.contains_key(&place) {
                self.add(space, place, &row.terms)?;
            }
        }
        for (var, place) in &self.vars {
            self.tableau.ranges[*place] = space.range(*var);
        }
        for (row, place) in &self.sums {
            self.tableau.ranges[*place] = space.rows.get(*row)?.range;
        }
        self.tableau.bring_in()?;
        self.tableau.settle()
    }

    /// Adds a row: a sum of what is free.
    fn add(&mut self, space: &Space, row: usize, terms: &[(Var, i128)]) -> Option<()> {
        for (var, _) in terms {
            if !self.vars.contains_key(var) {
                let range = space.range(*var);
                let place = self.tableau.number(range, Ratio::whole(nearest(range)));
                self.tableau.free.push(place);
                for (_, coefficients) in &mut self.tableau.rows {
                    coefficients.push(Ratio::ZERO);
                }
                self.vars.insert(*var, place);
            }
        }
        let Tableau { rows, free, values, .. } = &self.tableau;
        let mut coefficients = vec![Ratio::ZERO; free.len()];
        let mut sum = Ratio::ZERO;
        for (var, coefficient) in terms {
            let (place, times) = (self.vars[var], Ratio::whole(*coefficient));
            sum = sum.plus(values[place].times(times)?)?;
            if let Some(column) = free.iter().position(|free| *free == place) {
                coefficients[column] = coefficients[column].plus(times)?;
                continue;
            }
            let (_, stands_for) = rows.iter().find(|(basic, _)| *basic == place)?;
            for (known, part) in coefficients.iter_mut().zip(stands_for) {
                if part.above != 0 {
                    *known = known.plus(part.times(times)?)?;
                }
            }
        }
        let place = self.tableau.number(Range::exactly(0), sum);
        self.tableau.rows.push((place, coefficients));
        self.sums.insert(row, place);
        Some(())
    }
}

impl Tableau {
    /// A further number.
    fn number(&mut self, range: Range, value: Ratio) -> usize {
        self.ranges.push(range);
        self.values.push(value);
        self.ranges.len() - 1
    }

    /// Brings what is free back within its bounds, and what rests on it along.
    fn bring_in(&mut self) -> Option<()> {
        for column in 0..self.free.len() {
            let free = self.free[column];
            let Some((bound, _)) = self.passed(free) else { continue };
            let bound = Ratio::whole(bound);
            let step = bound.minus(self.values[free])?;
            self.values[free] = bound;
            for (basic, coefficients) in &self.rows {
                if coefficients[column].above != 0 {
                    let change = coefficients[column].times(step)?;
                    self.values[*basic] = self.values[*basic].plus(change)?;
                }
            }
        }
        Some(())
    }
}
