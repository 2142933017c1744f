//! The columns of decision tables, and of lists in examples, each as wide as its widest cell.

use super::Layout;
use crate::grammar::Kind;
use crate::scan::{Token, TokenKind};

/// The width of each column of each table, in letters.
pub(super) struct Columns(Vec<Vec<usize>>);

impl Layout<'_> {
    /// The table of which `line` is a row.
    pub(super) fn table_of(&self, line: &[Token]) -> Option<usize> {
        let first = line.first()?;
        self.places.tables.iter().position(|rows| rows.binary_search(&first.start).is_ok())
    }

    /// Measures every table in `lines`.
    pub(super) fn columns(&self, lines: &[&[Token]]) -> Columns {
        let mut tables = vec![Vec::new(); self.places.tables.len()];
        for line in lines {
            let Some(widths) = self.table_of(line).and_then(|table| tables.get_mut(table)) else {
                continue;
            };
            for (place, cell) in self.cells(line).iter().enumerate() {
                let width = match self.is_dashes(cell) {
                    true => 3,
                    false => self.written(cell).chars().count(),
                };
                match widths.get_mut(place) {
                    Some(widest) => *widest = width.max(*widest),
                    None => widths.push(width),
                }
            }
        }
        Columns(tables)
    }

    /// Writes a row of the table at `table`, and what stands behind it.
    pub(super) fn row(
        &self,
        line: &[Token],
        table: usize,
        columns: &Columns,
        written: &mut String,
    ) {
        let widths = columns.0.get(table).map_or(&[][..], Vec::as_slice);
        written.push('|');
        for (cell, width) in self.cells(line).iter().zip(widths) {
            if self.is_dashes(cell) {
                written.push_str(&self.dashes(cell, width + 2));
            } else {
                let words = self.written(cell);
                let blanks = width.saturating_sub(words.chars().count());
                written.push_str(&format!(" {words}{} ", " ".repeat(blanks)));
            }
            written.push('|');
        }
        let last = line.iter().rposition(|token| self.is_pipe(token)).unwrap_or(0);
        if let Some(comment) = line.iter().find(|token| token.kind == TokenKind::Comment) {
            let gap = line.get(last).and_then(|pipe| self.code.get(pipe.end..comment.start));
            written.push_str(gap.filter(|gap| !gap.is_empty()).unwrap_or(" "));
            written.push_str(self.sign(comment));
        }
    }

    /// The tokens between the signs of a row.
    fn cells<'t>(&self, line: &'t [Token]) -> Vec<&'t [Token]> {
        let cells = line.split(|token| self.is_pipe(token)).collect::<Vec<_>>();
        cells.get(1..cells.len().saturating_sub(1)).unwrap_or(&[]).to_vec()
    }

    fn written(&self, cell: &[Token]) -> String {
        let mut written = String::new();
        self.line(cell, &mut written);
        written
    }

    /// A cell of the line under the head: as many dashes as fill `width`, with its colons.
    fn dashes(&self, cell: &[Token], width: usize) -> String {
        let words = self.written(cell);
        let (left, right) = (words.starts_with(':'), words.ends_with(':'));
        let dashes = "-".repeat(width - usize::from(left) - usize::from(right));
        let colon = |there: bool| if there { ":" } else { "" };
        format!("{}{dashes}{}", colon(left), colon(right))
    }

    fn is_dashes(&self, cell: &[Token]) -> bool {
        cell.iter().any(|token| self.is(token, Kind::Dashes))
    }

    fn is_pipe(&self, token: &Token) -> bool {
        self.is(token, Kind::Pipe)
    }

    fn is(&self, token: &Token, kind: Kind) -> bool {
        token.counts() && self.places.leaf(token).is_some_and(|leaf| leaf.kind == kind)
    }
}
