//! How the rows of a part end.

use super::plan::Plan;
use crate::written;
use enact_codegen::{Defect, Form, Status};
use enact_eval::{Decision, Fault, Outcome};
use enact_model::program::{Scale, Type};
use enact_model::table::Id;
use enact_run::pack::Texts;
use enact_source::Diagnostic;
use enact_value::{Date, Value};
use std::sync::Arc;

/// A row that could not be read or that the law excludes, and why.
#[derive(Debug, Clone)]
pub struct Refused {
    /// The row, counted from 0.
    pub row: usize,
    /// The place of the column, where it is about one.
    pub column: Option<usize>,
    /// What is wrong.
    pub finding: Diagnostic,
}

/// The code of a row that is refused, beside those of [`Status`].
pub(crate) const REFUSED: u8 = 7;

/// The word for how a row ends, by its code: that of a [`Status`], or `refused`.
#[must_use]
pub fn status_word(code: u8) -> &'static str {
    Status::of(code).map_or("refused", crate::compiled::status)
}

/// The values of the rows that end with one; those of other rows say nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Values {
    /// Yes or no.
    YesNo(Vec<bool>),
    /// Whole numbers of units over the denominator of the decision.
    Numbers(Vec<i128>),
    /// Days from 1970-01-01 on.
    Days(Vec<i32>),
    /// Texts.
    Texts(Vec<Arc<str>>),
}

/// What the values of a decision are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Their type.
    pub ty: Type,
    /// Their scale.
    pub scale: Scale,
}

impl Column {
    /// With how many decimals every value can be written; `None` when there are values whose
    /// decimals do not end, or when they are no numbers.
    #[must_use]
    pub fn decimals(&self) -> Option<u32> {
        self.ty.unit()?;
        let denominator = self.denominator();
        (0..20).find(|decimals| 10_i128.pow(*decimals) % denominator == 0)
    }

    /// Units over this are the number as it is given: of a percentage, over a hundredth.
    #[must_use]
    pub fn denominator(&self) -> i128 {
        let denominator = self.scale.denominator();
        if self.ty == Type::Percentage && denominator % 100 == 0 {
            denominator / 100
        } else {
            denominator
        }
    }
}

/// How the rows of a part end, in their order.
#[derive(Debug, Clone)]
pub struct Endings {
    /// How each row ends: a code that [`status_word`] puts into words.
    pub statuses: Vec<u8>,
    /// The rule that is its ground, or which fact, judgement, norm or defect keeps it from a value.
    pub details: Vec<u32>,
    /// Its value.
    pub values: Values,
    /// Why rows are refused, in their order.
    pub refused: Vec<Refused>,
}

/// How one row ends by evaluation.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub status: Status,
    pub detail: u32,
    pub value: Option<Value>,
}

impl Told {
    pub fn of(decision: &Decision<'_>) -> Self {
        let ground = || {
            let step = decision.conclusion();
            let rule = step.and_then(|step| decision.spoke(step).first().copied());
            rule.map_or(u32::MAX, number)
        };
        let first = |detail: Option<u32>| detail.unwrap_or(u32::MAX);
        let (status, detail) = match &decision.outcome {
            Outcome::Value(_) => (Status::Value, ground()),
            Outcome::NoEntitlement => (Status::NoEntitlement, ground()),
            Outcome::Needs(needs) => {
                (Status::Needs, first(needs.first().map(|need| number(need.fact))))
            }
            Outcome::Awaiting(awaited) => {
                (Status::Awaiting, first(awaited.first().map(|awaited| number(awaited.judgement))))
            }
            Outcome::NotSet(norms) => {
                (Status::NotSet, first(norms.first().map(|norm| number(norm.parameter))))
            }
            Outcome::Undecided(fault) => {
                let place = Defect::ALL.iter().position(|defect| *defect == defect_of(fault));
                (Status::Undecided, first(place.and_then(|place| u32::try_from(place).ok())))
            }
        };
        let value = match &decision.outcome {
            Outcome::Value(value) => Some(value.clone()),
            _ => None,
        };
        Self { status, detail, value }
    }
}

