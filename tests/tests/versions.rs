//! Two versions of a law: what is proved equal, and what differs, each with a case that both decide.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use enact::{Memory, Ruleset, verification};
use enact_model::table::TermId;
use enact_source::Language;
use enact_value::Value;
use enact_verify::{Comparison, Difference, Pairing, Patience, Replayed, Versions};

const HEAD: &str = "---
title: Allowance Act
short: AA
language: en
in-force: 2025-01-01
text: draft
currency: EUR
---
## Article 1

```enact
entity person
fact income of person : money
fact rent of person : money
fact age of person : number
fact married of person : yes/no
fact student of person : yes/no
assume income ≥ €0
assume income ≤ €100,000
assume rent ≥ €0
assume rent ≤ €100,000
assume age ≥ 0
assume age ≤ 120
```

## Article 2

```enact
";

fn law(rules: &str) -> Ruleset {
    let text = format!("{HEAD}{rules}\n```\n");
    let loaded = Ruleset::load(&Memory::new().with("act.law.md", text.as_str()));
    loaded.ruleset.unwrap_or_else(|| {
        let findings: Vec<String> = loaded
            .findings
            .iter()
            .map(|found| format!("{} {}", found.code.0, found.render(Language::English).message))
            .collect();
        panic!("{text}\n{findings:#?}")
    })
}

fn term(ruleset: &Ruleset, name: &str) -> TermId {
    ruleset.program().terms.iter().find(|(_, term)| term.name == name).unwrap().0
}

/// What comparing `allowance` under both sets of rules comes to.
fn compare(before: &str, after: &str) -> (Comparison, Ruleset, Ruleset) {
    let (before, after) = (law(before), law(after));
    let pairing = Pairing::by_name(before.program(), after.program());
    let versions = Versions::of(before.law(), after.graph(), &pairing);
    let terms = (term(&before, "allowance"), term(&after, "allowance"));
    let found = verification::compared(&versions, terms, Patience::BRIEF, None);
    (found, before, after)
}

fn equal(before: &str, after: &str) {
    for (before, after) in [(before, after), (after, before)] {
        let (found, ..) = compare(before, after);
        assert!(matches!(found, Comparison::Equal(_)), "{found:#?}\n{before}\n{after}");
    }
}

/// The case and both outcomes, in words.
fn differs(before: &str, after: &str) -> String {
    let (found, before, after) = compare(before, after);
    let Comparison::Differs(Difference { before: case, on, outcomes, .. }) = found else {
        panic!("{found:#?}");
    };
    let told = verification::CaseTold {
        program: before.program(),
        case: &case,
        on,
        language: Language::English,
    };
    let (first, second) = (said(&before, &outcomes.0), said(&after, &outcomes.1));
    format!("{}: {first} → {second}", told.words())
}

fn said(ruleset: &Ruleset, outcome: &Replayed) -> String {
    let scale = ruleset.program().terms[term(ruleset, "allowance")].scale;
    match outcome {
        Replayed::Value(Value::Number(units)) => match scale.denominator() {
            1 => units.to_string(),
            below => format!("{units}/{below}"),
        },
        Replayed::Value(Value::YesNo(yes)) => yes.to_string(),
        Replayed::NoEntitlement => "no entitlement".to_owned(),
        other => format!("{other:?}"),
    }
}

#[test]
fn refactorings_are_proved_equal() {
    let base = "entitlement allowance of person : money
rule allowance is €100 when married and age at least 18
rule allowance is €50 when not married and age at least 18
no entitlement to allowance otherwise";
    // In other words.
    equal(
        base,
        "entitlement allowance of person : money
rule allowance is €100 when not (not married or age less than 18)
rule allowance is €50 when not (married or age less than 18)
no entitlement to allowance otherwise",
    );
    // As a case distinction, in another order.
    equal(
        base,
        "entitlement allowance of person : money
rule allowance is
  when not married and age at least 18 : €50
  when married and age > 17 : 2 × €50
no entitlement to allowance otherwise",
    );
    // Through other values.
    equal(
        base,
        "entitlement allowance of person : money
rule grown-up of person when age at least 18
rule share of person is
  when married : €100
  otherwise : €50
rule allowance is share when grown-up
no entitlement to allowance otherwise",
    );
}

