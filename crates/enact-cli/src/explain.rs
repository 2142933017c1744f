//! `enact explain`: the page of a code, as it stands in the manual.

use crate::answer::{Answer, Refusal, finding, spoken};
use crate::arguments::Explain;
use enact_source::{Language, nearest};

/// The pages, by name: `E0503`, or `E0503.nl` where each language has its own.
const PAGES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// Prints a page, or the list of all.
///
/// # Errors
/// That the code has no page.
pub fn run(arguments: &Explain) -> Result<Answer, Refusal> {
    let language = spoken(arguments.lang);
    let Some(code) = arguments.code.as_ref().filter(|_| !arguments.list) else {
        let text = PAGES.iter().map(|(name, page)| format!("{name}  {}\n", title(page))).collect();
        return Ok(Answer { text, exit: 0 });
    };
    match page(code, language) {
        Some(page) => Ok(Answer { text: format!("{}\n", page.trim_end()), exit: 0 }),
        None => Err(unknown(code, language)),
    }
}

fn page(code: &str, language: Language) -> Option<&'static str> {
    let code = code.to_uppercase();
    let own = format!("{code}.{}", language.code());
    let named =
        |wanted: &str| PAGES.iter().find(|(name, _)| *name == wanted).map(|(_, page)| *page);
    named(&own).or_else(|| named(&code))
}

fn unknown(code: &str, language: Language) -> Refusal {
    let names = PAGES.iter().map(|(name, _)| *name).filter(|name| !name.contains('.'));
    let finding = finding("E0614").with("code", code);
    let finding = match nearest(code, names) {
        Some(nearest) => finding.with("nearest", nearest).advising("help-nearest"),
        None => finding.with("nearest", ""),
    };
    Refusal::command(&finding, language)
}

/// The words of a page's heading, without its code.
fn title(page: &str) -> &str {
    let heading = page.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or("");
    heading.split_once(": ").map_or(heading, |(_, words)| words)
}
