//! SMT solvers that are installed on this machine: a command, given scripts on its standard input.
//!
//! Start at [`Kind::installed`]. What a solver prints is read strictly; whatever goes wrong counts
//! as no answer.

use enact_verify::{Solver, SolverAnswer};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

/// A solver that can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Z3.
    Z3,
    /// cvc5.
    Cvc5,
}

impl Kind {
    /// All of them; the first that is installed is asked.
    pub const ALL: [Self; 2] = [Self::Z3, Self::Cvc5];

    /// Its name, which is also that of its command.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Z3 => "z3",
            Self::Cvc5 => "cvc5",
        }
    }

    /// So that it reads scripts, more than one, from its standard input.
    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Z3 => &["-in"],
            Self::Cvc5 => &["--lang", "smt2", "--incremental", "-"],
        }
    }

    /// How many scripts one run of it is given.
    fn batch(self) -> usize {
        match self {
            Self::Z3 => 500,
            Self::Cvc5 => 100,
        }
    }

    /// The solver, when its command is on the search path or else in `folder`.
    #[must_use]
    pub fn installed(self, folder: Option<&Path>) -> Option<Installed> {
        let own = folder.map(|folder| folder.join(self.name()));
        let programs = [Some(PathBuf::from(self.name())), own].into_iter().flatten();
        programs.map(|program| Installed { kind: self, program }).find(Installed::runs)
    }
}

/// A solver that runs here.
#[derive(Debug, Clone)]
pub struct Installed {
    kind: Kind,
    program: PathBuf,
}

impl Installed {
    /// Which solver it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    fn runs(&self) -> bool {
        let mut command = Command::new(&self.program);
        command.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }

    /// What it prints for each of the scripts. Where it breaks down, it starts again with the next.
    #[must_use]
    pub fn printed(&self, scripts: &[&str]) -> Vec<String> {
        let mut answers = Vec::new();
        while let Some(left) = scripts.get(answers.len()..).filter(|left| !left.is_empty()) {
            let some = &left[..left.len().min(self.kind.batch())];
            answers.extend(self.run(some).unwrap_or_else(|_| vec![String::new()]));
        }
        answers
    }

    /// What one run prints for each script, up to the one that it breaks down on.
    fn run(&self, scripts: &[&str]) -> io::Result<Vec<String>> {
        let mut child = Command::new(&self.program)
            .args(self.kind.arguments())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut printed = String::new();
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let all: String =
            scripts.iter().map(|script| format!("{script}(echo \"{END}\")\n(reset)\n")).collect();
        thread::scope(|scope| {
            // One that breaks down has not read all of it; what it printed counts.
            scope.spawn(move || input.map(|mut input| input.write_all(all.as_bytes())));
            output.map_or(Ok(0), |mut output| output.read_to_string(&mut printed))
        })?;
        child.wait()?;
        // cvc5 prints what it echoes within quotation marks.
        let mut answers: Vec<String> =
            printed.replace(&format!("\"{END}\""), END).split(END).map(str::to_owned).collect();
        answers.truncate(scripts.len());
        Ok(answers)
    }
}

/// What is printed behind the answer to a script.
const END: &str = "end of the answer";

impl Solver for Installed {
    fn name(&self) -> &'static str {
        self.kind.name()
    }

    /// A few seconds of work at most.
    fn effort(&self) -> u32 {
        match self.kind {
            Kind::Z3 => 20_000_000,
            Kind::Cvc5 => 4_000_000,
        }
    }

    fn answer(&self, script: &str) -> SolverAnswer {
        self.printed(&[script])
            .first()
            .map_or(SolverAnswer::Unknown, |printed| SolverAnswer::read(printed))
    }
}
