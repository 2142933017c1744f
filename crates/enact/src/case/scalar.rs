//! One value as sent, read by the type of its fact.

use crate::input::{Kind, Node};
use enact_model::Program;
use enact_model::program::{Fact, Scale, Type};
use enact_value::{Date, DateError, Decimal, DecimalError, Value};

/// What is wrong with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slip {
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
}

/// Whether `node` states that there is none.
pub(super) fn is_absent(node: &Node, fact: &Fact) -> bool {
    let none = |text: &str| matches!(text, "geen" | "none");
    match &node.kind {
        Kind::Null => true,
        Kind::Plain(text) => none(text),
        Kind::Text(text) => fact.ty != Type::Text && none(text),
        _ => false,
    }
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
        Type::Date => date(node),
        Type::Subject(_) | Type::List(_) => Err(Slip::WrongKind),
        Type::Number(_) | Type::Percentage | Type::Money(..) | Type::Months | Type::Days => {
            number(node, fact)
        }
    }
}

/// Reads `true`, `ja`, `yes` and their opposites.
pub(crate) fn yes_no(node: &Node) -> Option<bool> {
    match &node.kind {
        Kind::YesNo(answer) => Some(*answer),
        Kind::Plain(word) | Kind::Text(word) => match word.as_str() {
            "true" | "ja" | "yes" => Some(true),
            "false" | "nee" | "no" => Some(false),
            _ => None,
        },
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

fn date(node: &Node) -> Result<Value, Slip> {
    let text = text(node).ok_or(Slip::WrongKind)?;
    match Date::parse_iso(text) {
        Ok(date) => Ok(Value::Date(date)),
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

fn number(node: &Node, fact: &Fact) -> Result<Value, Slip> {
    let written = written(node).ok_or(Slip::WrongKind)?;
    let mut decimal = match Decimal::parse(written) {
        Ok(decimal) => decimal.normalized(),
        Err(DecimalError::TooLong) => return Err(Slip::OutOfRange),
        Err(_) if written.chars().any(|c| c.is_ascii_digit()) => {
            return Err(Slip::WrongNumberForm);
        }
        Err(_) => return Err(Slip::WrongKind),
    };
    if decimal.decimals > fact.decimals {
        return Err(Slip::TooManyDecimals);
    }
    if fact.ty == Type::Percentage {
        decimal.decimals += 2;
    }
    let Scale::Fixed { denominator, range } = fact.scale else { return Err(Slip::WrongKind) };
    let units = decimal.over(denominator).ok_or(Slip::OutOfRange)?;
    if range.contains(units) { Ok(Value::Number(units)) } else { Err(Slip::OutOfRange) }
}
