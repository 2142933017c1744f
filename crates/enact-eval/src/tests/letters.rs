//! What a citizen reads.

use super::laws::{ALLOWANCE, GRANT, HEATING, asked, law, on_example};
use crate::fixture::{Maker, amount, day, fact};
use crate::motivation;
use enact_model::program::Gives;
use enact_source::Language;
use enact_value::Value;

fn letter(texts: &[&str], example: &str, language: Language) -> String {
    on_example(&law(texts), example, |decision| motivation(decision, language).to_text())
}

#[test]
fn a_letter_about_the_allowance() {
    let title = "partner niet verzekerd: de helft";
    insta::assert_snapshot!(letter(&ALLOWANCE, title, Language::Dutch));
}

#[test]
fn a_letter_about_too_much_wealth() {
    let title = "vermogen een cent boven de grens";
    insta::assert_snapshot!(letter(&ALLOWANCE, title, Language::Dutch));
}

#[test]
fn a_letter_that_asks() {
    insta::assert_snapshot!(letter(&ALLOWANCE, "inkomen onbekend", Language::Dutch));
}

#[test]
fn a_letter_about_the_grant() {
    insta::assert_snapshot!(letter(&GRANT, "hardship found", Language::English));
}

#[test]
fn a_letter_about_the_months_of_a_year() {
    insta::assert_snapshot!(letter(&HEATING, "a low income", Language::English));
}

#[test]
fn a_letter_about_a_provision_that_does_not_apply() {
    insta::assert_snapshot!(letter(&HEATING, "nothing was overpaid", Language::English));
}

#[test]
fn a_letter_that_waits_for_a_person() {
    let title = "at the hardship limit";
    let text = letter(&GRANT, title, Language::English);
    insta::assert_snapshot!(text.lines().take(3).collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_letter_about_a_norm_that_is_not_set() {
    let title = "a year for which no amounts are set";
    let text = letter(&GRANT, title, Language::English);
    insta::assert_snapshot!(text.lines().take(4).collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_letter_about_rules_that_contradict() {
    let mut law = Maker::new();
    let a = law.yes_no("a");
    let term = law.value("toeslag-per-maand");
    law.rule(term, Some(fact(a)), Gives::Value(amount(100)), &[]);
    law.rule(term, None, Gives::Value(amount(250)), &[]);
    let mut case = law.case();
    case.set(&law.program, 0, a, Value::YesNo(true));
    let graph = law.graph();
    let decision = crate::trial(&graph, term, &case, day("2025-03-01"));
    insta::assert_snapshot!(motivation(&decision, Language::Dutch).outcome, @"Er is geen uitkomst voor toeslag per maand. De regels spreken elkaar tegen: artikel 1 Wv en artikel 2 Wv. De wet moet worden verbeterd.");
}

#[test]
fn every_phrase_of_the_letters_is_in_the_catalogue() {
    for texts in [ALLOWANCE.as_slice(), HEATING.as_slice()] {
        let graph = law(texts);
        for example in &graph.program().examples {
            if asked(example).is_empty() {
                continue;
            }
            on_example(&graph, &example.title, |decision| {
                for language in [Language::Dutch, Language::English] {
                    let text = motivation(decision, language).to_text();
                    assert!(!text.contains("motivation-") && !text.contains('{'), "{text}");
                }
            });
        }
    }
}
