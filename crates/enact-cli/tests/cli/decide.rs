//! `enact decide`: outcomes, their reasons, and what is said when there is none.

use crate::command::{LAW, Outcome, Place};
use serde_json::Value;

const ON: [&str; 2] = ["--on", "2025-03-01"];

fn decided(place: &Place, arguments: &[&str], case: &str) -> Outcome {
    let all = [&["decide", "aa", "--case", "-"], &ON[..], arguments].concat();
    place.fed(&all, case)
}

#[test]
fn a_decision_is_a_letter() {
    let outcome = Place::allowance().run(&[
        "decide",
        "aa",
        "award",
        "--case",
        "case.json",
        "--on",
        "2025-03-01",
    ]);
    assert_eq!((outcome.exit, outcome.err.as_str()), (0, ""));
    insta::assert_snapshot!(outcome.out);
}

#[test]
fn a_decision_in_the_other_language() {
    let case = "income: 10000\ninsured: yes\nhardship: {answer: yes, by: J. Doe, reason: fire}\n";
    let outcome = decided(&Place::allowance(), &["--lang", "nl"], case);
    assert_eq!(outcome.exit, 0);
    insta::assert_snapshot!(outcome.out);
}

#[test]
fn a_record_of_what_is_still_open() {
    let outcome = decided(&Place::allowance(), &["--format", "json"], "{\"insured\": true}");
    assert_eq!(outcome.exit, 0);
    let record: Value = serde_json::from_str(&outcome.out).unwrap();
    assert_eq!(record["outcome"]["kind"], "needs");
    insta::assert_snapshot!(outcome.out);
}

#[test]
fn a_judgement_is_awaited() {
    let outcome = decided(&Place::allowance(), &[], "{\"insured\": true, \"income\": 0}");
    assert_eq!(outcome.exit, 0);
    insta::assert_snapshot!(outcome.out.lines().take(2).collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_case_with_slips_is_refused() {
    let case = "{\n  \"incmoe\": 1,\n  \"insured\": \"perhaps\"\n}\n";
    let outcome = decided(&Place::allowance(), &[], case);
    assert_eq!((outcome.exit, outcome.out.as_str()), (1, ""));
    insta::assert_snapshot!(outcome.err);
}

#[test]
fn a_breach_of_an_assumption_shows_the_law() {
    let outcome = decided(&Place::allowance(), &[], "{\"income\": -1}");
    assert_eq!(outcome.exit, 1);
    insta::assert_snapshot!(outcome.err);
}

#[test]
fn a_contradiction_cites_both_provisions() {
    let place = Place::allowance();
    place.write("aa/aa.law.md", &LAW.replace("notwithstanding (1)\n", ""));
    let case = "{\"income\": 10000, \"insured\": true, \"hardship\": true}";
    let outcome = decided(&place, &[], case);
    assert_eq!((outcome.exit, outcome.out.as_str()), (1, ""));
    insta::assert_snapshot!(outcome.err);
}

#[test]
fn an_unknown_decision_gets_advice() {
    let place = Place::allowance();
    let outcome =
        place.run(&["decide", "aa", "awrad", "--case", "case.json", "--on", "2025-03-01"]);
    assert_eq!((outcome.exit, outcome.out.as_str()), (2, ""));
    insta::assert_snapshot!(outcome.err);
}

#[test]
fn the_version_in_force_decides() {
    let place = Place::allowance();
    let later =
        LAW.replace("2025-01-01", "2026-01-01").replace("€1,000 per year", "€2,000 per year");
    let earlier = LAW.replace("text: draft", "text: draft\nuntil: 2026-01-01");
    place.write("all/versions/a/aa.law.md", &later);
    place.write("all/versions/b/aa.law.md", &earlier.replace("2025-03-01", "2025-04-01"));
    let first = |on: &str| {
        let outcome = place.run(&["decide", "all", "--case", "case.json", "--on", on]);
        let text = if outcome.exit == 0 { outcome.out } else { outcome.err };
        (outcome.exit, text.lines().next().unwrap_or_default().to_owned())
    };
    insta::assert_debug_snapshot!([first("2024-12-31"), first("2025-12-31"), first("2026-01-01")]);
}

#[test]
fn a_date_that_is_none_is_a_usage_error() {
    let outcome =
        Place::allowance().run(&["decide", "aa", "--case", "case.json", "--on", "2025-02-30"]);
    assert_eq!(outcome.exit, 2);
    assert!(outcome.err.contains("year-month-day"), "{}", outcome.err);
}

#[test]
fn a_case_that_cannot_be_read_is_named() {
    let place = Place::allowance();
    let outcome = place.run(&["decide", "aa", "--case", "none.json", "--on", "2025-03-01"]);
    assert_eq!(outcome.exit, 2);
    assert!(outcome.err.starts_with("enact: none.json cannot be read: it does not exist"));
}
