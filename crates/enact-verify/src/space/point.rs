//! One case of the space: whole numbers that keep every row, relation and calendar.
//!
//! Branch and bound: where the fractions are no whole numbers, or do not keep a relation, the
//! space is cut in two or three and each part is searched.

use super::simplex::{Fractions, nearest};
use super::{
    Constraint, DayMap, FAR, Form, Pick, Relation, Space, Var, day_from, day_until, number_of,
};
use enact_value::Range;

/// How many parts are searched before the answer is that it is not known.
const PARTS_MAX: u32 = 600;

/// A value for every variable and choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Point {
    pub numbers: Vec<i128>,
    pub options: Vec<u32>,
}

impl Point {
    pub fn number(&self, var: Var) -> i128 {
        self.numbers.get(var.index()).copied().unwrap_or(0)
    }

    pub fn option(&self, pick: Pick) -> u32 {
        self.options.get(pick.index()).copied().unwrap_or(0)
    }
}

/// What a search for a case comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    /// This one.
    Point(Point),
    /// There is none.
    None,
    /// Not found out in time.
    Unknown,
}

/// What does not hold with the numbers at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Misfit {
    /// This variable can still be another number.
    Open(Var),
    /// All that goes in is fixed, and makes this of the variable.
    Made(Var, i128),
    /// All of it is fixed.
    Never,
    /// The numbers are too large to tell.
    Beyond,
}

impl Space {
    /// A case of the space.
    pub fn point(&mut self) -> Found {
        let mut parts = PARTS_MAX;
        self.point_among(&mut parts)
    }

    /// The same, with so many parts searched at most; what is left of them stays.
    pub fn point_among(&mut self, parts: &mut u32) -> Found {
        let mark = self.mark();
        let found = self.search(parts);
        self.undo_to(mark);
        found
    }

    fn search(&mut self, parts: &mut u32) -> Found {
        let Some(left) = parts.checked_sub(1) else { return Found::Unknown };
        *parts = left;
        let known = match self.fractions() {
            Fractions::Clash => return Found::None,
            Fractions::Hold(known) => known,
            Fractions::Unknown => Default::default(),
        };
        let mut numbers = Vec::with_capacity(self.variables.len());
        for number in 0..self.variables.len() {
            let var = Var(u32::try_from(number).unwrap_or(u32::MAX));
            let range = self.range(var);
            match known.get(&var) {
                None => numbers.push(self.plain(var, range)),
                Some(ratio) => match ratio.as_whole() {
                    Some(whole) => numbers.push(whole),
                    None => return self.cut(var, ratio.floor(), parts),
                },
            }
        }
        if let Some((var, value)) = self.off_calendar(&numbers) {
            return self.cut(var, value, parts);
        }
        match self.broken(&numbers) {
            None => Found::Point(Point { numbers, options: self.first_options() }),
            Some(Misfit::Open(var)) => {
                let value = numbers.get(var.index()).copied().unwrap_or(0);
                self.fix(var, value, parts)
            }
            Some(Misfit::Made(var, value)) => self.any(var, &[Range::exactly(value)], parts),
            Some(Misfit::Never) => Found::None,
            Some(Misfit::Beyond) => Found::Unknown,
        }
    }

    /// An unbound variable takes what is nearest to zero, or the end of its days.
    fn plain(&self, var: Var, range: Range) -> i128 {
        let day = self.variables.get(var.index()).is_some_and(|known| known.day);
        if day {
            number_of(day_from(nearest(range))).clamp(range.low, range.high)
        } else {
            nearest(range)
        }
    }

    /// Whether the numbers are a case of the space.
    pub(super) fn keeps(&self, numbers: &[i128]) -> bool {
        let inside = |(known, number): (&super::Variable, &i128)| known.range.contains(*number);
        numbers.len() == self.variables.len()
            && self.variables.iter().zip(numbers).all(inside)
            && self.off_calendar(numbers).is_none()
            && self.broken(numbers).is_none()
    }

    pub(super) fn first_options(&self) -> Vec<u32> {
        self.choices.iter().map(|options| options.trailing_zeros()).collect()
    }

    /// A number that no day has: the number of the day before it tells where to cut.
    fn off_calendar(&self, numbers: &[i128]) -> Option<(Var, i128)> {
        let mut days =
            self.variables.iter().zip(numbers).enumerate().filter(|(_, (known, _))| known.day);
        days.find_map(|(place, (_, number))| {
            let before = number_of(day_until(*number));
            (before != *number).then(|| (Var(u32::try_from(place).unwrap_or(u32::MAX)), before))
        })
    }

