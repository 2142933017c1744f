//! The exact boundary of an outcome along one number or date.

use super::{Asked, Boundary, Change, Place, Want, Way, thresholds};
use crate::inventory;
use enact_eval::Outcome;
use enact_model::program::Type;
use enact_value::{Date, Range, Value};
use std::cmp::Ordering;

/// The values of one fact, as whole numbers in order: units of a number, days of a date.
pub(super) struct Axis<'a> {
    asked: &'a Asked<'a>,
    place: Place,
    from: i128,
    is_date: bool,
    range: Range,
    /// Where the outcome can be expected to change.
    marks: Vec<i128>,
}

impl<'a> Axis<'a> {
    /// The axis of a fact with the value `from`; `None` when it has no order.
    pub(super) fn of(asked: &'a Asked<'a>, place: Place, from: &Value) -> Option<Self> {
        let fact = place.fact;
        let (from, is_date, range) = match from {
            Value::Number(units) => (*units, false, inventory::range(asked.program(), fact)?),
            Value::Date(date) => (
                i128::from(date.days()),
                true,
                Range::new(Date::MIN.days().into(), Date::MAX.days().into()),
            ),
            _ => return None,
        };
        let marks = match asked.program().facts[fact].ty {
            Type::Date => thresholds::days(asked),
            ty => thresholds::units(asked, ty, asked.program().facts[fact].scale, from),
        };
        Some(Self { asked, place, from, is_date, range, marks })
    }

    /// The nearest change downwards.
    pub(super) fn down(&self) -> Option<Change> {
        self.outward(-1)
    }

    /// The nearest change upwards.
    pub(super) fn up(&self) -> Option<Change> {
        self.outward(1)
    }

    fn outward(&self, way: i128) -> Option<Change> {
        let mut inside = self.from;
        let mut met = self.asked.decision.outcome.clone();
        let mut found: Option<(i128, Outcome)> = None;
        let mut and_beyond = true;
        for point in self.points(way) {
            let (point, outcome, last) = match self.outcome(point) {
                Some(outcome) => (point, outcome, false),
                None => {
                    let edge = self.edge(inside, point, way);
                    (edge, self.outcome(edge)?, true)
                }
            };
            if found.is_none() {
                found = self.between((inside, &met), (point, &outcome), way);
            }
            if let Some((_, nearest)) = &found {
                // A value for which the law has no answer at all, as at the end of the calendar,
                // does not count against it.
                and_beyond &= matches!(outcome, Outcome::Undecided(_)) || outcome == *nearest;
            }
            if last || !and_beyond {
                break;
            }
            (inside, met) = (point, outcome);
        }
        let (point, outcome) = found?;
        self.change(point, outcome, way, and_beyond)
    }

    /// The nearest wanted value from one that is not wanted up to and including another.
    fn between(
        &self,
        (inside, met): (i128, &Outcome),
        (point, outcome): (i128, &Outcome),
        way: i128,
    ) -> Option<(i128, Outcome)> {
        if self.wanted(outcome) {
            let reached = |point| self.outcome(point).is_some_and(|found| self.wanted(&found));
            let (_, nearest) = halved(inside, point, way, reached);
            return Some((nearest, self.outcome(nearest)?));
        }
        // The outcome passes the number that is wanted: where it first reaches it.
        let side = |outcome: &Outcome| self.side(outcome);
        let (from, to) = (side(met)?, side(outcome)?);
        if from == to || from == Ordering::Equal {
            return None;
        }
        let reached = |point| self.outcome(point).and_then(|found| side(&found)) != Some(from);
        let (_, nearest) = halved(inside, point, way, reached);
        let found = self.outcome(nearest)?;
        self.wanted(&found).then_some((nearest, found))
    }

    fn wanted(&self, outcome: &Outcome) -> bool {
        self.asked.want.is(outcome, &self.asked.decision.outcome)
    }

    /// On which side of a wanted number the outcome lies.
    fn side(&self, outcome: &Outcome) -> Option<Ordering> {
        match (outcome, self.asked.want) {
            (Outcome::Value(Value::Number(found)), Want::Value(Value::Number(wanted))) => {
                Some(found.cmp(wanted))
            }
            (Outcome::Value(Value::Date(found)), Want::Value(Value::Date(wanted))) => {
                Some(found.cmp(wanted))
            }
            _ => None,
        }
    }

    /// The values to try in one direction, nearest first: beside every mark, at doubling
    /// distances, and at the end.
    fn points(&self, way: i128) -> Vec<i128> {
        let mut points = Vec::new();
        for mark in &self.marks {
            points.extend((-1..=1).filter_map(|beside| mark.checked_add(beside)));
        }
        let end = if way > 0 { self.range.high } else { self.range.low };
        points.push(end);
        let mut distance: i128 = 1;
        while let Some(point) = distance.checked_mul(way).and_then(|far| self.from.checked_add(far))
        {
            if !self.range.contains(point) {
                break;
            }
            points.push(point);
            distance = distance.saturating_mul(2);
        }
        let ahead = |point: &i128| {
            self.range.contains(*point)
                && if way > 0 { *point > self.from } else { *point < self.from }
        };
        points.retain(ahead);
        points.sort_unstable();
        points.dedup();
        if way < 0 {
            points.reverse();
        }
        points
    }

    /// The last value towards `outside` that the law admits.
    fn edge(&self, inside: i128, outside: i128, way: i128) -> i128 {
        halved(inside, outside, way, |point| self.outcome(point).is_none()).0
    }

    /// What follows at a value; `None` when the law excludes it.
    fn outcome(&self, point: i128) -> Option<Outcome> {
        let value = self.value(point)?;
        self.asked.tried(self.place, &value)
    }

    fn value(&self, point: i128) -> Option<Value> {
        if !self.is_date {
            return Some(Value::Number(point));
        }
        Date::from_days(i32::try_from(point).ok()?).map(Value::Date)
    }

    fn change(&self, point: i128, outcome: Outcome, way: i128, and_beyond: bool) -> Option<Change> {
        let before = point.checked_sub(way)?;
        let boundary =
            Boundary { before: self.value(before)?, outcome: self.outcome(before)?, and_beyond };
        let way = if way > 0 { Way::Up(boundary) } else { Way::Down(boundary) };
        let (from, to) = (self.value(self.from)?, self.value(point)?);
        Some(self.asked.change(self.place, from, to, way, outcome))
    }
}

/// Neighbours of which the first is not `reached` and the second is, between two values of which
/// the same is true.
fn halved(from: i128, to: i128, way: i128, reached: impl Fn(i128) -> bool) -> (i128, i128) {
    let (mut not, mut yes) = (from, to);
    while let Some(next) = not.checked_add(way).filter(|next| *next != yes) {
        // The ends lie within 128 bits of each other: half the sum of halves cannot overflow.
        let middle = not / 2 + yes / 2 + (not % 2 + yes % 2) / 2;
        let middle = if middle == not || middle == yes { next } else { middle };
        if reached(middle) { yes = middle } else { not = middle }
    }
    (not, yes)
}
