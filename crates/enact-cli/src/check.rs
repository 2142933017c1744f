//! `enact check`: everything that is wrong with laws, or worth knowing.

use crate::answer::{Answer, Refusal, finding, spoken};
use crate::arguments::{Check, ReportFormat};
use crate::findings::{Tally, github, human, sarif};
use crate::{official, rulesets};
use enact::Counts;
use enact::official::Act;
use enact_source::messages::phrase;
use enact_source::{Diagnostic, Language, Sources};
use serde_json::Value;
use std::path::Path;

/// One ruleset, checked.
struct Checked {
    findings: Vec<Diagnostic>,
    sources: Sources,
    counts: Counts,
    language: Language,
}

/// Checks every ruleset and reports on all of them.
///
/// # Errors
/// A file or folder that could not be read.
pub fn run(arguments: &Check) -> Result<Answer, Refusal> {
    let lang = arguments.display.lang;
    let folders = rulesets::all(&arguments.rulesets, lang)?;
    let mut texts = Vec::new();
    for path in &arguments.against {
        texts.push((path, official::act(path, lang)?, 0));
    }
    let checked: Vec<Checked> = folders
        .iter()
        .map(|folder| {
            let loaded = folder.load().judged().with_tables();
            let language = lang.unwrap_or(loaded.language);
            let mut findings = loaded.findings;
            for (_, act, laws) in &mut texts {
                let compared = enact::official::compare(&loaded.sources, act);
                *laws += compared.laws;
                findings.extend(compared.findings);
            }
            Checked { findings, sources: loaded.sources, counts: loaded.counts, language }
        })
        .collect();
    if let Some((path, act, _)) = texts.iter().find(|(_, _, laws)| *laws == 0) {
        return Err(no_such_law(path, act, lang));
    }
    let errors: usize = checked.iter().map(|one| Tally::of(&one.findings).errors).sum();
    let text = match arguments.format {
        ReportFormat::Human => for_people(&checked, arguments),
        ReportFormat::Json => indented(&as_json(&checked)),
        ReportFormat::Github => each(&checked, github::finding).concat(),
        ReportFormat::Sarif => indented(&sarif::log(each(&checked, sarif::result))),
    };
    Ok(Answer { text, exit: u8::from(errors > 0) })
}

/// A text of which no law is the one.
fn no_such_law(path: &Path, act: &Act, lang: Option<Language>) -> Refusal {
    let finding =
        finding("E0643").with("path", path.display().to_string()).with("id", act.id.as_str());
    Refusal::command(&finding, spoken(lang))
}

fn each<T>(checked: &[Checked], form: fn(&Diagnostic, &Sources, Language) -> T) -> Vec<T> {
    let of = |one: &Checked| {
        let formed = one.findings.iter().map(|finding| form(finding, &one.sources, one.language));
        formed.collect::<Vec<_>>()
    };
    checked.iter().flat_map(of).collect()
}

fn for_people(checked: &[Checked], arguments: &Check) -> String {
    let mut text = String::new();
    for one in checked {
        let shown = arguments.display.shown(one.language);
        text.push_str(&human::report(&one.findings, &one.sources, &shown));
    }
    let language = checked.first().map(|one| one.language).unwrap_or_default();
    text.push_str(&summary(checked, language));
    text.push('\n');
    text
}

/// `3 laws, 24 rules, 31 examples: no errors, 1 warning`.
fn summary(checked: &[Checked], language: Language) -> String {
    let (counts, tally) = totals(checked);
    let counted = |count: usize, id: &str| phrase(language, id, &[("count", count.into())]);
    let noun = |count: usize, one: &str, several: &str| {
        counted(count, if count == 1 { one } else { several })
    };
    let found = |count: usize, none: &str, one: &str, several: &str| match count {
        0 => counted(0, none),
        _ => noun(count, one, several),
    };
    format!(
        "{}, {}, {}: {}, {}",
        noun(counts.laws, "count-law", "count-laws"),
        noun(counts.rules, "count-rule", "count-rules"),
        noun(counts.examples, "count-example", "count-examples"),
        found(tally.errors, "count-no-errors", "count-error", "count-errors"),
        found(tally.warnings, "count-no-warnings", "count-warning", "count-warnings"),
    )
}

fn totals(checked: &[Checked]) -> (Counts, Tally) {
    let (mut counts, mut tally) = (Counts::default(), Tally::default());
    for one in checked {
        let found = Tally::of(&one.findings);
        counts.laws += one.counts.laws;
        counts.rules += one.counts.rules;
        counts.examples += one.counts.examples;
        tally.errors += found.errors;
        tally.warnings += found.warnings;
    }
    (counts, tally)
}

fn as_json(checked: &[Checked]) -> Value {
    let (counts, tally) = totals(checked);
    enact::findings::report(each(checked, enact::findings::finding), counts, tally)
}

fn indented(value: &Value) -> String {
    format!("{value:#}\n")
}
