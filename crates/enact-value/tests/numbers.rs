//! Rounding, decimals and divisors against arbitrary-precision rationals.

use enact_value::{
    Decimal, DecimalError, Rounding, Step, divide_rounded, gcd, lcm, round_to_steps,
};
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;

const MODES: [Rounding; 4] = [Rounding::Up, Rounding::Down, Rounding::HalfUp, Rounding::HalfEven];

/// Numbers near zero, of an everyday size, near the ends, and any other.
fn numbers() -> impl Strategy<Value = i128> {
    prop_oneof![
        -12_i128..=12,
        -1_000_000_000_000_i128..=1_000_000_000_000,
        (0_i128..=3).prop_map(|distance| i128::MIN + distance),
        (0_i128..=3).prop_map(|distance| i128::MAX - distance),
        any::<i128>(),
    ]
}

/// The definition of each mode, word for word, over the rationals.
fn rounded(exact: &BigRational, mode: Rounding) -> BigInt {
    let below = exact.floor().to_integer();
    let above = exact.ceil().to_integer();
    let to_below = exact - BigRational::from_integer(below.clone());
    let to_above = BigRational::from_integer(above.clone()) - exact;
    let nearest = match to_below.cmp(&to_above) {
        std::cmp::Ordering::Less => Some(below.clone()),
        std::cmp::Ordering::Greater => Some(above.clone()),
        std::cmp::Ordering::Equal => None,
    };
    let zero = BigRational::from_integer(BigInt::from(0));
    match mode {
        Rounding::Up => above,
        Rounding::Down => below,
        Rounding::HalfUp => nearest.unwrap_or(if *exact < zero { below } else { above }),
        Rounding::HalfEven => nearest.unwrap_or_else(|| {
            if (&below % BigInt::from(2)) == BigInt::from(0) { below } else { above }
        }),
    }
}

fn ratio(numerator: i128, denominator: i128) -> BigRational {
    BigRational::new(BigInt::from(numerator), BigInt::from(denominator))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_division_is_rounded_as_its_mode_says(numerator in numbers(), denominator in numbers()) {
        prop_assume!(denominator != 0);
        for mode in MODES {
            let expected = rounded(&ratio(numerator, denominator), mode);
            prop_assert_eq!(
                divide_rounded(numerator, denominator, mode),
                i128::try_from(expected).ok(),
                "{}/{} {:?}", numerator, denominator, mode
            );
        }
    }

    #[test]
    fn a_tie_is_settled_by_the_mode(whole in -1_000_i128..=1_000, half in 1_i128..=1_000) {
        for mode in MODES {
            for denominator in [2 * half, -2 * half] {
                let numerator = (2 * whole + 1) * half;
                let expected = rounded(&ratio(numerator, denominator), mode);
                let found = divide_rounded(numerator, denominator, mode).map(BigInt::from);
                prop_assert_eq!(found, Some(expected));
            }
        }
    }

    #[test]
    fn steps_are_counted_as_the_mode_says(
        numerator in -10_i128.pow(15)..=10_i128.pow(15),
        denominator in prop_oneof![1_i128..=1_000, -100_000_i128..=-1],
        step_numerator in 1_i128..=100,
        step_denominator in 1_i128..=1_000,
    ) {
        let step = Step { numerator: step_numerator, denominator: step_denominator };
        let exact = ratio(numerator, denominator) / ratio(step_numerator, step_denominator);
        for mode in MODES {
            let steps = round_to_steps(numerator, denominator, step, mode).map(BigInt::from);
            prop_assert_eq!(steps, Some(rounded(&exact, mode)));
        }
    }

    #[test]
    fn steps_are_right_or_refused_at_any_size(
        numerator in numbers(),
        denominator in numbers(),
        step_numerator in 1..=i128::MAX,
        step_denominator in prop_oneof![1_i128..=100, 1..=i128::MAX],
    ) {
        prop_assume!(denominator != 0);
        let step = Step { numerator: step_numerator, denominator: step_denominator };
        let exact = ratio(numerator, denominator) / ratio(step_numerator, step_denominator);
        for mode in MODES {
            if let Some(steps) = round_to_steps(numerator, denominator, step, mode) {
                prop_assert_eq!(BigInt::from(steps), rounded(&exact, mode));
            }
        }
    }

    #[test]
    fn divisors_and_multiples_belong_together(a in numbers(), b in numbers()) {
        let divisor = gcd(a, b);
        prop_assert_eq!(divisor, gcd(b, a));
        prop_assert_eq!(divisor == 0, a == 0 && b == 0);
        if divisor != 0 {
            prop_assert_eq!((a % divisor, b % divisor), (0, 0));
            let product = BigInt::from(a.unsigned_abs()) * BigInt::from(b.unsigned_abs());
            prop_assert_eq!(lcm(a, b), i128::try_from(product / BigInt::from(divisor)).ok());
        }
    }

    #[test]
    fn a_decimal_is_written_as_it_was_read(
        negative: bool,
        whole in "(0|[1-9][0-9]{0,14})",
        behind in "[0-9]{0,15}",
    ) {
        let point = if behind.is_empty() { "" } else { "." };
        let text = format!("{whole}{point}{behind}");
        let read = Decimal::parse(&text).unwrap();
        prop_assert_eq!(read.to_string(), text.clone());
        let opposite = Decimal::parse(&format!("-{text}")).unwrap();
        prop_assert_eq!(opposite.units, -read.units);
        if negative && read.units != 0 {
            prop_assert_eq!(opposite.to_string(), format!("-{text}"));
        }
        let shortest = read.normalized();
        prop_assert_eq!(
            ratio(shortest.units, shortest.denominator()),
            ratio(read.units, read.denominator())
        );
        prop_assert!(shortest.decimals == 0 || shortest.units % 10 != 0);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,40}") {
        if let Ok(read) = Decimal::parse(&text) {
            prop_assert_eq!(Decimal::parse(&read.to_string()), Ok(read));
        }
    }

    #[test]
    fn a_decimal_fits_a_denominator_exactly_or_not_at_all(
        units in -10_i128.pow(12)..=10_i128.pow(12),
        decimals in 0_u32..=6,
        denominator in 1_i128..=1_000_000,
    ) {
        let decimal = Decimal { units, decimals };
        let exact = ratio(units, decimal.denominator());
        match decimal.over(denominator) {
            Some(over) => prop_assert_eq!(ratio(over, denominator), exact),
            None => {
                let counted = exact * BigRational::from_integer(BigInt::from(denominator));
                prop_assert!(!counted.is_integer());
            }
        }
    }
}

