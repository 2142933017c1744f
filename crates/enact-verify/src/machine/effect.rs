//! What a change of one fact does to a value, known without looking into its rules.

use super::summary::Kind;
use super::{Answer, Lack, Machine, Summary, Sym};
use crate::explore::Way;
use crate::space::Form;
use enact_model::table::GroupId;
use enact_value::Range;
use std::collections::BTreeSet;

/// How the answer of a group differs from the first copy of a case to the second: never less than
/// it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Effect {
    /// Of which kinds the answers of the two copies are, where they can be.
    pub kinds: BTreeSet<(Kind, Kind)>,
    /// By how much a number or date becomes more.
    pub change: Range,
    /// How much there can be of what becomes no entitlement, and zero.
    pub lost: Range,
    /// How much there can be of what was no entitlement, and zero.
    pub gained: Range,
    /// Whether words can become others.
    pub words: bool,
    /// How many ways there were to find this out.
    pub ways: u64,
}

impl Effect {
    /// No answer of any kind.
    pub fn none() -> Self {
        let zero = Range::exactly(0);
        Self {
            kinds: BTreeSet::new(),
            change: zero,
            lost: zero,
            gained: zero,
            words: false,
            ways: 0,
        }
    }

    /// Whether the answer can both rise and fall.
    pub fn is_wild(&self) -> bool {
        let both =
            |one, other| self.kinds.contains(&(one, other)) && self.kinds.contains(&(other, one));
        (self.change.low < 0 && self.change.high > 0)
            || self.words
            || both(Kind::No, Kind::Yes)
            || both(Kind::Value, Kind::None)
    }
}

impl<'a> Machine<'a, '_> {
    /// What the change does to the answer of `group`, where that is known.
    pub(super) fn effect(&self, group: GroupId) -> Option<&'a Effect> {
        self.effects?.get(&group)
    }

    /// The answer of the second copy: what the effect makes of that of the first.
    pub(super) fn after(
        &mut self,
        effect: &Effect,
        (group, subject): (GroupId, u32),
        summary: Summary,
    ) -> Answer {
        self.second = false;
        let first = self.ask(group, subject);
        self.second = true;
        let Some(kind) = Kind::of(&first) else { return first };
        let next = effect.kinds.iter().filter(|(before, _)| *before == kind);
        let next: Vec<Kind> = next.map(|(_, after)| *after).collect();
        match (first, self.one_of(&next)?) {
            (Ok(first), Kind::Value) if kind == Kind::Value => {
                self.changed_value(effect, first, group, summary)
            }
            (Ok(Sym::Number(lost)), Kind::None) => {
                self.keep_between(&lost, effect.lost)?;
                Err(Lack::NoEntitlement)
            }
            (Err(Lack::NoEntitlement), Kind::Value) => {
                let range = summary.range.and_then(|range| range.intersect(effect.gained));
                let gained = Summary { range: range.or(summary.range), ..summary };
                self.any_value(group, gained)
            }
            (_, after) => self.any_of(after, group, summary),
        }
    }

    /// One of the kinds, each a way of its own.
    pub(super) fn one_of(&mut self, kinds: &[Kind]) -> Result<Kind, Lack> {
        if let [only] = kinds {
            return Ok(*only);
        }
        let taken = self.explorer.choose(vec![Way::new(); kinds.len()])?;
        kinds.get(taken).copied().ok_or(Lack::Halt)
    }

    fn changed_value(
        &mut self,
        effect: &Effect,
        first: Sym,
        group: GroupId,
        summary: Summary,
    ) -> Answer {
        let change = effect.change;
        match first {
            Sym::Number(_) | Sym::Date(_) if change == Range::exactly(0) => Ok(first),
            Sym::Number(before) => {
                let more = Form::of(self.explorer.variable(change, false));
                let after = before.plus(&more, 1).ok_or(Lack::Halt)?;
                let range = self.range_of_group(group, summary);
                self.keep_between(&after, range)?;
                Ok(Sym::Number(after))
            }
            Sym::Date(before) => {
                let after = self.any_value(group, summary)?;
                let Sym::Date(form) = &after else { return Err(Lack::Halt) };
                let more = form.plus(&before, -1).ok_or(Lack::Halt)?;
                self.keep_between(&more, change)?;
                Ok(after)
            }
            words if effect.words => {
                drop(words);
                self.any_value(group, summary)
            }
            words => Ok(words),
        }
    }
}
