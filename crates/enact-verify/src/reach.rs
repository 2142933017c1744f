//! Which groups rest on what: the corridors through which something in one shows in another.

use enact_graph::{Node, RuleGraph};
use enact_model::Program;
use enact_model::program::{Expr, ExprKind, Target};
use enact_model::table::{FactId, GroupId, TermId};
use std::collections::{BTreeMap, BTreeSet};

/// Which groups read which directly.
#[derive(Debug)]
pub(crate) struct Reach {
    reads: BTreeMap<GroupId, BTreeSet<GroupId>>,
    readers: BTreeMap<GroupId, BTreeSet<GroupId>>,
}

impl Reach {
    pub fn of(program: &Program) -> Self {
        let mut reach = Self { reads: BTreeMap::new(), readers: BTreeMap::new() };
        for (id, group) in program.groups.iter() {
            let rules = group.members.iter().map(|member| &program.rules[member.rule]);
            let read = rules.flat_map(|rule| rule.expressions()).map(|expr| read_by(program, expr));
            let read: BTreeSet<GroupId> = read.flatten().filter(|other| *other != id).collect();
            for other in &read {
                reach.readers.entry(*other).or_default().insert(id);
            }
            reach.reads.insert(id, read);
        }
        reach
    }

    /// The groups that `group` reads directly.
    pub fn reads(&self, group: GroupId) -> impl Iterator<Item = GroupId> + '_ {
        self.reads.get(&group).into_iter().flatten().copied()
    }

    /// Everything that `group` rests on, itself included.
    pub fn below(&self, group: GroupId) -> BTreeSet<GroupId> {
        along(&self.reads, group)
    }

    /// Every group that rests on `group`, itself included.
    pub fn above(&self, group: GroupId) -> BTreeSet<GroupId> {
        along(&self.readers, group)
    }

    /// These groups with all that they read directly.
    pub fn with_neighbours(&self, groups: &BTreeSet<GroupId>) -> BTreeSet<GroupId> {
        let read = groups.iter().flat_map(|group| self.reads(*group));
        groups.iter().copied().chain(read).collect()
    }

    /// Whether any group reads `group`.
    pub fn is_read(&self, group: GroupId) -> bool {
        self.readers.contains_key(&group)
    }
}

fn along(links: &BTreeMap<GroupId, BTreeSet<GroupId>>, group: GroupId) -> BTreeSet<GroupId> {
    let mut found = BTreeSet::from([group]);
    let mut ahead = vec![group];
    while let Some(next) = ahead.pop() {
        let linked = links.get(&next).into_iter().flatten().copied();
        ahead.extend(linked.filter(|other| found.insert(*other)));
    }
    found
}

/// The groups that an expression reads. Whether a rule applies is a question to its group.
pub(crate) fn read_by(program: &Program, expr: &Expr) -> BTreeSet<GroupId> {
    let mut found = BTreeSet::new();
    expr.visit(&mut |part| {
        match part.kind {
            ExprKind::Under(group) => {
                found.insert(group);
            }
            ExprKind::Applies(rule) => {
                let read = program.rules[rule].expressions();
                found.extend(read.flat_map(|expr| read_by(program, expr)));
            }
            _ => {}
        }
        if let Some(Target::Term(term)) = part.reference().map(|reference| reference.target) {
            found.insert(program.terms[term].group);
        }
    });
    found
}

/// The groups whose rules read the fact, directly or through others.
pub(crate) fn resting_on(graph: &RuleGraph, fact: FactId) -> BTreeSet<GroupId> {
    let program = graph.program();
    let reached = graph.reaches(Node::Fact(fact));
    let rests = program.groups.iter().filter(|(_, group)| {
        group.members.iter().any(|member| reached.contains(Node::Rule(member.rule)))
    });
    rests.map(|(id, _)| id).collect()
}

/// Every group after all that its rules read: those of provisions before the term's own.
pub(crate) fn groups_in_order(program: &Program) -> Vec<GroupId> {
    let mut parts: BTreeMap<TermId, Vec<GroupId>> = BTreeMap::new();
    for (id, group) in program.groups.iter() {
        if program.terms[group.term].group != id {
            parts.entry(group.term).or_default().push(id);
        }
    }
    let mut ordered = Vec::with_capacity(program.groups.len());
    for term in &program.order {
        ordered.extend(parts.remove(term).into_iter().flatten());
        ordered.push(program.terms[*term].group);
    }
    ordered
}
