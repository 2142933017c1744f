//! Why a case comes out as it does and not otherwise: the nearest change of a single fact that
//! alters the outcome.
//!
//! Start at [`why_not`]. For every fact and judgement that the decision read, it looks for
//! another value with which, all else being equal, the wanted outcome follows. What is not read
//! cannot alter the outcome on its own.
//!
//! **What is certain.** Every reported change was decided: with it the reported outcome follows.
//! For a number or a date the reported value is an exact boundary: the value just before it, on
//! the side of the case, was decided too and does not give what was wanted. A change that the
//! law's ranges and assumptions exclude is never reported.
//!
//! **What is not.** Between the case and the boundary the values are tried at every figure of the
//! law and the case that can matter, and at doubling distances, not one by one. Where an outcome
//! changes and changes back between two of those, that stretch can be passed over. *Or lower* is
//! said when every further value that was tried comes to the same.

mod course;
mod search;
mod thresholds;
mod told;

use crate::Ruleset;
use crate::case::given_value;
use crate::names::Property;
use crate::table::expected;
use crate::typed;
use enact_eval::{Case, Decision, Judged, Outcome, Source};
use enact_model::Program;
use enact_model::program::{Expected, Type};
use enact_model::table::{FactId, JudgementId, TermId};
use enact_source::Language;
use enact_value::{Date, Value};
use search::Axis;

pub use course::{Course, Level, Point, Side, Threshold, both, courses};
pub use told::{Told, report};

/// What outcome is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Want {
    /// Any other outcome.
    Other,
    /// A higher number; a value where there is no entitlement now.
    More,
    /// A value, and not zero or *no*.
    Entitled,
    /// Exactly this value.
    Value(Value),
    /// No entitlement.
    NoEntitlement,
}

impl Want {
    /// Reads `more`, `entitled`, *no entitlement* or a value of `term`, as it is typed; `None`
    /// when it is none of these.
    #[must_use]
    pub fn read(program: &Program, term: TermId, text: &str, language: Language) -> Option<Self> {
        match text.trim() {
            "more" | "meer" => return Some(Self::More),
            "entitled" | "aanspraak" => return Some(Self::Entitled),
            _ => {}
        }
        let written = typed::machine(text, program.terms[term].ty, language);
        match expected::read(program, term, &given_value(written)).ok()? {
            Expected::Value { value, .. } => Some(Self::Value(value)),
            Expected::NoEntitlement(_) => Some(Self::NoEntitlement),
            _ => None,
        }
    }

    /// Whether `found` is what is wanted, where the case itself comes to `now`. Only a settled
    /// outcome ever is.
    fn is(&self, found: &Outcome, now: &Outcome) -> bool {
        if !settled(found) || found == now {
            return false;
        }
        match (self, found) {
            (Self::Other, _) => true,
            (Self::More, Outcome::Value(value)) => match now {
                Outcome::Value(present) => value > present,
                _ => positive(value),
            },
            (Self::Entitled, Outcome::Value(value)) => positive(value),
            (Self::Value(wanted), Outcome::Value(value)) => wanted == value,
            (Self::NoEntitlement, Outcome::NoEntitlement) => true,
            _ => false,
        }
    }
}

const fn settled(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Value(_) | Outcome::NoEntitlement)
}

const fn positive(value: &Value) -> bool {
    !matches!(value, Value::YesNo(false) | Value::Number(..=0) | Value::Absent)
}

/// A single change that alters the outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The fact or judgement.
    pub property: Property,
    /// About whom: a place in the case.
    pub subject: u32,
    /// The first day of the value, of a fact that is given through time: only this value changes.
    pub since: Option<Date>,
    /// What the case says.
    pub from: Value,
    /// What it would have to say.
    pub to: Value,
    /// Which way the value moves.
    pub way: Way,
    /// What then follows.
    pub outcome: Outcome,
}

/// Which way a value moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// To another answer.
    Other,
    /// Down, or earlier.
    Down(Boundary),
    /// Up, or later.
    Up(Boundary),
}

/// The exact place at which the outcome changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boundary {
    /// The nearest value, on the side of the case, that does not give what is wanted.
    pub before: Value,
    /// What follows there.
    pub outcome: Outcome,
    /// Whether every further value that was tried comes to the same.
    pub and_beyond: bool,
}

/// What `term` comes to, and the single changes that give what is wanted, in the order in which
/// the decision read its facts. `None` when the case has no settled outcome to differ from.
#[must_use]
pub fn why_not(
    ruleset: &Ruleset,
    term: TermId,
    case: &Case,
    on: Date,
    want: &Want,
) -> Option<Vec<Change>> {
    let decision = ruleset.decide(term, case, on);
    if !settled(&decision.outcome) {
        return None;
    }
    let asked = Asked { ruleset, term, case, on, want, decision: &decision };
    let mut changes = Vec::new();
    for read in decision.data() {
        match read.source {
            Source::Fact(fact) => changes.extend(asked.fact(Place::of(fact, read.subject))),
            Source::Since(fact, value) => {
                let place = Place::of(fact, read.subject);
                changes.extend(asked.fact(Place { value: Some(value), ..place }));
            }
            Source::Judgement(open) => changes.extend(asked.judgement(open, read.subject)),
            Source::Parameter(..) | Source::Step(_) | Source::Supposed(_) => {}
        }
    }
    Some(changes)
}

/// What the decision read and of which not every other value was tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsearched {
    /// A list: elements were left out one by one, and none was added.
    More {
        /// The list.
        list: FactId,
        /// Whose.
        subject: u32,
    },
    /// A fact that is absent: no value was put in its place.
    Absent {
        /// The fact.
        fact: FactId,
        /// Of whom.
        subject: u32,
    },
}

