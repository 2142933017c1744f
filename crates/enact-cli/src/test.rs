//! `enact test`: the examples in the laws, and the tables of cases beside them.

mod junit;

use crate::answer::{Answer, Refusal};
use crate::arguments::{Test, TestFormat};
use crate::findings::{Place, human};
use crate::{rulesets, write};
use enact::examples::Failure;
use enact::examples::suite::{Suite, to_json};
use enact_source::messages::phrase;
use enact_source::{Argument, Language, Sources};

/// Runs the examples of every ruleset; the last line is `N passed, N failed`.
///
/// # Errors
/// A file or folder that could not be read, or a report that could not be written.
pub fn run(arguments: &Test) -> Result<Answer, Refusal> {
    let lang = arguments.display.lang;
    let folders = rulesets::all(&arguments.rulesets, lang)?;
    let (suites, words): (Vec<Suite>, Vec<String>) =
        folders.iter().map(|folder| suite(folder, arguments)).unzip();
    let (passed, failed) = (sum(&suites, Suite::passed), sum(&suites, Suite::failed));
    let told = || format!("{}{passed} passed, {failed} failed\n", words.concat());
    let report = match arguments.format {
        TestFormat::Human => told(),
        TestFormat::Json => format!("{:#}\n", to_json(&suites)),
        TestFormat::Junit => junit::report(&suites, &words),
    };
    let text = match &arguments.output {
        None => report,
        Some(path) => {
            write::whole(path, &report).map_err(|error| Refusal::unwritable(path, &error, lang))?;
            told()
        }
    };
    let broken = suites.iter().any(|suite| suite.broken);
    Ok(Answer { text, exit: u8::from(broken || failed > 0) })
}

fn sum(suites: &[Suite], count: fn(&Suite) -> usize) -> usize {
    suites.iter().map(count).sum()
}

/// The worked cases of one ruleset, and what is to be told of them in words.
fn suite(folder: &rulesets::Folder, arguments: &Test) -> (Suite, String) {
    let loaded = folder.load();
    let language = arguments.display.lang.unwrap_or(loaded.language);
    let shown = arguments.display.shown(loaded.language);
    let suite = Suite::of(folder.path.display().to_string(), &loaded, language);
    if loaded.ruleset.is_none() {
        let mut words = human::report(&loaded.findings, &loaded.sources, &shown);
        let named = [("path", Argument::from(&suite.path))];
        words.push_str(&format!("{}\n", phrase(language, "test-not-run", &named)));
        return (suite, words);
    }
    let mut words = human::report(&suite.findings, &loaded.sources, &shown);
    for failure in suite.trials.iter().filter_map(|trial| trial.failure.as_ref()) {
        words.push_str(&told(failure, &loaded.sources, language));
    }
    (suite, words)
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
