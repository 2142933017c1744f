//! The calendar as functions of the module: the same count of days as `enact_value::Date`.
//!
//! A date is a word of days since 1970-01-01; [`NO_DAY`] stands for a day outside the years
//! 1–9999. Months are counted as the law chooses, by two words: whether a day that a month does
//! not have is counted on into the next, and whether a birthday on 29 February is celebrated on
//! the 28th.

use crate::body::{Body, Local};
use crate::helper::Helper;
use crate::term::Operation::{
    And, AtLeast, AtMost, Divide, DivideUnsigned, Equal, Less, More, Or, Remainder,
    ShiftRightUnsigned, Unequal,
};
use crate::term::{Short, Term, long, word};
use crate::wide::{let_long, let_word};
use enact_value::{CalendarRules, Date, LeapDay, MonthEnd};
use wasm_encoder::{Instruction as I, ValType};

/// No day of the calendar.
pub(crate) const NO_DAY: i32 = i32::MIN;

const DAYS_OF_400_YEARS: i32 = 146_097;
const DAYS_OF_4_YEARS: i32 = 1_461;
/// 2³² over the quarters of days in a year of 365¼ days, rounded up.
const YEARS_OF_QUARTERS: i64 = 2_939_745;
const NARROW_YEARS: i32 = 2_939_745;
/// From 1 March of the year 0 to 1970-01-01.
const MARCH_0_TO_1970: i32 = 719_468;
/// No shift by so many months stays within the calendar.
const MONTHS_MAX: i32 = 120_000;
/// From the month after the last of the calendar on; those of the year 0 count from 0.
const MONTHS_END: i32 = 120_000;

/// The two words by which the law's choices are told to a function.
pub(crate) fn choices(rules: CalendarRules) -> [I<'static>; 2] {
    [
        I::I32Const(i32::from(rules.month_end == MonthEnd::Overflow)),
        I::I32Const(i32::from(rules.leap_day == LeapDay::LastOfFebruary)),
    ]
}

/// From a day to its year, month and day of the month, with three products in the place of most
/// divisions (Neri and Schneider, *Euclidean affine functions and their application to calendar
/// algorithms*, Software: Practice and Experience 53, 2023).
pub(crate) fn civil() -> Body {
    let mut body = Body::new(&[ValType::I32]);
    for part in civil_of(&mut body, 0) {
        body.get(part);
    }
    body
}

/// The year, month and day of the month of a day, in new locals.
pub(crate) fn civil_of(b: &mut Body, date: Local) -> [Local; 3] {
    let quarters = let_word(b, (word(date) + MARCH_0_TO_1970) * 4 + 3);
    let century = let_word(b, word(quarters).with(Divide, DAYS_OF_400_YEARS));
    let of_century = let_word(b, word(quarters).with(Remainder, DAYS_OF_400_YEARS).with(Or, 3));
    // Over 2³², how many years of 365¼ days that is; the rest counts the days within one.
    let years = let_long(b, word(of_century).bit() * YEARS_OF_QUARTERS);
    let of_year = long(years).low().with(DivideUnsigned, NARROW_YEARS).with(ShiftRightUnsigned, 2);
    let of_year = let_word(b, of_year);
    let months = let_word(b, word(of_year) * 2_141 + 197_913);
    let next_year = let_word(b, word(of_year).is(AtLeast, 306));
    let year =
        word(century) * 100 + long(years).with(ShiftRightUnsigned, 32).low() + word(next_year);
    let year = let_word(b, year);
    let month = word(months).with(ShiftRightUnsigned, 16);
    let month = let_word(b, month - word(next_year) * 12);
    let day = let_word(b, word(months).with(And, 0xffff).with(DivideUnsigned, 2_141) + 1);
    [year, month, day]
}

/// From a year, month and day of the month to the day.
pub(crate) fn day() -> Body {
    let mut body = Body::new(&[ValType::I32; 3]);
    let day = day_of(&mut body, [0, 1, 2]);
    body.put(day.code());
    body
}

/// The day of a year, month and day of the month; a thirteenth month is the next January.
pub(crate) fn day_of(b: &mut Body, [year, month, day]: [Local; 3]) -> Term<Short> {
    let since_march = let_word(b, (word(month) + 9).with(Remainder, 12));
    let year = let_word(b, word(year) - word(month).is(AtMost, 2));
    let century = let_word(b, word(year).with(Divide, 100));
    let of_century = word(year) - word(century) * 100;
    let whole_years = (word(century) * DAYS_OF_400_YEARS).with(Divide, 4)
        + (of_century * DAYS_OF_4_YEARS).with(Divide, 4);
    whole_years + days_before(since_march) + word(day) - 1 - MARCH_0_TO_1970
}

/// From a year and month to the number of its days.
pub(crate) fn month_length() -> Body {
    let mut body = Body::new(&[ValType::I32; 2]);
    let length = month_length_of(&mut body, 0, 1);
    body.put(length.code());
    body
}

/// The number of days of a month of a year.
pub(crate) fn month_length_of(b: &mut Body, year: Local, month: Local) -> Term<Short> {
    // A century is a leap year when four go into it, another year when its last two bits are zero.
    let bits = Term::from(3).select(15, word(year).with(Remainder, 25));
    let leap = let_word(b, word(year).with(And, bits).not());
    // 31 for odd months up to July and even months from August on.
    let long = (word(month) + word(month).is(More, 7)).with(And, 1);
    let other = Term::from(30) + long;
    (word(leap) + 28).select(other, word(month).is(Equal, 2))
}

