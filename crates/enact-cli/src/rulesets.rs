//! Rulesets on disk: where their files are, and which version is in force.

use crate::answer::{Refusal, finding, spoken};
use crate::findings::Shown;
use crate::workbook;
use enact::{File, Loaded, Ruleset};
use enact_source::{FileId, Language, Source};
use enact_syntax::tree::Header;
use enact_value::Date;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The files of one ruleset, read from disk.
pub struct Folder {
    /// The path as typed, for reports about several.
    pub path: PathBuf,
    files: Vec<File>,
}

impl enact::World for Folder {
    fn files(&self) -> Vec<File> {
        self.files.clone()
    }
}

impl Folder {
    /// Files that were read elsewhere.
    pub fn of(path: impl Into<PathBuf>, files: Vec<File>) -> Self {
        Self { path: path.into(), files }
    }

    /// Checks and lays out its laws.
    pub fn load(&self) -> Loaded {
        Ruleset::load(self)
    }

    /// The front matter of its laws.
    fn headers(&self) -> Vec<Header> {
        let laws = self.files.iter().filter(|file| file.name.ends_with(".law.md"));
        laws.map(|law| {
            let text = String::from_utf8_lossy(&law.bytes);
            let source = Source::new(&*law.name, front_matter(&text));
            enact_syntax::frame(FileId::default(), &source).header
        })
        .collect()
    }
}

/// The text up to and including the line that closes the front matter.
fn front_matter(text: &str) -> &str {
    let end = text.find("\n---").map_or(text.len(), |at| at + "\n---".len());
    text.get(..end).unwrap_or(text)
}

/// Every ruleset that `paths` mean: a folder with `versions/*` means each of them, a folder of
/// rulesets all that lie below it.
///
/// # Errors
/// The path that could not be read, or that holds no law.
pub fn all(paths: &[PathBuf], lang: Option<Language>) -> Result<Vec<Folder>, Refusal> {
    let mut folders = Vec::new();
    for path in paths {
        for ruleset in below(path, lang)? {
            for version in versions(&ruleset, lang)? {
                folders.push(read(&version, &ruleset, lang)?);
            }
        }
    }
    Ok(folders)
}

/// The ruleset at `path`, or else those in the folders below it.
fn below(path: &Path, lang: Option<Language>) -> Result<Vec<PathBuf>, Refusal> {
    let itself = !path.is_dir() || path.join("versions").is_dir();
    if itself || listed(path, lang)?.iter().any(|entry| is_law(entry) || is_manifest(entry)) {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in listed(path, lang)? {
        // A link to a folder may lead back to where it stands.
        if entry.is_dir() && !entry.is_symlink() && !laws(&entry, lang)?.is_empty() {
            found.extend(below(&entry, lang)?);
        }
    }
    Ok(if found.is_empty() { vec![path.to_owned()] } else { found })
}

/// The ruleset at `path`, sound and in force on `on`: among several versions the latest.
///
/// # Errors
/// What could not be read, the errors in the law, or that no version is in force.
pub fn one(
    path: &Path,
    on: Option<Date>,
    shown: impl Fn(Language) -> Shown,
    lang: Option<Language>,
) -> Result<Ruleset, Refusal> {
    let folder = in_force(path, on, lang)?;
    let loaded = folder.load();
    loaded.ruleset.ok_or_else(|| {
        Refusal::findings(&loaded.findings, &loaded.sources, &shown(loaded.language))
    })
}

/// The latest version of which every law is in force on `on`. Only their headers are read.
pub fn in_force(path: &Path, on: Option<Date>, lang: Option<Language>) -> Result<Folder, Refusal> {
    let mut known = Vec::new();
    let mut latest: Option<(Option<Date>, Folder)> = None;
    let mut language = None;
    for version in versions(path, lang)? {
        let folder = read(&version, path, lang)?;
        let headers = folder.headers();
        language = language.or_else(|| headers.first().map(|header| header.language));
        let since = headers.iter().filter_map(|header| header.in_force).max();
        known.extend(since.map(enact::written::iso));
        let covers = |day: Date| {
            headers.iter().all(|header| {
                let ended = header.until.is_some_and(|until| until <= day);
                header.in_force.is_none_or(|from| from <= day) && !ended
            })
        };
        let later = latest.as_ref().is_none_or(|(other, _)| *other < since);
        if on.is_none_or(covers) && later {
            latest = Some((since, folder));
        }
    }
    latest.map(|(_, folder)| folder).ok_or_else(|| {
        let finding = finding("E0603")
            .with("path", path.display().to_string())
            .with("date", on.map_or_else(String::new, enact::written::iso))
            .with("known", known.join(", "));
        Refusal { exit: 1, ..Refusal::command(&finding, lang.or(language).unwrap_or_default()) }
    })
}

/// The laws below `path`, however deep, for the formatter.
///
/// # Errors
/// The folder that could not be read.
pub fn laws(path: &Path, lang: Option<Language>) -> Result<Vec<PathBuf>, Refusal> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in listed(path, lang)? {
        // A link to a folder may lead back to where it stands.
        if entry.is_dir() && !entry.is_symlink() {
            found.extend(laws(&entry, lang)?);
        } else if is_law(&entry) {
            found.push(entry);
        }
    }
    Ok(found)
}

