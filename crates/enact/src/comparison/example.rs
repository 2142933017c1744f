//! Examples of the version before, decided under the version after.

use super::{Two, said};
use crate::written;
use enact_eval::{Case, Outcome, Subject};
use enact_model::Program;
use enact_model::program::{Expected, Scale};
use enact_model::table::{FactId, TermId};
use enact_source::Language;
use enact_value::Value;
use enact_verify::Pairing;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// An example that comes out otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExampleChange {
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub provision: String,
    /// The reference date.
    pub on: String,
    /// The value, claim or decision.
    pub decision: String,
    /// What it came to.
    pub before: String,
    /// What it comes to.
    pub after: String,
}

/// The examples in the laws whose outcome changes; and how many need facts that they could not
/// know of, and which.
pub(super) fn all(two: &Two<'_>, language: Language) -> (Vec<ExampleChange>, usize, Vec<String>) {
    let (before, after) = (two.before.program(), two.after.program());
    let later: BTreeMap<&str, TermId> =
        after.terms.iter().map(|(id, term)| (term.name.as_str(), id)).collect();
    let (mut changes, mut count, mut needed) = (Vec::new(), 0, BTreeSet::new());
    for example in &before.examples {
        let mut needs = false;
        let case = Case::of_example(before, example);
        let told = told_to(&two.pairing, (before, after), &case);
        let terms: BTreeSet<TermId> =
            example.expectations.iter().filter_map(|one| about(&one.kind)).collect();
        for term in terms {
            let row = &before.terms[term];
            let Some(other) = later.get(row.name.as_str()) else { continue };
            let first = two.before.outcome(term, &case, example.on);
            let second = two.after.outcome(*other, &told, example.on);
            if let (false, Outcome::Needs(facts)) = (matches!(first, Outcome::Needs(_)), &second) {
                needs = true;
                needed.extend(facts.iter().map(|need| after.facts[need.fact].name.clone()));
                continue;
            }
            let words = [
                said::outcome(before, term, &first, language),
                said::outcome(after, *other, &second, language),
            ];
            if words[0] != words[1] {
                let [before, after] = words;
                changes.push(ExampleChange {
                    title: example.title.clone(),
                    provision: example.ground.cite(language),
                    on: written::iso(example.on),
                    decision: row.name.clone(),
                    before,
                    after,
                });
            }
        }
        count += usize::from(needs);
    }
    (changes, count, needed.into_iter().collect())
}

fn about(expected: &Expected) -> Option<TermId> {
    match expected {
        Expected::Value { term, .. }
        | Expected::NoEntitlement(term)
        | Expected::Needs { term, .. }
        | Expected::Awaiting { term, .. }
        | Expected::NotSet(term) => Some(*term),
        Expected::InputError => None,
    }
}

/// A case of the one law as the other is told it: what both know by one name.
pub(super) fn told_to(pairing: &Pairing, (from, to): (&Program, &Program), case: &Case) -> Case {
    let later_entity = |earlier| {
        let mut pairs = pairing.entities.iter();
        pairs.find(|(_, known)| **known == earlier).map(|(later, _)| *later)
    };
    let mut told = case.clone();
    for (subject, row) in told.subjects.iter_mut().zip(&case.subjects) {
        let Some(entity) = later_entity(row.entity) else { continue };
        let kind = &to.entities[entity];
        let fact = |later: &FactId| {
            let earlier = pairing.facts.get(later)?;
            let value = row.facts.get(from.facts[*earlier].slot)?.clone()?;
            rescaled(value, from.facts[*earlier].scale, to.facts[*later].scale)
        };
        let through_time = |later: &FactId| {
            let earlier = pairing.facts.get(later)?;
            let values = row.through_time.get(&from.facts[*earlier].slot)?;
            Some((to.facts[*later].slot, values.clone()))
        };
        let judged = |later| {
            let earlier = pairing.judgements.get(later)?;
            row.judgements.get(from.judgements[*earlier].slot)?.clone()
        };
        *subject = Subject {
            entity,
            title: row.title.clone(),
            facts: kind.facts.iter().map(fact).collect(),
            judgements: kind.judgements.iter().map(judged).collect(),
            through_time: kind.facts.iter().filter_map(through_time).collect(),
        };
    }
    told
}

/// A number over another denominator; `None` when it is no whole number there.
fn rescaled(value: Value, from: Scale, to: Scale) -> Option<Value> {
    let Value::Number(units) = value else { return Some(value) };
    let units = units.checked_mul(to.denominator())?;
    (units % from.denominator() == 0).then(|| Value::Number(units / from.denominator()))
}
