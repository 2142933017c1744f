//! Every record of a decision keeps to the published schema, `docs/schema/decision.schema.json`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use enact::{Record, Ruleset, names};
use enact_eval::Case;
use enact_tests::places;
use serde_json::Value;

fn validator() -> jsonschema::Validator {
    let path = places::root().join("docs/schema/decision.schema.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

/// The faults of a record, each with the place it is at.
fn faults(validator: &jsonschema::Validator, record: &Record<'_>) -> Vec<String> {
    let written: Value = serde_json::from_str(&record.to_json()).unwrap();
    validator
        .iter_errors(&written)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect()
}

#[test]
fn every_worked_case_has_a_record_of_the_published_form() {
    let (validator, mut kinds) = (validator(), std::collections::BTreeSet::new());
    for folder in places::rulesets(&places::root().join("rules")) {
        let ruleset = Ruleset::load(&places::world(&folder)).ruleset.unwrap();
        let program = ruleset.program();
        let in_law = program
            .examples
            .iter()
            .map(|example| (example.on, example.entity, Case::of_example(program, example)));
        let (tables, _) = ruleset.tables();
        let beside = tables.into_iter().filter_map(|worked| {
            let case = worked.case.ok()?.case;
            Some((worked.on, case.subjects.first()?.entity, case))
        });
        for (on, entity, case) in in_law.chain(beside) {
            for term in names::decisions(program) {
                if program.terms[term].entity != entity {
                    continue;
                }
                let decision = ruleset.decide(term, &case, on);
                let record = Record::of(&ruleset, &decision);
                assert_eq!(faults(&validator, &record), Vec::<String>::new(), "{folder:?}");
                kinds.insert(record.outcome.kind);
            }
        }
    }
    assert!(kinds.len() > 2, "the rulesets show {kinds:?} only");
}

#[test]
fn a_record_of_another_form_is_refused() {
    let record = serde_json::json!({ "format": "enact-decision/1", "decision": 3 });
    assert!(!validator().is_valid(&record));
}
