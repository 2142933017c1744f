//! Two versions of a law: what is proved equal, and what differs, each with a case that both decide.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use enact::{Memory, Ruleset, verification};
use enact_model::Program;
use enact_model::table::TermId;
use enact_source::Language;
use enact_value::Value;
use enact_verify::{
    Comparison, Difference, Direction, Extent, OnlyOne, Others, Pairing, Part, Patience, Replayed,
    Size, Versions,
};

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
    on 1 January 2025 for a person with age 18: 100 → no entitlement
    on 1 January 2025 for a person with age 20: 100 → 101
    on 1 January 2025 for a person with income €30,000, age 20: 100 → no entitlement
    on 1 January 2025 for a person with income €1, age 20: 100 → 9999/100
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
    on 1 January 2025 for a person with income €1: 0 → 1
    on 1 January 2025 for a person with income €1.50: 0 → 1
    on 1 January 2025 for a person with income €1: 0 → 1
    on 1 January 2025 for a person with income €2: 1 → 0
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
    insta::assert_snapshot!(differs(&base, &turned), @"on 1 January 2025 for a person with married yes, student yes: 30 → 20");
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
    insta::assert_snapshot!(differs(&law("€60"), &law("€49.99")), @"on 1 January 2025 for a person with income €500: 5000/100 → 4999/100");
}

#[test]
fn a_new_fact_is_free() {
    let base = "rule allowance of person is €10";
    let more = "fact disabled of person : yes/no
rule allowance of person is
  when disabled : €20
  otherwise : €10";
    insta::assert_snapshot!(differs(base, more), @"on 1 January 2025 for a person: 10 → 20");
    insta::assert_snapshot!(differs(more, base), @"on 1 January 2025 for a person with disabled yes: 20 → 10");
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
    insta::assert_snapshot!(differs(&law("2026-01-01"), &law("2026-07-01")), @"on 1 January 2026 for a person: 20 → 10");
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
    insta::assert_snapshot!(differs(&law("number"), &looser), @"on 1 January 2025 for a person with hours 40: false → true");
}

fn folder(path: &str) -> Memory {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    let mut world = Memory::new();
    for entry in std::fs::read_dir(&root).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Ok(text) = std::fs::read_to_string(entry.path()) {
            world = world.with(&name, &text);
        }
    }
    world
}

/// A part in a line: how outcomes change, how much, and where.
fn told(program: &Program, part: &Part) -> String {
    let mut told = format!("{:?} → {:?}", part.change.from, part.change.to);
    if let Some(Size { range, least, most }) = &part.size {
        assert!(least.is_some() && most.is_some());
        told.push_str(&format!(" ({} to {})", range.low, range.high));
    }
    let Some(region) = &part.before else { return told };
    for (about, extent) in &region.stated {
        let (name, _, scale) = program.held(about.what);
        let whose = if about.whose.is_empty() { "" } else { " of partner" };
        let below = scale.denominator();
        let said = match extent {
            Extent::Numbers(range) => {
                let end = |units: i128| match units.abs() < 1 << 120 {
                    true => format!("{units}/{below}"),
                    false => "…".to_owned(),
                };
                format!("{} to {}", end(range.low), end(range.high))
            }
            other => format!("{other:?}"),
        };
        told.push_str(&format!("; {name}{whose}: {said}"));
    }
    told
}

