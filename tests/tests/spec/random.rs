//! Any case at all: the decision never stops the program, names exactly the data it read, and
//! is the same every time.

use enact::Ruleset;
use enact_eval::{Case, Decision, Outcome, Source};
use enact_model::Program;
use enact_model::program::{Fact, Scale, Type};
use enact_model::table::FactId;
use enact_tests::places;
use enact_value::{Date, Value};
use libtest_mimic::{Failed, Trial};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

const FOLDER: &str = "rules/nl/zorgtoeslag/versions/2025";

/// One property.
pub fn trials() -> Vec<Trial> {
    vec![Trial::test(format!("{FOLDER}: any case is decided on exactly what it reads"), holds)]
}

fn holds() -> Result<(), Failed> {
    let loaded = Ruleset::load(&places::world(&places::root().join(FOLDER)));
    let ruleset = loaded.ruleset.ok_or("the laws have errors")?;
    let config = Config { cases: 400, failure_persistence: None, ..Config::default() };
    let seeds = prop::collection::vec(any::<u64>(), 64);
    TestRunner::new(config)
        .run(&(seeds, 0..365_i64), |(seeds, day)| {
            let mut case = random_case(&ruleset, &seeds);
            let Some(on) = day_of(day) else { return Ok(()) };
            prop_assume!(enact_eval::inspect(ruleset.graph(), &case, on).is_empty());
            reads_what_it_names(&ruleset, &mut case, on)
        })
        .map_err(|error| Failed::from(error.to_string()))
}

fn day_of(day: i64) -> Option<Date> {
    Date::parse_iso("2025-01-01").ok()?.add_days(day)
}

/// A person, perhaps with a partner, of whom some facts are known.
fn random_case(ruleset: &Ruleset, seeds: &[u64]) -> Case {
    let program = ruleset.program();
    let entity = program.terms[decided(program)].entity;
    let mut case = Case::new(program, entity);
    let mut seeds = seeds.iter().copied().cycle();
    let mut next = || seeds.next().unwrap_or_default();
    let facts: Vec<FactId> = program.entities[entity].facts.clone();
    let couple = next() % 2 == 0;
    for fact in &facts {
        if let (Type::Subject(_), true) = (program.facts[*fact].ty, couple) {
            case.fill(program, *fact);
        }
    }
    for subject in 0..u32::try_from(case.subjects.len()).unwrap_or(0) {
        for id in &facts {
            let fact = &program.facts[*id];
            let seed = next();
            if seed % 8 == 0 || case.fact(subject, fact).is_some() {
                continue;
            }
            if let Some(value) = random_value(fact, seed / 8) {
                case.set(program, subject, *id, value);
            }
        }
    }
    case
}

fn random_value(fact: &Fact, seed: u64) -> Option<Value> {
    if fact.optional && seed.is_multiple_of(3) {
        return Some(Value::Absent);
    }
    match (fact.ty, fact.scale) {
        (Type::YesNo, _) => Some(Value::YesNo(seed.is_multiple_of(2))),
        (Type::Date, _) => {
            let first = Date::parse_iso("1905-01-01").ok()?;
            first.add_days(i64::try_from(seed % 45_000).ok()?).map(Value::Date)
        }
        (Type::Money(..), Scale::Fixed { denominator, .. }) => {
            let units = share(seed) * denominator * 200_000 / SHARES;
            Some(Value::Number(if seed.is_multiple_of(7) { -units } else { units }))
        }
        (_, Scale::Fixed { denominator, .. }) => {
            Some(Value::Number(share(seed) * denominator * 4 / SHARES))
        }
        _ => None,
    }
}

/// A prime, so that amounts are no round figures.
const SHARES: i128 = 1_000_003;

fn share(seed: u64) -> i128 {
    i128::from(seed) % SHARES
}

fn decided(program: &Program) -> enact_model::table::TermId {
    enact::names::decisions(program)[0]
}

/// Every datum that the decision names is known; what it does not name can be forgotten.
fn reads_what_it_names(ruleset: &Ruleset, case: &mut Case, on: Date) -> Result<(), TestCaseError> {
    let program = ruleset.program();
    let term = decided(program);
    let (named, outcome) = {
        let decision = ruleset.decide(term, case, on);
        prop_assert!(!matches!(decision.outcome, Outcome::Undecided(_)), "{:?}", decision.outcome);
        let again = ruleset.decide(term, case, on);
        prop_assert_eq!(&decision.steps, &again.steps);
        (facts_named(&decision), decision.outcome)
    };
    for (subject, fact) in &named {
        prop_assert!(case.fact(*subject, &program.facts[*fact]).is_some(), "named, not known");
    }
    if matches!(outcome, Outcome::Needs(_)) {
        return Ok(());
    }
    for subject in 0..u32::try_from(case.subjects.len()).unwrap_or(0) {
        for (fact, _) in program.facts.iter() {
            if !named.contains(&(subject, fact)) {
                case.forget(program, subject, fact);
            }
        }
    }
    prop_assert_eq!(ruleset.decide(term, case, on).outcome, outcome);
    Ok(())
}

fn facts_named(decision: &Decision<'_>) -> Vec<(u32, FactId)> {
    let data = decision.data();
    data.iter()
        .filter_map(|read| match read.source {
            Source::Fact(fact) | Source::Since(fact, _) => Some((read.subject, fact)),
            Source::Parameter(..)
            | Source::Judgement(_)
            | Source::Step(_)
            | Source::Supposed(_) => None,
        })
        .collect()
}