    /// A row (over unknown fractions) or a relation that does not hold.
    fn broken(&self, numbers: &[i128]) -> Option<Misfit> {
        let at = |var: Var| numbers.get(var.index()).copied().unwrap_or(0);
        let loose = |var: &Var| {
            let range = self.range(*var);
            range.low < range.high
        };
        for row in &self.rows {
            let sum = row.terms.iter().try_fold(0_i128, |sum, (var, coefficient)| {
                sum.checked_add(at(*var).checked_mul(*coefficient)?)
            });
            if !sum.is_some_and(|sum| row.range.contains(sum)) {
                let var = row.terms.iter().map(|(var, _)| *var).find(loose);
                let fixed = if sum.is_some() { Misfit::Never } else { Misfit::Beyond };
                return Some(var.map_or(fixed, Misfit::Open));
            }
        }
        for relation in &self.relations {
            let (made, inputs, is) = match *relation {
                Relation::Product { of: (one, other), is } => {
                    (at(one).checked_mul(at(other)), [one, other], is)
                }
                Relation::Mapped { map, of, is } => (Some(mapped(map, at(of))), [of, of], is),
            };
            if made != Some(at(is)) {
                let fixed = made.map_or(Misfit::Never, |made| Misfit::Made(is, made));
                return Some(inputs.into_iter().find(loose).map_or(fixed, Misfit::Open));
            }
        }
        None
    }

    /// Searches at or below `value`, then above it.
    fn cut(&mut self, var: Var, value: i128, parts: &mut u32) -> Found {
        let below = Range { low: -FAR, high: value };
        let above = Range { low: value.saturating_add(1), high: FAR };
        self.any(var, &[below, above], parts)
    }

    /// Searches at `value`, then below and above it.
    fn fix(&mut self, var: Var, value: i128, parts: &mut u32) -> Found {
        let at = Range::exactly(value);
        let below = Range { low: -FAR, high: value.saturating_sub(1) };
        let above = Range { low: value.saturating_add(1), high: FAR };
        self.any(var, &[at, below, above], parts)
    }

    fn any(&mut self, var: Var, ranges: &[Range], parts: &mut u32) -> Found {
        let mut unknown = false;
        for range in ranges {
            let mark = self.mark();
            let kept = self.keep(var, *range);
            let found = if kept { self.search(parts) } else { Found::None };
            self.undo_to(mark);
            match found {
                Found::Point(point) => return Found::Point(point),
                Found::None => {}
                Found::Unknown => unknown = true,
            }
        }
        if unknown { Found::Unknown } else { Found::None }
    }

    /// Keeps `var` within `range`; `false` when nothing is left.
    pub fn keep(&mut self, var: Var, range: Range) -> bool {
        let low = Form { terms: vec![(var, -1)], constant: range.low };
        let high = Form { terms: vec![(var, 1)], constant: range.high.saturating_neg() };
        self.assert(&Constraint::AtMostZero(low)).is_ok()
            && self.assert(&Constraint::AtMostZero(high)).is_ok()
    }
}

fn mapped(map: DayMap, number: i128) -> i128 {
    map.clamped(day_from(number))
}

#[cfg(test)]
mod tests {
    use super::{Constraint, Form, Found, Space, Var};
    use enact_value::Range;

    fn at_most(space: &mut Space, terms: &[(Var, i128)], most: i128) {
        let form = Form { terms: terms.to_vec(), constant: -most };
        space.assert(&Constraint::AtMostZero(form)).unwrap();
    }

    /// Narrowing stops early here, before it comes to the product: that both factors are fixed
    /// then says nothing yet of the range of what they make.
    #[test]
    fn a_product_of_fixed_numbers_is_found_where_narrowing_stopped_early() {
        let mut space = Space::default();
        let mut variable = |low, high| space.variable(Range::new(low, high), false);
        let (cause, factor, three) = (variable(0, 10), variable(0, 20), variable(3, 3));
        let (slow, slower) =
            (variable(0, 1_000_000_000_000_000), variable(0, 1_000_000_000_000_000));
        let product = variable(-1_000, 1_000);
        space.product((factor, three), product).unwrap();
        at_most(&mut space, &[(cause, 1), (factor, 1)], 13);
        at_most(&mut space, &[(cause, -1), (factor, -1)], -13);
        at_most(&mut space, &[(cause, -1_000_000_000_000), (slow, 1)], 0);
        at_most(&mut space, &[(slow, 1_000), (slower, -999)], 1_000);
        at_most(&mut space, &[(slow, -999), (slower, 1_000)], 1_000);
        assert!(space.keep(cause, Range::exactly(5)));
        let Found::Point(point) = space.point() else { panic!("{:?}", space.point()) };
        assert_eq!((point.number(factor), point.number(product)), (8, 24));
    }
}
