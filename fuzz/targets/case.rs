//! Any text as a case, as JSON and as YAML: it is refused with findings, or decided.

#![no_main]

use enact::Ruleset;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static LOADED: LazyLock<Option<Ruleset>> =
    LazyLock::new(|| Ruleset::load(&enact_fuzz::world()).ruleset);

fuzz_target!(|text: &str| {
    let Some(ruleset) = &*LOADED else { panic!("the law has errors") };
    enact_fuzz::decide_all(ruleset, "case.json", text);
    enact_fuzz::decide_all(ruleset, "case.yaml", text);
});
