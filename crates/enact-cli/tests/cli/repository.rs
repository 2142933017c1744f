//! `enact` in a repository: as git's own diff, as hooks of pre-commit, and as an action.

use crate::command::Place;
use saphyr_parser::{Event, Parser};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

const LAW: &str = "---
title: Grant Act
short: GA
language: en
in-force: 2025-01-01
text: draft
currency: GBP
uses: [GR]
---
## Section 1

(1) An adult has a grant.

   ```enact
   entity person
   fact age of person : number
   assume age ≥ 0 and age ≤ 120
   entitlement grant of person : money
   rule grant is grant-amount when age ≥ 18
   no entitlement to grant otherwise
   ```
";

const REGULATIONS: &str = "---
title: Grant Regulations
short: GR
language: en
in-force: 2025-01-01
text: draft
currency: GBP
---
## Section 1

The amount is £100.

```enact
parameter grant-amount : money is £100
```
";

const BILL: &str = "---
title: Bill
language: en
---
## Section 1

(1) In section 1(1) of the Grant Act, for “An adult” substitute “A person of 18 or more”.
";

/// A repository with a ruleset, and `enact` as its diff; `None` without git.
fn repository() -> Option<Place> {
    let place = Place::with(&[
        ("rules/ga.law.md", LAW),
        ("rules/gr.law.md", REGULATIONS),
        ("rules/bills/one.bill.md", BILL),
        (".gitattributes", "*.law.md diff=enact\n*.bill.md diff=enact\n"),
    ]);
    let driver = format!("{} diff --solver none --git-driver", env!("CARGO_BIN_EXE_enact"));
    git(&place, &["init", "-q"]).filter(|output| output.status.success())?;
    for arguments in [
        &["config", "diff.enact.command", &driver][..],
        &["add", "."],
        &["commit", "-q", "-m", "one"],
        &["update-ref", "refs/remotes/origin/main", "HEAD"],
    ] {
        assert!(git(&place, arguments).is_some_and(|output| output.status.success()));
    }
    Some(place)
}

fn git(place: &Place, arguments: &[&str]) -> Option<Output> {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=A", "-c", "user.email=a@b.example"]).args(arguments);
    command.current_dir(place.path()).output().ok()
}

