//! Operands: what stands between two operators, each with the depth of what lies within it.

use super::super::Lowering;
use super::{Built, Climb, Level};
use crate::codes;
use crate::grammar::{Kind, Node};
use crate::tree::{Calendar, Counted, Expr, ExprKind, Fold, Grain, Name};
use enact_source::Span;

impl Lowering<'_> {
    /// The expression in the part `Expression` of `node`.
    pub(in crate::lower) fn expression_in(&mut self, node: &Node) -> Option<Expr> {
        self.expression(node.get(Kind::Expression)?)
    }

    /// The expression that the node `Expression` or `Sum` holds.
    pub(in crate::lower) fn expression(&mut self, node: &Node) -> Option<Expr> {
        self.build(node).map(|built| *built.expr)
    }

    pub(in crate::lower) fn build(&mut self, node: &Node) -> Option<Built> {
        if node.parts.len() > codes::OPERANDS_MAX * 2 {
            return self.fail(codes::too_long_expression(self.span(node)));
        }
        let mut climb = Climb { lowering: self, items: &node.parts, at: 0 };
        let built = climb.climb(Level::Join)?;
        match climb.items.get(climb.at) {
            None => Some(built),
            Some(rest) => self.fail(codes::stray(self.span(rest), self.words(rest))),
        }
    }

    /// The expression that one operand holds.
    pub(in crate::lower) fn operand(&mut self, node: &Node) -> Option<Expr> {
        self.primary(node).map(|built| *built.expr)
    }

    pub(super) fn builds(&mut self, node: &Node, kind: Kind) -> Option<Vec<Built>> {
        node.all(kind).map(|part| self.build(part)).collect()
    }

    /// One operand, without what stands before and behind it.
    pub(super) fn primary(&mut self, node: &Node) -> Option<Built> {
        match node.kind {
            Kind::Bracket => self.bracket(node),
            Kind::Access => self.access(node),
            Kind::ExistsWith | Kind::ExistsWithout => self.exists(node),
            Kind::Highest | Kind::Lowest => self.extreme(node),
            Kind::YearsBetween => self.between(node, Counted::Years),
            Kind::MonthsBetween => self.between(node, Counted::Months),
            Kind::DaysBetween => self.between(node, Counted::Days),
            Kind::FirstDay => self.first_day(node),
            Kind::FirstDayOn => self.first_day_on(node),
            Kind::SumOverMonths => self.sum_over_months(node),
            Kind::NumberOf => self.over_list(node, Fold::Number),
            Kind::SumOf => self.over_list(node, Fold::Sum),
            Kind::HighestOver => self.over_list(node, Fold::Highest),
            Kind::LowestOver => self.over_list(node, Fold::Lowest),
            Kind::AnyOf => self.over_list(node, Fold::Any),
            Kind::EveryOf => self.over_list(node, Fold::Every),
            Kind::Rank => self.rank(node),
            _ => self.leaf(node),
        }
    }

    /// An operand without other expressions in it.
    pub(super) fn leaf(&mut self, node: &Node) -> Option<Built> {
        let kind = match node.kind {
            Kind::ValueUnder => ExprKind::ValueUnder(self.cite(node.get(Kind::Cite)?)?),
            Kind::ReferenceDate => ExprKind::ReferenceDate,
            _ => self.literal_kind(node)?,
        };
        Some(Built::leaf(Expr { kind, span: self.span(node) }))
    }

    pub(super) fn bracket(&mut self, node: &Node) -> Option<Built> {
        let mut built = self.build(node.get(Kind::Expression)?)?;
        built.expr.span = self.span(node);
        built.bracketed = true;
        built.open = None;
        Some(built)
    }

    pub(super) fn exists(&mut self, node: &Node) -> Option<Built> {
        let access = self.access(node.get(Kind::Access)?)?;
        let absent = node.kind == Kind::ExistsWithout;
        self.over(access, self.span(node), |of| ExprKind::Exists { of, absent })
    }

    pub(super) fn extreme(&mut self, node: &Node) -> Option<Built> {
        let built = self.builds(node, Kind::Expression)?;
        let highest = node.kind == Kind::Highest;
        self.over_all(built, self.span(node), |of| ExprKind::Extreme { highest, of })
    }

    /// `a of b of c`: c's b, and of that a.
    pub(in crate::lower) fn access(&mut self, node: &Node) -> Option<Built> {
        let mut names = self.references(node);
        if names.len() > codes::NESTING_MAX {
            return self.fail(codes::too_deep(self.span(node)));
        }
        let end = self.span(node);
        let last = names.pop()?;
        let innermost = Expr { span: reference_span(&last, end), kind: ExprKind::Name(last) };
        let depth = names.len() + 1;
        let expr = names.into_iter().rev().fold(innermost, |owner, name| Expr {
            span: name.span.to(end),
            kind: ExprKind::Of { name, owner: Box::new(owner) },
        });
        Some(Built { expr: Box::new(expr), depth, bracketed: false, open: None })
    }

    pub(super) fn between(&mut self, node: &Node, counted: Counted) -> Option<Built> {
        let span = self.span(node);
        let mut sums = self.builds(node, Kind::Sum)?.into_iter();
        let (from, to) = (sums.next()?, sums.next()?);
        self.over_two(from, to, span, |from, to| ExprKind::Between { counted, from, to })
    }

    pub(super) fn first_day(&mut self, node: &Node) -> Option<Built> {
        let span = self.span(node);
        let [which, date] = node.parts.as_slice() else { return None };
        let (calendar, after) = match which.kind {
            Kind::MonthAfter => (Calendar::Month, true),
            Kind::MonthOf => (Calendar::Month, false),
            Kind::YearAfter => (Calendar::Year, true),
            _ => (Calendar::Year, false),
        };
        let date = self.primary(date)?;
        self.over(date, span, |date| ExprKind::FirstDay { calendar, after, date })
    }

    pub(super) fn sum_over_months(&mut self, node: &Node) -> Option<Built> {
        let span = self.span(node);
        let operand =
            |after: Kind| node.parts.iter().skip_while(move |part| part.kind != after).nth(1);
        let value = self.primary(operand(Kind::KwSumOverMonths)?)?;
        let year = self.primary(operand(Kind::KwEachMonthOf)?)?;
        self.over_two(value, year, span, |value, year| ExprKind::SumOverMonths { value, year })
    }

    pub(super) fn first_day_on(&mut self, node: &Node) -> Option<Built> {
        let span = self.span(node);
        let condition = self.build(node.get(Kind::Expression)?)?;
        let from = self.build(node.get(Kind::Sum)?)?;
        self.over_two(condition, from, span, |condition, from| ExprKind::FirstDayOn {
            condition,
            from,
        })
    }

    /// Puts `of` below a new expression.
    pub(super) fn over(
        &mut self,
        of: Built,
        span: Span,
        kind: impl FnOnce(Box<Expr>) -> ExprKind,
    ) -> Option<Built> {
        let depth = self.deeper(of.depth, span)?;
        Some(Built { open: of.open, ..Built::over(kind(of.expr), span, depth) })
    }

    pub(super) fn over_two(
        &mut self,
        left: Built,
        right: Built,
        span: Span,
        kind: impl FnOnce(Box<Expr>, Box<Expr>) -> ExprKind,
    ) -> Option<Built> {
        let depth = self.deeper(left.depth.max(right.depth), span)?;
        let kind = kind(left.expr, right.expr);
        Some(Built { open: right.open, ..Built::over(kind, span, depth) })
    }

    pub(super) fn over_all(
        &mut self,
        of: Vec<Built>,
        span: Span,
        kind: impl FnOnce(Vec<Expr>) -> ExprKind,
    ) -> Option<Built> {
        let deepest = of.iter().map(|built| built.depth).max().unwrap_or(0);
        let depth = self.deeper(deepest, span)?;
        let kind = kind(of.into_iter().map(|built| *built.expr).collect());
        Some(Built::over(kind, span, depth))
    }

    pub(in crate::lower) fn deeper(&mut self, depth: usize, span: Span) -> Option<usize> {
        if depth >= codes::DEPTH_MAX {
            return self.fail(codes::too_deep(span));
        }
        Some(depth + 1)
    }

    pub(super) fn grain(&mut self, node: &Node) -> Option<Grain> {
        Some(match node.kind {
            Kind::GrainCents => Grain::Cents,
            Kind::GrainUnits => Grain::CurrencyUnits,
            Kind::GrainWhole => Grain::Whole,
            Kind::GrainDecimals => Grain::Decimals(self.decimal_count(node.get(Kind::Count)?)?),
            _ => Grain::MultipleOf(Box::new(self.literal(node)?)),
        })
    }
}

/// A name with its law, when that stands behind it: up to `end`.
fn reference_span(name: &Name, end: Span) -> Span {
    if name.law.is_some() { name.span.to(end) } else { name.span }
}
