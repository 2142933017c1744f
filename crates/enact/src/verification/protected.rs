//! Protected facts on the way to a decision: an error without a justification, a note where it is
//! proved that the fact changes the outcome in no case.

use enact_graph::{ProtectedUse, RuleGraph};
use enact_model::table::{FactId, TermId};
use enact_source::Diagnostic;
use enact_verify::{Influence, Patience, VerifiedGraph};
use std::collections::BTreeMap;

/// A finding for each use of a protected fact that no provision justifies. A use is an error as
/// soon as one outcome may be another for another value of the fact.
pub(super) fn judged(law: &VerifiedGraph, used: &[ProtectedUse]) -> Vec<Diagnostic> {
    let graph = law.graph();
    let mut known: BTreeMap<(FactId, TermId), bool> = BTreeMap::new();
    let findings = used.iter().map(|used| {
        let fact = used.fact;
        let counts = used.outcomes.iter().find(|outcome| {
            let possible = || {
                let influence = Influence::of(law, fact, outcome.term, Patience::BRIEF);
                influence == Influence::Possible
            };
            *known.entry((fact, outcome.term)).or_insert_with(possible)
        });
        match counts {
            Some(outcome) => graph.without_justification(used, outcome),
            None => graph.without_influence(used),
        }
    });
    findings.collect()
}

/// A finding for each use, in a law that could not be verified: nothing is proved of it.
pub(super) fn unjudged(graph: &RuleGraph, used: &[ProtectedUse]) -> Vec<Diagnostic> {
    let gravest = |used: &ProtectedUse| {
        let outcome = used.outcomes.first()?;
        Some(graph.without_justification(used, outcome))
    };
    used.iter().filter_map(gravest).collect()
}
