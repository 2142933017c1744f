//! Two things that do not go together, with the advice that fits.

use crate::check::{Checker, Reported, type_words};
use crate::codes;
use crate::expression::Scope;
use crate::program::{Expr, Type};
use crate::units::rateless;
use enact_source::{Diagnostic, Span};

impl Checker {
    /// Reports that `left` and `right` cannot be added, compared or divided.
    pub(crate) fn differ(
        &mut self,
        left: &Expr,
        right: &Expr,
        span: Span,
        scope: &Scope<'_>,
    ) -> Reported {
        let rates = rateless(left.ty) == rateless(right.ty) && left.ty != right.ty;
        let code = if rates { codes::RATES_DIFFER } else { codes::TYPES_DIFFER };
        let help = match (left.ty, right.ty) {
            (Type::Money(_, Some(_)), Type::Money(_, Some(_))) if rates => "help",
            (Type::Number(_), Type::Number(_)) if rates => "help-number",
            _ if rates => "help-none",
            (Type::Money(..), Type::Number(_)) | (Type::Number(_), Type::Money(..)) => "help-money",
            (Type::Money(one, _), Type::Money(other, _)) if one == other => "help-product",
            (Type::Money(..), Type::Money(..)) => "help-currency",
            (Type::Text, Type::Text) => "help-text",
            (Type::Months, Type::Days) | (Type::Days, Type::Months) => "help-periods",
            (Type::Number(None), Type::Months) | (Type::Months, Type::Number(None)) => "help-age",
            (Type::Choice(_), Type::Text) | (Type::Text, Type::Choice(_)) => "help-option",
            (Type::Date, Type::Date) => "help-dates",
            (Type::Date, Type::Number(_)) => "help-shift",
            _ => "help",
        };
        let (one, other) =
            (type_words(left.ty, &self.program), type_words(right.ty, &self.program));
        let label = |name, words: (String, String)| vec![(name, words.into())];
        let mut finding = Diagnostic::new(code, span)
            .with("left", one.clone())
            .with("right", other.clone())
            .advising(help)
            .within(scope.ground.clone());
        if left.span != right.span {
            finding = finding.and_at_with(left.span, "label-left", label("this", one)).and_at_with(
                right.span,
                "label-right",
                label("this", other),
            );
        }
        self.report(finding)
    }
}
