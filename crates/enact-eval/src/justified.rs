//! Which justifications a decision relies on: those of the protected facts that it used.
//!
//! Start at [`Decision::justifications`].

use crate::decide::Decision;
use crate::record::Source;
use enact_model::program::Justification;
use enact_model::table::RuleId;
use std::collections::BTreeSet;

impl Decision<'_> {
    /// The justifications of the protected facts that were read, in the order of the law: those
    /// of provisions of which a rule spoke, was displaced or turned out not to apply.
    #[must_use]
    pub fn justifications(&self) -> Vec<&Justification> {
        if self.program().justifications.is_empty() {
            return Vec::new();
        }
        let displaced = self.displacements.iter().flat_map(|pair| [pair.rule, pair.by]);
        let weighed: BTreeSet<RuleId> =
            self.grounds.iter().chain(&self.failures).copied().chain(displaced).collect();
        let relied = self.graph.justifications(&weighed).into_iter();
        relied.filter(|said| self.reads_fact(said)).collect()
    }

    fn reads_fact(&self, justification: &Justification) -> bool {
        self.reads.iter().any(|read| match read.source {
            Source::Fact(fact) | Source::Since(fact, _) => fact == justification.fact,
            Source::Parameter(..)
            | Source::Judgement(_)
            | Source::Step(_)
            | Source::Supposed(_) => false,
        })
    }
}
