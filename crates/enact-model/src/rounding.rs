//! Rounding: a word in the text, to a grain that fits what is rounded.

use crate::check::{Checker, Reported, type_words};
use crate::codes;
use crate::expression::Scope;
use crate::literal::{Figure, figure};
use crate::program::{Expr, ExprKind, Scale, Type};
use enact_source::{Diagnostic, Span};
use enact_syntax::tree::Grain;
use enact_value::{Range, Rounding, Step, round_to_steps};

impl Checker {
    pub(crate) fn rounded(
        &mut self,
        value: Expr,
        rounding: Rounding,
        grain: &Grain,
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        let Some(step) = step(grain, value.ty) else {
            return Err(self.misfit_of_rounding(value.ty, span, scope));
        };
        let Some(range) = rounded_range(value.scale, rounding, step) else {
            return Err(self.too_large(span, scope));
        };
        let ty = value.ty;
        let scale = Scale::Fixed { denominator: step.denominator, range };
        let kind = ExprKind::Round { value: Box::new(value), rounding, step };
        Ok(Expr { kind, ty, scale, span })
    }
}

impl Checker {
    /// Reports that a rounding does not fit a `ty`.
    pub(crate) fn misfit_of_rounding(
        &mut self,
        ty: Type,
        span: Span,
        scope: &Scope<'_>,
    ) -> Reported {
        let words = type_words(ty, &self.program);
        self.report(
            Diagnostic::new(codes::ROUNDING_MISFIT, span)
                .with("got", words)
                .within(scope.ground.clone()),
        )
    }
}

/// What a grain means for a value of type `ty`; `None` when it does not fit.
pub(crate) fn step(grain: &Grain, ty: Type) -> Option<Step> {
    let parts =
        |digits: u32| Some(Step { numerator: 1, denominator: 10_i128.checked_pow(digits)? });
    match (grain, ty) {
        (Grain::Cents, Type::Money(..)) => parts(2),
        (Grain::CurrencyUnits, Type::Money(..)) => parts(0),
        (Grain::Whole, Type::Number(_) | Type::Money(..)) => parts(0),
        (Grain::Whole, Type::Percentage) => parts(2),
        (Grain::Decimals(digits), Type::Number(_) | Type::Money(..)) if *digits <= 18 => {
            parts(*digits)
        }
        (Grain::Decimals(digits), Type::Percentage) if *digits <= 16 => parts(digits + 2),
        (Grain::MultipleOf(of), _) => match figure(of)? {
            Figure::Number(number, written) if number.units > 0 && same_kind(written, ty) => {
                let number = number.normalized();
                Some(Step { numerator: number.units, denominator: number.denominator() })
            }
            Figure::Number(..) | Figure::Other(..) => None,
        },
        _ => None,
    }
}

fn same_kind(written: Type, ty: Type) -> bool {
    match (written, ty) {
        (Type::Money(one, _), Type::Money(other, _)) => one == other,
        (Type::Number(_), Type::Number(_)) => true,
        _ => written == ty,
    }
}

/// The range of a rounded number, in units over the step's denominator.
fn rounded_range(scale: Scale, rounding: Rounding, step: Step) -> Option<Range> {
    let units = |steps: i128| steps.checked_mul(step.numerator);
    match scale {
        Scale::None => None,
        Scale::Fixed { denominator, range } => {
            range.magnitude()?.checked_mul(step.denominator)?;
            let end = |end: i128| units(round_to_steps(end, denominator, step, rounding)?);
            Some(Range::new(end(range.low)?, end(range.high)?))
        }
        Scale::Quotient { numerator, divisor } => {
            numerator.magnitude()?.checked_mul(step.denominator)?;
            divisor.magnitude()?.checked_mul(step.numerator)?;
            let least = divisor.low.max(1);
            let low = if numerator.low < 0 { least } else { divisor.high };
            let high = if numerator.high < 0 { divisor.high } else { least };
            Some(Range::new(
                units(round_to_steps(numerator.low, low, step, Rounding::Down)?)?,
                units(round_to_steps(numerator.high, high, step, Rounding::Up)?)?,
            ))
        }
    }
}
