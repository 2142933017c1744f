//! Spaces that nobody chose: numbers and days, sums, whole divisions, products, calendar maps.

use crate::space::{
    Constraint, DayMap, Empty, FAR, Form, Relation, Row, Space, Var, day_from, day_until, number_of,
};
use enact_value::{CalendarRules, Date, LeapDay, MonthEnd, Range};

/// Numbers that look like chance and are the same every time.
pub(super) struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5DEE_CE66)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn within(&mut self, low: i128, high: i128) -> i128 {
        low + i128::from(self.next()) % (high - low + 1)
    }

    fn one_in(&mut self, times: i128) -> bool {
        self.within(1, times) == 1
    }

    fn of<T: Copy>(&mut self, options: &[T]) -> T {
        let last = i128::try_from(options.len()).unwrap() - 1;
        options[usize::try_from(self.within(0, last)).unwrap()]
    }
}

/// What a space is made with.
#[derive(Debug)]
enum Part {
    Variable(Range, bool),
    Holds(Constraint),
    Related(Relation),
}

/// A space before anything is narrowed, and numbers that would be near a case of it.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    parts: Vec<Part>,
    ranges: Vec<Range>,
    days: Vec<bool>,
    near: Vec<i128>,
}

impl Chosen {
    pub fn by(dice: &mut Dice) -> Self {
        let mut chosen = Self::default();
        for _ in 0..dice.within(1, 5) {
            chosen.any_variable(dice);
        }
        for _ in 0..dice.within(1, 7) {
            match dice.within(0, 9) {
                0 | 1 => chosen.floor(dice),
                2 => chosen.product(dice),
                3 | 4 => chosen.map(dice),
                _ => chosen.sum(dice),
            }
        }
        chosen
    }

    /// With everything in it as it was chosen.
    pub fn plain(&self) -> Space {
        let mut space = Space::default();
        for part in &self.parts {
            match part {
                Part::Variable(range, day) => {
                    space.variable(*range, *day);
                }
                Part::Holds(Constraint::AtMostZero(form)) => {
                    let range = Range { low: -FAR, high: -form.constant };
                    space.rows.push(Row { terms: form.terms.clone(), range });
                }
                Part::Holds(Constraint::Zero(form)) => {
                    let range = Range::exactly(-form.constant);
                    space.rows.push(Row { terms: form.terms.clone(), range });
                }
                Part::Holds(Constraint::Among(..)) => {}
                Part::Related(relation) => space.relations.push(*relation),
            }
        }
        space
    }

    /// Narrowed on the way; `None` when nothing is left.
    pub fn narrowed(&self) -> Option<Space> {
        let mut space = Space::default();
        for part in &self.parts {
            let held = match part {
                Part::Variable(range, day) => {
                    space.variable(*range, *day);
                    Ok(())
                }
                Part::Holds(constraint) => space.assert(constraint),
                Part::Related(Relation::Product { of, is }) => space.product(*of, *is),
                Part::Related(Relation::Mapped { map, of, is }) => space.mapped(*map, *of, *is),
            };
            if held == Err(Empty) {
                return None;
            }
        }
        Some(space)
    }

    fn variable(&mut self, range: Range, day: bool, near: i128) -> Var {
        self.parts.push(Part::Variable(range, day));
        self.ranges.push(range);
        self.days.push(day);
        self.near.push(near);
        Var(u32::try_from(self.near.len()).unwrap() - 1)
    }

    fn any_variable(&mut self, dice: &mut Dice) {
        if dice.one_in(3) {
            let (first, last) = match dice.within(0, 3) {
                0 => (Date::MIN, Date::MAX),
                1 => (Date::from_ymd(1996, 2, 20).unwrap(), Date::from_ymd(2004, 3, 5).unwrap()),
                2 => (Date::from_ymd(2023, 12, 1).unwrap(), Date::from_ymd(2024, 3, 2).unwrap()),
                _ => (Date::from_ymd(1890, 1, 1).unwrap(), Date::from_ymd(2110, 12, 31).unwrap()),
            };
            let range = Range::new(number_of(first), number_of(last));
            let near = number_of(day_from(dice.within(range.low, range.high)));
            self.variable(range, true, near);
            return;
        }
        let low = dice.of(&[0, 0, -10, -1_000, 1, -1_000_000]);
        let high = low + dice.of(&[0, 1, 7, 40, 1_000, 2_000_000, 10_000_000_000]);
        let near = dice.within(low, high);
        self.variable(Range::new(low, high), false, near);
    }

