//! The Wet op de zorgtoeslag of 2025 as a programmer would write it for people with a Dutch
//! insurance, on 1 March 2025: the formula and the figures of `rules/nl/zorgtoeslag`, in whole
//! numbers of a hundred-millionth of a euro.

use super::population::Population;

/// A person born before this day, 1 March 2007, has been 18 for a month.
const BORN_BEFORE: i32 = 13_573;
/// 108% of twelve times €2,191.80, in tenths of a cent.
const THRESHOLD_INCOME: i64 = 28_405_728;
/// €2,112 a year.
const STANDARD_PREMIUM: i64 = 2_112 * 100_000_000;
/// In thousandths of a percent.
const ALONE: i64 = 1_896;
const TOGETHER: i64 = 4_273;
const ABOVE: i64 = 13_700;
/// In cents.
const WEALTH_ALONE: i64 = 14_189_600;
const WEALTH_TOGETHER: i64 = 17_942_900;

/// Euros a month for everybody, −1 where there is no entitlement.
pub fn decide(of: &Population) -> Vec<i32> {
    (0..of.born.len()).map(|row| one(of, row)).collect()
}

#[inline]
fn one(of: &Population, row: usize) -> i32 {
    let entitled = of.insured[row] == 1 && of.suspended[row] == 0 && of.born[row] < BORN_BEFORE;
    if !entitled {
        return -1;
    }
    let partner = of.partner[row] == 1;
    let wealth = of.wealth[row];
    if partner && of.all_year[row] == 1 {
        if wealth + of.partner_wealth[row] > WEALTH_TOGETHER {
            return -1;
        }
    } else if wealth > WEALTH_ALONE {
        return -1;
    }
    let (rate, premium, income) = if partner {
        (TOGETHER, 2 * STANDARD_PREMIUM, of.income[row] + of.partner_income[row])
    } else {
        (ALONE, STANDARD_PREMIUM, of.income[row])
    };
    let norm = rate * THRESHOLD_INCOME + ABOVE * (10 * income - THRESHOLD_INCOME).max(0);
    if norm >= premium {
        return -1;
    }
    let partner_entitled = of.partner_insured[row] == 1
        && of.partner_suspended[row] == 0
        && of.partner_born[row] < BORN_BEFORE;
    let parts = if partner && !partner_entitled { 24 } else { 12 };
    i32::try_from((premium - norm) / (parts * 100_000_000)).unwrap_or(i32::MAX)
}
