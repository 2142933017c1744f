//! Any text as a table of cases: its rows are refused with findings, or run.

#![no_main]

use enact::{Ruleset, examples};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let world = enact_fuzz::short(&[("cases/fuzz.csv", text), ("cases/fuzz.json", text)]);
    let Some(ruleset) = Ruleset::load(&world).ruleset else { panic!("the law has errors") };
    let (worked, findings) = ruleset.tables();
    for finding in findings {
        let _ = finding.render(ruleset.language());
    }
    let _ = examples::run(&ruleset, &worked, ruleset.language());
});
