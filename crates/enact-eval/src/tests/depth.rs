//! Laws of any length decide on the same small stack.

use crate::fixture::*;
use crate::{Case, Fault, Outcome};
use enact_model::program::{Gives, Target};
use enact_model::table::TermId;
use enact_value::Value;

/// What a thread has unless more is asked for.
const STACK: usize = 2 << 20;

#[test]
fn a_chain_of_ten_thousand_terms() {
    let mut law = Maker::new();
    let start = law.money("begin");
    let mut last = law.value("t0");
    law.rule(last, None, Gives::Value(read(Target::Fact(start))), &[]);
    for number in 1..10_000 {
        let term = law.value(&format!("t{number}"));
        let next = plus(read(Target::Term(last)), amount(1));
        let condition = less(amount(-1), read(Target::Term(last)));
        law.rule(term, Some(condition), Gives::Value(next), &[]);
        last = term;
    }
    let mut case = law.case();
    assert!(matches!(law.outcome(last, &case), Outcome::Needs(needs) if needs.len() == 1));
    case.set(&law.program, 0, start, Value::Number(0));
    law.with_decision(last, &case, |decision| {
        assert_eq!(decision.outcome, Outcome::Value(Value::Number(9_999)));
        assert_eq!(decision.steps.len(), 10_000);
        assert_eq!(decision.reads.len(), 10_000);
        assert!(decision.steps.iter().all(|step| decision.reads_of(step).len() == 1));
    });
    case.set(&law.program, 0, start, Value::Number(-1_000));
    assert!(matches!(law.outcome(last, &case), Outcome::Undecided(Fault::Gap { .. })));
}

#[test]
fn a_sum_of_ten_thousand_amounts() {
    let mut law = Maker::new();
    let start = law.money("begin");
    let mut sum = read(Target::Fact(start));
    for _ in 1..10_000 {
        sum = plus(sum, amount(1));
    }
    let term = law.value("som");
    law.rule(term, None, Gives::Value(sum), &[]);
    let case = law.case();
    assert!(matches!(on_a_small_stack(law, term, case), Outcome::Needs(_)));
}

/// Decides on the stack that threads get by default. Making and dropping so deep a tree needs
/// more than that, so it is done outside.
fn on_a_small_stack(law: Maker, term: TermId, case: Case) -> Outcome {
    let large = std::thread::Builder::new().stack_size(256 << 20).spawn(move || {
        let graph = enact_graph::build(law.program);
        std::thread::scope(|scope| {
            let small = std::thread::Builder::new().stack_size(STACK);
            let decided = small.spawn_scoped(scope, || {
                crate::trial(&graph, term, &case, day("2025-03-01")).outcome
            });
            decided.unwrap().join().unwrap()
        })
    });
    large.unwrap().join().unwrap()
}

#[test]
fn brackets_in_brackets_end_in_a_message() {
    let mut law = Maker::new();
    let a = law.yes_no("a");
    let mut deep = fact(a);
    for _ in 0..1_500 {
        deep = not(deep);
    }
    let term = law.ground("diep");
    law.rule(term, Some(deep), Gives::Answer(true), &[]);
    let mut case = law.case();
    case.set(&law.program, 0, a, Value::YesNo(true));
    let outcome = on_a_small_stack(law, term, case);
    assert!(matches!(outcome, Outcome::Undecided(Fault::TooDeep { .. })));
}
