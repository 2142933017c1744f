//! What is done of a run, kept beside its output until all is done.
//!
//! A folder holds a file for every part that is decided, and one that says of which run they are:
//! of which law, input and columns. A part is there whole or not at all, so that a run that is
//! stopped is taken up where it was.

use super::is_standard;
use super::output::{Counts, Section};
use crate::answer::{Refusal, finding};
use crate::arguments::Run;
use crate::write;
use enact::batch::Plan;
use enact_source::Language;
use serde_json::json;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The file that says of which run the parts are.
const RUN: &str = "run.json";

/// The parts that are kept; none where nobody asked for that.
#[derive(Debug)]
pub struct Parts {
    folder: Option<PathBuf>,
    language: Language,
}

impl Parts {
    /// Takes up the parts of an earlier run like this one, or begins.
    ///
    /// # Errors
    /// What could not be read or written, or that the parts are those of another run.
    pub fn open(arguments: &Run, plan: &Plan<'_>, language: Language) -> Result<Self, Refusal> {
        if !arguments.resume {
            return Ok(Self { folder: None, language });
        }
        if is_standard(&arguments.input) || is_standard(&arguments.output) {
            return Err(Refusal::command(&finding("E0649"), language));
        }
        let mut folder = arguments.output.clone().into_os_string();
        folder.push(".parts");
        let folder = PathBuf::from(folder);
        let unwritable =
            |path: &Path, error: io::Error| Refusal::unwritable(path, &error, Some(language));
        let own = told(arguments, plan)
            .map_err(|error| Refusal::unreadable(&arguments.input, &error, Some(language)))?;
        let told = folder.join(RUN);
        match fs::read(&told) {
            Ok(known) if known == own.as_bytes() => {}
            Ok(_) => {
                let finding = finding("E0651").with("path", folder.display().to_string());
                return Err(Refusal::command(&finding, language));
            }
            Err(_) => {
                fs::create_dir_all(&folder).map_err(|error| unwritable(&folder, error))?;
                write::whole(&told, &own).map_err(|error| unwritable(&told, error))?;
            }
        }
        Ok(Self { folder: Some(folder), language })
    }

    /// What came of a part in an earlier run.
    ///
    /// # Errors
    /// What could not be read.
    pub fn find(&self, number: u64) -> Result<Option<Section>, Refusal> {
        let Some(path) = self.path(number) else { return Ok(None) };
        match fs::read(&path) {
            Ok(bytes) => Ok(unpacked(&bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Refusal::unreadable(&path, &error, Some(self.language))),
        }
    }

    /// Keeps what came of a part.
    ///
    /// # Errors
    /// What could not be written.
    pub fn keep(&self, number: u64, section: &Section) -> Result<(), Refusal> {
        let Some(path) = self.path(number) else { return Ok(()) };
        write::whole(&path, packed(section))
            .map_err(|error| Refusal::unwritable(&path, &error, Some(self.language)))
    }

    /// Throws the parts away: all is done.
    pub fn close(&self) {
        if let Some(folder) = &self.folder {
            // What stays behind is of no harm.
            let _ = fs::remove_dir_all(folder);
        }
    }

    fn path(&self, number: u64) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join(format!("{number:08}")))
    }
}

/// Everything on which the outcomes of a run depend.
fn told(arguments: &Run, plan: &Plan<'_>) -> io::Result<String> {
    let input = fs::metadata(&arguments.input)?;
    let changed = input.modified()?.duration_since(std::time::UNIX_EPOCH);
    let changed = changed.map_err(io::Error::other)?.as_nanos().to_string();
    let told = json!({
        "enact": env!("CARGO_PKG_VERSION"),
        "digest": enact::compiled::digest(plan.ruleset()),
        "decision": plan.decision(),
        "input": [arguments.input.display().to_string(), input.len(), changed],
        "output": arguments.output.display().to_string(),
        "on": [arguments.on.map(|on| on.to_string()), arguments.on_column.clone()],
        "keep": arguments.keep,
        "absent": arguments.absent,
        "grounds": arguments.grounds,
        "errors": arguments.errors.is_some(),
        "language": arguments.display.lang.map(Language::code),
    });
    Ok(format!("{told:#}\n"))
}

/// A part as bytes: the lengths of what follows on the first line.
fn packed(section: &Section) -> Vec<u8> {
    let Section { rows, errors, counts } = section;
    let head = json!([rows.len(), errors.len(), counts.ends, counts.reasons]);
    [format!("{head}\n").as_bytes(), rows, errors].concat()
}

fn unpacked(bytes: &[u8]) -> Option<Section> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let head = serde_json::from_slice(bytes.get(..end)?).ok()?;
    let (rows, errors, ends, reasons): (usize, usize, [usize; 8], Vec<String>) = head;
    let (rows, rest) = bytes.get(end + 1..)?.split_at_checked(rows)?;
    let section =
        Section { rows: rows.to_vec(), errors: rest.to_vec(), counts: Counts { ends, reasons } };
    (rest.len() == errors).then_some(section)
}
