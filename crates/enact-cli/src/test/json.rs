//! The report on examples for programs: `enact-test/1`.

use super::{Suite, Trial};
use serde_json::{Value, json};

/// One object for all rulesets.
pub(super) fn report(suites: &[Suite]) -> String {
    let all: Vec<Value> = suites.iter().map(suite).collect();
    let passed: usize = suites.iter().map(Suite::passed).sum();
    let failed: usize = suites.iter().map(Suite::failed).sum();
    let report = json!({
        "format": "enact-test/1",
        "rulesets": all,
        "summary": { "passed": passed, "failed": failed },
    });
    format!("{report:#}\n")
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
