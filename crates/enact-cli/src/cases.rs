//! `enact cases convert`: a table of cases as a workbook, and back.

use crate::answer::{Answer, Refusal, finding, spoken};
use crate::arguments::{Cases, CasesTask, Convert};
use crate::{workbook, write};
use std::fs;
use std::path::Path;

/// Carries out a task on tables of cases.
///
/// # Errors
/// What could not be read or written, or is no table.
pub fn run(arguments: &Cases) -> Result<Answer, Refusal> {
    match &arguments.task {
        CasesTask::Convert(convert) => converted(convert),
    }
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
