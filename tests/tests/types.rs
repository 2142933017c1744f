//! The types of a decision in other languages: those languages accept them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]
#![allow(clippy::print_stderr, reason = "a test that is passed over says so")]

use enact::{Ruleset, Types, names};
use enact_source::Language;
use enact_tests::places;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The types of every decision of our laws.
fn all() -> Vec<Types> {
    let folders = places::rulesets(&places::root().join("rules"));
    let of = |folder: PathBuf| {
        let ruleset = Ruleset::load(&places::world(&folder)).ruleset.unwrap();
        let decisions = names::decisions(ruleset.program());
        let types = |term| Types::of(&ruleset, term, Language::English);
        decisions.into_iter().map(types).collect::<Vec<_>>()
    };
    folders.into_iter().flat_map(of).collect()
}

/// Writes each file in a folder of its own and has `compiler` read it, where it is installed.
fn accepted(
    compiler: &str,
    arguments: &[&str],
    name: impl Fn(&Types) -> String,
    text: impl Fn(&Types) -> String,
) {
    if Command::new(compiler).arg("--version").output().is_err() {
        eprintln!("skipped: what {compiler} says of the types, as it is not installed");
        return;
    }
    let here = tempfile::tempdir().unwrap();
    let written: Vec<PathBuf> = all()
        .iter()
        .enumerate()
        .map(|(number, types)| {
            let folder = here.path().join(number.to_string());
            std::fs::create_dir(&folder).unwrap();
            let path = folder.join(name(types));
            std::fs::write(&path, text(types)).unwrap();
            path
        })
        .collect();
    for path in written {
        compiled(compiler, arguments, &path);
    }
}

fn compiled(compiler: &str, arguments: &[&str], path: &Path) {
    let folder = path.parent().unwrap();
    let run =
        Command::new(compiler).args(arguments).arg(path).current_dir(folder).output().unwrap();
    let said = String::from_utf8_lossy(&run.stdout);
    let wrong = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{}: {said}{wrong}", path.display());
}

#[test]
fn java_compiles_the_records() {
    let options = ["-proc:none", "-Xlint:all", "-Werror", "-d", "."];
    accepted("javac", &options, |types| format!("{}.java", types.name), Types::java);
}

#[test]
fn typescript_checks_the_declarations() {
    let options = ["--noEmit", "--strict"];
    accepted("tsc", &options, |types| format!("{}.d.ts", types.name), Types::typescript);
}
