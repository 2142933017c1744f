//! The figures of a restated law are those of the law, where its text is at hand.
//!
//! The reference texts are optional: they are looked for beside the repository, and without them
//! the test is ignored.

use enact_tests::places;
use libtest_mimic::{Failed, Trial};

const LAW: &str = "rules/nl/zorgtoeslag/versions/2025/wzt.law.md";
const REFERENCE: &str = "../shared/lawtexts/wet-op-de-zorgtoeslag-2025-01-01.md";

/// One test, ignored without the reference texts.
pub fn trials() -> Vec<Trial> {
    let name = "rules/nl/zorgtoeslag: the figures stand in the law";
    let reference = std::fs::read_to_string(places::root().join(REFERENCE));
    let trial = match reference {
        Ok(text) => Trial::test(name, move || stand_in(&text)),
        Err(_) => Trial::test(name, || Ok(()))
            .with_kind(format!("skipped, no reference texts at {REFERENCE}"))
            .with_ignored_flag(true),
    };
    vec![trial]
}

fn stand_in(reference: &str) -> Result<(), Failed> {
    let law = std::fs::read_to_string(places::root().join(LAW))?;
    let figures = figures(&law);
    if figures.len() < 4 {
        return Err(format!("only {} figures are read from {LAW}", figures.len()).into());
    }
    let strange: Vec<String> =
        figures.into_iter().filter(|figure| !stands_in(figure, reference)).collect();
    if strange.is_empty() { Ok(()) } else { Err(strange.join(", ").into()) }
}

/// The percentages and amounts that the parameters of `law` fix.
fn figures(law: &str) -> Vec<String> {
    let mut figures = Vec::new();
    let mut within = false;
    for line in law.lines().map(str::trim) {
        within = match line.split_whitespace().next() {
            Some("parameter") => true,
            Some("vanaf") => within,
            _ => false,
        };
        if !within || line.contains("aangenomen") {
            continue;
        }
        let value = line.rsplit_once(" is ").or_else(|| line.rsplit_once(" : "));
        let value = value.map_or("", |(_, value)| value);
        let figure = value.trim_start_matches('€').split(" per ").next().unwrap_or("").trim();
        if figure.starts_with(|sign: char| sign.is_ascii_digit()) {
            figures.push(figure.to_owned());
        }
    }
    figures
}

/// Whether `figure` occurs as a whole number, not as a part of a longer one.
fn stands_in(figure: &str, text: &str) -> bool {
    let digit = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit());
    text.match_indices(figure).any(|(at, _)| {
        !digit(text[..at].chars().next_back()) && !digit(text[at + figure.len()..].chars().next())
    })
}
