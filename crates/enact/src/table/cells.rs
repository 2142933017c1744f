//! `cases/*.csv`: a row is a case, a column a field of it, `dan X` / `then X` what must follow.

use super::{Heading, Worked, date, entity, expected, heading, term};
use crate::case;
use crate::input::{Field, Kind, Node};
use crate::names::{self, Found, Property};
use csv::StringRecord;
use enact_model::Program;
use enact_model::program::{Expectation, Type};
use enact_model::table::{EntityId, TermId};
use enact_source::{Citation, Code, Diagnostic, FileId, Source, Span};
use std::collections::BTreeSet;

/// What a column holds.
enum Column {
    Title,
    On,
    Because,
    Then(TermId),
    /// The way to a field: `partner`, `income`.
    Field(Vec<Step>),
    /// It is for people, or its finding has been reported.
    Unread,
}

/// Reads a table of cases.
pub(super) fn read(
    program: &Program,
    file: FileId,
    source: &Source,
) -> (Vec<Worked>, Vec<Diagnostic>) {
    let mut reader = csv::Reader::from_reader(source.text.as_bytes());
    let mut rows = Vec::new();
    let mut findings = Vec::new();
    let headings = match reader.headers() {
        Ok(headings) => headings.clone(),
        Err(_) => return (rows, vec![unreadable(file, source, 0)]),
    };
    let top = Span::new(file, 0..source.text.lines().next().unwrap_or_default().len());
    let (columns, entity) = columns(program, &headings, top, &mut findings);
    let Some(entity) = entity else { return (rows, findings) };
    let table = Table { program, entity, columns };
    for record in reader.records() {
        match record {
            Ok(record) => {
                let at = Span::new(file, extent(&record, source));
                match table.row(&record, at) {
                    Ok(row) => rows.push(row),
                    Err(finding) => findings.push(finding),
                }
            }
            Err(error) => {
                let at = error.position().map_or(0, |position| position.byte());
                findings.push(unreadable(file, source, at));
            }
        }
    }
    (rows, findings)
}

fn unreadable(file: FileId, source: &Source, byte: u64) -> Diagnostic {
    let start = usize::try_from(byte).unwrap_or(0).min(source.text.len());
    let start = start + blank(&source.text, start);
    let line = source.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or("");
    Diagnostic::new(Code("E0520"), Span::new(file, start..start + line.len()))
}

/// The bytes of a row, without the line end.
fn extent(record: &StringRecord, source: &Source) -> std::ops::Range<usize> {
    let start = record.position().map_or(0, |position| position.byte());
    let start = usize::try_from(start).unwrap_or(0).min(source.text.len());
    let start = start + blank(&source.text, start);
    let line = source.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or("");
    start..start + line.len()
}

/// The line ends at `start`, which the reader of cells counts to the next row.
fn blank(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or("");
    rest.len() - rest.trim_start_matches(['\r', '\n']).len()
}

fn columns(
    program: &Program,
    headings: &StringRecord,
    top: Span,
    findings: &mut Vec<Diagnostic>,
) -> (Vec<Column>, Option<EntityId>) {
    let read: Vec<Heading<'_>> = headings.iter().map(heading).collect();
    let mut terms = Vec::new();
    for heading in &read {
        if let Heading::Then(name) = heading {
            match term(program, name, top) {
                Ok(term) => terms.push((term, top)),
                Err(finding) => findings.push(finding),
            }
        }
    }
    let entity = entity(program, &terms).unwrap_or_else(|finding| {
        findings.push(finding);
        None
    });
    for (wanted, words) in
        [(Heading::Title, ("`voorbeeld`", "`example`")), (Heading::On, ("`op`", "`on`"))]
    {
        if !read.contains(&wanted) {
            findings.push(Diagnostic::new(Code("E0521"), top).with("column", words));
        }
    }
    if !read.iter().any(|heading| matches!(heading, Heading::Then(_))) {
        let column = ("`dan …`", "`then …`");
        findings.push(Diagnostic::new(Code("E0521"), top).with("column", column));
    }
    // Without these columns no row says anything: the rows are not read.
    let complete = findings.iter().all(|finding| finding.code != Code("E0521"));
    let Some(entity) = entity.filter(|_| complete) else { return (Vec::new(), None) };
    let mut met = BTreeSet::new();
    let columns = headings.iter().zip(read).map(|(text, heading)| {
        if !met.insert(text.trim().to_owned()) {
            findings.push(Diagnostic::new(Code("E0523"), top).with("field", text.trim()));
            return Column::Unread;
        }
        match column(program, entity, heading, top) {
            Ok(column) => column,
            Err(Some(finding)) => {
                findings.push(finding);
                Column::Unread
            }
            Err(None) => Column::Unread,
        }
    });
    (columns.collect(), Some(entity))
}

fn column(
    program: &Program,
    entity: EntityId,
    heading: Heading<'_>,
    top: Span,
) -> Result<Column, Option<Diagnostic>> {
    Ok(match heading {
        Heading::Title => Column::Title,
        Heading::On => Column::On,
        Heading::Because => Column::Because,
        Heading::ToReview => Column::Unread,
        Heading::Then(name) => Column::Then(term(program, name, top).map_err(|_| None)?),
        Heading::Field(path) => Column::Field(field(program, entity, path, top).map_err(Some)?),
    })
}

