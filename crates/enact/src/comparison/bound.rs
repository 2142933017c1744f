//! What the cases of a part have in common, for programs.

use crate::written;
use enact_model::Program;
use enact_model::program::{Scale, Target, Type};
use enact_value::{Date, Value};
use enact_verify::{About, Extent, Region};
use serde::Serialize;

/// Something that the cases of a part have in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bound {
    /// The fact, value or judgement, by the facts that lead there from who is decided about
    /// (`partner.income`, `children[0].age`); `on` is the reference date.
    pub of: String,
    /// What it is there.
    #[serde(flatten)]
    pub is: Is,
}

/// What something is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Is {
    /// Absent.
    Absent,
    /// A claim that does not exist.
    NoEntitlement,
    /// There, whatever it is.
    Present,
    /// One of these answers or words.
    OneOf {
        /// As a case states them.
        values: Vec<String>,
    },
    /// A number or a day, both ends included; without an end it goes as far as it can be.
    Between {
        /// The least, as a decimal string or a day.
        least: Option<String>,
        /// The most.
        most: Option<String>,
    },
    /// A list of so many.
    Count {
        /// How many.
        count: usize,
    },
}

/// What all cases of the region have in common.
pub(super) fn bounds(program: &Program, region: &Region) -> Vec<Bound> {
    let on = region.on.map(|(first, last)| Bound { of: "on".to_owned(), is: days(first, last) });
    let stated = region.stated.iter().filter_map(|(about, extent)| {
        let (name, ty, scale) = named(program, about.what)?;
        Some(Bound { of: path(program, about, name), is: is(extent, ty, scale) })
    });
    stated.chain(on).collect()
}

fn named(program: &Program, what: Target) -> Option<(&str, Type, Scale)> {
    Some(match what {
        Target::Fact(fact) => {
            let fact = &program.facts[fact];
            (fact.name.as_str(), fact.ty, fact.scale)
        }
        Target::Term(term) => {
            let term = &program.terms[term];
            (term.name.as_str(), term.ty, term.scale)
        }
        Target::Judgement(judgement) => {
            (program.judgements[judgement].name.as_str(), Type::YesNo, Scale::None)
        }
        Target::Parameter(_) => return None,
    })
}

fn path(program: &Program, about: &About, name: &str) -> String {
    let mut path = String::new();
    for (fact, number) in &about.whose {
        let fact = &program.facts[*fact];
        path.push_str(&fact.name);
        if fact.list.is_some() {
            path.push_str(&format!("[{number}]"));
        }
        path.push('.');
    }
    path + name
}

fn is(extent: &Extent, ty: Type, scale: Scale) -> Is {
    let value = |value: &Value| written::machine(value, ty, scale);
    match extent {
        Extent::Absent => Is::Absent,
        Extent::NoEntitlement => Is::NoEntitlement,
        Extent::Present => Is::Present,
        Extent::Is(yes) => Is::OneOf { values: vec![value(&Value::YesNo(*yes))] },
        Extent::Words(words) => Is::OneOf {
            values: words.iter().map(|word| value(&Value::Text(word.clone()))).collect(),
        },
        Extent::Numbers(range) => {
            let whole = match scale {
                Scale::Fixed { range, .. } => range,
                _ => *range,
            };
            let end = |units: i128, inside: bool| inside.then(|| value(&Value::Number(units)));
            Is::Between {
                least: end(range.low, range.low > whole.low),
                most: end(range.high, range.high < whole.high),
            }
        }
        Extent::Days(first, last) => days(*first, *last),
        Extent::Count(count) => Is::Count { count: *count },
    }
}

fn days(first: Date, last: Date) -> Is {
    Is::Between {
        least: (first > Date::MIN).then(|| written::iso(first)),
        most: (last < Date::MAX).then(|| written::iso(last)),
    }
}
