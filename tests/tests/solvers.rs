//! What a solver says of a law is used with its name, and only where the search leaves something
//! open; a case that it makes up is not.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use enact::{Memory, Ruleset, verification};
use enact_solver::Kind;
use enact_source::Language;
use enact_tests::solver;
use enact_verify::{Doubt, Patience, Solver, SolverAnswer, Verdict};
use std::cell::RefCell;
use std::io::Write;

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

/// A levy on every plot but one whose area the search does not find.
const LEVY: &str = "---
title: Levies Act
language: en
---

## Article 1

```enact
entity plot
fact length of plot : number
fact width of plot : number
assume length ≥ 0
assume length ≤ 5000
assume width ≥ 0
assume width ≤ 5000
rule levy of plot is €10 when (length + 1) × (width + 1) ≠ AREA
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
        assert_eq!(verdicts[0], Verdict::NotProved(Doubt::Unanswered("parrot")));
        assert!(matches!(verdicts[1], Verdict::Refuted(_)), "{verdicts:?}");
    }
}

/// The findings about a levy that skips this area, with a solver asked.
fn findings(area: &str, solver: &dyn Solver) -> Vec<String> {
    let law = LEVY.replace("AREA", area);
    let loaded = Ruleset::load(&Memory::new().with("levies.law.md", law.as_str()));
    let ruleset = loaded.ruleset.unwrap();
    let found = verification::with_solver(ruleset.law(), &loaded.findings, Some(solver));
    let told = found
        .iter()
        .map(|finding| format!("{}: {}", finding.code, finding.render(Language::English).message));
    told.collect()
}

#[test]
fn a_gap_is_asked_of_a_solver_as_a_promise_is() {
    let parrot = |answer| Parrot { answer, asked: RefCell::default() };
    assert_eq!(
        findings("10007", &parrot(SolverAnswer::Clashes)),
        ["N0713: it is proved of `levy`, on the word of parrot, that there always is an outcome"]
    );
    assert_eq!(
        findings("10007", &parrot(SolverAnswer::Unknown)),
        [
            "N0708: it is not proved of `levy` that there always is an outcome; parrot was asked and \
          could not say either"
        ]
    );
}

#[test]
fn a_gap_that_a_solver_finds_is_one() {
    let Some(z3) = solver::installed(Kind::Z3) else {
        let _ = writeln!(std::io::stderr(), "skipped: z3 is not installed, so it was not asked");
        return;
    };
    let found = findings("24960007", &z3);
    assert!(matches!(found.as_slice(), [gap] if gap.starts_with("W0702: ")), "{found:?}");
}
