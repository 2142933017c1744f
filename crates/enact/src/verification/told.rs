//! A case in one clause: `on 1 January 2025, for a person with income €20,000, insured yes`.

use crate::called::called;
use crate::written;
use enact_eval::Case;
use enact_model::Program;
use enact_model::program::Fact;
use enact_source::Language;
use enact_value::{Date, Value, format};

/// A case to be told.
pub struct CaseTold<'a> {
    /// The law.
    pub program: &'a Program,
    /// The case.
    pub case: &'a Case,
    /// The reference date.
    pub on: Date,
    /// The language of the words.
    pub language: Language,
}

impl CaseTold<'_> {
    /// The whole case, with its reference date.
    #[must_use]
    pub fn words(&self) -> String {
        let parts = self.parts();
        let on = format::date(self.on, self.language);
        let kind = self.case.subjects.first().map(|row| &self.program.entities[row.entity].name);
        let kind = kind.map_or_else(String::new, |name| name.replace('-', " "));
        let opening = match self.language {
            Language::Dutch => format!("op {on} voor een {kind}"),
            Language::English => format!("on {on} for a {kind}"),
        };
        if parts.is_empty() {
            return opening;
        }
        format!("{opening} {} {}", self.language.pick("met", "with"), parts.join(", "))
    }

    /// What differs from another case about the same people.
    #[must_use]
    pub fn apart_from(&self, other: &Case) -> String {
        let known = CaseTold { case: other, ..*self }.parts();
        let parts = self.parts();
        let apart: Vec<String> = parts.into_iter().filter(|part| !known.contains(part)).collect();
        apart.join(", ")
    }

    fn parts(&self) -> Vec<String> {
        let mut parts = Vec::new();
        for (place, row) in self.case.places() {
            let facts = self.program.entities[row.entity].facts.iter().zip(&row.facts);
            for (id, value) in facts {
                let fact = &self.program.facts[*id];
                if let Some(value) = value
                    && !fact.way_back
                {
                    parts.extend(self.part(place, fact, value));
                }
            }
            let judged = self.program.entities[row.entity].judgements.iter().zip(&row.judgements);
            for (id, judged) in judged {
                if let Some(judged) = judged {
                    let name = self.name(place, &self.program.judgements[*id].name);
                    parts.push(format!("{name} {}", format::yes_no(judged.answer, self.language)));
                }
            }
        }
        parts
    }

    fn part(&self, subject: u32, fact: &Fact, value: &Value) -> Option<String> {
        let name = self.name(subject, &fact.name);
        Some(match value {
            Value::Absent => format!("{} {name}", self.language.pick("zonder", "without")),
            // That it leads back to the first goes without saying.
            Value::Subject(0) => return None,
            // Whoever it is has facts of their own, that are told; else it is enough that they are.
            Value::Subject(_) => name,
            Value::Subjects(elements) if elements.is_empty() => {
                format!("{} {name}", self.language.pick("geen", "no"))
            }
            Value::Subjects(elements) => format!("{name}: {}", elements.len()),
            value => {
                let words = written::words(value, fact.ty, fact.scale, self.language);
                format!("{name} {words}")
            }
        })
    }

    fn name(&self, subject: u32, name: &str) -> String {
        called(self.program, self.case, subject, name, self.language)
    }
}
