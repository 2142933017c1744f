//! What stands within an expression: one list of its parts, to read and to change.

use super::{Expr, ExprKind, Grain};

/// The parts of an expression in the order of the text; `$each` and `$one` say how a list and a
/// box are entered.
macro_rules! parts {
    ($kind:expr, $each:ident, $one:ident) => {
        match $kind {
            ExprKind::YesNo(_)
            | ExprKind::Number(_)
            | ExprKind::Rated { .. }
            | ExprKind::Percentage(_)
            | ExprKind::Money { .. }
            | ExprKind::Date(_)
            | ExprKind::Period { .. }
            | ExprKind::Text(_)
            | ExprKind::ReferenceDate
            | ExprKind::Name(_)
            | ExprKind::ValueUnder(_)
            // The value of a parameter, which no rule writes.
            | ExprKind::Bands(_) => Vec::new(),
            ExprKind::Of { owner: of, .. }
            | ExprKind::Exists { of, .. }
            | ExprKind::Not(of)
            | ExprKind::Negative(of)
            | ExprKind::AsPer { value: of, .. }
            | ExprKind::FirstDay { date: of, .. } => vec![of.$one()],
            ExprKind::Through { value, rounded, .. } => {
                let step = match rounded {
                    Some((_, Grain::MultipleOf(step))) => Some(step.$one()),
                    _ => None,
                };
                std::iter::once(value.$one()).chain(step).collect()
            }
            ExprKind::Rounded { value, grain, .. } => {
                let step = match grain {
                    Grain::MultipleOf(step) => Some(step.$one()),
                    _ => None,
                };
                std::iter::once(value.$one()).chain(step).collect()
            }
            ExprKind::On { value: one, date: other }
            | ExprKind::SumOverMonths { value: one, year: other }
            | ExprKind::FirstDayOn { condition: one, from: other }
            | ExprKind::OrIfAbsent { value: one, default: other }
            | ExprKind::Binary { left: one, right: other, .. }
            | ExprKind::Between { from: one, to: other, .. } => vec![one.$one(), other.$one()],
            ExprKind::AsIf { value, of, supposed } => {
                let supposed = supposed.$each().map(|supposed| supposed.$one());
                [value.$one(), of.$one()].into_iter().chain(supposed).collect()
            }
            ExprKind::Extreme { of, .. } => of.$each().collect(),
            ExprKind::OneOf { value, options } => {
                std::iter::once(value.$one()).chain(options.$each()).collect()
            }
            ExprKind::Over(over) => {
                let behind = over.filter.$each().chain(over.value.$each());
                let behind = behind.map(|part| part.$one());
                std::iter::once(over.list.$one()).chain(behind).collect()
            }
            ExprKind::Rank(rank) => vec![rank.list.$one(), rank.key.$one()],
        }
    };
}

impl Expr {
    /// The expressions directly within this one.
    #[must_use]
    pub fn parts(&self) -> Vec<&Self> {
        parts!(&self.kind, iter, as_ref)
    }

    /// The same, to change them.
    pub fn parts_mut(&mut self) -> Vec<&mut Self> {
        parts!(&mut self.kind, iter_mut, as_mut)
    }
}
