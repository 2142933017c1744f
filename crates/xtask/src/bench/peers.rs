//! `cargo xtask bench --peers`: the compiled law beside other tools that decide the same, in one
//! run on one machine.
//!
//! Every program in `benches/peers` prints a line of JSON for what it measured, and leaves its
//! outcomes in a file; here they are installed, run, compared and put in tables. Peers come from
//! their registries into `target/peers`, and nothing of the project depends on them. One that
//! cannot be had stands in the table with the reason.

use super::{fail, machine};
use crate::report::cargo;
use serde_json::{Value, json};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

const PAGE: &str = "docs/benchmarks-peers.md";
const FOLDER: &str = "target/peers";

const HEAD: &str = "# Beside others

Written by `cargo xtask bench --peers`; every figure below comes from one run on one machine. Times are processor time, the
least of several runs. A figure says nothing about another machine, but the tables can be made anew there with the same
command. *Rows off* counts the rows whose outcome is not that of the law in exact arithmetic; a program that reads no text
of a law is written by hand from its formula and figures, and stands in `benches/peers`.
";

/// Measures one group, and gives its tables.
type Group = fn() -> Result<String, String>;

/// The groups, by the name that `--only` takes.
const GROUPS: [(&str, Group); 4] =
    [("zorgtoeslag", zorgtoeslag), ("country", country), ("single", single), ("laws", laws)];

/// How many people are decided about, in the order of the tables.
const POPULATIONS: [usize; 2] = [1_000_000, 17_000_000];
/// How many people of the invented country; of the first, one household alone.
const COUNTRIES: [usize; 4] = [1, 1_000, 100_000, 1_000_000];
/// How many people by tools that take one at a time.
const FEW: usize = 20_000;

/// What each program computes.
const COMPUTES: [(&str, &str); 8] = [
    ("hand", "the formula by hand in Rust, 64-bit whole numbers; no grounds, no unknown facts"),
    (
        "module",
        "the law's module in wasmtime: outcome, status and ground, facts that may be unknown",
    ),
    ("filled", "the same, with the rows put into its columns and the outcomes taken out"),
    ("host", "the module in wasmtime from Python (`law.py`), columns as numpy arrays"),
    ("numpy", "the formula by hand over numpy arrays, 64-bit whole numbers"),
    ("polars", "the formula by hand as Polars expressions, 64-bit whole numbers"),
    ("cel", "the formula by hand as one expression of CEL, 64-bit whole numbers, from Python"),
    ("zen", "the formula by hand as a graph of the ZEN engine, decimal numbers, from Python"),
];

/// Measures the groups, or one of them, and writes the page when it was all of them.
pub fn run(only: Option<&str>) -> ExitCode {
    if !GROUPS.iter().any(|(name, _)| only.is_none_or(|only| only == *name)) {
        let names: Vec<&str> = GROUPS.iter().map(|(name, _)| *name).collect();
        return fail(&format!("no such group; there are {}", names.join(", ")));
    }
    let mut page = format!("{HEAD}\n{}", machine());
    for (name, measure) in GROUPS {
        if only.is_none_or(|only| only == name) {
            match measure() {
                Ok(tables) => page.push_str(&tables),
                Err(reason) => return fail(&reason),
            }
        }
    }
    println!("{page}");
    if only.is_some() {
        return ExitCode::SUCCESS;
    }
    match fs::write(PAGE, page) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&format!("{PAGE} could not be written: {error}")),
    }
}

fn zorgtoeslag() -> Result<String, String> {
    let mut page = String::new();
    for rows in POPULATIONS {
        let folder = format!("{FOLDER}/zorgtoeslag-{rows}");
        let mut lines = ours(&["zorgtoeslag", &folder, &rows.to_string()])?;
        let large = rows > 1_000_000;
        let tools = ["host", "numpy", "polars", "cel", "zen"];
        for tool in tools.into_iter().filter(|tool| !large || ["numpy", "polars"].contains(tool)) {
            let few = ["cel", "zen"].contains(&tool);
            lines.push(python(tool, &folder, if few { FEW } else { rows }));
        }
        let hand = per_row(&lines[0]).unwrap_or(1);
        let _ = write!(
            page,
            "\n## Zorgtoeslag, {} random people\n\n\
             | what | version | ns a row | of by hand | rows off | peak memory |\n\
             |---|---|---:|---:|---:|---:|\n",
            thousands(rows)
        );
        let exact = fs::read(format!("{folder}/exact.out")).map_err(|error| error.to_string())?;
        for line in &lines {
            let name = line["name"].as_str().unwrap_or_default();
            let what = COMPUTES.iter().find(|(known, _)| *known == name).map_or(name, |(_, it)| it);
            let Some(hundredths) = per_row(line) else {
                let _ = writeln!(page, "| {what} | skipped: {} | | | | |", text(line, "skipped"));
                continue;
            };
            let outcomes = if name == "module" { "filled" } else { name };
            let off =
                off(&exact, &fs::read(format!("{folder}/{outcomes}.out")).unwrap_or_default());
            let _ = writeln!(
                page,
                "| {what} | {} | {} | {}× | {} of {} | {} MB |",
                text(line, "version"),
                decimal(hundredths),
                decimal(hundredths * 100 / hand.max(1)),
                off,
                thousands(usize::try_from(number(line, "rows")).unwrap_or(0)),
                number(line, "peak_kb") / 1024,
            );
        }
    }
    Ok(page)
}

