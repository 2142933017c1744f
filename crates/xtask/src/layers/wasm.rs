//! Whether everything up to and including the façade compiles for WebAssembly.
//!
//! The target's standard library comes from `.ci/setup-wasm`, or is there already.

use std::path::Path;
use std::process::Command;

use super::Member;
use crate::report::{Outcome, cargo, finish, root};

const TARGET: &str = "wasm32-unknown-unknown";

/// Compiles the pure crates of `members`; skipped where the target is not installed.
pub fn check(members: &[Member]) -> Outcome {
    let Some(mut command) = compiler() else {
        return Outcome::Skipped(format!("{TARGET} is not installed; run .ci/setup-wasm"));
    };
    command.args(["check", "--quiet", "--lib", "--target", TARGET]);
    for member in members.iter().filter(|member| member.is_pure()) {
        command.args(["--package", &member.name]);
    }
    match finish(&mut command) {
        Outcome::Failed(reason) => {
            Outcome::Failed(format!("{reason}\n(after a change of compiler, run .ci/setup-wasm)"))
        }
        outcome => outcome,
    }
}

/// A cargo that can build for the target: what `.ci/setup-wasm` made, or our own.
pub fn compiler() -> Option<Command> {
    let made = root().join("target/wasm-env/cargo-wasm");
    if made.is_file() {
        let mut command = Command::new(made);
        command.current_dir(root());
        return Some(command);
    }
    is_installed().then(|| cargo(&[]))
}

/// Whether the active toolchain has the target's standard library.
fn is_installed() -> bool {
    let output =
        Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]).output();
    let folder = output.ok().and_then(|output| String::from_utf8(output.stdout).ok());
    folder.is_some_and(|folder| Path::new(folder.trim()).is_dir())
}
