//! `tests/versions`: pairs of laws, and what the comparison says of them.
//!
//! Under a heading stand a law as it is (`law before`), the law as it becomes (`law after`), and
//! in a `diff` fence the whole report. `ENACT_FOLLOW=1` rewrites the reports.

use crate::pages;
use enact::comparison::{Compared, Means, text};
use enact::{File, Ruleset, amendment};
use enact_source::{Language, Source};
use enact_tests::page::{self, Section};
use enact_tests::{laws, places};
use enact_verify::Patience;
use libtest_mimic::{Failed, Trial};
use std::path::PathBuf;

/// Every pair.
pub fn trials() -> Vec<Trial> {
    let mut trials = Vec::new();
    for (path, language) in files() {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        for section in page::read(&text) {
            if section.of_kind("diff").next().is_none() {
                continue;
            }
            let title = format!("versions/{}: {}", pages::stem(&path), section.title);
            trials.push(Trial::test(title, move || {
                let told = told(&section, language)?;
                let fence = section.of_kind("diff").next().map(|fence| fence.text.clone());
                if fence.as_deref() == Some(&told) {
                    Ok(())
                } else {
                    Err(Failed::from(format!("the report is\n{told}")))
                }
            }));
        }
    }
    trials
}

/// Rewrites every report to what follows now.
pub fn follow() -> std::io::Result<()> {
    for (path, language) in files() {
        let mut text = std::fs::read_to_string(&path)?;
        let mut mended: Vec<_> = page::read(&text)
            .iter()
            .filter_map(|section| {
                let place = section.of_kind("diff").next()?.place.clone();
                Some((place, told(section, language).ok()?))
            })
            .collect();
        mended.sort_by_key(|(place, _)| std::cmp::Reverse(place.start));
        for (place, told) in mended {
            text.replace_range(place, &told);
        }
        std::fs::write(&path, text)?;
    }
    Ok(())
}

fn files() -> Vec<(PathBuf, Language)> {
    let of = |(folder, language): (&str, Language)| {
        let folder = places::root().join("tests/versions").join(folder);
        places::files(&folder, ".md").into_iter().map(move |path| (path, language))
    };
    [("nl", Language::Dutch), ("en", Language::English)].into_iter().flat_map(of).collect()
}

/// What the comparison of the laws of a section says.
fn told(section: &Section, language: Language) -> Result<String, String> {
    let version = |side: &str| {
        let fences = section.of_kind("law").filter(|fence| fence.info.ends_with(side));
        let laws = laws::load(fences, std::iter::empty(), language);
        let told = || {
            let findings = laws.loaded.findings.iter();
            findings.map(|finding| laws::said(finding, language)).collect::<Vec<_>>().join("\n")
        };
        laws.loaded.ruleset.ok_or_else(|| format!("the law {side} has errors: {}", told()))
    };
    let (before, after) = (version("before")?, version("after")?);
    leads_there(&before, &after, language)?;
    let means =
        Means { patience: Patience::LONG, solver: None, burdens: &[], renamed: &[], language };
    Ok(text::report(&Compared::of(&before, &after, &means), language))
}

/// Carrying out the bill between the two has to leave nothing to amend.
fn leads_there(before: &Ruleset, after: &Ruleset, language: Language) -> Result<(), String> {
    let Some(bill) = amendment::between(before, after, language) else { return Ok(()) };
    let laws: Vec<File> = before
        .sources()
        .iter()
        .filter(|(_, source)| source.name.ends_with(".law.md"))
        .map(|(_, source)| File { name: source.name.clone(), bytes: source.text.bytes().collect() })
        .collect();
    let amended = amendment::consolidate(&laws, vec![Source::new("a.bill.md", &*bill)], true);
    let said = |finding| laws::said(finding, language);
    if amended.has_errors() {
        let findings: Vec<String> = amended.findings.iter().map(said).collect();
        return Err(format!("the bill cannot be carried out: {}\n{bill}", findings.join("\n")));
    }
    let loaded = Ruleset::load(&amended.files);
    let Some(amended) = loaded.ruleset else {
        let findings: Vec<String> = loaded.findings.iter().map(said).collect();
        return Err(format!("the bill makes no law: {}\n{bill}", findings.join("\n")));
    };
    match amendment::between(&amended, after, language) {
        None => Ok(()),
        Some(left) => Err(format!("the bill leaves\n{left}\nbehind\n{bill}")),
    }
}
