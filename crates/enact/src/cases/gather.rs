//! Candidates, and which of them are of use: each is decided, and kept when that shows something
//! that no case before it did.

use super::Chosen;
use crate::goals::{Goal, Goals, Seen, Tally};
use crate::{Ruleset, written};
use enact_eval::{Case, Outcome};
use enact_model::Program;
use enact_model::program::{Fact, Scale, Type};
use enact_model::table::{FactId, TermId};
use enact_source::{Citation, Span};
use enact_value::{Date, Rate, Value};
use enact_verify::{Gatherer, Gone, Near, Patience, Witness, cells};
use std::collections::{BTreeMap, BTreeSet};

/// How many cases are kept to choose from, beyond those that show something new.
const ROOM: usize = 150;

/// After how many ways on which nothing new is shown a first look ends.
const IDLE_MAX: usize = 200;

/// A case that was decided.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    pub case: Case,
    pub on: Date,
    pub outcome: Outcome,
    pub seen: Seen,
    /// The boundaries at which it is exactly; at others it may be by chance.
    pub sharp: BTreeSet<Goal>,
    /// The values that were worked out.
    pub reached: BTreeSet<TermId>,
    grounds: Vec<Citation>,
}

impl Kept {
    /// The case as decided; `None` when the law does not accept it.
    pub fn of(
        ruleset: &Ruleset,
        goals: &Goals<'_>,
        term: TermId,
        (case, on): (Case, Date),
    ) -> Option<Self> {
        if !enact_eval::inspect(ruleset.graph(), &case, on).is_empty() {
            return None;
        }
        let (decision, weighed) = ruleset.observe(term, &case, on);
        let seen = Seen::of(goals, &decision, &weighed);
        let reached = decision.steps.iter().map(|step| step.term).collect();
        let program = ruleset.program();
        let telling = crate::examples::telling(&decision);
        let spoke = telling.map_or(&[][..], |step| decision.spoke(step));
        let mut grounds = Vec::new();
        for ground in spoke.iter().flat_map(|rule| program.rules[*rule].grounds()) {
            if !grounds.contains(ground) {
                grounds.push(ground.clone());
            }
        }
        let outcome = decision.outcome.clone();
        drop(decision);
        let sharp = BTreeSet::new();
        Some(Self { case, on, outcome, seen, sharp, reached, grounds })
    }

    /// Whether it shows all that the other one does.
    fn shows_all_of(&self, other: &Self) -> bool {
        other.sharp.is_subset(&self.sharp) && self.seen.includes(&other.seen)
    }

    /// Whether it can be an example: it has an answer that can be written, and nobody in it stands
    /// in the list of someone whom the case does not lead to.
    fn is_example(&self, program: &Program, term: TermId) -> bool {
        let first = self.case.subjects.first();
        let listed = first.is_some_and(|first| {
            let facts = program.entities[first.entity].facts.iter().zip(&first.facts);
            facts.into_iter().any(|(id, value)| value.is_some() && program.facts[*id].way_back)
        });
        let term = &program.terms[term];
        let written = match &self.outcome {
            // A fraction whose decimals do not end.
            Outcome::Value(value) => !written::machine(value, term.ty, term.scale).contains('/'),
            Outcome::NoEntitlement => true,
            _ => false,
        };
        written && !listed
    }
}

/// Cases being gathered for one decision.
pub(super) struct Gathering<'g, 'r> {
    pub ruleset: &'r Ruleset,
    pub goals: &'g Goals<'r>,
    pub term: TermId,
    on: Option<Date>,
    tally: Tally<'g, 'r>,
    /// What some case shows, whether it can be an example or not.
    pub possible: Tally<'g, 'r>,
    pub kept: Vec<Kept>,
    /// What has not been shown yet.
    pub open: BTreeSet<Goal>,
    /// What is looked for at the moment.
    pub focus: Option<BTreeSet<Goal>>,
    edges: BTreeMap<Span, Vec<Goal>>,
    /// Boundaries at which no case is exactly yet.
    blunt: BTreeSet<Goal>,
    draft: Option<Kept>,
    /// On how many ways nothing new has been shown; counted in a first look only.
    idle: Option<usize>,
}

