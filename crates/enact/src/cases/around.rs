//! Where a decision has more ways than patience allows: what is still open is looked for around
//! cases that are known. All facts stay as they are there, but for those on which the rule in
//! question rests, and those a little farther away.

use super::gather::{Gathering, Kept};
use crate::goals::Goal;
use enact_graph::Node;
use enact_model::program::{Rule, Target};
use enact_model::table::{FactId, JudgementId, TermId};
use enact_verify::{Near, Patience, Witness};
use std::collections::{BTreeMap, BTreeSet};

/// How many choices are weighed around one case.
const CHOICES: u64 = 1_500;
/// Around how many cases is looked for one value in a round.
const BASES_MAX: usize = 2;
/// How far from the value in question facts are set free: so many values read on the way.
const REACH_MAX: usize = 2;
/// How often all that is open is looked for again, each time around other cases.
const ROUNDS_MAX: usize = 3;

/// Looks for what is open around the cases that were gathered, and the law's `own`.
pub(super) fn search(gathering: &mut Gathering<'_, '_>, own: &[Kept], patience: Patience) {
    let surroundings = Surroundings::of(gathering);
    let patience = Patience { choices: CHOICES.min(patience.choices), ..patience };
    for round in 0..ROUNDS_MAX {
        for term in surroundings.terms_of(gathering, &gathering.open) {
            let bases = surroundings.bases(gathering, own, (term, round));
            around(gathering, &bases, &surroundings, term, patience);
        }
    }
}

/// Looks for what is open of the rules of one value.
fn around(
    gathering: &mut Gathering<'_, '_>,
    bases: &[Witness],
    surroundings: &Surroundings,
    term: TermId,
    patience: Patience,
) {
    let goals = gathering.goals;
    let program = goals.program;
    let about = |goal: &&Goal| program.rules[goal.rule(goals)].term == term;
    for far in 0..=REACH_MAX {
        let (facts, judgements) = surroundings.free(gathering, term, far);
        for base in bases {
            let focus: BTreeSet<Goal> = gathering.open.iter().filter(about).copied().collect();
            if focus.is_empty() {
                return;
            }
            gathering.focus = Some(focus);
            let near = Near {
                base: base.clone(),
                facts: facts.clone(),
                judgements: judgements.clone(),
                day: far > 0,
            };
            gathering.near(&near, patience);
            gathering.focus = None;
        }
    }
}

/// What stands near what.
struct Surroundings {
    /// Per value, those that it reads and that read it.
    beside: BTreeMap<TermId, BTreeSet<TermId>>,
}

impl Surroundings {
    fn of(gathering: &Gathering<'_, '_>) -> Self {
        let program = gathering.goals.program;
        let slice = gathering.ruleset.graph().rests_on(Node::Term(gathering.term));
        let mut beside: BTreeMap<TermId, BTreeSet<TermId>> = BTreeMap::new();
        let rules = program.rules.iter().filter(|(id, _)| slice.contains(Node::Rule(*id)));
        for (_, rule) in rules {
            for read in terms_read(rule) {
                beside.entry(rule.term).or_default().insert(read);
                beside.entry(read).or_default().insert(rule.term);
            }
        }
        Self { beside }
    }

    /// The values whose rules some goals are about.
    fn terms_of(&self, gathering: &Gathering<'_, '_>, goals: &BTreeSet<Goal>) -> Vec<TermId> {
        let program = gathering.goals.program;
        let terms = goals.iter().map(|goal| program.rules[goal.rule(gathering.goals)].term);
        let terms: BTreeSet<TermId> = terms.collect();
        program.order.iter().copied().filter(|term| terms.contains(term)).collect()
    }

    /// The value, and those up to so many reads away.
    fn within(&self, term: TermId, far: usize) -> BTreeSet<TermId> {
        let mut terms = BTreeSet::from([term]);
        for _ in 0..far {
            let next = terms.iter().filter_map(|term| self.beside.get(term)).flatten().copied();
            let next: Vec<TermId> = next.collect();
            terms.extend(next);
        }
        terms
    }

    /// The facts and judgements that rules of the value, or of those near it, read; with those that
    /// an assumption ties to them.
    fn free(
        &self,
        gathering: &Gathering<'_, '_>,
        term: TermId,
        far: usize,
    ) -> (BTreeSet<FactId>, BTreeSet<JudgementId>) {
        let program = gathering.goals.program;
        let near = self.within(term, far);
        let (mut facts, mut judgements) = (BTreeSet::new(), BTreeSet::new());
        for rule in program.rules.rows().iter().filter(|rule| near.contains(&rule.term)) {
            for expr in rule.expressions() {
                expr.visit(&mut |part| {
                    facts.extend(part.facts_read());
                    if let Some(Target::Judgement(judgement)) =
                        part.reference().map(|reference| reference.target)
                    {
                        judgements.insert(judgement);
                    }
                });
            }
        }
        for assumption in &program.assumptions {
            let mut tied = BTreeSet::new();
            assumption.condition.visit(&mut |part| tied.extend(part.facts_read()));
            if !tied.is_disjoint(&facts) {
                facts.extend(tied);
            }
        }
        (facts, judgements)
    }

    /// Cases to look around: those in which the value is worked out, or else one near to it.
    /// In each round they are others.
    fn bases(
        &self,
        gathering: &Gathering<'_, '_>,
        own: &[Kept],
        (term, round): (TermId, usize),
    ) -> Vec<Witness> {
        let entity = gathering.goals.program.terms[gathering.term].entity;
        let known = || {
            let fits = |kept: &&Kept| {
                kept.case.of_kind(0, entity).is_some() && kept.reached.contains(&gathering.term)
            };
            own.iter().chain(&gathering.kept).filter(fits)
        };
        for far in 0..=self.beside.len() {
            let near = self.within(term, far);
            let mut reaching = known().filter(|kept| !kept.reached.is_disjoint(&near)).peekable();
            if reaching.peek().is_some() {
                let these = reaching.skip(round * BASES_MAX).take(BASES_MAX);
                return these
                    .map(|kept| Witness { case: kept.case.clone(), on: kept.on, other: None })
                    .collect();
            }
        }
        Vec::new()
    }
}

/// The values that a rule reads.
fn terms_read(rule: &Rule) -> BTreeSet<TermId> {
    let mut terms = BTreeSet::new();
    for expr in rule.expressions() {
        expr.visit(&mut |part| {
            if let Some(Target::Term(term)) = part.reference().map(|reference| reference.target) {
                terms.insert(term);
            }
        });
    }
    terms
}
