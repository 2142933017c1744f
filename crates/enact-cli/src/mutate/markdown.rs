//! What became of the variants as Markdown: for a memorandum or a pull request.

use super::text::{counts, reason, told, words};
use enact::Mutation;
use enact::mutation::Tried;
use enact_source::Language;
use enact_source::messages::phrase;
use std::collections::BTreeSet;

/// The report as Markdown.
pub(super) fn report(mutation: &Mutation, language: Language) -> String {
    let mut text = format!("## {}\n\n{}", mutation.ruleset, counts(mutation, language));
    let mut once = BTreeSet::new();
    for verdict in ["unnoticed", "open"] {
        for tried in mutation.with(verdict) {
            text.push_str(&format!(
                "\n### {}\n\n{}",
                tried.told,
                shown(tried, &mut once, language)
            ));
        }
    }
    let others: Vec<&Tried> = mutation.variants.iter().filter(|tried| !is_open(tried)).collect();
    if !others.is_empty() {
        text.push_str(&format!("\n{}\n|---|---|\n", phrase(language, "mutate-columns", &[])));
    }
    for tried in others {
        let reason = reason(tried, language).unwrap_or_default();
        let cells = [&tried.told, &reason].map(|cell| cell.trim().replace('|', "\\|"));
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    text
}

fn is_open(tried: &Tried) -> bool {
    matches!(tried.verdict, "unnoticed" | "open")
}

fn shown<'m>(tried: &'m Tried, once: &mut BTreeSet<&'m str>, language: Language) -> String {
    let marked = |mark: &str, lines: &[String]| -> String {
        lines.iter().map(|line| format!("{mark}{line}\n")).collect()
    };
    let (before, after) = (marked("-", &tried.before), marked("+", &tried.after));
    let mut text = format!("```diff\n{before}{after}```\n");
    if let Some(reason) = reason(tried, language) {
        text.push_str(&format!("\n{}\n", reason.trim()));
    }
    let Some(case) = &tried.case else { return text };
    let words = words(case);
    if !once.insert(case.title.as_str()) {
        return text + &format!("\n{}\n", phrase(language, "mutate-case-again", &words));
    }
    text.push_str(&format!("\n{}\n", phrase(language, told(case), &words)));
    if let Some(example) = &case.example {
        text.push_str(&format!("\n```enact\n{example}```\n"));
    }
    text
}
