//! `cargo xtask package`: the npm package `enact-law` and the page of `web/`, in `target/package`.
//!
//! enact-wasm is compiled for WebAssembly, wasm-bindgen writes the JavaScript around it, wasm-opt
//! makes it smaller, and the package's own files are put beside it. [`check`] then runs what the
//! package and the page must do, in Node and in a browser. Where a tool is missing the step is
//! skipped, and says so; `.ci/setup-wasm` and `.ci/setup-web` fetch them.

mod folder;
mod page;

use crate::layers::compiler;
use crate::pages::browser;
use crate::report::{Outcome, Report, cargo, finish, root};
use folder::{Folder, target};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// The most that the module may weigh, in bytes: as it is, and as a server sends it.
const LIMITS: [(&str, u64); 2] = [("as it is", 4_300_000), ("compressed by gzip", 1_500_000)];

/// What is run on the package in Node, and on the page in a browser.
const TESTS: [&str; 2] = ["crates/enact-wasm/npm/test", "web/test"];

/// Makes the package.
pub fn run() -> ExitCode {
    let mut report = Report::default();
    make(&mut report);
    report.close()
}

/// Makes the package and tries it, as steps of `report`.
pub fn check(report: &mut Report) {
    if !make(report) {
        return;
    }
    let [package, page] = TESTS;
    report.step("the package, in Node", || match is_there("node") {
        false => Outcome::Skipped("there is no node".to_owned()),
        true => finish(&mut tests(package)),
    });
    report.step("the page, in a browser", || match (browser(), tool("playwright-core")) {
        (None, _) => Outcome::Skipped("there is no Chromium".to_owned()),
        (_, None) => Outcome::Skipped("there is no playwright-core: run .ci/setup-web".to_owned()),
        (Some(browser), Some(_)) => finish(tests(page).env("ENACT_BROWSER", browser)),
    });
}

/// Whether there is a package to try now.
fn make(report: &mut Report) -> bool {
    let Some(mut cargo) = compiler() else {
        let reason = "no compiler for WebAssembly; run .ci/setup-wasm".to_owned();
        report.step("the package for browsers and Node", || Outcome::Skipped(reason));
        return false;
    };
    let mut made = false;
    report.step("the package for browsers and Node", || {
        let folder = Folder::new();
        let outcome = built(&mut cargo, &folder)
            .and_then(|()| folder.gather().and_then(|()| page::gather(&folder)).map_err(broken));
        made = outcome.is_ok();
        outcome.err().unwrap_or(Outcome::Passed)
    });
    if made {
        report.step("the weight of the package", || weight(&Folder::new().module()));
    }
    made
}

fn broken(error: std::io::Error) -> Outcome {
    Outcome::Failed(error.to_string())
}

/// The module with its JavaScript, in its folder.
fn built(compiler: &mut Command, folder: &Folder) -> Result<(), Outcome> {
    let triple = "wasm32-unknown-unknown";
    let profile = ["build", "--quiet", "--profile", "web", "--package", "enact-wasm"];
    passed(compiler.args(profile).args(["--target", triple]))?;
    let module = target().join(triple).join("web/enact_wasm.wasm");
    let bound = folder.bound();
    fs::create_dir_all(&bound).map_err(broken)?;
    let bind = ["run", "--quiet", "--package", "xtask", "--features", "bind", "--", "bind"];
    passed(cargo(&bind).arg(module).arg(&bound))?;
    smaller(folder)
}

fn passed(command: &mut Command) -> Result<(), Outcome> {
    match finish(command) {
        Outcome::Passed => Ok(()),
        other => Err(other),
    }
}

/// Has wasm-opt make the module smaller, unless it did so with this one before.
fn smaller(folder: &Folder) -> Result<(), Outcome> {
    let (bound, before) = (folder.bound().join("enact_bg.wasm"), folder.before());
    let (module, kept) = (fs::read(&bound).map_err(broken)?, fs::read(&before).ok());
    if kept.is_some_and(|kept| kept == module) && folder.small().is_file() {
        return Ok(());
    }
    let Some(binaryen) = tool("binaryen").filter(|_| is_there("node")) else {
        println!("not made smaller: there is no binaryen; run .ci/setup-web");
        return fs::copy(&bound, folder.small()).map(|_| ()).map_err(broken);
    };
    // The features that every host has which runs the package.
    let features = ["bulk-memory", "mutable-globals", "multivalue", "nontrapping-float-to-int"];
    let features = features.into_iter().chain(["reference-types", "sign-ext"]);
    let mut shrink = Command::new("node");
    shrink.arg(binaryen.join("bin/wasm-opt")).args(["-Oz", "--strip-debug", "--strip-producers"]);
    shrink.args(features.map(|feature| format!("--enable-{feature}")));
    passed(shrink.arg(&bound).arg("-o").arg(folder.small()))?;
    fs::copy(&bound, before).map(|_| ()).map_err(broken)
}

/// Whether the module weighs what it may.
fn weight(module: &Path) -> Outcome {
    let raw = fs::metadata(module).map(|file| file.len()).unwrap_or_default();
    let packed = Command::new("gzip").arg("-9c").arg(module).output();
    let packed = packed.map(|packed| u64::try_from(packed.stdout.len()).unwrap_or_default());
    let weighed = [Some(raw), packed.ok().filter(|size| *size > 0)];
    let mut heavy = Vec::new();
    for ((what, most), size) in LIMITS.into_iter().zip(weighed) {
        let Some(size) = size else { continue };
        println!("{size} bytes {what}");
        if size > most {
            heavy.push(format!("{size} bytes {what}, more than {most}"));
        }
    }
    Outcome::of(&heavy)
}

/// `node --test` on the test files in `folder`.
fn tests(folder: &str) -> Command {
    let mut command = Command::new("node");
    let mut files: Vec<PathBuf> = fs::read_dir(root().join(folder))
        .map(|entries| entries.filter_map(|entry| Some(entry.ok()?.path())).collect())
        .unwrap_or_default();
    files.retain(|file| file.to_string_lossy().ends_with(".test.js"));
    files.sort();
    command.arg("--test").args(files).current_dir(root());
    command.env("ENACT_PACKAGE", Folder::new().path()).env("ENACT_TOOLS", tools());
    command
}

/// Where `.ci/setup-web` puts what it fetches.
fn tools() -> PathBuf {
    root().join("target/web-tools/node_modules")
}

/// A package that `.ci/setup-web` fetched.
fn tool(name: &str) -> Option<PathBuf> {
    Some(tools().join(name)).filter(|folder| folder.is_dir())
}

fn is_there(program: &str) -> bool {
    let asked = Command::new(program).arg("--version").stdout(Stdio::null()).status();
    asked.is_ok_and(|status| status.success())
}
