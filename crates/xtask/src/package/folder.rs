//! The folder of the package, and how it is filled.

use crate::report::root;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// What of the package's own folder goes into the package.
const OURS: &str = "crates/enact-wasm/npm";

/// Where cargo builds.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// `target/package`: the package, the page, and what they are made of.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        Self(target().join("package"))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// What wasm-bindgen writes.
    pub fn bound(&self) -> PathBuf {
        self.0.join("bound")
    }

    /// The module that was made smaller last.
    pub fn before(&self) -> PathBuf {
        self.bound().join("before.wasm")
    }

    /// The same, smaller.
    pub fn small(&self) -> PathBuf {
        self.bound().join("small.wasm")
    }

    /// The module of the package.
    pub fn module(&self) -> PathBuf {
        self.package().join("enact_bg.wasm")
    }

    /// The package itself.
    pub fn package(&self) -> PathBuf {
        self.0.join("enact-law")
    }

    /// Puts the package together, and the page beside it.
    pub fn gather(&self) -> io::Result<()> {
        let package = self.package();
        fresh(&package)?;
        files(&root().join(OURS), &package)?;
        let manifest = fs::read_to_string(package.join("package.json"))?;
        let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
        let manifest = manifest.replace("\"version\": \"0.0.0\"", &version);
        fs::write(package.join("package.json"), manifest)?;
        fs::copy(root().join("LICENSE"), package.join("LICENSE"))?;
        fs::copy(self.bound().join("enact.js"), package.join("enact.js"))?;
        fs::copy(self.small(), self.module()).map(|_| ())
    }
}

/// An empty folder.
pub fn fresh(folder: &Path) -> io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)
}

/// The files of a folder, those of its tests aside, in another.
pub fn files(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name()))?;
        if path.is_file() {
            fs::copy(&path, to.join(name))?;
        } else if name != "test" {
            fresh(&to.join(&name))?;
            files(&path, &to.join(&name))?;
        }
    }
    Ok(())
}
