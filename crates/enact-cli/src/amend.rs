//! `enact amend`: a ruleset as it reads when bills are law.

use crate::answer::{Answer, Refusal, finding};
use crate::arguments::Amend;
use crate::findings::human;
use crate::{read, rulesets, write};
use enact::amendment::{Consolidation, cite, consolidate};
use enact::{File, Ruleset};
use enact_source::Language;
use enact_source::messages::phrase;
use std::fs;
use std::path::{Path, PathBuf};

/// Applies bills to a ruleset, checks what comes of it, and with `--output` writes it to a folder.
///
/// # Errors
/// What could not be read or written, or a bill that cannot be applied as it stands.
pub fn run(arguments: &Amend) -> Result<Answer, Refusal> {
    let lang = arguments.display.lang;
    let folder = rulesets::in_force(&arguments.ruleset, arguments.on, lang)?;
    let bills = arguments.bills.iter().map(|path| read::source(path, lang));
    let bills = bills.collect::<Result<Vec<_>, _>>()?;
    let amended = consolidate(&folder, bills, arguments.in_order);
    let shown = arguments.display.shown(amended.language);
    if amended.has_errors() {
        return Err(Refusal::findings(&amended.findings, &amended.sources, &shown));
    }
    let mut text = human::report(&amended.findings, &amended.sources, &shown);
    text.push_str(&touched(&amended, shown.language));
    let loaded = Ruleset::load(&amended.files);
    let shown = arguments.display.shown(loaded.language);
    text.push_str(&human::report(&loaded.findings, &loaded.sources, &shown));
    if let Some(output) = &arguments.output {
        let written = written(output, &amended.files, lang)?;
        text.push_str(&written);
    }
    Ok(Answer { text, exit: u8::from(loaded.has_errors()) })
}

/// Which sentence of which bill touched which provision.
fn touched(amended: &Consolidation, language: Language) -> String {
    let mut text = String::new();
    for one in &amended.touched {
        let article = one.article.as_ref().map(|article| cite(article, language));
        let words = [
            ("bill", amended.bills.get(one.bill).cloned().unwrap_or_default().into()),
            ("article", article.unwrap_or_default().into()),
            ("provision", one.provision.cite(language).into()),
            ("law", amended.laws.get(one.law).cloned().unwrap_or_default().into()),
        ];
        text.push_str(&phrase(language, "amend-touched", &words));
        text.push('\n');
    }
    text
}

/// Writes the files to `output`, which holds none of them yet.
fn written(output: &Path, files: &[File], lang: Option<Language>) -> Result<String, Refusal> {
    let path = |file: &File| output.join(within(&file.name));
    for file in files {
        let path = path(file);
        if path.symlink_metadata().is_ok() {
            let finding = finding("E0620").with("path", path.display().to_string());
            return Err(Refusal::command(&finding, lang.unwrap_or_default()));
        }
    }
    let mut text = String::new();
    for file in files {
        let path = path(file);
        let refused = |error| Refusal::unwritable(&path, &error, lang);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(refused)?;
        }
        write::whole(&path, &file.bytes).map_err(refused)?;
        text.push_str(&format!("{}\n", path.display()));
    }
    Ok(text)
}

/// The path of a file within its ruleset.
fn within(name: &str) -> PathBuf {
    let mut parts = name.rsplit(['/', '\\']);
    let base = parts.next().unwrap_or(name);
    match parts.next() {
        Some("cases") => Path::new("cases").join(base),
        _ => PathBuf::from(base),
    }
}
