//! `enact mutate`: the slips that nobody notices, and the examples that are missing.

use crate::command::Place;
use serde_json::Value;

const DUTCH: &str = "---
title: Wet korting
short: Wk
language: nl
in-force: 2025-01-01
until: 2026-01-01
text: draft
currency: EUR
month-end: last day
---
## Artikel 1

1. Wie ten minste 65 jaar is, heeft recht op een korting van € 40.

   ```enact
   soort persoon
   gegeven leeftijd van persoon : getal
   gegeven lid van persoon : ja/nee
   aanname leeftijd ≥ 0
   aanname leeftijd ≤ 120

   aanspraak korting van persoon : bedrag
   regel korting bedraagt € 40 indien leeftijd ten minste 65
   geen aanspraak op korting in de overige gevallen
   ```

2. Een lid van ten minste 65 jaar krijgt € 50.

   ```enact
   in afwijking van lid 1
   regel korting bedraagt € 50 indien lid en leeftijd ten minste 65

   waarborg \"nooit meer dan vijftig\" : korting ≤ € 50

   voorbeeld \"tachtig, lid\" op 2025-03-01
     in het geval persoon
       leeftijd is 80
       lid is ja
     dan korting is € 50

   voorbeeld \"jong, lid\" op 2025-03-01
     in het geval persoon
       leeftijd is 30
       lid is ja
     dan geen aanspraak op korting
   ```
";

const ENGLISH: &str = "---
title: Fee Act
short: FA
language: en
in-force: 2025-01-01
until: 2026-01-01
text: draft
currency: GBP
month-end: last day
---
## Section 1

```enact
entity person
fact income of person : money per year
fact grant of person : money per year
assume income ≥ £0 per year
assume income ≤ £1,000,000 per year
assume grant ≥ £0 per year
assume grant ≤ £1,000,000 per year

rule share of person is income in excess of £10,000 per year
rule own-grant of person is grant but at least £0 per year
decision fee to person : money per year
  is 5% of share rounded down to pounds
decision rest to person : money per year is own-grant

example \"a thousand above\" on 2025-03-01
  given person
    income is £11,000
  then fee is £50
```
";

fn place() -> Place {
    Place::with(&[("wk.law.md", DUTCH), ("fa.law.md", ENGLISH)])
}

#[test]
fn what_nobody_notices_comes_with_its_example_in_dutch() {
    let outcome = place().run(&["mutate", "wk.law.md"]);
    assert_eq!(outcome.exit, 0, "{}", outcome.err);
    insta::assert_snapshot!(outcome.out);
}

#[test]
fn what_nobody_notices_comes_with_its_example_in_english() {
    insta::assert_snapshot!(place().run(&["mutate", "fa.law.md"]).out);
}

#[test]
fn who_notices_each() {
    insta::assert_snapshot!(place().run(&["mutate", "wk.law.md", "--all", "--lang", "en"]).out);
}

#[test]
fn only_what_a_decision_rests_on() {
    let outcome = place().run(&["mutate", "fa.law.md", "--decision", "rest", "--format", "json"]);
    let report: Value = serde_json::from_str(&outcome.out).unwrap();
    assert_eq!(report["decisions"], serde_json::json!(["rest"]));
    let unknown = place().run(&["mutate", "fa.law.md", "--decision", "rset"]);
    assert_eq!((unknown.exit, unknown.out.as_str()), (2, ""));
}

#[test]
fn markdown_for_a_memorandum() {
    insta::assert_snapshot!(place().run(&["mutate", "wk.law.md", "--format", "markdown"]).out);
}

#[test]
fn a_slip_that_survives_can_fail() {
    let place = place();
    assert_eq!(place.run(&["mutate", "wk.law.md", "--fail-on", "survived"]).exit, 1);
    let written = place.run(&["mutate", "wk.law.md", "-o", "slips.txt"]);
    assert_eq!((written.exit, written.out.lines().count()), (0, 1), "{}", written.out);
    let broken = Place::with(&[("wk.law.md", &DUTCH.replace("≤ € 50", "≤ 50"))]);
    assert_eq!(broken.run(&["mutate", "wk.law.md"]).exit, 1);
}

#[test]
fn json_keeps_to_the_published_form() {
    let schema = include_str!("../../../../docs/schema/mutation.schema.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for law in ["wk.law.md", "fa.law.md"] {
        for choices in ["1", "100000"] {
            let arguments = ["mutate", law, "--format", "json", "--choices", choices];
            let report: Value = serde_json::from_str(&place().run(&arguments).out).unwrap();
            let faults: Vec<String> = schema
                .iter_errors(&report)
                .map(|fault| format!("{}: {fault}", fault.instance_path()))
                .collect();
            assert_eq!(faults, Vec::<String>::new());
            let counts = report["counts"].as_object().unwrap();
            let all = counts["variants"].as_u64().unwrap();
            let sum: u64 = counts.values().filter_map(Value::as_u64).sum();
            assert_eq!(sum, all * 2, "{counts:?}");
        }
    }
    assert!(!schema.is_valid(&serde_json::json!({ "format": "enact-mutation/1" })));
}
