//! How the conditions of a rule can turn out, wherever the rule is weighed: never less than they do.
//!
//! Start at [`Turning::of_rule`]. A rule is weighed when its value is asked for, and in deciding
//! something else only as its readers ask. So only the rule and its readers are looked into, and all
//! else is whatever its summary allows: what does not turn up then, no case shows.

use crate::Patience;
use crate::domain::Domain;
use crate::elsewhere::Elsewhere;
use crate::explore::Explorer;
use crate::machine::{Fault, Lack, Machine, Met, Settled};
use crate::reach::{Reach, read_by};
use crate::space::Found;
use crate::verify::VerifiedGraph;
use enact_model::program::{Expr, ExprKind, Place, Rule};
use enact_model::table::{GroupId, RuleId, TermId};
use std::collections::BTreeSet;

/// What can come of rules over all cases.
#[derive(Debug, Default)]
pub struct Turned {
    met: Met,
}

impl Turned {
    /// Whether an expression that is yes or no can turn out so.
    #[must_use]
    pub fn can(&self, expr: &Expr, holds: bool) -> bool {
        self.met.turned.contains(&(Place::of(expr), holds))
    }

    /// Whether the conditions of the rule can hold.
    #[must_use]
    pub fn applies(&self, rule: RuleId) -> bool {
        self.met.applied.contains(&rule)
    }

    /// Whether the limb of a rule at this place can give its value.
    #[must_use]
    pub fn gives(&self, rule: RuleId, limb: usize) -> bool {
        self.met.limbs.contains(&(rule, limb))
    }
}

/// What is asked of a law.
#[derive(Debug)]
pub struct Turning<'a> {
    law: &'a VerifiedGraph,
    domain: Domain,
    any_day: Domain,
    reach: Reach,
    elsewhere: Elsewhere,
    settled: Settled,
    patience: Patience,
}

impl<'a> Turning<'a> {
    /// Ready to ask.
    #[must_use]
    pub fn of(law: &'a VerifiedGraph, patience: Patience) -> Self {
        let graph = law.graph();
        let domain = Domain::of(graph.program(), patience.list_most);
        let reach = Reach::of(graph.program());
        let elsewhere = Elsewhere::of(graph, &reach, &domain);
        // Where rules are known to agree a decision looks into all of them all the same.
        let Settled { summaries, on_any_day, .. } = law.settled().clone();
        let settled = Settled { summaries, on_any_day, ..Settled::default() };
        Self { law, any_day: domain.on_any_day(), domain, reach, elsewhere, settled, patience }
    }

    /// What can come of a rule in deciding `asked`, or else whatever is asked. None when that was not
    /// found out.
    #[must_use]
    pub fn of_rule(&self, rule: RuleId, asked: Option<TermId>) -> Option<Turned> {
        let program = self.law.graph().program();
        if self.is_applied_elsewhere(rule) {
            return None;
        }
        let groups = program.groups.iter();
        let own: BTreeSet<GroupId> = groups
            .filter(|(_, group)| group.members.iter().any(|member| member.rule == rule))
            .map(|(id, _)| id)
            .collect();
        let tops = match asked {
            None => own.clone(),
            Some(_) if self.is_read_by_powers(&own) => return None,
            Some(asked) => self.readers(&own, program.terms[asked].group),
        };
        let mut turned = Turned::default();
        for top in tops {
            let mut open: BTreeSet<GroupId> =
                self.reach.reads(top).filter(|read| own.contains(read)).collect();
            open.insert(top);
            turned.met.add(self.met(top, &open)?);
        }
        Some(turned)
    }

    /// Whether other rules ask if this one applies: its conditions are then looked at by themselves.
    fn is_applied_elsewhere(&self, rule: RuleId) -> bool {
        let mut found = false;
        let program = self.law.graph().program();
        for expr in program.rules.rows().iter().flat_map(Rule::expressions) {
            expr.visit(&mut |part: &Expr| {
                found |= matches!(part.kind, ExprKind::Applies(other) if other == rule);
            });
        }
        found
    }

    /// Whether it rests on one of `own` if a power is given: that is asked in any case that reads it.
    fn is_read_by_powers(&self, own: &BTreeSet<GroupId>) -> bool {
        let program = self.law.graph().program();
        let given =
            program.judgements.iter().filter_map(|(_, judged)| judged.precondition.as_ref());
        let mut read = given.flat_map(|condition| read_by(program, condition));
        read.any(|group| !self.reach.below(group).is_disjoint(own))
    }

    /// The groups that ask for one of `own` in deciding `asked`, itself among them when it is one.
    fn readers(&self, own: &BTreeSet<GroupId>, asked: GroupId) -> BTreeSet<GroupId> {
        let below = self.reach.below(asked);
        let reads = |group: &GroupId| self.reach.reads(*group).any(|read| own.contains(&read));
        let mut readers: BTreeSet<GroupId> = below.iter().filter(|id| reads(id)).copied().collect();
        readers.extend(own.contains(&asked).then_some(asked));
        readers
    }

    /// What is met when `top` is asked for, in any case in which it can be.
    fn met(&self, top: GroupId, open: &BTreeSet<GroupId>) -> Option<Met> {
        let program = self.law.graph().program();
        if self.elsewhere.feigned.contains(&top) {
            return None;
        }
        let any_day = self.elsewhere.on_other_days.contains(&top);
        let domain = if any_day { &self.any_day } else { &self.domain };
        let mut explorer = Explorer::new(self.patience.choices);
        let (mut met, mut whole) = (Met::default(), true);
        let complete = explorer.all(|explorer| {
            let mut machine = Machine::new(program, explorer, &self.settled, domain);
            machine.note_turns();
            machine.look_into(open);
            let subject = machine.inputs.add(program.terms[program.groups[top].term].entity);
            let answer = machine.ask(top, subject);
            whole &= !machine.inputs.shortened
                && !matches!(answer, Err(Lack::Fault(Fault::Beyond { .. })));
            machine.explorer.impatient |= !whole;
            if answer == Err(Lack::Halt) || machine.keep_to_assumptions().is_err() {
                return;
            }
            let found = std::mem::take(&mut machine.met);
            if !met.includes(&found) && machine.explorer.space.point() != Found::None {
                met.add(found);
            }
        });
        (complete && whole).then_some(met)
    }
}
