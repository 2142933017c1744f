//! Which cases exactly something happens to: boxes of facts, joined where they can be.

use crate::domain::Domain;
use crate::machine::{Inputs, Lack, Sym};
use crate::space::{Form, Options, Space, Var, day_from, day_until};
use enact_model::Program;
use enact_model::table::FactId;
use enact_value::{Date, Range};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Cases that have all of these in common; whatever is not named can be anything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Region {
    /// The first and last reference date, where not every day counts.
    pub on: Option<(Date, Date)>,
    /// What is stated of whom: by the place of the subject in the witness, and the fact.
    pub facts: BTreeMap<(u32, FactId), Extent>,
}

/// What a fact can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extent {
    /// It is absent.
    Absent,
    /// It is there, and more is not asked.
    Present,
    /// This answer.
    Is(bool),
    /// A number from the one up to and including the other, over the fact's denominator.
    Numbers(Range),
    /// A day from the one up to and including the other.
    Days(Date, Date),
    /// One of these words.
    Words(Vec<Arc<str>>),
    /// A list of so many.
    Count(usize),
}

/// How many boxes are kept; with more, nothing is said of where.
const BOXES_MAX: usize = 24;

/// Boxes of one flaw, as they are met.
#[derive(Debug, Clone, Default)]
pub(crate) struct Boxes {
    boxes: Vec<Region>,
    /// Some way was no box, or there were too many.
    vague: bool,
}

impl Boxes {
    /// Adds the cases of a run.
    pub fn add(&mut self, program: &Program, domain: &Domain, inputs: &Inputs<'_>, space: &Space) {
        if self.vague || self.boxes.len() >= BOXES_MAX || !space.is_box() {
            self.vague = true;
            return;
        }
        match region(program, domain, inputs, space) {
            Some(region) => self.boxes.push(region),
            None => self.vague = true,
        }
    }

    /// The regions, joined; none when they are not known exactly.
    pub fn regions(mut self, program: &Program) -> Vec<Region> {
        if self.vague {
            return Vec::new();
        }
        while let Some((kept, gone, joined)) = self.joinable(program) {
            self.boxes[kept] = joined;
            self.boxes.remove(gone);
        }
        self.boxes
    }

    fn joinable(&self, program: &Program) -> Option<(usize, usize, Region)> {
        for (kept, one) in self.boxes.iter().enumerate() {
            for (gone, other) in self.boxes.iter().enumerate().skip(kept + 1) {
                if let Some(joined) = joined(program, one, other) {
                    return Some((kept, gone, joined));
                }
            }
        }
        None
    }
}

/// What a run states, where that is a box.
fn region(
    program: &Program,
    domain: &Domain,
    inputs: &Inputs<'_>,
    space: &Space,
) -> Option<Region> {
    let days = space.range_of(inputs.on());
    let on = (day_from(days.low), day_until(days.high));
    let mut facts = BTreeMap::new();
    for (subject, fact, answer) in inputs.facts() {
        let extent = match answer {
            Err(Lack::Absent) => Extent::Absent,
            Err(_) => return None,
            Ok(Sym::YesNo(yes)) => Extent::Is(*yes),
            Ok(Sym::Number(form)) => Extent::Numbers(space.range(variable(form)?)),
            Ok(Sym::Date(form)) => {
                let days = space.range(variable(form)?);
                Extent::Days(day_from(days.low), day_until(days.high))
            }
            Ok(Sym::Words(pick, choice)) => {
                let all = choice.map_or(&domain.texts, |choice| &program.choices[choice].options);
                Extent::Words(chosen(space.options(*pick), all)?)
            }
            Ok(Sym::Subject(_)) => Extent::Present,
            Ok(Sym::Subjects(elements)) => Extent::Count(elements.len()),
            Ok(Sym::Text(_) | Sym::Quotient(..)) => return None,
        };
        if !is_anything(program, fact, &extent) {
            facts.insert((subject, fact), extent);
        }
    }
    let on = (on != domain.on).then_some(on);
    Some(Region { on, facts })
}

fn variable(form: &Form) -> Option<Var> {
    match (form.terms.as_slice(), form.constant) {
        (&[(var, 1)], 0) => Some(var),
        _ => None,
    }
}

fn chosen(options: Options, all: &[Arc<str>]) -> Option<Vec<Arc<str>>> {
    let among = |place: usize| u32::try_from(place).is_ok_and(|place| options >> place & 1 == 1);
    if among(all.len()) {
        return None;
    }
    Some(
        all.iter()
            .enumerate()
            .filter(|(place, _)| among(*place))
            .map(|(_, word)| word.clone())
            .collect(),
    )
}

/// Whether the extent leaves out nothing that the fact can be.
fn is_anything(program: &Program, fact: FactId, extent: &Extent) -> bool {
    use enact_model::program::{Scale, Type};
    let fact = &program.facts[fact];
    let whole = match (extent, fact.scale, fact.ty) {
        (Extent::Numbers(range), Scale::Fixed { range: all, .. }, _) => *range == all,
        (Extent::Days(first, last), _, _) => (*first, *last) == (Date::MIN, Date::MAX),
        (Extent::Words(words), _, Type::Choice(choice)) => {
            words.len() == program.choices[choice].options.len()
        }
        _ => false,
    };
    whole && !fact.optional
}

/// Two boxes as one, when they differ in one thing only and that joins.
fn joined(program: &Program, one: &Region, other: &Region) -> Option<Region> {
    if one == other {
        return Some(one.clone());
    }
    if one.facts == other.facts {
        let ((first, last), (begin, end)) = (one.on?, other.on?);
        let meet = |earlier: Date, later: Date| earlier.add_days(1) == Some(later);
        let on = if meet(last, begin) {
            (first, end)
        } else if meet(end, first) {
            (begin, last)
        } else {
            return None;
        };
        return Some(Region { on: Some(on), facts: one.facts.clone() });
    }
    if one.on != other.on || !one.facts.keys().eq(other.facts.keys()) {
        return None;
    }
    let mut differing =
        one.facts.iter().filter(|(key, extent)| other.facts.get(key) != Some(extent));
    let (key, extent) = differing.next()?;
    if differing.next().is_some() {
        return None;
    }
    let mut facts = one.facts.clone();
    let together = together(extent, other.facts.get(key)?)?;
    match together {
        Some(extent) if !is_anything(program, key.1, &extent) => {
            facts.insert(*key, extent);
        }
        _ => {
            facts.remove(key);
        }
    }
    Some(Region { on: one.on, facts })
}

/// Two extents as one: `Some(None)` when together they are anything.
fn together(one: &Extent, other: &Extent) -> Option<Option<Extent>> {
    match (one, other) {
        (Extent::Is(_), Extent::Is(_)) => Some(None),
        (Extent::Numbers(first), Extent::Numbers(second)) => {
            let touch = first.low <= second.high.saturating_add(1)
                && second.low <= first.high.saturating_add(1);
            touch.then(|| Some(Extent::Numbers(first.hull(*second))))
        }
        (Extent::Days(first, last), Extent::Days(begin, end)) => {
            let reaches =
                |last: &Date, begin: &Date| last.add_days(1).is_none_or(|next| *begin <= next);
            let touch = reaches(last, begin) && reaches(end, first);
            touch.then(|| Some(Extent::Days(*first.min(begin), *last.max(end))))
        }
        (Extent::Words(first), Extent::Words(second)) => {
            let mut words = first.clone();
            words.extend(second.iter().filter(|word| !first.contains(word)).cloned());
            Some(Some(Extent::Words(words)))
        }
        _ => None,
    }
}
