//! One rule: whether it applies, and what it gives.

use super::{Answer, Fault, Lack, Machine, Sym};
use crate::space::{Form, number_of};
use enact_model::program::{Expr, Gives, Limb};
use enact_model::table::RuleId;

impl<'a> Machine<'a, '_> {
    /// Whether the rule is in force and its own condition holds.
    pub fn applies(&mut self, rule: RuleId, subject: u32) -> Result<bool, Lack> {
        let id = rule;
        let rule = &self.program.rules[rule];
        let on = self.on();
        for (from, day) in [(true, rule.in_force.from), (false, rule.in_force.until)] {
            let Some(day) = day else { continue };
            // From the first day on; and up to the day before the last.
            let since = Form::constant(number_of(day)).plus(&on, -1).ok_or(Lack::Halt)?;
            if self.explorer.at_most_zero(&since)? != from {
                return Ok(false);
            }
        }
        let mut open = false;
        let checks = [
            rule.clauses.within.as_ref().map(|within| (within, true)),
            rule.when.as_ref().map(|when| (when, true)),
            rule.unless.as_ref().map(|unless| (unless, false)),
        ];
        for (condition, needed) in checks.into_iter().flatten() {
            match self.settled_condition(condition, open, subject) {
                Ok(holds) if holds == needed => {}
                Ok(_) => return Ok(false),
                Err(Lack::Open) => open = true,
                Err(lack) => return Err(lack),
            }
        }
        if let Gives::Cases { limbs, otherwise: None, .. } = &rule.gives {
            match self.any_limb(limbs, open, subject) {
                Ok(true) => {}
                Ok(false) => return Ok(false),
                Err(Lack::Open) => open = true,
                Err(lack) => return Err(lack),
            }
        }
        if open {
            return Err(Lack::Open);
        }
        self.met.applied.insert(id);
        Ok(true)
    }

    fn settled_condition(
        &mut self,
        condition: &'a Expr,
        open: bool,
        subject: u32,
    ) -> Result<bool, Lack> {
        match self.holds(condition, subject) {
            Err(Lack::Absent | Lack::NoEntitlement | Lack::Fault(_)) if open => Err(Lack::Open),
            Err(Lack::Absent) => Err(Lack::Fault(Fault::Unsettled { span: condition.span })),
            other => other,
        }
    }

    fn any_limb(&mut self, limbs: &'a [Limb], before: bool, subject: u32) -> Result<bool, Lack> {
        let mut open = false;
        for limb in limbs {
            match self.settled_condition(&limb.condition, before || open, subject) {
                Ok(true) => return Ok(true),
                Ok(false) => {}
                Err(Lack::Open) => open = true,
                Err(lack) => return Err(lack),
            }
        }
        if open { Err(Lack::Open) } else { Ok(false) }
    }

    /// What the rule gives when it applies; `agreeing` when its limbs are known not to differ where
    /// several hold.
    pub(super) fn gives(&mut self, rule: RuleId, agreeing: bool, subject: u32) -> Answer {
        match &self.program.rules[rule].gives {
            Gives::Value(value) => self.given(value, subject),
            Gives::Answer(answer) => Ok(Sym::YesNo(*answer)),
            Gives::NoEntitlement => Err(Lack::NoEntitlement),
            Gives::Silence { .. } => Err(Lack::Open),
            Gives::Cases { ordered, limbs, otherwise } => {
                let otherwise = otherwise.as_ref();
                if *ordered {
                    self.in_order(rule, limbs, otherwise, subject)
                } else {
                    self.excluding((rule, agreeing), limbs, otherwise, subject)
                }
            }
        }
    }

    fn given(&mut self, value: &'a Expr, subject: u32) -> Answer {
        match self.evaluate(value, subject) {
            Err(Lack::Absent) => Err(Lack::Fault(Fault::Unsettled { span: value.span })),
            answer => answer,
        }
    }

    fn in_order(
        &mut self,
        rule: RuleId,
        limbs: &'a [Limb],
        otherwise: Option<&'a Expr>,
        subject: u32,
    ) -> Answer {
        let mut open = false;
        for (number, limb) in limbs.iter().enumerate() {
            match self.settled_condition(&limb.condition, open, subject) {
                Ok(true) if open => return Err(Lack::Open),
                Ok(true) => {
                    self.met.limbs.insert((rule, number));
                    return self.given(&limb.value, subject);
                }
                Ok(false) => {}
                Err(Lack::Open) => open = true,
                Err(lack) => return Err(lack),
            }
        }
        self.remaining(rule, (limbs.len(), otherwise), open, subject)
    }

    /// The one limb that holds; two that hold must give the same, and where it is known that they
    /// do, the first is enough.
    fn excluding(
        &mut self,
        (rule, agreeing): (RuleId, bool),
        limbs: &'a [Limb],
        otherwise: Option<&'a Expr>,
        subject: u32,
    ) -> Answer {
        let mut open = false;
        let mut first: Option<(usize, Answer)> = None;
        for (number, limb) in limbs.iter().enumerate() {
            match self.settled_condition(&limb.condition, open || first.is_some(), subject) {
                Ok(true) => {}
                Ok(false) => continue,
                Err(Lack::Open) => {
                    open = true;
                    continue;
                }
                Err(lack) => return Err(lack),
            }
            self.met.limbs.insert((rule, number));
            let given = self.given(&limb.value, subject);
            if given == Err(Lack::Halt) {
                return given;
            }
            match &first {
                None if agreeing => return given,
                None => first = Some((number, given)),
                Some((one, other)) if !self.same_answer(other, &given)? => {
                    let fault = Fault::Limbs { rule, first: *one, second: number };
                    return Err(Lack::Fault(fault));
                }
                Some(_) => {}
            }
        }
        if let Some((_, answer)) = first {
            return answer;
        }
        self.remaining(rule, (limbs.len(), otherwise), open, subject)
    }

    fn remaining(
        &mut self,
        rule: RuleId,
        (place, otherwise): (usize, Option<&'a Expr>),
        open: bool,
        subject: u32,
    ) -> Answer {
        match otherwise {
            _ if open => Err(Lack::Open),
            Some(value) => {
                self.met.limbs.insert((rule, place));
                self.given(value, subject)
            }
            None => Err(Lack::NoEntitlement),
        }
    }
}
