//! Rows of a table put into the memory of a module.

use super::answer::Refused;
use super::cells::{ABSENT, Cells, KNOWN, Part, Reading};
use super::plan::{Feed, Filled, List, Plan, about, held};
use crate::case::scalar::Slip;
use crate::case::{refused, too_many};
use crate::input::{Kind, Node};
use crate::names::Property;
use enact_codegen::{Column, Form, Held};
use enact_run::columns::{cells, set_words};
use enact_run::pack::Texts;
use enact_source::{Diagnostic, Span};
use enact_value::Date;
use std::ops::Range;

/// Something is told of somebody.
const TOLD: u8 = 4;
/// It is told of somebody who is said not to be there.
const CONTRADICTION: u8 = ABSENT | TOLD;

/// Some rows on their way into the memory.
pub(super) struct Loading<'w> {
    plan: &'w Plan<'w>,
    texts: &'w mut Texts,
    /// Of every slot and row: [`KNOWN`] when it is said that someone is there, [`ABSENT`] when
    /// nobody is, [`TOLD`] when something is told of them.
    there: Vec<Vec<u8>>,
    refused: Vec<Refused>,
    suspects: Vec<usize>,
}

impl<'w> Loading<'w> {
    pub fn new(plan: &'w Plan<'w>, texts: &'w mut Texts, rows: usize) -> Self {
        let there = plan.slots.iter().map(|slot| match slot.of {
            None => Vec::new(),
            Some(_) => vec![0; rows],
        });
        let there = there.collect();
        Self { plan, texts, there, refused: Vec::new(), suspects: Vec::new() }
    }

    /// The rows that are refused, and those that the law may exclude.
    pub fn close(mut self) -> (Vec<Refused>, Vec<usize>) {
        self.suspects.sort_unstable();
        self.suspects.dedup();
        (self.refused, self.suspects)
    }

    /// Puts the cells of `rows` where they belong.
    pub fn load(&mut self, part: &dyn Part, rows: Range<usize>, memory: &mut [u8]) {
        let mut empty_lists = Vec::new();
        for feed in &self.plan.feeds {
            match feed.filled {
                Filled::Property(slot, property) => {
                    self.property(part, &rows, memory, feed, (slot, property));
                }
                Filled::There(owner, fact) => {
                    let said = self.scratch(part, &rows, feed, Form::YesNo);
                    let plan = self.plan;
                    let leads = |slot: &super::plan::Slot| slot.of == Some((owner, fact, None));
                    match plan.slots.iter().position(leads) {
                        Some(slot) => self.there[slot] = said,
                        None => empty_lists.push(((owner, fact), said)),
                    }
                }
                Filled::Day => self.days(part, &rows, memory, feed),
            }
        }
        if self.plan.bounds.further {
            self.suspects.extend(0..rows.len());
        }
        // Who stands inside another is looked at first: then the other is there too.
        for slot in (1..self.plan.slots.len()).rev() {
            self.link(slot, memory);
        }
        for list in &self.plan.lists {
            self.list(list, memory, rows.len());
        }
        for ((owner, fact), said) in empty_lists {
            self.empty(owner, fact, &said, memory);
        }
    }

    /// Reads a column into bytes of its own, and gives what is known of each row.
    fn scratch(
        &mut self,
        part: &dyn Part,
        rows: &Range<usize>,
        feed: &Feed,
        form: Form,
    ) -> Vec<u8> {
        let mut states = vec![0; rows.len()];
        self.read(part, rows, feed, form, (&mut states, &mut []));
        states
    }

