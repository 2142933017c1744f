//! Exact arithmetic on fractions of whole numbers, and rounding where a law asks for it.
//!
//! Start at [`divide_rounded`] and [`round_to_steps`]; [`Decimal`] is a number as written.
//! Nothing here rounds unasked: what does not fit is `None`.

use std::fmt;
use std::str::FromStr;

/// How a rounding treats what falls between two steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rounding {
    /// To the next step up the number line: −1.5 becomes −1.
    Up,
    /// To the next step down the number line: −1.5 becomes −2.
    Down,
    /// To the nearest step; a tie goes away from zero: −1.5 becomes −2.
    HalfUp,
    /// To the nearest step; a tie goes to the even one: 2.5 becomes 2.
    HalfEven,
}

/// What a rounding counts in: cents are 1/100, euros 1/1, a multiple of €5 is 5/1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Step {
    /// Above the line; positive.
    pub numerator: i128,
    /// Below the line; positive.
    pub denominator: i128,
}

/// The greatest common divisor of two magnitudes; 0 only for two zeros.
///
/// Of 2¹²⁷ alone, which has no positive `i128`, the answer is 2¹²⁶: a common divisor all the same.
#[must_use]
pub fn gcd(a: i128, b: i128) -> i128 {
    let divisor = gcd_of_magnitudes(a.unsigned_abs(), b.unsigned_abs());
    i128::try_from(divisor).unwrap_or(1 << 126)
}

/// The least common multiple of two magnitudes; 0 when either is zero, `None` on overflow.
#[must_use]
pub fn lcm(a: i128, b: i128) -> Option<i128> {
    let (a, b) = (a.unsigned_abs(), b.unsigned_abs());
    let divisor = gcd_of_magnitudes(a, b);
    if divisor == 0 {
        return Some(0);
    }
    i128::try_from((a / divisor).checked_mul(b)?).ok()
}

/// Divides and rounds to a whole number; `None` on overflow or a zero denominator.
#[must_use]
pub fn divide_rounded(numerator: i128, denominator: i128, mode: Rounding) -> Option<i128> {
    let negative = (numerator < 0) != (denominator < 0);
    let divisor = denominator.unsigned_abs();
    let toward_zero = numerator.unsigned_abs().checked_div(divisor)?;
    let rest = numerator.unsigned_abs() % divisor;
    let to_next = divisor - rest;
    let away_from_zero = match mode {
        _ if rest == 0 => false,
        Rounding::Up => !negative,
        Rounding::Down => negative,
        Rounding::HalfUp => rest >= to_next,
        Rounding::HalfEven => rest > to_next || (rest == to_next && toward_zero % 2 == 1),
    };
    signed(negative, toward_zero + u128::from(away_from_zero))
}

/// Rounds `numerator`/`denominator` to a multiple of `step` and returns how many steps that is.
///
/// `None` when the denominator or the step is zero, or the cross-multiplied fraction overflows.
#[must_use]
pub fn round_to_steps(
    numerator: i128,
    denominator: i128,
    step: Step,
    mode: Rounding,
) -> Option<i128> {
    let (above, step_above) = reduced(numerator, step.numerator)?;
    let (step_below, below) = reduced(step.denominator, denominator)?;
    divide_rounded(above.checked_mul(step_below)?, below.checked_mul(step_above)?, mode)
}

/// A decimal number exactly as written: 4.273 is 4273 over 10³.
///
/// Equality is that of the writing: 4.10 and 4.1 differ until [`normalized`](Self::normalized).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// The digits, without the point.
    pub units: i128,
    /// How many of them stand behind the point.
    pub decimals: u32,
}

/// Why a text is not a [`Decimal`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DecimalError {
    /// No digit at all.
    Empty,
    /// This character stands where a digit is due.
    NotADigit(char),
    /// More than [`Decimal::DIGITS_MAX`] digits.
    TooLong,
}

impl Decimal {
    /// The most digits a decimal may be written with, on both sides of the point together.
    pub const DIGITS_MAX: usize = 30;

