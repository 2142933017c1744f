//! Comparisons: what may be held against what, and over which denominator.

use crate::check::{Checker, Reported, type_words};
use crate::choice::bare;
use crate::codes;
use crate::expression::Scope;
use crate::names::Symbol;
use crate::program::{Arithmetic, Expr, ExprKind, Reference, Scale, Target, Type};
use enact_source::{Diagnostic, Span};
use enact_syntax::tree::{self, Comparison};

impl Checker {
    pub(crate) fn comparison(
        &mut self,
        comparison: Comparison,
        at: Span,
        (left, right): (&tree::Expr, &tree::Expr),
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        if let Some(quality) = self.quality(comparison, (left, right), span, scope) {
            return quality;
        }
        // `gehuwd is status`: the other side tells what the name is an option of.
        let left = match bare(left).filter(|name| !self.symbols.is_declared(&name.text)) {
            Some(_) => {
                let right = self.lower(right, scope)?;
                let left = self.lower_as(left, Some(right.ty), scope)?;
                return self.compared(comparison, at, (left, right), span, scope);
            }
            None => self.lower(left, scope),
        };
        let right = match &left {
            Ok(left) => self.lower_as(right, Some(left.ty), scope),
            Err(Reported) => self.lower(right, scope),
        };
        let compared = self.compared(comparison, at, (left?, right?), span, scope)?;
        self.foregone(&compared, at, scope);
        Ok(compared)
    }

    fn compared(
        &mut self,
        comparison: Comparison,
        at: Span,
        (left, right): (Expr, Expr),
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        let (left, right) = share(left, right);
        let (left, right) = self.alike(left, right, span, scope)?;
        let by_size = !matches!(comparison, Comparison::Equal | Comparison::Unequal);
        if by_size
            && matches!(
                left.ty,
                Type::YesNo | Type::Text | Type::Brackets | Type::Choice(_) | Type::Subject(_)
            )
        {
            let ty = type_words(left.ty, &self.program);
            return Err(self.report(
                Diagnostic::new(codes::NO_ORDER, at).with("type", ty).within(scope.ground.clone()),
            ));
        }
        if matches!(left.scale, Scale::Quotient { .. })
            || matches!(right.scale, Scale::Quotient { .. })
        {
            self.cross_multiplied(&left, &right, span, scope)?;
        }
        let kind = ExprKind::Compare { comparison, left: Box::new(left), right: Box::new(right) };
        Ok(Expr::yes_no(kind, span))
    }

    /// `partner is verzekerd`: a yes/no of a subject, said as a quality of it.
    fn quality(
        &mut self,
        comparison: Comparison,
        (left, right): (&tree::Expr, &tree::Expr),
        span: Span,
        scope: &Scope<'_>,
    ) -> Option<Result<Expr, Reported>> {
        let (Comparison::Equal | Comparison::Unequal, tree::ExprKind::Name(quality)) =
            (comparison, &right.kind)
        else {
            return None;
        };
        let subject = match &left.kind {
            tree::ExprKind::Name(name) | tree::ExprKind::Of { name, .. } => name,
            _ => return None,
        };
        let is_subject = match self.symbols.lookup(scope.law, subject)? {
            Symbol::Fact(fact) => matches!(self.program.facts[fact].ty, Type::Subject(_)),
            Symbol::Entity(entity) => entity == scope.entity,
            Symbol::Parameter(_) | Symbol::Term(_) | Symbol::Judgement(_) => false,
        };
        let names_subject = match self.symbols.lookup(scope.law, quality) {
            Some(Symbol::Fact(fact)) => matches!(self.program.facts[fact].ty, Type::Subject(_)),
            Some(Symbol::Entity(_)) | None => false,
            Some(Symbol::Parameter(_) | Symbol::Term(_) | Symbol::Judgement(_)) => false,
        };
        if !is_subject || names_subject {
            return None;
        }
        Some(self.has_quality(comparison, left, quality, span, scope))
    }

    fn has_quality(
        &mut self,
        comparison: Comparison,
        left: &tree::Expr,
        quality: &tree::Name,
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        let way = self.path(left, scope)?;
        let reference: Reference = self.reference(quality, way, scope)?;
        let is_parameter = matches!(reference.target, Target::Parameter(_));
        let read = self.reading(reference, span, scope)?;
        if read.ty != Type::YesNo || is_parameter {
            let got = type_words(read.ty, &self.program);
            return Err(self.report(
                Diagnostic::new(codes::NOT_A_CONDITION, quality.span)
                    .with("got", got)
                    .within(scope.ground.clone()),
            ));
        }
        Ok(match comparison {
            Comparison::Unequal => Expr::yes_no(ExprKind::Not(Box::new(read)), span),
            _ => read,
        })
    }

    /// `status is een van ("a"; "b")`.
    pub(crate) fn one_of(
        &mut self,
        value: &tree::Expr,
        options: &[tree::Expr],
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        let value = self.lower(value, scope)?;
        let mut any = Vec::with_capacity(options.len());
        for option in options {
            let option = self.lower_as(option, Some(value.ty), scope)?;
            let at = option.span;
            let pair = (value.clone(), option);
            any.push(self.compared(Comparison::Equal, at, pair, span, scope)?);
        }
        Ok(Expr::yes_no(ExprKind::Or(any), span))
    }
}

/// `rent ÷ income > 40%`: how much of the one the other is, held against a percentage.
fn share(left: Expr, right: Expr) -> (Expr, Expr) {
    let is_ratio = |expr: &Expr| {
        let divides =
            matches!(expr.kind, ExprKind::Arithmetic { operator: Arithmetic::Divide, .. });
        divides && expr.ty == Type::Number(None)
    };
    match (left.ty, right.ty) {
        (Type::Percentage, _) if is_ratio(&right) => (left, Expr { ty: Type::Percentage, ..right }),
        (_, Type::Percentage) if is_ratio(&left) => (Expr { ty: Type::Percentage, ..left }, right),
        _ => (left, right),
    }
}