    fn property(
        &mut self,
        part: &dyn Part,
        rows: &Range<usize>,
        memory: &mut [u8],
        feed: &Feed,
        (slot, property): (usize, Property),
    ) {
        let plan = self.plan;
        let place = &plan.slots[slot];
        let count = u32::try_from(rows.len()).unwrap_or(0);
        let column = plan.compiled.layout.column(held(property));
        let bytes = column
            .and_then(|column| Some((column.form, cells(memory, column, place.base, count)?)));
        let Some((form, bytes)) = bytes else {
            // Nobody reads it; but who has an income is there.
            if slot > 0 {
                let given = self.scratch(part, rows, feed, Form::YesNo);
                self.note(slot, &given);
            }
            return;
        };
        bytes.states.fill(0);
        self.read(part, rows, feed, form, (bytes.states, bytes.values));
        if slot > 0 {
            self.note(slot, bytes.states);
        }
        if feed.absent {
            bytes.states.iter_mut().filter(|state| **state == 0).for_each(|state| *state = ABSENT);
        }
        match property {
            Property::Fact(fact) => {
                if let Some(ends) = plan.bounds.ends.get(&fact) {
                    self.suspects.extend(outside(&bytes, form, *ends));
                }
            }
            // A power may be exercised only where the law allows it.
            Property::Judgement(judgement) => {
                let judged = &plan.ruleset.program().judgements[judgement];
                if judged.precondition.is_some() {
                    self.suspects.extend(0..rows.len());
                }
            }
        }
    }

    /// Reads the cells of a column, and notes what is refused.
    fn read(
        &mut self,
        part: &dyn Part,
        rows: &Range<usize>,
        feed: &Feed,
        form: Form,
        (states, values): (&mut [u8], &mut [u8]),
    ) {
        let program = self.plan.ruleset.program();
        let reading = match feed.filled {
            Filled::Day => Reading::Day,
            Filled::There(_, fact) => Reading::There(&program.facts[fact]),
            Filled::Property(..) if values.is_empty() => Reading::Any,
            Filled::Property(_, Property::Fact(fact)) => {
                Reading::Fact(program, &program.facts[fact])
            }
            Filled::Property(_, Property::Judgement(_)) => Reading::Judgement,
        };
        let texts = &mut *self.texts;
        let mut cells = Cells { reading, form, states, values, texts, slips: Vec::new() };
        part.read(feed.column, rows.clone(), &mut cells);
        for (row, slip, given) in cells.slips {
            let finding = self.plan.slipped(feed, slip, given);
            self.refused.push(Refused { row, column: Some(feed.column), finding });
        }
    }

    fn note(&mut self, slot: usize, states: &[u8]) {
        for (there, state) in self.there[slot].iter_mut().zip(states) {
            *there |= if *state == 0 { 0 } else { TOLD };
        }
    }

    fn days(&mut self, part: &dyn Part, rows: &Range<usize>, memory: &mut [u8], feed: &Feed) {
        let mut states = vec![0; rows.len()];
        let mut values = vec![0; rows.len() * 4];
        self.read(part, rows, feed, Form::Word, (&mut states, &mut values));
        let (values, _) = values.as_chunks::<4>();
        let dates = self.plan.compiled.layout.dates;
        set_words(memory, dates, 0, values.iter().map(|days| u32::from_le_bytes(*days)));
        let mut last = None;
        for (row, (state, days)) in states.iter().zip(values).enumerate() {
            let day = Date::from_days(i32::from_le_bytes(*days)).filter(|_| *state == KNOWN);
            let refuse = |finding: Diagnostic| Refused { row, column: Some(feed.column), finding };
            match day {
                // What is written there is no day, and is refused for that.
                None if self
                    .refused
                    .iter()
                    .any(|of| (of.row, of.column) == (row, Some(feed.column))) => {}
                None => self.refused.push(refuse(about("E0524").with("given", ""))),
                Some(day) if last == Some(day) || self.plan.ruleset.in_force(day) => {
                    last = Some(day);
                }
                Some(day) => {
                    let day = crate::written::iso(day);
                    self.refused.push(refuse(about("E0531").with("date", day)));
                }
            }
        }
    }