impl<'g, 'r> Gathering<'g, 'r> {
    pub fn new(
        ruleset: &'r Ruleset,
        goals: &'g Goals<'r>,
        (term, on): (TermId, Option<Date>),
        prior: &[Kept],
    ) -> Self {
        let mut tally = Tally::new(goals);
        for (number, known) in prior.iter().enumerate() {
            tally.keep(number, &known.seen);
        }
        let open: BTreeSet<Goal> =
            goals.all.iter().copied().filter(|goal| !tally.shows(*goal)).collect();
        let mut edges: BTreeMap<Span, Vec<Goal>> = BTreeMap::new();
        for goal in &goals.all {
            if let Goal::Edge(..) = goal {
                edges.entry(goal.span(goals)).or_default().push(*goal);
            }
        }
        let known = |goal: &&Goal| tally.shows(**goal);
        let blunt = edges.values().flatten().filter(|goal| !known(goal)).copied().collect();
        Self {
            ruleset,
            goals,
            term,
            on,
            tally,
            possible: Tally::new(goals),
            kept: Vec::new(),
            open,
            focus: None,
            edges,
            blunt,
            draft: None,
            idle: None,
        }
    }

    /// Goes ways of the decision until many of them show nothing new.
    pub fn at_first(&mut self, patience: Patience) -> Gone {
        self.idle = Some(0);
        let gone = self.everywhere(patience);
        self.idle = None;
        gone
    }

    /// Goes every way of the decision.
    pub fn everywhere(&mut self, patience: Patience) -> Gone {
        let (law, term, on) = (self.ruleset.law(), self.term, self.on);
        cells(law, term, (on, None), patience, self)
    }

    /// Goes every way that is near to a case.
    pub fn near(&mut self, near: &Near, patience: Patience) {
        let (law, term, on) = (self.ruleset.law(), self.term, self.on);
        cells(law, term, (on, Some(near)), patience, self);
    }

    /// Looks for these no longer: no case can show them.
    pub fn leave(&mut self, never: &BTreeSet<Goal>) {
        self.open.retain(|goal| !never.contains(goal));
        self.blunt.retain(|goal| !never.contains(goal));
    }

    /// Looks for these goals only; whatever else a case shows is of no use.
    pub fn look_for(&mut self, goals: BTreeSet<Goal>) {
        self.blunt.retain(|goal| goals.contains(goal));
        self.focus = Some(goals);
    }

    /// Whether no case can show the goal, when so much was gone through.
    pub fn rules_out(&self, goal: Goal, gone: Gone) -> bool {
        let everywhere = if let Goal::Edge(..) = goal { gone.bounds } else { gone.complete };
        everywhere && !self.possible.shows(goal)
    }

    /// Whether cases are kept that show nothing new: one may show at once what takes two others.
    fn has_room(&self) -> bool {
        self.focus.is_none() && self.kept.len() < ROOM
    }

    /// The case as decided, when it is of use.
    fn useful(&mut self, witness: &Witness, at: Option<Span>) -> Option<Kept> {
        let case = (witness.case.clone(), witness.on);
        let mut kept = Kept::of(self.ruleset, self.goals, self.term, case)?;
        if self.possible.is_new(&kept.seen, |_| true) {
            self.possible.keep(0, &kept.seen);
        }
        if !kept.is_example(self.ruleset.program(), self.term) {
            return None;
        }
        let edges = at.and_then(|at| self.edges.get(&at)).into_iter().flatten().copied();
        let met: BTreeSet<Goal> = kept.seen.goals().collect();
        kept.sharp = edges.filter(|goal| met.contains(goal)).collect();
        let undecided = |condition: usize| {
            let parts = 0..self.goals.conditions[condition].parts.len();
            parts.into_iter().any(|part| self.open.contains(&Goal::Decides(condition, part)))
        };
        let new = self.tally.is_new(&kept.seen, undecided)
            || !kept.sharp.is_disjoint(&self.blunt)
            || self.has_room() && !self.kept.iter().any(|other| other.shows_all_of(&kept));
        new.then_some(kept)
    }

    fn keep(&mut self, kept: Kept) {
        // Numbers behind those of the cases that were known.
        let number = usize::MAX / 2 + self.kept.len();
        let before = (self.open.len(), self.blunt.len());
        self.tally.keep(number, &kept.seen);
        self.blunt.retain(|goal| !kept.sharp.contains(goal));
        self.kept.push(kept);
        let tally = &self.tally;
        self.open.retain(|goal| !tally.shows(*goal));
        if before != (self.open.len(), self.blunt.len()) {
            self.idle = self.idle.map(|_| 0);
        }
        if let Some(focus) = &mut self.focus {
            focus.retain(|goal| self.open.contains(goal));
        }
    }

    /// The case with why it is there; whoever is in it is known by something.
    pub fn finished(&self, kept: Kept, shows: Vec<Goal>) -> Chosen {
        let kept = self.filled(self.introduced(kept));
        let Kept { case, on, outcome, grounds, .. } = kept;
        Chosen { case, on, outcome, grounds, shows }
    }

