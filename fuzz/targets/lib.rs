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

/// The ruleset of [`LAW`].
pub fn world() -> Memory {
    let files = [("wzt.law.md", LAW)].into_iter().chain(OTHERS);
    files.fold(Memory::new(), |world, (name, text)| world.with(name, text))
}

/// A short law with a fact of each kind: it is read anew for every table.
pub const SHORT: &str = "---
title: Short Act
language: en
in-force: 2020-01-01
text: draft
currency: EUR
---
## Article 1

```enact
entity person
fact income : money per year
fact share : percentage
fact born : date
fact status : one of (single, married)
fact student : yes/no
fact grant : money, optional
fact partner : person, optional
entity child
fact children of person : list of child, at most 3, belonging to parent
fact hours of child : number with 2 decimals
entitlement allowance of person : money
rule allowance of person is
  when student and born before 2000-01-01 : (grant or €1 if absent) × share
  with partner : €5 × number of children with hours > 3
  otherwise : €2
no entitlement to allowance when status is married and income > €10 per year
```
";

/// The ruleset of [`SHORT`], with `more` files beside it.
pub fn short(more: &[(&str, &str)]) -> Memory {
    let files = [("short.law.md", SHORT)].into_iter().chain(more.iter().copied());
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
    for entity in program.entities.ids() {
        let Some(read) = ruleset.read_case(entity, Source::new(name, text), on).case else {
            continue;
        };
        for (term, _) in program.terms.iter().filter(|(_, term)| term.entity == entity) {
            let decision = ruleset.decide(term, &read.case, on);
            let _ = enact::Record::of(ruleset, &decision).to_json();
            let motivation = enact_eval::motivation(&decision, ruleset.language());
            let _ = motivation.to_text();
            assert_eq!(decision.outcome, ruleset.outcome(term, &read.case, on));
        }
    }
}
