//! Two laws over one vocabulary: a program with the rules of both, about the same cases.
//!
//! Start at [`Joint::of`]. The earlier law stays as it is; the later one is told in its words and
//! stands behind it. What is paired is one fact of the case, for which only what both laws accept
//! is left. A group of rules of the later law that means the same as one of the earlier law is
//! that one, so that whoever works out both works it out once.

mod meaning;
mod side;
mod translate;

pub(crate) use side::Side;

use crate::machine::Settled;
use crate::pairing::Pairing;
use crate::reach::{Reach, groups_in_order};
use crate::region::Region;
use enact_model::Program;
use enact_model::program::{Assumption, Expr, ExprKind, Target};
use enact_model::table::{GroupId, Id, JudgementId, RuleId, TermId};
use meaning::Meanings;
use std::collections::{BTreeMap, BTreeSet};
use translate::{Translation, later};

/// Two laws over one vocabulary.
#[derive(Debug)]
pub(crate) struct Joint {
    /// The rules of both.
    pub program: Program,
    /// What is known of those of the earlier law.
    pub settled: Settled,
    /// How a case of both is told to each.
    pub sides: [Side; 2],
    /// Per group of the later law, the one of the earlier that means the same.
    pub same: BTreeMap<GroupId, GroupId>,
    /// The assumptions, by their place in the joint program, that only one of the laws has: which
    /// of the two, and at which place.
    pub assumed_by_one: Vec<(usize, usize, usize)>,
    /// How many terms the earlier law has.
    terms: usize,
    /// Per group of the later law, its term.
    later_groups: Vec<TermId>,
}

impl Joint {
    pub fn of(before: &Program, settled: &Settled, after: &Program, pairing: &Pairing) -> Self {
        let mut program = before.clone();
        let translation = Translation::of(&mut program, before, after, pairing);
        translation.add_rules(&mut program, after);
        let sides = translation.sides(after);
        let terms = before.terms.len();
        let later_groups = after.groups.rows().iter().map(|group| group.term).collect();
        let mut joint = Self {
            program,
            settled: settled.clone(),
            sides,
            same: BTreeMap::new(),
            assumed_by_one: Vec::new(),
            terms,
            later_groups,
        };
        joint.unite(before, after);
        joint
    }

    /// The term of the later law.
    pub fn later_term(&self, term: TermId) -> TermId {
        later(term, self.terms)
    }

    /// The term that the later law itself has for one of the joint program.
    pub fn of_later(&self, term: TermId) -> TermId {
        TermId::from_index(term.index().saturating_sub(self.terms))
    }

    /// The region in the words of each law, where it has them.
    pub fn told_to_each(&self, region: &Region) -> [Option<Region>; 2] {
        let earlier: BTreeMap<GroupId, GroupId> =
            self.same.iter().rev().map(|(later, earlier)| (*earlier, *later)).collect();
        let later = |term: TermId| {
            let group = &self.program.terms[term].group;
            earlier.get(group).map(|group| self.later_groups[group.index()])
        };
        let own = |term: TermId| (term.index() < self.terms).then_some(term);
        [self.sides[0].region(region, &own), self.sides[1].region(region, &later)]
    }

    /// The region without what only the later law has words for.
    pub fn as_earlier(&self, region: &Region) -> Region {
        let mut told = region.clone();
        told.stated.retain(|about, extent| {
            let stated = [(about.clone(), extent.clone())].into();
            self.told_to_each(&Region { on: None, stated })[0].is_some()
        });
        told
    }

    /// Lets groups that mean the same be one, and leaves out what is assumed or required twice.
    fn unite(&mut self, before: &Program, after: &Program) {
        let supposed = supposed_terms(&self.program);
        let mut meanings = Meanings::new(&self.program, supposed.as_ref());
        let mut first: BTreeMap<usize, GroupId> = BTreeMap::new();
        for group in groups_in_order(before) {
            let class = meanings.group(&self.program, group);
            first.entry(class).or_insert(group);
        }
        let groups = before.groups.len();
        let mut as_one: BTreeMap<GroupId, GroupId> = BTreeMap::new();
        for group in groups_in_order(after) {
            let class = meanings.group(&self.program, later(group, groups));
            if let Some(earlier) = first.get(&class) {
                as_one.insert(later(group, groups), *earlier);
                self.same.insert(group, *earlier);
            }
        }
        self.assume_once(before, &mut meanings);
        self.replace(&as_one, &supposed.unwrap_or_default(), before);
    }

