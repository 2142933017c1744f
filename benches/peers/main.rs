//! Our side of the comparison that `cargo xtask bench --peers` makes: a population for every peer,
//! the law compiled, and the same written by hand. Prints a line of JSON for each.
//!
//! `peers zorgtoeslag FOLDER ROWS` writes a population into FOLDER, with the module of the law and
//! in `exact.out` what it decides, held against evaluation for the first rows; `peers country` does
//! so for the invented law of `benches/country`. `peers laws FOLDER`
//! compiles laws of ours and generated ones, and writes modules for other hosts into FOLDER.

#![allow(clippy::print_stdout, reason = "it tells what it measured")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a benchmark that cannot go on has failed")]

mod by_hand;
mod compiled;
mod country;
mod draw;
#[allow(dead_code, reason = "other benchmarks use the rest of it")]
#[path = "../../tests/benches/generated.rs"]
mod generated;
mod laws;
mod population;

use serde_json::json;
use std::path::Path;

fn main() {
    let arguments: Vec<String> =
        std::env::args().filter(|argument| argument != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().skip(1).map(String::as_str).collect();
    match arguments.as_slice() {
        ["zorgtoeslag", folder, rows] => zorgtoeslag(Path::new(folder), rows.parse().unwrap()),
        ["country", folder, rows] => country::run(Path::new(folder), rows.parse().unwrap()),
        ["laws", folder] => laws::run(Path::new(folder)),
        _ => println!("{}", json!({ "name": "peers", "skipped": "no such group" })),
    }
}

fn zorgtoeslag(folder: &Path, rows: usize) {
    population::write(folder, rows).unwrap();
    let people = population::read(folder).unwrap();
    let (hand, spent) = least(|| by_hand::decide(&people));
    told(json!({ "name": "hand", "rows": rows, "ns": spent }), folder, &hand);
    drop(hand);
    let mut law = compiled::Law::new();
    std::fs::write(folder.join("law.wasm"), law.wasm()).unwrap();
    let (_, filling) = least(|| law.decide(&people, false));
    let (exact, spent) = least(|| law.decide(&people, true));
    law.hold_against_evaluation(&people, &exact, rows.min(20_000));
    let only = spent.saturating_sub(filling);
    told(json!({ "name": "filled", "rows": rows, "ns": spent }), folder, &exact);
    println!("{}", json!({ "name": "module", "rows": rows, "ns": only, "peak_kb": peak_kb() }));
    write(folder, "exact", &exact);
}

/// Prints what was measured, and keeps the outcomes to be compared.
fn told(mut line: serde_json::Value, folder: &Path, outcomes: &[i32]) {
    line["peak_kb"] = json!(peak_kb());
    println!("{line}");
    write(folder, line["name"].as_str().unwrap(), outcomes);
}

fn write(folder: &Path, name: &str, outcomes: &[i32]) {
    let bytes: Vec<u8> = outcomes.iter().flat_map(|euros| euros.to_le_bytes()).collect();
    std::fs::write(folder.join(format!("{name}.out")), bytes).unwrap();
}

/// The outcome of a task, and the least processor time of several runs in nanoseconds.
fn least<T>(mut task: impl FnMut() -> T) -> (T, u64) {
    let mut run = || {
        let start = spent_ns();
        let outcome = task();
        (outcome, spent_ns() - start)
    };
    let (mut outcome, mut least) = run();
    for _ in 0..4 {
        let (again, spent) = run();
        (outcome, least) = (again, least.min(spent));
    }
    (outcome, least)
}

/// How long this thread has been on a processor, in nanoseconds.
fn spent_ns() -> u64 {
    let spent = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    u64::try_from(i128::from(spent.tv_sec) * 1_000_000_000 + i128::from(spent.tv_nsec)).unwrap()
}

/// The most memory that this process has had, in kilobytes.
fn peak_kb() -> u64 {
    let told = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}
