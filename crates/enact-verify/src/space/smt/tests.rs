//! The search of a space and the solvers never disagree, on spaces that nobody chose.

mod chosen;

use crate::solver::{Solver, SolverAnswer};
use crate::space::{Found, Space};
use chosen::{Chosen, Dice};
use std::io::{Read, Write};
use std::process::{Command, Stdio};

/// How many spaces, unless `ENACT_SOLVER_SPACES` says otherwise.
const SPACES: u64 = 1_000;

/// A solver on this machine, how it is asked, how many scripts one run of it is given, and how
/// much work it may put in each. What cvc5 has used it keeps over a reset.
const SOLVERS: [(&str, &[&str], usize, u32); 2] = [
    ("z3", &["-in"], 500, 5_000_000),
    ("cvc5", &["--lang", "smt2", "--incremental", "-"], 1, 100_000),
];

/// What a solver prints for each script; `None` when it is not installed. Where it breaks down, it
/// has no answer to that script, and starts again with the next.
fn printed(solver: &str, arguments: &[&str], scripts: &[String]) -> Option<Vec<String>> {
    let mut answers = Vec::new();
    while answers.len() < scripts.len() {
        answers.extend(run(solver, arguments, &scripts[answers.len()..])?);
        if answers.len() < scripts.len() {
            say(format_args!("{solver} breaks down on a script: counted as not known"));
            answers.push(String::new());
        }
    }
    Some(answers)
}

/// What a solver prints for each script that it comes to the end of.
fn run(solver: &str, arguments: &[&str], scripts: &[String]) -> Option<Vec<String>> {
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
    // A solver that breaks down has not read all.
    let _ = writer.join().unwrap();
    child.wait().unwrap();
    let text = text.replace("\"next\"", "next");
    let mut answers: Vec<String> = text.split("next\n").map(str::to_owned).collect();
    answers.pop();
    Some(answers)
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
    match chosen.narrowed() {
        Some(mut space) if space.sound() => space.point(),
        _ => Found::None,
    }
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
    for (solver, arguments, batch, effort) in SOLVERS {
        if printed(solver, arguments, &["(check-sat)\n".to_owned()]).is_none() {
            say(format_args!(
                "skipped: {solver} is not installed, so nothing was compared with it"
            ));
            continue;
        }
        let mut counts = [[0_u32; 3]; 2];
        let seeds: Vec<u64> = (0..spaces).collect();
        for seeds in seeds.chunks(batch) {
            let chosen: Vec<Chosen> =
                seeds.iter().map(|seed| Chosen::by(&mut Dice::new(*seed))).collect();
            let plain: Vec<Space> = chosen.iter().map(Chosen::plain).collect();
            let scripts: Vec<String> = plain.iter().map(|space| space.script(effort)).collect();
            let answers = printed(solver, arguments, &scripts).unwrap();
            for (((seed, chosen), plain), answer) in
                seeds.iter().zip(&chosen).zip(&plain).zip(&answers)
            {
                assert!(!answer.starts_with("(error"), "{solver}, space {seed}: {answer}");
                let (found, answer) = (searched(chosen), SolverAnswer::read(answer));
                agree(*seed, plain, &found, &answer);
                counts[0][place(matches!(found, Found::Point(_)), found == Found::None)] += 1;
                let clashes = answer == SolverAnswer::Clashes;
                counts[1][place(answer != SolverAnswer::Unknown && !clashes, clashes)] += 1;
            }
        }
        say(format_args!("{solver}: {spaces} spaces; a case, none, not known: {counts:?}"));
        let unanswered = u64::from(counts[1][2]);
        assert!(unanswered * 10 < spaces, "{solver} has no answer to {unanswered} of {spaces}");
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
