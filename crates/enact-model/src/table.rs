//! Tables whose rows are addressed by their own kind of id, so that a fact is never looked up
//! among the rules.

use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// A row number of one kind of table.
pub trait Id: Copy + Eq {
    /// The id of row `index`.
    fn from_index(index: usize) -> Self;
    /// The row.
    fn index(self) -> usize;
}

/// Rows in order of declaration.
#[derive(Debug, Clone)]
pub struct Table<I, T> {
    rows: Vec<T>,
    id: PhantomData<I>,
}

impl<I, T> Default for Table<I, T> {
    fn default() -> Self {
        Self { rows: Vec::new(), id: PhantomData }
    }
}

impl<I: Id, T> Table<I, T> {
    /// Adds a row.
    pub fn push(&mut self, row: T) -> I {
        self.rows.push(row);
        I::from_index(self.rows.len() - 1)
    }

    /// All ids in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I, T> {
        (0..self.rows.len()).map(I::from_index)
    }

    /// All rows with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (I, &T)> {
        self.rows.iter().enumerate().map(|(index, row)| (I::from_index(index), row))
    }

    /// All rows.
    pub fn rows(&self) -> &[T] {
        &self.rows
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl<I: Id, T> Index<I> for Table<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        &self.rows[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for Table<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.rows[id.index()]
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl Id for $name {
            fn from_index(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            fn index(self) -> usize {
                usize::try_from(self.0).unwrap_or(usize::MAX)
            }
        }
    )*};
}

ids! {
    /// A law of the ruleset.
    LawId
    /// A kind of subject.
    EntityId
    /// An enumeration.
    ChoiceId
    /// A fact about a kind of subject.
    FactId
    /// A value fixed by law through time.
    ParameterId
    /// A named value, yes/no, claim or decision that rules give.
    TermId
    /// A rule.
    RuleId
    /// Rules for one term that are weighed against each other.
    GroupId
    /// An open norm that a person decides.
    JudgementId
}
