//! How fast a law is verified whole, and how that grows with its rules.

use crate::timing::row;
use crate::{folder, generated};
use enact::{Memory, Ruleset, verification};
use enact_verify::{Patience, Verdict};
use std::fmt::Write;
use std::hint::black_box;

/// A law of the pilots, a tax, and generated laws of ever more rules.
pub fn laws() {
    let zorgtoeslag = Ruleset::load(&folder("rules/nl/zorgtoeslag/versions/2025")).ruleset;
    match zorgtoeslag {
        Some(ruleset) => row("zorgtoeslag 2025 verified whole", 10, || whole(&ruleset)),
        None => println!("| zorgtoeslag 2025 verified whole | the law has errors | | |"),
    }
    brackets();
    for rules in [125, 250, 500, 1_000] {
        let Some(ruleset) = generated_rules(rules) else {
            println!("| verify {rules} rules | the law has errors | | |");
            continue;
        };
        row(&format!("a generated ruleset of {rules} rules verified"), 5, || whole(&ruleset));
    }
}

/// Findings and all safeguards.
fn whole(ruleset: &Ruleset) {
    black_box(verification::verified(ruleset.graph().clone(), &[]));
    black_box(verification::promises(ruleset, Patience::LONG, None, &mut |_| {}));
}

/// A generated ruleset of at least so many rules.
fn generated_rules(rules: usize) -> Option<Ruleset> {
    let text = generated::law_of(rules);
    Ruleset::load(&Memory::new().with("generated.law.md", &text)).ruleset
}

/// Reads and verifies a thousand rules, for its memory.
pub fn thousand() {
    generated_rules(1_000).iter().for_each(whole);
}

/// A tax of 24 brackets, each rounded down to whole euros, that never falls with the income.
fn brackets() {
    let mut law = String::from(TAX);
    for band in 1..24 {
        let _ = writeln!(law, "    up to €{},000 : {}.{}%", band * 4, band * 2, band % 10);
    }
    law.push_str("    above : 52%\n");
    law.push_str(PROMISE);
    let Some(ruleset) = Ruleset::load(&Memory::new().with("tax.law.md", &law)).ruleset else {
        println!("| prove a tax of 24 brackets monotone | the law has errors | | |");
        return;
    };
    let judge = || verification::promises(&ruleset, Patience::LONG, None, &mut |_| {});
    let proved = judge().iter().all(|judged| matches!(judged.verdict, Verdict::Proved(_)));
    let said = if proved { "proved" } else { "NOT proved" };
    row(&format!("a tax of 24 brackets, each rounded down: {said} never to fall"), 200, || {
        black_box(judge());
    });
}

const TAX: &str = "---
title: Tax Act
language: en
in-force: 2025-01-01
text: draft
currency: EUR
---
## Article 1

```enact
entity person
fact income of person : money
assume income ≥ €0
assume income ≤ €10,000,000
parameter scale : brackets
  from 2025-01-01 :
";

const PROMISE: &str = "rule tax of person is income through scale each band rounded down to euros
safeguard \"more income, no less tax\" : tax never decreases when income increases
```
";
