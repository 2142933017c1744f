//! `enact schema`: what a decision takes and gives, as JSON Schema.

use crate::answer::{Answer, Refusal};
use crate::arguments::Schema;
use crate::{rulesets, select, write};
use enact::schema::Schema as Described;

/// The schema of the case, of the outcome, or of both.
///
/// # Errors
/// What could not be read or written, an error in the law, or a decision that is not known.
pub fn run(arguments: &Schema) -> Result<Answer, Refusal> {
    let lang = arguments.display.lang;
    let shown = |language| arguments.display.shown(language);
    let ruleset = rulesets::one(&arguments.ruleset, arguments.on, shown, lang)?;
    let language = lang.unwrap_or_else(|| ruleset.language());
    let term = select::decision(&ruleset, arguments.decision.as_deref(), language)?;
    let schema = Described::of(&ruleset, term, language);
    let schema = match (arguments.case_only, arguments.outcome_only) {
        (true, _) => schema.case(),
        (_, true) => schema.outcome(),
        _ => schema.both(),
    };
    let text = format!("{schema:#}\n");
    let Some(path) = &arguments.output else { return Ok(Answer { text, exit: 0 }) };
    write::whole(path, &text).map_err(|error| Refusal::unwritable(path, &error, lang))?;
    Ok(Answer { text: String::new(), exit: 0 })
}
