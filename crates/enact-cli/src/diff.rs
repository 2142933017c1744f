//! `enact diff`: what changes between two versions of a ruleset, and for whom.

mod html;
mod level;
mod markdown;
mod programs;
mod text;
mod versions;

use crate::answer::{Answer, Refusal};
use crate::arguments::{Diff, DiffFormat};
use crate::{verify, write};
use enact::comparison::{Compared, Means};
use enact::{Loaded, Ruleset};
use enact_verify::Patience;

/// Compares two versions.
///
/// # Errors
/// What could not be read, or an error in one of the laws.
pub fn run(arguments: &Diff) -> Result<Answer, Refusal> {
    let lang = arguments.display.lang;
    let (before, after) = versions::both(arguments)?;
    let (before, after) = (checked(before.load(), arguments)?, checked(after.load(), arguments)?);
    let language = lang.unwrap_or_else(|| after.language());
    if arguments.bill {
        let text = enact::amendment::between(&before, &after, language).unwrap_or_default();
        return Ok(Answer { text, exit: 0 });
    }
    let solver = verify::chosen(arguments.solver, lang)?;
    let means = Means {
        patience: Patience { choices: arguments.choices, list_most: arguments.list_most },
        solver: solver.as_deref(),
        burdens: &arguments.burden,
        renamed: &arguments.renamed,
        language,
    };
    let compared = Compared::of(&before, &after, &means);
    let text = match arguments.format {
        DiffFormat::Text => text::report(&compared, language),
        DiffFormat::Json => compared.to_json(),
        DiffFormat::Markdown => markdown::report(&compared, language),
        DiffFormat::Html => html::report(&compared, language),
        DiffFormat::Github => programs::github(&compared, language),
        DiffFormat::Sarif => programs::sarif(&compared, language),
        DiffFormat::Junit => programs::junit(&compared, language),
    };
    let exit = level::exit(&compared, arguments.fail_on);
    match &arguments.output {
        None => Ok(Answer { text, exit }),
        Some(path) => {
            write::whole(path, &text).map_err(|error| Refusal::unwritable(path, &error, lang))?;
            Ok(Answer { text: text::verdicts(&compared, language), exit })
        }
    }
}

fn checked(loaded: Loaded, arguments: &Diff) -> Result<Ruleset, Refusal> {
    let Loaded { ruleset, findings, sources, language, .. } = loaded;
    let shown = arguments.display.shown(language);
    ruleset.ok_or_else(|| Refusal::findings(&findings, &sources, &shown))
}
