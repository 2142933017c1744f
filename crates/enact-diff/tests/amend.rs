//! Bills applied to a law: what it reads afterwards, and what cannot be done.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use enact_diff::amend;
use enact_source::{Language, Source, Sources};

const LAW: &str = "---
title: Voorbeeldwet
short: Vw
language: nl
in-werking: 2025-01-01
---
# Voorbeeldwet

## Artikel 1

Deze wet gaat over personen.

```enact
soort persoon
gegeven inkomen van persoon : bedrag per jaar
```

## Artikel 2

1. De toelage is € 100 per
   maand.

   ```enact
   parameter bedrag-toelage : bedrag is € 100
   regel toelage bedraagt bedrag-toelage
   ```

2. Zij eindigt bij € 1.000 inkomen:

   a. direct; of
   b. later.

## Artikel 3

Deze wet heet de Voorbeeldwet.
";

/// The law after the bills, or the findings.
fn after(bills: &[&str], in_order: bool) -> String {
    let mut sources = Sources::default();
    let law = sources.add(Source::new("vw.law.md", LAW));
    let bills: Vec<_> = bills
        .iter()
        .enumerate()
        .map(|(number, body)| {
            let text = format!("---\ntitle: Wijziging {number}\nlanguage: nl\n---\n## Artikel I\n\nDe Voorbeeldwet wordt als volgt gewijzigd:\n\n{body}");
            let source = Source::new(format!("{number}.bill.md"), text);
            let file = sources.add(source.clone());
            let (bill, findings) = enact_syntax::bill(file, &source);
            assert!(findings.is_empty(), "{findings:?}");
            bill
        })
        .collect();
    let amended = amend(&sources, &[law], &bills, in_order);
    let findings = amended.findings.iter().map(|finding| {
        let words = finding.render(Language::Dutch);
        let help = words.help.unwrap_or_default();
        format!("{}: {}\n  {help}\n", finding.code.0, words.message)
    });
    let findings: String = findings.collect();
    if findings.is_empty() { amended.laws[0].text.to_string() } else { findings }
}

/// What a bill changes: the lines that go, and those that come.
fn changed(bill: &str) -> String {
    let after = after(&[bill], false);
    let marks = enact_diff::marks(LAW, &after);
    let told = marks.iter().filter_map(|marked| match marked.mark {
        enact_diff::Mark::Same => None,
        enact_diff::Mark::Removed => Some(format!("- {:?}\n", &LAW[marked.range.clone()])),
        enact_diff::Mark::Inserted => Some(format!("+ {:?}\n", &after[marked.range.clone()])),
    });
    told.collect()
}

#[test]
fn words_in_text_and_rules() {
    insta::assert_snapshot!(changed("In artikel 2, eerste lid, wordt “€ 100” vervangen door “€ 120”."), @r#"
    - "100 "
    + "120 "
    - "100\n   "
    + "120\n   "
    "#);
    insta::assert_snapshot!(changed("In artikel 2, tweede lid, onderdeel a, vervalt “direct”."), @r#"- "direct""#);
}

#[test]
fn a_provision_as_a_whole() {
    insta::assert_snapshot!(changed("Artikel 2, tweede lid, komt te luiden:\n\n> 2. Zij eindigt niet."), @r#"
    - "bij € 1.000 inkomen:\n\n   a. direct; of\n   b. later"
    + "niet"
    "#);
    insta::assert_snapshot!(changed("Artikel 3 vervalt."), @r####"- "## Artikel 3\n\nDeze wet heet de Voorbeeldwet.\n""####);
    insta::assert_snapshot!(changed("Na artikel 2, tweede lid, onderdeel a, wordt een onderdeel ingevoegd, luidende:\n\n> aa. een week later; of"), @r#"+ "aa. een week later; of\n\n   ""#);
    insta::assert_snapshot!(changed("Na artikel 2 wordt een artikel ingevoegd, luidende:\n\n> ### Artikel 2a\n>\n> Nieuw."), @r#"+ "2a\n\nNieuw.\n\n## Artikel ""#);
    insta::assert_snapshot!(changed("Aan artikel 2 wordt een lid toegevoegd, luidende:\n\n> 3. En dit."), @r#"+ "3. En dit.\n\n""#);
    insta::assert_snapshot!(changed("Artikel 2, tweede lid, wordt vernummerd tot derde lid."), @r#"
    - "2"
    + "3"
    "#);
    insta::assert_snapshot!(changed("Artikel 3 vervalt.\n\nDeze wet treedt in werking met ingang van 1 juli 2026."), @r####"
    - "2025-01-01\n"
    + "2026-07-01\n"
    - "## Artikel 3\n\nDeze wet heet de Voorbeeldwet.\n"
    "####);
}

#[test]
fn what_cannot_be_done_says_why() {
    let wrong = [
        "In artikel 2, vierde lid, wordt “a” vervangen door “b”.",
        "Artikel 9 vervalt.",
        "In artikel 2, eerste lid, wordt “€ 10” vervangen door “€ 12”.",
        "In artikel 2 van de Andere wet wordt “a” vervangen door “b”.",
        "Artikel 2, eerste lid, komt te luiden:\n\n> 2. Anders.",
        "Artikel 2, eerste lid, komt te luiden:\n\n> 1. Er is geen toelage.",
        "Na artikel 2, eerste lid, wordt een lid ingevoegd, luidende:\n\n> 2. Anders.",
        "Na artikel 2, eerste lid, wordt een lid ingevoegd, luidende:\n\n> Anders.",
        "Artikel 2, eerste lid, wordt vernummerd tot tweede lid.",
        "In artikel 2, eerste lid, wordt “De toelage” vervangen door “Het bedrag”.",
        "In artikel 2 wordt “a” vervangen door “b”.",
    ];
    let told: String = wrong
        .iter()
        .map(|bill| format!("{}\n{}\n", bill.lines().next().unwrap(), after(&[bill], false)))
        .collect();
    insta::assert_snapshot!(told);
}

#[test]
fn two_bills_that_meet() {
    let one = "In artikel 2, eerste lid, wordt “€ 100” vervangen door “€ 120”.";
    let other = "In artikel 2 wordt “€ 120” vervangen door “€ 130”.";
    insta::assert_snapshot!(after(&[one, "Artikel 2 vervalt."], false));
    assert!(after(&[one, other], true).contains("€ 130"));
    let apart = "In artikel 2, tweede lid, wordt “€ 1.000” vervangen door “€ 2.000”.";
    assert!(after(&[one, apart], false).contains("€ 2.000"));
}
