//! Gaps, conflicts and dead rules of a whole law.

use crate::Patience;
use crate::confirm::{Replay, shows};
use crate::domain::Domain;
use crate::explore::Explorer;
use crate::group::{Asked, Examined, examine};
use crate::machine::{Fault, Lack, Machine, Met, Settled, Summary};
use crate::reach::Reach;
use crate::region::Region;
use crate::space::Found;
use crate::witness::Witness;
use enact_graph::RuleGraph;
use enact_model::program::{Gives, TermKind};
use enact_model::table::{GroupId, RuleId, TermId};
use enact_source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// A rule graph in which every case has exactly one answer, as far as that was proved; what is
/// left open stands in its report, and stops a decision where it shows. Nothing but [`verify`]
/// makes one.
#[derive(Debug, Clone)]
pub struct VerifiedGraph {
    graph: RuleGraph,
    settled: Settled,
    report: Report,
}

impl VerifiedGraph {
    pub(crate) fn settled(&self) -> &Settled {
        &self.settled
    }

    /// The graph.
    #[must_use]
    pub fn graph(&self) -> &RuleGraph {
        &self.graph
    }

    /// What was found and what was not proved.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.report
    }
}

/// What was found of a law.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// What goes wrong, in order of the text.
    pub findings: Vec<Finding>,
    /// Rules and limbs that never count.
    pub dead: Vec<Dead>,
    /// Assumptions, by their place, that exclude every case together with the others.
    pub exclusive: Vec<usize>,
    /// Values of which it is not proved that their rules give one answer.
    pub unproved: Vec<Unproved>,
    /// The most elements of a list that were considered, when longer lists are possible.
    pub lists_up_to: Option<u32>,
    /// How many values were looked into.
    pub values: usize,
    /// How many ways of deciding there were.
    pub ways: u64,
}

/// Something that goes wrong, with a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub flaw: Flaw,
    /// The value, claim or decision that is asked for in the case.
    pub asked: TermId,
    /// The case; decided before it is shown.
    pub witness: Witness,
    /// All cases in which it goes wrong: those in one of these regions. None when that is not
    /// known exactly.
    pub regions: Vec<Region>,
}

/// What can go wrong between rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flaw {
    /// No rule speaks for the term.
    Gap {
        /// The term.
        term: TermId,
    },
    /// Two rules speak, neither precedes the other, and they differ.
    Conflict {
        /// About this term.
        term: TermId,
        /// The one.
        first: RuleId,
        /// The other.
        second: RuleId,
    },
    /// Two limbs of a case distinction, or rows of a table, hold and differ.
    Limbs {
        /// The rule.
        rule: RuleId,
        /// The place of the one.
        first: usize,
        /// The place of the other.
        second: usize,
    },
    /// Two elements of a list come in one place of an order.
    Tied {
        /// The rank.
        span: Span,
    },
}

/// A rule, or a limb of one, that counts in no case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dead {
    /// The rule.
    pub rule: RuleId,
    /// The place of the limb; the whole rule when absent.
    pub limb: Option<usize>,
    /// Its condition can hold, but then another always precedes it.
    pub displaced: bool,
}

/// A value of which it is not proved that its rules give one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unproved {
    /// The term.
    pub term: TermId,
    /// What may go wrong, when that is known; else it was too much to look into.
    pub flaw: Option<Flaw>,
}

/// Looks for gaps, conflicts and dead rules. Without an error the graph is verified; the report
/// is given in any case.
///
/// # Errors
/// The graph itself, when a claim or decision has a case without an answer, or rules that
/// contradict each other.
pub fn verify(
    graph: RuleGraph,
    patience: Patience,
    replay: &dyn Replay,
) -> Result<VerifiedGraph, (Box<RuleGraph>, Report)> {
    let mut verifier = Verifier::new(&graph, patience, replay);
    verifier.run();
    let Verifier { settled, report, .. } = verifier;
    let wrong = report.findings.iter().any(|finding| finding.is_error(&graph));
    if wrong || !report.exclusive.is_empty() {
        return Err((Box::new(graph), report));
    }
    Ok(VerifiedGraph { graph, settled, report })
}

