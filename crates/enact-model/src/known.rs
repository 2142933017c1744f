//! What a condition that holds, or fails, tells about the facts it reads.
//!
//! `met partner en leeftijd van partner ≥ 18` may read the partner after `en`; where
//! `kinderen > 0` holds one may divide by `kinderen`. This knowledge flows from left to right
//! through *and*, into a limb's value, and negated into later limbs; never through other rules.

use crate::program::{Expr, ExprKind, Reference, Scale, Target};
use enact_syntax::tree::Comparison;
use enact_value::{Range, Value};
use std::collections::BTreeMap;

/// One thing that is known.
#[derive(Debug, Clone)]
pub(crate) enum Knowledge {
    /// The optional fact is there.
    Present(Reference),
    /// The number lies in this range of units over this denominator.
    Within(Reference, i128, Range),
    /// The number is not zero.
    NotZero(Reference),
}

/// Everything known at one place.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    facts: Vec<Knowledge>,
    /// What is known of these also comes from an alternative that failed.
    weights: BTreeMap<Reference, Weight>,
}

/// How firm the knowledge of a reference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    /// Conditions hold that say so.
    Certain,
    /// An earlier limb, tried in order, did not hold: this place is not reached otherwise.
    Passed,
    /// It is assumed that another alternative fails.
    Alternative,
}

impl Known {
    /// Also what `condition` tells when it `holds`, or fails.
    pub(crate) fn and(&self, condition: &Expr, holds: bool) -> Self {
        self.learning(condition, holds, if holds { Weight::Certain } else { Weight::Alternative })
    }

    /// Also what it tells that an earlier limb, tried in order, does not hold.
    pub(crate) fn passing(&self, condition: &Expr) -> Self {
        self.learning(condition, false, Weight::Passed)
    }

    fn learning(&self, condition: &Expr, holds: bool, weight: Weight) -> Self {
        let mut known = self.clone();
        let before = known.facts.len();
        learn(condition, holds, &mut known.facts);
        for Knowledge::Present(of) | Knowledge::Within(of, ..) | Knowledge::NotZero(of) in
            known.facts.iter().skip(before)
        {
            let firm = known.weights.entry(of.clone()).or_insert(weight);
            *firm = (*firm).max(weight);
        }
        known
    }

    /// How firm everything is that is known of `reference`.
    pub(crate) fn weight(&self, reference: &Reference) -> Weight {
        self.weights.get(reference).copied().unwrap_or(Weight::Certain)
    }

    /// The same, seen from an element of a list of the subject at hand.
    pub(crate) fn inward(&self) -> Self {
        let further =
            |reference: &Reference| Reference { up: reference.up + 1, ..reference.clone() };
        let facts = self.facts.iter().map(|known| match known {
            Knowledge::Present(of) => Knowledge::Present(further(of)),
            Knowledge::Within(of, over, range) => Knowledge::Within(further(of), *over, *range),
            Knowledge::NotZero(of) => Knowledge::NotZero(further(of)),
        });
        let weights = self.weights.iter().map(|(of, weight)| (further(of), *weight));
        Self { facts: facts.collect(), weights: weights.collect() }
    }

    /// Whether the optional `fact` is known to be there.
    pub(crate) fn has(&self, fact: &Reference) -> bool {
        self.facts.iter().any(|known| matches!(known, Knowledge::Present(there) if there == fact))
    }

    /// Without what is known of `replaced`, and of everyone that it leads to.
    pub(crate) fn without(&self, replaced: &Reference) -> Self {
        let through = |of: &Reference| match replaced.target {
            Target::Fact(fact) => of.target == replaced.target || of.path.contains(&fact),
            _ => true,
        };
        let kept = self.facts.iter().filter(|known| match known {
            Knowledge::Present(of) | Knowledge::Within(of, ..) | Knowledge::NotZero(of) => {
                !through(of)
            }
        });
        Self { facts: kept.cloned().collect(), weights: self.weights.clone() }
    }

