//! Coverage for people, on a terminal: what is missing first.

use super::table;
use enact::Coverage;
use enact::coverage::Law;
use enact_source::messages::phrase;
use enact_source::{Argument, Language};

/// The report as text.
pub(super) fn report(coverage: &Coverage, language: Language) -> String {
    let mut text = String::new();
    for law in &coverage.laws {
        for (place, lines) in missing(law, language) {
            text.push_str(&format!("{place}\n"));
            lines.iter().for_each(|(at, line)| text.push_str(&format!("  {at} {line}\n")));
            text.push('\n');
        }
    }
    if coverage.shown.missing() > 0 {
        text.push_str(&format!("{}\n\n", phrase(language, "coverage-cases", &[])));
    }
    text.push_str(&summary(coverage, language));
    text.push('\n');
    text.push_str(&counts(coverage, language));
    text
}

/// What is missing in a law: per provision, as cited with the law, the places and the sentences.
pub(super) fn missing(law: &Law, language: Language) -> Vec<(String, Vec<(String, String)>)> {
    let at = |line: usize| format!("{}:{line}", law.file);
    let whole = law.missing.iter().filter(|missing| !missing.follows);
    let whole: Vec<_> = whole.map(|missing| (at(missing.line), missing.told.clone())).collect();
    let of_provision = law.provisions.iter().map(|provision| {
        let unmarked = provision.unmarked().map(|sentence| {
            let words = [("words", Argument::from(sentence.words.as_str()))];
            (at(sentence.line), phrase(language, "coverage-missing-code", &words))
        });
        let shown = provision
            .missing()
            .into_iter()
            .map(|(item, missing)| (at(missing.line), format!("{}: {}", item.name, missing.told)));
        (format!("{} {}", law.law, provision.provision), unmarked.chain(shown).collect())
    });
    std::iter::once((law.law.clone(), whole))
        .chain(of_provision)
        .filter(|(_, lines)| !lines.is_empty())
        .collect()
}

/// A row for each article, below the columns.
fn summary(coverage: &Coverage, language: Language) -> String {
    let mut lines = vec![[vec![String::new()], table::headings(language)].concat()];
    for law in &coverage.laws {
        for row in table::rows(law) {
            let cells = table::cells(row.sentences, row.shown, language);
            lines.push([vec![format!("{} {}", law.law, row.article)], cells].concat());
        }
    }
    let width = |column: usize| {
        lines.iter().filter_map(|line| line.get(column)).map(|cell| cell.chars().count()).max()
    };
    let widths: Vec<usize> = (0..).map_while(width).collect();
    let line = |cells: &Vec<String>| {
        let padded = cells.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
    };
    lines.iter().map(line).collect()
}

/// The totals, in a few lines.
pub(super) fn counts(coverage: &Coverage, language: Language) -> String {
    lines(coverage, language).iter().map(|line| format!("{line}\n")).collect()
}

/// The totals, a sentence each.
pub(super) fn lines(coverage: &Coverage, language: Language) -> Vec<String> {
    let (sentences, shown) = (coverage.sentences, coverage.shown);
    let mut words = vec![
        ("examples", Argument::from(coverage.examples)),
        ("all", sentences.all.into()),
        ("code", sentences.code.into()),
        ("reason", sentences.reason.into()),
        ("lead", sentences.lead.into()),
        ("nothing", sentences.nothing.into()),
        ("failed", coverage.failed.len().into()),
        (
            "titles",
            coverage
                .failed
                .iter()
                .map(|title| format!("`{title}`"))
                .collect::<Vec<_>>()
                .join(", ")
                .into(),
        ),
    ];
    for (measure, share) in shown.all() {
        words.push((table::key(measure), share.shown.into()));
        words.push((all(measure), share.of.into()));
    }
    let mut ids = vec!["coverage-sentences", "coverage-shown"];
    if coverage.never() > 0 {
        words.push(("never", coverage.never().into()));
        ids.push("coverage-never");
    }
    if !coverage.failed.is_empty() {
        ids.push("coverage-failed");
    }
    ids.into_iter().map(|id| phrase(language, id, &words)).collect()
}

const fn all(measure: enact::coverage::Measure) -> &'static str {
    match measure {
        enact::coverage::Measure::Reached => "all-reached",
        enact::coverage::Measure::Decisive => "all-decisive",
        enact::coverage::Measure::Limits => "all-limits",
        enact::coverage::Measure::Conditions => "all-conditions",
    }
}
