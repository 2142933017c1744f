//! The cells of a column, read by the rules of its fact.

use crate::case::scalar::{self, Slip};
use enact_codegen::Form;
use enact_model::Program;
use enact_model::program::{Fact, Scale, Type};
use enact_run::pack::Texts;
use enact_source::Diagnostic;
use enact_value::{Date, Decimal};
use std::ops::Range;
use std::sync::Arc;

/// Some rows of a table of cases.
pub trait Part {
    /// How many rows.
    fn rows(&self) -> usize;

    /// The rows that are none, and why: they are refused whole.
    fn broken(&self) -> Vec<(usize, Diagnostic)> {
        Vec::new()
    }

    /// Gives the cells in `rows` of a column, numbered as the headings are: what is not given is
    /// unknown.
    fn read(&self, column: usize, rows: Range<usize>, cells: &mut Cells<'_>);
}

/// What the cells of a column are read as.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reading<'p> {
    /// The value of a fact.
    Fact(&'p Program, &'p Fact),
    /// A judgement.
    Judgement,
    /// Whether a subject is there, or a list is empty.
    There(&'p Fact),
    /// A reference date.
    Day,
    /// Whether anything is given.
    Any,
}

/// The byte of what is known.
pub(super) const KNOWN: u8 = 1;
/// The byte of what is known to be absent.
pub(super) const ABSENT: u8 = 2;

/// The cells of a column to be filled, from row 0 on; what is not filled is unknown.
#[derive(Debug)]
pub struct Cells<'m> {
    pub(super) reading: Reading<'m>,
    pub(super) form: Form,
    pub(super) states: &'m mut [u8],
    pub(super) values: &'m mut [u8],
    pub(super) texts: &'m mut Texts,
    pub(super) slips: Vec<(usize, Slip, String)>,
}

enum Value {
    Absent,
    YesNo(bool),
    Word([u8; 4]),
    Number(i128),
    /// Something that is not read.
    Given,
}

