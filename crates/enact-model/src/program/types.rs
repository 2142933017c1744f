//! The type of a value, and the whole units in which a number is counted.

use crate::table::{ChoiceId, EntityId};
use enact_value::{Currency, Range, Rate, Unit};

/// What an expression holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// Yes or no.
    YesNo,
    /// A number, per which time.
    Number(Option<Rate>),
    /// A percentage: 4.273% is 4273 over 100,000.
    Percentage,
    /// An amount, per which time.
    Money(Currency, Option<Rate>),
    /// A calendar day.
    Date,
    /// A period in months.
    Months,
    /// A period in days.
    Days,
    /// Words: identity only.
    Text,
    /// A progressive scale: of a parameter only, and gone through, never read.
    Brackets,
    /// One of the options of an enumeration, as [`Value::Text`](enact_value::Value::Text).
    Choice(ChoiceId),
    /// A subject of this kind.
    Subject(EntityId),
    /// A list of subjects of this kind; only a fact holds one.
    List(EntityId),
}

impl Type {
    /// How a number of this type is counted and shown; `None` when it is not a number.
    #[must_use]
    pub fn unit(self) -> Option<(Unit, Option<Rate>)> {
        match self {
            Self::Number(rate) => Some((Unit::Plain, rate)),
            Self::Percentage => Some((Unit::Percentage, None)),
            Self::Money(currency, rate) => Some((Unit::Money(currency), rate)),
            Self::Months => Some((Unit::Months, None)),
            Self::Days => Some((Unit::Days, None)),
            Self::YesNo
            | Self::Date
            | Self::Text
            | Self::Brackets
            | Self::Choice(_)
            | Self::Subject(_)
            | Self::List(_) => None,
        }
    }
}

/// How the number in an expression is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Not a number.
    None,
    /// [`Value::Number`](enact_value::Value::Number): units over this
    /// denominator, within this range of units.
    Fixed {
        /// Greater than zero.
        denominator: i128,
        /// Closed.
        range: Range,
    },
    /// [`Value::Quotient`](enact_value::Value::Quotient): by a value known only in
    /// the case; a rounding or comparison around
    /// it settles it.
    Quotient {
        /// Of the numerator.
        numerator: Range,
        /// Of the divisor; without zero.
        divisor: Range,
    },
}

impl Scale {
    /// The fixed denominator; 1 where there is none.
    #[must_use]
    pub fn denominator(self) -> i128 {
        match self {
            Self::Fixed { denominator, .. } => denominator,
            Self::None | Self::Quotient { .. } => 1,
        }
    }
}
