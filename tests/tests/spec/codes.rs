//! Every code has its words in both languages and a page; no page or message is left over.

use enact_source::{Language, messages};
use enact_tests::{page, places};
use libtest_mimic::{Failed, Trial};
use std::collections::BTreeSet;

/// One test about the messages, two about the pages.
pub fn trials() -> Vec<Trial> {
    vec![
        Trial::test("codes: every code has its words in both languages", worded),
        Trial::test("codes: every code has a page, and every page a code", paged),
        Trial::test("codes: every page explains in both languages and shows a law", shown),
    ]
}

fn worded() -> Result<(), Failed> {
    let wordless: Vec<String> = in_sources()
        .into_iter()
        .chain(in_catalogues())
        .filter(|code| {
            let has = |language| messages::has_message(code, language);
            !(has(Language::Dutch) && has(Language::English))
        })
        .collect();
    none("without words", &wordless)
}

fn paged() -> Result<(), Failed> {
    let codes: BTreeSet<String> = in_sources().into_iter().chain(in_catalogues()).collect();
    let pages: BTreeSet<String> = pages().into_iter().map(|(code, _)| code).collect();
    none("without a page", &codes.difference(&pages).cloned().collect::<Vec<_>>())?;
    none("a page without a code", &pages.difference(&codes).cloned().collect::<Vec<_>>())
}

/// Each page begins with its code and two paragraphs, and shows what is wrong and what is not.
fn shown() -> Result<(), Failed> {
    let mut faults = Vec::new();
    for (code, text) in pages() {
        let titles: Vec<String> =
            page::read(&text).into_iter().map(|section| section.title).collect();
        let pair = |wrong: &str, mended: &str| {
            let has = |title: &str| titles.iter().any(|known| known == title);
            (has(wrong) && has(mended), has(wrong) == has(mended))
        };
        let (english, dutch) = (pair("Wrong", "Mended"), pair("Fout", "Hersteld"));
        if !((english.0 || dutch.0) && english.1 && dutch.1) {
            faults.push(format!("{code}: a wrong law and a mended one"));
        }
        let intro = text.split("\n## ").next().unwrap_or_default();
        let mut paragraphs = intro.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
        if paragraphs.next() != Some(&format!("# {code}")) {
            faults.push(format!("{code}: the title is the code"));
        }
        if paragraphs.count() < 2 {
            faults.push(format!("{code}: a paragraph in each language"));
        }
    }
    none("not in the form of docs/diagnostics/README.md", &faults)
}

fn none(what: &str, found: &[String]) -> Result<(), Failed> {
    if found.is_empty() { Ok(()) } else { Err(format!("{what}: {}", found.join(", ")).into()) }
}

fn pages() -> Vec<(String, String)> {
    let folder = places::root().join("docs/diagnostics");
    let read = |path: std::path::PathBuf| {
        let code = path.file_stem()?.to_string_lossy().into_owned();
        (code != "README").then(|| (code, std::fs::read_to_string(&path).unwrap_or_default()))
    };
    places::files(&folder, ".md").into_iter().filter_map(read).collect()
}

/// The codes with a message in either catalogue.
fn in_catalogues() -> BTreeSet<String> {
    let folder = places::root().join("crates/enact-source/messages");
    let texts = places::files(&folder, ".ftl");
    let lines = texts.iter().filter_map(|path| std::fs::read_to_string(path).ok());
    lines
        .flat_map(|text| {
            let keys = text.lines().filter_map(|line| line.split_once(" ="));
            keys.map(|(key, _)| key.to_owned()).filter(|key| is_code(key)).collect::<Vec<_>>()
        })
        .collect()
}

/// The codes that stand between quotes in the crates' own code, tests and documents aside.
fn in_sources() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for path in places::files(&places::root().join("crates"), ".rs") {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let own = text.split("#[cfg(test)]").next().unwrap_or_default();
        if path.components().any(|part| part.as_os_str() == "tests") {
            continue;
        }
        for call in ["Code(\"", "code(\"", "= \""] {
            for (at, _) in own.match_indices(call) {
                let word = own[at + call.len()..].split('"').next().unwrap_or_default();
                if is_code(word) {
                    codes.insert(word.to_owned());
                }
            }
        }
    }
    codes
}

fn is_code(word: &str) -> bool {
    word.len() == 5
        && word.starts_with(['E', 'W', 'N'])
        && word[1..].chars().all(|sign| sign.is_ascii_digit())
}
