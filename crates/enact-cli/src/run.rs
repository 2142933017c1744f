//! `enact run`: a decision on every row of a table.
//!
//! The table is looked at before anything is decided; then its rows are read, decided and written
//! part by part ([`work`]), so that the memory does not grow with the table, and in the same order
//! whatever the number of threads. The output is complete or not there.

mod input;
mod output;
mod parts;
mod progress;
mod work;

use crate::answer::{Answer, Refusal, finding};
use crate::arguments::{Run, TableFormat};
use crate::{rulesets, select};
use enact::batch::{Day, Plan, Settings};
use enact_source::messages::phrase;
use enact_source::{Diagnostic, Language};
use input::Input;
use output::{Counts, Shape};
use std::io::{self, Write};
use std::path::Path;

/// Decides every row of the input.
///
/// # Errors
/// What could not be read or written, an error in the law, or columns that do not fit.
pub fn run(arguments: &Run) -> Result<Answer, Refusal> {
    let lang = arguments.display.lang;
    let shown = |language| arguments.display.shown(language);
    let ruleset = rulesets::one(&arguments.ruleset, arguments.on, shown, lang)?;
    let language = lang.unwrap_or_else(|| ruleset.language());
    let term = select::decision(&ruleset, arguments.decision.as_deref(), language)?;
    let [from, to] =
        [&arguments.input, &arguments.output].map(|path| format(path, arguments.format, language));
    let (from, to) = (from?, to?);
    let input = Input::open(&arguments.input, from, lang)?;
    let settings = settings(arguments);
    let headings = input.headings(&settings);
    let missing = settings.missing || from == TableFormat::Ndjson;
    let plan = Plan::new(&ruleset, term, &headings, &Settings { missing, ..settings.clone() })
        .map_err(|findings| unfit(&findings, language))?;
    if from != TableFormat::Ndjson {
        tell(&lacks(&plan, language));
    }
    let shape = Shape::new(&plan, &headings, arguments, to);
    let counts = work::run(arguments, &plan, &settings, input, &shape, language)?;
    let told = told(&plan, &counts, language);
    let exit = u8::from(counts.refused() > 0);
    if is_standard(&arguments.output) {
        tell(&told);
        return Ok(Answer { text: String::new(), exit });
    }
    Ok(Answer { text: told, exit })
}

fn settings(arguments: &Run) -> Settings {
    let on = arguments.on.map(Day::On);
    let column = || Day::Column(arguments.on_column.clone().unwrap_or_default());
    Settings {
        day: on.unwrap_or_else(column),
        other: arguments.keep.clone(),
        absent: arguments.absent.clone(),
        missing: arguments.allow_missing,
        floats: false,
    }
}

/// Whether a path means standard input or output.
fn is_standard(path: &Path) -> bool {
    path == Path::new("-")
}

/// The form of a table, by the name of its file; of a pipe or device that of standard output.
fn format(path: &Path, standard: TableFormat, language: Language) -> Result<TableFormat, Refusal> {
    let is_device = || path.metadata().is_ok_and(|known| !known.is_file() && !known.is_dir());
    if is_standard(path) || is_device() {
        return Ok(standard);
    }
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("csv") => Ok(TableFormat::Csv),
        Some("ndjson" | "jsonl") => Ok(TableFormat::Ndjson),
        _ => {
            let finding = finding("E0648").with("path", path.display().to_string());
            Err(Refusal::command(&finding.with("known", "`.csv`, `.ndjson`"), language))
        }
    }
}

/// A table whose columns do not fit: everything that is wrong with them.
fn unfit(findings: &[Diagnostic], language: Language) -> Refusal {
    let told = findings.iter().map(|finding| Refusal::command(finding, language).text);
    Refusal { text: told.collect(), exit: 2 }
}

/// What of the table is not used, or is not there.
fn lacks(plan: &Plan<'_>, language: Language) -> String {
    let lines = [
        ("run-not-facts", &plan.lack.not_facts),
        ("run-not-read", &plan.lack.not_read),
        ("run-missing", &plan.lack.missing),
    ];
    let lines = lines.into_iter().filter(|(_, names)| !names.is_empty());
    let told = lines.map(|(id, names)| {
        format!("{}\n", phrase(language, id, &[("names", names.join(", ").into())]))
    });
    told.collect()
}

/// How the rows end, and why the first of them are refused when nobody keeps that.
fn told(plan: &Plan<'_>, counts: &Counts, language: Language) -> String {
    let name = plan.decision().replace('-', " ");
    let words = [("name", name.into()), ("count", counts.rows().into())];
    let mut text = format!("{}\n", phrase(language, "run-done", &words));
    for (status, count) in counts.by_status().filter(|(_, count)| *count > 0) {
        let words = [("status", status.into()), ("count", count.into())];
        text.push_str(&format!("  {}\n", phrase(language, "run-status", &words)));
    }
    for reason in &counts.reasons {
        text.push_str(&format!("  {reason}\n"));
    }
    text
}

/// Says something beside the output.
fn tell(text: &str) {
    // Who cannot hear it still gets the outcomes.
    let _ = io::stderr().write_all(text.as_bytes());
}
