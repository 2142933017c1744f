//! Gaps, conflicts and dead rules of a whole law.

mod dead;
mod exclusive;
mod namesake;
mod order;
mod shown;

use crate::confirm::{Replay, shows};
use crate::domain::Domain;
use crate::elsewhere::Elsewhere;
use crate::group::{Asked, Examined, examine};
use crate::machine::{Fault, Met, Settled, Summary};
use crate::reach::{Reach, groups_in_order};
use crate::region::{Boxes, Exactly, Region, read_directly};
use crate::report::{Finding, Flaw, OnWord, Report, Unproved, is_claim};
use crate::solver::Solver;
use crate::{Means, Patience};
use enact_graph::RuleGraph;
use enact_model::table::{GroupId, TermId};
use shown::group_of;
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

/// Looks for gaps, conflicts and dead rules. Without an error the graph is verified; the report
/// is given in any case. A solver is asked whether there is a case where the search does not tell.
///
/// # Errors
/// The graph itself, when a claim or decision has a case without an answer, or rules that
/// contradict each other.
pub fn verify(
    graph: RuleGraph,
    means: Means<'_>,
) -> Result<VerifiedGraph, (Box<RuleGraph>, Report)> {
    let mut verifier = Verifier::new(&graph, means);
    verifier.run();
    let Verifier { settled, report, .. } = verifier;
    let wrong = report.findings.iter().any(|finding| finding.is_error(&graph));
    if wrong || !report.exclusive.is_empty() {
        return Err((Box::new(graph), report));
    }
    Ok(VerifiedGraph { graph, settled, report })
}

/// The work on one law.
struct Verifier<'a> {
    graph: &'a RuleGraph,
    patience: Patience,
    replay: &'a dyn Replay,
    solver: Option<&'a dyn Solver>,
    domain: Domain,
    /// Values that are asked for in other cases as well.
    elsewhere: Elsewhere,
    reach: Reach,
    settled: Settled,
    report: Report,
    /// How many choices may still be weighed for the whole law.
    left: u64,
    /// Per group, the terms whose want of an answer may show in it.
    gaps: BTreeMap<GroupId, BTreeSet<TermId>>,
    /// The same, where the law asks for it on another day than the reference date.
    gaps_elsewhere: BTreeMap<GroupId, BTreeSet<TermId>>,
    /// Groups whose rules may contradict each other there.
    suspects: BTreeSet<GroupId>,
    /// Groups whose rules search for a day in vain, or ask for a norm when it is not set.
    untimely: BTreeSet<GroupId>,
}

/// How many questions of a law may use up their patience.
const QUESTIONS_MAX: u64 = 12;

impl<'a> Verifier<'a> {
    fn new(graph: &'a RuleGraph, Means { patience, replay, solver }: Means<'a>) -> Self {
        let domain = Domain::of(graph.program(), patience.list_most);
        let reach = Reach::of(graph.program());
        Self {
            graph,
            patience,
            replay,
            solver,
            elsewhere: Elsewhere::of(graph, &reach, &domain),
            domain,
            reach,
            settled: Settled::default(),
            report: Report::default(),
            left: patience.choices.saturating_mul(QUESTIONS_MAX),
            gaps: BTreeMap::new(),
            gaps_elsewhere: BTreeMap::new(),
            suspects: BTreeSet::new(),
            untimely: BTreeSet::new(),
        }
    }

    fn run(&mut self) {
        for group in groups_in_order(self.graph.program()) {
            self.group(group);
        }
        self.gaps();
        self.contradictions_elsewhere();
        self.no_answer_in_time();
        self.order_of_entry();
        self.namesakes();
        self.exclusive();
        let program = self.graph.program();
        self.report.findings.sort_by_key(|finding| {
            let span = match finding.flaw {
                Flaw::Gap { term } | Flaw::Namesake { term, .. } => program.terms[term].span,
                Flaw::Conflict { second: rule, .. }
                | Flaw::Overlap { second: rule, .. }
                | Flaw::Limbs { rule, .. } => program.rules[rule].span,
                Flaw::Tied { span }
                | Flaw::NoDay { span }
                | Flaw::Order { span, .. }
                | Flaw::Fails { span, .. } => span,
                Flaw::NotSet { parameter } => program.parameters[parameter].span,
            };
            // Of one flaw, the case in which a claim shows it.
            (span, finding.flaw, !is_claim(&program.terms[finding.asked].kind))
        });
        self.report.findings.dedup_by_key(|finding| finding.flaw);
        self.report.dead.sort();
        self.report.dead.dedup();
        if !self.report.exclusive.is_empty() {
            // Where there is no case at all, that no case meets a rule says nothing of the rule.
            self.report.dead.clear();
        }
        self.report.unproved.sort();
        self.report.unproved.dedup();
        self.report.on_word.sort();
        self.report.on_word.dedup_by_key(|word| word.flaw);
        let shown: BTreeSet<Flaw> =
            self.report.findings.iter().map(|finding| finding.flaw).collect();
        self.report.unproved.retain(|open| open.flaw.is_none_or(|flaw| !shown.contains(&flaw)));
    }

