//! One rule: whether it applies, and what it gives.

use crate::case::place;
use crate::expression::{Answer, Evaluator, Lack};
use crate::outcome::Fault;
use crate::record::Recording;
use enact_model::program::{Expr, Gives, Limb};
use enact_model::table::RuleId;
use enact_value::Value;

impl<'a, R: Recording> Evaluator<'a, R> {
    /// Whether the rule is in force and its own condition holds: its *when*, not its *unless*,
    /// and, for a case distinction without other cases, one of its limbs.
    pub fn applies(&mut self, rule: RuleId, subject: u32) -> Answer {
        let rule = &self.program.rules[rule];
        let mark = self.record.notes.opens.len();
        if !rule.in_force.covers(self.on) {
            return Ok(self.closed(mark, false));
        }
        let mut open = false;
        let checks = [
            rule.clauses.within.as_ref().map(|within| (within, true)),
            rule.when.as_ref().map(|when| (when, true)),
            rule.unless.as_ref().map(|unless| (unless, false)),
        ];
        for (condition, needed) in checks.into_iter().flatten() {
            let before = self.record.notes.opens.len();
            match self.settled(condition, open, subject) {
                Ok(holds) if holds == needed => {}
                Ok(_) => return Ok(self.closed(mark, false)),
                Err(Lack::Open) => {
                    open = true;
                    self.asked_first(mark, before);
                }
                Err(lack) => return Err(lack),
            }
        }
        if let Gives::Cases { limbs, otherwise: None, .. } = &rule.gives {
            match self.any_limb(limbs, open, subject) {
                Ok(true) => {}
                Ok(false) => return Ok(self.closed(mark, false)),
                Err(Lack::Open) => open = true,
                Err(lack) => return Err(lack),
            }
        }
        if open { Err(Lack::Open) } else { Ok(self.closed(mark, true)) }
    }

    /// Whether the condition holds. Behind an open one nothing but a clear answer counts: the
    /// open one may exclude what is found there.
    fn settled(&mut self, condition: &'a Expr, open: bool, subject: u32) -> Result<bool, Lack> {
        match self.holds(condition, subject) {
            Err(Lack::Absent | Lack::NoEntitlement | Lack::Fault(_)) if open => Err(Lack::Open),
            Err(Lack::Absent) => Err(Lack::Fault(Fault::Unsettled { span: condition.span })),
            other => other,
        }
    }

    fn any_limb(&mut self, limbs: &'a [Limb], before: bool, subject: u32) -> Result<bool, Lack> {
        let mut open = false;
        for limb in limbs {
            match self.settled(&limb.condition, before || open, subject) {
                Ok(true) => return Ok(true),
                Ok(false) => {}
                Err(Lack::Open) => open = true,
                Err(lack) => return Err(lack),
            }
        }
        if open { Err(Lack::Open) } else { Ok(false) }
    }

    /// An answer that no longer depends on what was found open.
    fn closed(&mut self, mark: usize, answer: bool) -> Value {
        self.record.notes.opens.truncate(mark);
        Value::YesNo(answer)
    }

    /// What the rule gives when it applies. `tells`: its limb is the one the step records.
    pub fn gives(&mut self, rule: RuleId, tells: bool, subject: u32) -> Answer {
        let mark = self.record.notes.opens.len();
        let (answer, limb) = match &self.program.rules[rule].gives {
            Gives::Value(value) => (self.given(value, subject), None),
            Gives::Answer(answer) => (Ok(Value::YesNo(*answer)), None),
            Gives::NoEntitlement => (Err(Lack::NoEntitlement), None),
            // It is never asked: it grants nothing.
            Gives::Silence { .. } => (Err(Lack::Open), None),
            Gives::Cases { ordered, limbs, otherwise } => {
                let otherwise = otherwise.as_ref();
                if *ordered {
                    self.in_order(limbs, otherwise, subject)
                } else {
                    self.excluding(rule, limbs, otherwise, subject)
                }
            }
        };
        if tells {
            self.record.notes.limb = limb.map(place);
        }
        if answer != Err(Lack::Open) {
            self.record.notes.opens.truncate(mark);
        }
        answer
    }

