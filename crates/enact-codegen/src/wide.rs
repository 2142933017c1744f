//! Numbers of 128 bits as two words of 64, and division that rounds as a law says.

use crate::body::{Body, Local};
use crate::helper::Helper;
use crate::term::Operation::{
    And, AtLeast, AtLeastUnsigned, Divide, DivideUnsigned, Equal, Less, LessUnsigned, More, Or,
    ShiftLeft, ShiftRight, ShiftRightUnsigned, Xor,
};
use crate::term::{Long, Short, Term, long, word};
use enact_value::Rounding;
use wasm_encoder::Instruction as I;
use wasm_encoder::ValType::{I32, I64};

const LOW_HALF: i64 = 0xffff_ffff;

/// Two long numbers → their product in two words.
pub(crate) fn product() -> Body {
    let mut body = Body::new(&[I64; 2]);
    let b = &mut body;
    let (first, second) = (0, 1);
    let high = |local| long(local).with(ShiftRightUnsigned, 32);
    let low = |local| long(local).with(And, LOW_HALF);
    let lowest = let_long(b, low(first) * low(second));
    let crossed = let_long(b, high(first) * low(second) + high(lowest));
    let other = let_long(b, low(first) * high(second) + low(crossed));
    b.put((low(lowest) + long(other).with(ShiftLeft, 32)).code());
    let unsigned = high(first) * high(second) + high(crossed) + high(other);
    let correction = |sign, of| long(sign).with(ShiftRight, 63).with(And, long(of));
    b.put((unsigned - correction(first, second) - correction(second, first)).code());
    body
}

/// Two wide numbers → their product, which the caller knows to fit.
pub(crate) fn wide_product(helpers: &mut impl FnMut(Helper) -> u32) -> Body {
    let mut body = Body::new(&[I64; 4]);
    let b = &mut body;
    let (low, high, other_low, other_high) = (0, 1, 2, 3);
    b.put([I::LocalGet(low), I::LocalGet(other_low), I::Call(helpers(Helper::Product))]);
    // That product counts the low words as signed: what their signs took off is put back.
    let top = b.keep(I64);
    let negative = |local| long(local).with(ShiftRight, 63);
    let restored =
        negative(low).with(And, long(other_low)) + negative(other_low).with(And, long(low));
    let crossed = long(high) * long(other_low) + long(low) * long(other_high);
    b.put((long(top) + restored + crossed).code());
    body
}

/// A long number over a positive one, rounded.
pub(crate) fn quotient(rounding: Rounding) -> Body {
    let mut body = Body::new(&[I64; 2]);
    let b = &mut body;
    let (number, divisor) = (0, 1);
    let toward_zero = let_long(b, long(number).with(Divide, long(divisor)));
    let rest = let_long(b, long(number) - long(toward_zero) * long(divisor));
    let sign = let_long(b, long(number).with(ShiftRight, 63).with(Or, 1));
    let size = let_long(b, long(rest) * long(sign));
    let nearer = |comparison| long(size).is(comparison, long(divisor) - long(size));
    let away = match rounding {
        Rounding::Up => long(rest).is(More, 0),
        Rounding::Down => long(rest).is(Less, 0),
        Rounding::HalfUp => nearer(AtLeast),
        Rounding::HalfEven => {
            let odd = long(toward_zero).with(And, 1).low();
            nearer(More).with(Or, nearer(Equal).with(And, odd))
        }
    };
    b.put((long(toward_zero) + away.bit() * long(sign)).code());
    body
}

