//! A space of cases: whole variables, finite choices, and what is known of them so far.
//!
//! Start at [`Space::assert`]: it narrows the space, or says that nothing is left. [`Space::mark`]
//! and [`Space::undo_to`] go back. Narrowing by bounds is quick and never loses a case; whether
//! anything is left at all is for [`Space::sound`] (over fractions) and [`Space::point`] (a case)
//! to say.

mod calendar;
mod extreme;
mod form;
mod narrow;
mod parts;
mod point;
mod running;
mod simplex;
mod smt;
#[cfg(test)]
mod tests;

pub(crate) use calendar::{DayMap, MONTH, YEAR, day_from, day_until, number_of};
pub(crate) use form::{Form, Var};
pub(crate) use point::{Found, Point};
pub(crate) use simplex::nearest;

use enact_value::Range;
use running::Running;
use std::collections::BTreeMap;

/// Beyond every number of a law; far enough from the limits of 128 bits to add a few.
pub(crate) const FAR: i128 = 1 << 120;

/// A finite choice: a place in the space's list of sets of options.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Pick(pub u32);

impl Pick {
    fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// The options that are left, a bit for each.
pub(crate) type Options = u128;

/// How many options a finite choice can have.
pub(crate) const OPTIONS_MAX: u32 = Options::BITS;

/// Something to hold in the space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Constraint {
    /// The form is zero or less.
    AtMostZero(Form),
    /// The form is zero.
    Zero(Form),
    /// Of the choice, only these options.
    Among(Pick, Options),
}

/// Nothing is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Empty;

#[derive(Debug, Clone)]
struct Variable {
    range: Range,
    /// Only numbers of days that the calendar has.
    day: bool,
    /// The rows and relations it is in.
    rows: Vec<usize>,
    relations: Vec<usize>,
}

/// A sum of variables that stays in a range. The first coefficient is positive, and no number
/// but 1 divides all.
#[derive(Debug, Clone)]
struct Row {
    terms: Vec<(Var, i128)>,
    range: Range,
}

/// What no sum can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    /// `is` is the product.
    Product { of: (Var, Var), is: Var },
    /// `is` is what the map makes of the day `of`.
    Mapped { map: DayMap, of: Var, is: Var },
}

#[derive(Debug, Clone)]
enum Undo {
    Range(Var, Range),
    Row(usize, Range),
    Among(Pick, Options),
    Variable,
    Choice,
    NewRow,
    Relation,
    Said,
}

/// Something that was said of the space, as it was said.
#[derive(Debug, Clone)]
enum Said {
    Variable(Range, bool),
    Held(Constraint),
    Related(Relation),
}

/// The cases that are still possible.
#[derive(Debug, Clone, Default)]
pub(crate) struct Space {
    variables: Vec<Variable>,
    choices: Vec<Options>,
    /// The options that each choice had to begin with.
    at_first: Vec<Options>,
    rows: Vec<Row>,
    row_of: BTreeMap<Vec<(Var, i128)>, usize>,
    relations: Vec<Relation>,
    trail: Vec<Undo>,
    /// Variables whose range has changed since the last narrowing.
    changed: Vec<Var>,
    /// What held the rows together, and how long the trail was then.
    held: Vec<(usize, Running)>,
    /// All that was said of it, where that is kept.
    said: Option<Vec<Said>>,
}

impl Space {
    /// A new variable.
    pub fn variable(&mut self, range: Range, day: bool) -> Var {
        let var = Var(u32::try_from(self.variables.len()).unwrap_or(u32::MAX));
        self.variables.push(Variable { range, day, rows: Vec::new(), relations: Vec::new() });
        self.trail.push(Undo::Variable);
        self.say(|| Said::Variable(range, day));
        var
    }

    /// A new choice among the first `count` options.
    pub fn choice(&mut self, count: u32) -> Pick {
        let pick = Pick(u32::try_from(self.choices.len()).unwrap_or(u32::MAX));
        let options = Options::MAX >> (OPTIONS_MAX - count.clamp(1, OPTIONS_MAX));
        self.choices.push(options);
        self.at_first.push(options);
        self.trail.push(Undo::Choice);
        pick
    }

    /// From now on all that is said is kept, for [`Space::script_as_said`].
    pub fn keep_what_is_said(&mut self) {
        self.said = Some(Vec::new());
    }

    fn say(&mut self, what: impl FnOnce() -> Said) {
        if let Some(said) = &mut self.said {
            said.push(what());
            self.trail.push(Undo::Said);
        }
    }

