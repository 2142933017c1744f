//! What a fact, a parameter or an expression can come to.

use std::sync::Arc;

use crate::Date;

/// One value. Its type, known to the check, says what a number counts and over which denominator.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// Yes is `true`.
    YesNo(bool),
    /// Units over the denominator that the type states: a number, money, percentage or period.
    Number(i128),
    /// Numerator and positive denominator of a quotient that awaits its rounding; it lives
    /// only inside an expression.
    Quotient(i128, i128),
    /// A calendar day.
    Date(Date),
    /// A text, or one of a fixed choice of texts; it has identity only.
    Text(Arc<str>),
    /// The index of a subject in the case: a person, a household.
    Subject(u32),
    /// The indices of the subjects in a list, in the order in which they were stated.
    Subjects(Arc<[u32]>),
    /// An optional fact that was stated to be absent; not to be confused with unknown.
    Absent,
}

const _: () = assert!(size_of::<Value>() <= 48, "values are copied around: keep them small");
