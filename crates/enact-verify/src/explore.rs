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
use enact_source::Span;
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
    /// How many answers were given before it.
    at: usize,
    ways: Vec<Way>,
    taken: usize,
    /// The number that the first way stands for, where each way is a number.
    least: Option<i128>,
}

/// An answer that a run was given.
#[derive(Debug, Clone, Copy)]
struct Told {
    taken: usize,
    least: Option<i128>,
}

impl Told {
    /// The number that the way taken stands for.
    fn number(self) -> Option<i128> {
        self.least?.checked_add(i128::try_from(self.taken).ok()?)
    }
}

/// A bound that a comparison sets in a run.
#[derive(Debug, Clone)]
pub(crate) struct Bound {
    /// The comparison.
    pub about: Span,
    /// Zero at the bound, and below it elsewhere.
    pub form: Form,
}

/// What has been derived from other things, so that equal things are one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Derived {
    Floor(Form, i128),
    Product(Var, Var),
    Mapped(DayMap, Form),
    Named(Form),
}

/// How a form stands to zero on each of the ways that it can.
const SIGNS: [i32; 3] = [0, -1, 1];

/// How many products of two variables a product of sums is at most written out as.
const PRODUCTS_MAX: usize = 6;

/// How much work a solver may put in the script of a way that is not gone.
pub(crate) const EFFORT: u32 = 1_000_000;

/// The run under way, and the choices that led to it.
#[derive(Debug)]
pub(crate) struct Explorer {
    pub space: Space,
    levels: Vec<Level>,
    /// Which way each answer of this run took, also where there was but one to go.
    told: Vec<Told>,
    /// How many answers this run has been given.
    at: usize,
    /// How many variables and choices this run has been given.
    given: (usize, usize),
    derived: BTreeMap<Derived, Var>,
    /// How many choices may still be weighed.
    patience: u64,
    /// Whether patience ended before every way was gone.
    pub impatient: bool,
    /// Whether of a finite choice the options asked for are tried first, and else the others.
    pub so_first: bool,
    /// The comparison that is being weighed.
    pub about: Option<Span>,
    /// The bounds that comparisons have set in this run; kept only where they are asked for.
    pub bounds: Option<Vec<Bound>>,
    /// What was said of each way that no case goes, where that is kept, as scripts.
    pub pruned: Option<Vec<String>>,
}