fn number(id: impl Id) -> u32 {
    enact_codegen::number_of(id)
}

/// The defect that evaluation tells more exactly.
fn defect_of(fault: &Fault) -> Defect {
    match fault {
        Fault::Gap { .. } => Defect::Gap,
        Fault::Conflict { .. } => Defect::Conflict,
        Fault::Limbs { .. } => Defect::Limbs,
        Fault::OutOfRange { .. } | Fault::TooDeep { .. } | Fault::Unsound { .. } => {
            Defect::OutOfRange
        }
        Fault::DivisionByZero { .. } => Defect::DivisionByZero,
        Fault::CalendarLimit { .. } => Defect::CalendarLimit,
        Fault::NoDay { .. } => Defect::NoDay,
        Fault::Unsettled { .. } => Defect::Unsettled,
        Fault::Input { .. } | Fault::NoSubject { .. } => Defect::Input,
        Fault::Tied { .. } => Defect::Tied,
        Fault::NotListed { .. } => Defect::NotListed,
    }
}

impl Endings {
    pub(super) fn new(plan: &Plan<'_>, rows: usize) -> Self {
        let column = plan.column();
        let values = match column.ty {
            Type::YesNo => Values::YesNo(Vec::with_capacity(rows)),
            Type::Date => Values::Days(Vec::with_capacity(rows)),
            _ if column.ty.unit().is_some() => Values::Numbers(Vec::with_capacity(rows)),
            _ => Values::Texts(Vec::with_capacity(rows)),
        };
        let (statuses, details) = (Vec::with_capacity(rows), Vec::with_capacity(rows));
        Self { statuses, details, values, refused: Vec::new() }
    }

    /// Adds the answers of the module about the first `count` cases in its memory.
    pub(super) fn add(&mut self, plan: &Plan<'_>, texts: &Texts, memory: &[u8], count: usize) {
        let layout = &plan.compiled.layout;
        let form = layout.decisions.first().map_or(Form::Wide, |answers| answers.form);
        let bytes = |from: u32, width: u32| {
            let start = usize::try_from(from).unwrap_or(usize::MAX);
            let length = count.saturating_mul(usize::try_from(width).unwrap_or(0));
            memory.get(start..start.saturating_add(length)).unwrap_or_default()
        };
        self.statuses.extend_from_slice(bytes(layout.status, 1));
        let (details, _) = bytes(layout.detail, 4).as_chunks::<4>();
        self.details.extend(details.iter().map(|word| u32::from_le_bytes(*word)));
        let values = bytes(layout.values, form.bytes());
        let words = values.as_chunks::<4>().0.iter();
        match (&mut self.values, form) {
            (Values::YesNo(to), _) => to.extend(values.iter().map(|byte| *byte == 1)),
            (Values::Days(to), _) => to.extend(words.map(|word| i32::from_le_bytes(*word))),
            (Values::Numbers(to), Form::Long) => {
                let longs = values.as_chunks::<8>().0.iter();
                to.extend(longs.map(|long| i128::from(i64::from_le_bytes(*long))));
            }
            (Values::Numbers(to), _) => {
                let wides = values.as_chunks::<16>().0.iter();
                to.extend(wides.map(|wide| i128::from_le_bytes(*wide)));
            }
            (Values::Texts(to), _) => to.extend(words.map(|word| {
                let text = texts.text(u32::from_le_bytes(*word));
                text.cloned().unwrap_or_default()
            })),
        }
    }