    /// Has the fact that a slot fills point at it, where someone is there.
    fn link(&mut self, slot: usize, memory: &mut [u8]) {
        let Some((owner, fact, element)) = self.plan.slots[slot].of else { return };
        let there = std::mem::take(&mut self.there[slot]);
        self.note(owner, &there);
        for (row, there) in there.iter().enumerate() {
            if *there & CONTRADICTION == CONTRADICTION {
                let finding =
                    about("E0508").with("field", self.plan.slots[slot].path.trim_end_matches('.'));
                self.refused.push(Refused { row, column: None, finding });
            }
        }
        self.there[slot] = there;
        if element.is_some() {
            return;
        }
        let unsaid = self.plan.unsaid(owner, fact);
        let base = self.plan.slots[slot].base;
        let Some(bytes) = self.owned(owner, fact, self.there[slot].len(), memory) else { return };
        let rows = bytes.states.iter_mut().zip(bytes.values.as_chunks_mut::<4>().0);
        for ((state, value), (there, row)) in rows.zip(self.there[slot].iter().zip(base..)) {
            *state = match *there {
                0 => unsaid,
                ABSENT => ABSENT,
                _ => KNOWN,
            };
            *value = row.to_le_bytes();
        }
    }

    /// The cells of a fact that leads from one slot to others.
    fn owned<'m>(
        &self,
        owner: usize,
        fact: enact_model::table::FactId,
        rows: usize,
        memory: &'m mut [u8],
    ) -> Option<enact_run::columns::Cells<'m>> {
        let column: &Column = self.plan.compiled.layout.column(Held::Fact(fact))?;
        cells(memory, column, self.plan.slots.get(owner)?.base, u32::try_from(rows).ok()?)
    }

    /// Counts the elements of a list: they are numbered from 1 on, without a gap.
    fn list(&mut self, list: &List, memory: &mut [u8], rows: usize) {
        let program = self.plan.ruleset.program();
        let width = u64::try_from(list.slots.len()).unwrap_or(0);
        let mut counts: Vec<u64> = vec![0; rows];
        for (row, count) in counts.iter_mut().enumerate() {
            let filled = list
                .slots
                .iter()
                .map(|slot| self.there[*slot].get(row).is_some_and(|there| *there != 0));
            let filled: Vec<bool> = filled.collect();
            let first = filled.iter().take_while(|there| **there).count();
            if filled.iter().skip(first).any(|there| *there) {
                let of = &program.facts[list.fact];
                let node = Node { kind: Kind::Map(Vec::new()), span: Span::default() };
                let finding = refused(program, of, Slip::WrongKind, &node, &of.name);
                self.refused.push(Refused { row, column: None, finding });
            }
            let most = program.facts[list.fact].list.map_or(0, |listing| listing.most);
            if usize::try_from(most).is_ok_and(|most| most < first) {
                let of = &program.facts[list.fact];
                let finding = too_many(of, u32::try_from(first).unwrap_or(u32::MAX));
                self.refused.push(Refused { row, column: None, finding });
            }
            *count = u64::try_from(first).unwrap_or(0);
        }
        if let Some(bytes) = self.owned(list.owner, list.fact, rows, memory) {
            let cells = bytes.states.iter_mut().zip(bytes.values.as_chunks_mut::<8>().0);
            for ((state, value), (count, case)) in cells.zip(counts.iter().zip(0..)) {
                *state = u8::from(*count > 0);
                *value = ((u64::from(list.first) + case * width) | *count << 32).to_le_bytes();
            }
        }
        let way_back = program.facts[list.fact].list.and_then(|listing| listing.way_back);
        let Some(way_back) = way_back else { return };
        let owner = self.plan.slots[list.owner].base;
        for slot in &list.slots {
            let Some(bytes) = self.owned(*slot, way_back, rows, memory) else { continue };
            bytes.states.fill(KNOWN);
            for (value, row) in bytes.values.as_chunks_mut::<4>().0.iter_mut().zip(owner..) {
                *value = row.to_le_bytes();
            }
        }
    }

    /// A list of which is said that it has no elements.
    fn empty(
        &mut self,
        owner: usize,
        fact: enact_model::table::FactId,
        said: &[u8],
        memory: &mut [u8],
    ) {
        let name = &self.plan.ruleset.program().facts[fact].name;
        let unsaid = self.plan.unsaid(owner, fact);
        let Some(bytes) = self.owned(owner, fact, said.len(), memory) else { return };
        let cells = bytes.states.iter_mut().zip(bytes.values.as_chunks_mut::<8>().0);
        for (row, ((state, value), said)) in cells.zip(said).enumerate() {
            let said = if *said == 0 && *state == 0 { unsaid } else { *said };
            if said == ABSENT && *state == KNOWN {
                let finding = about("E0508").with("field", name);
                self.refused.push(Refused { row, column: None, finding });
            } else if said == ABSENT {
                (*state, *value) = (KNOWN, [0; 8]);
            }
        }
    }
}

