//! `enact fmt`: the code of laws in its usual layout; the prose is left alone.

use crate::answer::{Answer, Refusal, spoken};
use crate::arguments::Fmt;
use crate::{read, rulesets, write};
use enact_source::messages::phrase;
use enact_source::{FileId, Severity, Source};
use std::path::PathBuf;

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
        let law = read::law(&path, lang)?;
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