/// The country template of OpenFisca.
fn country() -> Result<String, String> {
    let mut page = String::from(
        "\n## The country template of OpenFisca, June 2016\n\n\
         All eight outcomes of everybody, from columns in memory: income tax, contribution and basic income of persons; housing \
         allowance, parenting allowance, housing tax, total taxes and disposable income of households. Ours are exact, with \
         status and ground; OpenFisca computes with 32-bit binary fractions. An outcome is off by a cent or more.\n\n\
         | people | what | version | ns a person | outcomes off | peak memory |\n\
         |---:|---|---|---:|---:|---:|\n",
    );
    let python = environment(
        "openfisca",
        "import openfisca_core, openfisca_country_template",
        &["openfisca-core", "openfisca-country-template"],
    );
    for people in COUNTRIES {
        let folder = format!("{FOLDER}/country-{people}");
        let mut told = ours(&["country", &folder, &people.to_string()])?;
        let openfisca = python.clone().and_then(|python| {
            let mut command = Command::new(python);
            command.args(["-B", "benches/peers/country.py", &folder]);
            lines(&mut command)?.pop().ok_or_else(|| "it printed nothing".to_owned())
        });
        let skipped = |reason| json!({ "name": "openfisca", "skipped": reason });
        told.push(openfisca.unwrap_or_else(skipped));
        for line in &told {
            let ours = text(line, "name") == "ours";
            let what = if ours { "the law's module in wasmtime" } else { "OpenFisca" };
            let Some(hundredths) = per_row(line) else {
                let _ = writeln!(page, "| | {what} | skipped: {} | | | |", text(line, "skipped"));
                continue;
            };
            let _ = writeln!(
                page,
                "| {} | {what} | {} | {} | {} | {} MB |",
                thousands(usize::try_from(number(line, "rows")).unwrap_or(0)),
                text(line, "version"),
                decimal(hundredths),
                number(line, "off"),
                number(line, "peak_kb") / 1024,
            );
        }
    }
    Ok(page)
}

/// One decision at a time, in JavaScript.
fn single() -> Result<String, String> {
    let modules = format!("{FOLDER}/laws");
    if !Path::new(&modules).join("aow.json").exists() {
        ours(&["laws", &modules])?;
    }
    npm();
    let lines = lines(Command::new("node").args(["benches/peers/single.mjs", &modules, FOLDER]))?;
    let mut page = String::from(
        "\n## One decision at a time, in Node\n\n\
         The laws differ, and so does the work: French family allowances of a family with two children, compiled by Catala, \
         beside the Dutch healthcare allowance and old-age pension, on the conformance cases that have a value. A case goes in \
         as JSON objects, and an outcome with its ground comes out.\n\n\
         | law | version | µs a decision | decisions a second |\n|---|---|---:|---:|\n",
    );
    for line in &lines {
        let name = text(line, "name");
        let law = match name.as_str() {
            "single-zorgtoeslag" => "zorgtoeslag 2025, by `law.mjs`",
            "single-aow" => "AOW 2025, by `law.mjs`",
            _ => "allocations familiales, by Catala",
        };
        let ns = number(line, "ns");
        if ns == 0 {
            let _ = writeln!(page, "| {law} | skipped: {} | | |", text(line, "skipped"));
            continue;
        }
        let rate = thousands(usize::try_from(1_000_000_000 / ns).unwrap_or(0));
        let _ =
            writeln!(page, "| {law} | {} | {} | {rate} |", text(line, "version"), decimal(ns / 10));
    }
    Ok(page)
}

