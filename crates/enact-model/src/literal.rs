//! Figures: what a drafter writes where only a figure will do.

use crate::check::{Checker, Reported, type_words};
use crate::choice::bare;
use crate::codes;
use crate::declare::denominator;
use crate::mismatch::in_currency;
use crate::program::{Program, Type};
use enact_source::{Citation, Diagnostic, nearest};
use enact_syntax::tree::{Expr, ExprKind, Name, PeriodUnit};
use enact_value::{Decimal, Value};

/// A figure before it is written over a denominator.
#[derive(Debug, Clone)]
pub(crate) enum Figure {
    /// A number, amount, or percentage (4.273% is the decimal 0.04273), and its type.
    Number(Decimal, Type),
    /// Anything else, and its type.
    Other(Value, Type),
}

impl Figure {
    pub(crate) fn ty(&self) -> Type {
        match self {
            Self::Number(_, ty) | Self::Other(_, ty) => *ty,
        }
    }
}

/// The figure that `expr` writes; `None` for anything that has to be computed.
pub(crate) fn figure(expr: &Expr) -> Option<Figure> {
    let other = |value: Value, ty: Type| Some(Figure::Other(value, ty));
    match &expr.kind {
        ExprKind::YesNo(answer) => other(Value::YesNo(*answer), Type::YesNo),
        ExprKind::Number(number) => Some(Figure::Number(*number, Type::Number(None))),
        ExprKind::Rated { number, rate } => {
            Some(Figure::Number(*number, Type::Number(Some(*rate))))
        }
        ExprKind::Percentage(percent) => {
            let part = Decimal { units: percent.units, decimals: percent.decimals + 2 };
            Some(Figure::Number(part, Type::Percentage))
        }
        ExprKind::Money { amount, currency, rate } => {
            Some(Figure::Number(*amount, Type::Money(*currency, *rate)))
        }
        ExprKind::Date(date) => other(Value::Date(*date), Type::Date),
        ExprKind::Text(words) => other(Value::Text(words.as_str().into()), Type::Text),
        ExprKind::Period { count, unit } => {
            let count = i128::from(*count);
            let (units, ty) = match unit {
                PeriodUnit::Years => (count * 12, Type::Months),
                PeriodUnit::Months => (count, Type::Months),
                PeriodUnit::Weeks => (count * 7, Type::Days),
                PeriodUnit::Days => (count, Type::Days),
            };
            Some(Figure::Number(Decimal { units, decimals: 0 }, ty))
        }
        ExprKind::Negative(inner) => match figure(inner)? {
            Figure::Number(number, ty) => {
                let units = number.units.checked_neg()?;
                Some(Figure::Number(Decimal { units, ..number }, ty))
            }
            Figure::Other(..) => None,
        },
        _ => None,
    }
}

/// Whether a figure written as `written` may stand where `wanted` is declared: the rate of an
/// amount or number may be left out.
fn fits(written: Type, wanted: Type) -> bool {
    match (written, wanted) {
        (Type::Money(currency, None), Type::Money(wanted, _)) => currency == wanted,
        (Type::Number(None), Type::Number(_)) => true,
        _ => written == wanted,
    }
}

impl Checker {
    /// The figure `expr`, declared to be a `wanted`.
    pub(crate) fn figure_of(
        &mut self,
        expr: &Expr,
        wanted: Type,
        ground: &Citation,
    ) -> Result<Figure, Reported> {
        if let (Type::Choice(choice), Some(name)) = (wanted, bare(expr)) {
            let option = self.option(choice, name, ground)?;
            return Ok(Figure::Other(option, wanted));
        }
        let Some(found) = figure(expr) else {
            if let Some(name) = bare(expr) {
                return Err(self.no_figure(name, wanted, ground));
            }
            return Err(self.report(
                Diagnostic::new(codes::NOT_A_LITERAL, expr.span)
                    .with("wanted", type_words(wanted, &self.program))
                    .within(ground.clone()),
            ));
        };
        if fits(found.ty(), wanted) {
            return Ok(found);
        }
        Err(self.report(misfit(expr, &found, wanted, &self.program).within(ground.clone())))
    }

    /// The figure `expr`, declared to be a `wanted` with at most this many decimals.
    pub(crate) fn figure_with(
        &mut self,
        expr: &Expr,
        wanted: Type,
        decimals: u32,
        ground: &Citation,
    ) -> Result<Figure, Reported> {
        let figure = self.figure_of(expr, wanted, ground)?;
        match &figure {
            Figure::Number(number, _)
                if number.normalized().over(denominator(wanted, decimals)).is_none() =>
            {
                Err(self.too_precise(expr, wanted, ground))
            }
            Figure::Number(..) | Figure::Other(..) => Ok(figure),
        }
    }

    /// A name where only a figure will do: perhaps a slip for `yes` or `no`.
    fn no_figure(&mut self, name: &Name, wanted: Type, ground: &Citation) -> Reported {
        let answers = ["ja", "nee", "yes", "no"].into_iter();
        let close = nearest(&name.text, answers).filter(|_| wanted == Type::YesNo);
        let finding = Diagnostic::new(codes::NOT_A_LITERAL, name.span)
            .with("wanted", type_words(wanted, &self.program))
            .within(ground.clone());
        self.report(match close {
            Some(close) => finding.with("close", close).advising("help-close"),
            None => finding,
        })
    }

    fn too_precise(&mut self, expr: &Expr, wanted: Type, ground: &Citation) -> Reported {
        self.report(
            Diagnostic::new(codes::TOO_PRECISE, expr.span)
                .with("figure", self.program.sources.slice(expr.span))
                .with("wanted", type_words(wanted, &self.program))
                .within(ground.clone()),
        )
    }

    /// The figure `expr` as a value of type `wanted` over `denominator`.
    pub(crate) fn value_of(
        &mut self,
        expr: &Expr,
        wanted: Type,
        denominator: i128,
        ground: &Citation,
    ) -> Result<Value, Reported> {
        match self.figure_of(expr, wanted, ground)? {
            Figure::Other(value, _) => Ok(value),
            Figure::Number(number, _) => {
                let value = number.normalized().over(denominator).map(Value::Number);
                value.ok_or_else(|| self.too_precise(expr, wanted, ground))
            }
        }
    }
}

fn misfit(expr: &Expr, found: &Figure, wanted: Type, program: &Program) -> Diagnostic {
    if let (Type::Money(own, _), Type::Money(currency, _)) = (found.ty(), wanted)
        && own != currency
    {
        return Diagnostic::new(codes::LITERAL_MISFIT, expr.span)
            .with("figure", program.sources.slice(expr.span))
            .with("got", in_currency(type_words(found.ty(), program), own))
            .with("wanted", in_currency(type_words(wanted, program), currency))
            .advising("help-currency");
    }
    let finding = Diagnostic::new(codes::LITERAL_MISFIT, expr.span)
        .with("figure", program.sources.slice(expr.span))
        .with("got", type_words(found.ty(), program))
        .with("wanted", type_words(wanted, program));
    match (found.ty(), wanted) {
        (Type::Money(..), Type::Money(..)) => finding.advising("help-rate"),
        (Type::Number(_), Type::Money(..)) => finding.advising("help-money"),
        _ => finding,
    }
}
