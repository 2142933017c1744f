//! What no case can show, as the rule and its readers alone tell: no way to the decision as a whole
//! has to be gone for it.

use crate::Ruleset;
use crate::goals::{Goal, Goals};
use enact_model::program::Gives;
use enact_model::table::{RuleId, TermId};
use enact_verify::{Patience, Turned, Turning};
use std::collections::{BTreeMap, BTreeSet};

/// How many choices are weighed at most for one rule and one of its readers.
const CHOICES: u64 = 2_000;

/// Those among some goals that no case can show in deciding `asked`, or else whatever is decided.
/// There may be others.
pub(super) fn impossible(
    ruleset: &Ruleset,
    goals: &Goals<'_>,
    among: &BTreeSet<Goal>,
    (asked, patience): (Option<TermId>, Patience),
) -> BTreeSet<Goal> {
    let patience = Patience { choices: CHOICES.min(patience.choices), ..patience };
    let turning = Turning::of(ruleset.law(), patience);
    let mut known: BTreeMap<RuleId, Option<Turned>> = BTreeMap::new();
    let never = among.iter().copied().filter(|goal| {
        let rule = goal.rule(goals);
        let turned = known.entry(rule).or_insert_with(|| turning.of_rule(rule, asked));
        turned.as_ref().is_some_and(|turned| !is_possible(*goal, goals, turned))
    });
    never.collect()
}

fn is_possible(goal: Goal, goals: &Goals<'_>, turned: &Turned) -> bool {
    match goal {
        Goal::Speaks(rule) => turned.applies(rule),
        Goal::Limb(rule, number) => match &goals.program.rules[rule].gives {
            Gives::Cases { limbs, .. } if number < limbs.len() => {
                turned.can(&limbs[number].condition, true)
            }
            _ => turned.gives(rule, number),
        },
        Goal::Turns(condition, holds) => turned.can(goals.conditions[condition].whole, holds),
        Goal::Decides(condition, part) => {
            let part = goals.conditions[condition].parts[part];
            turned.can(part, true) && turned.can(part, false)
        }
        Goal::Edge(condition, part, holds) => {
            turned.can(goals.conditions[condition].parts[part], holds)
        }
    }
}
