//! A compiled law says what evaluation says, of every case.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use enact::{Memory, Ruleset};
use enact_eval::Case;
use enact_tests::agreement::{Tally, compare};
use enact_tests::grown::facts::Facts;
use enact_tests::grown::tape::tapes;
use enact_tests::grown::{growing, strategy};
use enact_tests::places;
use enact_value::Date;
use proptest::prelude::*;

/// Every worked case of every law of ours, and every value that the law can give of it.
#[test]
fn the_laws_compiled_say_what_evaluation_says() {
    let mut whole = Tally::default();
    for folder in places::rulesets(&places::root().join("rules")) {
        let name = folder.display().to_string();
        let loaded = Ruleset::load(&places::world(&folder));
        let ruleset = loaded.ruleset.unwrap_or_else(|| panic!("{name} does not load"));
        let program = ruleset.program();
        let worked = program.examples.iter();
        let cases: Vec<(Case, Date)> =
            worked.map(|example| (Case::of_example(program, example), example.on)).collect();
        for (term, row) in program.terms.iter() {
            let about = |case: &Case| case.subjects[0].entity == row.entity;
            let asked: Vec<(&Case, Date)> = cases
                .iter()
                .filter(|(case, _)| about(case))
                .map(|(case, on)| (case, *on))
                .collect();
            match compare(ruleset.law(), term, &asked) {
                Ok(tally) => whole.add(tally),
                Err(difference) => panic!("{name}, {}: {difference}", row.name),
            }
        }
    }
    assert!(whole.left * 20 < whole.compiled, "too much is left to evaluation: {whole:?}");
}

proptest! {
    #![proptest_config(growing(60))]

    #[test]
    fn a_grown_law_compiled_says_what_evaluation_says(
        law in strategy(),
        tape in tapes(400),
    ) {
        let loaded = Ruleset::load(&Memory::new().with("grown.law.md", law.text.as_str()));
        prop_assume!(loaded.ruleset.is_some());
        let ruleset = loaded.ruleset.unwrap();
        let program = ruleset.program();
        let mut facts = Facts::new(program, tape);
        let person = program.entities.ids().next().unwrap();
        let mut cases: Vec<Case> = Vec::new();
        for _ in 0..10 {
            let mut case = facts.case(person);
            cases.push(case.clone());
            facts.complete(&mut case);
            cases.push(case);
        }
        let days: Vec<Date> = ["2025-03-01", "2024-02-29", "2026-12-31"]
            .iter()
            .map(|day| Date::parse_iso(day).unwrap())
            .collect();
        let asked: Vec<(&Case, Date)> =
            cases.iter().zip(days.iter().cycle()).map(|(case, day)| (case, *day)).collect();
        let mut whole = Tally::default();
        for (term, row) in program.terms.iter().filter(|(_, term)| term.entity == person) {
            match compare(ruleset.law(), term, &asked) {
                Ok(tally) => whole.add(tally),
                Err(difference) => panic!("{}: {difference}", row.name),
            }
        }
    }
}
