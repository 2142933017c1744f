//! An axis: where a number is drawn, and at which round numbers it is labelled.

use enact_model::program::Type;
use enact_source::Language;
use enact_value::{Unit, format};

/// How many labels an axis has at most.
const LABELS_MAX: i128 = 6;

/// Numbers from `low` to `high`, drawn from `start` to `end`.
pub(super) struct Axis {
    ty: Type,
    denominator: i128,
    low: i128,
    high: i128,
    start: i128,
    end: i128,
    step: i128,
}

impl Axis {
    /// The axis of numbers of this type over a denominator, drawn between two places of the picture.
    pub(super) fn new(
        (ty, denominator): (Type, i128),
        (low, high): (i128, i128),
        (start, end): (i128, i128),
    ) -> Self {
        let high = high.max(low + 1);
        let step = step(ty, denominator, high - low);
        Self { ty, denominator, low, high, start, end, step }
    }

    /// The same, from one labelled number to another.
    pub(super) fn rounded(self) -> Self {
        let low = self.low.div_euclid(self.step) * self.step;
        let high = (self.high + self.step - 1).div_euclid(self.step) * self.step;
        Self { low, high, ..self }
    }

    /// Where `value` is drawn.
    pub(super) fn place(&self, value: i128) -> i128 {
        let (length, width) = (self.end - self.start, self.high - self.low);
        let within = value.clamp(self.low, self.high) - self.low;
        let place = within.checked_mul(length).map(|along| along / width);
        self.start + place.unwrap_or_else(|| within / (width / length).max(1))
    }

    /// The numbers that are labelled, in order.
    pub(super) fn ticks(&self) -> Vec<i128> {
        let first = (self.low + self.step - 1).div_euclid(self.step) * self.step;
        let ticks = std::iter::successors(Some(first), |tick| tick.checked_add(self.step));
        ticks.take_while(|tick| *tick <= self.high).collect()
    }

    /// A label: without the time that a number is per, which the title of the axis says.
    pub(super) fn label(&self, value: i128, language: Language) -> String {
        match self.ty.unit() {
            Some((unit, _)) => format::amount(value, self.denominator, unit, None, language),
            None => value.to_string(),
        }
    }

    /// What a number is per, for the title of the axis.
    pub(super) fn per(&self, language: Language) -> Option<String> {
        let (_, rate) = self.ty.unit()?;
        rate.map(|rate| format!("per {}", format::rate_name(rate, language)))
    }
}

/// The distance between labels over a `span`: one, two or five of a power of ten, or whole years.
fn step(ty: Type, denominator: i128, span: i128) -> i128 {
    let mut base = if is_power_of_ten(denominator) || span < denominator { 1 } else { denominator };
    if matches!(ty.unit(), Some((Unit::Months, _))) && span > 24 * denominator {
        base = 12 * denominator;
    }
    loop {
        for times in [1, 2, 5] {
            let Some(step) = base.checked_mul(times) else { return span };
            if span / step <= LABELS_MAX {
                return step;
            }
        }
        let Some(more) = base.checked_mul(10) else { return span };
        base = more;
    }
}

fn is_power_of_ten(value: i128) -> bool {
    let mut powers = std::iter::successors(Some(1_i128), |power| power.checked_mul(10));
    powers.any(|power| power == value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use enact_value::Currency;

    fn money(low: i128, high: i128) -> Axis {
        Axis::new((Type::Money(Currency::Eur, None), 100), (low, high), (0, 1000))
    }

    #[test]
    fn labels_stand_at_round_numbers() {
        let axis = money(0, 4_000_000);
        let labels: Vec<String> =
            axis.ticks().iter().map(|tick| axis.label(*tick, Language::English)).collect();
        assert_eq!(labels, ["€0", "€10,000", "€20,000", "€30,000", "€40,000"]);
        assert_eq!((axis.place(0), axis.place(1_000_000), axis.place(4_000_000)), (0, 250, 1000));
    }

    #[test]
    fn a_range_of_any_size_has_labels_and_places() {
        for high in [1, 7, 120, i128::MAX / 4] {
            let axis = money(0, high).rounded();
            let ticks = axis.ticks();
            assert!((1..=8).contains(&ticks.len()), "{high}: {ticks:?}");
            assert!((0..=1000).contains(&axis.place(high)), "{high}");
        }
    }
}
