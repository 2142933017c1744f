//! A run that keeps to a region.

use super::{Answer, Lack, Machine, Sym};
use crate::region::{About, Extent, Region};
use crate::space::{Constraint, Form, Options, number_of};
use enact_model::program::Target;
use enact_value::Range;
use std::sync::Arc;

impl Machine<'_, '_> {
    /// Whether this way can lie in the region, and then holds that it does.
    pub fn keep_within(&mut self, region: &Region) -> Result<bool, Lack> {
        if let Some((first, last)) = region.on {
            let on = self.inputs.on().clone();
            self.keep_between(&on, Range { low: number_of(first), high: number_of(last) })?;
        }
        for (about, extent) in &region.stated {
            let Some(subject) = self.led_to(about)? else { return Ok(false) };
            let answer = match about.what {
                Target::Fact(fact) => self.stated(fact, subject, false),
                Target::Term(term) => self.conclude(term, subject),
                Target::Judgement(judgement) => self.judgement(judgement, subject),
                Target::Parameter(_) => return Ok(false),
            };
            if !self.keep_extent(answer, extent)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Of whom something is said; nobody when the way does not lead there.
    fn led_to(&mut self, about: &About) -> Result<Option<u32>, Lack> {
        let mut subject = 0;
        for (fact, number) in &about.whose {
            let next = match self.stated(*fact, subject, false) {
                Ok(Sym::Subject(next)) => Some(next),
                Ok(Sym::Subjects(elements)) => elements.get(*number).copied(),
                Err(lack @ (Lack::Halt | Lack::Fault(_))) => return Err(lack),
                _ => None,
            };
            let Some(next) = next else { return Ok(None) };
            subject = next;
        }
        Ok(Some(subject))
    }

    fn keep_extent(&mut self, answer: Answer, extent: &Extent) -> Result<bool, Lack> {
        Ok(match (answer, extent) {
            (Err(Lack::Absent), Extent::Absent)
            | (Err(Lack::NoEntitlement), Extent::NoEntitlement)
            | (Ok(Sym::Subject(_)), Extent::Present) => true,
            (Ok(Sym::YesNo(yes)), Extent::Is(said)) => yes == *said,
            (Ok(Sym::Subjects(elements)), Extent::Count(count)) => elements.len() == *count,
            (Ok(Sym::Number(form)), Extent::Numbers(range)) => {
                self.keep_between(&form, *range)?;
                true
            }
            (Ok(Sym::Date(form)), Extent::Days(first, last)) => {
                let range = Range { low: number_of(*first), high: number_of(*last) };
                self.keep_between(&form, range)?;
                true
            }
            (Ok(Sym::Text(word)), Extent::Words(words)) => words.contains(&word),
            (Ok(Sym::Words(pick, choice)), Extent::Words(words)) => {
                let options = among(self.options(choice), words);
                self.explorer.require(&Constraint::Among(pick, options))?;
                true
            }
            (Err(lack @ (Lack::Halt | Lack::Fault(_))), _) => return Err(lack),
            _ => false,
        })
    }

    pub(super) fn keep_between(&mut self, form: &Form, range: Range) -> Result<(), Lack> {
        let above = form.shifted(-range.high).ok_or(Lack::Halt)?;
        let below = form.times(-1).and_then(|form| form.shifted(range.low)).ok_or(Lack::Halt)?;
        self.explorer.require(&Constraint::AtMostZero(above))?;
        self.explorer.require(&Constraint::AtMostZero(below))?;
        Ok(())
    }

    /// What was worked out on the reference date of the case, as the case states it.
    pub fn worked_out(&self) -> crate::region::ReadSoFar {
        let here = self.ended.iter().filter_map(|((second, context, group, subject), answer)| {
            let term = self.program.groups[*group].term;
            let main = self.program.terms[term].group == *group;
            (!second && *context == 0 && main)
                .then(|| ((*subject, Target::Term(term)), answer.clone()))
        });
        here.collect()
    }
}

fn among(all: &[Arc<str>], words: &[Arc<str>]) -> Options {
    let places = all.iter().enumerate().filter(|(_, word)| words.contains(word));
    places.fold(0, |options, (place, _)| match u32::try_from(place) {
        Ok(place) if place < Options::BITS => options | 1 << place,
        _ => options,
    })
}