    /// Puts what evaluation says in the place of what the module left open.
    pub(super) fn set(&mut self, row: usize, told: Told) {
        let Told { status, detail, value } = told;
        if let (Some(to), Some(of)) = (self.statuses.get_mut(row), self.details.get_mut(row)) {
            (*to, *of) = (status.code(), detail);
        }
        match (&mut self.values, value) {
            (Values::YesNo(to), Some(Value::YesNo(yes))) => put(to, row, yes),
            (Values::Numbers(to), Some(Value::Number(units))) => put(to, row, units),
            (Values::Days(to), Some(Value::Date(day))) => put(to, row, day.days()),
            (Values::Texts(to), Some(Value::Text(text))) => put(to, row, text),
            _ => {}
        }
    }

    /// Adds a row that ends as evaluation says.
    pub(super) fn push(&mut self, told: Told) {
        let row = self.statuses.len();
        self.statuses.push(Status::Unsettled.code());
        self.details.push(u32::MAX);
        match &mut self.values {
            Values::YesNo(to) => to.push(false),
            Values::Numbers(to) => to.push(0),
            Values::Days(to) => to.push(0),
            Values::Texts(to) => to.push(Arc::default()),
        }
        self.set(row, told);
    }

    /// Refuses rows, counted from row `first` on.
    pub(super) fn refuse(&mut self, first: usize, mut refused: Vec<Refused>) {
        refused.sort_by_key(|refused| (refused.row, refused.column.is_none(), refused.column));
        for refused in refused {
            let row = first + refused.row;
            put(&mut self.statuses, row, REFUSED);
            put(&mut self.details, row, u32::MAX);
            self.refused.push(Refused { row, ..refused });
        }
    }

    /// Whether a row has a value.
    #[must_use]
    pub fn has_value(&self, row: usize) -> bool {
        self.statuses.get(row) == Some(&Status::Value.code())
    }

    /// The value of a row in the form in which a case gives one; `None` when it has none.
    #[must_use]
    pub fn written(&self, row: usize, column: Column) -> Option<String> {
        if !self.has_value(row) {
            return None;
        }
        let value = match &self.values {
            Values::YesNo(values) => Value::YesNo(*values.get(row)?),
            Values::Numbers(values) => Value::Number(*values.get(row)?),
            Values::Days(values) => Value::Date(Date::from_days(*values.get(row)?)?),
            Values::Texts(values) => Value::Text(values.get(row)?.clone()),
        };
        Some(written::machine(&value, column.ty, column.scale))
    }
}

fn put<T>(to: &mut [T], row: usize, value: T) {
    if let Some(to) = to.get_mut(row) {
        *to = value;
    }
}

impl Plan<'_> {
    /// What the values are.
    #[must_use]
    pub fn column(&self) -> Column {
        let term = &self.ruleset.program().terms[self.term];
        Column { ty: term.ty, scale: term.scale }
    }

    /// The provision that is the ground of a row with this status and detail.
    #[must_use]
    pub fn ground(&self, status: u8, detail: u32) -> Option<&str> {
        let grounded = matches!(Status::of(status), Some(Status::Value | Status::NoEntitlement));
        self.compiled.grounds.get(index(detail)?).map(String::as_str).filter(|_| grounded)
    }

    /// The fact, judgement, norm or defect that keeps a row from a value.
    #[must_use]
    pub fn lacking(&self, status: u8, detail: u32) -> Option<&str> {
        let (program, at) = (self.ruleset.program(), index(detail)?);
        match Status::of(status)? {
            Status::Needs => program.facts.rows().get(at).map(|fact| fact.name.as_str()),
            Status::Awaiting => program.judgements.rows().get(at).map(|of| of.name.as_str()),
            Status::NotSet => program.parameters.rows().get(at).map(|norm| norm.name.as_str()),
            Status::Undecided => Defect::ALL.get(at).copied().map(crate::compiled::defect),
            Status::Value | Status::NoEntitlement | Status::Unsettled => None,
        }
    }
}

fn index(detail: u32) -> Option<usize> {
    usize::try_from(detail).ok()
}
