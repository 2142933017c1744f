//! A compiled law says what evaluation says, of every case.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use enact::Ruleset;
use enact_codegen::{Room, emit};
use enact_eval::Case;
use enact_model::table::TermId;
use enact_tests::agreement::{Agreement, On, Tally};
use enact_tests::grown::growing;
use enact_tests::{places, soak};
use enact_value::Date;
use wasmparser::{Validator, WasmFeatures};

/// What the modules use beyond the first version of WebAssembly, and every host has: functions
/// that give several values, and globals that change.
const FEATURES: WasmFeatures =
    WasmFeatures::WASM1.union(WasmFeatures::MULTI_VALUE).union(WasmFeatures::MUTABLE_GLOBAL);

/// So many instructions are well below the 64 kilobytes that a method of the JVM may have.
const LONGEST: usize = 12_000;

/// Every worked case of every law of ours, and every value that the law can give of it.
#[test]
fn the_laws_compiled_say_what_evaluation_says() {
    let mut whole = Tally::default();
    for folder in places::rulesets(&places::root().join("rules")) {
        let name = folder.display().to_string();
        let loaded = Ruleset::load(&places::world(&folder));
        let ruleset = loaded.ruleset.unwrap_or_else(|| panic!("{name} does not load"));
        let program = ruleset.program();
        let worked = program.examples.iter();
        let cases: Vec<(Case, Date)> =
            worked.map(|example| (Case::of_example(program, example), example.on)).collect();
        let asked: Vec<(&Case, Date)> = cases.iter().map(|(case, on)| (case, *on)).collect();
        let agreement = of(&ruleset, On::Both);
        match agreement.check(&asked) {
            Ok(tally) => whole.add(tally),
            Err(difference) => panic!("{name}: {difference}"),
        }
    }
    assert!(whole.left * 20 < whole.compiled, "too much is left to evaluation: {whole:?}");
}

/// A million outcomes of laws that nobody wrote.
#[test]
fn grown_laws_compiled_say_what_evaluation_says() {
    let config = growing(60);
    let laws = config.cases;
    match soak::round(config, 7_000, sound) {
        Ok(tally) => assert!(laws < 60 || tally.all() > 1_000_000, "{tally:?}"),
        Err(difference) => panic!("{difference}"),
    }
}

/// As many as `cargo xtask soak` asks for.
#[test]
#[ignore = "takes as long as it is told: cargo xtask soak"]
fn grown_laws_for_as_long_as_it_takes() {
    if let Err(difference) = soak::as_told() {
        panic!("{difference}");
    }
}

/// A law gives the same bytes whenever it is compiled.
#[test]
fn a_law_has_one_module() {
    let folder = places::root().join("rules/nl/zorgtoeslag/versions/2025");
    let compiled = || {
        let ruleset = Ruleset::load(&places::world(&folder)).ruleset.unwrap();
        let terms: Vec<(TermId, &str)> =
            ruleset.program().terms.iter().map(|(id, term)| (id, term.name.as_str())).collect();
        emit(ruleset.law(), &terms, Room::default()).wasm
    };
    assert!(compiled() == compiled());
}

fn of(ruleset: &Ruleset, on: On) -> Agreement<'_> {
    let terms: Vec<TermId> = ruleset.program().terms.ids().collect();
    let agreement = Agreement::new(ruleset.law(), &terms, on);
    if let Err(fault) = sound(&agreement) {
        panic!("{fault}");
    }
    agreement
}

/// The module is one that every host accepts.
fn sound(agreement: &Agreement<'_>) -> Result<(), String> {
    let module = agreement.module();
    let mut validator = Validator::new_with_features(FEATURES);
    validator.validate_all(&module.wasm).map_err(|error| error.to_string())?;
    let sections = wasmparser::Parser::new(0).parse_all(&module.wasm);
    let imports = sections.filter(|section| {
        matches!(section, Ok(wasmparser::Payload::ImportSection(imports)) if imports.count() > 0)
    });
    if imports.count() > 0 {
        return Err("the module imports something".to_owned());
    }
    if module.longest > LONGEST {
        return Err(format!("a function has {} instructions", module.longest));
    }
    Ok(())
}
