//! Which part of a fact's range is worth following, and which figures in it matter.

use super::{Level, Point, Run, Threshold, points, thresholds};
use enact_value::Range;

/// How many figures are named at most.
const NAMED_MAX: usize = 5;

impl Run<'_> {
    /// From nothing, or the least that is possible, to somewhat beyond the last change.
    pub(super) fn window(&self) -> Range {
        let low = self.range.low.max(self.from.min(0));
        let mut ahead: Vec<i128> = self.marks.clone();
        let mut far = low.max(1);
        while far < self.range.high {
            ahead.push(far);
            far = far.saturating_mul(2);
        }
        ahead.push(self.range.high);
        ahead.retain(|at| *at >= low && self.range.contains(*at));
        ahead.sort_unstable();
        ahead.dedup();
        let last = self.last_change(&ahead);
        let farthest = match last {
            Some(last) => last.saturating_add(last.saturating_sub(low) / 6),
            // It never settles: as far as the figures of the law and the case go.
            None => self.from.max(self.named_most(low)).saturating_mul(3) / 2,
        };
        let high = rounded_up(farthest.max(low.saturating_add(2))).min(self.range.high);
        Range::new(low, high)
    }

    /// The last value at which the outcome is not yet what it is from there on.
    fn last_change(&self, ahead: &[i128]) -> Option<i128> {
        let levels: Vec<Level> = ahead.iter().map(|at| self.level(*at)).collect();
        let end = levels.iter().rev().copied().find(|level| *level != Level::Open)?;
        let settled = |level: &Level| *level == end || *level == Level::Open;
        let last = levels.iter().rposition(|level| !settled(level))?;
        let (mut not, mut yes) = (*ahead.get(last)?, *ahead.get(last + 1)?);
        let remaining = levels.len().saturating_sub(last + 1);
        // A case that has nothing does not tell what is much.
        let much = if self.from > 0 { Some(self.from) } else { self.marks.last().copied() };
        if remaining < 2 && self.range.high > much.unwrap_or_default().saturating_mul(100) {
            return None;
        }
        while yes - not > 1 {
            let middle = not + (yes - not) / 2;
            if settled(&self.level(middle)) { yes = middle } else { not = middle }
        }
        Some(yes)
    }

    fn named_most(&self, low: i128) -> i128 {
        let named = self.named();
        named.iter().map(|(at, _)| *at).max().unwrap_or(low)
    }

    fn named(&self) -> Vec<(i128, String)> {
        let row = &self.asked.program().facts[self.place.fact];
        thresholds::named(self.asked, row.ty, row.scale)
    }

    /// The named figures at which the outcome takes another course.
    pub(super) fn thresholds(&self, window: Range, known: &[Point]) -> Vec<Threshold> {
        let spread = points::spread(known.iter().map(|point| point.level));
        let beside = (window.high.saturating_sub(window.low) / 40).max(1);
        let worth = |at: i128| self.level(at).worth();
        let turns = |at: i128| {
            let before = worth(at.saturating_sub(beside))?;
            let here = (worth(at.saturating_sub(1))?, worth(at)?, worth(at.saturating_add(1))?);
            let after = worth(at.saturating_add(beside))?;
            let jump = (here.1 - here.0).abs().max((here.2 - here.1).abs());
            let bend = ((after - here.1) - (here.1 - before)).abs();
            Some(jump.max(bend) > spread / 100)
        };
        let mut found: Vec<Threshold> = Vec::new();
        for (at, name) in self.named() {
            let inside = window.low < at && at < window.high && at != self.from;
            if inside
                && found.len() < NAMED_MAX
                && !found.iter().any(|known| known.at == at)
                && turns(at).unwrap_or(false)
            {
                found.push(Threshold { at, name: name.replace('-', " ") });
            }
        }
        found.sort_by_key(|threshold| threshold.at);
        found
    }
}

/// The next number of which only the first two digits are not zero.
fn rounded_up(number: i128) -> i128 {
    let powers = std::iter::successors(Some(1_i128), |power| power.checked_mul(10));
    let power = powers.take_while(|power| number / power >= 10).last().unwrap_or(1);
    number.saturating_add(power - 1) / power * power
}