impl Finding {
    /// Whether no decision can be taken with such a law. A value without legal effect may have
    /// no answer in cases in which nobody asks for it.
    #[must_use]
    pub fn is_error(&self, graph: &RuleGraph) -> bool {
        let claim = matches!(
            graph.program().terms[self.asked].kind,
            TermKind::Entitlement | TermKind::Decision { .. }
        );
        claim || !matches!(self.flaw, Flaw::Gap { .. })
    }
}

/// The work on one law.
struct Verifier<'a> {
    graph: &'a RuleGraph,
    patience: Patience,
    replay: &'a dyn Replay,
    domain: Domain,
    reach: Reach,
    settled: Settled,
    report: Report,
}

impl<'a> Verifier<'a> {
    fn new(graph: &'a RuleGraph, patience: Patience, replay: &'a dyn Replay) -> Self {
        Self {
            graph,
            patience,
            replay,
            domain: Domain::of(graph.program(), patience.list_most),
            reach: Reach::of(graph),
            settled: Settled::default(),
            report: Report::default(),
        }
    }

    fn run(&mut self) {
        let mut gaps = Vec::new();
        for group in groups_in_order(self.graph) {
            self.group(group, &mut gaps);
        }
        for group in gaps {
            self.gap(group);
        }
        self.exclusive();
        let program = self.graph.program();
        self.report.findings.sort_by_key(|finding| match finding.flaw {
            Flaw::Gap { term } => (program.terms[term].span, finding.flaw),
            Flaw::Conflict { second: rule, .. } | Flaw::Limbs { rule, .. } => {
                (program.rules[rule].span, finding.flaw)
            }
            Flaw::Tied { span } => (span, finding.flaw),
        });
        self.report.findings.dedup_by_key(|finding| finding.flaw);
        self.report.dead.sort();
        self.report.dead.dedup();
        self.report.unproved.sort();
        self.report.unproved.dedup();
        let shown: BTreeSet<Flaw> =
            self.report.findings.iter().map(|finding| finding.flaw).collect();
        self.report.unproved.retain(|open| open.flaw.is_none_or(|flaw| !shown.contains(&flaw)));
    }

    fn ask(&self, asked: Asked, open: Option<&BTreeSet<GroupId>>) -> Examined {
        let program = self.graph.program();
        let question = (program, &self.domain, &self.settled, self.patience.choices);
        examine(question, asked, open, &|fault, term, witness| {
            shows(self.replay, self.graph, term, fault, witness)
        })
    }

    /// One group: first with all that it reads summed up, and only where that leaves something
    /// wrong, with everything below it.
    fn group(&mut self, group: GroupId, gaps: &mut Vec<GroupId>) {
        let program = self.graph.program();
        let term = program.groups[group].term;
        let asked = Asked { group, about: None };
        let quick = self.ask(asked, Some(&BTreeSet::from([group])));
        self.report.values += 1;
        self.report.ways += quick.ways;
        let mut agreeing = quick.complete && !quick.beyond;
        let may_gap = quick.faults.keys().any(is_gap);
        if quick.shortened {
            self.report.lists_up_to = Some(self.patience.list_most);
        }
        if quick.complete && !quick.beyond {
            let summary = Summary { shortened: quick.shortened, ..quick.summary };
            self.settled.summaries.insert(group, summary);
            if !quick.shortened {
                let met = self.nearer(group, quick.met);
                self.dead(group, &met);
            }
        }
        let wrong: Vec<Fault> =
            quick.faults.keys().copied().filter(|fault| !is_gap(fault)).collect();
        if !wrong.is_empty() || !quick.complete {
            let whole = self.ask(asked, None);
            self.report.ways += whole.ways;
            agreeing = whole.complete && !whole.beyond && !whole.faults.keys().any(|f| !is_gap(f));
            self.take(term, whole, &wrong);
        } else if quick.beyond {
            self.report.unproved.push(Unproved { term, flaw: None });
        }
        if agreeing {
            self.settled.agreeing.insert(group);
        }
        if may_gap {
            gaps.push(group);
        }
    }

