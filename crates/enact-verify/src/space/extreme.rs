//! How much a sum can be at most.
//!
//! Over fractions the simplex tells: whatever makes the sum more is let grow until something
//! holds it back. Of whole numbers that is a bound; [`Space::most`] then looks for a case that
//! reaches it, and halves what is left between the two.

use super::simplex::{EXCHANGES_MAX, Ratio, Tableau, nearest};
use super::{Constraint, FAR, Form, Found, Point, Space, Var};
use enact_value::Range;
use std::cmp::Ordering;

/// How much a form can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Most {
    /// Never more than this.
    pub bound: i128,
    /// As much as this in some case, when one was found.
    pub reached: Option<i128>,
}

impl Space {
    /// What each of the forms never leaves, over fractions.
    pub fn extents(&self, forms: &[Form]) -> Vec<Range> {
        let mut slope = Slope::of(self);
        forms.iter().map(|form| slope.extent(form)).collect()
    }

    /// What the form cannot exceed, over fractions, and the whole numbers on both sides of where
    /// it comes to that: they need not be a case.
    pub fn farthest(&self, form: &Form) -> (i128, Vec<Point>) {
        let mut slope = Slope::of(self);
        let bound = slope.bound(form);
        let near = [Ratio::floor, Ratio::ceiling].map(|round| slope.near(form, round));
        (bound, near.into_iter().flatten().collect())
    }

    /// The most that the form comes to; the gap between what is proved and what is reached is
    /// halved so often, with so many parts searched at most.
    pub fn most(&mut self, form: &Form, halves: u32, mut parts: u32) -> Most {
        let mut bound = self.bound_of(form);
        let mut reached: Option<i128> = None;
        for _ in 0..halves {
            if reached == Some(bound) {
                break;
            }
            // At first all of it at once: mostly the bound over fractions is reached.
            let least = match reached {
                None => bound,
                Some(low) => low + (bound - low + 1) / 2,
            };
            match self.reaches(form, least, &mut parts) {
                Some(Some(number)) => reached = Some(number),
                Some(None) if reached.is_none() => {
                    bound = least.saturating_sub(1);
                    match self.reaches(form, -FAR, &mut parts) {
                        Some(Some(number)) => reached = Some(number),
                        Some(None) | None => break,
                    }
                }
                Some(None) => bound = least - 1,
                None => break,
            }
        }
        Most { bound, reached }
    }

    /// What the form is in a case in which it is at least `least`: `Some(None)` when there is
    /// none, `None` when that is not found out.
    fn reaches(&mut self, form: &Form, least: i128, parts: &mut u32) -> Option<Option<i128>> {
        let mark = self.mark();
        let held = form.times(-1).and_then(|form| form.shifted(least));
        let kept = held.map(|held| self.assert(&Constraint::AtMostZero(held)).is_ok());
        let found = match kept {
            None => Found::Unknown,
            Some(false) => Found::None,
            Some(true) => self.point_among(parts),
        };
        self.undo_to(mark);
        match found {
            Found::Point(point) => Some(Some(crate::machine::value_of(form, &point))),
            Found::None => Some(None),
            Found::Unknown => None,
        }
    }

    /// What the form cannot exceed, over fractions.
    pub fn bound_of(&self, form: &Form) -> i128 {
        Slope::of(self).bound(form)
    }
}

/// One search after the other over the same rows, each from where the one before ended.
struct Slope<'s> {
    space: &'s Space,
    /// None once the numbers grew too large, or it took too long.
    tableau: Option<Tableau>,
}

impl<'s> Slope<'s> {
    fn of(space: &'s Space) -> Self {
        let mut tableau = Tableau::of(space, &space.open_rows());
        let solved = tableau.solve() == Some(true);
        Self { space, tableau: solved.then_some(tableau) }
    }

    fn extent(&mut self, form: &Form) -> Range {
        let range = self.space.range_of(form);
        if !form.terms.iter().any(|(var, _)| self.space.in_rows(*var)) {
            return range;
        }
        let least = form.times(-1).and_then(|form| self.bound(&form).checked_neg());
        Range { low: least.unwrap_or(range.low), high: self.bound(form) }
    }

    fn bound(&mut self, form: &Form) -> i128 {
        let range = self.space.range_of(form);
        let space = self.space;
        match self.tableau.as_mut().map(|tableau| tableau.most(space, form)) {
            Some(Some(most)) => most.floor().clamp(range.low, range.high),
            Some(None) => {
                self.tableau = None;
                range.high
            }
            None => range.high,
        }
    }