/// The thresholds and percentages of the later year: who gets less, who loses the claim, and who has
/// one that had none, by household.
#[test]
fn zorgtoeslag_of_two_years() {
    let version = |year: &str| {
        Ruleset::load(&folder(&format!("rules/nl/zorgtoeslag/versions/{year}"))).ruleset.unwrap()
    };
    let (before, after) = (version("2025"), version("2026"));
    let pairing = Pairing::by_name(before.program(), after.program());
    let versions = Versions::of(before.law(), after.graph(), &pairing);
    assert_eq!((versions.same_meaning().count(), after.program().groups.len()), (7, 12));
    let of = |ruleset: &Ruleset| term(ruleset, "zorgtoeslag-per-maand");
    let terms = (of(&before), of(&after));
    let found = verification::differences(&versions, terms, Patience::LONG, None);
    assert!(found.rest.is_ok());
    assert_eq!(found.direction(), Direction::Both);
    assert!(found.parts.iter().all(|part| part.ordinary.is_some()));
    let lines: Vec<String> = found.parts.iter().map(|part| told(before.program(), part)).collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    Value → Value (-1 to -1); verdragsgerechtigd: Is(false); partner: Absent; toetsingsinkomen: … to 3980300/100; rendementsgrondslag: … to 14189600/100; verzekerde: Is(true)
    Value → Value (-5 to -1); verdragsgerechtigd: Is(true); partner: Absent; toetsingsinkomen: … to 17827377/100; rendementsgrondslag: … to 14189600/100; verhoudingsgetal: 2607/10000 to …; verzekerde: Is(true)
    Value → Value (-1 to -1); verdragsgerechtigd: Is(false); partner: Present; rendementsgrondslag: … to 17942900/100; verzekerde: Is(true); draagkracht: 2844709/100 to 5029056/100; verdragsgerechtigd of partner: Is(false)
    Value → Value (-8 to -1); verdragsgerechtigd: Is(true); partner: Present; rendementsgrondslag: … to 17942900/100; verzekerde: Is(true); draagkracht: … to 32717978/100
    Value → Value (-8 to -1); verdragsgerechtigd: Is(false); partner: Present; rendementsgrondslag: … to 17942900/100; verzekerde: Is(true); draagkracht: … to 32717978/100; verdragsgerechtigd of partner: Is(true)
    Value → NoEntitlement (0 to 0); verdragsgerechtigd: Is(false); partner: Absent; toetsingsinkomen: 3983241/100 to 3989059/100; rendementsgrondslag: … to 14189600/100; verzekerde: Is(true)
    Value → NoEntitlement (-4 to 0); verdragsgerechtigd: Is(true); partner: Absent; toetsingsinkomen: … to 17863512/100; rendementsgrondslag: … to 14189600/100; verhoudingsgetal: 2551/10000 to …; verzekerde: Is(true)
    Value → NoEntitlement (0 to 0); verdragsgerechtigd: Is(false); partner: Present; rendementsgrondslag: … to 17942900/100; verzekerde: Is(true); draagkracht: 5029705/100 to 5037816/100; verdragsgerechtigd of partner: Is(false)
    Value → NoEntitlement (-7 to 0); verdragsgerechtigd: Is(true); partner: Present; rendementsgrondslag: … to 17942900/100; verzekerde: Is(true); draagkracht: … to 32786721/100
    Value → NoEntitlement (-7 to 0); verdragsgerechtigd: Is(false); partner: Present; rendementsgrondslag: … to 17942900/100; verzekerde: Is(true); draagkracht: … to 32786721/100; verdragsgerechtigd of partner: Is(true)
    NoEntitlement → Value (0 to 130); verdragsgerechtigd: Is(false); partner: Absent; toetsingsinkomen: … to 3983240/100; rendementsgrondslag: 14189601/100 to 14601100/100; verzekerde: Is(true)
    NoEntitlement → Value (0 to 1714); verdragsgerechtigd: Is(true); partner: Absent; toetsingsinkomen: … to 17827377/100; rendementsgrondslag: 14189601/100 to 14601100/100; verhoudingsgetal: 2572/10000 to …; verzekerde: Is(true)
    NoEntitlement → Value (0 to 250); verdragsgerechtigd: Is(false); partner: Present; rendementsgrondslag: … to 18463300/100; verzekerde: Is(true); draagkracht: … to 5029704/100; verdragsgerechtigd of partner: Is(false)
    NoEntitlement → Value (0 to 3418); verdragsgerechtigd: Is(true); partner: Present; rendementsgrondslag: … to 18463300/100; verzekerde: Is(true); draagkracht: … to 32717978/100
    NoEntitlement → Value (0 to 3418); verdragsgerechtigd: Is(false); partner: Present; rendementsgrondslag: … to 18463300/100; verzekerde: Is(true); draagkracht: … to 32717978/100; verdragsgerechtigd of partner: Is(true)
    NoEntitlement → NotSet; rendementsgrondslag: … to 18463300/100; verzekerde: Is(true)
    ");
    let case = |part: Option<&Part>| {
        let found = part.unwrap().ordinary.as_ref().unwrap();
        let (program, case) = (before.program(), &found.before);
        verification::CaseTold { program, case, on: found.on, language: Language::Dutch }.words()
    };
    insta::assert_snapshot!(case(found.parts.first()), @"op 1 januari 2026 voor een persoon met geboortedatum 1 januari 1980, zorgverzekerd ja, verdragsgerechtigd nee, verzekering opgeschort nee, zonder partner, toetsingsinkomen € 29.000 per jaar, rendementsgrondslag € 0");
    insta::assert_snapshot!(case(found.largest_gain()), @"op 1 januari 2026 voor een persoon met geboortedatum 1 januari 1980, zorgverzekerd ja, verdragsgerechtigd nee, verzekering opgeschort nee, partner, toetsingsinkomen € 30.000 per jaar, rendementsgrondslag € 142.000, zelfde partner hele jaar nee, verdragsgerechtigd van partner ja, verzekering opgeschort van partner ja, toetsingsinkomen van partner € 0 per jaar, verhoudingsgetal van partner 0");
    let same = term(&before, "draagkracht");
    assert!(versions.mean_the_same((same, term(&after, "draagkracht"))));
}

