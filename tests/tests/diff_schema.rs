//! What `enact diff --format json` writes keeps to its published form.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use enact::comparison::{Compared, Means};
use enact::{Memory, Ruleset};
use enact_source::Language;
use enact_tests::places;
use enact_verify::Patience;

const LAW: &str = "---
title: Grant Act
language: en
in-force: 2025-01-01
text: draft
currency: GBP
---
## Article 1

```enact
entity person
fact age of person : number
assume age ≥ 0 and age ≤ 120
```

## Article 2

(1) An adult has a grant.

   ```enact
   entitlement grant of person : money
   rule grant is £100 when age ≥ 18
   no entitlement to grant otherwise
   safeguard \"something for the old\" for age ≥ 65 : grant ≥ £100
   example \"an adult\" on 2025-03-01
     given person
       age is 18
     then grant is £100
   ```
";

#[test]
fn a_comparison_keeps_to_its_form() {
    let schema = places::root().join("docs/schema/diff.schema.json");
    let schema = serde_json::from_str(&std::fs::read_to_string(schema).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let ruleset = |law: &str| Ruleset::load(&Memory::new().with("ga.law.md", law)).ruleset.unwrap();
    let before = ruleset(LAW);
    let means = Means {
        patience: Patience::BRIEF,
        solver: None,
        burdens: &[],
        renamed: &[],
        language: Language::English,
    };
    let later = [
        LAW.replace("age ≥ 18", "age > 18"),
        LAW.replace("when age ≥ 18", "when age ≥ 70"),
        LAW.replace("An adult", "Who is of age"),
        LAW.replace("grant is £100 when", "grant is £90 when"),
        LAW.replace("(1) An", "(2) An"),
    ];
    for law in later {
        let compared = Compared::of(&before, &ruleset(&law), &means);
        let report = serde_json::from_str(&compared.to_json()).unwrap();
        let wrong: Vec<String> = validator
            .iter_errors(&report)
            .map(|error| format!("{} {error}", error.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        assert!(!compared.provisions.is_empty());
    }
}
