//! The manual is whole: every word of the grammar is in the reference and on a page of the
//! specification, and no link on its pages leads nowhere.

use enact_source::{FileId, Language, Source};
use enact_tests::page;
use enact_tests::places;
use enact_tests::words::{self, Phrase};
use libtest_mimic::{Failed, Trial};
use std::path::Path;

/// Rules of the grammar that need not be told, with why.
const ASIDE: [&str; 3] = [
    // Words that cannot be names; each of them belongs to another rule.
    "reserved",
    // `first` to `twentieth`: the reference shows how they are used, and does not list them.
    "ordinal",
    // Kinds of value that drafters type and the language does not have yet: the answer is E0130.
    "kw_type_unsupported",
];

/// One test a language about the reference, one about the specification, one about the book, two about links.
pub fn trials() -> Vec<Trial> {
    let told = |name: &'static str, language: Language| {
        Trial::test(format!("manual: every word of the grammar is in docs/{name}.md"), move || {
            in_reference(name, language)
        })
    };
    vec![
        told("reference", Language::English),
        told("naslag", Language::Dutch),
        Trial::test("manual: every word of the grammar has a page in tests/spec", specified),
        Trial::test("manual: every page of docs/ is in the book", listed),
        Trial::test("manual: every link in docs/ leads to a file", || linked("docs")),
        Trial::test("manual: every link on the front pages leads to a file", || linked("")),
    ]
}

fn in_reference(name: &str, language: Language) -> Result<(), Failed> {
    let text = read(&places::root().join(format!("docs/{name}.md")));
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let told = |phrases: &[Phrase]| phrases.iter().flatten().any(|way| words::occurs(&text, way));
    let untold =
        grammar(language).into_iter().filter(|(_, words)| !words.is_empty() && !told(words));
    let untold = untold.map(|(rule, words)| format!("{rule}: {}", words.concat().join(" or ")));
    none("not in the reference", &untold.collect::<Vec<_>>())
}

/// A rule has one structure and two vocabularies: a page in each language shows what it means.
fn specified() -> Result<(), Failed> {
    let shown = [Language::Dutch, Language::English].map(|language| {
        let code = code(language);
        let shown =
            move |phrases: &[Phrase]| phrases.iter().flatten().any(|way| words::occurs(&code, way));
        let rules = grammar(language).into_iter();
        rules
            .map(|(rule, phrases)| (rule, phrases.is_empty() || shown(&phrases)))
            .collect::<Vec<_>>()
    });
    let [dutch, english] = shown;
    let without = |shown: &[(String, bool)], folder: &str| {
        let without = shown.iter().filter(|(_, shown)| !shown);
        without.map(|(rule, _)| format!("tests/spec/{folder}: {rule}")).collect::<Vec<_>>()
    };
    none("without a page", &[without(&dutch, "nl"), without(&english, "en")].concat())
}

/// The word rules of a language, those aside that need no telling.
fn grammar(language: Language) -> Vec<(String, Vec<Phrase>)> {
    let path = places::root().join(format!("grammar/{}.pest", language.code()));
    let rules = words::rules(&read(&path)).into_iter();
    rules.filter(|(rule, _)| !ASIDE.contains(&rule.as_str())).collect()
}

/// The code of every law on the specification's pages in `language`, with one blank between words.
fn code(language: Language) -> String {
    let folder = places::root().join("tests/spec").join(language.code());
    let mut words = Vec::new();
    for path in places::files(&folder, ".md") {
        for section in page::read(&read(&path)) {
            for law in section.of_kind("law") {
                let tree = enact_syntax::parse(FileId(0), &Source::new("law", law.text.as_str()));
                for block in tree.document.blocks {
                    let code = law.text.get(block.span.range()).unwrap_or_default();
                    let bare =
                        code.lines().map(|line| line.split(" //").next().unwrap_or_default());
                    words.extend(bare.flat_map(str::split_whitespace).map(str::to_owned));
                }
            }
        }
    }
    words.join(" ")
}

/// A page of `docs/` that is not in the book would be found by nobody.
fn listed() -> Result<(), Failed> {
    let folder = places::root().join("docs");
    let chapters = links(&read(&folder.join("SUMMARY.md")));
    let entries = std::fs::read_dir(&folder).map_err(|error| error.to_string())?;
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let left = names.filter(|name| name.ends_with(".md") && name != "SUMMARY.md");
    none(
        "not in docs/SUMMARY.md",
        &left.filter(|name| !chapters.contains(name)).collect::<Vec<_>>(),
    )
}

/// Every relative link of the pages in `folder` itself leads to a file.
fn linked(folder: &str) -> Result<(), Failed> {
    let folder = places::root().join(folder);
    let entries = std::fs::read_dir(&folder).map_err(|error| error.to_string())?;
    let mut broken = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.extension().is_none_or(|ending| ending != "md") {
            continue;
        }
        for target in links(&read(&path)) {
            if !folder.join(&target).exists() {
                broken.push(format!("{}: {target}", path.display()));
            }
        }
    }
    none("a link that leads nowhere", &broken)
}

/// The files that `text` links to, fences aside.
fn links(text: &str) -> Vec<String> {
    let mut fenced = false;
    let mut found = Vec::new();
    for line in text.lines() {
        fenced ^= line.trim_start().starts_with("```");
        if fenced {
            continue;
        }
        for part in line.split("](").skip(1) {
            let target = part.split([')', '#']).next().unwrap_or_default();
            if !target.is_empty() && !target.contains("://") {
                found.push(target.to_owned());
            }
        }
    }
    found
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

fn none(what: &str, found: &[String]) -> Result<(), Failed> {
    if found.is_empty() { Ok(()) } else { Err(format!("{what}:\n{}", found.join("\n")).into()) }
}