    /// Reads the machine form: an optional minus, digits, optionally a point and more digits.
    ///
    /// # Errors
    /// [`DecimalError`] when the text has another form or too many digits.
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, behind) = match digits.split_once('.') {
            Some((whole, behind)) if whole.is_empty() || behind.is_empty() => {
                return Err(DecimalError::NotADigit('.'));
            }
            Some(parts) => parts,
            None if digits.is_empty() => return Err(DecimalError::Empty),
            None => (digits, ""),
        };
        let read = whole.chars().chain(behind.chars());
        let values: Vec<u32> = read
            .map(|sign| sign.to_digit(10).ok_or(DecimalError::NotADigit(sign)))
            .collect::<Result<_, _>>()?;
        if values.len() > Self::DIGITS_MAX {
            return Err(DecimalError::TooLong);
        }
        let magnitude = values.iter().fold(0, |sum, value| sum * 10 + i128::from(*value));
        let decimals = u32::try_from(behind.len()).map_err(|_| DecimalError::TooLong)?;
        Ok(Self { units: if negative { -magnitude } else { magnitude }, decimals })
    }

    /// Ten to the power of `decimals`; the largest `i128` for a hand-made value beyond 10³⁸.
    #[must_use]
    pub fn denominator(self) -> i128 {
        10_i128.saturating_pow(self.decimals)
    }

    /// The same number as units over `denominator`; `None` when it does not fit exactly.
    #[must_use]
    pub fn over(self, denominator: i128) -> Option<i128> {
        let own = 10_i128.checked_pow(self.decimals)?;
        let common = gcd(own, denominator);
        let too_fine = own / common;
        if denominator <= 0 || self.units % too_fine != 0 {
            return None;
        }
        (self.units / too_fine).checked_mul(denominator / common)
    }

    /// The same number without zeros at the end of its decimals.
    #[must_use]
    pub fn normalized(self) -> Self {
        let mut shortest = self;
        while shortest.decimals > 0 && shortest.units % 10 == 0 {
            shortest = Self { units: shortest.units / 10, decimals: shortest.decimals - 1 };
        }
        shortest
    }
}

impl FromStr for Decimal {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Self, DecimalError> {
        Self::parse(text)
    }
}

impl fmt::Display for Decimal {
    /// The machine form that [`Decimal::parse`] reads, with every decimal as written.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let behind = usize::try_from(self.decimals).map_err(|_| fmt::Error)?;
        let sign = if self.units < 0 { "-" } else { "" };
        let digits = format!("{:0>least$}", self.units.unsigned_abs(), least = behind + 1);
        let (whole, decimals) = digits.split_at(digits.len() - behind);
        let point = if behind == 0 { "" } else { "." };
        write!(f, "{sign}{whole}{point}{decimals}")
    }
}

impl fmt::Display for DecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "a number needs at least one digit"),
            Self::NotADigit(found) => write!(f, "`{found}` stands where a digit is due"),
            Self::TooLong => write!(f, "a number has at most {} digits", Decimal::DIGITS_MAX),
        }
    }
}

impl std::error::Error for DecimalError {}

/// Both numbers divided by their greatest common divisor; `None` when both are zero.
fn reduced(a: i128, b: i128) -> Option<(i128, i128)> {
    let divisor = gcd(a, b);
    Some((a.checked_div(divisor)?, b.checked_div(divisor)?))
}

fn signed(negative: bool, magnitude: u128) -> Option<i128> {
    if negative {
        0_i128.checked_sub_unsigned(magnitude)
    } else {
        0_i128.checked_add_unsigned(magnitude)
    }
}

/// Euclid's algorithm until 64 bits are enough.
fn gcd_of_magnitudes(mut a: u128, mut b: u128) -> u128 {
    loop {
        match (u64::try_from(a), u64::try_from(b)) {
            (Ok(a), Ok(b)) => return gcd_of_words(a, b).into(),
            _ if b == 0 => return a,
            _ => (a, b) = (b, a % b),
        }
    }
}

/// Stein's algorithm: halving and subtracting, as dividing is slow.
fn gcd_of_words(mut a: u64, mut b: u64) -> u64 {
    if a == 0 || b == 0 {
        return a | b;
    }
    let shared_twos = (a | b).trailing_zeros();
    a >>= a.trailing_zeros();
    while b != 0 && a != 1 {
        b >>= b.trailing_zeros();
        (a, b) = (a.min(b), a.abs_diff(b));
    }
    a << shared_twos
}
