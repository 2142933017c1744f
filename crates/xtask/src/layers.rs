//! `cargo xtask layers`: whether each crate knows only what its layer may know.
//!
//! Three checks. [`dependencies`]: knowledge flows one way. [`purity`]: up to and including
//! the façade there is no clock, file, network, environment or binary fraction. [`wasm`]:
//! those same crates compile for WebAssembly.

mod dependencies;
mod purity;
mod tokens;
mod wasm;

use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::Value;

use crate::report::{Outcome, Report, cargo};
pub use wasm::compiler;

/// The crates in the order of knowledge: each may know the ones before it.
const LAYERS: [&str; 14] = [
    "enact-source",
    "enact-value",
    "enact-syntax",
    "enact-model",
    "enact-graph",
    "enact-verify",
    "enact-eval",
    "enact-codegen",
    "enact-run",
    "enact-diff",
    "enact",
    "enact-solver",
    "enact-cli",
    "enact-wasm",
];

/// The last crate without clock, file, network or environment; after it come the shells.
const FACADE: &str = "enact";

/// Crates that may know every other, and that none may know.
const WORKSHOP: [&str; 2] = ["xtask", "enact-tests"];

/// A crate of this workspace.
struct Member {
    name: String,
    folder: PathBuf,
    /// What it needs to be built, tests aside.
    needs: Vec<String>,
}

impl Member {
    /// The place in [`LAYERS`], counted from the bottom.
    fn layer(&self) -> Option<usize> {
        layer(&self.name)
    }

    /// Whether the crate lies in the part without clock, file, network or environment.
    fn is_pure(&self) -> bool {
        self.layer().is_some_and(|own| layer(FACADE).is_some_and(|facade| own <= facade))
    }
}

/// Runs the checks as a command of their own.
pub fn run() -> ExitCode {
    let mut report = Report::default();
    check(&mut report);
    report.close()
}

/// Runs the checks as steps of `report`.
pub fn check(report: &mut Report) {
    match members() {
        Ok(members) => {
            report.step("layers: dependencies", || {
                Outcome::of(&dependencies::upward(&members, &LAYERS, &WORKSHOP))
            });
            report.step("layers: no clock, file, network, environment or float", || {
                purity::check(&members)
            });
            report.step("layers: WebAssembly", || wasm::check(&members));
        }
        Err(error) => report.step("layers", || Outcome::Failed(error)),
    }
}

fn layer(name: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| *layer == name)
}

/// The crates of this workspace, as cargo lists them.
///
/// # Errors
/// What kept cargo from listing them.
fn members() -> Result<Vec<Member>, String> {
    let output = cargo(&["metadata", "--format-version", "1", "--no-deps"])
        .output()
        .map_err(|error| format!("cargo metadata did not start: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let metadata: Value = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("cargo metadata was not understood: {error}"))?;
    let packages = metadata["packages"].as_array().ok_or("cargo metadata lists no packages")?;
    packages.iter().map(|package| member(package).ok_or_else(|| unread(package))).collect()
}

fn unread(package: &Value) -> String {
    format!("cargo metadata describes a package in an unknown way: {}", package["name"])
}

/// One package of `cargo metadata`; a `kind` other than `dev` counts as a need.
fn member(package: &Value) -> Option<Member> {
    let needs = package["dependencies"]
        .as_array()?
        .iter()
        .filter(|dependency| dependency["kind"] != "dev")
        .map(|dependency| dependency["name"].as_str().map(str::to_owned))
        .collect::<Option<Vec<_>>>()?;
    let manifest = PathBuf::from(package["manifest_path"].as_str()?);
    let name = package["name"].as_str()?.to_owned();
    Some(Member { name, folder: manifest.parent()?.to_owned(), needs })
}
