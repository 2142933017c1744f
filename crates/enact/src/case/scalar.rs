//! One value as sent, read by the type of its fact.

use crate::input::{Kind, Node};
use enact_model::Program;
use enact_model::program::{Fact, Scale, Type};
use enact_value::{Date, DateError, Decimal, DecimalError, Value};

/// What is wrong with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slip {
    /// Of another kind than the fact.
    WrongKind,
    /// A number in another way of writing: grouped, with a comma, a sign or an exponent.
    WrongNumberForm,
    /// More decimals than the fact has.
    TooManyDecimals,
    /// A date in another way of writing.
    WrongDateForm,
    /// A day that the calendar does not have.
    ImpossibleDate,
    /// Outside what the fact accepts.
    OutOfRange,
    /// Stated to be absent, while every subject has it.
    NeverAbsent,
    /// Bytes that are no text.
    NotText,
}

/// How many digits stand between the signs that group them.
const THOUSANDS: u32 = 3;

/// Whether `node` states that there is none.
pub(super) fn is_absent(node: &Node, fact: &Fact) -> bool {
    match &node.kind {
        Kind::Null => true,
        Kind::Plain(text) => says_none(text),
        Kind::Text(text) => fact.ty != Type::Text && says_none(text),
        _ => false,
    }
}

/// Whether `text` is the word that there is none.
pub(crate) fn says_none(text: &str) -> bool {
    matches!(text, "geen" | "none")
}

/// Reads a value that is not a subject.
pub(super) fn value(program: &Program, node: &Node, fact: &Fact) -> Result<Value, Slip> {
    if is_absent(node, fact) {
        return if fact.optional { Ok(Value::Absent) } else { Err(Slip::NeverAbsent) };
    }
    match fact.ty {
        Type::YesNo => yes_no(node).map(Value::YesNo).ok_or(Slip::WrongKind),
        Type::Text | Type::Brackets => {
            text(node).map(|text| Value::Text(text.into())).ok_or(Slip::WrongKind)
        }
        Type::Choice(choice) => {
            let option = text(node).filter(|text| program.choices[choice].has(text));
            option.map(|option| Value::Text(option.into())).ok_or(Slip::WrongKind)
        }
        Type::Date => {
            let text = text(node).ok_or(Slip::WrongKind)?;
            date(text).map(Value::Date)
        }
        Type::Subject(_) | Type::List(_) => Err(Slip::WrongKind),
        Type::Number(_) | Type::Percentage | Type::Money(..) | Type::Months | Type::Days => {
            let written = written(node).ok_or(Slip::WrongKind)?;
            number(written, fact).map(Value::Number)
        }
    }
}

/// Reads `true`, `ja`, `yes` and their opposites.
pub(crate) fn yes_no(node: &Node) -> Option<bool> {
    match &node.kind {
        Kind::YesNo(answer) => Some(*answer),
        Kind::Plain(word) | Kind::Text(word) => says_yes(word),
        _ => None,
    }
}

/// Whether `word` says yes or no.
pub(crate) fn says_yes(word: &str) -> Option<bool> {
    match word {
        "true" | "ja" | "yes" => Some(true),
        "false" | "nee" | "no" => Some(false),
        _ => None,
    }
}

/// Reads words; a word without quotes is one too.
pub(crate) fn text(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::Plain(text) | Kind::Text(text) => Some(text),
        _ => None,
    }
}

/// Reads `2025-03-01`.
pub(crate) fn date(text: &str) -> Result<Date, Slip> {
    match Date::parse_iso(text) {
        Ok(date) => Ok(date),
        Err(DateError::Impossible) => Err(Slip::ImpossibleDate),
        Err(DateError::WrongForm) if text.chars().any(|c| c.is_ascii_digit()) => {
            Err(Slip::WrongDateForm)
        }
        Err(DateError::WrongForm) => Err(Slip::WrongKind),
    }
}

/// A number as written, in digits.
pub(crate) fn written(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::Number(written) | Kind::Plain(written) | Kind::Text(written) => Some(written),
        _ => None,
    }
}

/// Reads a number into units over the denominator of its fact. A point before three digits, where
/// the fact has fewer decimals, groups thousands: `30.000` is no amount of thirty.
pub(crate) fn number(written: &str, fact: &Fact) -> Result<i128, Slip> {
    match Decimal::parse(written) {
        Ok(decimal) => match units(decimal, fact) {
            Ok(_) if decimal.decimals == THOUSANDS && fact.decimals < THOUSANDS => {
                Err(Slip::WrongNumberForm)
            }
            read => read,
        },
        Err(DecimalError::TooLong) => Err(Slip::OutOfRange),
        Err(_) if written.chars().any(|c| c.is_ascii_digit()) => Err(Slip::WrongNumberForm),
        Err(_) => Err(Slip::WrongKind),
    }
}

/// A number in units over the denominator of its fact.
pub(crate) fn units(decimal: Decimal, fact: &Fact) -> Result<i128, Slip> {
    let mut decimal = decimal.normalized();
    if decimal.decimals > fact.decimals {
        return Err(Slip::TooManyDecimals);
    }
    if fact.ty == Type::Percentage {
        decimal.decimals += 2;
    }
    let Scale::Fixed { denominator, range } = fact.scale else { return Err(Slip::WrongKind) };
    let units = decimal.over(denominator).ok_or(Slip::OutOfRange)?;
    if range.contains(units) { Ok(units) } else { Err(Slip::OutOfRange) }
}
