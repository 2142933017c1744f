//! Cases as the columns of a module, and its answers as values.

use enact_codegen::{Column, Form, Held, Layout, Status, Table};
use enact_model::Program;
use enact_model::case::{Case, Subject};
use enact_model::program::{Fact, Scale, Type};
use enact_model::table::EntityId;
use enact_value::{Date, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A case does not fit the columns, and is for evaluation to decide: a fact is given through
/// time, or holds what its column cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unfit;

/// The texts of a batch and their numbers: those of the law first, others as they are met.
#[derive(Debug, Clone)]
pub struct Texts {
    numbers: BTreeMap<Arc<str>, u32>,
    texts: Vec<Arc<str>>,
}

impl Texts {
    /// The texts that the law names.
    #[must_use]
    pub fn new(layout: &Layout) -> Self {
        let texts = layout.texts.clone();
        let numbers = texts.iter().cloned().zip(0..).collect();
        Self { numbers, texts }
    }

    /// The number of a text.
    pub fn number(&mut self, text: &Arc<str>) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push(text.clone());
        self.numbers.insert(text.clone(), number);
        number
    }

    /// Forgets all but the texts that the law names.
    pub fn forget(&mut self, layout: &Layout) {
        for text in self.texts.drain(layout.texts.len()..) {
            self.numbers.remove(&text);
        }
    }

    /// The text with this number.
    #[must_use]
    pub fn text(&self, number: u32) -> Option<&Arc<str>> {
        self.texts.get(usize::try_from(number).ok()?)
    }
}

/// Writes cases into the memory of a module, one after the other, as long as there is room.
#[derive(Debug)]
pub struct Packer<'a> {
    program: &'a Program,
    layout: &'a Layout,
    /// How many rows of each table are taken.
    rows: Vec<u32>,
    elements: u32,
    cases: u32,
}

impl<'a> Packer<'a> {
    /// An empty memory.
    #[must_use]
    pub fn new(program: &'a Program, layout: &'a Layout) -> Self {
        Self { program, layout, rows: vec![0; layout.tables.len()], elements: 0, cases: 0 }
    }

    /// How many cases were written.
    #[must_use]
    pub fn cases(&self) -> u32 {
        self.cases
    }

    /// Writes a case; `Ok(false)` when there is no more room for it beside the others.
    ///
    /// # Errors
    /// [`Unfit`] when the case can only be evaluated; nothing is then written of it.
    pub fn add(
        &mut self,
        memory: &mut [u8],
        texts: &mut Texts,
        case: &Case,
        on: Date,
    ) -> Result<bool, Unfit> {
        let places = self.places(case);
        let room = self.layout.room;
        let elements = self.elements_of(case);
        let alone = self.cases == 0;
        let full = self.cases >= room.cases
            || places.next.iter().any(|rows| *rows > room.subjects)
            || elements.is_none_or(|elements| self.elements + elements > room.elements);
        if full {
            return if alone { Err(Unfit) } else { Ok(false) };
        }
        if case.subjects.iter().any(|subject| !subject.through_time.is_empty()) {
            return Err(Unfit);
        }
        for (subject, row) in case.subjects.iter().zip(&places.rows) {
            let Some(table) = self.table(subject.entity) else { continue };
            for column in &table.columns {
                self.write(memory, texts, (column, *row), subject, &places)?;
            }
        }
        for ((table, first), next) in self.layout.tables.iter().zip(&self.rows).zip(&places.next) {
            put(memory, table.firsts, self.cases, &first.to_le_bytes());
            put(memory, table.firsts, self.cases + 1, &next.to_le_bytes());
        }
        put(memory, self.layout.dates, self.cases, &on.days().to_le_bytes());
        self.rows = places.next;
        self.cases += 1;
        Ok(true)
    }

