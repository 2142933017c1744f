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

const CHILDREN: &str = r#"{"rent": "500", "income": [{"from": "2016-01-01", "value": "10000"},
    {"from": "2024-06-01", "value": "40000"}],
    "children": [{"born": "2015-05-01", "earnings": "0"}, {"born": "2000-05-01", "earnings": "0"}]}"#;

#[test]
fn facts_of_elements_and_of_a_day_are_changed_one_at_a_time() {
    let place = Place::household();
    place.write("case.json", CHILDREN);
    let ask = ["why-not", "ha", "--case", "case.json", "--on", "2025-03-01"];
    let outcome = place.run(&ask);
    assert_eq!((outcome.exit, outcome.err.as_str()), (0, ""));
    insta::assert_snapshot!(outcome.out);
    insta::assert_snapshot!(
        place.run(&[&ask[..], &["--lang", "nl", "--want", "meer"]].concat()).out
    );
    insta::assert_snapshot!(place.run(&[&ask[..], &["--format", "json"]].concat()).out);
}
