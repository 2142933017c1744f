//! A range holds every outcome of an operation on its members.

use enact_value::Range;
use proptest::prelude::*;

/// A range with two of its members.
fn ranges(ends: i128) -> impl Strategy<Value = (Range, i128)> {
    (-ends..=ends, -ends..=ends).prop_flat_map(|(one, other)| {
        let range = Range::new(one, other);
        (Just(range), range.low..=range.high)
    })
}

fn all_numbers() -> impl Strategy<Value = (Range, i128)> {
    prop_oneof![ranges(5), ranges(1 << 40), ranges(1 << 100), ranges(i128::MAX)]
}

/// Whether `range` tells the truth about `outcome`: an outcome that overflows has no range.
fn holds(range: Option<Range>, outcome: Option<i128>) -> bool {
    match (range, outcome) {
        (Some(range), Some(outcome)) => range.contains(outcome),
        (Some(_), None) => false,
        (None, _) => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn outcomes_lie_in_the_range_of_outcomes((a, x) in all_numbers(), (b, y) in all_numbers()) {
        prop_assert!(holds(a.add(b), x.checked_add(y)));
        prop_assert!(holds(a.sub(b), x.checked_sub(y)));
        prop_assert!(holds(a.mul(b), x.checked_mul(y)));
        prop_assert!(holds(a.neg(), x.checked_neg()));
        prop_assert!(holds(a.scale(y), x.checked_mul(y)));
        prop_assert!(a.magnitude().is_some_and(|most| x.abs() <= most));
        prop_assert!(a.hull(b).contains(x) && a.hull(b).contains(y));
        prop_assert!(!a.fits_i64() || i64::try_from(x).is_ok());
        let shared = a.intersect(b);
        prop_assert_eq!(shared.is_some_and(|both| both.contains(x)), b.contains(x));
    }

    #[test]
    fn small_ranges_are_as_tight_as_can_be((a, _) in ranges(6), (b, _) in ranges(6)) {
        let pairs = || (a.low..=a.high).flat_map(move |x| (b.low..=b.high).map(move |y| (x, y)));
        let around = |outcomes: Vec<i128>| {
            outcomes.into_iter().map(Range::exactly).reduce(Range::hull)
        };
        prop_assert_eq!(a.add(b), around(pairs().map(|(x, y)| x + y).collect()));
        prop_assert_eq!(a.sub(b), around(pairs().map(|(x, y)| x - y).collect()));
        prop_assert_eq!(a.mul(b), around(pairs().map(|(x, y)| x * y).collect()));
        prop_assert_eq!(a.neg(), around((a.low..=a.high).map(|x| -x).collect()));
        prop_assert_eq!(a.magnitude(), (a.low..=a.high).map(i128::abs).max());
    }
}

#[test]
fn a_range_that_leaves_128_bits_is_refused() {
    let highest = Range::exactly(i128::MAX);
    let lowest = Range::exactly(i128::MIN);
    assert_eq!(highest.add(Range::exactly(1)), None);
    assert_eq!(lowest.sub(Range::exactly(1)), None);
    assert_eq!(highest.scale(2), None);
    assert_eq!(lowest.neg(), None);
    assert_eq!(lowest.magnitude(), None);
    assert!(!highest.fits_i64() && Range::exactly(i128::from(i64::MIN)).fits_i64());
    assert_eq!(Range::new(1, 2).intersect(Range::new(3, 4)), None);
}
