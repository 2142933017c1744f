//! `enact init`: a ruleset to begin with.

use crate::answer::{Answer, Refusal, finding};
use crate::arguments::Init;
use crate::write;
use enact::starter;
use enact_source::messages::phrase;
use std::fs;

/// Writes the starter to a folder, and says what to run next. Nothing that is there is replaced.
///
/// # Errors
/// A file that is there already, or one that could not be written.
pub fn run(arguments: &Init) -> Result<Answer, Refusal> {
    let (folder, language) = (&arguments.folder, arguments.lang);
    let files = starter::files(language);
    for file in files {
        let path = folder.join(file.path);
        if path.symlink_metadata().is_ok() {
            let finding = finding("E0620").with("path", path.display().to_string());
            return Err(Refusal::command(&finding, language));
        }
    }
    let mut text = String::new();
    for file in files {
        let path = folder.join(file.path);
        let refused = |error| Refusal::unwritable(&path, &error, Some(language));
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(refused)?;
        }
        write::whole(&path, file.text).map_err(refused)?;
        text.push_str(&format!("{}\n", path.display()));
    }
    let shown = folder.display();
    let case = folder.join(starter::case_file(language));
    let day = enact::written::iso(starter::day());
    text.push_str(&format!("\n{}\n", phrase(language, "init-next", &[])));
    text.push_str(&format!("  enact check {shown}\n  enact test {shown}\n"));
    text.push_str(&format!("  enact decide {shown} --case {} --on {day}\n", case.display()));
    Ok(Answer { text, exit: 0 })
}
