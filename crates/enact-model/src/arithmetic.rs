//! Arithmetic: the type of every result, and the denominator over which it is whole.
//!
//! Adding takes the common denominator, multiplying multiplies; dividing by a figure or a
//! parameter multiplies by its reciprocal. Dividing by a value of the case gives a quotient,
//! which the nearest rounding or comparison around it settles. Every range must fit 128 bits.

use crate::check::{Checker, Reported, type_words};
use crate::codes;
use crate::expression::{Scope, hull};
use crate::fraction::{fraction, product_scale, quotient, quotient_division, quotient_sum};
use crate::program::{Arithmetic, Expr, ExprKind, Reciprocal, Scale, Target, Type};
use crate::table::ParameterId;
use crate::units::{product_type, quotient_type, rateless};
use enact_source::{Diagnostic, Span};
use enact_syntax::tree::{self, Operator};
use enact_value::{Range, Rate, Value, lcm};

impl Checker {
    pub(crate) fn arithmetic(
        &mut self,
        operator: Operator,
        at: Span,
        (left, right): (Expr, Expr),
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        match operator {
            Operator::Multiply => self.product(at, left, right, span, scope),
            Operator::Divide => self.division(at, left, right, span, scope),
            Operator::Add | Operator::Subtract if left.ty == Type::Date => {
                self.shift(left, right, operator == Operator::Subtract, span, scope)
            }
            Operator::Add => self.sum(Arithmetic::Add, left, right, span, scope),
            Operator::Subtract => self.sum(Arithmetic::Subtract, left, right, span, scope),
            Operator::InExcessOf => {
                let excess = self.sum(Arithmetic::Subtract, left, right, span, scope)?;
                let zero = figure(0, 1, excess.ty, span);
                self.chosen(true, vec![excess, zero], span, scope)
            }
            Operator::AtMost => self.chosen(false, vec![left, right], span, scope),
            Operator::AtLeast => self.chosen(true, vec![left, right], span, scope),
            // Conditions are lowered elsewhere.
            Operator::Compare(_) | Operator::And | Operator::Or => Err(Reported),
        }
    }

