//! Versions of laws that nobody wrote: what is proved equal is equal in cases that nobody chose, and
//! every difference shows when both versions decide it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use enact::{Memory, Ruleset, verification};
use enact_eval::{Fault, Outcome};
use enact_graph::RuleGraph;
use enact_model::Program;
use enact_model::program::{Arithmetic, Expr, ExprKind, Gives};
use enact_model::table::{RuleId, TermId};
use enact_source::Span;
use enact_syntax::tree::Comparison as How;
use enact_tests::grown::facts::Facts;
use enact_tests::grown::tape::{Tape, tapes};
use enact_tests::grown::{growing, strategy};
use enact_value::{Date, Rounding, Value};
use enact_verify::{Comparison, Differences, Doubt, Kind, Pairing, Patience, Versions};
use proptest::prelude::*;

const PATIENCE: Patience = Patience { choices: 400, list_most: 4 };

/// Something else than the expression says, of the same type; `false` where there is nothing.
fn turned(expr: &mut Expr, tape: &mut Tape) -> bool {
    match &mut expr.kind {
        ExprKind::Literal(Value::Number(units)) => {
            *units += if tape.choose(2) == 0 { 1 } else { -1 };
        }
        ExprKind::Literal(Value::YesNo(yes)) => *yes = !*yes,
        ExprKind::Compare { comparison, .. } => {
            *comparison = match comparison {
                How::Less => How::AtMost,
                How::AtMost => How::Less,
                How::More => How::AtLeast,
                How::AtLeast => How::More,
                How::Equal => How::Unequal,
                How::Unequal => How::Equal,
            };
        }
        ExprKind::And(parts) => {
            let parts = std::mem::take(parts);
            expr.kind = ExprKind::Or(parts);
        }
        ExprKind::Or(parts) => {
            let parts = std::mem::take(parts);
            expr.kind = ExprKind::And(parts);
        }
        ExprKind::Extreme { highest, of } => {
            // In another order it is the same.
            if tape.choose(2) == 0 { of.reverse() } else { *highest = !*highest }
        }
        ExprKind::Round { rounding, .. } => {
            *rounding = if *rounding == Rounding::Down { Rounding::HalfUp } else { Rounding::Down };
        }
        ExprKind::Arithmetic { operator, left, right } => match operator {
            Arithmetic::Add | Arithmetic::Multiply if tape.choose(2) == 0 => {
                std::mem::swap(left, right);
            }
            Arithmetic::Add => *operator = Arithmetic::Subtract,
            Arithmetic::Subtract => *operator = Arithmetic::Add,
            Arithmetic::Multiply | Arithmetic::Divide => return false,
        },
        ExprKind::Not(inner) => {
            let inner = (**inner).clone();
            *expr = inner;
        }
        _ => return false,
    }
    true
}

/// The program with one thing changed.
fn changed(program: &Program, tape: &mut Tape) -> Option<Program> {
    let mut program = program.clone();
    let rules: Vec<RuleId> = program.rules.ids().collect();
    let rule = &mut program.rules[*rules.get(tape.choose(rules.len()))?];
    match &mut rule.gives {
        Gives::Answer(answer) if tape.choose(4) == 0 => {
            *answer = !*answer;
            return Some(program);
        }
        Gives::Cases { ordered: false, limbs, .. } if tape.choose(4) == 0 => {
            limbs.reverse();
            return Some(program);
        }
        Gives::Cases { ordered, .. } if tape.choose(4) == 0 => {
            *ordered = !*ordered;
            return Some(program);
        }
        _ => {}
    }
    let mut parts = 0;
    rule.expressions_mut().for_each(|expr| expr.change(&mut |_| parts += 1));
    let mut left = tape.choose(parts.max(1));
    let mut done = false;
    for expr in rule.expressions_mut() {
        expr.change(&mut |part| {
            if left == 0 && !done {
                done = turned(part, tape);
            }
            left = left.saturating_sub(1);
        });
    }
    done.then_some(program)
}

fn longest_list(case: &enact_eval::Case) -> u32 {
    let values = case.subjects.iter().flat_map(|subject| subject.facts.iter().flatten());
    let lists = values.map(|value| match value {
        Value::Subjects(elements) => elements.len(),
        _ => 0,
    });
    lists.max().and_then(|most| u32::try_from(most).ok()).unwrap_or(0)
}

/// The kind of an outcome, and its number where it has one.
fn kind(told: &Option<Outcome>) -> (Kind, Option<i128>) {
    match told {
        Some(Outcome::Value(Value::YesNo(yes))) => {
            (if *yes { Kind::Yes } else { Kind::No }, Some(i128::from(*yes)))
        }
        Some(Outcome::Value(Value::Number(units))) => (Kind::Value, Some(*units)),
        Some(Outcome::Value(_)) => (Kind::Value, None),
        Some(Outcome::NoEntitlement) => (Kind::NoEntitlement, Some(0)),
        Some(Outcome::NotSet(_)) => (Kind::NotSet, None),
        _ => (Kind::NoAnswer, None),
    }
}

