//! Reading a law from a file, and a case from a file or from standard input.

use crate::answer::{Refusal, finding, spoken};
use crate::findings::Shown;
use enact::Ruleset;
use enact_eval::Case;
use enact_model::table::TermId;
use enact_source::messages::phrase;
use enact_source::{Language, Source};
use enact_value::Date;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// The law at `path`.
///
/// # Errors
/// A file that is no law, or that could not be read.
pub fn law(path: &Path, lang: Option<Language>) -> Result<Source, Refusal> {
    if !path.to_string_lossy().ends_with(".law.md") {
        let finding = finding("E0609").with("path", path.display().to_string());
        return Err(Refusal::command(&finding, spoken(lang)));
    }
    let bytes = fs::read(path).map_err(|error| Refusal::unreadable(path, &error, lang))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        let error = io::Error::new(io::ErrorKind::InvalidData, phrase(spoken(lang), "E0001", &[]));
        Refusal::unreadable(path, &error, lang)
    })?;
    Ok(Source::new(path.display().to_string(), text))
}

/// The case at `path` for a decision on `term`; `-` is standard input.
///
/// # Errors
/// What could not be read, or everything that is wrong with the case.
pub fn case(
    ruleset: &Ruleset,
    term: TermId,
    path: &Path,
    on: Date,
    shown: &Shown,
    lang: Option<Language>,
) -> Result<Case, Refusal> {
    let source = source(path, lang)?;
    let reading = ruleset.read_case(ruleset.program().terms[term].entity, source, on);
    match reading.case {
        Some(text) => Ok(text.case),
        None => Err(Refusal::findings(&reading.findings, &reading.sources, shown)),
    }
}

/// The text at `path`; `-` is standard input.
///
/// # Errors
/// What could not be read.
pub fn source(path: &Path, lang: Option<Language>) -> Result<Source, Refusal> {
    let refused = |error: io::Error| Refusal::unreadable(path, &error, lang);
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map_err(refused)?;
        return text("-", bytes).map_err(refused);
    }
    let bytes = fs::read(path).map_err(refused)?;
    text(&path.display().to_string(), bytes).map_err(refused)
}

fn text(name: &str, bytes: Vec<u8>) -> io::Result<Source> {
    let text = String::from_utf8(bytes).map_err(|error| {
        io::Error::new(io::ErrorKind::InvalidData, error.utf8_error().to_string())
    })?;
    Ok(Source::new(name, text))
}
