//! `enact man`: the manual pages, made from the same words as `--help`.

use crate::answer::{Answer, Refusal};
use crate::arguments::{Arguments, Man};
use crate::write;
use clap::{Command, CommandFactory};
use clap_mangen::Man as Page;
use std::fs;
use std::io;
use std::path::Path;

/// Gives the page of `enact`, or writes all pages to a folder and lists them.
///
/// # Errors
/// A page that could not be written.
pub fn run(arguments: &Man) -> Result<Answer, Refusal> {
    let mut command = Arguments::command();
    command.build();
    let Some(folder) = &arguments.output else {
        let text = page(&command).map_err(|error| refused(Path::new("-"), &error))?;
        return Ok(Answer { text, exit: 0 });
    };
    fs::create_dir_all(folder).map_err(|error| refused(folder, &error))?;
    let subcommands = command.get_subcommands().filter(|known| known.get_name() != "help");
    let named = subcommands.map(|known| (format!("enact-{}.1", known.get_name()), known));
    let mut text = String::new();
    for (name, command) in std::iter::once(("enact.1".to_owned(), &command)).chain(named) {
        let path = folder.join(name);
        let written = page(command).and_then(|page| write::whole(&path, &page));
        written.map_err(|error| refused(&path, &error))?;
        text.push_str(&format!("{}\n", path.display()));
    }
    Ok(Answer { text, exit: 0 })
}

fn page(command: &Command) -> io::Result<String> {
    let mut page = Vec::new();
    Page::new(command.clone()).render(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

fn refused(path: &Path, error: &io::Error) -> Refusal {
    Refusal::unwritable(path, error, None)
}
