//! A page about a finding: its wrong laws give it, its mended laws do not.

use crate::decided;
use crate::laws::{self, Laws};
use crate::page::Section;
use crate::pins;
use enact::Ruleset;
use enact::amendment::consolidate;
use enact_source::{Diagnostic, Language};

/// Which half of a pair a heading opens, and in which language its laws are.
#[must_use]
pub fn half(title: &str) -> Option<(bool, Language)> {
    match title {
        "Wrong" => Some((true, Language::English)),
        "Mended" => Some((false, Language::English)),
        "Fout" => Some((true, Language::Dutch)),
        "Hersteld" => Some((false, Language::Dutch)),
        _ => None,
    }
}

/// Checks what stands under `Wrong` or `Mended` of the page about `code`.
///
/// # Errors
/// When the code is not found where it should be, or something else is.
pub fn check(section: &Section, wrong: bool, code: &str, language: Language) -> Result<(), String> {
    if section.fences.is_empty() {
        return Ok(());
    }
    let laws = loaded(section, language);
    let findings = all_findings(section, &laws, language)?;
    let own = |finding: &&Diagnostic| finding.code.0 == code;
    let stray = findings
        .iter()
        .find(|finding| pins::is_error(finding) && (!wrong || finding.code.0 != code));
    if let Some(stray) = stray {
        return Err(format!("{}: {}", stray.code, laws::said(stray, language)));
    }
    match findings.iter().find(own) {
        None if wrong => return Err(format!("{code} is not found")),
        Some(found) if !wrong => {
            return Err(format!("{code} is still found: {}", laws::said(found, language)));
        }
        _ => {}
    }
    if !wrong || laws.pins.is_empty() {
        return Ok(());
    }
    let mine: Vec<Diagnostic> = findings.iter().filter(own).cloned().collect();
    laws.compare(&mine, language)
}

/// Every finding on what stands under a heading.
#[must_use]
pub fn findings(section: &Section, language: Language) -> Vec<Diagnostic> {
    all_findings(section, &loaded(section, language), language).unwrap_or_default()
}

/// The laws of a section, with the tables and the manifest beside them.
fn loaded(section: &Section, language: Language) -> Laws {
    let others =
        section.fences.iter().filter(|fence| ["csv", "json", "toml"].contains(&fence.kind()));
    laws::load(section.laws(), others, language)
}

/// The findings on the laws, on the tables beside them, on the case and on the bills.
fn all_findings(
    section: &Section,
    laws: &Laws,
    language: Language,
) -> Result<Vec<Diagnostic>, String> {
    let mut findings = laws.loaded.findings.clone();
    let Some(ruleset) = &laws.loaded.ruleset else { return Ok(findings) };
    findings.extend(ruleset.tables().1);
    for fence in section.of_kind("case") {
        match decided::case(ruleset, &fence.text) {
            Ok(asked) => findings.extend(asked.case.err().unwrap_or_default()),
            Err(decided::Unasked::Unread(finding)) => findings.push(*finding),
            Err(problem) => return Err(problem.to_string()),
        }
    }
    let bills = laws::bills(section.of_kind("bill"), language);
    if !bills.is_empty() {
        let amended = consolidate(&laws.world, bills, false);
        if !amended.has_errors() {
            findings.extend(Ruleset::load(&amended.files).findings);
        }
        findings.extend(amended.findings);
    }
    Ok(findings)
}
