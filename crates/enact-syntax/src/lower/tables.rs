//! Decision tables: each row becomes a limb, whose condition holds every cell of it.
//!
//! Blanks and line ends are the same to the grammar, so a row that an empty cell or a missing
//! sign breaks in two is recognized here, by the lines on which rows begin and end.

use super::Lowering;
use super::climb::comparison;
use crate::codes;
use crate::grammar::{Kind, Node};
use crate::tree::{Body, Comparison, Expr, ExprKind, Limb, Operator, Rule};
use enact_source::Span;

impl Lowering<'_> {
    pub(super) fn table(&mut self, node: &Node) -> Option<Rule> {
        let name = self.reference(node.get(Kind::Reference)?)?;
        self.lines(node)?;
        let head = node.get(Kind::TableHead)?;
        let mut inputs: Vec<Expr> =
            head.all(Kind::Expression).map(|cell| self.expression(cell)).collect::<Option<_>>()?;
        let outcome = inputs.pop()?;
        if inputs.is_empty() || !self.is_outcome(&outcome, &name.text) {
            return self.fail(codes::last_column(outcome.span, &name.text, inputs.is_empty()));
        }
        let line = node.get(Kind::TableLine)?;
        self.width(line, line.all(Kind::Dashes).count(), inputs.len() + 1)?;
        let rows = node.all(Kind::TableRow);
        let limbs = rows.map(|row| self.row(row, &inputs)).collect::<Option<_>>()?;
        Some(Rule {
            name,
            negative: false,
            subject: self.reference_in(node, Kind::Subject),
            body: Body::Cases { ordered: false, limbs, otherwise: None },
        })
    }

    /// Every row has a line, and every line a row.
    fn lines(&mut self, node: &Node) -> Option<()> {
        let is_row = |kind| matches!(kind, Kind::TableHead | Kind::TableLine | Kind::TableRow);
        let mut before: Option<&Node> = None;
        for row in node.parts.iter().filter(|part| is_row(part.kind)) {
            if self.words(row).contains('\n') {
                return self.fail(codes::row_of_lines(self.span(row)));
            }
            let between = before.and_then(|before| self.chunk.get(before.end - 1..row.start + 1));
            if let (Some(before), Some(between)) = (before, between)
                && !between.contains('\n')
            {
                let at = self.offset + before.end - 1..self.offset + row.start + 1;
                return self.fail(codes::empty_cell(Span::new(self.file, at)));
            }
            before = Some(row);
        }
        Some(())
    }

    /// Whether the last column is called as the table is, or just *value*.
    fn is_outcome(&self, expr: &Expr, name: &str) -> bool {
        let word = self.language.pick("waarde", "value");
        matches!(&expr.kind, ExprKind::Name(column) if column.text == name || column.text == word)
    }

    fn width(&mut self, row: &Node, cells: usize, columns: usize) -> Option<()> {
        if cells == columns {
            return Some(());
        }
        self.fail(codes::row_width(self.span(row), cells, columns))
    }

    fn row(&mut self, node: &Node, inputs: &[Expr]) -> Option<Limb> {
        let cells: Vec<&Node> = node.parts.iter().filter(|part| part.kind != Kind::Pipe).collect();
        self.width(node, cells.len(), inputs.len() + 1)?;
        let (outcome, cells) = cells.split_last()?;
        let mut condition: Option<Expr> = None;
        for (input, cell) in inputs.iter().zip(cells) {
            let Some(part) = self.cell(cell, input)? else { continue };
            condition = Some(match condition {
                None => part,
                Some(before) => both(before, part),
            });
        }
        let span = match cells {
            [first, ..] => self.span(first).to(self.span(cells.last().unwrap_or(first))),
            [] => self.span(node),
        };
        let condition = condition.unwrap_or(Expr { kind: ExprKind::YesNo(true), span });
        let value = match outcome.kind {
            Kind::CellValues if outcome.parts.len() == 1 => self.expression_in(outcome)?,
            _ => return self.fail(codes::no_outcome(self.span(outcome), self.words(outcome))),
        };
        Some(Limb { condition, value, row: true, span: self.span(node) })
    }

    /// What a cell asks of its input; inner `None` when it asks nothing.
    fn cell(&mut self, cell: &Node, input: &Expr) -> Option<Option<Expr>> {
        let span = self.span(cell);
        let compared = |comparison, right| Expr {
            kind: ExprKind::Binary {
                operator: Operator::Compare(comparison),
                at: span,
                left: Box::new(input.clone()),
                right: Box::new(right),
            },
            span,
        };
        Some(Some(match cell.kind {
            Kind::CellAny => return Some(None),
            Kind::CellRange => {
                let mut ends = cell.all(Kind::Sum);
                let (from, to) = (self.expression(ends.next()?)?, self.expression(ends.next()?)?);
                let upto =
                    if cell.has(Kind::KwToBelow) { Comparison::Less } else { Comparison::AtMost };
                let mut range = both(compared(Comparison::AtLeast, from), compared(upto, to));
                range.span = span;
                range
            }
            Kind::CellCompared => {
                let sign = cell.parts.first()?;
                let Some(comparison) = comparison(sign.kind) else {
                    let at = self.span(sign);
                    return self.fail(codes::mistaken(at, sign.kind, self.language));
                };
                compared(comparison, self.expression(cell.get(Kind::Sum)?)?)
            }
            _ => {
                let mut options: Vec<Expr> = cell
                    .all(Kind::Expression)
                    .map(|part| self.expression(part))
                    .collect::<Option<_>>()?;
                match (options.as_slice(), &input.kind) {
                    // `partner aanwezig`: yes tells that there is one.
                    ([Expr { kind: ExprKind::YesNo(true), .. }], ExprKind::Exists { .. }) => {
                        input.clone()
                    }
                    ([Expr { kind: ExprKind::YesNo(false), .. }], ExprKind::Exists { .. }) => {
                        let kind = ExprKind::Not(Box::new(input.clone()));
                        Expr { kind, span: input.span }
                    }
                    ([_], _) => compared(Comparison::Equal, options.pop()?),
                    _ => {
                        let value = Box::new(input.clone());
                        Expr { kind: ExprKind::OneOf { value, options }, span }
                    }
                }
            }
        }))
    }
}

fn both(left: Expr, right: Expr) -> Expr {
    let (at, span) = (right.span, left.span.to(right.span));
    let (left, right) = (Box::new(left), Box::new(right));
    Expr { kind: ExprKind::Binary { operator: Operator::And, at, left, right }, span }
}
