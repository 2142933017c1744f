//! `enact diff`: what changes between two versions of a ruleset, and for whom.

mod driver;
mod html;
mod level;
mod markdown;
mod population;
mod programs;
mod table;
#[cfg(test)]
mod tests;
mod versions;

use crate::answer::{Answer, Refusal};
use crate::arguments::{Diff, DiffFormat};
use crate::rulesets::Folder;
use crate::{read, solver, write};
use enact::comparison::accepted::Accepted;
use enact::comparison::table::Table;
use enact::comparison::{Compared, Means, text};
use enact::{Loaded, Proposal, Ruleset};
use enact_source::{Language, Sources};
use enact_verify::Solver;
use std::path::Path;

/// Compares two versions.
///
/// # Errors
/// What could not be read, or an error in one of the laws.
pub fn run(arguments: &Diff) -> Result<Answer, Refusal> {
    let lang = arguments.display.lang;
    if let Some(handed) = &arguments.git_driver {
        return driver::run(handed, arguments);
    }
    let sides = sides(arguments)?;
    let (before, after) = sides.rulesets();
    let language = lang.unwrap_or_else(|| after.language());
    if arguments.bill {
        let text = enact::amendment::between(before, after, language).unwrap_or_default();
        return Ok(Answer { text, exit: 0 });
    }
    if arguments.table {
        let table = Table::of(before, after, language);
        let report = match arguments.format {
            DiffFormat::Html => table::page(&table, language),
            _ => table::markdown(&table, language),
        };
        return written(report, String::new(), 0, arguments);
    }
    if let Some(path) = &arguments.population {
        return population::run(before, after, path, arguments, language);
    }
    let compared = compared(&sides, arguments, language)?;
    let report = match arguments.format {
        DiffFormat::Text => text::report(&compared, language),
        DiffFormat::Json => compared.to_json(),
        DiffFormat::Markdown => markdown::report(&compared, language),
        DiffFormat::Html => html::report(&compared, [before, after], language),
        DiffFormat::Github => programs::github(&compared, language),
        DiffFormat::Sarif => programs::sarif(&compared, language),
        DiffFormat::Junit => programs::junit(&compared, language),
    };
    let exit = level::exit(&compared, arguments.fail_on);
    written(report, text::verdicts(&compared), exit, arguments)
}

/// The report; or, where it goes to a file, what is told of it.
fn written(report: String, told: String, exit: u8, arguments: &Diff) -> Result<Answer, Refusal> {
    let Some(path) = &arguments.output else { return Ok(Answer { text: report, exit }) };
    write::whole(path, &report)
        .map_err(|error| Refusal::unwritable(path, &error, arguments.display.lang))?;
    Ok(Answer { text: told, exit })
}

/// What the comparison comes to, without what was accepted.
fn compared(sides: &Sides, arguments: &Diff, language: Language) -> Result<Compared, Refusal> {
    let solver = solver::chosen(arguments.search.solver, arguments.display.lang)?;
    let means = Means {
        patience: arguments.search.patience(),
        solver: solver.as_ref().map(|solver| -> &dyn Solver { solver }),
        burdens: &arguments.burden,
        renamed: &arguments.renamed,
        language,
    };
    let mut compared = match sides {
        Sides::Versions(before, after) => Compared::of(before, after, &means),
        Sides::Bill(proposal) => Compared::of_bill(proposal, &means),
    };
    if let Some(path) = &arguments.accepted {
        compared.accept(&accepted(path, arguments)?);
    }
    Ok(compared)
}

/// What is compared.
enum Sides {
    /// Two versions of a ruleset.
    Versions(Box<Ruleset>, Box<Ruleset>),
    /// What two versions of a bill make of one.
    Bill(Box<Proposal>),
}

impl Sides {
    fn rulesets(&self) -> (&Ruleset, &Ruleset) {
        match self {
            Self::Versions(before, after) => (before, after),
            Self::Bill(proposal) => (&proposal.before.ruleset, &proposal.after.ruleset),
        }
    }
}

fn sides(arguments: &Diff) -> Result<Sides, Refusal> {
    let Some(law) = &arguments.law else {
        let (before, after) = versions::both(arguments)?;
        let checked = |folder: Folder| checked(folder.load(), arguments).map(Box::new);
        return Ok(Sides::Versions(checked(before)?, checked(after)?));
    };
    let lang = arguments.display.lang;
    let law = versions::one(law, lang)?;
    let first = versions::bill(arguments.before.as_deref().unwrap_or_default(), lang)?;
    let (before, after) = match &arguments.after {
        Some(after) => (Some(first), versions::bill(after, lang)?),
        None => (None, first),
    };
    let proposal = Proposal::of(&law, before, after).map_err(|wrong| {
        let shown = arguments.display.shown(wrong.language);
        Refusal::findings(&wrong.findings, &wrong.sources, &shown)
    })?;
    Ok(Sides::Bill(Box::new(proposal)))
}

fn checked(loaded: Loaded, arguments: &Diff) -> Result<Ruleset, Refusal> {
    let Loaded { ruleset, findings, sources, language, .. } = loaded;
    let shown = arguments.display.shown(language);
    ruleset.ok_or_else(|| Refusal::findings(&findings, &sources, &shown))
}

/// The accepted changes in the file at `path`.
fn accepted(path: &Path, arguments: &Diff) -> Result<Vec<Accepted>, Refusal> {
    let source = read::source(path, arguments.display.lang)?;
    let mut sources = Sources::default();
    let file = sources.add(source.clone());
    enact::comparison::accepted::read(file, &source).map_err(|finding| {
        let shown = arguments.display.shown(arguments.display.lang.unwrap_or_default());
        Refusal::findings(&[finding], &sources, &shown)
    })
}
