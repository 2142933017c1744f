//! Whether a case keeps to what the law assumes of the outside world.
//!
//! A case with a breach is refused before anything is decided on it. Start at [`inspect`].

use crate::case::{Case, facts_of};
use crate::expression::Evaluator;
use crate::reading::{Fit, fit};
use crate::record::OutcomeOnly;
use enact_graph::RuleGraph;
use enact_model::Program;
use enact_model::program::{Expr, Fact, Type};
use enact_model::table::FactId;
use enact_source::Span;
use enact_value::{Date, Value};
use std::collections::BTreeSet;

/// Something in the case that the law excludes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breach {
    /// The number lies outside the range of the fact.
    Range {
        /// The fact.
        fact: FactId,
        /// About whom: a place in the case.
        subject: u32,
    },
    /// The fact holds another kind of value, or was stated absent and is not optional.
    Kind {
        /// The fact.
        fact: FactId,
        /// About whom: a place in the case.
        subject: u32,
    },
    /// The fact points at a subject that is not in the case, or is of another kind.
    Subject {
        /// The fact.
        fact: FactId,
        /// About whom: a place in the case.
        subject: u32,
    },
    /// A power is exercised in a case in which the law does not allow it.
    Power {
        /// The exercise.
        power: enact_model::table::JudgementId,
        /// The condition that does not hold: its own, or one on its provision.
        condition: Span,
        /// About whom: a place in the case.
        subject: u32,
    },
    /// An assumption of the law does not hold.
    Assumption {
        /// Its place in [`Program::assumptions`](enact_model::Program::assumptions).
        assumption: usize,
        /// About whom: a place in the case.
        subject: u32,
    },
}

/// Every breach of the declared ranges and of the law's assumptions, in order of the subjects.
/// What is unknown breaches nothing.
#[must_use]
pub fn inspect(graph: &RuleGraph, case: &Case, on: Date) -> Vec<Breach> {
    let program = graph.program();
    let mut breaches = Vec::new();
    for (place, subject) in case.places() {
        for (id, fact) in facts_of(program, subject.entity) {
            let once = case.fact(place, fact).into_iter();
            let later = case.through_time(place, fact).into_iter().flatten();
            let values = once.chain(later.map(|(_, value)| value));
            breaches.extend(
                values
                    .filter_map(|value| breach_of(program, case, (id, fact), value, place))
                    .next(),
            );
        }
    }
    if breaches.is_empty() {
        breaches = assumptions(graph, case, on);
        breaches.extend(powers(graph, case, on));
    }
    breaches
}

fn breach_of(
    program: &Program,
    case: &Case,
    (id, fact): (FactId, &Fact),
    value: &Value,
    subject: u32,
) -> Option<Breach> {
    match (fit(program, fact, value), value, fact.ty) {
        (Fit::OutOfRange, _, _) => Some(Breach::Range { fact: id, subject }),
        (Fit::Wrong, _, _) => Some(Breach::Kind { fact: id, subject }),
        (Fit::Right, Value::Subject(other), Type::Subject(entity))
            if case.of_kind(*other, entity).is_none() =>
        {
            Some(Breach::Subject { fact: id, subject })
        }
        (Fit::Right, Value::Subjects(elements), Type::List(entity))
            if elements.iter().any(|element| case.of_kind(*element, entity).is_none()) =>
        {
            Some(Breach::Subject { fact: id, subject })
        }
        (Fit::Right, _, _) => None,
    }
}

/// The assumptions that do not hold, on the reference date or on a day on which a fact changes.
/// They are only asked once every value is of its kind.
fn assumptions(graph: &RuleGraph, case: &Case, on: Date) -> Vec<Breach> {
    let program = graph.program();
    let mut breaches = Vec::new();
    let changes = case.subjects.iter().flat_map(|subject| subject.through_time.values().flatten());
    let mut days: BTreeSet<Date> = changes.map(|(from, _)| *from).collect();
    days.insert(on);
    for day in days {
        let mut evaluator = Evaluator::<OutcomeOnly>::new(program, case, day);
        for (number, assumption) in program.assumptions.iter().enumerate() {
            for (place, _) in case.places().filter(|(_, of)| of.entity == assumption.entity) {
                let breach = Breach::Assumption { assumption: number, subject: place };
                if !breaches.contains(&breach)
                    && evaluator.alone(&assumption.condition, place) == Ok(Value::YesNo(false))
                {
                    breaches.push(breach);
                }
            }
        }
    }
    breaches
}

/// The powers that are exercised although their precondition does not hold.
fn powers(graph: &RuleGraph, case: &Case, on: Date) -> Vec<Breach> {
    let program = graph.program();
    let mut breaches = Vec::new();
    let mut evaluator = Evaluator::<OutcomeOnly>::new(program, case, on);
    for (id, judgement) in program.judgements.iter() {
        let Some(condition) = &judgement.precondition else { continue };
        for (subject, _) in case.places().filter(|(_, of)| of.entity == judgement.entity) {
            let exercised = case.judged(subject, judgement).is_some_and(|judged| judged.answer);
            let mut fails = |part| evaluator.alone(part, subject) == Ok(Value::YesNo(false));
            if exercised && fails(condition) {
                let within = |part: &Expr| {
                    condition.span.file == part.span.file
                        && condition.span.start <= part.span.start
                        && part.span.end <= condition.span.end
                };
                let parts = condition.children().into_iter();
                let outer = parts.filter(|part| !within(part)).find(|part| fails(part));
                let condition = outer.map_or(condition.span, |part| part.span);
                breaches.push(Breach::Power { power: id, subject, condition });
            }
        }
    }
    breaches
}
