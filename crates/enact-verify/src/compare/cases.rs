//! A case for each part in which two laws differ: an ordinary one, and those that differ the most.

use super::Groups;
use super::parts::{Place, Raw};
use super::plain::{Wished, wished};
use super::search::{Apart, Said, Search, Shown, Ways};
use super::told::{Change, Difference, Others};
use crate::machine::{Answer, Machine, Sym};
use crate::region::Region;
use crate::space::{Form, Found, Point};
use crate::witness::Witness;
use enact_model::program::Target;
use enact_value::Range;

/// Which part of the patience goes to the search for one case.
const CASES_PART: u64 = 100;

/// Which part of the patience goes to the proof that there is none, and then to a longer search.
const NOWHERE_PART: u64 = 10;

/// Of how many ways, yes and no told apart, the one with the least to tell is shown.
const PROFILES_MAX: usize = 3;

/// On how many ways it is not found out whether there is a case, before that is the answer.
const DOUBTS_MAX: u32 = 3;

/// On how many ways more one is looked for with less to tell, once there is one.
const MORE_WAYS_MAX: usize = 40;

/// In how many places a case is looked for.
const PLACES_MAX: usize = 3;

/// On how many ways of each.
const WAYS_MAX: u32 = 4;

/// How often a case is searched for that the numbers next to the end do not give.
const SEARCHES_MAX: u32 = 2;

/// How often the gap between what is proved and what is reached is halved.
const HALVES_MAX: u32 = 8;

/// How many parts of a way are searched for that.
const PARTS_MAX: u32 = 100;

/// An end of what a part comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Least,
    Most,
}

impl End {
    fn of(self, range: Range) -> i128 {
        match self {
            Self::Least => range.low,
            Self::Most => range.high,
        }
    }

    /// A number, turned so that more of it is nearer to this end.
    fn worth(self, number: i128) -> i128 {
        match self {
            Self::Least => -number,
            Self::Most => number,
        }
    }
}

/// What a search within a part comes to.
pub(super) enum Sought {
    Case(Box<Difference>),
    None(Option<&'static str>),
    Unknown,
}

/// The ways of which little has to be told.
enum Shortest {
    /// Each with how much that is, and its place among all.
    Ways(Vec<(usize, usize)>),
    None(Option<&'static str>),
    Unknown,
}

impl Shortest {
    fn has(&mut self, length: usize, place: usize) {
        match self {
            Self::Ways(known) => known.push((length, place)),
            Self::None(_) | Self::Unknown => *self = Self::Ways(vec![(length, place)]),
        }
    }

    fn is_not(&mut self, word: Option<&'static str>) {
        if let Self::None(known) = self {
            *known = known.or(word);
        }
    }

    fn is_unsure(&mut self) {
        if let Self::None(_) = self {
            *self = Self::Unknown;
        }
    }
}

/// What is so on a way, and how much has to be told of it: a number or a day counts for two.
pub(super) fn profile(machine: &Machine<'_, '_>) -> (Vec<(u32, Target)>, usize) {
    let read = machine.inputs.read_of_the_case();
    let measured = |answer: &Answer| matches!(answer, Ok(Sym::Number(_) | Sym::Date(_)));
    let length = read.iter().map(|(_, answer)| 1 + usize::from(measured(answer))).sum();
    let so = read.into_iter().filter(|(_, answer)| *answer == Ok(Sym::YesNo(true)));
    (so.map(|(about, _)| about).collect(), length)
}

/// The case of a run at these numbers.
fn at(machine: &Machine<'_, '_>, point: &Point) -> Witness {
    let (case, on) = machine.inputs.case_at(machine.program, point, false);
    Witness { case, on, other: None }
}

impl Search<'_> {
    /// An ordinary case that changes in this manner: looked for where the least has to be told,
    /// and then in the whole region. Where none is soon found, it is first asked whether there
    /// can be one.
    pub(super) fn case_somewhere(&self, Raw { region, change, ways, .. }: &Raw) -> Sought {
        let patience = self.means.patience.choices;
        let mut places: Vec<&Place> = ways.iter().collect();
        places.sort_by_key(|place| place.length);
        let mut none = None;
        for place in places.iter().take(PLACES_MAX) {
            match self.case_within(&place.within, *change, patience / CASES_PART) {
                Sought::Unknown => {}
                Sought::None(word) => none = Some(word),
                found @ Sought::Case(_) => return found,
            }
        }
        if let (Some(word), [_]) = (none, ways.as_slice()) {
            return Sought::None(word);
        }
        match self.case_within(region, *change, patience / CASES_PART) {
            Sought::Unknown if self.is_nowhere(region, *change) => Sought::None(None),
            Sought::Unknown => self.case_within(region, *change, patience / NOWHERE_PART),
            found => found,
        }
    }

