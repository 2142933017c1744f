//! What verification finds, as findings in the reader's words: gaps, conflicts, dead rules, and
//! the verdicts on safeguards, each with the case that shows it.
//!
//! Start at [`verified`] for a law that is read, and at [`Ruleset::promises`](crate::Ruleset) for
//! its safeguards. Every case that is shown has been decided first.

mod calendar;
mod flaw;
mod never;
mod promised;
mod protected;
mod told;

pub use promised::judged;
pub(crate) use promised::{doubt_words, method_words};
pub use told::CaseTold;
pub(crate) use told::region;

use crate::Ruleset;
use enact_eval::{Case, Fault, Outcome};
use enact_graph::RuleGraph;
use enact_model::program::{Expr, Safeguard};
use enact_model::table::{RuleId, TermId};
use enact_source::{Diagnostic, Severity, Span};
use enact_value::Date;
use enact_verify::{
    Comparison, Differences, Judged, Means, OnlyOne, Patience, Promises, Replay, Replayed, Solver,
    VerifiedGraph, Versions, Witness,
};

/// Decides single cases for the verifier.
#[derive(Debug, Clone, Copy)]
pub struct Deciding;

impl Replay for Deciding {
    fn decide(&self, graph: &RuleGraph, term: TermId, case: &Case, on: Date) -> Replayed {
        if !enact_eval::inspect(graph, case, on).is_empty() {
            return Replayed::Refused;
        }
        match enact_eval::tried(graph, term, case, on) {
            Outcome::Value(value) => Replayed::Value(value),
            Outcome::NoEntitlement => Replayed::NoEntitlement,
            Outcome::Undecided(fault) => match fault {
                Fault::Gap { term, .. } => Replayed::Gap(term),
                Fault::Conflict { first, second, .. } => Replayed::Conflict(first, second),
                Fault::Limbs { rule, .. } => Replayed::Limbs(rule),
                Fault::Tied { span, .. } => Replayed::Tied(span),
                Fault::NoDay { span } => Replayed::NoDay(span),
                Fault::OutOfRange { span } | Fault::DivisionByZero { span } => {
                    Replayed::Fails(span)
                }
                _ => Replayed::Other,
            },
            Outcome::NotSet(norms) => {
                Replayed::NotSet(norms.into_iter().map(|norm| norm.parameter).collect())
            }
            Outcome::Needs(_) | Outcome::Awaiting(_) => Replayed::Unknown,
        }
    }

    fn spoken(&self, graph: &RuleGraph, term: TermId, case: &Case, on: Date) -> Vec<RuleId> {
        let decision = enact_eval::trial(graph, term, case, on);
        decision.conclusion().map_or_else(Vec::new, |step| decision.spoke(step).to_vec())
    }

    fn holds(&self, graph: &RuleGraph, condition: &Expr, case: &Case, on: Date) -> Option<bool> {
        if !enact_eval::inspect(graph, case, on).is_empty() {
            return None;
        }
        enact_eval::keeps(graph, condition, case, on)
    }
}

/// What every law is checked with.
const BRIEFLY: Means<'_> = Means { patience: Patience::BRIEF, replay: &Deciding, solver: None };

/// Verifies the laws of a graph: the verified graph when nothing is wrong, and every finding but
/// those that `known` ones say already.
#[must_use]
pub fn verified(
    graph: RuleGraph,
    known: &[Diagnostic],
) -> (Option<VerifiedGraph>, Vec<Diagnostic>) {
    let (used, idle) = (graph.protected(), graph.idle_justifications());
    let calendar = calendar::unsaid(graph.program());
    let (law, mut findings, used) = match enact_verify::verify(graph, BRIEFLY) {
        Ok(law) => {
            let findings = flaw::found(law.graph(), law.report());
            let used = protected::judged(&law, &used);
            let sound = used.iter().all(|finding| finding.severity() != Severity::Error);
            (sound.then_some(law), findings, used)
        }
        Err((graph, report)) => {
            let used = protected::unjudged(&graph, &used);
            (None, flaw::found(&graph, &report), used)
        }
    };
    findings.retain(|finding| !known.iter().any(|known| says_already(known, finding)));
    (law, [used, idle, findings, calendar].concat())
}

