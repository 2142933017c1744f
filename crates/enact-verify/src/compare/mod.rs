//! Whether two laws decide every case the same; and if not, which cases they decide differently.
//!
//! Start at [`Versions::of`]. Both laws are told in one vocabulary ([`joint`](crate::joint)) and
//! worked out side by side on every case that both accept. Groups of rules that mean the same in
//! both are worked out once, and at first only as far as their summary says: what changed is
//! looked into. [`Versions::compare`] ends at the first case that is decided differently,
//! [`Versions::differences`] tells of all of them. Every case that is shown has been decided by
//! both laws.

mod accepted;
mod cases;
mod few;
mod inside;
mod parts;
mod plain;
mod search;
mod told;

pub use told::{
    Change, Comparison, Difference, Differences, Direction, Kind, OnlyOne, Others, Part, Size,
};

use crate::Means;
use crate::domain::Domain;
use crate::joint::Joint;
use crate::pairing::Pairing;
use crate::reach::{Reach, read_by};
use crate::safeguard::{Doubt, Method};
use crate::verify::VerifiedGraph;
use enact_graph::RuleGraph;
use enact_model::program::{ExprKind, Promise, Safeguard, Scale, Target, Type};
use enact_model::table::{GroupId, TermId};
use enact_value::lcm;
use search::{Found, Search};
use std::collections::BTreeSet;

/// Two laws, to be compared.
#[derive(Debug)]
pub struct Versions<'a> {
    before: &'a VerifiedGraph,
    after: &'a RuleGraph,
    joint: Joint,
    reach: Reach,
}

impl<'a> Versions<'a> {
    /// The two laws over one vocabulary.
    #[must_use]
    pub fn of(before: &'a VerifiedGraph, after: &'a RuleGraph, pairing: &Pairing) -> Self {
        let program = before.graph().program();
        let joint = Joint::of(program, before.settled(), after.program(), pairing);
        let reach = Reach::of(&joint.program);
        Self { before, after, joint, reach }
    }

    /// The groups of rules of the later law that mean the same as one of the earlier law, all
    /// that they rest on included; each with that one.
    pub fn same_meaning(&self) -> impl Iterator<Item = (GroupId, GroupId)> + '_ {
        self.joint.same.iter().map(|(after, before)| (*after, *before))
    }

    /// Whether the term of the earlier law and that of the later one mean the same: equal in every
    /// case, without a look at any.
    #[must_use]
    pub fn mean_the_same(&self, (before, after): (TermId, TermId)) -> bool {
        let terms = &self.joint.program.terms;
        terms[before].group == terms[self.joint.later_term(after)].group
    }

    /// Whether a safeguard of the later law speaks of nothing but values that mean the same in the
    /// earlier law.
    #[must_use]
    pub fn promise_the_same(&self, safeguard: &Safeguard) -> bool {
        let program = self.after.program();
        let (terms, condition) = match &safeguard.promise {
            Promise::Always { condition, .. } => (None, Some(condition)),
            Promise::NoEntitlement { term, when } => (Some(*term), Some(when)),
            Promise::Monotone { term, .. }
            | Promise::Bounded { term, .. }
            | Promise::Independent { term, .. }
            | Promise::Symmetric { term, .. } => (Some(*term), None),
        };
        let conditions = || condition.into_iter().chain(&safeguard.group);
        let mut norms = false;
        conditions().for_each(|condition| {
            condition.visit(&mut |part| {
                let target = part.reference().map(|reference| reference.target);
                norms |= matches!(target, Some(Target::Parameter(_)))
                    || matches!(part.kind, ExprKind::Reciprocal(_) | ExprKind::Through { .. });
            });
        });
        let read = conditions().flat_map(|condition| read_by(program, condition));
        let mut groups = terms.map(|term| program.terms[term].group).into_iter().chain(read);
        !norms && groups.all(|group| self.joint.same.contains_key(&group))
    }

    /// Whether the term of the earlier law and that of the later one come to the same in every
    /// case that both laws accept; if not, a case in which they do not.
    #[must_use]
    pub fn compare(&self, terms: (TermId, TermId), means: Means<'_>) -> Comparison {
        if self.mean_the_same(terms) {
            return Comparison::Equal(BY_STRUCTURE);
        }
        let Some(asked) = Asked::of(self, terms) else {
            return Comparison::NotProved(Doubt::Beyond);
        };
        let domain = Domain::of(&self.joint.program, means.patience.list_most);
        let search = Search::new(self, asked, &domain, means);
        let mut suspected = Vec::new();
        for open in [&search.changed, &search.wider()] {
            match search.quickly(open) {
                Found::Equal(method) => return Comparison::Equal(method),
                Found::Case(difference) => return Comparison::Differs(*difference),
                Found::Suspected(region) => suspected.push(region),
                Found::Doubt(_) => {}
            }
        }
        if let Some(found) = suspected.iter().rev().flatten().find_map(|region| search.near(region))
        {
            return Comparison::Differs(found);
        }
        match search.everywhere() {
            Found::Equal(method) => Comparison::Equal(method),
            Found::Case(difference) => Comparison::Differs(*difference),
            Found::Suspected(_) => Comparison::NotProved(Doubt::NoCase),
            Found::Doubt(doubt) => Comparison::NotProved(doubt),
        }
    }
}

/// Nothing had to be looked at.
const BY_STRUCTURE: Method =
    Method { by_structure: true, ways: 0, lists_up_to: None, solver: None };

/// What is compared, as terms of the joint program, and what brings the number of each to one
/// denominator.
#[derive(Debug, Clone, Copy)]
struct Asked {
    before: TermId,
    after: TermId,
    factors: (i128, i128),
    /// That denominator.
    denominator: i128,
}

impl Asked {
    /// `None` when the answers are of different kinds, or about others.
    fn of(versions: &Versions<'_>, (before, after): (TermId, TermId)) -> Option<Self> {
        let after = versions.joint.later_term(after);
        let terms = &versions.joint.program.terms;
        let (one, other) = (&terms[before], &terms[after]);
        let words = |ty: Type| matches!(ty, Type::Choice(_) | Type::Text);
        let alike = one.ty == other.ty || (words(one.ty) && words(other.ty));
        if one.entity != other.entity || !alike {
            return None;
        }
        let (denominator, factors) = match (one.scale, other.scale) {
            (Scale::Fixed { denominator: first, .. }, Scale::Fixed { denominator: second, .. }) => {
                let common = lcm(first, second)?;
                (common, (common / first, common / second))
            }
            _ => (1, (1, 1)),
        };
        Some(Self { before, after, factors, denominator })
    }
}

/// Groups of which the rules are looked into.
type Groups = BTreeSet<GroupId>;
