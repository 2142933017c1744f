//! What can be found of a law, and where.

use crate::machine::Fault;
use crate::region::Region;
use crate::witness::Witness;
use enact_graph::RuleGraph;
use enact_model::program::TermKind;
use enact_model::table::{FactId, ParameterId, RuleId, TermId};
use enact_source::Span;

/// What was found of a law.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// What goes wrong, in order of the text.
    pub findings: Vec<Finding>,
    /// Rules and limbs that never count.
    pub dead: Vec<Dead>,
    /// Assumptions, by their place, that exclude every case together with the others.
    pub exclusive: Vec<usize>,
    /// Values of which it is not proved that their rules give one answer.
    pub unproved: Vec<Unproved>,
    /// What goes wrong in no case on the word of a solver.
    pub on_word: Vec<OnWord>,
    /// The most elements of a list that were considered, when longer lists are possible.
    pub lists_up_to: Option<u32>,
    /// How many values were looked into.
    pub values: usize,
    /// How many ways of deciding there were.
    pub ways: u64,
}

/// Something that goes wrong, with a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub flaw: Flaw,
    /// The value, claim or decision that is asked for in the case.
    pub asked: TermId,
    /// The case; decided before it is shown.
    pub witness: Witness,
    /// All cases in which it goes wrong: those in one of these regions. None when that is not
    /// known exactly.
    pub regions: Vec<Region>,
}

/// What can go wrong between rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flaw {
    /// No rule speaks for the term.
    Gap {
        /// The term.
        term: TermId,
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
    /// Two rules speak, neither precedes the other, and they always agree.
    Overlap {
        /// About this term.
        term: TermId,
        /// The one.
        first: RuleId,
        /// The other.
        second: RuleId,
    },
    /// Two limbs of a case distinction, or rows of a table, hold and differ.
    Limbs {
        /// The rule.
        rule: RuleId,
        /// The place of the one.
        first: usize,
        /// The place of the other.
        second: usize,
    },
    /// Two elements of a list come in one place of an order.
    Tied {
        /// The rank.
        span: Span,
    },
    /// What somebody gets depends on which of two equals in a list was listed first.
    Order {
        /// The rank in which the order of entry decides.
        span: Span,
        /// The list.
        list: FactId,
    },
    /// Another law gives a value of the same name, and this one leaves it as it is.
    Namesake {
        /// The term.
        term: TermId,
        /// The one of the other law.
        other: TermId,
    },
    /// A search finds no day, as far as it looks.
    NoDay {
        /// The search.
        span: Span,
    },
    /// A norm is not set on a day that the law asks for.
    NotSet {
        /// The norm.
        parameter: ParameterId,
    },
    /// A number leaves the range that it is to have, or is divided by zero.
    Fails {
        /// The number.
        span: Span,
        /// It is divided by zero.
        by_zero: bool,
    },
}

/// A rule, or a limb of one, that counts in no case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dead {
    /// The rule.
    pub rule: RuleId,
    /// The place of the limb; the whole rule when absent.
    pub limb: Option<usize>,
    /// Its condition can hold, but then another always precedes it.
    pub displaced: bool,
}

/// A value of which it is not proved that its rules give one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unproved {
    /// The term.
    pub term: TermId,
    /// What may go wrong, when that is known; else it was too much to look into.
    pub flaw: Option<Flaw>,
    /// The solver that was asked, and could not say either.
    pub asked: Option<&'static str>,
}

/// Something that goes wrong in no case; of some ways it is the word of a solver that no case goes
/// them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct OnWord {
    /// The term.
    pub term: TermId,
    /// What does not go wrong.
    pub flaw: Flaw,
    /// The solver.
    pub solver: &'static str,
}

impl Finding {
    /// Whether no decision can be taken with such a law. A value without legal effect may have
    /// no answer in cases in which nobody asks for it.
    #[must_use]
    pub fn is_error(&self, graph: &RuleGraph) -> bool {
        match self.flaw {
            Flaw::Gap { .. } | Flaw::NoDay { .. } => {
                is_claim(&graph.program().terms[self.asked].kind)
            }
            Flaw::Overlap { .. }
            | Flaw::Order { .. }
            | Flaw::Namesake { .. }
            | Flaw::NotSet { .. } => false,
            Flaw::Conflict { .. } | Flaw::Limbs { .. } | Flaw::Tied { .. } | Flaw::Fails { .. } => {
                true
            }
        }
    }
}

impl Flaw {
    /// The flaw that a fault of the machine is; `None` for what is no flaw of the law's rules.
    pub(crate) fn of(fault: Fault) -> Option<Self> {
        Some(match fault {
            Fault::Gap { term, .. } => Self::Gap { term },
            Fault::Overlap { term, first, second } => Self::Overlap { term, first, second },
            Fault::Conflict { term, first, second } => Self::Conflict { term, first, second },
            Fault::Limbs { rule, first, second } => Self::Limbs { rule, first, second },
            Fault::Tied { span } => Self::Tied { span },
            Fault::NoDay { span } => Self::NoDay { span },
            Fault::NotSet { parameter } => Self::NotSet { parameter: parameter? },
            Fault::OutOfRange { span } => Self::Fails { span, by_zero: false },
            Fault::Division { span } => Self::Fails { span, by_zero: true },
            _ => return None,
        })
    }
}

/// Whether a term is one that people are decided about.
pub(crate) fn is_claim(kind: &TermKind) -> bool {
    matches!(kind, TermKind::Entitlement | TermKind::Decision { .. })
}
