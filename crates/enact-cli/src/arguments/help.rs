//! The arguments of the commands that help someone to begin and to go on: `init`, `watch`,
//! `cases`, `completions`, `man`.

use super::{Display, EXITS, language};
use clap::{Args, Subcommand};
use clap_complete::Shell;
use enact_source::Language;
use std::path::PathBuf;

/// `enact init`.
#[derive(Debug, Args)]
#[command(after_help = EXITS)]
pub struct Init {
    /// The folder of the ruleset; made when it is not there.
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
    /// Language of the law, and of what this command says.
    #[arg(long, value_name = "nl|en", value_parser = language, default_value = "en")]
    pub lang: Language,
}

/// `enact watch`.
#[derive(Debug, Args)]
pub struct Watch {
    /// Folders with an enact.toml or with versions/*, or single *.law.md files.
    #[arg(required = true, value_name = "PATH")]
    pub rulesets: Vec<PathBuf>,
    /// How findings are shown.
    #[command(flatten)]
    pub display: Display,
}

/// `enact cases`.
#[derive(Debug, Args)]
pub struct Cases {
    /// What to do with them.
    #[command(subcommand)]
    pub task: CasesTask,
}

/// The tasks of `enact cases`.
#[derive(Debug, Subcommand)]
pub enum CasesTask {
    /// Turn a table (.csv) into a workbook (.xlsx), or the other way.
    Convert(Convert),
}

/// `enact cases convert`.
#[derive(Debug, Args)]
pub struct Convert {
    /// The table or workbook to read.
    #[arg(value_name = "IN")]
    pub from: PathBuf,
    /// The workbook or table to write.
    #[arg(value_name = "OUT")]
    pub to: PathBuf,
    /// Language of the messages.
    #[arg(long, value_name = "nl|en", value_parser = language)]
    pub lang: Option<Language>,
}

/// `enact completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// For which shell.
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: Shell,
}

/// `enact man`.
#[derive(Debug, Args)]
pub struct Man {
    /// Write `enact.1` and a page for each command to this folder; otherwise `enact.1` goes to
    /// standard output.
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}
