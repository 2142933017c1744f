//! The outcomes as a table, and the rows that are refused as another.

use super::input::{Content, Portion};
use super::is_standard;
use crate::answer::Refusal;
use crate::arguments::{Run, TableFormat};
use crate::write::Beside;
use enact::batch::{Endings, Heading, Plan, status_word};
use enact_source::Language;
use enact_source::messages::phrase;
use serde_json::{Map, Value};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// How many reasons are told when they are not kept in a file.
const REASONS: usize = 5;

/// Which columns come out, and in which form.
pub struct Shape<'p> {
    plan: &'p Plan<'p>,
    headings: &'p [Heading],
    form: TableFormat,
    /// The columns that are kept: their place and name.
    keep: Vec<(usize, &'p str)>,
    grounds: bool,
    /// Whether why rows are refused is kept in a file.
    errors: bool,
    path: PathBuf,
}

/// What comes of a part of the table.
#[derive(Debug, Default)]
pub struct Section {
    /// The rows, as text.
    pub rows: Vec<u8>,
    /// The rows of the file of errors.
    pub errors: Vec<u8>,
    /// How the rows end.
    pub counts: Counts,
}

/// How rows end.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Counts {
    /// How many end so, by the code of a status.
    pub ends: [usize; 8],
    /// Why the first of them are refused.
    pub reasons: Vec<String>,
}

impl Counts {
    /// Counts those of a part too.
    pub fn add(&mut self, more: &Self) {
        for (count, more) in self.ends.iter_mut().zip(more.ends) {
            *count += more;
        }
        let room = REASONS.saturating_sub(self.reasons.len());
        self.reasons.extend(more.reasons.iter().take(room).cloned());
    }

    /// All rows.
    pub fn rows(&self) -> usize {
        self.ends.iter().sum()
    }

    /// Those that are refused.
    pub fn refused(&self) -> usize {
        self.ends.last().copied().unwrap_or(0)
    }

    /// Each status in words, and how many rows end so.
    pub fn by_status(&self) -> impl Iterator<Item = (&'static str, usize)> + '_ {
        (0..).zip(self.ends).map(|(code, count)| (status_word(code), count))
    }
}

impl<'p> Shape<'p> {
    /// The columns that are asked for.
    pub fn new(
        plan: &'p Plan<'p>,
        headings: &'p [Heading],
        arguments: &'p Run,
        form: TableFormat,
    ) -> Self {
        let place = |name: &String| headings.iter().position(|heading| heading.name == *name);
        let keep = arguments.keep.iter();
        let keep = keep.filter_map(|name| Some((place(name)?, name.as_str()))).collect();
        let (grounds, errors) = (arguments.grounds, arguments.errors.is_some());
        Self { plan, headings, form, keep, grounds, errors, path: arguments.output.clone() }
    }

    /// The names of the columns.
    pub fn names(&self) -> Vec<&str> {
        let kept = self.keep.iter().map(|(_, name)| *name);
        let own = [self.plan.decision(), "status", "lacking"];
        kept.chain(own).chain(self.grounds.then_some("ground")).collect()
    }

    /// How the rows of a part end, as they are written.
    ///
    /// # Errors
    /// What could not be written.
    pub fn section(
        &self,
        portion: &Portion,
        endings: Endings,
        language: Language,
    ) -> Result<Section, Refusal> {
        let rows = match self.form {
            TableFormat::Csv => self.csv(&portion.rows, &endings),
            TableFormat::Ndjson => self.ndjson(&portion.rows, &endings),
        };
        let rows = rows.map_err(|error| unwritable(&self.path, &error, language))?;
        let mut counts = Counts::default();
        for status in &endings.statuses {
            if let Some(count) = counts.ends.get_mut(usize::from(*status)) {
                *count += 1;
            }
        }
        let (errors, reasons) = self.refused(portion.first, &endings, language);
        counts.reasons = reasons;
        Ok(Section { rows, errors, counts })
    }

    fn csv(&self, portion: &Content, endings: &Endings) -> io::Result<Vec<u8>> {
        let mut table = csv::Writer::from_writer(Vec::with_capacity(portion.count() * 32));
        let column = self.plan.column();
        for (row, (status, detail)) in endings.statuses.iter().zip(&endings.details).enumerate() {
            for (place, name) in &self.keep {
                table.write_field(kept(portion, row, *place, name))?;
            }
            table.write_field(endings.written(row, column).unwrap_or_default())?;
            table.write_field(status_word(*status))?;
            table.write_field(self.plan.lacking(*status, *detail).unwrap_or_default())?;
            if self.grounds {
                table.write_field(self.plan.ground(*status, *detail).unwrap_or_default())?;
            }
            table.write_record(None::<&[u8]>)?;
        }
        table.into_inner().map_err(|error| error.into_error())
    }

    fn ndjson(&self, portion: &Content, endings: &Endings) -> io::Result<Vec<u8>> {
        let mut lines = Vec::with_capacity(portion.count() * 64);
        let column = self.plan.column();
        for (row, (status, detail)) in endings.statuses.iter().zip(&endings.details).enumerate() {
            let mut object = Map::new();
            for (place, name) in &self.keep {
                object.insert((*name).to_owned(), kept_value(portion, row, *place, name));
            }
            let text = |text: Option<&str>| text.map_or(Value::Null, Value::from);
            let value = endings.written(row, column);
            object.insert(self.plan.decision().to_owned(), text(value.as_deref()));
            object.insert("status".to_owned(), status_word(*status).into());
            object.insert("lacking".to_owned(), text(self.plan.lacking(*status, *detail)));
            if self.grounds {
                object.insert("ground".to_owned(), text(self.plan.ground(*status, *detail)));
            }
            serde_json::to_writer(&mut lines, &object)?;
            lines.push(b'\n');
        }
        Ok(lines)
    }

