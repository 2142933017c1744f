//! All cases that two laws decide differently: in which manner, where, and how much.
//!
//! Where they can be is found with only what changed looked into. For each part of that a real
//! case is then looked for, with all rules looked into ([`cases`](super::cases)); a part without
//! any falls away.

use super::cases::{End, Sought, profile};
use super::search::{Apart, Found, Said, Search, Ways};
use super::told::{Change, Differences, Kind, Part, Size};
use super::{Asked, BY_STRUCTURE, Groups, Means, Versions};
use crate::domain::Domain;
use crate::region::{Region, all_joined};
use crate::safeguard::{Doubt, Method};
use enact_model::Program;
use enact_model::table::TermId;
use enact_value::Range;
use std::collections::BTreeMap;

/// How many parts of one manner are told apart when each says exactly how much.
const EXACT_MAX: usize = 6;

/// How many parts of one manner are told apart when they only differ in numbers and days.
const ROUGH_MAX: usize = 3;

/// Which part of the patience goes to the ways on which all numbers are looked into.
const WIDER_PART: u64 = 100;

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
        let wide = search.gather(&search.wider(), means.patience.choices / WIDER_PART);
        let mut gathered = match wide.rest {
            Ok(_) => wide,
            Err(_) => search.gather(&search.changed, means.patience.choices),
        };
        let raw = gathered.joined(&self.joint.program);
        let mut rest = gathered.rest;
        let mut parts = Vec::new();
        for raw in raw {
            match search.part(raw, &gathered) {
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
#[derive(Clone)]
pub(super) struct Raw {
    pub change: Change,
    pub region: Region,
    pub size: Option<Range>,
    /// Where each of its ways lies.
    pub ways: Vec<Place>,
}

/// Where a way lies.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub region: Region,
    /// The same, with every yes and no that was read of the case.
    pub within: Region,
    pub size: Option<Range>,
    /// How much has to be told of a case of it.
    pub length: usize,
}

impl Raw {
    /// Around this part and another of the same manner.
    fn and(&mut self, other: Self) {
        self.region = self.region.around(&other.region);
        self.size = hull(self.size, other.size);
        self.ways.extend(other.ways);
    }
}

/// What was met along all ways.
struct Gathered {
    /// Per manner and region: the size.
    found: Vec<Raw>,
    /// All that is read on a way with an answer, whether or not the laws differ on it.
    around: Vec<Region>,
    rest: Result<Method, Doubt>,
}

impl Gathered {
    fn add(&mut self, change: Change, place: Place) {
        let known = self
            .found
            .iter_mut()
            .find(|known| known.change == change && known.region == place.region);
        match known {
            Some(known) => {
                known.size = hull(known.size, place.size);
                known.ways.push(place);
            }
            None => {
                let (region, size) = (place.region.clone(), place.size);
                self.found.push(Raw { change, region, size, ways: vec![place] });
            }
        }
    }

    fn lies(&mut self, region: Region) {
        let alike = |known: &&mut Region| known.on == region.on && known.apart(&region) == 0;
        match self.around.iter_mut().find(alike) {
            Some(known) => *known = known.with(&region),
            None => self.around.push(region),
        }
    }

    /// The region without ends that whatever has an answer has as well.
    fn opened(&self, region: &Region) -> Region {
        let alike = self.around.iter().filter(|known| known.agrees(region));
        let Some(all) = alike.cloned().reduce(|one, other| one.with(&other)) else {
            return region.clone();
        };
        let mut days = self.around.iter().filter(|known| known.meets(region));
        let day_matters = days.any(|known| known.on != region.on);
        Region { on: region.on.filter(|_| day_matters), ..region.opened(&all) }
    }

    /// As few parts as can be: joined where they have one size, and where they are many, those
    /// that only differ in numbers and days, and then those that differ least.
    fn joined(&mut self, program: &Program) -> Vec<Raw> {
        let mut by_manner: BTreeMap<Change, Vec<Raw>> = BTreeMap::new();
        for raw in self.found.drain(..) {
            by_manner.entry(raw.change).or_default().push(raw);
        }
        let few = |parts: Vec<Raw>| {
            let exact = by_size(program, &parts);
            let answered = |kind| !matches!(kind, Kind::NotSet | Kind::NoAnswer);
            let all = exact.iter().all(|raw| answered(raw.change.from) && answered(raw.change.to));
            match all {
                true if exact.len() <= EXACT_MAX => exact,
                true => by_profile(parts, ROUGH_MAX),
                false => by_profile(parts, 1),
            }
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
        let ways: Vec<_> = alike.clone().flat_map(|raw| raw.ways.clone()).collect();
        let regions = all_joined(program, alike.map(|raw| raw.region.clone()).collect());
        let (change, size) = (*change, *size);
        joined.extend(regions.into_iter().map(|region| {
            let ways = ways.iter().filter(|way| region.covers(&way.region)).cloned().collect();
            Raw { change, region, size, ways }
        }));
    }
    joined
}

/// The parts of one manner, together where they differ in numbers and days only; and as long as
/// there are more than `most`, the two that differ in the fewest other things.
fn by_profile(parts: Vec<Raw>, most: usize) -> Vec<Raw> {
    let mut joined: Vec<Raw> = Vec::new();
    for raw in parts {
        match joined.iter_mut().find(|known| known.region.apart(&raw.region) == 0) {
            Some(known) => known.and(raw),
            None => joined.push(raw),
        }
    }
    while joined.len() > most {
        let Some((one, other)) = nearest(&joined) else { break };
        let other = joined.remove(other);
        joined[one].and(other);
    }
    joined
}

/// The two parts that differ in the fewest things, and of those the first that differ as much.
fn nearest(parts: &[Raw]) -> Option<(usize, usize)> {
    let places = 0..parts.len();
    let pairs = places.flat_map(|one| (one + 1..parts.len()).map(move |other| (one, other)));
    pairs.min_by_key(|(one, other)| {
        let (one, other) = (&parts[*one], &parts[*other]);
        (one.region.apart(&other.region), one.size != other.size)
    })
}

fn hull(one: Option<Range>, other: Option<Range>) -> Option<Range> {
    Some(one?.hull(other?))
}

impl Search<'_> {
    /// Every way on which the laws may differ, with only these rules looked into.
    fn gather(&self, open: &Groups, patience: u64) -> Gathered {
        let mut gathered =
            Gathered { found: Vec::new(), around: Vec::new(), rest: Err(Doubt::TooManyWays) };
        let mut beyond = false;
        let gone = self.along(Ways::of(open), patience, |machine, said| {
            match said {
                Said::Same(Kind::NotSet | Kind::NoAnswer) => {}
                Said::Same(_) => gathered.lies(self.read_on(&machine).unwrap_or_default()),
                Said::Beyond => beyond = true,
                Said::Apart(Apart { change, more }) => {
                    if !matches!(change.to, Kind::NotSet | Kind::NoAnswer) {
                        gathered.lies(self.read_on(&machine).unwrap_or_default());
                    }
                    let region = self.read_tightly_on(&machine).unwrap_or_default();
                    let space = &machine.explorer.space;
                    let size = more.and_then(|more| space.extents(&[more]).first().copied());
                    let (_, length) = profile(&machine);
                    let within = self.all_read_on(&machine).unwrap_or_default();
                    let within = region.and_fixed(&within);
                    gathered.add(change, Place { region, within, size, length });
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
    fn part(&self, raw: Raw, gathered: &Gathered) -> Result<Part, Option<&'static str>> {
        let ordinary = match self.case_somewhere(&raw) {
            Sought::None(solver) => return Err(solver),
            Sought::Case(found) => Some(*found),
            Sought::Unknown => None,
        };
        let Raw { change, region, size, ways } = raw;
        let end = |end| self.end_within(&ways, change, end, ordinary.as_ref());
        let size = size.map(|range| Size { range, least: end(End::Least), most: end(End::Most) });
        let opened = gathered.opened(&region);
        let (region, throughout) = match self.throughout(&opened, change) {
            false if self.throughout(&region, change) => (region, true),
            throughout => (opened, throughout),
        };
        let [before, after] = self.versions.joint.told_to_each(&region);
        Ok(Part { change, before, after, throughout, ordinary, size })
    }
}