    /// An ordinary case in the region that changes in this manner: of the first ways, that of which
    /// the least has to be told.
    fn case_within(&self, region: &Region, change: Change, patience: u64) -> Sought {
        let manners =
            [false, true].map(|so_first| Ways { open: None, within: Some(region), so_first });
        let mut ways = Vec::new();
        let mut none = None;
        for manner in manners {
            match self.shortest(manner, change, patience) {
                Shortest::Ways(found) => {
                    ways.extend(found.into_iter().map(|(length, place)| (length, place, manner)));
                }
                Shortest::None(word) => none = Some(word),
                Shortest::Unknown => {}
            }
        }
        if let (true, Some(word)) = (ways.is_empty(), none) {
            return Sought::None(word);
        }
        ways.sort_by_key(|(length, ..)| *length);
        let mut cases =
            ways.into_iter().map(|(_, place, manner)| self.case_of(manner, change, place));
        cases.find(|found| matches!(found, Sought::Case(_))).unwrap_or(Sought::Unknown)
    }

    /// The first ways that change in this manner, of those on which the same is so only one.
    fn shortest(&self, ways: Ways<'_>, change: Change, patience: u64) -> Shortest {
        let mut seen: Vec<Vec<(u32, Target)>> = Vec::new();
        let mut found = Shortest::None(None);
        let told = self.told_in(&ways);
        let (mut place, mut last, mut doubts) = (0, usize::MAX, 0);
        let gone = self.along(ways, patience, |mut machine, said| {
            place += 1;
            let more = match said {
                Said::Apart(apart) if apart.change == change => apart.more,
                Said::Beyond => {
                    found.is_unsure();
                    return true;
                }
                Said::Apart(_) | Said::Same(_) => return true,
            };
            let (profile, length) = profile(&machine);
            if seen.contains(&profile) || machine.keep_to_assumptions().is_err() {
                return true;
            }
            let kept =
                |case: &Difference| self.change(case) == Some(change) && self.lies_in(&told, case);
            let case = match self.beside(&machine, more.as_ref(), &kept) {
                Some(_) => (true, None),
                None => match machine.explorer.space.point_or(self.means.solver) {
                    (Found::Point(_), _) => (true, None),
                    (Found::None, word) => (false, Some(word)),
                    (Found::Unknown, _) => (false, None),
                },
            };
            match case {
                (true, _) => {
                    seen.push(profile);
                    found.has(length, place);
                    last = last.min(place + MORE_WAYS_MAX);
                }
                (false, Some(word)) => found.is_not(word),
                (false, None) => {
                    found.is_unsure();
                    doubts += 1;
                }
            }
            seen.len() < PROFILES_MAX && place < last && doubts < DOUBTS_MAX
        });
        match found {
            Shortest::None(_) if !gone.complete => Shortest::Unknown,
            found => found,
        }
    }

    /// The case of the way at this place.
    fn case_of(&self, ways: Ways<'_>, change: Change, place: usize) -> Sought {
        let (mut found, mut at) = (Sought::Unknown, 0);
        let told = self.told_in(&ways);
        self.along(ways, self.means.patience.choices, |machine, said| {
            at += 1;
            if let (true, Said::Apart(apart)) = (at == place, said) {
                let kept = |case: &Difference| {
                    self.change(case) == Some(change) && self.lies_in(&told, case)
                };
                let beside = self.beside(&machine, apart.more.as_ref(), &kept);
                let wished = wished(&machine);
                let plain = |witness| self.plainly((&witness, &wished), &kept);
                found = match beside.and_then(plain) {
                    Some(case) => Sought::Case(Box::new(case)),
                    None => match self.shown(machine, None, &kept) {
                        Shown::Case(case) => Sought::Case(case),
                        Shown::None(word) => Sought::None(word),
                        Shown::Doubt(_) => Sought::Unknown,
                    },
                };
            }
            at < place
        });
        found
    }

    /// The region of these ways, as each law tells it.
    fn told_in(&self, ways: &Ways<'_>) -> [Option<Region>; 2] {
        ways.within.map_or([None, None], |region| self.versions.joint.told_to_each(region))
    }

    /// A case of the way, or one beside it, of which `kept` holds: the whole numbers next to where
    /// it changes the most.
    fn beside(
        &self,
        machine: &Machine<'_, '_>,
        more: Option<&Form>,
        kept: &dyn Fn(&Difference) -> bool,
    ) -> Option<Witness> {
        let (_, near) = machine.explorer.space.farthest(more.unwrap_or(&Form::default()));
        let mut cases = near.iter().map(|point| at(machine, point));
        cases.find(|witness| self.confirmed(witness).is_some_and(|found| kept(&found)))
    }

