//! How a condition can change with the reference date: on which days by jumps, and in which
//! direction between them.
//!
//! Start at [`timeline`]. What it says is certain; where it cannot tell, it says
//! [`Trend::Unknown`].

use crate::program::{
    Arithmetic, Expr, ExprKind, Fold, Gives, InForce, Program, Reference, Rule, Target, TermKind,
};
use crate::table::{FactId, GroupId, ParameterId, RuleId};
use enact_syntax::tree::Comparison;
use enact_value::Date;
use std::collections::{BTreeMap, BTreeSet};

/// How a value moves while the reference date goes forward; no comes before yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// It stays the same.
    Constant,
    /// It never goes down.
    Up,
    /// It never goes up.
    Down,
    /// It may go either way.
    Unknown,
}

impl Trend {
    /// Of a value that moves with both.
    fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Constant, trend) | (trend, Self::Constant) => trend,
            (one, other) if one == other => one,
            _ => Self::Unknown,
        }
    }

    fn opposite(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
            Self::Constant | Self::Unknown => self,
        }
    }

    /// Of something that is the same while this is, and else may be anything.
    fn loosely(self) -> Self {
        if self == Self::Constant { Self::Constant } else { Self::Unknown }
    }
}

/// How `condition` moves between the days given with it, on which it may jump. On which days a
/// fact has another value, of anyone in the case, is what `changes` tells.
pub fn timeline<'a>(
    program: &'a Program,
    condition: &'a Expr,
    changes: &dyn Fn(FactId) -> Vec<Date>,
) -> (Trend, BTreeSet<Date>) {
    let mut timeline =
        Timeline { program, of_fact: changes, changes: BTreeSet::new(), groups: BTreeMap::new() };
    let trend = timeline.trend(condition);
    (trend, timeline.changes)
}

struct Timeline<'c, 'a> {
    program: &'a Program,
    of_fact: &'c dyn Fn(FactId) -> Vec<Date>,
    changes: BTreeSet<Date>,
    groups: BTreeMap<GroupId, Trend>,
}

