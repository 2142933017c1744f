//! `enact decide`: one case, its outcome and its reasons.

use crate::answer::{Answer, Refusal};
use crate::arguments::{Decide, DecisionFormat};
use crate::findings::Shown;
use crate::{read, rulesets, select};
use enact::{Record, Ruleset, undecided};
use enact_eval::{Decision, Outcome, motivation};
use enact_source::Language;

/// Decides the case. A decision that still needs facts or a person is an answer; one that the
/// law leaves undecided is not.
///
/// # Errors
/// What could not be read, an error in the law or the case, or a defect that the case shows.
pub fn run(arguments: &Decide) -> Result<Answer, Refusal> {
    let lang = arguments.display.lang;
    let shown = |language| arguments.display.shown(language);
    let ruleset = rulesets::one(&arguments.ruleset, Some(arguments.on), shown, lang)?;
    let language = lang.unwrap_or_else(|| ruleset.language());
    let term = select::decision(&ruleset, arguments.decision.as_deref(), language)?;
    let case = read::case(&ruleset, term, &arguments.case, arguments.on, &shown(language), lang)?;
    let decision = ruleset.decide(term, &case, arguments.on);
    settled(&ruleset, &decision, language, &shown(language))?;
    Ok(Answer { text: written(&ruleset, &decision, arguments.format, language), exit: 0 })
}

/// Refuses a decision that the law leaves undecided.
///
/// # Errors
/// The defect that the case shows.
pub fn settled(
    ruleset: &Ruleset,
    decision: &Decision<'_>,
    language: Language,
    shown: &Shown,
) -> Result<(), Refusal> {
    let Outcome::Undecided(fault) = &decision.outcome else { return Ok(()) };
    let finding = undecided::finding(ruleset, fault, language);
    Err(Refusal::findings(&[finding], ruleset.sources(), shown))
}

fn written(
    ruleset: &Ruleset,
    decision: &Decision<'_>,
    format: DecisionFormat,
    language: Language,
) -> String {
    match format {
        DecisionFormat::Text => motivation(decision, language).to_text(),
        DecisionFormat::Json => format!("{}\n", Record::of(ruleset, decision).to_json_indented()),
    }
}
