//! The arguments of the commands that help someone to begin and to go on: `init`, `watch`,
//! `cases`, `completions`, `man`.

use super::{Display, EXITS, date, language};
use clap::{Args, Subcommand, ValueEnum};
use clap_complete::Shell;
use enact_source::Language;
use enact_value::Date;
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
#[command(
    after_help = EXITS,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true
)]
pub struct Cases {
    /// What else to do with cases.
    #[command(subcommand)]
    pub task: Option<CasesTask>,
    /// A folder with an enact.toml or with versions/*, or a single *.law.md file.
    #[arg(required = true)]
    pub ruleset: Option<PathBuf>,
    /// What to decide; may be left out where there is one decision only.
    #[arg(value_name = "DECISION")]
    pub decision: Option<String>,
    /// Form of the cases.
    #[arg(long, value_enum, default_value_t = CasesFormat::Text)]
    pub format: CasesFormat,
    /// Only cases that show what the examples and tables of the law do not show yet.
    #[arg(long)]
    pub missing: bool,
    /// The reference date of every case; any day on which the law is in force when left out.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub on: Option<Date>,
    /// Write the cases to this file, and what they leave open to standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How many choices to weigh at most before not every way is gone.
    #[arg(long, value_name = "NUMBER", default_value_t = enact_verify::Patience::BRIEF.choices)]
    pub choices: u64,
    /// How many elements of a list to consider at most.
    #[arg(long, value_name = "NUMBER", default_value_t = enact_verify::Patience::BRIEF.list_most)]
    pub list_most: u32,
    /// How findings are shown.
    #[command(flatten)]
    pub display: Display,
}

/// The forms of cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CasesFormat {
    /// For people: each case, what follows, and why it is there.
    Text,
    /// A table, as cases/*.csv.
    Csv,
    /// One JSON object, `enact-cases/1`, as cases/*.json: docs/schema/cases.schema.json.
    Json,
    /// Examples, to stand in the law.
    Example,
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
