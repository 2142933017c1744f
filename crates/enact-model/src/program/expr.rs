//! Expressions, every name resolved and every number with its denominator.

use super::{Fold, Scale, Type};
use crate::bands::Banding;
use crate::table::{FactId, GroupId, JudgementId, ParameterId, RuleId, TermId};
use enact_source::Span;
use enact_syntax::tree::{Calendar, Comparison, Counted};
use enact_value::{CalendarRules, Rounding, Step, Value};

/// How many years a search for the first day on which something holds looks ahead.
pub const SEARCH_YEARS_MAX: i32 = 150;

/// An expression with everything known about it.
#[derive(Debug, Clone)]
pub struct Expr {
    /// What it says.
    pub kind: ExprKind,
    /// What it holds.
    pub ty: Type,
    /// How its number is written down.
    pub scale: Scale,
    /// The drafter's words.
    pub span: Span,
}

/// Where an expression stands in the program at hand: its identity, and nothing more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place(*const Expr);

impl Place {
    /// The place of `expr`.
    #[must_use]
    pub fn of(expr: &Expr) -> Self {
        Self(std::ptr::from_ref(expr))
    }
}

/// Where a value is read: from whom, and what.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    /// From which subject: 0 is the one at hand, 1 the one around the list whose element that
    /// is, and so on.
    pub up: usize,
    /// The subject-valued facts to follow from the subject at hand; usually none.
    pub path: Vec<FactId>,
    /// What is read there.
    pub target: Target,
}

/// What can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A fact.
    Fact(FactId),
    /// A parameter, on the reference date.
    Parameter(ParameterId),
    /// A term.
    Term(TermId),
    /// A judgement.
    Judgement(JudgementId),
}

/// The two-sided arithmetic on numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arithmetic {
    /// Both sides over one denominator.
    Add,
    /// Both sides over one denominator.
    Subtract,
    /// The denominators multiply.
    Multiply,
    /// By a value known only in the case: gives a quotient.
    Divide,
}

/// What an expression says. Operands of [`Arithmetic::Add`], [`Arithmetic::Subtract`],
/// comparisons of fixed numbers and [`ExprKind::Extreme`] are already over one denominator.
#[derive(Debug, Clone)]
pub enum ExprKind {
    /// A constant, over the expression's denominator.
    Literal(Value),
    /// A fact, parameter, term or judgement.
    Read(Reference),
    /// The day the case is decided for.
    ReferenceDate,
    /// Whether an optional fact is there (or absent).
    Exists {
        /// The fact.
        of: Reference,
        /// Asks whether it is absent.
        absent: bool,
    },
    /// `value`, or `default` where an optional fact on its way is absent.
    OrIfAbsent {
        /// Reads through optional facts.
        value: Box<Expr>,
        /// Counts when one is absent.
        default: Box<Expr>,
    },
    /// The answer of a provision's own rules.
    Under(GroupId),
    /// Whether a rule's own condition holds: for `otherwise`.
    Applies(RuleId),
    /// The same number over another denominator: units times `factor`.
    Rescale {
        /// A number.
        value: Box<Expr>,
        /// Greater than zero.
        factor: i128,
    },
    /// One over a parameter.
    Reciprocal(ParameterId),
    /// A number through a progressive scale.
    Through {
        /// A fixed number.
        value: Box<Expr>,
        /// The scale.
        scale: ParameterId,
        /// The denominators, and how each band is rounded.
        banding: Box<Banding>,
    },
    /// Two numbers.
    Arithmetic {
        /// What is done.
        operator: Arithmetic,
        /// The first.
        left: Box<Expr>,
        /// The second.
        right: Box<Expr>,
    },
    /// The opposite number.
    Negative(Box<Expr>),
    /// The highest or lowest of several numbers or dates.
    Extreme {
        /// The highest, or else the lowest.
        highest: bool,
        /// At least one.
        of: Vec<Expr>,
    },
    /// To a multiple of `step`; the result is over `step.denominator`.
    Round {
        /// A fixed number or a quotient.
        value: Box<Expr>,
        /// In which direction.
        rounding: Rounding,
        /// To multiples of what.
        step: Step,
    },
    /// Numbers, dates, words, yes/no or subjects against each other.
    Compare {
        /// How.
        comparison: Comparison,
        /// The first.
        left: Box<Expr>,
        /// The second.
        right: Box<Expr>,
    },
    /// All hold.
    And(Vec<Expr>),
    /// One holds.
    Or(Vec<Expr>),
    /// Does not hold.
    Not(Box<Expr>),
    /// A date and a period.
    Shift {
        /// The date.
        date: Box<Expr>,
        /// Months or days.
        period: Box<Expr>,
        /// Back in time.
        back: bool,
        /// What a month after the 31st means.
        calendar: CalendarRules,
    },
    /// The time between two dates: years count as a number, months and days as periods.
    Between {
        /// In what.
        counted: Counted,
        /// The first day.
        from: Box<Expr>,
        /// The last.
        to: Box<Expr>,
        /// Birthdays on 29 February.
        calendar: CalendarRules,
    },
    /// A value with everything below it at another reference date.
    On {
        /// What is read there.
        value: Box<Expr>,
        /// The other reference date, as known at this one.
        date: Box<Expr>,
    },
    /// A value under a fiction: one fact, judgement or term replaced for everything below it.
    AsIf {
        /// What is read under it.
        value: Box<Expr>,
        /// What is replaced, seen from the subject at hand. Never a parameter.
        of: Reference,
        /// By what, over the denominator of what is replaced and as known outside the fiction;
        /// `None` for an optional fact that is taken not to be there.
        supposed: Option<Box<Expr>>,
    },
    /// The sum of a value over the twelve months of a calendar year, each as on its first day.
    SumOverMonths {
        /// What is summed.
        value: Box<Expr>,
        /// A day of the year.
        year: Box<Expr>,
    },
    /// The first day from a date on, on which a condition holds with that day as reference date.
    FirstDayOn {
        /// What has to hold.
        condition: Box<Expr>,
        /// The first day looked at.
        from: Box<Expr>,
    },
    /// Something over the elements of a list. `filter` and `value` are about the element.
    Over {
        /// What is made of them.
        fold: Fold,
        /// The list.
        list: Reference,
        /// Which elements count; all when absent. Never with [`Fold::Any`] and [`Fold::Every`].
        filter: Option<Box<Expr>>,
        /// What is read of each: a number or date, the condition of [`Fold::Any`] and
        /// [`Fold::Every`]; absent for [`Fold::Number`].
        value: Option<Box<Expr>>,
    },
    /// The place of the subject at hand in a list, from 1, by a key: one more than the elements
    /// with a lower key. An equal key is a fault, unless the order of entry decides.
    Rank {
        /// The list.
        list: Reference,
        /// A number or date, about the element.
        key: Box<Expr>,
        /// Whether of equals the one stated first comes first.
        by_entry: bool,
    },
    /// The first day of the month or year of a date, or of the next.
    FirstDay {
        /// Month or year.
        unit: Calendar,
        /// Of the next.
        after: bool,
        /// The date.
        date: Box<Expr>,
    },
}
