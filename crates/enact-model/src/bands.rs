//! What a progressive scale makes of a number: the part of it in each band, times its rate.

use crate::program::Type;
use enact_value::{Range, Rounding, Step, round_to_steps};

/// What the bands of a scale have in common, over all its periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brackets {
    /// What the bounds are.
    pub ty: Type,
    /// The denominator of the bounds.
    pub bounds: i128,
    /// The denominator of the rates.
    pub rates: i128,
}

/// One band of a scale, above the band before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Band {
    /// Its upper bound, over [`Brackets::bounds`]; none for the last.
    pub up_to: Option<i128>,
    /// Its rate, over [`Brackets::rates`].
    pub rate: i128,
}

/// How a number goes through a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Banding {
    /// The denominator of the number that goes through.
    pub denominator: i128,
    /// Brings a bound to that denominator: units times `factor`.
    pub factor: i128,
    /// The denominator of the rates.
    pub rates: i128,
    /// How the result of each band is rounded; exact when absent.
    pub rounded: Option<(Rounding, Step)>,
}

/// What one band contributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Portion {
    /// How much lies in the band, over [`Banding::denominator`].
    pub part: i128,
    /// The rate of the band, over [`Banding::rates`].
    pub rate: i128,
    /// The part times the rate, over [`Banding::over`].
    pub amount: i128,
}

impl Banding {
    /// The denominator of the result.
    #[must_use]
    pub fn over(&self) -> i128 {
        match self.rounded {
            Some((_, step)) => step.denominator,
            None => self.denominator.saturating_mul(self.rates),
        }
    }

    /// The bands that `units` reach into, and what each contributes; nothing at or below zero.
    /// `None` on overflow.
    #[must_use]
    pub fn portions(&self, bands: &[Band], units: i128) -> Option<Vec<Portion>> {
        let (mut portions, mut floor) = (Vec::with_capacity(bands.len()), 0_i128);
        for band in bands {
            if units <= floor {
                break;
            }
            let top = match band.up_to {
                Some(bound) => bound.checked_mul(self.factor)?.min(units),
                None => units,
            };
            let part = top.checked_sub(floor)?;
            let product = part.checked_mul(band.rate)?;
            let amount = match self.rounded {
                None => product,
                Some((rounding, step)) => {
                    let over = self.denominator.checked_mul(self.rates)?;
                    let steps = round_to_steps(product, over, step, rounding)?;
                    steps.checked_mul(step.numerator)?
                }
            };
            portions.push(Portion { part, rate: band.rate, amount });
            floor = top;
        }
        Some(portions)
    }

    /// What all bands make of `units`; `None` on overflow.
    #[must_use]
    pub fn total(&self, bands: &[Band], units: i128) -> Option<i128> {
        let portions = self.portions(bands, units)?;
        portions.iter().try_fold(0_i128, |sum, portion| sum.checked_add(portion.amount))
    }

    /// Everything that numbers in `range` can come to. Within a band the total only rises or
    /// only falls, so it is most and least at a bound or at an end.
    pub(crate) fn range(&self, bands: &[Band], range: Range) -> Option<Range> {
        let mut found = Range::exactly(self.total(bands, range.low)?);
        found = found.hull(Range::exactly(self.total(bands, range.high)?));
        for bound in bands.iter().filter_map(|band| band.up_to) {
            let units = bound.checked_mul(self.factor)?;
            if range.contains(units) {
                found = found.hull(Range::exactly(self.total(bands, units)?));
            }
        }
        Some(if range.contains(0) { found.hull(Range::exactly(0)) } else { found })
    }
}
