//! Collects what an expression reads.
//!
//! Start at [`Reads::rule`] or [`Reads::safeguard`]. A value read of another subject also reads the facts that lead
//! to that subject: `income of partner` reads both.

use crate::Node;
use enact_model::Program;
use enact_model::program::{Expr, ExprKind, Gives, Promise, Reference, Rule, Safeguard, Target};
use enact_model::table::{GroupId, Id};
use std::collections::BTreeSet;

/// What has been read so far.
pub(crate) struct Reads<'a> {
    program: &'a Program,
    found: BTreeSet<Node>,
}

impl<'a> Reads<'a> {
    /// All that a rule's conditions and values read.
    pub(crate) fn rule(program: &'a Program, rule: &Rule) -> BTreeSet<Node> {
        let mut reads = Self { program, found: BTreeSet::new() };
        for condition in rule.clauses.within.iter().chain(&rule.when).chain(&rule.unless) {
            reads.expr(condition);
        }
        match &rule.gives {
            Gives::Value(value) => reads.expr(value),
            Gives::Cases { limbs, otherwise, .. } => {
                for limb in limbs {
                    reads.expr(&limb.condition);
                    reads.expr(&limb.value);
                }
                reads.all(otherwise);
            }
            Gives::Answer(_) | Gives::NoEntitlement | Gives::Silence { .. } => {}
        }
        reads.found
    }

    /// All that a safeguard speaks of.
    pub(crate) fn safeguard(program: &'a Program, safeguard: &Safeguard) -> BTreeSet<Node> {
        let mut reads = Self { program, found: BTreeSet::new() };
        reads.all(&safeguard.group);
        match &safeguard.promise {
            Promise::Always { condition, .. } => reads.expr(condition),
            Promise::Monotone { term, fact, .. }
            | Promise::Bounded { term, fact, .. }
            | Promise::Independent { term, fact }
            | Promise::Symmetric { term, other: fact } => {
                reads.found.extend([Node::Term(*term), Node::Fact(*fact)]);
            }
            Promise::NoEntitlement { term, when } => {
                reads.found.insert(Node::Term(*term));
                reads.expr(when);
            }
        }
        reads.found
    }

    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Literal(_) | ExprKind::ReferenceDate => {}
            ExprKind::Read(reference) | ExprKind::Exists { of: reference, .. } => {
                self.reference(reference);
            }
            ExprKind::Under(group) => self.group(*group),
            ExprKind::Applies(rule) => {
                self.found.insert(Node::Rule(*rule));
            }
            ExprKind::Reciprocal(parameter) => {
                self.found.insert(Node::Parameter(*parameter));
            }
            ExprKind::Through { value, scale, .. } => {
                self.found.insert(Node::Parameter(*scale));
                self.expr(value);
            }
            ExprKind::Rescale { value, .. }
            | ExprKind::Round { value, .. }
            | ExprKind::Negative(value)
            | ExprKind::Not(value)
            | ExprKind::FirstDay { date: value, .. } => self.expr(value),
            ExprKind::AsIf { value, of, supposed } => {
                self.expr(value);
                self.reference(of);
                self.all(supposed.as_deref());
            }
            ExprKind::OrIfAbsent { value: left, default: right }
            | ExprKind::On { value: left, date: right }
            | ExprKind::SumOverMonths { value: left, year: right }
            | ExprKind::FirstDayOn { condition: left, from: right }
            | ExprKind::Arithmetic { left, right, .. }
            | ExprKind::Compare { left, right, .. }
            | ExprKind::Shift { date: left, period: right, .. }
            | ExprKind::Between { from: left, to: right, .. } => {
                self.expr(left);
                self.expr(right);
            }
            ExprKind::Over { list, filter, value, .. } => {
                self.reference(list);
                self.all(filter.iter().chain(value).map(AsRef::as_ref));
            }
            ExprKind::Rank { list, key, .. } => {
                self.reference(list);
                self.expr(key);
            }
            ExprKind::Extreme { of: parts, .. } | ExprKind::And(parts) | ExprKind::Or(parts) => {
                self.all(parts);
            }
        }
    }

    fn all<'e>(&mut self, parts: impl IntoIterator<Item = &'e Expr>) {
        for part in parts {
            self.expr(part);
        }
    }

    fn reference(&mut self, reference: &Reference) {
        self.found.extend(reference.path.iter().copied().map(Node::Fact));
        self.found.insert(match reference.target {
            Target::Fact(fact) => Node::Fact(fact),
            Target::Parameter(parameter) => Node::Parameter(parameter),
            Target::Term(term) => Node::Term(term),
            Target::Judgement(judgement) => Node::Judgement(judgement),
        });
    }

    /// A provision's own answer is that of its own rules.
    fn group(&mut self, group: GroupId) {
        if let Some(group) = self.program.groups.rows().get(group.index()) {
            self.found.extend(group.members.iter().map(|member| Node::Rule(member.rule)));
        }
    }
}
