//! Finding what a name in a case or a command refers to.
//!
//! A name of one law is enough by itself; one that several laws use is followed by its law:
//! `income of Zvw`, `inkomen van Zvw`.

use enact_model::Program;
use enact_model::table::{EntityId, FactId, Id, JudgementId, LawId, Table, TermId};
use enact_source::nearest;

/// What a case can state about a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Property {
    /// A fact.
    Fact(FactId),
    /// A judgement.
    Judgement(JudgementId),
}

/// What a search for a name comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found<T> {
    /// This one.
    One(T),
    /// Several laws use the name; the ways to write each.
    Several(Vec<String>),
    /// None; the name that was probably meant, and all names there are.
    None {
        /// Near enough to be meant.
        nearest: Option<String>,
        /// Every name, in order of declaration.
        known: Vec<String>,
    },
}

/// Finds the fact or judgement about `entity` that `written` names.
#[must_use]
pub fn property(program: &Program, entity: EntityId, written: &str) -> Found<Property> {
    let of = &program.entities[entity];
    let given = of.facts.iter().filter(|id| !program.facts[**id].way_back);
    let facts = given.map(|id| {
        let fact = &program.facts[*id];
        (fact.name.as_str(), fact.law, Property::Fact(*id))
    });
    let judgements = of.judgements.iter().map(|id| {
        let judgement = &program.judgements[*id];
        (judgement.name.as_str(), judgement.law, Property::Judgement(*id))
    });
    find(program, facts.chain(judgements).collect(), written)
}

/// Finds the value that `written` names, among all terms.
#[must_use]
pub fn term(program: &Program, written: &str) -> Found<TermId> {
    let terms = program.terms.iter().map(|(id, term)| (term.name.as_str(), term.law, id));
    find(program, terms.collect(), written)
}

/// Finds the decision, or else the claim, that `written` names.
#[must_use]
pub fn decision(program: &Program, written: &str) -> Found<TermId> {
    let ids = decisions(program);
    let named = |id: &TermId| (program.terms[*id].name.as_str(), program.terms[*id].law, *id);
    match (find(program, ids.iter().map(named).collect(), written), term(program, written)) {
        (Found::None { .. }, Found::One(other)) => Found::One(other),
        (found, _) => found,
    }
}

/// What the ruleset decides: its decisions, or its claims when it has no decisions.
#[must_use]
pub fn decisions(program: &Program) -> Vec<TermId> {
    use enact_model::program::TermKind;
    let of_kind = |wanted: fn(&TermKind) -> bool| {
        let terms = program.terms.iter().filter(|(_, term)| wanted(&term.kind));
        terms.map(|(id, _)| id).collect::<Vec<_>>()
    };
    let decisions = of_kind(|kind| matches!(kind, TermKind::Decision { .. }));
    if decisions.is_empty() {
        of_kind(|kind| matches!(kind, TermKind::Entitlement))
    } else {
        decisions
    }
}

/// Finds the fact that `written` names, among the facts of all kinds of subjects.
#[must_use]
pub fn fact(program: &Program, written: &str) -> Found<FactId> {
    let facts = program.facts.iter().map(|(id, fact)| (fact.name.as_str(), fact.law, id));
    find(program, facts.collect(), written)
}

/// The field of a case that states `property` of an `entity`: its name, with its law where that
/// kind of subject has several of the name.
#[must_use]
pub fn field(program: &Program, entity: EntityId, property: Property) -> String {
    let of = |property: Property| match property {
        Property::Fact(id) => (program.facts[id].name.as_str(), program.facts[id].law),
        Property::Judgement(id) => {
            (program.judgements[id].name.as_str(), program.judgements[id].law)
        }
    };
    let kind = &program.entities[entity];
    let facts = kind.facts.iter().copied().map(Property::Fact);
    let all = facts.chain(kind.judgements.iter().copied().map(Property::Judgement));
    let (name, law) = of(property);
    let namesakes = all.filter(|other| of(*other).0 == name).count();
    if namesakes > 1 { with_law(program, name, law) } else { name.to_owned() }
}

/// The name of a row, with its law where several laws use it.
#[must_use]
pub fn full_name<I: Id, T>(
    program: &Program,
    table: &Table<I, T>,
    id: I,
    part: impl Fn(&T) -> (&str, LawId),
) -> String {
    let (name, law) = part(&table[id]);
    let namesakes = table.rows().iter().filter(|row| part(row).0 == name).count();
    if namesakes > 1 { with_law(program, name, law) } else { name.to_owned() }
}

fn find<T: Copy + PartialEq>(
    program: &Program,
    candidates: Vec<(&str, LawId, T)>,
    written: &str,
) -> Found<T> {
    let (name, law) = split(written);
    let in_law = |id: LawId| law.is_none_or(|law| law == program.laws[id].short);
    let fitting: Vec<_> =
        candidates.iter().filter(|(known, of, _)| *known == name && in_law(*of)).collect();
    match fitting.as_slice() {
        [(_, _, one)] => Found::One(*one),
        [] => Found::None {
            nearest: nearest(name, candidates.iter().map(|(known, _, _)| *known))
                .map(str::to_owned),
            known: candidates.iter().map(|(known, _, _)| (*known).to_owned()).collect(),
        },
        several => Found::Several(
            several.iter().map(|(known, law, _)| with_law(program, known, *law)).collect(),
        ),
    }
}

/// A name, and the law that is written behind it.
fn split(written: &str) -> (&str, Option<&str>) {
    let alone = written.trim();
    // A name has no blanks, and most fields are nothing but one.
    if !alone.contains(' ') {
        return (alone, None);
    }
    let links = [" in de zin van ", " within the meaning of ", " van ", " of "];
    let parts = links.iter().find_map(|link| written.split_once(link));
    parts.map_or((alone, None), |(name, law)| (name.trim(), Some(law.trim())))
}

fn with_law(program: &Program, name: &str, law: LawId) -> String {
    let law = &program.laws[law];
    format!("{name} {} {}", law.language.pick("van", "of"), law.short)
}
