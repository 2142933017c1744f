//! What a number counts: money, a share of a hundred, months or days; and per what.

use std::fmt;
use std::str::FromStr;

/// A currency a law can pay in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Currency {
    /// The euro.
    #[default]
    Eur,
    /// The pound sterling.
    Gbp,
    /// The United States dollar.
    Usd,
}

/// The text is not the code of a known [`Currency`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UnknownCurrency;

impl Currency {
    /// Every currency, in the order of its code.
    pub const ALL: [Self; 3] = [Self::Eur, Self::Gbp, Self::Usd];

    /// The ISO 4217 code, such as `EUR`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Eur => "EUR",
            Self::Gbp => "GBP",
            Self::Usd => "USD",
        }
    }

    /// The sign before an amount, such as `€`.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Eur => "€",
            Self::Gbp => "£",
            Self::Usd => "$",
        }
    }

    /// The currency that `sign` stands for.
    #[must_use]
    pub const fn from_sign(sign: char) -> Option<Self> {
        match sign {
            '€' => Some(Self::Eur),
            '£' => Some(Self::Gbp),
            '$' => Some(Self::Usd),
            _ => None,
        }
    }
}

impl FromStr for Currency {
    type Err = UnknownCurrency;

    fn from_str(code: &str) -> Result<Self, UnknownCurrency> {
        Self::ALL.into_iter().find(|currency| currency.code() == code).ok_or(UnknownCurrency)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for UnknownCurrency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a currency is EUR, GBP or USD")
    }
}

impl std::error::Error for UnknownCurrency {}

/// The stretch of time that an amount recurs in: money *per year*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rate {
    /// Per year.
    Year,
    /// Per month.
    Month,
    /// Per week.
    Week,
    /// Per day.
    Day,
    /// Per hour.
    Hour,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A number of nothing in particular.
    Plain,
    /// A share: 4.273% is 4273 over 100,000.
    Percentage,
    /// An amount of money, in whole currency units: €12.50 is 1250 over 100.
    Money(Currency),
    /// A period in years and months, counted in months.
    Months,
    /// A period in weeks and days, counted in days.
    Days,
}
