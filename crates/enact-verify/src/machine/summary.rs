//! Groups of which only a summary is taken: whatever their rules could come to.

use super::context::Scene;
use super::{Answer, Fault, Lack, Machine, NOBODY, Summary, Sym};
use crate::space::Form;
use enact_model::program::{Scale, Type};
use enact_model::table::GroupId;
use enact_value::Range;

impl Summary {
    /// Takes `answer` of a run into account.
    pub fn add(&mut self, answer: &Answer, machine: &Machine<'_, '_>) {
        if let Ok(Sym::Number(form) | Sym::Date(form)) = answer {
            let range = machine.explorer.space.range_of(form);
            self.range = Some(self.range.map_or(range, |known| known.hull(range)));
        }
        match Kind::of(answer) {
            Some(Kind::Value) => self.value = true,
            Some(Kind::Yes) => self.yes = true,
            Some(Kind::No) => self.no = true,
            Some(Kind::None) => self.none = true,
            Some(Kind::Open) => self.open = true,
            Some(Kind::Gap) => self.gap = true,
            Some(Kind::Fault) => self.fault = true,
            None => {}
        }
    }
}

/// The ways a summary leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Value,
    No,
    Yes,
    None,
    Open,
    Gap,
    /// No answer for another reason.
    Fault,
}

impl Kind {
    /// Of what kind an answer is; `None` when the run ends.
    pub fn of(answer: &Answer) -> Option<Self> {
        match answer {
            Ok(Sym::YesNo(false)) => Some(Self::No),
            Ok(Sym::YesNo(true)) => Some(Self::Yes),
            Ok(_) => Some(Self::Value),
            Err(Lack::NoEntitlement) => Some(Self::None),
            Err(Lack::Open) => Some(Self::Open),
            Err(Lack::Fault(Fault::Gap { .. })) => Some(Self::Gap),
            Err(Lack::Absent | Lack::Fault(_)) => Some(Self::Fault),
            Err(Lack::Halt) => None,
        }
    }
}

impl Machine<'_, '_> {
    /// The summary to take instead of the rules of `group`, if it is one of the cases at hand.
    pub(super) fn summary(&self, group: GroupId) -> Option<Summary> {
        let closed = !self.open?.contains(&group);
        let ty = self.program.terms[self.program.groups[group].term].ty;
        let kept = closed && !matches!(ty, Type::Subject(_) | Type::List(_));
        let known = match self.scene() {
            Scene::Same => &self.settled.summaries,
            Scene::AnyDay => &self.settled.on_any_day,
            Scene::Feigned => return None,
        };
        kept.then(|| known.get(&group).copied()).flatten()
    }

    /// Anything that the summary allows.
    pub(super) fn anything(&mut self, group: GroupId, summary: Summary) -> Answer {
        self.inputs.shortened |= summary.shortened;
        let kinds = [
            (summary.value, Kind::Value),
            (summary.no, Kind::No),
            (summary.yes, Kind::Yes),
            (summary.none, Kind::None),
            (summary.open, Kind::Open),
            (summary.gap, Kind::Gap),
            (summary.fault, Kind::Fault),
        ];
        let kinds: Vec<Kind> =
            kinds.into_iter().filter(|(can, _)| *can).map(|(_, kind)| kind).collect();
        let kind = self.one_of(&kinds)?;
        self.any_of(kind, group, summary)
    }

    pub(super) fn any_of(&mut self, kind: Kind, group: GroupId, summary: Summary) -> Answer {
        match kind {
            Kind::Value => self.any_value(group, summary),
            Kind::Yes => Ok(Sym::YesNo(true)),
            Kind::No => Ok(Sym::YesNo(false)),
            Kind::None => Err(Lack::NoEntitlement),
            Kind::Open => self.not_set(None),
            Kind::Gap => {
                let term = self.program.groups[group].term;
                Err(Lack::Fault(Fault::Gap { term, subject: NOBODY }))
            }
            Kind::Fault => Err(Lack::Fault(Fault::NotListed)),
        }
    }

    /// Where a number or date of the group lies.
    pub(super) fn range_of_group(&self, group: GroupId, summary: Summary) -> Range {
        match (summary.range, self.program.groups[group].scale) {
            (Some(range), Scale::Fixed { range: declared, .. }) => {
                range.intersect(declared).unwrap_or(range)
            }
            (Some(range), _) => range,
            (None, _) => super::time::all_days(),
        }
    }

    pub(super) fn any_value(&mut self, group: GroupId, summary: Summary) -> Answer {
        let range = self.range_of_group(group, summary);
        let group = &self.program.groups[group];
        let term = &self.program.terms[group.term];
        let options = match term.ty {
            Type::Choice(choice) => self.program.choices[choice].options.len(),
            _ => self.inputs.domain.texts.len() + 1,
        };
        Ok(match term.ty {
            Type::Text | Type::Choice(_) => {
                let count = u32::try_from(options).unwrap_or(u32::MAX);
                if count > crate::space::OPTIONS_MAX {
                    return Err(Lack::beyond(term.span));
                }
                let choice = if let Type::Choice(choice) = term.ty { Some(choice) } else { None };
                Sym::Words(self.explorer.pick(count), choice)
            }
            Type::Date => Sym::Date(Form::of(self.explorer.variable(range, true))),
            _ => Sym::Number(Form::of(self.explorer.variable(range, false))),
        })
    }
}
