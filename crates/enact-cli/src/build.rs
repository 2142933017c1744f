//! `enact build`: a law as one WebAssembly module.

use crate::answer::{Answer, Refusal};
use crate::arguments::Build;
use crate::{rulesets, select, write};
use enact::compiled::{Compiled, Room};
use enact::names;
use enact_model::table::TermId;
use enact_source::messages::phrase;

/// Compiles the decisions that are asked for, and writes the module.
///
/// # Errors
/// What could not be read or written, an error in the law, or a decision that is not known.
pub fn run(arguments: &Build) -> Result<Answer, Refusal> {
    let lang = arguments.display.lang;
    let shown = |language| arguments.display.shown(language);
    let ruleset = rulesets::one(&arguments.ruleset, arguments.on, shown, lang)?;
    let language = lang.unwrap_or_else(|| ruleset.language());
    let named = arguments.decisions.iter();
    let mut decisions: Vec<TermId> = named
        .map(|name| select::decision(&ruleset, Some(name), language))
        .collect::<Result<_, _>>()?;
    if decisions.is_empty() {
        decisions = names::decisions(ruleset.program());
    }
    if decisions.is_empty() {
        decisions.push(select::decision(&ruleset, None, language)?);
    }
    let compiled = Compiled::of(&ruleset, &decisions, room(arguments.cases));
    write::whole(&arguments.output, &compiled.wasm)
        .map_err(|error| Refusal::unwritable(&arguments.output, &error, lang))?;
    let words = [
        ("path", arguments.output.display().to_string().into()),
        ("count", decisions.len().into()),
        ("bytes", compiled.wasm.len().into()),
    ];
    Ok(Answer { text: format!("{}\n", phrase(language, "build-done", &words)), exit: 0 })
}

/// Room for so many cases of four subjects and four elements of lists each.
fn room(cases: u32) -> Room {
    Room { cases, subjects: cases.saturating_mul(4), elements: cases.saturating_mul(4) }
}
