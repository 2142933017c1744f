//! A population under both versions: how many are better off, by how much, and who.
//!
//! Cases are added as tables or lists, part by part; of each only the difference is kept, and the
//! value by which it is grouped. Nothing of a single case is in the report.

use crate::Ruleset;
use crate::names::{self, Found, Property};
use crate::table::{self, Worked};
use crate::world::Role;
use crate::written;
use enact_eval::{Case, Outcome};
use enact_model::Program;
use enact_model::program::{Scale, Type};
use enact_model::table::TermId;
use enact_source::{Diagnostic, FileId, Language, Source};
use enact_value::{Date, Value, lcm};
use enact_verify::Pairing;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Read;

/// How many cases are read at once.
const PART_ROWS: usize = 5_000;

/// How many things that are wrong are kept.
pub const FINDINGS_MAX: usize = 20;

/// What becomes of a population.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Population {
    /// The claim or decision.
    pub decision: String,
    /// All cases.
    pub all: Counted,
    /// Per tenth of the cases, or per value, of the fact by which they are grouped.
    pub groups: Vec<Group>,
}

/// Cases of which the fact is in one range or has one value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// The value, or from which value to which.
    pub name: String,
    /// Its cases.
    pub counted: Counted,
}

/// How many cases come to more, less or the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// All cases.
    pub cases: usize,
    /// The outcome becomes more.
    pub more: usize,
    /// It becomes less.
    pub less: usize,
    /// It stays the same.
    pub same: usize,
    /// There was no entitlement, and there is.
    pub newly: usize,
    /// There was an entitlement, and there is none.
    pub no_longer: usize,
    /// One of the versions has no answer, or does not accept the case.
    pub open: usize,
    /// All outcomes before, together.
    pub before: String,
    /// All outcomes after, together.
    pub after: String,
    /// Both totals in words.
    #[serde(skip)]
    pub told: [String; 2],
    #[serde(skip)]
    totals: [i128; 2],
}

/// A population being counted.
pub struct Crowd<'a> {
    before: (&'a Ruleset, TermId),
    after: (&'a Ruleset, TermId),
    pairing: Pairing,
    /// Whether both versions read a case alike.
    alike: bool,
    factors: [i128; 2],
    denominator: i128,
    /// The fact by which cases are grouped.
    by: Option<Property>,
    all: Counted,
    seen: Vec<(Key, Seen)>,
}

/// By what a case is grouped.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(i128),
    Words(String),
}

/// What a case comes to under both versions, over one denominator; `None` without an answer.
#[derive(Debug, Clone, Copy)]
struct Seen {
    before: Option<Level>,
    after: Option<Level>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    None,
    Number(i128),
}

impl<'a> Crowd<'a> {
    /// Nobody yet. `None` when the decision or the fact is not known to both versions, or has no
    /// amount.
    #[must_use]
    pub fn new(
        before: &'a Ruleset,
        after: &'a Ruleset,
        decision: &str,
        by: Option<&str>,
    ) -> Option<Self> {
        let term = |ruleset: &Ruleset| match names::decision(ruleset.program(), decision) {
            Found::One(term) => Some(term),
            _ => None,
        };
        let (first, second) = (term(before)?, term(after)?);
        let row = &before.program().terms[first];
        let scale =
            |ruleset: &Ruleset, term: TermId| ruleset.program().terms[term].scale.denominator();
        let denominators = [scale(before, first), scale(after, second)];
        let denominator = lcm(denominators[0], denominators[1])?;
        let by = match by.map(|by| names::property(before.program(), row.entity, by)) {
            None => None,
            Some(Found::One(property)) => Some(property),
            Some(_) => return None,
        };
        let pairing = Pairing::by_name(before.program(), after.program());
        Some(Self {
            before: (before, first),
            after: (after, second),
            alike: alike(&pairing, (before.program(), after.program())),
            pairing,
            factors: denominators.map(|own| denominator / own),
            denominator,
            by,
            all: Counted::default(),
            seen: Vec::new(),
        })
    }

