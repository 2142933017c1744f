//! What every form of the report says of real laws: the amounts of the healthcare allowance of 2025
//! and 2026, in both languages, and the fines act of 2017 and 2025.

use super::{html, markdown, programs, table, versions};
use enact::Ruleset;
use enact::comparison::table::Table;
use enact::comparison::{Compared, Means, text};
use enact_source::Language;
use enact_verify::Patience;

/// Both versions of a law.
fn both(law: &str, names: [&str; 2]) -> [Ruleset; 2] {
    names.map(|name| {
        let folder = format!("../../rules/nl/{law}/versions/{name}");
        versions::one(&folder, None).unwrap().load().ruleset.unwrap()
    })
}

/// Snapshots of every form.
fn every_form(law: &str, names: [&str; 2], language: Language) {
    let [before, after] = both(law, names);
    let means = Means {
        patience: Patience::LONG,
        solver: None,
        burdens: &["te-betalen".to_owned()],
        renamed: &[],
        language,
    };
    let compared = Compared::of(&before, &after, &means);
    let page = html::report(&compared, [&before, &after], language);
    let forms = [
        ("text", text::report(&compared, language)),
        ("markdown", markdown::report(&compared, language)),
        ("html", without_marks(&page)),
        ("json", compared.to_json()),
        ("github", programs::github(&compared, language)),
        ("sarif", programs::sarif(&compared, language)),
        ("junit", programs::junit(&compared, language)),
    ];
    for (form, report) in forms {
        insta::assert_snapshot!(format!("{law}_{}_{form}", language.code()), report);
    }
}

/// What stands on a page, without its style and its elements.
fn without_marks(page: &str) -> String {
    let (_, body) = page.split_once("<body>").unwrap();
    let pieces = body.split('<').filter_map(|piece| piece.split_once('>'));
    let words = pieces.map(|(_, words)| words.trim()).filter(|words| !words.is_empty());
    words.collect::<Vec<_>>().join("\n")
}

#[test]
#[ignore = "takes a minute without optimization: cargo test -p enact-cli --bin enact -- --ignored"]
fn the_healthcare_allowance_in_dutch() {
    every_form("zorgtoeslag", ["2025", "2026"], Language::Dutch);
}

#[test]
#[ignore = "takes a minute without optimization: cargo test -p enact-cli --bin enact -- --ignored"]
fn the_healthcare_allowance_in_english() {
    every_form("zorgtoeslag", ["2025", "2026"], Language::English);
}

#[test]
#[ignore = "takes a minute without optimization: cargo test -p enact-cli --bin enact -- --ignored"]
fn the_fines_act() {
    every_form("wahv", ["2017", "2025"], Language::Dutch);
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
