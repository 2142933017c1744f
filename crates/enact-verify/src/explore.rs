//! Every way in which something can go, one after the other.
//!
//! Whatever is explored is run again and again from the start. Where it can go several ways it
//! asks [`Explorer::choose`], which says which way this run goes and narrows the space to the
//! cases that go there; ways that no case goes are never taken. After a run
//! [`Explorer::next`] steps to the next.
//!
//! A run up to the last choice repeats the run before it: what was made then is there already,
//! and is handed out again in the same order.

use crate::space::{
    Constraint, DayMap, Empty, FAR, Form, Options, Pick, Space, Var, day_from, day_until,
};
use enact_value::{Range, gcd};
use std::collections::BTreeMap;

/// This run ends here: no case goes this way, or patience is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Halt;

/// A way, and what holds of the cases that go it.
pub(crate) type Way = Vec<Constraint>;

/// A choice that was made, and what else could have been chosen.
#[derive(Debug)]
struct Level {
    mark: usize,
    ways: Vec<Way>,
    taken: usize,
}

/// What has been derived from other things, so that equal things are one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Derived {
    Floor(Form, i128),
    Product(Form, Form),
    Mapped(DayMap, Form),
    Named(Form),
}

/// The run under way, and the choices that led to it.
#[derive(Debug)]
pub(crate) struct Explorer {
    pub space: Space,
    levels: Vec<Level>,
    /// How many choices this run has made.
    at: usize,
    /// How many variables and choices this run has been given.
    given: (usize, usize),
    derived: BTreeMap<Derived, Var>,
    /// How many choices may still be weighed.
    patience: u64,
    /// Whether patience ended before every way was gone.
    pub impatient: bool,
}

impl Explorer {
    pub fn new(patience: u64) -> Self {
        Self {
            space: Space::default(),
            levels: Vec::new(),
            at: 0,
            given: (0, 0),
            derived: BTreeMap::new(),
            patience,
            impatient: false,
        }
    }

    /// How many choices were weighed, of `patience`.
    pub fn spent(&self, patience: u64) -> u64 {
        patience.saturating_sub(self.patience)
    }

    /// Runs `run` once for every way it can go; `false` when patience ended first.
    pub fn all(&mut self, mut run: impl FnMut(&mut Self)) -> bool {
        loop {
            self.at = 0;
            self.given = (0, 0);
            self.derived.clear();
            run(self);
            if self.impatient || !self.next() {
                return !self.impatient;
            }
        }
    }

    /// Steps to the next way that some case may go.
    fn next(&mut self) -> bool {
        while let Some(mut level) = self.levels.pop() {
            self.space.undo_to(level.mark);
            if self.enter(&mut level) {
                self.levels.push(level);
                return true;
            }
        }
        false
    }

    /// Takes the next way of `level` that some case may go.
    fn enter(&mut self, level: &mut Level) -> bool {
        while let Some(way) = level.ways.get(level.taken + 1) {
            level.taken += 1;
            if self.patience == 0 {
                self.impatient = true;
                return false;
            }
            self.patience -= 1;
            if self.hold(way) {
                return true;
            }
            self.space.undo_to(level.mark);
        }
        false
    }

    fn hold(&mut self, way: &Way) -> bool {
        way.iter().all(|constraint| self.space.assert(constraint).is_ok())
            && (!way.iter().any(|constraint| self.reaches_rows(constraint)) || self.space.sound())
    }

    /// Whether the sums may no longer hold together under `constraint`.
    fn reaches_rows(&self, constraint: &Constraint) -> bool {
        match constraint {
            Constraint::AtMostZero(form) | Constraint::Zero(form) => {
                form.terms.len() > 1 || form.terms.iter().any(|(var, _)| self.space.in_rows(*var))
            }
            Constraint::Among(..) => false,
        }
    }

    /// Whether this run still repeats the one before.
    fn repeating(&self) -> bool {
        self.at < self.levels.len()
    }

