//! What it takes to compile a law, and to make machine code of its module.

use super::{generated, least, peak_kb};
use enact::compiled::{Compiled, Room};
use enact::{Conformance, Memory, Ruleset, names};
use enact_model::table::TermId;
use enact_run::{Interpreter, Native};
use enact_tests::places;
use serde_json::json;
use std::path::Path;

/// The laws of ours that are compiled.
const LAWS: [(&str, &str); 4] = [
    ("zorgtoeslag", "rules/nl/zorgtoeslag/versions/2025"),
    ("aow", "rules/nl/aow/versions/2025"),
    ("wahv", "rules/nl/wahv/versions/2025"),
    ("home-energy-grant", "rules/en/home-energy-grant"),
];

/// Compiles laws of ours and generated ones; those of ours go into `folder` with their cases.
pub fn run(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    for (name, path) in LAWS {
        let ruleset = Ruleset::load(&places::world(&places::root().join(path))).ruleset.unwrap();
        let decisions = names::decisions(ruleset.program());
        let compiled = measured(name, &ruleset, &decisions);
        let machine = Interpreter::new(&compiled.wasm).unwrap();
        let conformance = Conformance::of(&ruleset, &compiled, machine).unwrap();
        std::fs::write(folder.join(format!("{name}.wasm")), &compiled.wasm).unwrap();
        std::fs::write(folder.join(format!("{name}.json")), conformance.text).unwrap();
    }
    for rules in [10, 100, 1_000, 10_000] {
        let law = Memory::new().with("generated.law.md", &generated::chapters_of(rules));
        let ruleset = Ruleset::load(&law).ruleset.unwrap();
        let decisions = names::decisions(ruleset.program());
        measured(&format!("generated-{rules}"), &ruleset, &decisions);
    }
}

fn measured(name: &str, ruleset: &Ruleset, decisions: &[TermId]) -> Compiled {
    let (compiled, emitting) = least(|| Compiled::of(ruleset, decisions, Room::default()));
    let (_, native) = least(|| Native::new(&compiled.wasm).unwrap());
    let (_, interpreter) = least(|| Interpreter::new(&compiled.wasm).unwrap());
    let line = json!({
        "name": name,
        "rules": ruleset.program().rules.len(),
        "decisions": decisions.len(),
        "bytes": compiled.wasm.len(),
        "ns": emitting,
        "native_ns": native,
        "interpreter_ns": interpreter,
        "peak_kb": peak_kb(),
    });
    println!("{line}");
    compiled
}
