//! What the targets share: a ruleset to read cases for, and the walk from text to decision.

use enact::{Memory, Ruleset};
use enact_source::Source;
use enact_value::Date;

/// A real law, with partners, periods, amounts and rounding.
pub const LAW: &str = include_str!("../../rules/nl/zorgtoeslag/versions/2025/wzt.law.md");

/// The regulations beside it.
pub const OTHERS: [(&str, &str); 2] = [
    (
        "minimumloon.law.md",
        include_str!("../../rules/nl/zorgtoeslag/versions/2025/minimumloon.law.md"),
    ),
    (
        "regeling-standaardpremie.law.md",
        include_str!("../../rules/nl/zorgtoeslag/versions/2025/regeling-standaardpremie.law.md"),
    ),
];

/// The ruleset of [`LAW`], with `more` files beside it.
pub fn world(more: &[(&str, &str)]) -> Memory {
    let files = [("wzt.law.md", LAW)].into_iter().chain(OTHERS).chain(more.iter().copied());
    files.fold(Memory::new(), |world, (name, text)| world.with(name, text))
}

/// The reference date of every question.
pub fn day() -> Option<Date> {
    Date::parse_iso("2025-03-01").ok()
}

/// Decides everything that `ruleset` can decide on the case in `text`, which may be anything.
pub fn decide_all(ruleset: &Ruleset, name: &str, text: &str) {
    let Some(on) = day() else { return };
    let program = ruleset.program();
    for (term, declared) in program.terms.iter() {
        let read = ruleset.read_case(declared.entity, Source::new(name, text), on);
        if let Some(read) = read.case {
            let decision = ruleset.decide(term, &read.case, on);
            let _ = enact::Record::of(ruleset, &decision);
        }
    }
}