    /// Whether a sum says something of `var`.
    pub fn in_rows(&self, var: Var) -> bool {
        self.variables.get(var.index()).is_some_and(|known| !known.rows.is_empty())
    }

    /// How many variables and choices there are.
    pub fn counts(&self) -> (usize, usize) {
        (self.variables.len(), self.choices.len())
    }

    pub fn range(&self, var: Var) -> Range {
        self.variables.get(var.index()).map_or(Range::exactly(0), |known| known.range)
    }

    /// The options of the choice that are left.
    pub fn options(&self, pick: Pick) -> Options {
        self.choices.get(pick.index()).copied().unwrap_or(0)
    }

    fn options_at_first(&self, pick: Pick) -> Options {
        self.at_first.get(pick.index()).copied().unwrap_or(0)
    }

    /// Whether the ranges of the variables say everything: no sum or relation says more.
    pub fn is_box(&self) -> bool {
        let settled = |var: &Var| {
            let range = self.range(*var);
            range.low == range.high
        };
        self.binding().next().is_none()
            && self.relations.iter().all(|relation| relation.variables().iter().all(settled))
    }

    /// Where the form must lie, by the ranges of its variables and what is known of its sum.
    pub fn range_of(&self, form: &Form) -> Range {
        let far = Range::new(-FAR, FAR);
        let mut sum = Range::exactly(form.constant);
        for (var, coefficient) in &form.terms {
            let part = self.range(*var).scale(*coefficient).and_then(|part| sum.add(part));
            let Some(next) = part else { return far };
            sum = next;
        }
        if form.terms.len() < 2 {
            return sum;
        }
        let (terms, factor) = canonical(form);
        let known = self.row_of.get(&terms).and_then(|row| self.rows.get(*row));
        let known =
            known.and_then(|row| row.range.scale(factor)?.add(Range::exactly(form.constant)));
        known.and_then(|known| known.intersect(sum)).unwrap_or(sum)
    }

    /// Where to come back to with [`Space::undo_to`].
    pub fn mark(&self) -> usize {
        self.trail.len()
    }

    /// Forgets everything since `mark`.
    pub fn undo_to(&mut self, mark: usize) {
        self.changed.clear();
        while self.held.pop_if(|(trail, _)| *trail > mark).is_some() {}
        while self.trail.len() > mark {
            match self.trail.pop() {
                None => return,
                Some(Undo::Range(var, range)) => {
                    if let Some(known) = self.variables.get_mut(var.index()) {
                        known.range = range;
                    }
                }
                Some(Undo::Row(row, range)) => {
                    if let Some(known) = self.rows.get_mut(row) {
                        known.range = range;
                    }
                }
                Some(Undo::Among(pick, options)) => {
                    if let Some(known) = self.choices.get_mut(pick.index()) {
                        *known = options;
                    }
                }
                Some(Undo::Variable) => {
                    self.variables.pop();
                }
                Some(Undo::Choice) => {
                    self.choices.pop();
                    self.at_first.pop();
                }
                Some(Undo::NewRow) => self.drop_row(),
                Some(Undo::Relation) => self.drop_relation(),
                Some(Undo::Said) => drop(self.said.as_mut().and_then(Vec::pop)),
            }
        }
    }

    fn drop_row(&mut self) {
        let Some(row) = self.rows.pop() else { return };
        for (var, _) in &row.terms {
            if let Some(known) = self.variables.get_mut(var.index()) {
                known.rows.pop();
            }
        }
        self.row_of.remove(&row.terms);
    }

    fn drop_relation(&mut self) {
        let Some(relation) = self.relations.pop() else { return };
        for var in relation.variables() {
            if let Some(known) = self.variables.get_mut(var.index()) {
                known.relations.pop();
            }
        }
    }

    /// Holds `constraint` from now on, and narrows by bounds.
    pub fn assert(&mut self, constraint: &Constraint) -> Result<(), Empty> {
        self.say(|| Said::Held(constraint.clone()));
        match constraint {
            Constraint::AtMostZero(form) => self.bound(form, false)?,
            Constraint::Zero(form) => self.bound(form, true)?,
            Constraint::Among(pick, options) => return self.among(*pick, *options),
        }
        self.narrow()
    }

    fn among(&mut self, pick: Pick, options: Options) -> Result<(), Empty> {
        let Some(known) = self.choices.get_mut(pick.index()) else { return Err(Empty) };
        let left = *known & options;
        if left != *known {
            self.trail.push(Undo::Among(pick, *known));
            *known = left;
        }
        if left == 0 { Err(Empty) } else { Ok(()) }
    }

