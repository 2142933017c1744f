//! Where in the repository the pages and the laws are.

use enact::File;
use std::path::{Path, PathBuf};

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// All files below `folder` whose name ends with `ending`, in order of their paths.
#[must_use]
pub fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut ahead = vec![folder.to_path_buf()];
    while let Some(folder) = ahead.pop() {
        let Ok(entries) = std::fs::read_dir(folder) else { continue };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                ahead.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Every folder below `folder` that holds a ruleset, in order of their paths.
#[must_use]
pub fn rulesets(folder: &Path) -> Vec<PathBuf> {
    let manifests = files(folder, "enact.toml");
    manifests.iter().filter_map(|path| Some(path.parent()?.to_path_buf())).collect()
}

/// The files of the ruleset in `folder`, named from there.
#[must_use]
pub fn world(folder: &Path) -> Vec<File> {
    let read = |path: PathBuf| {
        let name = path.strip_prefix(folder).ok()?.to_string_lossy().replace('\\', "/");
        Some(File { name, bytes: std::fs::read(&path).ok()? })
    };
    files(folder, "").into_iter().filter_map(read).collect()
}