/// Two words over one that is larger than the first: the quotient in one word, and what remains,
/// by halves of words as in Knuth's Algorithm D (The Art of Computer Programming, vol. 2, 4.3.1).
pub(crate) fn division() -> Body {
    let mut body = Body::new(&[I64; 3]);
    let b = &mut body;
    let (high, low, divisor) = (0, 1, 2);
    // The divisor starts with a one; what is divided moves with it.
    let shift = let_long(b, long(divisor).leading_zeros());
    let divisor = let_long(b, long(divisor).with(ShiftLeft, long(shift)));
    let carried = long(low)
        .with(ShiftRightUnsigned, 1)
        .with(ShiftRightUnsigned, Term::from(63_i64) - long(shift));
    let high = let_long(b, long(high).with(ShiftLeft, long(shift)).with(Or, carried));
    let low = let_long(b, long(low).with(ShiftLeft, long(shift)));
    let first = half_quotient(b, high, long(low).with(ShiftRightUnsigned, 32), divisor);
    let low_half = long(low).with(And, LOW_HALF);
    let middle = first.rest;
    let second = half_quotient(b, middle, low_half, divisor);
    b.put((long(first.digit).with(ShiftLeft, 32) + long(second.digit)).code());
    b.put(long(second.rest).with(ShiftRightUnsigned, long(shift)).code());
    body
}

/// Half a word of a quotient, and what remains.
struct HalfQuotient {
    digit: Local,
    rest: Local,
}

/// The next half word of `above` over `divisor`, where `next` is the half word that comes down.
fn half_quotient(b: &mut Body, above: Local, next: Term<Long>, divisor: Local) -> HalfQuotient {
    let top = || long(divisor).with(ShiftRightUnsigned, 32);
    let bottom = || long(divisor).with(And, LOW_HALF);
    let next = let_long(b, next);
    let digit = let_long(b, long(above).with(DivideUnsigned, top()));
    let rest = let_long(b, long(above) - long(digit) * top());
    // The guess is at most two too high.
    let done = b.open();
    let again = b.open_loop();
    let reached = long(rest).with(ShiftLeft, 32).with(Or, long(next));
    let beyond = long(digit)
        .is(AtLeastUnsigned, LOW_HALF + 1)
        .with(Or, reached.is(LessUnsigned, long(digit) * bottom()));
    b.put(beyond.not().code());
    b.branch_if(done);
    b.put((long(digit) - 1).code());
    b.set(digit);
    b.put((long(rest) + top()).code());
    b.set(rest);
    b.put(long(rest).is(AtLeastUnsigned, LOW_HALF + 1).not().code());
    b.branch_if(again);
    b.close();
    b.close();
    let left = long(above).with(ShiftLeft, 32) + long(next) - long(digit) * long(divisor);
    HalfQuotient { digit, rest: let_long(b, left) }
}

/// A wide number over a positive one, rounded: by words where the divisor is one, otherwise bit
/// by bit from the first that counts.
pub(crate) fn wide_quotient(rounding: Rounding, helpers: &mut impl FnMut(Helper) -> u32) -> Body {
    let mut body = Body::new(&[I64; 4]);
    let b = &mut body;
    let (number, divisor) = (Pair(0, 1), Pair(2, 3));
    let negative = let_word(b, long(number.1).is(Less, 0));
    let size = number.keep_with_sign(b, negative);
    let rest = Pair(b.long(), b.long());
    b.put(long(divisor.1).is(Equal, 0).code());
    b.open_if();
    let high = let_long(b, long(size.1).with(DivideUnsigned, long(divisor.0)));
    b.put((long(size.1) - long(high) * long(divisor.0)).code());
    b.put([I::LocalGet(size.0), I::LocalGet(divisor.0), I::Call(helpers(Helper::Division))]);
    b.set(rest.0);
    b.set(size.0);
    b.copy(size.1, high);
    b.otherwise();
    bits(b, size, divisor, rest);
    b.close();
    let to_next = divisor.minus(b, rest);
    let exact = long(rest.0).with(Or, long(rest.1)).is(Equal, 0);
    let away = match rounding {
        Rounding::Up => word(negative).not(),
        Rounding::Down => word(negative),
        Rounding::HalfUp => rest.at_least(to_next),
        Rounding::HalfEven => {
            let odd = long(size.0).with(And, 1).low();
            let tie = long(rest.0)
                .is(Equal, long(to_next.0))
                .with(And, long(rest.1).is(Equal, long(to_next.1)));
            let nearer = to_next.at_least(rest).not();
            nearer.with(Or, tie.with(And, odd))
        }
    };
    let away = let_long(b, away.with(And, exact.not()).bit());
    let low = let_long(b, long(size.0) + long(away));
    let high = let_long(b, long(size.1) + long(low).is(LessUnsigned, long(away)).bit());
    let found = Pair(low, high).keep_with_sign(b, negative);
    b.get(found.0);
    b.get(found.1);
    body
}

