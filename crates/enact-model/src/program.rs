//! A checked ruleset: every name resolved, every type and denominator known.
//!
//! A [`Program`] is made by [`check`](crate::check) only, and only from laws without errors. All
//! numbers in it are whole units over a denominator that the expression states ([`Scale`]):
//! whoever computes adds, multiplies and compares integers, and never has to ask again.

mod example;
mod expr;
mod list;
mod parameter;
mod promise;
mod rule;
mod subject;
mod types;

use crate::table::{
    ChoiceId, EntityId, FactId, GroupId, JudgementId, LawId, ParameterId, RuleId, Table, TermId,
};
use enact_source::{Language, Sources, Span};
use enact_syntax::tree::{Outlined, TextKind};
use enact_value::{CalendarRules, Currency, Date};

pub use example::{Example, Expectation, Expected, Given, ThroughTime};
pub use expr::{Arithmetic, Expr, ExprKind, Place, Reference, SEARCH_YEARS_MAX, Target};
pub use list::{Fold, Listing};
pub use parameter::{Parameter, Period, Reciprocal};
pub use promise::{Promise, Safeguard};
pub use rule::{
    Applied, Clauses, Gives, Group, InForce, Justification, Limb, Member, Reading, Rule, Term,
    TermKind,
};
pub use subject::{Assumption, Choice, Entity, Fact, Judgement, Privacy, PrivacyClass};
pub use types::{Scale, Type};

/// A checked ruleset.
#[derive(Debug, Clone, Default)]
pub struct Program {
    /// The laws, in the order they were loaded.
    pub laws: Table<LawId, Law>,
    /// Kinds of subjects.
    pub entities: Table<EntityId, Entity>,
    /// What facts, claims, decisions and parameters of type `one of (…)` may hold.
    pub choices: Table<ChoiceId, Choice>,
    /// What is known about them.
    pub facts: Table<FactId, Fact>,
    /// Values fixed by law.
    pub parameters: Table<ParameterId, Parameter>,
    /// Values given by rules.
    pub terms: Table<TermId, Term>,
    /// The terms in an order in which each comes after every term that it reads.
    pub order: Vec<TermId>,
    /// All rules, in order of the text.
    pub rules: Table<RuleId, Rule>,
    /// Which rules are weighed against each other, and which precede which.
    pub groups: Table<GroupId, Group>,
    /// Open norms.
    pub judgements: Table<JudgementId, Judgement>,
    /// What the outside world guarantees.
    pub assumptions: Vec<Assumption>,
    /// Why provisions may use protected facts.
    pub justifications: Vec<Justification>,
    /// Promises about every case; not yet proved.
    pub safeguards: Vec<Safeguard>,
    /// Worked cases in the law.
    pub examples: Vec<Example>,
    /// The texts, for showing the words at a place.
    pub sources: Sources,
}

/// Which choices about the calendar a law makes in so many words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Said {
    /// Where a month later falls in a shorter month.
    pub month_end: bool,
    /// When 29 February comes round in a common year.
    pub leap_day: bool,
}

/// One law.
#[derive(Debug, Clone)]
pub struct Law {
    /// The name it is cited by.
    pub short: String,
    /// The official title.
    pub title: String,
    /// BWB, ELI or CELEX number.
    pub id: Option<String>,
    /// The language of its code.
    pub language: Language,
    /// The first day of this version.
    pub in_force: Option<Date>,
    /// The day on which this version has ended.
    pub until: Option<Date>,
    /// What its prose is.
    pub text: TextKind,
    /// The currency of its amounts.
    pub currency: Currency,
    /// Its month-end and leap-day rules.
    pub calendar: CalendarRules,
    /// Which of those it says itself.
    pub says: Said,
    /// The laws whose names it uses, as they are cited.
    pub uses: Vec<String>,
    /// Its provisions in order.
    pub outline: Vec<Outlined>,
    /// Its front matter.
    pub span: Span,
}
