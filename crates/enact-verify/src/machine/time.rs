//! Dates and periods on forms; a day is a number of the space's calendar.
//!
//! Where a law's rule for month ends departs from steps of one size, whole months are left a
//! choice of two numbers: more is considered than can be.

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

    /// So many months later. Unless they are whole years, a day counted on into the next month can pass one that comes after
    /// it, so there more is considered than can be: any of the days up to three further on.
    fn months_later(
        &mut self,
        from: &Form,
        months: i32,
        calendar: CalendarRules,
    ) -> Result<Form, Lack> {
        let clamped = CalendarRules { month_end: MonthEnd::LastDay, ..calendar };
        let clamps = calendar.month_end == MonthEnd::LastDay || months % 12 == 0;
        let exact = clamps || from.known().is_some();
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
            Counted::Years => self.whole_years((&first, &last), calendar.leap_day)?,
            Counted::Months => self.whole_months((&first, &last))?,
        };
        count.times(expr.scale.denominator()).map(Sym::Number).ok_or(Lack::Halt)
    }

    /// How many whole years fit; the same count the other way when the last comes first. Every day
    /// but 29 February is there in every year; by some laws that one is reached on 28 February.
    fn whole_years(&mut self, (first, last): (&Form, &Form), leap: LeapDay) -> Result<Form, Lack> {
        let (sign, first, last) = self.earlier_first(first, last)?;
        let reached = match leap {
            LeapDay::FirstOfMarch => last,
            LeapDay::LastOfFebruary => self.mapped(DayMap::EndOfFebruary, &last)?,
        };
        let passed = reached.plus(&first, -1).ok_or(Lack::Halt)?;
        let count = self.explorer.floor(&passed, YEAR)?;
        count.times(sign).ok_or(Lack::Halt)
    }

    /// How many whole months fit, or one more or less at the end of a month.
    fn whole_months(&mut self, (first, last): (&Form, &Form)) -> Result<Form, Lack> {
        let (sign, first, last) = self.earlier_first(first, last)?;
        let passed = last.plus(&first, -1).ok_or(Lack::Halt)?;
        let count = self.nearly(&passed, MONTH, MONTH_END.into())?;
        count.times(sign).ok_or(Lack::Halt)
    }

    /// The earlier day and the later, and -1 when they change places.
    fn earlier_first(&mut self, first: &Form, last: &Form) -> Result<(i128, Form, Form), Lack> {
        let back = first.plus(last, -1).ok_or(Lack::Halt)?;
        Ok(match self.explorer.at_most_zero(&back)? {
            true => (1, first.clone(), last.clone()),
            false => (-1, last.clone(), first.clone()),
        })
    }

    /// `form / size`, rounded down, or with up to `slack` on either side.
    fn nearly(&mut self, form: &Form, size: i128, slack: i128) -> Result<Form, Lack> {
        let exact = self.explorer.floor(form, size)?;
        if form.known().is_some() {
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
