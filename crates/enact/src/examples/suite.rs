//! The worked cases of a ruleset, run, and as JSON: `enact-test/1`.

use super::{Failure, Ran, run};
use crate::Loaded;
use crate::findings::{Place, Tally};
use enact_source::{Diagnostic, Language, Sources, Span};
use serde_json::{Value, json};

/// What the worked cases of one ruleset came to.
#[derive(Debug, Clone)]
pub struct Suite {
    /// The ruleset as it was named.
    pub path: String,
    /// Each worked case in order.
    pub trials: Vec<Trial>,
    /// How many examples could not be run, because the law has errors.
    pub not_run: usize,
    /// What is wrong with the tables of cases.
    pub findings: Vec<Diagnostic>,
    /// Whether the law or a table has errors.
    pub broken: bool,
}

/// One worked case.
#[derive(Debug, Clone)]
pub struct Trial {
    /// Its title.
    pub title: String,
    /// The file it stands in.
    pub file: String,
    /// Its line, from 1; of a failure the line of what was expected.
    pub line: usize,
    /// What came out otherwise.
    pub failure: Option<Failure>,
}

impl Suite {
    /// Runs every example of the laws and every case of the tables beside them.
    #[must_use]
    pub fn of(path: impl Into<String>, loaded: &Loaded, language: Language) -> Self {
        let path = path.into();
        let Some(ruleset) = &loaded.ruleset else {
            let not_run = loaded.counts.examples;
            return Self { path, trials: Vec::new(), not_run, findings: Vec::new(), broken: true };
        };
        let (cases, findings) = ruleset.tables();
        let report = run(ruleset, &cases, language);
        let trials = report.ran.into_iter().map(|Ran { title, span, failure }| {
            let (file, line) = place(span, ruleset.sources());
            let failure = failure.and_then(|place| report.failures.get(place)).cloned();
            Trial { title, file, line, failure }
        });
        let broken = Tally::of(&findings).errors > 0;
        Self { path, trials: trials.collect(), not_run: 0, findings, broken }
    }

    /// How many came out otherwise, or could not be run.
    #[must_use]
    pub fn failed(&self) -> usize {
        self.not_run + self.trials.iter().filter(|trial| trial.failure.is_some()).count()
    }

    /// How many came out as expected.
    #[must_use]
    pub fn passed(&self) -> usize {
        self.trials.iter().filter(|trial| trial.failure.is_none()).count()
    }
}

fn place(span: Span, sources: &Sources) -> (String, usize) {
    Place::of(span, sources).map(|place| (place.file, place.start.line)).unwrap_or_default()
}

/// One object for all rulesets.
#[must_use]
pub fn to_json(suites: &[Suite]) -> Value {
    let all: Vec<Value> = suites.iter().map(suite).collect();
    let passed: usize = suites.iter().map(Suite::passed).sum();
    let failed: usize = suites.iter().map(Suite::failed).sum();
    json!({
        "format": "enact-test/1",
        "rulesets": all,
        "summary": { "passed": passed, "failed": failed },
    })
}

fn suite(suite: &Suite) -> Value {
    json!({
        "path": suite.path,
        "errors": suite.broken,
        "not_run": suite.not_run,
        "cases": suite.trials.iter().map(trial).collect::<Vec<_>>(),
    })
}

fn trial(trial: &Trial) -> Value {
    let mut told = json!({
        "title": trial.title,
        "file": trial.file,
        "line": trial.line,
        "passed": trial.failure.is_none(),
    });
    if let (Some(failure), Some(fields)) = (&trial.failure, told.as_object_mut()) {
        fields.insert("expected".to_owned(), failure.expected.clone().into());
        fields.insert("got".to_owned(), failure.got.clone().into());
        fields.insert("step".to_owned(), failure.step.clone().into());
    }
    told
}
