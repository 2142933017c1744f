//! The SMT solvers that can be asked: a command on the search path, given a script on its standard
//! input. What it prints is read strictly; whatever goes wrong counts as no answer.

use crate::answer::{Refusal, finding, spoken};
use crate::arguments::SolverChoice;
use enact_source::Language;
use enact_verify::{Solver, SolverAnswer};
use std::io::{self, Read, Write};
use std::process::{Command, Stdio};

/// A solver that is installed here.
#[derive(Debug, Clone, Copy)]
pub struct Installed {
    name: &'static str,
    arguments: &'static [&'static str],
    /// A few seconds of work at most.
    effort: u32,
}

const Z3: Installed = Installed { name: "z3", arguments: &["-in"], effort: 20_000_000 };
const CVC5: Installed = Installed {
    name: "cvc5",
    arguments: &["--lang", "smt2", "--incremental", "-"],
    effort: 4_000_000,
};

/// The solver to ask.
///
/// # Errors
/// That the one that is asked for by name is not installed.
pub fn chosen(
    choice: SolverChoice,
    lang: Option<Language>,
) -> Result<Option<Box<dyn Solver>>, Refusal> {
    let named = match choice {
        SolverChoice::None => return Ok(None),
        SolverChoice::Auto => {
            let found = [Z3, CVC5].into_iter().find(Installed::runs);
            return Ok(found.map(|found| -> Box<dyn Solver> { Box::new(found) }));
        }
        SolverChoice::Z3 => Z3,
        SolverChoice::Cvc5 => CVC5,
    };
    if named.runs() {
        return Ok(Some(Box::new(named)));
    }
    Err(Refusal::command(&finding("E0630").with("solver", named.name), spoken(lang)))
}

impl Installed {
    fn runs(&self) -> bool {
        let mut command = Command::new(self.name);
        command.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }

    /// What it prints for `script`. It may stop reading, and end with another status than
    /// success, once it has answered: numbers are asked for even where there are none.
    fn printed(self, script: &str) -> io::Result<String> {
        let mut child = Command::new(self.name)
            .args(self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        // It prints nothing before it has read all, so neither waits for the other.
        let written =
            child.stdin.take().map_or(Ok(()), |mut input| input.write_all(script.as_bytes()));
        let mut printed = String::new();
        let read = child.stdout.take().map(|mut output| output.read_to_string(&mut printed));
        child.wait()?;
        written?;
        read.transpose()?;
        Ok(printed)
    }
}

impl Solver for Installed {
    fn name(&self) -> &'static str {
        self.name
    }

    fn effort(&self) -> u32 {
        self.effort
    }

    fn answer(&self, script: &str) -> SolverAnswer {
        self.printed(script).map_or(SolverAnswer::Unknown, |printed| SolverAnswer::read(&printed))
    }
}
