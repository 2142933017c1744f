//! `docs/commands.md` shows what the commands really say.
//!
//! Every `console` block is run in a folder with the laws of this repository. A line `…` stands
//! for any lines; `$ enact … < file` and `printf '…' | enact …` feed standard input. With
//! `ENACT_DOCS=update` the page is written anew.

use crate::command::Place;
use std::fs;
use std::path::{Path, PathBuf};

const PAGE: &str = "docs/commands.md";

fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copied(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// What one line behind `$ ` prints: both streams.
fn said(place: &Place, line: &str) -> String {
    let (input, command) =
        match line.strip_prefix("printf '").and_then(|rest| rest.split_once("' | ")) {
            Some((input, command)) => (input.replace("\\n", "\n"), command),
            None => (String::new(), line),
        };
    let mut words = command.split_whitespace();
    assert_eq!(words.next(), Some("enact"), "{line}");
    let arguments: Vec<String> = words.map(|word| word.trim_matches('"').to_owned()).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = place.fed(&arguments, &input);
    let said = format!("{}{}", outcome.err, outcome.out);
    said.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// Whether `shown` is `said`, with `…` for any lines.
fn agrees(shown: &str, said: &str) -> bool {
    let mut rest = said;
    let pieces: Vec<&str> = shown.split("…\n").collect();
    for (place, piece) in pieces.iter().enumerate() {
        let found = match place {
            0 if !rest.starts_with(piece) => None,
            _ if place + 1 == pieces.len() && place > 0 => {
                rest.ends_with(piece).then(|| rest.len() - piece.len())
            }
            _ => rest.find(piece),
        };
        let Some(at) = found else { return false };
        rest = &rest[at + piece.len()..];
    }
    rest.is_empty() || shown.ends_with("…\n")
}

#[test]
fn the_page_of_commands_shows_what_they_say() {
    let place = Place::with(&[]);
    for folder in ["rules", "docs/examples", "tests/official"] {
        copied(&home().join(folder), &place.path().join(folder));
    }
    let page = fs::read_to_string(home().join(PAGE)).unwrap();
    let update = std::env::var_os("ENACT_DOCS").is_some();
    let (mut written, mut wrong) = (String::new(), Vec::new());
    let mut blocks = page.split("```console\n");
    written.push_str(blocks.next().unwrap());
    for block in blocks {
        let (console, rest) = block.split_once("```").unwrap();
        written.push_str("```console\n");
        for one in console.split_inclusive('\n').fold(Vec::<String>::new(), |mut all, line| {
            match all.last_mut() {
                Some(last) if !line.starts_with("$ ") => last.push_str(line),
                _ => all.push(line.to_owned()),
            }
            all
        }) {
            let (line, shown) = one.split_once('\n').unwrap();
            let said = said(&place, line.strip_prefix("$ ").unwrap());
            let right = agrees(shown, &said);
            if !right && !update {
                wrong.push(format!("{line}\nshown:\n{shown}said:\n{said}"));
            }
            let kept = if right && !shown.is_empty() { shown } else { said.as_str() };
            written.push_str(&format!("{line}\n{kept}"));
        }
        written.push_str(&format!("```{rest}"));
    }
    if update {
        fs::write(home().join(PAGE), written).unwrap();
    }
    let hint = "run with ENACT_DOCS=update to write docs/commands.md anew";
    assert!(wrong.is_empty(), "{hint}\n{}", wrong.join("\n"));
}
