//! The arguments of the commands about compiled laws: `build` and `inspect`.

use super::{Display, EXITS, date};
use clap::{Args, ValueEnum};
use enact_source::Language;
use enact_value::Date;
use std::path::PathBuf;

/// `enact build`.
#[derive(Debug, Args)]
#[command(after_help = EXITS)]
pub struct Build {
    /// A folder with an enact.toml or with versions/*, or a single *.law.md file.
    pub ruleset: PathBuf,
    /// A decision to compile; all decisions when left out. May be given more than once.
    #[arg(long = "decision", value_name = "DECISION")]
    pub decisions: Vec<String>,
    /// The module to write, such as law.wasm.
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Also write cases that every host of the module must reproduce, with their exact outcomes.
    #[arg(long, value_name = "FILE")]
    pub conformance: Option<PathBuf>,
    /// Also write the case and the outcome of each decision as types, for TypeScript, Java and as
    /// JSON Schema, to this folder.
    #[arg(long, value_name = "FOLDER")]
    pub types: Option<PathBuf>,
    /// How many cases fit in the memory of the module at a time.
    #[arg(long, value_name = "NUMBER", default_value_t = 1024, value_parser = clap::value_parser!(u32).range(1..=65_536))]
    pub cases: u32,
    /// The day that chooses between versions, such as 2025-03-01.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub on: Option<Date>,
    /// How findings are shown.
    #[command(flatten)]
    pub display: Display,
}

/// `enact inspect`.
#[derive(Debug, Args)]
#[command(after_help = EXITS)]
pub struct Inspect {
    /// A module that `enact build` wrote.
    pub module: PathBuf,
    /// Form of the description.
    #[arg(long, value_enum, default_value_t = InspectFormat::Text)]
    pub format: InspectFormat,
    /// Language of the answer; that of the law when left out.
    #[arg(long, value_name = "nl|en", value_parser = super::language)]
    pub lang: Option<Language>,
}

/// The forms of a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum InspectFormat {
    /// For people.
    Text,
    /// One JSON object, `enact-module/1`.
    Json,
}
