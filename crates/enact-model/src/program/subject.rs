//! Who the law is about, and what is known, judged and assumed of them.

use super::{Expr, Listing, Scale, Type};
use crate::table::{ChoiceId, EntityId, FactId, JudgementId, LawId, TermId};
use enact_source::{Citation, Span};
use enact_value::Range;
use std::sync::Arc;

/// A kind of subject.
#[derive(Debug, Clone)]
pub struct Entity {
    /// Its name.
    pub name: String,
    /// The law that declares it.
    pub law: LawId,
    /// Its facts in order; a fact's [`slot`](Fact::slot) is its place here.
    pub facts: Vec<FactId>,
    /// The judgements about it; likewise.
    pub judgements: Vec<JudgementId>,
    /// Where it is declared.
    pub span: Span,
}

/// An enumeration: names, one of which a value is.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The fact, claim, decision or parameter that declares it.
    pub name: String,
    /// The law that declares it.
    pub law: LawId,
    /// The options in order, each once.
    pub options: Vec<Arc<str>>,
    /// The enumeration of the fact whose options these are: then that one stands for both.
    pub same_as: Option<ChoiceId>,
    /// Whether a fact declares it.
    pub of_fact: bool,
}

impl Choice {
    /// Whether `name` is one of the options.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.options.iter().any(|option| **option == *name)
    }

    /// All options, as they are listed in a message.
    #[must_use]
    pub fn listed(&self) -> String {
        let names: Vec<String> = self.options.iter().map(|option| format!("`{option}`")).collect();
        names.join(", ")
    }
}

/// A fact about a subject.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Its name.
    pub name: String,
    /// The law that declares it.
    pub law: LawId,
    /// About which kind of subject.
    pub entity: EntityId,
    /// Its place among the facts of that kind.
    pub slot: usize,
    /// What it holds.
    pub ty: Type,
    /// Numbers: the denominator and the range accepted on input.
    pub scale: Scale,
    /// Digits after the decimal sign that input may have (of the percentage, for a percentage).
    pub decimals: u32,
    /// Whether a subject may be without it.
    pub optional: bool,
    /// Of a list: who stands in it.
    pub list: Option<Listing>,
    /// Whether it holds the subject whose list this subject stands in: filled by that list, never
    /// stated.
    pub way_back: bool,
    /// The register it comes from.
    pub source: Option<String>,
    /// How sensitive it is.
    pub privacy: Privacy,
    /// Where it is declared.
    pub ground: Citation,
    /// The declaration.
    pub span: Span,
}

impl Fact {
    /// Numbers: the range that would be accepted if no assumption gave bounds.
    #[must_use]
    pub fn widest(&self) -> Option<Range> {
        match crate::declare::input_scale(self.ty, self.decimals) {
            Scale::Fixed { range, .. } => Some(range),
            Scale::None | Scale::Quotient { .. } => None,
        }
    }
}

/// How sensitive a fact is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Privacy {
    /// Whether it is about a natural person.
    pub class: PrivacyClass,
    /// The protected ground that it is.
    pub protected: Option<String>,
    /// The protected ground that it stands in for.
    pub proxy_for: Option<String>,
}

impl Privacy {
    /// The protected ground that the fact is or stands in for.
    #[must_use]
    pub fn ground(&self) -> Option<&str> {
        self.protected.as_deref().or(self.proxy_for.as_deref())
    }
}

/// The classes of data of the GDPR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PrivacyClass {
    /// Not about a natural person.
    NotPersonal,
    /// About a natural person.
    Personal,
    /// A special category, art. 9 GDPR.
    Special,
    /// Convictions and offences, art. 10 GDPR.
    Criminal,
}

/// An open norm that a person decides.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// Its name.
    pub name: String,
    /// The law that declares it.
    pub law: LawId,
    /// About which kind of subject.
    pub entity: EntityId,
    /// Its place among the judgements about that kind.
    pub slot: usize,
    /// Who judges.
    pub by: Option<String>,
    /// The term of which this is the exercise, when it is not an open norm but a power.
    pub power: Option<TermId>,
    /// When the law allows a power to be exercised.
    pub precondition: Option<Expr>,
    /// Where it is declared.
    pub ground: Citation,
    /// The declaration.
    pub span: Span,
}

/// What the outside world guarantees about a subject; checked on input.
#[derive(Debug, Clone)]
pub struct Assumption {
    /// About which kind of subject.
    pub entity: EntityId,
    /// A yes/no over its facts.
    pub condition: Expr,
    /// Where it stands.
    pub ground: Citation,
    /// The declaration.
    pub span: Span,
}
