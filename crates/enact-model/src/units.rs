//! What multiplying and dividing make of types: amounts, rates, percentages and periods.

use crate::program::Type;
use enact_value::Rate;

/// The type without its rate.
pub(crate) fn rateless(ty: Type) -> Type {
    match ty {
        Type::Money(currency, _) => Type::Money(currency, None),
        Type::Number(_) => Type::Number(None),
        _ => ty,
    }
}

fn one_rate(left: Option<Rate>, right: Option<Rate>) -> Option<Option<Rate>> {
    match (left, right) {
        (rate, None) | (None, rate) => Some(rate),
        (Some(_), Some(_)) => None,
    }
}

/// The type of a product; `None` when the two cannot be multiplied.
pub(crate) fn product_type(left: Type, right: Type) -> Option<Type> {
    match (left, right) {
        (Type::Percentage, Type::Percentage | Type::Number(None))
        | (Type::Number(None), Type::Percentage) => Some(Type::Percentage),
        (Type::Percentage, other @ (Type::Money(..) | Type::Number(_)))
        | (other @ (Type::Money(..) | Type::Number(_)), Type::Percentage) => Some(other),
        (Type::Money(currency, own), Type::Number(rate))
        | (Type::Number(rate), Type::Money(currency, own)) => {
            one_rate(own, rate).map(|rate| Type::Money(currency, rate))
        }
        (Type::Number(one), Type::Number(other)) => one_rate(one, other).map(Type::Number),
        (period @ (Type::Months | Type::Days), Type::Number(None))
        | (Type::Number(None), period @ (Type::Months | Type::Days)) => Some(period),
        _ => None,
    }
}

/// The type of a quotient; `None` when the one cannot be divided by the other.
pub(crate) fn quotient_type(left: Type, right: Type) -> Option<Type> {
    match (left, right) {
        (Type::Money(..) | Type::Months | Type::Days | Type::Percentage, same) if left == same => {
            Some(Type::Number(None))
        }
        (Type::Number(one), Type::Number(other)) if one == other => Some(Type::Number(None)),
        (left @ (Type::Money(..) | Type::Number(_)), Type::Number(None) | Type::Percentage) => {
            Some(left)
        }
        (Type::Percentage, Type::Number(None)) => Some(Type::Percentage),
        _ => None,
    }
}
