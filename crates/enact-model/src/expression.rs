//! Lowers an expression: every name resolved, every type and denominator known.
//!
//! Start at [`Checker::lower`]. Arithmetic is in [`arithmetic`](crate::arithmetic), comparisons
//! in [`comparison`](crate::comparison), names in [`reading`](crate::reading); this module holds dates
//! and the rest.

use crate::check::{Checker, Reported, type_words};
use crate::codes;
use crate::draft::Draft;
use crate::known::Known;
use crate::literal::{Figure, figure};
use crate::program::{Expr, ExprKind, Scale, Type};
use crate::table::{EntityId, FactId, Id, LawId};
use enact_source::{Citation, Diagnostic, Provision, Span};
use enact_syntax::tree::{self, Counted, Operator};
use enact_value::{Range, Value, gcd};

/// Where an expression stands.
#[derive(Clone)]
pub(crate) struct Scope<'d> {
    pub(crate) law: LawId,
    /// The kind of the subject at hand.
    pub(crate) entity: EntityId,
    /// Within a list: the kinds of the subjects around it, the nearest first.
    pub(crate) outer: Vec<EntityId>,
    pub(crate) provision: Option<&'d Provision>,
    pub(crate) ground: Citation,
    pub(crate) known: Known,
    /// Optional values may be read unsettled: something around them settles it.
    pub(crate) settled: bool,
    /// The rule it belongs to, among all rules.
    pub(crate) rule: Option<Siblings<'d>>,
}

/// A rule among all rules: for the value under a provision.
#[derive(Clone, Copy)]
pub(crate) struct Siblings<'d> {
    pub(crate) draft: &'d Draft<'d>,
    pub(crate) drafts: &'d [Draft<'d>],
    pub(crate) of_term: &'d [Vec<usize>],
}

/// From where a name is read.
pub(crate) struct Way {
    /// From which subject; see [`Reference::up`].
    pub(crate) up: usize,
    /// The facts to follow from there.
    pub(crate) path: Vec<FactId>,
    /// The kind of the subject reached.
    pub(crate) entity: EntityId,
    /// Nobody said whose it is: of the subject at hand first, then of those around it.
    pub(crate) bare: bool,
}

impl Way {
    /// From the subject at hand, or one around it.
    pub(crate) fn here(scope: &Scope<'_>) -> Self {
        Self { up: 0, path: Vec::new(), entity: scope.entity, bare: true }
    }
}

impl Scope<'_> {
    /// The kinds of the subject at hand and of those around it, with how far they are.
    pub(crate) fn levels(&self) -> impl Iterator<Item = (usize, EntityId)> {
        std::iter::once(self.entity).chain(self.outer.iter().copied()).enumerate()
    }

    /// The same place, also knowing what `condition` tells when it `holds`, or fails.
    pub(crate) fn knowing(&self, condition: &Expr, holds: bool) -> Self {
        Self { known: self.known.and(condition, holds), ..self.clone() }
    }

    /// The same place behind an earlier limb, tried in order, that does not hold.
    pub(crate) fn passing(&self, condition: &Expr) -> Self {
        Self { known: self.known.passing(condition), ..self.clone() }
    }
}

impl Checker {
    /// Understands `expr` where it stands.
    pub(crate) fn lower(&mut self, expr: &tree::Expr, scope: &Scope<'_>) -> Result<Expr, Reported> {
        use tree::ExprKind as K;
        if let Some(figure) = figure(expr) {
            return Ok(constant(figure, expr.span));
        }
        match &expr.kind {
            K::Name(name) => self.read(name, None, expr.span, scope),
            K::Of { name, owner } => self.read(name, Some(owner), expr.span, scope),
            K::ReferenceDate => Ok(Expr::plain(ExprKind::ReferenceDate, Type::Date, expr.span)),
            K::Exists { of, absent } => self.exists(of, *absent, expr.span, scope),
            K::OrIfAbsent { value, default } => self.or_if_absent(value, default, expr, scope),
            K::ValueUnder(cited) => self.value_under(cited, scope),
            K::Binary { operator, at, left, right } => {
                self.binary(*operator, *at, (left, right), expr.span, scope)
            }
            K::Not(inner) => {
                let inner = self.condition(inner, scope)?;
                Ok(Expr::yes_no(ExprKind::Not(Box::new(inner)), expr.span))
            }
            K::Negative(inner) => {
                let inner = self.lower(inner, scope)?;
                self.negative(inner, expr.span, scope)
            }
            K::Extreme { highest, of } => self.extreme(*highest, of, expr.span, scope),
            K::OneOf { value, options } => self.one_of(value, options, expr.span, scope),
            K::Rounded { value, rounding, grain } => {
                let value = self.lower(value, scope)?;
                self.rounded(value, *rounding, grain, expr.span, scope)
            }
            K::Through { value, scale, rounded } => {
                self.through(value, scale, rounded.as_ref(), expr.span, scope)
            }
            K::AsPer { value, rate } => {
                let value = self.lower(value, scope)?;
                self.as_per(value, *rate, expr.span, scope)
            }
            K::Between { counted, from, to } => {
                let from = self.date(from, scope);
                let (from, to) = (from?, self.date(to, scope)?);
                let days = i128::from(enact_value::Date::MAX.days())
                    - i128::from(enact_value::Date::MIN.days());
                let (ty, most) = match counted {
                    Counted::Years => (Type::Number(None), 9_999),
                    Counted::Months => (Type::Months, 9_999 * 12),
                    Counted::Days => (Type::Days, days),
                };
                let calendar = self.program.laws[scope.law].calendar;
                let (from, to) = (Box::new(from), Box::new(to));
                let kind = ExprKind::Between { counted: *counted, from, to, calendar };
                Ok(Expr { kind, ty, scale: Scale::whole(-most, most), span: expr.span })
            }
            K::FirstDay { calendar, after, date } => {
                let date = Box::new(self.date(date, scope)?);
                let kind = ExprKind::FirstDay { unit: *calendar, after: *after, date };
                Ok(Expr::plain(kind, Type::Date, expr.span))
            }
            K::On { value, date } => self.on_date(value, date, expr.span, scope),
            K::AsIf { value, of, supposed } => {
                self.as_if(value, of, supposed.as_deref(), expr.span, scope)
            }
            K::SumOverMonths { value, year } => self.sum_over_months(value, year, expr.span, scope),
            K::FirstDayOn { condition, from } => {
                self.first_day_on(condition, from, expr.span, scope)
            }
            K::Over(over) => self.over_list(over, expr.span, scope),
            K::Rank(rank) => self.rank(rank, expr.span, scope),
            // Every other kind is a figure.
            _ => Err(Reported),
        }
    }

