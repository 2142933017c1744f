//! Safeguards: what a law promises about every case.

use super::Expr;
use crate::table::{EntityId, FactId, TermId};
use enact_source::{Citation, Span};

/// A promise about every case, checked in its types and not yet proved.
#[derive(Debug, Clone)]
pub struct Safeguard {
    /// Its title.
    pub title: String,
    /// The law says itself that it does not hold.
    pub denied: bool,
    /// The condition about the subject that limits it to a group; where the promise compares two
    /// cases, it holds of both.
    pub group: Option<Expr>,
    /// What is promised.
    pub promise: Promise,
    /// Where it stands.
    pub ground: Citation,
    /// The declaration.
    pub span: Span,
}

/// What a safeguard promises.
#[derive(Debug, Clone)]
pub enum Promise {
    /// A condition about a subject that always holds.
    Always {
        /// About which kind of subject.
        entity: EntityId,
        /// The condition.
        condition: Expr,
    },
    /// The term never rises (`never_up`) or falls when the fact rises (`fact_up`) or falls.
    Monotone {
        /// The term.
        term: TermId,
        /// The forbidden movement is upward.
        never_up: bool,
        /// The fact.
        fact: FactId,
        /// The fact's movement is upward.
        fact_up: bool,
    },
    /// The term changes by at most `by` when the fact changes by `step`; literals over the
    /// term's and the fact's denominators.
    Bounded {
        /// The term.
        term: TermId,
        /// Its largest change.
        by: Expr,
        /// The fact.
        fact: FactId,
        /// The fact's change.
        step: Expr,
    },
    /// The term does not depend on the fact.
    Independent {
        /// The term.
        term: TermId,
        /// The fact.
        fact: FactId,
    },
    /// There is no entitlement when the condition holds.
    NoEntitlement {
        /// The claim.
        term: TermId,
        /// The condition.
        when: Expr,
    },
    /// The term stays the same when the subject and the one in `other` change places.
    Symmetric {
        /// The term.
        term: TermId,
        /// The fact that holds the other subject.
        other: FactId,
    },
}
