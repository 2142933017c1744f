//! What a set of cases has shown.

use super::{Goal, Goals, Role};
use enact_eval::{Decision, Nearness, Weighed};
use enact_model::program::{Expr, ExprKind, Target};
use enact_syntax::tree::Comparison;
use std::collections::{BTreeMap, BTreeSet};

/// How the parts of a condition turned out in one case, and the whole; a part that was not looked
/// at is `None`.
type Turn = (Vec<Option<bool>>, bool);

/// What one decided case shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    goals: BTreeSet<Goal>,
    turns: BTreeSet<(usize, Turn)>,
}

impl Seen {
    /// What [`observe`](enact_eval::observe) told of a case.
    #[must_use]
    pub fn of(goals: &Goals<'_>, decision: &Decision<'_>, weighed: &[Weighed]) -> Self {
        let mut seen = Self { goals: spoken(decision).into_iter().collect(), ..Self::default() };
        let mut under_way: BTreeMap<(usize, u32, u32), Vec<Option<bool>>> = BTreeMap::new();
        for one in weighed {
            for role in goals.roles(one.place) {
                match *role {
                    Role::Part(condition, part) => {
                        let parts = goals.conditions[condition].parts.len();
                        let key = (condition, one.subject, one.context);
                        let turn = under_way.entry(key).or_insert_with(|| vec![None; parts]);
                        turn[part] = Some(one.holds);
                        let of = goals.conditions[condition].parts[part];
                        if one.nearness.is_some_and(|near| at_edge(of, one.holds, near)) {
                            seen.goals.insert(Goal::Edge(condition, part, one.holds));
                        }
                    }
                    Role::Whole(condition) => {
                        seen.goals.insert(Goal::Turns(condition, one.holds));
                        let key = (condition, one.subject, one.context);
                        if let Some(parts) = under_way.remove(&key) {
                            seen.turns.insert((condition, (parts, one.holds)));
                        }
                    }
                }
            }
        }
        seen
    }

    /// The goals that it shows by itself.
    pub fn goals(&self) -> impl Iterator<Item = Goal> + '_ {
        self.goals.iter().copied()
    }

    /// Whether all that the other shows is shown here.
    #[must_use]
    pub fn includes(&self, other: &Self) -> bool {
        other.goals.is_subset(&self.goals) && other.turns.is_subset(&self.turns)
    }

    /// The same without some goals.
    #[must_use]
    pub fn without(&self, goals: &BTreeSet<Goal>) -> Self {
        let left = self.goals.iter().filter(|goal| !goals.contains(goal)).copied().collect();
        Self { goals: left, turns: self.turns.clone() }
    }
}

/// What has been shown by the cases so far, and by which.
#[derive(Debug, Clone)]
pub struct Tally<'g, 'a> {
    goals: &'g Goals<'a>,
    /// Per goal that one case shows, the cases that did.
    shown: BTreeMap<Goal, BTreeSet<usize>>,
    /// Per condition, how it turned out, and in which cases.
    turns: Vec<BTreeMap<Turn, BTreeSet<usize>>>,
}

impl<'g, 'a> Tally<'g, 'a> {
    /// Nothing yet.
    #[must_use]
    pub fn new(goals: &'g Goals<'a>) -> Self {
        let turns = vec![BTreeMap::new(); goals.conditions.len()];
        Self { goals, shown: BTreeMap::new(), turns }
    }

    /// Adds what [`observe`](enact_eval::observe) told of a case, under the caller's number for
    /// it; whether it is of use: it shows a goal, or how a condition turns out, for the first time.
    pub fn add(&mut self, case: usize, decision: &Decision<'_>, weighed: &[Weighed]) -> bool {
        self.keep(case, &Seen::of(self.goals, decision, weighed))
    }

    /// Adds what a case shows; as [`Tally::add`].
    pub fn keep(&mut self, case: usize, seen: &Seen) -> bool {
        let mut first = false;
        for goal in &seen.goals {
            first |= self.show(*goal, case);
        }
        for (condition, turn) in &seen.turns {
            let cases = self.turns[*condition].entry(turn.clone()).or_default();
            first |= cases.is_empty();
            cases.insert(case);
        }
        first
    }

    fn show(&mut self, goal: Goal, case: usize) -> bool {
        let cases = self.shown.entry(goal).or_default();
        cases.insert(case);
        cases.len() == 1
    }

