//! A case of both laws, as one of them is told it.

use enact_model::Program;
use enact_model::case::Case;
use enact_model::table::{EntityId, FactId, JudgementId};
use enact_value::Value;
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
