//! All cases that two laws decide differently: in which manner, where, and how much.
//!
//! Where they can be is found with only what changed looked into. For each part of that a real
//! case is then looked for, with all rules looked into ([`cases`](super::cases)); a part without
//! any falls away.

use super::cases::Sought;
use super::search::{Apart, Found, Said, Search, Ways};
use super::told::{Change, Differences, Part, Size};
use super::{Asked, BY_STRUCTURE, Means, Versions};
use crate::domain::Domain;
use crate::region::{Region, all_joined};
use crate::safeguard::{Doubt, Method};
use enact_model::Program;
use enact_model::table::TermId;
use enact_value::Range;
use std::collections::BTreeMap;

/// How many parts of one manner and size are told apart.
const PARTS_MAX: usize = 12;

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
}
