//! Values written for people, in Dutch and in English, and for machines.
//!
//! What is written is exact: a decimal expansion that ends is written out in full; any other
//! shows six decimals, an ellipsis and the fraction itself. Start at [`amount`] and [`date`].

use enact_source::Language;

use crate::{Currency, Date, Rate, Unit, gcd};

/// Decimals shown of an expansion that does not end.
const DECIMALS_SHOWN: usize = 6;
/// Decimals that the longest expansion that ends can have: a denominator is below 2¹²⁷.
const DECIMALS_MAX: usize = 127;

/// Writes `units`/`denominator` of a `unit`, per `rate`: `€ 2.112,50 per jaar`, `€2,112.50 per year`.
///
/// Money is grouped and has no decimals, two, or more where it needs them; other numbers are not
/// grouped. Periods are written in years and months or in weeks and days.
#[must_use]
pub fn amount(
    units: i128,
    denominator: i128,
    unit: Unit,
    rate: Option<Rate>,
    language: Language,
) -> String {
    let written = match unit {
        Unit::Plain => plain(units, denominator, language),
        Unit::Percentage => percentage(units, denominator, language),
        Unit::Money(currency) => money(units, denominator, currency, language),
        Unit::Months => period(units, denominator, MONTHS, language),
        Unit::Days => period(units, denominator, DAYS, language),
    };
    match rate {
        Some(rate) => format!("{written} per {}", rate_name(rate, language)),
        None => written,
    }
}

/// Writes `1 maart 2025` or `1 March 2025`.
#[must_use]
pub fn date(date: Date, language: Language) -> String {
    let (year, month, day) = date.ymd();
    format!("{day} {} {year}", month_name(month, language))
}

/// Writes `ja` or `nee`, `yes` or `no`.
#[must_use]
pub const fn yes_no(answer: bool, language: Language) -> &'static str {
    match (answer, language) {
        (true, Language::Dutch) => "ja",
        (false, Language::Dutch) => "nee",
        (true, Language::English) => "yes",
        (false, Language::English) => "no",
    }
}

/// Writes the decimal string that [`Decimal::parse`](crate::Decimal::parse) reads, such as
/// `1573.43`; `None` when the expansion does not end.
#[must_use]
pub fn machine(units: i128, denominator: i128) -> Option<String> {
    let number = Expansion::of(units, denominator)?;
    if !number.ends {
        return None;
    }
    let mut written = String::with_capacity(24);
    written.push_str(number.sign());
    // A number of 64 bits is written several times faster than one of 128.
    match u64::try_from(number.whole) {
        Ok(short) => written.push_str(&short.to_string()),
        Err(_) => written.push_str(&number.whole.to_string()),
    }
    if !number.decimals.is_empty() {
        written.push('.');
        written.push_str(&number.decimals);
    }
    Some(written)
}

/// The word after *per*: `jaar`, `year`.
#[must_use]
pub const fn rate_name(rate: Rate, language: Language) -> &'static str {
    match (rate, language) {
        (Rate::Year, Language::Dutch) => "jaar",
        (Rate::Month, Language::Dutch) => "maand",
        (Rate::Week, _) => "week",
        (Rate::Day, Language::Dutch) => "dag",
        (Rate::Hour, Language::Dutch) => "uur",
        (Rate::Year, Language::English) => "year",
        (Rate::Month, Language::English) => "month",
        (Rate::Day, Language::English) => "day",
        (Rate::Hour, Language::English) => "hour",
    }
}

/// The name of a month (1–12); empty for any other number.
#[must_use]
pub const fn month_name(month: u32, language: Language) -> &'static str {
    match (month, language) {
        (1, Language::Dutch) => "januari",
        (2, Language::Dutch) => "februari",
        (3, Language::Dutch) => "maart",
        (4, Language::Dutch) => "april",
        (5, Language::Dutch) => "mei",
        (6, Language::Dutch) => "juni",
        (7, Language::Dutch) => "juli",
        (8, Language::Dutch) => "augustus",
        (9, Language::Dutch) => "september",
        (10, Language::Dutch) => "oktober",
        (11, Language::Dutch) => "november",
        (12, Language::Dutch) => "december",
        (1, Language::English) => "January",
        (2, Language::English) => "February",
        (3, Language::English) => "March",
        (4, Language::English) => "April",
        (5, Language::English) => "May",
        (6, Language::English) => "June",
        (7, Language::English) => "July",
        (8, Language::English) => "August",
        (9, Language::English) => "September",
        (10, Language::English) => "October",
        (11, Language::English) => "November",
        (12, Language::English) => "December",
        _ => "",
    }
}

fn plain(units: i128, denominator: i128, language: Language) -> String {
    let Some(number) = Expansion::of(units, denominator) else {
        return fraction(units, denominator);
    };
    let digits = number.digits(&number.whole.to_string(), language);
    format!("{}{digits}{}", number.sign(), number.remark(units, denominator))
}

fn percentage(units: i128, denominator: i128, language: Language) -> String {
    let common = gcd(100, denominator);
    let hundredths = units.checked_mul(100 / common);
    let Some(number) =
        hundredths.and_then(|hundredths| Expansion::of(hundredths, denominator / common))
    else {
        return fraction(units, denominator);
    };
    let digits = number.digits(&number.whole.to_string(), language);
    format!("{}{digits}%{}", number.sign(), number.remark(units, denominator))
}