    fn some(&self, dice: &mut Dice) -> Var {
        let last = i128::try_from(self.near.len()).unwrap() - 1;
        Var(u32::try_from(dice.within(0, last)).unwrap())
    }

    fn near(&self, form: &Form) -> i128 {
        let parts = form.terms.iter().map(|(var, times)| self.near[var.index()] * times);
        parts.sum::<i128>() + form.constant
    }

    fn form(&self, dice: &mut Dice) -> Form {
        let mut form = Form::default();
        for _ in 0..dice.within(1, 3) {
            let times = dice.of(&[1, 1, 1, -1, -1, 2, -2, 3, -5, 7, 12, 31, -31, 372, 100]);
            form = form.plus(&Form::of(self.some(dice)), times).unwrap();
        }
        form
    }

    /// A sum that is bounded or fixed, mostly so that the numbers at hand are near.
    fn sum(&mut self, dice: &mut Dice) {
        let form = self.form(dice);
        let off = dice.of(&[0, 0, 0, 1, -1, 3, -10, 400, -5_000]);
        let form = form.shifted(off - self.near(&form)).unwrap();
        let zero = dice.one_in(3);
        self.holds(if zero { Constraint::Zero(form) } else { Constraint::AtMostZero(form) });
    }

    fn holds(&mut self, constraint: Constraint) {
        self.parts.push(Part::Holds(constraint));
    }

    /// `by × q ≤ form ≤ by × q + by − 1`
    fn floor(&mut self, dice: &mut Dice) {
        let form = self.form(dice).shifted(dice.within(-20, 20)).unwrap();
        let by = dice.of(&[2, 3, 7, 10, 12, 31, 100, 372, 365]);
        let near = self.near(&form).div_euclid(by);
        let wide = Range::new(near - 1_000_000_000, near + 1_000_000_000);
        let var = self.variable(wide, false, near);
        let times = Form::of(var).times(by).unwrap();
        let low = times.plus(&form, -1).unwrap();
        let high = low.times(-1).unwrap().shifted(1 - by).unwrap();
        self.holds(Constraint::AtMostZero(low));
        self.holds(Constraint::AtMostZero(high));
    }

    fn product(&mut self, dice: &mut Dice) {
        let of = (self.some(dice), self.some(dice));
        let range = |var: Var| self.ranges[var.index()];
        let Some(product) = range(of.0).mul(range(of.1)) else { return };
        let near = self.near[of.0.index()] * self.near[of.1.index()];
        let is = self.variable(product, false, near);
        self.parts.push(Part::Related(Relation::Product { of, is }));
    }

    fn map(&mut self, dice: &mut Dice) {
        let of = self.some(dice);
        if !self.days[of.index()] {
            return self.sum(dice);
        }
        let rules = CalendarRules {
            month_end: dice.of(&[MonthEnd::LastDay, MonthEnd::Overflow]),
            leap_day: dice.of(&[LeapDay::FirstOfMarch, LeapDay::LastOfFebruary]),
        };
        let months = dice.of(&[1, -1, 3, -7, 12, -12, 216, 804, 800, -9_000, 60_000]);
        let map = match dice.within(0, 7) {
            0 | 1 => DayMap::Months(months, rules),
            2 => DayMap::Days(dice.of(&[0, 1, -1, 14, 42, -365, 90_000])),
            3 => DayMap::OfMonth { after: dice.one_in(2) },
            4 => DayMap::OfYear { after: dice.one_in(2) },
            5 => DayMap::EndOfFebruary,
            _ => DayMap::Count,
        };
        let days = self.ranges[of.index()];
        let ends = (map.clamped(day_from(days.low)), map.clamped(day_until(days.high)));
        let near = map.clamped(day_from(self.near[of.index()]));
        let is = self.variable(Range::new(ends.0, ends.1), map.makes_days(), near);
        self.parts.push(Part::Related(Relation::Mapped { map, of, is }));
    }
}
