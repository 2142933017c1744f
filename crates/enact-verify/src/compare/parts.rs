//! All cases that two laws decide differently: in which manner, where, and how much.
//!
//! Where they can be is found with only what changed looked into, and what is a number below it.
//! For each part of that a real case is then looked for, with all rules looked into; a part without
//! any falls away.

use super::search::{Apart, Found, Said, Search, Shown, Ways};
use super::told::{Change, Difference, Differences, Part, Size};
use super::{Asked, BY_STRUCTURE, Means, Versions};
use crate::domain::Domain;
use crate::machine::{Answer, Machine, Sym};
use crate::region::{Region, all_joined};
use crate::safeguard::{Doubt, Method};
use crate::space;
use enact_model::Program;
use enact_model::program::Target;
use enact_model::table::TermId;
use enact_value::Range;
use std::collections::BTreeMap;

/// How many parts of one manner and size are told apart.
const PARTS_MAX: usize = 12;

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

impl Versions<'_> {
    /// All cases that the laws decide differently, of those that both accept.
    #[must_use]
    pub fn differences(&self, terms: (TermId, TermId), means: Means<'_>) -> Differences {
        let none = |rest| Differences { parts: Vec::new(), denominator: 1, rest };
        if self.mean_the_same(terms) {
            return none(Ok(BY_STRUCTURE));
        }
        let Some(asked) = Asked::of(self, terms) else { return none(Err(Doubt::Beyond)) };
        let domain = Domain::of(&self.joint.program, means.patience.list_most);
        let search = Search::new(self, asked, &domain, means);
        if let Found::Equal(method) = search.quickly(&search.changed) {
            return none(Ok(method));
        }
        let mut gathered = search.gather();
        let raw = gathered.joined(&self.joint.program);
        let mut rest = gathered.rest;
        let mut parts = Vec::new();
        for raw in raw {
            match search.part(raw) {
                Ok(part) => parts.push(part),
                Err(solver) => {
                    if let Ok(method) = &mut rest {
                        method.solver = method.solver.or(solver);
                    }
                }
            }
        }
        Differences { parts, denominator: asked.denominator, rest }
    }
}

/// Where the laws may differ in one manner.
struct Raw {
    change: Change,
    region: Region,
    size: Option<Range>,
}

/// What was met along all ways.
struct Gathered {
    /// Per manner, region and day: the size.
    found: Vec<Raw>,
    rest: Result<Method, Doubt>,
}

impl Gathered {
    fn add(&mut self, raw: Raw) {
        let known = self
            .found
            .iter_mut()
            .find(|known| known.change == raw.change && known.region == raw.region);
        match known {
            Some(known) => {
                known.size = hull(known.size, raw.size);
            }
            None => self.found.push(raw),
        }
    }

    /// As few parts as can be: joined where they have one size, and where they are many, whatever
    /// their size; at last those that only differ in numbers and days.
    fn joined(&mut self, program: &Program) -> Vec<Raw> {
        let mut by_manner: BTreeMap<Change, Vec<Raw>> = BTreeMap::new();
        for raw in self.found.drain(..) {
            by_manner.entry(raw.change).or_default().push(raw);
        }
        let few = |parts: Vec<Raw>| {
            let exact = by_size(program, &parts);
            if exact.len() <= PARTS_MAX { exact } else { by_profile(&parts) }
        };
        by_manner.into_values().flat_map(few).collect()
    }
}

/// The parts of one manner, joined where they have one size.
fn by_size(program: &Program, parts: &[Raw]) -> Vec<Raw> {
    let mut joined = Vec::new();
    for (place, Raw { change, size, .. }) in parts.iter().enumerate() {
        if parts[..place].iter().any(|known| known.size == *size) {
            continue;
        }
        let alike = parts.iter().filter(|raw| raw.size == *size);
        let regions = all_joined(program, alike.map(|raw| raw.region.clone()).collect());
        let (change, size) = (*change, *size);
        joined.extend(regions.into_iter().map(|region| Raw { change, region, size }));
    }
    joined
}

