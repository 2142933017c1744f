//! `enact check`: its forms, its languages and its exit status.

use crate::command::{LAW, Place, SLIPS};
use serde_json::Value;

fn slips() -> Place {
    Place::with(&[("tw.law.md", SLIPS)])
}

#[test]
fn a_sound_law_has_a_summary_and_a_safeguard_is_proved() {
    let outcome = Place::allowance().run(&["check", "aa"]);
    assert_eq!((outcome.exit, outcome.err.as_str()), (0, ""));
    insta::assert_snapshot!(outcome.out);
}

#[test]
fn findings_speak_the_language_of_the_law() {
    let outcome = slips().run(&["check", "tw.law.md"]);
    assert_eq!(outcome.exit, 1);
    insta::assert_snapshot!(outcome.out);
}

#[test]
fn findings_speak_the_language_that_is_asked_for() {
    let outcome = slips().run(&["check", "tw.law.md", "--lang", "en"]);
    assert_eq!(outcome.exit, 1);
    insta::assert_snapshot!(outcome.out);
}

#[test]
fn plain_output_is_ascii_but_for_the_law_itself() {
    let place = Place::with(&[("tw.law.md", &SLIPS.replace("€ ", ""))]);
    let outcome = place.run(&["check", "tw.law.md"]);
    assert!(outcome.out.is_ascii(), "{}", outcome.out);
}

#[test]
fn workflow_commands() {
    insta::assert_snapshot!(slips().run(&["check", "tw.law.md", "--format", "github"]).out);
}

#[test]
fn json_counts_lines_and_columns_from_one() {
    let outcome = slips().run(&["check", "tw.law.md", "--format", "json"]);
    assert_eq!(outcome.exit, 1);
    let report: Value = serde_json::from_str(&outcome.out).unwrap();
    let schema = include_str!("../../../../docs/schema/findings.schema.json");
    let schema = jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap();
    let faults: Vec<String> = schema.iter_errors(&report).map(|fault| fault.to_string()).collect();
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(report["findings"][0]["file"], "tw.law.md");
    insta::assert_snapshot!(outcome.out);
}

#[test]
fn sarif() {
    let outcome = slips().run(&["check", "tw.law.md", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&outcome.out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    insta::assert_snapshot!(outcome.out.replace(env!("CARGO_PKG_VERSION"), "0.0.0"));
}

#[test]
fn all_versions_are_checked() {
    let place = Place::allowance();
    for version in ["2025", "2026"] {
        place.write(&format!("all/versions/{version}/aa.law.md"), LAW);
    }
    place.write("all/enact.toml", "name = \"allowance\"\nversion = \"1\"\nlicense = 3\n");
    let outcome = place.run(&["check", "all"]);
    assert_eq!(outcome.exit, 1);
    assert_eq!(outcome.out.matches("E0543").count(), 2, "{}", outcome.out);
    assert!(outcome.out.ends_with("2 laws, 8 rules, 2 examples: 2 errors, no warnings\n"));
}

#[test]
fn a_file_that_is_no_text_is_a_finding() {
    let place = Place::allowance();
    std::fs::write(place.path().join("aa/aa.law.md"), [0xff, 0xfe]).unwrap();
    let outcome = place.run(&["check", "aa"]);
    assert_eq!(outcome.exit, 1);
    assert!(outcome.out.contains("E0001"), "{}", outcome.out);
}

#[test]
fn a_line_that_is_too_long_to_show_is_named() {
    let place = Place::with(&[("x.law.md", &"x".repeat(10_000_001))]);
    let outcome = place.run(&["check", "x.law.md"]);
    assert_eq!(outcome.exit, 1);
    assert!(outcome.out.contains("x.law.md:1:1: ") && outcome.out.len() < 1_000);
}

#[test]
fn what_cannot_be_read_is_named() {
    let place = Place::with(&[("empty/readme.md", "")]);
    for (arguments, message) in [
        (["check", "nowhere"].as_slice(), "enact: nowhere cannot be read: it does not exist\n"),
        (
            &["check", "nowhere", "--lang", "nl"],
            "enact: nowhere kan niet worden gelezen: het bestaat niet\n",
        ),
        (&["check", "empty"], "enact: empty holds no ruleset\n"),
    ] {
        let outcome = place.run(arguments);
        assert_eq!((outcome.exit, outcome.out.as_str()), (2, ""));
        assert!(outcome.err.starts_with(message), "{}", outcome.err);
    }
}

#[test]
fn a_reader_who_stops_reading_disturbs_nothing() {
    let place = slips();
    let mut child = place.command(&["check", "tw.law.md"]).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stderr.is_empty());
}
