//! The page of `web/`, with the package and the laws that it shows: a folder that any server can
//! hand out as it is.

use super::folder::{Folder, files, fresh};
use crate::report::root;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// What the page shows: a name, a ruleset, and its versions, of which the first is shown first.
const LAWS: [(&str, &str, &[&str]); 4] = [
    ("zorgtoeslag", "rules/nl/zorgtoeslag", &["2025", "2026"]),
    ("aow", "rules/nl/aow", &["2025"]),
    ("wahv", "rules/nl/wahv", &["2025", "2017"]),
    ("home-energy-grant", "rules/en/home-energy-grant", &[]),
];

/// Puts the page together.
pub fn gather(folder: &Folder) -> io::Result<()> {
    let page = folder.path().join("web");
    fresh(&page)?;
    files(&root().join("web"), &page)?;
    let package = page.join("enact-law");
    fresh(&package)?;
    files(&folder.package(), &package)?;
    let laws = LAWS.iter().map(|(id, path, versions)| ruleset(id, path, versions));
    let laws = laws.collect::<io::Result<Vec<Value>>>()?;
    fs::write(page.join("laws.json"), json!(laws).to_string())
}

/// A ruleset with the texts of each of its versions.
fn ruleset(id: &str, path: &str, versions: &[&str]) -> io::Result<Value> {
    let folder = root().join(path);
    let mut told = Vec::new();
    for version in versions {
        let texts = texts(&folder.join("versions").join(version))?;
        told.push(json!({ "id": version, "files": texts }));
    }
    if versions.is_empty() {
        told.push(json!({ "id": "", "files": texts(&folder)? }));
    }
    Ok(json!({ "id": id, "versions": told }))
}

/// The laws, the manifest and the cases of one version, by name.
fn texts(folder: &Path) -> io::Result<Map<String, Value>> {
    let mut found = Map::new();
    for (inside, shown) in [(folder.to_owned(), ""), (folder.join("cases"), "cases/")] {
        let Ok(entries) = fs::read_dir(&inside) else { continue };
        let mut paths: Vec<PathBuf> =
            entries.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
        paths.sort();
        for path in paths.iter().filter(|path| path.is_file()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            found.insert(format!("{shown}{name}"), fs::read_to_string(path)?.into());
        }
    }
    Ok(found)
}
