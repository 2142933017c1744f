//! `enact init`, `completions`, `man`, and the reports of `test` for other programs.

use crate::command::{LAW, Place};
use serde_json::Value;

#[test]
fn a_new_ruleset_checks_passes_and_decides() {
    for (lang, case) in [("nl", "zaak.json"), ("en", "case.json")] {
        let place = Place::with(&[]);
        let made = place.run(&["init", "mine", "--lang", lang]);
        assert_eq!((made.exit, made.err.as_str()), (0, ""));
        insta::assert_snapshot!(format!("init_{lang}"), made.out);
        let check = place.run(&["check", "mine"]);
        assert_eq!(check.exit, 0, "{}", check.out);
        assert!(check.out.contains("8 "), "{}", check.out);
        assert_eq!(place.run(&["test", "mine"]).out, "8 passed, 0 failed\n");
        let file = format!("mine/{case}");
        let decided = place.run(&["decide", "mine", "--case", &file, "--on", "2025-03-01"]);
        assert_eq!(decided.exit, 0, "{}", decided.err);
        assert!(decided.out.contains("96"), "{}", decided.out);
        assert_eq!(place.run(&["fmt", "--check", "mine"]).exit, 0);
    }
}

#[test]
fn what_is_there_is_not_replaced() {
    let place = Place::with(&[("mine/README.md", "ours")]);
    let outcome = place.run(&["init", "mine"]);
    assert_eq!((outcome.exit, outcome.out.as_str()), (2, ""));
    insta::assert_snapshot!(outcome.err);
    assert_eq!(place.read("mine/README.md"), "ours");
    assert_eq!(std::fs::read_dir(place.path().join("mine")).unwrap().count(), 1);
}

#[test]
fn completions_and_manual_pages_name_every_command() {
    let place = Place::with(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let outcome = place.run(&["completions", shell]);
        assert_eq!(outcome.exit, 0);
        assert!(outcome.out.contains("decide"), "{shell}");
    }
    assert!(place.run(&["man"]).out.contains("enact\\-decide(1)"));
    let pages = place.run(&["man", "-o", "man"]);
    assert_eq!(pages.exit, 0, "{}", pages.err);
    assert!(place.read("man/enact-decide.1").contains("reference date"));
    assert!(pages.out.lines().count() > 8, "{}", pages.out);
}

#[test]
fn a_report_for_a_server_that_runs_tests() {
    let place = Place::allowance();
    let title = "example \"low & <income>\"";
    let law = LAW.replace("example \"low income\"", title).replace("award is €900", "award is €9");
    place.write("aa/aa.law.md", &law);
    place.write(
        "aa/cases/more.csv",
        "example,on,insured,hardship,then award\nno,2025-03-01,no,no,no entitlement\n",
    );
    let outcome = place.run(&["test", "aa", "--format", "junit"]);
    assert_eq!(outcome.exit, 1);
    insta::assert_snapshot!(outcome.out);
    let told = place.run(&["test", "aa", "--format", "junit", "-o", "report.xml"]);
    assert_eq!(place.read("report.xml"), outcome.out);
    assert!(told.out.starts_with("failed: low & <income>") && told.out.ends_with("failed\n"));
}

#[test]
fn a_report_on_a_law_with_errors() {
    let place = Place::allowance();
    place.write("aa/aa.law.md", &LAW.replace("when insured", "when insurd"));
    let outcome = place.run(&["test", "aa", "--format", "junit", "--plain"]);
    assert_eq!(outcome.exit, 1);
    assert!(outcome.out.contains("tests=\"1\" failures=\"0\" errors=\"1\""), "{}", outcome.out);
    assert!(outcome.out.contains("insurd"));
}

#[test]
fn a_report_as_json() {
    let outcome = Place::allowance().run(&["test", "aa", "--format", "json"]);
    assert_eq!(outcome.exit, 0);
    let report: Value = serde_json::from_str(&outcome.out).unwrap();
    assert_eq!(report["summary"]["passed"], 1);
    assert_eq!(report["rulesets"][0]["cases"][0]["title"], "low income");
}

#[test]
fn a_watch_reports_again_after_a_change() {
    use std::io::{BufRead, BufReader};
    let place = Place::allowance();
    let mut child = place.command(&["watch", "aa", "--plain"]).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut report = || {
        let mut report = Vec::new();
        for line in lines.by_ref() {
            let line = line.unwrap();
            if line.starts_with("Waiting for a change") {
                break;
            }
            report.push(line);
        }
        report.join("\n")
    };
    let first = report();
    place.write("aa/aa.law.md", &LAW.replace("award is €900", "award is €9,001"));
    let second = report();
    place.write("aa/aa.law.md", &LAW.replace("when insured", "when insurd"));
    let third = report();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(first.ends_with("1 passed, 0 failed"), "{first}");
    assert!(second.ends_with("0 passed, 1 failed"), "{second}");
    assert!(third.contains("insurd") && !third.contains("passed"), "{third}");
    assert!(!first.contains('\u{1b}'), "a terminal only is cleared");
}
