//! How the outcomes of two versions run in one case, over the same values of one fact.

use super::{Course, Run, promised};
use crate::Ruleset;
use crate::whynot::{Asked, Place, Want};
use enact_eval::{Case, Source};
use enact_model::table::{FactId, TermId};
use enact_value::{Date, Range};
use std::collections::{BTreeMap, BTreeSet};

/// A version, what is asked of it, and the case as it reads it.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The version.
    pub ruleset: &'a Ruleset,
    /// What is decided.
    pub term: TermId,
    /// The case: its subjects stand in the same order in both versions.
    pub case: &'a Case,
}

/// The courses of a case in both versions over the fact that matters most in both; `earlier`
/// says of each fact of the later version which one of the earlier version it is. `None` when no
/// number that both know makes a difference, or they count it in other fractions.
#[must_use]
pub fn both(
    sides: [Side<'_>; 2],
    on: Date,
    earlier: &BTreeMap<FactId, FactId>,
) -> Option<[Course; 2]> {
    let decisions = sides.map(|side| side.ruleset.decide(side.term, side.case, on));
    let [before, after] = [0, 1].map(|which| {
        let Side { ruleset, term, case } = sides[which];
        Asked { ruleset, term, case, on, want: &Want::Other, decision: &decisions[which] }
    });
    let mut places = BTreeSet::new();
    for (which, decision) in decisions.iter().enumerate() {
        for read in decision.data() {
            let Source::Fact(fact) = read.source else { continue };
            let later = |(later, known): (&FactId, &FactId)| (*known == fact).then_some(*later);
            let pair = match which {
                0 => earlier.iter().find_map(later).map(|later| (fact, later)),
                _ => earlier.get(&fact).map(|earlier| (*earlier, fact)),
            };
            places.extend(pair.map(|pair| (pair, read.subject)));
        }
    }
    let promised = |((one, other), _): &((FactId, FactId), u32)| {
        promised(before.program(), *one) || promised(after.program(), *other)
    };
    let (spoken, unspoken): (Vec<_>, Vec<_>) = places.into_iter().partition(promised);
    let mut best: Option<((bool, i128, i128), [Course; 2])> = None;
    // What no safeguard speaks of comes second, and so is not followed where it cannot come first.
    for place in spoken.into_iter().chain(unspoken) {
        let promised = promised(&place);
        if !promised && best.as_ref().is_some_and(|((known, ..), _)| *known) {
            break;
        }
        let ((one, other), subject) = place;
        let runs =
            (Run::of(&before, Place::of(one, subject)), Run::of(&after, Place::of(other, subject)));
        let (Some(first), Some(second)) = runs else { continue };
        let Some(courses) = along([first, second]) else { continue };
        let [one, other] = [0, 1].map(|which| courses[which].spread());
        let rank = (promised, one.min(other), one.max(other));
        if rank.2 > 0 && best.as_ref().is_none_or(|(known, _)| rank > *known) {
            best = Some((rank, courses));
        }
    }
    best.map(|(_, courses)| courses)
}

/// Both runs over the values that either is worth following for.
fn along([mut first, mut second]: [Run<'_>; 2]) -> Option<[Course; 2]> {
    let scale = |run: &Run<'_>| run.asked.program().facts[run.place.fact].scale.denominator();
    if scale(&first) != scale(&second) {
        return None;
    }
    let marks: BTreeSet<i128> = first.marks.iter().chain(&second.marks).copied().collect();
    first.marks = marks.iter().copied().collect();
    second.marks = marks.into_iter().collect();
    let (one, other) = (first.window(), second.window());
    let window = Range::new(one.low.min(other.low), one.high.max(other.high));
    Some([first.course("", window), second.course("", window)])
}
