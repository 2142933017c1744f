//! Expressions that change the reference date, or suppose something, for everything below them.
//!
//! Within them only that is known which still holds there: on another day a partner may be gone,
//! and under a fiction what is replaced is no longer what a condition outside told of it.

use crate::check::{Checker, Reported, type_words};
use crate::codes;
use crate::expression::{Scope, Way};
use crate::known::Known;
use crate::program::{Expr, ExprKind, Reference, Scale, Target, Type};
use crate::table::Id;
use enact_source::{Diagnostic, Span};
use enact_syntax::tree;
use enact_value::Rate;

impl Checker {
    /// `X on d`.
    pub(crate) fn on_date(
        &mut self,
        value: &tree::Expr,
        date: &tree::Expr,
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        let date = self.date(date, scope);
        let value = self.lower(value, &elsewhen(scope))?;
        let (ty, scale) = (value.ty, value.scale);
        let (value, date) = (Box::new(value), Box::new(date?));
        Ok(Expr { kind: ExprKind::On { value, date }, ty, scale, span })
    }

    /// `sum over months of X for each calendar month of d, as on its first day`.
    pub(crate) fn sum_over_months(
        &mut self,
        value: &tree::Expr,
        year: &tree::Expr,
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        let year = self.date(year, scope);
        let value = self.lower(value, &elsewhen(scope))?;
        let ty = match value.ty {
            Type::Money(currency, None | Some(Rate::Month)) => Some(Type::Money(currency, None)),
            Type::Number(None | Some(Rate::Month)) => Some(Type::Number(None)),
            _ => None,
        };
        let (Some(ty), Some((denominator, range))) = (ty, value.fixed()) else {
            let got = type_words(value.ty, &self.program);
            return Err(self.report(
                Diagnostic::new(codes::NOT_MONTHLY, value.span)
                    .with("got", got)
                    .within(scope.ground.clone()),
            ));
        };
        let Some(range) = range.scale(12) else { return Err(self.too_large(span, scope)) };
        let scale = Scale::Fixed { denominator, range };
        let (value, year) = (Box::new(value), Box::new(year?));
        Ok(Expr { kind: ExprKind::SumOverMonths { value, year }, ty, scale, span })
    }

    /// `first day on which P, from d`.
    pub(crate) fn first_day_on(
        &mut self,
        condition: &tree::Expr,
        from: &tree::Expr,
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        let from = self.date(from, scope);
        let condition = self.condition(condition, &elsewhen(scope))?;
        let (condition, from) = (Box::new(condition), Box::new(from?));
        Ok(Expr::plain(ExprKind::FirstDayOn { condition, from }, Type::Date, span))
    }

    /// `X as if (fact is value)`.
    pub(crate) fn as_if(
        &mut self,
        value: &tree::Expr,
        of: &tree::Expr,
        supposed: Option<&tree::Expr>,
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        let reference = self.replaced(of, scope);
        let within = match &reference {
            Ok(reference) => Scope { known: scope.known.without(reference), ..scope.clone() },
            Err(Reported) => elsewhen(scope),
        };
        let value = self.lower(value, &within);
        let (of_span, of) = (of.span, reference?);
        let supposed = match supposed {
            None => {
                self.may_be_absent(&of, of_span, scope)?;
                None
            }
            Some(supposed) => Some(Box::new(self.supposed(&of, supposed, scope)?)),
        };
        let value = Box::new(value?);
        let (ty, scale) = (value.ty, value.scale);
        Ok(Expr { kind: ExprKind::AsIf { value, of, supposed }, ty, scale, span })
    }

    /// The fact, judgement or term that a fiction replaces.
    fn replaced(&mut self, of: &tree::Expr, scope: &Scope<'_>) -> Result<Reference, Reported> {
        let (name, way) = match &of.kind {
            tree::ExprKind::Name(name) => (name, Way::here(scope)),
            tree::ExprKind::Of { name, owner } => (name, self.path(owner, scope)?),
            _ => return Err(Reported),
        };
        let reference = self.reference(name, way, scope)?;
        if let Target::Parameter(_) = reference.target {
            let words = ("een parameter", "a parameter");
            return Err(self.wrong_kind(name, words, "help-fiction", &scope.ground));
        }
        Ok(reference)
    }

    fn may_be_absent(
        &mut self,
        of: &Reference,
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<(), Reported> {
        match of.target {
            Target::Fact(fact) if self.program.facts[fact].optional => Ok(()),
            _ => {
                let words = self.program.sources.slice(span).to_owned();
                Err(self.report(
                    Diagnostic::new(codes::ALWAYS_THERE, span)
                        .with("name", words)
                        .within(scope.ground.clone()),
                ))
            }
        }
    }

    /// What is supposed, over the denominator of what it replaces.
    fn supposed(
        &mut self,
        of: &Reference,
        supposed: &tree::Expr,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        let (ty, scale) = self.holds(of)?;
        let mut value = self.lower_as(supposed, Some(ty), scope)?;
        if crate::units::rateless(ty) == crate::units::rateless(value.ty)
            && value.fixed().is_some_and(|(_, range)| range.low == 0 && range.high == 0)
        {
            value.ty = ty;
        }
        let fits = match (value.fixed(), scale) {
            (Some((own, _)), Scale::Fixed { denominator, .. }) => denominator % own == 0,
            (None, Scale::None) => value.scale == Scale::None,
            _ => false,
        };
        if value.ty != ty || !fits {
            let (got, wanted) =
                (type_words(value.ty, &self.program), type_words(ty, &self.program));
            let code = if value.ty == ty { codes::FICTION_TOO_FINE } else { codes::FICTION_MISFIT };
            let words = self.program.sources.slice(supposed.span).to_owned();
            return Err(self.report(
                Diagnostic::new(code, supposed.span)
                    .with("figure", words)
                    .with("got", got)
                    .with("wanted", wanted)
                    .within(scope.ground.clone()),
            ));
        }
        self.over(value, scale.denominator(), scope)
    }

    /// What is held where `of` points.
    fn holds(&self, of: &Reference) -> Result<(Type, Scale), Reported> {
        Ok(match of.target {
            Target::Fact(fact) => (self.program.facts[fact].ty, self.program.facts[fact].scale),
            Target::Judgement(_) => (Type::YesNo, Scale::None),
            Target::Term(term) => {
                let term = &self.terms[term.index()];
                (term.ty.ok_or(Reported)?, term.scale.ok_or(Reported)?)
            }
            Target::Parameter(_) => return Err(Reported),
        })
    }
}

/// The same place on another day: nothing is known there yet.
pub(crate) fn elsewhen<'d>(scope: &Scope<'d>) -> Scope<'d> {
    Scope { known: Known::default(), ..scope.clone() }
}