fn money(units: i128, denominator: i128, currency: Currency, language: Language) -> String {
    let Some(mut number) = Expansion::of(units, denominator) else {
        return format!("{} {}", currency.sign(), fraction(units, denominator));
    };
    if number.decimals.len() == 1 {
        number.decimals.push('0');
    }
    let whole = grouped(number.whole, language.pick(".", ","));
    let digits = number.digits(&whole, language);
    let (currency, sign) = (currency.sign(), number.sign());
    let remark = number.remark(units, denominator);
    match language {
        Language::Dutch => format!("{currency} {sign}{digits}{remark}"),
        Language::English => format!("{sign}{currency}{digits}{remark}"),
    }
}

/// A period counted in `small` units, of which `in_large` make a large one.
struct Period {
    in_large: u128,
    /// Whether large and small are written together: 1 year and 3 months, but 10 days.
    mixed: bool,
    large: Noun,
    small: Noun,
}

/// One and several, in both languages.
struct Noun {
    dutch: [&'static str; 2],
    english: [&'static str; 2],
}

const MONTHS: Period = Period {
    in_large: 12,
    mixed: true,
    large: Noun { dutch: ["jaar", "jaar"], english: ["year", "years"] },
    small: Noun { dutch: ["maand", "maanden"], english: ["month", "months"] },
};

const DAYS: Period = Period {
    in_large: 7,
    mixed: false,
    large: Noun { dutch: ["week", "weken"], english: ["week", "weeks"] },
    small: Noun { dutch: ["dag", "dagen"], english: ["day", "days"] },
};

fn period(units: i128, denominator: i128, period: Period, language: Language) -> String {
    let Period { in_large, mixed, large, small } = period;
    let Some(number) = Expansion::of(units, denominator).filter(Expansion::is_whole) else {
        return format!("{} {}", plain(units, denominator, language), small.several(language));
    };
    let (sign, whole) = (number.sign(), number.whole);
    let (count, rest) = (whole / in_large, whole % in_large);
    if count > 0 && rest == 0 {
        format!("{sign}{}", large.counted(count, language))
    } else if count > 0 && mixed && !number.negative {
        let (count, rest) = (large.counted(count, language), small.counted(rest, language));
        format!("{count} {} {rest}", language.pick("en", "and"))
    } else {
        format!("{sign}{}", small.counted(whole, language))
    }
}

impl Noun {
    fn counted(&self, count: u128, language: Language) -> String {
        let noun = if count == 1 { self.one(language) } else { self.several(language) };
        format!("{count} {noun}")
    }

    const fn one(&self, language: Language) -> &'static str {
        language.pick(self.dutch[0], self.english[0])
    }

    const fn several(&self, language: Language) -> &'static str {
        language.pick(self.dutch[1], self.english[1])
    }
}

/// Digits in threes, from the right.
fn grouped(whole: u128, separator: &str) -> String {
    let digits = whole.to_string();
    let mut written = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            written.push_str(separator);
        }
        written.push(digit);
    }
    written
}

/// The fraction in lowest terms: `1/3`.
fn fraction(units: i128, denominator: i128) -> String {
    let common = gcd(units, denominator).max(1);
    format!("{}/{}", units / common, denominator / common)
}

/// A fraction as a long division writes it down.
struct Expansion {
    negative: bool,
    whole: u128,
    /// The digits behind the point; without zeros at the end, or cut off where it does not end.
    decimals: String,
    ends: bool,
}

impl Expansion {
    /// `None` when the denominator is zero, or so large (beyond 10³⁷) that no digit can be told.
    fn of(units: i128, denominator: i128) -> Option<Self> {
        let divisor = denominator.unsigned_abs();
        let whole = units.unsigned_abs().checked_div(divisor)?;
        let mut rest = units.unsigned_abs() % divisor;
        let mut decimals = String::new();
        // Most denominators are small: 64 bits divide several times faster than 128.
        match (u64::try_from(rest), u64::try_from(divisor)) {
            (Ok(mut short), Ok(divisor)) if divisor < u64::MAX / 10 => {
                while short != 0 && decimals.len() < DECIMALS_MAX {
                    decimals.push(digit((short * 10 / divisor).into()));
                    short = short * 10 % divisor;
                }
                rest = short.into();
            }
            _ => {
                while rest != 0 && decimals.len() < DECIMALS_MAX {
                    let tenfold = rest.checked_mul(10)?;
                    decimals.push(digit(tenfold / divisor));
                    rest = tenfold % divisor;
                }
            }
        }
        let ends = rest == 0;
        if !ends {
            decimals.truncate(DECIMALS_SHOWN);
        }
        Some(Self {
            negative: (units < 0) != (denominator < 0) && units != 0,
            whole,
            decimals,
            ends,
        })
    }

    fn is_whole(&self) -> bool {
        self.ends && self.decimals.is_empty()
    }

    const fn sign(&self) -> &'static str {
        if self.negative { "-" } else { "" }
    }

    /// The whole part as given and the decimals, with an ellipsis where they do not end.
    fn digits(&self, whole: &str, language: Language) -> String {
        let point = if self.decimals.is_empty() { "" } else { language.pick(",", ".") };
        let ellipsis = if self.ends { "" } else { "…" };
        format!("{whole}{point}{}{ellipsis}", self.decimals)
    }

    /// The fraction itself where the decimals do not tell all: ` (1/3)`.
    fn remark(&self, units: i128, denominator: i128) -> String {
        if self.ends { String::new() } else { format!(" ({})", fraction(units, denominator)) }
    }
}

/// The sign of a number below ten.
fn digit(number: u128) -> char {
    u32::try_from(number).ok().and_then(|number| char::from_digit(number, 10)).unwrap_or('0')
}
