//! `cargo xtask test`: everything that a change must pass.
//!
//! Every step runs, also after a failure, so that one run shows all there is to mend.

use std::process::{ExitCode, Stdio};

use crate::report::{Outcome, Report, cargo};
use crate::{layers, package, pages};

/// The laws whose worked examples are part of the test.
const RULESETS: [&str; 5] = [
    "rules/nl/zorgtoeslag",
    "rules/nl/aow",
    "rules/nl/wahv",
    "rules/en/home-energy-grant",
    "benches/country",
];

/// Runs all steps, and sums up.
pub fn run() -> ExitCode {
    let mut report = Report::default();
    component(&mut report, "rustfmt", &["fmt", "--all", "--check"]);
    let lint = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    component(&mut report, "clippy", &lint);
    report.program(&mut cargo(&["test", "--workspace"]));
    layers::check(&mut report);
    report.program(&mut enact(&["fmt", "--check", "rules", "benches"]));
    report.program(&mut enact(&[&["test"], RULESETS.as_slice()].concat()));
    pages::check(&mut report);
    package::check(&mut report);
    report.close()
}

/// Runs a cargo command that comes as a component of the toolchain. A machine with the
/// compiler alone lacks it: then the step is skipped, and says so.
fn component(report: &mut Report, component: &str, arguments: &[&str]) {
    let version: Vec<&str> = arguments.iter().take(1).copied().chain(["--version"]).collect();
    let found = cargo(&version).stdout(Stdio::null()).stderr(Stdio::null()).status();
    if found.is_ok_and(|status| status.success()) {
        report.program(&mut cargo(arguments));
    } else {
        let reason = format!("not installed: rustup component add {component}");
        report.step(&format!("cargo {}", arguments.join(" ")), || Outcome::Skipped(reason));
    }
}

/// The `enact` command of this tree.
pub fn enact(arguments: &[&str]) -> std::process::Command {
    cargo(&[&["run", "--quiet", "--package", "enact-cli", "--"], arguments].concat())
}