    /// Which of the ways this run goes.
    pub fn choose(&mut self, ways: Vec<Way>) -> Result<usize, Halt> {
        if let Some(level) = self.levels.get(self.at) {
            self.at += 1;
            return Ok(level.taken);
        }
        if self.patience == 0 {
            self.impatient = true;
            return Err(Halt);
        }
        let mut level = Level { mark: self.space.mark(), ways, taken: 0 };
        self.patience -= 1;
        let first = level.ways.first().cloned().unwrap_or_default();
        let entered = if self.hold(&first) {
            true
        } else {
            self.space.undo_to(level.mark);
            self.enter(&mut level)
        };
        if !entered {
            return Err(Halt);
        }
        let taken = level.taken;
        self.levels.push(level);
        self.at += 1;
        Ok(taken)
    }

    /// Holds `constraint` in this run.
    pub fn require(&mut self, constraint: &Constraint) -> Result<(), Halt> {
        if self.repeating() {
            return Ok(());
        }
        self.space.assert(constraint).map_err(|Empty| Halt)
    }

    /// A variable of this run.
    pub fn variable(&mut self, range: Range, day: bool) -> Var {
        let place = self.given.0;
        self.given.0 += 1;
        if place < self.space.counts().0 {
            return Var(u32::try_from(place).unwrap_or(u32::MAX));
        }
        self.space.variable(range, day)
    }

    /// A finite choice of this run.
    pub fn pick(&mut self, count: u32) -> Pick {
        let place = self.given.1;
        self.given.1 += 1;
        if place < self.space.counts().1 {
            return Pick(u32::try_from(place).unwrap_or(u32::MAX));
        }
        self.space.choice(count)
    }

    /// Whether `pick` is one of `options`.
    pub fn is_among(&mut self, pick: Pick, options: Options) -> Result<bool, Halt> {
        let ways =
            vec![vec![Constraint::Among(pick, !options)], vec![Constraint::Among(pick, options)]];
        Ok(self.choose(ways)? == 1)
    }

    /// Whether the form is zero or less.
    pub fn at_most_zero(&mut self, form: &Form) -> Result<bool, Halt> {
        let Some(other) = form.times(-1).and_then(|form| form.shifted(1)) else {
            return Err(Halt);
        };
        if let Some(known) = form.known() {
            return Ok(known <= 0);
        }
        let ways =
            vec![vec![Constraint::AtMostZero(form.clone())], vec![Constraint::AtMostZero(other)]];
        Ok(self.choose(ways)? == 0)
    }

    /// How the form stands to zero: -1, 0 or 1.
    pub fn sign(&mut self, form: &Form) -> Result<i32, Halt> {
        if let Some(known) = form.known() {
            return Ok(i32::try_from(known.signum()).unwrap_or(0));
        }
        let below = form.shifted(1).ok_or(Halt)?;
        let above = form.times(-1).and_then(|form| form.shifted(1)).ok_or(Halt)?;
        let ways = vec![
            vec![Constraint::Zero(form.clone())],
            vec![Constraint::AtMostZero(below)],
            vec![Constraint::AtMostZero(above)],
        ];
        Ok([0, -1, 1].get(self.choose(ways)?).copied().unwrap_or(0))
    }

    /// Which whole number the form is, when it can be few.
    pub fn value_among(&mut self, form: &Form, most: i128) -> Result<Option<i128>, Halt> {
        if let Some(known) = form.known() {
            return Ok(Some(known));
        }
        if self.repeating() {
            return self.repeated_value(form);
        }
        let range = self.space.range_of(form);
        let few = range.high.checked_sub(range.low).is_some_and(|width| width < most);
        if !few {
            self.choose(vec![Vec::new()])?;
            return Ok(None);
        }
        let values = range.low..=range.high;
        let ways = values.map(|value| Some(vec![Constraint::Zero(form.shifted(-value)?)]));
        let ways: Vec<Way> = ways.collect::<Option<_>>().ok_or(Halt)?;
        let taken = self.choose(ways)?;
        Ok(i128::try_from(taken).ok().and_then(|taken| range.low.checked_add(taken)))
    }

    fn repeated_value(&mut self, form: &Form) -> Result<Option<i128>, Halt> {
        let Some(level) = self.levels.get(self.at) else { return Err(Halt) };
        self.at += 1;
        let value = match level.ways.get(level.taken).and_then(|way| way.first()) {
            Some(Constraint::Zero(held)) => {
                Some(form.constant.checked_sub(held.constant).ok_or(Halt)?)
            }
            _ => None,
        };
        Ok(value)
    }

