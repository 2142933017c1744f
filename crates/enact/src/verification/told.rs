//! A case in one clause: `on 1 January 2025, for a person with income €20,000, insured yes`.

use crate::called::called;
use crate::written;
use enact_eval::Case;
use enact_model::Program;
use enact_model::program::{Fact, Scale, Target, Type};
use enact_source::Language;
use enact_value::{Date, Value, format};
use enact_verify::{About, Extent, Region};

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

/// What a case says of one subject.
enum Held<'a> {
    Fact(u32, &'a Fact, &'a Value),
    Judged(u32, &'a str, bool),
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
            Language::English => {
                let vowel = kind.starts_with(|letter: char| "aeiouAEIOU".contains(letter));
                format!("on {on} for {} {kind}", if vowel { "an" } else { "a" })
            }
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

    /// The facts and judgements of the case, each with its value.
    #[must_use]
    pub fn rows(&self) -> Vec<(String, String)> {
        let value = |held: &Held<'_>| match *held {
            Held::Fact(_, fact, value) => written::words(value, fact.ty, fact.scale, self.language),
            Held::Judged(_, _, answer) => format::yes_no(answer, self.language).to_owned(),
        };
        let held = self.held();
        let named = held.iter().map(|held| match *held {
            Held::Fact(place, fact, _) => self.name(place, &fact.name),
            Held::Judged(place, name, _) => self.name(place, name),
        });
        named.zip(held.iter().map(value)).collect()
    }

    fn parts(&self) -> Vec<String> {
        let part = |held: &Held<'_>| match *held {
            Held::Fact(place, fact, value) => self.part(place, fact, value),
            Held::Judged(place, name, answer) => {
                joined(&self.name(place, name), format::yes_no(answer, self.language))
            }
        };
        self.held().iter().map(part).collect()
    }

    /// Everything that the case says, subject by subject.
    fn held(&self) -> Vec<Held<'_>> {
        let mut held = Vec::new();
        for (place, row) in self.case.places() {
            let kind = &self.program.entities[row.entity];
            for (id, value) in kind.facts.iter().zip(&row.facts) {
                let fact = &self.program.facts[*id];
                // That it leads back to the first goes without saying.
                if let Some(value) = value
                    && !fact.way_back
                    && *value != Value::Subject(0)
                {
                    held.push(Held::Fact(place, fact, value));
                }
            }
            for (id, judged) in kind.judgements.iter().zip(&row.judgements) {
                if let Some(judged) = judged {
                    let name = self.program.judgements[*id].name.as_str();
                    held.push(Held::Judged(place, name, judged.answer));
                }
            }
        }
        held
    }

    fn part(&self, subject: u32, fact: &Fact, value: &Value) -> String {
        let name = self.name(subject, &fact.name);
        match value {
            Value::Absent => format!("{} {name}", self.language.pick("zonder", "without")),
            // Whoever it is has facts of their own, that are told; else it is enough that they are.
            Value::Subject(_) => name,
            Value::Subjects(elements) if elements.is_empty() => {
                format!("{} {name}", self.language.pick("geen", "no"))
            }
            Value::Subjects(elements) => format!("{name}: {}", elements.len()),
            value => joined(&name, &written::words(value, fact.ty, fact.scale, self.language)),
        }
    }

    fn name(&self, subject: u32, name: &str) -> String {
        called(self.program, self.case, subject, name, self.language)
    }
}

