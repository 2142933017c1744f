//! Parameters: what the law fixes through time, and the reciprocals of what it divides by.

use super::{Scale, Type};
use crate::bands::{Band, Brackets};
use crate::table::LawId;
use enact_source::{Citation, Span};
use enact_value::{Date, Value};

/// A value fixed by law, through time.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// The law that declares it.
    pub law: LawId,
    /// What it holds.
    pub ty: Type,
    /// The denominator and range common to all periods.
    pub scale: Scale,
    /// Its values in order of time, without overlap.
    pub periods: Vec<Period>,
    /// What the bands of a progressive scale have in common, once a period is fixed.
    pub brackets: Option<Brackets>,
    /// One over each period's value, where something is divided by this parameter.
    pub reciprocal: Option<Reciprocal>,
    /// The act that has to fix it, when this law leaves it to another.
    pub delegated: Option<String>,
    /// Where it is declared.
    pub ground: Citation,
    /// The declaration.
    pub span: Span,
}

/// One value of a parameter, from the first day to the day before `until`.
#[derive(Debug, Clone)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The day after the last; `None` while it lasts.
    pub until: Option<Date>,
    /// The value, over the parameter's denominator.
    pub value: Value,
    /// The bands of a progressive scale; the value then holds the words.
    pub bands: Vec<Band>,
    /// Why it is an assumption, when it has no source.
    pub assumed: Option<String>,
    /// The provision that fixes it.
    pub ground: Citation,
    /// Where.
    pub span: Span,
}

impl Period {
    /// Whether the value is in force on `day`.
    #[must_use]
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}

/// One over the value of each period, as units over one denominator.
#[derive(Debug, Clone)]
pub struct Reciprocal {
    /// The common denominator.
    pub denominator: i128,
    /// Per period.
    pub units: Vec<i128>,
}