    fn bound(&mut self, form: &Form, exactly: bool) -> Result<(), Empty> {
        if form.terms.is_empty() {
            let holds = if exactly { form.constant == 0 } else { form.constant <= 0 };
            return if holds { Ok(()) } else { Err(Empty) };
        }
        let (terms, factor) = canonical(form);
        // factor × sum + constant ≤ 0
        let rest = form.constant.checked_neg().ok_or(Empty)?;
        let range = if exactly {
            if rest % factor != 0 {
                return Err(Empty);
            }
            Range::exactly(rest / factor)
        } else if factor > 0 {
            Range { low: -FAR, high: rest.div_euclid(factor) }
        } else {
            Range { low: ceiling(rest, factor), high: FAR }
        };
        if let &[(var, _)] = terms.as_slice() {
            return self.restrict(var, range);
        }
        let row = self.row(terms);
        self.restrict_row(row, range)
    }

    fn row(&mut self, terms: Vec<(Var, i128)>) -> usize {
        if let Some(row) = self.row_of.get(&terms) {
            return *row;
        }
        let row = self.rows.len();
        for (var, _) in &terms {
            if let Some(known) = self.variables.get_mut(var.index()) {
                known.rows.push(row);
            }
        }
        self.row_of.insert(terms.clone(), row);
        self.rows.push(Row { terms, range: Range::new(-FAR, FAR) });
        self.trail.push(Undo::NewRow);
        row
    }

    fn restrict_row(&mut self, row: usize, range: Range) -> Result<(), Empty> {
        let Some(known) = self.rows.get_mut(row) else { return Err(Empty) };
        let left = known.range.intersect(range).ok_or(Empty)?;
        if left != known.range {
            self.trail.push(Undo::Row(row, known.range));
            known.range = left;
            self.changed.extend(known.terms.first().map(|(var, _)| *var));
        }
        Ok(())
    }

    /// Keeps `var` within `range`; its days stay days that the calendar has.
    fn restrict(&mut self, var: Var, range: Range) -> Result<(), Empty> {
        let Some(known) = self.variables.get_mut(var.index()) else { return Err(Empty) };
        let mut left = known.range.intersect(range).ok_or(Empty)?;
        if known.day && left != known.range {
            let low = number_of(day_from(left.low)).max(left.low);
            let high = number_of(day_until(left.high)).min(left.high);
            if low > high {
                return Err(Empty);
            }
            left = Range { low, high };
        }
        if left != known.range {
            self.trail.push(Undo::Range(var, known.range));
            known.range = left;
            self.changed.push(var);
        }
        Ok(())
    }

    /// From now on `is` is the product of the two.
    pub fn product(&mut self, of: (Var, Var), is: Var) -> Result<(), Empty> {
        self.relate(Relation::Product { of, is })
    }

    /// From now on `is` is what `map` makes of the day `of`.
    pub fn mapped(&mut self, map: DayMap, of: Var, is: Var) -> Result<(), Empty> {
        self.relate(Relation::Mapped { map, of, is })
    }

    fn relate(&mut self, relation: Relation) -> Result<(), Empty> {
        let place = self.relations.len();
        for var in relation.variables() {
            if let Some(known) = self.variables.get_mut(var.index()) {
                known.relations.push(place);
            }
        }
        self.relations.push(relation);
        self.trail.push(Undo::Relation);
        self.say(|| Said::Related(relation));
        self.changed.extend(relation.variables());
        self.narrow()
    }
}

impl Relation {
    fn variables(self) -> [Var; 3] {
        match self {
            Self::Product { of: (one, other), is } => [one, other, is],
            Self::Mapped { of, is, .. } => [of, of, is],
        }
    }
}

/// The terms in the form in which rows are kept, and the factor that brings them back.
fn canonical(form: &Form) -> (Vec<(Var, i128)>, i128) {
    let sign = form.terms.first().map_or(1, |(_, coefficient)| coefficient.signum());
    let factor = form.divisor().max(1) * sign;
    let terms = form.terms.iter().map(|(var, coefficient)| (*var, coefficient / factor));
    (terms.collect(), factor)
}

/// The quotient, rounded up.
fn ceiling(above: i128, below: i128) -> i128 {
    let floor = above.div_euclid(below);
    // With a negative divisor the Euclidean quotient is the one rounded up already.
    if below < 0 || above.rem_euclid(below) == 0 { floor } else { floor + 1 }
}
