//! What stands in the graph, and what its links say.

use enact_model::table::{FactId, JudgementId, ParameterId, RuleId, TermId};

/// Something that decisions rest on, or a decision itself.
///
/// Nodes sort by kind and then in order of declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// What is known about a subject.
    Fact(FactId),
    /// A value fixed by law.
    Parameter(ParameterId),
    /// Another provision than the parameter's own, that fixes values of it: a delegated act, an
    /// indexation.
    Setting {
        /// The parameter it fixes.
        parameter: ParameterId,
        /// The place of its first value in the parameter's periods.
        period: usize,
    },
    /// A rule.
    Rule(RuleId),
    /// A value, yes/no, claim or decision that rules give.
    Term(TermId),
    /// An open norm that a person decides.
    Judgement(JudgementId),
    /// The place of a promise in the program's safeguards.
    Safeguard(usize),
}

/// What a link says. Knowledge flows along it: from what is known to what rests on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edge {
    /// The first is read by the second: a fact by a rule, a term by a safeguard, a rule by the
    /// rule that takes over its answer (`the value under article 2(1)`) or asks whether it
    /// applies (`otherwise`).
    Reads,
    /// The first rule precedes the second, which yields. Knowledge does not flow along it: both
    /// ground the same term.
    Precedes,
    /// The provision fixes values of the parameter.
    Sets,
    /// The rule gives the term its value.
    Grounds,
}

impl Edge {
    /// Whether what is known at its start counts at its end: all but [`Edge::Precedes`].
    #[must_use]
    pub const fn carries(self) -> bool {
        match self {
            Self::Reads | Self::Sets | Self::Grounds => true,
            Self::Precedes => false,
        }
    }

    /// Its name in drawings for programs: `reads`, `precedes`, `sets`, `grounds`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reads => "reads",
            Self::Precedes => "precedes",
            Self::Sets => "sets",
            Self::Grounds => "grounds",
        }
    }
}

/// A link of the graph. Links sort by where they start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Link {
    /// Where it starts.
    pub from: Node,
    /// Where it ends.
    pub to: Node,
    /// What it says.
    pub edge: Edge,
}

/// The kinds of node that a reader tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A fact.
    Fact,
    /// A parameter.
    Parameter,
    /// A provision that fixes a parameter.
    Setting,
    /// A rule.
    Rule,
    /// A named value or yes/no.
    Value,
    /// A claim or a decision with legal effect.
    Decision,
    /// An open norm.
    Judgement,
    /// A promise.
    Safeguard,
}

impl Kind {
    /// All kinds, in the order in which they matter to a reader.
    pub const ALL: [Self; 8] = [
        Self::Fact,
        Self::Judgement,
        Self::Parameter,
        Self::Setting,
        Self::Rule,
        Self::Value,
        Self::Decision,
        Self::Safeguard,
    ];

    /// Its name in drawings for programs: `fact`, `parameter`, and so on.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Parameter => "parameter",
            Self::Setting => "setting",
            Self::Rule => "rule",
            Self::Value => "value",
            Self::Decision => "decision",
            Self::Judgement => "judgement",
            Self::Safeguard => "safeguard",
        }
    }
}
