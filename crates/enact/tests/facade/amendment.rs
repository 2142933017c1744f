//! Two versions of a law, the bill that leads from the one to the other, and back again.

use enact::amendment::{bill, consolidate};
use enact::{File, Memory, Ruleset, World};
use enact_diff::Item;
use enact_source::{Language, Source};
use std::path::Path;

/// The laws of a ruleset in `rules/`.
fn world(ruleset: &str) -> Vec<File> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules").join(ruleset);
    let mut world = Memory::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let name = path.file_name().unwrap().to_str().unwrap();
            world = world.with(name, &std::fs::read_to_string(&path).unwrap());
        }
    }
    world.files()
}

/// The bill between two versions; carried out, it has to leave no difference but examples.
fn between(before: &str, after: &str) -> String {
    let old = world(before);
    let (one, other) =
        (Ruleset::load(&old).ruleset.unwrap(), Ruleset::load(&world(after)).ruleset.unwrap());
    let text = bill(&enact_diff::compare(one.program(), other.program()), Language::Dutch).unwrap();
    let amended = consolidate(&old, vec![Source::new("a.bill.md", text.as_str())], false);
    let told: Vec<String> =
        amended.findings.iter().map(|one| one.render(Language::Dutch).message).collect();
    assert!(!amended.has_errors(), "{told:?}\n{text}");
    let loaded = Ruleset::load(&amended.files);
    let told: Vec<String> =
        loaded.findings.iter().map(|one| one.render(Language::Dutch).message).collect();
    assert!(loaded.ruleset.is_some(), "{told:?}");
    let amended = loaded.ruleset.unwrap();
    let left = enact_diff::compare(amended.program(), other.program());
    let laws: Vec<_> = left
        .changes
        .iter()
        .filter(|change| {
            !matches!(change.after.or(change.before), Some(Item::Example(_) | Item::Law(_)))
        })
        .map(|change| (&change.name, change.how, &change.meanings))
        .collect();
    assert!(laws.is_empty(), "{laws:#?}\n{text}");
    text
}

#[test]
fn the_bill_of_the_allowance_of_2026() {
    insta::assert_snapshot!(between(
        "nl/zorgtoeslag/versions/2025",
        "nl/zorgtoeslag/versions/2026"
    ));
}

#[test]
fn the_bill_of_the_fines_of_2025() {
    insta::assert_snapshot!(between("nl/wahv/versions/2017", "nl/wahv/versions/2025"));
}
