//! Writing a file whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Replaces the content of `path`: written beside it first, then put in its place.
///
/// # Errors
/// What kept it from being written; `path` is then as it was.
pub fn whole(path: &Path, content: impl AsRef<[u8]>) -> io::Result<()> {
    // A link keeps pointing at the file that it names.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut beside = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    beside.write_all(content.as_ref())?;
    beside.as_file().sync_all()?;
    match fs::metadata(&target) {
        Ok(known) => fs::set_permissions(beside.path(), known.permissions())?,
        Err(_) => readable_by_all(beside.path())?,
    }
    beside.persist(&target).map_err(|error| error.error)?;
    Ok(())
}

/// A new file gets the usual permissions, not those of a secret.
#[cfg(unix)]
fn readable_by_all(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_: &Path) -> io::Result<()> {
    Ok(())
}