fn shown(place: &Place, arguments: &[&str]) -> String {
    let output = git(place, &[&["--no-pager"], arguments].concat()).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn git_shows_what_a_change_of_a_law_does() {
    let Some(place) = repository() else { return };
    place.write("rules/ga.law.md", &LAW.replace("age ≥ 18", "age ≥ 21"));
    insta::assert_snapshot!(shown(&place, &["diff"]));
    // In another file of the ruleset.
    place.write("rules/ga.law.md", LAW);
    place.write("rules/gr.law.md", &REGULATIONS.replace("£100", "£120"));
    let told = shown(&place, &["diff"]);
    assert!(told.contains("grant: better for some, worse for nobody"), "{told}");
    // A commit as well, and what git itself shows when it is asked to.
    assert!(git(&place, &["commit", "-q", "-a", "-m", "two"]).is_some());
    assert_eq!(shown(&place, &["diff", "HEAD~1"]), told);
    assert!(shown(&place, &["diff", "--no-ext-diff", "HEAD~1"]).contains("+The amount is £120."));
}

#[test]
fn git_shows_lines_where_there_is_no_law() {
    let Some(place) = repository() else { return };
    place.write("rules/ga.law.md", &LAW.replace("age ≥ 18", "height ≥ 18"));
    let told = shown(&place, &["diff"]);
    assert!(told.starts_with("rules/ga.law.md: one of the two makes no law"), "{told}");
    assert!(told.contains("+   rule grant is grant-amount when height ≥ 18"), "{told}");
}

#[test]
fn git_shows_what_a_bill_makes_of_the_law_around_it() {
    let Some(place) = repository() else { return };
    place.write("rules/bills/one.bill.md", &BILL.replace("A person of 18 or more", "Who is 18"));
    insta::assert_snapshot!(shown(&place, &["diff"]));
}

/// The texts behind a key, in a file at the top of this repository.
fn behind(key: &str, file: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(file);
    let text = std::fs::read_to_string(path).unwrap();
    let mut scalars = Vec::new();
    for event in Parser::new_from_str(&text) {
        match event.unwrap().0 {
            Event::Scalar(words, ..) => scalars.push(words.into_owned()),
            _ => scalars.push(String::new()),
        }
    }
    scalars.windows(2).filter(|pair| pair[0] == key).map(|pair| pair[1].clone()).collect()
}

/// Runs a line of a shell with this `enact` on the search path.
fn run(place: &Place, line: &str, variables: &[(&str, &str)]) -> Output {
    let own = Path::new(env!("CARGO_BIN_EXE_enact")).parent().unwrap().to_owned();
    let known = std::env::var_os("PATH").unwrap_or_default();
    let all = [own].into_iter().chain(std::env::split_paths(&known));
    let mut command = Command::new("bash");
    command.args(["-c", line]).env("PATH", std::env::join_paths(all).unwrap());
    command.envs(variables.iter().copied()).current_dir(place.path()).output().unwrap()
}

#[test]
fn every_hook_is_a_command_that_goes_through() {
    let Some(place) = repository() else { return };
    let entries = behind("entry", ".pre-commit-hooks.yaml");
    assert_eq!(entries.len(), behind("id", ".pre-commit-hooks.yaml").len());
    for entry in entries {
        let handed = match entry.split(' ').nth(1) {
            Some("fmt") => "rules/ga.law.md rules/gr.law.md",
            Some("diff") => "git:HEAD:rules rules",
            _ => ".",
        };
        let output = run(&place, &format!("{entry} {handed}"), &[]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{entry}: {said}");
    }
}

/// A clone of the repository on a branch of its own, as an action finds it.
fn clone(origin: &Place) -> Place {
    let place = Place::with(&[]);
    let from = format!("file://{}", origin.path().display());
    let here = place.path().to_string_lossy().into_owned();
    let clone = ["clone", "-q", "--depth=1", "--no-local", &from, &here];
    let output = Command::new("git").args(clone).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(git(&place, &["checkout", "-q", "-b", "amend"]).is_some());
    place
}

#[test]
fn the_action_annotates_and_fails_when_somebody_is_worse_off() {
    let Some(origin) = repository() else { return };
    assert!(git(&origin, &["branch", "-q", "-M", "main"]).is_some());
    let place = clone(&origin);
    place.write("rules/ga.law.md", &LAW.replace("age ≥ 18", "age ≥ 21"));
    assert!(git(&place, &["commit", "-q", "-a", "-m", "two"]).is_some());
    // The branch that the request is for moves on meanwhile.
    origin.write("rules/gr.law.md", &REGULATIONS.replace("£100", "£120"));
    assert!(git(&origin, &["commit", "-q", "-a", "-m", "three"]).is_some());

    let steps = behind("run", "action.yml");
    let [install, fetch, compare] = steps.as_slice() else { panic!("{steps:?}") };
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let (_, path) = install.split_once("$GITHUB_ACTION_PATH/").unwrap();
    assert!(top.join(path.trim_end_matches('"')).join("Cargo.toml").is_file(), "{install}");
    let run = |step: &str, fail_on: &str| {
        let variables = [("RULESET", "rules"), ("FAIL_ON", fail_on), ("REPORT_LANGUAGE", "en")];
        let output = run(&place, step, &[&[("BASE", "main")], &variables[..]].concat());
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    assert_eq!(run(fetch, "worse").0, Some(0));
    let (exit, told) = run(compare, "worse");
    assert_eq!(exit, Some(1));
    insta::assert_snapshot!(told);
    assert_eq!(run(compare, "none"), (Some(0), told));
    assert!(git(&place, &["checkout", "-q", "origin/main"]).is_some());
    assert_eq!(run(compare, "any").0, Some(0));
}

/// Every variable of a step is an input of the action, and every input is used.
#[test]
fn the_inputs_of_the_action_are_those_it_uses() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../action.yml");
    let text = std::fs::read_to_string(path).unwrap();
    let (inputs, steps) = text.split_once("\nruns:").unwrap();
    let (_, inputs) = inputs.split_once("\ninputs:\n").unwrap();
    let named = |line: &str| line.strip_prefix("  ")?.strip_suffix(':').map(str::to_owned);
    let inputs: BTreeSet<String> =
        inputs.lines().filter_map(named).filter(|name| !name.starts_with(' ')).collect();
    let used = steps.split("inputs.").skip(1).filter_map(|rest| rest.split_once(' '));
    assert_eq!(inputs, used.map(|(name, _)| name.to_owned()).collect());
}
