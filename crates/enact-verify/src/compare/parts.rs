//! All cases that two laws decide differently: in which manner, where, and how much.
//!
//! Where they can be is found with only what changed looked into. For each part of that a real
//! case is then looked for, with all rules looked into ([`cases`](super::cases)); a part without
//! any falls away.

use super::cases::{End, Sought, profile};
use super::few::few;
use super::search::{Apart, Found, Said, Search, Ways};
use super::told::{Change, Differences, Kind, Others, Part, Size};
use super::{Asked, BY_STRUCTURE, Groups, Means, Versions};
use crate::domain::Domain;
use crate::region::Region;
use crate::safeguard::{Doubt, Method};
use enact_model::Program;
use enact_model::table::TermId;
use enact_value::{Date, Range};
use std::collections::BTreeMap;

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
        let wider = search.wider();
        let wide = search.gather(&wider, means.patience.choices / WIDER_PART);
        let (mut gathered, open) = match wide.rest {
            Ok(_) => (wide, &wider),
            Err(_) => (search.gather(&search.changed, means.patience.choices), &search.changed),
        };
        let raw = gathered.joined(&self.joint.program);
        let mut rest = gathered.rest;
        let mut parts = Vec::new();
        for raw in raw {
            match search.part(raw, &gathered, open) {
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
    pub fn and(&mut self, other: Self) {
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
    /// The last day that is looked at.
    last_day: Date,
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
        let day_matters = self.around.iter().any(|known| known.on != region.on);
        let opened = |(first, last): (Date, Date)| {
            (first, if last == self.last_day { Date::MAX } else { last })
        };
        Region { on: region.on.filter(|_| day_matters).map(opened), ..region.opened(&all) }
    }

    /// As few parts as can be told.
    fn joined(&mut self, program: &Program) -> Vec<Raw> {
        let mut by_manner: BTreeMap<Change, Vec<Raw>> = BTreeMap::new();
        for raw in self.found.drain(..) {
            by_manner.entry(raw.change).or_default().push(raw);
        }
        by_manner.into_values().flat_map(|parts| few(program, parts)).collect()
    }
}

pub(super) fn hull(one: Option<Range>, other: Option<Range>) -> Option<Range> {
    Some(one?.hull(other?))
}

impl Search<'_> {
    /// Every way on which the laws may differ, with only these rules looked into.
    fn gather(&self, open: &Groups, patience: u64) -> Gathered {
        let mut gathered = Gathered {
            found: Vec::new(),
            around: Vec::new(),
            last_day: self.domain.on.1,
            rest: Err(Doubt::TooManyWays),
        };
        let mut beyond = false;
        let named = self.named_by(open);
        let law = (&self.versions.joint.program, self.domain);
        let gone = self.along(Ways::of(open), patience, |machine, said| {
            let way = (&machine.inputs, &machine.explorer.space);
            let told = self.told_on(&machine, &named);
            let lies = || Region::of_way(law, way, &told).unwrap_or_default();
            match said {
                Said::Same(Kind::NotSet | Kind::NoAnswer) => {}
                Said::Same(_) => gathered.lies(lies()),
                Said::Beyond => beyond = true,
                Said::Apart(Apart { change, more }) => {
                    if !matches!(change.to, Kind::NotSet | Kind::NoAnswer) {
                        gathered.lies(lies());
                    }
                    let region = Region::tightly_of_way(law, way, &told).unwrap_or_default();
                    let size = more.and_then(|more| way.1.extents(&[more]).first().copied());
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

    /// The part with its cases, of ways on which these rules were looked into; or on whose word
    /// there are none, when a solver said so.
    fn part(
        &self,
        raw: Raw,
        gathered: &Gathered,
        open: &Groups,
    ) -> Result<Part, Option<&'static str>> {
        let ordinary = match self.case_somewhere(&raw) {
            Sought::None(solver) => return Err(solver),
            Sought::Case(found) => Some(*found),
            Sought::Unknown => None,
        };
        let Raw { change, region, size, ways } = raw;
        let end = |end| self.end_within(&ways, change, end, ordinary.as_ref());
        let size = size.map(|range| Size { range, least: end(End::Least), most: end(End::Most) });
        let joint = &self.versions.joint;
        let region = match joint.told_to_each(&region) {
            [None, None] => joint.as_earlier(&region),
            _ => region,
        };
        let opened = gathered.opened(&region);
        let (region, others) = match self.others(&opened, change, open) {
            Others::None => (opened, Others::None),
            others => match self.others(&region, change, open) {
                nearer if nearer < others => (region, nearer),
                _ => (opened, others),
            },
        };
        let [before, after] = joint.told_to_each(&region);
        Ok(Part { change, before, after, others, ordinary, size })
    }
}
