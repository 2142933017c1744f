//! Which column of a table is what, and what is wrong with the table as a whole.

use super::bounds::Bounds;
use crate::Ruleset;
use crate::compiled::Compiled;
use crate::names::{self, Property};
use crate::table::cells::{Step, field};
use enact_codegen::{Held, Layout, Room};
use enact_model::Program;
use enact_model::program::Type;
use enact_model::table::{EntityId, FactId, TermId};
use enact_run::columns::set_words;
use enact_source::{Argument, Code, Diagnostic, Span, nearest};
use enact_value::Date;
use std::collections::{BTreeMap, BTreeSet};

/// How many cases are in the memory of the module at a time.
const CASES: u32 = 1024;

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text, which any value can be written as.
    Text,
    /// Yes or no.
    YesNo,
    /// Whole or decimal numbers.
    Number,
    /// Binary fractions, which are no exact amounts.
    Float,
    /// Days.
    Date,
    /// Something else, which no fact is.
    Other,
}

/// A column of a table: its name as in the tables of worked cases (`income`, `partner.income`,
/// `children.1.born-on`), and what its cells are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its name.
    pub name: String,
    /// What its cells are.
    pub kind: Kind,
}

/// The reference date of the cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Day {
    /// One for all.
    On(Date),
    /// In the column of this name.
    Column(String),
}

/// How a table is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The reference date.
    pub day: Day,
    /// Columns that are no facts and of which nothing is said, such as the key of a row.
    pub other: Vec<String>,
    /// Columns of which an empty cell says that there is none, instead of nothing.
    pub absent: Vec<String>,
    /// Whether facts may have no column, and are unknown for every row.
    pub missing: bool,
    /// Whether numbers may be binary fractions, each the nearest to a decimal that fits.
    pub floats: bool,
}

/// What of a table is not used, or is not there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lack {
    /// Columns that no fact has the name of.
    pub not_facts: Vec<String>,
    /// Columns of facts that the decision does not read.
    pub not_read: Vec<String>,
    /// Facts that the decision can read and that have no column.
    pub missing: Vec<String>,
}

/// Whom a row is about: the first subject, or someone that it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slot {
    pub entity: EntityId,
    /// Whose fact it fills, and as which element of a list, counted from 1.
    pub of: Option<(usize, FactId, Option<u32>)>,
    /// The first row of its table: one for each case from there on.
    pub base: u32,
    /// The way to it: `partner.`.
    pub path: String,
}

/// A list of which the table has columns, as many as it has elements there at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List {
    /// Whose list.
    pub owner: usize,
    pub fact: FactId,
    /// The slots of its elements, in their order.
    pub slots: Vec<usize>,
    /// Where the elements of the first case stand; those of the others follow.
    pub first: u32,
}

/// What a column fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filled {
    /// A fact or judgement of a subject.
    Property(usize, Property),
    /// Whether the subject that this slot fills is there.
    There(usize, FactId),
    /// The reference date.
    Day,
}

/// A column that is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Feed {
    /// Its place in the table.
    pub column: usize,
    /// Its name.
    pub name: String,
    pub filled: Filled,
    /// Whether an empty cell says that there is none.
    pub absent: bool,
}

/// Which column is what, and the decision as a module with room for it.
#[derive(Debug)]
pub struct Plan<'a> {
    pub(super) ruleset: &'a Ruleset,
    pub(super) term: TermId,
    /// The name of the decision, and of its function in the module.
    pub(super) name: String,
    pub(super) compiled: Compiled,
    pub(super) slots: Vec<Slot>,
    pub(super) lists: Vec<List>,
    pub(super) feeds: Vec<Feed>,
    pub(super) on: Option<Date>,
    pub(super) bounds: Bounds,
    /// What of the table is not used, or is not there.
    pub lack: Lack,
}