/// A region in one clause: `income from €20,000.01 up to and including €20,000.99, student yes`;
/// `None` when the case has nobody of whom it says something.
pub(crate) fn region(
    program: &Program,
    case: &Case,
    region: &Region,
    language: Language,
) -> Option<String> {
    let parts = region.stated.iter().map(|(about, extent)| {
        let subject = led_to(program, case, about)?;
        Some(extended(Named::of(program, about.what)?, extent, language, &|name| {
            called(program, case, subject, name, language)
        }))
    });
    let mut parts: Vec<String> = parts.collect::<Option<_>>()?;
    if let Some((first, last)) = region.on {
        let name = language.pick("peildatum", "reference date");
        let (low, high) = (first > Date::MIN, last < Date::MAX);
        let whole = last.first_of_year() == first && last.add_days(1) == first.first_of_next_year();
        parts.push(if low && high && whole {
            format!("{name} in {}", first.ymd().0)
        } else {
            let low = low.then(|| format::date(first, language));
            let high = high.then(|| format::date(last, language));
            between(name, low, high, language)
        });
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Who in the case is meant.
fn led_to(program: &Program, case: &Case, about: &About) -> Option<u32> {
    let mut subject = 0;
    for (fact, number) in &about.whose {
        let row = case.subjects.get(usize::try_from(subject).ok()?)?;
        subject = match row.facts.get(program.facts[*fact].slot)?.as_ref()? {
            Value::Subject(next) => *next,
            Value::Subjects(elements) => *elements.get(*number)?,
            _ => return None,
        };
    }
    Some(subject)
}

/// What a region speaks of.
struct Named<'a> {
    name: &'a str,
    ty: Type,
    scale: Scale,
}

impl<'a> Named<'a> {
    fn of(program: &'a Program, what: Target) -> Option<Self> {
        Some(match what {
            Target::Fact(fact) => {
                let fact = &program.facts[fact];
                Self { name: &fact.name, ty: fact.ty, scale: fact.scale }
            }
            Target::Term(term) => {
                let term = &program.terms[term];
                Self { name: &term.name, ty: term.ty, scale: term.scale }
            }
            Target::Judgement(judgement) => {
                let name = &program.judgements[judgement].name;
                Self { name, ty: Type::YesNo, scale: Scale::None }
            }
            Target::Parameter(_) => return None,
        })
    }
}

/// What something of somebody can be, in words.
fn extended(
    Named { name, ty, scale }: Named<'_>,
    extent: &Extent,
    language: Language,
    called: &dyn Fn(&str) -> String,
) -> String {
    let name = called(name);
    let value = |value: &Value| written::words(value, ty, scale, language);
    match extent {
        Extent::Absent => format!("{} {name}", language.pick("zonder", "without")),
        Extent::NoEntitlement => {
            format!("{} {name}", language.pick("geen aanspraak op", "no entitlement to"))
        }
        Extent::Present => name,
        Extent::Is(yes) => joined(&name, format::yes_no(*yes, language)),
        Extent::Count(count) => format!("{name}: {count}"),
        Extent::Words(words) => {
            let words: Vec<String> =
                words.iter().map(|word| value(&Value::Text(word.clone()))).collect();
            joined(&name, &words.join(language.pick(" of ", " or ")))
        }
        Extent::Numbers(range) => {
            let whole = match scale {
                Scale::Fixed { range, .. } => range,
                _ => *range,
            };
            let low = (range.low > whole.low).then(|| value(&Value::Number(range.low)));
            let high = (range.high < whole.high).then(|| value(&Value::Number(range.high)));
            between(&name, low, high, language)
        }
        Extent::Days(first, last) => {
            let low = (*first > Date::MIN).then(|| value(&Value::Date(*first)));
            let high = (*last < Date::MAX).then(|| value(&Value::Date(*last)));
            between(&name, low, high, language)
        }
    }
}

fn between(name: &str, low: Option<String>, high: Option<String>, language: Language) -> String {
    let words = match (low, high, language) {
        (Some(low), Some(high), _) if low == high => low,
        (Some(low), Some(high), _) => {
            let low = without_rate(&low, &high);
            match language {
                Language::Dutch => format!("van {low} tot en met {high}"),
                Language::English => format!("from {low} up to and including {high}"),
            }
        }
        (Some(low), None, Language::Dutch) => format!("vanaf {low}"),
        (Some(low), None, Language::English) => format!("from {low}"),
        (None, Some(high), Language::Dutch) => format!("tot en met {high}"),
        (None, Some(high), Language::English) => format!("up to and including {high}"),
        (None, None, Language::Dutch) => "aanwezig".to_owned(),
        (None, None, Language::English) => "present".to_owned(),
    };
    joined(name, &words)
}

/// What is said of something by its name; apart from a name that ends with a number.
fn joined(name: &str, words: &str) -> String {
    let colon = if name.ends_with(|last: char| last.is_ascii_digit()) { ":" } else { "" };
    format!("{name}{colon} {words}")
}

/// The lower of two amounts, without the time that both are per.
fn without_rate<'a>(low: &'a str, high: &str) -> &'a str {
    match low.rsplit_once(" per ") {
        Some((amount, time)) if high.ends_with(&format!(" per {time}")) => amount,
        _ => low,
    }
}