/// What [`why_not`] leaves out, in the order in which the decision read it.
#[must_use]
pub fn unsearched(ruleset: &Ruleset, term: TermId, case: &Case, on: Date) -> Vec<Unsearched> {
    let program = ruleset.program();
    let read = ruleset.decide(term, case, on).data();
    let left = read.iter().filter_map(|read| {
        let Source::Fact(fact) = read.source else { return None };
        let (row, subject) = (&program.facts[fact], read.subject);
        match (case.fact(subject, row)?, row.ty) {
            (_, Type::List(_)) => Some(Unsearched::More { list: fact, subject }),
            (Value::Absent, Type::Choice(_) | Type::Text | Type::YesNo) => None,
            (Value::Absent, _) => Some(Unsearched::Absent { fact, subject }),
            _ => None,
        }
    });
    left.collect()
}

/// A value of the case: a fact of somebody, or one of its values through time.
#[derive(Debug, Clone, Copy)]
struct Place {
    fact: FactId,
    subject: u32,
    value: Option<u32>,
}

impl Place {
    const fn of(fact: FactId, subject: u32) -> Self {
        Self { fact, subject, value: None }
    }
}

/// One question about one case.
struct Asked<'a> {
    ruleset: &'a Ruleset,
    term: TermId,
    case: &'a Case,
    on: Date,
    want: &'a Want,
    decision: &'a Decision<'a>,
}

impl Asked<'_> {
    fn program(&self) -> &Program {
        self.ruleset.program()
    }

    fn judgement(&self, open: JudgementId, subject: u32) -> Option<Change> {
        let judged = self.case.judged(subject, &self.program().judgements[open])?;
        let (from, to) = (Value::YesNo(judged.answer), Value::YesNo(!judged.answer));
        let mut case = self.case.clone();
        case.judge(self.program(), subject, open, Judged::plainly(!judged.answer));
        let outcome = self.follows(&case)?;
        let property = Property::Judgement(open);
        let change = Change { property, subject, since: None, from, to, way: Way::Other, outcome };
        self.want.is(&change.outcome, &self.decision.outcome).then_some(change)
    }

    fn fact(&self, place: Place) -> Vec<Change> {
        let fact = &self.program().facts[place.fact];
        let Some((from, _)) = self.known(place) else { return Vec::new() };
        let mut others: Vec<Value> = match fact.ty {
            Type::YesNo => [true, false].map(Value::YesNo).into(),
            Type::Choice(choice) => {
                let options = &self.program().choices[choice].options;
                options.iter().map(|option| Value::Text(option.clone())).collect()
            }
            Type::Text => thresholds::texts(self.ruleset, self.term),
            Type::List(_) => without_one(&from),
            _ => Vec::new(),
        };
        if fact.optional {
            others.push(Value::Absent);
        }
        others.retain(|other| *other != from);
        let mut changes = self.others(place, &from, others);
        if let Some(axis) = Axis::of(self, place, &from) {
            changes.extend(axis.down().into_iter().chain(axis.up()));
        }
        changes
    }

    /// What the case says at `place`, and since when.
    fn known(&self, place: Place) -> Option<(Value, Option<Date>)> {
        let fact = &self.program().facts[place.fact];
        let Some(value) = place.value else {
            return self.case.fact(place.subject, fact).map(|value| (value.clone(), None));
        };
        let values = self.case.through_time(place.subject, fact)?;
        let (from, value) = values.get(usize::try_from(value).ok()?)?;
        Some((value.clone(), Some(*from)))
    }

    /// Of these other values those that give what is wanted.
    fn others(&self, place: Place, from: &Value, others: Vec<Value>) -> Vec<Change> {
        let changes = others.into_iter().filter_map(|to| {
            let outcome = self.tried(place, &to)?;
            let change = self.change(place, from.clone(), to, Way::Other, outcome);
            self.want.is(&change.outcome, &self.decision.outcome).then_some(change)
        });
        changes.collect()
    }

    fn change(&self, place: Place, from: Value, to: Value, way: Way, outcome: Outcome) -> Change {
        Change {
            property: Property::Fact(place.fact),
            subject: place.subject,
            since: self.known(place).and_then(|(_, since)| since),
            from,
            to,
            way,
            outcome,
        }
    }

    /// What follows with another value at `place`; `None` when the law excludes it.
    fn tried(&self, place: Place, value: &Value) -> Option<Outcome> {
        let mut case = self.case.clone();
        let fact = &self.program().facts[place.fact];
        match place.value {
            None => case.set(self.program(), place.subject, place.fact, value.clone()),
            Some(number) => {
                let mut values = self.case.through_time(place.subject, fact)?.clone();
                values.get_mut(usize::try_from(number).ok()?)?.1 = value.clone();
                case.set_through_time(self.program(), place.subject, place.fact, values);
            }
        }
        self.follows(&case)
    }

    /// What follows from a changed case; `None` when the law excludes it.
    fn follows(&self, case: &Case) -> Option<Outcome> {
        if !enact_eval::inspect(self.ruleset.graph(), case, self.on).is_empty() {
            return None;
        }
        Some(self.ruleset.outcome(self.term, case, self.on))
    }
}

/// The list without each of its elements in turn.
fn without_one(list: &Value) -> Vec<Value> {
    let Value::Subjects(elements) = list else { return Vec::new() };
    let without = |left: &u32| elements.iter().copied().filter(|other| other != left).collect();
    elements.iter().map(|left| Value::Subjects(without(left))).collect()
}
