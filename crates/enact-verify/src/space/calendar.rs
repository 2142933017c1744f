//! Dates as whole numbers in which years and months are steps of one size.
//!
//! A day is counted as `372 × year + 31 × (month − 1) + (day − 1)`, as if every month had 31
//! days. That keeps the order of days, and makes whole years between two days a division by 372,
//! and whole months one by 31: `30 February` and its like are numbers that no date has. Where a
//! law's own rule for the ends of months departs from it, the machine says so.

use enact_value::{CalendarRules, Date};

/// Steps in a year.
pub(crate) const YEAR: i128 = 372;
/// Steps in a month.
pub(crate) const MONTH: i128 = 31;

/// The number of a day.
pub(crate) fn number_of(date: Date) -> i128 {
    let (year, month, day) = date.ymd();
    YEAR * i128::from(year) + MONTH * (i128::from(month) - 1) + i128::from(day) - 1
}

/// The first day at or after `number`; the last of all beyond them.
pub(crate) fn day_from(number: i128) -> Date {
    let (year, rest) = (number.div_euclid(YEAR), number.rem_euclid(YEAR));
    let (month, day) = (rest / MONTH + 1, rest % MONTH + 1);
    let Ok(year) = i32::try_from(year) else {
        return if number < 0 { Date::MIN } else { Date::MAX };
    };
    if year < 1 {
        return Date::MIN;
    }
    let small = |value: i128| u32::try_from(value).unwrap_or(1);
    let (month, day) = (small(month), small(day));
    let exact = Date::from_ymd(year, month, day);
    let next = || Date::from_ymd(year, month, 1).and_then(Date::first_of_next_month);
    exact.or_else(next).unwrap_or(Date::MAX)
}

/// The last day at or before `number`; the first of all before them.
pub(crate) fn day_until(number: i128) -> Date {
    let next = day_from(number);
    if number_of(next) <= number {
        return next;
    }
    next.add_days(-1).unwrap_or(Date::MIN)
}

/// A function of a day that never falls as the day gets later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DayMap {
    /// So many months later, by these rules: on the last day of a shorter month.
    Months(i32, CalendarRules),
    /// So many days later.
    Days(i64),
    /// The first day of its month, or of the next.
    OfMonth { after: bool },
    /// The first day of its year, or of the next.
    OfYear { after: bool },
    /// Not a day but the number of days since 1 January 1970.
    Count,
    /// Not a day but its number, where the last day of February counts as the 29th.
    EndOfFebruary,
}

impl DayMap {
    /// Whether what it makes is a day.
    pub fn makes_days(self) -> bool {
        !matches!(self, Self::Count | Self::EndOfFebruary)
    }

    /// What it makes of `date`, as a number of the space; `None` outside the calendar.
    pub fn of(self, date: Date) -> Option<i128> {
        let day = match self {
            Self::Months(months, rules) => date.add_months(months, rules)?,
            Self::Days(days) => date.add_days(days)?,
            Self::OfMonth { after: false } => date.first_of_month(),
            Self::OfMonth { after: true } => date.first_of_next_month()?,
            Self::OfYear { after: false } => date.first_of_year(),
            Self::OfYear { after: true } => date.first_of_next_year()?,
            Self::Count => return Some(i128::from(date.days())),
            Self::EndOfFebruary => {
                let next = date.add_days(1).map(Date::ymd);
                let last = date.ymd().1 == 2 && next.is_some_and(|(_, month, _)| month == 3);
                return Some(if last {
                    number_of(date.first_of_month()) + 28
                } else {
                    number_of(date)
                });
            }
        };
        Some(number_of(day))
    }

    /// What it makes of `date`, or the nearest thing inside the calendar.
    pub fn clamped(self, date: Date) -> i128 {
        let edge = |earlier: bool| number_of(if earlier { Date::MIN } else { Date::MAX });
        self.of(date).unwrap_or_else(|| match self {
            Self::Months(months, _) => edge(months < 0),
            Self::Days(days) => edge(days < 0),
            _ => edge(false),
        })
    }

    /// The first day that it brings to `least` or beyond; `None` when none does.
    pub fn first_reaching(self, least: i128) -> Option<Date> {
        let (mut low, mut high) = (Date::MIN.days(), Date::MAX.days());
        let reaches =
            |days: i32| Date::from_days(days).is_some_and(|day| self.clamped(day) >= least);
        if !reaches(high) {
            return None;
        }
        while low < high {
            let middle = low + (high - low) / 2;
            if reaches(middle) { high = middle } else { low = middle + 1 }
        }
        Date::from_days(low)
    }

    /// The last day that it does not bring beyond `most`; `None` when it brings all beyond.
    pub fn last_within(self, most: i128) -> Option<Date> {
        match self.first_reaching(most.saturating_add(1)) {
            None => Some(Date::MAX),
            Some(first) => first.add_days(-1),
        }
    }
}
