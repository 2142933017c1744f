//! `enact coverage`.

use super::{Display, EXITS, date};
use clap::{Args, ValueEnum};
use enact_value::Date;
use std::path::PathBuf;

/// `enact coverage`.
#[derive(Debug, Args)]
#[command(after_help = EXITS)]
pub struct Coverage {
    /// A folder with an enact.toml or with versions/*, or a single *.law.md file.
    pub ruleset: PathBuf,
    /// Form of the report.
    #[arg(long, value_enum, default_value_t = CoverageFormat::Text)]
    pub format: CoverageFormat,
    /// What makes the command end with exit status 1.
    #[arg(long, value_enum, default_value_t = CoverageFailOn::None)]
    pub fail_on: CoverageFailOn,
    /// Write the report to this file, and the counts to standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How many choices to weigh for one value in finding what no case can show.
    #[arg(long, value_name = "NUMBER", default_value_t = 1_000)]
    pub choices: u64,
    /// The day that chooses between versions, such as 2025-03-01.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub on: Option<Date>,
    /// How findings are shown.
    #[command(flatten)]
    pub display: Display,
}

/// The forms of a report on coverage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CoverageFormat {
    /// For people.
    Text,
    /// One JSON object, `enact-coverage/1`: docs/schema/coverage.schema.json.
    Json,
    /// For a memorandum or a pull request.
    Markdown,
    /// A page that stands alone, over the text of the law.
    Html,
}

/// What makes `enact coverage` fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CoverageFailOn {
    /// Nothing but an error in the law.
    None,
    /// A sentence that has neither code nor a reason for having none.
    Unmarked,
    /// That, and a rule, parameter or judgement that no example reaches.
    Unreached,
    /// Anything that no example shows.
    Missing,
}
