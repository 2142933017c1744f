//! The functions that every law may need: the calendar, wide numbers, and what follows when two
//! things lack a value. A module holds those that its law uses.

use crate::body::Body;
use crate::term::Operation::{And, Or, Unequal};
use crate::term::word;
use crate::{calendar, lack, wide};
use enact_value::Rounding;
use wasm_encoder::ValType::{I32, I64};
use wasm_encoder::{Instruction as I, ValType};

/// A function that the module itself needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Helper {
    /// Day → year, month, day of the month.
    Civil,
    /// Year, month, day of the month → day.
    Day,
    /// Year, month → how many days.
    MonthLength,
    /// Day, months, choices → day.
    AddMonths,
    /// Day, day, months, choices → how often.
    WholePeriods,
    /// Day, whether of the next → day.
    FirstOfMonth,
    /// Day, whether of the next → day.
    FirstOfYear,
    /// Two long numbers → their wide product.
    Product,
    /// Two wide numbers → their product, in 128 bits.
    WideProduct,
    /// The high and low word of a number, and a larger word than the high one → their quotient
    /// and what remains, all without sign.
    Division,
    /// A wide number over a positive one, rounded → wide.
    WideQuotient(Rounding),
    /// A long number over a positive one, rounded → long.
    Quotient(Rounding),
    /// Two lacks side by side → what both come to.
    Beside,
    /// What is lacking so far and what a further condition lacks → what both come to. What is
    /// asked for first can keep anything further from being asked for.
    Further {
        /// Whether it does.
        asks_first: bool,
    },
}

impl Helper {
    /// What it takes and gives.
    pub fn signature(self) -> (Vec<ValType>, Vec<ValType>) {
        let (takes, gives): (&[ValType], &[ValType]) = match self {
            Self::Civil => (&[I32], &[I32; 3]),
            Self::Day => (&[I32; 3], &[I32]),
            Self::MonthLength | Self::Beside | Self::Further { .. } => (&[I32; 2], &[I32]),
            Self::FirstOfMonth | Self::FirstOfYear => (&[I32; 2], &[I32]),
            Self::AddMonths => (&[I32; 4], &[I32]),
            Self::WholePeriods => (&[I32; 5], &[I32]),
            Self::Product => (&[I64; 2], &[I64; 2]),
            Self::Division => (&[I64; 3], &[I64; 2]),
            Self::WideProduct | Self::WideQuotient(_) => (&[I64; 4], &[I64; 2]),
            Self::Quotient(_) => (&[I64; 2], &[I64]),
        };
        (takes.to_vec(), gives.to_vec())
    }

    /// Its code; `helpers` tells the numbers of others.
    pub fn body(self, helpers: &mut impl FnMut(Self) -> u32) -> Body {
        match self {
            Self::Civil => calendar::civil(),
            Self::Day => calendar::day(),
            Self::MonthLength => calendar::month_length(),
            Self::AddMonths => calendar::add_months(helpers),
            Self::WholePeriods => calendar::whole_periods(helpers),
            Self::FirstOfMonth => calendar::first_of_month(helpers),
            Self::FirstOfYear => calendar::first_of_year(helpers),
            Self::Product => wide::product(),
            Self::WideProduct => wide::wide_product(helpers),
            Self::Division => wide::division(),
            Self::WideQuotient(rounding) => wide::wide_quotient(rounding, helpers),
            Self::Quotient(rounding) => wide::quotient(rounding),
            Self::Beside => beside(),
            Self::Further { asks_first } => further(asks_first),
        }
    }
}

/// Both are looked into. Where both are open, so is all that either is; otherwise the second
/// says more, unless it has a value.
fn beside() -> Body {
    let mut body = Body::new(&[I32; 2]);
    let b = &mut body;
    let (first, second) = (0, 1);
    let open = |local| word(local).with(And, lack::OPEN).is(Unequal, 0);
    b.put(word(first).not().code());
    answer_if(b, second);
    b.put(word(second).not().code());
    answer_if(b, first);
    b.put(open(first).with(And, open(second)).not().code());
    answer_if(b, second);
    union(b, first, second);
    body
}

/// A condition after others. Something open before it dominates a claim that does not exist and
/// every defect; with `asks_first`, when a fact or a norm is asked for before it, nothing
/// further is.
fn further(asks_first: bool) -> Body {
    let mut body = Body::new(&[I32; 2]);
    let b = &mut body;
    let (so_far, next) = (0, 1);
    let open = |local| word(local).with(And, lack::OPEN).is(Unequal, 0);
    let fatal = word(next).with(And, lack::FATAL).is(Unequal, 0);
    let asks = word(so_far).with(And, if asks_first { lack::ASKS } else { 0 }).is(Unequal, 0);
    let keeps = open(so_far).with(And, open(next).not().with(Or, asks));
    b.put(keeps.code());
    answer_if(b, so_far);
    b.put(open(so_far).not().with(And, fatal.with(Or, open(next))).code());
    answer_if(b, next);
    b.put(open(so_far).not().code());
    b.open_if();
    b.put(word(next).select(word(so_far), word(so_far).not()).code());
    b.put([I::Return]);
    b.close();
    union(b, so_far, next);
    body
}

fn answer_if(body: &mut Body, local: u32) {
    body.open_if();
    body.put([I::LocalGet(local), I::Return]);
    body.close();
}

/// What is open in either; of which fact, judgement or norm that comes first.
fn union(body: &mut Body, first: u32, second: u32) {
    let kinds = |local| word(local).with(And, 0xff);
    let detail = |local| word(local).with(And, !0xff);
    // The lowest bit that is set tells what is asked for first.
    let most_urgent = |body: &mut Body, local| {
        let bits = word(local).with(And, 7);
        let lowest = word(local).with(And, 7).with(And, crate::term::Term::from(0) - bits);
        body.put(lowest.code());
        body.keep(I32)
    };
    let one = most_urgent(body, first);
    let other = most_urgent(body, second);
    let second_first = word(other).is(crate::term::Operation::Less, word(one));
    let from = detail(second).select(detail(first), second_first);
    body.put(kinds(first).with(Or, kinds(second)).with(Or, from).code());
}
