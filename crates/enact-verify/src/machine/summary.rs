//! Groups of which only a summary is taken: whatever their rules could come to.

use super::{Answer, Fault, Lack, Machine, Summary, Sym};
use crate::space::{Constraint, Form};
use enact_model::program::{Scale, Type};
use enact_model::table::GroupId;

impl Summary {
    /// Takes `answer` of a run into account.
    pub fn add(&mut self, answer: &Answer, machine: &Machine<'_, '_>) {
        match answer {
            Ok(Sym::YesNo(true)) => self.yes = true,
            Ok(Sym::YesNo(false)) => self.no = true,
            Ok(Sym::Number(form) | Sym::Date(form)) => {
                let range = machine.explorer.space.range_of(form);
                self.range = Some(self.range.map_or(range, |known| known.hull(range)));
                self.value = true;
            }
            Ok(_) => self.value = true,
            Err(Lack::NoEntitlement) => self.none = true,
            Err(Lack::Open) => self.open = true,
            Err(Lack::Fault(Fault::Gap { .. })) => self.gap = true,
            Err(Lack::Absent | Lack::Fault(_) | Lack::Halt) => {}
        }
    }
}

/// The ways a summary leaves.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Value,
    Yes,
    No,
    None,
    Open,
    Gap,
}

impl Machine<'_, '_> {
    /// The summary to take instead of the rules of `group`.
    pub(super) fn summary(&self, group: GroupId) -> Option<Summary> {
        let closed = !self.open?.contains(&group);
        let ty = self.program.terms[self.program.groups[group].term].ty;
        let kept = closed && !matches!(ty, Type::Subject(_) | Type::List(_));
        kept.then(|| self.settled.summaries.get(&group).copied()).flatten()
    }

    /// Anything that the summary allows.
    pub(super) fn anything(&mut self, group: GroupId, summary: Summary) -> Answer {
        self.inputs.shortened |= summary.shortened;
        let ways = [
            (summary.value, Kind::Value),
            (summary.no, Kind::No),
            (summary.yes, Kind::Yes),
            (summary.none, Kind::None),
            (summary.open, Kind::Open),
            (summary.gap, Kind::Gap),
        ];
        let ways: Vec<Kind> =
            ways.into_iter().filter(|(can, _)| *can).map(|(_, kind)| kind).collect();
        let taken = self.explorer.choose(vec![Vec::<Constraint>::new(); ways.len()])?;
        match ways.get(taken) {
            Some(Kind::Value) => self.any_value(group, summary),
            Some(Kind::Yes) => Ok(Sym::YesNo(true)),
            Some(Kind::No) => Ok(Sym::YesNo(false)),
            Some(Kind::None) => Err(Lack::NoEntitlement),
            Some(Kind::Open) => Err(Lack::Open),
            Some(Kind::Gap) => {
                let term = self.program.groups[group].term;
                Err(Lack::Fault(Fault::Gap { term, subject: u32::MAX }))
            }
            None => Err(Lack::Halt),
        }
    }

    fn any_value(&mut self, group: GroupId, summary: Summary) -> Answer {
        let group = &self.program.groups[group];
        let term = &self.program.terms[group.term];
        let options = match term.ty {
            Type::Choice(choice) => self.program.choices[choice].options.len(),
            _ => self.inputs.domain.texts.len() + 1,
        };
        let range = match (summary.range, group.scale) {
            (Some(range), Scale::Fixed { range: declared, .. }) => {
                range.intersect(declared).unwrap_or(range)
            }
            (Some(range), _) => range,
            (None, _) => super::time::all_days(),
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
