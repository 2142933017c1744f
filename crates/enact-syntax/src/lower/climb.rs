//! Expressions: which operator takes which operand, for both languages.
//!
//! The grammar gives operands with operators between them, in order. One climb builds the tree,
//! and asks for brackets where a drafter and a reader could disagree. The depth of the tree is
//! bounded, so that every later walk over it is too.

mod operand;
mod refuse;

use super::Lowering;
use super::literals::negated;
use crate::codes;
use crate::grammar::{Kind, Node};
use crate::tree::{Comparison, Expr, ExprKind, Operator};
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
}

/// The comparison that a node is; `None` for any other node.
pub(crate) const fn comparison(kind: Kind) -> Option<Comparison> {
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
