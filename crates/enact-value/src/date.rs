//! Days of the proleptic Gregorian calendar, years 1 up to and including 9999.
//!
//! A [`Date`] is one number, so that dates compare and subtract as numbers do, in every
//! backend. Counting in months and years is [`calendar`](crate::CalendarRules)'s concern.

use std::fmt;
use std::str::FromStr;

const DAYS_OF_400_YEARS: i32 = 146_097;
const DAYS_OF_100_YEARS: i32 = 36_524;
const DAYS_OF_4_YEARS: i32 = 1_461;
/// From 1 March of the year 0, where the count of years and centuries is simplest, to 1970-01-01.
const MARCH_0_TO_1970: i32 = 719_468;

/// A calendar day: the number of days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

/// Why a text is not a [`Date`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateError {
    /// The text is not written as `2025-03-01`.
    WrongForm,
    /// The form is right, but the calendar has no such day: `2025-02-30`, or a year 0.
    Impossible,
}

impl Date {
    /// 1 January of the year 1.
    pub const MIN: Self = Self(-719_162);
    /// 31 December 9999.
    pub const MAX: Self = Self(2_932_896);

    /// The day with this year (1–9999), month (1–12) and day of the month; `None` when the
    /// calendar has no such day.
    #[must_use]
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        let known = (1..=9999).contains(&year) && (1..=12).contains(&month);
        if !known || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        let months_since_march = (month.cast_signed() + 9) % 12;
        let year = if month <= 2 { year - 1 } else { year };
        let (century, year_of_century) = (year.div_euclid(100), year.rem_euclid(100));
        let whole_years = century * DAYS_OF_400_YEARS / 4 + year_of_century * DAYS_OF_4_YEARS / 4;
        let day_of_year = days_before_month(months_since_march) + day.cast_signed() - 1;
        Some(Self(whole_years + day_of_year - MARCH_0_TO_1970))
    }

    /// The year, the month (1–12) and the day of the month (1–31).
    #[must_use]
    pub fn ymd(self) -> (i32, u32, u32) {
        let days = self.0 + MARCH_0_TO_1970;
        let (era, day_of_era) = (days / DAYS_OF_400_YEARS, days % DAYS_OF_400_YEARS);
        let century = (day_of_era / DAYS_OF_100_YEARS).min(3);
        let day_of_century = day_of_era - century * DAYS_OF_100_YEARS;
        let four_years = day_of_century / DAYS_OF_4_YEARS;
        let day_of_four_years = day_of_century % DAYS_OF_4_YEARS;
        let last_year = (day_of_four_years / 365).min(3);
        let day_of_year = day_of_four_years - last_year * 365;
        let months_since_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - days_before_month(months_since_march) + 1;
        let month = (months_since_march + 2) % 12 + 1;
        let year = era * 400 + century * 100 + four_years * 4 + last_year;
        let year = if month <= 2 { year + 1 } else { year };
        (year, month.cast_unsigned(), day.cast_unsigned())
    }

    /// Days since 1970-01-01, negative before it.
    #[must_use]
    pub const fn days(self) -> i32 {
        self.0
    }

    /// The day that lies `days` after 1970-01-01; `None` outside the years 1–9999.
    #[must_use]
    pub fn from_days(days: i32) -> Option<Self> {
        let date = Self(days);
        (Self::MIN <= date && date <= Self::MAX).then_some(date)
    }

    /// Reads `2025-03-01`.
    ///
    /// # Errors
    /// [`DateError::WrongForm`] for any other way of writing, [`DateError::Impossible`] for a
    /// day that the calendar does not have.
    pub fn parse_iso(text: &str) -> Result<Self, DateError> {
        let parts: Vec<&str> = text.split('-').collect();
        let &[year, month, day] = parts.as_slice() else {
            return Err(DateError::WrongForm);
        };
        let year = digits(year, 4)?.cast_signed();
        Self::from_ymd(year, digits(month, 2)?, digits(day, 2)?).ok_or(DateError::Impossible)
    }

    /// The day that lies `days` later, or earlier when negative; `None` outside 1–9999.
    #[must_use]
    pub fn add_days(self, days: i64) -> Option<Self> {
        let sum = i64::from(self.0).checked_add(days)?;
        Self::from_days(i32::try_from(sum).ok()?)
    }

    /// The first day of this month.
    #[must_use]
    pub fn first_of_month(self) -> Self {
        let (_, _, day) = self.ymd();
        Self(self.0 - day.cast_signed() + 1)
    }

    /// The last day of this month.
    #[must_use]
    pub fn last_of_month(self) -> Self {
        let (year, month, day) = self.ymd();
        Self(self.0 + (days_in_month(year, month) - day).cast_signed())
    }

    /// The first day of the month after this one; `None` after December 9999.
    #[must_use]
    pub fn first_of_next_month(self) -> Option<Self> {
        self.last_of_month().add_days(1)
    }

    /// 1 January of this year.
    #[must_use]
    pub fn first_of_year(self) -> Self {
        let (year, _, _) = self.ymd();
        Self::from_ymd(year, 1, 1).unwrap_or(Self::MIN)
    }

    /// 1 January of the year after this one; `None` after 9999.
    #[must_use]
    pub fn first_of_next_year(self) -> Option<Self> {
        let (year, _, _) = self.ymd();
        Self::from_ymd(year + 1, 1, 1)
    }

    /// Whether this is a 29 February.
    #[must_use]
    pub fn is_leap_day(self) -> bool {
        let (_, month, day) = self.ymd();
        (month, day) == (2, 29)
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        Self::parse_iso(text)
    }
}

impl fmt::Display for Date {
    /// As `2025-03-01`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::WrongForm => "a date is written as `2025-03-01`",
            Self::Impossible => "the calendar has no such day",
        })
    }
}

impl std::error::Error for DateError {}

/// How many days a month (1–12) of this year has.
pub(crate) const fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        2 if is_leap_year(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

const fn is_leap_year(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days from 1 March to the first of the month that lies so many months later; January and
/// February come last, so that a leap day disturbs no other month.
const fn days_before_month(months_since_march: i32) -> i32 {
    (153 * months_since_march + 2) / 5
}

/// Reads exactly `count` decimal digits.
fn digits(text: &str, count: usize) -> Result<u32, DateError> {
    if text.len() != count || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(DateError::WrongForm);
    }
    text.parse().map_err(|_| DateError::WrongForm)
}
