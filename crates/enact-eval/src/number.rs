//! Arithmetic on whole numbers of units: fixed numbers and quotients, exact and checked.
//!
//! A fixed number is units over its expression's denominator. A quotient is a fraction by
//! itself, with a positive divisor. What does not fit 128 bits is a fault, never a wrong number.

use crate::expression::{Answer, Lack};
use crate::outcome::Fault;
use enact_model::program::{Arithmetic, Expr, Scale};
use enact_source::Span;
use enact_syntax::tree::Comparison;
use enact_value::{Rounding, Step, Value, gcd, round_to_steps};
use std::cmp::Ordering;

/// What went wrong with numbers, before it is known where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slip {
    /// It does not fit 128 bits.
    OutOfRange,
    /// The divisor is zero.
    DivisionByZero,
    /// These are not two things of one kind.
    Unsound,
}

impl Slip {
    pub fn at(self, span: Span) -> Lack {
        Lack::Fault(match self {
            Self::OutOfRange => Fault::OutOfRange { span },
            Self::DivisionByZero => Fault::DivisionByZero { span },
            Self::Unsound => Fault::Unsound { span },
        })
    }
}

/// A value with the expression that says how it is written down.
pub(crate) type Written<'v> = (&'v Value, &'v Expr);

/// The number times a whole factor.
pub(crate) fn scaled(value: Value, factor: i128, span: Span) -> Answer {
    let product = match value {
        Value::Number(units) => units.checked_mul(factor).map(Value::Number),
        Value::Quotient(units, divisor) => {
            units.checked_mul(factor).map(|units| Value::Quotient(units, divisor))
        }
        _ => return Err(Slip::Unsound.at(span)),
    };
    product.ok_or(Slip::OutOfRange.at(span))
}

/// Two numbers put together as `whole` says.
pub(crate) fn arithmetic(
    operator: Arithmetic,
    left: Written<'_>,
    right: Written<'_>,
    whole: &Expr,
) -> Answer {
    let result = match (left.0, right.0, whole.scale) {
        (Value::Number(first), Value::Number(second), Scale::Fixed { .. } | Scale::None) => {
            fixed(operator, *first, *second).map(Value::Number)
        }
        _ => {
            quotient(operator, left, right).map(|(units, divisor)| Value::Quotient(units, divisor))
        }
    };
    result.map_err(|slip| slip.at(whole.span))
}

fn fixed(operator: Arithmetic, first: i128, second: i128) -> Result<i128, Slip> {
    match operator {
        Arithmetic::Add => first.checked_add(second),
        Arithmetic::Subtract => first.checked_sub(second),
        Arithmetic::Multiply => first.checked_mul(second),
        Arithmetic::Divide => return Err(Slip::Unsound),
    }
    .ok_or(Slip::OutOfRange)
}

fn quotient(
    operator: Arithmetic,
    left: Written<'_>,
    right: Written<'_>,
) -> Result<(i128, i128), Slip> {
    let (first, second) = (fraction(left)?, fraction(right)?);
    match operator {
        Arithmetic::Add => sum(first, second),
        Arithmetic::Subtract => {
            sum(first, (second.0.checked_neg().ok_or(Slip::OutOfRange)?, second.1))
        }
        Arithmetic::Multiply => product(first, second),
        Arithmetic::Divide if second.0 == 0 => Err(Slip::DivisionByZero),
        Arithmetic::Divide => {
            let sign = second.0.signum();
            let divisor = second.0.checked_abs().ok_or(Slip::OutOfRange)?;
            product(first, (second.1 * sign, divisor))
        }
    }
}

fn sum(first: (i128, i128), second: (i128, i128)) -> Result<(i128, i128), Slip> {
    let common = gcd(first.1, second.1).max(1);
    let exact = || {
        let left = first.0.checked_mul(second.1 / common)?;
        let right = second.0.checked_mul(first.1 / common)?;
        Some((left.checked_add(right)?, (first.1 / common).checked_mul(second.1)?))
    };
    exact().ok_or(Slip::OutOfRange)
}

