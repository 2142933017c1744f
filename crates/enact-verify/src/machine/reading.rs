//! Reading facts, parameters, judgements and terms.

use super::{Answer, Change, DEPTH_MAX, Fault, Lack, Machine, Sym};
use crate::space::{Constraint, Form, number_of};
use enact_model::program::{Expr, Reference, Scale, Target};
use enact_model::table::{FactId, GroupId, JudgementId, ParameterId};
use enact_source::Span;
use std::sync::Arc;

impl<'a> Machine<'a, '_> {
    /// What stands at `reference`, seen from `subject`.
    pub(super) fn read(&mut self, reference: &'a Reference, subject: u32) -> Answer {
        let subject = self.follow(&reference.path, self.around(reference.up, subject))?;
        if let Some(supposed) = self.supposed(reference.target, subject) {
            return supposed;
        }
        match reference.target {
            Target::Fact(fact) => self.fact(fact, subject),
            Target::Parameter(parameter) => {
                let period = self.period(parameter)?;
                let parameter = &self.program.parameters[parameter];
                Self::parameter_value(&parameter.periods[period].value)
            }
            Target::Term(term) => {
                let promised = self.promised;
                match self.group(self.program.terms[term].group, subject) {
                    Err(Lack::NoEntitlement) if promised => Ok(Sym::Number(Form::default())),
                    answer => answer,
                }
            }
            Target::Judgement(judgement) => self.judgement(judgement, subject),
        }
    }

    fn parameter_value(value: &enact_value::Value) -> Answer {
        use enact_value::Value;
        Ok(match value {
            Value::YesNo(yes) => Sym::YesNo(*yes),
            Value::Number(units) => Sym::Number(Form::constant(*units)),
            Value::Date(day) => Sym::Date(Form::constant(number_of(*day))),
            Value::Text(words) => Sym::Text(words.clone()),
            Value::Absent => return Err(Lack::Absent),
            _ => return Err(Lack::beyond(Span::default())),
        })
    }

    pub(super) fn around(&self, up: usize, subject: u32) -> u32 {
        let level = self.outer.len().checked_sub(up);
        level.and_then(|level| self.outer.get(level)).copied().unwrap_or(subject)
    }

    /// The subject at the end of a path of facts.
    pub(super) fn follow(&mut self, path: &'a [FactId], from: u32) -> Result<u32, Lack> {
        let mut subject = from;
        for fact in path {
            let value = match self.supposed(Target::Fact(*fact), subject) {
                Some(supposed) => supposed?,
                None => self.fact(*fact, subject)?,
            };
            let Sym::Subject(next) = value else {
                return Err(Lack::beyond(self.program.facts[*fact].span));
            };
            subject = next;
        }
        Ok(subject)
    }

    fn fact(&mut self, id: FactId, subject: u32) -> Answer {
        match self.varied.filter(|varied| self.second && varied.fact == id) {
            Some(varied) => self.changed(varied.how, id, subject),
            None => self.stated(id, subject, false),
        }
    }

    /// What a copy of the case states; what the law assumes of it is held at once.
    pub fn stated(&mut self, id: FactId, subject: u32, second: bool) -> Answer {
        if let Some(known) = self.inputs.known(id, subject, second) {
            return known;
        }
        let made = self.inputs.make(self.program, self.explorer, (id, subject, second));
        if matches!(made, Ok(_) | Err(Lack::Absent)) {
            self.assume_of(id, subject)?;
        }
        made
    }

    fn assume_of(&mut self, id: FactId, subject: u32) -> Result<(), Lack> {
        for number in self.inputs.domain.assumptions_on(id) {
            if self.program.assumptions[*number].entity == self.program.facts[id].entity {
                self.assume(*number, subject)?;
            }
        }
        Ok(())
    }

    /// What the second copy states of the fact that differs.
    fn changed(&mut self, how: Change, id: FactId, subject: u32) -> Answer {
        if how == Change::Any {
            self.stated(id, subject, false).or_else(halted)?;
            return self.stated(id, subject, true);
        }
        let known = self.stated(id, subject, false)?;
        if let Some(changed) = self.inputs.known(id, subject, true) {
            return changed;
        }
        if let Sym::Subjects(elements) = &known {
            return self.in_other_order(id, subject, elements);
        }
        if let Change::Within(_) = how
            && !self.changes_here(subject)?
        {
            // So it is wherever it is read once more.
            self.inputs.state(subject, (id, true), known.clone());
            return Ok(known);
        }
        let (Sym::Number(units) | Sym::Date(units)) = &known else {
            return Err(Lack::beyond(self.program.facts[id].span));
        };
        let day = matches!(known, Sym::Date(_));
        let range = self.explorer.space.range_of(units);
        let range = match self.program.facts[id].scale {
            Scale::Fixed { range, .. } => range,
            _ if day => super::time::all_days(),
            _ => range,
        };
        let changed = Form::of(self.explorer.variable(range, day));
        let more = changed.plus(units, -1).ok_or(Lack::Halt)?;
        let less = more.times(-1).ok_or(Lack::Halt)?;
        let bounds = match how {
            Change::Up => vec![less],
            Change::Down => vec![more],
            Change::Within(step) => vec![less, more.shifted(-step).ok_or(Lack::Halt)?],
            Change::Any | Change::Order => Vec::new(),
        };
        let changed = if day { Sym::Date(changed) } else { Sym::Number(changed) };
        self.inputs.state(subject, (id, true), changed.clone());
        for bound in bounds {
            self.explorer.require(&Constraint::AtMostZero(bound))?;
        }
        self.assume_of(id, subject)?;
        Ok(changed)
    }

    /// A list in which two neighbours have changed places.
    fn in_other_order(&mut self, id: FactId, subject: u32, elements: &[u32]) -> Answer {
        let mut turned = elements.to_vec();
        if let Some(pairs @ 1..) = elements.len().checked_sub(1) {
            let place = self.explorer.choose(vec![Vec::new(); pairs])?;
            turned.swap(place, place + 1);
        }
        let turned = Sym::Subjects(turned.into());
        self.inputs.state(subject, (id, true), turned.clone());
        Ok(turned)
    }

    /// Whether it is this subject's fact that changes: that of one, and any one.
    fn changes_here(&mut self, subject: u32) -> Result<bool, Lack> {
        if let Some(of) = self.changes_of {
            return Ok(of == subject);
        }
        let here = self.explorer.choose(vec![Vec::new(), Vec::new()])? == 0;
        if here {
            self.changes_of = Some(subject);
        }
        Ok(here)
    }

    pub(super) fn judgement(&mut self, id: JudgementId, subject: u32) -> Answer {
        let Some(condition) = &self.program.judgements[id].precondition else {
            let known = self.inputs.judged((id, subject), false);
            let answer = match known {
                Some(answer) => answer,
                None => self.inputs.judge(self.program, self.explorer, (id, subject), false)?,
            };
            return Ok(Sym::YesNo(answer));
        };
        let moved = self.varied.is_some_and(|varied| varied.how != Change::Any);
        let second = self.second && self.varied.is_some() && !moved;
        if let Some(answer) = self.inputs.judged((id, subject), second) {
            return Ok(Sym::YesNo(answer));
        }
        if second && let Some(first) = self.inputs.judged((id, subject), false) {
            return self.exercised_again((id, subject), condition, first);
        }
        let answer = self.inputs.judge(self.program, self.explorer, (id, subject), second)?;
        // A power can only be exercised where the law gives it: where a fact grows, in both copies
        // of a case, which have it exercised alike.
        let copy = self.second;
        let copies: &[bool] = if moved { &[false, true] } else { &[copy] };
        let mut given = true;
        for second in copies.iter().filter(|_| answer) {
            self.second = *second;
            given =
                given && !matches!(self.allowed(condition, subject), Ok(false) | Err(Lack::Halt));
        }
        self.second = copy;
        if !given {
            return Err(Lack::Halt);
        }
        if moved {
            self.inputs.settle((id, subject), true, answer);
        }
        Ok(Sym::YesNo(answer))
    }

    /// Whether a power is exercised in the second copy of a case: as in the first where both
    /// allow it, not where it is not allowed, and either way where only the second allows it.
    fn exercised_again(
        &mut self,
        (id, subject): (JudgementId, u32),
        condition: &'a Expr,
        first: bool,
    ) -> Answer {
        let allowed = self.allowed(condition, subject);
        let answer = match allowed {
            Err(Lack::Halt) => return Err(Lack::Halt),
            Ok(false) => false,
            _ if first => true,
            _ => {
                self.second = false;
                let before = self.allowed(condition, subject);
                self.second = true;
                match before {
                    Err(Lack::Halt) => return Err(Lack::Halt),
                    Ok(false) => {
                        self.inputs.judge(self.program, self.explorer, (id, subject), true)?
                    }
                    _ => false,
                }
            }
        };
        self.inputs.settle((id, subject), true, answer);
        Ok(Sym::YesNo(answer))
    }

    /// Whether the law gives a power.
    fn allowed(&mut self, condition: &'a Expr, subject: u32) -> Result<bool, Lack> {
        let (outer, context) = (std::mem::take(&mut self.outer), std::mem::take(&mut self.context));
        let holds = self.holds(condition, subject);
        (self.outer, self.context) = (outer, context);
        holds
    }

    /// The place of the period in force on the reference date.
    pub(super) fn period(&mut self, id: ParameterId) -> Result<usize, Lack> {
        match self.period_in_force(id)? {
            Some(place) => Ok(place),
            None => self.not_set(Some(id)),
        }
    }

    fn period_in_force(&mut self, id: ParameterId) -> Result<Option<usize>, Lack> {
        let parameter = &self.program.parameters[id];
        let on = self.on();
        for (place, period) in parameter.periods.iter().enumerate().rev() {
            let since = Form::constant(number_of(period.from)).plus(&on, -1).ok_or(Lack::Halt)?;
            if !self.explorer.at_most_zero(&since)? {
                continue;
            }
            let Some(until) = period.until else { return Ok(Some(place)) };
            let ended = Form::constant(number_of(until)).plus(&on, -1).ok_or(Lack::Halt)?;
            let lasts = !self.explorer.at_most_zero(&ended)?;
            return Ok(lasts.then_some(place));
        }
        Ok(None)
    }

    /// One over the parameter's value.
    pub(super) fn reciprocal(&mut self, id: ParameterId, span: Span) -> Answer {
        let period = self.period(id)?;
        let reciprocal = self.program.parameters[id].reciprocal.as_ref();
        let units = reciprocal.and_then(|reciprocal| reciprocal.units.get(period));
        units.map(|units| Sym::Number(Form::constant(*units))).ok_or(Lack::beyond(span))
    }

    /// What the rules of `group` come to for `subject`: worked out once in a run.
    pub(super) fn group(&mut self, group: GroupId, subject: u32) -> Answer {
        let second = self.second && self.varied.is_some_and(|varied| varied.rests.contains(&group));
        let key = (second, self.context, group, subject);
        if let Some(known) = self.ended.get(&key) {
            return known.clone();
        }
        let term = &self.program.terms[self.program.groups[group].term];
        if self.depth > DEPTH_MAX / 4 * 3 {
            return Err(Lack::beyond(term.span));
        }
        let outer = std::mem::take(&mut self.outer);
        let promised = std::mem::take(&mut self.promised);
        let answer = match (self.summary(group), second.then(|| self.effect(group))) {
            (Some(summary), None) => self.anything(group, summary),
            (Some(summary), Some(Some(effect))) => self.after(effect, (group, subject), summary),
            _ => self.weigh(group, subject),
        };
        (self.outer, self.promised) = (outer, promised);
        let answer = match answer {
            Err(Lack::Absent) => Err(Lack::Fault(Fault::Unsettled { span: term.span })),
            Ok(Sym::Number(units)) => self.declared(group, units, term.span),
            other => other,
        };
        if answer != Err(Lack::Halt) {
            self.ended.insert(key, answer.clone());
        }
        answer
    }

    /// The value, when it lies in the range that the check found for the group. That range was
    /// found by bounds on all that goes in, so a value seldom leaves it: only under a fiction.
    fn declared(&mut self, group: GroupId, units: Form, span: Span) -> Answer {
        let Scale::Fixed { range, .. } = self.program.groups[group].scale else {
            return Ok(Sym::Number(units));
        };
        match units.known() {
            Some(number) if range.contains(number) => {}
            Some(_) => return Err(Lack::Fault(Fault::OutOfRange { span })),
            None if self.is_fiction() => self.keep_to(&units, range, span)?,
            None => {}
        }
        Ok(Sym::Number(units))
    }

    /// Whether words are the same.
    pub(super) fn same_words(&mut self, one: &Sym, other: &Sym) -> Result<bool, Lack> {
        match (one, other) {
            (Sym::Text(first), Sym::Text(second)) => Ok(first == second),
            (Sym::Words(pick, choice), Sym::Text(words))
            | (Sym::Text(words), Sym::Words(pick, choice)) => {
                let place = self.options(*choice).iter().position(|option| option == words);
                let place = place.and_then(|place| u32::try_from(place).ok());
                Ok(self.is_option(*pick, place)?)
            }
            (Sym::Words(first, of_first), Sym::Words(second, of_second)) => {
                if first == second {
                    return Ok(true);
                }
                // Each option of the first is a way of its own.
                for words in self.options(*of_first) {
                    let same = Sym::Text(words.clone());
                    if self.same_words(one, &same)? {
                        return self.same_words(other, &same);
                    }
                }
                // Other words than any law names: the same, or not.
                let _ = of_second;
                Err(Lack::beyond(Span::default()))
            }
            _ => Ok(one == other),
        }
    }

    /// The words that a choice is among.
    pub(super) fn options(&self, choice: Option<enact_model::table::ChoiceId>) -> &'a [Arc<str>] {
        match choice {
            Some(choice) => &self.program.choices[choice].options,
            None => &self.inputs.domain.texts,
        }
    }
}

/// An absent fact is as good as a stated one; a run that ends is not.
fn halted(lack: Lack) -> Answer {
    if lack == Lack::Halt { Err(lack) } else { Ok(Sym::YesNo(false)) }
}
