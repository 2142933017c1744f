//! A compiled law on many cases at a time.
//!
//! Start at [`Runner`]: it holds the module of a law on a [`Machine`], packs cases into its memory
//! ([`pack`]), and gives for each how it ends. What the module leaves open is decided by
//! evaluation, so the outcome of a case is the same as that of `decide`, to the last digit.

mod interpreter;
pub mod pack;
mod runner;

pub use interpreter::Interpreter;
pub use runner::{Answer, Machine, Runner, Trouble};