impl Cells<'_> {
    /// A cell with this text; an empty one says nothing.
    pub fn text(&mut self, row: usize, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        match self.written(text) {
            Ok(value) => self.put(row, value),
            Err(slip) => self.slip(row, slip, text),
        }
    }

    /// A cell with bytes that are meant as text.
    pub fn bytes(&mut self, row: usize, bytes: &[u8]) {
        match std::str::from_utf8(bytes) {
            Ok(text) => self.text(row, text),
            Err(_) => self.slip(row, Slip::NotText, &String::from_utf8_lossy(bytes)),
        }
    }

    /// A cell that says yes or no.
    pub fn yes_no(&mut self, row: usize, yes: bool) {
        self.text(row, if yes { "true" } else { "false" });
    }

    /// A cell with a day, counted from 1970-01-01.
    pub fn day(&mut self, row: usize, days: i32) {
        match (self.reading, Date::from_days(days)) {
            (Reading::Fact(_, Fact { ty: Type::Date, .. }) | Reading::Day, Some(_)) => {
                self.put(row, Value::Word(days.to_le_bytes()));
            }
            (Reading::Any, _) => self.put(row, Value::Given),
            (_, Some(_)) => self.slip(row, Slip::WrongKind, &days.to_string()),
            (_, None) => self.slip(row, Slip::ImpossibleDate, &days.to_string()),
        }
    }

    /// A cell with a number.
    pub fn number(&mut self, row: usize, number: Decimal) {
        let read = match self.reading {
            Reading::Fact(_, fact) => scalar::units(number, fact).map(Value::Number),
            Reading::Any => Ok(Value::Given),
            Reading::Judgement | Reading::There(_) | Reading::Day => Err(Slip::WrongKind),
        };
        match read {
            Ok(value) => self.put(row, value),
            Err(slip) => self.slip(row, slip, &number.to_string()),
        }
    }

    /// Whole numbers with `decimals` of their digits behind the point, one for each row; of an
    /// unknown one it does not matter which. `None` when they have to be given one by one.
    pub fn numbers(
        &mut self,
        decimals: u32,
        numbers: impl Iterator<Item = i64>,
        known: impl Fn(usize) -> bool,
    ) -> Option<()> {
        let Reading::Fact(_, fact) = self.reading else { return None };
        let Scale::Fixed { denominator, range } = fact.scale else { return None };
        let behind = if fact.ty == Type::Percentage { decimals + 2 } else { decimals };
        let parts = 10_i128.checked_pow(behind)?;
        if self.form != Form::Long || decimals > fact.decimals || denominator % parts != 0 {
            return None;
        }
        let factor = i64::try_from(denominator / parts).ok()?;
        let (low, high) = (i64::try_from(range.low).ok()?, i64::try_from(range.high).ok()?);
        let (values, _) = self.values.as_chunks_mut::<8>();
        let mut wrong = Vec::new();
        for (row, ((number, state), value)) in
            numbers.zip(&mut *self.states).zip(values).enumerate()
        {
            let units = number.saturating_mul(factor);
            let fits = low <= units && units <= high;
            let is_known = known(row);
            *state = u8::from(is_known && fits);
            *value = units.to_le_bytes();
            if is_known && !fits {
                wrong.push((row, Decimal { units: number.into(), decimals }));
            }
        }
        for (row, number) in wrong {
            self.number(row, number);
        }
        Some(())
    }

    /// Days from 1970-01-01 on, one for each row; of an unknown one it does not matter which.
    pub fn days<'v>(&mut self, days: impl Iterator<Item = &'v i32>, known: impl Fn(usize) -> bool) {
        for (row, days) in days.enumerate() {
            if known(row) {
                self.day(row, *days);
            }
        }
    }

    /// What the kind of value of the column does not admit in this cell, as it was given.
    pub fn refuse(&mut self, row: usize, given: &str) {
        self.slip(row, Slip::WrongKind, given);
    }

    fn slip(&mut self, row: usize, slip: Slip, given: &str) {
        self.slips.push((row, slip, given.to_owned()));
    }

    fn written(&mut self, text: &str) -> Result<Value, Slip> {
        match self.reading {
            Reading::Any => Ok(Value::Given),
            Reading::Judgement => scalar::says_yes(text).map(Value::YesNo).ok_or(Slip::WrongKind),
            Reading::There(fact) => there(fact, text),
            Reading::Day => Ok(Value::Word(scalar::date(text)?.days().to_le_bytes())),
            Reading::Fact(_, fact) if scalar::says_none(text) => {
                if fact.optional {
                    Ok(Value::Absent)
                } else {
                    Err(Slip::NeverAbsent)
                }
            }
            Reading::Fact(program, fact) => match fact.ty {
                Type::YesNo => scalar::says_yes(text).map(Value::YesNo).ok_or(Slip::WrongKind),
                Type::Date => Ok(Value::Word(scalar::date(text)?.days().to_le_bytes())),
                Type::Choice(choice) if !program.choices[choice].has(text) => Err(Slip::WrongKind),
                Type::Text | Type::Brackets | Type::Choice(_) => {
                    Ok(Value::Word(self.texts.number(&Arc::from(text)).to_le_bytes()))
                }
                Type::Number(_)
                | Type::Percentage
                | Type::Money(..)
                | Type::Months
                | Type::Days => scalar::number(text, fact).map(Value::Number),
                Type::Subject(_) | Type::List(_) => Err(Slip::WrongKind),
            },
        }
    }

    fn put(&mut self, row: usize, value: Value) {
        let Some(state) = self.states.get_mut(row) else { return };
        *state = if matches!(value, Value::Absent) { ABSENT } else { KNOWN };
        let bytes = usize::try_from(self.form.bytes()).unwrap_or(0);
        let Some(to) = self.values.get_mut(row * bytes..(row + 1) * bytes) else { return };
        let mut copy = |from: &[u8]| {
            if let Some(from) = from.get(..bytes) {
                to.copy_from_slice(from);
            }
        };
        match value {
            Value::Absent | Value::Given => {}
            Value::YesNo(yes) => copy(&[u8::from(yes)]),
            Value::Word(word) => copy(&word),
            Value::Number(units) => copy(&units.to_le_bytes()),
        }
    }
}

/// Whether the subject that a fact points at is there; of a list only that it has no elements.
fn there(fact: &Fact, text: &str) -> Result<Value, Slip> {
    let said = if scalar::says_none(text) { Some(false) } else { scalar::says_yes(text) };
    match (said, fact.list) {
        (Some(false), None) if !fact.optional => Err(Slip::NeverAbsent),
        (Some(false), _) => Ok(Value::Absent),
        (Some(true), None) => Ok(Value::Given),
        (Some(true), Some(_)) | (None, _) => Err(Slip::WrongKind),
    }
}
