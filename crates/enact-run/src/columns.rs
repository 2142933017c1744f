//! Cases as columns in the memory of a module, without a case for each.
//!
//! Who has columns writes them as they are: [`cells`] gives the bytes of some rows of a column,
//! [`set_words`] fills the columns of dates, first rows and elements. [`case_at`] reads a case back
//! as evaluation takes it, for what the module leaves open.

use crate::pack::{Texts, put, take, value_at};
use enact_codegen::{Column, Form, Held, Layout};
use enact_model::Program;
use enact_model::case::{Case, Judged};
use enact_model::program::Type;
use enact_model::table::EntityId;
use enact_value::Value;

/// The bytes of some rows of a column.
#[derive(Debug)]
pub struct Cells<'m> {
    /// A byte for each row that says what is known: [`Column::state`].
    pub states: &'m mut [u8],
    /// The values of those rows, as [`Form`] has them.
    pub values: &'m mut [u8],
}

/// The `count` rows of `column` from row `first` on; `None` outside the memory.
pub fn cells<'m>(
    memory: &'m mut [u8],
    column: &Column,
    first: u32,
    count: u32,
) -> Option<Cells<'m>> {
    let bytes = column.form.bytes();
    let range = |from: u32, bytes: u32| {
        let start = from.checked_add(first.checked_mul(bytes)?)?;
        let end = start.checked_add(count.checked_mul(bytes)?)?;
        Some(usize::try_from(start).ok()?..usize::try_from(end).ok()?)
    };
    let ranges = [range(column.state, 1)?, range(column.values, bytes)?];
    let [states, values] = memory.get_disjoint_mut(ranges).ok()?;
    Some(Cells { states, values })
}

/// Writes words one after the other, from row `first` of a column of words on.
pub fn set_words(memory: &mut [u8], column: u32, first: u32, words: impl Iterator<Item = u32>) {
    for (row, word) in (first..).zip(words) {
        put(memory, column, row, &word.to_le_bytes());
    }
}

/// The word in row `row` of a column of words.
#[must_use]
pub fn word(memory: &[u8], column: u32, row: u32) -> Option<u32> {
    take(memory, column, row).map(u32::from_le_bytes)
}

/// The case about the `entity` in row `row` of its table, as evaluation takes it: with what is
/// known of it, and of everyone it leads to.
#[must_use]
pub fn case_at(
    program: &Program,
    layout: &Layout,
    texts: &Texts,
    memory: &[u8],
    (entity, row): (EntityId, u32),
) -> Case {
    let mut reading =
        Reading { program, case: Case::new(program, entity), rows: vec![(entity, row)] };
    let mut place = 0;
    while let Some((entity, row)) = reading.rows.get(usize::try_from(place).unwrap_or(usize::MAX)) {
        let (entity, row) = (*entity, *row);
        let table = layout.tables.iter().find(|table| table.entity == entity);
        for column in table.into_iter().flat_map(|table| &table.columns) {
            reading.column(layout, texts, memory, (column, row), place);
        }
        place += 1;
    }
    reading.case
}

struct Reading<'p> {
    program: &'p Program,
    case: Case,
    /// The row of each subject of the case in its table.
    rows: Vec<(EntityId, u32)>,
}

impl Reading<'_> {
    fn column(
        &mut self,
        layout: &Layout,
        texts: &Texts,
        memory: &[u8],
        (column, row): (&Column, u32),
        place: u32,
    ) {
        let state = take::<1>(memory, column.state, row);
        let known = |ty| value_at(texts, memory, (column.form, ty), column.values, row);
        match (column.held, state) {
            (Held::Judgement(judgement), Some([1])) => {
                if let Some(Value::YesNo(answer)) = known(Type::YesNo) {
                    self.case.judge(self.program, place, judgement, Judged::plainly(answer));
                }
            }
            (Held::Fact(fact), Some([2])) => {
                self.case.set(self.program, place, fact, Value::Absent);
            }
            (Held::Fact(fact), Some([1])) => {
                let ty = self.program.facts[fact].ty;
                let value = match (known(ty), ty) {
                    (Some(Value::Subject(other)), Type::Subject(entity)) => {
                        Some(Value::Subject(self.place(entity, other)))
                    }
                    (None, Type::List(entity)) if column.form == Form::List => {
                        let rows = elements(layout, memory, (column, row));
                        let places = rows.into_iter().map(|other| self.place(entity, other));
                        Some(Value::Subjects(places.collect::<Vec<_>>().into()))
                    }
                    (value, _) => value,
                };
                if let Some(value) = value {
                    self.case.set(self.program, place, fact, value);
                }
            }
            _ => {}
        }
    }

    /// The place in the case of the subject in row `row` of its table.
    fn place(&mut self, entity: EntityId, row: u32) -> u32 {
        let known = self.rows.iter().position(|of| *of == (entity, row));
        known.and_then(|place| u32::try_from(place).ok()).unwrap_or_else(|| {
            self.rows.push((entity, row));
            self.case.add(self.program, entity)
        })
    }
}

/// The rows of the elements of a list.
fn elements(layout: &Layout, memory: &[u8], (column, row): (&Column, u32)) -> Vec<u32> {
    let list = take::<8>(memory, column.values, row).map_or(0, u64::from_le_bytes);
    let start = u32::try_from(list & u64::from(u32::MAX)).unwrap_or(0);
    let count = u32::try_from(list >> 32).unwrap_or(0).min(layout.room.elements);
    let places = start..start.saturating_add(count);
    places.filter_map(|place| word(memory, layout.elements, place)).collect()
}
