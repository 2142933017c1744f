//! The most ordinary case of a run: today's law, round amounts, the first of a month.

use crate::domain::Domain;
use crate::machine::{Inputs, Sym};
use crate::solver::Solver;
use crate::space::{Found, Point, Space, Var, day_from, day_until, nearest, number_of};
use enact_model::Program;
use enact_model::case::Case;
use enact_model::program::Scale;
use enact_value::{Date, Range};

/// A concrete case for which something happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// The case.
    pub case: Case,
    /// The reference date.
    pub on: Date,
    /// What the case is compared with, where a promise compares two.
    pub other: Option<Case>,
}

/// What a search for a case comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sought {
    /// This one.
    Case(Box<Witness>),
    /// There is none: no case goes this way. On whose word, when a solver said so.
    None(Option<&'static str>),
    /// Not found out in time; nor by the solver that was asked.
    Unknown(Option<&'static str>),
}

/// An ordinary case of the run; with `pair`, and the one it is compared with. The solver is asked
/// only when the search does not tell.
pub(crate) fn ordinary(
    program: &Program,
    domain: &Domain,
    inputs: &Inputs<'_>,
    space: &mut Space,
    pair: bool,
    solver: Option<&dyn Solver>,
) -> Sought {
    let any = match space.point_or(solver) {
        (Found::Point(any), _) => any,
        (Found::None, word) => return Sought::None(word),
        (Found::Unknown, asked) => return Sought::Unknown(asked),
    };
    let mark = space.mark();
    let mut wishes = Wishes { space, any, parts: PARTS_MAX };
    wishes.prefer(program, domain, inputs);
    let point = wishes.found();
    let point = point.unwrap_or(wishes.any);
    space.undo_to(mark);
    let (case, on) = inputs.case_at(program, &point, false);
    let other = pair.then(|| inputs.case_at(program, &point, true).0);
    Sought::Case(Box::new(Witness { case, on, other }))
}

/// How many parts of the space are searched for all that is wished, and for one wish.
const PARTS_MAX: u32 = 3_000;
const PARTS_OF_WISH: u32 = 100;

/// A space that is narrowed to ordinary values, one after the other, as long as something is left.
struct Wishes<'s> {
    space: &'s mut Space,
    /// A case of what is left.
    any: Point,
    /// How many parts may still be searched.
    parts: u32,
}

impl Wishes<'_> {
    fn prefer(&mut self, program: &Program, domain: &Domain, inputs: &Inputs<'_>) {
        if let Some(on) = single(inputs.on()) {
            let changes = domain.changes.iter().map(|day| number_of(*day)).collect();
            self.settle(on, changes);
            self.settle_day(on);
        }
        for (_, fact, _, value) in inputs.stated() {
            match value {
                Sym::Number(form) => {
                    if let (Some(var), Scale::Fixed { denominator, .. }) =
                        (single(form), program.facts[fact].scale)
                    {
                        let wished = round_numbers(self.space.range(var), denominator);
                        self.settle(var, wished);
                    }
                }
                Sym::Date(form) => {
                    if let Some(var) = single(form) {
                        self.settle_day(var);
                    }
                }
                _ => {}
            }
        }
    }

    /// A case of what is left, when it is soon found.
    fn found(&mut self) -> Option<Point> {
        let most = self.parts.min(PARTS_OF_WISH);
        let mut left = most;
        let found = self.space.point_among(&mut left);
        self.parts -= most - left;
        match found {
            Found::Point(point) => Some(point),
            Found::None | Found::Unknown => None,
        }
    }

    /// Fixes `var` at the first wished number that leaves something.
    fn settle(&mut self, var: Var, wished: Vec<i128>) {
        let range = self.space.range(var);
        if range.low == range.high {
            return;
        }
        for number in wished.into_iter().filter(|number| range.contains(*number)) {
            let mark = self.space.mark();
            if self.space.keep(var, Range::exactly(number)) {
                if self.any.number(var) == number {
                    return;
                }
                if let Some(found) = self.found() {
                    self.any = found;
                    return;
                }
            }
            self.space.undo_to(mark);
        }
    }

    /// Fixes `var` at an ordinary day.
    fn settle_day(&mut self, var: Var) {
        let range = self.space.range(var);
        let (first, last) = (day_from(range.low), day_until(range.high));
        let usual = [1980, 1990, 1960, 2010, 2000, 1950, 2020, 2025, 1940, 1930];
        let mut wished: Vec<Date> =
            usual.iter().filter_map(|year| Date::from_ymd(*year, 1, 1)).collect();
        wished.extend([
            first.first_of_year(),
            last.first_of_year(),
            first.first_of_month(),
            last.first_of_month(),
        ]);
        wished.extend(first.first_of_next_year());
        wished.extend(first.first_of_next_month());
        wished.extend([first, last]);
        self.settle(var, wished.into_iter().map(number_of).collect());
    }
}

fn single(form: &crate::space::Form) -> Option<Var> {
    match (form.terms.as_slice(), form.constant) {
        (&[(var, 1)], 0) => Some(var),
        _ => None,
    }
}

/// Numbers in the range near the one that is nearest to zero, the roundest first: an income of
/// €21,000 where €20,000.01 would do, and an age of 65 where nothing rounder is near.
pub(crate) fn round_numbers(range: Range, denominator: i128) -> Vec<i128> {
    let nearest = nearest(range);
    let near = (nearest.abs() / 4).max(denominator);
    let mut wished = vec![0];
    for thousandths in [10_000_000, 1_000_000, 100_000, 50_000, 10_000, 5_000, 1_000, 100, 10] {
        let Some(step) = denominator.checked_mul(thousandths).map(|step| (step / 1_000).max(1))
        else {
            continue;
        };
        let low = nearest.div_euclid(step).saturating_mul(step);
        let both = [low, low.saturating_add(step)];
        wished.extend(both.into_iter().filter(|number| (number - nearest).abs() <= near));
    }
    wished.extend([nearest, range.low, range.high]);
    wished.retain(|number| range.contains(*number));
    wished.dedup();
    wished
}
