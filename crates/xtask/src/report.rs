//! The steps of a command: a header before each, and a sum of what failed at the end.

use std::process::{Command, ExitCode};
use std::time::Instant;

/// How a step ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Passed,
    /// Not run, and why.
    Skipped(String),
    /// What is wrong, one thing a line.
    Failed(String),
}

impl Outcome {
    /// Passed when nothing was found, failed with `findings` otherwise.
    pub fn of(findings: &[String]) -> Outcome {
        if findings.is_empty() { Outcome::Passed } else { Outcome::Failed(findings.join("\n")) }
    }
}

/// What became of each step, in the order in which they ran.
#[derive(Debug, Default)]
pub struct Report {
    steps: Vec<(String, Outcome)>,
}

impl Report {
    /// Runs one step under its header, and says at once when it did not pass.
    pub fn step(&mut self, name: &str, run: impl FnOnce() -> Outcome) {
        println!("== {name} ==");
        let start = Instant::now();
        let outcome = run();
        match &outcome {
            Outcome::Passed => println!("passed in {} s", start.elapsed().as_secs()),
            Outcome::Skipped(reason) => println!("skipped: {reason}"),
            Outcome::Failed(reason) => println!("FAILED: {reason}"),
        }
        self.steps.push((name.to_owned(), outcome));
    }

    /// Runs a program as a step; it writes to our own terminal.
    pub fn program(&mut self, command: &mut Command) {
        let name = line(command);
        self.step(&name, || finish(command));
    }

    /// Sums up: what was skipped, what failed, and the exit code that follows.
    pub fn close(self) -> ExitCode {
        let (mut skipped, mut failed) = (0_u32, 0_u32);
        println!("\n== summary ==");
        for (name, outcome) in &self.steps {
            match outcome {
                Outcome::Passed => println!("passed   {name}"),
                Outcome::Skipped(reason) => {
                    skipped += 1;
                    println!("skipped  {name}: {reason}");
                }
                Outcome::Failed(_) => {
                    failed += 1;
                    println!("FAILED   {name}");
                }
            }
        }
        println!("{} steps: {failed} failed, {skipped} skipped", self.steps.len());
        if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// Runs `command` to its end, with our own terminal.
pub fn finish(command: &mut Command) -> Outcome {
    match command.status() {
        Ok(status) if status.success() => Outcome::Passed,
        Ok(status) => Outcome::Failed(format!("`{}` ended with {status}", line(command))),
        Err(error) => Outcome::Failed(format!("`{}` did not start: {error}", line(command))),
    }
}

/// The cargo that runs us, at the root of the workspace.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root());
    command
}

/// The root of the workspace, where `Cargo.toml` and `rules` are.
pub fn root() -> &'static std::path::Path {
    std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// A command as one would type it.
fn line(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program()).to_string_lossy();
    let arguments = command.get_args().map(|argument| argument.to_string_lossy());
    std::iter::once(name).chain(arguments).collect::<Vec<_>>().join(" ")
}
