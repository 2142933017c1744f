//! Days and calendar maps as exact arithmetic.
//!
//! The day `x7` is `372 × y7 + 31 × m7 + d7`: a year, a month from 0 up to 11, and a day of the
//! month from 0. A map says what the number of the other day is, with the ends of the calendar
//! where it leads beyond them, as [`DayMap::clamped`](crate::space::DayMap::clamped) does.

use super::{Script, name, number};
use crate::space::{DayMap, Var, number_of};
use enact_value::{CalendarRules, Date, LeapDay, MonthEnd};

impl Script {
    /// `x{place}` is the number of a day that the calendar has.
    pub(super) fn is_day(&mut self, place: usize) {
        let (year, month, day) = (format!("y{place}"), format!("m{place}"), format!("d{place}"));
        for part in [&year, &month, &day] {
            self.declare(part);
        }
        self.hold(&format!("(<= 1 {year} 9999)"));
        self.hold(&format!("(<= 0 {month} 11)"));
        self.hold(&format!("(<= 0 {day} 30)"));
        self.hold(&format!("(< {day} {})", length(&year, &month)));
        self.hold(&format!("(= x{place} (+ (* 372 {year}) (* 31 {month}) {day}))"));
    }

    /// `is` is what `map` makes of the day `of`; both are days, but for a count and the end of February.
    pub(super) fn is_mapped(&mut self, map: DayMap, of: Var, is: Var) {
        let Day { year, month, day } = &Day::of(of);
        let made = match map {
            DayMap::Months(months, rules) => return self.is_months_later(months, rules, of, is),
            DayMap::Days(days) => return self.is_days_later(days, of, is),
            DayMap::Count => Day::of(of).count(),
            DayMap::EndOfFebruary => format!(
                "(ite (and (= {month} 1) (= {day} (- {} 1))) (+ (* 372 {year}) 59) {})",
                length(year, month),
                name(of)
            ),
            DayMap::OfMonth { after: false } => format!("(+ (* 372 {year}) (* 31 {month}))"),
            DayMap::OfYear { after: false } => format!("(* 372 {year})"),
            DayMap::OfMonth { after: true } => format!(
                "(ite (and (= {year} 9999) (= {month} 11)) {} (+ (* 372 {year}) (* 31 {month}) 31))",
                edge(Date::MAX)
            ),
            DayMap::OfYear { after: true } => {
                format!("(ite (= {year} 9999) {} (+ (* 372 {year}) 372))", edge(Date::MAX))
            }
        };
        self.hold(&format!("(= {} {made})", name(is)));
    }

    fn is_months_later(&mut self, months: i32, rules: CalendarRules, of: Var, is: Var) {
        let Day { year, month, day } = &Day::of(of);
        // The year and month where it leads, before the day of the month is looked at.
        let (to, is) = (self.0.len(), name(is));
        let (later_year, later_month) = (format!("ty{to}"), format!("tm{to}"));
        self.declare(&later_year);
        self.declare(&later_month);
        self.hold(&format!("(<= 0 {later_month} 11)"));
        let months_later = number(i128::from(months));
        self.hold(&format!(
            "(= (+ (* 12 {later_year}) {later_month}) (+ (* 12 {year}) {month} {months_later}))"
        ));
        let length = length(&later_year, &later_month);
        let last = format!("(- {length} 1)");
        let month_end = match rules.month_end {
            MonthEnd::LastDay => last.clone(),
            MonthEnd::Overflow => format!("(- (+ 31 {day}) {length})"),
        };
        let leap_day = match rules.leap_day {
            LeapDay::FirstOfMarch => "31".to_owned(),
            LeapDay::LastOfFebruary => last,
        };
        let short = match months % 12 {
            // Whole years: only 29 February lacks a day.
            0 => leap_day,
            _ => month_end,
        };
        let there = format!(
            "(+ (* 372 {later_year}) (* 31 {later_month}) (ite (< {day} {length}) {day} {short}))"
        );
        // A day beyond the calendar is its end on the side of the map.
        let end = if months < 0 { edge(Date::MIN) } else { edge(Date::MAX) };
        self.hold(&format!("(= {is} (ite (<= 1 {later_year} 9999) {there} {end}))"));
    }

    fn is_days_later(&mut self, days: i64, of: Var, is: Var) {
        let end = if days < 0 { Date::MIN } else { Date::MAX };
        let count = format!("(+ {} {})", Day::of(of).count(), number(i128::from(days)));
        let (first, last) = (i128::from(Date::MIN.days()), i128::from(Date::MAX.days()));
        let inside = format!("(<= {} {count} {})", number(first), number(last));
        let same = format!("(= {} {count})", Day::of(is).count());
        self.hold(&format!("(ite {inside} {same} (= {} {}))", name(is), edge(end)));
    }
}

/// The names of the parts of a day.
struct Day {
    year: String,
    month: String,
    day: String,
}

impl Day {
    fn of(var: Var) -> Self {
        let place = var.index();
        Self { year: format!("y{place}"), month: format!("m{place}"), day: format!("d{place}") }
    }

    /// The days since 1 January 1970. Counted in years that begin on 1 March, so that the leap
    /// day is the last.
    fn count(&self) -> String {
        let Self { year, month, day } = self;
        let march_year = format!("(ite (< {month} 2) (- {year} 1) {year})");
        let since_march = format!("(ite (< {month} 2) (+ {month} 10) (- {month} 2))");
        format!(
            "(- (+ (* 365 {march_year}) (div {march_year} 4) (- (div {march_year} 100)) \
             (div {march_year} 400) (div (+ (* 153 {since_march}) 2) 5) {day}) 719468)"
        )
    }
}

fn edge(date: Date) -> String {
    number(number_of(date))
}

/// How many days a month has.
fn length(year: &str, month: &str) -> String {
    let leap = format!(
        "(and (= (mod {year} 4) 0) (or (distinct (mod {year} 100) 0) (= (mod {year} 400) 0)))"
    );
    format!(
        "(ite (= {month} 1) (ite {leap} 29 28) \
         (ite (or (= {month} 3) (= {month} 5) (= {month} 8) (= {month} 10)) 30 31))"
    )
}
