//! What a set of cases can show of a law, and what it does show.
//!
//! Start at [`Goals::of`]: it lists what there is to see of the rules. A [`Tally`] counts what the
//! decisions that are added to it have shown. A part of a condition counts as decisive by the
//! masking form of modified condition/decision coverage (Chilenski, DOT/FAA/AR-01/18, 2001): two
//! cases in which the part and the whole both turn out differently, and every other part the same
//! or not looked at.

mod tally;

pub use tally::{Seen, Tally};

use enact_model::Program;
use enact_model::program::{Expr, ExprKind, Fold, Gives, Place, Rule, Type};
use enact_model::table::RuleId;
use enact_source::Span;
use std::collections::BTreeMap;

/// Something that a case, or a pair of cases, can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Goal {
    /// The rule is a ground of a decision.
    Speaks(RuleId),
    /// This limb of the rule gives the value; one past the last means the other cases.
    Limb(RuleId, usize),
    /// The condition, by its place among [`Goals::conditions`], holds, or does not.
    Turns(usize, bool),
    /// This part of the condition decides by itself whether it holds.
    Decides(usize, usize),
    /// The comparison that is this part of the condition turns out so at its limit: with its sides
    /// the same where that side takes in the limit, or else one step apart.
    Edge(usize, usize, bool),
}

/// A condition of a rule: whatever is yes or no as a whole.
#[derive(Debug, Clone)]
pub struct Condition<'a> {
    /// In which rule.
    pub rule: RuleId,
    /// The whole.
    pub whole: &'a Expr,
    /// What it is joined from with *and*, *or* and *not*, in order of the text; the whole itself
    /// when it is not joined.
    pub parts: Vec<&'a Expr>,
}

/// All that can be shown of some rules.
#[derive(Debug, Clone)]
pub struct Goals<'a> {
    /// The law.
    pub program: &'a Program,
    /// The conditions, rule by rule in order of the text.
    pub conditions: Vec<Condition<'a>>,
    /// Everything there is to show, in the same order.
    pub all: Vec<Goal>,
    places: BTreeMap<Place, Vec<Role>>,
}

/// What an expression is to a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Part(usize, usize),
    Whole(usize),
}

impl Goal {
    /// The rule it is about.
    #[must_use]
    pub fn rule(self, goals: &Goals<'_>) -> RuleId {
        match self {
            Self::Speaks(rule) | Self::Limb(rule, _) => rule,
            Self::Turns(condition, _) | Self::Decides(condition, _) | Self::Edge(condition, ..) => {
                goals.conditions[condition].rule
            }
        }
    }

    /// The words it is about.
    #[must_use]
    pub fn span(self, goals: &Goals<'_>) -> Span {
        match self {
            Self::Speaks(rule) => goals.program.rules[rule].span,
            Self::Limb(rule, limb) => match &goals.program.rules[rule].gives {
                Gives::Cases { limbs, otherwise, .. } => {
                    let limb = limbs.get(limb).map(|limb| limb.span);
                    let other = || otherwise.as_ref().map(|value| value.span);
                    limb.or_else(other).unwrap_or(goals.program.rules[rule].span)
                }
                _ => goals.program.rules[rule].span,
            },
            Self::Turns(condition, _) => goals.conditions[condition].whole.span,
            Self::Decides(condition, part) | Self::Edge(condition, part, _) => {
                goals.conditions[condition].parts[part].span
            }
        }
    }
}

impl<'a> Goals<'a> {
    /// What can be shown of the rules that `counts` keeps.
    #[must_use]
    pub fn of(program: &'a Program, counts: impl Fn(RuleId) -> bool) -> Self {
        let mut goals =
            Self { program, conditions: Vec::new(), all: Vec::new(), places: BTreeMap::new() };
        for (id, rule) in program.rules.iter().filter(|(id, _)| counts(*id)) {
            goals.rule(id, rule);
        }
        goals
    }

