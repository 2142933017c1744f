//! One decision, exactly, with everything it rests on.
//!
//! Start at [`decide`]: from the law, a [`Case`] and a reference date it makes a [`Decision`],
//! which holds the outcome, one [`Step`] for each value that was worked out, and exactly the
//! data that were read. [`inspect`] says first whether the case keeps to what the law assumes;
//! [`motivation()`] puts a decision into words. There is no clock here and no store: the same
//! case always gets the same decision.

mod case;
mod context;
mod decide;
mod expression;
mod inspect;
mod justified;
mod list;
mod motivation;
mod number;
mod observe;
mod outcome;
mod reading;
mod record;
mod rule;
mod search;
mod time;
mod truth;
mod weigh;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

pub use case::{Case, Judged, Subject};
pub use context::{Context, Supposed};
pub use decide::{Decision, decide, keeps, outcome, trial, tried, worth};
pub use inspect::{Breach, inspect};
pub use motivation::{Motivation, Reason, motivation};
pub use observe::{Nearness, Weighed, observe};
pub use outcome::{AwaitedJudgement, Fault, Need, NotSet, Outcome};
pub use record::{Banded, Displaced, Found, Read, Source, Step, Stretch};
