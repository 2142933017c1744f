//! What a law means: names, citations, types, units and exact denominators.
//!
//! Start at [`check`](check()): from the trees of all laws of a ruleset it makes one
//! [`Program`], or says with findings why not. What depends on what is the graph's concern;
//! whether every case has exactly one answer is the verifier's.

mod application;
mod applied;
mod arithmetic;
pub mod bands;
pub mod case;
mod check;
mod choice;
mod cite;
mod clauses;
pub mod codes;
mod comparison;
mod declare;
mod draft;
mod duration;
mod elsewhen;
mod examples;
mod expression;
mod foregone;
mod fraction;
mod ground;
mod justification;
mod known;
mod lists;
mod literal;
mod mentions;
mod mismatch;
mod names;
mod order;
mod parameters;
mod points;
mod precedence;
pub mod program;
mod promises;
mod reading;
mod rounding;
mod rule;
mod scale;
mod scope;
pub mod table;
pub mod timeline;
mod units;
mod validity;
mod walk;

pub use check::{Checked, check};
pub use program::Program;
