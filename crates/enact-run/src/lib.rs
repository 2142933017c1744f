//! A compiled law on many cases at a time.
//!
//! Start at [`Runner`]: it holds the module of a law on a [`Machine`], packs cases into its memory
//! ([`pack`]), and gives for each how it ends. What the module leaves open is decided by
//! evaluation, so the outcome of a case is the same as that of `decide`, to the last digit. Who has
//! columns instead of cases writes them there as they are ([`columns`]).
//!
//! [`Interpreter`] is always there; `Native`, with the feature `native`, makes machine code of the
//! module and takes minutes to build.

mod agreement;
pub mod columns;
mod interpreter;
#[cfg(feature = "native")]
mod native;
pub mod pack;
mod runner;

pub use interpreter::Interpreter;
#[cfg(feature = "native")]
pub use native::Native;
pub use runner::{Answer, Machine, Runner, Trouble};
