//! How two regions stand to each other, and what lies around both.

use super::{About, Extent, Region};
use crate::space::FAR;
use enact_value::{Date, Range};
use std::collections::BTreeMap;

/// The years of which a law speaks; ends beyond them are those of the calendar.
const DAYS_MEANT: (i32, i32) = (1000, 8000);

impl Region {
    /// In how many things the regions differ, numbers and days aside.
    pub(crate) fn apart(&self, other: &Self) -> usize {
        let known = other.stated.keys().filter(|about| !self.stated.contains_key(*about));
        self.stated
            .keys()
            .chain(known)
            .filter(|about| self.fixed(about) != other.fixed(about))
            .count()
    }

    /// What it says, other than between which numbers or days something lies.
    pub(crate) fn so(&self) -> impl Iterator<Item = (&About, &Extent)> {
        self.stated.iter().filter(|(_, extent)| !extent.is_measured())
    }

    /// How many ends of numbers and days it has in common with the other.
    pub(crate) fn ends_as(&self, other: &Self) -> usize {
        let in_common = |(about, extent): (&About, &Extent)| {
            let [low, high] = match (extent, other.stated.get(about)) {
                (Extent::Numbers(one), Some(Extent::Numbers(other))) => {
                    [one.low == other.low, one.high == other.high]
                }
                (Extent::Days(first, last), Some(Extent::Days(begin, end))) => {
                    [first == begin, last == end]
                }
                _ => [false, false],
            };
            usize::from(low) + usize::from(high)
        };
        self.stated.iter().map(in_common).sum()
    }

    /// What it says of something, other than between which numbers or days it lies.
    fn fixed(&self, about: &About) -> Option<&Extent> {
        self.stated.get(about).filter(|extent| !extent.is_measured())
    }

    /// With what the other says, other than between which numbers or days something lies.
    pub(crate) fn and_fixed(&self, other: &Self) -> Self {
        let mut both = self.clone();
        for about in other.stated.keys() {
            if let Some(extent) = other.fixed(about) {
                both.stated.entry(about.clone()).or_insert_with(|| extent.clone());
            }
        }
        both
    }

    /// Whether a case can lie in both, numbers and days aside.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        self.stated.iter().all(|(about, extent)| match other.stated.get(about) {
            Some(known) => extent.is_measured() && known.is_measured() || extent == known,
            None => true,
        })
    }

    /// The region around both, with all that one of them says.
    pub(crate) fn with(&self, other: &Self) -> Self {
        let mut both = self.around(other);
        for (about, extent) in self.stated.iter().chain(&other.stated) {
            both.stated.entry(about.clone()).or_insert_with(|| extent.clone());
        }
        both
    }

    /// The region without the ends of numbers and days that `all` has as well.
    pub(crate) fn opened(&self, all: &Self) -> Self {
        let stated = self.stated.iter().filter_map(|(about, extent)| {
            Some((about.clone(), extent.opened(all.stated.get(about))?))
        });
        Self { on: self.on, stated: stated.collect() }
    }

    /// The region around two, without that in which they differ other than in numbers and days.
    pub(crate) fn around(&self, other: &Self) -> Self {
        let on = self.on.zip(other.on);
        let on = on.map(|(one, other)| (one.0.min(other.0), one.1.max(other.1)));
        let mut stated = BTreeMap::new();
        for (about, extent) in &self.stated {
            let both = match (extent, other.stated.get(about)) {
                (Extent::Numbers(one), Some(Extent::Numbers(other))) => {
                    Extent::Numbers(one.hull(*other))
                }
                (Extent::Days(first, last), Some(Extent::Days(begin, end))) => {
                    Extent::Days(*first.min(begin), *last.max(end))
                }
                (extent, Some(same)) if extent == same => extent.clone(),
                _ => continue,
            };
            stated.insert(about.clone(), both);
        }
        Self { on, stated }
    }
}

impl Extent {
    /// Without the ends that `all` has as well, and those that no law means; `None` when no end is
    /// left.
    fn opened(&self, all: Option<&Self>) -> Option<Self> {
        match (self, all) {
            (Self::Numbers(range), Some(Self::Numbers(all))) => {
                let low = if range.low <= all.low { -FAR } else { range.low };
                let high = if range.high >= all.high { FAR } else { range.high };
                (low > -FAR || high < FAR).then_some(Self::Numbers(Range { low, high }))
            }
            (Self::Days(first, last), Some(Self::Days(begin, end))) => {
                let open = |day: Date| !(DAYS_MEANT.0..=DAYS_MEANT.1).contains(&day.ymd().0);
                let low = if first <= begin || open(*first) { Date::MIN } else { *first };
                let high = if last >= end || open(*last) { Date::MAX } else { *last };
                (low > Date::MIN || high < Date::MAX).then_some(Self::Days(low, high))
            }
            _ => Some(self.clone()),
        }
    }
}
