//! The arguments of `enact weave`.

use super::{Display, EXITS};
use clap::Args;
use std::path::PathBuf;

/// `enact weave`.
#[derive(Debug, Args)]
#[command(after_help = EXITS)]
pub struct Weave {
    /// The law (*.law.md).
    #[arg(value_name = "LAW")]
    pub law: PathBuf,
    /// The official text: XML of a consolidated Dutch text (`toestand`), or Akoma Ntoso.
    #[arg(value_name = "TEXT")]
    pub text: PathBuf,
    /// Also put in the articles that the law does not have.
    #[arg(long)]
    pub all: bool,
    /// Keep the prose, and only write down the fingerprints, for `enact check --against`.
    #[arg(long, conflicts_with = "all")]
    pub fingerprints_only: bool,
    /// Change nothing; say what would change.
    #[arg(long)]
    pub dry_run: bool,
    /// Write to this file instead of the law; `-` is standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How findings are shown.
    #[command(flatten)]
    pub display: Display,
}
