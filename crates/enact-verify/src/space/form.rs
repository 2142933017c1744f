//! Linear forms over whole variables: the only arithmetic that the space knows.

use enact_value::gcd;

/// A whole variable of a [`Space`](super::Space): a place in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Var(pub u32);

impl Var {
    pub fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// A sum of variables, each times a whole number other than zero, and a constant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Form {
    /// In order of the variables, each once.
    pub terms: Vec<(Var, i128)>,
    pub constant: i128,
}

impl Form {
    pub fn constant(constant: i128) -> Self {
        Self { terms: Vec::new(), constant }
    }

    pub fn of(var: Var) -> Self {
        Self { terms: vec![(var, 1)], constant: 0 }
    }

    /// The number, when no variable is in it.
    pub fn known(&self) -> Option<i128> {
        self.terms.is_empty().then_some(self.constant)
    }

    /// `self + other × factor`; `None` on overflow.
    pub fn plus(&self, other: &Self, factor: i128) -> Option<Self> {
        let mut terms = Vec::with_capacity(self.terms.len() + other.terms.len());
        let (mut left, mut right) = (self.terms.iter().peekable(), other.terms.iter().peekable());
        loop {
            let (var, coefficient) = match (left.peek(), right.peek()) {
                (None, None) => break,
                (Some(one), two) if two.is_none_or(|two| one.0 < two.0) => **one,
                (one, Some(two)) if one.is_none_or(|one| two.0 < one.0) => {
                    (two.0, two.1.checked_mul(factor)?)
                }
                (Some(one), Some(two)) => (one.0, one.1.checked_add(two.1.checked_mul(factor)?)?),
                _ => break,
            };
            left.next_if(|one| one.0 == var);
            right.next_if(|two| two.0 == var);
            if coefficient != 0 {
                terms.push((var, coefficient));
            }
        }
        let constant = self.constant.checked_add(other.constant.checked_mul(factor)?)?;
        Some(Self { terms, constant })
    }

    /// `self + constant`; `None` on overflow.
    pub fn shifted(&self, constant: i128) -> Option<Self> {
        let constant = self.constant.checked_add(constant)?;
        Some(Self { terms: self.terms.clone(), constant })
    }

    /// `self × factor`; `None` on overflow.
    pub fn times(&self, factor: i128) -> Option<Self> {
        Self::default().plus(self, factor)
    }

    /// The greatest number that divides every coefficient; 0 without variables.
    pub fn divisor(&self) -> i128 {
        self.terms.iter().fold(0, |common, (_, coefficient)| gcd(common, *coefficient))
    }
}