/// What a citizen is told: a value, none, not yet set, or that there is no answer.
fn told(graph: &RuleGraph, term: TermId, case: &enact_eval::Case, on: Date) -> Option<Outcome> {
    if !enact_eval::inspect(graph, case, on).is_empty() {
        return None;
    }
    match enact_eval::trial(graph, term, case, on).outcome {
        // The ranges are those of the law before it was changed.
        Outcome::Undecided(Fault::OutOfRange { .. }) => None,
        // Which fault it is does not matter to who asks.
        Outcome::Undecided(_) => {
            Some(Outcome::Undecided(Fault::DivisionByZero { span: Span::default() }))
        }
        other => Some(other),
    }
}

/// What both laws come to in each case.
fn pairs(
    ruleset: &Ruleset,
    later: &RuleGraph,
    term: TermId,
    cases: &[enact_eval::Case],
) -> Vec<(Option<Outcome>, Option<Outcome>)> {
    let on = Date::from_ymd(2025, 3, 1).unwrap();
    let few = cases.iter().filter(|case| longest_list(case) <= 2);
    few.map(|case| (told(ruleset.graph(), term, case, on), told(later, term, case, on))).collect()
}

/// What differs in a case is one of the parts, and no more than its size.
fn all_lie_in_parts(all: &Differences, cases: &[(Option<Outcome>, Option<Outcome>)], text: &str) {
    let differ = |(first, second): &&(Option<Outcome>, Option<Outcome>)| {
        first.is_some() && second.is_some() && first != second
    };
    for (first, second) in cases.iter().filter(differ).filter(|_| all.rest.is_ok()) {
        let (first, second) = (kind(first), kind(second));
        let more = first.1.zip(second.1).map(|(first, second)| second - first);
        let within = all.parts.iter().any(|part| {
            let size = part.size.as_ref().zip(more);
            (part.change.from, part.change.to) == (first.0, second.0)
                && size.is_none_or(|(size, more)| size.range.contains(more))
        });
        assert!(within, "{first:?} and {second:?} are no part of {:?}\n{text}", all.parts);
    }
}

proptest! {
    #![proptest_config(growing(24))]

    #[test]
    fn what_is_proved_equal_is_equal(
        law in strategy(),
        mut choices in tapes(30),
        tape in tapes(600),
    ) {
        let loaded = Ruleset::load(&Memory::new().with("grown.law.md", law.text.as_str()));
        prop_assume!(loaded.ruleset.is_some());
        let ruleset = loaded.ruleset.unwrap();
        let program = ruleset.program();
        let later = changed(program, &mut choices);
        prop_assume!(later.is_some());
        let later = enact_graph::build(later.unwrap());
        let person = program.entities.ids().next().unwrap();
        let pairing = Pairing::by_name(program, later.program());
        prop_assert_eq!(pairing.facts.len(), program.facts.len());
        let versions = Versions::of(ruleset.law(), &later, &pairing);
        let mut facts = Facts::new(program, tape);
        let on = Date::from_ymd(2025, 3, 1).unwrap();
        let cases: Vec<_> = (0..12).map(|_| facts.full_case(person)).collect();
        let mut differing = 0;
        for (term, row) in program.terms.iter().filter(|(_, row)| row.entity == person) {
            let found = verification::compared(&versions, (term, term), PATIENCE, None);
            let looked_into = matches!(found, Comparison::Differs(_)) && differing < 2;
            if looked_into {
                differing += 1;
                let all = verification::differences(&versions, (term, term), PATIENCE, None);
                all_lie_in_parts(&all, &pairs(&ruleset, &later, term, &cases), &law.text);
            }
            match found {
                Comparison::Equal(method) => {
                    let most = method.lists_up_to.unwrap_or(u32::MAX);
                    for case in cases.iter().filter(|case| longest_list(case) <= most) {
                        let (first, second) =
                            (told(ruleset.graph(), term, case, on), told(&later, term, case, on));
                        let same = first == second || first.is_none() || second.is_none();
                        prop_assert!(
                            same,
                            "{} is proved equal: {first:?} and {second:?} for {case:?}\n{}",
                            row.name, law.text
                        );
                    }
                }
                Comparison::Differs(found) => {
                    let first = told(ruleset.graph(), term, &found.before, found.on);
                    let second = told(&later, term, &found.after, found.on);
                    prop_assert!(first.is_none() || first != second, "{}\n{}", &row.name, &law.text);
                }
                Comparison::NotProved(doubt) => {
                    prop_assert_ne!(doubt, Doubt::NotConfirmed, "{}\n{}", &row.name, &law.text);
                }
            }
        }
    }
}
