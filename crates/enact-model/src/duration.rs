//! A rate times a duration: `€ 24 per week × 52 weken` is a plain amount.
//!
//! A period counts in days or in months. A rate per day or week goes with days, a rate per month
//! or year with months; every other pair has no fixed conversion, and says so. A week is seven
//! days and a year twelve months, so the result has a denominator seven or twelve times as large
//! unless the duration is a whole number of weeks or years.

use crate::check::{Checker, Reported, type_words};
use crate::codes;
use crate::expression::Scope;
use crate::fraction::product_scale;
use crate::program::{Arithmetic, Expr, ExprKind, Scale, Type};
use enact_source::{Diagnostic, Span};
use enact_value::{Range, Rate, Value, gcd};

impl Checker {
    /// The product of an amount or number per time and a duration; `None` when the two are
    /// something else.
    pub(crate) fn over_time(
        &mut self,
        left: &Expr,
        right: &Expr,
        span: Span,
        scope: &Scope<'_>,
    ) -> Option<Result<Expr, Reported>> {
        let is_period = |expr: &Expr| matches!(expr.ty, Type::Months | Type::Days);
        let (rated, period) = match (is_period(left), is_period(right)) {
            (false, true) => (left, right),
            (true, false) => (right, left),
            _ => return None,
        };
        let (rate, plain) = match rated.ty {
            Type::Money(currency, rate) => (rate, Type::Money(currency, None)),
            Type::Number(Some(rate)) => (Some(rate), Type::Number(None)),
            _ => return None,
        };
        let Some(parts) = parts(rate, period.ty) else {
            return Some(Err(self.no_conversion(rate, (rated, period), span, scope)));
        };
        let period = in_units_of_the_rate(period.clone(), parts);
        let product = period.and_then(|period| multiplied(rated.clone(), period, plain, span));
        Some(product.ok_or(Reported).map_err(|_| self.too_large(span, scope)))
    }

    fn no_conversion(
        &mut self,
        rate: Option<Rate>,
        (rated, period): (&Expr, &Expr),
        span: Span,
        scope: &Scope<'_>,
    ) -> Reported {
        let help = match (rate, period.ty) {
            (None, _) => "help-none",
            (Some(Rate::Hour), _) => "help-hour",
            (Some(_), Type::Months) => "help-months",
            (Some(_), _) => "help",
        };
        self.report(
            Diagnostic::new(codes::RATE_AND_DURATION, span)
                .with("rated", type_words(rated.ty, &self.program))
                .with("period", type_words(period.ty, &self.program))
                .advising(help)
                .within(scope.ground.clone()),
        )
    }
}

/// How many days or months of a period one time of the rate is.
fn parts(rate: Option<Rate>, period: Type) -> Option<i128> {
    match (rate?, period) {
        (Rate::Day, Type::Days) | (Rate::Month, Type::Months) => Some(1),
        (Rate::Week, Type::Days) => Some(7),
        (Rate::Year, Type::Months) => Some(12),
        _ => None,
    }
}

/// A period counted in weeks or years; a figure in lowest terms. `None` when it does not fit.
fn in_units_of_the_rate(period: Expr, parts: i128) -> Option<Expr> {
    let span = period.span;
    let number = |units: i128, denominator: i128| Expr {
        kind: ExprKind::Literal(Value::Number(units)),
        ty: Type::Number(None),
        scale: Scale::Fixed { denominator, range: Range::exactly(units) },
        span,
    };
    if let (ExprKind::Literal(Value::Number(units)), Some((over, _))) =
        (&period.kind, period.fixed())
    {
        let denominator = over.checked_mul(parts)?;
        let common = gcd(*units, denominator).max(1);
        return Some(number(units / common, denominator / common));
    }
    let counted = Expr { ty: Type::Number(None), ..period };
    if parts == 1 {
        return Some(counted);
    }
    multiplied(counted, number(1, parts), Type::Number(None), span)
}

fn multiplied(left: Expr, right: Expr, ty: Type, span: Span) -> Option<Expr> {
    let scale = product_scale(&left, &right)?;
    let (left, right) = (Box::new(left), Box::new(right));
    let kind = ExprKind::Arithmetic { operator: Arithmetic::Multiply, left, right };
    Some(Expr { kind, ty, scale, span })
}
