//! `cargo xtask bench`: every figure of the project, measured in one run, side by side.
//!
//! Runs the benchmarks of `tests/benches/`, times the `enact` command as a whole process, and
//! writes the table to `docs/benchmarks.md`.

pub mod peers;

use crate::report::cargo;
use std::fmt::Write;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

const PAGE: &str = "docs/benchmarks.md";

const HEAD: &str = "# Benchmarks

Written by `cargo xtask bench`; every figure below comes from one run on one machine. A figure says
nothing about another machine, but the table can be made anew there with the same command.
";

/// What is timed as a whole process: the arguments of `enact`.
const PROCESSES: [(&str, &[&str]); 3] = [
    (
        "`enact decide`, from process start to exit",
        &[
            "decide",
            "rules/nl/zorgtoeslag",
            "zorgtoeslag-per-maand",
            "--case",
            "docs/examples/alleenstaande.json",
            "--on",
            "2025-03-01",
        ],
    ),
    ("`enact check`, both versions of zorgtoeslag", &["check", "rules/nl/zorgtoeslag"]),
    ("`enact test`, all examples of both versions", &["test", "rules/nl/zorgtoeslag"]),
];

/// Measures everything and writes the page.
pub fn run() -> ExitCode {
    match measure() {
        Ok(table) => {
            println!("{table}");
            let page = format!("{HEAD}\n{}\n{table}", machine());
            match std::fs::write(PAGE, page) {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => fail(&format!("{PAGE} could not be written: {error}")),
            }
        }
        Err(reason) => fail(&reason),
    }
}

fn fail(reason: &str) -> ExitCode {
    eprintln!("{reason}");
    ExitCode::FAILURE
}

fn measure() -> Result<String, String> {
    let benches = cargo(&["bench", "--quiet", "--package", "enact-tests", "--bench", "law"])
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cargo bench did not start: {error}"))?;
    if !benches.status.success() {
        return Err("cargo bench failed".into());
    }
    let mut table = String::from_utf8_lossy(&benches.stdout).trim_start().to_owned();
    let built = cargo(&["build", "--quiet", "--release", "--package", "enact-cli"]).status();
    if !built.is_ok_and(|status| status.success()) {
        return Err("the enact command could not be built".into());
    }
    for (what, arguments) in PROCESSES {
        let _ = writeln!(table, "{}", process(what, arguments)?);
    }
    Ok(table)
}

fn process(what: &str, arguments: &[&str]) -> Result<String, String> {
    let runs = 40;
    let mut times: Vec<Duration> = Vec::with_capacity(runs);
    for _ in 0..=runs {
        let start = Instant::now();
        let status = Command::new(Path::new("target/release/enact"))
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .map_err(|error| format!("enact did not start: {error}"))?;
        times.push(start.elapsed());
        if !status.success() {
            return Err(format!("enact {} failed: {status}", arguments.join(" ")));
        }
    }
    // The first run warms the file cache.
    times.remove(0);
    times.sort();
    let shown =
        |time: Duration| format!("{}.{:02} ms", time.as_millis(), time.as_micros() / 10 % 100);
    Ok(format!("| {what} | {} | {} | {runs} |", shown(times[0]), shown(times[runs / 2])))
}

/// The processor, where the system tells.
fn machine() -> String {
    let told = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = told.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let compiler = Command::new("rustc").arg("--version").output();
    let compiler = compiler.map_or_else(
        |_| String::new(),
        |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
    );
    let model = model.map_or("processor not named", |(_, name)| name.trim());
    format!("Machine: {model}, {cores} cores; {compiler}; release build.\n")
}
