//! Where what is known of the cases stands in the memory of the module.
//!
//! Each kind of subject has a table, and each of its facts and judgements that a decision can
//! read has a column: one byte that says whether it is known, and its value. The subjects of one
//! case lie together; where each case begins in a table stands in the column of its firsts. All
//! columns have a fixed place and a fixed length ([`Room`]), so that a host writes them with
//! copies of memory and nothing grows.

use crate::lack::number;
use enact_model::Program;
use enact_model::program::{Fact, Scale, Type};
use enact_model::table::{EntityId, FactId, Id, JudgementId, TermId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How much fits in the memory of a module at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Cases.
    pub cases: u32,
    /// Subjects of each kind, over all cases.
    pub subjects: u32,
    /// Places in lists, over all cases.
    pub elements: u32,
}

impl Room {
    /// Room for so many cases of four subjects and four elements of lists each.
    #[must_use]
    pub const fn for_cases(cases: u32) -> Self {
        let each = cases.saturating_mul(4);
        Self { cases, subjects: each, elements: each }
    }
}

impl Default for Room {
    fn default() -> Self {
        Self::for_cases(1024)
    }
}

/// How the values of a column are written down, little-endian.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Yes or no: a byte, 1 or 0.
    YesNo,
    /// A word of 4 bytes: days since 1970-01-01, the number of a text, the row of a subject.
    Word,
    /// A whole number of units, 8 bytes.
    Long,
    /// A whole number of units, 16 bytes.
    Wide,
    /// Where a list begins in the column of elements, and how many there are: twice 4 bytes.
    List,
}

impl Form {
    /// The bytes of one value.
    #[must_use]
    pub const fn bytes(self) -> u32 {
        match self {
            Self::YesNo => 1,
            Self::Word => 4,
            Self::Long | Self::List => 8,
            Self::Wide => 16,
        }
    }

    /// How a value of type `ty` and scale `scale` is written down.
    #[must_use]
    pub fn of(ty: Type, scale: Scale) -> Self {
        match (ty, scale) {
            (Type::YesNo, _) => Self::YesNo,
            (Type::List(_), _) => Self::List,
            (Type::Date | Type::Text | Type::Choice(_) | Type::Subject(_) | Type::Brackets, _) => {
                Self::Word
            }
            (_, Scale::Fixed { range, .. }) if range.fits_i64() => Self::Long,
            _ => Self::Wide,
        }
    }
}

/// How a case ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// With a value; the detail is the rule that is its ground, or all ones for a no without one.
    Value,
    /// There is no entitlement; the detail is the rule that says so, or all ones.
    NoEntitlement,
    /// A fact is unknown; the detail is that fact, or one of several.
    Needs,
    /// A judgement is awaited; the detail is that judgement, or one of several.
    Awaiting,
    /// A norm is not fixed; the detail is that norm, or one of several.
    NotSet,
    /// The law or the case has a defect; the detail is the number of a [`Defect`](crate::Defect).
    Undecided,
    /// For evaluation to decide.
    Unsettled,
}

impl Status {
    /// All, in the order of their codes.
    pub const ALL: [Self; 7] = [
        Self::Value,
        Self::NoEntitlement,
        Self::Needs,
        Self::Awaiting,
        Self::NotSet,
        Self::Undecided,
        Self::Unsettled,
    ];

    /// Its byte in the column of statuses.
    #[must_use]
    pub fn code(self) -> u8 {
        let place = Self::ALL.iter().position(|status| *status == self);
        place.and_then(|place| u8::try_from(place).ok()).unwrap_or(0)
    }

    /// The status with this code.
    #[must_use]
    pub fn of(code: u8) -> Option<Self> {
        Self::ALL.get(usize::from(code)).copied()
    }
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Held {
    /// A fact.
    Fact(FactId),
    /// A judgement.
    Judgement(JudgementId),
}

/// A column of a table of subjects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// What stands in it.
    pub held: Held,
    /// How its values are written down.
    pub form: Form,
    /// Where its bytes that say what is known begin: 0 unknown, 1 known, 2 known to be absent,
    /// 3 known and outside what can be written down.
    pub state: u32,
    /// Where its values begin.
    pub values: u32,
}

