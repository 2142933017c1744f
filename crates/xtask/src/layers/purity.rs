//! Whether the law's own crates stay away from clock, file, network, environment and float.
//!
//! Start at [`check`]. It reads the sources of every crate up to and including the façade as
//! [`tokens`](super::tokens), tests aside, and reports `file:line` for each name that has no
//! place there. Names hidden behind a macro of another crate are out of its sight.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::Member;
use super::tokens::{Kind, Token, tokens};
use crate::report::{Outcome, root};

/// The modules of `std` that reach outside.
const OUTSIDE: [&str; 4] = ["env", "fs", "net", "process"];

/// Names that have no place in the law wherever they come from, and why.
const STRANGERS: [(&str, &str); 4] = [
    ("SystemTime", "the day comes in as a reference date"),
    ("Instant", "the law has no clock"),
    ("f32", "amounts are exact integers"),
    ("f64", "amounts are exact integers"),
];

/// A name that has no place on a line, and why.
#[derive(Debug, PartialEq, Eq)]
struct Breach {
    line: usize,
    what: String,
}

/// Reads the sources of the pure crates of `members`.
pub fn check(members: &[Member]) -> Outcome {
    let mut findings = Vec::new();
    for member in members.iter().filter(|member| member.is_pure()) {
        match crate_breaches(&member.folder.join("src")) {
            Ok(found) => findings.extend(found),
            Err(error) => findings.push(error),
        }
    }
    Outcome::of(&findings)
}

/// The breaches below `folder`, each as `file:line: what`.
///
/// # Errors
/// The file or folder that could not be read.
fn crate_breaches(folder: &Path) -> Result<Vec<String>, String> {
    let mut files = Vec::new();
    for path in rust_files(folder)? {
        let text = fs::read_to_string(&path).map_err(|error| unread(&path, &error))?;
        files.push((path, text));
    }
    let tests: BTreeSet<PathBuf> =
        files.iter().flat_map(|(path, text)| test_files(path, &tokens(text))).collect();
    let is_test = |path: &Path| tests.iter().any(|test| path.starts_with(test));
    let mut findings = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| !is_test(path)) {
        let shown = root().canonicalize().unwrap_or_default();
        let shown = path.strip_prefix(shown).unwrap_or(path).display();
        let found = breaches(&outside_tests(&tokens(text)));
        findings
            .extend(found.iter().map(|Breach { line, what }| format!("{shown}:{line}: {what}")));
    }
    Ok(findings)
}

/// The Rust files below `folder`, in the order of their paths.
fn rust_files(folder: &Path) -> Result<BTreeSet<PathBuf>, String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).map_err(|error| unread(folder, &error))? {
        let path = entry.map_err(|error| unread(folder, &error))?.path();
        if path.is_dir() {
            found.extend(rust_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.insert(path);
        }
    }
    Ok(found)
}

fn unread(path: &Path, error: &std::io::Error) -> String {
    format!("{}: could not be read: {error}", path.display())
}

/// Where the test modules lie that `path` declares but does not hold: a file and a folder each.
fn test_files(path: &Path, tokens: &[Token<'_>]) -> Vec<PathBuf> {
    let stem = path.file_stem().unwrap_or_default();
    let is_root = ["lib", "main", "mod"].iter().any(|name| stem == *name);
    let folder = if is_root { path.with_file_name("") } else { path.with_extension("") };
    let mut found = Vec::new();
    for item in test_items(tokens) {
        let words: Vec<&str> = tokens[item].iter().map(|token| token.text).collect();
        if let [.., "mod", name, ";"] = words.as_slice() {
            found.extend([folder.join(format!("{name}.rs")), folder.join(name)]);
        }
    }
    found
}

/// The tokens that are compiled into the crate itself.
fn outside_tests<'s>(tokens: &[Token<'s>]) -> Vec<Token<'s>> {
    let items = test_items(tokens);
    let is_kept = |at: &usize| !items.iter().any(|item| item.contains(at));
    (0..tokens.len()).filter(is_kept).map(|at| tokens[at]).collect()
}

/// The items under `#[cfg(test)]`, from the attribute to the item's end.
fn test_items(tokens: &[Token<'_>]) -> Vec<std::ops::Range<usize>> {
    let mut items = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let item = &tokens[at..];
        if !is_test_attribute(item) {
            at += 1;
            continue;
        }
        let end = at + item_length(item);
        items.push(at..end);
        at = end;
    }
    items
}

/// Whether `#[cfg(test)]` stands at the head; `cfg(not(test))` is ordinary code.
fn is_test_attribute(tokens: &[Token<'_>]) -> bool {
    let texts: Vec<&str> = tokens.iter().take(6).map(|token| token.text).collect();
    matches!(texts.as_slice(), ["#", "[", "cfg", "(", "test", ")"])
}

/// The length of the item at the head with its attributes: up to `;`, or its closing brace.
fn item_length(tokens: &[Token<'_>]) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token.text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" if depth == 0 => return at,
            ")" | "]" => depth -= 1,
            "}" => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            ";" if depth == 0 => return at + 1,
            _ => {}
        }
    }
    tokens.len()
}

