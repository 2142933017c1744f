//! What an expression comes to in a run.

use crate::explore::Halt;
use crate::space::{Form, Pick};
use enact_model::program::{Expr, ExprKind};
use enact_model::table::{ChoiceId, JudgementId, ParameterId, RuleId, TermId};
use enact_source::Span;
use enact_value::Value;
use std::sync::Arc;

/// A value; numbers and dates are forms over the variables of the space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sym {
    YesNo(bool),
    /// Units over the denominator of the expression.
    Number(Form),
    /// A fraction; the divisor is above zero.
    Quotient(Form, Form),
    Date(Form),
    Text(Arc<str>),
    /// Words that are not known: one of the options of an enumeration, or of the words that the
    /// laws name and any other.
    Words(Pick, Option<ChoiceId>),
    Subject(u32),
    Subjects(Arc<[u32]>),
}

/// Of whom a value has no answer, where that is only known by its summary.
pub(crate) const NOBODY: u32 = u32::MAX;

/// Why a case has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fault {
    /// No rule speaks.
    Gap { term: TermId, subject: u32 },
    /// Two rules speak and differ.
    Conflict { term: TermId, first: RuleId, second: RuleId },
    /// Two rules speak and agree: no fault of the case, but something to be told of the rules.
    Overlap { term: TermId, first: RuleId, second: RuleId },
    /// Two limbs hold and differ.
    Limbs { rule: RuleId, first: usize, second: usize },
    /// A division by zero.
    Division { span: Span },
    /// An absent fact is used.
    Unsettled { span: Span },
    /// Two elements of a list in one place.
    Tied { span: Span },
    /// A number out of its declared range.
    OutOfRange { span: Span },
    /// The subject does not stand in the list.
    NotListed,
    /// A norm is not set on a day that the law asks for: no fault of the case, but something to be
    /// told. Which one, when the rules that read it were looked into.
    NotSet { parameter: Option<ParameterId> },
    /// No day on which the condition of a search holds, as far as a search looks.
    NoDay { span: Span },
    /// A day beyond the calendar.
    Calendar,
    /// What this machine does not work out.
    Beyond { span: Span },
}

/// Why an expression has no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Lack {
    NoEntitlement,
    Absent,
    /// A norm is not set, or nobody has judged.
    Open,
    Fault(Fault),
    /// The run ends.
    Halt,
}

impl Lack {
    pub fn beyond(span: Span) -> Self {
        Self::Fault(Fault::Beyond { span })
    }
}

impl From<Halt> for Lack {
    fn from(_: Halt) -> Self {
        Self::Halt
    }
}

/// A value, or why there is none.
pub(crate) type Answer = Result<Sym, Lack>;

/// A judgement of a subject.
pub(crate) type Judged = (JudgementId, u32);

/// The number that a literal is, over its own denominator.
pub(crate) fn value_of_literal(expr: &Expr) -> Option<i128> {
    match &expr.kind {
        ExprKind::Literal(Value::Number(units)) => Some(*units),
        ExprKind::Rescale { value, factor } => value_of_literal(value)?.checked_mul(*factor),
        ExprKind::Negative(value) => value_of_literal(value)?.checked_neg(),
        _ => None,
    }
}
