//! How values look to a reader, in both languages.

use enact_source::Language::{Dutch, English};
use enact_value::format::{amount, date, machine, yes_no};
use enact_value::{Currency, Date, Decimal, Rate, Unit};
use proptest::prelude::*;

const EUROS: Unit = Unit::Money(Currency::Eur);

fn both(units: i128, denominator: i128, unit: Unit, rate: Option<Rate>) -> [String; 2] {
    [Dutch, English].map(|language| amount(units, denominator, unit, rate, language))
}

fn euros(units: i128, denominator: i128) -> [String; 2] {
    both(units, denominator, EUROS, None)
}

#[test]
fn money_is_grouped_and_has_no_decimals_or_two() {
    assert_eq!(euros(211_200, 100), ["€ 2.112", "€2,112"]);
    assert_eq!(euros(211_250, 100), ["€ 2.112,50", "€2,112.50"]);
    assert_eq!(euros(5, 1), ["€ 5", "€5"]);
    assert_eq!(euros(-5, 1), ["€ -5", "-€5"]);
    assert_eq!(euros(0, 100), ["€ 0", "€0"]);
    assert_eq!(euros(5, 100), ["€ 0,05", "€0.05"]);
    assert_eq!(euros(-12_345_678_901, 100), ["€ -123.456.789,01", "-€123,456,789.01"]);
    assert_eq!(euros(999, 1), ["€ 999", "€999"]);
    assert_eq!(
        both(24, 1, Unit::Money(Currency::Gbp), Some(Rate::Week)),
        ["£ 24 per week", "£24 per week"]
    );
}

#[test]
fn money_shows_more_decimals_only_when_it_has_them() {
    assert_eq!(euros(12_345, 1_000), ["€ 12,345", "€12.345"]);
    assert_eq!(euros(12_340, 1_000), ["€ 12,34", "€12.34"]);
    assert_eq!(euros(8_450, 12), ["€ 704,166666… (4225/6)", "€704.166666… (4225/6)"]);
}

#[test]
fn a_rate_says_per_what() {
    let per = |rate| both(2_112, 1, EUROS, Some(rate));
    assert_eq!(per(Rate::Year), ["€ 2.112 per jaar", "€2,112 per year"]);
    assert_eq!(per(Rate::Month), ["€ 2.112 per maand", "€2,112 per month"]);
    assert_eq!(per(Rate::Day), ["€ 2.112 per dag", "€2,112 per day"]);
    assert_eq!(per(Rate::Hour), ["€ 2.112 per uur", "€2,112 per hour"]);
}

#[test]
fn percentages_are_written_in_hundredths() {
    let percentage = |units, denominator| both(units, denominator, Unit::Percentage, None);
    assert_eq!(percentage(4_273, 100_000), ["4,273%", "4.273%"]);
    assert_eq!(percentage(1, 2), ["50%", "50%"]);
    assert_eq!(percentage(-1, 8), ["-12,5%", "-12.5%"]);
    assert_eq!(percentage(1, 3), ["33,333333…% (1/3)", "33.333333…% (1/3)"]);
}

#[test]
fn plain_numbers_are_not_grouped() {
    let plain = |units, denominator| both(units, denominator, Unit::Plain, None);
    assert_eq!(plain(125, 10), ["12,5", "12.5"]);
    assert_eq!(plain(1_234_567, 1), ["1234567", "1234567"]);
    assert_eq!(plain(1, 3), ["0,333333… (1/3)", "0.333333… (1/3)"]);
    assert_eq!(plain(-2, 6), ["-0,333333… (-1/3)", "-0.333333… (-1/3)"]);
}

#[test]
fn periods_are_counted_in_their_largest_units() {
    let months = |count| both(count, 1, Unit::Months, None);
    assert_eq!(months(216), ["18 jaar", "18 years"]);
    assert_eq!(months(15), ["1 jaar en 3 maanden", "1 year and 3 months"]);
    assert_eq!(months(13), ["1 jaar en 1 maand", "1 year and 1 month"]);
    assert_eq!(months(3), ["3 maanden", "3 months"]);
    assert_eq!(months(0), ["0 maanden", "0 months"]);
    assert_eq!(months(-15), ["-15 maanden", "-15 months"]);
    let days = |count| both(count, 1, Unit::Days, None);
    assert_eq!(days(14), ["2 weken", "2 weeks"]);
    assert_eq!(days(7), ["1 week", "1 week"]);
    assert_eq!(days(10), ["10 dagen", "10 days"]);
    assert_eq!(days(1), ["1 dag", "1 day"]);
    assert_eq!(both(3, 2, Unit::Months, None), ["1,5 maanden", "1.5 months"]);
}

#[test]
fn dates_and_answers_are_words() {
    let first_of_march = Date::from_ymd(2025, 3, 1).unwrap();
    assert_eq!(date(first_of_march, Dutch), "1 maart 2025");
    assert_eq!(date(first_of_march, English), "1 March 2025");
    assert_eq!((yes_no(true, Dutch), yes_no(false, Dutch)), ("ja", "nee"));
    assert_eq!((yes_no(true, English), yes_no(false, English)), ("yes", "no"));
}

#[test]
fn a_machine_reads_canonical_decimals() {
    assert_eq!(machine(131, 1).as_deref(), Some("131"));
    assert_eq!(machine(13_100, 100).as_deref(), Some("131"));
    assert_eq!(machine(157_343, 100).as_deref(), Some("1573.43"));
    assert_eq!(machine(-5, 1_000).as_deref(), Some("-0.005"));
    assert_eq!(machine(1, 3), None);
    assert_eq!(machine(1, 0), None);
}

proptest! {
    #[test]
    fn what_a_machine_reads_is_what_was_meant(
        units in -10_i128.pow(20)..=10_i128.pow(20),
        twos in 0_u32..=8,
        fives in 0_u32..=8,
    ) {
        let denominator = 2_i128.pow(twos) * 5_i128.pow(fives);
        let written = machine(units, denominator).unwrap();
        let read = Decimal::parse(&written).unwrap();
        prop_assert_eq!(read.over(denominator), Some(units));
        prop_assert_eq!(read.normalized(), read);
    }

    #[test]
    fn anything_can_be_written(units: i128, denominator: i128, dutch: bool) {
        let language = if dutch { Dutch } else { English };
        for unit in [Unit::Plain, Unit::Percentage, EUROS, Unit::Months, Unit::Days] {
            for denominator in [denominator, 0, i128::MIN, i128::MAX, 1] {
                for units in [units, 0, i128::MIN] {
                    prop_assert!(!amount(units, denominator, unit, None, language).is_empty());
                }
            }
        }
    }
}