impl<'a> Plan<'a> {
    /// Plans the decision `term` for a table with these columns.
    ///
    /// # Errors
    /// Everything that is wrong with the columns: a name that is probably misspelled or stands
    /// twice, cells of another kind than the fact, a fact that has no column.
    pub fn new(
        ruleset: &'a Ruleset,
        term: TermId,
        headings: &[Heading],
        settings: &Settings,
    ) -> Result<Self, Vec<Diagnostic>> {
        let program = ruleset.program();
        let mut planning = Planning::new(program, program.terms[term].entity);
        planning.columns(headings, settings);
        let Planning { mut slots, feeds, mut findings, mut lack, .. } = planning;
        let (room, lists) = place(&mut slots);
        let compiled = Compiled::of(ruleset, &[term], room);
        let layout = &compiled.layout;
        for feed in &feeds {
            if let Filled::Property(_, property) = feed.filled
                && layout.column(held(property)).is_none()
            {
                lack.not_read.push(feed.name.clone());
            }
        }
        lack.missing = missing(program, layout, &slots, &feeds);
        if !settings.missing && !lack.missing.is_empty() {
            let misspelled = findings.iter().any(|finding| finding.code == Code("E0522"));
            if !misspelled {
                let names = crate::case::backticked(&lack.missing);
                findings.push(about("E0646").with("names", names));
            }
        }
        if !findings.is_empty() {
            return Err(findings);
        }
        let name = names::full_name(program, &program.terms, term, |term| (&term.name, term.law));
        let on = match &settings.day {
            Day::On(on) => Some(*on),
            Day::Column(_) => None,
        };
        let bounds = Bounds::of(program);
        Ok(Self { ruleset, term, name, compiled, slots, lists, feeds, on, bounds, lack })
    }

    /// The module, for the machine of a [`Worker`](super::Worker).
    #[must_use]
    pub fn wasm(&self) -> &[u8] {
        &self.compiled.wasm
    }

    /// The name of the decision.
    #[must_use]
    pub fn decision(&self) -> &str {
        &self.name
    }

    /// Writes what is the same for every part of a table.
    pub(super) fn lay_out(&self, memory: &mut [u8]) {
        let layout = &self.compiled.layout;
        let entity = self.ruleset.program().terms[self.term].entity;
        for table in layout.tables.iter().filter(|table| table.entity == entity) {
            set_words(memory, table.firsts, 0, 0..=layout.room.cases);
        }
        if let Some(on) = self.on {
            let days = (0..layout.room.cases).map(|_| on.days().cast_unsigned());
            set_words(memory, layout.dates, 0, days);
        }
        for list in &self.lists {
            let slots = list.slots.iter().filter_map(|slot| self.slots.get(*slot));
            let width = size(list.slots.len());
            for (number, slot) in (0..).zip(slots) {
                for case in 0..layout.room.cases {
                    let place = list.first + case * width + number;
                    set_words(memory, layout.elements, place, std::iter::once(slot.base + case));
                }
            }
        }
    }
}

/// What a column of the module holds, by the name of a field.
pub(super) fn held(property: Property) -> Held {
    match property {
        Property::Fact(fact) => Held::Fact(fact),
        Property::Judgement(judgement) => Held::Judgement(judgement),
    }
}

/// A finding about a table, which has no place in any text.
pub(super) fn about(code: &'static str) -> Diagnostic {
    Diagnostic::new(Code(code), Span::default())
}

/// Gives every slot its rows and every list its places, and says how much room that takes.
fn place(slots: &mut [Slot]) -> (Room, Vec<List>) {
    let mut next: BTreeMap<EntityId, u32> = BTreeMap::new();
    let mut lists: Vec<List> = Vec::new();
    for (number, slot) in slots.iter_mut().enumerate() {
        let next = next.entry(slot.entity).or_default();
        slot.base = *next;
        *next += CASES;
        if let Some((owner, fact, Some(_))) = slot.of {
            match lists.iter_mut().find(|list| (list.owner, list.fact) == (owner, fact)) {
                Some(list) => list.slots.push(number),
                None => lists.push(List { owner, fact, slots: vec![number], first: 0 }),
            }
        }
    }
    let mut elements = 0;
    for list in &mut lists {
        list.slots.sort_by_key(|slot| slots.get(*slot).and_then(|slot| slot.of));
        list.first = elements;
        elements += CASES * size(list.slots.len());
    }
    let subjects = next.values().copied().max().unwrap_or(CASES);
    (Room { cases: CASES, subjects, elements }, lists)
}

