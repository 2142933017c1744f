//! Dates and periods on forms; a day is a number of the space's calendar.
//!
//! Where a law's rule for month ends or leap days departs from steps of one size, whole years and
//! months are left a choice of two numbers: more is considered than can be.

use super::{Answer, Fault, Lack, Machine, Sym};
use crate::space::{Constraint, DayMap, Form, MONTH, YEAR};
use enact_model::program::{Expr, Type};
use enact_syntax::tree::{Calendar, Counted};
use enact_value::{CalendarRules, LeapDay, MonthEnd, Range};

/// The most days by which the end of a month moves a day.
const MONTH_END: i64 = 3;

impl<'a> Machine<'a, '_> {
    /// A date, a period later or earlier.
    pub(super) fn shift(
        &mut self,
        (date, period): (&'a Expr, &'a Expr),
        back: bool,
        calendar: CalendarRules,
        subject: u32,
    ) -> Answer {
        let (from, length) = self.both(date, period, subject)?;
        let (Sym::Date(from), Sym::Number(units)) = (from, length) else {
            return Err(Lack::beyond(period.span));
        };
        let whole = self.explorer.floor(&units, period.scale.denominator().max(1))?;
        let Some(count) = self.explorer.value_among(&whole, 64)? else {
            return Err(Lack::beyond(period.span));
        };
        let count = if back { -count } else { count };
        let beyond = || Lack::Fault(Fault::Calendar);
        let map = match period.ty {
            Type::Months => {
                let months = i32::try_from(count).map_err(|_| beyond())?;
                return self.months_later(&from, months, calendar).map(Sym::Date);
            }
            _ => DayMap::Days(i64::try_from(count).map_err(|_| beyond())?),
        };
        self.mapped(map, &from).map(Sym::Date)
    }

    /// So many months later. A day counted on into the next month can pass one that comes after
    /// it, so there more is considered than can be: any of the days up to three further on.
    fn months_later(
        &mut self,
        from: &Form,
        months: i32,
        calendar: CalendarRules,
    ) -> Result<Form, Lack> {
        let clamped = CalendarRules { month_end: MonthEnd::LastDay, ..calendar };
        let exact = calendar.month_end == MonthEnd::LastDay || from.known().is_some();
        if exact {
            return self.mapped(DayMap::Months(months, calendar), from);
        }
        self.loose = true;
        let first = self.mapped(DayMap::Months(months, clamped), from)?;
        let last = self.mapped(DayMap::Days(MONTH_END), &first)?;
        let day = self.inputs.some_day(self.explorer);
        let (early, late) = (first.plus(&day, -1), day.plus(&last, -1));
        self.explorer.require(&Constraint::AtMostZero(early.ok_or(Lack::Halt)?))?;
        self.explorer.require(&Constraint::AtMostZero(late.ok_or(Lack::Halt)?))?;
        Ok(day)
    }

    /// The whole years, months or days from one day to another.
    pub(super) fn between(
        &mut self,
        expr: &'a Expr,
        counted: Counted,
        (from, to): (&'a Expr, &'a Expr),
        calendar: CalendarRules,
        subject: u32,
    ) -> Answer {
        let (first, last) = self.both(from, to, subject)?;
        let (Sym::Date(first), Sym::Date(last)) = (first, last) else {
            return Err(Lack::beyond(expr.span));
        };
        let count = match counted {
            Counted::Days => {
                let last = self.mapped(DayMap::Count, &last)?;
                let first = self.mapped(DayMap::Count, &first)?;
                last.plus(&first, -1).ok_or(Lack::Halt)?
            }
            Counted::Years => {
                let slack = i128::from(calendar.leap_day == LeapDay::LastOfFebruary);
                let overflow = calendar.month_end == MonthEnd::Overflow;
                self.whole_periods(
                    (&first, &last),
                    YEAR,
                    if overflow { MONTH_END.into() } else { slack },
                )?
            }
            Counted::Months => self.whole_periods((&first, &last), MONTH, MONTH_END.into())?,
        };
        count.times(expr.scale.denominator()).map(Sym::Number).ok_or(Lack::Halt)
    }

    /// How many steps of `size` fit; the same count the other way when the last comes first.
    fn whole_periods(
        &mut self,
        (first, last): (&Form, &Form),
        size: i128,
        slack: i128,
    ) -> Result<Form, Lack> {
        let passed = last.plus(first, -1).ok_or(Lack::Halt)?;
        let back = passed.times(-1).ok_or(Lack::Halt)?;
        if self.explorer.at_most_zero(&back)? {
            return self.nearly(&passed, size, slack);
        }
        let count = self.nearly(&back, size, slack)?;
        count.times(-1).ok_or(Lack::Halt)
    }

    /// `form / size`, rounded down, or with up to `slack` on either side.
    fn nearly(&mut self, form: &Form, size: i128, slack: i128) -> Result<Form, Lack> {
        let exact = self.explorer.floor(form, size)?;
        if slack == 0 || form.known().is_some() {
            return Ok(exact);
        }
        self.loose = true;
        let low = form.shifted(-slack).ok_or(Lack::Halt)?;
        let high = form.shifted(slack).ok_or(Lack::Halt)?;
        let (low, high) = (self.explorer.floor(&low, size)?, self.explorer.floor(&high, size)?);
        let range = self.explorer.space.range_of(&low).hull(self.explorer.space.range_of(&high));
        let count = Form::of(self.explorer.variable(range, false));
        let below = low.plus(&count, -1).ok_or(Lack::Halt)?;
        let above = count.plus(&high, -1).ok_or(Lack::Halt)?;
        self.explorer.require(&Constraint::AtMostZero(below))?;
        self.explorer.require(&Constraint::AtMostZero(above))?;
        Ok(count)
    }

    /// The first day of a month or year.
    pub(super) fn first_day(
        &mut self,
        unit: Calendar,
        after: bool,
        date: &'a Expr,
        subject: u32,
    ) -> Answer {
        let day = self.day(date, subject)?;
        let map = match unit {
            Calendar::Month => DayMap::OfMonth { after },
            Calendar::Year => DayMap::OfYear { after },
        };
        self.mapped(map, &day).map(Sym::Date)
    }
}

/// Every day that a case can name, unless it says otherwise.
pub(crate) fn all_days() -> Range {
    use crate::space::number_of;
    use enact_value::Date;
    Range { low: number_of(Date::MIN), high: number_of(Date::MAX) }
}
