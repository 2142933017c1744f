//! Cases that stay near to one that is known: all that is not set free is as it is there.

use super::value::Judged;
use super::{Answer, Inputs, Lack, Machine, Sym};
use crate::cells::Near;
use crate::explore::Halt;
use crate::space::{Constraint, Form, number_of};
use enact_model::Program;
use enact_model::table::FactId;
use enact_value::{Date, Value};

impl<'a> Machine<'a, '_> {
    /// Keeps to a reference date and near to a case: everything is as there, unless it is set
    /// free. To be called when the first subject has been added.
    pub fn begin(&mut self, on: Option<Date>, near: Option<&'a Near>) -> Result<(), Halt> {
        self.inputs.near = near;
        if let (Some(_), Some(first)) = (near, self.inputs.at_mut(0)) {
            first.like = Some(0);
        }
        let same_day = near.filter(|near| !near.day).map(|near| near.base.on);
        for day in on.into_iter().chain(same_day) {
            let apart = self.inputs.on().shifted(-number_of(day)).ok_or(Halt)?;
            self.explorer.require(&Constraint::Zero(apart))?;
        }
        Ok(())
    }
}

impl<'a> Inputs<'a> {
    /// The fact as it is in the case nearby; `None` when it is free, or not known there.
    pub(super) fn as_before(
        &mut self,
        program: &Program,
        id: FactId,
        subject: u32,
    ) -> Option<Answer> {
        let near = self.near?;
        let like = self.at(subject)?.like?;
        if near.facts.contains(&id) {
            return None;
        }
        let fact = &program.facts[id];
        if fact.way_back && self.at(subject)?.back.is_some() {
            return None;
        }
        let known = near.base.case.fact(like, fact)?;
        let answer = match known {
            Value::YesNo(yes) => Ok(Sym::YesNo(*yes)),
            Value::Number(units) => Ok(Sym::Number(Form::constant(*units))),
            Value::Date(day) => Ok(Sym::Date(Form::constant(number_of(*day)))),
            Value::Text(words) => Ok(Sym::Text(words.clone())),
            Value::Absent => Err(Lack::Absent),
            Value::Subject(other) => Ok(Sym::Subject(self.somebody(*other)?)),
            Value::Subjects(elements) => {
                let places: Option<Vec<u32>> =
                    elements.iter().map(|element| self.somebody(*element)).collect();
                let places = places?;
                let back = fact.list.and_then(|list| list.way_back);
                for place in &places {
                    if let (Some(back), Some(element)) = (back, self.at_mut(*place)) {
                        element.back = Some((back, subject));
                    }
                }
                Ok(Sym::Subjects(places.into()))
            }
            Value::Quotient(..) => return None,
        };
        if let Some(instance) = self.at_mut(subject) {
            instance.facts.insert((id, false), answer.clone());
        }
        Some(answer)
    }

    /// Who is `other` of the case nearby; added when nobody is yet.
    fn somebody(&mut self, other: u32) -> Option<u32> {
        let known = self.subjects.iter().position(|known| known.like == Some(other));
        if let Some(place) = known {
            return u32::try_from(place).ok();
        }
        let entity = self.near?.base.case.subjects.get(usize::try_from(other).ok()?)?.entity;
        let place = self.add(entity);
        if let Some(added) = self.at_mut(place) {
            added.like = Some(other);
        }
        Some(place)
    }

    /// Makes an element of a list whose length is free like the one in its place, or else like
    /// the last one.
    pub(super) fn liken(
        &mut self,
        program: &Program,
        (list, owner): (FactId, u32),
        number: i128,
        element: u32,
    ) {
        let like = self.element_before(program, list, owner, number);
        if let Some(added) = self.at_mut(element) {
            added.like = like;
        }
    }

    fn element_before(
        &self,
        program: &Program,
        list: FactId,
        owner: u32,
        number: i128,
    ) -> Option<u32> {
        let owner = self.at(owner)?.like?;
        let Value::Subjects(elements) = self.near?.base.case.fact(owner, &program.facts[list])?
        else {
            return None;
        };
        let place = usize::try_from(number).ok()?;
        elements.get(place).or(elements.last()).copied()
    }

    /// What was judged in the case nearby; `None` when that is free, or not known there.
    pub(super) fn judged_before(&self, program: &Program, (id, of): Judged) -> Option<bool> {
        let near = self.near.filter(|near| !near.judgements.contains(&id))?;
        let like = self.at(of)?.like?;
        near.base.case.judged(like, &program.judgements[id]).map(|judged| judged.answer)
    }
}
