//! What a person types for a value: as a drafter writes it, or in the form of a case.
//!
//! `€ 28.000,50 per jaar`, `28.000,50` and `28000.50` are one amount, `1 maart 2025` and
//! `2025-03-01` one day. Start at [`machine`].

use enact_model::program::Type;
use enact_source::Language;
use enact_value::{Currency, Date, Rate, format};

/// `text` for a value of type `ty`, in the form in which a case gives it. Text that is no such
/// value comes back as it is, so that the reader of cases can say what is wrong with it.
#[must_use]
pub fn machine(text: &str, ty: Type, language: Language) -> String {
    let text = text.trim();
    let read = match ty {
        Type::YesNo => yes_no(text),
        Type::Date => day(text, language),
        Type::Money(currency, rate) => {
            let amount = without_rate(text, rate, language);
            let signed = [currency.sign(), Currency::code(currency)]
                .iter()
                .find_map(|sign| amount.strip_prefix(sign).or_else(|| amount.strip_suffix(sign)));
            digits(signed.unwrap_or(amount).trim(), language)
        }
        Type::Number(rate) => digits(without_rate(text, rate, language), language),
        Type::Percentage => digits(text.strip_suffix('%').unwrap_or(text).trim(), language),
        Type::Months => {
            period(text, &[("maand", 1), ("month", 1), ("jaar", 12), ("jaren", 12), ("year", 12)])
        }
        Type::Days => period(text, &[("dag", 1), ("day", 1), ("week", 7), ("weken", 7)]),
        Type::Text | Type::Brackets | Type::Choice(_) => Some(text.trim_matches('"').to_owned()),
        Type::Subject(_) | Type::List(_) => None,
    };
    read.unwrap_or_else(|| text.to_owned())
}

/// Whether `text` says yes or no.
#[must_use]
pub fn answer(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "ja" | "j" | "yes" | "y" | "true" => Some(true),
        "nee" | "n" | "no" | "false" => Some(false),
        _ => None,
    }
}

/// The number that `text` is, or 0 when it says that there are none.
#[must_use]
pub fn counted(text: &str) -> Option<u32> {
    match text.trim().to_lowercase().as_str() {
        "geen" | "none" => Some(0),
        text if text.bytes().all(|sign| sign.is_ascii_digit()) => {
            (!text.is_empty()).then(|| text.parse().unwrap_or(u32::MAX))
        }
        _ => None,
    }
}

/// `from 2016-01-01 : €10,000 from 2020-01-01 : €12,000` as days and values in the form of a
/// case; `None` when `text` does not begin with *from* or *vanaf*.
#[must_use]
pub fn through_time(text: &str, ty: Type, language: Language) -> Option<Vec<(String, String)>> {
    let mut values: Vec<Vec<&str>> = Vec::new();
    for word in text.split_whitespace() {
        match (word.to_lowercase().as_str(), values.last_mut()) {
            ("from" | "vanaf", _) => values.push(Vec::new()),
            (_, Some(value)) => value.push(word),
            (_, None) => return None,
        }
    }
    let pair = |words: &Vec<&str>| {
        let words = words.join(" ");
        let (day, value) = words.split_once(':').unwrap_or((words.as_str(), ""));
        (machine(day, Type::Date, language), machine(value, ty, language))
    };
    (!values.is_empty()).then(|| values.iter().map(pair).collect())
}

fn yes_no(text: &str) -> Option<String> {
    answer(text).map(|answer| answer.to_string())
}

/// `28000 per jaar` for a yearly amount is `28000`.
fn without_rate(text: &str, rate: Option<Rate>, language: Language) -> &str {
    let per = rate.map(|rate| format!("per {}", format::rate_name(rate, language)));
    per.and_then(|per| text.strip_suffix(per.as_str())).map_or(text, str::trim_end)
}

