//! Amounts, numbers, dates and periods as the drafter wrote them.

use super::{Lowering, unquoted};
use crate::codes;
use crate::grammar::{Kind, Node};
use crate::tree::{Expr, ExprKind, PeriodUnit};
use enact_source::Language;
use enact_value::{Currency, Date, Decimal};

impl Lowering<'_> {
    /// The literal in the part `Literal` of `node`, or the name in its part `Option`.
    pub(super) fn literal(&mut self, node: &Node) -> Option<Expr> {
        if let Some(option) = node.get(Kind::Option) {
            let (kind, span) = (ExprKind::Name(self.name(option)?), self.span(option));
            return Some(Expr { kind, span });
        }
        self.one_literal(node.get(Kind::Literal)?)
    }

    /// The literal that `node` is.
    pub(super) fn one_literal(&mut self, node: &Node) -> Option<Expr> {
        let kind = self.literal_kind(node.parts.iter().find(|part| part.kind != Kind::OpMinus)?)?;
        let span = self.span(node);
        match node.get(Kind::OpMinus) {
            None => Some(Expr { kind, span }),
            Some(_) => match negated(&kind) {
                Some(kind) => Some(Expr { kind, span }),
                None => self.fail(codes::nothing_to_negate(span)),
            },
        }
    }

    /// What a literal's own node says; `None` for any other node, without a finding.
    pub(super) fn literal_kind(&mut self, node: &Node) -> Option<ExprKind> {
        match node.kind {
            Kind::Yes => Some(ExprKind::YesNo(true)),
            Kind::No => Some(ExprKind::YesNo(false)),
            Kind::Text => Some(ExprKind::Text(unquoted(self.words(node)))),
            Kind::Money => self.money(node),
            Kind::Number => Some(ExprKind::Number(self.decimal(node)?)),
            Kind::Rated => self.rated(node),
            Kind::Percentage => Some(ExprKind::Percentage(self.decimal(node)?)),
            Kind::Duration => self.duration(node),
            Kind::Date => Some(ExprKind::Date(self.date(node)?)),
            _ => None,
        }
    }

    fn rated(&mut self, node: &Node) -> Option<ExprKind> {
        let number = self.decimal(node.get(Kind::Number)?)?;
        let rate = node.get(Kind::Per).and_then(super::types::rate)?;
        Some(ExprKind::Rated { number, rate })
    }

    fn money(&mut self, node: &Node) -> Option<ExprKind> {
        let amount = node.get(Kind::Amount)?;
        let currency = self.words(amount).chars().next().and_then(Currency::from_sign)?;
        let decimal = self.decimal(amount)?;
        if decimal.decimals > 2 {
            let words = self.words(amount);
            let thousands = (decimal.decimals == 3).then(|| swapped(words));
            return self.fail(codes::too_fine(self.span(amount), words, thousands));
        }
        let rate = node.get(Kind::Per).and_then(super::types::rate);
        Some(ExprKind::Money { amount: decimal, currency, rate })
    }

    pub(super) fn duration(&mut self, node: &Node) -> Option<ExprKind> {
        let (count, unit) = (node.get(Kind::Count)?, node.parts.last()?);
        let unit = match unit.kind {
            Kind::UnitYear => PeriodUnit::Years,
            Kind::UnitMonth => PeriodUnit::Months,
            Kind::UnitWeek => PeriodUnit::Weeks,
            _ => PeriodUnit::Days,
        };
        match self.words(count).parse() {
            Ok(count) => Some(ExprKind::Period { count, unit }),
            Err(_) => self.fail(codes::too_long(self.span(count), self.words(count))),
        }
    }

    /// A number with the law's own decimal sign; signs before and behind it are left out.
    fn decimal(&mut self, node: &Node) -> Option<Decimal> {
        let decimal_sign = if self.language == Language::Dutch { ',' } else { '.' };
        let digits = self.words(node).chars().filter_map(|sign| match sign {
            _ if sign == decimal_sign => Some('.'),
            '0'..='9' => Some(sign),
            _ => None,
        });
        match Decimal::parse(&digits.collect::<String>()) {
            Ok(decimal) => Some(decimal),
            Err(_) => self.fail(codes::too_long(self.span(node), self.words(node))),
        }
    }

    /// The date in the part `Date` of `node`.
    pub(super) fn date_in(&mut self, node: &Node) -> Option<Date> {
        self.date(node.get(Kind::Date)?)
    }

    /// The day that the node `Date` is.
    pub(crate) fn date(&mut self, node: &Node) -> Option<Date> {
        let (inner, span) = (node.parts.first()?, self.span(node));
        let date = match inner.kind {
            Kind::DateIso => iso_date(self.words(inner)),
            Kind::DateWords => self.date_words(inner),
            _ => return self.fail(codes::date_form(span, self.words(inner))),
        };
        match date {
            Some(date) => Some(date),
            None => self.fail(codes::no_such_day(span, self.words(node))),
        }
    }

    fn date_words(&self, node: &Node) -> Option<Date> {
        let [day, month, year] = node.parts.as_slice() else { return None };
        let month = MONTHS.iter().zip(1..).find(|(kind, _)| **kind == month.kind)?.1;
        Date::from_ymd(self.words(year).parse().ok()?, month, self.words(day).parse().ok()?)
    }
}

const MONTHS: [Kind; 12] = [
    Kind::January,
    Kind::February,
    Kind::March,
    Kind::April,
    Kind::May,
    Kind::June,
    Kind::July,
    Kind::August,
    Kind::September,
    Kind::October,
    Kind::November,
    Kind::December,
];

/// An amount with points for commas, and commas for points.
fn swapped(amount: &str) -> String {
    let swap = |sign| match sign {
        '.' => ',',
        ',' => '.',
        other => other,
    };
    amount.chars().map(swap).collect()
}

/// `2025-03-01`, whatever hyphens it is written with.
fn iso_date(text: &str) -> Option<Date> {
    Date::parse_iso(&text.replace(['\u{2010}', '\u{2011}'], "-")).ok()
}

/// The same literal below zero; `None` for what has no sign.
pub(super) fn negated(kind: &ExprKind) -> Option<ExprKind> {
    let below = |value: &Decimal| Decimal { units: -value.units, decimals: value.decimals };
    match kind {
        ExprKind::Number(value) => Some(ExprKind::Number(below(value))),
        ExprKind::Rated { number, rate } => {
            Some(ExprKind::Rated { number: below(number), rate: *rate })
        }
        ExprKind::Percentage(value) => Some(ExprKind::Percentage(below(value))),
        ExprKind::Money { amount, currency, rate } => {
            Some(ExprKind::Money { amount: below(amount), currency: *currency, rate: *rate })
        }
        _ => None,
    }
}