    /// Examines a group; only the first look at each does not count towards the patience for the
    /// whole law.
    fn ask(&mut self, asked: Asked<'_>, open: Option<&BTreeSet<GroupId>>) -> Examined {
        self.ask_for(asked, open, self.patience.choices)
    }

    /// The same, with at most so many choices.
    fn ask_for(
        &mut self,
        asked: Asked<'_>,
        open: Option<&BTreeSet<GroupId>>,
        most: u64,
    ) -> Examined {
        let program = self.graph.program();
        let first = open.is_some_and(|open| open.len() == 1);
        let patience = if first { most } else { self.left.min(most) };
        let question = (program, &self.domain, &self.settled, patience);
        let examined = examine(question, asked, open, self.solver, &|fault, term, witness| {
            shows(self.replay, self.graph, term, fault, witness)
        });
        if !first {
            self.left = self.left.saturating_sub(examined.spent);
        }
        self.report.ways += examined.ways;
        examined
    }

    /// One group: first with all that it reads summed up, and only where that leaves something
    /// wrong, with everything below it.
    fn group(&mut self, group: GroupId) {
        let program = self.graph.program();
        let term = program.groups[group].term;
        let asked = Asked { group, about: None, told: &BTreeSet::new() };
        let quick = self.ask(asked, Some(&BTreeSet::from([group])));
        self.report.values += 1;
        let mut agreeing = quick.complete && !quick.beyond;
        let stumbles = self.stumbling(group, &quick);
        self.gaps.insert(group, stumbles);
        let others = quick.others.iter().filter_map(|fault| group_of(program, *fault));
        self.suspects.extend(others);
        if quick.faults.keys().any(is_of_time) {
            self.untimely.insert(group);
        }
        if quick.shortened {
            self.report.lists_up_to = Some(self.patience.list_most);
        }
        if quick.complete && !quick.beyond {
            let summary = Summary { shortened: quick.shortened, ..quick.summary };
            self.settled.summaries.insert(group, summary);
            let met_elsewhere = self.on_any_day(asked);
            if !quick.shortened && !self.elsewhere.feigned.contains(&group) {
                self.dead(group, &quick.met, met_elsewhere);
            }
        }
        let wrong: Vec<Fault> = quick.faults.keys().copied().filter(is_wrong).collect();
        let settled = wrong.is_empty() && quick.complete;
        if !settled || quick.faults.keys().any(is_aside) {
            let told = read_directly(program, &BTreeSet::from([group]));
            // That two rules agree is worth less of a look than that something is wrong.
            let most = if settled { self.patience.choices / 8 } else { self.patience.choices };
            let whole = self.ask_for(Asked { told: &told, ..asked }, None, most);
            self.asides(group, &whole);
            if !settled {
                agreeing = whole.complete && !whole.beyond && !whole.faults.keys().any(is_wrong);
                self.take(group, whole, &wrong);
            }
        }
        if settled && quick.beyond {
            self.report.unproved.push(Unproved { term, flaw: None, asked: None });
        }
        if agreeing {
            self.settled.agreeing.insert(group);
        }
    }

    /// Takes over which rules speak together and always agree, and where numbers leave their range.
    fn asides(&mut self, group: GroupId, found: &Examined) {
        let asked = self.graph.program().groups[group].term;
        for (fault, witness) in found.faults.iter().filter(|(fault, _)| is_aside(fault)) {
            let (Some(flaw), Some(witness)) = (Flaw::of(*fault), witness) else { continue };
            if let Flaw::Overlap { term, first, second } = flaw {
                let differ = Fault::Conflict { term, first, second };
                if !found.complete || found.beyond || found.faults.contains_key(&differ) {
                    continue;
                }
            }
            let (witness, regions) = (witness.clone(), self.regions(found, fault, group));
            self.report.findings.push(Finding { flaw, asked, witness, regions });
        }
    }

