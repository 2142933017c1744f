//! Expressions as written, after the climb.

use super::{Name, Over, Rank};
use enact_source::{Level, Span};
use enact_value::{Currency, Date, Decimal, Rate, Rounding};

/// A provision as cited: complete, or relative to where it stands (`lid 1`).
#[derive(Debug, Clone)]
pub struct CitedProvision {
    /// Word and label of the heading; `None` when relative.
    pub heading: Option<(Level, String)>,
    /// Paragraphs and points, outermost first.
    pub parts: Vec<String>,
    /// Of which law; this one when left out.
    pub law: Option<Name>,
    /// Where.
    pub span: Span,
}

/// An expression.
#[derive(Debug, Clone)]
pub struct Expr {
    /// What it says.
    pub kind: ExprKind,
    /// Where.
    pub span: Span,
}

/// The unit of a literal period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodUnit {
    /// `jaar`.
    Years,
    /// `maanden`.
    Months,
    /// `weken`.
    Weeks,
    /// `dagen`.
    Days,
}

/// What time between two dates is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counted {
    /// Whole years.
    Years,
    /// Whole months.
    Months,
    /// Days.
    Days,
}

/// A calendar month or year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Calendar {
    /// A month.
    Month,
    /// A year.
    Year,
}

/// The operators between two expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `+`.
    Add,
    /// `−`.
    Subtract,
    /// `×`, and a literal percentage `van`.
    Multiply,
    /// `÷`.
    Divide,
    /// `voor zover boven`: what exceeds it, or nothing.
    InExcessOf,
    /// `doch ten hoogste`: the lower of the two.
    AtMost,
    /// `doch ten minste`: the higher of the two.
    AtLeast,
    /// A comparison.
    Compare(Comparison),
    /// Both.
    And,
    /// Either.
    Or,
}

/// The comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Comparison {
    /// `<`.
    Less,
    /// `≤`.
    AtMost,
    /// `>`.
    More,
    /// `≥`.
    AtLeast,
    /// `is`.
    Equal,
    /// `is niet`.
    Unequal,
}

/// What a rounding rounds to.
#[derive(Debug, Clone)]
pub enum Grain {
    /// `centen`: two decimals of money.
    Cents,
    /// `euro's`: whole units of the currency.
    CurrencyUnits,
    /// `gehele getallen`.
    Whole,
    /// `n decimalen`.
    Decimals(u32),
    /// `een veelvoud van E`: a positive literal.
    MultipleOf(Box<Expr>),
}

/// One band of a progressive scale.
#[derive(Debug, Clone)]
pub struct Band {
    /// Its upper bound, a literal; none for what lies above the last bound.
    pub up_to: Option<Expr>,
    /// Its rate, a literal.
    pub rate: Expr,
    /// Where.
    pub span: Span,
}

/// What an expression says.
#[derive(Debug, Clone)]
pub enum ExprKind {
    /// A name, of the subject at hand.
    Name(Name),
    /// `inkomen van partner`.
    Of {
        /// The property.
        name: Name,
        /// Whose.
        owner: Box<Expr>,
    },
    /// `ja`, `nee`.
    YesNo(bool),
    /// A number.
    Number(Decimal),
    /// `36 per week`.
    Rated {
        /// How many.
        number: Decimal,
        /// Per which time.
        rate: Rate,
    },
    /// `4,273%`.
    Percentage(Decimal),
    /// `€ 2.112 per jaar`.
    Money {
        /// How much.
        amount: Decimal,
        /// Of what.
        currency: Currency,
        /// Per which time.
        rate: Option<Rate>,
    },
    /// `1 januari 2025`.
    Date(Date),
    /// `18 jaar`.
    Period {
        /// How many.
        count: u32,
        /// Of what.
        unit: PeriodUnit,
    },
    /// Words between quotes.
    Text(String),
    /// `peildatum`.
    ReferenceDate,
    /// `partner aanwezig`, `met partner`; `absent` for `zonder partner`.
    Exists {
        /// The optional fact.
        of: Box<Expr>,
        /// Asks whether it is not there.
        absent: bool,
    },
    /// `inkomen van partner of € 0 bij ontbreken`.
    OrIfAbsent {
        /// The optional value.
        value: Box<Expr>,
        /// What counts when it is not there.
        default: Box<Expr>,
    },
    /// `het bedrag volgens lid 1`.
    ValueUnder(CitedProvision),
    /// Two expressions and an operator.
    Binary {
        /// The operator.
        operator: Operator,
        /// Its place.
        at: Span,
        /// The first.
        left: Box<Expr>,
        /// The second.
        right: Box<Expr>,
    },
    /// `niet …`.
    Not(Box<Expr>),
    /// `− …`.
    Negative(Box<Expr>),
    /// `hoogste van (a; b)`, or the lowest.
    Extreme {
        /// The highest, or else the lowest.
        highest: bool,
        /// At least one.
        of: Vec<Expr>,
    },
    /// `status is een van (a; b)`.
    OneOf {
        /// What is compared.
        value: Box<Expr>,
        /// With what.
        options: Vec<Expr>,
    },
    /// `… naar beneden afgerond op euro's`.
    Rounded {
        /// What is rounded.
        value: Box<Expr>,
        /// In which direction.
        rounding: Rounding,
        /// To what.
        grain: Grain,
    },
    /// `… als per maand`.
    AsPer {
        /// The value.
        value: Box<Expr>,
        /// The new rate.
        rate: Rate,
    },
    /// `inkomen door tarief`.
    Through {
        /// What is divided over the bands.
        value: Box<Expr>,
        /// The scale.
        scale: Name,
        /// `elke schijf … afgerond op …`: each band apart.
        rounded: Option<(Rounding, Grain)>,
    },
    /// `tot en met € 100 : 10% daarboven : 20%`: only as the value of a parameter.
    Bands(Vec<Band>),
    /// `jaren tussen a en b`.
    Between {
        /// What is counted.
        counted: Counted,
        /// The first day.
        from: Box<Expr>,
        /// The last.
        to: Box<Expr>,
    },
    /// `X op d`: everything below it at another reference date.
    On {
        /// What is read there.
        value: Box<Expr>,
        /// The other reference date.
        date: Box<Expr>,
    },
    /// `X als ware (gehuwd is nee)`: a fiction for everything below it.
    AsIf {
        /// What is read under it.
        value: Box<Expr>,
        /// The fact or value that is replaced.
        of: Box<Expr>,
        /// By what; `None` for an optional fact that is taken not to be there.
        supposed: Option<Box<Expr>>,
    },
    /// `som over maanden van X voor iedere kalendermaand van d, naar de toestand op de eerste dag`.
    SumOverMonths {
        /// What is summed.
        value: Box<Expr>,
        /// A day of the calendar year.
        year: Box<Expr>,
    },
    /// `eerste dag waarop P, vanaf d`: a search in time.
    FirstDayOn {
        /// What has to hold on that day.
        condition: Box<Expr>,
        /// The first day looked at.
        from: Box<Expr>,
    },
    /// `eerste dag van de maand na d`; without `after`: of the month in which d lies.
    FirstDay {
        /// Of the month or the year.
        calendar: Calendar,
        /// Of the next one.
        after: bool,
        /// The date.
        date: Box<Expr>,
    },
    /// Something over the elements of a list.
    Over(Over),
    /// The place of an element in an order of its list.
    Rank(Rank),
}