    fn rule(&mut self, id: RuleId, rule: &'a Rule) {
        if !rule.gives.silences() {
            self.all.push(Goal::Speaks(id));
        }
        let conditions = [&rule.clauses.within, &rule.when, &rule.unless];
        for condition in conditions.into_iter().flatten() {
            self.condition(id, condition);
        }
        match &rule.gives {
            Gives::Value(value) => self.value(id, value),
            Gives::Cases { limbs, otherwise, .. } => {
                for (number, limb) in limbs.iter().enumerate() {
                    self.all.push(Goal::Limb(id, number));
                    self.condition(id, &limb.condition);
                    self.value(id, &limb.value);
                }
                if let Some(value) = otherwise {
                    self.all.push(Goal::Limb(id, limbs.len()));
                    self.value(id, value);
                }
            }
            Gives::Answer(_) | Gives::NoEntitlement | Gives::Silence { .. } => {}
        }
    }

    /// A value that is yes or no is a condition; of any other, those within it count.
    fn value(&mut self, rule: RuleId, value: &'a Expr) {
        if value.ty == Type::YesNo { self.condition(rule, value) } else { self.within(rule, value) }
    }

    fn condition(&mut self, rule: RuleId, whole: &'a Expr) {
        if matches!(whole.kind, ExprKind::Literal(_)) {
            return;
        }
        let number = self.conditions.len();
        let mut parts = Vec::new();
        take_apart(whole, &mut parts);
        self.all.extend([true, false].map(|holds| Goal::Turns(number, holds)));
        for (place, part) in parts.iter().enumerate() {
            self.places.entry(Place::of(part)).or_default().push(Role::Part(number, place));
            if parts.len() > 1 {
                self.all.push(Goal::Decides(number, place));
            }
            if has_edge(part) {
                self.all.extend([true, false].map(|holds| Goal::Edge(number, place, holds)));
            }
        }
        self.places.entry(Place::of(whole)).or_default().push(Role::Whole(number));
        self.conditions.push(Condition { rule, whole, parts: parts.clone() });
        for part in parts {
            self.within(rule, part);
        }
    }

    /// The conditions within an expression: on elements of lists, and on days.
    fn within(&mut self, rule: RuleId, expr: &'a Expr) {
        let own: Vec<&'a Expr> = match &expr.kind {
            ExprKind::Over { fold: Fold::Any | Fold::Every, value, .. } => {
                value.iter().map(AsRef::as_ref).collect()
            }
            ExprKind::Over { filter, .. } => filter.iter().map(AsRef::as_ref).collect(),
            ExprKind::FirstDayOn { condition, .. } => vec![condition],
            _ => Vec::new(),
        };
        for child in expr.children() {
            if own.iter().any(|condition| std::ptr::eq(*condition, child)) {
                self.condition(rule, child);
            } else {
                self.within(rule, child);
            }
        }
    }

    fn roles(&self, place: Place) -> &[Role] {
        self.places.get(&place).map_or(&[], Vec::as_slice)
    }
}

fn take_apart<'a>(expr: &'a Expr, parts: &mut Vec<&'a Expr>) {
    match &expr.kind {
        ExprKind::And(of) | ExprKind::Or(of) => of.iter().for_each(|part| take_apart(part, parts)),
        ExprKind::Not(of) => take_apart(of, parts),
        _ => parts.push(expr),
    }
}

/// Whether it compares numbers or days, one of which may come just below or above the other.
fn has_edge(part: &Expr) -> bool {
    let ExprKind::Compare { left, .. } = &part.kind else { return false };
    match left.ty {
        Type::Number(_)
        | Type::Percentage
        | Type::Money(..)
        | Type::Date
        | Type::Months
        | Type::Days => true,
        Type::YesNo
        | Type::Text
        | Type::Brackets
        | Type::Choice(_)
        | Type::Subject(_)
        | Type::List(_) => false,
    }
}
