//! `enact diff --population`: how many of a population become better or worse off.

use crate::answer::{Answer, Refusal, finding, spoken};
use crate::arguments::{Diff, DiffFormat};
use enact::Ruleset;
use enact::comparison::population::{Counted, Crowd, Population};
use enact_source::messages::phrase;
use enact_source::{Diagnostic, Language};
use std::fs::File;
use std::io::{self, BufReader, IsTerminal, Write};
use std::path::Path;

/// Counts the cases in the file at `path`.
///
/// # Errors
/// What could not be read, or a decision or fact that one of the versions does not know.
pub fn run(
    before: &Ruleset,
    after: &Ruleset,
    path: &Path,
    arguments: &Diff,
    language: Language,
) -> Result<Answer, Refusal> {
    let lang = arguments.display.lang;
    let decision = arguments.decision.as_deref().unwrap_or_default();
    let by = arguments.by.as_deref();
    let mut crowd = Crowd::new(before, after, decision, by).ok_or_else(|| {
        let finding =
            finding("E0635").with("decision", decision).with("by", by.unwrap_or_default());
        Refusal::command(&finding, spoken(lang))
    })?;
    let unreadable = |error: io::Error| Refusal::unreadable(path, &error, lang);
    let name = path.display().to_string();
    let findings = if name.ends_with(".json") {
        let text = std::fs::read_to_string(path).map_err(unreadable)?;
        crowd.add(&enact_source::Source::new(name, text))
    } else {
        let file = BufReader::new(File::open(path).map_err(unreadable)?);
        let read = crowd.table(&name, file, arguments.on, &mut progress);
        let read = read.map_err(|error| unreadable(io::Error::other(error.to_string())))?;
        progress(0);
        read
    };
    let population = crowd.counted(language);
    let text = match arguments.format {
        DiffFormat::Json => {
            serde_json::to_string_pretty(&population).map(|text| text + "\n").unwrap_or_default()
        }
        _ => wrong(&findings, language) + &report(&population, language),
    };
    Ok(Answer { text, exit: 0 })
}

/// Says on a terminal how many cases were decided, on one line that goes away at 0.
fn progress(cases: usize) {
    let mut terminal = io::stderr();
    if !terminal.is_terminal() {
        return;
    }
    let line = if cases == 0 { "\r\x1b[2K".to_owned() } else { format!("\r\x1b[2K{cases}") };
    // A terminal that cannot be written to misses nothing but this.
    let _ = terminal.write_all(line.as_bytes()).and_then(|()| terminal.flush());
}

/// What is wrong with the table, each once.
fn wrong(findings: &[Diagnostic], language: Language) -> String {
    let mut told: Vec<String> =
        findings.iter().map(|finding| finding.render(language).message).collect();
    told.dedup();
    told.into_iter().map(|line| line + "\n").collect()
}

fn report(population: &Population, language: Language) -> String {
    let name = population.decision.replace('-', " ");
    let words = [("name", name.into()), ("count", population.all.cases.into())];
    let mut text = format!("{}\n", phrase(language, "population-title", &words));
    text.push_str(&format!("  {}\n", counts(&population.all, language)));
    for group in &population.groups {
        text.push_str(&format!("{}\n  {}\n", group.name, counts(&group.counted, language)));
    }
    text
}

fn counts(counted: &Counted, language: Language) -> String {
    let words = [
        ("more", counted.more.into()),
        ("newly", counted.newly.into()),
        ("less", counted.less.into()),
        ("gone", counted.no_longer.into()),
        ("same", counted.same.into()),
        ("open", counted.open.into()),
        ("before", counted.told[0].clone().into()),
        ("after", counted.told[1].clone().into()),
    ];
    phrase(language, "population-counts", &words)
}
