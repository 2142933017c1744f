//! Whether every case has exactly one answer, and whether the law keeps its promises.
//!
//! Start at [`verify`]: it looks for gaps, conflicts and rules that never count, each with a
//! concrete case, and makes the [`VerifiedGraph`] that alone is decided with. [`promises`] proves
//! the safeguards of a law or refutes them; [`Influence`] tells whether a fact can change an outcome.
//!
//! The law is run on all cases at once ([`machine`]): a number is a linear form over whole
//! variables, a rounding a whole division, a condition a choice between two ways. Every way that
//! some case goes is gone ([`explore`]); bounds, the simplex and branch and bound tell which are
//! ([`space`]). Nothing here is a float, a guess or a time limit: how long is looked is counted in
//! choices ([`Patience`]), so the same law always gets the same verdict.

mod cells;
mod compare;
mod confirm;
mod domain;
mod effect;
mod elsewhere;
mod explore;
mod group;
mod influence;
mod joint;
mod kept;
mod machine;
mod pairing;
mod reach;
mod region;
mod report;
mod safeguard;
mod solver;
mod space;
mod trod;
mod turning;
mod verify;
mod witness;

pub use cells::{Gatherer, Gone, Near, cells};
pub use compare::{
    Change, Comparison, Difference, Differences, Direction, Kind, OnlyOne, Others, Part, Size,
    Versions,
};
pub use confirm::{Replay, Replayed, breaks};
pub use influence::Influence;
pub use pairing::Pairing;
pub use region::{About, Extent, Region};
pub use report::{Dead, Finding, Flaw, OnWord, Report, Unproved};
pub use safeguard::{Doubt, Judged, Method, Promises, Verdict, promises};
pub use solver::{Solver, SolverAnswer};
#[doc(hidden)]
pub use trod::{Trod, trod};
pub use turning::{Turned, Turning};
pub use verify::{VerifiedGraph, verify};
pub use witness::Witness;

/// How long is looked before the answer is that something is not proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// How many choices are weighed for one question.
    pub choices: u64,
    /// How many elements of a list are considered at most.
    pub list_most: u32,
}

impl Patience {
    /// Enough for every law to be checked whenever it is read.
    pub const BRIEF: Self = Self { choices: 20_000, list_most: 2 };
    /// Enough for promises about a whole decision.
    pub const LONG: Self = Self { choices: 400_000, list_most: 3 };
}

/// How long is looked, who decides single cases, and who is asked what is left open.
#[derive(Clone, Copy)]
pub struct Means<'a> {
    /// How long is looked.
    pub patience: Patience,
    /// Who decides single cases.
    pub replay: &'a dyn Replay,
    /// Who is asked what the search of a way leaves open.
    pub solver: Option<&'a dyn Solver>,
}
