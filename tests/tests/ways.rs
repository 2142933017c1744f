//! The ways through laws that nobody wrote: a solver never finds a case on a way that the search
//! says nobody goes, nor none on a way that it says someone goes; and each case comes, when it is
//! decided, to what its way comes to.
//!
//! `ENACT_SOLVER_WAYS=10000` compares so many ways of each kind.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use enact::{Memory, Ruleset};
use enact_eval::{Fault, Outcome, inspect, trial};
use enact_tests::grown::grow;
use enact_tests::grown::tape::Tape;
use enact_verify::{Patience, Replayed, SolverAnswer, Trod, trod};
use std::io::{Read, Write};
use std::process::{Command, Stdio};

/// How many ways of each kind are compared.
const WAYS: usize = 300;

/// A solver, how it is asked, and how many scripts one run of it is given.
const SOLVERS: [(&str, &[&str], usize); 2] =
    [("z3", &["-in"], 500), ("cvc5", &["--lang", "smt2", "--incremental", "-"], 1)];

/// So many ways that someone goes, and so many that nobody goes, each with its law. Of one law no
/// more than a part, so that many laws count.
fn ways(most: usize) -> Vec<(Trod, String)> {
    let (mut found, mut counts) = (Vec::new(), [0_usize; 2]);
    let mut seed = 0_u64;
    while counts.iter().any(|count| *count < most) {
        seed += 1;
        let law = grow(Tape::new(bytes(seed)));
        let loaded = Ruleset::load(&Memory::new().with("grown.law.md", law.text.as_str()));
        let Some(ruleset) = loaded.ruleset else { continue };
        let patience = Patience { choices: 150, list_most: 2 };
        let mut of_law = [0_usize; 2];
        trod(ruleset.law(), patience, &mut |way| {
            comes_out(&ruleset, &way, &law.text);
            let kind = usize::from(way.gone == Some(false));
            if counts[kind] < most && of_law[kind] < 60 {
                counts[kind] += 1;
                of_law[kind] += 1;
                found.push((way, law.text.clone()));
            }
        });
    }
    found
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

/// What a solver prints for each script; `None` when it is not installed.
fn printed(solver: &str, arguments: &[&str], scripts: &[&str]) -> Option<Vec<String>> {
    let mut child = Command::new(solver)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let (mut stdin, mut stdout) = (child.stdin.take()?, child.stdout.take()?);
    let all: String =
        scripts.iter().map(|script| format!("{script}(echo \"next\")\n(reset)\n")).collect();
    let writer = std::thread::spawn(move || stdin.write_all(all.as_bytes()));
    let mut text = String::new();
    stdout.read_to_string(&mut text).unwrap();
    let _ = writer.join().unwrap();
    child.wait().unwrap();
    let text = text.replace("\"next\"", "next");
    Some(text.split("next\n").map(str::to_owned).collect())
}

fn say(words: std::fmt::Arguments<'_>) {
    // Past the harness, which keeps what a test prints to itself.
    let _ = writeln!(std::io::stderr(), "{words}");
}

#[test]
fn on_the_ways_through_a_law_the_search_and_the_solvers_never_disagree() {
    let most = std::env::var("ENACT_SOLVER_WAYS").ok().and_then(|number| number.parse().ok());
    let ways = ways(most.unwrap_or(WAYS));
    for (solver, arguments, batch) in SOLVERS {
        if printed(solver, arguments, &[]).is_none() {
            say(format_args!("skipped: {solver} is not installed, so no way was compared with it"));
            continue;
        }
        let (mut agreed, mut unknown) = (0, 0);
        for some in ways.chunks(batch) {
            let scripts: Vec<&str> = some.iter().map(|(way, _)| way.script.as_str()).collect();
            let answers = printed(solver, arguments, &scripts).unwrap();
            for ((way, text), answer) in some.iter().zip(&answers) {
                assert!(!answer.trim().starts_with("(error"), "{answer}\n{}", way.script);
                match (SolverAnswer::read(answer), way.gone) {
                    (SolverAnswer::Unknown, _) | (_, None) => unknown += 1,
                    (SolverAnswer::Holds(_), Some(true)) | (SolverAnswer::Clashes, Some(false)) => {
                        agreed += 1
                    }
                    (answer, gone) => panic!(
                        "{solver} says {answer:?}, and the search {gone:?}\n{}\n{text}",
                        way.script
                    ),
                }
            }
        }
        say(format_args!("{solver}: {agreed} ways agree, {unknown} not known"));
        assert!(unknown * 5 < ways.len(), "{solver} has no answer to {unknown}");
    }
}
