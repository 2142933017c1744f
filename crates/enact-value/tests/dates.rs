//! The calendar against another implementation of it, and the choices it leaves to a law.

use enact_value::{
    CalendarRules, Date, DateError, LeapDay, MonthEnd, days_between, months_between, years_between,
};
use jiff::ToSpan;
use proptest::prelude::*;

fn dates() -> impl Strategy<Value = Date> {
    let any_day = (Date::MIN.days()..=Date::MAX.days())
        .prop_filter_map("a day of the calendar", Date::from_days);
    let leap_day =
        (0_i32..=2_499).prop_filter_map("a leap year", |count| Date::from_ymd(count * 4, 2, 29));
    let end_of_month = any_day.clone().prop_map(Date::last_of_month);
    prop_oneof![3 => any_day, 1 => leap_day, 1 => end_of_month]
}

fn rules() -> impl Strategy<Value = CalendarRules> {
    let month_ends = prop_oneof![Just(MonthEnd::LastDay), Just(MonthEnd::Overflow)];
    let leap_days = prop_oneof![Just(LeapDay::FirstOfMarch), Just(LeapDay::LastOfFebruary)];
    (month_ends, leap_days).prop_map(|(month_end, leap_day)| CalendarRules { month_end, leap_day })
}

const CLAMPED: CalendarRules =
    CalendarRules { month_end: MonthEnd::LastDay, leap_day: LeapDay::LastOfFebruary };

fn day(text: &str) -> Date {
    Date::parse_iso(text).unwrap_or(Date::MIN)
}

/// The same day elsewhere; `None` before the year 1.
fn theirs(date: Date) -> Option<jiff::civil::Date> {
    date.to_string().parse().ok()
}

fn ours(date: jiff::civil::Date) -> Option<Date> {
    let (month, day) = (u32::try_from(date.month()).ok()?, u32::try_from(date.day()).ok()?);
    Date::from_ymd(i32::from(date.year()), month, day)
}

#[test]
fn every_day_of_every_year_agrees() {
    let mut other = jiff::civil::date(1, 1, 1);
    for days in Date::MIN.days()..=Date::MAX.days() {
        let date = Date::from_days(days).unwrap();
        assert_eq!(ours(other), Some(date));
        let (year, month, day) = date.ymd();
        assert_eq!(
            (i32::from(other.year()), i32::from(other.month()), i32::from(other.day())),
            (year, month.cast_signed(), day.cast_signed())
        );
        if date < Date::MAX {
            other = other.tomorrow().unwrap();
        }
    }
    assert_eq!(other, jiff::civil::date(9999, 12, 31));
    assert_eq!(Date::from_ymd(1970, 1, 1).map(Date::days), Some(0));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn only_days_of_the_calendar_exist(year in -5_i32..=10_005, month in 0_u32..=13, day in 0_u32..=32) {
        let narrow = |part: u32| i8::try_from(part).unwrap_or(i8::MAX);
        let other = i16::try_from(year)
            .ok()
            .filter(|year| *year >= 1)
            .and_then(|year| jiff::civil::Date::new(year, narrow(month), narrow(day)).ok());
        prop_assert_eq!(Date::from_ymd(year, month, day), other.and_then(ours));
    }

    #[test]
    fn a_date_is_read_as_it_is_written(date in dates()) {
        prop_assert_eq!(Date::parse_iso(&date.to_string()), Ok(date));
        prop_assert_eq!(Date::from_days(date.days()), Some(date));
    }

    #[test]
    fn days_are_added_as_elsewhere(date in dates(), days in -4_000_000_i64..=4_000_000) {
        let expected = theirs(date).unwrap().checked_add(days.days()).ok().and_then(ours);
        prop_assert_eq!(date.add_days(days), expected);
        if let Some(later) = date.add_days(days) {
            prop_assert_eq!(days_between(date, later), days);
        }
    }

    #[test]
    fn months_are_added_as_elsewhere(date in dates(), months in -120_000_i32..=120_000) {
        let expected = theirs(date).unwrap().checked_add(months.months()).ok().and_then(ours);
        prop_assert_eq!(date.add_months(months, CLAMPED), expected);
    }

    #[test]
    fn firsts_and_lasts_agree(date in dates()) {
        let other = theirs(date).unwrap();
        prop_assert_eq!(Some(date.first_of_month()), ours(other.first_of_month()));
        prop_assert_eq!(Some(date.last_of_month()), ours(other.last_of_month()));
        prop_assert_eq!(Some(date.first_of_year()), ours(other.first_of_year()));
        let next = |last: jiff::civil::Date| last.tomorrow().ok().and_then(ours);
        prop_assert_eq!(date.first_of_next_month(), next(other.last_of_month()));
        prop_assert_eq!(date.first_of_next_year(), next(other.last_of_year()));
        prop_assert_eq!(date.is_leap_day(), (other.month(), other.day()) == (2, 29));
    }

    #[test]
    fn later_months_are_later_days(date in dates(), months in -60_i32..=60, rules in rules()) {
        let (sooner, later) = (date.add_months(months, rules), date.add_months(months + 1, rules));
        if let (Some(sooner), Some(later)) = (sooner, later) {
            prop_assert!(sooner < later);
        }
    }

    #[test]
    fn whole_years_are_the_most_that_can_be_added(from in dates(), to in dates(), rules in rules()) {
        let (first, last) = (from.min(to), from.max(to));
        let years = years_between(first, last, rules);
        let reached = |years| {
            i32::try_from(years).ok().and_then(|years: i32| first.add_months(12 * years, rules))
        };
        prop_assert!(reached(years).is_some_and(|date| date <= last));
        prop_assert!(reached(years + 1).is_none_or(|date| date > last));
        prop_assert_eq!(years_between(last, first, rules), -years);
    }

    #[test]
    fn whole_months_are_the_most_that_can_be_added(
        from in dates(),
        days in 0_i64..=2_000,
        rules in rules(),
    ) {
        let to = from.add_days(days).unwrap_or(Date::MAX);
        let months = months_between(from, to, rules);
        let reached = |months| {
            i32::try_from(months).ok().and_then(|months| from.add_months(months, rules))
        };
        prop_assert!(reached(months).is_some_and(|date| date <= to));
        prop_assert!(reached(months + 1).is_none_or(|date| date > to));
        prop_assert_eq!(months_between(to, from, rules), -months);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[-0-9]{0,12}|\\PC{0,12}") {
        if let Ok(date) = Date::parse_iso(&text) {
            prop_assert_eq!(date.to_string(), text);
        }
    }
}

