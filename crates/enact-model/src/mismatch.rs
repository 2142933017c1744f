//! Two things that do not go together, with the advice that fits.

use crate::check::{Checker, Reported, type_words};
use crate::codes;
use crate::expression::Scope;
use crate::program::{Expr, Program, Type};
use crate::units::rateless;
use enact_source::{Diagnostic, Span};
use enact_value::Currency;

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
            (Type::Money(_, Some(_)), Type::Number(Some(_)))
            | (Type::Number(Some(_)), Type::Money(_, Some(_))) => "help-two-rates",
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
        let (one, other) = words_of_two(left.ty, right.ty, &self.program);
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

/// What two types are called beside each other: amounts with their currency, where two meet.
pub(crate) fn words_of_two(
    one: Type,
    other: Type,
    program: &Program,
) -> ((String, String), (String, String)) {
    let words = (type_words(one, program), type_words(other, program));
    match (one, other) {
        (Type::Money(first, _), Type::Money(second, _)) if first != second => {
            (in_currency(words.0, first), in_currency(words.1, second))
        }
        _ => words,
    }
}

/// The words of an amount, with its currency: where two currencies meet.
pub(crate) fn in_currency(words: (String, String), currency: Currency) -> (String, String) {
    let code = currency.code();
    let with = |words: &str, amount: &str, within: &str| {
        words.replacen(amount, &format!("{amount} {within} {code}"), 1)
    };
    (with(&words.0, "een bedrag", "in"), with(&words.1, "an amount", "in"))
}
