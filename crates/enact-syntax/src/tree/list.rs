//! Lists as written: their type, what is said over their elements, and their table in an example.

use super::{Expr, Known, Name};
use enact_source::Span;

/// `lijst van persoon, ten hoogste 20, behorend tot huishouden`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListType {
    /// The kind of its elements.
    pub entity: Name,
    /// How many there can be.
    pub most: Option<u32>,
    /// The name by which an element reaches the subject whose list this is.
    pub way_back: Option<Name>,
}

/// What is made of the elements of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// `aantal kinderen`.
    Number,
    /// `som van bedrag over kinderen`.
    Sum,
    /// `hoogste bedrag over kinderen`; of an empty list there is none.
    Highest,
    /// `laagste bedrag over kinderen`; likewise.
    Lowest,
    /// `een of meer van kinderen heeft C`; no for an empty list.
    Any,
    /// `elk van kinderen heeft C`; yes for an empty list.
    Every,
}

/// Something over the elements of a list.
#[derive(Debug, Clone)]
pub struct Over {
    /// What is made of them.
    pub fold: Fold,
    /// The list.
    pub list: Box<Expr>,
    /// `met …`: which elements count.
    pub filter: Option<Box<Expr>>,
    /// What is read of each: an amount, or the condition of *any* and *every*.
    pub value: Option<Box<Expr>>,
}

/// `rang van kind onder kinderen naar geboortedatum`.
#[derive(Debug, Clone)]
pub struct Rank {
    /// The element, by the name of its kind; the subject at hand when left out.
    pub of: Option<Name>,
    /// The list it stands in.
    pub list: Box<Expr>,
    /// What decides the order; the lowest comes first.
    pub key: Box<Expr>,
    /// `daarna volgorde van opgave`: of equals, the one stated first comes first.
    pub by_entry: bool,
}

/// The elements of a list in an example, as a table.
#[derive(Debug, Clone)]
pub struct ListTable {
    /// The facts in its heading.
    pub columns: Vec<Name>,
    /// Its rows, each with a cell for every column.
    pub rows: Vec<ListRow>,
}

/// One element.
#[derive(Debug, Clone)]
pub struct ListRow {
    /// A cell for every column.
    pub cells: Vec<Known>,
    /// Where.
    pub span: Span,
}
