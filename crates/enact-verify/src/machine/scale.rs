//! A number through a progressive scale.

use super::{Answer, Lack, Machine, Sym};
use crate::space::Form;
use enact_model::bands::Banding;
use enact_model::program::{Expr, Scale};
use enact_model::table::ParameterId;
use enact_value::{Range, Rounding, Step};

/// What goes through a scale, where, and in which of its periods.
pub(super) struct Climb<'a> {
    value: &'a Expr,
    subject: u32,
    context: usize,
    period: usize,
    units: Form,
}

impl Climb<'_> {
    /// Whether the same expression goes through, of the same subject: another number, perhaps.
    fn is_like(&self, other: &Self) -> bool {
        let place = |climb: &Self| (climb.subject, climb.context, climb.period);
        std::ptr::eq(self.value, other.value) && place(self) == place(other)
    }
}

impl<'a> Machine<'a, '_> {
    /// A number through a progressive scale: the way tells in which band it ends.
    pub(super) fn through(
        &mut self,
        (value, whole): (&'a Expr, &Expr),
        scale: ParameterId,
        banding: &Banding,
        subject: u32,
    ) -> Answer {
        let Sym::Number(units) = self.evaluate(value, subject)? else {
            return Err(Lack::beyond(value.span));
        };
        let period = self.period(scale)?;
        let climb = Climb { value, subject, context: self.context, period, units };
        if let Some(total) = self.climbed_before(&climb, scale, whole)? {
            return Ok(Sym::Number(total));
        }
        let total = self.banded_total(&climb, scale, banding)?;
        self.climbs.push((climb, total.clone()));
        Ok(Sym::Number(total))
    }

    /// What the scale makes of the second copy's number, where it is only asked whether it rises or
    /// falls: no less than of a smaller one, and no more than of a larger one.
    fn climbed_before(
        &mut self,
        climb: &Climb<'a>,
        scale: ParameterId,
        whole: &Expr,
    ) -> Result<Option<Form>, Lack> {
        let bands = &self.program.parameters[scale].periods[climb.period].bands;
        let Scale::Fixed { range, .. } = whole.scale else { return Ok(None) };
        if !(self.eased && self.second) || bands.iter().any(|band| band.rate < 0) {
            return Ok(None);
        }
        let Some((first, total)) = self.climbs.iter().find(|(first, _)| first.is_like(climb))
        else {
            return Ok(None);
        };
        let (more, total) = (climb.units.plus(&first.units, -1).ok_or(Lack::Halt)?, total.clone());
        let width = range.high.checked_sub(range.low).ok_or(Lack::Halt)?;
        let change = match self.explorer.sign(&more)? {
            0 => return Ok(Some(total)),
            1 => Range::new(0, width),
            _ => Range::new(-width, 0),
        };
        let change = Form::of(self.explorer.variable(change, false));
        Ok(Some(total.plus(&change, 1).ok_or(Lack::Halt)?))
    }

    /// The sum of what each band makes of its part.
    fn banded_total(
        &mut self,
        climb: &Climb<'a>,
        scale: ParameterId,
        banding: &Banding,
    ) -> Result<Form, Lack> {
        let Climb { value, units, period, .. } = climb;
        let beyond = || Lack::beyond(value.span);
        let (mut total, mut floor) = (Form::default(), 0_i128);
        for band in &self.program.parameters[scale].periods[*period].bands {
            let over = units.shifted(-floor).ok_or_else(beyond)?;
            if self.explorer.at_most_zero(&over)? {
                break;
            }
            let bound = match band.up_to {
                Some(bound) => Some(bound.checked_mul(banding.factor).ok_or_else(beyond)?),
                None => None,
            };
            let part = match bound {
                Some(bound) => {
                    let rest = units.shifted(-bound).ok_or_else(beyond)?;
                    let within = self.explorer.at_most_zero(&rest)?;
                    if within { over } else { Form::constant(bound - floor) }
                }
                None => over,
            };
            let amount = self.banded(&part, band.rate, banding, value)?;
            total = total.plus(&amount, 1).ok_or_else(beyond)?;
            floor = bound.unwrap_or(floor);
        }
        Ok(total)
    }

    fn banded(
        &mut self,
        part: &Form,
        rate: i128,
        banding: &Banding,
        expr: &Expr,
    ) -> Result<Form, Lack> {
        let product = part.times(rate).ok_or(Lack::beyond(expr.span))?;
        let Some((rounding, step)) = banding.rounded else { return Ok(product) };
        let over = banding.denominator.checked_mul(banding.rates).ok_or(Lack::beyond(expr.span))?;
        self.rounded_over((&product, over), rounding, step, expr)
    }

    fn rounded_over(
        &mut self,
        (product, over): (&Form, i128),
        rounding: Rounding,
        step: Step,
        expr: &Expr,
    ) -> Result<Form, Lack> {
        let fraction = Sym::Quotient(product.clone(), Form::constant(over));
        match self.rounded(&fraction, expr, rounding, step)? {
            Sym::Number(units) => Ok(units),
            _ => Err(Lack::beyond(expr.span)),
        }
    }
}