    /// Understands `expr` as a yes/no.
    pub(crate) fn condition(
        &mut self,
        expr: &tree::Expr,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        let lowered = self.lower(expr, scope)?;
        if lowered.ty == Type::YesNo {
            return Ok(lowered);
        }
        let got = type_words(lowered.ty, &self.program);
        Err(self.report(
            Diagnostic::new(codes::NOT_A_CONDITION, expr.span)
                .with("got", got)
                .within(scope.ground.clone()),
        ))
    }

    pub(crate) fn date(&mut self, expr: &tree::Expr, scope: &Scope<'_>) -> Result<Expr, Reported> {
        let lowered = self.lower(expr, scope)?;
        if lowered.ty == Type::Date {
            return Ok(lowered);
        }
        let got = type_words(lowered.ty, &self.program);
        Err(self.report(
            Diagnostic::new(codes::LITERAL_MISFIT, expr.span)
                .with("figure", self.program.sources.slice(expr.span))
                .with("got", got)
                .with("wanted", ("een datum", "a date"))
                .within(scope.ground.clone()),
        ))
    }

    pub(crate) fn own_term_name(&self, scope: &Scope<'_>) -> String {
        scope.rule.map_or_else(String::new, |own| self.terms[own.draft.term.index()].name.clone())
    }

    fn binary(
        &mut self,
        operator: Operator,
        at: Span,
        (left, right): (&tree::Expr, &tree::Expr),
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        match operator {
            Operator::And | Operator::Or => {
                let both = operator == Operator::And;
                let left = self.condition(left, scope);
                let scope = match &left {
                    Ok(left) => scope.knowing(left, both),
                    Err(Reported) => scope.clone(),
                };
                let right = self.condition(right, &scope);
                Ok(joined(both, left?, right?, span))
            }
            Operator::Compare(comparison) => {
                self.comparison(comparison, at, (left, right), span, scope)
            }
            Operator::Add
            | Operator::Subtract
            | Operator::Multiply
            | Operator::Divide
            | Operator::InExcessOf
            | Operator::AtMost
            | Operator::AtLeast => {
                let left = self.lower(left, scope);
                let right = self.lower(right, scope);
                self.arithmetic(operator, at, (left?, right?), span, scope)
            }
        }
    }
}

/// A figure as an expression.
fn constant(figure: Figure, span: Span) -> Expr {
    match figure {
        Figure::Other(value, ty) => Expr::plain(ExprKind::Literal(value), ty, span),
        Figure::Number(number, ty) => {
            // In lowest terms, so that denominators stay small: 50% is a half.
            let common = gcd(number.units, number.denominator()).max(1);
            let (units, denominator) = (number.units / common, number.denominator() / common);
            let scale = Scale::Fixed { denominator, range: Range::exactly(units) };
            Expr { kind: ExprKind::Literal(Value::Number(units)), ty, scale, span }
        }
    }
}

/// `and` and `or` of several parts are one list, as they are read.
fn joined(both: bool, left: Expr, right: Expr, span: Span) -> Expr {
    let mut parts = match (both, left.kind) {
        (true, ExprKind::And(parts)) | (false, ExprKind::Or(parts)) => parts,
        (_, kind) => vec![Expr { kind, ..Expr::yes_no(ExprKind::ReferenceDate, left.span) }],
    };
    parts.push(right);
    Expr::yes_no(if both { ExprKind::And(parts) } else { ExprKind::Or(parts) }, span)
}

/// The scale of an answer that is one of two over the same denominator.
pub(crate) fn hull(one: Scale, other: Scale) -> Scale {
    match (one, other) {
        (Scale::Fixed { denominator, range }, Scale::Fixed { range: more, .. }) => {
            Scale::Fixed { denominator, range: range.hull(more) }
        }
        (
            Scale::Quotient { numerator, divisor },
            Scale::Quotient { numerator: more, divisor: also },
        ) => Scale::Quotient { numerator: numerator.hull(more), divisor: divisor.hull(also) },
        (scale, _) => scale,
    }
}

impl Scale {
    /// Whole units between two bounds.
    pub(crate) fn whole(low: i128, high: i128) -> Self {
        Self::Fixed { denominator: 1, range: Range::new(low, high) }
    }
}

impl Expr {
    /// An expression that is not a number.
    pub(crate) fn plain(kind: ExprKind, ty: Type, span: Span) -> Self {
        Self { kind, ty, scale: Scale::None, span }
    }

    /// A condition.
    pub(crate) fn yes_no(kind: ExprKind, span: Span) -> Self {
        Self::plain(kind, Type::YesNo, span)
    }
}
