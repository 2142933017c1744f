//! `enact completions`: what a shell needs to complete a command that is being typed.

use crate::answer::{Answer, Refusal};
use crate::arguments::{Arguments, Completions};
use clap::CommandFactory;

/// The script for one shell.
///
/// # Errors
/// None; a shell that is not known is refused before.
pub fn run(arguments: &Completions) -> Result<Answer, Refusal> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "enact", &mut script);
    Ok(Answer { text: String::from_utf8_lossy(&script).into_owned(), exit: 0 })
}
