//! What can be typed behind `enact mutate`.

use super::{Display, EXITS, date};
use clap::{Args, ValueEnum};
use enact_value::Date;
use std::path::PathBuf;

/// `enact mutate`.
#[derive(Debug, Args)]
#[command(after_help = EXITS)]
pub struct Mutate {
    /// A folder with an enact.toml or with versions/*, or a single *.law.md file.
    pub ruleset: PathBuf,
    /// Only slips in provisions on which this decision or value rests.
    #[arg(long, value_name = "NAME")]
    pub decision: Option<String>,
    /// Also say who notices each of the others.
    #[arg(long)]
    pub all: bool,
    /// Form of the report.
    #[arg(long, value_enum, default_value_t = MutateFormat::Text)]
    pub format: MutateFormat,
    /// What makes the command end with exit status 1.
    #[arg(long, value_enum, default_value_t = MutateFailOn::None)]
    pub fail_on: MutateFailOn,
    /// Write the report to this file, and the counts to standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How many choices to weigh for one comparison before it counts as not proved.
    #[arg(long, value_name = "NUMBER", default_value_t = enact_verify::Patience::BRIEF.choices)]
    pub choices: u64,
    /// The day that chooses between versions, such as 2025-03-01.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub on: Option<Date>,
    /// How findings are shown.
    #[command(flatten)]
    pub display: Display,
}

/// The forms of a report on slips.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MutateFormat {
    /// For people: what nobody notices, with the example that is missing.
    Text,
    /// One JSON object, `enact-mutation/1`: docs/schema/mutation.schema.json.
    Json,
    /// For a memorandum or a pull request.
    Markdown,
}

/// What makes `enact mutate` fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MutateFailOn {
    /// A slip that nobody notices and that is not proved to make no difference.
    Survived,
    /// Nothing but an error in the law.
    None,
}