/// The folders or the file that hold the versions of the ruleset at `path`.
fn versions(path: &Path, lang: Option<Language>) -> Result<Vec<PathBuf>, Refusal> {
    let metadata = fs::metadata(path).map_err(|error| Refusal::unreadable(path, &error, lang))?;
    let versions = path.join("versions");
    if metadata.is_dir() && versions.is_dir() {
        let folders: Vec<PathBuf> =
            listed(&versions, lang)?.into_iter().filter(|entry| entry.is_dir()).collect();
        if !folders.is_empty() {
            return Ok(folders);
        }
    }
    Ok(vec![path.to_owned()])
}

/// Reads the ruleset in `version`, which is or lies below `path`.
fn read(version: &Path, path: &Path, lang: Option<Language>) -> Result<Folder, Refusal> {
    let mut paths = Vec::new();
    if version.is_dir() {
        let entries = listed(version, lang)?;
        paths.extend(entries.into_iter().filter(|entry| is_law(entry) || is_manifest(entry)));
        let cases = version.join("cases");
        if cases.is_dir() {
            paths.extend(listed(&cases, lang)?.into_iter().filter(|entry| is_table(entry)));
        }
        let shared = path.join("enact.toml");
        if !paths.iter().any(|path| is_manifest(path)) && shared.is_file() {
            paths.push(shared);
        }
    } else {
        paths.push(version.to_owned());
    }
    if !paths.iter().any(|path| is_law(path)) {
        let finding = finding("E0602").with("path", version.display().to_string());
        return Err(Refusal::command(&finding, spoken(lang)));
    }
    let mut files = Vec::new();
    for path in paths {
        let bytes = fs::read(&path).map_err(|error| Refusal::unreadable(&path, &error, lang))?;
        let bytes = if is_workbook(&path) {
            workbook::rows(&path, bytes, spoken(lang))?.into_bytes()
        } else {
            bytes
        };
        files.push(File { name: shown_name(&path), bytes });
    }
    Ok(Folder { path: version.to_owned(), files })
}

fn listed(folder: &Path, lang: Option<Language>) -> Result<Vec<PathBuf>, Refusal> {
    let refused = |error: io::Error| Refusal::unreadable(folder, &error, lang);
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(refused)? {
        paths.push(entry.map_err(refused)?.path());
    }
    paths.sort();
    Ok(paths)
}

/// As typed, with `/` between its parts on every system.
fn shown_name(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

fn is_law(path: &Path) -> bool {
    name(path).ends_with(".law.md")
}

fn is_manifest(path: &Path) -> bool {
    name(path) == "enact.toml"
}

fn is_table(path: &Path) -> bool {
    let name = name(path);
    let kept = name.ends_with(".csv") || name.ends_with(".json") || is_workbook(path);
    kept && path.is_file()
}

/// A workbook; not the mark that a program leaves beside one that is open.
pub fn is_workbook(path: &Path) -> bool {
    let name = name(path);
    name.ends_with(".xlsx") && !name.starts_with("~$")
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
