//! `enact build`: a law as one WebAssembly module.

use crate::answer::{Answer, Refusal, finding};
use crate::arguments::Build;
use crate::{rulesets, write};
use enact::chosen;
use enact::compiled::{Compiled, Room};
use enact::{Conformance, Ruleset};
use enact_run::Interpreter;
use enact_source::Language;
use enact_source::messages::phrase;

/// Compiles the decisions that are asked for, and writes the module.
///
/// # Errors
/// What could not be read or written, an error in the law, a decision that is not known, or a
/// module that does not say what evaluation says.
pub fn run(arguments: &Build) -> Result<Answer, Refusal> {
    let lang = arguments.display.lang;
    let shown = |language| arguments.display.shown(language);
    let ruleset = rulesets::one(&arguments.ruleset, arguments.on, shown, lang)?;
    let language = lang.unwrap_or_else(|| ruleset.language());
    let decisions = chosen::decisions(&ruleset, &arguments.decisions)
        .map_err(|finding| Refusal::command(&finding, language))?;
    let compiled = Compiled::of(&ruleset, &decisions, Room::for_cases(arguments.cases));
    let conformance = match &arguments.conformance {
        None => None,
        Some(path) => Some((path, conformance(&ruleset, &compiled, language)?)),
    };
    let unwritable = |path, error| Refusal::unwritable(path, &error, lang);
    write::whole(&arguments.output, &compiled.wasm)
        .map_err(|error| unwritable(&arguments.output, error))?;
    let words = [
        ("path", arguments.output.display().to_string().into()),
        ("count", decisions.len().into()),
        ("bytes", compiled.wasm.len().into()),
    ];
    let mut text = format!("{}\n", phrase(language, "build-done", &words));
    if let Some((path, conformance)) = conformance {
        write::whole(path, &conformance.text).map_err(|error| unwritable(path, error))?;
        let words = [
            ("path", path.display().to_string().into()),
            ("count", conformance.cases.into()),
            ("left", conformance.left.into()),
        ];
        text.push_str(&format!("{}\n", phrase(language, "build-conformance", &words)));
    }
    Ok(Answer { text, exit: 0 })
}

/// The cases that every host must reproduce, after the module itself has.
fn conformance(
    ruleset: &Ruleset,
    compiled: &Compiled,
    language: Language,
) -> Result<Conformance, Refusal> {
    let machine = Interpreter::new(&compiled.wasm);
    let conformance = machine.and_then(|machine| Conformance::of(ruleset, compiled, machine));
    conformance.map_err(|trouble| {
        Refusal::command(&finding("E0650").with("reason", trouble.to_string()), language)
    })
}
