//! A verified law as one small WebAssembly module.
//!
//! Start at [`emit`]: from a [`VerifiedGraph`](enact_verify::VerifiedGraph) it makes a [`Module`]
//! that imports nothing, whose memory never grows, and that gives the same answer on every
//! machine. Cases go in as columns ([`Layout`]), and how each ends comes out ([`Status`]): a value
//! with its ground, or exactly what evaluation would say instead. What the code cannot work out
//! has the status [`Status::Unsettled`], and is for evaluation to decide; it is never a wrong
//! number.
//!
//! Every group of rules is a function about one subject on one day ([`group`]), every rule one or
//! two more ([`rule`]); expressions within them are written by [`expression`] and its neighbours.
//! A value that is not there leaves for the place that settles it, with the reason ([`lack`]).
//!
//! All of that code exists for whatever may be unknown. Before it, every case takes the [`swift`]
//! way, which counts on everything being known, and leaves to it what is not so plain.

mod arithmetic;
mod body;
mod calendar;
mod compiler;
mod condition;
mod context;
mod dates;
mod days;
mod decide;
mod expression;
mod facts;
mod group;
mod helper;
mod lack;
mod layout;
mod list;
mod module;
mod norms;
mod number;
mod parameter;
mod reach;
mod reading;
mod room;
mod rule;
mod search;
mod swift;
mod term;
mod wide;
mod writer;

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]
mod tests;

pub use lack::Defect;
pub use layout::{Answers, Column, Form, Held, Layout, Room, Status, Table, number_of};
pub use module::{Module, emit};
