//! Expressions: which operator takes which operand, for both languages.
//!
//! The grammar gives operands with operators between them, in order. One climb builds the tree,
//! and asks for brackets where a drafter and a reader could disagree. The depth of the tree is
//! bounded, so that every later walk over it is too.

use super::Lowering;
use super::literals::negated;
use crate::codes;
use crate::grammar::{Kind, Node};
use crate::tree::{Calendar, Comparison, Counted, Expr, ExprKind, Fold, Grain, Name, Operator};
use enact_source::Span;
use enact_value::Rounding;

/// How tightly an operator binds, loosest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    /// `en`, `of`.
    Join,
    /// `niet`.
    Not,
    /// `is`, `≤`.
    Compare,
    /// `doch ten hoogste`, `afgerond op`: cover the whole sum.
    Limit,
    /// `+ −`.
    Sum,
    /// `× ÷`, `50% van`.
    Product,
    /// `voor zover boven`.
    Excess,
    /// A sign, `als per`.
    Sign,
    /// `of … bij ontbreken`.
    Absent,
    /// `aanwezig`.
    Exists,
    /// Above all operators.
    Operand,
}

impl Level {
    /// The next tighter level.
    const fn tighter(self) -> Self {
        match self {
            Self::Join => Self::Not,
            Self::Not => Self::Compare,
            Self::Compare => Self::Limit,
            Self::Limit => Self::Sum,
            Self::Sum => Self::Product,
            Self::Product => Self::Excess,
            Self::Excess => Self::Sign,
            Self::Sign => Self::Absent,
            Self::Absent => Self::Exists,
            Self::Exists | Self::Operand => Self::Operand,
        }
    }

    /// The level of the operator `kind`; `None` for an operand.
    const fn of(kind: Kind) -> Option<Self> {
        Some(match kind {
            Kind::OpAnd | Kind::OpOr => Self::Join,
            Kind::CmpAtMost
            | Kind::CmpAtLeast
            | Kind::CmpLess
            | Kind::CmpMore
            | Kind::CmpUnequal
            | Kind::CmpEqual
            | Kind::OneOf
            | Kind::MistakenAtMost
            | Kind::MistakenAtLeast
            | Kind::MistakenEqual
            | Kind::MistakenUnequal => Self::Compare,
            Kind::OpAtMost | Kind::OpAtLeast | Kind::Rounded => Self::Limit,
            Kind::OpAdd | Kind::OpSubtract => Self::Sum,
            Kind::OpMultiply | Kind::OpDivide | Kind::KwOf => Self::Product,
            Kind::OpInExcess => Self::Excess,
            Kind::AsPer | Kind::Through => Self::Sign,
            Kind::IfAbsent | Kind::OnDate | Kind::AsIf => Self::Absent,
            Kind::Exists | Kind::ExistsNot | Kind::Expired | Kind::ExpiredNot => Self::Exists,
            _ => return None,
        })
    }
}

/// An expression being built; boxed, since climbs lie deep within each other.
pub(super) struct Built {
    pub(super) expr: Box<Expr>,
    /// How many expressions lie below each other in it.
    pub(super) depth: usize,
    /// Whether it stands between brackets.
    pub(super) bracketed: bool,
    /// The condition on the elements of a list with which it ends, when no brackets close it.
    pub(super) open: Option<Span>,
}

impl Built {
    fn leaf(expr: Expr) -> Self {
        Self { expr: Box::new(expr), depth: 1, bracketed: false, open: None }
    }

    pub(super) fn over(kind: ExprKind, span: Span, depth: usize) -> Self {
        Self { expr: Box::new(Expr { kind, span }), depth, bracketed: false, open: None }
    }

    /// The operator on top, unless brackets hide it.
    fn operator(&self) -> Option<(Operator, Span)> {
        match &self.expr.kind {
            ExprKind::Binary { operator, at, .. } if !self.bracketed => Some((*operator, *at)),
            _ => None,
        }
    }

