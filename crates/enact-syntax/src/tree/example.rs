//! Worked cases as written.

use super::{CitedProvision, Expr, ListTable, Name, Quoted};
use enact_source::Span;
use enact_value::Date;

/// A worked case that is part of the law.
#[derive(Debug, Clone)]
pub struct Example {
    /// Its title.
    pub title: Quoted,
    /// The reference date.
    pub on: Date,
    /// The subjects and what is known of them.
    pub givens: Vec<Given>,
    /// What must follow.
    pub expectations: Vec<Expectation>,
    /// The provisions it must rest on.
    pub because: Vec<CitedProvision>,
}

/// What is known of one subject.
#[derive(Debug, Clone)]
pub struct Given {
    /// The kind of the subject decided about, or the fact of it that this subject fills; for an
    /// element of a list, the list or the kind of its elements.
    pub subject: Name,
    /// What the example calls it: `in het geval kind "Bo"`.
    pub title: Option<Quoted>,
    /// Its facts.
    pub entries: Vec<Entry>,
}

/// One known fact of an example.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The fact or judgement.
    pub name: Name,
    /// What is known.
    pub value: Known,
}

/// One value of a fact through time.
#[derive(Debug, Clone)]
pub struct Since {
    /// Its first day.
    pub from: Date,
    /// A literal.
    pub value: Expr,
    /// Where.
    pub span: Span,
}

/// What an example says of a fact.
#[derive(Debug, Clone)]
pub enum Known {
    /// A literal, or the name of an option.
    Value(Expr),
    /// `inkomen vanaf 2016-01-01 : € 10.000 vanaf …`: a fact through time.
    ThroughTime(Vec<Since>),
    /// `geen partner`: stated not to be there.
    Absent,
    /// `partner is onbekend`.
    Unknown,
    /// `kinderen zijn` with a table.
    List(ListTable),
}

/// What an example expects.
#[derive(Debug, Clone)]
pub struct Expectation {
    /// The outcome.
    pub kind: Expected,
    /// Where.
    pub span: Span,
}

/// The outcomes an example can expect.
#[derive(Debug, Clone)]
pub enum Expected {
    /// `dan X is V`: a literal, or the name of an option.
    Value {
        /// The value.
        name: Name,
        /// Its outcome.
        value: Expr,
    },
    /// `dan geen aanspraak op X`.
    NoEntitlement(Name),
    /// `dan X vereist a; b`: exactly these facts are still needed.
    Needs {
        /// The value.
        name: Name,
        /// The facts.
        facts: Vec<Name>,
    },
    /// `dan X wacht op hardheid`.
    Awaiting {
        /// The value.
        name: Name,
        /// The judgement.
        judgement: Name,
    },
    /// `dan X is nog niet vastgesteld`.
    NotSet(Name),
    /// `dan ongeldige invoer`.
    InputError,
}
