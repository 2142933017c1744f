//! What decisions rest on: which facts and judgements they can read, and which answers they read
//! more than once.

use crate::layout::Held;
use enact_model::Program;
use enact_model::program::{Expr, ExprKind, Reference, Target};
use enact_model::table::{GroupId, TermId};
use std::collections::{BTreeMap, BTreeSet};

/// What decisions rest on.
#[derive(Debug, Default)]
pub(crate) struct Reach {
    pub held: BTreeSet<Held>,
    /// How often each group is read.
    reads: BTreeMap<GroupId, u32>,
    waiting: Vec<GroupId>,
}

/// What `decisions` rest on.
pub(crate) fn reach(program: &Program, decisions: &[TermId]) -> Reach {
    let mut reach = Reach::default();
    reach.waiting.extend(decisions.iter().map(|term| program.terms[*term].group));
    while let Some(group) = reach.waiting.pop() {
        for member in &program.groups[group].members {
            for expr in program.rules[member.rule].expressions() {
                expr.visit(&mut |part| reach.expression(program, part));
            }
        }
    }
    reach
}

/// Whether a group reads no other, and is worked out in a few steps.
fn at_once(program: &Program, group: GroupId) -> bool {
    let (mut parts, mut simple) = (0, true);
    let rules = program.groups[group].members.iter().map(|member| &program.rules[member.rule]);
    for expr in rules.flat_map(|rule| rule.expressions()) {
        expr.visit(&mut |part| {
            parts += 1;
            let term = part.reference().is_some_and(|of| matches!(of.target, Target::Term(_)));
            simple &= !term
                && matches!(
                    part.kind,
                    ExprKind::Literal(_)
                        | ExprKind::Read(_)
                        | ExprKind::Rescale { .. }
                        | ExprKind::Arithmetic { .. }
                        | ExprKind::Compare { .. }
                        | ExprKind::And(_)
                        | ExprKind::Or(_)
                        | ExprKind::Not(_)
                );
        });
    }
    simple && parts <= 16
}

impl Reach {
    /// The groups whose answer is worth remembering while a case is decided: those read at more
    /// than one place, or for every element of a list, but for what is sooner worked out anew.
    pub fn remembered(&self, program: &Program) -> BTreeSet<GroupId> {
        let several = self.reads.iter().filter(|(_, reads)| **reads > 1);
        let several = several.map(|(group, _)| *group);
        several.filter(|group| !at_once(program, *group)).collect()
    }

    /// Whether the answer of a group is read by a rule.
    pub fn reads(&self, group: GroupId) -> bool {
        self.reads.contains_key(&group)
    }

    fn read(&mut self, group: GroupId) {
        let reads = self.reads.entry(group).or_default();
        *reads += 1;
        if *reads == 1 {
            self.waiting.push(group);
        }
    }

    fn expression(&mut self, program: &Program, expr: &Expr) {
        match &expr.kind {
            ExprKind::Under(group) => self.read(*group),
            ExprKind::Applies(rule) => {
                for inner in program.rules[*rule].expressions() {
                    inner.visit(&mut |part| self.condition(program, part));
                }
            }
            ExprKind::Over { .. }
            | ExprKind::Rank { .. }
            | ExprKind::SumOverMonths { .. }
            | ExprKind::FirstDayOn { .. } => {
                // What is read for one element may be read again for the next.
                for child in expr.children() {
                    child.visit(&mut |part| self.condition(program, part));
                }
            }
            _ => {}
        }
        if let Some(reference) = expr.reference() {
            self.reference(program, reference);
        }
    }

    /// A part of something that is worked out at more than one place.
    fn condition(&mut self, program: &Program, expr: &Expr) {
        if let ExprKind::Under(group) = &expr.kind {
            self.read(*group);
        }
        if let Some(reference) = expr.reference() {
            self.reference(program, reference);
        }
    }

    fn reference(&mut self, program: &Program, reference: &Reference) {
        self.held.extend(reference.path.iter().map(|fact| Held::Fact(*fact)));
        match reference.target {
            Target::Fact(fact) => {
                self.held.insert(Held::Fact(fact));
            }
            Target::Judgement(judgement) => {
                self.held.insert(Held::Judgement(judgement));
            }
            Target::Term(term) => self.read(program.terms[term].group),
            Target::Parameter(_) => {}
        }
    }
}
