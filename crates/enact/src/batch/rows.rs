//! Rows of text, as a file of comma-separated values has them.

use super::cells::{Cells, Part};
use super::plan::about;
use csv::ByteRecord;
use enact_source::Diagnostic;
use std::ops::Range;

/// Rows whose cells are text.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// How many columns the table has.
    pub columns: usize,
    /// The rows, each with a cell for every column.
    pub records: Vec<ByteRecord>,
}

impl Part for Rows {
    fn rows(&self) -> usize {
        self.records.len()
    }

    fn broken(&self) -> Vec<(usize, Diagnostic)> {
        let rows = self.records.iter().enumerate();
        let uneven = rows.filter(|(_, record)| record.len() != self.columns);
        let told = uneven.map(|(row, record)| {
            let finding = about("E0532").with("count", record.len());
            (row, finding.with("columns", self.columns))
        });
        told.collect()
    }

    fn read(&self, column: usize, rows: Range<usize>, cells: &mut Cells<'_>) {
        let records = self.records.get(rows).unwrap_or_default();
        for (row, record) in records.iter().enumerate() {
            if let Some(cell) = record.get(column) {
                cells.bytes(row, cell);
            }
        }
    }
}