fn size(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What the decision can read of the first subject and has no column.
fn missing(program: &Program, layout: &Layout, slots: &[Slot], feeds: &[Feed]) -> Vec<String> {
    let Some(first) = slots.first() else { return Vec::new() };
    let table = layout.tables.iter().find(|table| table.entity == first.entity);
    let columns = table.into_iter().flat_map(|table| &table.columns);
    let properties = columns.map(|column| match column.held {
        Held::Fact(fact) => Property::Fact(fact),
        Held::Judgement(judgement) => Property::Judgement(judgement),
    });
    let lacks = properties.filter(|property| {
        let leads = match property {
            Property::Fact(fact) if program.facts[*fact].way_back => true,
            Property::Fact(fact) => {
                slots.iter().any(|slot| slot.of.is_some_and(|(of, by, _)| (of, by) == (0, *fact)))
            }
            Property::Judgement(_) => false,
        };
        !leads
            && feeds.iter().all(|feed| match feed.filled {
                Filled::Property(slot, fed) => (slot, fed) != (0, *property),
                Filled::There(owner, fact) => (owner, Property::Fact(fact)) != (0, *property),
                Filled::Day => true,
            })
    });
    lacks.map(|property| names::field(program, first.entity, property)).collect()
}

/// A table whose columns are looked at one by one.
struct Planning<'p> {
    program: &'p Program,
    slots: Vec<Slot>,
    feeds: Vec<Feed>,
    findings: Vec<Diagnostic>,
    lack: Lack,
}

impl<'p> Planning<'p> {
    fn new(program: &'p Program, entity: EntityId) -> Self {
        let slots = vec![Slot { entity, of: None, base: 0, path: String::new() }];
        let lack = Lack::default();
        Self { program, slots, feeds: Vec::new(), findings: Vec::new(), lack }
    }

    fn columns(&mut self, headings: &[Heading], settings: &Settings) {
        let mut met = BTreeSet::new();
        for (column, heading) in headings.iter().enumerate() {
            let name = heading.name.trim();
            if !met.insert(name) {
                self.findings.push(about("E0523").with("field", name));
            } else if settings.day == Day::Column(name.to_owned()) {
                self.typed(heading, settings, &[Kind::Date], || DAY.into());
                self.feed(column, name, Filled::Day, settings);
            } else if settings.other.iter().all(|other| other != name) {
                self.column(column, heading, headings, settings);
            }
        }
        let named = settings.other.iter().chain(&settings.absent);
        let day = match &settings.day {
            Day::Column(name) => Some(name),
            Day::On(_) => None,
        };
        for name in named.chain(day).filter(|name| !met.contains(name.as_str())) {
            let known: Vec<String> = met.iter().map(|name| (*name).to_owned()).collect();
            let finding = about("E0647").with("field", name);
            self.findings.push(finding.with("known", crate::case::backticked(&known)));
        }
    }

    fn column(
        &mut self,
        column: usize,
        heading: &Heading,
        headings: &[Heading],
        settings: &Settings,
    ) {
        let name = heading.name.trim();
        let first = self.slots[0].entity;
        let way = match field(self.program, first, name, Span::default()) {
            Ok(way) => way,
            Err(finding) => {
                let others = headings.iter().map(|heading| heading.name.trim());
                if self.is_slip(first, name, others) {
                    self.findings.push(finding);
                } else {
                    self.lack.not_facts.push(name.to_owned());
                }
                return;
            }
        };
        let Some((owner, Step { property: Some(property), .. })) = self.owner(&way) else { return };
        let filled = match property {
            Property::Fact(fact) => {
                let of = &self.program.facts[fact];
                match of.ty {
                    Type::Subject(_) | Type::List(_) => {
                        if of.list.is_none() {
                            self.slot(owner, fact, None, name);
                        }
                        Filled::There(owner, fact)
                    }
                    _ => Filled::Property(owner, property),
                }
            }
            Property::Judgement(_) => Filled::Property(owner, property),
        };
        let kinds = self.kinds(property);
        let program = self.program;
        self.typed(heading, settings, kinds, || match property {
            Property::Fact(fact) => crate::case::accepted::form(program, &program.facts[fact]),
            Property::Judgement(_) => YES_NO.into(),
        });
        self.feed(column, name, filled, settings);
    }