/// What it takes to compile laws, ours and generated ones, and to start.
fn laws() -> Result<String, String> {
    let lines = ours(&["laws", &format!("{FOLDER}/laws")])?;
    let mut page = String::from(
        "\n## Compiling a law\n\n\
         From a checked law to its module, and from the module to a machine that runs it: machine code by wasmtime, and the \
         wasmi interpreter.\n\n\
         | law | rules | decisions | module | compiled in | wasmtime | wasmi | peak memory |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    for line in &lines {
        let ms = |key: &str| decimal(number(line, key) / 10_000);
        let _ = writeln!(
            page,
            "| {} | {} | {} | {} kB | {} ms | {} ms | {} ms | {} MB |",
            text(line, "name"),
            number(line, "rules"),
            number(line, "decisions"),
            number(line, "bytes") / 1_000,
            ms("ns"),
            ms("native_ns"),
            ms("interpreter_ns"),
            number(line, "peak_kb") / 1024,
        );
    }
    Ok(page)
}

/// Runs our own side.
fn ours(arguments: &[&str]) -> Result<Vec<Value>, String> {
    let bench = ["bench", "--quiet", "--package", "enact-tests", "--bench", "peers", "--"];
    // Cargo runs it in the folder of the package.
    let here = std::env::current_dir().map_err(|error| error.to_string())?;
    let inside = |argument: &&str| {
        let path = argument.starts_with(FOLDER).then(|| here.join(argument).display().to_string());
        path.unwrap_or_else(|| (*argument).to_owned())
    };
    lines(cargo(&bench).args(arguments.iter().map(inside)))
}

/// Runs a tool of Python's, or tells why not.
fn python(tool: &str, folder: &str, rows: usize) -> Value {
    let run = || {
        let python = environment(
            "python",
            "import cel, numpy, polars, wasmtime, zen",
            &["numpy", "polars", "wasmtime", "zen-engine", "common-expression-language"],
        )?;
        let mut command = Command::new(python);
        command.args(["-B", "benches/peers/zorgtoeslag.py", tool, folder, &rows.to_string()]);
        // So that a tool with threads of its own is measured as one core, too.
        command.arg(format!("{folder}/law.wasm")).env("POLARS_MAX_THREADS", "1");
        lines(&mut command)?.pop().ok_or_else(|| "it printed nothing".to_owned())
    };
    run().unwrap_or_else(|reason| json!({ "name": tool, "skipped": reason }))
}

/// A Python with packages of its own, in which `imports` can be said.
fn environment(name: &str, imports: &str, packages: &[&str]) -> Result<PathBuf, String> {
    let own = Path::new(FOLDER).join(name);
    let python = own.join("bin/python");
    let there = || {
        let run = Command::new(&python).args(["-c", imports]).output();
        run.is_ok_and(|run| run.status.success())
    };
    if !there() {
        let _ = Command::new("python3").args(["-m", "venv"]).arg(&own).output();
        let install = ["-m", "pip", "install", "--quiet", "--prefer-binary"];
        let _ = Command::new(&python).args(install).args(packages).output();
    }
    if there() { Ok(python) } else { Err("it could not be fetched from PyPI".to_owned()) }
}

/// Fetches the package of French law, if it can be had.
fn npm() {
    if !Path::new(FOLDER).join("node_modules/@catala-lang/french-law").exists() {
        let options = ["install", "--silent", "--no-audit", "--no-fund", "--no-save"];
        let package = ["--ignore-scripts", "--prefix", FOLDER, "@catala-lang/french-law"];
        let _ = Command::new("npm").args(options).args(package).status();
    }
}

/// What a program printed: a line of JSON for everything that it measured.
fn lines(command: &mut Command) -> Result<Vec<Value>, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let run = command.output().map_err(|error| format!("{name} did not start: {error}"))?;
    if !run.status.success() {
        let wrong = String::from_utf8_lossy(&run.stderr);
        return Err(format!("{name} failed: {}", wrong.trim().lines().last().unwrap_or_default()));
    }
    let said = String::from_utf8_lossy(&run.stdout);
    Ok(said.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
}

/// Hundredths of a nanosecond for each row.
fn per_row(line: &Value) -> Option<u64> {
    (number(line, "ns") * 100).checked_div(number(line, "rows"))
}

/// How many outcomes, four bytes each, are not the exact ones.
fn off(exact: &[u8], outcomes: &[u8]) -> usize {
    let pairs = exact.chunks_exact(4).zip(outcomes.chunks_exact(4));
    pairs.filter(|(exact, outcome)| exact != outcome).count()
}

fn number(line: &Value, key: &str) -> u64 {
    line[key].as_u64().unwrap_or(0)
}

fn text(line: &Value, key: &str) -> String {
    line[key].as_str().unwrap_or_default().to_owned()
}

/// A number of hundredths.
fn decimal(hundredths: u64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// `17,000,000`.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
