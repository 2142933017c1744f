//! The justification of a protected fact, from the law to the letter, the record and the inventory.

use crate::command::{LAW, Place};
use serde_json::Value;

/// The allowance, for citizens only.
fn for_citizens(justified: &str) -> Place {
    let place = Place::allowance();
    let fact = "fact insured of person : yes/no";
    let citizen = "fact nationality of person : text protected ground \"nationality\"";
    let law = LAW.replace(fact, &format!("{fact}\n{citizen}"));
    let law = law.replace("when insured\n", "when insured and nationality is \"Utopian\"\n");
    let basis = "parameter basis :";
    place.write("aa/aa.law.md", &law.replace(basis, &format!("{justified}{basis}")));
    place.write(
        "case.json",
        r#"{"income": "10000", "insured": true, "hardship": false, "nationality": "Utopian"}"#,
    );
    place
}

const JUSTIFIED: &str = "justified use of nationality because \"the treaty says so\" \
                         under \"article 4 of the Treaty\"\n";

#[test]
fn a_decision_on_a_protected_ground_is_an_error() {
    let outcome = for_citizens("").run(&["check", "aa"]);
    assert_eq!(outcome.exit, 1);
    insta::assert_snapshot!(outcome.out);
}

#[test]
fn the_letter_says_why_a_protected_fact_was_used() {
    let place = for_citizens(JUSTIFIED);
    let arguments = ["decide", "aa", "award", "--case", "case.json", "--on", "2025-03-01"];
    let said = |arguments: &[&str]| place.run(arguments).out;
    let letter = said(&arguments);
    let said_why = letter.split("\n\n").find(|part| part.contains("protected")).unwrap();
    insta::assert_snapshot!(said_why);
    let letter = said(&[&arguments[..], &["--lang", "nl"]].concat());
    let said_why = letter.split("\n\n").find(|part| part.contains("beschermde")).unwrap();
    insta::assert_snapshot!(said_why);
}

#[test]
fn the_record_holds_the_justification() {
    let place = for_citizens(JUSTIFIED);
    let arguments = ["decide", "aa", "award", "--case", "case.json", "--on", "2025-03-01"];
    let record = place.run(&[&arguments[..], &["--format", "json"]].concat()).out;
    let record: Value = serde_json::from_str(&record).unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(&record["justifications"]).unwrap());
    place.write("case.json", r#"{"income": "10000", "insured": false, "hardship": false}"#);
    let record = place.run(&[&arguments[..], &["--format", "json"]].concat()).out;
    let record: Value = serde_json::from_str(&record).unwrap();
    assert!(record.get("justifications").is_none(), "the fact was not read");
}

#[test]
fn the_inventory_lists_the_justified_uses() {
    let place = for_citizens(JUSTIFIED);
    let inventory = place.run(&["data", "aa"]).out;
    let entry = inventory.split("\n  ").find(|entry| entry.starts_with("nationality")).unwrap();
    assert!(entry.starts_with("nationality"));
    insta::assert_snapshot!(inventory);
}