    fn table(&self, entity: EntityId) -> Option<&'a Table> {
        self.layout.tables.iter().find(|table| table.entity == entity)
    }

    /// The row of each subject of the case in its table.
    fn places(&self, case: &Case) -> Places {
        let mut next = self.rows.clone();
        let mut rows = Vec::with_capacity(case.subjects.len());
        for subject in &case.subjects {
            let tables = &self.layout.tables;
            let table = tables.iter().position(|table| table.entity == subject.entity);
            match table.and_then(|table| next.get_mut(table)) {
                Some(row) => {
                    rows.push(*row);
                    *row += 1;
                }
                // Nothing of it is read; it is told from others by its own number.
                None => rows.push(u32::try_from(rows.len()).unwrap_or(u32::MAX)),
            }
        }
        Places { rows, next }
    }

    fn elements_of(&self, case: &Case) -> Option<u32> {
        let values = case.subjects.iter().flat_map(|subject| &subject.facts).flatten();
        let counts = values.map(|value| match value {
            Value::Subjects(elements) => elements.len(),
            _ => 0,
        });
        u32::try_from(counts.sum::<usize>()).ok()
    }

    fn write(
        &mut self,
        memory: &mut [u8],
        texts: &mut Texts,
        (column, row): (&Column, u32),
        subject: &Subject,
        places: &Places,
    ) -> Result<(), Unfit> {
        let (value, fact) = match column.held {
            Held::Judgement(judgement) => {
                let judged = subject.judgements.get(self.program.judgements[judgement].slot);
                let judged = judged.and_then(Option::as_ref);
                (judged.map(|judged| Value::YesNo(judged.answer)), None)
            }
            Held::Fact(fact) => {
                let fact = &self.program.facts[fact];
                (subject.facts.get(fact.slot).cloned().flatten(), Some(fact))
            }
        };
        let state: u8 = match &value {
            None => 0,
            Some(Value::Absent) => 2,
            Some(value) => match self.bytes(texts, column, fact, value, places)? {
                Some((bytes, length)) => {
                    let elements = self.layout.elements;
                    if let Value::Subjects(of) = value {
                        for element in of.iter() {
                            let row = places.row(*element).ok_or(Unfit)?;
                            put(memory, elements, self.elements, &row.to_le_bytes());
                            self.elements += 1;
                        }
                    }
                    put(memory, column.values, row, bytes.get(..length).unwrap_or_default());
                    1
                }
                None => 3,
            },
        };
        put(memory, column.state, row, &[state]);
        Ok(())
    }

    /// The bytes of a value; `None` where it does not fit.
    fn bytes(
        &self,
        texts: &mut Texts,
        column: &Column,
        fact: Option<&Fact>,
        value: &Value,
        places: &Places,
    ) -> Result<Option<([u8; 16], usize)>, Unfit> {
        let ty = fact.map_or(Type::YesNo, |fact| fact.ty);
        let mut bytes = [0; 16];
        let mut fill = |from: &[u8]| {
            for (to, from) in bytes.iter_mut().zip(from) {
                *to = *from;
            }
        };
        match (value, column.form, ty) {
            (Value::YesNo(yes), Form::YesNo, _) => fill(&[u8::from(*yes)]),
            (Value::Date(date), Form::Word, Type::Date) => fill(&date.days().to_le_bytes()),
            (Value::Text(text), Form::Word, Type::Text) => fill(&texts.number(text).to_le_bytes()),
            (Value::Text(text), Form::Word, Type::Choice(choice)) => {
                if !self.program.choices[choice].has(text) {
                    return Err(Unfit);
                }
                fill(&texts.number(text).to_le_bytes());
            }
            (Value::Subject(other), Form::Word, Type::Subject(_)) => {
                fill(&places.row(*other).ok_or(Unfit)?.to_le_bytes());
            }
            (Value::Subjects(elements), Form::List, Type::List(_)) => {
                let count = u32::try_from(elements.len()).map_err(|_| Unfit)?;
                let start = u64::from(self.elements);
                fill(&(start | u64::from(count) << 32).to_le_bytes());
            }
            (Value::Number(units), Form::Long, _) => match i64::try_from(*units) {
                Ok(units) => fill(&units.to_le_bytes()),
                Err(_) => return Ok(None),
            },
            (Value::Number(units), Form::Wide, _) => fill(&units.to_le_bytes()),
            _ => return Err(Unfit),
        }
        Ok(Some((bytes, usize::try_from(column.form.bytes()).unwrap_or(0))))
    }
}

