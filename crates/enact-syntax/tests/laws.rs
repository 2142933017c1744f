//! The same law in both languages becomes the same tree.

use enact_source::{FileId, Language, Provision, Source};
use enact_syntax::{SyntaxTree, parse};

const DUTCH: &str = include_str!("laws/heating.nl.law.md");
const ENGLISH: &str = include_str!("laws/heating.en.law.md");

fn read(name: &str, text: &str) -> SyntaxTree {
    parse(FileId(0), &Source::new(name, text))
}

/// A tree without places, names and texts: what is left is the structure.
fn structure(tree: &SyntaxTree) -> String {
    let shown = format!("{:#?}", (&tree.document.outline, &tree.document.blocks));
    let mut lines = Vec::new();
    let mut skipping = None;
    for line in shown.lines() {
        let indent = line.len() - line.trim_start().len();
        match skipping {
            Some(depth) if indent > depth => continue,
            Some(depth) if indent == depth => {
                skipping = None;
                continue;
            }
            _ => {}
        }
        let words = line.trim_start();
        let names = ["text: \"", "caption: \"", "\""];
        if words.contains("Span {") {
            skipping = Some(indent);
        } else if words.starts_with("Text(") {
            skipping = Some(indent);
            lines.push(line.to_owned());
        } else if !names.iter().any(|name| words.starts_with(name)) {
            lines.push(line.to_owned());
        }
    }
    lines.join("\n")
}

#[test]
fn one_law_in_two_languages_is_one_tree() {
    let (dutch, english) = (read("wwt", DUTCH), read("wwt", ENGLISH));
    assert_eq!(dutch.findings, []);
    assert_eq!(english.findings, []);
    let (dutch, english) = (structure(&dutch), structure(&english));
    for (left, right) in dutch.lines().zip(english.lines()) {
        assert_eq!(left, right);
    }
    assert_eq!(dutch.lines().count(), english.lines().count());
    assert!(dutch.lines().count() > 1000, "the structure is compared");
}

const SKETCH: &str = "---
title: Wet op de zorgtoeslag
short: Wzt                      # the name other laws cite it by
id: BWBR0018451                 # BWB, ELI or CELEX id
language: nl                    # the words of the code blocks
in-force: 2025-01-01            # version of the text
text: restated                  # official, draft or restated
currency: EUR
month-end: last day
uses: [Zvw, Awir]
---
## Artikel 2

1. Een verzekerde kan aanspraak maken op het verschil.

   ```enact
   aanspraak zorgtoeslag van verzekerde : bedrag over berekeningsjaar
   regel zorgtoeslag bedraagt standaardpremie-huishouden − normpremie
     indien normpremie minder dan standaardpremie-huishouden
   geen aanspraak op zorgtoeslag in de overige gevallen
   ```

4. De helft daarvan wordt toegekend.

   ```enact
   in afwijking van lid 1
   regel zorgtoeslag bedraagt 50% van het bedrag volgens lid 1
     indien met partner en partner geen verzekerde
   ```
";

#[test]
fn the_sketch_of_an_allowance_is_read() {
    let tree = read("wzt", SKETCH);
    assert_eq!(tree.findings, []);
    let header = &tree.document.header;
    assert_eq!((header.short.as_str(), header.uses.len()), ("Wzt", 2));
    let cited = |place: &Option<Provision>| {
        place.as_ref().map(|place| place.cite_short(Language::Dutch)).unwrap_or_default()
    };
    let blocks: Vec<(String, usize)> = tree
        .document
        .blocks
        .iter()
        .map(|block| (cited(&block.provision), block.declarations.len()))
        .collect();
    assert_eq!(blocks, [("art. 2 lid 1".to_owned(), 3), ("art. 2 lid 4".to_owned(), 2)]);
}

#[test]
fn safeguards_and_an_example_are_read() {
    let text = "---\ntitle: Act\nlanguage: en\n---\n## Article 2\n```enact
safeguard \"never negative\"          : allowance ≥ €0                                      // nooit onder
safeguard \"more income never helps\" : allowance never increases when income increases      // …
safeguard \"no cliff\"                : allowance changes by at most €10 when income changes by €100  // …
safeguard \"origin plays no part\"    : allowance does not depend on nationality             // …
safeguard \"adults only\"             : no entitlement to allowance when age < 18            // …
safeguard \"couples, either order\"   : allowance is the same when person and partner change places
example \"single, low income\" on 2025-03-01
  given person
    date-of-birth is 1990-05-01
    insured is yes
    income is €20,000
    partner is unknown
  then healthcare-allowance is €131
  because article 2(1)\n```\n";
    let tree = read("act", text);
    assert_eq!(tree.findings, []);
    assert_eq!(tree.document.blocks[0].declarations.len(), 7);
}

#[test]
fn words_of_a_later_version_are_names_until_then() {
    let text = "---\ntitel: Wet\ntaal: nl\n---\n# Artikel 1\n```enact
regel x is
  termijn in de zin van Awb
  + bevoegdheid van partner
waarborg \"a\" :
lezing stijgt nooit wanneer
bevoegdheid stijgt
voorbeeld \"b\" op 2025-01-01
  in het geval persoon
termijn is 6 weken
bevoegdheid is onbekend
  dan
geen aanspraak op x
  dan
lezing vereist termijn
  op grond van
artikel 1
in afwijking van
artikel 2, eerste lid, en
artikel 3
regel y is 1\n```\n";
    let tree = read("wet", text);
    assert_eq!(tree.findings, []);
    assert_eq!(tree.document.blocks[0].declarations.len(), 5);
}
