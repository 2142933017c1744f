//! A case with less to tell: whatever can be said less of it while both laws still differ so.

use super::search::Search;
use super::told::Difference;
use crate::machine::{Machine, Sym};
use crate::witness::{Witness, round_numbers};
use enact_model::case::Case;
use enact_model::program::Scale;
use enact_value::{Date, Range, Value};
use std::collections::BTreeMap;

/// What the numbers of a run can perhaps be: by who it is of, and the slot of the fact.
pub(super) type Wished = BTreeMap<(usize, usize), Number>;

/// What a number can perhaps be.
pub(super) struct Number {
    range: Range,
    denominator: i128,
}

impl Number {
    /// Rounder numbers than this one, the most ordinary first.
    fn rounder(&self, units: i128) -> Vec<i128> {
        let mut rounder = round_numbers(self.range, self.denominator);
        for step in [10_000, 1_000, 100, 10, 1] {
            let Some(step) = self.denominator.checked_mul(step) else { continue };
            if units % step == 0 {
                break;
            }
            let low = units.div_euclid(step).saturating_mul(step);
            rounder.extend([low, low.saturating_add(step)]);
        }
        rounder.into_iter().take_while(|number| *number != units).collect()
    }
}

/// What is wished of the numbers of a run.
pub(super) fn wished(machine: &Machine<'_, '_>) -> Wished {
    let stated = machine.inputs.stated().filter_map(|(subject, fact, _, value)| {
        let row = &machine.program.facts[fact];
        let (Sym::Number(form), Scale::Fixed { denominator, .. }) = (value, row.scale) else {
            return None;
        };
        let range = machine.explorer.space.range_of(form);
        let place = (usize::try_from(subject).ok()?, row.slot);
        Some((place, Number { range, denominator }))
    });
    stated.collect()
}

impl Search<'_> {
    /// The difference that a case shows, plainly: yes becomes no, numbers become round, and what
    /// nobody asks for is left out, as long as `kept` holds of what both laws then come to.
    pub(super) fn plainly(
        &self,
        (witness, wished): (&Witness, &Wished),
        kept: &dyn Fn(&Difference) -> bool,
    ) -> Option<Difference> {
        let mut found = self.confirmed(witness).filter(kept)?;
        let mut plain = witness.clone();
        // The last first: of two grounds the first one stays.
        for (subject, slot) in places(&witness.case).into_iter().rev() {
            let known = plain.case.subjects[subject].facts[slot].take();
            let fewer = match &known {
                Some(Value::YesNo(true)) => vec![None, Some(Value::YesNo(false))],
                Some(Value::Subject(_) | Value::Subjects(_)) | None => Vec::new(),
                Some(Value::Number(units)) => {
                    let known = wished.get(&(subject, slot));
                    let near = known.map(|wished| wished.rounder(*units)).unwrap_or_default();
                    let near = near.into_iter().map(|units| Some(Value::Number(units)));
                    [None].into_iter().chain(near).collect()
                }
                Some(Value::Date(day)) => {
                    let usual = Date::from_ymd(1980, 1, 1).unwrap_or(*day);
                    let others = [usual, day.first_of_year(), day.first_of_month()];
                    let others = others.into_iter().filter(|other| other != day);
                    [None].into_iter().chain(others.map(|day| Some(Value::Date(day)))).collect()
                }
                Some(_) => vec![None],
            };
            let mut better = None;
            for value in fewer {
                plain.case.subjects[subject].facts[slot] = value;
                better = self.confirmed(&plain).filter(kept);
                if better.is_some() {
                    break;
                }
            }
            match better {
                Some(better) => found = better,
                None => plain.case.subjects[subject].facts[slot] = known,
            }
        }
        Some(found)
    }
}

/// Everything that is stated.
fn places(case: &Case) -> Vec<(usize, usize)> {
    let subjects = case.subjects.iter().enumerate();
    let stated = subjects.flat_map(|(subject, row)| {
        let facts = row.facts.iter().enumerate();
        facts.filter(|(_, value)| value.is_some()).map(move |(slot, _)| (subject, slot))
    });
    stated.collect()
}
