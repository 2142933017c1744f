//! Cases that together show what the rules behind a decision do, each for a reason: every rule and
//! limb speaks, every condition holds and fails, every part of one decides it once, and every
//! comparison comes out on both sides of its boundary.
//!
//! Start at [`cases`]. The cases come from the run of the law on all cases at once; what each shows
//! is measured by deciding it. Of those that are of use as few are kept as show all, so taking any
//! away would lose something. What no case can show is told too, where every way was gone.

mod around;
mod choose;
mod example;
mod gather;
mod impossible;
mod json;
mod paths;
mod table;
mod told;

use crate::goals::{Goal, Goals, Tally};
use crate::{Ruleset, Worked};
use enact_eval::{Case, Outcome};
use enact_graph::Node;
use enact_model::program::Expected;
use enact_model::table::{RuleId, TermId};
use enact_source::Citation;
use enact_value::Date;
use enact_verify::{Gone, Patience};
use gather::{Gathering, Kept};
use std::collections::BTreeSet;

pub use example::to_examples;
pub use json::to_json;
pub use paths::{Sheet, sheet};
pub use table::to_csv;
pub(crate) use told::TO_REVIEW;
pub use told::{all, doubts, reason, reasons};

/// The name and version of the form in which cases are written as JSON.
pub const FORMAT: &str = "enact-cases/1";

/// What cases are looked for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// How long is looked.
    pub patience: Patience,
    /// The reference date of all of them; any when absent.
    pub on: Option<Date>,
    /// Only those that show what the law's own examples and tables do not.
    pub missing: bool,
}

/// Some cases, and what they leave open.
#[derive(Debug, Clone)]
pub struct CaseSet {
    /// What is decided in each.
    pub term: TermId,
    /// The cases, in order of what they show in the text of the law.
    pub cases: Vec<Chosen>,
    /// What these cases, or the law's own, show.
    pub shown: usize,
    /// What no case can show.
    pub never: Vec<Goal>,
    /// What no case was found for, and may have one.
    pub open: Vec<Goal>,
    /// How much was gone through.
    pub gone: Gone,
}

/// A case, and why it is there.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// What is known.
    pub case: Case,
    /// The reference date.
    pub on: Date,
    /// How the law as written decides it.
    pub outcome: Outcome,
    /// The provisions that the decision rests on.
    pub grounds: Vec<Citation>,
    /// What no other case of the set shows.
    pub shows: Vec<Goal>,
}

/// All that can be shown of the rules that `term` rests on.
#[must_use]
pub fn goals(ruleset: &Ruleset, term: TermId) -> Goals<'_> {
    let slice = ruleset.graph().rests_on(Node::Term(term));
    Goals::of(ruleset.program(), |rule: RuleId| slice.contains(Node::Rule(rule)))
}

/// As few cases as show what can be shown of `goals` in deciding `term`.
#[must_use]
pub fn cases(ruleset: &Ruleset, goals: &Goals<'_>, term: TermId, wanted: Wanted) -> CaseSet {
    let own = own_cases(ruleset, goals);
    let prior = if wanted.missing { own.clone() } else { Vec::new() };
    let mut gathering = Gathering::new(ruleset, goals, (term, wanted.on), &prior);
    let mut gone = gathering.at_first(wanted.patience);
    let mut never = BTreeSet::new();
    if !gone.complete {
        never =
            impossible::impossible(ruleset, goals, &gathering.open, (Some(term), wanted.patience));
        gathering.leave(&never);
        // What many ways do not show is mostly found sooner around a case than farther on.
        around::search(&mut gathering, &own, wanted.patience);
    }
    if !gone.complete && !gathering.open.is_empty() {
        gone = gathering.everywhere(wanted.patience);
        if !gone.complete {
            around::search(&mut gathering, &own, wanted.patience);
        }
    }
    let open = gathering.open.clone();
    let (ruled_out, open): (Vec<Goal>, Vec<Goal>) =
        open.into_iter().partition(|goal| gathering.rules_out(*goal, gone));
    never.extend(ruled_out);
    let picked = choose::choose(goals, &prior, &gathering.kept);
    let shown = choose::shown(goals, &prior, &picked);
    let cases = picked.into_iter().map(|(kept, shows)| gathering.finished(kept, shows)).collect();
    let never = never.into_iter().collect();
    CaseSet { term, cases, shown, never, open, gone }
}

/// Cases that show much of what can be shown of `goals`, without looking for the last of it.
pub(crate) fn at_first(
    ruleset: &Ruleset,
    goals: &Goals<'_>,
    term: TermId,
    patience: Patience,
) -> Vec<Chosen> {
    let mut gathering = Gathering::new(ruleset, goals, (term, None), &[]);
    gathering.at_first(patience);
    let picked = choose::choose(goals, &[], &gathering.kept);
    picked.into_iter().map(|(kept, shows)| gathering.finished(kept, shows)).collect()
}

/// Those among some goals that no case can show, whatever is decided: its rule alone tells, or it was
/// looked for in every way in which any value that rests on its rule can be decided.
#[must_use]
pub fn unreachable(
    ruleset: &Ruleset,
    goals: &Goals<'_>,
    among: &BTreeSet<Goal>,
    patience: Patience,
) -> BTreeSet<Goal> {
    let program = ruleset.program();
    let mut possible = Tally::new(goals);
    let mut doubtful: BTreeSet<Goal> = BTreeSet::new();
    let mut never = impossible::impossible(ruleset, goals, among, (None, patience));
    let mut open: BTreeSet<Goal> = among.difference(&never).copied().collect();
    for term in program.terms.ids().rev() {
        let slice = ruleset.graph().rests_on(Node::Term(term));
        let about = |goal: &Goal| slice.contains(Node::Rule(goal.rule(goals)));
        let sought: BTreeSet<Goal> =
            open.iter().filter(|goal| about(goal) && !doubtful.contains(goal)).copied().collect();
        if sought.is_empty() {
            continue;
        }
        let mut gathering = Gathering::new(ruleset, goals, (term, None), &[]);
        gathering.possible = possible;
        gathering.look_for(sought.clone());
        let gone = gathering.everywhere(patience);
        for goal in sought {
            if gathering.possible.shows(goal) {
                open.remove(&goal);
            } else if !gathering.rules_out(goal, gone) {
                doubtful.insert(goal);
            }
        }
        possible = gathering.possible;
    }
    never.extend(open.into_iter().filter(|goal| !doubtful.contains(goal)));
    never
}

/// What the law's own examples and tables show.
fn own_cases(ruleset: &Ruleset, goals: &Goals<'_>) -> Vec<Kept> {
    let (tables, _) = ruleset.tables();
    let mut own = Vec::new();
    for Worked { case, on, expectations, .. } in crate::examples::all(ruleset, &tables) {
        let Ok(text) = case else { continue };
        let terms: BTreeSet<TermId> =
            expectations.iter().filter_map(|expected| asked(&expected.kind)).collect();
        for term in terms {
            own.extend(Kept::of(ruleset, goals, term, (text.case.clone(), on)));
        }
    }
    own
}

fn asked(expected: &Expected) -> Option<TermId> {
    match expected {
        Expected::Value { term, .. }
        | Expected::NoEntitlement(term)
        | Expected::Needs { term, .. }
        | Expected::Awaiting { term, .. }
        | Expected::NotSet(term) => Some(*term),
        Expected::InputError => None,
    }
}
