//! Source files and places in them.

use std::ops::Range;
use std::sync::Arc;

/// Which file of a ruleset, in the order they were loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileId(pub u32);

/// A half-open range of bytes in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The bytes `range` of `file`. Files are at most 10 MB, so positions fit 32 bits.
    #[must_use]
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let place = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        Self { file, start: place(range.start), end: place(range.end) }
    }

    /// The smallest span that covers both; `other` lies in the same file.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The range of bytes, for slicing the text.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        let place = |byte: u32| usize::try_from(byte).unwrap_or(usize::MAX);
        place(self.start)..place(self.end)
    }
}

/// One file: its name as the reader knows it, and its text.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path or name shown in messages.
    pub name: String,
    /// The whole text.
    pub text: Arc<str>,
    line_starts: Vec<usize>,
}

/// A place for people: both count from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

impl Source {
    /// A file called `name` with `text`.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let line_starts =
            std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { name: name.into(), text, line_starts }
    }

    /// The words at `span`; empty when the span lies outside the text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// Line and column of the byte `at`.
    #[must_use]
    pub fn line_column(&self, at: u32) -> LineColumn {
        let at = usize::try_from(at).unwrap_or(usize::MAX).min(self.text.len());
        let line = self.line_starts.partition_point(|start| *start <= at);
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let column = self.text.get(start..at).map_or(0, |before| before.chars().count());
        LineColumn { line, column: column + 1 }
    }

    /// The text of line `line` (from 1), without its line end.
    #[must_use]
    pub fn line(&self, line: usize) -> &str {
        let Some(start) = line.checked_sub(1).and_then(|index| self.line_starts.get(index)) else {
            return "";
        };
        self.text[*start..].lines().next().unwrap_or("")
    }
}

/// The files of a ruleset; a [`FileId`] is an index here.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Adds a file and gives its id.
    pub fn add(&mut self, source: Source) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(source);
        id
    }

    /// The same files, with another in the place of `id`.
    #[must_use]
    pub fn with(mut self, id: FileId, source: Source) -> Self {
        let place = usize::try_from(id.0).ok();
        if let Some(known) = place.and_then(|place| self.files.get_mut(place)) {
            *known = source;
        }
        self
    }

    /// The file behind an id that [`Sources::add`] gave.
    #[must_use]
    pub fn get(&self, id: FileId) -> Option<&Source> {
        self.files.get(usize::try_from(id.0).ok()?)
    }

    /// The words at `span`.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file).map_or("", |source| source.slice(span))
    }

    /// All files with their ids, in order.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        (0..).map(FileId).zip(&self.files)
    }
}
