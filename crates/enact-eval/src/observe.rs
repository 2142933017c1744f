//! What was weighed on the way to a decision: every condition, and how it turned out.
//!
//! A test can only show what its case weighs. [`observe`] decides a case and keeps each yes/no
//! expression that was worked out, the parts of a condition before the condition itself; whoever
//! counts what a set of cases shows reads it from there. An expression is known by its
//! [`Place`], which stays what it is as long as the law is not moved.

use crate::case::Case;
use crate::decide::{Decision, decide_with};
use crate::expression::{Answer, Evaluator};
use crate::number::{Written, distance};
use crate::record::{Observed, Recording};
use enact_model::program::{Expr, ExprKind, Place};
use enact_model::table::TermId;
use enact_value::{Date, Value};
use enact_verify::VerifiedGraph;

/// A yes/no expression that was worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weighed {
    /// Which.
    pub place: Place,
    /// About whom: a place in the case.
    pub subject: u32,
    /// On which day, and supposing what: a place in
    /// [`Decision::contexts`](crate::Decision::contexts).
    pub context: u32,
    /// How it turned out.
    pub holds: bool,
    /// For a comparison of two numbers or dates: how near the two are.
    pub nearness: Option<Nearness>,
}

/// How near the two sides of a comparison are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// They are the same.
    Same,
    /// They differ by no more than the smallest step in which either side is counted: a cent, a
    /// day, a year of age.
    Beside,
    /// They differ by more.
    Apart,
}

/// Decides a case, and tells what was weighed: each in the order in which it was worked out, the
/// parts of a condition before the condition itself.
#[must_use]
pub fn observe<'a>(
    law: &'a VerifiedGraph,
    term: TermId,
    case: &'a Case,
    on: Date,
) -> (Decision<'a>, Vec<Weighed>) {
    let (decision, Observed(weighed)) = decide_with::<Observed>(law.graph(), term, case, on);
    (decision, weighed)
}

impl<R: Recording> Evaluator<'_, R> {
    /// Notes how a yes/no turned out.
    pub fn weighed(&mut self, expr: &Expr, subject: u32, answer: &Answer) {
        if !R::OBSERVES || matches!(expr.kind, ExprKind::Compare { .. }) {
            return;
        }
        if let Ok(Value::YesNo(holds)) = answer {
            self.observed(expr, subject, *holds, None);
        }
    }

    /// Notes how a comparison turned out, and how near its sides are.
    pub fn compared(&mut self, expr: &Expr, subject: u32, sides: [Written<'_>; 2], holds: bool) {
        if R::OBSERVES {
            self.observed(expr, subject, holds, nearness(sides));
        }
    }

    fn observed(&mut self, expr: &Expr, subject: u32, holds: bool, nearness: Option<Nearness>) {
        let (place, context) = (Place::of(expr), self.context);
        let weighed = Weighed { place, subject, context, holds, nearness };
        self.record.notes.recording.weighed(weighed);
    }
}

fn nearness([left, right]: [Written<'_>; 2]) -> Option<Nearness> {
    let near = |near: bool| if near { Nearness::Beside } else { Nearness::Apart };
    match (left.0, right.0) {
        (Value::Number(_) | Value::Quotient(..), Value::Number(_) | Value::Quotient(..)) => {
            let Some((rest, divisor)) = distance(left, right) else {
                return Some(Nearness::Apart);
            };
            if rest == 0 {
                return Some(Nearness::Same);
            }
            let steps = [left.1, right.1].into_iter().filter_map(counted_in).min().unwrap_or(1);
            Some(near(rest.checked_mul(steps).is_some_and(|rest| rest <= divisor)))
        }
        (Value::Date(first), Value::Date(second)) => Some(if first == second {
            Nearness::Same
        } else {
            near(first.add_days(1) == Some(*second) || second.add_days(1) == Some(*first))
        }),
        _ => None,
    }
}

/// In how many parts of a whole a side is counted; a figure counts in those of the other side.
fn counted_in(expr: &Expr) -> Option<i128> {
    match &expr.kind {
        ExprKind::Literal(_) => None,
        ExprKind::Rescale { value, .. } => counted_in(value),
        _ => Some(expr.scale.denominator()),
    }
}
