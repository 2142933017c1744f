//! `enact test`: the examples in the laws, and the tables of cases beside them.

mod json;
mod junit;

use crate::answer::{Answer, Refusal};
use crate::arguments::{Test, TestFormat};
use crate::findings::{Place, Tally, human};
use crate::{rulesets, write};
use enact::examples::{Failure, run as run_examples};
use enact_source::messages::phrase;
use enact_source::{Argument, Language, Sources, Span};

/// What the worked cases of one ruleset came to.
pub struct Suite {
    /// The ruleset's path as typed.
    path: String,
    /// Each worked case in order.
    trials: Vec<Trial>,
    /// How many examples could not be run, because the law or a table has errors.
    not_run: usize,
    /// Whether the law or a table has errors.
    broken: bool,
    /// What is to be told of it in words.
    words: String,
}

/// One worked case.
struct Trial {
    title: String,
    file: String,
    line: usize,
    failure: Option<Failure>,
}

impl Suite {
    fn failed(&self) -> usize {
        self.not_run + self.trials.iter().filter(|trial| trial.failure.is_some()).count()
    }

    fn passed(&self) -> usize {
        self.trials.iter().filter(|trial| trial.failure.is_none()).count()
    }
}

/// Runs the examples of every ruleset; the last line is `N passed, N failed`.
///
/// # Errors
/// A file or folder that could not be read, or a report that could not be written.
pub fn run(arguments: &Test) -> Result<Answer, Refusal> {
    let lang = arguments.display.lang;
    let folders = rulesets::all(&arguments.rulesets, lang)?;
    let suites: Vec<Suite> = folders.iter().map(|folder| suite(folder, arguments)).collect();
    let (passed, failed) = (sum(&suites, Suite::passed), sum(&suites, Suite::failed));
    let words = || {
        let told: String = suites.iter().map(|suite| suite.words.as_str()).collect();
        format!("{told}{passed} passed, {failed} failed\n")
    };
    let report = match arguments.format {
        TestFormat::Human => words(),
        TestFormat::Json => json::report(&suites),
        TestFormat::Junit => junit::report(&suites),
    };
    let text = match &arguments.output {
        None => report,
        Some(path) => {
            write::whole(path, &report).map_err(|error| Refusal::unwritable(path, &error, lang))?;
            words()
        }
    };
    let broken = suites.iter().any(|suite| suite.broken);
    Ok(Answer { text, exit: u8::from(broken || failed > 0) })
}

fn sum(suites: &[Suite], count: fn(&Suite) -> usize) -> usize {
    suites.iter().map(count).sum()
}

fn suite(folder: &rulesets::Folder, arguments: &Test) -> Suite {
    let loaded = folder.load();
    let language = arguments.display.lang.unwrap_or(loaded.language);
    let shown = arguments.display.shown(loaded.language);
    let path = folder.path.display().to_string();
    let Some(ruleset) = loaded.ruleset else {
        let mut words = human::report(&loaded.findings, &loaded.sources, &shown);
        let named = [("path", Argument::from(&path))];
        words.push_str(&format!("{}\n", phrase(language, "test-not-run", &named)));
        let not_run = loaded.counts.examples;
        return Suite { path, trials: Vec::new(), not_run, broken: true, words };
    };
    let (cases, wrong) = ruleset.tables();
    let mut words = human::report(&wrong, ruleset.sources(), &shown);
    let report = run_examples(&ruleset, &cases, language);
    for failure in &report.failures {
        words.push_str(&told(failure, ruleset.sources(), language));
    }
    let trials = report.ran.into_iter().map(|ran| {
        let (file, line) = place(ran.span, ruleset.sources());
        let failure = ran.failure.and_then(|place| report.failures.get(place)).cloned();
        Trial { title: ran.title, file, line, failure }
    });
    let broken = Tally::of(&wrong).errors > 0;
    Suite { path, trials: trials.collect(), not_run: 0, broken, words }
}

fn place(span: Span, sources: &Sources) -> (String, usize) {
    Place::of(span, sources).map(|place| (place.file, place.start.line)).unwrap_or_default()
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