impl<'a> Timeline<'_, 'a> {
    fn trend(&mut self, expr: &'a Expr) -> Trend {
        match &expr.kind {
            ExprKind::Literal(_) => Trend::Constant,
            ExprKind::ReferenceDate => Trend::Up,
            ExprKind::Read(reference) | ExprKind::Exists { of: reference, .. } => {
                self.read(reference)
            }
            ExprKind::OrIfAbsent { value, default } => {
                self.trend(value).with(self.trend(default)).loosely()
            }
            ExprKind::Under(group) => self.group(*group),
            ExprKind::Applies(rule) => self.applies(*rule),
            ExprKind::Rescale { value, .. } | ExprKind::Round { value, .. } => self.trend(value),
            ExprKind::Reciprocal(parameter) => self.parameter(*parameter),
            ExprKind::Through { value, scale, .. } => {
                self.trend(value).with(self.parameter(*scale)).loosely()
            }
            ExprKind::Arithmetic { operator, left, right } => {
                let (left, right) = (self.trend(left), self.trend(right));
                match operator {
                    Arithmetic::Add => left.with(right),
                    Arithmetic::Subtract => left.with(right.opposite()),
                    Arithmetic::Multiply | Arithmetic::Divide => left.with(right).loosely(),
                }
            }
            ExprKind::Negative(value) | ExprKind::Not(value) => self.trend(value).opposite(),
            ExprKind::Extreme { of, .. } | ExprKind::And(of) | ExprKind::Or(of) => self.all(of),
            ExprKind::Compare { comparison, left, right } => {
                let (left, right) = (self.trend(left), self.trend(right));
                match comparison {
                    Comparison::Less | Comparison::AtMost => right.with(left.opposite()),
                    Comparison::More | Comparison::AtLeast => left.with(right.opposite()),
                    Comparison::Equal | Comparison::Unequal => left.with(right).loosely(),
                }
            }
            ExprKind::Shift { date, period, back, .. } => {
                let period = self.trend(period);
                self.trend(date).with(if *back { period.opposite() } else { period })
            }
            ExprKind::Between { from, to, .. } => self.trend(to).with(self.trend(from).opposite()),
            ExprKind::FirstDay { date, .. } => self.trend(date),
            // With more elements that count there are more of them; of amounts that is not certain.
            ExprKind::Over { fold: Fold::Number, filter, .. } => self.all(filter.as_deref()),
            ExprKind::Over { filter: None, value, .. } => self.all(value.as_deref()),
            ExprKind::Over { filter, value, .. } => {
                self.all(filter.iter().chain(value).map(AsRef::as_ref)).loosely()
            }
            ExprKind::Rank { key, .. } => self.trend(key).loosely(),
            ExprKind::On { value: _, date } | ExprKind::SumOverMonths { value: _, year: date } => {
                self.trend(date).loosely()
            }
            ExprKind::AsIf { value, of: _, supposed } => {
                let supposed =
                    supposed.as_deref().map_or(Trend::Constant, |value| self.trend(value));
                self.trend(value).with(supposed.loosely())
            }
            // What is sought does not look at the day it is asked on, but for where it begins.
            ExprKind::FirstDayOn { condition: _, from } => self.trend(from),
        }
    }

    fn all(&mut self, parts: impl IntoIterator<Item = &'a Expr>) -> Trend {
        let trends = parts.into_iter().map(|part| self.trend(part));
        trends.fold(Trend::Constant, Trend::with)
    }

    fn read(&mut self, reference: &'a Reference) -> Trend {
        for fact in &reference.path {
            self.fact(*fact);
        }
        match reference.target {
            Target::Fact(fact) => self.fact(fact),
            Target::Judgement(_) => Trend::Constant,
            Target::Parameter(parameter) => self.parameter(parameter),
            Target::Term(term) => self.group(self.program.terms[term].group),
        }
    }

    /// A fact stays the same until its next value, of whomever it is.
    fn fact(&mut self, id: FactId) -> Trend {
        self.changes.extend((self.of_fact)(id));
        Trend::Constant
    }

    /// A norm stays the same within its period.
    fn parameter(&mut self, id: ParameterId) -> Trend {
        for period in &self.program.parameters[id].periods {
            self.changes.insert(period.from);
            self.changes.extend(period.until);
        }
        Trend::Constant
    }

    fn group(&mut self, id: GroupId) -> Trend {
        if let Some(known) = self.groups.get(&id) {
            return *known;
        }
        let program = self.program;
        let group = &program.groups[id];
        let rules: Vec<&'a Rule> =
            group.members.iter().map(|member| &program.rules[member.rule]).collect();
        let grounds = program.terms[group.term].kind == TermKind::YesNo
            && rules.iter().all(|rule| matches!(rule.gives, Gives::Answer(true)));
        let mut found = Trend::Constant;
        for rule in &rules {
            let applies = self.conditions(rule);
            let gives = match &rule.gives {
                Gives::Answer(_) | Gives::NoEntitlement | Gives::Silence { .. } => Trend::Constant,
                Gives::Value(value) => self.trend(value),
                Gives::Cases { limbs, otherwise, .. } => {
                    let limbs = limbs.iter().flat_map(|limb| [&limb.condition, &limb.value]);
                    self.all(limbs.chain(otherwise)).loosely()
                }
            };
            let always = rule.when.is_none() && rule.unless.is_none();
            let alone = rules.len() == 1 && always && rule.in_force == InForce::default();
            found = found.with(match (grounds, alone) {
                (true, _) => applies,
                (false, true) => gives,
                (false, false) => applies.with(gives).loosely(),
            });
        }
        self.groups.insert(id, found);
        found
    }

    fn conditions(&mut self, rule: &'a Rule) -> Trend {
        self.changes.extend(rule.in_force.from);
        self.changes.extend(rule.in_force.until);
        let when = self.all(rule.clauses.within.iter().chain(&rule.when));
        when.with(self.all(&rule.unless).opposite())
    }

    fn applies(&mut self, id: RuleId) -> Trend {
        let rule = &self.program.rules[id];
        let limbs = match &rule.gives {
            Gives::Cases { limbs, otherwise: None, .. } => {
                self.all(limbs.iter().map(|limb| &limb.condition)).loosely()
            }
            _ => Trend::Constant,
        };
        self.conditions(rule).with(limbs)
    }
}
