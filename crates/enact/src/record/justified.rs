//! Why protected data could be used, in the record.

use crate::Ruleset;
use enact_eval::Decision;
use enact_model::Program;
use enact_model::program::Justification;
use serde::Serialize;

/// Why a protected fact could be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JustificationRecord<'d> {
    /// The name of the fact.
    pub fact: &'d str,
    /// The protected ground that it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protected_ground: Option<&'d str>,
    /// The protected ground that it stands in for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proxy_for: Option<&'d str>,
    /// Why, in the words of the law.
    pub why: &'d str,
    /// Under which rule of law.
    pub basis: &'d str,
    /// The provision that justifies the use.
    pub provision: String,
}

impl<'d> JustificationRecord<'d> {
    /// Those of `decision`.
    pub(super) fn all(ruleset: &'d Ruleset, decision: &Decision<'_>) -> Vec<Self> {
        let program = ruleset.program();
        let used = decision.justifications();
        let own = program.justifications.iter();
        let own = own.filter(|said| used.iter().any(|used| used.span == said.span));
        own.map(|said| Self::of(program, said)).collect()
    }

    fn of(program: &'d Program, said: &'d Justification) -> Self {
        let fact = &program.facts[said.fact];
        Self {
            fact: &fact.name,
            protected_ground: fact.privacy.protected.as_deref(),
            proxy_for: fact.privacy.proxy_for.as_deref(),
            why: &said.why,
            basis: &said.basis,
            provision: said.ground.cite(program.laws[said.law].language),
        }
    }
}