impl Explorer {
    pub fn new(patience: u64) -> Self {
        Self {
            space: Space::default(),
            levels: Vec::new(),
            told: Vec::new(),
            at: 0,
            given: (0, 0),
            derived: BTreeMap::new(),
            patience,
            impatient: false,
            so_first: false,
            about: None,
            bounds: None,
            pruned: None,
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
            self.bounds.iter_mut().for_each(Vec::clear);
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
            self.told.truncate(level.at);
            if self.enter(&mut level) {
                self.told.push(Told { taken: level.taken, least: level.least });
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

    /// The divisions of which the form is made: the whole number, what is divided, and by what.
    pub fn floors_in(&self, form: &Form) -> Vec<(Var, Form, i128)> {
        let part = |(derived, var): (&Derived, &Var)| match derived {
            Derived::Floor(of, by) if form.terms.iter().any(|(term, _)| term == var) => {
                Some((*var, of.clone(), *by))
            }
            _ => None,
        };
        self.derived.iter().filter_map(part).collect()
    }

    /// Keeps what is said, and a script of each way that is not gone.
    pub fn tell_what_is_pruned(&mut self) {
        self.space.keep_what_is_said();
        self.pruned = Some(Vec::new());
    }

    fn hold(&mut self, way: &Way) -> bool {
        let held = way.iter().all(|constraint| self.space.assert(constraint).is_ok());
        let sums = held && way.iter().any(|constraint| self.reaches_rows(constraint));
        let held = held && (!sums || self.space.sound());
        if !held {
            self.prune();
        }
        held
    }

    fn prune(&mut self) {
        if let Some(pruned) = &mut self.pruned {
            pruned.push(self.space.script_as_said(EFFORT));
        }
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
        self.at < self.told.len()
    }

    /// The answer of the run before, while this one repeats it.
    fn told_before(&mut self) -> Option<Told> {
        let told = self.told.get(self.at).copied()?;
        self.at += 1;
        Some(told)
    }

    /// The same, where nothing is kept of what is chosen.
    fn taken_before(&mut self) -> Option<usize> {
        if self.bounds.is_some() { None } else { self.told_before().map(|told| told.taken) }
    }

    /// Which of the ways this run goes.
    pub fn choose(&mut self, ways: Vec<Way>) -> Result<usize, Halt> {
        self.choose_from(None, ways)
    }

    fn choose_from(&mut self, least: Option<i128>, ways: Vec<Way>) -> Result<usize, Halt> {
        let Some(about) = self.about.filter(|_| self.bounds.is_some()) else {
            return self.answer(least, ways);
        };
        let forms: Vec<Option<Form>> = ways.iter().map(bound_of).collect();
        let taken = self.answer(least, ways)?;
        let form = forms.into_iter().nth(taken).flatten();
        if let (Some(bounds), Some(form)) = (&mut self.bounds, form) {
            bounds.push(Bound { about, form });
        }
        Ok(taken)
    }

    fn answer(&mut self, least: Option<i128>, ways: Vec<Way>) -> Result<usize, Halt> {
        if let Some(told) = self.told_before() {
            return Ok(told.taken);
        }
        if self.patience == 0 {
            self.impatient = true;
            return Err(Halt);
        }
        let taken = match self.only_way(&ways) {
            Some(only) => only?,
            None => self.first_way(least, ways)?,
        };
        self.told.push(Told { taken, least });
        self.at += 1;
        Ok(taken)
    }

    /// The one way that the bounds leave, where they leave no other: no choice at all.
    fn only_way(&mut self, ways: &[Way]) -> Option<Result<usize, Halt>> {
        let mark = self.space.mark();
        let mut only = None;
        for (place, way) in ways.iter().enumerate() {
            let bounds = way.iter().all(|constraint| self.space.assert(constraint).is_ok());
            if !bounds {
                self.prune();
            }
            self.space.undo_to(mark);
            if bounds && only.replace(place).is_some() {
                return None;
            }
        }
        let Some(place) = only else { return Some(Err(Halt)) };
        Some(if self.hold(&ways[place]) { Ok(place) } else { Err(Halt) })
    }

    /// The first way that some case may go; the others are for later runs.
    fn first_way(&mut self, least: Option<i128>, ways: Vec<Way>) -> Result<usize, Halt> {
        self.patience -= 1;
        let mut level = Level { mark: self.space.mark(), at: self.at, ways, taken: 0, least };
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
        Ok(taken)
    }

    /// Holds `constraint` in this run.
    pub fn require(&mut self, constraint: &Constraint) -> Result<(), Halt> {
        if self.repeating() {
            return Ok(());
        }
        let held = self.space.assert(constraint).is_ok();
        if !held {
            self.prune();
        }
        if held { Ok(()) } else { Err(Halt) }
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
        if let Some(taken) = self.taken_before() {
            return Ok((taken == 1) != self.so_first);
        }
        let mut ways =
            vec![vec![Constraint::Among(pick, !options)], vec![Constraint::Among(pick, options)]];
        if self.so_first {
            ways.reverse();
        }
        Ok((self.choose(ways)? == 1) != self.so_first)
    }

    /// Whether the form is zero or less.
    pub fn at_most_zero(&mut self, form: &Form) -> Result<bool, Halt> {
        if let Some(known) = form.known() {
            return Ok(known <= 0);
        }
        if let Some(taken) = self.taken_before() {
            return Ok(taken == 0);
        }
        let other = form.times(-1).and_then(|form| form.shifted(1)).ok_or(Halt)?;
        let ways =
            vec![vec![Constraint::AtMostZero(form.clone())], vec![Constraint::AtMostZero(other)]];
        Ok(self.choose(ways)? == 0)
    }

    /// How the form stands to zero: -1, 0 or 1.
    pub fn sign(&mut self, form: &Form) -> Result<i32, Halt> {
        if let Some(known) = form.known() {
            return Ok(i32::try_from(known.signum()).unwrap_or(0));
        }
        if let Some(taken) = self.taken_before() {
            return Ok(SIGNS.get(taken).copied().unwrap_or(0));
        }
        let below = form.shifted(1).ok_or(Halt)?;
        let above = form.times(-1).and_then(|form| form.shifted(1)).ok_or(Halt)?;
        let ways = vec![
            vec![Constraint::Zero(form.clone())],
            vec![Constraint::AtMostZero(below)],
            vec![Constraint::AtMostZero(above)],
        ];
        Ok(SIGNS.get(self.choose(ways)?).copied().unwrap_or(0))
    }

    /// Which whole number the form is, when it can be few.
    pub fn value_among(&mut self, form: &Form, most: i128) -> Result<Option<i128>, Halt> {
        if let Some(known) = form.known() {
            return Ok(Some(known));
        }
        if let Some(told) = self.told_before() {
            return Ok(told.number());
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
        let (taken, least) = (self.choose_from(Some(range.low), ways)?, Some(range.low));
        Ok(Told { taken, least }.number())
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
        let var = self.derive(key, false, |space| {
            let range = space.range_of(&form);
            Range::new(range.low.div_euclid(by), range.high.div_euclid(by))
        });
        if self.repeating() {
            return Ok(var);
        }
        // by × q ≤ form ≤ by × q + by − 1
        let times = Form::of(var).times(by).ok_or(Halt)?;
        let low = times.plus(&form, -1).ok_or(Halt)?;
        let high = low.times(-1).and_then(|rest| rest.shifted(1 - by)).ok_or(Halt)?;
        self.require(&Constraint::AtMostZero(low))?;
        self.require(&Constraint::AtMostZero(high))?;
        Ok(var)
    }

    /// A variable for what is derived; its range is asked for when it is made.
    fn derive(&mut self, key: Derived, day: bool, range: impl FnOnce(&Space) -> Range) -> Var {
        let made = self.given.0 < self.space.counts().0;
        let range = if made { Range::exactly(0) } else { range(&self.space) };
        let var = self.variable(range, day);
        self.derived.insert(key, var);
        var
    }

    /// The product of two forms.
    pub fn product(&mut self, one: &Form, other: &Form) -> Result<Form, Halt> {
        let known = one.known().map(|factor| (other, factor));
        if let Some((form, factor)) = known.or_else(|| Some((one, other.known()?))) {
            return form.times(factor).ok_or(Halt);
        }
        if one.terms.len().saturating_mul(other.terms.len()) <= PRODUCTS_MAX {
            return self.product_by_terms(one, other);
        }
        let (one, other) = (self.named(one, false)?, self.named(other, false)?);
        self.product_of((one, other)).map(Form::of)
    }

    /// The product written out, so that what two products share falls away between them.
    fn product_by_terms(&mut self, one: &Form, other: &Form) -> Result<Form, Halt> {
        let mut sum = other.times(one.constant).ok_or(Halt)?;
        for (var, coefficient) in &one.terms {
            let whole = Form::of(*var).times(*coefficient).ok_or(Halt)?;
            sum = sum.plus(&whole, other.constant).ok_or(Halt)?;
            for (factor, times) in &other.terms {
                let product = Form::of(self.product_of((*var, *factor))?);
                sum =
                    sum.plus(&product, coefficient.checked_mul(*times).ok_or(Halt)?).ok_or(Halt)?;
            }
        }
        Ok(sum)
    }

    fn product_of(&mut self, (one, other): (Var, Var)) -> Result<Var, Halt> {
        let factors = (one.min(other), one.max(other));
        let key = Derived::Product(factors.0, factors.1);
        if let Some(var) = self.derived.get(&key) {
            return Ok(*var);
        }
        let var = self.derive(key, false, |space| {
            let range = space.range(factors.0).mul(space.range(factors.1));
            range.unwrap_or(Range::new(-FAR, FAR))
        });
        if !self.repeating() {
            self.space.product(factors, var).map_err(|Empty| Halt)?;
        }
        Ok(var)
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
        let var = self.derive(key, map.makes_days(), |space| {
            let days = space.range(of);
            Range::new(map.clamped(day_from(days.low)), map.clamped(day_until(days.high)))
        });
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
        let var = self.derive(key, day, |space| space.range_of(form));
        let same = form.plus(&Form::of(var), -1).ok_or(Halt)?;
        self.require(&Constraint::Zero(same))?;
        Ok(var)
    }
}

/// The bound that a way sets.
fn bound_of(way: &Way) -> Option<Form> {
    way.iter().find_map(|constraint| match constraint {
        Constraint::AtMostZero(form) => Some(form.clone()),
        Constraint::Zero(_) | Constraint::Among(..) => None,
    })
}