#[test]
fn the_four_modes_differ_where_a_law_would_notice() {
    let half = |numerator, mode| divide_rounded(numerator, 2, mode);
    assert_eq!(MODES.map(|mode| half(5, mode)), [Some(3), Some(2), Some(3), Some(2)]);
    assert_eq!(MODES.map(|mode| half(-5, mode)), [Some(-2), Some(-3), Some(-3), Some(-2)]);
    assert_eq!(MODES.map(|mode| half(4, mode)), [Some(2); 4]);
}

#[test]
fn what_does_not_fit_is_refused() {
    assert_eq!(divide_rounded(1, 0, Rounding::Up), None);
    assert_eq!(divide_rounded(i128::MIN, -1, Rounding::Up), None);
    assert_eq!(divide_rounded(i128::MIN, 1, Rounding::Up), Some(i128::MIN));
    let no_step = Step { numerator: 0, denominator: 1 };
    assert_eq!(round_to_steps(5, 1, no_step, Rounding::Up), None);
    assert_eq!(lcm(i128::MAX, i128::MAX - 1), None);
    assert_eq!(gcd(i128::MIN, 0), 1 << 126);
}

#[test]
fn amounts_round_to_cents_euros_and_fives() {
    let step = |numerator, denominator| Step { numerator, denominator };
    let third_of_a_hundred =
        |step| round_to_steps(100, 3, step, Rounding::HalfUp).unwrap_or_default();
    assert_eq!(third_of_a_hundred(step(1, 100)), 3333);
    assert_eq!(third_of_a_hundred(step(1, 1)), 33);
    assert_eq!(third_of_a_hundred(step(5, 1)), 7);
}

#[test]
fn a_slip_in_a_decimal_is_named() {
    let error = |text| Decimal::parse(text).unwrap_err();
    assert_eq!(error(""), DecimalError::Empty);
    assert_eq!(error("-"), DecimalError::Empty);
    assert_eq!(error("1,5"), DecimalError::NotADigit(','));
    assert_eq!(error("1.2.3"), DecimalError::NotADigit('.'));
    assert_eq!(error(".5"), DecimalError::NotADigit('.'));
    assert_eq!(error("5."), DecimalError::NotADigit('.'));
    assert_eq!(error("--5"), DecimalError::NotADigit('-'));
    assert_eq!(error("1e3"), DecimalError::NotADigit('e'));
    assert_eq!(error("٣"), DecimalError::NotADigit('٣'));
    assert_eq!(error(&"9".repeat(31)), DecimalError::TooLong);
    assert_eq!(Decimal::parse("-20000.10"), Ok(Decimal { units: -2_000_010, decimals: 2 }));
    assert_eq!(Decimal::parse(&"9".repeat(30)).map(|read| read.decimals), Ok(0));
}

#[test]
fn a_decimal_is_placed_over_cents() {
    let over = |text: &str, denominator| Decimal::parse(text).unwrap().over(denominator);
    assert_eq!(over("12.50", 100), Some(1250));
    assert_eq!(over("12.500", 100), Some(1250));
    assert_eq!(over("12.505", 100), None);
    assert_eq!(over("0.5", 12), Some(6));
    assert_eq!(over("1", 0), None);
    assert_eq!(over("1", -100), None);
}
