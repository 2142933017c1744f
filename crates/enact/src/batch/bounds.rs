//! What the law assumes of single facts, as bounds that a column is held against.

use enact_model::Program;
use enact_model::program::{Expr, ExprKind, Target};
use enact_model::table::FactId;
use enact_syntax::tree::Comparison;
use enact_value::Value;
use std::collections::BTreeMap;

/// What is assumed of every case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Bounds {
    /// The lowest and highest that is assumed of a fact: units over its denominator, or days from
    /// 1970-01-01 on.
    pub ends: BTreeMap<FactId, (i128, i128)>,
    /// Something is assumed that only evaluation can say.
    pub further: bool,
}

impl Bounds {
    /// The assumptions of a program.
    pub fn of(program: &Program) -> Self {
        let mut bounds = Self::default();
        for assumption in &program.assumptions {
            bounds.add(&assumption.condition);
        }
        bounds
    }

    fn add(&mut self, condition: &Expr) {
        match &condition.kind {
            ExprKind::And(parts) => parts.iter().for_each(|part| self.add(part)),
            ExprKind::Compare { comparison, left, right } => {
                let known = fact(left).zip(end(right)).map(|(id, end)| {
                    let ends = self.ends.entry(id).or_insert((i128::MIN, i128::MAX));
                    narrow(ends, *comparison, end)
                });
                self.further |= known.is_none_or(|known| !known);
            }
            _ => self.further = true,
        }
    }
}

fn fact(expr: &Expr) -> Option<FactId> {
    match &expr.kind {
        ExprKind::Read(read) if read.up == 0 && read.path.is_empty() => match read.target {
            Target::Fact(fact) => Some(fact),
            _ => None,
        },
        _ => None,
    }
}

/// The number or day that an expression is.
fn end(expr: &Expr) -> Option<i128> {
    match &expr.kind {
        ExprKind::Literal(Value::Number(units)) => Some(*units),
        ExprKind::Literal(Value::Date(day)) => Some(day.days().into()),
        _ => None,
    }
}

/// Leaves of the values between two ends those that compare so; whether that says it all.
fn narrow((low, high): &mut (i128, i128), comparison: Comparison, than: i128) -> bool {
    match comparison {
        Comparison::AtLeast => *low = (*low).max(than),
        Comparison::More => *low = (*low).max(than.saturating_add(1)),
        Comparison::AtMost => *high = (*high).min(than),
        Comparison::Less => *high = (*high).min(than.saturating_sub(1)),
        Comparison::Equal | Comparison::Unequal => return false,
    }
    true
}
