//! A case as an example, ready to be pasted into a law.
//!
//! Start at [`example`]. What is written is what the law reads back: the words of the law's own
//! language, its names, plain amounts.

use enact_eval::{Case, Outcome, Subject};
use enact_model::Program;
use enact_model::program::{Fact, Scale, Type};
use enact_model::table::{EntityId, FactId, LawId, TermId};
use enact_source::Language;
use enact_value::{Date, Unit, Value, format};

/// What an example says beside its case.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// What it is called.
    pub title: &'a str,
    /// What is decided.
    pub term: TermId,
    /// What that comes to.
    pub outcome: &'a Outcome,
    /// The provisions that it rests on, as they are cited; none where it does not say.
    pub grounds: &'a [String],
}

/// An example of `case`, in the words of `language`; `None` when an example of a law cannot say it: a
/// subject of a subject, an outcome that is no answer.
#[must_use]
pub fn example(
    program: &Program,
    case: &Case,
    on: Date,
    said: Said<'_>,
    language: Language,
) -> Option<String> {
    let written = Written { program, case, language };
    let mut lines = vec![written.opening(said.title, on)];
    let first = case.subjects.first()?;
    written.given(&written.kind(first.entity), 0, &mut lines)?;
    lines.push(written.then(said.term, said.outcome)?);
    if !said.grounds.is_empty() {
        let because = written.pick("op grond van", "because");
        lines.push(format!("  {because} {}", said.grounds.join(written.pick(" en ", " and "))));
    }
    Some(lines.join("\n") + "\n")
}

struct Written<'a> {
    program: &'a Program,
    case: &'a Case,
    language: Language,
}

/// A list of the first subject: its name, and who stands in it.
type Elements<'a> = (&'a Fact, &'a [u32]);

