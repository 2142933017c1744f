//! `enact amend`: bills applied to a ruleset.

use crate::command::Place;

const LAW: &str = "---
title: Grant Act
language: en
in-force: 2025-01-01
text: draft
currency: GBP
---
## Section 1

(1) Everyone has a grant of £40.

   ```enact
   entity person
   decision grant to person by \"Board\" : money is £40
   ```

(2) It is not taxed.
";

const FIRST: &str = "---
title: First
language: en
---
## Section 1

(1) In section 1(1), for “£40” substitute “£42”.

This Act comes into force on 6 April 2026.
";

const SECOND: &str = "---
title: Second
language: en
---
## Section 1

Section 1(1) is repealed.
";

fn place() -> Place {
    Place::with(&[("law/grant.law.md", LAW), ("first.bill.md", FIRST), ("second.bill.md", SECOND)])
}

#[test]
fn the_consolidated_ruleset_is_checked_and_written() {
    let place = place();
    let outcome = place.run(&["amend", "law", "first.bill.md", "--output", "new"]);
    assert_eq!((outcome.exit, outcome.err.as_str()), (0, ""));
    insta::assert_snapshot!(outcome.out);
    let text = place.read("new/grant.law.md");
    assert!(text.contains("in-force: 2026-04-06") && !text.contains("£40"), "{text}");
    let again = place.run(&["amend", "law", "first.bill.md", "--output", "new"]);
    assert_eq!(again.exit, 2);
    insta::assert_snapshot!(again.err);
}

#[test]
fn bills_that_meet_are_refused_and_name_each_other() {
    let outcome = place().run(&["amend", "law", "first.bill.md", "second.bill.md"]);
    assert_eq!((outcome.exit, outcome.out.as_str()), (1, ""));
    insta::assert_snapshot!(outcome.err);
}
