//! Which provision of the one version is which of the other.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use enact_diff::{ProvisionPair, Structure, compare, instructions};
use enact_model::Program;
use enact_source::{Language, Provision, Source, Sources};

fn law(provisions: &str) -> Program {
    let text = format!(
        "---\ntitle: Example Act\nshort: EA\nlanguage: en\nin-force: 2025-01-01\n---\n{provisions}"
    );
    let mut sources = Sources::default();
    let source = Source::new("ea.law.md", text);
    let file = sources.add(source.clone());
    enact_model::check(&[enact_syntax::parse(file, &source).document], sources).program.unwrap()
}

/// A pair in a line: where it stands in both versions, and what happened to it.
fn line(structure: &Structure<'_>, pair: &ProvisionPair) -> String {
    let address = |program: &Program, place: Option<usize>| -> Option<Provision> {
        let (_, law) = program.laws.iter().next()?;
        Some(law.outline.get(place?)?.provision.clone())
    };
    let told = |found: Option<Provision>| {
        found.map_or_else(|| "–".to_owned(), |found| found.cite(Language::English))
    };
    let before = told(address(structure.before, pair.before));
    let after = told(address(structure.after, pair.after));
    let reworded = if pair.reworded { ", reworded" } else { "" };
    format!("{before} → {after}{reworded}")
}

/// The pairs, and the bill with which the one becomes the other.
fn pairs(before: &str, after: &str) -> String {
    let (before, after) = (law(before), law(after));
    let structure = compare(&before, &after);
    let mut lines: Vec<String> =
        structure.provisions.iter().map(|pair| line(&structure, pair)).collect();
    let amending = instructions(&structure);
    let bill = amending.iter().flat_map(|law| &law.instructions);
    lines.extend(bill.map(|one| one.words(Language::English)));
    lines.join("\n")
}

const WHOLE: &str = "## Section 1 Payment\n\nThe sum is paid within four weeks of a reminder.\n";
const FIRST: &str =
    "## Section 1 Payment\n\n(1) The sum is paid within four weeks of a reminder.\n";
const MORE: &str = "\n(2) The Minister may allow more time.\n";
const NEXT: &str = "\n## Section 2\n\nThis Act is the Example Act.\n";

#[test]
fn a_text_becomes_the_first_paragraph() {
    let numbered = format!("{FIRST}{MORE}{NEXT}");
    insta::assert_snapshot!(pairs(&format!("{WHOLE}{NEXT}"), &numbered));
    insta::assert_snapshot!(pairs(&numbered, &format!("{WHOLE}{NEXT}")));
}

#[test]
fn another_text_is_another_provision() {
    let other = "## Section 1 Payment\n\n(1) Nobody pays.\n\n(2) The Minister reports on that.\n";
    insta::assert_snapshot!(pairs(WHOLE, other));
}

#[test]
fn a_renumbered_article_takes_its_paragraphs_along() {
    let law = |number: &str| format!("## Section {number}\n\n(1) Everybody pays a sum.\n{MORE}");
    insta::assert_snapshot!(pairs(&law("1"), &law("1a")));
}
