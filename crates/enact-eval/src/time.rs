//! Dates and periods in expressions.

use crate::expression::{Answer, Evaluator, Lack};
use crate::number::{Slip, whole};
use crate::outcome::Fault;
use crate::record::Recording;
use enact_model::program::{Expr, Type};
use enact_syntax::tree::{Calendar, Counted};
use enact_value::{CalendarRules, Date, Value, days_between, months_between, years_between};

impl<'a, R: Recording> Evaluator<'a, R> {
    /// A date, a period later or earlier.
    pub fn shift(
        &mut self,
        expr: &'a Expr,
        (date, period): (&'a Expr, &'a Expr),
        back: bool,
        calendar: CalendarRules,
        subject: u32,
    ) -> Answer {
        let (from, length) = self.both(date, period, subject)?;
        let from = day(&from, date)?;
        let units = whole(&length, period).map_err(|slip| slip.at(period.span))?;
        let units = if back { units.checked_neg() } else { Some(units) };
        let reached = units.and_then(|units| match period.ty {
            Type::Months => from.add_months(i32::try_from(units).ok()?, calendar),
            _ => from.add_days(i64::try_from(units).ok()?),
        });
        reached.map(Value::Date).ok_or(Lack::Fault(Fault::CalendarLimit { span: expr.span }))
    }

    /// The whole years, months or days from one day to another.
    pub fn between(
        &mut self,
        expr: &'a Expr,
        counted: Counted,
        (from, to): (&'a Expr, &'a Expr),
        calendar: CalendarRules,
        subject: u32,
    ) -> Answer {
        let (first, last) = self.both(from, to, subject)?;
        let (first, last) = (day(&first, from)?, day(&last, to)?);
        let count = match counted {
            Counted::Years => years_between(first, last, calendar),
            Counted::Months => months_between(first, last, calendar),
            Counted::Days => days_between(first, last),
        };
        let units = i128::from(count).checked_mul(expr.scale.denominator());
        units.map(Value::Number).ok_or(Slip::OutOfRange.at(expr.span))
    }

    /// The first day of a month or year.
    pub fn first_day(
        &mut self,
        expr: &'a Expr,
        unit: Calendar,
        after: bool,
        date: &'a Expr,
        subject: u32,
    ) -> Answer {
        let value = self.evaluate(date, subject)?;
        let from = day(&value, date)?;
        let first = match (unit, after) {
            (Calendar::Month, false) => Some(from.first_of_month()),
            (Calendar::Month, true) => from.first_of_next_month(),
            (Calendar::Year, false) => Some(from.first_of_year()),
            (Calendar::Year, true) => from.first_of_next_year(),
        };
        first.map(Value::Date).ok_or(Lack::Fault(Fault::CalendarLimit { span: expr.span }))
    }
}

fn day(value: &Value, expr: &Expr) -> Result<Date, Lack> {
    match value {
        Value::Date(date) => Ok(*date),
        _ => Err(Lack::Fault(Fault::Unsound { span: expr.span })),
    }
}
