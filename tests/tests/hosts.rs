//! A compiled law on other hosts: what each says of the worked cases of the laws is held against
//! what evaluation says of them. A host that is not on this machine is passed over, with a word.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]
#![allow(clippy::print_stderr, reason = "a test that is passed over says so")]

use enact::compiled::{Compiled, Room, described};
use enact::{Ruleset, names, written};
use enact_eval::{Case, Outcome};
use enact_model::table::TermId;
use enact_tests::places;
use enact_value::Value;
use serde_json::{Value as Json, json};
use std::process::Command;

/// The outcome in the form in which hosts give it.
fn told(ruleset: &Ruleset, term: TermId, outcome: &Outcome) -> Json {
    let row = &ruleset.program().terms[term];
    match outcome {
        Outcome::Value(Value::YesNo(answer)) => json!({ "status": "value", "value": answer }),
        Outcome::Value(value) => {
            json!({ "status": "value", "value": written::machine(value, row.ty, row.scale) })
        }
        Outcome::NoEntitlement => json!({ "status": "no-entitlement" }),
        Outcome::Needs(_) => json!({ "status": "needs" }),
        Outcome::Awaiting(_) => json!({ "status": "awaiting" }),
        Outcome::NotSet(_) => json!({ "status": "not-set" }),
        Outcome::Undecided(_) => json!({ "status": "undecided" }),
    }
}

/// The worked cases of a law under each of its decisions, with their outcomes.
fn conformance(ruleset: &Ruleset, decisions: &[TermId]) -> Json {
    let program = ruleset.program();
    let of = |term: &TermId| {
        let row = &program.terms[*term];
        let cases = program.examples.iter().filter(|example| example.entity == row.entity);
        let cases = cases.map(|example| {
            let case = Case::of_example(program, example);
            let outcome = ruleset.outcome(*term, &case, example.on);
            json!({
                "on": written::iso(example.on),
                "case": enact::case::to_json(program, &case),
                "outcome": told(ruleset, *term, &outcome),
            })
        });
        let name = names::full_name(program, &program.terms, *term, |term| (&term.name, term.law));
        json!({ "decision": name, "cases": cases.collect::<Vec<_>>() })
    };
    decisions.iter().map(of).collect()
}

#[test]
fn a_module_describes_itself_in_its_form() {
    let schema = places::root().join("docs/schema/module.schema.json");
    let schema = serde_json::from_str(&std::fs::read_to_string(schema).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for folder in places::rulesets(&places::root().join("rules")) {
        let ruleset = Ruleset::load(&places::world(&folder)).ruleset.unwrap();
        let terms: Vec<TermId> = ruleset.program().terms.ids().collect();
        let compiled = Compiled::of(&ruleset, &terms, Room::default());
        let described = described(&compiled.wasm).unwrap();
        assert_eq!(described, compiled.description);
        let wrong: Vec<String> =
            validator.iter_errors(&described).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}

#[test]
fn node_says_what_evaluation_says() {
    if Command::new("node").arg("--version").output().is_err() {
        eprintln!("skipped: the compiled laws in Node, as there is no `node`");
        return;
    }
    let script = places::root().join("docs/examples/hosts/conform.mjs");
    for folder in places::rulesets(&places::root().join("rules")) {
        let ruleset = Ruleset::load(&places::world(&folder)).ruleset.unwrap();
        let decisions = names::decisions(ruleset.program());
        if decisions.is_empty() {
            continue;
        }
        let compiled = Compiled::of(&ruleset, &decisions, Room::default());
        let here = tempfile::tempdir().unwrap();
        let (module, cases) = (here.path().join("law.wasm"), here.path().join("cases.json"));
        std::fs::write(&module, &compiled.wasm).unwrap();
        std::fs::write(&cases, conformance(&ruleset, &decisions).to_string()).unwrap();
        let run = Command::new("node").arg(&script).args([&module, &cases]).output().unwrap();
        let said = String::from_utf8_lossy(&run.stdout);
        let wrong = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success(), "{}: {said}{wrong}", folder.display());
        assert!(!said.starts_with("0 the same"), "{}: {said}", folder.display());
        eprint!("{}: {said}", folder.display());
    }
}
