//! The `enact` command: one file per subcommand.
//!
//! A subcommand answers with an [`Answer`] or stops with a [`Refusal`]; only here, and where a
//! command goes on (`ask`, `watch`), is anything printed. What is printed is complete before it is written, so that a reader who stops
//! reading (`enact check … | head`) disturbs nothing.

mod amend;
mod answer;
mod arguments;
mod ask;
mod build;
mod cases;
mod check;
mod completions;
mod coverage;
mod data;
mod decide;
mod diff;
mod explain;
mod findings;
mod fmt;
mod graph;
mod init;
mod inspect;
mod man;
mod mutate;
mod official;
mod page;
mod read;
mod rulesets;
mod run;
mod schema;
mod select;
mod solver;
mod test;
mod verify;
mod watch;
mod weave;
mod why_not;
mod workbook;
mod write;

use answer::{Answer, Refusal};
use arguments::{Arguments, Command};
use clap::Parser;
use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments.command) {
        Ok(answer) => {
            let written = io::stdout().lock().write_all(answer.text.as_bytes());
            exit(written, answer.exit)
        }
        Err(refusal) => {
            let written = io::stderr().lock().write_all(refusal.text.as_bytes());
            exit(written, refusal.exit)
        }
    }
}

fn run(command: &Command) -> Result<Answer, Refusal> {
    match command {
        Command::Init(arguments) => init::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::Test(arguments) => test::run(arguments),
        Command::Decide(arguments) => decide::run(arguments),
        Command::Mutate(arguments) => mutate::run(arguments),
        Command::Watch(arguments) => watch::run(arguments),
        Command::Ask(arguments) => ask::run(arguments),
        Command::WhyNot(arguments) => why_not::run(arguments),
        Command::Graph(arguments) => graph::run(arguments),
        Command::Data(arguments) => data::run(arguments),
        Command::Verify(arguments) => verify::run(arguments),
        Command::Diff(arguments) => diff::run(arguments),
        Command::Amend(arguments) => amend::run(arguments),
        Command::Coverage(arguments) => coverage::run(arguments),
        Command::Schema(arguments) => schema::run(arguments),
        Command::Cases(arguments) => cases::run(arguments),
        Command::Build(arguments) => build::run(arguments),
        Command::Inspect(arguments) => inspect::run(arguments),
        Command::Run(arguments) => run::run(arguments),
        Command::Fmt(arguments) => fmt::run(arguments),
        Command::Weave(arguments) => weave::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Completions(arguments) => completions::run(arguments),
        Command::Man(arguments) => man::run(arguments),
    }
}

/// A reader who has gone away is no failure; another failure to write is.
fn exit(written: io::Result<()>, exit: u8) -> ExitCode {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::from(2),
        _ => ExitCode::from(exit),
    }
}
