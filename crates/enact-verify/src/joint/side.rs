//! A case of both laws, as one of them is told it.

use crate::region::{About, Extent, Region};
use crate::space::FAR;
use enact_model::Program;
use enact_model::case::Case;
use enact_model::program::Target;
use enact_model::table::{EntityId, FactId, JudgementId, TermId};
use enact_value::{Range, Value};
use std::collections::BTreeMap;

/// Which row of a law each row of the joint program is; what the law does not have is left out.
#[derive(Debug)]
pub(crate) struct Side {
    pub entities: BTreeMap<EntityId, EntityId>,
    /// The fact, and what a number of the joint case is times to be one of it.
    pub facts: BTreeMap<FactId, (FactId, i128)>,
    pub judgements: BTreeMap<JudgementId, JudgementId>,
}

impl Side {
    /// The case as this law, `own`, is told it.
    pub fn case(&self, joint: &Program, own: &Program, case: &Case) -> Case {
        let mut told = Case::default();
        let mut places: BTreeMap<u32, u32> = BTreeMap::new();
        for (place, subject) in case.places() {
            if let Some(entity) = self.entities.get(&subject.entity) {
                places.insert(place, told.add(own, *entity));
            }
        }
        for (place, subject) in case.places() {
            let Some(here) = places.get(&place).copied() else { continue };
            for fact in &joint.entities[subject.entity].facts {
                let Some((known, factor)) = self.facts.get(fact) else { continue };
                if let Some(value) = case.fact(place, &joint.facts[*fact]) {
                    told.set(own, here, *known, moved(value, *factor, &places));
                }
            }
            for judgement in &joint.entities[subject.entity].judgements {
                let Some(known) = self.judgements.get(judgement) else { continue };
                if let Some(judged) = case.judged(place, &joint.judgements[*judgement]) {
                    told.judge(own, here, *known, judged.clone());
                }
            }
        }
        told
    }

    /// The region in the words of this law; `None` when it says something of what the law does
    /// not have.
    pub fn region(
        &self,
        region: &Region,
        term: &dyn Fn(TermId) -> Option<TermId>,
    ) -> Option<Region> {
        let mut stated = BTreeMap::new();
        for (about, extent) in &region.stated {
            let lead = |(fact, number): &(FactId, usize)| Some((self.facts.get(fact)?.0, *number));
            let whose = about.whose.iter().map(lead).collect::<Option<Vec<_>>>()?;
            let (what, factor) = match about.what {
                Target::Fact(fact) => {
                    let (known, factor) = self.facts.get(&fact)?;
                    (Target::Fact(*known), *factor)
                }
                Target::Term(of) => (Target::Term(term(of)?), 1),
                Target::Judgement(of) => (Target::Judgement(*self.judgements.get(&of)?), 1),
                Target::Parameter(_) => return None,
            };
            let extent = match extent {
                Extent::Numbers(range) => {
                    let end = |units: i128| {
                        if units.abs() < FAR { units.checked_mul(factor) } else { Some(units) }
                    };
                    Extent::Numbers(Range { low: end(range.low)?, high: end(range.high)? })
                }
                other => other.clone(),
            };
            stated.insert(About { whose, what }, extent);
        }
        Some(Region { on: region.on, stated })
    }
}

fn moved(value: &Value, factor: i128, places: &BTreeMap<u32, u32>) -> Value {
    match value {
        Value::Number(units) => Value::Number(units.saturating_mul(factor)),
        Value::Subject(subject) => {
            places.get(subject).map_or(Value::Absent, |place| Value::Subject(*place))
        }
        Value::Subjects(elements) => {
            Value::Subjects(elements.iter().filter_map(|of| places.get(of).copied()).collect())
        }
        other => other.clone(),
    }
}
