//! The case: who it is about, what is known of them, and what people have judged.

use crate::Program;
use crate::program::{Example, Fact, Judgement, ThroughTime, Type};
use crate::table::{EntityId, FactId, JudgementId};
use enact_value::{Date, Value};
use std::collections::BTreeMap;

/// What is known about everyone a decision can look at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Case {
    /// The first is the one decided about; a [`Value::Subject`] is a place in this list.
    pub subjects: Vec<Subject>,
}

/// A person, a household, …
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// What kind of subject.
    pub entity: EntityId,
    /// What a worked case calls it.
    pub title: Option<String>,
    /// By [`Fact::slot`]; `None` is unknown, [`Value::Absent`] is stated to be absent. Numbers
    /// are units over the fact's denominator.
    pub facts: Vec<Option<Value>>,
    /// Facts that are given through time, by [`Fact::slot`]; such a fact has no place in `facts`.
    pub through_time: BTreeMap<usize, ThroughTime>,
    /// By [`Judgement::slot`]; `None` while nobody has judged.
    pub judgements: Vec<Option<Judged>>,
}

/// What a person decided about an open norm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// Whether the norm is met.
    pub answer: bool,
    /// Who judged.
    pub by: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// On which day.
    pub on: Option<Date>,
}

impl Judged {
    /// An answer without name or reason.
    #[must_use]
    pub const fn plainly(answer: bool) -> Self {
        Self { answer, by: None, reason: None, on: None }
    }
}

impl Case {
    /// A case about one `entity` of whom nothing is known yet.
    #[must_use]
    pub fn new(program: &Program, entity: EntityId) -> Self {
        let mut case = Self::default();
        case.add(program, entity);
        case
    }

    /// Adds a subject of whom nothing is known yet, and gives its place.
    pub fn add(&mut self, program: &Program, entity: EntityId) -> u32 {
        let place = u32::try_from(self.subjects.len()).unwrap_or(u32::MAX);
        let kind = &program.entities[entity];
        self.subjects.push(Subject {
            entity,
            title: None,
            facts: vec![None; kind.facts.len()],
            through_time: BTreeMap::new(),
            judgements: vec![None; kind.judgements.len()],
        });
        place
    }

    /// States a fact. A subject that is not there, or is of another kind, stays as it is.
    pub fn set(&mut self, program: &Program, subject: u32, fact: FactId, value: Value) {
        let slot = program.facts[fact].slot;
        let Some(known) = self.of_kind_mut(subject, program.facts[fact].entity) else { return };
        known.through_time.remove(&slot);
        if let Some(place) = known.facts.get_mut(slot) {
            *place = Some(value);
        }
    }

    /// States a fact through time: its values in order of time.
    pub fn set_through_time(
        &mut self,
        program: &Program,
        subject: u32,
        fact: FactId,
        values: ThroughTime,
    ) {
        self.forget(program, subject, fact);
        let slot = program.facts[fact].slot;
        if let Some(subject) = self.of_kind_mut(subject, program.facts[fact].entity) {
            subject.through_time.insert(slot, values);
        }
    }

    /// The values of `fact` through time, when it is given so.
    #[must_use]
    pub fn through_time(&self, subject: u32, fact: &Fact) -> Option<&ThroughTime> {
        let subject = self.of_kind(subject, fact.entity)?;
        if subject.through_time.is_empty() { None } else { subject.through_time.get(&fact.slot) }
    }

    /// Makes a fact unknown again.
    pub fn forget(&mut self, program: &Program, subject: u32, fact: FactId) {
        let slot = program.facts[fact].slot;
        let Some(known) = self.of_kind_mut(subject, program.facts[fact].entity) else { return };
        known.through_time.remove(&slot);
        if let Some(place) = known.facts.get_mut(slot) {
            *place = None;
        }
    }

    /// Records what a person judged.
    pub fn judge(&mut self, program: &Program, subject: u32, open: JudgementId, judged: Judged) {
        let slot = program.judgements[open].slot;
        let known = self.of_kind_mut(subject, program.judgements[open].entity);
        if let Some(place) = known.and_then(|subject| subject.judgements.get_mut(slot)) {
            *place = Some(judged);
        }
    }

    /// The case that an example of the law describes.
    #[must_use]
    pub fn of_example(program: &Program, example: &Example) -> Self {
        let mut case = Self::new(program, example.entity);
        for given in &example.givens {
            let place = match given.fills {
                None => 0,
                Some(fact) => case.fill(program, fact),
            };
            if let Some(subject) = case.subjects.get_mut(index(place)) {
                subject.title.clone_from(&given.title);
            }
            for (fact, value, _) in &given.facts {
                case.set(program, place, *fact, value.clone());
            }
            for (fact, values) in &given.through_time {
                case.set_through_time(program, place, *fact, values.clone());
            }
            for (judgement, answer, _) in &given.judgements {
                case.judge(program, place, *judgement, Judged::plainly(*answer));
            }
        }
        case
    }

    /// Adds a subject to the end of a list of `owner`, and gives its place.
    pub fn append(&mut self, program: &Program, owner: u32, list: FactId) -> u32 {
        let Some(listing) = program.facts[list].list else { return owner };
        let known = self.fact(owner, &program.facts[list]);
        let mut elements = match known {
            Some(Value::Subjects(elements)) => elements.to_vec(),
            _ => Vec::new(),
        };
        let place = self.add(program, listing.element);
        elements.push(place);
        self.set(program, owner, list, Value::Subjects(elements.into()));
        if let Some(way_back) = listing.way_back {
            self.set(program, place, way_back, Value::Subject(owner));
        }
        place
    }

    /// Adds the subject that `fact` of the first one points at, or one more to the list that it
    /// is, and gives its place; a fact that holds no subject is about the first one itself.
    pub fn fill(&mut self, program: &Program, fact: FactId) -> u32 {
        if program.facts[fact].list.is_some() {
            return self.append(program, 0, fact);
        }
        let Type::Subject(entity) = program.facts[fact].ty else { return 0 };
        let place = self.add(program, entity);
        self.set(program, 0, fact, Value::Subject(place));
        place
    }

    /// What is known of `fact` about `subject`.
    #[must_use]
    pub fn fact(&self, subject: u32, fact: &Fact) -> Option<&Value> {
        self.of_kind(subject, fact.entity)?.facts.get(fact.slot)?.as_ref()
    }

    /// What was judged of `subject`.
    #[must_use]
    pub fn judged(&self, subject: u32, judgement: &Judgement) -> Option<&Judged> {
        self.of_kind(subject, judgement.entity)?.judgements.get(judgement.slot)?.as_ref()
    }

    /// The subject at this place, when it is of this kind.
    #[must_use]
    pub fn of_kind(&self, place: u32, entity: EntityId) -> Option<&Subject> {
        self.subjects.get(index(place)).filter(|subject| subject.entity == entity)
    }

    fn of_kind_mut(&mut self, place: u32, entity: EntityId) -> Option<&mut Subject> {
        self.subjects.get_mut(index(place)).filter(|subject| subject.entity == entity)
    }

    /// Every subject with its place.
    pub fn places(&self) -> impl Iterator<Item = (u32, &Subject)> {
        (0..).zip(&self.subjects)
    }
}

/// A place in a list, as the list counts.
fn index(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}
