//! Which values are asked for on other days than the reference date, or under a fiction that no
//! case can state.

use crate::domain::Domain;
use crate::reach::{Reach, read_by};
use enact_graph::RuleGraph;
use enact_model::Program;
use enact_model::program::{Expr, ExprKind, Promise, Rule, Target, Type};
use enact_model::table::GroupId;
use std::collections::BTreeSet;

/// The groups whose rules count in other cases than those that are asked about.
#[derive(Debug, Clone, Default)]
pub(crate) struct Elsewhere {
    /// On other days.
    pub on_other_days: BTreeSet<GroupId>,
    /// Under fictions that may go against what the law assumes.
    pub feigned: BTreeSet<GroupId>,
}

impl Elsewhere {
    pub fn of(graph: &RuleGraph, reach: &Reach, domain: &Domain) -> Self {
        let mut found = Self::default();
        let below = |value: &Expr| {
            let read = read_by(graph.program(), value);
            read.into_iter().flat_map(|group| reach.below(group)).collect::<BTreeSet<_>>()
        };
        for expr in expressions(graph.program()) {
            expr.visit(&mut |part: &Expr| match &part.kind {
                ExprKind::On { value, .. } | ExprKind::SumOverMonths { value, .. } => {
                    found.on_other_days.extend(below(value));
                }
                ExprKind::FirstDayOn { condition, .. } => {
                    found.on_other_days.extend(below(condition));
                }
                ExprKind::AsIf { value, of, supposed } => {
                    let stated = supposed.as_deref().is_none_or(|supposed| {
                        matches!(supposed.ty, Type::YesNo | Type::Text | Type::Choice(_))
                    });
                    let free = matches!(of.target, Target::Fact(fact) if domain.is_free(fact));
                    if !(stated && free) {
                        found.feigned.extend(below(value));
                    }
                }
                _ => {}
            });
        }
        found
    }
}

/// Everything that is worked out for a case.
fn expressions(program: &Program) -> Vec<&Expr> {
    let rules = program.rules.rows().iter().flat_map(Rule::expressions);
    let assumed = program.assumptions.iter().map(|assumption| &assumption.condition);
    let needed = program.judgements.iter().filter_map(|(_, judged)| judged.precondition.as_ref());
    let groups = program.safeguards.iter().filter_map(|safeguard| safeguard.group.as_ref());
    let promised = program.safeguards.iter().filter_map(|safeguard| match &safeguard.promise {
        Promise::Always { condition, .. } => Some(condition),
        Promise::NoEntitlement { when, .. } => Some(when),
        _ => None,
    });
    rules.chain(assumed).chain(needed).chain(groups).chain(promised).collect()
}
