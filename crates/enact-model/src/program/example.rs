//! Worked cases: what is given, and what must come out.

use crate::table::{EntityId, FactId, JudgementId, LawId, TermId};
use enact_source::{Citation, Span};
use enact_value::{Date, Value};

/// A worked case in the law.
#[derive(Debug, Clone)]
pub struct Example {
    /// Its title.
    pub title: String,
    /// In which law.
    pub law: LawId,
    /// The reference date.
    pub on: Date,
    /// The kind of the subject decided about.
    pub entity: EntityId,
    /// The subjects: the first is the one decided about; each further one fills a fact.
    pub givens: Vec<Given>,
    /// What must follow.
    pub expectations: Vec<Expectation>,
    /// The provisions it must rest on.
    pub because: Vec<Citation>,
    /// Where it stands.
    pub ground: Citation,
    /// The declaration.
    pub span: Span,
}

/// The values of a fact, each from its day until the next, in order of time. Before the first the
/// fact is not known.
pub type ThroughTime = Vec<(Date, Value)>;

/// What an example says of one subject.
#[derive(Debug, Clone)]
pub struct Given {
    /// Empty for the subject decided about; else the fact of it that this subject fills, or the
    /// list it stands in.
    pub fills: Option<FactId>,
    /// What the example calls it.
    pub title: Option<String>,
    /// The known facts; an absent optional fact is [`Value::Absent`].
    pub facts: Vec<(FactId, Value, Span)>,
    /// The facts that are given through time.
    pub through_time: Vec<(FactId, ThroughTime)>,
    /// The judgements made.
    pub judgements: Vec<(JudgementId, bool, Span)>,
}

/// What an example expects.
#[derive(Debug, Clone)]
pub struct Expectation {
    /// The outcome.
    pub kind: Expected,
    /// Where.
    pub span: Span,
}

/// The outcomes an example can expect.
#[derive(Debug, Clone)]
pub enum Expected {
    /// This value, over the term's denominator.
    Value {
        /// The term.
        term: TermId,
        /// The outcome.
        value: Value,
    },
    /// No entitlement.
    NoEntitlement(TermId),
    /// Exactly these facts are needed.
    Needs {
        /// The term.
        term: TermId,
        /// The facts.
        facts: Vec<FactId>,
    },
    /// It waits for a person.
    Awaiting {
        /// The term.
        term: TermId,
        /// The judgement.
        judgement: JudgementId,
    },
    /// A norm has not been fixed.
    NotSet(TermId),
    /// The case is refused.
    InputError,
}
