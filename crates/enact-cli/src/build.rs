//! `enact build`: a law as one WebAssembly module.

use crate::answer::{Answer, Refusal, finding};
use crate::arguments::Build;
use crate::{rulesets, write};
use enact::chosen;
use enact::compiled::{Compiled, Room};
use enact::{Conformance, Ruleset, Types};
use enact_model::table::TermId;
use enact_run::Interpreter;
use enact_source::Language;
use enact_source::messages::phrase;
use std::path::{Path, PathBuf};

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
    if let Some(folder) = &arguments.types {
        std::fs::create_dir_all(folder).map_err(|error| unwritable(folder, error))?;
        for (path, written) in types(&ruleset, &decisions, folder, language) {
            write::whole(&path, written.as_bytes())
                .map_err(|error| Refusal::unwritable(&path, &error, lang))?;
            let words = [("path", path.display().to_string().into())];
            text.push_str(&format!("{}\n", phrase(language, "build-types", &words)));
        }
    }
    Ok(Answer { text, exit: 0 })
}

/// The files with the types of these decisions: `HealthcareAllowance.java`, `….d.ts` and
/// `….schema.json`.
fn types(
    ruleset: &Ruleset,
    decisions: &[TermId],
    folder: &Path,
    language: Language,
) -> Vec<(PathBuf, String)> {
    let of = |decision: &TermId| {
        let types = Types::of(ruleset, *decision, language);
        let schema = serde_json::to_string_pretty(types.schema()).unwrap_or_default();
        let file = |ending: &str| folder.join(format!("{}{ending}", types.name));
        [
            (file(".d.ts"), types.typescript()),
            (file(".java"), types.java()),
            (file(".schema.json"), schema + "\n"),
        ]
    };
    decisions.iter().flat_map(of).collect()
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
