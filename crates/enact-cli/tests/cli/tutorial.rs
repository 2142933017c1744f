//! The commands on the pages for beginners: each `console` block, run on the law as it has grown by then.
//!
//! A fence whose information string names a file (`json pupil.json`) is written to that file.
//! With `ENACT_FOLLOW=1` the pages follow what the commands answer; read the difference.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn the_english_tutorial_runs() {
    run("tutorial.md", "travel");
}

#[test]
fn the_dutch_tutorial_runs() {
    run("zelf-een-wet-schrijven.md", "reizen");
}

/// Runs every command on `page` in a folder of its own, with the law in `ruleset`.
fn run(page: &str, ruleset: &str) {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(page);
    let text = std::fs::read_to_string(&page).unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join(ruleset)).unwrap();
    let (mut law, mut told) = (String::new(), String::new());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let _ = writeln!(told, "{line}");
        let info = line.trim_start_matches('`');
        let ticks = &line[..line.len() - info.len()];
        if ticks.len() < 3 {
            continue;
        }
        let inside: String = lines
            .by_ref()
            .take_while(|line| *line != ticks)
            .map(|line| format!("{line}\n"))
            .collect();
        let (kind, file) = info.split_once(' ').unwrap_or((info, ""));
        told += &match (kind, file) {
            ("law", "next") => {
                law += &inside;
                let path = folder.path().join(ruleset).join(format!("{ruleset}.law.md"));
                std::fs::write(path, &law).unwrap();
                inside
            }
            ("toml", _) => write(folder.path().join(ruleset).join(file), inside),
            ("json", _) => write(folder.path().join(file), inside),
            ("console", _) => answers(&inside, folder.path()),
            _ => inside,
        };
        let _ = writeln!(told, "{ticks}");
    }
    if std::env::var_os("ENACT_FOLLOW").is_some() {
        std::fs::write(&page, told).unwrap();
    } else {
        assert_eq!(told, text, "{}", page.display());
    }
}

fn write(path: PathBuf, text: String) -> String {
    std::fs::write(path, &text).unwrap();
    text
}

/// The commands of a block, each with what it answers in `folder`.
fn answers(block: &str, folder: &Path) -> String {
    let mut told = String::new();
    for command in block.lines().filter_map(|line| line.strip_prefix("$ enact ")) {
        let output = Command::new(env!("CARGO_BIN_EXE_enact"))
            .args(command.split_whitespace())
            .current_dir(folder)
            .env("NO_COLOR", "1")
            .output()
            .unwrap();
        let _ = writeln!(told, "$ enact {command}");
        told += &String::from_utf8(output.stdout).unwrap();
        told += &String::from_utf8(output.stderr).unwrap();
    }
    told
}
