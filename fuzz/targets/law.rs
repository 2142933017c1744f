//! Any text as a law: it is read, laid out to a fixed point, checked, and decides.

#![no_main]

use enact::{Memory, Ruleset, examples};
use enact_source::Source;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let laid_out = enact_syntax::format(&Source::new("fuzz.law.md", text));
    assert_eq!(laid_out, enact_syntax::format(&Source::new("fuzz.law.md", laid_out.as_str())));
    let loaded = Ruleset::load(&Memory::new().with("fuzz.law.md", text));
    for finding in &loaded.findings {
        let _ = finding.render(enact_source::Language::English);
    }
    if let Some(ruleset) = &loaded.ruleset {
        let _ = examples::run(ruleset, &[], ruleset.language());
        enact_fuzz::decide_all(ruleset, "case.json", "{}");
    }
});