    /// The case with a fact for everybody of whom nothing is known: a row of a table cannot say
    /// that someone is there in another way.
    fn introduced(&self, mut kept: Kept) -> Kept {
        let program = self.ruleset.program();
        for place in 1..u32::try_from(kept.case.subjects.len()).unwrap_or(0) {
            let Some((_, subject)) = kept.case.places().find(|(at, _)| *at == place) else {
                continue;
            };
            let kind = &program.entities[subject.entity];
            let stated = |id: &FactId| {
                let fact = &program.facts[*id];
                !fact.way_back && kept.case.fact(place, fact).is_some()
            };
            if kind.facts.iter().any(stated) || subject.judgements.iter().any(Option::is_some) {
                continue;
            }
            let plain = kind.facts.iter().filter_map(|id| Some((*id, self.plain(*id)?)));
            let with = plain.filter_map(|(id, value)| {
                let mut case = kept.case.clone();
                case.set(program, place, id, value);
                Kept::of(self.ruleset, self.goals, self.term, (case, kept.on))
            });
            let mut same =
                with.filter(|other| other.seen == kept.seen && other.outcome == kept.outcome);
            if let Some(introduced) = same.next() {
                kept = introduced;
            }
        }
        kept
    }

    /// The case with figures for zeros, where nothing hangs on them: what follows tells more then.
    fn filled(&self, mut kept: Kept) -> Kept {
        let program = self.ruleset.program();
        let zeros: Vec<(u32, FactId)> = kept
            .case
            .places()
            .flat_map(|(place, subject)| {
                let facts = program.entities[subject.entity].facts.iter().zip(&subject.facts);
                let zero = facts.filter(|(_, value)| **value == Some(Value::Number(0)));
                zero.map(move |(id, _)| (place, *id))
            })
            .collect();
        for (place, id) in zeros {
            let with = figures(&program.facts[id]).into_iter().filter_map(|units| {
                let mut case = kept.case.clone();
                case.set(program, place, id, Value::Number(units));
                Kept::of(self.ruleset, self.goals, self.term, (case, kept.on))
            });
            let mut same = with
                .filter(|other| other.seen == kept.seen && other.is_example(program, self.term));
            if let Some(filled) = same.next() {
                kept = filled;
            }
        }
        kept
    }

    /// A value that the fact may well have.
    fn plain(&self, id: FactId) -> Option<Value> {
        let fact = &self.ruleset.program().facts[id];
        match (fact.ty, fact.scale) {
            (Type::YesNo, _) => Some(Value::YesNo(false)),
            (Type::Date, _) => Date::from_ymd(1990, 1, 1).map(Value::Date),
            (Type::Choice(choice), _) => {
                let options = &self.ruleset.program().choices[choice].options;
                options.first().cloned().map(Value::Text)
            }
            (_, Scale::Fixed { range, .. }) => Some(Value::Number(0.clamp(range.low, range.high))),
            _ => None,
        }
    }
}

/// Figures that a fact of this type may well have, in its units.
fn figures(fact: &Fact) -> Vec<i128> {
    let whole: &[i128] = match fact.ty {
        Type::Money(_, Some(Rate::Year)) => &[25_000, 10_000, 1_000, 100],
        Type::Money(_, Some(_)) => &[1_500, 500, 100, 10],
        Type::Money(_, None) => &[1_000, 100, 10, 1],
        Type::Number(_) => &[10, 5, 2, 1],
        _ => &[],
    };
    let Scale::Fixed { denominator, range } = fact.scale else { return Vec::new() };
    let units = whole.iter().filter_map(|whole| whole.checked_mul(denominator));
    units.filter(|units| range.contains(*units)).collect()
}

impl Gatherer for Gathering<'_, '_> {
    fn wants(&mut self, draft: &Witness, at: Option<Span>) -> bool {
        self.draft = self.useful(draft, at);
        self.draft.is_some()
    }

    fn take(&mut self, case: Witness, at: Option<Span>) {
        let ordinary = self.useful(&case, at);
        let draft = self.draft.take();
        if let Some(ordinary) = ordinary {
            self.keep(ordinary);
        }
        let Some(Kept { case, on, .. }) = draft else { return };
        if let Some(draft) = self.useful(&Witness { case, on, other: None }, at) {
            self.keep(draft);
        }
    }

    fn at_bound(&self, comparison: Span) -> bool {
        let goals = self.edges.get(&comparison);
        let room = self.has_room();
        goals.is_some_and(|goals| room || goals.iter().any(|goal| self.blunt.contains(goal)))
    }

    fn has_all(&mut self) -> bool {
        self.idle = self.idle.map(|ways| ways + 1);
        match &self.focus {
            Some(focus) => focus.is_empty(),
            None => {
                self.idle.is_some_and(|ways| ways > IDLE_MAX)
                    || self.open.is_empty() && self.blunt.is_empty() && !self.has_room()
            }
        }
    }
}
