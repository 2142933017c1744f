//! `enact watch`: checks and tests again whenever a file of a ruleset changes.

use crate::answer::{Answer, Refusal, spoken};
use crate::arguments::{Check, ReportFormat, Test, TestFormat, Watch};
use crate::{check, test};
use enact_source::messages::phrase;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

/// How often the files are looked at.
const PAUSE: Duration = Duration::from_millis(300);

/// Clears a terminal and goes to its first line.
const CLEAR: &str = "\u{1b}[2J\u{1b}[H";

/// When each file was last written, and how long it is.
type Stamps = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// Reports, waits for a change, and reports again, until it is interrupted or nobody reads any
/// more.
///
/// # Errors
/// None: what cannot be read is reported, and looked at again after a change.
pub fn run(arguments: &Watch) -> Result<Answer, Refusal> {
    let mut seen = None;
    loop {
        let now = stamps(&arguments.rulesets);
        if seen.as_ref() != Some(&now) {
            seen = Some(now);
            if say(&report(arguments)).is_err() {
                return Ok(Answer { text: String::new(), exit: 0 });
            }
        }
        thread::sleep(PAUSE);
    }
}

/// What `check` and `test` say of the rulesets as they are now.
fn report(arguments: &Watch) -> String {
    let check = Check {
        against: Vec::new(),
        rulesets: arguments.rulesets.clone(),
        format: ReportFormat::Human,
        display: arguments.display.clone(),
    };
    let test = Test {
        rulesets: arguments.rulesets.clone(),
        format: TestFormat::Human,
        output: None,
        display: arguments.display.clone(),
    };
    let checked = check::run(&check);
    let sound = checked.as_ref().is_ok_and(|answer| answer.exit == 0);
    let mut text = words(checked);
    if sound {
        text.push_str(&words(test::run(&test)));
    }
    text.push_str(&format!("{}\n", phrase(spoken(arguments.display.lang), "watch-waits", &[])));
    text
}

fn words(answer: Result<Answer, Refusal>) -> String {
    match answer {
        Ok(answer) => answer.text,
        Err(refusal) => refusal.text,
    }
}

fn say(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if out.is_terminal() {
        out.write_all(CLEAR.as_bytes())?;
    }
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// The files that a report can depend on. What cannot be read now is simply not among them.
fn stamps(paths: &[PathBuf]) -> Stamps {
    let mut stamps = Stamps::new();
    paths.iter().for_each(|path| add(path, &mut stamps));
    stamps
}

fn add(path: &Path, stamps: &mut Stamps) {
    let Ok(metadata) = fs::metadata(path) else { return };
    if metadata.is_file() {
        stamps.insert(path.to_owned(), (metadata.modified().ok(), metadata.len()));
        return;
    }
    let Ok(entries) = fs::read_dir(path) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let hidden = name.starts_with('.') || name == "target";
        let linked = entry.file_type().is_ok_and(|kind| kind.is_symlink());
        let kept = [".law.md", ".toml", ".csv", ".json", ".xlsx"];
        let folder = path.is_dir() && !linked && !hidden;
        if folder || kept.iter().any(|end| name.ends_with(end)) && path.is_file() {
            add(&path, stamps);
        }
    }
}