/// The findings of a law with those about gaps and contradictions as they are when a solver is
/// asked what was left open. There may be an error among them: a case that the solver knows.
#[must_use]
pub fn with_solver(
    law: &VerifiedGraph,
    findings: &[Diagnostic],
    solver: Option<&dyn Solver>,
) -> Vec<Diagnostic> {
    let open = |finding: &Diagnostic| finding.code.0 == "N0708";
    if solver.is_none() || !findings.iter().any(open) {
        return findings.to_vec();
    }
    let means = Means { solver, ..BRIEFLY };
    let found = match enact_verify::verify(law.graph().clone(), means) {
        Ok(law) => flaw::found(law.graph(), law.report()),
        Err((graph, report)) => flaw::found(&graph, &report),
    };
    let mut all: Vec<Diagnostic> =
        findings.iter().filter(|finding| !open(finding)).cloned().collect();
    for finding in found {
        if !all.iter().any(|known| *known == finding || says_already(known, &finding)) {
            all.push(finding);
        }
    }
    all
}

/// A comparison that never holds is why what rests on it never counts. In an applied provision
/// both stand where it is applied, and then where they are written.
fn says_already(known: &Diagnostic, finding: &Diagnostic) -> bool {
    let within = |inner: Span, outer: Span| {
        inner.file == outer.file && outer.start <= inner.start && inner.end <= outer.end
    };
    let written = |told: &Diagnostic| told.labels.last().map(|label| label.span);
    let inside = match finding.code.0 {
        "W0706" => true,
        "W0707" => {
            written(known).zip(written(finding)).is_some_and(|(inner, outer)| within(inner, outer))
        }
        _ => false,
    };
    known.code.0 == "W0366" && inside && within(known.span(), finding.span())
}

/// The verdict on every safeguard of the ruleset, in order; `told` hears of each, by its place,
/// before it is looked into. A `solver` is asked what is left open.
#[must_use]
pub fn promises(
    ruleset: &Ruleset,
    patience: Patience,
    solver: Option<&dyn Solver>,
    told: &mut dyn FnMut(usize),
) -> Vec<Judged> {
    enact_verify::promises(ruleset.law(), Means { patience, replay: &Deciding, solver }, told)
}

/// The promises of a law, to be judged one by one without the help of a solver.
pub(crate) fn promised(law: &VerifiedGraph, patience: Patience) -> Promises<'_> {
    Promises::of(law, Means { patience, replay: &Deciding, solver: None })
}

/// Whether a safeguard of the ruleset is broken by this case, or pair of cases.
#[must_use]
pub fn breaks(ruleset: &Ruleset, safeguard: &Safeguard, witness: &Witness) -> bool {
    enact_verify::breaks(&Deciding, ruleset.graph(), safeguard, witness)
}

/// Whether a term of one law and one of another come to the same in every case; or a case that they
/// decide differently.
#[must_use]
pub fn compared(
    versions: &Versions<'_>,
    terms: (TermId, TermId),
    patience: Patience,
    solver: Option<&dyn Solver>,
) -> Comparison {
    versions.compare(terms, Means { patience, replay: &Deciding, solver })
}

/// All cases in which a term of one law and one of another come to something else: in which manner,
/// where, and how much.
#[must_use]
pub fn differences(
    versions: &Versions<'_>,
    terms: (TermId, TermId),
    patience: Patience,
    solver: Option<&dyn Solver>,
) -> Differences {
    versions.differences(terms, Means { patience, replay: &Deciding, solver })
}

/// What only one of two laws accepts: values of facts that both have, and cases.
#[must_use]
pub fn accepted_by_one(versions: &Versions<'_>, patience: Patience) -> Vec<OnlyOne> {
    versions.accepted_by_one(Means { patience, replay: &Deciding, solver: None })
}
