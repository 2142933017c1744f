//! The two versions: folders, single laws, or what git holds of them.

use crate::answer::{Refusal, finding, spoken};
use crate::arguments::Diff;
use crate::read;
use crate::rulesets::{self, Folder};
use enact::File;
use enact_source::{Language, Source};
use std::path::Path;
use std::process::Command;

/// The version before and the version after.
///
/// # Errors
/// What could not be read.
pub fn both(arguments: &Diff) -> Result<(Folder, Folder), Refusal> {
    let lang = arguments.display.lang;
    let before = arguments.before.as_deref().unwrap_or_default();
    if before.ends_with(".bill.md") {
        return Err(unreadable(before, "E0636", "", lang));
    }
    match (&arguments.after, before.split_once("..")) {
        (Some(after), _) => Ok((one(before, lang)?, one(after, lang)?)),
        (None, Some((from, to))) => {
            let path = arguments.path.as_deref().unwrap_or(".");
            let to = if to.is_empty() { "HEAD" } else { to };
            Ok((of_git(from, path, lang)?, of_git(to, path, lang)?))
        }
        (None, None) => Err(unreadable(before, "E0631", "", lang)),
    }
}

/// A bill: `PATH`, or `git:REVISION:PATH`.
///
/// # Errors
/// What could not be read.
pub fn bill(named: &str, lang: Option<Language>) -> Result<Source, Refusal> {
    let Some((revision, path)) = in_git(named) else {
        return read::source(Path::new(named), lang);
    };
    let path = rooted(path, named, lang)?;
    let bytes = git(&["show", &format!("{revision}:{path}")], named, lang)?;
    Ok(Source::new(path, String::from_utf8_lossy(&bytes).into_owned()))
}

/// `PATH`, or `git:REVISION:PATH`.
///
/// # Errors
/// What could not be read.
pub fn one(named: &str, lang: Option<Language>) -> Result<Folder, Refusal> {
    match in_git(named) {
        Some((revision, path)) => of_git(revision, path, lang),
        None => rulesets::in_force(Path::new(named), None, lang),
    }
}

fn in_git(named: &str) -> Option<(&str, &str)> {
    named.strip_prefix("git:").and_then(|rest| rest.split_once(':'))
}

/// The files below `path` as they are in `revision`; the work tree stays as it is.
fn of_git(revision: &str, path: &str, lang: Option<Language>) -> Result<Folder, Refusal> {
    let named = format!("git:{revision}:{path}");
    let listed = git(
        &[
            "ls-tree",
            "-r",
            "-z",
            "--full-tree",
            "--name-only",
            revision,
            "--",
            &rooted(path, &named, lang)?,
        ],
        &named,
        lang,
    )?;
    let names = String::from_utf8_lossy(&listed).into_owned();
    let mut files = Vec::new();
    for name in names.split('\0').filter(|name| belongs(name)) {
        let bytes = git(&["show", &format!("{revision}:{name}")], &named, lang)?;
        files.push(File { name: name.to_owned(), bytes });
    }
    if files.is_empty() {
        return Err(unreadable(&named, "E0632", "", lang));
    }
    Ok(Folder::of(named, files))
}

/// The path from the top of the repository.
fn rooted(path: &str, named: &str, lang: Option<Language>) -> Result<String, Refusal> {
    let prefix = git(&["rev-parse", "--show-prefix"], named, lang)?;
    let prefix = String::from_utf8_lossy(&prefix).trim().to_owned();
    let path = path.trim_end_matches('/');
    let whole = if path == "." { prefix } else { format!("{prefix}{path}") };
    Ok(if whole.is_empty() { ".".to_owned() } else { whole })
}

fn belongs(name: &str) -> bool {
    name.ends_with(".law.md")
        || name.ends_with("enact.toml")
        || name.contains("cases/") && [".csv", ".json"].iter().any(|end| name.ends_with(end))
}

fn git(arguments: &[&str], named: &str, lang: Option<Language>) -> Result<Vec<u8>, Refusal> {
    let run = Command::new("git").args(arguments).output();
    match run {
        Ok(output) if output.status.success() => Ok(output.stdout),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            Err(unreadable(named, "E0633", &said, lang))
        }
        Err(error) => Err(unreadable(named, "E0633", &error.to_string(), lang)),
    }
}

fn unreadable(named: &str, code: &'static str, reason: &str, lang: Option<Language>) -> Refusal {
    let finding = finding(code).with("path", named).with("reason", reason);
    Refusal::command(&finding, spoken(lang))
}
