//! Ranges of fractions: what adding, multiplying and dividing make of numerator and divisor.
//!
//! Every function answers `None` when a range would pass 128 bits.

use crate::program::{Expr, Scale};
use enact_value::Range;

/// The range of a numerator, and of a divisor that is greater than zero.
pub(crate) type Fraction = (Range, Range);

/// A number as numerator and divisor, in ranges.
pub(crate) fn fraction(expr: &Expr) -> Option<Fraction> {
    match quotient(expr.scale) {
        Scale::Quotient { numerator, divisor } => Some((numerator, divisor)),
        Scale::Fixed { .. } | Scale::None => None,
    }
}

/// The scale with its denominator as a divisor.
pub(crate) fn quotient(scale: Scale) -> Scale {
    match scale {
        Scale::Fixed { denominator, range } => {
            Scale::Quotient { numerator: range, divisor: Range::exactly(denominator) }
        }
        Scale::Quotient { .. } | Scale::None => scale,
    }
}

/// A sum or difference of two fractions.
pub(crate) fn quotient_sum(one: Option<Fraction>, other: Option<Fraction>) -> Option<Scale> {
    let ((n1, d1), (n2, d2)) = (one?, other?);
    let (left, right) = (n1.mul(d2)?, n2.mul(d1)?);
    // Either may be subtracted: both signs fit.
    let numerator = left.add(right)?.hull(left.sub(right)?);
    Some(Scale::Quotient { numerator, divisor: d1.mul(d2)? })
}

/// A product: over a fixed denominator when both sides have one.
pub(crate) fn product_scale(left: &Expr, right: &Expr) -> Option<Scale> {
    if let (Some((over, one)), Some((other, two))) = (left.fixed(), right.fixed()) {
        return Some(Scale::Fixed { denominator: over.checked_mul(other)?, range: one.mul(two)? });
    }
    let ((n1, d1), (n2, d2)) = (fraction(left)?, fraction(right)?);
    Some(Scale::Quotient { numerator: n1.mul(n2)?, divisor: d1.mul(d2)? })
}

/// Dividing turns the divisor over; its sign moves to the numerator.
pub(crate) fn quotient_division(one: Option<Fraction>, other: Option<Fraction>) -> Option<Scale> {
    let ((n1, d1), (n2, d2)) = (one?, other?);
    let numerator = n1.mul(d2)?;
    let numerator = if n2.low > 0 { numerator } else { numerator.hull(numerator.neg()?) };
    Some(Scale::Quotient { numerator, divisor: d1.mul(positive(n2)?)? })
}

/// The magnitudes of a range without zero.
fn positive(range: Range) -> Option<Range> {
    let high = range.magnitude()?;
    let low = match (range.low, range.high) {
        (low, _) if low > 0 => low,
        (_, high) if high < 0 => -high,
        _ => 1,
    };
    Some(Range::new(low, high.max(1)))
}