/// The table of one kind of subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The kind.
    pub entity: EntityId,
    /// Where the rows stand at which each case begins, one more than there are cases: words.
    pub firsts: u32,
    /// What is known of the subjects.
    pub columns: Vec<Column>,
}

/// Where the answers to one decision stand, one for each case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answers {
    /// What was decided.
    pub term: TermId,
    /// How the value is written down.
    pub form: Form,
}

/// Where everything stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// How much fits.
    pub room: Room,
    /// The decisions, in the order of their functions.
    pub decisions: Vec<Answers>,
    /// The tables, in order of the kinds of subjects.
    pub tables: Vec<Table>,
    /// The reference date of each case: words.
    pub dates: u32,
    /// The elements of all lists, rows of their tables: words.
    pub elements: u32,
    /// How each case ends: bytes.
    pub status: u32,
    /// The ground of each outcome, or what is lacking: words.
    pub detail: u32,
    /// The outcomes; how they are written down differs by decision.
    pub values: u32,
    /// How many bytes there are.
    pub bytes: u32,
    /// The texts that the law names; a text has its place here as its number.
    pub texts: Vec<Arc<str>>,
}

/// Hands out places in the memory.
#[derive(Debug)]
pub(crate) struct Places {
    next: u32,
}

impl Places {
    /// Nothing stands at address 0.
    pub fn new() -> Self {
        Self { next: 64 }
    }

    /// The place of `count` values of `bytes` each.
    pub fn take(&mut self, count: u32, bytes: u32) -> u32 {
        let place = self.next;
        let taken = count.saturating_mul(bytes).saturating_add(63);
        self.next = place.saturating_add(taken - taken % 64);
        place
    }

    pub fn taken(&self) -> u32 {
        self.next
    }
}

impl Layout {
    /// Lays out the memory for `decisions` that read `held`.
    pub(crate) fn new(
        program: &Program,
        room: Room,
        decisions: &[TermId],
        held: &BTreeSet<Held>,
        places: &mut Places,
    ) -> Self {
        let mut columns: BTreeMap<EntityId, Vec<Column>> =
            decisions.iter().map(|term| (program.terms[*term].entity, Vec::new())).collect();
        let dates = places.take(room.cases, 4);
        for held in held {
            let (entity, form) = match *held {
                Held::Fact(fact) => {
                    let fact = &program.facts[fact];
                    (fact.entity, Form::of(fact.ty, fact.scale))
                }
                Held::Judgement(judgement) => (program.judgements[judgement].entity, Form::YesNo),
            };
            let state = places.take(room.subjects, 1);
            let values = places.take(room.subjects, form.bytes());
            columns.entry(entity).or_default().push(Column { held: *held, form, state, values });
        }
        let tables = columns.into_iter().map(|(entity, columns)| Table {
            entity,
            firsts: places.take(room.cases + 1, 4),
            columns,
        });
        let tables = tables.collect();
        let answers = decisions.iter().map(|term| {
            let of = &program.terms[*term];
            Answers { term: *term, form: Form::of(of.ty, of.scale) }
        });
        Self {
            room,
            decisions: answers.collect(),
            tables,
            dates,
            elements: places.take(room.elements, 4),
            status: places.take(room.cases, 1),
            detail: places.take(room.cases, 4),
            values: places.take(room.cases, Form::Wide.bytes()),
            bytes: 0,
            texts: Vec::new(),
        }
    }

    /// The place of the table of `entity`.
    pub(crate) fn table(&self, entity: EntityId) -> Option<usize> {
        self.tables.iter().position(|table| table.entity == entity)
    }

    /// The column of `held`.
    #[must_use]
    pub fn column(&self, held: Held) -> Option<&Column> {
        self.tables.iter().flat_map(|table| &table.columns).find(|column| column.held == held)
    }
}

/// How many elements a list holds at most.
pub(crate) fn most(fact: &Fact) -> u32 {
    fact.list.map_or(0, |list| list.most)
}

/// The number by which a module reports an id: its row.
#[must_use]
pub fn number_of(id: impl Id) -> u32 {
    number(id)
}
