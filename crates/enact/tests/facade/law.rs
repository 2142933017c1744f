//! A small law for the tests of this crate.

use enact::{Memory, Ruleset};

/// Allowances for the insured, less for those who earn more.
pub const LAW: &str = r#"---
title: Allowance Act
short: AA
language: en
in-force: 2025-01-01
text: draft
---
# Allowance Act

## Article 1

1. Who lives here is known by date of birth and income.

```enact
entity person
fact date-of-birth of person : date from "register of births"
fact income of person : money per year from "tax office"
fact insured of person : yes/no
fact share of person : percentage
fact weeks of person : number
fact name of person : text, special
fact partner of person : person, optional
assume income ≥ €0 per year
```

2. Hardship is for the case worker to judge.

```enact
judgement hardship of person : yes/no by "case worker"
```

## Article 2

1. An insured person is entitled to €100 less a hundredth of the income above €20,000.

```enact
parameter basis : money per year to be set by "Basis Regulation"
entitlement allowance of person : money per year
rule allowance is (basis − 1% of (income in excess of €20,000 per year)) but at least €0 per year rounded down to euros when insured
no entitlement to allowance otherwise
```

2. In a case of hardship the basis is paid in full.

```enact
notwithstanding (1)
rule allowance is basis when hardship
```

## Article 3

```enact
decision award to person by "Agency" : money per year is allowance

example "low income" on 2025-03-01
  given person
    income is €15,000
    insured is yes
    hardship is no
  then award is €1,000
  because article 2(1)
```
"#;

/// The basis for one year.
const REGULATION: &str = r#"---
title: Basis Regulation
short: BR
language: en
in-force: 2025-01-01
text: draft
uses: [AA]
---
## Article 1

```enact
set basis of AA from 2025-01-01 until 2026-01-01 : €1,000 per year
```
"#;

/// The ruleset of one law.
pub fn ruleset(law: &str) -> Ruleset {
    with(law, &[])
}

/// The ruleset of one law, with files beside it.
pub fn with(law: &str, files: &[(&str, &str)]) -> Ruleset {
    let mut world = Memory::new()
        .with("enact.toml", "name = \"allowance\"\nversion = \"1\"\n")
        .with("allowance.law.md", law)
        .with("regulation.law.md", REGULATION);
    for (name, text) in files {
        world = world.with(name, text);
    }
    let loaded = Ruleset::load(&world);
    let findings: Vec<String> = loaded
        .findings
        .iter()
        .filter(|finding| finding.code.0.starts_with('E'))
        .map(|finding| finding.render(enact_source::Language::English).message)
        .collect();
    assert_eq!(findings, Vec::<String>::new());
    loaded.ruleset.unwrap()
}
