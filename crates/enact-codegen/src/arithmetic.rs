//! Numbers put together: sums, products, quotients, roundings, and which of two is more.

use crate::body::{Handler, Local};
use crate::expression::never_lacks;
use crate::lack::Defect;
use crate::number::{At, Number, TooWide, operation};
use crate::term::{long, word};
use crate::wide::{Pair, let_long, let_word};
use crate::writer::{Val, Writer};
use enact_model::program::{Arithmetic, Expr, ExprKind, Scale};
use enact_syntax::tree::Comparison;
use enact_value::{Range, Rounding, Step, gcd};

impl Writer<'_, '_> {
    /// A sum or product, its left sides unfolded.
    pub fn arithmetic(&mut self, expr: &Expr, subject: Local, handler: Handler) -> Val {
        let mut spine = Vec::new();
        let mut leftmost = expr;
        while let ExprKind::Arithmetic { left, .. } = &leftmost.kind {
            spine.push(leftmost);
            leftmost = left;
        }
        let rights = || {
            spine.iter().filter_map(|whole| match &whole.kind {
                ExprKind::Arithmetic { right, .. } => Some(&**right),
                _ => None,
            })
        };
        let lacking = rights().chain([leftmost]).filter(|part| !never_lacks(part)).count();
        let open = (lacking > 1 && !self.swift()).then(|| self.nothing_open());
        let mut value = self.operand(leftmost, subject, open, handler);
        while let Some(whole) = spine.pop() {
            let ExprKind::Arithmetic { operator, left, right } = &whole.kind else { continue };
            let second = self.operand(right, subject, open, handler);
            if *operator == Arithmetic::Divide
                && let Some(open) = open
            {
                self.body.fail_with(handler, open);
            }
            value = self.joined_with(*operator, (value, left), (second, right), whole, handler);
        }
        if let Some(open) = open {
            self.body.fail_with(handler, open);
        }
        value
    }

    fn operand(
        &mut self,
        expr: &Expr,
        subject: Local,
        open: Option<Local>,
        handler: Handler,
    ) -> Val {
        match open {
            Some(open) if !never_lacks(expr) => self.beside(expr, subject, open, handler),
            _ => self.evaluate(expr, subject, handler),
        }
    }

    fn joined_with(
        &mut self,
        operator: Arithmetic,
        left: (Val, &Expr),
        right: (Val, &Expr),
        whole: &Expr,
        handler: Handler,
    ) -> Val {
        let value = match (left.0, right.0, whole.scale) {
            (Val::Number(first), Val::Number(second), Scale::Fixed { range, .. }) => {
                let result = match operator {
                    Arithmetic::Add => self.add(first, second),
                    Arithmetic::Subtract => self.subtract(first, second),
                    Arithmetic::Multiply => self.multiply(first, second),
                    Arithmetic::Divide => Err(TooWide),
                };
                result.map(|number| Val::Number(self.guarded(number, range, handler)))
            }
            _ => {
                let (first, second) = (fraction(left.0, left.1), fraction(right.0, right.1));
                self.quotient(operator, first, second, handler)
            }
        };
        value.unwrap_or_else(|TooWide| self.give_up(handler))
    }

    fn quotient(
        &mut self,
        operator: Arithmetic,
        (above, below): (Number, Number),
        (other_above, other_below): (Number, Number),
        handler: Handler,
    ) -> Result<Val, TooWide> {
        Ok(match operator {
            Arithmetic::Add | Arithmetic::Subtract => {
                let left = self.multiply(above, other_below)?;
                let right = self.multiply(other_above, below)?;
                let sum = match operator {
                    Arithmetic::Add => self.add(left, right)?,
                    _ => self.subtract(left, right)?,
                };
                Val::Quotient(sum, self.multiply(below, other_below)?)
            }
            Arithmetic::Multiply => Val::Quotient(
                self.multiply(above, other_above)?,
                self.multiply(below, other_below)?,
            ),
            Arithmetic::Divide => {
                let zero = self.number_compare(Comparison::Equal, other_above, Number::constant(0));
                self.body.put(zero.code());
                self.body.fail_if(handler, Defect::DivisionByZero.code());
                let numerator = self.multiply(above, other_below)?;
                let divisor = self.multiply(below, other_above)?;
                self.positive_divisor(numerator, divisor)?
            }
        })
    }

    /// The same quotient over a divisor without sign.
    fn positive_divisor(&mut self, numerator: Number, divisor: Number) -> Result<Val, TooWide> {
        if divisor.range.low > 0 {
            return Ok(Val::Quotient(numerator, divisor));
        }
        let (minus_numerator, minus_divisor) = (self.negative(numerator)?, self.negative(divisor)?);
        let negative = self.number_compare(Comparison::Less, divisor, Number::constant(0));
        let negative = let_word(&mut self.body, negative);
        let numerator = self.chosen(minus_numerator, numerator, negative);
        let mut divisor = self.chosen(minus_divisor, divisor, negative);
        divisor.range.low = 1;
        divisor.range.high = divisor.range.high.max(1);
        Ok(Val::Quotient(numerator, divisor))
    }

    /// One number when `first` is not zero, otherwise the other.
    pub fn chosen(&mut self, one: Number, other: Number, first: Local) -> Number {
        let range = one.range.hull(other.range);
        let at = if range.fits_i64() {
            let chosen = one.long().select(other.long(), word(first));
            At::Long(let_long(&mut self.body, chosen))
        } else {
            let (one, other) = (self.wide(one), self.wide(other));
            let mut half = |one, other| {
                let chosen = long(one).select(long(other), word(first));
                let_long(&mut self.body, chosen)
            };
            At::Wide(Pair(half(one.0, other.0), half(one.1, other.1)))
        };
        Number { at, range }
    }