/// Leaves the quotient of `size` over `divisor` in `size`, and what remains in `rest`.
fn bits(b: &mut Body, size: Pair, divisor: Pair, rest: Pair) {
    let left = let_word(b, Term::from(128));
    // Nothing of an empty high word goes into the divisor.
    b.put(long(size.1).is(Equal, 0).code());
    b.open_if();
    b.copy(size.1, size.0);
    b.put([I::I64Const(0), I::LocalSet(size.0)]);
    b.assign(left, 64);
    b.close();
    let again = b.open_loop();
    let shifted = |high: Local, low: Local| {
        long(high).with(ShiftLeft, 1).with(Or, long(low).with(ShiftRightUnsigned, 63))
    };
    b.put(shifted(rest.1, rest.0).code());
    b.set(rest.1);
    b.put(shifted(rest.0, size.1).code());
    b.set(rest.0);
    b.put(shifted(size.1, size.0).code());
    b.set(size.1);
    b.put(long(size.0).with(ShiftLeft, 1).code());
    b.set(size.0);
    b.put(rest.at_least(divisor).code());
    b.open_if();
    let less = rest.minus(b, divisor);
    b.copy(rest.0, less.0);
    b.copy(rest.1, less.1);
    b.put(long(size.0).with(Or, 1).code());
    b.set(size.0);
    b.close();
    b.put((word(left) - 1).code());
    b.put([I::LocalTee(left)]);
    b.branch_if(again);
    b.close();
}

/// The low and the high word of a wide number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair(pub Local, pub Local);

impl Pair {
    /// The difference, in new locals.
    pub fn minus(self, b: &mut Body, other: Self) -> Self {
        let low = let_long(b, long(self.0) - long(other.0));
        let borrow = long(self.0).is(LessUnsigned, long(other.0)).bit();
        Self(low, let_long(b, long(self.1) - long(other.1) - borrow))
    }

    /// The sum, in new locals.
    pub fn plus(self, b: &mut Body, other: Self) -> Self {
        let low = let_long(b, long(self.0) + long(other.0));
        let carry = long(low).is(LessUnsigned, long(self.0)).bit();
        Self(low, let_long(b, long(self.1) + long(other.1) + carry))
    }

    /// Whether it is at least the other, both without sign.
    fn at_least(self, other: Self) -> Term<Short> {
        let low = long(self.0).is(AtLeastUnsigned, long(other.0));
        let high = long(self.1).is(AtLeastUnsigned, long(other.1));
        low.select(high, long(self.1).is(Equal, long(other.1)))
    }

    /// Whether it is less than the other.
    pub fn less(self, other: Self) -> Term<Short> {
        let low = long(self.0).is(LessUnsigned, long(other.0));
        let high = long(self.1).is(Less, long(other.1));
        low.select(high, long(self.1).is(Equal, long(other.1)))
    }

    /// Whether both are the same.
    pub fn equal(self, other: Self) -> Term<Short> {
        let low = long(self.0).is(Equal, long(other.0));
        low.with(And, long(self.1).is(Equal, long(other.1)))
    }

    /// Itself, or its opposite when `negative` is not zero, in new locals.
    fn keep_with_sign(self, b: &mut Body, negative: Local) -> Self {
        let mask = let_long(b, Term::from(0_i64) - word(negative).bit());
        let low = let_long(b, long(self.0).with(Xor, long(mask)) - long(mask));
        // Turning round carries into the high word only from a low word of zero.
        let carry = word(negative).with(And, long(self.0).is(Equal, 0)).bit();
        Self(low, let_long(b, long(self.1).with(Xor, long(mask)) + carry))
    }
}

pub(crate) fn let_long(b: &mut Body, term: Term<Long>) -> Local {
    b.put(term.code());
    b.keep(I64)
}

pub(crate) fn let_word(b: &mut Body, term: Term<Short>) -> Local {
    b.put(term.code());
    b.keep(I32)
}
