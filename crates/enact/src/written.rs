//! Values as machines exchange them: decimal strings, ISO dates, `true` and `false`.

use enact_model::program::{Scale, Type};
use enact_source::Language;
use enact_value::{Date, Value, format};

/// `value` of a fact or term with this type and scale, in the form in which a case gives it.
/// A number whose decimals do not end is written as a fraction: `1/3`.
#[must_use]
pub fn machine(value: &Value, ty: Type, scale: Scale) -> String {
    match value {
        Value::YesNo(answer) => answer.to_string(),
        Value::Number(units) => number(*units, scale.denominator(), ty),
        Value::Quotient(numerator, denominator) => number(*numerator, *denominator, ty),
        Value::Date(date) => iso(*date),
        Value::Text(text) => text.to_string(),
        Value::Subject(place) => place.to_string(),
        Value::Subjects(elements) => elements.len().to_string(),
        Value::Absent => "null".to_owned(),
    }
}

/// `value` as people read it in `language`.
#[must_use]
pub fn words(value: &Value, ty: Type, scale: Scale, language: Language) -> String {
    match value {
        Value::YesNo(answer) => format::yes_no(*answer, language).to_owned(),
        Value::Number(units) => amount(*units, scale.denominator(), ty, language),
        Value::Quotient(numerator, denominator) => amount(*numerator, *denominator, ty, language),
        Value::Date(date) => format::date(*date, language),
        Value::Text(option) if matches!(ty, Type::Choice(_)) => option.replace('-', " "),
        Value::Text(text) => format!("\"{text}\""),
        Value::Subjects(elements) => elements.len().to_string(),
        Value::Subject(_) => language.pick("aanwezig", "present").to_owned(),
        Value::Absent => language.pick("afwezig", "absent").to_owned(),
    }
}

/// `2025-03-01`.
#[must_use]
pub fn iso(date: Date) -> String {
    let (year, month, day) = date.ymd();
    let year = year.unsigned_abs();
    let mut written = String::with_capacity(10);
    let digits = [year / 1000, year / 100, year / 10, year, month / 10, month, day / 10, day];
    for (place, digit) in digits.into_iter().enumerate() {
        if place == 4 || place == 6 {
            written.push('-');
        }
        written.push(char::from_digit(digit % 10, 10).unwrap_or('0'));
    }
    written
}

/// A number of this type, as a decimal string.
pub(crate) fn number(units: i128, denominator: i128, ty: Type) -> String {
    let units = if ty == Type::Percentage { units.checked_mul(100) } else { Some(units) };
    let written = units.and_then(|units| format::machine(units, denominator));
    written.unwrap_or_else(|| format!("{}/{denominator}", units.unwrap_or_default()))
}

fn amount(units: i128, denominator: i128, ty: Type, language: Language) -> String {
    match ty.unit() {
        Some((unit, rate)) => format::amount(units, denominator, unit, rate, language),
        None => number(units, denominator, ty),
    }
}

/// What a number of this type counts, and per which time: `EUR` and `month`.
pub(crate) fn unit(ty: Type) -> (Option<&'static str>, Option<&'static str>) {
    let per = |rate| format::rate_name(rate, Language::English);
    match ty {
        Type::Money(currency, rate) => (Some(currency.code()), rate.map(per)),
        Type::Percentage => (Some("percent"), None),
        Type::Months => (Some("months"), None),
        Type::Days => (Some("days"), None),
        Type::Number(rate) => (None, rate.map(per)),
        Type::YesNo
        | Type::Date
        | Type::Text
        | Type::Brackets
        | Type::Choice(_)
        | Type::Subject(_)
        | Type::List(_) => (None, None),
    }
}
