//! `enact verify`: which safeguards hold for every case, and which case breaks the others.

mod html;
mod markdown;
mod text;

use crate::answer::{Answer, Refusal};
use crate::arguments::{FailOn, Verify, VerifyFormat};
use crate::{rulesets, solver, write};
use enact::{Assurance, Loaded, verification};
use enact_source::Severity;
use enact_verify::Solver;
use std::io::{IsTerminal, Write};

/// Judges the safeguards of a ruleset.
///
/// # Errors
/// What could not be read, or an error in the law.
pub fn run(arguments: &Verify) -> Result<Answer, Refusal> {
    let lang = arguments.display.lang;
    let folder = rulesets::in_force(&arguments.ruleset, arguments.on, lang)?;
    let Loaded { ruleset, findings, sources, language, .. } = folder.load();
    let Some(ruleset) = ruleset else {
        return Err(Refusal::findings(&findings, &sources, &arguments.display.shown(language)));
    };
    let language = lang.unwrap_or_else(|| ruleset.language());
    let titles: Vec<String> =
        ruleset.program().safeguards.iter().map(|safeguard| safeguard.title.clone()).collect();
    let solver = solver::chosen(arguments.search.solver, lang)?;
    let solver = solver.as_ref().map(|solver| -> &dyn Solver { solver });
    let findings = verification::with_solver(ruleset.law(), &findings, solver);
    if findings.iter().any(|finding| finding.severity() == Severity::Error) {
        return Err(Refusal::findings(&findings, &sources, &arguments.display.shown(language)));
    }
    let means = (arguments.search.patience(), solver);
    let assurance = Assurance::of(&ruleset, &findings, means, language, &mut |place| {
        progress(place, &titles);
    });
    progress(titles.len(), &titles);
    let text = match arguments.format {
        VerifyFormat::Text => text::report(&assurance, language),
        VerifyFormat::Json => assurance.to_json(),
        VerifyFormat::Markdown => markdown::report(&assurance, language),
        VerifyFormat::Html => html::report(&html::Page {
            ruleset: &ruleset,
            assurance: &assurance,
            named: &arguments.ruleset.display().to_string(),
            language,
        }),
    };
    let text = match &arguments.output {
        None => text,
        Some(path) => {
            write::whole(path, &text).map_err(|error| Refusal::unwritable(path, &error, lang))?;
            text::counts(&assurance, language)
        }
    };
    let refuted = assurance.mistaken();
    let open = assurance.count("not-proved")
        + assurance.findings.iter().filter(|finding| finding.code == "N0708").count();
    let failed = match arguments.fail_on {
        FailOn::None => false,
        FailOn::Refuted => refuted > 0,
        FailOn::Unproved => refuted + open > 0,
    };
    Ok(Answer { text, exit: u8::from(failed) })
}

/// Says on a terminal which safeguard is being looked into, on one line that goes away.
fn progress(place: usize, titles: &[String]) {
    let mut terminal = std::io::stderr();
    if !terminal.is_terminal() {
        return;
    }
    let line = match titles.get(place) {
        Some(title) => format!("\r\x1b[2K{}/{} {title}", place + 1, titles.len()),
        None => "\r\x1b[2K".to_owned(),
    };
    // A terminal that cannot be written to misses nothing but this.
    let _ = terminal.write_all(line.as_bytes()).and_then(|()| terminal.flush());
}
