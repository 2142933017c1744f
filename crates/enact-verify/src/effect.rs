//! What a change of a fact does to each value on its way, one value at a time.
//!
//! Two copies of every case, which differ in that fact alone, are worked out for the rules of one
//! group; of the values that these rules read, only what the change does to them is known. That is
//! found for the values farther down first. So a value that is a sum, the least, a share or a
//! rounding of values that never fall, is found never to fall, and no rule is looked into twice.
//!
//! Nothing is lost: an [`Effect`] holds of any case, on any day, and of any subject. Two copies of a
//! whole case come, for each group, to answers that its effect allows; what is asked of a group
//! with all that its effects allow for the groups below it is asked of more pairs of cases than
//! there are. What they have in common is forgotten, so what is not proved in this way may hold
//! all the same.

use crate::domain::Domain;
use crate::elsewhere::Elsewhere;
use crate::explore::Explorer;
use crate::machine::{Change, Effect, Fault, Kind, Lack, Machine, Settled, Sym, Varied};
use crate::reach::{Reach, groups_in_order};
use crate::space::{Constraint, FAR, Form, Found, Space};
use enact_graph::RuleGraph;
use enact_model::program::ExprKind;
use enact_model::table::{FactId, GroupId};
use enact_value::Range;
use std::collections::{BTreeMap, BTreeSet};

/// Of which change, in which cases.
pub(crate) struct Changing<'a> {
    pub graph: &'a RuleGraph,
    pub settled: &'a Settled,
    pub domain: &'a Domain,
    /// The same cases on any day, for values that are asked for on other days.
    pub any_day: &'a Domain,
    pub elsewhere: &'a Elsewhere,
    pub reach: &'a Reach,
    /// How many choices are weighed for one group.
    pub patience: u64,
    pub fact: FactId,
    pub how: Change,
    /// The groups that rest on the fact.
    pub rests: &'a BTreeSet<GroupId>,
}

