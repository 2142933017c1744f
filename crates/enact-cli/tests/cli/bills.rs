//! `enact diff --law`: two versions of a bill, and what each makes of the law.

use crate::command::Place;
use std::path::Path;

const LAW: &str = "---
title: Toelagewet
short: Tw
language: nl
in-werking: 2025-01-01
tekst: ontwerp
valuta: EUR
---
## Artikel 1

Deze wet gaat over personen.

```enact
soort persoon
gegeven leeftijd van persoon : getal
gegeven inkomen van persoon : bedrag
aanname leeftijd ≥ 0 en leeftijd ≤ 120
aanname inkomen ≥ € 0 en inkomen ≤ € 200.000
```

## Artikel 2

1. Een volwassene heeft recht op een toelage van € 100.

   ```enact
   aanspraak toelage van persoon : bedrag
   regel toelage bedraagt € 100 indien leeftijd ≥ 18
   geen aanspraak op toelage in de overige gevallen
   ```

2. Er is geen recht bij een inkomen van meer dan € 50.000.

   ```enact
   geen aanspraak op toelage indien inkomen > € 50.000
   ```

3. De toelage is niet belast.
";

const HEAD: &str = "---
title: Wet tot wijziging van de Toelagewet
language: nl
---
# Wet tot wijziging van de Toelagewet

## Artikel I

De Toelagewet wordt als volgt gewijzigd:

";

/// As introduced.
const INTRODUCED: &str = "A

In artikel 2, eerste lid, wordt “€ 100” vervangen door “€ 120”.

B

In artikel 2, tweede lid, wordt “€ 50.000” vervangen door “€ 30.000”.

C

Artikel 2, derde lid, vervalt.

## Artikel II

Deze wet treedt in werking met ingang van 1 januari 2026.
";

/// After the nota van wijziging.
const AMENDED: &str = "A

In artikel 2, eerste lid, wordt “€ 100” vervangen door “€ 110”.

B

1. In artikel 2, tweede lid, wordt “€ 50.000” vervangen door “€ 30.000”.

2. Artikel 2, derde lid, wordt vernummerd tot vierde lid.

3. Na artikel 2, tweede lid, wordt een lid ingevoegd, luidende:

   > 3. Wie 65 jaar of ouder is, heeft ook bij een hoger inkomen recht op € 60.
   >
   >    ```enact
   >    in afwijking van lid 2
   >    regel toelage bedraagt € 60 indien leeftijd ≥ 65 en inkomen > € 30.000
   >    ```

## Artikel II

Deze wet treedt in werking met ingang van 1 juli 2026.
";

fn place() -> Place {
    let bill = |body: &str| format!("{HEAD}{body}");
    Place::with(&[
        ("wet/tw.law.md", LAW),
        ("voor.bill.md", &bill(INTRODUCED)),
        ("na.bill.md", &bill(AMENDED)),
    ])
}

const DIFF: [&str; 5] = ["diff", "--solver", "none", "--law", "wet"];

#[test]
fn what_a_nota_van_wijziging_changes_and_by_which_part_of_the_bill() {
    let place = place();
    let told = |more: &[&str]| {
        let outcome = place.run(&[&DIFF[..], &["voor.bill.md", "na.bill.md"], more].concat());
        assert_eq!((outcome.exit, outcome.err.as_str()), (1, ""));
        outcome.out
    };
    insta::assert_snapshot!(told(&[]));
    insta::assert_snapshot!(told(&["--lang", "en"]));
    for form in ["markdown", "html", "json", "github"] {
        insta::assert_snapshot!(format!("a_nota_van_wijziging_{form}"), told(&["--format", form]));
    }
}

#[test]
fn what_a_bill_makes_of_the_law_as_it_is() {
    let outcome = place().run(&[&DIFF[..], &["na.bill.md"]].concat());
    assert_eq!((outcome.exit, outcome.err.as_str()), (1, ""));
    insta::assert_snapshot!(outcome.out);
}

#[test]
fn the_same_bill_is_no_difference() {
    let outcome = place().run(&[&DIFF[..], &["na.bill.md", "na.bill.md"]].concat());
    assert_eq!((outcome.exit, outcome.err.as_str()), (0, ""));
    assert!(outcome.out.contains("er is niets veranderd"), "{}", outcome.out);
}

#[test]
fn a_bill_without_its_law_is_refused() {
    let place = place();
    let outcome = place.run(&["diff", "voor.bill.md", "na.bill.md"]);
    assert_eq!(outcome.exit, 2);
    insta::assert_snapshot!(outcome.err);
    place.write("fout.bill.md", &format!("{HEAD}Artikel 9 vervalt.\n"));
    let outcome = place.run(&[&DIFF[..], &["voor.bill.md", "fout.bill.md"]].concat());
    assert_eq!((outcome.exit, outcome.out.as_str()), (1, ""));
    insta::assert_snapshot!(outcome.err);
}

/// The grant Act of `rules/` with its regulations, and the bills on it.
fn grant() -> Place {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules/en/home-energy-grant");
    let place = Place::with(&[]);
    for (name, file) in [
        ("law/enact.toml", "enact.toml"),
        ("law/act.law.md", "home-energy-grant.law.md"),
        ("law/regulations.law.md", "home-energy-grant-regulations.law.md"),
        ("savings.bill.md", "bills/savings.bill.md"),
        ("introduced.bill.md", "bills/older-people-as-introduced.bill.md"),
        ("amended.bill.md", "bills/older-people.bill.md"),
    ] {
        place.write(name, &std::fs::read_to_string(folder.join(file)).unwrap());
    }
    place
}

#[test]
fn two_bills_that_follow_each_other_leave_a_law_whose_examples_hold() {
    let place = grant();
    for (bills, folder) in [
        (&["savings.bill.md"][..], "first"),
        (&["savings.bill.md", "introduced.bill.md"], "introduced"),
        (&["savings.bill.md", "amended.bill.md"], "amended"),
    ] {
        let amend = [&["amend", "law"], bills, &["--in-order", "--output", folder]].concat();
        let outcome = place.run(&amend);
        assert_eq!((outcome.exit, outcome.err.as_str()), (0, ""), "{}", outcome.out);
        let outcome = place.run(&["test", folder]);
        assert_eq!(outcome.exit, 0, "{}", outcome.out);
    }
    // The one after the other changes the section that the first changed: they meet.
    let outcome = place.run(&["amend", "law", "savings.bill.md", "amended.bill.md"]);
    assert!(outcome.err.contains("E0811"), "{}", outcome.err);
}
