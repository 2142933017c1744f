//! `enact mutate`: would the examples of a law notice a slip in it?

mod markdown;
mod text;

use crate::answer::{Answer, Refusal};
use crate::arguments::{Mutate, MutateFailOn, MutateFormat};
use crate::{rulesets, select, write};
use enact::Mutation;
use enact_verify::Patience;
use std::io::{IsTerminal, Write};

/// Tries every variant of a ruleset.
///
/// # Errors
/// What could not be read, an error in the law, or a decision that is not known.
pub fn run(arguments: &Mutate) -> Result<Answer, Refusal> {
    let lang = arguments.display.lang;
    let shown = |language| arguments.display.shown(language);
    let ruleset = rulesets::one(&arguments.ruleset, arguments.on, shown, lang)?;
    let language = lang.unwrap_or_else(|| ruleset.language());
    let asked = match &arguments.decision {
        None => None,
        Some(name) => Some(select::decision(&ruleset, Some(name), language)?),
    };
    let patience = Patience { choices: arguments.choices, ..Patience::BRIEF };
    let mutation = Mutation::of(&ruleset, asked, patience, language, &mut progress);
    let text = match arguments.format {
        MutateFormat::Text => text::report(&mutation, arguments.all, language),
        MutateFormat::Json => mutation.to_json(),
        MutateFormat::Markdown => markdown::report(&mutation, language),
    };
    let text = match &arguments.output {
        None => text,
        Some(path) => {
            write::whole(path, &text).map_err(|error| Refusal::unwritable(path, &error, lang))?;
            text::counts(&mutation, language)
        }
    };
    let failed = match arguments.fail_on {
        MutateFailOn::None => false,
        MutateFailOn::Survived => mutation.counts.unnoticed + mutation.counts.open > 0,
    };
    Ok(Answer { text, exit: u8::from(failed) })
}

/// Says on a terminal how many variants have been tried, on one line that goes away.
fn progress(tried: usize, of: usize) {
    let mut terminal = std::io::stderr();
    if !terminal.is_terminal() {
        return;
    }
    let line = match tried < of {
        true => format!("\r\x1b[2K{tried}/{of}"),
        false => "\r\x1b[2K".to_owned(),
    };
    // A terminal that cannot be written to misses nothing but this.
    let _ = terminal.write_all(line.as_bytes()).and_then(|()| terminal.flush());
}
