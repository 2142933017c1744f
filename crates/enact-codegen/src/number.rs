//! Exact numbers in a function: constants, long numbers where the check proved that 64 bits are
//! enough, and wide ones where it did not.
//!
//! A number knows its range. An operation is done in 64 bits when both sides and the result fit,
//! and in 128 bits otherwise; what might not fit 128 bits is left to evaluation.

use crate::body::Local;
use crate::compiler::Key;
use crate::helper::Helper;
use crate::term::Operation::{self, Add, And, Equal, Less, Multiply, Subtract};
use crate::term::{Long, Short, Term, long};
use crate::wide::{Pair, let_long};
use crate::writer::Writer;
use enact_syntax::tree::Comparison;
use enact_value::{Range, Rounding, divide_rounded};
use wasm_encoder::Instruction as I;
use wasm_encoder::ValType::I64;

/// Where a number is, and between which bounds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Number {
    pub at: At,
    pub range: Range,
}

/// Where a number is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum At {
    Constant(i128),
    Long(Local),
    Wide(Pair),
}

/// The operation leaves 128 bits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TooWide;

impl Number {
    pub const fn constant(value: i128) -> Self {
        Self { at: At::Constant(value), range: Range::exactly(value) }
    }

    /// A number in the locals that `Form` gives it, from `first` on.
    pub fn in_locals(first: Local, range: Range) -> Self {
        let at = if range.fits_i64() { At::Long(first) } else { At::Wide(Pair(first, first + 1)) };
        Self { at, range }
    }

    /// The same number, of which is known that it lies in `range`.
    pub fn known_in(self, range: Range) -> Self {
        let range = self.range.intersect(range).unwrap_or(range);
        match self.at {
            At::Wide(Pair(low, _)) if range.fits_i64() => Self { at: At::Long(low), range },
            at => Self { at, range },
        }
    }

    fn is_long(self) -> bool {
        self.range.fits_i64()
    }

    /// As one word; only for a range that fits.
    pub fn long(self) -> Term<Long> {
        match self.at {
            At::Constant(value) => Term::from(low_word(value)),
            At::Long(local) | At::Wide(Pair(local, _)) => long(local),
        }
    }
}

impl Writer<'_, '_> {
    /// As two words.
    pub fn wide(&mut self, number: Number) -> Pair {
        match number.at {
            At::Wide(pair) => pair,
            At::Long(local) => {
                Pair(local, let_long(&mut self.body, long(local).with(Operation::ShiftRight, 63)))
            }
            At::Constant(value) => {
                let low = let_long(&mut self.body, Term::from(low_word(value)));
                Pair(low, let_long(&mut self.body, Term::from(low_word(value >> 64))))
            }
        }
    }

    /// Puts a number on the stack, in one or two words.
    pub fn push_number(&mut self, number: Number, wide: bool) {
        if wide {
            let pair = self.wide(number);
            self.body.get(pair.0);
            self.body.get(pair.1);
        } else {
            self.body.put(number.long().code());
        }
    }

    pub fn add(&mut self, left: Number, right: Number) -> Result<Number, TooWide> {
        let range = left.range.add(right.range).ok_or(TooWide)?;
        Ok(self.joined(left, right, range, Add))
    }

    pub fn subtract(&mut self, left: Number, right: Number) -> Result<Number, TooWide> {
        let range = left.range.sub(right.range).ok_or(TooWide)?;
        Ok(self.joined(left, right, range, Subtract))
    }

    /// The sum or difference, of which is known that it lies in `range`.
    pub fn joined(&mut self, left: Number, right: Number, range: Range, how: Operation) -> Number {
        if let (At::Constant(_), At::Constant(_)) = (left.at, right.at) {
            return Number::constant(range.low);
        }
        let at = if left.is_long() && right.is_long() && range.fits_i64() {
            At::Long(let_long(&mut self.body, left.long().with(how, right.long())))
        } else {
            let (left, right) = (self.wide(left), self.wide(right));
            At::Wide(match how {
                Subtract => left.minus(&mut self.body, right),
                _ => left.plus(&mut self.body, right),
            })
        };
        Number { at, range }.known_in(range)
    }

    pub fn multiply(&mut self, left: Number, right: Number) -> Result<Number, TooWide> {
        let range = left.range.mul(right.range).ok_or(TooWide)?;
        if let (At::Constant(_), At::Constant(_)) = (left.at, right.at) {
            return Ok(Number::constant(range.low));
        }
        if let (At::Constant(1), other) | (other, At::Constant(1)) = (left.at, right.at) {
            return Ok(Number { at: other, range });
        }
        let both_long = left.is_long() && right.is_long();
        let at = if both_long && range.fits_i64() {
            At::Long(let_long(&mut self.body, left.long().with(Multiply, right.long())))
        } else {
            self.push_number(left, !both_long);
            self.push_number(right, !both_long);
            At::Wide(self.call_for_pair(if both_long {
                Helper::Product
            } else {
                Helper::WideProduct
            }))
        };
        Ok(Number { at, range }.known_in(range))
    }

    pub fn negative(&mut self, number: Number) -> Result<Number, TooWide> {
        self.subtract(Number::constant(0), number)
    }

