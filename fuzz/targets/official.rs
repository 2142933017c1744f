//! Any text as an official text: it is refused, or woven into a law, twice the same.

#![no_main]

use enact::official;
use enact::weave::{mark, weave};
use enact_source::{FileId, Source, Sources};
use libfuzzer_sys::fuzz_target;

const LAW: &str = include_str!("../../tests/official/marktkramenwet.law.md");

fuzz_target!(|text: &str| {
    let Ok(act) = official::read(text) else { return };
    let file = FileId(0);
    for law in [LAW, "---\ntitle: New\nlanguage: nl\n---\n"] {
        let law = Source::new("fuzz.law.md", law);
        let _ = mark(file, &law, &act);
        for all in [false, true] {
            let Ok(woven) = weave(file, &law, &act, all) else { continue };
            let once = Source::new("fuzz.law.md", woven.text);
            if let Ok(again) = weave(file, &once, &act, all) {
                assert_eq!(again.text, *once.text);
            }
            let mut sources = Sources::default();
            sources.add(once);
            let _ = official::compare(&sources, &act);
        }
    }
});
