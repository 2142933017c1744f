//! Cases as JSON: `enact-cases/1`, of which the list is read as `cases/*.json` is.

use super::{CaseSet, table, told};
use crate::goals::{Goal, Goals};
use crate::{Ruleset, case, written};
use enact_source::Language;
use serde_json::{Map, Value as Json, json};

/// Writes the cases, and what they leave open.
#[must_use]
pub fn to_json(ruleset: &Ruleset, set: &CaseSet, goals: &Goals<'_>, language: Language) -> String {
    let program = goals.program;
    let term = &program.terms[set.term];
    let own = program.laws[term.law].language;
    let name =
        crate::names::full_name(program, &program.terms, set.term, |term| (&term.name, term.law));
    let entries = set.cases.iter().zip(told::titles(set, goals)).map(|(chosen, title)| {
        let mut then = Map::new();
        then.insert(name.clone(), json!(table::expected(term, chosen, own)));
        let mut entry = Map::new();
        entry.insert(own.pick("voorbeeld", "example").into(), json!(title));
        entry.insert(own.pick("op", "on").into(), json!(written::iso(chosen.on)));
        entry.insert(own.pick("geval", "case").into(), case::to_json(program, &chosen.case));
        entry.insert(own.pick("dan", "then").into(), Json::Object(then));
        let because = told::grounds(program, (set, chosen), own);
        if !because.is_empty() {
            entry.insert(own.pick("op grond van", "because").into(), json!(because));
        }
        let reasons = told::reasons(goals, chosen, language);
        let review = told::TO_REVIEW[usize::from(own == Language::English)];
        entry.insert(review.into(), json!(reasons));
        Json::Object(entry)
    });
    let told = |left: &[Goal]| told::all(goals, left, language);
    let whole = json!({
        "format": super::FORMAT,
        "ruleset": ruleset.manifest.name,
        "decision": name,
        "points": goals.all.len(),
        "shown": set.shown,
        "complete": set.gone.complete || set.open.is_empty(),
        "ways": set.gone.ways,
        "lists_up_to": set.gone.lists_up_to,
        "never": told(&set.never),
        "open": told(&set.open),
        "cases": entries.collect::<Vec<Json>>(),
    });
    let text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    format!("{text}\n")
}
