//! `enact coverage`: what of a law is put in rules, and what its examples do not show.

mod html;
mod markdown;
mod table;
mod text;

use crate::answer::{Answer, Refusal};
use crate::arguments::{self, CoverageFailOn, CoverageFormat};
use crate::{rulesets, write};
use enact::Coverage;
use enact_verify::Patience;

/// The coverage of a ruleset.
///
/// # Errors
/// What could not be read, or an error in the law.
pub fn run(arguments: &arguments::Coverage) -> Result<Answer, Refusal> {
    let lang = arguments.display.lang;
    let shown = |language| arguments.display.shown(language);
    let ruleset = rulesets::one(&arguments.ruleset, arguments.on, shown, lang)?;
    let language = lang.unwrap_or_else(|| ruleset.language());
    let patience = Patience { choices: arguments.choices, ..Patience::BRIEF };
    let coverage = Coverage::of(&ruleset, language, patience);
    let text = match arguments.format {
        CoverageFormat::Text => text::report(&coverage, language),
        CoverageFormat::Json => coverage.to_json(),
        CoverageFormat::Markdown => markdown::report(&coverage, language),
        CoverageFormat::Html => html::report(&coverage, language),
    };
    let text = match &arguments.output {
        None => text,
        Some(path) => {
            write::whole(path, &text).map_err(|error| Refusal::unwritable(path, &error, lang))?;
            text::counts(&coverage, language)
        }
    };
    let unmarked = coverage.sentences.nothing > 0;
    let failed = match arguments.fail_on {
        CoverageFailOn::None => false,
        CoverageFailOn::Unmarked => unmarked,
        CoverageFailOn::Unreached => unmarked || coverage.unreached() > 0,
        CoverageFailOn::Missing => unmarked || coverage.shown.missing() > 0,
    };
    Ok(Answer { text, exit: u8::from(failed) })
}
