//! `enact run`: every row of a table, in every form, whatever comes in between.

use crate::command::{LAW, Outcome, Place};
use std::process::Stdio;
use std::time::Duration;

const TABLE: &str = "\
key,income,insured,hardship,note
a,10000,yes,no,first
b,10000.50,no,no,
c,,yes,no,
d,\"12,50\",yes,no,
e,-5,yes,no,
f,10000,yes,yes,\"ja, zeker\"
g,10000,yes,
h,99999999,true,false,last
";

fn place() -> Place {
    Place::with(&[("aa.law.md", LAW), ("cases.csv", TABLE)])
}

fn said(outcome: &Outcome) -> String {
    format!("exit {}\n{}{}", outcome.exit, outcome.out, outcome.err)
}

/// Decides `cases.csv` of an allowance.
fn run(place: &Place, more: &[&str]) -> Outcome {
    let command = ["run", "aa.law.md", "award", "--input", "cases.csv", "--on", "2025-03-01"];
    place.run(&[&command, more].concat())
}

#[test]
fn every_row_has_an_outcome_or_a_reason() {
    let place = place();
    let english = run(&place, &["--keep", "key", "--grounds"]);
    let dutch = run(&place, &["-o", "out.csv", "--errors", "errors.csv", "--lang", "nl"]);
    let files = place.read("out.csv") + &place.read("errors.csv");
    insta::assert_snapshot!([said(&english), said(&dutch), files].join("\n"));
}

#[test]
fn the_columns_are_looked_at_first() {
    let place = place();
    let said_of = |headings: &str, more: &[&str]| {
        place.write("cases.csv", &format!("{headings}\n"));
        said(&run(&place, more))
    };
    let told = [
        said_of("incme,insured,hardship", &["--lang", "nl"]),
        said_of("income,insured,hardship,insured", &[]),
        said_of("income,postcode", &[]),
        said_of("income,postcode", &["--allow-missing"]),
        said_of("income,insured,hardship", &["--keep", "key", "--absent", "way"]),
        said(&place.run(&["run", "aa.law.md", "-i", "cases.txt", "--on", "2025-03-01"])),
        said(&place.run(&["run", "aa.law.md", "-i", "none.csv", "--on", "2025-03-01"])),
    ];
    assert!(!place.path().join("out.csv").exists());
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn each_row_has_its_own_day() {
    let place = place();
    let rows = "day,income,insured,hardship\n2025-03-01,1000,yes,no\n2024-12-31,1000,yes,no\n\
                ,1000,yes,no\n1 May,1000,yes,no\n2025-02-30,1000,yes,no\n";
    place.write("days.csv", rows);
    let command = ["run", "aa.law.md", "--input", "days.csv", "--on-column", "day"];
    insta::assert_snapshot!(said(&place.run(&command)));
}

#[test]
fn lines_of_json_are_cases() {
    let place = Place::household();
    let lines = "\
{\"id\": 7, \"rent\": \"500\", \"income\": \"20000\", \"children\": [{\"born\": \"2015-01-01\", \"earnings\": \"0\"}]}
{\"id\": 8, \"rent\": \"500\", \"income\": [{\"from\": \"2020-01-01\", \"value\": \"40000\"}], \"children\": []}
{\"id\": 9, \"rent\": \"500\", \"wealth\": 3}

{\"id\": 10
";
    let command =
        ["run", "ha", "-i", "-", "--format", "ndjson", "--on", "2025-03-01", "--keep", "id"];
    insta::assert_snapshot!(said(&place.fed(&command, lines)));
}

/// A table of many rows, with a list of at most two elements.
fn population(place: &Place, rows: usize) {
    let mut table =
        "rent,income,children.1.born,children.1.earnings,children.2.born,children.2.earnings\n"
            .to_owned();
    for row in 0..rows {
        let income = 10_000 + row % 40_000;
        let child = if row % 3 == 0 { ",,," } else { "2012-05-01,10,2006-07-08,600" };
        table.push_str(&format!("{},{income},{child}\n", 400 + row % 300));
    }
    place.write("population.csv", &table);
}

const POPULATION: [&str; 6] = ["run", "ha", "-i", "population.csv", "--on", "2025-03-01"];

#[test]
fn the_number_of_threads_makes_no_difference() {
    let place = Place::household();
    population(&place, 10_000);
    let outputs = ["1", "2", "7"].map(|threads| {
        let outcome = place.run(&[&POPULATION[..], &["--threads", threads]].concat());
        assert_eq!(outcome.exit, 0, "{}", outcome.err);
        outcome.out
    });
    assert_eq!(outputs[0].lines().count(), 10_001);
    assert!(outputs.iter().all(|output| *output == outputs[0]));
}

#[test]
fn a_run_that_was_killed_is_taken_up() {
    let place = Place::household();
    population(&place, 30_000);
    let whole = place.run(&POPULATION);
    let resumed = [&POPULATION[..], &["-o", "out.csv", "--resume", "--threads", "2"]].concat();
    let mut child = place.command(&resumed).stdout(Stdio::null()).spawn().unwrap();
    let parts = place.path().join("out.csv.parts");
    let count = || std::fs::read_dir(&parts).map_or(0, Iterator::count);
    while count() < 3 && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(count() >= 3 && !place.path().join("out.csv").exists());
    let other = place.run(&[&resumed[..], &["--grounds"]].concat());
    assert_eq!(other.exit, 2);
    insta::assert_snapshot!(other.err);
    assert_eq!(place.run(&resumed).exit, 0);
    assert_eq!(place.read("out.csv"), whole.out);
    assert!(!parts.exists());
}

#[test]
fn what_cannot_be_written_is_told() {
    if !std::path::Path::new("/dev/full").exists() {
        return;
    }
    let place = place();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let command = ["run", "aa.law.md", "-i", "cases.csv", "--on", "2025-03-01", "--lang", "nl"];
    let to_standard = place.command(&command).stdout(full).output().unwrap();
    let told = String::from_utf8(to_standard.stderr).unwrap();
    let to_file = run(&place, &["-o", "/dev/full"]);
    let nowhere = run(&place, &["-o", "no/such/out.csv"]);
    let resumed = run(&place, &["--resume"]);
    assert_eq!((to_standard.status.code(), to_file.exit), (Some(2), 2));
    insta::assert_snapshot!([told, said(&to_file), said(&nowhere), said(&resumed)].join("\n"));
}

#[test]
fn bytes_that_are_no_text_cost_one_row() {
    let place = place();
    let mut bytes = b"income,insured,hardship\n1000,yes,no\n10\xff00,yes,no\n".to_vec();
    bytes.extend(b"2000,yes,no\n");
    std::fs::write(place.path().join("cases.csv"), bytes).unwrap();
    insta::assert_snapshot!(said(&run(&place, &[])));
}
