//! `enact diff`: two versions of a ruleset.

use crate::command::{Place, laid_out};

const BEFORE: &str = "---
title: Grant Act
short: GA
language: en
in-force: 2025-01-01
text: draft
currency: GBP
---
## Section 1

(1) An adult has a grant.

   ```enact
   entity person
   fact age of person : number
   fact income of person : money
   assume age ≥ 0 and age ≤ 120
   assume income ≥ £0 and income ≤ £100,000
   parameter limit : money is £20,000
   entitlement grant of person : money
   rule grant is £100 when age ≥ 18 and income ≤ limit
   no entitlement to grant otherwise
   ```

(2) It is not taxed.

## Section 2

```enact
safeguard \"something for the poor\" for income ≤ £15,000 and age ≥ 18 : grant ≥ £100
example \"at the limit\" on 2025-03-01
  given person
    age is 30
    income is £20,000
  then grant is £100
```
";

fn after() -> String {
    let text = BEFORE.replace("£20,000\n   entitlement", "£10,000\n   entitlement");
    let text = text
        .replace("(2) It is not taxed.", "(1a) Nobody else has.\n\n(2) It is not taxed at all.");
    text.replace(
        "income is £20,000\n  then grant is £100",
        "income is £10,000\n  then grant is £100",
    )
    .replace("2025-01-01", "2026-01-01")
}

fn place() -> Place {
    Place::with(&[("old/ga.law.md", BEFORE), ("new/ga.law.md", &after())])
}

#[test]
fn what_changes_and_for_whom_in_both_languages() {
    let place = place();
    let outcome = place.run(&["diff", "old", "new", "--solver", "none"]);
    assert_eq!((outcome.exit, outcome.err.as_str()), (1, ""));
    insta::assert_snapshot!(outcome.out);
    insta::assert_snapshot!(
        place.run(&["diff", "old", "new", "--solver", "none", "--lang", "nl"]).out
    );
}

#[test]
fn every_form_of_the_report() {
    let place = place();
    for form in ["markdown", "html", "json", "github", "sarif", "junit"] {
        let outcome = place.run(&["diff", "old", "new", "--solver", "none", "--format", form]);
        assert_eq!((outcome.exit, outcome.err.as_str()), (1, ""), "{form}");
        let report = if form == "html" { laid_out(&outcome.out) } else { outcome.out };
        insta::assert_snapshot!(format!("every_form_{form}"), report);
    }
}

#[test]
fn the_table_of_changes_in_both_languages() {
    let place = place();
    for language in ["en", "nl"] {
        let table = ["diff", "old", "new", "--table", "--lang", language];
        let outcome = place.run(&table);
        assert_eq!((outcome.exit, outcome.err.as_str()), (0, ""));
        insta::assert_snapshot!(format!("table_{language}"), outcome.out);
        let page = place.run(&[&table[..], &["--format", "html"]].concat()).out;
        insta::assert_snapshot!(format!("table_page_{language}"), laid_out(&page));
    }
    let same = place.run(&["diff", "old", "old", "--table"]).out;
    assert!(same.ends_with("\nnothing has changed\n"), "{same}");
    assert_eq!(place.run(&["diff", "old", "new", "--table", "--bill"]).exit, 2);
}

#[test]
fn the_level_decides_on_the_exit() {
    let place = place();
    let exit = |arguments: &[&str]| {
        let all = [&["diff", "old", "new", "--solver", "none"], arguments].concat();
        place.run(&all).exit
    };
    assert_eq!(exit(&["--fail-on", "none"]), 0);
    assert_eq!(exit(&["--fail-on", "worse"]), 1);
    assert_eq!(exit(&["--fail-on", "safeguard"]), 1);
    assert_eq!(exit(&["--fail-on", "unproved"]), 0);
    assert_eq!(exit(&["--fail-on", "worse", "--choices", "1"]), 3);
    assert_eq!(place.run(&["diff", "old", "old", "--solver", "none"]).exit, 0);
    assert_eq!(place.run(&["diff", "old"]).exit, 2);
}

