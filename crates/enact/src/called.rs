//! What people call a fact of somebody in a case: `income of partner`, `age of child Bo`.

use enact_eval::Case;
use enact_model::Program;
use enact_model::program::{Fact, Type};
use enact_source::Language;
use enact_value::Value;
use std::collections::VecDeque;

/// `name` of `subject`, behind the way along which the case leads to it. An element of a list is
/// called by its kind and what the case calls it, or else its number.
#[must_use]
pub fn called(
    program: &Program,
    case: &Case,
    subject: u32,
    name: &str,
    language: Language,
) -> String {
    let mut words = vec![spaced(name)];
    words.extend(owners(program, case, subject, language));
    words.join(language.pick(" van ", " of "))
}

/// An element of a list by itself: `child Bo`, `child 2`.
#[must_use]
pub fn element(
    program: &Program,
    case: &Case,
    list: &Fact,
    (number, subject): (usize, u32),
    language: Language,
) -> String {
    let row = usize::try_from(subject).ok().and_then(|place| case.subjects.get(place));
    let title = row.and_then(|row| row.title.clone());
    let lists = program.facts.rows().iter().filter(|fact| fact.ty == list.ty).count();
    let Type::List(kind) = list.ty else { return spaced(&list.name) };
    let kind = spaced(&program.entities[kind].name);
    match title {
        Some(title) => format!("{kind} {title}"),
        None if lists == 1 => format!("{kind} {}", number + 1),
        None => {
            let number = format!("{}{}", language.pick("nr. ", "no. "), number + 1);
            format!("{number}{}{}", language.pick(" van ", " of "), spaced(&list.name))
        }
    }
}

/// Who a subject belongs to, nearest first.
fn owners(program: &Program, case: &Case, subject: u32, language: Language) -> Vec<String> {
    let mut ways: Vec<Option<Vec<String>>> = vec![None; case.subjects.len()];
    if let Some(first) = ways.first_mut() {
        *first = Some(Vec::new());
    }
    let mut ahead = VecDeque::from([0]);
    while let Some(place) = ahead.pop_front() {
        let Some(row) = case.subjects.get(place) else { continue };
        let way = ways.get(place).cloned().flatten().unwrap_or_default();
        for (id, value) in program.entities[row.entity].facts.iter().zip(&row.facts) {
            let fact = &program.facts[*id];
            let led: Vec<(u32, String)> = match value {
                Some(Value::Subject(other)) => vec![(*other, spaced(&fact.name))],
                Some(Value::Subjects(elements)) => {
                    let numbered = elements.iter().copied().enumerate();
                    numbered.map(|at| (at.1, element(program, case, fact, at, language))).collect()
                }
                _ => continue,
            };
            for (other, step) in led {
                let Ok(other) = usize::try_from(other) else { continue };
                if let Some(unknown) = ways.get_mut(other).filter(|known| known.is_none()) {
                    *unknown = Some([vec![step], way.clone()].concat());
                    ahead.push_back(other);
                }
            }
        }
    }
    let way = usize::try_from(subject).ok().and_then(|subject| ways.get(subject).cloned());
    way.flatten().unwrap_or_default()
}

fn spaced(name: &str) -> String {
    name.replace('-', " ")
}
