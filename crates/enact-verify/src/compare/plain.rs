//! A case with less to tell: whatever can be said less of it while both laws still differ so.

use super::search::Search;
use super::told::Difference;
use crate::witness::Witness;
use enact_model::case::Case;
use enact_value::Value;

impl Search<'_> {
    /// The difference that a case shows, plainly: yes becomes no, and what nobody asks for is left
    /// out, as long as `kept` holds of what both laws then come to.
    pub(super) fn plainly(
        &self,
        witness: &Witness,
        kept: &dyn Fn(&Difference) -> bool,
    ) -> Option<Difference> {
        let mut found = self.confirmed(witness).filter(kept)?;
        let mut plain = witness.clone();
        // The last first: of two grounds the first one stays.
        for (subject, slot) in places(&witness.case).into_iter().rev() {
            let known = plain.case.subjects[subject].facts[slot].take();
            let fewer: &[Option<Value>] = match known {
                Some(Value::YesNo(true)) => &[None, Some(Value::YesNo(false))],
                Some(Value::Subject(_) | Value::Subjects(_)) | None => &[],
                Some(_) => &[None],
            };
            let mut better = None;
            for value in fewer {
                plain.case.subjects[subject].facts[slot].clone_from(value);
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
