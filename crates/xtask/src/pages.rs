//! `cargo xtask pages`: whether everybody can read the pages that commands write.
//!
//! A browser opens each page, in both languages, wide and light, and narrow and dark, and axe-core
//! looks for what keeps somebody from reading it. Nothing may be found. Where there is no browser
//! or no axe-core the step is skipped; `.ci/setup-axe` fetches the latter.

use crate::report::{Outcome, Report, finish, root};
use crate::test::enact;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::{env, fs};

/// How the step is called.
const NAME: &str = "axe-core over the pages";

/// What is run after axe-core on a page.
const LOOK: &str = include_str!("pages/look.js");

/// The pages: a name, and the command that writes it.
const PAGES: [(&str, &[&str]); 4] = [
    ("verify", &["verify", "rules/nl/zorgtoeslag", "--fail-on", "none"]),
    ("coverage", &["coverage", "rules/nl/wahv"]),
    ("diff", &["diff", BEFORE, AFTER, "--choices", "3000", "--fail-on", "none"]),
    ("table", &["diff", BEFORE, AFTER, "--table"]),
];
const BEFORE: &str = "rules/nl/zorgtoeslag/versions/2025";
const AFTER: &str = "rules/nl/zorgtoeslag/versions/2026";

/// A browser that can be asked for the page as it became.
const BROWSERS: [&str; 4] =
    ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

/// How wide the page is, and in which scheme of colors.
const LOOKS: [[&str; 2]; 2] = [
    ["--window-size=1150,900", "--blink-settings=preferredColorScheme=1"],
    ["--window-size=380,900", "--blink-settings=preferredColorScheme=0"],
];

/// Looks at every page.
pub fn run() -> ExitCode {
    let mut report = Report::default();
    check(&mut report);
    report.close()
}

/// The same as a step.
pub fn check(report: &mut Report) {
    report.step(NAME, || match (browser(), axe()) {
        (None, _) => Outcome::Skipped(format!("there is no {}", BROWSERS.join(", "))),
        (_, None) => Outcome::Skipped("there is no axe-core: run .ci/setup-axe".to_owned()),
        (Some(browser), Some(axe)) => look(browser, &axe),
    });
}

/// The first of them that is here.
pub fn browser() -> Option<&'static str> {
    BROWSERS.into_iter().find(|name| {
        let asked = Command::new(name).arg("--version").stdout(Stdio::null()).status();
        asked.is_ok_and(|status| status.success())
    })
}

/// Where axe-core is: as `.ci/setup-axe` fetched it.
fn axe() -> Option<PathBuf> {
    let script = root().join("target/axe/node_modules/axe-core/axe.min.js");
    fs::canonicalize(script).ok()
}

fn look(browser: &str, axe: &Path) -> Outcome {
    let folder = env::temp_dir().join(format!("enact-pages-{}", std::process::id()));
    if let Err(error) = fs::create_dir_all(&folder) {
        return Outcome::Failed(format!("{}: {error}", folder.display()));
    }
    let mut findings = Vec::new();
    for (name, command) in PAGES {
        for language in ["nl", "en"] {
            let page = folder.join(format!("{name}-{language}.html"));
            match written(command, language, &page, axe) {
                Ok(()) => findings.extend(found(browser, &page)),
                Err(error) => findings.push(format!("{name} {language}: {error}")),
            }
        }
    }
    // What is left behind in a temporary folder harms nobody.
    let _ = fs::remove_dir_all(&folder);
    Outcome::of(&findings)
}

/// Writes a page, with what looks at it behind it.
fn written(command: &[&str], language: &str, page: &Path, axe: &Path) -> Result<(), String> {
    let output = page.display().to_string();
    let form = ["--format", "html", "--lang", language, "--output", &output];
    if let Outcome::Failed(reason) = finish(enact(&[command, &form].concat()).stdout(Stdio::null()))
    {
        return Err(reason);
    }
    let text = fs::read_to_string(page).map_err(|error| error.to_string())?;
    let scripts =
        format!("<script src=\"file://{}\"></script>\n<script>\n{LOOK}</script>\n", axe.display());
    fs::write(page, text + &scripts).map_err(|error| error.to_string())
}

/// What is wrong with a page, wherever it is shown.
fn found(browser: &str, page: &Path) -> Vec<String> {
    let mut findings = Vec::new();
    for look in LOOKS {
        let name = format!("{} {}", page.display(), look.join(" "));
        let mut command = Command::new(browser);
        command.args(["--headless", "--no-sandbox", "--virtual-time-budget=60000", "--dump-dom"]);
        let shown = command.args(look).arg(format!("file://{}", page.display())).output();
        let shown = shown.map(|shown| String::from_utf8_lossy(&shown.stdout).into_owned());
        let told = shown.as_deref().unwrap_or_default();
        match told.split_once("[looked]").and_then(|(_, rest)| rest.split_once("[end]")) {
            Some((wrong, _)) => {
                findings.extend(wrong.trim().lines().map(|line| format!("{name}: {line}")));
            }
            None => findings.push(format!("{name}: the browser showed nothing")),
        }
    }
    findings
}
