//! Rules, and the clauses about them: claims, decisions, exceptions, readings.

use super::{CitedProvision, Expr, Name, PeriodUnit, Quoted, TypeName};
use enact_source::Span;
use enact_value::Date;

/// A rule for a value or a yes/no.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The value it gives.
    pub name: Name,
    /// `regel niet X indien …`: a ground for no.
    pub negative: bool,
    /// Whose value; the only kind of subject when left out.
    pub subject: Option<Name>,
    /// What it gives, and when.
    pub body: Body,
}

/// What a rule gives, and when.
#[derive(Debug, Clone)]
pub enum Body {
    /// One value under one condition.
    Value {
        /// The value.
        value: Expr,
        /// The condition.
        condition: Condition,
    },
    /// Limbs that exclude each other, or are tried in order.
    Cases {
        /// `in volgorde`: the first that holds.
        ordered: bool,
        /// The limbs.
        limbs: Vec<Limb>,
        /// `in de overige gevallen : …`.
        otherwise: Option<Expr>,
    },
    /// A ground for yes, or for no when the rule is negative.
    Ground(Condition),
}

/// One limb of a case distinction.
#[derive(Debug, Clone)]
pub struct Limb {
    /// When.
    pub condition: Expr,
    /// What.
    pub value: Expr,
    /// Whether it is a row of a decision table.
    pub row: bool,
    /// Where.
    pub span: Span,
}

/// `indien C tenzij D`.
#[derive(Debug, Clone)]
pub struct Condition {
    /// When it applies.
    pub when: When,
    /// Its exception in the same sentence.
    pub unless: Option<Expr>,
}

/// The positive part of a condition.
#[derive(Debug, Clone)]
pub enum When {
    /// No condition was written.
    Always,
    /// `indien …`.
    If(Expr),
    /// `indien a. …; of b. …`: points of the provision, each a ground of its own.
    Points(Points),
    /// `in de overige gevallen`: when no other rule of the provision for this value applies.
    Otherwise(Span),
}

/// The lettered points of a condition.
#[derive(Debug, Clone)]
pub struct Points {
    /// Whether all of them have to hold, and not one.
    pub all: bool,
    /// The points in order; at least two, with different letters.
    pub of: Vec<Point>,
}

/// One lettered point of a condition.
#[derive(Debug, Clone)]
pub struct Point {
    /// Its letter, without a full stop.
    pub label: String,
    /// What it asks.
    pub condition: Expr,
    /// Its letter in the text.
    pub span: Span,
}

/// The time in which the rules of a block apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validity {
    /// The first day.
    pub from: Option<Date>,
    /// The day after the last.
    pub until: Option<Date>,
}

/// A claim that a subject may have.
#[derive(Debug, Clone)]
pub struct Entitlement {
    /// Its name.
    pub name: Name,
    /// Who may have it.
    pub subject: Option<Name>,
    /// What it is worth.
    pub ty: TypeName,
}

/// A ground on which a claim does not exist.
#[derive(Debug, Clone)]
pub struct NoEntitlement {
    /// The claim.
    pub name: Name,
    /// When.
    pub condition: Condition,
}

/// The reading of the text that a rule follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The one that is followed.
    pub chosen: Quoted,
    /// The one that is not.
    pub rejected: Quoted,
}

/// Silences other rules for a value, and grants nothing.
#[derive(Debug, Clone)]
pub struct NotApplicable {
    /// Only the exceptions that those provisions make: `de afwijking in …`.
    pub exceptions: bool,
    /// Where those rules stand.
    pub provisions: Vec<CitedProvision>,
    /// For which value.
    pub name: Name,
    /// When.
    pub condition: Condition,
}

/// The rules of other provisions, applied here with other names in them.
#[derive(Debug, Clone)]
pub struct Applied {
    /// Where the rules stand.
    pub cited: Vec<CitedProvision>,
    /// The value that they give here.
    pub to: Option<Name>,
    /// Which names take the place of which.
    pub substitutions: Vec<Substitution>,
}

/// `A in plaats van B`, `A for B`.
#[derive(Debug, Clone)]
pub struct Substitution {
    /// The name that is read here.
    pub new: Name,
    /// The name in the applied rules.
    pub old: Name,
}

/// Why the rules of a provision may use a protected fact.
#[derive(Debug, Clone)]
pub struct Justified {
    /// The fact.
    pub fact: Name,
    /// Why.
    pub why: Quoted,
    /// Under which rule of law.
    pub basis: Quoted,
}

/// An outcome with legal effect.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Its name.
    pub name: Name,
    /// To whom.
    pub subject: Option<Name>,
    /// Who decides.
    pub by: Option<Quoted>,
    /// What it grants.
    pub ty: TypeName,
    /// What can be done against it.
    pub legal: Legal,
    /// Its content.
    pub body: Body,
}

/// What can be done against a decision.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Legal {
    /// The remedy, and within how long.
    pub remedy: Option<(Remedy, Option<(u32, PeriodUnit)>)>,
    /// The outcome follows from the law itself.
    pub by_law: bool,
}

/// The legal remedies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// To the authority that decided.
    Objection,
    /// To another authority.
    AdministrativeAppeal,
    /// To a court.
    Appeal,
}
