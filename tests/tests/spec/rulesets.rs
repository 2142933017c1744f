//! Every ruleset of `rules/` checks, and its worked cases come out.

use enact::{Ruleset, examples};
use enact_tests::{laws, pins, places};
use libtest_mimic::{Failed, Trial};
use std::path::{Path, PathBuf};

/// Two tests a ruleset.
pub fn trials() -> Vec<Trial> {
    let root = places::root();
    let folders = places::rulesets(&root.join("rules"));
    let of = |folder: PathBuf| {
        let name = folder.strip_prefix(&root).unwrap_or(&folder).display().to_string();
        let same = folder.clone();
        [
            Trial::test(format!("{name}: checks without errors"), move || checks(&folder)),
            Trial::test(format!("{name}: every worked case comes out"), move || passes(&same)),
        ]
    };
    folders.into_iter().flat_map(of).collect()
}

fn checks(folder: &Path) -> Result<(), Failed> {
    let loaded = Ruleset::load(&places::world(folder));
    let errors: Vec<String> = loaded
        .findings
        .iter()
        .filter(|finding| pins::is_error(finding))
        .map(|finding| {
            let source = loaded.sources.get(finding.span().file);
            let name = source.map_or("", |source| source.name.as_str());
            let line = source.map_or(0, |source| source.line_column(finding.span().start).line);
            format!("{name}:{line}: {} {}", finding.code, laws::said(finding, loaded.language))
        })
        .collect();
    if errors.is_empty() { Ok(()) } else { Err(errors.join("\n").into()) }
}

fn passes(folder: &Path) -> Result<(), Failed> {
    let loaded = Ruleset::load(&places::world(folder));
    let ruleset = loaded.ruleset.ok_or("the laws have errors")?;
    let (tables, findings) = ruleset.tables();
    if let Some(finding) = findings.first() {
        return Err(laws::said(finding, ruleset.language()).into());
    }
    let report = examples::run(&ruleset, &tables, ruleset.language());
    if report.passed + report.failures.len() == 0 {
        return Err("there are no worked cases".into());
    }
    let failures = report.failures.iter().map(|failure| {
        format!("\"{}\" expects {}, and got {}", failure.title, failure.expected, failure.got)
    });
    let failures: Vec<String> = failures.collect();
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n").into()) }
}
