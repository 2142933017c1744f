//! A solver on this machine, for tests that compare what is found with and without one.
//!
//! [`installed`] looks on the search path, and where `.ci/setup-solver` unpacks one.

use crate::places;
use enact_verify::{Solver, SolverAnswer};
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Z3, as a command.
#[derive(Debug, Clone)]
pub struct Z3(PathBuf);

/// The solver that can be run here, if any.
#[must_use]
pub fn installed() -> Option<Z3> {
    let own = places::root().join("target/solver/bin/z3");
    [PathBuf::from("z3"), own].into_iter().map(Z3).find(Z3::runs)
}

impl Z3 {
    fn runs(&self) -> bool {
        let mut command = Command::new(&self.0);
        command.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }

    fn printed(&self, script: &str) -> io::Result<String> {
        let mut child = Command::new(&self.0)
            .arg("-in")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
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

impl Solver for Z3 {
    fn name(&self) -> &'static str {
        "z3"
    }

    fn effort(&self) -> u32 {
        5_000_000
    }

    fn answer(&self, script: &str) -> SolverAnswer {
        self.printed(script).map_or(SolverAnswer::Unknown, |printed| SolverAnswer::read(&printed))
    }
}
