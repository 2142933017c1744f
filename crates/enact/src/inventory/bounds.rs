//! Between which bounds a case may give a number: the range of the fact, and what the law assumes.

use crate::written;
use enact_model::Program;
use enact_model::program::{Expr, ExprKind, Scale, Target};
use enact_model::table::FactId;
use enact_syntax::tree::Comparison;
use enact_value::{Range, Value};

/// The lowest and highest number that a case may give for `id`, in the form in which it gives
/// them: the range of the fact, narrowed by what the law assumes of it alone. `None` when it is
/// not a number.
#[must_use]
pub fn bounds(program: &Program, id: FactId) -> Option<(String, String)> {
    let fact = &program.facts[id];
    let range = range(program, id)?;
    let machine = |units| written::machine(&Value::Number(units), fact.ty, fact.scale);
    Some((machine(range.low), machine(range.high)))
}

/// The numbers that a case may give for `id`, in units over the fact's denominator.
#[must_use]
pub fn range(program: &Program, id: FactId) -> Option<Range> {
    let Scale::Fixed { mut range, .. } = program.facts[id].scale else { return None };
    for assumption in &program.assumptions {
        narrow(&assumption.condition, id, &mut range);
    }
    Some(range)
}

/// Narrows `range` by a condition that always holds.
fn narrow(condition: &Expr, id: FactId, range: &mut Range) {
    match &condition.kind {
        ExprKind::And(parts) => parts.iter().for_each(|part| narrow(part, id, range)),
        ExprKind::Compare { comparison, left, right } => {
            let sides = match (of_fact(left, id), literal(right)) {
                (Some(factor), Some(limit)) => Some((*comparison, factor, limit)),
                _ => match (literal(left), of_fact(right, id)) {
                    (Some(limit), Some(factor)) => Some((turned(*comparison), factor, limit)),
                    _ => None,
                },
            };
            let Some((comparison, factor, limit)) = sides else { return };
            let floor = limit.div_euclid(factor);
            let ceiling =
                if limit.rem_euclid(factor) == 0 { floor } else { floor.saturating_add(1) };
            let (low, high) = match comparison {
                Comparison::AtLeast => (ceiling, range.high),
                Comparison::More => (floor.saturating_add(1), range.high),
                Comparison::AtMost => (range.low, floor),
                Comparison::Less => (range.low, ceiling.saturating_sub(1)),
                Comparison::Equal | Comparison::Unequal => return,
            };
            if let Some(narrower) = (low <= high).then(|| Range::new(low, high)) {
                *range = range.intersect(narrower).unwrap_or(*range);
            }
        }
        _ => {}
    }
}

/// When `expr` is the fact `id` of the subject itself: how many units a unit of the fact counts.
fn of_fact(expr: &Expr, id: FactId) -> Option<i128> {
    match &expr.kind {
        ExprKind::Read(reference) if reference.path.is_empty() => {
            (reference.target == Target::Fact(id)).then_some(1)
        }
        ExprKind::Rescale { value, factor } => of_fact(value, id)?.checked_mul(*factor),
        _ => None,
    }
    .filter(|factor| *factor > 0)
}

fn literal(expr: &Expr) -> Option<i128> {
    match &expr.kind {
        ExprKind::Literal(Value::Number(units)) => Some(*units),
        ExprKind::Rescale { value, factor } => literal(value)?.checked_mul(*factor),
        ExprKind::Negative(value) => literal(value)?.checked_neg(),
        _ => None,
    }
}

/// The comparison with its sides changed.
const fn turned(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::AtLeast => Comparison::AtMost,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::More => Comparison::Less,
        Comparison::Less => Comparison::More,
        Comparison::Equal => Comparison::Equal,
        Comparison::Unequal => Comparison::Unequal,
    }
}
