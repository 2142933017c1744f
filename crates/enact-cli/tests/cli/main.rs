//! The command as people and scripts meet it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod amend;
mod ask;
mod bills;
mod build;
mod cases;
mod check;
mod command;
mod coverage;
mod decide;
mod diff;
mod facts;
mod justified;
mod mutate;
mod others;
mod pages;
mod repository;
mod run;
mod starting;
mod tutorial;
mod verify;
mod weave;
mod why_not;
#[cfg(feature = "xlsx")]
mod workbook;
