//! Every case that is shown has been decided first.

use crate::machine::Fault;
use crate::safeguard::number_of_answer;
use crate::witness::Witness;
use enact_graph::RuleGraph;
use enact_model::case::Case;
use enact_model::program::{Expr, Promise, Safeguard};
use enact_model::table::{ParameterId, RuleId, TermId};
use enact_source::Span;
use enact_value::{Date, Value};

/// Decides single cases of a law that is not verified yet.
pub trait Replay {
    /// What `term` of the first subject comes to.
    fn decide(&self, graph: &RuleGraph, term: TermId, case: &Case, on: Date) -> Replayed;
    /// The rules that speak when `term` of the first subject is decided.
    fn spoken(&self, graph: &RuleGraph, term: TermId, case: &Case, on: Date) -> Vec<RuleId>;
    /// Whether a condition of a promise holds of the first subject, where a claim that does not
    /// exist counts as zero; `None` when it has no answer.
    fn holds(&self, graph: &RuleGraph, condition: &Expr, case: &Case, on: Date) -> Option<bool>;
}

/// What a single case comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replayed {
    /// This value, over the term's denominator.
    Value(Value),
    /// No entitlement.
    NoEntitlement,
    /// No rule speaks for this term.
    Gap(TermId),
    /// Two rules speak and differ.
    Conflict(RuleId, RuleId),
    /// Two limbs of this rule hold and differ.
    Limbs(RuleId),
    /// Two elements of a list come in one place, at this expression.
    Tied(Span),
    /// A number leaves its range, or is divided by zero, at this expression.
    Fails(Span),
    /// The law does not accept the case.
    Refused,
    /// A search finds no day, at this expression.
    NoDay(Span),
    /// Norms that it rests on are not set.
    NotSet(Vec<ParameterId>),
    /// Something that it rests on is not known, or not judged.
    Unknown,
    /// It has no answer for another reason.
    Other,
}

/// Whether deciding `witness` shows the flaw.
pub(crate) fn shows(
    replay: &dyn Replay,
    graph: &RuleGraph,
    asked: TermId,
    fault: &Fault,
    witness: &Witness,
) -> bool {
    let Witness { case, on, .. } = witness;
    if let Fault::Overlap { first, second, .. } = fault {
        let spoken = replay.spoken(graph, asked, case, *on);
        return spoken.contains(first) && spoken.contains(second);
    }
    let found = replay.decide(graph, asked, case, *on);
    match (fault, found) {
        (Fault::Gap { term, .. }, Replayed::Gap(of)) => *term == of,
        (Fault::Conflict { first, second, .. }, Replayed::Conflict(one, other)) => {
            (*first, *second) == (one, other) || (*first, *second) == (other, one)
        }
        (Fault::Limbs { rule, .. }, Replayed::Limbs(of)) => *rule == of,
        (Fault::NotSet { parameter: Some(norm) }, Replayed::NotSet(norms)) => norms.contains(norm),
        (Fault::Tied { span }, Replayed::Tied(at))
        | (Fault::NoDay { span }, Replayed::NoDay(at))
        | (Fault::OutOfRange { span } | Fault::Division { span }, Replayed::Fails(at)) => {
            *span == at
        }
        _ => false,
    }
}

/// Whether deciding `witness` breaks the promise: each of its cases is in the group.
pub fn breaks(
    replay: &dyn Replay,
    graph: &RuleGraph,
    safeguard: &Safeguard,
    witness: &Witness,
) -> bool {
    let within = |case: &Case| {
        let group = safeguard.group.as_ref();
        group.is_none_or(|group| replay.holds(graph, group, case, witness.on) == Some(true))
    };
    if !within(&witness.case) || witness.other.as_ref().is_some_and(|other| !within(other)) {
        return false;
    }
    let decide = |term: TermId, case: &Case| replay.decide(graph, term, case, witness.on);
    let other = witness.other.as_ref().unwrap_or(&witness.case);
    let both = |term: TermId| (decide(term, &witness.case), decide(term, other));
    match &safeguard.promise {
        Promise::Always { condition, .. } => {
            replay.holds(graph, condition, &witness.case, witness.on) == Some(false)
        }
        Promise::NoEntitlement { term, when } => {
            replay.holds(graph, when, &witness.case, witness.on) == Some(true)
                && matches!(decide(*term, &witness.case), Replayed::Value(_))
        }
        Promise::Independent { term, .. } | Promise::Symmetric { term, .. } => {
            differ(replay, graph, *term, witness)
        }
        Promise::Monotone { term, never_up, .. } => {
            let (first, second) = both(*term);
            match (number_of_answer(&first), number_of_answer(&second)) {
                (Some(first), Some(second)) if *never_up => second > first,
                (Some(first), Some(second)) => second < first,
                _ => false,
            }
        }
        Promise::Bounded { term, by, .. } => {
            let (first, second) = both(*term);
            let by = crate::machine::value_of_literal(by);
            match (number_of_answer(&first), number_of_answer(&second), by) {
                (Some(first), Some(second), Some(by)) => (second - first).abs() > by,
                _ => false,
            }
        }
    }
}

/// Whether the two cases of a witness are both decided, and otherwise.
pub(crate) fn differ(
    replay: &dyn Replay,
    graph: &RuleGraph,
    term: TermId,
    witness: &Witness,
) -> bool {
    let decide = |case: &Case| replay.decide(graph, term, case, witness.on);
    let first = decide(&witness.case);
    let second = decide(witness.other.as_ref().unwrap_or(&witness.case));
    answered(&first) && answered(&second) && first != second
}

fn answered(found: &Replayed) -> bool {
    matches!(found, Replayed::Value(_) | Replayed::NoEntitlement)
}
