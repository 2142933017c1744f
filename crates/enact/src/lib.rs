//! Laws as programs use them.

pub mod input;
pub mod suggest;
pub mod world;
