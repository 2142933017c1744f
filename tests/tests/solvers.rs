//! What a solver says of a law is used with its name, and only where the search leaves something
//! open; a case that it makes up is not.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use enact::{Memory, Ruleset, verification};
use enact_verify::{Doubt, Patience, Solver, SolverAnswer, Verdict};
use std::cell::RefCell;

/// Products of facts that come to a prime number nowhere: too many for the search.
const PLOTS: &str = "---
title: Plots Act
language: en
---

## Article 1

A plot has a length and a width.

```enact
entity plot
fact length of plot : number
fact width of plot : number
assume length ≥ 0
assume length ≤ 5000
assume width ≥ 0
assume width ≤ 5000
rule area of plot is (length + 1) × (width + 1)
safeguard \"never 10007\" : area ≠ 10007
safeguard \"never 211\" : area ≠ 211
```
";

/// A solver that always says the same, and keeps what it was asked.
struct Parrot {
    answer: SolverAnswer,
    asked: RefCell<Vec<String>>,
}

impl Solver for Parrot {
    fn name(&self) -> &'static str {
        "parrot"
    }

    fn effort(&self) -> u32 {
        1
    }

    fn answer(&self, script: &str) -> SolverAnswer {
        self.asked.borrow_mut().push(script.to_owned());
        self.answer.clone()
    }
}

/// The verdicts with a solver that says this, and what it was asked.
fn verdicts(answer: SolverAnswer) -> (Vec<Verdict>, Vec<String>) {
    let loaded = Ruleset::load(&Memory::new().with("plots.law.md", PLOTS));
    let ruleset = loaded.ruleset.unwrap();
    let parrot = Parrot { answer, asked: RefCell::default() };
    let patience = Patience { choices: 10_000, list_most: 2 };
    let judged = verification::promises(&ruleset, patience, Some(&parrot), &mut |_| {});
    (judged.into_iter().map(|judged| judged.verdict).collect(), parrot.asked.into_inner())
}

#[test]
fn a_proof_on_the_word_of_a_solver_names_it() {
    let (verdicts, asked) = verdicts(SolverAnswer::Clashes);
    let Verdict::Proved(method) = &verdicts[0] else { panic!("{verdicts:?}") };
    assert_eq!(method.solver, Some("parrot"));
    // What the search finds by itself is not asked.
    assert!(matches!(verdicts[1], Verdict::Refuted(_)), "{verdicts:?}");
    assert!(asked.iter().all(|script| script.contains("(set-logic QF_NIA)\n(push 1)\n")));
    assert!(asked.iter().all(|script| !script.contains("211")), "{asked:?}");
}

#[test]
fn a_case_that_a_solver_makes_up_is_no_case() {
    let numbers = (0..100).map(|place| (format!("x{place}"), 1)).collect();
    for answer in [SolverAnswer::Unknown, SolverAnswer::Holds(numbers)] {
        let (verdicts, _) = verdicts(answer);
        assert_eq!(verdicts[0], Verdict::NotProved(Doubt::NoCase));
        assert!(matches!(verdicts[1], Verdict::Refuted(_)), "{verdicts:?}");
    }
}
