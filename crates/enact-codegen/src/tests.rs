//! The functions that every law may need, against the same in `enact_value`.

use crate::compiler::{Compiler, Key};
use crate::helper::Helper;
use crate::layout::{Layout, Places, Room};
use crate::module::assembled;
use crate::reach::Reach;
use enact_model::Program;
use enact_value::{
    CalendarRules, Date, LeapDay, MonthEnd, Rounding, divide_rounded, months_between, years_between,
};
use proptest::prelude::*;
use std::collections::BTreeSet;
use wasmi::{Engine, Linker, Module, Store, Val};

const ROUNDINGS: [Rounding; 4] =
    [Rounding::Up, Rounding::Down, Rounding::HalfUp, Rounding::HalfEven];

/// What `helper` gives for these arguments.
fn call(helper: Helper, arguments: &[Val]) -> Vec<Val> {
    let program = Program::default();
    let mut places = Places::new();
    let layout = Layout::new(&program, Room::default(), &[], &BTreeSet::new(), &mut places);
    let mut compiler = Compiler::new(&program, layout, places, &Reach::default());
    let function = compiler.helper(helper);
    let functions = compiler.finish();
    let wasm = assembled(&compiler, functions, std::iter::once(("helper", function)), 1);
    let engine = Engine::default();
    let module = Module::new(&engine, &*wasm).unwrap();
    let mut store = Store::new(&engine, ());
    let linker = Linker::new(&engine);
    let instance = linker.instantiate_and_start(&mut store, &module).unwrap();
    let mut results = vec![Val::I32(0); compiler.signature(&Key::Helper(helper)).1.len()];
    let function = instance.get_func(&store, "helper").unwrap();
    function.call(&mut store, arguments, &mut results).unwrap();
    results
}

fn pair(number: i128) -> [Val; 2] {
    let low = u64::try_from(number & i128::from(u64::MAX)).unwrap();
    [Val::I64(low.cast_signed()), Val::I64(i64::try_from(number >> 64).unwrap())]
}

fn number(words: &[Val]) -> i128 {
    match words {
        [Val::I64(one)] => i128::from(*one),
        [Val::I64(low), Val::I64(high)] => {
            i128::from(*high) << 64 | i128::from(low.cast_unsigned())
        }
        other => panic!("{other:?}"),
    }
}

fn day(word: &[Val]) -> Option<Date> {
    let [Val::I32(days)] = word else { panic!("{word:?}") };
    Date::from_days(*days)
}

fn rules() -> impl Strategy<Value = CalendarRules> {
    (any::<bool>(), any::<bool>()).prop_map(|(overflow, february)| CalendarRules {
        month_end: if overflow { MonthEnd::Overflow } else { MonthEnd::LastDay },
        leap_day: if february { LeapDay::LastOfFebruary } else { LeapDay::FirstOfMarch },
    })
}

fn told(rules: CalendarRules) -> [Val; 2] {
    [
        Val::I32((rules.month_end == MonthEnd::Overflow).into()),
        Val::I32((rules.leap_day == LeapDay::LastOfFebruary).into()),
    ]
}

fn any_day() -> impl Strategy<Value = Date> {
    let all = Date::MIN.days()..=Date::MAX.days();
    let ends = prop_oneof![
        Just(Date::MIN),
        Just(Date::MAX),
        (1_i32..9999).prop_filter_map("no leap year", |year| Date::from_ymd(year, 2, 29)),
        (1_i32..9999, 1_u32..=12)
            .prop_filter_map("short", |(year, month)| { Date::from_ymd(year, month, 31) }),
    ];
    prop_oneof![all.prop_filter_map("no day", Date::from_days), ends]
}

/// Numbers of every size.
fn wide() -> impl Strategy<Value = i128> {
    (any::<i128>(), 0_u32..127).prop_map(|(number, shift)| number >> shift)
}

proptest! {
    #[test]
    fn wide_numbers_multiply(one in any::<i64>(), other in any::<i64>(), far in wide()) {
        let product = call(Helper::Product, &[Val::I64(one), Val::I64(other)]);
        prop_assert_eq!(number(&product), i128::from(one) * i128::from(other));
        let small = i128::from(one >> 40);
        let exact = far.checked_mul(small);
        prop_assume!(exact.is_some());
        let product = call(Helper::WideProduct, &[pair(far), pair(small)].concat());
        prop_assert_eq!(number(&product), exact.unwrap());
        let product = call(Helper::WideProduct, &[pair(small), pair(far)].concat());
        prop_assert_eq!(number(&product), exact.unwrap());
    }

    #[test]
    fn numbers_divide_and_round(above in wide(), below in wide(), half in any::<bool>()) {
        let below = below.checked_abs().unwrap_or(1).max(1);
        // Ties are rare enough to be made.
        let above = if half { (above / below / 4) * below + below / 2 } else { above };
        for rounding in ROUNDINGS {
            let exact = divide_rounded(above, below, rounding);
            prop_assume!(exact.is_some());
            let found = call(Helper::WideQuotient(rounding), &[pair(above), pair(below)].concat());
            prop_assert_eq!(number(&found), exact.unwrap(), "{:?}", rounding);
            if let (Ok(above), Ok(below)) = (i64::try_from(above), i64::try_from(below)) {
                let found = call(Helper::Quotient(rounding), &[Val::I64(above), Val::I64(below)]);
                prop_assert_eq!(number(&found), exact.unwrap(), "{:?}", rounding);
            }
        }
    }

    #[test]
    fn months_are_counted_as_the_law_says(
        from in any_day(),
        to in any_day(),
        months in prop_oneof![-30_i32..30, any::<i32>()],
        rules in rules(),
    ) {
        let [overflow, february] = told(rules);
        let choices = [overflow, february];
        let arguments = [&[Val::I32(from.days()), Val::I32(months)][..], &choices].concat();
        prop_assert_eq!(day(&call(Helper::AddMonths, &arguments)), from.add_months(months, rules));
        for (length, count) in
            [(12, years_between(from, to, rules)), (1, months_between(from, to, rules))]
        {
            let days = [Val::I32(from.days()), Val::I32(to.days()), Val::I32(length)];
            let found = call(Helper::WholePeriods, &[&days[..], &choices].concat());
            let [Val::I32(found)] = &found[..] else { panic!("{found:?}") };
            prop_assert_eq!(i64::from(*found), count);
        }
    }

    #[test]
    fn months_and_years_begin(from in any_day()) {
        let first = |helper, after| {
            day(&call(helper, &[Val::I32(from.days()), Val::I32(after)]))
        };
        prop_assert_eq!(first(Helper::FirstOfMonth, 0), Some(from.first_of_month()));
        prop_assert_eq!(first(Helper::FirstOfMonth, 1), from.first_of_next_month());
        prop_assert_eq!(first(Helper::FirstOfYear, 0), Some(from.first_of_year()));
        prop_assert_eq!(first(Helper::FirstOfYear, 1), from.first_of_next_year());
    }
}