/// What the parts of two laws are, told with the case of each.
fn parts(before: &str, after: &str) -> String {
    let (before, after) = (law(before), law(after));
    let pairing = Pairing::by_name(before.program(), after.program());
    let versions = Versions::of(before.law(), after.graph(), &pairing);
    let terms = (term(&before, "allowance"), term(&after, "allowance"));
    let found = verification::differences(&versions, terms, Patience::BRIEF, None);
    assert!(found.rest.is_ok());
    let mut lines = vec![format!("{:?}", found.direction())];
    for part in &found.parts {
        let every = match part.others {
            Others::None => "every case: ",
            Others::Same => "or the same: ",
            Others::Unknown => "",
        };
        lines.push(format!("{every}{}", told(before.program(), part)));
    }
    lines.join("\n")
}

#[test]
fn every_part_is_told_with_its_size() {
    let base = "entitlement allowance of person : money
rule allowance is €100 when age at least 18
no entitlement to allowance otherwise";
    insta::assert_snapshot!(parts(base, &base.replace("at least 18", "more than 18")), @"
    Less
    every case: Value → NoEntitlement (-100 to -100); age: 18/1 to 18/1
    ");
    insta::assert_snapshot!(parts(base, &base.replace("€100", "€120 − 1% of income rounded down to euros")), @"
    Both
    every case: Value → Value (-980 to -1); income: 200001/100 to …; age: 18/1 to …
    every case: Value → Value (1 to 20); income: … to 190000/100; age: 18/1 to …
    ");
    let phased = "rule allowance of person is €100 − 10% of (income in excess of €1,000)
  rounded down to euros but at least €0";
    insta::assert_snapshot!(parts(phased, &phased.replace("€1,000", "€1,100")), @"
    More
    every case: Value → Value (10 to 10); income: 110000/100 to 200000/100
    every case: Value → Value (1 to 10); income: 100001/100 to 109999/100
    every case: Value → Value (1 to 9); income: 200001/100 to 209000/100
    ");
    insta::assert_snapshot!(parts(phased, &phased.replace("10%", "12%")), @"
    Less
    or the same: Value → Value (-17 to -1); income: 100834/100 to 183333/100
    every case: Value → Value (-16 to -1); income: 183334/100 to 199000/100
    ");
    let yes = "rule allowance of person when age at least 18 and not student";
    insta::assert_snapshot!(parts(yes, &yes.replace(" and not student", "")), @"
    More
    every case: No → Yes (1 to 1); age: 18/1 to …; student: Is(true)
    ");
}

#[test]
fn what_only_one_accepts_is_told() {
    let base = "rule allowance of person is €10";
    let only = |before: &str, after: &str| {
        let (before, after) = (law(before), law(after));
        let pairing = Pairing::by_name(before.program(), after.program());
        let versions = Versions::of(before.law(), after.graph(), &pairing);
        let found = verification::accepted_by_one(&versions, Patience::BRIEF);
        let told = found.iter().map(|only| match only {
            OnlyOne::Fact { before: fact, later, .. } => {
                let who = if *later { "later" } else { "earlier" };
                format!("the {who} law: more values of {}", before.program().facts[*fact].name)
            }
            OnlyOne::Case { later, case, on, .. } => {
                let (who, ruleset) = if *later { ("later", &after) } else { ("earlier", &before) };
                let (program, language) = (ruleset.program(), Language::English);
                let told = verification::CaseTold { program, case, on: *on, language };
                format!("the {who} law: {}", told.words())
            }
        });
        told.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(only(base, base), "");
    let together = format!("assume rent ≤ income\n{base}");
    insta::assert_snapshot!(only(base, &together), @"the earlier law: on 1 January 2025 for a person with income €0, rent €1, age 0");
    insta::assert_snapshot!(only(&together, base), @"the later law: on 1 January 2025 for a person with income €0, rent €1, age 0");
    let less = format!("assume income ≤ €50,000\n{base}");
    insta::assert_snapshot!(only(base, &less), @"the earlier law: on 1 January 2025 for a person with income €60,000, rent €0, age 0");
}

#[test]
fn subjects_lists_and_judgements_are_shared() {
    let children = "entity child
fact children of person : list of child, at most 2, belonging to parent
fact years of child : number
assume years ≥ 0
assume years ≤ 120
";
    let base =
        format!("{children}rule allowance of person is €10 × number of children with years < 18");
    let said_otherwise = format!(
        "{children}rule minor of child when not (years at least 18)
rule allowance of person is sum of €10 over children with minor"
    );
    equal(&base, &said_otherwise);
    insta::assert_snapshot!(differs(&base, &base.replace("< 18", "< 17")), @"on 1 January 2025 for a person with children: 1, years of child 1: 17: 10 → 0");
    let judged = "judgement hardship of person : yes/no by \"case worker\"
rule allowance of person when hardship and income less than €10,000";
    equal(
        judged,
        &judged.replace(
            "hardship and income less than €10,000",
            "not (not hardship or income at least €10,000)",
        ),
    );
    insta::assert_snapshot!(differs(judged, &judged.replace("less than", "at most")), @"on 1 January 2025 for a person with income €10,000, hardship yes: false → true");
}

#[test]
fn a_new_option_is_accepted_by_one() {
    let law_of = |options: &str| {
        format!(
            "fact status of person : one of ({options})
rule allowance of person is
  when status is single : €20
  otherwise : €10"
        )
    };
    equal(&law_of("single, married"), &law_of("married, single"));
    equal(&law_of("single, married"), &law_of("single, married, widowed"));
}

#[test]
fn a_fiction_about_a_value_stays_with_that_value() {
    let law = |read: &str, supposed: &str| {
        format!(
            "rule first of person when married
rule second of person when married
rule rate of person is
  when {read} : €20
  otherwise : €10
rule allowance of person is rate as if ({supposed} is yes)"
        )
    };
    equal(&law("first", "first"), &law("second", "second"));
    insta::assert_snapshot!(differs(&law("first", "first"), &law("first", "second")), @"on 1 January 2025 for a person with married no: 20 → 10");
}
