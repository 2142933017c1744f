//! Between the first sheet of a workbook and comma-separated rows.

use crate::answer::{Refusal, finding};
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use enact_source::Language;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};
use std::io::Cursor;
use std::path::Path;

/// The rows of the first sheet, as comma-separated text.
///
/// # Errors
/// A file that is no workbook, or a cell that a table of cases has no place for.
pub fn rows(path: &Path, bytes: Vec<u8>, language: Language) -> Result<String, Refusal> {
    let broken = |reason: String| unreadable(path, reason, language);
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes))
        .map_err(|error: calamine::XlsxError| broken(error.to_string()))?;
    let first = book.sheet_names().first().cloned();
    let Some(first) = first else { return Err(broken(String::new())) };
    let range = book.worksheet_range(&first).map_err(|error| broken(error.to_string()))?;
    let (top, left) = range.start().unwrap_or_default();
    let mut text = String::new();
    for (row, cells) in (top..).zip(range.rows()) {
        let mut written = Vec::with_capacity(cells.len());
        for (column, cell) in (left..).zip(cells) {
            written.push(plain(cell).ok_or_else(|| {
                let finding = finding("E0626")
                    .with("path", path.display().to_string())
                    .with("cell", format!("{}{}", letters(column), u64::from(row) + 1))
                    .with("given", format!("`{cell}`"));
                Refusal::command(&finding, language)
            })?);
        }
        // A row without content stays an empty line, so that rows keep their numbers.
        if written.iter().any(|cell| !cell.is_empty()) {
            let quoted: Vec<String> = written.iter().map(|cell| quoted(cell)).collect();
            text.push_str(&quoted.join(","));
        }
        text.push('\n');
    }
    Ok(text)
}

/// A workbook with one sheet that holds these comma-separated rows, every cell as text.
///
/// # Errors
/// Text that is no table.
pub fn of_rows(path: &Path, bytes: &[u8], language: Language) -> Result<Vec<u8>, Refusal> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let rows: Result<Vec<csv::StringRecord>, csv::Error> = reader.records().collect();
    let rows = rows.map_err(|error| unreadable(path, error.to_string(), language))?;
    written(&rows).map_err(|error| unreadable(path, error.to_string(), language))
}

fn written(rows: &[csv::StringRecord]) -> Result<Vec<u8>, XlsxError> {
    let text = Format::new().set_num_format("@");
    let heading = Format::new().set_num_format("@").set_bold();
    let mut book = Workbook::new();
    // The same rows give the same file, whenever they are written.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let sheet = book.add_worksheet();
    let columns = rows.iter().map(csv::StringRecord::len).max().unwrap_or_default();
    for (column, _) in (0_u16..).zip(0..columns) {
        // What is typed later is kept as it is typed too.
        sheet.set_column_format(column, &text)?;
    }
    for (row, cells) in (0_u32..).zip(rows) {
        let form = if row == 0 { &heading } else { &text };
        for (column, cell) in (0_u16..).zip(cells) {
            sheet.write_string_with_format(row, column, cell, form)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofit();
    book.save_to_buffer()
}

/// A cell as a table of cases holds it; `None` when it has no place for it.
fn plain(cell: &Data) -> Option<String> {
    match cell {
        Data::Empty => Some(String::new()),
        Data::String(text) => Some(text.clone()),
        Data::Int(number) => Some(number.to_string()),
        Data::Float(number) => Some(number.to_string()),
        Data::Bool(answer) => Some(answer.to_string()),
        Data::DateTime(moment) if !moment.is_duration() => {
            let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
            let midnight = (hour, minute, second, milli) == (0, 0, 0, 0);
            midnight.then(|| format!("{year:04}-{month:02}-{day:02}"))
        }
        Data::DateTimeIso(text) => {
            let day = text.strip_suffix("T00:00:00").unwrap_or(text);
            (!day.contains('T')).then(|| day.to_owned())
        }
        _ => None,
    }
}

/// A cell between quotes where its signs would otherwise end it.
fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) || cell.trim() != cell {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// The letters of a column, counted from 0: `A`, `Z`, `AA`.
fn letters(column: u32) -> String {
    let mut letters = String::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        let letter = u8::try_from(rest % 26).unwrap_or_default();
        letters.insert(0, char::from(b'A' + letter));
        rest /= 26;
    }
    letters
}

fn unreadable(path: &Path, reason: String, language: Language) -> Refusal {
    let finding = finding("E0625").with("path", path.display().to_string()).with("reason", reason);
    Refusal::command(&finding, language)
}
