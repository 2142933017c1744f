//! A table read part by part.

use super::is_standard;
use crate::answer::Refusal;
use crate::arguments::TableFormat;
use csv::ByteRecord;
use enact::batch::{Day, Heading, Kind, Rows, Settings};
use enact_source::Language;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How many rows are decided at a time. Where parts begin is the same in every run, so that an
/// interrupted run can be taken up.
const ROWS: usize = 4096;

/// A part of a table.
#[derive(Debug)]
pub struct Portion {
    /// How many rows come before it.
    pub first: usize,
    /// Its rows.
    pub rows: Content,
}

/// The rows of a part.
#[derive(Debug)]
pub enum Content {
    /// Rows of text.
    Rows(Rows),
    /// Lines with a case each.
    Lines(Vec<Vec<u8>>),
}

impl Content {
    /// How many rows.
    pub fn count(&self) -> usize {
        match self {
            Self::Rows(rows) => rows.records.len(),
            Self::Lines(lines) => lines.len(),
        }
    }
}

/// How much of a table has been read, in bytes, and how much there is.
#[derive(Debug, Clone, Default)]
pub struct Meter {
    read: Arc<AtomicU64>,
    /// All of it, where that is known.
    pub whole: Option<u64>,
}

impl Meter {
    /// What has been read.
    pub fn read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }
}

/// What counts the bytes that go through it.
struct Metered<R> {
    inner: R,
    meter: Meter,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.meter.read.fetch_add(u64::try_from(count).unwrap_or(0), Ordering::Relaxed);
        Ok(count)
    }
}

type Bytes = Metered<Box<dyn Read + Send>>;

enum Source {
    Csv(Box<csv::Reader<Bytes>>),
    Lines(BufReader<Bytes>),
}

/// A table that is being read.
pub struct Input {
    path: PathBuf,
    lang: Option<Language>,
    source: Source,
    columns: Vec<Heading>,
    meter: Meter,
    /// How many rows were read.
    count: usize,
    ended: bool,
}

impl Input {
    /// Opens a table, and reads what its columns are.
    ///
    /// # Errors
    /// What could not be read.
    pub fn open(path: &Path, form: TableFormat, lang: Option<Language>) -> Result<Self, Refusal> {
        let unreadable = |error: io::Error| Refusal::unreadable(path, &error, lang);
        let mut meter = Meter::default();
        let inner: Box<dyn Read + Send> = if is_standard(path) {
            Box::new(io::stdin())
        } else {
            let file = File::open(path).map_err(unreadable)?;
            let known = file.metadata().map_err(unreadable)?;
            if known.is_dir() {
                return Err(unreadable(io::ErrorKind::IsADirectory.into()));
            }
            meter.whole = known.is_file().then_some(known.len());
            Box::new(file)
        };
        let bytes = Metered { inner, meter: meter.clone() };
        let (source, columns) = match form {
            TableFormat::Csv => {
                let mut reader = csv::ReaderBuilder::new();
                let mut reader = reader.flexible(true).buffer_capacity(1 << 18).from_reader(bytes);
                let names = reader.byte_headers().map_err(|error| unreadable(error.into()))?;
                let columns = names.iter().map(|name| {
                    let name = String::from_utf8_lossy(name);
                    let name = name.trim_start_matches('\u{feff}').trim().to_owned();
                    Heading { name, kind: Kind::Text }
                });
                let columns = columns.collect();
                (Source::Csv(Box::new(reader)), columns)
            }
            TableFormat::Ndjson => {
                (Source::Lines(BufReader::with_capacity(1 << 18, bytes)), vec![])
            }
        };
        Ok(Self { path: path.to_owned(), lang, source, columns, meter, count: 0, ended: false })
    }

    /// The columns; of lines those that `settings` name.
    pub fn headings(&self, settings: &Settings) -> Vec<Heading> {
        let day = match &settings.day {
            Day::Column(name) => Some(name),
            Day::On(_) => None,
        };
        match self.source {
            Source::Csv(_) => self.columns.clone(),
            Source::Lines(_) => {
                let names = settings.other.iter().chain(day).chain(&settings.absent);
                names.map(|name| Heading { name: name.clone(), kind: Kind::Text }).collect()
            }
        }
    }

    /// How much has been read.
    pub fn meter(&self) -> Meter {
        self.meter.clone()
    }

    fn part(&mut self) -> io::Result<Option<Content>> {
        match &mut self.source {
            Source::Csv(reader) => {
                let mut records = Vec::with_capacity(ROWS);
                let mut record = ByteRecord::new();
                while records.len() < ROWS && reader.read_byte_record(&mut record)? {
                    records.push(record.clone());
                }
                let columns = self.columns.len();
                Ok((!records.is_empty()).then_some(Content::Rows(Rows { columns, records })))
            }
            Source::Lines(reader) => {
                let mut lines = Vec::new();
                let mut line = Vec::new();
                while lines.len() < ROWS && reader.read_until(b'\n', &mut line)? > 0 {
                    if !line.trim_ascii().is_empty() {
                        lines.push(line.trim_ascii().to_vec());
                    }
                    line.clear();
                }
                Ok((!lines.is_empty()).then_some(Content::Lines(lines)))
            }
        }
    }
}

impl Iterator for Input {
    type Item = Result<Portion, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let part = self.part();
        self.ended = !matches!(part, Ok(Some(_)));
        let part = part.map_err(|error| Refusal::unreadable(&self.path, &error, self.lang));
        let numbered = |rows: Content| {
            let first = self.count;
            self.count += rows.count();
            Portion { first, rows }
        };
        part.map(|rows| rows.map(numbered)).transpose()
    }
}