    /// A number or quotient times a whole factor.
    pub fn scaled(&mut self, value: Val, factor: i128, handler: Handler) -> Val {
        let factor = Number::constant(factor);
        let scaled = match value {
            Val::Number(number) => self.multiply(number, factor).map(Val::Number),
            Val::Quotient(above, below) => {
                self.multiply(above, factor).map(|above| Val::Quotient(above, below))
            }
            other => Ok(other),
        };
        scaled.unwrap_or_else(|TooWide| self.give_up(handler))
    }

    /// Units over a divisor, to a multiple of `step`, over the step's denominator.
    pub fn rounded(
        &mut self,
        above: Number,
        below: Number,
        rounding: Rounding,
        step: Step,
    ) -> Result<Number, TooWide> {
        let mut factors = (step.denominator, step.numerator);
        if let At::Constant(divisor) = below.at {
            let divisor = divisor.checked_mul(step.numerator).ok_or(TooWide)?;
            let common = gcd(step.denominator, divisor).max(1);
            factors = (step.denominator / common, divisor / common);
        }
        let numerator = self.multiply(above, Number::constant(factors.0))?;
        let divisor = match below.at {
            At::Constant(_) => Number::constant(factors.1),
            _ => self.multiply(below, Number::constant(factors.1))?,
        };
        let steps = self.divide(numerator, divisor, rounding)?;
        self.multiply(steps, Number::constant(step.numerator))
    }

    /// Whether two values stand to each other as `comparison` says.
    pub fn compare(
        &mut self,
        comparison: Comparison,
        left: (Val, &Expr),
        right: (Val, &Expr),
        handler: Handler,
    ) -> Val {
        let holds = match (left.0, right.0) {
            (Val::Word(first), Val::Word(second)) => {
                Ok(word(first).is(operation(comparison), word(second)))
            }
            _ => self
                .crosswise(left, right)
                .map(|(first, second)| self.number_compare(comparison, first, second)),
        };
        match holds {
            Ok(holds) => Val::Word(let_word(&mut self.body, holds)),
            Err(TooWide) => self.give_up(handler),
        }
    }

    /// Two numbers over one denominator.
    pub fn crosswise(
        &mut self,
        left: (Val, &Expr),
        right: (Val, &Expr),
    ) -> Result<(Number, Number), TooWide> {
        let same = left.1.scale.denominator() == right.1.scale.denominator();
        if let (Val::Number(first), Val::Number(second), true) = (left.0, right.0, same) {
            return Ok((first, second));
        }
        let (first, second) = (fraction(left.0, left.1), fraction(right.0, right.1));
        Ok((self.multiply(first.0, second.1)?, self.multiply(second.0, first.1)?))
    }

    /// The highest or lowest of numbers or dates.
    pub fn extreme(
        &mut self,
        whole: &Expr,
        highest: bool,
        of: &[Expr],
        subject: Local,
        handler: Handler,
    ) -> Val {
        let open = self.nothing_open();
        let mut best: Option<(Val, &Expr)> = None;
        for expr in of {
            let mut value = if never_lacks(expr) {
                self.evaluate(expr, subject, handler)
            } else {
                self.beside(expr, subject, open, handler)
            };
            if let Scale::Quotient { .. } = whole.scale {
                let (above, below) = fraction(value, expr);
                value = Val::Quotient(above, below);
            }
            best = Some(match best {
                None => (value, expr),
                Some(top) => match self.better((value, expr), top, highest) {
                    Ok(better) => (better, whole),
                    Err(TooWide) => return self.give_up(handler),
                },
            });
        }
        self.leave_open(open, handler);
        best.map_or_else(|| self.give_up(handler), |(value, _)| value)
    }

    /// The higher or lower of two; the second of equals.
    pub fn better(
        &mut self,
        next: (Val, &Expr),
        top: (Val, &Expr),
        highest: bool,
    ) -> Result<Val, TooWide> {
        let comparison = if highest { Comparison::More } else { Comparison::Less };
        if let (Val::Word(next), Val::Word(top)) = (next.0, top.0) {
            let better = word(next).is(operation(comparison), word(top));
            let chosen = word(next).select(word(top), better);
            return Ok(Val::Word(let_word(&mut self.body, chosen)));
        }
        let (first, second) = self.crosswise(next, top)?;
        let better = self.number_compare(comparison, first, second);
        let better = let_word(&mut self.body, better);
        if let (Val::Number(next), Val::Number(top)) = (next.0, top.0) {
            let range = if highest {
                Range::new(next.range.low.max(top.range.low), next.range.high.max(top.range.high))
            } else {
                Range::new(next.range.low.min(top.range.low), next.range.high.min(top.range.high))
            };
            return Ok(Val::Number(self.chosen(next, top, better).known_in(range)));
        }
        let (next, top) = (fraction(next.0, next.1), fraction(top.0, top.1));
        Ok(Val::Quotient(self.chosen(next.0, top.0, better), self.chosen(next.1, top.1, better)))
    }
}

/// A value as a number over another.
pub(crate) fn fraction(value: Val, expr: &Expr) -> (Number, Number) {
    match value {
        Val::Quotient(above, below) => (above, below),
        Val::Number(number) => (number, Number::constant(expr.scale.denominator())),
        Val::Word(_) | Val::List(..) => (Number::constant(0), Number::constant(1)),
    }
}
