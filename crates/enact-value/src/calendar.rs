//! Counting in months and years, where the calendar leaves a choice that the law must make.
//!
//! Start at [`Date::add_months`]; [`years_between`] and [`months_between`] are its inverse.
//! Both choices are always given: there is no hidden clamping.

use crate::Date;
use crate::date::days_in_month;

/// Where a month later falls when that month has no such day: 31 January and one month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MonthEnd {
    /// On the last day of the shorter month: 28 or 29 February.
    #[default]
    LastDay,
    /// Counted on into the next month: 2 or 3 March.
    Overflow,
}

/// When a person born on 29 February has a birthday in a common year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeapDay {
    /// On 1 March.
    #[default]
    FirstOfMarch,
    /// On 28 February.
    LastOfFebruary,
}

/// The two choices a law makes about the calendar.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CalendarRules {
    /// For whole years counted from a 29 February it is `leap_day` that decides.
    pub month_end: MonthEnd,
    /// Decides for whole years counted from a 29 February, and only there.
    pub leap_day: LeapDay,
}

impl Date {
    /// The same day of the month, `months` later, or earlier when negative.
    ///
    /// Where that month has no such day, `rules` say which day it is. `None` outside the
    /// years 1–9999.
    #[must_use]
    pub fn add_months(self, months: i32, rules: CalendarRules) -> Option<Self> {
        let (year, month, day) = self.ymd();
        let month_count = (year * 12 + month.cast_signed() - 1).checked_add(months)?;
        let year = month_count.div_euclid(12);
        let month = month_count.rem_euclid(12).cast_unsigned() + 1;
        let last_day = days_in_month(year, month);
        if day <= last_day {
            return Self::from_ymd(year, month, day);
        }
        let beyond = match (self.is_leap_day() && months % 12 == 0, rules) {
            (true, CalendarRules { leap_day: LeapDay::FirstOfMarch, .. }) => 1,
            (true, CalendarRules { leap_day: LeapDay::LastOfFebruary, .. }) => 0,
            (false, CalendarRules { month_end: MonthEnd::LastDay, .. }) => 0,
            (false, CalendarRules { month_end: MonthEnd::Overflow, .. }) => day - last_day,
        };
        Self::from_ymd(year, month, last_day)?.add_days(i64::from(beyond))
    }
}

/// Whole years from one day to another: the most years that can be added to `from` without
/// passing `to`. Negative when `to` comes first: the same count the other way.
#[must_use]
pub fn years_between(from: Date, to: Date, rules: CalendarRules) -> i64 {
    whole_periods(from, to, 12, rules)
}

/// Whole months from one day to another: the most months that can be added to `from` without
/// passing `to`. Negative when `to` comes first: the same count the other way.
#[must_use]
pub fn months_between(from: Date, to: Date, rules: CalendarRules) -> i64 {
    whole_periods(from, to, 1, rules)
}

/// Days from one day to another; negative when `to` comes first.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i64 {
    i64::from(to.days()) - i64::from(from.days())
}

/// How often `months` can be added to the first day without passing the second.
fn whole_periods(from: Date, to: Date, months: i32, rules: CalendarRules) -> i64 {
    if to < from {
        return -whole_periods(to, from, months, rules);
    }
    let calendar_months = |date: Date| {
        let (year, month, _) = date.ymd();
        year * 12 + month.cast_signed()
    };
    let mut count = (calendar_months(to) - calendar_months(from)) / months;
    // The day of the month can take one off; a day counted on into the next month, two.
    while from.add_months(count * months, rules).is_none_or(|reached| reached > to) {
        count -= 1;
    }
    i64::from(count)
}