/// Each token that has no place in the law's own crates.
fn breaches(tokens: &[Token<'_>]) -> Vec<Breach> {
    (0..tokens.len()).flat_map(|at| breaches_at(&tokens[at..])).collect()
}

/// What is wrong with the token at the head, given those that follow.
fn breaches_at(tokens: &[Token<'_>]) -> Vec<Breach> {
    let Some(head) = tokens.first() else { return Vec::new() };
    let breach = |what: String| Breach { line: head.line, what };
    if head.kind == Kind::Float {
        return vec![breach(format!("`{}`: amounts are exact integers", head.text))];
    }
    if let Some((name, why)) = STRANGERS.iter().find(|(name, _)| *name == head.text) {
        return vec![breach(format!("`{name}`: {why}"))];
    }
    let texts: Vec<&str> = tokens.iter().take(4).map(|token| token.text).collect();
    match texts.as_slice() {
        ["::", "now", "(", ..] => vec![breach("`now`: the law has no clock".to_owned())],
        ["std", "as", ..] => vec![breach("`std` under another name cannot be checked".to_owned())],
        // `std::env!` is read when the crate is compiled, as `env!` is.
        ["std", "::", "env", "!"] => Vec::new(),
        ["std", "::", "{", ..] => {
            let names = listed(&tokens[2..]).into_iter().filter(|name| is_outside(name.text));
            names.map(|name| outside(name.line, name.text)).collect()
        }
        ["std", "::", module, ..] if is_outside(module) => vec![outside(head.line, module)],
        _ => Vec::new(),
    }
}

fn is_outside(module: &str) -> bool {
    OUTSIDE.contains(&module)
}

fn outside(line: usize, module: &str) -> Breach {
    let what = format!("`std::{module}`: only shells reach outside");
    Breach { line, what }
}

/// The first word of each path in the braces at the head: `a` and `b` of `{a::c, b::{d}}`.
fn listed<'t, 's>(tokens: &'t [Token<'s>]) -> Vec<&'t Token<'s>> {
    let mut depth = 0_usize;
    let mut found = Vec::new();
    for pair in tokens.windows(2) {
        let [sign, next] = pair else { continue };
        match sign.text {
            "{" => depth += 1,
            "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            break;
        }
        if depth == 1 && matches!(sign.text, "{" | ",") {
            found.push(next);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::tokens::tokens;
    use super::{Breach, breaches, outside_tests, test_files};

    fn found(source: &str) -> Vec<String> {
        let found = breaches(&outside_tests(&tokens(source)));
        found.into_iter().map(|Breach { line, what }| format!("{line}: {what}")).collect()
    }

    #[test]
    fn what_reaches_outside_is_named_with_its_line() {
        let shell = "only shells reach outside";
        assert_eq!(found("use std::fmt;\nuse std::fs::File;"), [format!("2: `std::fs`: {shell}")]);
        assert_eq!(
            found("use std::{collections::{BTreeMap}, env,\n net::TcpStream};"),
            [format!("1: `std::env`: {shell}"), format!("2: `std::net`: {shell}")]
        );
        assert_eq!(found("::std::process::exit(1)"), [format!("1: `std::process`: {shell}")]);
    }

    #[test]
    fn clocks_and_floats_are_named() {
        assert_eq!(found("let t: Instant;").len(), 1);
        assert_eq!(found("jiff::Zoned::now()"), ["1: `now`: the law has no clock"]);
        assert_eq!(found("x as f64 * 1.5").len(), 2);
        assert_eq!(found("use std as s;").len(), 1);
    }

    #[test]
    fn words_about_it_are_free() {
        let source =
            "/// as `std::fs` does, in f64\nlet env = \"std::env\"; env!(\"X\"); std::env!(\"X\")";
        assert_eq!(found(source), Vec::<String>::new());
    }

    #[test]
    fn tests_are_free_but_what_follows_them_is_not() {
        let source = "#[cfg(test)]\n#[allow(x)]\nmod tests { fn f() -> [u8; 2] { 1.5 } }\n2.5";
        assert_eq!(found(source), ["4: `2.5`: amounts are exact integers"]);
        assert_eq!(found("#[cfg(test)] use std::fs; fn f() {}"), Vec::<String>::new());
        assert_eq!(found("#[cfg(not(test))] use std::fs;").len(), 1);
    }

    #[test]
    fn a_test_module_in_a_file_of_its_own_is_known() {
        let source = tokens("#[cfg(test)]\nmod tests;");
        let below = |path| test_files(Path::new(path), &source);
        assert_eq!(below("src/lib.rs"), [Path::new("src/tests.rs"), Path::new("src/tests")]);
        assert_eq!(below("src/a.rs"), [Path::new("src/a/tests.rs"), Path::new("src/a/tests")]);
    }
}
