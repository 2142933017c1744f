//! `enact fmt`: the code of laws in its usual layout; the prose is left alone.

use crate::answer::{Answer, Refusal, finding, spoken};
use crate::arguments::Fmt;
use crate::{rulesets, write};
use enact_source::messages::phrase;
use enact_source::{FileId, Severity, Source};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Formats every law, or with `--check` names those that would change.
///
/// # Errors
/// A file that could not be read or written; what was written before stays.
pub fn run(arguments: &Fmt) -> Result<Answer, Refusal> {
    let lang = arguments.lang;
    let mut laws = Vec::new();
    for path in &arguments.paths {
        laws.extend(rulesets::laws(path, lang)?);
    }
    let (mut changed, mut slips) = (Vec::new(), Vec::new());
    for path in laws {
        let law = read(&path, arguments)?;
        let text = enact_syntax::format(&law);
        if has_slips(&law) {
            slips.push(path.clone());
        }
        if text != *law.text {
            changed.push((path, text));
        }
    }
    if !arguments.check {
        for (path, text) in &changed {
            write::whole(path, text).map_err(|error| Refusal::unwritable(path, &error, lang))?;
        }
    }
    let id = if arguments.check { "fmt-would-change" } else { "fmt-changed" };
    let told = |id: &str, path: &PathBuf| {
        let words = [("path", path.display().to_string().into())];
        format!("{}\n", phrase(spoken(lang), id, &words))
    };
    let moved = changed.iter().map(|(path, _)| told(id, path));
    let text = moved.chain(slips.iter().map(|path| told("fmt-has-slips", path))).collect();
    let found = !changed.is_empty() || !slips.is_empty();
    Ok(Answer { text, exit: u8::from(arguments.check && found) })
}

/// Whether a law has code that cannot be read; such a block keeps its layout.
fn has_slips(law: &Source) -> bool {
    let findings = enact_syntax::parse(FileId::default(), law).findings;
    findings.iter().any(|finding| finding.severity() == Severity::Error)
}

fn read(path: &Path, arguments: &Fmt) -> Result<Source, Refusal> {
    let lang = arguments.lang;
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