#[test]
fn a_wrong_form_is_not_an_impossible_day() {
    assert_eq!(Date::parse_iso("2025-02-30"), Err(DateError::Impossible));
    assert_eq!(Date::parse_iso("2025-13-01"), Err(DateError::Impossible));
    assert_eq!(Date::parse_iso("0000-01-01"), Err(DateError::Impossible));
    for text in ["", "2025-3-1", "01-03-2025", "2025/03/01", "2025-03-01T00:00", "+025-03-01"] {
        assert_eq!(Date::parse_iso(text), Err(DateError::WrongForm), "{text}");
    }
}

#[test]
fn the_law_chooses_what_a_month_after_31_january_is() {
    let rules = |month_end| CalendarRules { month_end, ..CalendarRules::default() };
    let later = |month_end| day("2025-01-31").add_months(1, rules(month_end));
    assert_eq!(later(MonthEnd::LastDay), Some(day("2025-02-28")));
    assert_eq!(later(MonthEnd::Overflow), Some(day("2025-03-03")));
    let leap_year = day("2024-01-31").add_months(1, rules(MonthEnd::Overflow));
    assert_eq!(leap_year, Some(day("2024-03-02")));
    let to = day("2025-03-01");
    assert_eq!(months_between(day("2025-01-31"), to, rules(MonthEnd::LastDay)), 1);
    assert_eq!(months_between(day("2025-01-31"), to, rules(MonthEnd::Overflow)), 0);
}

#[test]
fn the_law_chooses_the_birthday_of_a_leap_day() {
    let rules = |leap_day| CalendarRules { leap_day, ..CalendarRules::default() };
    let (first, last) = (rules(LeapDay::FirstOfMarch), rules(LeapDay::LastOfFebruary));
    let birth = day("2004-02-29");
    assert_eq!(birth.add_months(18 * 12, first), Some(day("2022-03-01")));
    assert_eq!(birth.add_months(18 * 12, last), Some(day("2022-02-28")));
    assert_eq!(birth.add_months(20 * 12, first), Some(day("2024-02-29")));
    assert_eq!(years_between(birth, day("2022-02-28"), first), 17);
    assert_eq!(years_between(birth, day("2022-02-28"), last), 18);
    let a_year_and_more = day("2004-01-29").add_months(13, first);
    assert_eq!(a_year_and_more, Some(day("2005-02-28")), "the month's end decides here");
}

#[test]
fn the_calendar_has_two_ends() {
    assert_eq!(Date::MIN.to_string(), "0001-01-01");
    assert_eq!(Date::MAX.to_string(), "9999-12-31");
    assert_eq!(Date::MIN.add_days(-1), None);
    assert_eq!(Date::MAX.add_days(i64::MAX), None);
    assert_eq!(Date::MAX.add_months(1, CLAMPED), None);
    assert_eq!(Date::MAX.add_months(i32::MAX, CLAMPED), None);
    assert_eq!(Date::MAX.first_of_next_month(), None);
    assert_eq!(Date::MAX.first_of_next_year(), None);
    assert_eq!(years_between(Date::MIN, Date::MAX, CLAMPED), 9998);
}