/// From a day, a number of months and the law's choices to the day so many months later.
pub(crate) fn add_months(helpers: &mut impl FnMut(Helper) -> u32) -> Body {
    let mut body = Body::new(&[ValType::I32; 4]);
    let b = &mut body;
    let (from, months, overflow, february) = (0, 1, 2, 3);
    let too_far = word(months).is(More, MONTHS_MAX).with(Or, word(months).is(Less, -MONTHS_MAX));
    b.put(too_far.code());
    no_day_if(b);
    b.get(from);
    b.put([I::Call(helpers(Helper::Civil))]);
    let day = b.keep(ValType::I32);
    let month = b.keep(ValType::I32);
    let year = b.keep(ValType::I32);
    let leap_day = let_word(b, word(day).is(Equal, 29).with(And, word(month).is(Equal, 2)));
    // Never negative where it matters: a year 0 or before is no year.
    let count = let_word(b, word(year) * 12 + word(month) - 1 + word(months));
    b.put(word(count).is(Less, 12).with(Or, word(count).is(AtLeast, MONTHS_END)).code());
    no_day_if(b);
    let year = let_word(b, word(count).with(Divide, 12));
    let month = let_word(b, word(count).with(Remainder, 12) + 1);
    b.get(year);
    b.get(month);
    b.put([I::Call(helpers(Helper::MonthLength))]);
    let last = b.keep(ValType::I32);
    let years = word(leap_day).with(And, word(months).with(Remainder, 12).not());
    let beyond =
        word(february).not().select((word(day) - word(last)).select(0, word(overflow)), years);
    let beyond = let_word(b, beyond.select(0, word(day).is(More, word(last))));
    b.get(year);
    b.get(month);
    b.put(word(day).select(word(last), word(day).is(AtMost, word(last))).code());
    b.put([I::Call(helpers(Helper::Day))]);
    b.get(beyond);
    b.put([I::I32Add]);
    in_calendar(b);
    body
}

/// From two days, a number of months and the law's choices to how often those months go into the
/// time from the one to the other.
pub(crate) fn whole_periods(helpers: &mut impl FnMut(Helper) -> u32) -> Body {
    let mut body = Body::new(&[ValType::I32; 5]);
    let b = &mut body;
    let (from, to, months, overflow, february) = (0, 1, 2, 3, 4);
    let back = let_word(b, word(to).is(Less, word(from)));
    let first = let_word(b, word(to).select(word(from), word(back)));
    let last = let_word(b, word(from).select(word(to), word(back)));
    let mut calendar_months = |b: &mut Body, date: Local| {
        b.get(date);
        b.put([I::Call(helpers(Helper::Civil)), I::Drop]);
        let month = b.keep(ValType::I32);
        let year = b.keep(ValType::I32);
        word(year) * 12 + word(month)
    };
    let until = calendar_months(b, last);
    let since = calendar_months(b, first);
    let count = let_word(b, (until - since).with(Divide, word(months)));
    let done = b.open();
    let again = b.open_loop();
    b.get(first);
    b.put((word(count) * word(months)).code());
    b.get(overflow);
    b.get(february);
    b.put([I::Call(helpers(Helper::AddMonths))]);
    let reached = b.keep(ValType::I32);
    let fits = word(reached).is(Unequal, NO_DAY).with(And, word(reached).is(AtMost, word(last)));
    b.put(fits.code());
    b.branch_if(done);
    b.put((word(count) - 1).code());
    b.set(count);
    b.branch(again);
    b.close();
    b.close();
    b.put((Term::from(0) - word(count)).select(word(count), word(back)).code());
    body
}

/// From a day and whether that of the next is meant to the first day of its month.
pub(crate) fn first_of_month(helpers: &mut impl FnMut(Helper) -> u32) -> Body {
    let mut body = Body::new(&[ValType::I32; 2]);
    let b = &mut body;
    let (date, after) = (0, 1);
    b.get(date);
    b.put([I::Call(helpers(Helper::Civil))]);
    let day = b.keep(ValType::I32);
    let month = b.keep(ValType::I32);
    let year = b.keep(ValType::I32);
    b.get(year);
    b.get(month);
    b.put([I::Call(helpers(Helper::MonthLength))]);
    let length = b.keep(ValType::I32);
    b.put((word(date) - word(day) + 1 + word(length) * word(after)).code());
    in_calendar(b);
    body
}

/// From a day and whether that of the next is meant to the first day of its year.
pub(crate) fn first_of_year(helpers: &mut impl FnMut(Helper) -> u32) -> Body {
    let mut body = Body::new(&[ValType::I32; 2]);
    let b = &mut body;
    let (date, after) = (0, 1);
    b.get(date);
    b.put([I::Call(helpers(Helper::Civil)), I::Drop, I::Drop]);
    b.get(after);
    b.put([I::I32Add, I::I32Const(1), I::I32Const(1), I::Call(helpers(Helper::Day))]);
    in_calendar(b);
    body
}

fn days_before(months_since_march: Local) -> Term<Short> {
    (word(months_since_march) * 153 + 2).with(Divide, 5)
}

/// Gives up with no day when the word on the stack is not zero.
fn no_day_if(body: &mut Body) {
    body.open_if();
    body.put([I::I32Const(NO_DAY), I::Return]);
    body.close();
}

/// The day on the stack, when the calendar has it.
fn in_calendar(body: &mut Body) {
    let day = body.keep(ValType::I32);
    let fits =
        word(day).is(AtLeast, Date::MIN.days()).with(And, word(day).is(AtMost, Date::MAX.days()));
    body.put(word(day).select(NO_DAY, fits).code());
}