    /// Two values that can be added or compared, over one denominator where both have one.
    pub(crate) fn alike(
        &mut self,
        mut left: Expr,
        mut right: Expr,
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<(Expr, Expr), Reported> {
        if is_zero(&left) && rateless(left.ty) == rateless(right.ty) {
            left.ty = right.ty;
        } else if is_zero(&right) && rateless(left.ty) == rateless(right.ty) {
            right.ty = left.ty;
        }
        if left.ty != right.ty {
            return Err(self.differ(&left, &right, span, scope));
        }
        let (Some((over, _)), Some((other, _))) = (left.fixed(), right.fixed()) else {
            return Ok((left, right));
        };
        let common = lcm(over, other).ok_or(Reported);
        let common = common.map_err(|_| self.too_large(span, scope))?;
        Ok((self.over(left, common, scope)?, self.over(right, common, scope)?))
    }

    /// The same number over `denominator`, a multiple of its own.
    pub(crate) fn over(
        &mut self,
        expr: Expr,
        denominator: i128,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        let Some((own, range)) = expr.fixed() else { return Ok(expr) };
        let factor = denominator / own;
        if factor == 1 {
            return Ok(expr);
        }
        let Some(range) = range.scale(factor) else {
            return Err(self.too_large(expr.span, scope));
        };
        let (ty, span, scale) = (expr.ty, expr.span, Scale::Fixed { denominator, range });
        let kind = match expr.kind {
            ExprKind::Literal(Value::Number(units)) => {
                ExprKind::Literal(Value::Number(units.saturating_mul(factor)))
            }
            ExprKind::Rescale { value, factor: before } => {
                ExprKind::Rescale { value, factor: before.saturating_mul(factor) }
            }
            kind => ExprKind::Rescale { value: Box::new(Expr { kind, ..expr }), factor },
        };
        Ok(Expr { kind, ty, scale, span })
    }

    fn sum(
        &mut self,
        operator: Arithmetic,
        left: Expr,
        right: Expr,
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        let (left, right) = self.alike(left, right, span, scope)?;
        if left.ty.unit().is_none() {
            return Err(self.differ(&left, &right, span, scope));
        }
        let scale = match (left.fixed(), right.fixed()) {
            (Some((denominator, one)), Some((_, other))) => {
                let range = match operator {
                    Arithmetic::Subtract => one.sub(other),
                    _ => one.add(other),
                };
                range.map(|range| Scale::Fixed { denominator, range })
            }
            _ => quotient_sum(fraction(&left), fraction(&right)),
        };
        self.two(operator, left, right, scale, None, span, scope)
    }

    fn product(
        &mut self,
        at: Span,
        left: Expr,
        right: Expr,
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        if let Some(product) = self.over_time(&left, &right, span, scope) {
            return product;
        }
        let Some(ty) = product_type(left.ty, right.ty) else {
            return Err(self.differ(&left, &right, at, scope));
        };
        let counted = |ty: Type| matches!(ty, Type::Months | Type::Days);
        let scale = product_scale(&left, &right);
        if counted(ty) && scale.is_some_and(|scale| scale.denominator() != 1) {
            return Err(self.differ(&left, &right, at, scope));
        }
        self.two(Arithmetic::Multiply, left, right, scale, Some(ty), span, scope)
    }

    fn division(
        &mut self,
        at: Span,
        left: Expr,
        right: Expr,
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        let Some(ty) = quotient_type(left.ty, right.ty) else {
            return Err(self.differ(&left, &right, at, scope));
        };
        self.divisible(&right, scope)?;
        let reciprocal = match (&right.kind, right.fixed()) {
            (ExprKind::Literal(Value::Number(units)), Some((denominator, _))) => {
                Some(constant_reciprocal(*units, denominator, right.span))
            }
            (ExprKind::Read(reference), Some(_)) => match reference.target {
                Target::Parameter(parameter) => self.parameter_reciprocal(parameter, right.span),
                Target::Fact(_) | Target::Term(_) | Target::Judgement(_) => None,
            },
            _ => None,
        };
        if let Some(reciprocal) = reciprocal {
            let scale = product_scale(&left, &reciprocal);
            return self.two(Arithmetic::Multiply, left, reciprocal, scale, Some(ty), span, scope);
        }
        let scale = quotient_division(fraction(&left), fraction(&right));
        self.two(Arithmetic::Divide, left, right, scale, Some(ty), span, scope)
    }

    /// A divisor must be provably other than zero.
    fn divisible(&mut self, divisor: &Expr, scope: &Scope<'_>) -> Result<(), Reported> {
        let known = match &divisor.kind {
            ExprKind::Read(reference) => scope.known.not_zero(reference),
            _ => false,
        };
        let may_be_zero = match divisor.scale {
            Scale::Fixed { range, .. } => range.contains(0),
            Scale::Quotient { numerator, .. } => numerator.contains(0),
            Scale::None => false,
        };
        if known || !may_be_zero {
            return Ok(());
        }
        let zero =
            matches!(divisor.scale, Scale::Fixed { range, .. } if range == Range::exactly(0));
        let (how, help) = match zero {
            true => (("is nul", "is zero"), "help-zero"),
            false => (("kan nul zijn", "may be zero"), "help"),
        };
        Err(self.report(
            Diagnostic::new(codes::MAY_BE_ZERO, divisor.span)
                .with("divisor", self.program.sources.slice(divisor.span))
                .with("how", how)
                .within(scope.ground.clone())
                .advising(help),
        ))
    }

    /// One over a parameter, when its periods have a common denominator.
    fn parameter_reciprocal(&mut self, parameter: ParameterId, span: Span) -> Option<Expr> {
        let declared = &self.program.parameters[parameter];
        let over = declared.scale.denominator();
        let units: Vec<i128> = declared
            .periods
            .iter()
            .map(|period| match period.value {
                Value::Number(units) if units != 0 => Some(units),
                _ => None,
            })
            .collect::<Option<_>>()?;
        let denominator =
            units.iter().try_fold(1, |common, units| lcm(common, *units)).filter(|d| *d > 0)?;
        let units: Vec<i128> = units
            .iter()
            .map(|units| (denominator / units).checked_mul(over))
            .collect::<Option<_>>()?;
        let range = units.iter().map(|units| Range::exactly(*units)).reduce(Range::hull)?;
        let reciprocal = Reciprocal { denominator, units };
        self.program.parameters[parameter].reciprocal = Some(reciprocal);
        let scale = Scale::Fixed { denominator, range };
        Some(Expr { kind: ExprKind::Reciprocal(parameter), ty: Type::Number(None), scale, span })
    }

    fn shift(
        &mut self,
        date: Expr,
        period: Expr,
        back: bool,
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        if !matches!(period.ty, Type::Months | Type::Days) {
            return Err(self.differ(&date, &period, span, scope));
        }
        let calendar = self.program.laws[scope.law].calendar;
        let (date, period) = (Box::new(date), Box::new(period));
        Ok(Expr::plain(ExprKind::Shift { date, period, back, calendar }, Type::Date, span))
    }

    pub(crate) fn negative(
        &mut self,
        inner: Expr,
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        if inner.ty.unit().is_none() {
            return Err(self.differ(&inner, &inner, span, scope));
        }
        let scale = match inner.scale {
            Scale::Fixed { denominator, range } => {
                range.neg().map(|range| Scale::Fixed { denominator, range })
            }
            Scale::Quotient { numerator, divisor } => {
                numerator.neg().map(|numerator| Scale::Quotient { numerator, divisor })
            }
            Scale::None => None,
        };
        let Some(scale) = scale else { return Err(self.too_large(span, scope)) };
        let ty = inner.ty;
        Ok(Expr { kind: ExprKind::Negative(Box::new(inner)), ty, scale, span })
    }

    pub(crate) fn extreme(
        &mut self,
        highest: bool,
        of: &[tree::Expr],
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        let lowered: Vec<_> = of.iter().map(|expr| self.lower(expr, scope)).collect();
        let lowered = lowered.into_iter().collect::<Result<Vec<_>, _>>()?;
        self.chosen(highest, lowered, span, scope)
    }

    /// The highest or lowest of several.
    fn chosen(
        &mut self,
        highest: bool,
        of: Vec<Expr>,
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        let mut aligned: Vec<Expr> = Vec::with_capacity(of.len());
        for next in of {
            let Some(last) = aligned.pop() else {
                aligned.push(next);
                continue;
            };
            let (last, next) = self.alike(last, next, span, scope)?;
            aligned.push(last);
            aligned.push(next);
        }
        let common = aligned.last().and_then(Expr::fixed);
        if let Some((denominator, _)) = common {
            let level: Vec<_> =
                aligned.into_iter().map(|expr| self.over(expr, denominator, scope)).collect();
            aligned = level.into_iter().collect::<Result<_, _>>()?;
        }
        let Some(first) = aligned.first() else { return Err(Reported) };
        let ty = first.ty;
        if ty.unit().is_none() && ty != Type::Date {
            let words = type_words(ty, &self.program);
            return Err(self.report(
                Diagnostic::new(codes::NO_ORDER, span)
                    .with("type", words)
                    .within(scope.ground.clone()),
            ));
        }
        let scale = aligned.iter().map(|expr| expr.scale).reduce(|one, two| {
            let between = |one: i128, two: i128| if highest { one.max(two) } else { one.min(two) };
            match (one, two) {
                (Scale::Fixed { denominator, range }, Scale::Fixed { range: other, .. }) => {
                    let low = between(range.low, other.low);
                    let range = Range::new(low, between(range.high, other.high));
                    Scale::Fixed { denominator, range }
                }
                _ => hull(quotient(one), quotient(two)),
            }
        });
        let scale = scale.unwrap_or(Scale::None);
        Ok(Expr { kind: ExprKind::Extreme { highest, of: aligned }, ty, scale, span })
    }

    pub(crate) fn as_per(
        &mut self,
        value: Expr,
        rate: Rate,
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        let (own, ty) = match value.ty {
            Type::Money(currency, own) => (own, Type::Money(currency, Some(rate))),
            Type::Number(own) => (own, Type::Number(Some(rate))),
            _ => (None, value.ty),
        };
        let factor =
            |denominator: i128, units: i128| figure(units, denominator, Type::Number(None), span);
        let conversion = match (own, rate) {
            (Some(Rate::Year), Rate::Month) => Some(factor(12, 1)),
            (Some(Rate::Month), Rate::Year) => Some(factor(1, 12)),
            _ => None,
        };
        if let Some(factor) = conversion {
            let scale = product_scale(&value, &factor);
            return self.two(Arithmetic::Multiply, value, factor, scale, Some(ty), span, scope);
        }
        match (own, rate) {
            (Some(own), rate) if own == rate => Ok(value),
            (own, _) => {
                let words = type_words(value.ty, &self.program);
                let help = if own.is_none() { "help-none" } else { "help" };
                Err(self.report(
                    Diagnostic::new(codes::INEXACT_RATE, span)
                        .with("got", words)
                        .with("rate", rate_words(rate))
                        .advising(help)
                        .within(scope.ground.clone()),
                ))
            }
        }
    }

    /// An operation on two numbers whose result must fit.
    #[expect(clippy::too_many_arguments, reason = "the two sides, the result and the place")]
    fn two(
        &mut self,
        operator: Arithmetic,
        left: Expr,
        right: Expr,
        scale: Option<Scale>,
        ty: Option<Type>,
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        let Some(scale) = scale else { return Err(self.too_large(span, scope)) };
        let ty = ty.unwrap_or(left.ty);
        let (left, right) = (Box::new(left), Box::new(right));
        Ok(Expr { kind: ExprKind::Arithmetic { operator, left, right }, ty, scale, span })
    }

    /// Both sides of a comparison with a quotient are multiplied by the other's divisor.
    pub(crate) fn cross_multiplied(
        &mut self,
        left: &Expr,
        right: &Expr,
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<(), Reported> {
        let fits = fraction(left).zip(fraction(right)).is_some_and(|(one, other)| {
            one.0.mul(other.1).is_some() && other.0.mul(one.1).is_some()
        });
        if fits { Ok(()) } else { Err(self.too_large(span, scope)) }
    }

    pub(crate) fn too_large(&mut self, span: Span, scope: &Scope<'_>) -> Reported {
        self.report(
            Diagnostic::new(codes::TOO_LARGE, span)
                .with("what", self.program.sources.slice(span))
                .within(scope.ground.clone()),
        )
    }
}

fn is_zero(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Literal(Value::Number(0)))
}

/// One over a figure that is not zero.
fn constant_reciprocal(units: i128, denominator: i128, span: Span) -> Expr {
    let sign = units.signum();
    let common = enact_value::gcd(units, denominator).max(1);
    let numerator = sign * (denominator / common);
    let denominator = (units / common).saturating_abs().max(1);
    figure(numerator, denominator, Type::Number(None), span)
}

/// So many units over a denominator.
fn figure(units: i128, denominator: i128, ty: Type, span: Span) -> Expr {
    let scale = Scale::Fixed { denominator, range: Range::exactly(units) };
    Expr { kind: ExprKind::Literal(Value::Number(units)), ty, scale, span }
}

fn rate_words(rate: Rate) -> (&'static str, &'static str) {
    use enact_source::Language::{Dutch, English};
    use enact_value::format::rate_name;
    (rate_name(rate, Dutch), rate_name(rate, English))
}
