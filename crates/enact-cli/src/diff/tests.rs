//! What every form of the report says of real laws: the amounts of the healthcare allowance of 2025
//! and 2026, in both languages, and the fines act of 2017 and 2025; and of two bills that follow each
//! other.

use super::{html, markdown, programs, table, versions};
use enact::amendment::consolidate;
use enact::comparison::table::Table;
use enact::comparison::{Compared, Means, text};
use enact::{Proposal, Ruleset, World};
use enact_source::Language;
use enact_verify::Patience;

/// Both versions of a law.
fn both(law: &str, names: [&str; 2]) -> [Ruleset; 2] {
    names.map(|name| {
        let folder = format!("../../rules/nl/{law}/versions/{name}");
        versions::one(&folder, None).unwrap().load().ruleset.unwrap()
    })
}

/// Snapshots of every form of the comparison of two versions of a law.
fn every_form(law: &str, names: [&str; 2], language: Language) {
    let [before, after] = both(law, names);
    let burdens = ["te-betalen".to_owned()];
    let means = Means { burdens: &burdens, ..means(Patience::LONG, language) };
    let compared = Compared::of(&before, &after, &means);
    forms(&format!("{law}_{}", language.code()), &compared, [&before, &after], language);
}

fn means(patience: Patience, language: Language) -> Means<'static> {
    Means { patience, solver: None, burdens: &[], renamed: &[], language }
}

fn forms(name: &str, compared: &Compared, versions: [&Ruleset; 2], language: Language) {
    let page = html::report(compared, versions, language);
    let forms = [
        ("text", text::report(compared, language)),
        ("markdown", markdown::report(compared, language)),
        ("html", without_marks(&page)),
        ("json", compared.to_json()),
        ("github", programs::github(compared, language)),
        ("sarif", programs::sarif(compared, language)),
        ("junit", programs::junit(compared, language)),
    ];
    for (form, report) in forms {
        insta::assert_snapshot!(format!("{name}_{form}"), report);
    }
}

/// What a bill makes of the grant Act and its regulations, as they are or with the bills before it.
fn grant(name: &str, earlier: &[&str], bill: &str) {
    const FOLDER: &str = "../../rules/en/home-energy-grant";
    let source = |bill: &&str| versions::bill(&format!("{FOLDER}/bills/{bill}"), None).unwrap();
    let mut law = versions::one(FOLDER, None).unwrap().files();
    law.retain(|file| !file.name.contains("supplement"));
    let amended = consolidate(&law, earlier.iter().map(source).collect(), true);
    let proposal = Proposal::of(&amended.files, None, source(&bill)).ok().unwrap();
    let language = Language::English;
    let patience = Patience { choices: 1_000, ..Patience::LONG };
    let compared = Compared::of_bill(&proposal, &means(patience, language));
    let versions = [&proposal.before.ruleset, &proposal.after.ruleset];
    forms(name, &compared, versions, language);
}

/// What stands on a page, without its style and its elements.
fn without_marks(page: &str) -> String {
    let (_, body) = page.split_once("<body>").unwrap();
    let pieces = body.split('<').filter_map(|piece| piece.split_once('>'));
    let words = pieces.map(|(_, words)| words.trim()).filter(|words| !words.is_empty());
    words.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_healthcare_allowance_in_dutch() {
    every_form("zorgtoeslag", ["2025", "2026"], Language::Dutch);
}

#[test]
fn the_healthcare_allowance_in_english() {
    every_form("zorgtoeslag", ["2025", "2026"], Language::English);
}

#[test]
fn the_fines_act() {
    every_form("wahv", ["2017", "2025"], Language::Dutch);
}

#[test]
fn the_first_bill_on_the_grant_act() {
    grant("first_bill", &[], "savings.bill.md");
}

#[test]
fn the_second_bill_on_the_grant_act() {
    grant("second_bill", &["savings.bill.md"], "older-people.bill.md");
}

#[test]
fn tables_of_changes() {
    for (law, names) in [("zorgtoeslag", ["2025", "2026"]), ("wahv", ["2017", "2025"])] {
        let [before, after] = both(law, names);
        for language in [Language::Dutch, Language::English] {
            let table = Table::of(&before, &after, language);
            let report = table::markdown(&table, language);
            insta::assert_snapshot!(format!("{law}_{}_table", language.code()), report);
        }
    }
}