    /// The cases that show the goal, in order; of a pair, both. None when nothing does.
    #[must_use]
    pub fn shown_by(&self, goal: Goal) -> Vec<usize> {
        self.shown_with(goal, &BTreeSet::new())
    }

    /// As [`Tally::shown_by`], with the pair that has most of `ready`.
    #[must_use]
    pub fn shown_with(&self, goal: Goal, ready: &BTreeSet<usize>) -> Vec<usize> {
        match goal {
            Goal::Decides(condition, part) => self.deciding(condition, part, ready),
            _ => {
                self.shown.get(&goal).map_or_else(Vec::new, |cases| cases.iter().copied().collect())
            }
        }
    }

    /// Whether a case shows what no case before it did: a goal, or how a condition turns out of
    /// which `open` holds.
    #[must_use]
    pub fn is_new(&self, seen: &Seen, open: impl Fn(usize) -> bool) -> bool {
        seen.goals.iter().any(|goal| !self.shown.contains_key(goal))
            || seen.turns.iter().any(|(condition, turn)| {
                open(*condition) && !self.turns[*condition].contains_key(turn)
            })
    }

    /// Whether the goal has been shown.
    #[must_use]
    pub fn shows(&self, goal: Goal) -> bool {
        !self.shown_by(goal).is_empty()
    }

    /// The first pair of cases in which the part alone makes the difference, among those that
    /// have most of `ready`.
    fn deciding(&self, condition: usize, part: usize, ready: &BTreeSet<usize>) -> Vec<usize> {
        let turns = &self.turns[condition];
        let (holding, failing): (Vec<_>, Vec<_>) = turns.iter().partition(|((_, holds), _)| *holds);
        let pairs = holding.iter().flat_map(|one| failing.iter().map(move |other| (one, other)));
        let alone = pairs.filter(|(((one, _), _), ((other, _), _))| differ_in(one, other, part));
        let at_hand =
            |cases: &BTreeSet<usize>| cases.intersection(ready).next().or(cases.first()).copied();
        let cases = alone.map(|((_, one), (_, other))| {
            at_hand(one).into_iter().chain(at_hand(other)).collect::<BTreeSet<usize>>()
        });
        let new = |pair: &BTreeSet<usize>| pair.difference(ready).count();
        let cases = cases.min_by(|one, other| (new(one), one).cmp(&(new(other), other)));
        cases.into_iter().flatten().collect()
    }
}

/// Whether a comparison that turns out so is at its edge: on the side that takes in the limit the
/// two are the same, where both can be given exactly; on the other a step apart.
fn at_edge(part: &Expr, holds: bool, nearness: Nearness) -> bool {
    let ExprKind::Compare { comparison, left, right } = &part.kind else { return false };
    let takes_in = match comparison {
        Comparison::AtMost | Comparison::AtLeast | Comparison::Equal => holds,
        Comparison::Less | Comparison::More | Comparison::Unequal => !holds,
    };
    match nearness {
        Nearness::Same => true,
        Nearness::Beside => !(takes_in && is_given(left) && is_given(right)),
        Nearness::Apart => false,
    }
}

/// Whether a case or the law gives it, or a calendar does: it can be any number or day, where what
/// is computed may go past one.
fn is_given(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Literal(_)
        | ExprKind::ReferenceDate
        | ExprKind::Between { .. }
        | ExprKind::Shift { .. }
        | ExprKind::FirstDay { .. } => true,
        ExprKind::Read(reference) => {
            matches!(reference.target, Target::Fact(_) | Target::Parameter(_))
        }
        ExprKind::Rescale { value, .. } => is_given(value),
        _ => false,
    }
}

/// Whether two turns differ in this part, and in no other that was looked at in both.
fn differ_in(one: &[Option<bool>], other: &[Option<bool>], part: usize) -> bool {
    one.iter().zip(other).enumerate().all(|(place, pair)| match pair {
        (Some(one), Some(other)) => (one != other) == (place == part),
        _ => place != part,
    })
}

/// The rules and limbs that are grounds of the decision.
fn spoken(decision: &Decision<'_>) -> Vec<Goal> {
    let mut goals = Vec::new();
    for step in &decision.steps {
        let spoke = decision.spoke(step);
        goals.extend(spoke.iter().map(|rule| Goal::Speaks(*rule)));
        if let (Some(rule), Some(limb)) = (spoke.first(), step.limb)
            && let Ok(limb) = usize::try_from(limb)
        {
            goals.push(Goal::Limb(*rule, limb));
        }
    }
    goals
}
