//! Embeds the page of each code, `docs/diagnostics/*.md`, for `enact explain`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    let home = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let folder = home.join("../../docs/diagnostics");
    println!("cargo::rerun-if-changed={}", folder.display());
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    let mut list = String::from("[\n");
    for (name, path) in pages(&folder)? {
        println!("cargo::rerun-if-changed={}", path.display());
        list.push_str(&format!("({name:?}, include_str!({:?})),\n", path.display().to_string()));
    }
    list.push_str("]\n");
    fs::write(out.join("pages.rs"), list)
}

/// The pages in order of their names; none while the folder is not there.
fn pages(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut pages = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path().canonicalize()?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Some(stem) = name.strip_suffix(".md").filter(|stem| is_code(stem)) {
            pages.push((stem.to_owned(), path));
        }
    }
    pages.sort();
    Ok(pages)
}

/// `E0503`; the folder's own introduction is no page.
fn is_code(stem: &str) -> bool {
    let digits = stem.strip_prefix(['E', 'W', 'N']).unwrap_or("");
    digits.len() == 4 && digits.bytes().all(|digit| digit.is_ascii_digit())
}
