//! `git diff` by what a law means: what git asks for each file that changed.
//!
//! git hands over the file as it was and as it is. Each stands, in turn, in the ruleset that is around
//! it in the work tree; a bill is compared as one that amends that ruleset. Where that makes no law,
//! the lines are shown as git would show them.

use super::{Sides, compared};
use crate::answer::{Answer, Refusal};
use crate::arguments::Diff;
use crate::rulesets::{self, Folder};
use enact::comparison::text;
use enact::{File, Proposal};
use enact_source::Source;
use enact_source::messages::phrase;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The report on one file, for git: it goes on whatever was found, so the status is always 0.
///
/// # Errors
/// What the command line asks for and is not there, such as a solver.
pub fn run(handed: &[String], arguments: &Diff) -> Result<Answer, Refusal> {
    let [path, old, _, _, new, ..] = handed else {
        // Of a file that is not merged git gives the path alone.
        return Ok(Answer { text: format!("* {}\n", handed.join(" ")), exit: 0 });
    };
    let text = match sides(path, &content(old), &content(new)) {
        Some(sides) => {
            let language = sides.rulesets().1.language();
            let language = arguments.display.lang.unwrap_or(language);
            let told = text::report(&compared(&sides, arguments, language)?, language);
            format!("enact diff {path}\n{told}")
        }
        None => {
            let language = arguments.display.lang.unwrap_or_default();
            let said = phrase(language, "diff-driver-lines", &[("path", path.clone().into())]);
            // git names the copies that it made.
            let lines = [old, new].into_iter().fold(lines(old, new), |lines, copy| {
                lines.replace(copy.trim_start_matches('/'), path)
            });
            format!("{said}\n{lines}")
        }
    };
    Ok(Answer { text, exit: 0 })
}

/// The bytes of a file; `None` where git says that there is none.
fn content(file: &str) -> Option<Vec<u8>> {
    let bytes = fs::read(file).ok()?;
    (!["/dev/null", "nul"].contains(&file)).then_some(bytes)
}

/// The two laws, as far as they are laws.
fn sides(path: &str, old: &Option<Vec<u8>>, new: &Option<Vec<u8>>) -> Option<Sides> {
    if path.ends_with(".bill.md") {
        let law = around(Path::new(path))?;
        let bill = |bytes: &Option<Vec<u8>>| {
            let text = String::from_utf8(bytes.clone()?).ok()?;
            Some(Source::new(path, text))
        };
        return Proposal::of(&law, bill(old), bill(new)?).ok().map(Box::new).map(Sides::Bill);
    }
    let folder = Path::new(path).parent().filter(|parent| parent.is_dir());
    let folder = folder.and_then(|folder| rulesets::in_force(folder, None, None).ok());
    let others = folder.map_or_else(Vec::new, |folder| enact::World::files(&folder));
    let version = |bytes: &Option<Vec<u8>>| {
        let mut files = others.clone();
        files.retain(|file| file.name != path);
        files.extend(bytes.clone().map(|bytes| File { name: path.to_owned(), bytes }));
        Folder::of(path, files).load().ruleset.map(Box::new)
    };
    Some(Sides::Versions(version(old)?, version(new)?))
}

/// The ruleset in the nearest folder around a bill.
fn around(bill: &Path) -> Option<Folder> {
    bill.ancestors().skip(1).find_map(|folder| {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        rulesets::in_force(folder, None, None).ok()
    })
}

/// The lines that changed, as git tells them.
fn lines(old: &str, new: &str) -> String {
    let run = Command::new("git")
        .args(["diff", "--no-index", "--no-ext-diff", "--no-color", "--", old, new])
        .output();
    run.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default()
}
