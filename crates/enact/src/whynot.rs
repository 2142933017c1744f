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
use enact_model::table::TermId;
use enact_source::Language;
use enact_value::{Date, Value};
use search::Axis;
pub use told::Told;

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
            Source::Fact(fact) => changes.extend(asked.fact(Property::Fact(fact), read.subject)),
            Source::Judgement(open) => {
                changes.extend(asked.fact(Property::Judgement(open), read.subject));
            }
            // No single value of a fact through time is changed.
            Source::Since(..) | Source::Parameter(..) | Source::Step(_) | Source::Supposed(_) => {}
        }
    }
    Some(changes)
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

    fn fact(&self, property: Property, subject: u32) -> Vec<Change> {
        let id = match property {
            Property::Judgement(open) => {
                let judged = self.case.judged(subject, &self.program().judgements[open]);
                let Some(answer) = judged.map(|judged| judged.answer) else { return Vec::new() };
                return self.others(
                    property,
                    subject,
                    &Value::YesNo(answer),
                    vec![Value::YesNo(!answer)],
                );
            }
            Property::Fact(id) => id,
        };
        let fact = &self.program().facts[id];
        let Some(from) = self.case.fact(subject, fact).cloned() else { return Vec::new() };
        let mut others: Vec<Value> = match fact.ty {
            Type::YesNo => [true, false].map(Value::YesNo).into(),
            Type::Choice(choice) => {
                let options = &self.program().choices[choice].options;
                options.iter().map(|option| Value::Text(option.clone())).collect()
            }
            Type::Text => thresholds::texts(self.ruleset, self.term),
            _ => Vec::new(),
        };
        if fact.optional {
            others.push(Value::Absent);
        }
        others.retain(|other| *other != from);
        let mut changes = self.others(property, subject, &from, others);
        if let Some(axis) = Axis::of(self, id, subject, &from) {
            changes.extend(axis.down().into_iter().chain(axis.up()));
        }
        changes
    }

    /// Of these other values those that give what is wanted.
    fn others(
        &self,
        property: Property,
        subject: u32,
        from: &Value,
        others: Vec<Value>,
    ) -> Vec<Change> {
        let changes = others.into_iter().filter_map(|to| {
            let outcome = self.tried(property, subject, &to)?;
            let way = Way::Other;
            let change = Change { property, subject, from: from.clone(), to, way, outcome };
            self.want.is(&change.outcome, &self.decision.outcome).then_some(change)
        });
        changes.collect()
    }

    /// What follows with another value of one fact or judgement; `None` when the law excludes it.
    fn tried(&self, property: Property, subject: u32, value: &Value) -> Option<Outcome> {
        let mut case = self.case.clone();
        match (property, value) {
            (Property::Fact(fact), _) => case.set(self.program(), subject, fact, value.clone()),
            (Property::Judgement(open), Value::YesNo(answer)) => {
                case.judge(self.program(), subject, open, Judged::plainly(*answer));
            }
            (Property::Judgement(_), _) => return None,
        }
        if !enact_eval::inspect(self.ruleset.graph(), &case, self.on).is_empty() {
            return None;
        }
        Some(self.ruleset.decide(self.term, &case, self.on).outcome)
    }
}
