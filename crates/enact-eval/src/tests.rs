//! Worked cases for the evaluator, on programs made by hand.

mod depth;
mod numbers;
mod unknown;
mod weighing;
