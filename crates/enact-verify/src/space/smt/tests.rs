//! The search of a space and the solvers never disagree, on spaces that nobody chose.

mod chosen;

use crate::solver::{Solver, SolverAnswer};
use crate::space::{Found, Space};
use chosen::{Chosen, Dice};
use enact_solver::Kind;
use std::io::Write;

/// How many spaces, unless `ENACT_SOLVER_SPACES` says otherwise.
const SPACES: u64 = 1_000;

/// How much work a solver may put in a script.
fn effort(kind: Kind) -> u32 {
    match kind {
        Kind::Z3 => 5_000_000,
        Kind::Cvc5 => 100_000,
    }
}

/// A solver that has said what it says.
struct Said(SolverAnswer);

impl Solver for Said {
    fn name(&self) -> &'static str {
        "said"
    }

    fn effort(&self) -> u32 {
        1
    }

    fn answer(&self, _: &str) -> SolverAnswer {
        self.0.clone()
    }
}

/// What the search says.
fn searched(chosen: &Chosen) -> Found {
    let Some(mut space) = chosen.narrowed() else { return Found::None };
    if space.sound() { space.point() } else { Found::None }
}

fn agree(seed: u64, space: &Space, searched: &Found, answer: &SolverAnswer) {
    let solved = space.point_by(&Said(answer.clone()));
    match (searched, &solved) {
        (Found::None, Found::Point(point)) => {
            panic!(
                "space {seed}: the search says none, and {point:?} is one\n{}",
                space.script(1_000)
            )
        }
        (Found::Point(point), Found::None) => {
            panic!(
                "space {seed}: the solver says none, and {point:?} is one\n{}",
                space.script(1_000)
            )
        }
        _ => {}
    }
    if matches!((answer, solved), (SolverAnswer::Holds(_), Found::Unknown)) {
        panic!(
            "space {seed}: the solver gives no case of the space: {answer:?}\n{}",
            space.script(1_000)
        )
    }
}

#[test]
fn the_search_and_the_solvers_never_disagree() {
    let spaces = std::env::var("ENACT_SOLVER_SPACES").ok().and_then(|number| number.parse().ok());
    let spaces = spaces.unwrap_or(SPACES);
    for kind in Kind::ALL {
        let name = kind.name();
        let Some(solver) = kind.installed(None) else {
            say(format_args!("skipped: {name} is not installed, so nothing was compared with it"));
            continue;
        };
        let mut counts = [[0_u32; 3]; 2];
        let seeds: Vec<u64> = (0..spaces).collect();
        for seeds in seeds.chunks(500) {
            let chosen: Vec<Chosen> =
                seeds.iter().map(|seed| Chosen::by(&mut Dice::new(*seed))).collect();
            let plain: Vec<Space> = chosen.iter().map(Chosen::plain).collect();
            let scripts: Vec<String> =
                plain.iter().map(|space| space.script(effort(kind))).collect();
            let scripts: Vec<&str> = scripts.iter().map(String::as_str).collect();
            let answers = solver.printed(&scripts);
            for (((seed, chosen), plain), answer) in
                seeds.iter().zip(&chosen).zip(&plain).zip(&answers)
            {
                assert!(!answer.starts_with("(error"), "{name}, space {seed}: {answer}");
                let (found, answer) = (searched(chosen), SolverAnswer::read(answer));
                agree(*seed, plain, &found, &answer);
                counts[0][place(matches!(found, Found::Point(_)), found == Found::None)] += 1;
                let clashes = answer == SolverAnswer::Clashes;
                counts[1][place(answer != SolverAnswer::Unknown && !clashes, clashes)] += 1;
            }
        }
        say(format_args!("{name}: {spaces} spaces; a case, none, not known: {counts:?}"));
        let unanswered = u64::from(counts[1][2]);
        assert!(unanswered * 10 < spaces, "{name} has no answer to {unanswered} of {spaces}");
    }
}

fn place(case: bool, none: bool) -> usize {
    match (case, none) {
        (true, _) => 0,
        (_, true) => 1,
        _ => 2,
    }
}

#[test]
fn every_case_that_the_search_gives_is_a_case() {
    for seed in 0..500 {
        let chosen = Chosen::by(&mut Dice::new(seed));
        if let Found::Point(point) = searched(&chosen) {
            assert!(chosen.plain().keeps(&point.numbers), "space {seed}: {point:?}");
        }
    }
}

/// Says it past the runner, which keeps to itself what a test that passes prints.
fn say(words: std::fmt::Arguments<'_>) {
    writeln!(std::io::stderr(), "{words}").unwrap();
}
