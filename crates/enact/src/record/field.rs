//! The field of a case that states something about a subject: `partner.income`, `children[0].age`.

use enact_eval::Case;
use enact_model::Program;
use enact_value::Value;

/// The field of `case` that states `name` about `subject`: `partner.income`.
#[must_use]
pub fn field_of(program: &Program, case: &Case, subject: u32, name: &str) -> String {
    let ways = ways(program, case);
    match usize::try_from(subject).ok().and_then(|subject| ways.get(subject)) {
        Some(way) if !way.is_empty() => format!("{way}.{name}"),
        _ => name.to_owned(),
    }
}

/// How a case leads to each of its subjects, by the names of the facts that they fill.
pub(super) fn ways(program: &Program, case: &Case) -> Vec<String> {
    let mut ways: Vec<Option<String>> = vec![None; case.subjects.len()];
    if let Some(first) = ways.first_mut() {
        *first = Some(String::new());
    }
    let mut ahead = vec![0];
    while let Some(place) = ahead.pop() {
        let Some(subject) = case.subjects.get(place) else { continue };
        let way = ways.get(place).cloned().flatten().unwrap_or_default();
        for (fact, value) in program.entities[subject.entity].facts.iter().zip(&subject.facts) {
            let name = &program.facts[*fact].name;
            let further = || if way.is_empty() { name.clone() } else { format!("{way}.{name}") };
            let led: Vec<(u32, String)> = match value {
                Some(Value::Subject(other)) => vec![(*other, further())],
                Some(Value::Subjects(elements)) => {
                    let further = further();
                    let numbered = elements.iter().enumerate();
                    numbered.map(|(place, other)| (*other, format!("{further}[{place}]"))).collect()
                }
                _ => continue,
            };
            for (other, further) in led {
                let Ok(other) = usize::try_from(other) else { continue };
                if let Some(unknown) = ways.get_mut(other).filter(|known| known.is_none()) {
                    *unknown = Some(further);
                    ahead.push(other);
                }
            }
        }
    }
    ways.into_iter().map(Option::unwrap_or_default).collect()
}
