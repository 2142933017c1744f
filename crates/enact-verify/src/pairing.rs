//! What of one law is what of another: the subjects, facts and judgements they have in common.
//!
//! Start at [`Pairing::by_name`]. What is paired is one and the same in every case that the laws
//! are compared on; what is not, is free in the law that has it.

use enact_model::Program;
use enact_model::program::Type;
use enact_model::table::{EntityId, FactId, Id, JudgementId};
use std::collections::BTreeMap;

/// Of each subject, fact and judgement of the later law, which of the earlier law it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pairing {
    /// Kinds of subjects.
    pub entities: BTreeMap<EntityId, EntityId>,
    /// Facts, each about paired kinds of subjects and of one type.
    pub facts: BTreeMap<FactId, FactId>,
    /// Judgements, each about paired kinds of subjects.
    pub judgements: BTreeMap<JudgementId, JudgementId>,
}

impl Pairing {
    /// By name and type: of several laws with the same name, those of the law that is cited the
    /// same way first.
    #[must_use]
    pub fn by_name(before: &Program, after: &Program) -> Self {
        let law = |program: &Program, law| program.laws[law].short.clone();
        let entities = matched(
            before.entities.iter().map(|(id, row)| (id, (), &row.name, law(before, row.law))),
            after.entities.iter().map(|(id, row)| (id, Some(()), &row.name, law(after, row.law))),
        );
        let facts = matched(
            before.facts.iter().map(|(id, row)| (id, row.entity, &row.name, law(before, row.law))),
            after.facts.iter().map(|(id, row)| {
                (id, entities.get(&row.entity).copied(), &row.name, law(after, row.law))
            }),
        );
        let judgements = matched(
            before
                .judgements
                .iter()
                .map(|(id, row)| (id, row.entity, &row.name, law(before, row.law))),
            after.judgements.iter().map(|(id, row)| {
                (id, entities.get(&row.entity).copied(), &row.name, law(after, row.law))
            }),
        );
        let mut pairing = Self { entities, facts, judgements };
        let alike =
            |later: &FactId, earlier: &FactId| pairing.alike(before, after, *later, *earlier);
        let unlike: Vec<FactId> = pairing
            .facts
            .iter()
            .filter(|(later, earlier)| !alike(later, earlier))
            .map(|(later, _)| *later)
            .collect();
        for later in unlike {
            pairing.facts.remove(&later);
        }
        pairing
    }

    /// Whether some case can state both facts as one.
    #[must_use]
    pub fn alike(&self, before: &Program, after: &Program, later: FactId, earlier: FactId) -> bool {
        let (one, other) = (&before.facts[earlier], &after.facts[later]);
        let paired = |entity: EntityId| self.entities.get(&entity).copied();
        let types = match (one.ty, other.ty) {
            (Type::Choice(one), Type::Choice(other)) => {
                let options = &after.choices[other].options;
                before.choices[one].options.iter().any(|option| options.contains(option))
            }
            (Type::Subject(one), Type::Subject(other)) | (Type::List(one), Type::List(other)) => {
                paired(other) == Some(one)
            }
            (one, other) => one == other,
        };
        let backs =
            (one.list.and_then(|list| list.way_back), other.list.and_then(|list| list.way_back));
        let lists = match backs {
            (Some(one), Some(other)) => self.facts.get(&other) == Some(&one),
            (one, other) => one.is_none() && other.is_none(),
        };
        types && lists && one.way_back == other.way_back
    }
}

/// The rows of the later table that have one of the earlier with the same name, of the same kind.
fn matched<'n, I: Id + Ord, K: Copy + Eq>(
    before: impl Iterator<Item = (I, K, &'n String, String)>,
    after: impl Iterator<Item = (I, Option<K>, &'n String, String)>,
) -> BTreeMap<I, I> {
    let mut left: BTreeMap<&String, Vec<(I, K, String)>> = BTreeMap::new();
    for (id, kind, name, law) in before {
        left.entry(name).or_default().push((id, kind, law));
    }
    let mut found = BTreeMap::new();
    let mut later = Vec::new();
    for (id, kind, name, law) in after {
        let Some(kind) = kind else { continue };
        let same = left.get_mut(name).and_then(|rows| {
            let place = rows.iter().position(|(_, of, short)| *of == kind && *short == law)?;
            Some(rows.remove(place))
        });
        match same {
            Some((earlier, ..)) => {
                found.insert(id, earlier);
            }
            None => later.push((id, kind, name)),
        }
    }
    for (id, kind, name) in later {
        let Some(rows) = left.get_mut(name) else { continue };
        if let Some(place) = rows.iter().position(|(_, of, _)| *of == kind) {
            found.insert(id, rows.remove(place).0);
        }
    }
    found
}