    /// The numbers at hand as whole ones; what no row binds goes as far as the form wants.
    fn near(&self, form: &Form, round: fn(Ratio) -> i128) -> Option<Point> {
        let tableau = self.tableau.as_ref()?;
        let (count, _) = self.space.counts();
        let numbers = (0..count).map(|number| {
            let var = Var(u32::try_from(number).unwrap_or(u32::MAX));
            let range = self.space.range(var);
            let wanted = form.terms.iter().find(|(known, _)| *known == var);
            match (tableau.variables.binary_search(&var), wanted) {
                (Ok(place), _) => round(tableau.values[place]).clamp(range.low, range.high),
                (Err(_), Some((_, coefficient))) if *coefficient > 0 => range.high,
                (Err(_), Some(_)) => range.low,
                (Err(_), None) => nearest(range),
            }
        });
        Some(Point { numbers: numbers.collect(), options: self.space.first_options() })
    }
}

impl Tableau {
    /// The most that the form comes to over fractions, from where the rows hold together; `None`
    /// when that is not found out.
    fn most(&mut self, space: &Space, form: &Form) -> Option<Ratio> {
        let mut sum = Ratio::whole(form.constant);
        let mut wanted = vec![Ratio::ZERO; self.ranges.len()];
        for (var, coefficient) in &form.terms {
            match self.variables.binary_search(var) {
                Ok(place) => wanted[place] = Ratio::whole(*coefficient),
                Err(_) => {
                    let range = space.range(*var);
                    let end = if *coefficient > 0 { range.high } else { range.low };
                    sum = sum.plus(Ratio::whole(end.checked_mul(*coefficient)?))?;
                }
            }
        }
        for _ in 0..EXCHANGES_MAX {
            let Some((column, up)) = self.improving(&wanted)? else {
                for (place, coefficient) in wanted.iter().enumerate() {
                    sum = sum.plus(coefficient.times(self.values[place])?)?;
                }
                return Some(sum);
            };
            self.let_grow(column, up)?;
        }
        None
    }

    /// The first free variable that makes the sum more, and in which direction.
    fn improving(&self, wanted: &[Ratio]) -> Option<Option<(usize, bool)>> {
        let mut best: Option<(usize, usize, bool)> = None;
        for (column, free) in self.free.iter().enumerate() {
            let mut worth = wanted[*free];
            for (basic, coefficients) in &self.rows {
                if wanted[*basic].above != 0 && coefficients[column].above != 0 {
                    worth = worth.plus(wanted[*basic].times(coefficients[column])?)?;
                }
            }
            let up = worth.above > 0;
            let first = best.is_none_or(|(known, ..)| *free < known);
            if worth.above != 0 && first && self.room(*free, up)? != Some(Ratio::ZERO) {
                best = Some((*free, column, up));
            }
        }
        Some(best.map(|(_, column, up)| (column, up)))
    }

    /// How far a variable is from its end: `Some(None)` when it has none.
    fn room(&self, place: usize, up: bool) -> Option<Option<Ratio>> {
        let (value, range) = (self.values[place], self.ranges[place]);
        let (end, other) =
            if up { (Ratio::whole(range.high), value) } else { (value, Ratio::whole(range.low)) };
        let open = if up { range.high >= FAR } else { range.low <= -FAR };
        if open { Some(None) } else { end.minus(other).map(Some) }
    }

    /// Lets a free variable grow, or shrink, until it or something that rests on it is at its end.
    fn let_grow(&mut self, column: usize, up: bool) -> Option<()> {
        let free = self.free[column];
        let mut step = self.room(free, up)?;
        let mut stopped: Option<(usize, usize, bool)> = None;
        for (row, (basic, coefficients)) in self.rows.iter().enumerate() {
            let coefficient = coefficients[column];
            if coefficient.above == 0 {
                continue;
            }
            let rises = (coefficient.above > 0) == up;
            let size =
                if coefficient.above > 0 { coefficient } else { Ratio::ZERO.minus(coefficient)? };
            let Some(left) = self.room(*basic, rises)? else { continue };
            let left = left.over(size)?;
            let sooner = match step.map(|step| left.against(step)) {
                None => true,
                Some(order) => match order? {
                    Ordering::Less => true,
                    Ordering::Equal => stopped.is_none_or(|(known, ..)| *basic < known),
                    Ordering::Greater => false,
                },
            };
            if sooner {
                step = Some(left);
                stopped = Some((*basic, row, !rises));
            }
        }
        if let Some((_, row, low)) = stopped {
            return self.exchange(row, column, low);
        }
        let step = step?;
        let step = if up { step } else { Ratio::ZERO.minus(step)? };
        self.values[free] = self.values[free].plus(step)?;
        for (basic, coefficients) in &self.rows {
            let change = coefficients[column].times(step)?;
            self.values[*basic] = self.values[*basic].plus(change)?;
        }
        Some(())
    }
}
