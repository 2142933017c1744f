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

/// The sentences of the bill between a law and the same with other words in it.
fn said(law: &str, changes: &[(&str, &str)], language: Language) -> String {
    let after = changes.iter().fold(law.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replace(old, new)
    });
    let files = |text: &str| Memory::new().with("x.law.md", text).files();
    let load = |files: &Vec<File>| {
        let loaded = Ruleset::load(files);
        let told = loaded.findings.iter().map(|one| one.render(language).message);
        let told: Vec<String> = told.collect();
        loaded.ruleset.ok_or(told).unwrap()
    };
    let (before, after) = (load(&files(law)), load(&files(&after)));
    let text = enact::amendment::between(&before, &after, language).unwrap();
    let bill = vec![Source::new("a.bill.md", text.as_str())];
    let amended = load(&consolidate(&files(law), bill, false).files);
    assert_eq!(enact::amendment::between(&amended, &after, language), None, "{text}");
    text.lines().skip_while(|line| !line.ends_with(':')).skip(2).collect::<Vec<_>>().join("\n")
}

const DUTCH: &str = "---
title: Toelagewet
language: nl
in-werking: 2025-01-01
tekst: ontwerp
valuta: EUR
---
## Artikel 1

1. Een ouder heeft een toelage van € 40, en een kind heeft er geen.

   ```enact
   soort persoon
   gegeven ouder van persoon : ja/nee
   gegeven verzorger van persoon : ja/nee
   regel gerechtigd van persoon indien ouder
   regel toelage van persoon is
     indien gerechtigd : € 40
     in de overige gevallen : € 0
   ```

2. De toelage is € 40 per maand, en ten hoogste € 40 per gezin.
";

#[test]
fn words_are_inserted_behind_others() {
    let told = |changes: &[(&str, &str)]| said(DUTCH, changes, Language::Dutch);
    insta::assert_snapshot!(
        [
            told(&[
                ("Een ouder heeft", "Een ouder of verzorger heeft"),
                ("indien ouder\n", "indien ouder of verzorger\n")
            ]),
            told(&[("€ 40 per gezin", "€ 50 per gezin")]),
            told(&[("heeft er geen", "heeft er in beginsel geen")]),
            told(&[("€ 40, en", "€ 42, en"), ("gerechtigd : € 40", "gerechtigd : € 42")]),
            told(&[(" per maand, en", ", en")]),
            told(&[("2. De toelage is", "2. Voor een gezin is de toelage")]),
        ]
        .join("\n")
    );
}

const ENGLISH: &str = "---
title: Grant Act
language: en
in-force: 2025-01-01
text: draft
currency: GBP
---
## Section 1

(1) A parent has a grant of £40, and a child has none.

   ```enact
   entity person
   fact parent of person : yes/no
   fact guardian of person : yes/no
   rule entitled of person when parent
   rule grant of person is
     when entitled : £40
     otherwise : £0
   ```

(2) The grant is £40 a month, and at most £40 a family.
";

#[test]
fn words_are_inserted_behind_others_in_english() {
    let told = |changes: &[(&str, &str)]| said(ENGLISH, changes, Language::English);
    insta::assert_snapshot!(
        [
            told(&[
                ("A parent has", "A parent or guardian has"),
                ("when parent\n", "when parent or guardian\n")
            ]),
            told(&[("£40 a family", "£50 a family")]),
            told(&[("child has none", "child has in principle none")]),
            told(&[("£40, and", "£42, and"), ("entitled : £40", "entitled : £42")]),
            told(&[(" a month, and", ", and")]),
            told(&[("(2) The grant is", "(2) For a family the grant is")]),
        ]
        .join("\n")
    );
}