/// Digits with the signs of `language`, or with a point only.
fn digits(text: &str, language: Language) -> Option<String> {
    let (group, point) = match language {
        Language::Dutch => ('.', ','),
        Language::English => (',', '.'),
    };
    let (minus, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest.trim_start()),
        None => ("", text),
    };
    let (whole, behind) = match text.split_once(point) {
        Some((whole, behind)) => (whole, Some(behind)),
        None => (text, None),
    };
    let mut parts = whole.split(group);
    let first = parts.next().unwrap_or_default();
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let threes: Vec<&str> = parts.collect();
    let is_grouped = all_digits(first)
        && (threes.is_empty() || first.len() <= 3)
        && threes.iter().all(|part| part.len() == 3 && all_digits(part));
    if !is_grouped || behind.is_some_and(|behind| !all_digits(behind)) {
        return None;
    }
    let point = behind.map_or_else(String::new, |behind| format!(".{behind}"));
    Some(format!("{minus}{first}{}{point}", threes.concat()))
}

/// `1 maart 2025`.
fn day(text: &str, language: Language) -> Option<String> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let &[day, month, year] = parts.as_slice() else { return None };
    let named = |number: &u32| {
        [language, Language::Dutch, Language::English]
            .iter()
            .any(|language| format::month_name(*number, *language).eq_ignore_ascii_case(month))
    };
    let month = (1..=12).find(named)?;
    let date = Date::from_ymd(year.parse().ok()?, month, day.parse().ok()?);
    // A day that the calendar does not have is refused in its usual form.
    Some(date.map_or_else(|| format!("{year:0>4}-{month:02}-{day:0>2}"), crate::written::iso))
}

/// `18 jaar`, `3 maanden`, `1 year and 2 months`: numbers, each with the beginning of a noun.
fn period(text: &str, nouns: &[(&str, i128)]) -> Option<String> {
    let text = text.replace(" and ", " en ");
    let mut sum: i128 = 0;
    for part in text.split(" en ") {
        let (number, noun) = part.trim().split_once(char::is_whitespace)?;
        let (_, factor) = nouns.iter().find(|(known, _)| noun.trim().starts_with(known))?;
        let count: i128 = number.parse().ok()?;
        sum = sum.checked_add(count.checked_mul(*factor)?)?;
    }
    Some(sum.to_string())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    const YEARLY: Type = Type::Money(Currency::Eur, Some(Rate::Year));

    #[test]
    fn amounts_as_drafters_and_as_machines_write_them() {
        for (text, wanted) in [
            ("€ 28.000,50 per jaar", "28000.50"),
            ("€28.000", "28000"),
            ("28.000", "28000"),
            ("28000.50", "28000.50"),
            ("28000,5", "28000.5"),
            ("-€ 5", "-€ 5"),
            ("€ -5", "-5"),
            ("veel", "veel"),
            ("28.00", "28.00"),
            ("28000 EUR", "28000"),
        ] {
            assert_eq!(machine(text, YEARLY, Language::Dutch), wanted, "{text}");
        }
        assert_eq!(
            machine("£1,250.50", Type::Money(Currency::Gbp, None), Language::English),
            "1250.50"
        );
        assert_eq!(machine("4,273%", Type::Percentage, Language::Dutch), "4.273");
    }

    #[test]
    fn values_from_their_days_on() {
        let read = |text: &str| through_time(text, YEARLY, Language::Dutch);
        let pair = |day: &str, value: &str| (day.to_owned(), value.to_owned());
        assert_eq!(
            read("vanaf 1 januari 2016 : € 10.000 vanaf 2020-01-01: € 12.000,50 per jaar"),
            Some(vec![pair("2016-01-01", "10000"), pair("2020-01-01", "12000.50")])
        );
        assert_eq!(read("€ 10.000"), None);
        assert_eq!(read("vanaf 2016"), Some(vec![pair("2016", "")]));
        assert_eq!((counted("12"), counted("geen"), counted("Bo")), (Some(12), Some(0), None));
    }

    #[test]
    fn days_and_periods() {
        for text in ["1 maart 2025", "1 March 2025", "2025-03-01"] {
            assert_eq!(machine(text, Type::Date, Language::Dutch), "2025-03-01");
        }
        assert_eq!(machine("31 februari 2025", Type::Date, Language::Dutch), "2025-02-31");
        assert_eq!(machine("18 jaar", Type::Months, Language::Dutch), "216");
        assert_eq!(machine("1 year and 2 months", Type::Months, Language::English), "14");
        assert_eq!(machine("3 months", Type::Months, Language::English), "3");
        assert_eq!(machine("2 weken", Type::Days, Language::Dutch), "14");
        assert_eq!(machine("Ja", Type::YesNo, Language::English), "true");
    }
}
