//! Every worked case keeps to the schema of its decision, and so does its outcome.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use enact::schema::Schema;
use enact::{Record, Ruleset, names};
use enact_eval::Case;
use enact_source::{Language, Source};
use enact_tests::places;
use serde_json::{Value, json};

fn validator(schema: &Value) -> jsonschema::Validator {
    jsonschema::draft202012::meta::validate(schema).unwrap();
    jsonschema::validator_for(schema).unwrap()
}

fn faults(validator: &jsonschema::Validator, written: &Value) -> Vec<String> {
    validator
        .iter_errors(written)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect()
}

/// Every worked case in the laws and beside them, with its reference date.
fn worked(ruleset: &Ruleset) -> Vec<(enact_value::Date, Case)> {
    let program = ruleset.program();
    let in_law =
        program.examples.iter().map(|example| (example.on, Case::of_example(program, example)));
    let (tables, _) = ruleset.tables();
    let beside = tables.into_iter().filter_map(|one| Some((one.on, one.case.ok()?.case)));
    in_law.chain(beside).collect()
}

#[test]
fn every_worked_case_and_its_outcome_keep_to_the_schema() {
    for folder in places::rulesets(&places::root().join("rules")) {
        let ruleset = Ruleset::load(&places::world(&folder)).ruleset.unwrap();
        let program = ruleset.program();
        for term in names::decisions(program) {
            let schema = Schema::of(&ruleset, term, Language::Dutch);
            let (of_case, of_outcome) = (validator(&schema.case()), validator(&schema.outcome()));
            validator(&schema.both());
            let entity = program.terms[term].entity;
            let mut seen = 0;
            for (on, case) in worked(&ruleset) {
                if case.subjects.first().is_none_or(|subject| subject.entity != entity) {
                    continue;
                }
                if !enact_eval::inspect(ruleset.graph(), &case, on).is_empty() {
                    continue;
                }
                let written = enact::case::to_json(program, &case);
                assert_eq!(faults(&of_case, &written), Vec::<String>::new(), "{written:#}");
                let source = Source::new("case.json", written.to_string());
                let read = ruleset.read_case(entity, source, on).case.unwrap();
                // An example may name its subjects in another order: what is written tells.
                let again = enact::case::to_json(program, &read.case);
                assert_eq!(again, written, "a case is read back as it was written");
                let decision = ruleset.decide(term, &case, on);
                let outcome = json!(Record::of(&ruleset, &decision).outcome);
                assert_eq!(faults(&of_outcome, &outcome), Vec::<String>::new(), "{outcome:#}");
                seen += 1;
            }
            assert!(seen > 5, "{folder:?} has {seen} worked cases only");
        }
    }
}

/// The cases as they stand in `cases/*.json`, before anything has read them.
#[test]
fn the_cases_beside_the_laws_keep_to_the_schema_as_they_are_sent() {
    let mut seen = 0;
    for folder in places::rulesets(&places::root().join("rules")) {
        let ruleset = Ruleset::load(&places::world(&folder)).ruleset.unwrap();
        let Ok(files) = std::fs::read_dir(folder.join("cases")) else { continue };
        for path in files.map(|file| file.unwrap().path()) {
            if path.extension().is_none_or(|extension| extension != "json") {
                continue;
            }
            let list: Value =
                serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            for one in list.as_array().unwrap() {
                let case = one.get("geval").or_else(|| one.get("case")).unwrap();
                let then = one.get("dan").or_else(|| one.get("then")).unwrap();
                if then.to_string().contains("invalid input")
                    || then.to_string().contains("ongeldige")
                {
                    continue;
                }
                let named = then.as_object().unwrap().keys().next().unwrap();
                let names::Found::One(term) = names::term(ruleset.program(), named) else {
                    panic!("{named}")
                };
                let schema = Schema::of(&ruleset, term, Language::English).case();
                assert_eq!(faults(&validator(&schema), case), Vec::<String>::new(), "{case:#}");
                seen += 1;
            }
        }
    }
    assert!(seen > 5, "{seen}");
}

#[test]
fn what_the_law_does_not_know_is_refused() {
    let folder = places::root().join("rules/en/home-energy-grant");
    let ruleset = Ruleset::load(&places::world(&folder)).ruleset.unwrap();
    let term = names::decisions(ruleset.program())[0];
    let schema = validator(&Schema::of(&ruleset, term, Language::English).case());
    for wrong in [
        json!({ "incmoe": "1" }),
        json!({ "income": "1.234" }),
        json!({ "income": -1 }),
        json!({ "date-of-birth": "01-02-1990" }),
        json!({ "income": null }),
        json!({ "partner": { "income": "many" } }),
    ] {
        assert!(!schema.is_valid(&wrong), "{wrong}");
    }
    assert!(schema.is_valid(&json!({ "income": 1, "partner": null, "tenant": true })));
}
