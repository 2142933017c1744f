//! How a decision can end, and what is still open when it has no answer yet.

use crate::case::index;
use crate::record::{Found, Open, Record, Recording};
use enact_model::table::{FactId, JudgementId, ParameterId, RuleId, TermId};
use enact_source::Span;
use enact_value::Value;
use std::collections::BTreeSet;

/// How a decision ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// This value, over the denominator of the term, which is that of its group.
    Value(Value),
    /// There is no entitlement. That is not €0.
    NoEntitlement,
    /// These facts are unknown and can still matter, the most telling first.
    Needs(Vec<Need>),
    /// Only a person can say, and nobody has yet.
    Awaiting(Vec<AwaitedJudgement>),
    /// Norms that their maker has not fixed for the reference date.
    NotSet(Vec<NotSet>),
    /// The law or the case has a defect here; never a wrong number.
    Undecided(Fault),
}

/// An unknown fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Need {
    /// The fact.
    pub fact: FactId,
    /// About whom: a place in the case.
    pub subject: u32,
}

/// An open norm that nobody has judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AwaitedJudgement {
    /// The open norm.
    pub judgement: JudgementId,
    /// About whom: a place in the case.
    pub subject: u32,
}

/// A norm without a value on the reference date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NotSet {
    /// The norm.
    pub parameter: ParameterId,
}

/// Why a case has no answer although everything it needs may be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No rule speaks.
    Gap {
        /// About this term.
        term: TermId,
        /// Of this subject.
        subject: u32,
    },
    /// Two rules speak, neither precedes the other, and they differ.
    Conflict {
        /// About this term.
        term: TermId,
        /// The one.
        first: RuleId,
        /// The other.
        second: RuleId,
    },
    /// Two limbs of one case distinction hold and differ.
    Limbs {
        /// The rule.
        rule: RuleId,
        /// The place of the one.
        first: usize,
        /// The place of the other.
        second: usize,
    },
    /// A number leaves the range it was proved or declared to stay in.
    OutOfRange {
        /// The expression, or the declaration of the range.
        span: Span,
    },
    /// A division by zero.
    DivisionByZero {
        /// The expression.
        span: Span,
    },
    /// A date outside the years 1 up to and including 9999.
    CalendarLimit {
        /// The expression.
        span: Span,
    },
    /// No day on which the condition holds, as far ahead as a search looks.
    NoDay {
        /// The search.
        span: Span,
    },
    /// An absent fact is used where the law does not say what its absence means.
    Unsettled {
        /// The expression.
        span: Span,
    },
    /// What the case states is not what the fact holds: the wrong kind of value, or a subject
    /// that is not in the case.
    Input {
        /// The fact.
        fact: FactId,
        /// About whom: a place in the case.
        subject: u32,
    },
    /// Two elements of a list come in the same place of an order, and the law does not say which
    /// is first.
    Tied {
        /// The rank.
        span: Span,
        /// The list.
        list: FactId,
        /// The two by their number in the list, from 1.
        numbers: [u32; 2],
        /// The two by their place in the case.
        subjects: [u32; 2],
    },
    /// The subject does not stand in the list, or in no list that leads back as this fact says.
    NotListed {
        /// The list, or the way back.
        fact: FactId,
        /// Who: a place in the case.
        subject: u32,
    },
    /// The case has no subject of the kind that the term is about.
    NoSubject {
        /// The term.
        term: TermId,
    },
    /// An expression of more than [`Fault::DEPTH_MAX`] parts within parts.
    TooDeep {
        /// The expression.
        span: Span,
    },
    /// The expression joins what cannot be joined; the check lets no such law pass.
    Unsound {
        /// The expression.
        span: Span,
    },
}

impl Fault {
    /// How many parts within parts an expression can have. The parser accepts 100 nested
    /// brackets and prefixes; sums and products of any length count as one part.
    pub const DEPTH_MAX: u32 = 600;
}

impl Outcome {
    /// What the step at `root` comes to.
    pub(crate) fn of<R: Recording>(record: &Record<R>, root: usize) -> Self {
        match &record.steps[root].found {
            Found::Value(value) => Self::Value(value.clone()),
            Found::NoEntitlement => Self::NoEntitlement,
            Found::Fault(fault) => Self::Undecided(*fault),
            Found::Open => Openings::below(record, root).outcome(),
        }
    }
}

/// Everything that is open below one step, each once, in order of consultation.
#[derive(Debug, Default)]
struct Openings {
    needs: Vec<Need>,
    awaiting: Vec<AwaitedJudgement>,
    not_set: Vec<NotSet>,
}

impl Openings {
    /// Walks the open steps depth first. What a step met first comes first: the conditions of
    /// the rules that precede others, which alone can settle the outcome, before values.
    fn below<R: Recording>(record: &Record<R>, root: usize) -> Self {
        let mut found = Self::default();
        let mut met = BTreeSet::new();
        let mut ahead = vec![Open::Step(crate::case::place(root))];
        while let Some(open) = ahead.pop() {
            if !met.insert(open) {
                continue;
            }
            match open {
                Open::Fact(need) => found.needs.push(need),
                Open::Judgement(judgement) => found.awaiting.push(judgement),
                Open::Parameter(parameter) => found.not_set.push(NotSet { parameter }),
                Open::Step(step) => {
                    let opens = record.steps[index(step)].opens.of(&record.opens);
                    ahead.extend(opens.iter().rev());
                }
            }
        }
        found
    }

    fn outcome(self) -> Outcome {
        if !self.needs.is_empty() {
            Outcome::Needs(self.needs)
        } else if !self.awaiting.is_empty() {
            Outcome::Awaiting(self.awaiting)
        } else {
            Outcome::NotSet(self.not_set)
        }
    }
}
