//! A compiled law on other hosts: what each says of the conformance cases of the laws is held
//! against what evaluation says of them. A host that is not on this machine is passed over, with a
//! word; `.ci/setup-hosts` fetches what it can.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]
#![allow(clippy::print_stderr, reason = "a test that is passed over says so")]

#[allow(dead_code, reason = "the example has a `main` of its own")]
#[path = "../../docs/examples/hosts/law.rs"]
mod law;

use enact::compiled::{Compiled, Room, described};
use enact::{Conformance, Ruleset, names};
use enact_model::table::TermId;
use enact_run::Interpreter;
use enact_tests::places;
use serde_json::Value as Json;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// A law of ours as a module, with the cases that every host must reproduce.
struct Built {
    folder: PathBuf,
    compiled: Compiled,
    conformance: Conformance,
}

/// Every law of ours that decides something.
static LAWS: LazyLock<Vec<Built>> = LazyLock::new(|| {
    let folders = places::rulesets(&places::root().join("rules"));
    folders.into_iter().filter_map(built).collect()
});

fn built(folder: PathBuf) -> Option<Built> {
    let ruleset = Ruleset::load(&places::world(&folder)).ruleset.unwrap();
    let decisions = names::decisions(ruleset.program());
    if decisions.is_empty() {
        return None;
    }
    // Little room, so that the cases take several turns.
    let room = Room { cases: 50, subjects: 100, elements: 60 };
    let compiled = Compiled::of(&ruleset, &decisions, room);
    let machine = Interpreter::new(&compiled.wasm).unwrap();
    let conformance = Conformance::of(&ruleset, &compiled, machine)
        .unwrap_or_else(|trouble| panic!("{}: {trouble}", folder.display()));
    Some(Built { folder, compiled, conformance })
}

fn schema(name: &str) -> jsonschema::Validator {
    let schema = places::root().join("docs/schema").join(name);
    let schema = serde_json::from_str(&std::fs::read_to_string(schema).unwrap()).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn in_form(validator: &jsonschema::Validator, told: &Json) {
    let wrong: Vec<String> = validator.iter_errors(told).map(|error| error.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Runs a host on the cases of every law: `command MODULE CASES` fails where it differs.
fn conforms(mut command: impl FnMut() -> Command) {
    for Built { folder, compiled, conformance } in &*LAWS {
        let here = tempfile::tempdir().unwrap();
        let (module, cases) = (here.path().join("law.wasm"), here.path().join("cases.json"));
        std::fs::write(&module, &compiled.wasm).unwrap();
        std::fs::write(&cases, &conformance.text).unwrap();
        let run = command().args([&module, &cases]).output().unwrap();
        let said = String::from_utf8_lossy(&run.stdout);
        let wrong = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success(), "{}: {said}{wrong}", folder.display());
        assert_eq!(said.trim(), format!("{} the same, 0 different", conformance.cases));
    }
}

fn host(name: &str) -> PathBuf {
    places::root().join("docs/examples/hosts").join(name)
}

/// Whether a program answers, with a word when it does not.
fn is_here(program: &Path, tell: &str) -> bool {
    let here =
        Command::new(program).arg("--version").output().is_ok_and(|run| run.status.success());
    if !here {
        eprintln!("skipped: {tell}");
    }
    here
}

#[test]
fn a_module_describes_itself_in_its_form() {
    let validator = schema("module.schema.json");
    for folder in places::rulesets(&places::root().join("rules")) {
        let ruleset = Ruleset::load(&places::world(&folder)).ruleset.unwrap();
        let terms: Vec<TermId> = ruleset.program().terms.ids().collect();
        let compiled = Compiled::of(&ruleset, &terms, Room::default());
        let described = described(&compiled.wasm).unwrap();
        assert_eq!(described, compiled.description);
        in_form(&validator, &described);
    }
}

#[test]
fn the_conformance_cases_have_their_form_and_every_status() {
    let validator = schema("conformance.schema.json");
    let mut statuses = std::collections::BTreeMap::<String, usize>::new();
    for Built { conformance, .. } in &*LAWS {
        let told: Json = serde_json::from_str(&conformance.text).unwrap();
        in_form(&validator, &told);
        let decisions = told["decisions"].as_array().unwrap().iter();
        for case in decisions.flat_map(|decision| decision["cases"].as_array().unwrap()) {
            *statuses.entry(case["outcome"]["status"].to_string()).or_default() += 1;
        }
        assert!(conformance.left * 20 < conformance.cases, "much is left: {}", conformance.left);
    }
    for status in ["value", "no-entitlement", "needs", "unsettled"] {
        assert!(statuses.contains_key(&format!("\"{status}\"")), "{statuses:?}");
    }
}

#[test]
fn rust_says_what_evaluation_says() {
    for Built { folder, compiled, conformance } in &*LAWS {
        let machine = Interpreter::new(&compiled.wasm).unwrap();
        let mut law = law::Law::new(compiled.description.clone(), machine);
        let cases = serde_json::from_str(&conformance.text).unwrap();
        let told = law::conform(&mut law, &cases).unwrap();
        assert_eq!(told, Vec::<String>::new(), "{}", folder.display());
    }
}

#[test]
fn node_says_what_evaluation_says() {
    if is_here(Path::new("node"), "the compiled laws in Node, as there is no `node`") {
        conforms(|| {
            let mut command = Command::new("node");
            command.arg(host("conform.mjs"));
            command
        });
    }
}

#[test]
fn python_says_what_evaluation_says() {
    let python = places::root().join("target/hosts/python/bin/python");
    let tell = "the compiled laws in Python, as .ci/setup-hosts did not fetch wasmtime for it";
    if is_here(&python, tell) {
        conforms(|| {
            let mut command = Command::new(&python);
            command.arg("-B").arg(host("conform.py"));
            command
        });
    }
}