impl Written<'_> {
    /// A fact by its name, with its law where several laws use it.
    fn named(&self, fact: &Fact) -> String {
        let facts = self.program.facts.rows();
        let namesakes = facts.iter().filter(|other| other.name == fact.name).count();
        self.within(&fact.name, fact.law, namesakes)
    }

    /// A kind of subject by its name, in the same way.
    fn kind(&self, id: EntityId) -> String {
        let kind = &self.program.entities[id];
        let kinds = self.program.entities.rows();
        let namesakes = kinds.iter().filter(|other| other.name == kind.name).count();
        self.within(&kind.name, kind.law, namesakes)
    }

    fn within(&self, name: &str, law: LawId, namesakes: usize) -> String {
        if namesakes < 2 {
            return name.to_owned();
        }
        let within = self.pick("in de zin van", "within the meaning of");
        format!("{name} {within} {}", self.program.laws[law].short)
    }

    fn opening(&self, title: &str, on: Date) -> String {
        let (word, at) = (self.pick("voorbeeld", "example"), self.pick("op", "on"));
        format!("{word} \"{title}\" {at} {on}")
    }

    fn pick<'w>(&self, dutch: &'w str, english: &'w str) -> &'w str {
        self.language.pick(dutch, english)
    }

    /// What is known of the subject at `place`, and behind it those that it leads to.
    fn given(&self, name: &str, place: u32, lines: &mut Vec<String>) -> Option<()> {
        let subject = self.subject(place)?;
        lines.push(format!("  {} {name}", self.pick("in het geval", "given")));
        let (mut others, mut lists) = (Vec::new(), Vec::new());
        for (id, value) in self.known(subject) {
            let fact = &self.program.facts[id];
            match value {
                _ if fact.way_back => {}
                Value::Subject(0) => return None,
                Value::Subject(other) => others.push((fact, *other)),
                Value::Subjects(elements) => lists.push((fact, elements.as_ref())),
                value => lines.push(format!("    {}", self.entry(fact, value)?)),
            }
        }
        for id in &self.program.entities[subject.entity].facts {
            let fact = &self.program.facts[*id];
            if let Some(values) = self.case.through_time(place, fact) {
                lines.push(format!("    {}", self.through_time(fact, values)?));
            }
        }
        lines.extend(self.judgements(subject).into_iter().map(|line| format!("    {line}")));
        for (fact, elements) in lists {
            match self.list((fact, elements), lines) {
                Some(()) => {}
                // What no row of a table says, each of them says by itself.
                None => others.extend(elements.iter().map(|element| (fact, *element))),
            }
        }
        if place > 0 && !others.is_empty() {
            return None;
        }
        for (fact, other) in others {
            self.given(&self.named(fact), other, lines)?;
        }
        Some(())
    }

    fn subject(&self, place: u32) -> Option<&Subject> {
        self.case.subjects.get(usize::try_from(place).ok()?)
    }

    fn known<'s>(&'s self, subject: &'s Subject) -> impl Iterator<Item = (FactId, &'s Value)> {
        let facts = &self.program.entities[subject.entity].facts;
        facts.iter().zip(&subject.facts).filter_map(|(id, value)| Some((*id, value.as_ref()?)))
    }

    fn judgements(&self, subject: &Subject) -> Vec<String> {
        let all = &self.program.entities[subject.entity].judgements;
        let made = all.iter().zip(&subject.judgements).filter_map(|(id, judged)| {
            let name = &self.program.judgements[*id].name;
            let answer = format::yes_no(judged.as_ref()?.answer, self.language);
            Some(format!("{name} is {answer}"))
        });
        made.collect()
    }

    fn entry(&self, fact: &Fact, value: &Value) -> Option<String> {
        Some(match value {
            Value::Absent => format!("{} {}", self.pick("geen", "no"), self.named(fact)),
            value => {
                format!("{} is {}", self.named(fact), self.literal(value, fact.ty, fact.scale)?)
            }
        })
    }

    fn through_time(&self, fact: &Fact, values: &[(Date, Value)]) -> Option<String> {
        let from = self.pick("vanaf", "from");
        let mut entry = self.named(fact);
        for (day, value) in values {
            entry.push_str(&format!(
                " {from} {day} : {}",
                self.literal(value, fact.ty, fact.scale)?
            ));
        }
        Some(entry)
    }

    /// A list as a table of what is known of its elements; `None` when a table cannot say it.
    fn list(&self, (list, elements): Elements<'_>, lines: &mut Vec<String>) -> Option<()> {
        let elements: Option<Vec<&Subject>> =
            elements.iter().map(|element| self.subject(*element)).collect();
        let elements = elements?;
        let Some(first) = elements.first() else {
            lines.push(format!("    {} {}", self.pick("geen", "no"), self.named(list)));
            return Some(());
        };
        let kind = &self.program.entities[first.entity];
        let judged = elements.iter().any(|element| element.judgements.iter().any(Option::is_some));
        let timed = elements.iter().any(|element| !element.through_time.is_empty());
        if judged || timed {
            return None;
        }
        let columns = kind.facts.iter().filter(|id| {
            let fact = &self.program.facts[**id];
            let stated = |element: &&Subject| matches!(element.facts.get(fact.slot), Some(Some(_)));
            !fact.way_back && elements.iter().any(stated)
        });
        let columns: Vec<&Fact> = columns.map(|id| &self.program.facts[*id]).collect();
        if columns.is_empty() {
            return None;
        }
        let row = |cells: Vec<String>| format!("      | {} |", cells.join(" | "));
        let rows = elements.iter().map(|element| {
            let cells = columns.iter().map(|fact| self.cell(fact, element));
            cells.collect::<Option<Vec<String>>>().map(row)
        });
        let rows: Vec<String> = rows.collect::<Option<_>>()?;
        lines.push(format!("    {} {}", self.named(list), self.pick("zijn", "are")));
        lines.push(row(columns.iter().map(|fact| self.named(fact)).collect()));
        lines.push(row(columns.iter().map(|_| "---".to_owned()).collect()));
        lines.extend(rows);
        Some(())
    }

    fn cell(&self, fact: &Fact, element: &Subject) -> Option<String> {
        match element.facts.get(fact.slot)? {
            None => Some(self.pick("onbekend", "unknown").to_owned()),
            Some(Value::Absent) => Some(self.pick("geen", "none").to_owned()),
            Some(value) => self.literal(value, fact.ty, fact.scale),
        }
    }

    fn then(&self, term: TermId, outcome: &Outcome) -> Option<String> {
        let row = &self.program.terms[term];
        let then = self.pick("dan", "then");
        Some(match outcome {
            Outcome::Value(value) => {
                format!("  {then} {} is {}", row.name, self.literal(value, row.ty, row.scale)?)
            }
            Outcome::NoEntitlement => {
                let none = self.pick("geen aanspraak op", "no entitlement to");
                format!("  {then} {none} {}", row.name)
            }
            Outcome::NotSet(_) => {
                let not_set = self.pick("is nog niet vastgesteld", "is not yet set");
                format!("  {then} {} {not_set}", row.name)
            }
            Outcome::Needs(_) | Outcome::Awaiting(_) | Outcome::Undecided(_) => return None,
        })
    }

    /// A value as a law writes it; `None` when a law cannot: a number whose decimals do not end.
    fn literal(&self, value: &Value, ty: Type, scale: Scale) -> Option<String> {
        let number = |units: i128, denominator: i128| {
            format::machine(units, denominator)?;
            let (unit, _) = ty.unit()?;
            // An amount is written in whole cents.
            let cents = units.checked_mul(100)?.checked_rem(denominator)? == 0;
            if matches!(unit, Unit::Money(_)) && !cents {
                return None;
            }
            let size = units.checked_abs()?;
            let sign = if units < 0 { "−" } else { "" };
            let size = format::amount(size, denominator, unit, None, self.language);
            Some(format!("{sign}{size}"))
        };
        match value {
            Value::YesNo(answer) => Some(format::yes_no(*answer, self.language).to_owned()),
            Value::Number(units) => number(*units, scale.denominator()),
            Value::Quotient(numerator, denominator) => number(*numerator, *denominator),
            Value::Date(day) => Some(day.to_string()),
            Value::Text(option) if matches!(ty, Type::Choice(_)) => Some(option.to_string()),
            Value::Text(text) => Some(format!("\"{text}\"")),
            Value::Subject(_) | Value::Subjects(_) | Value::Absent => None,
        }
    }
}
