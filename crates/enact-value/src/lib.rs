//! Exact numbers, money, rates, dates and periods: what a rule computes with.
//!
//! Every number is a whole count of units over a denominator its type states: € 12,50 is 1250
//! over 100. Arithmetic is checked, so a result is exact or `None`; there is no floating point.
//! The calendar is the proleptic Gregorian one, and what happens at a month's end or on
//! 29 February is chosen by the law, through [`CalendarRules`]. [`format`](mod@format) writes
//! values for people. This crate knows nothing of names, types or rules.

mod calendar;
mod date;
pub mod format;
mod number;
mod range;
mod unit;
mod value;

pub use calendar::{CalendarRules, LeapDay, MonthEnd, days_between, months_between, years_between};
pub use date::{Date, DateError};
pub use number::{Decimal, DecimalError, Rounding, Step, divide_rounded, gcd, lcm, round_to_steps};
pub use range::Range;
pub use unit::{Currency, Rate, Unit, UnknownCurrency};
pub use value::Value;
