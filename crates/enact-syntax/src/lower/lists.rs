//! Lists: their type, what is said over their elements, and their table in an example.

use super::Lowering;
use super::climb::Built;
use crate::codes;
use crate::grammar::{Kind, Node};
use crate::tree::{ExprKind, Fold, Known, ListRow, ListTable, ListType, Over, Rank, TypeKind};

impl Lowering<'_> {
    pub(super) fn list_type(&mut self, node: &Node) -> Option<TypeKind> {
        let most = match node.get(Kind::ListMost).and_then(|part| part.get(Kind::Count)) {
            None => None,
            Some(count) => match self.words(count).parse::<u32>() {
                Ok(most) if (1..=codes::LIST_MAX).contains(&most) => Some(most),
                _ => return self.fail(codes::list_bound(self.span(count), self.words(count))),
            },
        };
        Some(TypeKind::List(ListType {
            entity: self.name(node)?,
            most,
            way_back: node.get(Kind::ListBelonging).and_then(|part| self.name(part)),
        }))
    }

    /// `som van X over L met C`, and its kin. What stands behind an open filter must not be read
    /// as part of it by one reader and not by another.
    pub(super) fn over_list(&mut self, node: &Node, fold: Fold) -> Option<Built> {
        let list = self.access(node.get(Kind::Access)?)?;
        let value = match node.get(Kind::AmountOf).or_else(|| node.get(Kind::Test)) {
            Some(part) => Some(self.build(part)?),
            None => None,
        };
        let filter = match node.get(Kind::Filter).and_then(|part| part.get(Kind::Test)) {
            Some(part) => Some(self.build(part)?),
            None => None,
        };
        let ending = if matches!(fold, Fold::Any | Fold::Every) { &value } else { &filter };
        let open = ending.as_ref().filter(|built| !built.bracketed).map(|built| built.expr.span);
        let parts = [Some(&list), value.as_ref(), filter.as_ref()];
        let deepest = parts.into_iter().flatten().map(|built| built.depth).max().unwrap_or(0);
        let depth = self.deeper(deepest, self.span(node))?;
        let kind = ExprKind::Over(Over {
            fold,
            list: list.expr,
            filter: filter.map(|built| built.expr),
            value: value.map(|built| built.expr),
        });
        Some(Built { open, ..Built::over(kind, self.span(node), depth) })
    }

    pub(super) fn rank(&mut self, node: &Node) -> Option<Built> {
        let list = self.access(node.get(Kind::Access)?)?;
        let key = self.build(node.get(Kind::AmountOf)?)?;
        let depth = self.deeper(list.depth.max(key.depth), self.span(node))?;
        let kind = ExprKind::Rank(Rank {
            of: self.reference_in(node, Kind::Ranked),
            list: list.expr,
            key: key.expr,
            by_entry: node.has(Kind::KwThenEntry),
        });
        Some(Built::over(kind, self.span(node), depth))
    }

    /// A list in an example: a heading of facts, and a row for each element.
    pub(super) fn list_table(&mut self, node: &Node) -> Option<ListTable> {
        let columns = self.references(node.get(Kind::ListHead)?);
        let mut rows = Vec::new();
        for row in node.all(Kind::ListRow) {
            let cells: Vec<&Node> = row.all(Kind::ListCell).collect();
            if cells.len() != columns.len() {
                let counts = (cells.len(), columns.len());
                return self.fail(codes::row_length(self.span(row), counts));
            }
            let cells =
                cells.into_iter().map(|cell| self.list_cell(cell)).collect::<Option<_>>()?;
            rows.push(ListRow { cells, span: self.span(row) });
        }
        Some(ListTable { columns, rows })
    }

    fn list_cell(&mut self, node: &Node) -> Option<Known> {
        if node.has(Kind::CellUnknown) {
            return Some(Known::Unknown);
        }
        if node.has(Kind::CellAbsent) {
            return Some(Known::Absent);
        }
        self.literal(node).map(Known::Value)
    }
}
