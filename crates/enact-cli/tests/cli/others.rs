//! `enact test`, `graph`, `fmt` and `explain`, and the help.

use crate::command::{LAW, Place, SLIPS};

#[test]
fn examples_pass_and_the_last_line_counts_them() {
    let outcome = Place::allowance().run(&["test", "aa"]);
    assert_eq!((outcome.exit, outcome.out.as_str()), (0, "1 passed, 0 failed\n"));
}

#[test]
fn a_failed_example_shows_what_made_the_difference() {
    let place = Place::allowance();
    place.write("aa/aa.law.md", &LAW.replace("award is €900", "award is €901"));
    place.write(
        "aa/cases/more.csv",
        "example,on,income,insured,hardship,then award\nhigh,2025-03-01,90000,yes,no,100\n",
    );
    let outcome = place.run(&["test", "aa"]);
    assert_eq!((outcome.exit, outcome.err.as_str()), (1, ""));
    insta::assert_snapshot!(outcome.out);
    insta::assert_snapshot!(place.run(&["test", "aa", "--lang", "nl"]).out);
}

#[test]
fn examples_of_a_law_with_errors_count_as_failed() {
    let place = Place::allowance();
    place.write("aa/aa.law.md", &LAW.replace("when insured", "when insurd"));
    let outcome = place.run(&["test", "aa"]);
    assert_eq!(outcome.exit, 1);
    let told = outcome.out.lines().rev().take(2).collect::<Vec<_>>();
    assert_eq!(
        told,
        ["0 passed, 1 failed", "the examples in aa could not be run: the law has errors"]
    );
}

#[test]
fn a_law_without_examples_has_none_that_failed() {
    let place = Place::with(&[("x.law.md", &LAW[..LAW.find("example").unwrap()])]);
    place.write("x.law.md", &format!("{}```\n", place.read("x.law.md")));
    let outcome = place.run(&["test", "x.law.md"]);
    assert_eq!((outcome.exit, outcome.out.as_str()), (0, "0 passed, 0 failed\n"));
}

#[test]
fn a_graph_is_drawn_in_four_forms() {
    let place = Place::allowance();
    for (format, begin) in
        [("dot", "digraph"), ("mermaid", "flowchart"), ("svg", "<svg"), ("json", "{")]
    {
        let outcome = place.run(&["graph", "aa", "--format", format]);
        assert_eq!((outcome.exit, outcome.err.as_str()), (0, ""));
        assert!(outcome.out.contains(begin), "{format}: {}", outcome.out);
        let file = place.run(&["graph", "aa", "--format", format, "-o", "drawing"]);
        assert_eq!((file.exit, file.out.as_str()), (0, ""));
        assert_eq!(place.read("drawing"), outcome.out);
    }
}

#[test]
fn a_graph_is_cut_to_what_is_asked() {
    let place = Place::allowance();
    let drawn = |arguments: &[&str]| {
        let outcome = place.run(&[&["graph", "aa", "--format", "mermaid"], arguments].concat());
        assert_eq!(outcome.exit, 0, "{}", outcome.err);
        outcome.out
    };
    assert!(drawn(&["--decision", "award"]).contains("income"));
    assert!(!drawn(&["--fact", "hardship"]).contains("income"));
    assert!(!drawn(&["--decision", "award", "--fact", "hardship"]).contains("insured"));
    let outcome = place.run(&["graph", "aa", "--format", "dot", "--fact", "incmoe"]);
    assert_eq!(outcome.exit, 2);
    insta::assert_snapshot!(outcome.err);
}

#[test]
fn a_drawing_that_cannot_be_written_leaves_nothing_behind() {
    let place = Place::allowance();
    let outcome = place.run(&["graph", "aa", "--format", "dot", "-o", "no/such/folder.dot"]);
    assert_eq!(outcome.exit, 2);
    assert!(outcome.err.starts_with("enact: no/such/folder.dot cannot be written"));
}

#[test]
fn formatting_is_checked_or_done() {
    let untidy = LAW.replace(
        "rule allowance is basis when hardship",
        "rule   allowance is basis   when hardship",
    );
    let place = Place::with(&[("aa.law.md", &untidy)]);
    let check = place.run(&["fmt", "--check", "aa.law.md"]);
    assert_eq!((check.exit, check.out.as_str()), (1, "aa.law.md: would be formatted\n"));
    assert_eq!(place.read("aa.law.md"), untidy);
    let done = place.run(&["fmt", "aa.law.md"]);
    assert_eq!((done.exit, done.out.as_str()), (0, "aa.law.md: formatted\n"));
    assert!(!place.read("aa.law.md").contains("rule   allowance"));
    let again = place.run(&["fmt", "--check", "aa.law.md"]);
    assert_eq!((again.exit, again.out.as_str()), (0, ""));
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 1);
}

#[test]
fn formatting_goes_through_a_link_and_keeps_permissions() {
    let place = Place::with(&[(
        "aa.law.md",
        &LAW.replace("rule allowance is basis", "rule  allowance is basis"),
    )]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{PermissionsExt, symlink};
        symlink("aa.law.md", place.path().join("link.law.md")).unwrap();
        let file = place.path().join("aa.law.md");
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
        assert_eq!(place.run(&["fmt", "link.law.md"]).exit, 0);
        assert!(std::fs::symlink_metadata(place.path().join("link.law.md")).unwrap().is_symlink());
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    }
    assert!(!place.read("aa.law.md").contains("rule  allowance"));
}

#[test]
fn only_laws_are_formatted() {
    let place = Place::with(&[("notes.md", "x"), ("tw.law.md", SLIPS)]);
    let outcome = place.run(&["fmt", "notes.md"]);
    assert_eq!(outcome.exit, 2);
    assert!(outcome.err.starts_with("enact: notes.md is not a law"));
}

#[test]
fn a_code_is_explained() {
    let place = Place::with(&[]);
    let outcome = place.run(&["explain", "E0107", "--lang", "nl"]);
    assert_eq!(outcome.exit, 0);
    assert!(outcome.out.starts_with("# E0107\n") && outcome.out.contains("## Hersteld"));
    assert!(place.run(&["explain", "--list"]).out.contains("E0107  "));
    let unknown = place.run(&["explain", "E9999"]);
    assert_eq!(unknown.exit, 2);
    assert!(unknown.err.starts_with("enact: there is no page about E9999"));
}

#[test]
fn help_tells_the_exit_status() {
    let place = Place::with(&[]);
    for arguments in [["--help"].as_slice(), &["check", "--help"], &["decide", "--help"]] {
        let outcome = place.run(arguments);
        assert_eq!(outcome.exit, 0);
        assert!(outcome.out.contains("Exit status:"), "{}", outcome.out);
    }
    assert_eq!(place.run(&[]).exit, 2);
    assert_eq!(place.run(&["chekc"]).exit, 2);
}
