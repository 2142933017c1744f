//! As few cases as show all: first greedily, then without every one that can be missed. Where a
//! case is exactly at a boundary, others that happen to be near it do not count.

use super::gather::Kept;
use crate::goals::{Goal, Goals, Seen, Tally};
use std::collections::BTreeSet;

/// Of `kept` as few as show, together with `prior`, all that is shown; each with what would be
/// lost without it, in order of the first of that.
pub(super) fn choose(goals: &Goals<'_>, prior: &[Kept], kept: &[Kept]) -> Vec<(Kept, Vec<Goal>)> {
    let sharp: BTreeSet<Goal> = kept.iter().flat_map(|kept| kept.sharp.clone()).collect();
    let counted = kept.iter().map(|kept| {
        let blunt = sharp.difference(&kept.sharp).copied().collect();
        kept.seen.without(&blunt)
    });
    let choice = Choice { goals, prior, kept: counted.collect() };
    let all: BTreeSet<usize> = (0..kept.len()).collect();
    let wanted = choice.shown_with(&all);
    let mut chosen = choice.greedy(&wanted);
    for number in choice.least_first(&chosen) {
        let mut rest = chosen.clone();
        rest.remove(&number);
        if choice.shown_with(&rest) == wanted {
            chosen = rest;
        }
    }
    let place = |goal: &Goal| goals.all.iter().position(|known| known == goal);
    let mut picked: Vec<(usize, Vec<Goal>)> = chosen
        .iter()
        .map(|number| {
            let mut rest = chosen.clone();
            rest.remove(number);
            let left = choice.shown_with(&rest);
            let mut lost: Vec<Goal> = wanted.difference(&left).copied().collect();
            lost.sort_by_key(place);
            (*number, lost)
        })
        .collect();
    picked.sort_by_key(|(number, lost)| (lost.first().and_then(place), *number));
    picked
        .into_iter()
        .filter_map(|(number, lost)| Some((kept.get(number)?.clone(), lost)))
        .collect()
}

/// How many goals are shown.
pub(super) fn shown(goals: &Goals<'_>, prior: &[Kept], picked: &[(Kept, Vec<Goal>)]) -> usize {
    let mut tally = Tally::new(goals);
    let chosen = picked.iter().map(|(kept, _)| kept);
    for (number, kept) in prior.iter().chain(chosen).enumerate() {
        tally.keep(number, &kept.seen);
    }
    goals.all.iter().filter(|goal| tally.shows(**goal)).count()
}

struct Choice<'c, 'r> {
    goals: &'c Goals<'r>,
    prior: &'c [Kept],
    /// What each case shows.
    kept: Vec<Seen>,
}

impl<'c, 'r> Choice<'c, 'r> {
    fn tally(&self, chosen: &BTreeSet<usize>) -> Tally<'c, 'r> {
        let mut tally = Tally::new(self.goals);
        let chosen = chosen.iter().filter_map(|number| Some((*number, self.kept.get(*number)?)));
        let behind = chosen.map(|(number, seen)| (self.prior.len() + number, seen));
        let prior = self.prior.iter().map(|kept| &kept.seen).enumerate();
        for (number, seen) in prior.chain(behind) {
            tally.keep(number, seen);
        }
        tally
    }

    fn shown_with(&self, chosen: &BTreeSet<usize>) -> BTreeSet<Goal> {
        let tally = self.tally(chosen);
        self.goals.all.iter().copied().filter(|goal| tally.shows(*goal)).collect()
    }

    /// The case that shows most first, until all is shown; then partners for the parts that need
    /// two cases.
    fn greedy(&self, wanted: &BTreeSet<Goal>) -> BTreeSet<usize> {
        let mut chosen = BTreeSet::new();
        let mut left = self.without(wanted, &chosen);
        loop {
            let adds = |number: &usize| {
                self.kept[*number].goals().filter(|goal| left.contains(goal)).count()
            };
            let numbers = (0..self.kept.len()).map(|number| (adds(&number), number));
            let best = numbers.max_by_key(|(adds, number)| (*adds, std::cmp::Reverse(*number)));
            let Some((1.., best)) = best else { break };
            chosen.insert(best);
            left = self.without(wanted, &chosen);
        }
        let all = self.tally(&(0..self.kept.len()).collect());
        while let Some(goal) = left.pop_first() {
            let prior = self.prior.len();
            let ready = (0..prior).chain(chosen.iter().map(|number| prior + number)).collect();
            let pair = all.shown_with(goal, &ready);
            chosen.extend(pair.into_iter().filter_map(|number| number.checked_sub(prior)));
            left = self.without(wanted, &chosen);
        }
        chosen
    }

    /// What of `wanted` is not shown yet.
    fn without(&self, wanted: &BTreeSet<Goal>, chosen: &BTreeSet<usize>) -> BTreeSet<Goal> {
        wanted.difference(&self.shown_with(chosen)).copied().collect()
    }

    /// The cases in the order in which they are tried to be missed: those that show least first,
    /// and the ones found last before the others.
    fn least_first(&self, chosen: &BTreeSet<usize>) -> Vec<usize> {
        let mut numbers: Vec<usize> = chosen.iter().copied().collect();
        let goals = |number: &usize| self.kept[*number].goals().count();
        numbers.sort_by_key(|number| (goals(number), std::cmp::Reverse(*number)));
        numbers
    }
}