    fn assume_once(&mut self, before: &Program, meanings: &mut Meanings<'_>) {
        let all = std::mem::take(&mut self.program.assumptions);
        let meaning = |assumption: &Assumption, meanings: &mut Meanings<'_>| {
            meanings.condition(&self.program, assumption.entity, &assumption.condition)
        };
        let meant: Vec<usize> = all.iter().map(|of| meaning(of, meanings)).collect();
        let (earlier, later) = meant.split_at(before.assumptions.len().min(meant.len()));
        let mut kept = Vec::new();
        for (place, assumption) in all.into_iter().enumerate() {
            let of_before = place < earlier.len();
            let other = if of_before { later } else { earlier };
            let own = if of_before { place } else { place - earlier.len() };
            if !meant.get(place).is_some_and(|meaning| other.contains(meaning)) {
                self.assumed_by_one.push((kept.len(), usize::from(!of_before), own));
                kept.push(assumption);
            } else if of_before {
                kept.push(assumption);
            }
        }
        self.program.assumptions = kept;
    }

    /// Lets whatever reads one of these groups read the other.
    fn replace(
        &mut self,
        as_one: &BTreeMap<GroupId, GroupId>,
        supposed: &BTreeSet<String>,
        before: &Program,
    ) {
        let ids: Vec<TermId> = self.program.terms.ids().skip(self.terms).collect();
        let mut renamed: BTreeMap<TermId, TermId> = BTreeMap::new();
        for id in ids {
            let term = &mut self.program.terms[id];
            let Some(group) = as_one.get(&term.group) else { continue };
            term.group = *group;
            let earlier = before.groups[*group].term;
            if supposed.contains(&term.name) && before.terms[earlier].name == term.name {
                renamed.insert(id, earlier);
            }
        }
        let mut change = |expr: &mut Expr| {
            if let ExprKind::Under(group) = &mut expr.kind
                && let Some(earlier) = as_one.get(group)
            {
                *group = *earlier;
            }
            if let Some(reference) = expr.reference_mut()
                && let Target::Term(term) = &mut reference.target
                && let Some(earlier) = renamed.get(term)
            {
                *term = *earlier;
            }
        };
        let rules: Vec<RuleId> = self.program.rules.ids().skip(before.rules.len()).collect();
        for rule in rules {
            for expr in self.program.rules[rule].expressions_mut() {
                expr.change(&mut change);
            }
        }
        for assumption in self.program.assumptions.iter_mut().skip(before.assumptions.len()) {
            assumption.condition.change(&mut change);
        }
        let judgements: Vec<JudgementId> = self.program.judgements.ids().collect();
        for judgement in judgements {
            if let Some(condition) = &mut self.program.judgements[judgement].precondition {
                condition.change(&mut change);
            }
        }
    }

    /// The groups on which the two terms rest and that only one of the laws has.
    pub fn changed(&self, reach: &Reach, (before, after): (TermId, TermId)) -> BTreeSet<GroupId> {
        let program = &self.program;
        let earlier = reach.below(program.terms[before].group);
        let later = reach.below(program.terms[after].group);
        earlier.symmetric_difference(&later).copied().collect()
    }
}

/// The names of terms that some fiction replaces; none when the laws have no fictions.
fn supposed_terms(program: &Program) -> Option<BTreeSet<String>> {
    let mut found: Option<BTreeSet<String>> = None;
    for expr in program.rules.rows().iter().flat_map(enact_model::program::Rule::expressions) {
        expr.visit(&mut |part| {
            let ExprKind::AsIf { of, .. } = &part.kind else { return };
            let names = found.get_or_insert_default();
            if let Target::Term(term) = of.target {
                names.insert(program.terms[term].name.clone());
            }
        });
    }
    found
}
