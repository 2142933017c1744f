//! The arguments of `enact run`.

use super::{Display, date};
use clap::{Args, ValueEnum};
use enact_value::Date;
use std::path::PathBuf;

const RUN_EXITS: &str = "\
Exit status:
  0  every row was decided
  1  rows were refused, or there is an error in the law
  2  the command line or the table is not understood, or something could not be read or written";

/// `enact run`.
#[derive(Debug, Args)]
#[command(after_help = RUN_EXITS)]
pub struct Run {
    /// A folder with an enact.toml or with versions/*, or a single *.law.md file.
    pub ruleset: PathBuf,
    /// What to decide; may be left out where there is one decision only.
    #[arg(value_name = "DECISION")]
    pub decision: Option<String>,
    /// The cases, a row each: *.csv or *.ndjson; `-` reads standard input.
    #[arg(short, long, value_name = "FILE")]
    pub input: PathBuf,
    /// The outcomes, a row for each case in the same order, in one of these forms; `-` writes
    /// standard output.
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub output: PathBuf,
    /// The form of standard input and output.
    #[arg(long, value_enum, default_value_t = TableFormat::Csv)]
    pub format: TableFormat,
    /// The reference date of all cases, such as 2025-03-01.
    #[arg(long, value_name = "DATE", value_parser = date, required_unless_present = "on_column")]
    pub on: Option<Date>,
    /// The column that holds the reference date of each case.
    #[arg(long, value_name = "NAME", conflicts_with = "on")]
    pub on_column: Option<String>,
    /// A column of the cases to put before the outcome, such as the key of a row.
    #[arg(long, value_name = "NAME")]
    pub keep: Vec<String>,
    /// Give the provision that each outcome rests on.
    #[arg(long)]
    pub grounds: bool,
    /// A column in which an empty cell says that there is none, instead of that nothing is known.
    #[arg(long, value_name = "NAME")]
    pub absent: Vec<String>,
    /// Go on where facts have no column: they are unknown in every case.
    #[arg(long)]
    pub allow_missing: bool,
    /// Write which rows are refused, and why, to this file (*.csv).
    #[arg(long, value_name = "FILE")]
    pub errors: Option<PathBuf>,
    /// Keep what is done beside the output until all is done, and go on where an earlier run stopped.
    #[arg(long)]
    pub resume: bool,
    /// How many threads decide; as many as there are cores when left out.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub threads: Option<u16>,
    /// How findings are shown.
    #[command(flatten)]
    pub display: Display,
}

/// The forms of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// Comma-separated values, with the names of the columns on the first line.
    Csv,
    /// A JSON object a line.
    Ndjson,
}
