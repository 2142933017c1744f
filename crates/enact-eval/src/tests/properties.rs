//! What holds for every case of a law: here the healthcare allowance of 2025.

use super::laws::{ALLOWANCE, law, term};
use crate::fixture::day;
use crate::{Case, Decision, Need, Outcome, Source, inspect, trial};
use enact_graph::RuleGraph;
use enact_model::Program;
use enact_model::program::Type;
use enact_model::table::FactId;
use enact_value::{Date, Value};
use proptest::prelude::*;
use std::sync::OnceLock;

fn allowance() -> &'static RuleGraph {
    static LAW: OnceLock<RuleGraph> = OnceLock::new();
    LAW.get_or_init(|| law(&ALLOWANCE))
}

fn named(program: &Program, name: &str) -> FactId {
    program.facts.iter().find(|(_, fact)| fact.name == name).unwrap().0
}

/// A value that the law assumes the fact can have, from a seed.
fn value(program: &Program, fact: FactId, seed: u32) -> Value {
    let fact = &program.facts[fact];
    let days = (seed % 40_000).cast_signed() - 20_000;
    match fact.ty {
        Type::YesNo => Value::YesNo(seed.is_multiple_of(2)),
        Type::Date => Value::Date(Date::from_days(days).unwrap()),
        Type::Number(_) => Value::Number(i128::from(seed % 100_001)),
        _ => Value::Number(i128::from(seed % 20_000_000)),
    }
}

/// A case with a person and perhaps a partner, of whom everything is known.
fn full(program: &Program, seeds: &[u32], partner: bool) -> Case {
    let person = program.terms[term(allowance(), "zorgtoeslag")].entity;
    let mut case = Case::new(program, person);
    let mut seeds = seeds.iter().cycle();
    if partner {
        case.fill(program, named(program, "partner"));
    }
    for subject in 0..if partner { 2 } else { 1 } {
        for fact in &program.entities[person].facts {
            let seed = *seeds.next().unwrap();
            match program.facts[*fact].ty {
                Type::Subject(_) if subject == 0 && partner => {}
                Type::Subject(_) => case.set(program, subject, *fact, Value::Absent),
                _ => case.set(program, subject, *fact, value(program, *fact, seed)),
            }
        }
    }
    case
}

/// The same case without the facts at these places.
fn without(full: &Case, unknown: &[bool]) -> Case {
    let mut case = full.clone();
    let facts = case.subjects.iter_mut().flat_map(|subject| &mut subject.facts);
    for (fact, unknown) in facts.zip(unknown.iter().cycle()) {
        if *unknown {
            *fact = None;
        }
    }
    case
}

fn decided(case: &Case) -> Decision<'_> {
    let law = allowance();
    trial(law, term(law, "zorgtoeslag-per-maand"), case, day("2025-03-01"))
}

fn same(one: &Decision<'_>, other: &Decision<'_>) -> bool {
    one.outcome == other.outcome
        && one.steps == other.steps
        && one.reads == other.reads
        && one.grounds == other.grounds
        && one.displacements == other.displacements
}

fn answered(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Value(_) | Outcome::NoEntitlement)
}

fn cases() -> impl Strategy<Value = (Case, Case)> {
    let seeds = prop::collection::vec(any::<u32>(), 24);
    let unknown = prop::collection::vec(prop::bool::weighted(0.3), 24);
    (seeds, unknown, any::<bool>()).prop_map(|(seeds, unknown, partner)| {
        let full = full(allowance().program(), &seeds, partner);
        assert_eq!(inspect(allowance(), &full, day("2025-03-01")), []);
        let partial = without(&full, &unknown);
        (full, partial)
    })
}

proptest! {
    #[test]
    fn the_data_named_are_exactly_the_data_read((full, partial) in cases()) {
        let program = allowance().program();
        for case in [&full, &partial] {
            let decision = decided(case);
            let named = decision.data();
            for (place, subject) in (0..).zip(&case.subjects) {
                for fact in &program.entities[subject.entity].facts {
                    let mut less = case.clone();
                    less.forget(program, place, *fact);
                    let read = named
                        .iter()
                        .any(|read| (read.subject, read.source) == (place, Source::Fact(*fact)));
                    prop_assert_eq!(same(&decision, &decided(&less)), !read);
                }
            }
        }
    }

    #[test]
    fn an_answer_stands_whatever_the_unknown_turns_out_to_be((full, partial) in cases()) {
        let (early, late) = (decided(&partial).outcome, decided(&full).outcome);
        prop_assert!(answered(&late), "{late:?}");
        if answered(&early) {
            prop_assert_eq!(early, late);
        }
    }

    #[test]
    fn an_intake_ends_and_asks_only_what_is_unknown((full, partial) in cases()) {
        let program = allowance().program();
        let mut case = partial;
        while let Outcome::Needs(needs) = decided(&case).outcome.clone() {
            let first = needs[0];
            let fact = &program.facts[first.fact];
            let known = |need: &Need| case.fact(need.subject, &program.facts[need.fact]).is_some();
            prop_assert_eq!(needs.iter().position(known), None);
            let answer = full.fact(first.subject, fact).cloned();
            case.set(program, first.subject, first.fact, answer.unwrap());
        }
        prop_assert_eq!(decided(&case).outcome, decided(&full).outcome);
    }

    /// Against a calculation by hand, in hundred-thousandths of a cent a year.
    #[test]
    fn insured_without_partner(income in 0_i128..6_000_000, wealth in 0_i128..20_000_000) {
        let program = allowance().program();
        let mut case = full(program, &[0], false);
        for (name, value) in [
            ("geboortedatum", Value::Date(day("1990-05-01"))),
            ("zorgverzekerd", Value::YesNo(true)),
            ("verdragsgerechtigd", Value::YesNo(false)),
            ("verzekering-opgeschort", Value::YesNo(false)),
            ("toetsingsinkomen", Value::Number(income)),
            ("rendementsgrondslag", Value::Number(wealth)),
        ] {
            case.set(program, 0, named(program, name), value);
        }
        let threshold = 219_180 * 12 * 108 * 1_000; // cents × 100,000
        let above = (income * 100_000 - threshold).max(0);
        let norm = (threshold * 1_896 + above * 13_700) / 100_000;
        let year = 211_200 * 100_000 - norm;
        let expected = if wealth > 14_189_600 || year <= 0 {
            Outcome::NoEntitlement
        } else {
            Outcome::Value(Value::Number(year / (12 * 100 * 100_000)))
        };
        prop_assert_eq!(&decided(&case).outcome, &expected);
    }
}
