//! Laws as programs use them.

pub mod input;
pub mod manifest;
pub mod names;
pub mod world;
