//! Runs the specification: every page of `tests/spec`, every page of `docs/diagnostics`, the
//! corpus, and every ruleset of `rules`.
//!
//! One test a heading, named after it: `cargo test -p enact-tests -- rounding`. With
//! `ENACT_FOLLOW=1` the decisions and findings on the pages are rewritten to what follows; read
//! the difference before you keep it.

mod codes;
mod corpus;
mod figures;
mod manual;
mod pages;
mod random;
mod rulesets;
mod versions;

use libtest_mimic::{Arguments, Trial};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let following = std::env::var_os("ENACT_FOLLOW").is_some() && !arguments.list;
    if following && (pages::follow().is_err() || versions::follow().is_err()) {
        return ExitCode::FAILURE;
    }
    let trials: Vec<Trial> = [
        pages::specification(),
        pages::diagnostics(),
        corpus::trials(),
        versions::trials(),
        codes::trials(),
        rulesets::trials(),
        figures::trials(),
        manual::trials(),
        random::trials(),
    ]
    .into_iter()
    .flatten()
    .collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}
