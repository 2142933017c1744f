//! The arguments of the commands about what goes into a decision: `ask`, `data`,
//! `schema`, `why-not`.

use super::{DecisionFormat, Display, EXITS, date};
use clap::{Args, ValueEnum};
use enact_value::Date;
use std::path::PathBuf;

/// `enact data`.
#[derive(Debug, Args)]
#[command(after_help = EXITS)]
pub struct Data {
    /// A folder with an enact.toml or with versions/*, or a single *.law.md file.
    pub ruleset: PathBuf,
    /// Form of the inventory.
    #[arg(long, value_enum, default_value_t = DataFormat::Text)]
    pub format: DataFormat,
    /// The day that chooses between versions, such as 2025-03-01.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub on: Option<Date>,
    /// How findings are shown.
    #[command(flatten)]
    pub display: Display,
}

/// The forms of an inventory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DataFormat {
    /// For people.
    Text,
    /// One JSON object, `enact-data/1`.
    Json,
    /// A table, a row for each fact.
    Csv,
}

/// `enact schema`.
#[derive(Debug, Args)]
#[command(after_help = EXITS)]
pub struct Schema {
    /// A folder with an enact.toml or with versions/*, or a single *.law.md file.
    pub ruleset: PathBuf,
    /// What is decided; may be left out where there is one decision only.
    #[arg(value_name = "DECISION")]
    pub decision: Option<String>,
    /// The schema of the case alone.
    #[arg(long, conflicts_with = "outcome_only")]
    pub case_only: bool,
    /// The schema of the outcome alone.
    #[arg(long)]
    pub outcome_only: bool,
    /// The day that chooses between versions, such as 2025-03-01.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub on: Option<Date>,
    /// Write to this file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How findings are shown.
    #[command(flatten)]
    pub display: Display,
}

/// `enact why-not`.
#[derive(Debug, Args)]
#[command(after_help = EXITS)]
pub struct WhyNot {
    /// A folder with an enact.toml or with versions/*, or a single *.law.md file.
    pub ruleset: PathBuf,
    /// What is decided; may be left out where there is one decision only.
    #[arg(value_name = "DECISION")]
    pub decision: Option<String>,
    /// The case, JSON or YAML under the law's own names; `-` reads standard input.
    #[arg(long, value_name = "FILE")]
    pub case: PathBuf,
    /// The reference date: the day whose law applies, such as 2025-03-01.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub on: Date,
    /// The outcome to look for: a value, `more`, `entitled` or `no entitlement`; any other
    /// outcome when left out.
    #[arg(long, value_name = "VALUE|more|entitled", allow_hyphen_values = true)]
    pub want: Option<String>,
    /// Text for the person concerned, or one JSON object, `enact-why-not/1`.
    #[arg(long, value_enum, default_value_t = DecisionFormat::Text)]
    pub format: DecisionFormat,
    /// How findings are shown.
    #[command(flatten)]
    pub display: Display,
}

/// `enact ask`.
#[derive(Debug, Args)]
#[command(after_help = EXITS)]
pub struct Ask {
    /// A folder with an enact.toml or with versions/*, or a single *.law.md file.
    pub ruleset: PathBuf,
    /// What is decided; may be left out where there is one decision only.
    #[arg(value_name = "DECISION")]
    pub decision: Option<String>,
    /// What is known already: a case, JSON or YAML under the law's own names.
    #[arg(long, value_name = "FILE")]
    pub case: Option<PathBuf>,
    /// The reference date, such as 2025-03-01; asked for when left out.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub on: Option<Date>,
    /// Write the case that the answers make to this file, as JSON.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How findings are shown.
    #[command(flatten)]
    pub display: Display,
}
