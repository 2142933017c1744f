//! The value of an expression about one subject.

use super::{Answer, DEPTH_MAX, Lack, Machine, Sym};
use enact_model::program::{Expr, ExprKind, Place};
use enact_value::Value;

impl<'a> Machine<'a, '_> {
    pub fn evaluate(&mut self, expr: &'a Expr, subject: u32) -> Answer {
        if self.depth > DEPTH_MAX {
            return Err(Lack::beyond(expr.span));
        }
        self.depth += 1;
        let answer = self.part(expr, subject);
        self.depth -= 1;
        if self.notes_turns
            && let Ok(Sym::YesNo(holds)) = answer
        {
            self.met.turned.insert((Place::of(expr), holds));
        }
        answer
    }

    fn part(&mut self, expr: &'a Expr, subject: u32) -> Answer {
        match &expr.kind {
            ExprKind::Literal(value) => Self::literal(value, expr),
            ExprKind::ReferenceDate => Ok(Sym::Date(self.on())),
            ExprKind::Read(reference) => self.read(reference, subject),
            ExprKind::Exists { of, absent } => match self.read(of, subject) {
                Ok(_) => Ok(Sym::YesNo(!absent)),
                Err(Lack::Absent) => Ok(Sym::YesNo(*absent)),
                Err(lack) => Err(lack),
            },
            ExprKind::OrIfAbsent { value, default } => match self.evaluate(value, subject) {
                Err(Lack::Absent) => self.evaluate(default, subject),
                settled => settled,
            },
            ExprKind::Under(group) => self.group(*group, subject),
            ExprKind::Applies(rule) => self.applies(*rule, subject).map(Sym::YesNo),
            ExprKind::Rescale { value, factor } => self.scaled(value, *factor, subject),
            ExprKind::Reciprocal(parameter) => self.reciprocal(*parameter, expr.span),
            ExprKind::Through { value, scale, banding } => {
                self.through((value, expr), *scale, banding, subject)
            }
            ExprKind::Arithmetic { .. } => self.arithmetic(expr, subject),
            ExprKind::Negative(value) => self.scaled(value, -1, subject),
            ExprKind::Extreme { highest, of } => self.extreme(*highest, of, subject, expr),
            ExprKind::Round { value, rounding, step } => {
                let inner = self.evaluate(value, subject)?;
                self.rounded(&inner, value, *rounding, *step)
            }
            ExprKind::Compare { comparison, left, right } => {
                let (first, second) = self.both(left, right, subject)?;
                self.explorer.about = Some(expr.span);
                let holds = self.compare(*comparison, (&first, left), (&second, right));
                self.explorer.about = None;
                holds.map(Sym::YesNo)
            }
            ExprKind::And(parts) => self.joined(parts, false, subject),
            ExprKind::Or(parts) => self.joined(parts, true, subject),
            ExprKind::Not(condition) => self.holds(condition, subject).map(|yes| Sym::YesNo(!yes)),
            ExprKind::Shift { date, period, back, calendar } => {
                self.shift((date, period), *back, *calendar, subject)
            }
            ExprKind::Between { counted, from, to, calendar } => {
                self.between(expr, *counted, (from, to), *calendar, subject)
            }
            ExprKind::Over { fold, list, filter, value } => {
                self.over(*fold, list, (filter.as_deref(), value.as_deref()), subject, expr)
            }
            ExprKind::Rank { list, key, by_entry } => {
                self.rank(list, key, *by_entry, expr, subject)
            }
            ExprKind::FirstDay { unit, after, date } => {
                self.first_day(*unit, *after, date, subject)
            }
            ExprKind::On { value, date } => self.on_date(value, date, subject),
            ExprKind::SumOverMonths { value, year } => self.sum_over_months(value, year, subject),
            ExprKind::AsIf { value, of, supposed } => {
                self.as_if(value, of, supposed.as_deref(), subject)
            }
            ExprKind::FirstDayOn { condition, from } => {
                self.first_day_on(condition, from, subject, expr)
            }
        }
    }

    pub(super) fn literal(value: &Value, expr: &Expr) -> Answer {
        use crate::space::{Form, number_of};
        Ok(match value {
            Value::YesNo(yes) => Sym::YesNo(*yes),
            Value::Number(units) => Sym::Number(Form::constant(*units)),
            Value::Quotient(units, divisor) => {
                Sym::Quotient(Form::constant(*units), Form::constant(*divisor))
            }
            Value::Date(day) => Sym::Date(Form::constant(number_of(*day))),
            Value::Text(words) => Sym::Text(words.clone()),
            Value::Absent => return Err(Lack::Absent),
            Value::Subject(_) | Value::Subjects(_) => return Err(Lack::beyond(expr.span)),
        })
    }

    /// Both values; the second is not read where the first already decides.
    pub(super) fn both(
        &mut self,
        left: &'a Expr,
        right: &'a Expr,
        subject: u32,
    ) -> Result<(Sym, Sym), Lack> {
        let first = self.evaluate(left, subject);
        let second = match &first {
            Ok(_) => self.evaluate(right, subject),
            Err(Lack::Open) => self.evaluate(right, subject).and(Err(Lack::Open)),
            Err(lack) => Err(lack.clone()),
        }?;
        Ok((first?, second))
    }

    /// A sum or product, its left sides unfolded first.
    fn arithmetic(&mut self, expr: &'a Expr, subject: u32) -> Answer {
        let mut spine = Vec::new();
        let mut leftmost = expr;
        while let ExprKind::Arithmetic { left, .. } = &leftmost.kind {
            spine.push(leftmost);
            leftmost = left;
        }
        let mut answer = self.evaluate(leftmost, subject);
        while let Some(whole) = spine.pop() {
            let ExprKind::Arithmetic { operator, left, right } = &whole.kind else { break };
            let second = match &answer {
                Ok(_) => self.evaluate(right, subject),
                Err(Lack::Open) => self.evaluate(right, subject).and(Err(Lack::Open)),
                Err(lack) => Err(lack.clone()),
            };
            answer = match (answer, second) {
                (Ok(first), Ok(second)) => {
                    self.calculate(*operator, (&first, left), (&second, right), whole)
                }
                (_, Err(lack)) | (Err(lack), _) => Err(lack),
            };
            if answer == Err(Lack::Halt) {
                break;
            }
        }
        answer
    }

    /// Several conditions from left to right, up to the first that comes to `decisive`.
    fn joined(&mut self, parts: &'a [Expr], decisive: bool, subject: u32) -> Answer {
        let (mut open, mut absorbed) = (false, false);
        for part in parts {
            match self.holds(part, subject) {
                Ok(yes) if yes == decisive => return Ok(Sym::YesNo(decisive)),
                Ok(_) => {}
                Err(Lack::Open) => open = true,
                Err(Lack::NoEntitlement) => absorbed = true,
                Err(Lack::Absent | Lack::Fault(_)) if open => {}
                Err(lack) => return Err(lack),
            }
        }
        match (open, absorbed) {
            (true, _) => Err(Lack::Open),
            (false, true) => Err(Lack::NoEntitlement),
            (false, false) => Ok(Sym::YesNo(!decisive)),
        }
    }
}