    /// What the rules of a group come to on any day, where the law asks for that, and what is met
    /// then as well.
    fn on_any_day(&mut self, asked: Asked) -> Met {
        if !self.elsewhere.on_other_days.contains(&asked.group) {
            return Met::default();
        }
        let (domain, open) = (self.domain.on_any_day(), BTreeSet::from([asked.group]));
        let question = (self.graph.program(), &domain, &self.settled, self.patience.choices);
        let found = examine(question, asked, Some(&open), None, &|_, _, _| false);
        if found.complete && !found.beyond {
            let summary = Summary { shortened: found.shortened, ..found.summary };
            self.settled.on_any_day.insert(asked.group, summary);
        }
        let stumbles = self.stumbling(asked.group, &found);
        self.gaps_elsewhere.insert(asked.group, stumbles);
        if found.faults.keys().any(is_wrong) {
            self.suspects.insert(asked.group);
        } else if found.complete && !found.beyond {
            self.settled.agreeing_on_any_day.insert(asked.group);
        }
        found.met
    }

    /// Takes over what was found with all rules looked into; what is only suspected is not
    /// proved.
    fn take(&mut self, group: GroupId, found: Examined, suspected: &[Fault]) {
        let term = self.graph.program().groups[group].term;
        for (fault, witness) in found.faults.iter().filter(|(fault, _)| is_wrong(fault)) {
            let Some(flaw) = Flaw::of(*fault) else { continue };
            match witness {
                Some(witness) => {
                    let (witness, regions) = (witness.clone(), self.regions(&found, fault, group));
                    self.report.findings.push(Finding { flaw, asked: term, witness, regions });
                    // Whoever stands in a list is not decided about alone.
                    if matches!(flaw, Flaw::Tied { .. }) {
                        self.suspects.insert(group);
                    }
                }
                None => {
                    let asked = found.vain.get(fault).copied();
                    self.report.unproved.push(Unproved { term, flaw: Some(flaw), asked });
                }
            }
        }
        if found.complete && !found.beyond {
            return self.on_word(term, &found, is_wrong);
        }
        if suspected.is_empty() {
            self.report.unproved.push(Unproved { term, flaw: None, asked: None });
        }
        for fault in suspected.iter().filter(|fault| !found.faults.contains_key(fault)) {
            let flaw = Flaw::of(*fault);
            self.report.unproved.push(Unproved { term, flaw, asked: None });
        }
    }

    /// Takes over what goes wrong in no case on the word of a solver.
    fn on_word(&mut self, term: TermId, found: &Examined, counts: fn(&Fault) -> bool) {
        let word = found
            .word
            .iter()
            .filter(|(fault, _)| counts(fault) && !found.faults.contains_key(fault));
        let word = word.filter_map(|(fault, solver)| Flaw::of(*fault).zip(Some(*solver)));
        self.report.on_word.extend(word.map(|(flaw, solver)| OnWord { term, flaw, solver }));
    }

    /// Where a fault shows when `group` is asked, when every way was gone.
    fn regions(&self, found: &Examined, fault: &Fault, group: GroupId) -> Vec<Region> {
        let flaw = Flaw::of(*fault).filter(|_| found.complete && !found.shortened);
        let Some(flaw) = flaw else { return Vec::new() };
        // Of one flaw there are several faults when it is met in several people.
        let same = found.boxes.iter().filter(|(fault, _)| Flaw::of(**fault) == Some(flaw));
        let boxes = same.map(|(_, boxes)| boxes.clone()).reduce(Boxes::and).unwrap_or_default();
        let law = (self.graph.program(), &self.domain, &self.settled);
        let patience = self.patience.choices;
        boxes.regions(&mut Exactly { law, group, flaw, patience })
    }
}

fn is_gap(fault: &Fault) -> bool {
    matches!(fault, Fault::Gap { .. })
}

/// What is told where it shows, and leaves nothing unproved where it does not.
fn is_aside(fault: &Fault) -> bool {
    matches!(fault, Fault::Overlap { .. } | Fault::OutOfRange { .. } | Fault::Division { .. })
}

/// Time gives no answer.
fn is_of_time(fault: &Fault) -> bool {
    matches!(fault, Fault::NoDay { .. } | Fault::NotSet { .. })
}

/// What is wrong between rules that speak.
fn is_wrong(fault: &Fault) -> bool {
    !is_gap(fault) && !is_aside(fault) && !is_of_time(fault)
}
