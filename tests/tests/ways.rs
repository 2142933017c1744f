//! The ways through laws that nobody wrote: a solver never finds a case on a way that the search
//! says nobody goes, nor none on a way that it says someone goes; and each case comes, when it is
//! decided, to what its way comes to.
//!
//! `ENACT_SOLVER_WAYS=10000` grows so many laws. Both solvers are asked while more are grown.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use enact::{Memory, Ruleset};
use enact_eval::{Fault, Outcome, inspect, trial};
use enact_solver::{Installed, Kind};
use enact_tests::grown::small;
use enact_tests::grown::tape::Tape;
use enact_tests::solver;
use enact_verify::{Patience, Replayed, SolverAnswer, Trod, trod};
use std::io::Write;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// How many laws are grown.
const LAWS: usize = 300;

/// How many ways a solver is given at once.
const AT_ONCE: usize = 400;

/// Ways, each with its law.
type Ways = Arc<Vec<(Trod, Arc<str>)>>;

/// How many grow laws beside each other.
const GROWERS: u64 = 2;

/// A way of each of so many laws: of every second one, one that nobody goes, where it has any. Each
/// grower has seeds of its own.
fn ways(grower: u64, laws: usize, mut found: impl FnMut(Trod, Arc<str>)) {
    let (mut seed, mut left) = (grower, laws);
    while left > 0 {
        seed += GROWERS;
        let law = small(Tape::new(bytes(seed)));
        let text: Arc<str> = law.text.into();
        let loaded = Ruleset::load(&Memory::new().with("grown.law.md", &text));
        let Some(ruleset) = loaded.ruleset else { continue };
        left -= 1;
        let patience = Patience { choices: 60, list_most: 2 };
        let (mut gone, mut closed) = (None, None);
        trod(ruleset.law(), patience, &mut |way| {
            comes_out(&ruleset, &way, &text);
            let place = if way.gone == Some(false) { &mut closed } else { &mut gone };
            *place = Some(way);
        });
        let (first, other) = if left % 2 == 0 { (gone, closed) } else { (closed, gone) };
        first.or(other).into_iter().for_each(|way| found(way, Arc::clone(&text)));
    }
}

/// A tape for each seed (xorshift).
fn bytes(seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    std::iter::repeat_with(next).take(400).collect()
}

/// The case of a way, decided, comes to what the way comes to.
fn comes_out(ruleset: &Ruleset, way: &Trod, text: &str) {
    let Some((witness, expected)) = &way.case else { return };
    let graph = ruleset.graph();
    if !inspect(graph, &witness.case, witness.on).is_empty() {
        return;
    }
    let outcome = trial(graph, way.term, &witness.case, witness.on).outcome;
    let same = match (expected, &outcome) {
        (Replayed::Value(value), Outcome::Value(found)) => value == found,
        (Replayed::NoEntitlement, Outcome::NoEntitlement) => true,
        (Replayed::Gap(of), Outcome::Undecided(Fault::Gap { term, .. })) => of == term,
        (
            Replayed::Conflict(one, other),
            Outcome::Undecided(Fault::Conflict { first, second, .. }),
        ) => (one, other) == (first, second),
        (Replayed::Limbs(of), Outcome::Undecided(Fault::Limbs { rule, .. })) => of == rule,
        // Days beyond the calendar count as its last day on the way, and are none when decided.
        (_, Outcome::Undecided(Fault::CalendarLimit { .. })) => true,
        _ => false,
    };
    let name = &ruleset.program().terms[way.term].name;
    assert!(same, "{name}: {expected:?} and {outcome:?} for {witness:?}\n{text}");
}

fn say(words: std::fmt::Arguments<'_>) {
    // Past the harness, which keeps what a test prints to itself.
    let _ = writeln!(std::io::stderr(), "{words}");
}

/// Asks the solver about all ways that come in.
fn compare(solver: &Installed, asked: &Receiver<Ways>) {
    let name = solver.kind().name();
    let (mut agreed, mut unknown) = (0, 0);
    for ways in asked {
        let scripts: Vec<&str> = ways.iter().map(|(way, _)| way.script.as_str()).collect();
        for ((way, text), answer) in ways.iter().zip(solver.printed(&scripts)) {
            assert!(!answer.trim().starts_with("(error"), "{answer}\n{}", way.script);
            match (SolverAnswer::read(&answer), way.gone) {
                (SolverAnswer::Unknown, _) | (_, None) => unknown += 1,
                (SolverAnswer::Holds(_), Some(true)) | (SolverAnswer::Clashes, Some(false)) => {
                    agreed += 1;
                }
                (answer, gone) => panic!(
                    "{name} says {answer:?}, and the search {gone:?}\n{}\n{text}",
                    way.script
                ),
            }
        }
    }
    say(format_args!("{name}: {agreed} ways agree, {unknown} not known"));
    assert!(unknown * 20 < agreed, "{name} has no answer to {unknown}");
}

/// The solver at work, and where to hand it what it is asked.
fn at_work(kind: Kind) -> Option<(Sender<Ways>, thread::JoinHandle<()>)> {
    let Some(solver) = solver::installed(kind) else {
        let name = kind.name();
        say(format_args!("skipped: {name} is not installed, so no way was compared with it"));
        return None;
    };
    let (sender, receiver) = channel();
    Some((sender, thread::spawn(move || compare(&solver, &receiver))))
}

#[test]
fn on_the_ways_through_a_law_the_search_and_the_solvers_never_disagree() {
    let laws = std::env::var("ENACT_SOLVER_WAYS").ok().and_then(|number| number.parse().ok());
    let laws: usize = laws.unwrap_or(LAWS);
    let (senders, solvers): (Vec<_>, Vec<_>) = Kind::ALL.into_iter().filter_map(at_work).unzip();
    thread::scope(|scope| {
        for grower in 0..GROWERS {
            let senders = senders.clone();
            scope.spawn(move || grow(grower, laws / 2, &senders));
        }
    });
    drop(senders);
    for solver in solvers {
        solver.join().unwrap();
    }
}

/// Grows laws, and hands their ways to all solvers.
fn grow(grower: u64, laws: usize, solvers: &[Sender<Ways>]) {
    let mut some = Vec::new();
    let hand_out = |some: &mut Vec<_>| {
        let ways: Ways = Arc::new(std::mem::take(some));
        for sender in solvers {
            // One that has found a disagreement no longer listens.
            let _ = sender.send(Arc::clone(&ways));
        }
    };
    ways(grower, laws, |way, text| {
        some.push((way, text));
        if some.len() == AT_ONCE {
            hand_out(&mut some);
        }
    });
    hand_out(&mut some);
}
