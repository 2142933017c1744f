//! Cases as a table: a row is a case, as `cases/*.csv` is read.

use super::paths::sheet;
use super::{CaseSet, Chosen, told};
use crate::goals::Goals;
use crate::written;
use enact_eval::Outcome;
use enact_model::program::Term;
use enact_source::Language;

/// Writes the cases as comma-separated values. The column behind the outcomes says why each case is
/// there, and that its outcome has not been reviewed: whoever accepts the case takes it out, or
/// lets it stand.
#[must_use]
pub fn to_csv(set: &CaseSet, goals: &Goals<'_>, language: Language) -> String {
    let program = goals.program;
    let term = &program.terms[set.term];
    let own = program.laws[term.law].language;
    let sheet = sheet(program, term.law, set.cases.iter().map(|chosen| &chosen.case));
    let name =
        crate::names::full_name(program, &program.terms, set.term, |term| (&term.name, term.law));
    let mut heading = vec![own.pick("voorbeeld", "example").to_owned()];
    heading.push(own.pick("op", "on").to_owned());
    heading.extend(sheet.headings);
    heading.push(format!("{} {name}", own.pick("dan", "then")));
    heading.push(own.pick("op grond van", "because").to_owned());
    heading.push(told::TO_REVIEW[usize::from(own == Language::English)].to_owned());
    let mut text = line(&heading);
    let titles = told::titles(set, goals);
    for ((chosen, cells), title) in set.cases.iter().zip(sheet.rows).zip(titles) {
        let mut row = vec![title, written::iso(chosen.on)];
        row.extend(cells);
        row.push(outcome(term, &chosen.outcome, own));
        row.push(told::grounds(program, (set, chosen), own).join("; "));
        row.push(told::reasons(goals, chosen, language).join("; "));
        text.push_str(&line(&row));
    }
    text
}

/// An outcome as a table expects it.
pub(super) fn outcome(term: &Term, outcome: &Outcome, language: Language) -> String {
    match outcome {
        Outcome::Value(enact_value::Value::YesNo(yes)) => {
            enact_value::format::yes_no(*yes, language).to_owned()
        }
        Outcome::Value(value) => written::machine(value, term.ty, term.scale),
        _ => crate::said::no_entitlement(language).to_owned(),
    }
}

/// The outcome, as [`outcome`].
pub(super) fn expected(term: &Term, chosen: &Chosen, language: Language) -> String {
    outcome(term, &chosen.outcome, language)
}

fn line(cells: &[String]) -> String {
    let quoted = |cell: &String| {
        if cell.contains([',', '"', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ') {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    let cells: Vec<String> = cells.iter().map(quoted).collect();
    format!("{}\n", cells.join(","))
}