    /// `number` over `divisor`, which is positive.
    pub fn divide(
        &mut self,
        number: Number,
        divisor: Number,
        rounding: Rounding,
    ) -> Result<Number, TooWide> {
        let ends = [number.range.low, number.range.high];
        let divisors = [divisor.range.low.max(1), divisor.range.high.max(1)];
        let mut range: Option<Range> = None;
        for end in ends {
            for divisor in divisors {
                let at = Range::exactly(divide_rounded(end, divisor, rounding).ok_or(TooWide)?);
                range = Some(range.map_or(at, |range| range.hull(at)));
            }
        }
        let range = range.ok_or(TooWide)?;
        if let (At::Constant(above), At::Constant(below)) = (number.at, divisor.at) {
            return divide_rounded(above, below, rounding).map(Number::constant).ok_or(TooWide);
        }
        if let At::Constant(1) = divisor.at {
            return Ok(number);
        }
        let wide = !(number.is_long() && divisor.is_long());
        if let (At::Constant(divisor), false) = (divisor.at, wide)
            && let Some(quotient) = self.by_constant(number, low_word(divisor), rounding)
        {
            return Ok(Number { at: At::Long(quotient), range }.known_in(range));
        }
        self.push_number(number, wide);
        self.push_number(divisor, wide);
        let at = if wide {
            At::Wide(self.call_for_pair(Helper::WideQuotient(rounding)))
        } else {
            self.call(Key::Helper(Helper::Quotient(rounding)));
            At::Long(self.body.keep(I64))
        };
        Ok(Number { at, range }.known_in(range))
    }

    /// A long number over a constant, where that takes a few instructions.
    fn by_constant(&mut self, number: Number, divisor: i64, rounding: Rounding) -> Option<Local> {
        let b = &mut self.body;
        if number.range.low >= 0 {
            let above = match rounding {
                Rounding::Down => number.long(),
                Rounding::Up => number.long() + divisor.checked_sub(1)?,
                Rounding::HalfUp => number.long() + divisor / 2,
                Rounding::HalfEven => return None,
            };
            i64::try_from(number.range.high).ok()?.checked_add(divisor)?;
            return Some(let_long(b, above.with(Operation::DivideUnsigned, divisor)));
        }
        let toward_zero = let_long(b, number.long().with(Operation::Divide, divisor));
        let rest = let_long(b, number.long() - long(toward_zero) * divisor);
        let rounded = match rounding {
            Rounding::Down => long(toward_zero) - long(rest).is(Less, 0).bit(),
            Rounding::Up => long(toward_zero) + long(rest).is(Operation::More, 0).bit(),
            Rounding::HalfUp | Rounding::HalfEven => return None,
        };
        Some(let_long(b, rounded))
    }

    /// Whether two numbers over one denominator stand to each other so: a word on the stack.
    pub fn number_compare(
        &mut self,
        comparison: Comparison,
        left: Number,
        right: Number,
    ) -> Term<Short> {
        if left.is_long() && right.is_long() {
            return left.long().is(operation(comparison), right.long());
        }
        let (left, right) = (self.wide(left), self.wide(right));
        match comparison {
            Comparison::Less => left.less(right),
            Comparison::AtMost => right.less(left).not(),
            Comparison::More => right.less(left),
            Comparison::AtLeast => left.less(right).not(),
            Comparison::Equal => left.equal(right),
            Comparison::Unequal => left.equal(right).not(),
        }
    }

    /// Whether a number lies in `range`; nothing where that is certain.
    pub fn within(&mut self, number: Number, range: Range) -> Option<Term<Short>> {
        if range.low <= number.range.low && number.range.high <= range.high {
            return None;
        }
        if number.is_long()
            && let (Ok(low), Ok(width)) =
                (i64::try_from(range.low), i64::try_from(range.high.saturating_sub(range.low)))
        {
            let above = number.long() - low;
            return Some(above.is(Operation::MoreUnsigned, width).not());
        }
        let low = self.number_compare(Comparison::AtLeast, number, Number::constant(range.low));
        let high = self.number_compare(Comparison::AtMost, number, Number::constant(range.high));
        Some(low.with(And, high))
    }

    fn call_for_pair(&mut self, helper: Helper) -> Pair {
        self.call(Key::Helper(helper));
        let high = self.body.keep(I64);
        Pair(self.body.keep(I64), high)
    }

    pub fn call(&mut self, key: Key) {
        let function = self.compiler.shallow(&key);
        self.body.put([I::Call(function)]);
    }
}

/// The machine's comparison.
pub(crate) fn operation(comparison: Comparison) -> Operation {
    match comparison {
        Comparison::Less => Less,
        Comparison::AtMost => Operation::AtMost,
        Comparison::More => Operation::More,
        Comparison::AtLeast => Operation::AtLeast,
        Comparison::Equal => Equal,
        Comparison::Unequal => Operation::Unequal,
    }
}

/// The low 64 bits.
fn low_word(value: i128) -> i64 {
    let low = value & i128::from(u64::MAX);
    u64::try_from(low).unwrap_or(0).cast_signed()
}
