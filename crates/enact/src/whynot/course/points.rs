//! The points of a course: halved until neighbours lie on one line.

use super::{Level, Point, Run};
use enact_value::Range;
use std::collections::BTreeMap;

/// How many values are looked at for one course.
const LOOKED_MAX: usize = 4000;
/// Into how many parts it is cut to begin with.
const PARTS: i128 = 48;
/// A difference of one in so many of the spread is not seen.
const FINENESS: i128 = 400;
/// A jump of one in so many of the spread is told.
const TOLD: i128 = 25;

impl Run<'_> {
    /// The outcome over `window`.
    pub(super) fn points(&self, window: Range) -> Vec<Point> {
        let mut known: BTreeMap<i128, Level> = BTreeMap::new();
        let width = window.high.saturating_sub(window.low);
        let even =
            (0..=PARTS).filter_map(|part| Some(window.low + width.checked_mul(part)? / PARTS));
        let beside = self
            .marks
            .iter()
            .flat_map(|mark| [mark.saturating_sub(1), *mark, mark.saturating_add(1)]);
        for at in even.chain(beside).chain([window.high]) {
            if window.contains(at) && known.len() < LOOKED_MAX / 2 {
                known.entry(at).or_insert_with(|| self.level(at));
            }
        }
        let finest = spread(known.values().copied()) / FINENESS;
        let mut open: Vec<(i128, i128)> =
            known.keys().copied().zip(known.keys().copied().skip(1)).collect();
        while let Some((from, to)) = open.pop() {
            if known.len() >= LOOKED_MAX {
                break;
            }
            let middle = from + (to - from) / 2;
            if middle == from || straight_at_ends(&known, from, to) {
                continue;
            }
            let level = *known.entry(middle).or_insert_with(|| self.level(middle));
            let ends = (known.get(&from), known.get(&to));
            let (Some(first), Some(last)) = ends else { continue };
            let line = [(from, *first), (middle, level), (to, *last)];
            if !straight(line, finest) {
                open.extend([(from, middle), (middle, to)]);
            }
        }
        kept(known)
    }
}

/// Whether nothing is to be seen between two values without a number.
fn straight_at_ends(known: &BTreeMap<i128, Level>, from: i128, to: i128) -> bool {
    match (known.get(&from), known.get(&to)) {
        (Some(Level::NoEntitlement), Some(Level::NoEntitlement))
        | (Some(Level::Open), Some(Level::Open)) => true,
        (first, last) => first.is_none() || last.is_none(),
    }
}

/// Whether the middle of three lies on the line between the others, as far as can be seen.
fn straight(line: [(i128, Level); 3], finest: i128) -> bool {
    let [(from, Level::Number(first)), (middle, Level::Number(half)), (to, Level::Number(last))] =
        line
    else {
        return line.iter().all(|(_, level)| *level == line[0].1);
    };
    let width = to - from;
    let rise = (last - first).checked_mul(middle - from);
    let found = (half - first).checked_mul(width);
    let seen = finest.checked_mul(width);
    match (rise, found, seen) {
        (Some(rise), Some(found), Some(seen)) => (found - rise).abs() <= seen,
        _ => true,
    }
}

/// Without the points that repeat both their neighbours.
fn kept(known: BTreeMap<i128, Level>) -> Vec<Point> {
    let all: Vec<Point> = known.into_iter().map(|(at, level)| Point { at, level }).collect();
    let mut kept: Vec<Point> = Vec::new();
    for (place, point) in all.iter().enumerate() {
        let same = |other: Option<&Point>| other.is_some_and(|other| other.level == point.level);
        let before = place.checked_sub(1).and_then(|before| all.get(before));
        if !(same(before) && same(all.get(place + 1))) {
            kept.push(*point);
        }
    }
    kept
}

/// How much the highest lies above the lowest.
pub(super) fn spread(levels: impl Iterator<Item = Level> + Clone) -> i128 {
    let worths = levels.filter_map(Level::worth);
    let most = worths.clone().max().unwrap_or_default();
    most - worths.min().unwrap_or_default()
}

/// The places of the last point before each jump that matters.
pub(super) fn cliffs(points: &[Point]) -> Vec<usize> {
    let spread = spread(points.iter().map(|point| point.level));
    let mut cliffs = Vec::new();
    for (place, pair) in points.windows(2).enumerate() {
        let [first, last] = pair else { continue };
        let (Some(from), Some(to)) = (first.level.worth(), last.level.worth()) else { continue };
        let jump = (to - from).abs();
        let ends = first.level == Level::NoEntitlement || last.level == Level::NoEntitlement;
        let told = spread / if ends { TOLD * 4 } else { TOLD };
        if last.at - first.at != 1 || jump == 0 || jump < told {
            continue;
        }
        let before = place.checked_sub(1).and_then(|before| slope(points, before));
        let after = slope(points, place + 1);
        let usual = before.unwrap_or_default().max(after.unwrap_or_default());
        if jump > usual.saturating_mul(3) {
            cliffs.push(place);
        }
    }
    cliffs
}

/// How much the outcome changes a unit, behind the point at `place`; rounded up.
fn slope(points: &[Point], place: usize) -> Option<i128> {
    let (first, last) = (points.get(place)?, points.get(place + 1)?);
    let change = (last.level.worth()? - first.level.worth()?).abs();
    let width = last.at - first.at;
    change.checked_add(width - 1)?.checked_div(width)
}
