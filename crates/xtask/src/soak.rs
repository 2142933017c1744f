//! `cargo xtask soak`: compiled laws against evaluation, for as many outcomes as one likes.
//!
//! Laws that nobody wrote are compiled and decided by the interpreter and as machine code. The
//! same seed gives the same laws and cases; a difference is shown with the smallest of both.

use crate::report::cargo;
use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask soak [--cases NUMBER] [--seed NUMBER]; a number is written like 1e9 or 1000000";

/// Runs the test that does so, with progress on the way.
pub fn run(arguments: &[&str]) -> ExitCode {
    let Some((cases, seed)) = read(arguments) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let test = ["test", "--release", "--package", "enact-tests", "--test", "compiled", "--"];
    let only = ["--ignored", "--nocapture", "grown_laws_for_as_long_as_it_takes"];
    let status = cargo(&[&test[..], &only].concat())
        .env("ENACT_CASES", cases.to_string())
        .env("ENACT_SEED", seed.to_string())
        .status();
    if status.is_ok_and(|status| status.success()) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// How many cases, and the seed.
fn read(arguments: &[&str]) -> Option<(u64, u64)> {
    let (mut cases, mut seed) = (1_000_000, 1);
    for pair in arguments.chunks(2) {
        match pair {
            ["--cases", number] => cases = whole(number)?,
            ["--seed", number] => seed = whole(number)?,
            _ => return None,
        }
    }
    Some((cases, seed))
}

/// A number, perhaps with a power of ten: `1e9`.
fn whole(written: &str) -> Option<u64> {
    let (digits, power) = written.split_once('e').unwrap_or((written, "0"));
    digits.parse::<u64>().ok()?.checked_mul(10_u64.checked_pow(power.parse().ok()?)?)
}
