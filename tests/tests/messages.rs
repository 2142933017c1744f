//! Every message in both languages, as people read it: one snapshot a language.
//!
//! The laws are those of the pages in `docs/diagnostics`, so a code without a page has no message
//! here, and that is an error elsewhere.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use enact_source::{Diagnostic, Language};
use enact_tests::{diagnostic, page, places};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The findings of each page's wrong laws that have the page's own code.
fn findings() -> BTreeMap<String, Vec<Diagnostic>> {
    let mut all: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for path in places::files(&places::root().join("docs/diagnostics"), "md") {
        let code = path.file_stem().unwrap().to_string_lossy().into_owned();
        for section in page::read(&std::fs::read_to_string(&path).unwrap()) {
            let Some((true, language)) = diagnostic::half(&section.title) else { continue };
            let found = diagnostic::findings(&section, language);
            let own = found.into_iter().filter(|finding| finding.code.0 == code);
            all.entry(code.clone()).or_default().extend(own);
        }
    }
    all
}

fn messages(language: Language) -> String {
    let mut text = String::new();
    for (code, findings) in findings() {
        let mut said = Vec::new();
        for finding in findings {
            let rendered = finding.render(language);
            let mut words = rendered.message;
            for (_, label) in &rendered.labels {
                let _ = write!(words, "\n    ^ {}", label.as_deref().unwrap_or("(no words)"));
            }
            let _ = write!(words, "\n    = {}", rendered.help.as_deref().unwrap_or("(no help)"));
            if !said.contains(&words) {
                said.push(words);
            }
        }
        for words in said {
            let _ = writeln!(text, "{code}: {words}\n");
        }
    }
    text
}

#[test]
fn every_message_in_dutch() {
    insta::assert_snapshot!(messages(Language::Dutch));
}

#[test]
fn every_message_in_english() {
    insta::assert_snapshot!(messages(Language::English));
}
