//! Worked cases for the evaluator, on programs made by hand.

mod depth;
mod laws;
mod letters;
mod numbers;
mod properties;
mod unknown;
mod weighing;
