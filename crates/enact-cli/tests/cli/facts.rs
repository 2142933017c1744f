//! `enact data` and `enact schema`.

use crate::command::Place;
use serde_json::Value;

#[test]
fn an_inventory_in_three_forms() {
    let place = Place::allowance();
    let text = place.run(&["data", "aa"]);
    assert_eq!((text.exit, text.err.as_str()), (0, ""));
    insta::assert_snapshot!(text.out);
    insta::assert_snapshot!(place.run(&["data", "aa", "--lang", "nl", "--format", "csv"]).out);
    let json: Value =
        serde_json::from_str(&place.run(&["data", "aa", "--format", "json"]).out).unwrap();
    assert_eq!(json["facts"][0]["read_by"][0], "award");
}

#[test]
fn a_fact_that_no_decision_reads_is_told() {
    let place = Place::allowance();
    let law = place.read("aa/aa.law.md").replace(
        "fact insured of person",
        "fact origin of person : text, special, protected ground \"origin\"\nfact insured of person",
    );
    place.write("aa/aa.law.md", &law);
    let outcome = place.run(&["data", "aa"]);
    assert!(
        outcome.out.contains("protected ground: origin\n    read by no decision\n"),
        "{}",
        outcome.out
    );
}

#[test]
fn a_fact_that_is_read_without_influence_is_told() {
    let place = Place::allowance();
    let law = place.read("aa/aa.law.md").replace(
        "fact insured of person",
        "fact origin of person : text protected ground \"origin\"\n\
         decision bonus to person by \"the council\" : money per year is\n  when origin is \"here\" : €5 per year\n  otherwise : €5 per year\n\
         fact insured of person",
    );
    place.write("aa/aa.law.md", &law);
    let outcome = place.run(&["data", "aa"]);
    let told = "read by bonus, but without influence in any case: proved\n    not read by award\n";
    assert!(outcome.out.contains(told), "{}{}", outcome.out, outcome.err);
    let json: Value =
        serde_json::from_str(&place.run(&["data", "aa", "--format", "json"]).out).unwrap();
    assert_eq!(json["facts"][1]["without_influence_on"][0], "bonus");
    let checked = place.run(&["check", "aa"]);
    assert_eq!(checked.exit, 0, "{}", checked.out);
    assert!(checked.out.contains("cannot change the outcome in any case: proved"));
}

#[test]
fn each_kind_of_subject_is_told_once() {
    let place = Place::allowance();
    let law = place.read("aa/aa.law.md").replace(
        "fact insured of person",
        "entity home\nfact rooms of home : number, not personal\nfact insured of person",
    );
    place.write("aa/aa.law.md", &law);
    let outcome = place.run(&["data", "aa"]);
    let kinds = outcome.out.lines().filter(|line| !line.is_empty() && !line.starts_with(' '));
    assert_eq!(kinds.collect::<Vec<_>>(), ["person", "home"], "{}", outcome.out);
}

#[test]
fn a_schema_of_case_and_outcome() {
    let place = Place::allowance();
    let both = place.run(&["schema", "aa", "award"]);
    assert_eq!((both.exit, both.err.as_str()), (0, ""));
    insta::assert_snapshot!(both.out);
    let case: Value =
        serde_json::from_str(&place.run(&["schema", "aa", "--case-only"]).out).unwrap();
    let given: Value = serde_json::from_str(&place.read("case.json")).unwrap();
    assert!(jsonschema::is_valid(&case, &given));
    let outcome = place.run(&["schema", "aa", "--outcome-only", "-o", "outcome.json"]);
    assert_eq!((outcome.exit, outcome.out.as_str()), (0, ""));
    assert!(place.read("outcome.json").contains("no-entitlement"));
    assert_eq!(place.run(&["schema", "aa", "awrad"]).exit, 2);
}