    /// Whether a name that no fact has is nearly that of a fact without a column.
    fn is_slip<'n>(
        &self,
        entity: EntityId,
        name: &str,
        mut others: impl Iterator<Item = &'n str>,
    ) -> bool {
        if name.contains('.') {
            return true;
        }
        let of = &self.program.entities[entity];
        let facts = of.facts.iter().map(|id| self.program.facts[*id].name.as_str());
        let judgements = of.judgements.iter().map(|id| self.program.judgements[*id].name.as_str());
        nearest(name, facts.chain(judgements))
            .is_some_and(|meant| others.all(|other| other != meant))
    }

    /// The subject that the last step of a way is about, and that step.
    fn owner(&mut self, way: &[Step]) -> Option<(usize, Step)> {
        let (last, before) = way.split_last()?;
        let (mut slot, mut path, mut list) = (0, String::new(), None);
        for step in before {
            path = format!("{path}{}.", step.name);
            match (step.property, list.take()) {
                (Some(Property::Fact(fact)), _) if self.program.facts[fact].list.is_some() => {
                    list = Some(fact);
                }
                (Some(Property::Fact(fact)), _) => slot = self.slot(slot, fact, None, &path)?,
                (None, Some(fact)) => {
                    slot = self.slot(slot, fact, Some(step.name.parse().ok()?), &path)?;
                }
                _ => return None,
            }
        }
        Some((slot, last.clone()))
    }

    /// The slot that `fact` of `owner` leads to.
    fn slot(
        &mut self,
        owner: usize,
        fact: FactId,
        element: Option<u32>,
        path: &str,
    ) -> Option<usize> {
        let of = Some((owner, fact, element));
        if let Some(known) = self.slots.iter().position(|slot| slot.of == of) {
            return Some(known);
        }
        let row = &self.program.facts[fact];
        let entity = match (row.ty, row.list) {
            (_, Some(list)) => list.element,
            (Type::Subject(entity), None) => entity,
            _ => return None,
        };
        let path = format!("{}.", path.trim_end_matches('.'));
        self.slots.push(Slot { entity, of, base: 0, path });
        Some(self.slots.len() - 1)
    }

    fn kinds(&self, property: Property) -> &'static [Kind] {
        let Property::Fact(fact) = property else { return &[Kind::YesNo] };
        match self.program.facts[fact].ty {
            Type::YesNo | Type::Subject(_) => &[Kind::YesNo],
            Type::Date => &[Kind::Date],
            Type::Number(_) | Type::Percentage | Type::Money(..) | Type::Months | Type::Days => {
                &[Kind::Number, Kind::Float]
            }
            Type::Text | Type::Brackets | Type::Choice(_) | Type::List(_) => &[],
        }
    }

    /// Checks that the cells of a column are of a kind that it admits.
    fn typed(
        &mut self,
        heading: &Heading,
        settings: &Settings,
        kinds: &[Kind],
        form: impl FnOnce() -> Argument,
    ) {
        let is_float = heading.kind == Kind::Float && kinds.contains(&Kind::Float);
        let fits = heading.kind == Kind::Text || kinds.contains(&heading.kind);
        if fits && (!is_float || settings.floats) {
            return;
        }
        let finding = about("E0645").with("field", heading.name.trim());
        let finding = finding.with("kind", heading.kind.words()).with("form", form());
        self.findings.push(if is_float { finding.advising("help-float") } else { finding });
    }

    fn feed(&mut self, column: usize, name: &str, filled: Filled, settings: &Settings) {
        let absent = settings.absent.iter().any(|absent| absent == name);
        self.feeds.push(Feed { column, name: name.to_owned(), filled, absent });
    }
}

const DAY: (&str, &str) = ("een datum", "a date");
const YES_NO: (&str, &str) = ("ja of nee", "yes or no");

impl Kind {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Text => ("tekst", "text"),
            Self::YesNo => YES_NO,
            Self::Number => ("getallen", "numbers"),
            Self::Float => ("binaire breuken", "binary fractions"),
            Self::Date => ("datums", "dates"),
            Self::Other => ("waarden van een andere soort", "values of another kind"),
        }
    }
}
