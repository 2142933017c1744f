//! The search for a case against trying every one.

use super::{Constraint, DayMap, Form, Found, Space, Var, day_from, day_until, number_of};
use crate::explore::Explorer;
use enact_value::{CalendarRules, Date, LeapDay, MonthEnd, Range};
use proptest::prelude::*;

/// Sums over three small variables: coefficients, a constant, and whether it is exactly zero.
type Sums = Vec<([i128; 3], i128, bool)>;

fn space(sums: &Sums, product: bool) -> Option<(Space, [Var; 3])> {
    let mut space = Space::default();
    let vars = [0, 1, 2].map(|_| space.variable(Range::new(-5, 5), false));
    if product && space.product((vars[0], vars[1]), vars[2]).is_err() {
        return None;
    }
    for (coefficients, constant, exactly) in sums {
        let terms = vars.iter().copied().zip(*coefficients).filter(|(_, factor)| *factor != 0);
        let form = Form { terms: terms.collect(), constant: *constant };
        let sum = if *exactly { Constraint::Zero(form) } else { Constraint::AtMostZero(form) };
        space.assert(&sum).ok()?;
    }
    Some((space, vars))
}

fn holds(sums: &Sums, product: bool, at: [i128; 3]) -> bool {
    let kept = sums.iter().all(|(coefficients, constant, exactly)| {
        let sum: i128 = coefficients.iter().zip(at).map(|(factor, value)| factor * value).sum();
        if *exactly { sum + constant == 0 } else { sum + constant <= 0 }
    });
    kept && (!product || at[0] * at[1] == at[2])
}

fn there_is_one(sums: &Sums, product: bool) -> bool {
    (-5..=5).any(|one| {
        (-5..=5).any(|two| (-5..=5).any(|three| holds(sums, product, [one, two, three])))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_case_is_found_exactly_where_there_is_one(
        sums in prop::collection::vec((prop::array::uniform3(-4_i128..=4), -9_i128..=9, any::<bool>()), 0..5),
        product in any::<bool>(),
    ) {
        let there_is = there_is_one(&sums, product);
        match space(&sums, product) {
            None => prop_assert!(!there_is, "narrowing lost a case"),
            Some((mut space, vars)) => {
                prop_assert!(space.sound() || !there_is, "the simplex lost a case");
                match space.point() {
                    Found::None => prop_assert!(!there_is, "the search lost a case"),
                    Found::Unknown => prop_assert!(false, "so small a search ends"),
                    Found::Point(point) => {
                        let at = vars.map(|var| point.number(var));
                        prop_assert!(holds(&sums, product, at), "{:?}", at);
                    }
                }
            }
        }
    }

    #[test]
    fn going_back_forgets_everything(
        sums in prop::collection::vec((prop::array::uniform3(-4_i128..=4), -9_i128..=9, any::<bool>()), 0..5),
    ) {
        let mut space = Space::default();
        let vars = [0, 1, 2].map(|_| space.variable(Range::new(-5, 5), false));
        let before = format!("{space:?}");
        let mark = space.mark();
        for (coefficients, constant, _) in &sums {
            let terms = vars.iter().copied().zip(*coefficients).filter(|(_, factor)| *factor != 0);
            let form = Form { terms: terms.collect(), constant: *constant };
            let _ = space.assert(&Constraint::AtMostZero(form));
        }
        space.undo_to(mark);
        prop_assert_eq!(before, format!("{space:?}"));
    }

    #[test]
    fn days_keep_their_order_and_their_maps(days in -30_000_i32..60_000, months in -40_i32..40) {
        let date = Date::from_days(days).unwrap_or(Date::MIN);
        let next = date.add_days(1).unwrap_or(date);
        prop_assert!(number_of(date) < number_of(next));
        prop_assert_eq!(day_from(number_of(date)), date);
        prop_assert_eq!(day_until(number_of(next) - 1), date);
        let rules = CalendarRules {
            month_end: MonthEnd::LastDay,
            leap_day: LeapDay::FirstOfMarch,
        };
        for map in [DayMap::Months(months, rules), DayMap::Days(i64::from(months)), DayMap::Count,
            DayMap::EndOfFebruary, DayMap::OfMonth { after: true }, DayMap::OfYear { after: false }]
        {
            let (one, other) = (map.of(date), map.of(next));
            prop_assert!(one <= other, "{:?} of {} and {}", map, date, next);
            if let Some(one) = one {
                let first = map.first_reaching(one);
                prop_assert!(first.is_some_and(|first| first <= date && map.of(first) == Some(one)));
                let last = map.last_within(one);
                prop_assert!(last.is_some_and(|last| last >= date && map.of(last) == Some(one)));
            }
        }
    }
}

#[test]
fn two_roundings_are_never_farther_apart_than_what_they_round() {
    let mut explorer = Explorer::new(1_000);
    let mut found = Vec::new();
    explorer.all(|explorer| {
        let income = Form::of(explorer.variable(Range::new(0, 20_000_000), false));
        // 2% and 2.5% of it, in whole euros.
        let one = explorer.floor(&income.times(2).unwrap(), 10_000).unwrap();
        let other = explorer.floor(&income.times(25).unwrap(), 100_000).unwrap();
        let more = other.plus(&one, -1).unwrap();
        let sign = explorer.sign(&more).unwrap();
        found.push((sign, explorer.space.extents(&[more])[0]));
    });
    assert_eq!(found, [(0, Range::new(0, 0)), (1, Range::new(1, 1_000))]);
}
