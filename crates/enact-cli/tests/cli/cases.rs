//! `enact cases`: the cases that show what a decision does, in every form.

use crate::command::Place;
use serde_json::Value;

#[test]
fn each_case_says_why_it_is_there() {
    let place = Place::allowance();
    let outcome = place.run(&["cases", "aa"]);
    assert_eq!((outcome.exit, outcome.err.as_str()), (0, ""));
    insta::assert_snapshot!(outcome.out);
}

#[test]
fn the_same_in_dutch() {
    let place = Place::allowance();
    let outcome = place.run(&["cases", "aa", "award", "--lang", "nl", "--missing"]);
    assert_eq!((outcome.exit, outcome.err.as_str()), (0, ""));
    insta::assert_snapshot!(outcome.out);
}

#[test]
fn a_table_is_taken_back() {
    let place = Place::allowance();
    let table = place.run(&["cases", "aa", "--format", "csv"]).out;
    insta::assert_snapshot!(table);
    let left = place.run(&["cases", "aa", "--format", "csv", "-o", "shown.csv"]);
    assert_eq!(left.exit, 0, "{}", left.err);
    assert!(left.out.lines().next().unwrap().contains("points are shown"), "{}", left.out);
    assert_eq!(place.read("shown.csv"), table);
    place.write("aa/cases/shown.csv", &table);
    let tested = place.run(&["test", "aa"]);
    assert_eq!(tested.exit, 0, "{}", tested.out);
}

#[test]
fn a_list_is_taken_back_and_each_case_decided() {
    let place = Place::allowance();
    let text = place.run(&["cases", "aa", "--format", "json"]).out;
    let schema = include_str!("../../../../docs/schema/cases.schema.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let list: Value = serde_json::from_str(&text).unwrap();
    let faults: Vec<String> = schema
        .iter_errors(&list)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert_eq!(faults, Vec::<String>::new());
    assert!(!schema.is_valid(&serde_json::json!({ "format": "enact-cases/1" })));
    for case in list["cases"].as_array().unwrap() {
        place.write("one.json", &case["case"].to_string());
        let on = case["on"].as_str().unwrap();
        let decided = place.run(&["decide", "aa", "--case", "one.json", "--on", on]);
        assert_eq!(decided.exit, 0, "{}", decided.err);
    }
    place.write("aa/cases/shown.json", &text);
    let tested = place.run(&["test", "aa"]);
    assert_eq!(tested.exit, 0, "{}", tested.out);
}

#[test]
fn examples_are_pasted_into_the_law() {
    let place = Place::allowance();
    let examples = place.run(&["cases", "aa", "--format", "example"]).out;
    insta::assert_snapshot!(examples);
    let law = format!("{}\n```enact\n{examples}```\n", place.read("aa/aa.law.md"));
    place.write("aa/aa.law.md", &law);
    for command in ["check", "test"] {
        let outcome = place.run(&[command, "aa"]);
        assert_eq!(outcome.exit, 0, "{}", outcome.out);
    }
    // What they show is shown now.
    let missing = place.run(&["cases", "aa", "--missing"]).out;
    assert!(missing.starts_with("0 cases"), "{missing}");
}

#[test]
fn a_reference_date_is_that_of_every_case() {
    let place = Place::allowance();
    let table = place.run(&["cases", "aa", "--format", "csv", "--on", "2025-06-01"]).out;
    assert!(table.lines().skip(1).all(|line| line.contains(",2025-06-01,")), "{table}");
}

#[test]
fn a_command_without_a_ruleset_is_not_understood() {
    let place = Place::allowance();
    assert_eq!(place.run(&["cases"]).exit, 2);
    assert_eq!(place.run(&["cases", "aa", "awrad"]).exit, 2);
}