    /// Adds the rows of a table, read part by part: a heading for each fact, as in the tables of
    /// worked cases. Titles and outcomes need not be there; without a column for the reference
    /// date, every case is decided on `on`. `told` hears how many cases there are so far. Gives
    /// what is wrong with the table, as far as the first [`FINDINGS_MAX`].
    ///
    /// # Errors
    /// What kept it from being read.
    pub fn table(
        &mut self,
        name: &str,
        read: impl Read,
        on: Option<Date>,
        told: &mut dyn FnMut(usize),
    ) -> Result<Vec<Diagnostic>, csv::Error> {
        let mut reader = csv::Reader::from_reader(read);
        let headings = reader.headers()?.clone();
        let has = |names: [&str; 2]| headings.iter().any(|heading| names.contains(&heading.trim()));
        let (titled, dated) = (has(["example", "voorbeeld"]), has(["on", "op"]));
        let day = on.map(written::iso).unwrap_or_default();
        let mut findings = Vec::new();
        let mut records = reader.records();
        let mut number = 0_usize;
        loop {
            let mut part = csv::Writer::from_writer(Vec::new());
            let mut added =
                vec!["then ".to_owned() + &self.before.0.program().terms[self.before.1].name];
            added.extend((!titled).then(|| "example".to_owned()));
            added.extend((!dated && on.is_some()).then(|| "on".to_owned()));
            part.write_record(headings.iter().chain(added.iter().map(String::as_str)))?;
            let start = number;
            for record in records.by_ref().take(PART_ROWS) {
                let record = record?;
                number += 1;
                let row = number.to_string();
                let mut added = vec![""];
                added.extend((!titled).then_some(row.as_str()));
                added.extend((!dated && on.is_some()).then_some(day.as_str()));
                part.write_record(record.iter().chain(added))?;
            }
            if number == start {
                return Ok(findings);
            }
            let bytes = part.into_inner().map_err(|error| error.into_error())?;
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let wrong = self.add(&Source::new(name, text));
            let room = FINDINGS_MAX.saturating_sub(findings.len());
            findings.extend(wrong.into_iter().take(room));
            told(number);
        }
    }

    /// Adds the cases of a table (`.csv`) or list (`.json`) in the form of worked cases; what is
    /// wrong with it for both versions.
    pub fn add(&mut self, source: &Source) -> Vec<Diagnostic> {
        let list = source.name.ends_with(".json");
        let role = if list { Role::CaseList } else { Role::CaseTable };
        let read =
            |ruleset: &Ruleset| table::read(ruleset.program(), role, FileId::default(), source);
        let (first, mut findings) = read(self.before.0);
        if self.alike && findings.is_empty() {
            first.into_iter().for_each(|row| self.row(row, None));
            return findings;
        }
        let (second, later) = read(self.after.0);
        // A heading that only one version knows is no slip.
        let known = |one: &Diagnostic| {
            later.iter().any(|other| one.code == other.code && one.span() == other.span())
        };
        findings.retain(known);
        let mut second: BTreeMap<u32, Worked> =
            second.into_iter().map(|row| (row.span.start, row)).collect();
        for row in first {
            let other = second.remove(&row.span.start);
            self.row(row, other);
        }
        findings
    }

    fn row(&mut self, row: Worked, other: Option<Worked>) {
        let (before, after) = (self.before.0, self.after.0);
        let told = row.case.as_ref().ok().map(|text| {
            super::example::told_to(&self.pairing, (before.program(), after.program()), &text.case)
        });
        let level = |place: usize, case: Option<&Case>| {
            let (ruleset, term) = if place == 0 { self.before } else { self.after };
            let case = case?;
            if !enact_eval::inspect(ruleset.graph(), case, row.on).is_empty() {
                return None;
            }
            level(&ruleset.outcome(term, case, row.on), self.factors[place])
        };
        let first = row.case.as_ref().ok().map(|text| &text.case);
        let second =
            other.as_ref().and_then(|other| other.case.as_ref().ok()).map(|text| &text.case);
        let seen = Seen { before: level(0, first), after: level(1, second.or(told.as_ref())) };
        self.all.add(seen);
        if let Some(key) = self.by.zip(first).and_then(|(by, case)| self.key(by, case)) {
            self.seen.push((key, seen));
        }
    }

    fn key(&self, by: Property, case: &Case) -> Option<Key> {
        let Property::Fact(fact) = by else { return None };
        let program = self.before.0.program();
        let row = &program.facts[fact];
        Some(match case.fact(0, row)? {
            Value::Number(units) => Key::Number(*units),
            value => Key::Words(written::machine(value, row.ty, row.scale)),
        })
    }

