//! The commands on the pages for beginners and in the README: each `console` block is run.
//!
//! In a tutorial it runs on the law as it has grown by then; in the README on the laws in `rules/`,
//! with a slip in it where the fence says so (`console 1,896% → 1,986%`). A fence whose information
//! string names a file (`json pupil.json`) is written to that file; one of `mermaid` shows
//! `drawing.mmd`, as a command before it has written it.
//! With `ENACT_FOLLOW=1` the pages follow what the commands answer; read the difference.

use std::env::split_paths;
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

#[test]
fn the_readme_runs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = tempfile::tempdir().unwrap();
    for part in ["rules", "docs/examples"] {
        copy(&root.join(part), &folder.path().join(part));
    }
    let law = folder.path().join("rules/nl/zorgtoeslag/versions/2025/wzt.law.md");
    let sound = std::fs::read_to_string(&law).unwrap();
    follow(&root.join("README.md"), |kind, info, inside| match kind {
        "console" => {
            if let Some((right, slip)) = info.split_once(" → ") {
                assert!(sound.contains(right), "{right}");
                std::fs::write(&law, sound.replace(right, slip)).unwrap();
            }
            let told = answers(&inside, folder.path());
            std::fs::write(&law, &sound).unwrap();
            told
        }
        "mermaid" => std::fs::read_to_string(folder.path().join("drawing.mmd")).unwrap(),
        _ => inside,
    });
}

/// Runs every command on `page` in a folder of its own, with the law in `ruleset`.
fn run(page: &str, ruleset: &str) {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(page);
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join(ruleset)).unwrap();
    let mut law = String::new();
    follow(&page, |kind, file, inside| match (kind, file) {
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
    });
}

/// Holds every fence of `page` against what `told` makes of its kind, the rest of its information
/// string, and what stands inside.
fn follow(page: &Path, mut told: impl FnMut(&str, &str, String) -> String) {
    let text = std::fs::read_to_string(page).unwrap();
    let mut new = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let _ = writeln!(new, "{line}");
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
        let (kind, rest) = info.split_once(' ').unwrap_or((info, ""));
        new += &told(kind, rest, inside);
        let _ = writeln!(new, "{ticks}");
    }
    if std::env::var_os("ENACT_FOLLOW").is_some() {
        std::fs::write(page, new).unwrap();
    } else {
        assert_eq!(new, text, "{}", page.display());
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &to);
        } else {
            std::fs::copy(&path, &to).unwrap();
        }
    }
}

fn write(path: PathBuf, text: String) -> String {
    std::fs::write(path, &text).unwrap();
    text
}

/// The commands of a block, each with what it answers in `folder`.
fn answers(block: &str, folder: &Path) -> String {
    let enact = Path::new(env!("CARGO_BIN_EXE_enact")).parent().unwrap();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths([enact.to_owned()].into_iter().chain(split_paths(&path)));
    let path = path.unwrap();
    let mut told = String::new();
    for command in block.lines().filter_map(|line| line.strip_prefix("$ ")) {
        let output = Command::new("sh")
            .args(["-c", command])
            .current_dir(folder)
            .env("PATH", &path)
            .env("NO_COLOR", "1")
            .output()
            .unwrap();
        let _ = writeln!(told, "$ {command}");
        told += &String::from_utf8(output.stdout).unwrap();
        told += &String::from_utf8(output.stderr).unwrap();
    }
    told
}
