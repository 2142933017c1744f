//! Jumps of an outcome that are other ones under another version of a law.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use enact::comparison::{Compared, Means};
use enact::{Memory, Ruleset};
use enact_source::Language;
use enact_verify::Patience;

const LAW: &str = "---
title: Grant Act
language: en
in-force: 2025-01-01
text: draft
currency: GBP
---
## Section 1

```enact
entity person
fact income of person : money
assume income ≥ £0 and income ≤ £100,000
entitlement grant of person : money
RULES
no entitlement to grant otherwise
```
";

/// Two steps down: at £10,000.01 and at £20,000.01.
const STEPS: &str = "rule grant is
  when income ≤ £10,000 : £100
  when income > £10,000 and income ≤ £20,000 : £60
  when income > £20,000 and income ≤ £90,000 : £20";

/// What is told of the jumps when `from` becomes `to` in the rules.
fn told(from: &str, to: &str) -> Vec<String> {
    let ruleset = |rules: &str| {
        let law = LAW.replace("RULES", rules);
        Ruleset::load(&Memory::new().with("ga.law.md", law.as_str())).ruleset.unwrap()
    };
    let means = Means {
        patience: Patience::BRIEF,
        solver: None,
        burdens: &[],
        renamed: &[],
        language: Language::English,
    };
    let compared = Compared::of(&ruleset(STEPS), &ruleset(&STEPS.replace(from, to)), &means);
    let courses = compared.decisions.into_iter().filter_map(|effect| effect.course);
    courses.flat_map(|course| course.jumps).map(|jump| jump.told).collect()
}

#[test]
fn a_jump_that_moves_is_told_with_both_places() {
    assert_eq!(
        told("£20,000", "£21,000"),
        [
            "the jump at an income of £20,000.01 (from £60 to £20) is now at £21,000.01 (from £60 to £20)"
        ]
    );
}

#[test]
fn a_jump_that_comes_or_goes_is_told() {
    let gone = "at an income of £10,000.01 there is no jump any more; it was from £100 to £60";
    let other = "the jump at an income of £20,000.01 is another one: it was from £60 to £20, and becomes from £100 to £20";
    assert_eq!(told("£60", "£100"), [gone, other]);
    let new = "at an income of £50,000.01 there is a new jump: from £20 to no entitlement";
    assert!(told("£90,000", "£50,000").iter().any(|told| told.contains("is now at £50,000.01")));
    let until = "income > £20,000 and income ≤ £90,000 : £20";
    let further = format!("{until}\n  when income > £90,000 : £20");
    assert!(told(until, &further).iter().any(|told| told.contains("no jump any more")), "{new}");
}

#[test]
fn jumps_that_stay_are_not_told() {
    assert_eq!(told("£90,000 : £20", "£90,000 : £20 + 0 × £1"), [""; 0]);
    assert_eq!(told("£100\n", "£101\n").len(), 1);
}
