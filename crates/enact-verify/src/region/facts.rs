//! What a way says, of facts rather than of values: people know their income, not the value that
//! a law makes of it.

use super::{ReadSoFar, is_said, variable};
use crate::machine::{Answer, Inputs, Sym};
use crate::space::{Form, Var};
use enact_model::program::Target;
use std::collections::BTreeSet;

/// What is told of a way. Of a number or day that was worked out from one fact alone, that fact is
/// told in its place; one that is always the same is left out. One that more facts go into is told
/// itself, and those facts are not, unless they are `named`.
pub(crate) fn in_facts(
    inputs: &Inputs<'_>,
    read: ReadSoFar,
    named: &BTreeSet<Target>,
) -> ReadSoFar {
    let (facts, values): (ReadSoFar, ReadSoFar) = read
        .into_iter()
        .filter(|(_, answer)| is_said(answer))
        .partition(|((_, what), answer)| matches!(what, Target::Fact(_)) || form(answer).is_none());
    let of_the_case = inputs.read_of_the_case();
    let variables = of_the_case.iter().filter_map(|(_, answer)| variable(form(answer)?));
    let variables: BTreeSet<Var> = variables.collect();
    let made_of = |answer: &Answer| -> BTreeSet<Var> {
        form(answer).into_iter().flat_map(|form| form.terms.iter().map(|(var, _)| *var)).collect()
    };
    let one_fact = |vars: &BTreeSet<Var>| vars.len() == 1 && vars.is_subset(&variables);
    let told = |(_, answer): &((u32, Target), Answer)| {
        let vars = made_of(answer);
        !vars.is_empty() && !one_fact(&vars)
    };
    let values: ReadSoFar = values.into_iter().filter(told).collect();
    let within: BTreeSet<Var> = values.iter().flat_map(|(_, answer)| made_of(answer)).collect();
    let by_itself = |((_, what), answer): &((u32, Target), Answer)| {
        named.contains(what) || made_of(answer).is_disjoint(&within)
    };
    facts.into_iter().filter(by_itself).chain(values).collect()
}

/// The number or day.
fn form(answer: &Answer) -> Option<&Form> {
    match answer {
        Ok(Sym::Number(form) | Sym::Date(form)) => Some(form),
        _ => None,
    }
}
