//! Arithmetic on forms: exact, as the evaluation does it on numbers.

use super::{Answer, Fault, Lack, Machine, Sym};
use crate::space::{Constraint, FAR, Form};
use enact_model::program::{Arithmetic, Expr, Scale};
use enact_syntax::tree::Comparison;
use enact_value::{Range, Rounding, Step, gcd};
use std::cmp::Ordering;

/// A value with the expression that says how it is written down.
type Written<'v> = (&'v Sym, &'v Expr);

impl<'a> Machine<'a, '_> {
    /// The number times a whole factor.
    pub(super) fn scaled(&mut self, value: &'a Expr, factor: i128, subject: u32) -> Answer {
        let number = self.evaluate(value, subject)?;
        times(number, factor, value)
    }

    /// Two numbers put together.
    pub(super) fn calculate(
        &mut self,
        operator: Arithmetic,
        left: Written<'_>,
        right: Written<'_>,
        whole: &Expr,
    ) -> Answer {
        let beyond = Lack::beyond(whole.span);
        if let (Sym::Number(first), Sym::Number(second), Scale::Fixed { .. } | Scale::None) =
            (left.0, right.0, whole.scale)
        {
            let sum = match operator {
                Arithmetic::Add => first.plus(second, 1),
                Arithmetic::Subtract => first.plus(second, -1),
                Arithmetic::Multiply => return self.multiplied(first, second).map(Sym::Number),
                Arithmetic::Divide => None,
            };
            return sum.map(Sym::Number).ok_or(beyond);
        }
        let (first, second) =
            (fraction(left).ok_or(beyond.clone())?, fraction(right).ok_or(beyond)?);
        let (above, below) = match operator {
            Arithmetic::Add => self.added(first, second, 1)?,
            Arithmetic::Subtract => self.added(first, second, -1)?,
            Arithmetic::Multiply => {
                (self.multiplied(&first.0, &second.0)?, self.multiplied(&first.1, &second.1)?)
            }
            Arithmetic::Divide => {
                let sign = self.explorer.sign(&second.0)?;
                if sign == 0 {
                    return Err(Lack::Fault(Fault::Division { span: whole.span }));
                }
                let sign = i128::from(sign);
                let turned = second.1.times(sign).zip(second.0.times(sign));
                let (above, below) = turned.ok_or(Lack::beyond(whole.span))?;
                (self.multiplied(&first.0, &above)?, self.multiplied(&first.1, &below)?)
            }
        };
        Ok(Sym::Quotient(above, below))
    }

    fn added(
        &mut self,
        first: (Form, Form),
        second: (Form, Form),
        sign: i128,
    ) -> Result<(Form, Form), Lack> {
        let left = self.multiplied(&first.0, &second.1)?;
        let right = self.multiplied(&second.0, &first.1)?;
        let above = left.plus(&right, sign).ok_or(Lack::Halt)?;
        Ok((above, self.multiplied(&first.1, &second.1)?))
    }

    fn multiplied(&mut self, one: &Form, other: &Form) -> Result<Form, Lack> {
        if one.known().is_none() && other.known().is_none() {
            // Where one can be few numbers, each is a way of its own, and the product a sum.
            if let Some(number) = self.explorer.value_among(other, 12)? {
                return one.times(number).ok_or(Lack::Halt);
            }
            if let Some(number) = self.explorer.value_among(one, 12)? {
                return other.times(number).ok_or(Lack::Halt);
            }
        }
        Ok(self.explorer.product(one, other)?)
    }

    /// Rounds to multiples of `step`; the result is over the step's denominator.
    pub(super) fn rounded(
        &mut self,
        value: &Sym,
        expr: &Expr,
        rounding: Rounding,
        step: Step,
    ) -> Answer {
        let beyond = Lack::beyond(expr.span);
        let (above, below) = fraction((value, expr)).ok_or(beyond.clone())?;
        // value / step = above × step.denominator / (below × step.numerator)
        let common = gcd(step.numerator, step.denominator).max(1);
        let above = above.times(step.denominator / common).ok_or(beyond.clone())?;
        let below = below.times(step.numerator / common).ok_or(beyond.clone())?;
        let steps = match below.known() {
            Some(by) => self.divided(&above, by, rounding)?,
            None => self.divided_by(&above, &below, rounding)?,
        };
        steps.times(step.numerator).map(Sym::Number).ok_or(beyond)
    }

    /// `above / by`, rounded to a whole number.
    fn divided(&mut self, above: &Form, by: i128, rounding: Rounding) -> Result<Form, Lack> {
        let common = gcd(gcd(above.divisor(), above.constant), by).max(1);
        let (above, by) = (shrunk(above, common), by / common);
        if by == 1 {
            return Ok(above);
        }
        let negated = |form: &Form| form.times(-1).ok_or(Lack::Halt);
        match rounding {
            Rounding::Down => Ok(self.explorer.floor(&above, by)?),
            Rounding::Up => {
                let down = self.explorer.floor(&negated(&above)?, by)?;
                negated(&down)
            }
            // Without a tie, which only an even divisor has, both ways of rounding are one.
            Rounding::HalfUp | Rounding::HalfEven if by % 2 != 0 => self.half_up(&above, by),
            Rounding::HalfUp => {
                let opposite = negated(&above)?;
                if self.explorer.at_most_zero(&opposite)? {
                    return self.half_up(&above, by);
                }
                let steps = self.half_up(&opposite, by)?;
                negated(&steps)
            }
            Rounding::HalfEven => {
                let up = self.half_up(&above, by)?;
                let tie = up.times(by).and_then(|up| up.plus(&above, -1)?.shifted(-by / 2));
                if self.explorer.sign(&tie.ok_or(Lack::Halt)?)? != 0 {
                    return Ok(up);
                }
                let half = self.explorer.floor(&up, 2)?;
                half.times(2).ok_or(Lack::Halt)
            }
        }
    }

    /// `above / by` to the nearest whole number, and up from halfway.
    fn half_up(&mut self, above: &Form, by: i128) -> Result<Form, Lack> {
        let shifted = above.shifted(by / 2).ok_or(Lack::Halt)?;
        Ok(self.explorer.floor(&shifted, by)?)
    }

    /// The quotient by a form above zero, rounded. Half even may come out either way at a tie:
    /// more is considered than can be.
    fn divided_by(&mut self, above: &Form, below: &Form, rounding: Rounding) -> Result<Form, Lack> {
        let range = self.explorer.space.range_of(above);
        let wide = range.magnitude().unwrap_or(FAR).min(FAR).saturating_add(1);
        let steps = Form::of(self.explorer.variable(Range::new(-wide, wide), false));
        let times = self.explorer.product(&steps, below)?;
        let rest = above.plus(&times, -1).ok_or(Lack::Halt)?;
        // The rest, times one or two, lies between these, each times the divisor, and leaves out
        // the one end or the other.
        let (factor, least, most, out_low, out_high) = match rounding {
            Rounding::Down => (1, 0, 1, 0, 1),
            Rounding::Up => (1, -1, 0, 1, 0),
            Rounding::HalfUp => {
                let opposite = above.times(-1).ok_or(Lack::Halt)?;
                if self.explorer.at_most_zero(&opposite)? {
                    (2, -1, 1, 0, 1)
                } else {
                    (2, -1, 1, 1, 0)
                }
            }
            Rounding::HalfEven => {
                self.loose = true;
                (2, -1, 1, 0, 0)
            }
        };
        let low = rest.times(-factor).and_then(|form| form.plus(below, least)?.shifted(out_low));
        let high = rest.times(factor).and_then(|form| form.plus(below, -most)?.shifted(out_high));
        self.explorer.require(&Constraint::AtMostZero(low.ok_or(Lack::Halt)?))?;
        self.explorer.require(&Constraint::AtMostZero(high.ok_or(Lack::Halt)?))?;
        Ok(steps)
    }

    /// Whether two values stand to each other so.
    pub(super) fn compare(
        &mut self,
        comparison: Comparison,
        left: Written<'_>,
        right: Written<'_>,
    ) -> Result<bool, Lack> {
        match (left.0, right.0) {
            (Sym::YesNo(first), Sym::YesNo(second)) => {
                return Ok((first == second) == (comparison == Comparison::Equal));
            }
            (Sym::Subject(first), Sym::Subject(second)) => {
                return Ok((first == second) == (comparison == Comparison::Equal));
            }
            (Sym::Text(_) | Sym::Words(..), Sym::Text(_) | Sym::Words(..)) => {
                let same = self.same_words(left.0, right.0)?;
                return Ok(same == (comparison == Comparison::Equal));
            }
            _ => {}
        }
        let rest = self.difference(left, right)?;
        let negated = || rest.times(-1).ok_or(Lack::Halt);
        Ok(match comparison {
            Comparison::AtMost => self.explorer.at_most_zero(&rest)?,
            Comparison::More => !self.explorer.at_most_zero(&rest)?,
            Comparison::AtLeast => self.explorer.at_most_zero(&negated()?)?,
            Comparison::Less => !self.explorer.at_most_zero(&negated()?)?,
            Comparison::Equal => self.explorer.sign(&rest)? == 0,
            Comparison::Unequal => self.explorer.sign(&rest)? != 0,
        })
    }

    /// Which of two numbers or dates comes first.
    pub(super) fn order(
        &mut self,
        left: Written<'_>,
        right: Written<'_>,
    ) -> Result<Ordering, Lack> {
        let rest = self.difference(left, right)?;
        Ok(self.explorer.sign(&rest)?.cmp(&0))
    }

    /// A form with the sign of `left − right`.
    fn difference(&mut self, left: Written<'_>, right: Written<'_>) -> Result<Form, Lack> {
        let beyond = Lack::beyond(left.1.span);
        match (left.0, right.0) {
            (Sym::Number(first), Sym::Number(second))
                if left.1.scale.denominator() == right.1.scale.denominator() =>
            {
                first.plus(second, -1).ok_or(beyond)
            }
            (Sym::Date(first), Sym::Date(second)) => first.plus(second, -1).ok_or(beyond),
            _ => {
                let first = fraction(left).ok_or(beyond.clone())?;
                let second = fraction(right).ok_or(beyond.clone())?;
                let one = self.multiplied(&first.0, &second.1)?;
                let other = self.multiplied(&second.0, &first.1)?;
                one.plus(&other, -1).ok_or(beyond)
            }
        }
    }

    /// The highest or lowest of numbers or dates.
    pub(super) fn extreme(
        &mut self,
        highest: bool,
        of: &'a [Expr],
        subject: u32,
        whole: &'a Expr,
    ) -> Answer {
        let mut best: Option<(Sym, &'a Expr)> = None;
        let mut open = false;
        for expr in of {
            let value = match self.evaluate(expr, subject) {
                Ok(value) => value,
                Err(Lack::Open) => {
                    open = true;
                    continue;
                }
                Err(lack) => return Err(lack),
            };
            let better = match &best {
                None => true,
                Some((top, top_expr)) => {
                    let how = if highest { Comparison::More } else { Comparison::Less };
                    self.compare(how, (&value, expr), (top, top_expr))?
                }
            };
            if better {
                best = Some((value, expr));
            }
        }
        match best {
            _ if open => Err(Lack::Open),
            Some((Sym::Number(units), expr)) if matches!(whole.scale, Scale::Quotient { .. }) => {
                Ok(Sym::Quotient(units, Form::constant(expr.scale.denominator())))
            }
            Some((value, _)) => Ok(value),
            None => Err(Lack::beyond(whole.span)),
        }
    }
}

/// The number times a whole factor.
pub(super) fn times(number: Sym, factor: i128, expr: &Expr) -> Answer {
    let beyond = Lack::beyond(expr.span);
    match number {
        Sym::Number(units) => units.times(factor).map(Sym::Number).ok_or(beyond),
        Sym::Quotient(units, divisor) => {
            units.times(factor).map(|units| Sym::Quotient(units, divisor)).ok_or(beyond)
        }
        _ => Err(beyond),
    }
}

/// The number as a fraction with a divisor above zero.
fn fraction((value, expr): Written<'_>) -> Option<(Form, Form)> {
    match value {
        Sym::Number(units) => Some((units.clone(), Form::constant(expr.scale.denominator()))),
        Sym::Quotient(units, divisor) => Some((units.clone(), divisor.clone())),
        _ => None,
    }
}

fn shrunk(form: &Form, by: i128) -> Form {
    let terms = form.terms.iter().map(|(var, coefficient)| (*var, coefficient / by)).collect();
    Form { terms, constant: form.constant / by }
}
