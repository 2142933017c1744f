//! Lists of subjects: who stands in them, and what is made of their elements.
//!
//! An expression about the elements of a list is evaluated once for each element, in the order
//! in which the case states them. Within it the element is the subject at hand; the subject
//! around it is one level up ([`Reference::up`](super::Reference::up)), and so on. Whoever
//! evaluates keeps a stack of subjects, whoever generates code keeps nested loops: either way
//! level `n` is the `n`-th subject outward.
//!
//! The way back from an element to the subject whose list it stands in is a fact of the element
//! that no case states ([`Fact::way_back`](super::Fact::way_back)): putting a subject in the list
//! fills it. It is read as any other fact that holds a subject.

use crate::table::{EntityId, FactId};

/// What a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listing {
    /// The kind of its elements.
    pub element: EntityId,
    /// How many there can be; at least one.
    pub most: u32,
    /// The fact of an element that holds the subject whose list this is.
    pub way_back: Option<FactId>,
}

/// What is made of the elements of a list that count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fold {
    /// How many.
    Number,
    /// Their amounts together.
    Sum,
    /// The highest number or latest day; absent when none counts.
    Highest,
    /// The lowest number or earliest day; absent when none counts.
    Lowest,
    /// Whether the condition holds for one of them.
    Any,
    /// Whether the condition holds for all of them.
    Every,
}