/// The rows of the subjects of one case, and the first rows after them.
#[derive(Debug)]
struct Places {
    rows: Vec<u32>,
    next: Vec<u32>,
}

impl Places {
    fn row(&self, subject: u32) -> Option<u32> {
        self.rows.get(usize::try_from(subject).ok()?).copied()
    }
}

/// How a case ends, as the module says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// How it ends.
    pub status: Status,
    /// The ground, or what is lacking.
    pub detail: u32,
    /// The value, when there is one.
    pub value: Option<Value>,
}

/// Reads how the case at `place` ends, for the decision at `decision` in the layout.
#[must_use]
pub fn ending(
    program: &Program,
    layout: &Layout,
    texts: &Texts,
    memory: &[u8],
    decision: usize,
    place: u32,
) -> Option<Ending> {
    let answers = layout.decisions.get(decision)?;
    let [code] = take::<1>(memory, layout.status, place)?;
    let status = Status::of(code)?;
    let detail = u32::from_le_bytes(take(memory, layout.detail, place)?);
    let term = &program.terms[answers.term];
    let value = || value_at(texts, memory, (answers.form, term.ty), layout.values, place);
    let value = if status == Status::Value { Some(value()?) } else { None };
    debug_assert!(term.scale == Scale::None || value.is_none() || term.ty.unit().is_some());
    Some(Ending { status, detail, value })
}

/// The value in row `row` of the values that begin at `column`; `None` for a list.
pub(crate) fn value_at(
    texts: &Texts,
    memory: &[u8],
    (form, ty): (Form, Type),
    column: u32,
    row: u32,
) -> Option<Value> {
    Some(match (form, ty) {
        (Form::YesNo, _) => Value::YesNo(take::<1>(memory, column, row)? == [1]),
        (Form::Long, _) => Value::Number(i64::from_le_bytes(take(memory, column, row)?).into()),
        (Form::Wide, _) => Value::Number(i128::from_le_bytes(take(memory, column, row)?)),
        (Form::Word, Type::Date) => {
            Value::Date(Date::from_days(i32::from_le_bytes(take(memory, column, row)?))?)
        }
        (Form::Word, Type::Subject(_)) => {
            Value::Subject(u32::from_le_bytes(take(memory, column, row)?))
        }
        (Form::Word, _) => {
            let number = u32::from_le_bytes(take(memory, column, row)?);
            Value::Text(texts.text(number)?.clone())
        }
        (Form::List, _) => return None,
    })
}

/// Writes the bytes of row `row` of a column; outside the memory nothing is written.
pub(crate) fn put(memory: &mut [u8], column: u32, row: u32, bytes: &[u8]) {
    let place = place(column, row, bytes.len());
    let to = place.and_then(|place| memory.get_mut(place..place + bytes.len()));
    if let Some(to) = to {
        to.copy_from_slice(bytes);
    }
}

/// The bytes of row `row` of a column.
pub(crate) fn take<const N: usize>(memory: &[u8], column: u32, row: u32) -> Option<[u8; N]> {
    let place = place(column, row, N)?;
    memory.get(place..place + N)?.try_into().ok()
}

fn place(column: u32, row: u32, bytes: usize) -> Option<usize> {
    let row = usize::try_from(row).ok()?;
    usize::try_from(column).ok()?.checked_add(row.checked_mul(bytes)?)
}
