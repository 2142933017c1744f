//! Many ways as few parts.
//!
//! Ways of one size are one part where their regions join. Where that leaves too many, all ways
//! of one manner are split by what is so of the cases, time and again where the ends that are then
//! told are those of most ways. Of each group the ways of which the least has to be told are a part
//! by themselves, and they count for more: most people have no partner abroad.

use super::parts::{Place, Raw, hull};
use super::told::Kind;
use crate::region::{About, Extent, Region, all_joined};
use enact_model::Program;

/// How many parts of one manner are told apart when each says exactly how much.
const EXACT_MAX: usize = 6;

/// In how many groups the parts of one manner are told else; each is one part or two.
const GROUPS_MAX: usize = 3;

/// From how many things that are so of a way on it counts for as little as can be.
const SO_MAX: usize = 40;

/// An end of a size counts for as many ends of numbers.
const SIZE_COUNTS: usize = 3;

/// The parts of one manner, few enough to be told; what is the most ordinary first.
pub(super) fn few(program: &Program, parts: Vec<Raw>) -> Vec<Raw> {
    let exact = by_size(program, &parts);
    let answered = |kind| !matches!(kind, Kind::NotSet | Kind::NoAnswer);
    let all = exact.iter().all(|raw| answered(raw.change.from) && answered(raw.change.to));
    match all {
        true if exact.len() <= EXACT_MAX => exact,
        true => split(&by_profile(parts), GROUPS_MAX),
        false => split(&by_profile(parts), 1),
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

/// The parts of one manner, together where they differ in numbers and days only.
fn by_profile(parts: Vec<Raw>) -> Vec<Raw> {
    let mut joined: Vec<Raw> = Vec::new();
    for raw in parts {
        match joined.iter_mut().find(|known| known.region.apart(&raw.region) == 0) {
            Some(known) => known.and(raw),
            None => joined.push(raw),
        }
    }
    joined
}

/// A group of parts, told as one.
#[derive(Clone)]
struct Group<'p> {
    /// What is so of all its cases.
    so: Region,
    /// The parts that have such cases, and for how much they count.
    parts: Vec<(&'p Raw, usize)>,
}

/// The parts as at most so many.
fn split(parts: &[Raw], most: usize) -> Vec<Raw> {
    let counts = |raw: &Raw| 1 << SO_MAX.saturating_sub(raw.region.so().count());
    let all = parts.iter().map(|raw| (raw, counts(raw))).collect();
    let mut groups = vec![Group { so: Region::default(), parts: all }];
    while let Some((place, split)) = best(&groups, most) {
        groups.splice(place..=place, split);
    }
    let mut told: Vec<Group<'_>> = match most {
        1 => groups,
        _ => groups.iter().flat_map(Group::told).collect(),
    };
    told.sort_by_key(Group::least);
    told.iter().filter_map(Group::whole).collect()
}

/// Which group is best split, and into which: that after which most ends are told.
fn best<'p>(groups: &[Group<'p>], most: usize) -> Option<(usize, Vec<Group<'p>>)> {
    let mut best: Option<(usize, usize, Vec<Group<'p>>)> = None;
    for (place, group) in groups.iter().enumerate() {
        let told = group.ends_told();
        for about in group.differing() {
            let split = group.by(about);
            let ends: usize = split.iter().map(Group::ends_told).sum();
            let gain = ends.saturating_sub(told);
            let least = best.as_ref().map_or(0, |(gain, ..)| *gain);
            if groups.len() + split.len() - 1 <= most && gain > least {
                best = Some((gain, place, split));
            }
        }
    }
    best.map(|(_, place, split)| (place, split))
}

impl Raw {
    /// How many of its ends are those of a part that it lies in.
    fn ends_as(&self, whole: &Self) -> usize {
        let size = self.size.zip(whole.size).map_or(0, |(one, all)| {
            usize::from(one.low == all.low) + usize::from(one.high == all.high)
        });
        self.region.ends_as(&whole.region) + SIZE_COUNTS * size
    }
}

impl<'p> Group<'p> {
    /// Of what more than one thing is so in its parts, and all of them say which.
    fn differing(&self) -> Vec<&'p About> {
        let Some((first, _)) = self.parts.first() else { return Vec::new() };
        let said =
            |about: &About| self.parts.iter().all(|(raw, _)| raw.region.stated.contains_key(about));
        let all = first.region.so().map(|(about, _)| about);
        all.filter(|about| said(about) && self.ways_to_be(about).len() > 1).collect()
    }

    /// What is so of it, in one part or another.
    fn ways_to_be(&self, about: &About) -> Vec<&'p Extent> {
        let mut all: Vec<&Extent> = Vec::new();
        for extent in self.parts.iter().filter_map(|(raw, _)| raw.region.stated.get(about)) {
            if !all.contains(&extent) {
                all.push(extent);
            }
        }
        all
    }

    /// The group by what is so of one thing.
    fn by(&self, about: &About) -> Vec<Self> {
        let of = |extent: &Extent| {
            let said = |raw: &Raw| raw.region.stated.get(about) == Some(extent);
            let parts = self.parts.iter().copied().filter(|(raw, _)| said(raw)).collect();
            let mut so = self.so.clone();
            so.stated.insert(about.clone(), extent.clone());
            Self { so, parts }
        };
        self.ways_to_be(about).into_iter().map(of).collect()
    }

    /// Of how many things it has to be told at least what is so.
    fn least(&self) -> usize {
        self.parts.iter().map(|(raw, _)| raw.region.so().count()).min().unwrap_or(0)
    }

    /// Those of which the least has to be told, and the others.
    fn apart(&self) -> [Self; 2] {
        let least = self.least();
        let (ordinary, others) =
            self.parts.iter().copied().partition(|(raw, _)| raw.region.so().count() == least);
        [ordinary, others].map(|parts| Self { so: self.so.clone(), parts })
    }

    /// As one part; or as two, where what is ordinary changes less or more than the others.
    fn told(&self) -> Vec<Self> {
        let both = self.apart();
        let [ordinary, others] = both.each_ref().map(Self::whole);
        let differ = ordinary.zip(others).is_some_and(|(one, other)| one.size != other.size);
        if differ { both.to_vec() } else { vec![self.clone()] }
    }

    /// How many ends of its parts are told, each for as much as its part counts.
    fn ends_told(&self) -> usize {
        let told: Vec<Raw> = self.told().iter().filter_map(Self::whole).collect();
        let of = |(raw, counts): &(&Raw, usize)| {
            let ends = told.iter().map(|told| raw.ends_as(told)).max();
            counts.saturating_mul(ends.unwrap_or(0))
        };
        self.parts.iter().map(of).fold(0, usize::saturating_add)
    }

    /// All its parts as one.
    fn whole(&self) -> Option<Raw> {
        let within = |place: &Place| Place {
            region: place.region.and_fixed(&self.so),
            within: place.within.and_fixed(&self.so),
            ..place.clone()
        };
        let mut parts = self.parts.iter().map(|(raw, _)| *raw);
        let first = parts.next()?;
        let (mut region, mut size) = (first.region.clone(), first.size);
        let mut ways: Vec<Place> = first.ways.iter().map(within).collect();
        for raw in parts {
            region = region.around(&raw.region);
            size = hull(size, raw.size);
            ways.extend(raw.ways.iter().map(within));
        }
        Some(Raw { change: first.change, region: region.and_fixed(&self.so), size, ways })
    }
}
