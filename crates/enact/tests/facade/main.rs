//! Rulesets, cases and worked cases as other programs use them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod amendment;
mod any_text;
mod cases;
mod course;
mod goals;
mod law;
mod mutation;
mod regions;
mod worked;