    /// The value; an absent fact has to be settled by now.
    fn given(&mut self, value: &'a Expr, subject: u32) -> Answer {
        match self.evaluate(value, subject) {
            Err(Lack::Absent) => Err(Lack::Fault(Fault::Unsettled { span: value.span })),
            Ok(Value::Absent) => Err(Lack::Fault(Fault::Unsettled { span: value.span })),
            answer => answer,
        }
    }

    /// The first limb that holds.
    fn in_order(
        &mut self,
        limbs: &'a [Limb],
        otherwise: Option<&'a Expr>,
        subject: u32,
    ) -> (Answer, Option<usize>) {
        let mut open = false;
        for (number, limb) in limbs.iter().enumerate() {
            match self.settled(&limb.condition, open, subject) {
                Ok(true) if open => return (self.explored(&limb.value, subject), None),
                Ok(true) => return (self.given(&limb.value, subject), Some(number)),
                Ok(false) => {}
                Err(Lack::Open) => {
                    open = true;
                    if self.explored(&limb.value, subject) == Err(Lack::Paused) {
                        return (Err(Lack::Paused), None);
                    }
                }
                Err(lack) => return (Err(lack), None),
            }
        }
        self.remaining(limbs, otherwise, open, subject)
    }

    /// The one limb that holds; two that hold must give the same. A limb that is not known to
    /// hold is passed over beside one that does: whether they differ shows once it does. So is
    /// one that cannot be told when an earlier one holds: it was written for when it does not.
    fn excluding(
        &mut self,
        rule: RuleId,
        limbs: &'a [Limb],
        otherwise: Option<&'a Expr>,
        subject: u32,
    ) -> (Answer, Option<usize>) {
        let mut open = false;
        let mut first: Option<(usize, Answer)> = None;
        for (number, limb) in limbs.iter().enumerate() {
            match self.settled(&limb.condition, open || first.is_some(), subject) {
                Ok(true) => {}
                Ok(false) => continue,
                Err(Lack::Open) => {
                    open = true;
                    continue;
                }
                Err(lack) => return (Err(lack), None),
            }
            let given = self.given(&limb.value, subject);
            first = match first {
                _ if given == Err(Lack::Paused) => return (given, None),
                None => Some((number, given)),
                Some((first, other)) if other != given => {
                    let fault = Fault::Limbs { rule, first, second: number };
                    return (Err(Lack::Fault(fault)), None);
                }
                kept => kept,
            };
        }
        if let Some((number, answer)) = first {
            return (answer, Some(number));
        }
        for limb in limbs.iter().filter(|_| open) {
            // What is already known not to hold gives nothing; its condition is short to repeat.
            let may_hold = self.settled(&limb.condition, true, subject) == Err(Lack::Open);
            if may_hold && self.explored(&limb.value, subject) == Err(Lack::Paused) {
                return (Err(Lack::Paused), None);
            }
        }
        self.remaining(limbs, otherwise, open, subject)
    }

    /// No limb is known to hold: the other cases, if there are any.
    fn remaining(
        &mut self,
        limbs: &'a [Limb],
        otherwise: Option<&'a Expr>,
        open: bool,
        subject: u32,
    ) -> (Answer, Option<usize>) {
        match otherwise {
            Some(value) if open => (self.explored(value, subject), None),
            Some(value) => (self.given(value, subject), Some(limbs.len())),
            None if open => (Err(Lack::Open), None),
            // Such a rule does not apply, so nothing asks what it gives.
            None => (Err(Lack::NoEntitlement), None),
        }
    }

    /// Looks into a value that may come to count, for what is open there. Its outcome, or a
    /// defect in it, does not matter yet.
    fn explored(&mut self, value: &'a Expr, subject: u32) -> Answer {
        match self.evaluate(value, subject) {
            Err(Lack::Paused) => Err(Lack::Paused),
            _ => Err(Lack::Open),
        }
    }
}
