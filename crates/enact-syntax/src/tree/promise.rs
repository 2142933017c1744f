//! Safeguards as written.

use super::{Expr, Name, Quoted};

/// A promise about every case.
#[derive(Debug, Clone)]
pub struct Safeguard {
    /// Its title.
    pub title: Quoted,
    /// The law says itself that it does not hold: `geldt niet`, `does not hold`.
    pub denied: bool,
    /// Of whom it is promised: `voor leeftijd ten minste 18`, `for age at least 18`.
    pub group: Option<Expr>,
    /// What is promised.
    pub promise: Promise,
}

/// Up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Increases, `stijgt`.
    Up,
    /// Decreases, `daalt`.
    Down,
}

/// What a safeguard promises.
#[derive(Debug, Clone)]
pub enum Promise {
    /// A condition that always holds.
    Always(Expr),
    /// `toeslag stijgt nooit wanneer inkomen stijgt`.
    Monotone {
        /// The value that must not move so.
        value: Name,
        /// The forbidden movement.
        never: Direction,
        /// The fact that moves.
        fact: Name,
        /// How it moves.
        moves: Direction,
    },
    /// `toeslag verandert met hoogstens € 10 wanneer inkomen verandert met € 100`.
    Bounded {
        /// The value.
        value: Name,
        /// Its largest change.
        by: Expr,
        /// The fact.
        fact: Name,
        /// The fact's change.
        step: Expr,
    },
    /// `toeslag hangt niet af van nationaliteit`.
    Independent {
        /// The value.
        value: Name,
        /// The fact.
        fact: Name,
    },
    /// `geen aanspraak op toeslag indien …`.
    NoEntitlement {
        /// The claim.
        value: Name,
        /// When.
        when: Expr,
    },
    /// `toeslag is gelijk wanneer persoon en partner van plaats wisselen`.
    Symmetric {
        /// The value.
        value: Name,
        /// One subject.
        left: Name,
        /// The other.
        right: Name,
    },
}