/// A part of the way to a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    /// As it is written.
    pub name: String,
    /// What it leads to; `None` for the number of an element of the list before it.
    pub property: Option<Property>,
}

/// The way to the field that a heading names: `partner.income`.
pub(crate) fn field(
    program: &Program,
    entity: EntityId,
    path: &str,
    top: Span,
) -> Result<Vec<Step>, Diagnostic> {
    let mut of = Some(entity);
    let mut list: Option<EntityId> = None;
    let mut way = Vec::new();
    for part in path.split('.').map(str::trim) {
        if let Some(element) = list.take().filter(|_| part.parse::<u32>().is_ok_and(|n| n > 0)) {
            of = Some(element);
            way.push(Step { name: part.to_owned(), property: None });
            continue;
        }
        let unknown = |entity: EntityId| {
            Diagnostic::new(Code("E0522"), top)
                .with("field", path)
                .with("entity", &program.entities[entity].name)
        };
        let Some(entity) = of else {
            return Err(unknown(entity).with("known", "").with("nearest", ""));
        };
        let found = names::property(program, entity, part);
        let property = match &found {
            Found::One(property) => Some(*property),
            Found::Several(_) | Found::None { .. } => None,
        };
        match found {
            Found::One(Property::Fact(fact)) => {
                list = program.facts[fact].list.map(|list| list.element);
                of = match program.facts[fact].ty {
                    Type::Subject(next) => Some(next),
                    _ => None,
                };
            }
            Found::One(Property::Judgement(_)) => of = None,
            Found::Several(ways) => {
                return Err(Diagnostic::new(Code("E0504"), top)
                    .with("field", path)
                    .with("ways", case::backticked(&ways)));
            }
            Found::None { nearest, known } => {
                let finding = unknown(entity).with("known", case::backticked(&known));
                return Err(match nearest {
                    Some(nearest) => finding.with("nearest", nearest).advising("help-nearest"),
                    None => finding.with("nearest", ""),
                });
            }
        }
        way.push(Step { name: part.to_owned(), property });
    }
    Ok(way)
}

struct Table<'p> {
    program: &'p Program,
    entity: EntityId,
    columns: Vec<Column>,
}

impl Table<'_> {
    fn row(&self, record: &StringRecord, span: Span) -> Result<Worked, Diagnostic> {
        let (mut title, mut on) = (String::new(), None);
        let mut fields = Vec::new();
        let mut expectations = Vec::new();
        let mut because = "";
        for (column, cell) in self.columns.iter().zip(record) {
            let cell = cell.trim();
            match column {
                Column::Title => title = cell.to_owned(),
                Column::On => on = Some(date(cell, span)?),
                Column::Because => because = cell,
                Column::Then(_) | Column::Field(_) if cell.is_empty() => {}
                Column::Then(term) => {
                    let node = plain(cell, span);
                    let kind = expected::read(self.program, *term, &node)?;
                    expectations.push(Expectation { kind, span });
                }
                Column::Field(way) => place(&mut fields, way, cell, span),
                Column::Unread => {}
            }
        }
        let Some(on) = on else {
            return Err(Diagnostic::new(Code("E0524"), span).with("given", ""));
        };
        let node = Node { kind: Kind::Map(fields), span };
        Ok(Worked {
            title,
            on,
            case: case::from_node(self.program, self.entity, &node),
            because: self.because(because, &expectations, span)?,
            expectations,
            span,
        })
    }

    fn because(
        &self,
        cell: &str,
        expectations: &[Expectation],
        span: Span,
    ) -> Result<Vec<Citation>, Diagnostic> {
        let parts = cell.split(';').map(str::trim).filter(|part| !part.is_empty());
        let cited: Result<Vec<_>, _> =
            parts.map(|part| expected::citations(self.program, expectations, part, span)).collect();
        Ok(cited?.concat())
    }
}

fn plain(cell: &str, span: Span) -> Node {
    Node { kind: Kind::Plain(cell.to_owned()), span }
}

/// Puts a cell where its heading says, making the subjects on the way.
fn place(fields: &mut Vec<Field>, way: &[Step], cell: &str, span: Span) {
    let Some((first, rest)) = way.split_first() else { return };
    if rest.is_empty() {
        let value = plain(cell, span);
        fields.push(Field { key: first.name.clone(), key_span: span, value });
        return;
    }
    let inside = fields.iter_mut().find_map(|field| match &mut field.value.kind {
        Kind::Map(inside) if field.key == first.name => Some(inside),
        _ => None,
    });
    if let Some(inside) = inside {
        return place(inside, rest, cell, span);
    }
    let mut inside = Vec::new();
    place(&mut inside, rest, cell, span);
    let value = Node { kind: Kind::Map(inside), span };
    fields.push(Field { key: first.name.clone(), key_span: span, value });
}