    /// Why rows are refused: as rows of the file of errors, or the first of them in words.
    fn refused(
        &self,
        first: usize,
        endings: &Endings,
        language: Language,
    ) -> (Vec<u8>, Vec<String>) {
        let refused = endings.refused.iter().map(|refused| {
            let row = first + refused.row + 1;
            let column = refused.column.and_then(|column| self.headings.get(column));
            let column = column.map_or("", |heading| heading.name.as_str());
            let reason = refused.finding.render(language);
            (row, column, reason.code, reason.message)
        });
        if !self.errors {
            let told = refused.take(REASONS).map(|(row, _, code, message)| {
                let words = [("row", row.into()), ("reason", message.into())];
                format!("{code} {}", phrase(language, "run-refused", &words))
            });
            return (Vec::new(), told.collect());
        }
        let mut table = csv::Writer::from_writer(Vec::new());
        for (row, column, code, message) in refused {
            // Into memory; nothing can go wrong.
            let _ = table.write_record([&row.to_string(), column, code.0, &message]);
        }
        (table.into_inner().unwrap_or_default(), Vec::new())
    }
}

/// The cell of a column that is kept, as text.
fn kept(rows: &Content, row: usize, place: usize, name: &str) -> Vec<u8> {
    match rows {
        Content::Rows(rows) => {
            let cell = rows.records.get(row).and_then(|record| record.get(place));
            cell.unwrap_or_default().to_vec()
        }
        Content::Lines(_) => match kept_value(rows, row, place, name) {
            Value::Null => Vec::new(),
            Value::String(text) => text.into_bytes(),
            other => other.to_string().into_bytes(),
        },
    }
}

/// The cell of a column that is kept, as JSON.
fn kept_value(rows: &Content, row: usize, place: usize, name: &str) -> Value {
    match rows {
        Content::Rows(_) => {
            let cell = kept(rows, row, place, name);
            if cell.is_empty() { Value::Null } else { String::from_utf8_lossy(&cell).into() }
        }
        Content::Lines(lines) => {
            let line = lines.get(row).map(Vec::as_slice).unwrap_or_default();
            let object: Result<Map<String, Value>, _> = serde_json::from_slice(line);
            object.ok().and_then(|mut object| object.remove(name)).unwrap_or_default()
        }
    }
}

/// The files that are being written.
pub struct Output {
    rows: Target,
    errors: Option<Target>,
    language: Language,
}

/// A file that is complete or not there, or standard output.
struct Target {
    path: PathBuf,
    to: Writing,
}

enum Writing {
    Standard(io::Stdout),
    File(Box<BufWriter<Beside>>),
}

impl Target {
    fn open(path: &Path) -> io::Result<Self> {
        let to = if is_standard(path) {
            Writing::Standard(io::stdout())
        } else {
            Writing::File(Box::new(BufWriter::with_capacity(1 << 18, Beside::new(path)?)))
        };
        Ok(Self { path: path.to_owned(), to })
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.to {
            Writing::Standard(standard) => standard.lock().write_all(bytes),
            Writing::File(file) => file.write_all(bytes),
        }
    }

    fn close(self) -> io::Result<()> {
        match self.to {
            Writing::Standard(mut standard) => standard.flush(),
            Writing::File(file) => file.into_inner().map_err(|error| error.into_error())?.close(),
        }
    }
}

impl Output {
    /// Opens the files and writes the names of the columns.
    ///
    /// # Errors
    /// What could not be written.
    pub fn open(arguments: &Run, shape: &Shape<'_>, language: Language) -> Result<Self, Refusal> {
        let open =
            |path: &PathBuf| Target::open(path).map_err(|error| unwritable(path, &error, language));
        let rows = open(&arguments.output)?;
        let errors = arguments.errors.as_ref().map(open).transpose()?;
        let mut output = Self { rows, errors, language };
        let names = match shape.form {
            TableFormat::Csv => line(&shape.names()),
            TableFormat::Ndjson => Vec::new(),
        };
        output.put(&names, &line(&["row", "column", "code", "reason"]))?;
        Ok(output)
    }

    /// Writes what came of a part.
    ///
    /// # Errors
    /// What could not be written.
    pub fn write(&mut self, section: &Section) -> Result<(), Refusal> {
        self.put(&section.rows, &section.errors)
    }

    /// Puts the files in their places.
    ///
    /// # Errors
    /// What could not be written.
    pub fn close(self) -> Result<(), Refusal> {
        for target in self.errors.into_iter().chain([self.rows]) {
            let path = target.path.clone();
            target.close().map_err(|error| unwritable(&path, &error, self.language))?;
        }
        Ok(())
    }

    fn put(&mut self, rows: &[u8], errors: &[u8]) -> Result<(), Refusal> {
        let language = self.language;
        let files = [(Some(&mut self.rows), rows), (self.errors.as_mut(), errors)];
        for (target, bytes) in files {
            if let Some(target) = target {
                target.write(bytes).map_err(|error| unwritable(&target.path, &error, language))?;
            }
        }
        Ok(())
    }
}

fn unwritable(path: &Path, error: &io::Error, language: Language) -> Refusal {
    let standard = Path::new(language.pick("de standaarduitvoer", "standard output"));
    Refusal::unwritable(if is_standard(path) { standard } else { path }, error, Some(language))
}

/// A line of comma-separated values.
fn line(cells: &[&str]) -> Vec<u8> {
    let mut table = csv::Writer::from_writer(Vec::new());
    // Into memory; nothing can go wrong.
    let _ = table.write_record(cells);
    table.into_inner().unwrap_or_default()
}
