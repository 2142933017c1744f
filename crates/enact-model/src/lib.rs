//! What a law means: names, citations, types, units and exact denominators.
//!
//! Start at [`check`]: from the trees of all laws of a ruleset it makes one [`Program`], or
//! says with findings why not.

pub mod program;
pub mod table;

pub use program::Program;
