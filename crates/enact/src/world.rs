//! Where the texts of a ruleset come from: a folder, an archive, a browser's memory.
//!
//! The façade never opens a file; a shell hands it a [`World`].

/// One file of a ruleset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The path as the reader knows it, with `/` between its parts; shown in messages.
    pub name: String,
    /// Its content, not yet known to be text.
    pub bytes: Vec<u8>,
}

/// The files of one ruleset: `enact.toml`, the laws (`*.law.md`) and `cases/*`.
pub trait World {
    /// All files, in any order; those that are none of the three kinds are passed over.
    fn files(&self) -> Vec<File>;
}

/// A ruleset held in memory.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    files: Vec<File>,
}

impl Memory {
    /// Without files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file `name` with `text`.
    #[must_use]
    pub fn with(mut self, name: &str, text: &str) -> Self {
        self.files.push(File { name: name.to_owned(), bytes: text.as_bytes().to_vec() });
        self
    }
}

impl World for Memory {
    fn files(&self) -> Vec<File> {
        self.files.clone()
    }
}

impl World for Vec<File> {
    fn files(&self) -> Vec<File> {
        self.clone()
    }
}

/// What a file of a ruleset is for, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// `enact.toml`.
    Manifest,
    /// `*.law.md`.
    Law,
    /// `cases/*.csv`, and `cases/*.xlsx`, whose rows a shell gives as comma-separated text.
    CaseTable,
    /// `cases/*.json`.
    CaseList,
}

impl File {
    /// What it is for; `None` for a file that is no part of a ruleset.
    pub(crate) fn role(&self) -> Option<Role> {
        Role::of(&self.name)
    }
}

impl Role {
    /// What a file of this name is for.
    pub(crate) fn of(name: &str) -> Option<Self> {
        let mut parts = name.rsplit(['/', '\\']);
        let (base, folder) = (parts.next()?, parts.next());
        let in_cases = folder == Some("cases");
        match base {
            "enact.toml" => Some(Self::Manifest),
            _ if base.ends_with(".law.md") => Some(Self::Law),
            _ if in_cases && (base.ends_with(".csv") || base.ends_with(".xlsx")) => {
                Some(Self::CaseTable)
            }
            _ if in_cases && base.ends_with(".json") => Some(Self::CaseList),
            _ => None,
        }
    }
}
