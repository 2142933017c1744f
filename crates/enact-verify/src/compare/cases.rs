//! A case for each part in which two laws differ: an ordinary one, and those that differ the most.

use super::search::{Apart, Said, Search, Shown, Ways};
use super::told::{Change, Difference};
use crate::machine::{Answer, Machine, Sym};
use crate::region::Region;
use crate::space::Found;
use enact_model::program::Target;

/// Which part of the patience goes to the search for one case.
const CASES_PART: u64 = 100;

/// Which part of the patience goes to the proof that there is none, and then to a longer search.
const NOWHERE_PART: u64 = 10;

/// Of how many ways, yes and no told apart, the one with the least to tell is shown.
const PROFILES_MAX: usize = 3;

/// On how many ways a case is looked for that changes the most.
const WAYS_MAX: u32 = 4;

/// How often the gap between what is proved and what is reached is halved.
const HALVES_MAX: u32 = 24;

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
fn profile(machine: &Machine<'_, '_>) -> (Vec<(u32, Target)>, usize) {
    let read = machine.inputs.read_of_the_case();
    let measured = |answer: &Answer| matches!(answer, Ok(Sym::Number(_) | Sym::Date(_)));
    let length = read.iter().map(|(_, answer)| 1 + usize::from(measured(answer))).sum();
    let so = read.into_iter().filter(|(_, answer)| *answer == Ok(Sym::YesNo(true)));
    (so.map(|(about, _)| about).collect(), length)
}

impl Search<'_> {
    /// An ordinary case in the region that changes in this manner. Where none is soon found, it is
    /// first asked whether there can be one.
    pub(super) fn case_somewhere(&self, region: &Region, change: Change) -> Sought {
        let patience = self.means.patience.choices;
        match self.case_within(region, change, patience / CASES_PART) {
            Sought::Unknown if self.is_nowhere(region, change) => Sought::None(None),
            Sought::Unknown => self.case_within(region, change, patience / NOWHERE_PART),
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
        let mut place = 0;
        let gone = self.along(ways, patience, |mut machine, said| {
            place += 1;
            match said {
                Said::Apart(apart) if apart.change == change => {}
                Said::Beyond => {
                    found.is_unsure();
                    return true;
                }
                Said::Apart(_) | Said::Same => return true,
            }
            let (profile, length) = profile(&machine);
            if seen.contains(&profile) || machine.keep_to_assumptions().is_err() {
                return true;
            }
            match machine.explorer.space.point_or(self.means.solver) {
                (Found::Point(_), _) => {
                    seen.push(profile);
                    found.has(length, place);
                }
                (Found::None, word) => found.is_not(word),
                (Found::Unknown, _) => found.is_unsure(),
            }
            seen.len() < PROFILES_MAX
        });
        match found {
            Shortest::None(_) if !gone.complete => Shortest::Unknown,
            found => found,
        }
    }

    /// The case of the way at this place.
    fn case_of(&self, ways: Ways<'_>, change: Change, place: usize) -> Sought {
        let (mut found, mut at) = (Sought::Unknown, 0);
        self.along(ways, self.means.patience.choices, |machine, _| {
            at += 1;
            if at == place {
                let kept = |case: &Difference| self.change(case) == Some(change);
                found = match self.shown(machine, None, &kept) {
                    Shown::Case(case) => Sought::Case(case),
                    Shown::None(word) => Sought::None(word),
                    Shown::Doubt(_) => Sought::Unknown,
                };
            }
            at < place
        });
        found
    }

    /// Whether no way of the region changes in this manner, with all numbers below what changed
    /// looked into.
    fn is_nowhere(&self, region: &Region, change: Change) -> bool {
        let mut found = false;
        let patience = self.means.patience.choices / NOWHERE_PART;
        let gone = self.along(Ways::of(&self.wider()).within(region), patience, |_, said| {
            found = match said {
                Said::Same => false,
                Said::Apart(apart) => apart.change == change,
                Said::Beyond => true,
            };
            !found
        });
        gone.complete && !found
    }

    /// A case in the region that changes the most or the least, as far as it is found on the
    /// first ways.
    pub(super) fn end_within(
        &self,
        region: &Region,
        change: Change,
        (up, end): (bool, i128),
        known: Option<&Difference>,
    ) -> Option<Difference> {
        let worth = |found: &Difference| self.size(found).map(|size| if up { size } else { -size });
        let mut best = known.cloned();
        let end = if up { end } else { -end };
        let mut ways = 0;
        self.along(
            Ways::all().within(region),
            self.means.patience.choices / CASES_PART,
            |machine, said| {
                let Said::Apart(Apart { change: found, more: Some(more) }) = said else {
                    return true;
                };
                let reached =
                    |best: &Option<Difference>| best.as_ref().and_then(worth) == Some(end);
                if found != change || reached(&best) {
                    return !reached(&best);
                }
                let Some(form) = more.times(if up { 1 } else { -1 }) else { return true };
                let better = |number: &i128| {
                    best.as_ref().and_then(worth).is_none_or(|known| *number > known)
                };
                if !better(&machine.explorer.space.bound_of(&form)) {
                    return true;
                }
                ways += 1;
                let most = machine.explorer.space.most(&form, HALVES_MAX);
                if let Some(number) = most.reached.filter(better)
                    && let Shown::Case(case) = self
                        .shown(machine, Some((&form, number)), &|case| worth(case) == Some(number))
                {
                    best = Some(*case);
                }
                ways < WAYS_MAX && !reached(&best)
            },
        );
        best
    }

    /// Whether every case of the region changes in this manner.
    pub(super) fn throughout(&self, region: &Region, change: Change) -> bool {
        let mut always = true;
        let patience = self.means.patience.choices / CASES_PART;
        let gone = self.along(Ways::of(&self.changed).within(region), patience, |_, said| {
            always = matches!(said, Said::Apart(apart) if apart.change == change);
            always
        });
        gone.complete && always && !gone.shortened
    }
}