/// The rows with a value that lies outside the ends.
fn outside(
    cells: &enact_run::columns::Cells<'_>,
    form: Form,
    (low, high): (i128, i128),
) -> Vec<usize> {
    let ends = |least: i128, most: i128| (low.clamp(least, most), high.clamp(least, most));
    let known = |row: &usize| cells.states.get(*row) == Some(&KNOWN);
    let rows: Vec<usize> = match form {
        Form::Word => {
            let (low, high) = ends(i32::MIN.into(), i32::MAX.into());
            let days = cells.values.as_chunks::<4>().0.iter();
            let days = days.map(|days| i128::from(i32::from_le_bytes(*days)));
            places(days, |days| days < low || high < days)
        }
        Form::Long => {
            let (low, high) = ends(i64::MIN.into(), i64::MAX.into());
            let [low, high] = [low, high].map(|end| i64::try_from(end).unwrap_or_default());
            let longs = cells.values.as_chunks::<8>().0.iter();
            places(longs.map(|long| i64::from_le_bytes(*long)), |long| long < low || high < long)
        }
        Form::Wide => {
            let wides = cells.values.as_chunks::<16>().0.iter();
            places(wides.map(|wide| i128::from_le_bytes(*wide)), |wide| wide < low || high < wide)
        }
        Form::YesNo | Form::List => Vec::new(),
    };
    rows.into_iter().filter(known).collect()
}

/// The places of the values that are so.
fn places<V>(values: impl Iterator<Item = V>, is_so: impl Fn(V) -> bool) -> Vec<usize> {
    values.enumerate().filter_map(|(row, value)| is_so(value).then_some(row)).collect()
}

impl Plan<'_> {
    /// What an empty cell says of the one or the list that `fact` of `owner` leads to.
    fn unsaid(&self, owner: usize, fact: enact_model::table::FactId) -> u8 {
        let filled = Filled::There(owner, fact);
        let says = self.feeds.iter().any(|feed| feed.absent && feed.filled == filled);
        if says { ABSENT } else { 0 }
    }

    /// The finding about a cell.
    fn slipped(&self, feed: &Feed, slip: Slip, given: String) -> Diagnostic {
        let program = self.ruleset.program();
        let shown: String = given.chars().take(60).collect();
        let node = Node { kind: Kind::Plain(given), span: Span::default() };
        match feed.filled {
            Filled::Day => about("E0524").with("given", shown),
            Filled::Property(_, Property::Judgement(judgement)) => {
                let ground = program.judgements[judgement].ground.clone();
                about("E0516")
                    .with("field", &feed.name)
                    .with("ground", ground)
                    .with("given", crate::case::given(&node))
            }
            Filled::Property(_, Property::Fact(fact)) | Filled::There(_, fact) => {
                refused(program, &program.facts[fact], slip, &node, &feed.name)
            }
        }
    }
}
