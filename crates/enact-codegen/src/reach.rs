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

/// The groups that read nothing of a case but its reference date.
pub(crate) fn timely(program: &Program) -> BTreeSet<GroupId> {
    let mut timely = BTreeSet::new();
    for term in &program.order {
        let group = program.terms[*term].group;
        let mut only_the_day = true;
        visit(program, group, &mut |part| {
            only_the_day &= match &part.kind {
                ExprKind::Applies(_)
                | ExprKind::Under(_)
                | ExprKind::AsIf { .. }
                | ExprKind::FirstDayOn { .. }
                | ExprKind::Over { .. }
                | ExprKind::Rank { .. } => false,
                _ => part.reference().is_none_or(|of| match of.target {
                    Target::Fact(_) | Target::Judgement(_) => false,
                    Target::Parameter(_) => true,
                    Target::Term(term) => {
                        of.path.is_empty() && timely.contains(&program.terms[term].group)
                    }
                }),
            };
        });
        if only_the_day {
            timely.insert(group);
        }
    }
    timely
}

/// How many groups that read each other are written within each other at most.
const STOREYS_MAX: usize = 6;

/// Groups so high above those that they rest on that their swift code is a function of its own.
pub(crate) fn landmarks(program: &Program) -> BTreeSet<GroupId> {
    let mut landmarks = BTreeSet::new();
    let mut storeys: BTreeMap<GroupId, usize> = BTreeMap::new();
    for term in &program.order {
        let group = program.terms[*term].group;
        let mut storey = 0;
        visit(program, group, &mut |part| {
            if let Some(Target::Term(term)) = part.reference().map(|of| of.target) {
                let below = storeys.get(&program.terms[term].group);
                storey = below.map_or(storey, |below| storey.max(below + 1));
            }
        });
        if storey >= STOREYS_MAX {
            landmarks.insert(group);
            storey = 0;
        }
        storeys.insert(group, storey);
    }
    landmarks
}

/// Visits every part of the rules of a group.
fn visit(program: &Program, group: GroupId, each: &mut impl FnMut(&Expr)) {
    for member in &program.groups[group].members {
        for expr in program.rules[member.rule].expressions() {
            expr.visit(each);
        }
    }
}