/// Divides crosswise first, so that a product overflows only when its lowest terms do.
fn product(first: (i128, i128), second: (i128, i128)) -> Result<(i128, i128), Slip> {
    let (down, up) = (gcd(first.0, second.1).max(1), gcd(second.0, first.1).max(1));
    let above = (first.0 / down).checked_mul(second.0 / up);
    let below = (first.1 / up).checked_mul(second.1 / down);
    above.zip(below).ok_or(Slip::OutOfRange)
}

/// The number as a fraction with a positive divisor.
fn fraction((value, expr): Written<'_>) -> Result<(i128, i128), Slip> {
    match value {
        Value::Number(units) => Ok((*units, expr.scale.denominator())),
        Value::Quotient(units, divisor) => Ok((*units, *divisor)),
        _ => Err(Slip::Unsound),
    }
}

/// Rounds to multiples of `step`; the result is over the step's denominator.
pub(crate) fn rounded(
    value: &Value,
    expr: &Expr,
    rounding: Rounding,
    step: Step,
    span: Span,
) -> Answer {
    let (units, divisor) = fraction((value, expr)).map_err(|slip| slip.at(span))?;
    round_to_steps(units, divisor, step, rounding)
        .and_then(|steps| steps.checked_mul(step.numerator))
        .map(Value::Number)
        .ok_or(Slip::OutOfRange.at(span))
}

/// Whether two values stand to each other as `comparison` says.
pub(crate) fn compare(
    comparison: Comparison,
    left: Written<'_>,
    right: Written<'_>,
) -> Result<bool, Slip> {
    let order = order(left, right)?;
    Ok(match comparison {
        Comparison::Less => order.is_lt(),
        Comparison::AtMost => order.is_le(),
        Comparison::More => order.is_gt(),
        Comparison::AtLeast => order.is_ge(),
        Comparison::Equal => order.is_eq(),
        Comparison::Unequal => order.is_ne(),
    })
}

/// Which of two values comes first. Words, yes/no and subjects have identity only: their order
/// serves to tell same from different.
pub(crate) fn order(left: Written<'_>, right: Written<'_>) -> Result<Ordering, Slip> {
    match (left.0, right.0) {
        (Value::Number(first), Value::Number(second))
            if left.1.scale.denominator() == right.1.scale.denominator() =>
        {
            Ok(first.cmp(second))
        }
        (Value::Date(first), Value::Date(second)) => Ok(first.cmp(second)),
        (Value::YesNo(first), Value::YesNo(second)) => Ok(first.cmp(second)),
        (Value::Text(first), Value::Text(second)) => Ok(first.cmp(second)),
        (Value::Subject(first), Value::Subject(second)) => Ok(first.cmp(second)),
        _ => {
            let (first, second) = (fraction(left)?, fraction(right)?);
            crosswise(first, second).ok_or(Slip::OutOfRange)
        }
    }
}

fn crosswise(first: (i128, i128), second: (i128, i128)) -> Option<Ordering> {
    let common = gcd(first.1, second.1).max(1);
    let left = first.0.checked_mul(second.1 / common)?;
    let right = second.0.checked_mul(first.1 / common)?;
    Some(left.cmp(&right))
}

/// How far two numbers are apart, as a fraction; `None` when that does not fit 128 bits.
pub(crate) fn distance(left: Written<'_>, right: Written<'_>) -> Option<(i128, i128)> {
    let (first, second) = (fraction(left).ok()?, fraction(right).ok()?);
    let rest = sum(first, (second.0.checked_neg()?, second.1)).ok()?;
    Some((rest.0.checked_abs()?, rest.1))
}

/// The value written down as `whole` is: a fixed number among quotients becomes one.
pub(crate) fn over(value: Value, expr: &Expr, whole: &Expr) -> Answer {
    match (&value, whole.scale) {
        (Value::Number(units), Scale::Quotient { .. }) => {
            Ok(Value::Quotient(*units, expr.scale.denominator()))
        }
        _ => Ok(value),
    }
}

/// A number of whole units, such as days in a period of days.
pub(crate) fn whole(value: &Value, expr: &Expr) -> Result<i128, Slip> {
    let (units, divisor) = fraction((value, expr))?;
    if divisor == 0 || units % divisor != 0 {
        return Err(Slip::Unsound);
    }
    Ok(units / divisor)
}
