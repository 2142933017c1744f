//! Reading the official text of an act from a file.

use crate::answer::{Refusal, finding, spoken};
use enact::official::{self, Act};
use enact_source::{Argument, Language};
use std::fs;
use std::path::Path;

/// The act at `path`.
///
/// # Errors
/// A file that could not be read, or that is no text of an act.
pub fn act(path: &Path, lang: Option<Language>) -> Result<Act, Refusal> {
    let bytes = fs::read(path).map_err(|error| Refusal::unreadable(path, &error, lang))?;
    let refused = |reason: Argument| {
        let finding =
            finding("E0641").with("path", path.display().to_string()).with("reason", reason);
        Refusal::command(&finding, spoken(lang))
    };
    let no_text = ("het is geen tekst in UTF-8", "it is no text in UTF-8");
    let text = String::from_utf8(bytes).map_err(|_| refused(no_text.into()))?;
    official::read(&text).map_err(|reason| refused(reason.words()))
}