    /// What is met when the values that the group reads are looked into as well: fewer rules than
    /// when they can be anything.
    fn nearer(&self, group: GroupId, met: Met) -> Met {
        let near = self.reach.with_neighbours(&BTreeSet::from([group]));
        if near.len() == 1 || !self.has_conditions(group) {
            return met;
        }
        let wider = self.ask(Asked { group, about: None }, Some(&near));
        if wider.complete && !wider.beyond && !wider.shortened { wider.met } else { met }
    }

    fn has_conditions(&self, group: GroupId) -> bool {
        let program = self.graph.program();
        program.groups[group].members.iter().any(|member| {
            let rule = &program.rules[member.rule];
            let given = matches!(rule.gives, Gives::Cases { .. });
            given || rule.when.is_some() || rule.unless.is_some() || rule.clauses.within.is_some()
        })
    }

    /// Takes over what was found with all rules looked into; what is only suspected is not
    /// proved.
    fn take(&mut self, term: TermId, found: Examined, suspected: &[Fault]) {
        for (fault, witness) in found.faults.iter().filter(|(fault, _)| !is_gap(fault)) {
            let Some(flaw) = Flaw::of(*fault) else { continue };
            match witness {
                Some(witness) => {
                    let (witness, regions) = (witness.clone(), self.regions(&found, fault));
                    self.report.findings.push(Finding { flaw, asked: term, witness, regions });
                }
                None => self.report.unproved.push(Unproved { term, flaw: Some(flaw) }),
            }
        }
        if found.complete && !found.beyond {
            return;
        }
        if suspected.is_empty() {
            self.report.unproved.push(Unproved { term, flaw: None });
        }
        for fault in suspected.iter().filter(|fault| !found.faults.contains_key(fault)) {
            self.report.unproved.push(Unproved { term, flaw: Flaw::of(*fault) });
        }
    }

    /// Assumptions that no case can meet together with the others about the same subjects.
    fn exclusive(&mut self) {
        let program = self.graph.program();
        for entity in program.entities.ids() {
            let about = |number: &usize| program.assumptions[*number].entity == entity;
            let numbers: Vec<usize> = (0..program.assumptions.len()).filter(about).collect();
            let possible = |count: usize| {
                let mut explorer = Explorer::new(self.patience.choices);
                let mut found = false;
                let complete = explorer.all(|explorer| {
                    let mut machine = Machine::new(program, explorer, &self.settled, &self.domain);
                    let subject = machine.inputs.add(entity);
                    let kept = numbers[..count].iter().all(|number| {
                        let condition = &program.assumptions[*number].condition;
                        !matches!(machine.holds(condition, subject), Ok(false) | Err(Lack::Halt))
                    });
                    found |= kept && machine.explorer.space.point() != Found::None;
                    machine.explorer.impatient |= found;
                });
                found || !complete
            };
            if possible(numbers.len()) {
                continue;
            }
            let first = (1..=numbers.len()).find(|count| !possible(*count));
            self.report.exclusive.extend(first.and_then(|count| numbers.get(count - 1)));
        }
    }

    /// Where a fault shows, when every way was gone.
    fn regions(&self, found: &Examined, fault: &Fault) -> Vec<Region> {
        let boxes = found.boxes.get(fault).filter(|_| found.complete && !found.shortened);
        boxes.cloned().map_or_else(Vec::new, |boxes| boxes.regions(self.graph.program()))
    }