#[test]
fn an_accepted_change_is_no_difference() {
    let place = place();
    let report = place.run(&["diff", "old", "new", "--solver", "none", "--format", "json"]).out;
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    let changes = report["provisions"].as_array().unwrap().iter();
    let prints = changes.flat_map(|change| change["changes"].as_array().unwrap());
    let accepted: String = prints
        .map(|one| {
            let print = one["fingerprint"].as_str().unwrap();
            format!(
                "[[accepted]]\nchange = \"{print}\"\nby = \"A. Jansen\"\nbecause = \"agreed\"\n"
            )
        })
        .collect();
    place.write("accepted.toml", &accepted);
    let worse = ["diff", "old", "new", "--solver", "none", "--fail-on", "worse"];
    let with = [&worse[..], &["--accepted", "accepted.toml"]].concat();
    let outcome = place.run(&with);
    assert!(outcome.out.contains("accepted by A. Jansen: agreed"), "{}", outcome.out);
    place.write("accepted.toml", "accepted = 1\n");
    insta::assert_snapshot!(place.run(&with).err);
}

#[test]
fn the_bill_between_two_versions_leads_from_the_one_to_the_other() {
    let place = place();
    let bill = place.run(&["diff", "old", "new", "--bill"]).out;
    insta::assert_snapshot!(bill);
    place.write("a.bill.md", &bill);
    let amended = place.run(&["amend", "old", "a.bill.md", "--output", "amended"]);
    assert_eq!(amended.exit, 0, "{}", amended.err);
    let again = place.run(&["diff", "amended", "new", "--solver", "none"]);
    assert_eq!(again.exit, 0, "{}", again.out);
}

#[test]
fn versions_that_git_holds() {
    let place = place();
    let git = |arguments: &[&str]| {
        let run = std::process::Command::new("git")
            .args(["-c", "user.name=A", "-c", "user.email=a@b.example"])
            .args(arguments)
            .current_dir(place.path())
            .output();
        run.is_ok_and(|output| output.status.success())
    };
    if !git(&["init", "-q"]) {
        // Without git there is nothing to read from it.
        return;
    }
    assert!(git(&["add", "old"]) && git(&["commit", "-q", "-m", "one"]));
    place.write("old/ga.law.md", &after());
    assert!(git(&["commit", "-q", "-a", "-m", "two"]));
    let told = place.run(&["diff", "old", "new", "--solver", "none", "--fail-on", "none"]).out;
    assert!(told.contains("nothing has changed"), "{told}");
    let outcome = place.run(&["diff", "HEAD~1..HEAD", "--solver", "none", "--", "old"]);
    assert_eq!((outcome.exit, outcome.err.as_str()), (1, ""));
    assert!(outcome.out.contains("section 1(1) GA: changed"), "{}", outcome.out);
    let outcome = place.run(&["diff", "git:HEAD~1:old", "old", "--solver", "none"]);
    assert_eq!((outcome.exit, outcome.err.as_str()), (1, ""));
    insta::assert_snapshot!(place.run(&["diff", "HEAD~1..HEAD", "--", "nowhere"]).err);
}

#[test]
fn a_population_under_both_versions() {
    let place = place();
    let rows: String = (0..40).map(|row| format!("{},{}\n", 10 + row, 1000 * row)).collect();
    place.write("people.csv", &format!("age,income\n{rows}"));
    let counted = ["diff", "old", "new", "--population", "people.csv", "--decision", "grant"];
    let outcome = place.run(&[&counted[..], &["--on", "2026-03-01", "--by", "income"]].concat());
    assert_eq!((outcome.exit, outcome.err.as_str()), (0, ""));
    insta::assert_snapshot!(outcome.out);
    let outcome = place.run(&[&counted[..], &["--on", "2026-03-01", "--by", "length"]].concat());
    assert_eq!(outcome.exit, 2);
    insta::assert_snapshot!(outcome.err);
    place.write("people.csv", "age,height\n20,1\n");
    insta::assert_snapshot!(place.run(&counted).out);
}
