//! Which names an expression as written mentions, before anything has a type: for finding the
//! order of rules and the subject they are about.

use crate::choice::bare;
use crate::draft::Content;
use enact_syntax::tree::{Body, CitedProvision, Condition, Expr, ExprKind, Name, Operator, When};

/// A thing that an expression mentions.
pub(crate) enum Mention<'a> {
    /// A name of the subject at hand.
    Bare(&'a Name),
    /// A bare name that the expression is compared with: perhaps an option.
    Compared(&'a Name, &'a Expr),
    /// A name of another subject.
    Of(&'a Name),
    /// The value under a provision.
    Under(&'a CitedProvision),
}

/// Every bare name of a rule, in order.
pub(crate) fn bare_names<'a>(content: Content<'a>, see: &mut impl FnMut(&'a Name)) {
    each_expression(content, &mut |expr| {
        mentions(expr, &mut |mention| {
            if let Mention::Bare(name) | Mention::Compared(name, _) = mention {
                see(name);
            }
        });
    });
}

/// Every expression of a rule: conditions first.
pub(crate) fn each_expression<'a>(content: Content<'a>, see: &mut impl FnMut(&'a Expr)) {
    let condition = |condition: &'a Condition, see: &mut dyn FnMut(&'a Expr)| {
        if let When::If(expr) = &condition.when {
            see(expr);
        }
        if let Some(expr) = &condition.unless {
            see(expr);
        }
    };
    match content {
        Content::NoEntitlement(when) => condition(when, see),
        Content::Power(when) | Content::OutOfScope(when) => see(when),
        Content::NotApplicable(not) => condition(&not.condition, see),
        Content::Body { body, .. } => match body {
            Body::Ground(when) => condition(when, see),
            Body::Value { value, condition: when } => {
                condition(when, see);
                see(value);
            }
            Body::Cases { limbs, otherwise, .. } => {
                for limb in limbs {
                    see(&limb.condition);
                    see(&limb.value);
                }
                if let Some(value) = otherwise {
                    see(value);
                }
            }
        },
    }
}

/// Everything that `expr` mentions, in order.
pub(crate) fn mentions<'a>(expr: &'a Expr, see: &mut impl FnMut(Mention<'a>)) {
    walk(expr, false, see);
}

/// As [`mentions`]; within a list a bare name is one of an element, or of the subject around it.
fn walk<'a>(expr: &'a Expr, within: bool, see: &mut dyn FnMut(Mention<'a>)) {
    match &expr.kind {
        ExprKind::Name(name) if within => see(Mention::Of(name)),
        ExprKind::Name(name) => see(Mention::Bare(name)),
        ExprKind::Over(over) => {
            walk(&over.list, within, see);
            for part in over.filter.iter().chain(&over.value) {
                walk(part, true, see);
            }
        }
        ExprKind::Of { name, owner } => {
            see(Mention::Of(name));
            walk(owner, within, see);
        }
        ExprKind::ValueUnder(cited) => see(Mention::Under(cited)),
        ExprKind::Binary { operator: Operator::Compare(_), left, right, .. } => {
            walk(left, within, see);
            compared(left, right, within, see);
        }
        ExprKind::OneOf { value, options } => {
            walk(value, within, see);
            options.iter().for_each(|option| compared(value, option, within, see));
        }
        _ => expr.parts().into_iter().for_each(|part| walk(part, within, see)),
    }
}

/// What `value` is compared with.
fn compared<'a>(value: &'a Expr, with: &'a Expr, within: bool, see: &mut dyn FnMut(Mention<'a>)) {
    match bare(with) {
        Some(name) => see(Mention::Compared(name, value)),
        None => walk(with, within, see),
    }
}
