//! The verdicts as Markdown: for an explanatory memorandum or a pull request.

use super::text::headline;
use enact::Assurance;
use enact_source::messages::phrase;
use enact_source::{Argument, Language};

/// The report as Markdown.
pub(super) fn report(assurance: &Assurance, language: Language) -> String {
    let say = |id: &str, words: &[(&'static str, Argument)]| phrase(language, id, words);
    let mut text = format!("## {}\n\n{}\n", assurance.ruleset, headline(assurance, language));
    if !assurance.safeguards.is_empty() {
        text.push_str(&format!("\n{}\n|---|---|---|---|\n", say("verify-columns", &[])));
    }
    for safeguard in &assurance.safeguards {
        let cells = [
            say(&format!("verify-{}", safeguard.verdict), &[]),
            safeguard.title.clone(),
            safeguard.provision.clone(),
            safeguard.told.clone(),
        ];
        let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    if !assurance.findings.is_empty() {
        text.push('\n');
    }
    for finding in &assurance.findings {
        let place = finding.provision.as_ref().map_or_else(String::new, |at| format!(" ({at})"));
        text.push_str(&format!("- {}: {}{place}\n", finding.code, finding.message));
    }
    text
}