impl Changing<'_> {
    /// Finds out what the change does to every group below `top`.
    pub fn find(&self, top: GroupId, known: &mut BTreeMap<GroupId, Effect>) {
        let mut below = self.reach.below(top);
        below.remove(&top);
        for group in groups_in_order(self.graph.program()) {
            if below.contains(&group) && self.rests.contains(&group) && !known.contains_key(&group)
            {
                known.extend(self.effect(group, known).map(|effect| (group, effect)));
            }
        }
    }

    /// With what a group is looked into: all below it that can both rise and fall, as long as
    /// they are read by one another.
    pub fn with_wild(
        &self,
        group: GroupId,
        known: &BTreeMap<GroupId, Effect>,
    ) -> BTreeSet<GroupId> {
        let mut open = BTreeSet::from([group]);
        let mut ahead = vec![group];
        while let Some(next) = ahead.pop() {
            let wild = self.reach.reads(next).filter(|read| {
                self.rests.contains(read) && known.get(read).is_none_or(Effect::is_wild)
            });
            ahead.extend(wild.filter(|read| open.insert(*read)));
        }
        open
    }

    /// With these groups, those that they read and that rest on the fact.
    pub fn with_read(&self, open: &BTreeSet<GroupId>) -> BTreeSet<GroupId> {
        let mut near = self.reach.with_neighbours(open);
        near.retain(|read| open.contains(read) || self.rests.contains(read));
        near
    }

    /// Whether it may be enough to know of a scale that it makes no less of more: first that is
    /// tried, where these groups have one.
    pub fn eased(&self, open: &BTreeSet<GroupId>) -> &'static [bool] {
        let program = self.graph.program();
        let rules = open.iter().flat_map(|group| &program.groups[*group].members);
        let mut scales = false;
        for expr in rules.flat_map(|member| program.rules[member.rule].expressions()) {
            expr.visit(&mut |part| scales |= matches!(part.kind, ExprKind::Through { .. }));
        }
        if scales && matches!(self.how, Change::Up | Change::Down) {
            &[true, false]
        } else {
            &[false]
        }
    }

    fn effect(&self, group: GroupId, known: &BTreeMap<GroupId, Effect>) -> Option<Effect> {
        let alone = BTreeSet::from([group]);
        let wild = self.with_wild(group, known);
        let near = self.with_read(&wild);
        let mut found = self.looking_into(&alone, group, known);
        for open in [wild, near] {
            if open == alone || found.as_ref().is_some_and(|effect| !effect.is_wild()) {
                break;
            }
            let wider = self.looking_into(&open, group, known).filter(|wider| !wider.is_wild());
            found = wider.or(found);
        }
        found
    }

    fn looking_into(
        &self,
        open: &BTreeSet<GroupId>,
        group: GroupId,
        known: &BTreeMap<GroupId, Effect>,
    ) -> Option<Effect> {
        let mut found = None;
        for eased in self.eased(open) {
            found = self.run(open, group, (known, *eased));
            if found.as_ref().is_some_and(|effect| !effect.is_wild()) {
                break;
            }
        }
        found
    }

    fn run(
        &self,
        open: &BTreeSet<GroupId>,
        group: GroupId,
        (known, eased): (&BTreeMap<GroupId, Effect>, bool),
    ) -> Option<Effect> {
        let program = self.graph.program();
        let elsewhere = self.elsewhere.on_other_days.contains(&group);
        let domain = if elsewhere { self.any_day } else { self.domain };
        let mut explorer = Explorer::new(self.patience);
        let mut effect = Effect::none();
        let mut beyond = false;
        let complete = explorer.all(|explorer| {
            let mut machine = Machine::new(program, explorer, self.settled, domain);
            machine.look_into(open);
            machine.take_as_known(known, eased);
            machine.vary(Varied { fact: self.fact, how: self.how, rests: self.rests });
            let subject = machine.inputs.add(program.terms[program.groups[group].term].entity);
            let first = machine.ask(group, subject);
            if first == Err(Lack::Halt) {
                return;
            }
            machine.second = true;
            let second = machine.ask(group, subject);
            effect.ways += 1;
            let (Some(one), Some(two)) = (Kind::of(&first), Kind::of(&second)) else { return };
            beyond |= [&first, &second]
                .iter()
                .any(|answer| matches!(answer, Err(Lack::Fault(Fault::Beyond { .. }))));
            machine.explorer.impatient |= beyond;
            let space = &mut machine.explorer.space;
            if !effect.kinds.contains(&(one, two)) && is_some_case(space) {
                effect.kinds.insert((one, two));
            }
            match (&first, &second) {
                (Ok(first), Ok(second)) => self.widen(&mut effect, first, second, space),
                (Ok(Sym::Number(lost)), Err(Lack::NoEntitlement)) => {
                    effect.lost = effect.lost.hull(space.range_of(lost));
                }
                (Err(Lack::NoEntitlement), Ok(Sym::Number(gained))) => {
                    effect.gained = effect.gained.hull(space.range_of(gained));
                }
                _ => {}
            }
        });
        (complete && !beyond).then_some(effect)
    }

    /// Lets `effect` be at least what it is on this way.
    fn widen(&self, effect: &mut Effect, first: &Sym, second: &Sym, space: &mut Space) {
        let (Sym::Number(before) | Sym::Date(before), Sym::Number(after) | Sym::Date(after)) =
            (first, second)
        else {
            let yes_or_no = matches!(first, Sym::YesNo(_));
            effect.words |= !yes_or_no && first != second;
            return;
        };
        let up = after.plus(before, -1);
        let high = up.map_or(FAR, |up| self.most(&up, effect.change.high, space));
        let down = before.plus(after, -1);
        let low = down.map_or(FAR, |down| self.most(&down, -effect.change.low, space));
        effect.change = Range { low: -low, high };
    }

    /// The most that the form comes to, and no less than `least`; more than that may be said.
    fn most(&self, form: &Form, least: i128, space: &mut Space) -> i128 {
        let range = space.range_of(form);
        if range.high <= least || !reaches(form, least + 1, space, least == 0) {
            return least;
        }
        let Change::Within(_) = self.how else { return range.high };
        // In steps that double, and then halve again.
        let (mut low, mut step) = (least + 1, 1);
        while low < range.high && reaches(form, low.saturating_add(step), space, false) {
            low = low.saturating_add(step);
            step = step.saturating_mul(2);
        }
        while step > 1 {
            step /= 2;
            if reaches(form, low.saturating_add(step), space, false) {
                low = low.saturating_add(step);
            }
        }
        low.min(range.high)
    }
}

/// How many parts of a space are searched to find that it is empty, which is mostly soon known.
const PARTS_MAX: u32 = 100;

/// Whether the space may hold a case.
fn is_some_case(space: &mut Space) -> bool {
    let mut parts = PARTS_MAX;
    space.point_among(&mut parts) != Found::None
}

/// Whether the form may come to so much; exactly, where a search tells.
fn reaches(form: &Form, much: i128, space: &mut Space, exactly: bool) -> bool {
    let Some(short) = form.times(-1).and_then(|form| form.shifted(much)) else { return true };
    let mark = space.mark();
    let may = space.assert(&Constraint::AtMostZero(short)).is_ok()
        && space.sound()
        && (!exactly || is_some_case(space));
    space.undo_to(mark);
    may
}
