//! `enact why-not`: what would give another outcome.

use crate::command::{Outcome, Place};

fn asked(place: &Place, arguments: &[&str]) -> Outcome {
    let all = [&["why-not", "aa", "--case", "case.json", "--on", "2025-03-01"], arguments].concat();
    place.run(&all)
}

#[test]
fn the_nearest_changes_in_words() {
    let place = Place::allowance();
    let outcome = asked(&place, &[]);
    assert_eq!((outcome.exit, outcome.err.as_str()), (0, ""));
    insta::assert_snapshot!(outcome.out);
    insta::assert_snapshot!(asked(&place, &["--lang", "nl", "--want", "meer"]).out);
}

#[test]
fn the_nearest_changes_as_json() {
    let outcome = asked(&Place::allowance(), &["--want", "£950", "--format", "json"]);
    assert_eq!(outcome.exit, 2, "an amount in another currency: {}", outcome.out);
    let outcome = asked(&Place::allowance(), &["--want", "€950", "--format", "json"]);
    assert_eq!(outcome.exit, 0, "{}", outcome.err);
    insta::assert_snapshot!(outcome.out);
}

#[test]
fn a_case_without_an_outcome_is_refused() {
    let place = Place::allowance();
    place.write("case.json", "{}");
    let outcome = asked(&place, &[]);
    assert_eq!((outcome.exit, outcome.out.as_str()), (1, ""));
    insta::assert_snapshot!(outcome.err);
}

#[test]
fn what_cannot_be_reached_is_told() {
    let outcome = asked(&Place::allowance(), &["--want", "€2,000"]);
    assert_eq!(outcome.exit, 0);
    assert!(outcome.out.ends_with("No other value that was tried of a single fact gives this.\n"));
}