    /// A group that may give no answer: where does that show? In itself, for a claim or a value
    /// that nothing reads; else in whatever rests on it.
    fn gap(&mut self, group: GroupId) {
        let program = self.graph.program();
        let own = program.groups[group].term;
        let is_claim = |term: TermId| {
            matches!(program.terms[term].kind, TermKind::Entitlement | TermKind::Decision { .. })
        };
        let main = program.terms[own].group == group;
        if main && (is_claim(own) || !self.reach.is_read(group)) {
            self.gap_shown(group, own, group);
            return;
        }
        let above = self.reach.above(group);
        let tops = above.iter().copied().filter(|top| {
            let term = program.groups[*top].term;
            *top != group
                && program.terms[term].group == *top
                && (is_claim(term) || !self.reach.is_read(*top))
        });
        for top in tops.collect::<Vec<_>>() {
            self.gap_shown(group, own, top);
        }
    }

    /// Whether a gap of `group` shows when `top` is asked.
    fn gap_shown(&mut self, group: GroupId, term: TermId, top: GroupId) {
        let program = self.graph.program();
        let below = self.reach.below(top);
        let corridor: BTreeSet<GroupId> =
            self.reach.above(group).intersection(&below).copied().collect();
        let asked = Asked { group: top, about: Some(group) };
        let quick = self.ask(asked, Some(&corridor));
        self.report.ways += quick.ways;
        if quick.complete && !quick.faults.keys().any(is_gap) {
            return;
        }
        let whole = self.ask(asked, None);
        self.report.ways += whole.ways;
        let flaw = Flaw::Gap { term };
        let asked = program.groups[top].term;
        let found = whole.faults.iter().find(|(fault, _)| is_gap(fault));
        match found {
            Some((fault, Some(witness))) => {
                let (witness, regions) = (witness.clone(), self.regions(&whole, fault));
                self.report.findings.push(Finding { flaw, asked, witness, regions });
            }
            None if whole.complete => {}
            _ => self.report.unproved.push(Unproved { term, flaw: Some(flaw) }),
        }
    }

    /// Rules and limbs of the group that no case meets.
    fn dead(&mut self, group: GroupId, met: &Met) {
        let program = self.graph.program();
        for member in &program.groups[group].members {
            let rule = &program.rules[member.rule];
            let spared = matches!(rule.gives, Gives::Answer(_));
            if !met.applied.contains(&member.rule) {
                if program.terms[rule.term].group == group && !spared {
                    let displaced =
                        !member.preceded_by.is_empty() && self.can_hold(member.rule, group);
                    self.report.dead.push(Dead { rule: member.rule, limb: None, displaced });
                }
                continue;
            }
            let Gives::Cases { limbs, .. } = &rule.gives else { continue };
            if !met.spoke.contains(&member.rule) || program.terms[rule.term].group != group {
                continue;
            }
            for limb in (0..limbs.len()).filter(|limb| !met.limbs.contains(&(member.rule, *limb))) {
                let dead = Dead { rule: member.rule, limb: Some(limb), displaced: false };
                self.report.dead.push(dead);
            }
        }
    }
}

impl Verifier<'_> {
    /// Whether the condition of a rule holds in some case, whatever precedes it.
    fn can_hold(&self, rule: RuleId, group: GroupId) -> bool {
        let program = self.graph.program();
        let open = BTreeSet::from([group]);
        let mut explorer = Explorer::new(self.patience.choices);
        let mut holds = false;
        let complete = explorer.all(|explorer| {
            let mut machine = Machine::new(program, explorer, &self.settled, &self.domain);
            machine.look_into(&open);
            let subject = machine.inputs.add(program.terms[program.rules[rule].term].entity);
            holds |= machine.applies(rule, subject) == Ok(true);
        });
        holds || !complete
    }
}

fn is_gap(fault: &Fault) -> bool {
    matches!(fault, Fault::Gap { .. })
}

/// Every group after all that its rules read: those of provisions before the term's own.
fn groups_in_order(graph: &RuleGraph) -> Vec<GroupId> {
    let program = graph.program();
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