    /// The counts, with the cases grouped.
    #[must_use]
    pub fn counted(mut self, language: Language) -> Population {
        let program = self.before.0.program();
        let row = &program.terms[self.before.1];
        let mut groups = self.grouped(language);
        let scale = match row.scale {
            Scale::Fixed { range, .. } => Scale::Fixed { denominator: self.denominator, range },
            other => other,
        };
        let total = |counted: &mut Counted| {
            let told =
                counted.totals.map(|units| written::machine(&Value::Number(units), row.ty, scale));
            [counted.before, counted.after] = told;
            let words =
                |units: i128| written::words(&Value::Number(units), row.ty, scale, language);
            counted.told = counted.totals.map(words);
        };
        total(&mut self.all);
        groups.iter_mut().for_each(|group| total(&mut group.counted));
        Population { decision: row.name.clone(), all: self.all, groups }
    }

    /// Tenths of the cases by a number; groups of one value by anything else.
    fn grouped(&mut self, language: Language) -> Vec<Group> {
        let Some(Property::Fact(fact)) = self.by else { return Vec::new() };
        let row = &self.before.0.program().facts[fact];
        let named = |key: &Key| match key {
            Key::Number(units) => {
                written::words(&Value::Number(*units), row.ty, row.scale, language)
            }
            Key::Words(words) => words.clone(),
        };
        self.seen.sort_by(|one, other| one.0.cmp(&other.0));
        let tenths = !matches!(row.ty, Type::YesNo | Type::Text | Type::Choice(_));
        let size = self.seen.len().div_ceil(10).max(1);
        let chunks: Vec<&[(Key, Seen)]> = if tenths {
            self.seen.chunks(size).collect()
        } else {
            self.seen.chunk_by(|one, other| one.0 == other.0).collect()
        };
        let group = |cases: &[(Key, Seen)]| {
            let mut counted = Counted::default();
            cases.iter().for_each(|(_, seen)| counted.add(*seen));
            let ends = [cases.first(), cases.last()]
                .map(|end| end.map_or_else(String::new, |end| named(&end.0)));
            let name = if ends[0] == ends[1] { ends[0].clone() } else { ends.join(" – ") };
            Group { name, counted }
        };
        chunks.into_iter().map(group).collect()
    }
}

impl Counted {
    fn add(&mut self, seen: Seen) {
        self.cases += 1;
        let (Some(before), Some(after)) = (seen.before, seen.after) else {
            self.open += 1;
            return;
        };
        let number = |level: Level| match level {
            Level::None => 0,
            Level::Number(units) => units,
        };
        let (first, second) = (number(before), number(after));
        self.totals[0] = self.totals[0].saturating_add(first);
        self.totals[1] = self.totals[1].saturating_add(second);
        match second.cmp(&first) {
            std::cmp::Ordering::Greater => self.more += 1,
            std::cmp::Ordering::Less => self.less += 1,
            std::cmp::Ordering::Equal => self.same += 1,
        }
        match (before, after) {
            (Level::None, Level::Number(_)) => self.newly += 1,
            (Level::Number(_), Level::None) => self.no_longer += 1,
            _ => {}
        }
    }
}

/// Whether both versions know the same facts and judgements, by the same names and in one form: then
/// what a case states to the one, it states to the other.
fn alike(pairing: &Pairing, (before, after): (&Program, &Program)) -> bool {
    let options = |program: &Program, ty: Type| match ty {
        Type::Choice(choice) => program.choices[choice].options.clone(),
        _ => Vec::new(),
    };
    let facts = after.facts.iter().all(|(id, other)| {
        pairing.facts.get(&id).map(|id| &before.facts[*id]).is_some_and(|one| {
            before.laws[one.law].short == after.laws[other.law].short
                && (one.scale.denominator(), one.decimals)
                    == (other.scale.denominator(), other.decimals)
                && options(before, one.ty) == options(after, other.ty)
        })
    });
    let judgements = after.judgements.iter().all(|(id, other)| {
        pairing
            .judgements
            .get(&id)
            .map(|id| &before.judgements[*id])
            .is_some_and(|one| before.laws[one.law].short == after.laws[other.law].short)
    });
    facts
        && judgements
        && (before.facts.len(), before.judgements.len())
            == (after.facts.len(), after.judgements.len())
}

/// What an outcome counts as: yes as one, no as zero.
fn level(outcome: &Outcome, factor: i128) -> Option<Level> {
    match outcome {
        Outcome::Value(Value::Number(units)) => units.checked_mul(factor).map(Level::Number),
        Outcome::Value(Value::YesNo(yes)) => Some(Level::Number(i128::from(*yes))),
        Outcome::NoEntitlement => Some(Level::None),
        _ => None,
    }
}
