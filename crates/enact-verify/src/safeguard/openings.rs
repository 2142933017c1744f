//! Which rules are looked into for a promise: first as few as may prove it.

use super::{Attempt, Doubt, Looked, Method, Promises, attempt};
use crate::effect::Changing;
use crate::machine::{Change, value_of_literal};
use crate::reach::read_by;
use enact_model::program::{Promise, Safeguard, Type};
use enact_model::table::{FactId, GroupId, TermId};
use std::collections::BTreeSet;

/// The groups to look into in each attempt: in the last, all.
pub(super) fn openings(
    question: &Promises<'_>,
    safeguard: &Safeguard,
    rests: &BTreeSet<GroupId>,
) -> Vec<Option<BTreeSet<GroupId>>> {
    let program = question.graph.program();
    let group = safeguard.group.iter().flat_map(|group| read_by(program, group));
    let mut open: BTreeSet<GroupId> = match &safeguard.promise {
        Promise::Monotone { .. } | Promise::Bounded { .. } | Promise::Independent { .. } => {
            return vec![Some(rests.iter().copied().chain(group).collect()), None];
        }
        Promise::Always { condition, .. } => read_by(program, condition),
        Promise::NoEntitlement { term, when } => {
            let mut open = read_by(program, when);
            open.insert(program.terms[*term].group);
            open
        }
        Promise::Symmetric { term, .. } => [program.terms[*term].group].into(),
    };
    open.extend(group);
    // What is no plain yes or no first: mostly it does not matter when a condition holds.
    let amounts = |open: &BTreeSet<GroupId>| {
        let is_amount = |group: &GroupId| {
            program.terms[program.groups[*group].term].ty != Type::YesNo || open.contains(group)
        };
        let near = question.reach.with_neighbours(open);
        near.into_iter().filter(is_amount).collect::<BTreeSet<_>>()
    };
    let near = question.reach.with_neighbours(&open);
    let farther = question.reach.with_neighbours(&near);
    let (near_amounts, amounts_farther) = (amounts(&open), amounts(&amounts(&open)));
    vec![Some(open), Some(near_amounts), Some(near), Some(amounts_farther), Some(farther), None]
}

/// How many choices the effect of a change on one value may take. Going value by value is worth
/// more patience than looking into all rules at once, where a choice costs more and proves less.
const VALUE_MOST: u64 = 50_000;

/// A promise that compares two cases, proved from what the change does to each value in between.
pub(super) fn value_by_value(
    question: &Promises<'_>,
    safeguard: &Safeguard,
    rests: &BTreeSet<GroupId>,
) -> Option<Method> {
    let (term, fact, how) = compared(&safeguard.promise)?;
    let program = question.graph.program();
    let changing = Changing {
        graph: question.graph,
        settled: question.settled,
        domain: &question.domain,
        any_day: &question.any_day,
        elsewhere: &question.elsewhere,
        reach: &question.reach,
        patience: VALUE_MOST.min(question.patience),
        fact,
        how,
        rests,
    };
    let mut found = question.known.borrow_mut();
    let known = found.entry((fact, how)).or_default();
    let top = program.terms[term].group;
    changing.find(top, known);
    let group = safeguard.group.iter().flat_map(|group| read_by(program, group));
    let group: BTreeSet<GroupId> = group.collect();
    let wild = changing.with_wild(top, known);
    let near = changing.with_read(&wild);
    let nearer = changing.with_read(&near);
    let mut openings = vec![BTreeSet::from([top]), wild, near, nearer];
    openings.dedup();
    let mut tried = openings.into_iter().flat_map(|open| {
        let open: BTreeSet<GroupId> = open.union(&group).copied().collect();
        changing.eased(&open).iter().map(move |eased| (open.clone(), *eased))
    });
    let proved = tried.find_map(|(open, eased)| {
        let looked = Looked { rests, open: Some(&open), known: Some(&*known), eased };
        match attempt(question, safeguard, looked, (2 * VALUE_MOST).min(2 * question.patience)) {
            Err(Attempt { doubt: Doubt::TooManyWays, .. }) => Some(None),
            Err(_) => None,
            Ok(method) => Some(Some(method)),
        }
    });
    let proved = proved.flatten()?;
    let below = question.reach.below(top);
    let effects = known.iter().filter(|(group, _)| below.contains(group));
    let ways = proved.ways + effects.map(|(_, effect)| effect.ways).sum::<u64>();
    Some(Method { ways, ..proved })
}

/// Of which value a promise compares two cases, and how they differ in which fact.
fn compared(promise: &Promise) -> Option<(TermId, FactId, Change)> {
    match promise {
        Promise::Monotone { term, fact, fact_up, .. } => {
            Some((*term, *fact, if *fact_up { Change::Up } else { Change::Down }))
        }
        Promise::Bounded { term, fact, step, .. } => {
            Some((*term, *fact, Change::Within(value_of_literal(step)?)))
        }
        Promise::Independent { term, fact } => Some((*term, *fact, Change::Any)),
        Promise::Always { .. } | Promise::NoEntitlement { .. } | Promise::Symmetric { .. } => None,
    }
}
