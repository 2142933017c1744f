//! Whether a decided case lies in a region.

use super::search::Search;
use super::told::Difference;
use crate::confirm::Replayed;
use crate::region::{About, Extent, Region};
use enact_graph::RuleGraph;
use enact_model::Program;
use enact_model::case::Case;
use enact_model::program::Target;
use enact_value::{Date, Value};

impl Search<'_> {
    /// Whether the case lies in the region, as one of the laws that has words for it tells.
    pub(super) fn lies_in(&self, regions: &[Option<Region>; 2], found: &Difference) -> bool {
        let [before, after] = regions;
        let (law, region, case) = match (before, after) {
            (Some(region), _) => (self.versions.before.graph(), region, &found.before),
            (None, Some(region)) => (self.versions.after, region, &found.after),
            (None, None) => return true,
        };
        let day = region.on.is_none_or(|(first, last)| first <= found.on && found.on <= last);
        let mut stated = region.stated.iter();
        day && stated.all(|(about, extent)| self.is_so(law, (about, extent), case, found.on))
    }

    fn is_so(
        &self,
        law: &RuleGraph,
        (about, extent): (&About, &Extent),
        case: &Case,
        on: Date,
    ) -> bool {
        let program = law.program();
        let Some(subject) = led_to(program, case, about) else { return false };
        match about.what {
            Target::Fact(fact) => match case.fact(subject, &program.facts[fact]) {
                Some(Value::Absent) => *extent == Extent::Absent,
                Some(value) => holds(extent, value),
                // What nobody asks for is left out.
                None => true,
            },
            Target::Term(term) => {
                let told = seen_by(case, subject);
                match self.means.replay.decide(law, term, &told, on) {
                    Replayed::Value(value) => holds(extent, &value),
                    Replayed::NoEntitlement => *extent == Extent::NoEntitlement,
                    _ => false,
                }
            }
            Target::Judgement(judgement) => {
                let judged = case.judged(subject, &program.judgements[judgement]);
                judged.is_some_and(|judged| *extent == Extent::Is(judged.answer))
            }
            Target::Parameter(_) => false,
        }
    }
}

fn holds(extent: &Extent, value: &Value) -> bool {
    match (extent, value) {
        (Extent::Present, Value::Subject(_)) => true,
        (Extent::Is(said), Value::YesNo(yes)) => said == yes,
        (Extent::Numbers(range), Value::Number(units)) => range.contains(*units),
        (Extent::Days(first, last), Value::Date(day)) => first <= day && day <= last,
        (Extent::Words(words), Value::Text(word)) => words.contains(word),
        (Extent::Count(count), Value::Subjects(elements)) => elements.len() == *count,
        _ => false,
    }
}

/// Of whom something is said.
fn led_to(program: &Program, case: &Case, about: &About) -> Option<u32> {
    about.whose.iter().try_fold(0, |subject, (fact, number)| {
        match case.fact(subject, &program.facts[*fact])? {
            Value::Subject(next) => Some(*next),
            Value::Subjects(elements) => elements.get(*number).copied(),
            _ => None,
        }
    })
}

/// The same case, about someone else in it.
fn seen_by(case: &Case, subject: u32) -> Case {
    let mut told = case.clone();
    let Ok(place) = usize::try_from(subject) else { return told };
    if place == 0 || place >= told.subjects.len() {
        return told;
    }
    told.subjects.swap(0, place);
    let moved = |of: u32| {
        if of == 0 {
            subject
        } else if of == subject {
            0
        } else {
            of
        }
    };
    for value in told.subjects.iter_mut().flat_map(|row| row.facts.iter_mut().flatten()) {
        match value {
            Value::Subject(of) => *of = moved(*of),
            Value::Subjects(elements) => *elements = elements.iter().map(|of| moved(*of)).collect(),
            _ => {}
        }
    }
    told
}