    /// The range of `reference` narrowed to what is known.
    pub(crate) fn narrow(&self, reference: &Reference, scale: Scale) -> Scale {
        let Scale::Fixed { denominator, mut range } = scale else { return scale };
        for known in &self.facts {
            match known {
                Knowledge::Within(of, over, within) if of == reference && *over == denominator => {
                    // A condition that can never hold makes no claim here.
                    range = range.intersect(*within).unwrap_or(range);
                }
                Knowledge::NotZero(of) if of == reference => range = without_zero_end(range),
                Knowledge::Within(..) | Knowledge::NotZero(_) | Knowledge::Present(_) => {}
            }
        }
        Scale::Fixed { denominator, range }
    }

    /// Whether the number is known not to be zero though its range spans it.
    pub(crate) fn not_zero(&self, reference: &Reference) -> bool {
        self.facts.iter().any(|known| matches!(known, Knowledge::NotZero(of) if of == reference))
    }
}

fn without_zero_end(range: Range) -> Range {
    match (range.low, range.high) {
        (0, high) if high > 0 => Range::new(1, high),
        (low, 0) if low < 0 => Range::new(low, -1),
        _ => range,
    }
}

fn learn(condition: &Expr, holds: bool, known: &mut Vec<Knowledge>) {
    match &condition.kind {
        ExprKind::Exists { of, absent } if *absent != holds => {
            known.push(Knowledge::Present(of.clone()));
        }
        ExprKind::Not(inner) => learn(inner, !holds, known),
        ExprKind::And(all) if holds => all.iter().for_each(|one| learn(one, true, known)),
        ExprKind::Or(any) if !holds => any.iter().for_each(|one| learn(one, false, known)),
        ExprKind::Compare { comparison, left, right } => {
            let comparison = if holds { *comparison } else { opposite(*comparison) };
            bound(left, comparison, right, known);
            bound(right, mirrored(comparison), left, known);
        }
        _ => {}
    }
}

/// What `side comparison figure` tells of what `side` reads.
fn bound(side: &Expr, comparison: Comparison, figure: &Expr, known: &mut Vec<Knowledge>) {
    let ExprKind::Literal(Value::Number(figure)) = figure.kind else { return };
    let (read, factor) = match &side.kind {
        ExprKind::Rescale { value, factor } => (value.as_ref(), *factor),
        _ => (side, 1),
    };
    let (ExprKind::Read(reference), Scale::Fixed { denominator, range }) = (&read.kind, read.scale)
    else {
        return;
    };
    if matches!(reference.target, Target::Judgement(_)) || factor < 1 {
        return;
    }
    let floor = figure.div_euclid(factor);
    let exact = figure.rem_euclid(factor) == 0;
    let ceiling = if exact { floor } else { floor + 1 };
    let within = match comparison {
        Comparison::Less => (range.low, ceiling.saturating_sub(1)),
        Comparison::AtMost => (range.low, floor),
        Comparison::More => (floor.saturating_add(1), range.high),
        Comparison::AtLeast => (ceiling, range.high),
        Comparison::Equal if exact => (floor, floor),
        Comparison::Unequal if figure == 0 => {
            known.push(Knowledge::NotZero(reference.clone()));
            return;
        }
        Comparison::Equal | Comparison::Unequal => return,
    };
    if within.0 <= within.1 {
        let range = Range::new(within.0, within.1);
        known.push(Knowledge::Within(reference.clone(), denominator, range));
        if !range.contains(0) {
            known.push(Knowledge::NotZero(reference.clone()));
        }
    }
}

/// The comparison that holds when this one fails.
fn opposite(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::AtLeast,
        Comparison::AtMost => Comparison::More,
        Comparison::More => Comparison::AtMost,
        Comparison::AtLeast => Comparison::Less,
        Comparison::Equal => Comparison::Unequal,
        Comparison::Unequal => Comparison::Equal,
    }
}

/// The comparison with its sides changed.
fn mirrored(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::More,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::More => Comparison::Less,
        Comparison::AtLeast => Comparison::AtMost,
        Comparison::Equal => Comparison::Equal,
        Comparison::Unequal => Comparison::Unequal,
    }
}
