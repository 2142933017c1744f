//! What a law declares: facts, parameters, powers and judgements, and their types.

use super::{Expr, ListType, Name, Quoted};
use enact_source::Span;
use enact_value::{Date, Rate};

/// What is known about a subject.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Its name.
    pub name: Name,
    /// Of which kind of subject; the kind declared last when left out.
    pub entity: Option<Name>,
    /// Its type.
    pub ty: TypeName,
    /// Whether a subject may be without it.
    pub optional: bool,
    /// The register it comes from.
    pub source: Option<Quoted>,
    /// What the law says of its sensitivity.
    pub privacy: Vec<Privacy>,
}

/// How sensitive a fact is; personal when nothing is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Privacy {
    /// Not about a natural person.
    NotPersonal,
    /// Health, religion and the other categories of art. 9 GDPR.
    Special,
    /// Criminal convictions and offences, art. 10 GDPR.
    Criminal,
    /// A protected ground: no decision may rest on it without justification.
    Protected(Quoted),
    /// A stand-in for a protected ground.
    ProxyFor(Quoted),
}

/// A type as written.
#[derive(Debug, Clone)]
pub struct TypeName {
    /// Which.
    pub kind: TypeKind,
    /// Where.
    pub span: Span,
}

/// The types a drafter can write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypeKind {
    /// `ja/nee`, `yes/no`.
    YesNo,
    /// `getal [met n decimalen] [per …]`.
    Number {
        /// Digits after the decimal sign.
        decimals: u32,
        /// Per which time.
        rate: Option<Rate>,
    },
    /// `percentage [met n decimalen]`; two decimals when nothing is said.
    Percentage {
        /// Digits after the decimal sign of the percentage.
        decimals: u32,
    },
    /// `bedrag [per …]`, `bedrag over NAAM`.
    Money {
        /// Per which time.
        rate: Option<Rate>,
        /// The named year it runs over; then it is no rate.
        over: Option<Name>,
    },
    /// `datum`, `date`.
    Date,
    /// `periode in maanden`, `period in months`.
    Months,
    /// `periode in dagen`, `period in days`.
    Days,
    /// `tekst`, `text`: identity only.
    Text,
    /// `een van (alleenstaand, gehuwd)`: its options.
    Choice(Vec<Name>),
    /// `schijven`, `brackets`: a progressive scale.
    Brackets,
    /// A kind of subject.
    Entity(Name),
    /// `lijst van persoon, ten hoogste 20`.
    List(ListType),
}

/// A value fixed by law, through time.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub ty: TypeName,
    /// Who fixes it.
    pub body: ParameterBody,
}

/// Where a parameter's values stand.
#[derive(Debug, Clone)]
pub enum ParameterBody {
    /// In this law: `vanaf … : …`.
    Periods(Vec<Period>),
    /// In this law, for all time: `is …`.
    Constant(Period),
    /// In a delegated act: `vast te stellen bij "…"`.
    Delegated(Quoted),
}

/// One value of a parameter for a time.
#[derive(Debug, Clone)]
pub struct Period {
    /// The first day; `None` for all time.
    pub from: Option<Date>,
    /// The day after the last.
    pub until: Option<Date>,
    /// A literal, or the name of an option.
    pub value: Expr,
    /// Why it is an assumption, when it has no source: `aangenomen "…"`.
    pub assumed: Option<Quoted>,
    /// Where.
    pub span: Span,
}

/// A delegated act that fixes another law's parameter.
#[derive(Debug, Clone)]
pub struct Set {
    /// The parameter, with the law it belongs to.
    pub parameter: Name,
    /// Its values.
    pub periods: Vec<Period>,
}

/// What somebody may decide.
#[derive(Debug, Clone)]
pub struct Power {
    /// Its name.
    pub name: Name,
    /// Who may.
    pub by: Quoted,
    /// About whom.
    pub subject: Option<Name>,
    /// When the law allows it.
    pub when: Expr,
}

/// An open norm that only a person decides.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// Its name.
    pub name: Name,
    /// About whom.
    pub subject: Option<Name>,
    /// What is judged.
    pub ty: TypeName,
    /// Who judges.
    pub by: Option<Quoted>,
}
