//! Facts that seem to have got another name.
//!
//! One that is gone and one that is new are taken for the same when they hold the same of the same
//! kind of subject, from the same source, and the same rules read them; and no other fact would do.
//! It is only said: whether they are one fact is for who compares.

use super::{Means, Two, effect};
use crate::{Ruleset, verification};
use enact_graph::Node;
use enact_model::table::{FactId, RuleId};
use enact_source::messages::phrase;
use enact_verify::{Comparison, Versions};
use serde::Serialize;
use std::collections::BTreeSet;

/// A fact that seems to have got another name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rename {
    /// Its name in the version before.
    pub before: String,
    /// Its name in the version after.
    pub after: String,
    /// Whether every decision is proved to be the same when all that is proposed here is one fact.
    pub equal: bool,
    /// That, in a sentence.
    pub told: String,
}

/// What could be a new name only.
pub(super) fn all(two: &Two<'_>, means: &Means<'_>) -> Vec<Rename> {
    let found = proposed(two);
    let equal = !found.is_empty() && comes_to_the_same(two, &found, means);
    let (before, after) = (two.before.program(), two.after.program());
    let told = found.into_iter().map(|(earlier, later)| {
        let (old, new) = (before.facts[earlier].name.clone(), after.facts[later].name.clone());
        let id = if equal { "diff-renamed-equal" } else { "diff-renamed" };
        let words = [("before", old.clone().into()), ("after", new.clone().into())];
        Rename { told: phrase(means.language, id, &words), before: old, after: new, equal }
    });
    told.collect()
}

/// The facts of the version before, each with the only one of the version after that it can be.
fn proposed(two: &Two<'_>) -> Vec<(FactId, FactId)> {
    let (before, after) = (two.before.program(), two.after.program());
    let known: BTreeSet<FactId> = two.pairing.facts.values().copied().collect();
    let gone = before.facts.ids().filter(|fact| !known.contains(fact));
    let come: Vec<FactId> =
        after.facts.ids().filter(|fact| !two.pairing.facts.contains_key(fact)).collect();
    let alike = |earlier: FactId, later: FactId| {
        let (one, other) = (&before.facts[earlier], &after.facts[later]);
        two.pairing.entities.get(&other.entity) == Some(&one.entity)
            && two.pairing.alike(before, after, later, earlier)
            && (&one.source, one.optional) == (&other.source, other.optional)
            && read_alike(two, earlier, later)
    };
    let pairs: Vec<(FactId, FactId)> = gone
        .flat_map(|earlier| come.iter().map(move |later| (earlier, *later)))
        .filter(|(earlier, later)| alike(*earlier, *later))
        .collect();
    let only = |(earlier, later): &(FactId, FactId)| {
        pairs.iter().filter(|(one, other)| one == earlier || other == later).count() == 1
    };
    pairs.iter().copied().filter(only).collect()
}

/// Whether the rules that read the one fact are those that read the other.
fn read_alike(two: &Two<'_>, earlier: FactId, later: FactId) -> bool {
    let now = readers(two.after, later);
    let then: Option<BTreeSet<RuleId>> = readers(two.before, earlier)
        .iter()
        .map(|rule| two.structure.rules.get(rule).copied())
        .collect();
    !now.is_empty() && then == Some(now)
}

fn readers(ruleset: &Ruleset, fact: FactId) -> BTreeSet<RuleId> {
    let links = ruleset.graph().edges().filter(|link| link.from == Node::Fact(fact));
    let rules = links.filter_map(|link| match link.to {
        Node::Rule(rule) => Some(rule),
        _ => None,
    });
    rules.collect()
}

/// Whether every claim and decision is the same for everybody once these are one fact each.
fn comes_to_the_same(two: &Two<'_>, renamed: &[(FactId, FactId)], means: &Means<'_>) -> bool {
    let mut pairing = two.pairing.clone();
    pairing.facts.extend(renamed.iter().map(|(earlier, later)| (*later, *earlier)));
    let versions = Versions::of(two.before.law(), two.after.graph(), &pairing);
    effect::in_both(two).is_some_and(|terms| {
        terms.into_iter().all(|terms| {
            let found = verification::compared(&versions, terms, means.patience, means.solver);
            matches!(found, Comparison::Equal(_))
        })
    })
}