/// The parts of one manner, those together that differ in numbers and days only; all of them
/// together when there are too many still.
fn by_profile(parts: &[Raw]) -> Vec<Raw> {
    let mut joined: Vec<Raw> = Vec::new();
    for raw in parts {
        let alike = |known: &&mut Raw| known.region.same_profile(&raw.region);
        match joined.iter_mut().find(alike) {
            Some(known) => {
                known.region = known.region.around(&raw.region);
                known.size = hull(known.size, raw.size);
            }
            None => joined.push(Raw { region: raw.region.clone(), ..*raw }),
        }
    }
    if joined.len() <= PARTS_MAX {
        return joined;
    }
    let size = joined.iter().map(|raw| raw.size).reduce(hull).flatten();
    let change = joined.first().map(|raw| raw.change);
    change.map(|change| Raw { change, region: Region::default(), size }).into_iter().collect()
}

fn hull(one: Option<Range>, other: Option<Range>) -> Option<Range> {
    Some(one?.hull(other?))
}

/// What a search within a part comes to.
enum Sought {
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
    /// Every way on which the laws may differ, with only what changed looked into.
    fn gather(&self) -> Gathered {
        let mut gathered = Gathered { found: Vec::new(), rest: Err(Doubt::TooManyWays) };
        let mut beyond = false;
        let patience = self.means.patience.choices;
        let gone = self.along(Ways::of(&self.changed), patience, |machine, said| {
            match said {
                Said::Same => {}
                Said::Beyond => beyond = true,
                Said::Apart(Apart { change, more }) => {
                    let region = self.read_on(&machine).unwrap_or_default();
                    let size = more.and_then(|more| machine.explorer.space.extent(&more));
                    gathered.add(Raw { change, region, size });
                }
            }
            true
        });
        if beyond {
            gathered.rest = Err(Doubt::Beyond);
        } else if gone.complete {
            let lists_up_to = gone.shortened.then_some(self.domain.list_most);
            let ways = gone.ways;
            gathered.rest = Ok(Method { by_structure: false, ways, lists_up_to, solver: None });
        }
        gathered
    }

    /// The part with its cases; or on whose word there are none, when a solver said so.
    fn part(&self, raw: Raw) -> Result<Part, Option<&'static str>> {
        let Raw { change, region, size } = raw;
        let ordinary = match self.case_somewhere(&region, change) {
            Sought::None(solver) => return Err(solver),
            Sought::Case(found) => Some(*found),
            Sought::Unknown => None,
        };
        let size = size.map(|range| Size {
            range,
            least: self.end_within(&region, change, (false, range.low), ordinary.as_ref()),
            most: self.end_within(&region, change, (true, range.high), ordinary.as_ref()),
        });
        let throughout = self.throughout(&region, change);
        let [before, after] = self.versions.joint.told_to_each(&region);
        Ok(Part { change, before, after, throughout, ordinary, size })
    }

    /// An ordinary case in the region that changes in this manner. Where none is soon found, it is
    /// first asked whether there can be one.
    fn case_somewhere(&self, region: &Region, change: Change) -> Sought {
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
                (space::Found::Point(_), _) => {
                    seen.push(profile);
                    found.has(length, place);
                }
                (space::Found::None, word) => found.is_not(word),
                (space::Found::Unknown, _) => found.is_unsure(),
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
    fn end_within(
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
    fn throughout(&self, region: &Region, change: Change) -> bool {
        let mut always = true;
        let patience = self.means.patience.choices / CASES_PART;
        let gone = self.along(Ways::of(&self.changed).within(region), patience, |_, said| {
            always = matches!(said, Said::Apart(apart) if apart.change == change);
            always
        });
        gone.complete && always && !gone.shortened
    }
}
