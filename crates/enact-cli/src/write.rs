//! Writing a file whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Replaces the content of `path`: written beside it first, then put in its place.
///
/// # Errors
/// What kept it from being written; `path` is then as it was.
pub fn whole(path: &Path, content: impl AsRef<[u8]>) -> io::Result<()> {
    let mut beside = Beside::new(path)?;
    beside.write_all(content.as_ref())?;
    beside.close()
}

/// A file that is written beside the one whose place it takes in the end; left alone, it goes away.
/// What is no file, such as a pipe, is written itself.
#[derive(Debug)]
pub enum Beside {
    /// A new file, and the place that it takes.
    New(NamedTempFile, PathBuf),
    /// What is there.
    There(File),
}

impl Beside {
    /// A new file beside `path`.
    ///
    /// # Errors
    /// What kept it from being made.
    pub fn new(path: &Path) -> io::Result<Self> {
        // A link keeps pointing at the file that it names.
        let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if fs::metadata(&target).is_ok_and(|known| !known.is_file() && !known.is_dir()) {
            return fs::OpenOptions::new().write(true).open(&target).map(Self::There);
        }
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
        let beside = NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
        Ok(Self::New(beside, target))
    }

    /// Puts it in its place.
    ///
    /// # Errors
    /// What kept it from being written; the file that was there is then as it was.
    pub fn close(self) -> io::Result<()> {
        let (beside, target) = match self {
            Self::New(beside, target) => (beside, target),
            Self::There(mut file) => return file.flush(),
        };
        beside.as_file().sync_all()?;
        match fs::metadata(&target) {
            Ok(known) => fs::set_permissions(beside.path(), known.permissions())?,
            Err(_) => readable_by_all(beside.path())?,
        }
        beside.persist(&target).map_err(|error| error.error)?;
        Ok(())
    }
}

impl Write for Beside {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::New(file, _) => file.write(bytes),
            Self::There(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::New(file, _) => file.flush(),
            Self::There(file) => file.flush(),
        }
    }
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
