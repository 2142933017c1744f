//! A comparison for a pull request or a memorandum.

use enact::comparison::{Compared, Effect, Piece, ProvisionChange, text};
use enact_source::Language;
use enact_source::messages::phrase;

/// The whole report.
pub fn report(compared: &Compared, language: Language) -> String {
    let heading = |id: &str| format!("\n## {}\n", phrase(language, id, &[]));
    let mut page = format!("# {}\n", text::title(&compared.before, &compared.after, language));
    if compared.is_same() {
        page.push_str(&format!("\n{}\n", phrase(language, "diff-none", &[])));
    }
    for rename in &compared.renames {
        page.push_str(&format!("\n> {}\n", rename.told));
    }
    if !compared.amendments.is_empty() {
        page.push_str(&heading("diff-heading-amendments"));
        page.push('\n');
    }
    for change in &compared.amendments {
        page.push_str(&format!("- {}\n", text::amendment(change, language)));
        let words = marked(&change.text);
        if !words.is_empty() {
            page.push_str(&format!("  > {words}\n"));
        }
    }
    if !compared.decisions.is_empty() {
        page.push_str(&heading("diff-heading-decisions"));
    }
    for effect in &compared.decisions {
        page.push_str(&decision(effect, language));
    }
    if !compared.provisions.is_empty() {
        page.push_str(&heading("diff-heading-provisions"));
    }
    for change in &compared.provisions {
        page.push_str(&provision(change, language));
    }
    if !compared.only_one.is_empty() {
        page.push_str(&heading("diff-heading-only"));
        page.push('\n');
    }
    for one in &compared.only_one {
        page.push_str(&format!("- {}\n", one.told));
    }
    if !compared.safeguards.is_empty() {
        page.push_str(&heading("diff-heading-safeguards"));
        page.push('\n');
    }
    for one in &compared.safeguards {
        page.push_str(&format!("- {}\n", text::safeguard(one, language)));
        if let Some(case) = &one.case {
            page.push_str(&format!("  {case}\n"));
        }
    }
    if !compared.examples.is_empty() {
        page.push_str(&heading("diff-heading-examples"));
        page.push('\n');
    }
    for one in text::alike(&compared.examples) {
        page.push_str(&format!("- {}\n", text::examples(&one, language)));
    }
    if let Some(needs) = text::needs(compared, language) {
        page.push_str(&format!("\n{needs}\n"));
    }
    page
}

fn decision(effect: &Effect, language: Language) -> String {
    let mut page = format!("\n**{}**\n", effect.told);
    if !effect.parts.is_empty() {
        page.push('\n');
    }
    for part in text::foremost(effect) {
        let size = part.size.as_ref().map(|size| format!(" ({size})")).unwrap_or_default();
        page.push_str(&format!("- {}{size}\n", part.change));
        for line in text::facts(part, language) {
            page.push_str(&format!("  - {line}\n"));
        }
    }
    if let Some(more) = text::more(effect, language) {
        page.push_str(&format!("- {more}\n"));
    }
    for line in effect.open.iter() {
        page.push_str(&format!("\n{line}\n"));
    }
    if let Some(both) = effect.course.as_ref().filter(|both| !both.jumps.is_empty()) {
        page.push('\n');
        for jump in &both.jumps {
            page.push_str(&format!("- {}\n", jump.told));
        }
        page.push_str(&format!("  - {}\n", text::followed(both, language)));
    }
    page
}

fn provision(change: &ProvisionChange, language: Language) -> String {
    let mut page = format!("\n### {}\n\n{}\n", text::address(change, language), change.told);
    if let Some(by) = text::by(change, language) {
        page.push_str(&format!("\n{by}\n"));
    }
    let words = marked(&change.text);
    if !words.is_empty() {
        page.push_str(&format!("\n> {words}\n"));
    }
    let rules = text::changed_lines(&change.rules);
    if !rules.is_empty() {
        page.push_str(&format!("\n```diff\n{}\n```\n", rules.join("\n")));
    }
    if !change.changes.is_empty() {
        page.push('\n');
    }
    for told in text::told(change) {
        page.push_str(&format!("- {told}\n"));
    }
    page
}

/// Text with what goes struck through and what comes in bold.
fn marked(pieces: &[Piece]) -> String {
    if pieces.iter().all(|piece| piece.mark == "same") {
        return String::new();
    }
    let told = pieces.iter().map(|piece| {
        let words = piece.words.replace('\n', " ");
        let bare = words.trim();
        let marked = |sign: &str| words.replacen(bare, &format!("{sign}{bare}{sign}"), 1);
        match piece.mark {
            "removed" if !bare.is_empty() => marked("~~"),
            "inserted" if !bare.is_empty() => marked("**"),
            _ => words,
        }
    });
    let told: String = told.collect();
    told.trim_end().to_owned()
}