#[test]
fn what_differs_is_shown_with_a_case() {
    let base = "entitlement allowance of person : money
rule allowance is €100 when age at least 18
no entitlement to allowance otherwise";
    let later = |rule: &str| base.replace("rule allowance is €100 when age at least 18", rule);
    let shown = |rule: &str| differs(base, &later(rule));
    let found = [
        shown("rule allowance is €100 when age more than 18"),
        shown("rule allowance is €101 when age at least 18"),
        shown("rule allowance is €100 when age at least 18 and income less than €30,000"),
        shown("rule allowance is €100 − 1% of income rounded down to cents when age at least 18"),
    ];
    insta::assert_snapshot!(found.join("\n"), @"
    on 1 January 2025 for a person with income €0, rent €0, age 18: 100 → no entitlement
    on 1 January 2025 for a person with income €0, rent €0, age 20: 100 → 101
    on 1 January 2025 for a person with income €30,000, rent €0, age 20: 100 → no entitlement
    on 1 January 2025 for a person with income €1, rent €0, age 20: 100 → 9999/100
    ");
}

#[test]
fn rounding_and_order_are_seen() {
    let base = "rule allowance of person is income × 50% rounded down to euros";
    let shown = |rule: &str| differs(base, &format!("rule allowance of person is {rule}"));
    let found = [
        shown("income × 50% rounded up to euros"),
        shown("(income rounded half up to euros) × 50% rounded down to euros"),
        shown("income × 50% rounded half up to euros"),
        shown("income × 49.999% rounded down to euros"),
    ];
    insta::assert_snapshot!(found.join("\n"), @"
    on 1 January 2025 for a person with income €1, rent €0, age 0: 0 → 1
    on 1 January 2025 for a person with income €1.50, rent €0, age 0: 0 → 1
    on 1 January 2025 for a person with income €1, rent €0, age 0: 0 → 1
    on 1 January 2025 for a person with income €2, rent €0, age 0: 1 → 0
    ");
    equal(base, "rule allowance of person is income × 25% × 2 rounded down to euros");
    equal(
        base,
        "rule allowance of person is (income rounded down to euros) × 50% rounded down to euros",
    );
}

#[test]
fn precedence_is_seen() {
    let law = |first: &str, second: &str| {
        format!(
            "rule allowance of person is €10
```

## Article 3

```enact
{first}rule allowance of person is €20 when married
```

## Article 4

```enact
{second}rule allowance of person is €30 when student"
        )
    };
    let base = law("notwithstanding article 2\n", "notwithstanding article 2 and article 3\n");
    let turned = law("notwithstanding article 2 and article 4\n", "notwithstanding article 2\n");
    insta::assert_snapshot!(differs(&base, &turned), @"on 1 January 2025 for a person with income €0, rent €0, age 0, married yes, student yes: 30 → 20");
    // A chain that says the same.
    equal(&base, &law("notwithstanding article 2\n", "notwithstanding article 3 and article 2\n"));
}

#[test]
fn what_masks_a_change_is_seen() {
    let law = |most: &str| {
        format!(
            "rule part of person is income × 10% rounded down to cents but at most {most}
rule allowance of person is part but at most €50"
        )
    };
    equal(&law("€60"), &law("€70"));
    insta::assert_snapshot!(differs(&law("€60"), &law("€49.99")), @"on 1 January 2025 for a person with income €500, rent €0, age 0: 5000/100 → 4999/100");
}

#[test]
fn a_new_fact_is_free() {
    let base = "rule allowance of person is €10";
    let more = "fact disabled of person : yes/no
rule allowance of person is
  when disabled : €20
  otherwise : €10";
    insta::assert_snapshot!(differs(base, more), @"on 1 January 2025 for a person with income €0, rent €0, age 0: 10 → 20");
    insta::assert_snapshot!(differs(more, base), @"on 1 January 2025 for a person with income €0, rent €0, age 0, disabled yes: 20 → 10");
    let without_effect = "fact disabled of person : yes/no
rule allowance of person is
  when disabled : €10
  otherwise : €10";
    equal(base, without_effect);
}

#[test]
fn another_day_is_seen() {
    let law = |day: &str| {
        format!(
            "rule allowance of person is €10\n```\n\n## Article 3\n\n```enact\nwith effect from {day}\nnotwithstanding article 2\nrule allowance of person is €20"
        )
    };
    insta::assert_snapshot!(differs(&law("2026-01-01"), &law("2026-07-01")), @"on 1 January 2026 for a person with income €0, rent €0, age 0: 20 → 10");
    equal(&law("2024-01-01"), &law("2025-01-01"));
}

#[test]
fn a_fact_in_other_units_is_the_same_fact() {
    let law = |scale: &str| {
        format!(
            "fact hours of person : {scale}
assume hours ≥ 0
assume hours ≤ 80
rule allowance of person when hours more than 40"
        )
    };
    equal(&law("number"), &law("number with 2 decimals"));
    let stricter = law("number with 2 decimals").replace("more than 40", "at least 40.01");
    equal(&law("number"), &stricter);
    let looser = law("number with 2 decimals").replace("more than 40", "at least 40");
    insta::assert_snapshot!(differs(&law("number"), &looser), @"on 1 January 2025 for a person with income €0, rent €0, age 0, hours 40: false → true");
}