    /// Whether no way of the region changes in this manner, with all numbers below what changed
    /// looked into.
    fn is_nowhere(&self, region: &Region, change: Change) -> bool {
        let mut found = false;
        let patience = self.means.patience.choices / NOWHERE_PART;
        let gone = self.along(Ways::of(&self.wider()).within(region), patience, |_, said| {
            found = match said {
                Said::Same(_) => false,
                Said::Apart(apart) => apart.change == change,
                Said::Beyond => true,
            };
            !found
        });
        gone.complete && !found
    }

    /// A case that changes the most or the least, looked for where the most or the least can be.
    pub(super) fn end_within(
        &self,
        ways: &[Place],
        change: Change,
        end: End,
        known: Option<&Difference>,
    ) -> Option<Difference> {
        let mut best = known.cloned();
        let mut ahead: Vec<(i128, &Region)> = ways
            .iter()
            .filter_map(|place| Some((end.worth(end.of(place.size?)), &place.within)))
            .collect();
        ahead.sort_by_key(|(worth, _)| std::cmp::Reverse(*worth));
        let mut searches = SEARCHES_MAX;
        for (worth, region) in ahead.into_iter().take(PLACES_MAX) {
            if self.worth(end, best.as_ref()).is_some_and(|known| known >= worth) {
                break;
            }
            self.end_on(region, change, (end, worth), (&mut best, &mut searches));
        }
        best
    }

    /// A case of the region that changes more, or less, than the best.
    fn end_on(
        &self,
        region: &Region,
        change: Change,
        (end, most): (End, i128),
        (best, searches): (&mut Option<Difference>, &mut u32),
    ) {
        let (mut ways, patience) = (0, self.means.patience.choices / CASES_PART);
        let told = self.versions.joint.told_to_each(region);
        let kept =
            |case: &Difference| self.change(case) == Some(change) && self.lies_in(&told, case);
        // What the best was found as, until it is told plainly.
        let mut raw: Option<(Witness, Wished)> = None;
        self.along(Ways::all().within(region), patience, |mut machine, said| {
            let Said::Apart(Apart { change: met, more: Some(more) }) = said else { return true };
            let Some(form) = more.times(end.worth(1)).filter(|_| met == change) else {
                return true;
            };
            if machine.keep_to_assumptions().is_err() {
                return true;
            }
            let better = |number: i128, best: &Option<Difference>| {
                self.worth(end, best.as_ref()).is_none_or(|known| number > known)
            };
            let (bound, near) = machine.explorer.space.farthest(&form);
            if !better(bound, best) {
                return true;
            }
            ways += 1;
            for witness in near.iter().map(|point| at(&machine, point)) {
                let found = self.confirmed(&witness).filter(kept);
                let Some(number) = self.worth(end, found.as_ref()) else { continue };
                if better(number, best) {
                    *best = found;
                    raw = Some((witness, wished(&machine)));
                }
            }
            // A bound less than a hundredth away is near enough.
            let near_enough = bound.saturating_sub(self.asked.denominator / 100);
            if *searches > 0 && better(near_enough, best) {
                *searches -= 1;
                let reached = machine.explorer.space.most(&form, HALVES_MAX, PARTS_MAX).reached;
                // Where none is found, a way like this one will show none either.
                if reached.is_none() {
                    *searches = 0;
                }
                let exactly = |case: &Difference| self.worth(end, Some(case)) == reached;
                if let Some(number) = reached.filter(|number| better(*number, best))
                    && let Shown::Case(case) = self.shown(machine, Some((&form, number)), &exactly)
                {
                    *best = Some(*case);
                    raw = None;
                }
            }
            ways < WAYS_MAX && better(most, best)
        });
        if let Some((witness, wished)) = raw {
            let number = self.worth(end, best.as_ref());
            let as_much = |case: &Difference| kept(case) && self.worth(end, Some(case)) == number;
            *best = self.plainly((&witness, &wished), &as_much);
        }
    }

    /// What the case comes to, so that more of it is nearer to the end.
    fn worth(&self, end: End, found: Option<&Difference>) -> Option<i128> {
        self.size(found?).map(|size| end.worth(size))
    }

    /// What becomes of the cases of the region that do not change in this manner, with these rules
    /// looked into.
    pub(super) fn others(&self, region: &Region, change: Change, open: &Groups) -> Others {
        let mut others = Others::None;
        let patience = self.means.patience.choices / CASES_PART;
        let gone = self.along(Ways::of(open).within(region), patience, |_, said| {
            match said {
                Said::Apart(apart) if apart.change == change => {}
                Said::Same(_) => others = Others::Same,
                Said::Apart(_) | Said::Beyond => others = Others::Unknown,
            }
            others != Others::Unknown
        });
        if gone.complete && !gone.shortened { others } else { Others::Unknown }
    }
}
