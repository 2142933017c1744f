//! `enact cases`: the cases that together show what a decision does; and `enact cases convert`: a
//! table of cases as a workbook, and back.

use crate::answer::{Answer, Refusal, finding, spoken};
use crate::arguments::{Cases, CasesFormat, CasesTask, Convert};
use crate::{rulesets, select, workbook, write};
use enact::Ruleset;
use enact::cases::{self, CaseSet, Chosen, Wanted};
use enact::goals::{Goal, Goals};
use enact::verification::CaseTold;
use enact_source::Language;
use enact_verify::Patience;
use std::fs;
use std::path::Path;

/// Finds cases, or carries out a task on tables of them.
///
/// # Errors
/// What could not be read or written, or is no table.
pub fn run(arguments: &Cases) -> Result<Answer, Refusal> {
    match (&arguments.task, &arguments.ruleset) {
        (Some(CasesTask::Convert(convert)), _) => converted(convert),
        (None, Some(ruleset)) => found(arguments, ruleset),
        // The command line is refused before it comes to this.
        (None, None) => Ok(Answer { text: String::new(), exit: 2 }),
    }
}

fn found(arguments: &Cases, path: &Path) -> Result<Answer, Refusal> {
    let lang = arguments.display.lang;
    let shown = |language| arguments.display.shown(language);
    let ruleset = rulesets::one(path, arguments.on, shown, lang)?;
    let language = lang.unwrap_or_else(|| ruleset.language());
    let term = select::decision(&ruleset, arguments.decision.as_deref(), language)?;
    let goals = cases::goals(&ruleset, term);
    let patience = Patience { choices: arguments.choices, list_most: arguments.list_most };
    let wanted = Wanted { patience, on: arguments.on, missing: arguments.missing };
    let set = cases::cases(&ruleset, &goals, term, wanted);
    let text = match arguments.format {
        CasesFormat::Text => for_people(&ruleset, &set, &goals, language),
        CasesFormat::Csv => cases::to_csv(&set, &goals, language),
        CasesFormat::Json => cases::to_json(&ruleset, &set, &goals, language),
        CasesFormat::Example => cases::to_examples(&set, &goals, language),
    };
    let text = match &arguments.output {
        None => text,
        Some(path) => {
            write::whole(path, &text).map_err(|error| Refusal::unwritable(path, &error, lang))?;
            left(&set, &goals, language)
        }
    };
    Ok(Answer { text, exit: 0 })
}

/// The cases one by one, and what they leave open.
fn for_people(ruleset: &Ruleset, set: &CaseSet, goals: &Goals<'_>, language: Language) -> String {
    let mut text = String::new();
    for (number, chosen) in (1..).zip(&set.cases) {
        text.push_str(&told(number, ruleset, (set, chosen), goals, language));
    }
    if !set.cases.is_empty() {
        text.push_str(language.pick(
            "De uitkomsten zijn die van de wet zoals zij nu luidt: of zij juist zijn, beoordeelt een mens.\n",
            "The outcomes are those of the law as written: whether they are right is for a person to say.\n",
        ));
    }
    text.push_str(&left(set, goals, language));
    text
}

fn told(
    number: usize,
    ruleset: &Ruleset,
    (set, chosen): (&CaseSet, &Chosen),
    goals: &Goals<'_>,
    language: Language,
) -> String {
    let program = ruleset.program();
    let case = CaseTold { program, case: &chosen.case, on: chosen.on, language }.words();
    let outcome = enact::said::outcome(program, set.term, &chosen.outcome, language);
    let mut lines = vec![format!("{number}. {case}"), format!("→ {outcome}")];
    lines.extend(cases::reasons(goals, chosen, language));
    format!("{}\n\n", lines.join("\n   "))
}

/// How much is shown, and what is not.
fn left(set: &CaseSet, goals: &Goals<'_>, language: Language) -> String {
    let (cases, shown, all) = (set.cases.len(), set.shown, goals.all.len());
    let noun = if cases == 1 { ("geval", "case") } else { ("gevallen", "cases") };
    let noun = language.pick(noun.0, noun.1);
    let mut text = match language {
        Language::Dutch => format!("{cases} {noun}; getoond is {shown} van de {all} punten; "),
        Language::English => format!("{cases} {noun}; {shown} of {all} points are shown; "),
    };
    text.push_str(&format!("{}\n", cases::doubts(set, language)));
    let lists: [(&[Goal], &str); 2] = [
        (
            &set.never,
            language.pick("geen geval van deze beslissing toont", "no case of this decision shows"),
        ),
        (&set.open, language.pick("niet gevonden", "not found")),
    ];
    for (goals_left, words) in lists {
        for reason in cases::all(goals, goals_left, language) {
            text.push_str(&format!("{words}: {reason}\n"));
        }
    }
    text
}

fn converted(arguments: &Convert) -> Result<Answer, Refusal> {
    let (from, to, lang) = (&arguments.from, &arguments.to, arguments.lang);
    let language = spoken(lang);
    let read = || fs::read(from).map_err(|error| Refusal::unreadable(from, &error, lang));
    let content = match (ending(from), ending(to)) {
        ("xlsx", "csv") => workbook::rows(from, read()?, language)?.into_bytes(),
        ("csv", "xlsx") => workbook::of_rows(from, &read()?, language)?,
        (first, _) => {
            let wrong = if matches!(first, "csv" | "xlsx") { to } else { from };
            let finding = finding("E0624").with("path", wrong.display().to_string());
            return Err(Refusal::command(&finding, language));
        }
    };
    write::whole(to, content).map_err(|error| Refusal::unwritable(to, &error, lang))?;
    Ok(Answer { text: format!("{}\n", to.display()), exit: 0 })
}

fn ending(path: &Path) -> &str {
    path.extension().and_then(|ending| ending.to_str()).unwrap_or_default()
}
