//! Whether it matters to anybody in which order equals were listed.
//!
//! A rank that leaves it to the order of entry who of two equals comes first gives each a place. That
//! is what the law says of them; but what their household gets may then depend on it as well.

use super::Verifier;
use crate::confirm::differ;
use crate::explore::Explorer;
use crate::influence::differs;
use crate::machine::{Change, Machine, Varied};
use crate::reach::resting_on;
use crate::report::{Finding, Flaw, Unproved, is_claim};
use crate::witness::{Sought, Witness, ordinary};
use enact_model::program::{Expr, ExprKind, Target};
use enact_model::table::{EntityId, FactId, GroupId};
use enact_source::Span;
use std::collections::BTreeSet;

/// A rank in which the order of entry decides between equals.
struct ByEntry {
    span: Span,
    list: FactId,
    ranked: EntityId,
    group: GroupId,
}

/// How many parts of the patience one value may take.
const SHARE: u64 = 8;

impl Verifier<'_> {
    /// Values of others than those who are ranked, on which a claim rests or that are one, and that
    /// come to something else when two neighbours change places in the list.
    pub(super) fn order_of_entry(&mut self) {
        for rank in self.ranks_by_entry() {
            for group in self.read_of_others(&rank) {
                if self.is_for_a_claim(group) && !self.same_in_any_order(&rank, group) {
                    self.order_shown(&rank, group);
                }
            }
        }
    }

    fn is_for_a_claim(&self, group: GroupId) -> bool {
        let program = self.graph.program();
        let mut terms = program.terms.rows().iter().filter(|term| is_claim(&term.kind));
        let above = self.reach.above(group);
        terms.any(|term| above.contains(&term.group))
    }

    /// The values of others in which the rank first shows: whatever else rests on it, rests on them.
    fn read_of_others(&self, rank: &ByEntry) -> Vec<GroupId> {
        let program = self.graph.program();
        let above = self.reach.above(rank.group);
        let ranked =
            |group: &GroupId| program.terms[program.groups[*group].term].entity == rank.ranked;
        let reads = |group: &GroupId| {
            self.reach.reads(*group).any(|read| above.contains(&read) && ranked(&read))
        };
        let first = above.iter().filter(|group| !ranked(group));
        first.filter(|group| **group == rank.group || reads(group)).copied().collect()
    }

    /// Whether a value is proved to be the same in any order, with only what lies between the rank
    /// and the value looked into.
    fn same_in_any_order(&mut self, rank: &ByEntry, group: GroupId) -> bool {
        let between = self.between(rank.group, group);
        self.order_matters(rank, group, Some(&between)) == (None, true)
    }

    /// Tells of a value that depends on the order, or that it is not proved that it does not.
    fn order_shown(&mut self, rank: &ByEntry, group: GroupId) {
        let flaw = Flaw::Order { span: rank.span, list: rank.list };
        let asked = self.graph.program().groups[group].term;
        match self.order_matters(rank, group, None) {
            (Some(witness), _) => {
                let finding = Finding { flaw, asked, witness, regions: Vec::new() };
                self.report.findings.push(finding);
            }
            (None, true) => {}
            (None, false) => {
                self.report.unproved.push(Unproved { term: asked, flaw: Some(flaw), asked: None });
            }
        }
    }

    fn ranks_by_entry(&self) -> Vec<ByEntry> {
        let program = self.graph.program();
        let mut found = Vec::new();
        for rule in program.rules.rows() {
            let group = program.terms[rule.term].group;
            for expr in rule.expressions() {
                expr.visit(&mut |part: &Expr| {
                    if let ExprKind::Rank { list, by_entry: true, .. } = &part.kind
                        && let Target::Fact(list) = list.target
                        && let Some(listing) = program.facts[list].list
                    {
                        let ranked = listing.element;
                        found.push(ByEntry { span: part.span, list, ranked, group });
                    }
                });
            }
        }
        found
    }

    /// A case in which the order matters to what `group` comes to; else whether it is proved that it
    /// never does. With `open`, the only groups whose rules are looked into, no case is looked for.
    fn order_matters(
        &mut self,
        rank: &ByEntry,
        group: GroupId,
        open: Option<&BTreeSet<GroupId>>,
    ) -> (Option<Witness>, bool) {
        let (graph, domain) = (self.graph, &self.domain);
        let program = graph.program();
        let term = program.groups[group].term;
        let rests = resting_on(graph, rank.list);
        let patience = self.left.min(self.patience.choices / SHARE);
        let mut explorer = Explorer::new(patience);
        let (mut found, mut may) = (None, false);
        let complete = explorer.all(|explorer| {
            let mut machine = Machine::new(program, explorer, &self.settled, domain);
            if let Some(open) = open {
                machine.look_into(open);
            }
            machine.vary(Varied { fact: rank.list, how: Change::Order, rests: &rests });
            if differs(&mut machine, group) != Ok(true) || machine.keep_to_assumptions().is_err() {
                return;
            }
            let Machine { inputs, explorer, .. } = machine;
            match ordinary(program, domain, &inputs, &mut explorer.space, true, None) {
                Sought::None(_) => return,
                Sought::Case(case) if open.is_none() && differ(self.replay, graph, term, &case) => {
                    found = Some(*case);
                }
                Sought::Case(_) | Sought::Unknown(_) => may = true,
            }
            explorer.impatient |= found.is_some() || open.is_some();
        });
        self.left = self.left.saturating_sub(explorer.spent(patience));
        (found, complete && !may)
    }
}
