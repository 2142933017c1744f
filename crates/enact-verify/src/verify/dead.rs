//! Rules and limbs that no case meets.
//!
//! What is not met when the values that the group reads can be anything that their summaries allow,
//! never is. Of the rest it is asked whether it still is when those values are looked into as well:
//! the run begins where the rule applies, and the first way that meets it is enough.

use super::Verifier;
use crate::explore::Explorer;
use crate::machine::{Fault, Lack, Machine, Met};
use crate::report::Dead;
use enact_model::program::{Gives, Limb};
use enact_model::table::{GroupId, RuleId};
use std::collections::BTreeSet;

/// What may be met: a rule of a group, and which of its limbs.
#[derive(Clone, Copy)]
struct Sought<'a> {
    group: GroupId,
    rule: RuleId,
    limb: Option<&'a Limb>,
}

impl Verifier<'_> {
    /// Rules and limbs of the group that no case meets; with what is met by their summaries, and
    /// what is met elsewhere.
    pub(super) fn dead(&mut self, group: GroupId, by_summary: &Met, mut met: Met) {
        let program = self.graph.program();
        for member in &program.groups[group].members {
            let id = member.rule;
            let rule = &program.rules[id];
            let own = program.terms[rule.term].group == group;
            if !own || matches!(rule.gives, Gives::Answer(_)) {
                continue;
            }
            let mut is_met = |verifier: &mut Self, limb, what: &dyn Fn(&Met) -> bool| {
                what(&met)
                    || what(by_summary)
                        && verifier.is_met(Sought { group, rule: id, limb }, &mut met, what)
            };
            if !is_met(self, None, &|met| met.applied.contains(&id)) {
                let displaced = !member.preceded_by.is_empty() && self.can_hold(id, group);
                self.report.dead.push(Dead { rule: id, limb: None, displaced });
                continue;
            }
            let Gives::Cases { limbs, .. } = &rule.gives else { continue };
            for (place, limb) in limbs.iter().enumerate() {
                if !is_met(self, Some(limb), &|met| met.limbs.contains(&(id, place)))
                    && is_met(self, None, &|met| met.spoke.contains(&id))
                {
                    let dead = Dead { rule: id, limb: Some(place), displaced: false };
                    self.report.dead.push(dead);
                }
            }
        }
    }

    /// Whether what is sought is met when the values that the group reads are looked into as well;
    /// `true` where that is not found out.
    fn is_met(
        &mut self,
        Sought { group, rule, limb }: Sought<'_>,
        met: &mut Met,
        what: &dyn Fn(&Met) -> bool,
    ) -> bool {
        let near = self.reach.with_neighbours(&BTreeSet::from([group]));
        if near.len() == 1 || !self.has_conditions(group) {
            return true;
        }
        let program = self.graph.program();
        let entity = program.terms[program.groups[group].term].entity;
        let mut found = false;
        let patience = self.left.min(self.patience.choices);
        let mut explorer = Explorer::new(patience);
        let complete = explorer.all(|explorer| {
            let mut machine = Machine::new(program, explorer, &self.settled, &self.domain);
            machine.look_into(&near);
            let subject = machine.inputs.add(entity);
            let begun = limb
                .map_or(Ok(true), |limb| machine.holds(&limb.condition, subject))
                .and_then(|holds| Ok(holds && machine.applies(rule, subject)?));
            machine.met = Met::default();
            let ended = match begun {
                Ok(true) => machine.ask(group, subject).err(),
                Ok(false) => return,
                Err(lack) => Some(lack),
            };
            met.add(std::mem::take(&mut machine.met));
            let beyond = matches!(ended, Some(Lack::Fault(Fault::Beyond { .. })));
            found |= what(met) || beyond || machine.inputs.shortened;
            machine.explorer.impatient |= found;
        });
        self.left = self.left.saturating_sub(explorer.spent(patience));
        found || !complete
    }

    fn has_conditions(&self, group: GroupId) -> bool {
        let program = self.graph.program();
        program.groups[group].members.iter().any(|member| {
            let rule = &program.rules[member.rule];
            let given = matches!(rule.gives, Gives::Cases { .. });
            given || rule.when.is_some() || rule.unless.is_some() || rule.clauses.within.is_some()
        })
    }

    /// Whether the condition of a rule holds in some case, whatever precedes it.
    fn can_hold(&self, rule: RuleId, group: GroupId) -> bool {
        let program = self.graph.program();
        let open = BTreeSet::from([group]);
        let mut explorer = Explorer::new(self.patience.choices);
        let mut holds = false;
        let complete = explorer.all(|explorer| {
            let mut machine = Machine::new(program, explorer, &self.settled, &self.domain);
            machine.look_into(&open);
            let subject = machine.inputs.add(program.terms[program.rules[rule].term].entity);
            holds |= machine.applies(rule, subject) == Ok(true);
        });
        holds || !complete
    }
}
