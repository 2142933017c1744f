//! Closed intervals with exact arithmetic: the least and the greatest a number can be.
//!
//! A result holds every outcome of the operation on members of its operands, or is `None`
//! where an end leaves 128 bits. Whether 64 bits are enough is [`Range::fits_i64`].

use std::fmt;

/// Every whole number from `low` up to and including `high`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Range {
    /// The least member; at most `high`.
    pub low: i128,
    /// The greatest member.
    pub high: i128,
}

#[expect(clippy::should_implement_trait, reason = "an operator could not answer `None`")]
impl Range {
    /// The range between two ends, given in either order.
    #[must_use]
    pub fn new(one_end: i128, other_end: i128) -> Self {
        Self { low: one_end.min(other_end), high: one_end.max(other_end) }
    }

    /// The range of one number.
    #[must_use]
    pub const fn exactly(value: i128) -> Self {
        Self { low: value, high: value }
    }

    /// The smallest range around both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }

    /// What both hold; `None` when they have no number in common.
    #[must_use]
    pub fn intersect(self, other: Self) -> Option<Self> {
        let (low, high) = (self.low.max(other.low), self.high.min(other.high));
        (low <= high).then_some(Self { low, high })
    }

    /// All sums; `None` on overflow.
    #[must_use]
    pub fn add(self, other: Self) -> Option<Self> {
        let low = self.low.checked_add(other.low)?;
        Some(Self { low, high: self.high.checked_add(other.high)? })
    }

    /// All differences; `None` on overflow.
    #[must_use]
    pub fn sub(self, other: Self) -> Option<Self> {
        let low = self.low.checked_sub(other.high)?;
        Some(Self { low, high: self.high.checked_sub(other.low)? })
    }

    /// All products; `None` on overflow.
    #[must_use]
    pub fn mul(self, other: Self) -> Option<Self> {
        Some(self.scale(other.low)?.hull(self.scale(other.high)?))
    }

    /// All negations; `None` on overflow.
    #[must_use]
    pub fn neg(self) -> Option<Self> {
        Some(Self { low: self.high.checked_neg()?, high: self.low.checked_neg()? })
    }

    /// All products with one number; `None` on overflow.
    #[must_use]
    pub fn scale(self, factor: i128) -> Option<Self> {
        Some(Self::new(self.low.checked_mul(factor)?, self.high.checked_mul(factor)?))
    }

    /// Whether `value` lies between the ends, or on one.
    #[must_use]
    pub const fn contains(self, value: i128) -> bool {
        self.low <= value && value <= self.high
    }

    /// The greatest distance of a member from zero; `None` on overflow.
    #[must_use]
    pub fn magnitude(self) -> Option<i128> {
        Some(self.low.checked_abs()?.max(self.high.checked_abs()?))
    }

    /// Whether every member fits in 64 bits.
    #[must_use]
    pub fn fits_i64(self) -> bool {
        i64::try_from(self.low).is_ok() && i64::try_from(self.high).is_ok()
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..={}", self.low, self.high)
    }
}
