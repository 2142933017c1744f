//! `enact build` and `enact inspect`: a law as a module, and what the module says of itself.

use crate::command::{LAW, Outcome, Place};

fn place() -> Place {
    Place::with(&[("aa.law.md", LAW)])
}

fn said(outcome: &Outcome) -> String {
    format!("exit {}\n{}{}", outcome.exit, outcome.out, outcome.err)
}

#[test]
fn a_module_is_written_and_described() {
    let place = place();
    let built = place.run(&["build", "aa.law.md", "-o", "aa.wasm"]);
    assert_eq!((built.exit, built.err.as_str()), (0, ""));
    let json = place.run(&["inspect", "aa.wasm", "--format", "json"]);
    let described: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(described["decisions"][0]["name"], "award");
    let size = std::fs::metadata(place.path().join("aa.wasm")).unwrap().len().to_string();
    let digest = described["digest"].as_str().unwrap();
    let settled = |outcome: &Outcome| said(outcome).replace(&size, "…").replace(digest, "…");
    let english = place.run(&["inspect", "aa.wasm"]);
    let dutch = place.run(&["inspect", "aa.wasm", "--lang", "nl"]);
    let parts = [&built, &english, &dutch].map(settled);
    insta::assert_snapshot!(parts.join("\n"));
}

#[test]
fn what_is_no_module_is_refused() {
    let place = place();
    insta::assert_snapshot!(said(&place.run(&["inspect", "aa.law.md"])));
    insta::assert_snapshot!(said(&place.run(&["inspect", "nothing.wasm", "--lang", "nl"])));
    let unknown = place.run(&["build", "aa.law.md", "--decision", "reward", "-o", "aa.wasm"]);
    insta::assert_snapshot!(said(&unknown));
}

#[test]
fn the_cases_that_hosts_must_reproduce_are_written_with_it() {
    let place = place();
    let arguments = ["build", "aa.law.md", "-o", "aa.wasm", "--conformance", "cases.json"];
    let built = place.run(&arguments);
    assert_eq!((built.exit, built.err.as_str()), (0, ""));
    let text = std::fs::read_to_string(place.path().join("cases.json")).unwrap();
    let cases: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(cases["format"], "enact-conformance/1");
    let cases = cases["decisions"][0]["cases"].as_array().unwrap();
    let told = format!("cases.json: {} cases with their outcomes\n", cases.len());
    assert!(built.out.ends_with(&told), "{}", built.out);
    assert!(cases.iter().any(|case| case["outcome"]["status"] == "needs"));
}

#[test]
fn the_types_of_a_decision_are_written_with_it() {
    let place = place();
    let built = place.run(&["build", "aa.law.md", "-o", "aa.wasm", "--types", "types"]);
    assert_eq!((built.exit, built.err.as_str()), (0, ""));
    let read = |name: &str| std::fs::read_to_string(place.path().join("types").join(name)).unwrap();
    insta::assert_snapshot!(format!("{}\n{}", read("Award.d.ts"), read("Award.java")));
    let schema: serde_json::Value = serde_json::from_str(&read("Award.schema.json")).unwrap();
    assert_eq!(schema["title"], "award");
}
