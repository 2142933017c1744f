//! `enact test`: the examples in the laws, and the tables of cases beside them.

use crate::answer::{Answer, Refusal};
use crate::arguments::Test;
use crate::findings::{Place, Tally, human};
use crate::rulesets;
use enact::examples::{Failure, Report, run as run_examples};
use enact_source::messages::phrase;
use enact_source::{Argument, Language, Sources};

/// Runs the examples of every ruleset; the last line is `N passed, N failed`.
///
/// # Errors
/// A file or folder that could not be read.
pub fn run(arguments: &Test) -> Result<Answer, Refusal> {
    let lang = arguments.display.lang;
    let (mut text, mut passed, mut failed, mut broken) = (String::new(), 0, 0, false);
    for folder in rulesets::all(&arguments.rulesets, lang)? {
        let loaded = folder.load();
        let language = lang.unwrap_or(loaded.language);
        let shown = arguments.display.shown(loaded.language);
        let Some(ruleset) = loaded.ruleset else {
            text.push_str(&human::report(&loaded.findings, &loaded.sources, &shown));
            let path = [("path", Argument::from(folder.path.display().to_string()))];
            text.push_str(&phrase(language, "test-not-run", &path));
            text.push('\n');
            failed += loaded.counts.examples;
            broken = true;
            continue;
        };
        let (cases, wrong) = ruleset.tables();
        text.push_str(&human::report(&wrong, ruleset.sources(), &shown));
        broken |= Tally::of(&wrong).errors > 0;
        let report: Report = run_examples(&ruleset, &cases, language);
        for failure in &report.failures {
            text.push_str(&told(failure, ruleset.sources(), language));
        }
        passed += report.passed;
        failed += report.failures.len();
    }
    text.push_str(&format!("{passed} passed, {failed} failed\n"));
    Ok(Answer { text, exit: u8::from(broken || failed > 0) })
}

/// A failure in five lines.
fn told(failure: &Failure, sources: &Sources, language: Language) -> String {
    let place = Place::of(failure.span, sources)
        .map(|place| format!("{}:{}", place.file, place.start.line))
        .unwrap_or_default();
    let words = [
        ("title", Argument::from(&failure.title)),
        ("place", place.into()),
        ("expected", Argument::from(&failure.expected)),
        ("got", Argument::from(&failure.got)),
        ("step", failure.step.clone().unwrap_or_default().into()),
    ];
    let mut lines = vec!["test-failure", "test-place", "test-expected", "test-got"];
    lines.extend(failure.step.is_some().then_some("test-step"));
    let lines: Vec<String> = lines.iter().map(|id| phrase(language, id, &words)).collect();
    format!("{}\n\n", lines.join("\n  "))
}
