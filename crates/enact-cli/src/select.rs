//! Which decision a command means.

use crate::answer::Refusal;
use enact::{Ruleset, chosen};
use enact_model::table::TermId;
use enact_source::Language;

/// The decision called `name`, or the only one.
///
/// # Errors
/// What is not known, or not clear.
pub fn decision(
    ruleset: &Ruleset,
    name: Option<&str>,
    language: Language,
) -> Result<TermId, Refusal> {
    chosen::decision(ruleset, name).map_err(|finding| Refusal::command(&finding, language))
}
