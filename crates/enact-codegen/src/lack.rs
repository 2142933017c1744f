//! Why a value is not there, as one machine word: 0 is *there it is*.
//!
//! The low byte says what kind of lack it is, the rest of which fact, judgement, norm or defect.
//! What is open is a set (facts, judgements, norms), because the outcome depends on all of it:
//! an unknown fact is asked for before a judgement, and a judgement before a norm is waited for.

use enact_model::table::{FactId, Id, JudgementId, ParameterId};

/// A claim that does not exist.
pub(crate) const NO_ENTITLEMENT: i32 = 0x01;
/// Set in the low byte of everything that is open.
pub(crate) const OPEN: i32 = 0x10;
/// An unknown fact is among what is open.
pub(crate) const FACT: i32 = 0x11;
/// A judgement is awaited.
pub(crate) const JUDGEMENT: i32 = 0x12;
/// A norm is not fixed.
pub(crate) const NORM: i32 = 0x14;
/// What is asked for before a judgement is: a fact or a norm.
pub(crate) const ASKS: i32 = 0x05;
/// An optional fact that is not there.
pub(crate) const ABSENT: i32 = 0x20;
/// A defect of the law or the case.
pub(crate) const FAULT: i32 = 0x40;
/// What ends an evaluation at once, unless something before it is open.
pub(crate) const FATAL: i32 = ABSENT | FAULT;

/// A defect, as the module reports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Defect {
    /// No rule speaks.
    Gap,
    /// Two rules speak and differ.
    Conflict,
    /// Two limbs of one distinction hold and differ.
    Limbs,
    /// A number leaves its range.
    OutOfRange,
    /// A division by zero.
    DivisionByZero,
    /// A date outside the years 1 up to and including 9999.
    CalendarLimit,
    /// An absent fact is used where the law does not say what its absence means.
    Unsettled,
    /// Two elements of a list come in the same place.
    Tied,
    /// A subject does not stand in the list.
    NotListed,
    /// What the case states is not what the fact holds.
    Input,
    /// No day on which a condition holds, as far ahead as a search looks.
    NoDay,
}

impl Defect {
    /// All defects, in the order of their numbers.
    pub const ALL: [Self; 11] = [
        Self::Gap,
        Self::Conflict,
        Self::Limbs,
        Self::OutOfRange,
        Self::DivisionByZero,
        Self::CalendarLimit,
        Self::Unsettled,
        Self::Tied,
        Self::NotListed,
        Self::Input,
        Self::NoDay,
    ];

    /// Its number in the column of details.
    #[must_use]
    pub fn number(self) -> u32 {
        let place = Self::ALL.iter().position(|defect| *defect == self);
        place.and_then(|place| u32::try_from(place).ok()).unwrap_or(0)
    }

    pub(crate) fn code(self) -> i32 {
        with_detail(FAULT, self.number())
    }
}

/// The word for an unknown fact.
pub(crate) fn unknown(fact: FactId) -> i32 {
    with_detail(FACT, number(fact))
}

/// The word for an awaited judgement.
pub(crate) fn awaited(judgement: JudgementId) -> i32 {
    with_detail(JUDGEMENT, number(judgement))
}

/// The word for a norm that is not fixed.
pub(crate) fn not_set(parameter: ParameterId) -> i32 {
    with_detail(NORM, number(parameter))
}

pub(crate) fn number(id: impl Id) -> u32 {
    u32::try_from(id.index()).unwrap_or(u32::MAX)
}

fn with_detail(kind: i32, detail: u32) -> i32 {
    (detail << 8).cast_signed() | kind
}