    /// The whole number at or below `form / by`, with `by` above zero.
    pub fn floor(&mut self, form: &Form, by: i128) -> Result<Form, Halt> {
        // What `by` divides stays outside, and what divides both falls away.
        let (mut outside, mut inside) = (Form::default(), Form::default());
        for (var, coefficient) in &form.terms {
            if coefficient % by == 0 {
                outside.terms.push((*var, coefficient / by));
            } else {
                inside.terms.push((*var, *coefficient));
            }
        }
        outside.constant = form.constant.div_euclid(by);
        inside.constant = form.constant.rem_euclid(by);
        if inside.terms.is_empty() {
            return Ok(outside);
        }
        let common = gcd(inside.divisor(), by).max(1);
        let by = by / common;
        for (_, coefficient) in &mut inside.terms {
            *coefficient /= common;
        }
        inside.constant = inside.constant.div_euclid(common);
        let var = self.floor_var(inside, by)?;
        outside.plus(&Form::of(var), 1).ok_or(Halt)
    }

    fn floor_var(&mut self, form: Form, by: i128) -> Result<Var, Halt> {
        let key = Derived::Floor(form.clone(), by);
        if let Some(var) = self.derived.get(&key) {
            return Ok(*var);
        }
        let range = self.space.range_of(&form);
        let range = Range::new(range.low.div_euclid(by), range.high.div_euclid(by));
        let var = self.variable(range, false);
        // by × q ≤ form ≤ by × q + by − 1
        let times = Form::of(var).times(by).ok_or(Halt)?;
        let low = times.plus(&form, -1).ok_or(Halt)?;
        let high = low.times(-1).and_then(|rest| rest.shifted(1 - by)).ok_or(Halt)?;
        self.derived.insert(key, var);
        self.require(&Constraint::AtMostZero(low))?;
        self.require(&Constraint::AtMostZero(high))?;
        Ok(var)
    }

    /// The product of two forms.
    pub fn product(&mut self, one: &Form, other: &Form) -> Result<Form, Halt> {
        let known = one.known().map(|factor| (other, factor));
        if let Some((form, factor)) = known.or_else(|| Some((one, other.known()?))) {
            return form.times(factor).ok_or(Halt);
        }
        let (one, other) = if one <= other { (one, other) } else { (other, one) };
        let key = Derived::Product(one.clone(), other.clone());
        if let Some(var) = self.derived.get(&key) {
            return Ok(Form::of(*var));
        }
        let factors = (self.named(one, false)?, self.named(other, false)?);
        let ranges = self.space.range(factors.0).mul(self.space.range(factors.1));
        let var = self.variable(ranges.unwrap_or(Range::new(-FAR, FAR)), false);
        self.derived.insert(key, var);
        if !self.repeating() {
            self.space.product(factors, var).map_err(|Empty| Halt)?;
        }
        Ok(Form::of(var))
    }

    /// What `map` makes of the day; `None` for a known day that it brings outside the calendar.
    pub fn mapped(&mut self, map: DayMap, day: &Form) -> Result<Option<Form>, Halt> {
        if let Some(number) = day.known() {
            return Ok(map.of(day_from(number)).map(Form::constant));
        }
        let key = Derived::Mapped(map, day.clone());
        if let Some(var) = self.derived.get(&key) {
            return Ok(Some(Form::of(*var)));
        }
        let of = self.named(day, true)?;
        let days = self.space.range(of);
        let ends = (map.clamped(day_from(days.low)), map.clamped(day_until(days.high)));
        let var = self.variable(Range::new(ends.0, ends.1), map != DayMap::Count);
        self.derived.insert(key, var);
        if !self.repeating() {
            self.space.mapped(map, of, var).map_err(|Empty| Halt)?;
        }
        Ok(Some(Form::of(var)))
    }

    /// A variable that is the form.
    fn named(&mut self, form: &Form, day: bool) -> Result<Var, Halt> {
        if let (&[(var, 1)], 0) = (form.terms.as_slice(), form.constant) {
            return Ok(var);
        }
        let key = Derived::Named(form.clone());
        if let Some(var) = self.derived.get(&key) {
            return Ok(*var);
        }
        let range = self.space.range_of(form);
        let var = self.variable(range, day);
        self.derived.insert(key, var);
        let same = form.plus(&Form::of(var), -1).ok_or(Halt)?;
        self.require(&Constraint::Zero(same))?;
        Ok(var)
    }
}