    /// The place of the comparison on top, unless brackets hide it.
    fn comparison(&self) -> Option<Span> {
        match (&self.expr.kind, self.operator()) {
            (_, Some((Operator::Compare(_), at))) => Some(at),
            (ExprKind::OneOf { .. }, _) if !self.bracketed => Some(self.expr.span),
            _ => None,
        }
    }
}

impl Lowering<'_> {
    /// The expression in the part `Expression` of `node`.
    pub(super) fn expression_in(&mut self, node: &Node) -> Option<Expr> {
        self.expression(node.get(Kind::Expression)?)
    }

    /// The expression that the node `Expression` or `Sum` holds.
    pub(super) fn expression(&mut self, node: &Node) -> Option<Expr> {
        self.build(node).map(|built| *built.expr)
    }

    pub(super) fn build(&mut self, node: &Node) -> Option<Built> {
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
    pub(super) fn operand(&mut self, node: &Node) -> Option<Expr> {
        self.primary(node).map(|built| *built.expr)
    }

    fn builds(&mut self, node: &Node, kind: Kind) -> Option<Vec<Built>> {
        node.all(kind).map(|part| self.build(part)).collect()
    }

    /// One operand, without what stands before and behind it.
    fn primary(&mut self, node: &Node) -> Option<Built> {
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
    fn leaf(&mut self, node: &Node) -> Option<Built> {
        let kind = match node.kind {
            Kind::ValueUnder => ExprKind::ValueUnder(self.cite(node.get(Kind::Cite)?)?),
            Kind::ReferenceDate => ExprKind::ReferenceDate,
            _ => self.literal_kind(node)?,
        };
        Some(Built::leaf(Expr { kind, span: self.span(node) }))
    }

    fn bracket(&mut self, node: &Node) -> Option<Built> {
        let mut built = self.build(node.get(Kind::Expression)?)?;
        built.expr.span = self.span(node);
        built.bracketed = true;
        built.open = None;
        Some(built)
    }

    fn exists(&mut self, node: &Node) -> Option<Built> {
        let access = self.access(node.get(Kind::Access)?)?;
        let absent = node.kind == Kind::ExistsWithout;
        self.over(access, self.span(node), |of| ExprKind::Exists { of, absent })
    }

    fn extreme(&mut self, node: &Node) -> Option<Built> {
        let built = self.builds(node, Kind::Expression)?;
        let highest = node.kind == Kind::Highest;
        self.over_all(built, self.span(node), |of| ExprKind::Extreme { highest, of })
    }

    /// `a of b of c`: c's b, and of that a.
    pub(super) fn access(&mut self, node: &Node) -> Option<Built> {
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

    fn between(&mut self, node: &Node, counted: Counted) -> Option<Built> {
        let span = self.span(node);
        let mut sums = self.builds(node, Kind::Sum)?.into_iter();
        let (from, to) = (sums.next()?, sums.next()?);
        self.over_two(from, to, span, |from, to| ExprKind::Between { counted, from, to })
    }

    fn first_day(&mut self, node: &Node) -> Option<Built> {
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

    fn sum_over_months(&mut self, node: &Node) -> Option<Built> {
        let span = self.span(node);
        let operand =
            |after: Kind| node.parts.iter().skip_while(move |part| part.kind != after).nth(1);
        let value = self.primary(operand(Kind::KwSumOverMonths)?)?;
        let year = self.primary(operand(Kind::KwEachMonthOf)?)?;
        self.over_two(value, year, span, |value, year| ExprKind::SumOverMonths { value, year })
    }

    fn first_day_on(&mut self, node: &Node) -> Option<Built> {
        let span = self.span(node);
        let condition = self.build(node.get(Kind::Expression)?)?;
        let from = self.build(node.get(Kind::Sum)?)?;
        self.over_two(condition, from, span, |condition, from| ExprKind::FirstDayOn {
            condition,
            from,
        })
    }

    /// Puts `of` below a new expression.
    fn over(
        &mut self,
        of: Built,
        span: Span,
        kind: impl FnOnce(Box<Expr>) -> ExprKind,
    ) -> Option<Built> {
        let depth = self.deeper(of.depth, span)?;
        Some(Built { open: of.open, ..Built::over(kind(of.expr), span, depth) })
    }

    fn over_two(
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

    fn over_all(
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

    pub(super) fn deeper(&mut self, depth: usize, span: Span) -> Option<usize> {
        if depth >= codes::DEPTH_MAX {
            return self.fail(codes::too_deep(span));
        }
        Some(depth + 1)
    }

    fn grain(&mut self, node: &Node) -> Option<Grain> {
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

/// A walk over operands and operators.
struct Climb<'l, 'a, 'n> {
    lowering: &'l mut Lowering<'a>,
    items: &'n [Node],
    at: usize,
}

impl<'n> Climb<'_, '_, 'n> {
    /// An operand with everything behind it that binds at least as tightly as `loosest`.
    fn climb(&mut self, loosest: Level) -> Option<Built> {
        self.lowering.climbing += 1;
        let built = if self.lowering.climbing > codes::CLIMBS_MAX {
            let here = self.items.get(self.at)?;
            self.lowering.fail(codes::too_deep(self.lowering.span(here)))
        } else {
            self.operations(loosest)
        };
        self.lowering.climbing -= 1;
        built
    }

    fn operations(&mut self, loosest: Level) -> Option<Built> {
        let mut left = self.prefixed()?;
        while let Some(item) = self.items.get(self.at) {
            let level = if self.is_default() { Level::Absent } else { Level::of(item.kind)? };
            if level < loosest || item.kind == Kind::IfAbsent {
                break;
            }
            self.at += 1;
            left = match item.kind {
                Kind::Expired | Kind::ExpiredNot => self.expired(item, left)?,
                Kind::OnDate => self.on_date(item, left)?,
                Kind::AsIf => self.as_if(item, left)?,
                _ if level == Level::Absent => self.or_if_absent(left)?,
                Kind::Exists
                | Kind::Through
                | Kind::ExistsNot
                | Kind::AsPer
                | Kind::Rounded
                | Kind::OneOf => self.postfix(item, left)?,
                _ => self.infix(item, level, left)?,
            };
        }
        Some(left)
    }

    fn prefixed(&mut self) -> Option<Built> {
        let item = self.items.get(self.at)?;
        self.at += 1;
        let span = self.lowering.span(item);
        match item.kind {
            Kind::OpNot => {
                let of = self.climb(Level::Compare)?;
                let span = span.to(of.expr.span);
                self.lowering.over(of, span, ExprKind::Not)
            }
            Kind::OpMinus => {
                let of = self.climb(Level::Sign)?;
                self.negative(of, span)
            }
            _ => self.lowering.primary(item),
        }
    }

    /// A literal below zero is a literal.
    fn negative(&mut self, of: Built, sign: Span) -> Option<Built> {
        let span = sign.to(of.expr.span);
        match negated(&of.expr.kind) {
            Some(kind) if !of.bracketed => Some(Built::leaf(Expr { kind, span })),
            _ => self.lowering.over(of, span, ExprKind::Negative),
        }
    }

    /// Whether the item here is an `of` that gives a default: the words `bij ontbreken` follow
    /// before any other condition does.
    fn is_default(&self) -> bool {
        let behind = self.items.get(self.at..).unwrap_or(&[]);
        let [first, rest @ ..] = behind else { return false };
        let closing = rest.iter().find(|item| {
            Level::of(item.kind).is_some_and(|level| level <= Level::Limit)
                || item.kind == Kind::IfAbsent
        });
        first.kind == Kind::OpOr && closing.is_some_and(|item| item.kind == Kind::IfAbsent)
    }

    fn or_if_absent(&mut self, value: Built) -> Option<Built> {
        let default = self.climb(Level::Sum)?;
        let closing = self.items.get(self.at).filter(|item| item.kind == Kind::IfAbsent)?;
        self.at += 1;
        let span = value.expr.span.to(self.lowering.span(closing));
        self.lowering.over_two(value, default, span, |value, default| ExprKind::OrIfAbsent {
            value,
            default,
        })
    }

    /// A time limit runs through its last day: it has expired from the day after.
    fn expired(&mut self, item: &Node, limit: Built) -> Option<Built> {
        let at = self.lowering.span(item);
        let span = limit.expr.span.to(at);
        let comparison = match item.kind {
            Kind::Expired => Comparison::More,
            _ => Comparison::AtMost,
        };
        let operator = Operator::Compare(comparison);
        let today = Built::leaf(Expr { kind: ExprKind::ReferenceDate, span: at });
        let built = self.lowering.over_two(today, limit, span, |left, right| ExprKind::Binary {
            operator,
            at,
            left,
            right,
        })?;
        Some(Built { bracketed: true, ..built })
    }

    fn on_date(&mut self, item: &Node, value: Built) -> Option<Built> {
        let span = value.expr.span.to(self.lowering.span(item));
        let date = self.lowering.primary(item.parts.last()?)?;
        self.lowering.over_two(value, date, span, |value, date| ExprKind::On { value, date })
    }

    fn as_if(&mut self, item: &Node, value: Built) -> Option<Built> {
        let span = value.expr.span.to(self.lowering.span(item));
        let of = self.lowering.access(item.get(Kind::Access)?)?;
        let Some(supposed) = item.get(Kind::Expression) else {
            return self.lowering.over_two(value, of, span, |value, of| ExprKind::AsIf {
                value,
                of,
                supposed: None,
            });
        };
        let supposed = self.lowering.build(supposed)?;
        let depth = value.depth.max(of.depth).max(supposed.depth);
        let depth = self.lowering.deeper(depth, span)?;
        let (value, of, supposed) = (value.expr, of.expr, Some(supposed.expr));
        let expr = Box::new(Expr { kind: ExprKind::AsIf { value, of, supposed }, span });
        Some(Built { expr, depth, bracketed: false, open: None })
    }

    fn postfix(&mut self, item: &Node, left: Built) -> Option<Built> {
        let span = left.expr.span.to(self.lowering.span(item));
        match item.kind {
            Kind::AsPer => {
                let rate = super::types::rate(item)?;
                self.lowering.over(left, span, |value| ExprKind::AsPer { value, rate })
            }
            Kind::Through => self.through(item, left, span),
            Kind::Rounded => {
                let rounding = rounding(item.parts.first()?.kind);
                let grain = self.lowering.grain(item.parts.last()?)?;
                self.lowering.over(left, span, |value| ExprKind::Rounded { value, rounding, grain })
            }
            Kind::OneOf => {
                self.refuse_chain(&left, item)?;
                let mut built = self.lowering.builds(item, Kind::Expression)?;
                built.insert(0, left);
                self.lowering.over_all(built, span, |mut options| {
                    let value = Box::new(options.remove(0));
                    ExprKind::OneOf { value, options }
                })
            }
            _ => {
                let absent = item.kind == Kind::ExistsNot;
                self.lowering.over(left, span, |of| ExprKind::Exists { of, absent })
            }
        }
    }

    fn through(&mut self, item: &Node, left: Built, span: Span) -> Option<Built> {
        let scale = self.lowering.references(item).into_iter().next()?;
        let rounded = match item.get(Kind::EachBand) {
            Some(each) => {
                let grain = self.lowering.grain(each.parts.last()?)?;
                let mode = each.parts.iter().find(|part| is_rounding(part.kind))?;
                Some((rounding(mode.kind), grain))
            }
            None => None,
        };
        self.lowering.over(left, span, |value| ExprKind::Through { value, scale, rounded })
    }

    fn infix(&mut self, item: &Node, level: Level, left: Built) -> Option<Built> {
        let at = self.lowering.span(item);
        let operator = self.operator(item, &left)?;
        self.refuse_open_filter(operator, item, &left)?;
        self.refuse_mixture(operator, at, &left)?;
        if level == Level::Compare {
            self.refuse_chain(&left, item)?;
        }
        let right = self.climb(level.tighter())?;
        if level == Level::Sum {
            self.refuse_unclear_excess(at, &[&left, &right])?;
        }
        let span = left.expr.span.to(right.expr.span);
        self.lowering.over_two(left, right, span, |left, right| ExprKind::Binary {
            operator,
            at,
            left,
            right,
        })
    }

    fn operator(&mut self, item: &Node, left: &Built) -> Option<Operator> {
        let at = self.lowering.span(item);
        if let Some(comparison) = comparison(item.kind) {
            return Some(Operator::Compare(comparison));
        }
        match item.kind {
            Kind::OpAdd => Some(Operator::Add),
            Kind::OpSubtract => Some(Operator::Subtract),
            Kind::OpMultiply => Some(Operator::Multiply),
            Kind::OpDivide => Some(Operator::Divide),
            Kind::OpInExcess => Some(Operator::InExcessOf),
            Kind::OpAtMost => Some(Operator::AtMost),
            Kind::OpAtLeast => Some(Operator::AtLeast),
            Kind::OpAnd => Some(Operator::And),
            Kind::OpOr => Some(Operator::Or),
            Kind::KwOf if matches!(left.expr.kind, ExprKind::Percentage(_)) => {
                Some(Operator::Multiply)
            }
            Kind::KwOf => {
                let word = self.lowering.words(item);
                self.lowering.fail(codes::nothing_to_take_of(at, word, left.expr.span))
            }
            mistaken => {
                let language = self.lowering.language;
                self.lowering.fail(codes::mistaken(at, mistaken, language))
            }
        }
    }

    /// `a < b < c` says nothing.
    fn refuse_chain(&mut self, left: &Built, item: &Node) -> Option<()> {
        match left.comparison() {
            Some(first) => self.lowering.fail(codes::chained(self.lowering.span(item), first)),
            None => Some(()),
        }
    }

    /// `aantal kinderen met leeftijd < 18 en verzekerd`: who is insured? A cap or a comparison
    /// cannot belong to the elements, for their condition has ended.
    fn refuse_open_filter(&mut self, operator: Operator, item: &Node, left: &Built) -> Option<()> {
        match (operator, left.open) {
            (Operator::AtMost | Operator::AtLeast | Operator::Compare(_), _) | (_, None) => {
                Some(())
            }
            (_, Some(filter)) => {
                let (at, word) = (self.lowering.span(item), self.lowering.words(item));
                self.lowering.fail(codes::open_filter(at, filter, word))
            }
        }
    }

    /// `a en b of c` is read in two ways.
    fn refuse_mixture(&mut self, operator: Operator, at: Span, left: &Built) -> Option<()> {
        match (operator, left.operator()) {
            (Operator::And, Some((Operator::Or, first)))
            | (Operator::Or, Some((Operator::And, first))) => {
                self.lowering.fail(codes::mixed(at, first))
            }
            _ => Some(()),
        }
    }

    /// `a + b voor zover boven c` is read in two ways.
    fn refuse_unclear_excess(&mut self, at: Span, sides: &[&Built]) -> Option<()> {
        let excess = sides.iter().find_map(|side| match side.operator() {
            Some((Operator::InExcessOf, place)) => Some(place),
            _ => None,
        });
        match excess {
            Some(excess) => self.lowering.fail(codes::unclear_excess(excess, at)),
            None => Some(()),
        }
    }
}

/// The comparison that a node is; `None` for any other node.
pub(super) const fn comparison(kind: Kind) -> Option<Comparison> {
    Some(match kind {
        Kind::CmpLess => Comparison::Less,
        Kind::CmpAtMost => Comparison::AtMost,
        Kind::CmpMore => Comparison::More,
        Kind::CmpAtLeast => Comparison::AtLeast,
        Kind::CmpEqual => Comparison::Equal,
        Kind::CmpUnequal => Comparison::Unequal,
        _ => return None,
    })
}

const fn is_rounding(kind: Kind) -> bool {
    matches!(kind, Kind::RoundUp | Kind::RoundDown | Kind::RoundHalfUp | Kind::RoundHalfEven)
}

const fn rounding(kind: Kind) -> Rounding {
    match kind {
        Kind::RoundUp => Rounding::Up,
        Kind::RoundDown => Rounding::Down,
        Kind::RoundHalfUp => Rounding::HalfUp,
        _ => Rounding::HalfEven,
    }
}
