//! Which cases are asked: worked ones, those around every boundary, and those that lack something.

use crate::{Ruleset, Worked, case, cases, examples};
use enact_eval::Case;
use enact_model::table::TermId;
use enact_source::Source;
use enact_value::Date;
use enact_verify::Patience;
use serde_json::Value as Json;

/// A case, and the day on which it is decided.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub case: Case,
    pub on: Date,
}

/// The cases of a decision, none of them twice.
pub(super) fn asked(ruleset: &Ruleset, term: TermId) -> Vec<Asked> {
    let whole: Vec<(Json, Date)> = worked(ruleset, term)
        .into_iter()
        .chain(around(ruleset, term))
        .map(|Asked { case, on }| (case::to_json(ruleset.program(), &case), on))
        .collect();
    let lacking = whole.iter().enumerate().map(|(turn, (case, on))| (without(case, turn), *on));
    let nothing = whole.first().map(|(_, on)| (Json::Object(serde_json::Map::new()), *on));
    let mut asked: Vec<(Json, Date)> = Vec::new();
    for one in whole.iter().cloned().chain(lacking).chain(nothing) {
        if !asked.contains(&one) {
            asked.push(one);
        }
    }
    asked.into_iter().filter_map(|(case, on)| read(ruleset, term, &case, on)).collect()
}

/// The worked cases about the subject of the decision.
fn worked(ruleset: &Ruleset, term: TermId) -> Vec<Asked> {
    let entity = ruleset.program().terms[term].entity;
    let (tables, _) = ruleset.tables();
    let of = |Worked { case, on, .. }: Worked| Some(Asked { case: case.ok()?.case, on });
    let about = |asked: &Asked| asked.case.subjects.first().is_some_and(|it| it.entity == entity);
    examples::all(ruleset, &tables).filter_map(of).filter(about).collect()
}

/// Cases that show what the rules of the decision do, on both sides of their boundaries.
fn around(ruleset: &Ruleset, term: TermId) -> impl Iterator<Item = Asked> {
    let goals = cases::goals(ruleset, term);
    let found = cases::at_first(ruleset, &goals, term, Patience::BRIEF);
    found.into_iter().map(|chosen| Asked { case: chosen.case, on: chosen.on })
}

/// The case without one of the things that it tells, each in its turn.
fn without(case: &Json, turn: usize) -> Json {
    let mut lacking = case.clone();
    let mut told = Vec::new();
    things(case, "", &mut told);
    let turn = turn.checked_rem(told.len()).and_then(|turn| told.get(turn));
    if let Some((subject, name)) = turn
        && let Some(fields) = lacking.pointer_mut(subject).and_then(Json::as_object_mut)
    {
        fields.shift_remove(name);
    }
    lacking
}

/// Everything that is told of the subjects in a case: where the subject stands, and the name.
fn things(case: &Json, at: &str, found: &mut Vec<(String, String)>) {
    match case {
        Json::Object(fields) => {
            for (name, value) in fields {
                found.push((at.to_owned(), name.clone()));
                things(value, &format!("{at}/{name}"), found);
            }
        }
        Json::Array(elements) => {
            for (place, element) in elements.iter().enumerate() {
                things(element, &format!("{at}/{place}"), found);
            }
        }
        _ => {}
    }
}

/// The case as `enact decide` reads it; `None` when it would be refused.
fn read(ruleset: &Ruleset, term: TermId, case: &Json, on: Date) -> Option<Asked> {
    let entity = ruleset.program().terms[term].entity;
    let source = Source::new("case.json", case.to_string());
    // What is wrong with the case is told to nobody, so any file will do.
    let (file, _) = ruleset.sources().iter().next()?;
    let text = case::read_case(ruleset.program(), entity, file, &source).ok()?;
    let sound = case::breaches(ruleset.graph(), &text, on).is_empty();
    sound.then_some(Asked { case: text.case, on })
}
