//! Norms on a day: their values, what is divided by them, and progressive scales.

use crate::body::Body;
use crate::compiler::{Compiler, text_number, types};
use crate::helper::Helper;
use crate::lack;
use crate::layout::Form;
use crate::term::Operation::{AtLeast, AtMost, Less};
use crate::term::{Term, long, word};
use enact_model::Program;
use enact_model::bands::{Band, Banding};
use enact_model::program::{Expr, Period, Scale};
use enact_model::table::ParameterId;
use enact_value::{Range, Value, gcd};
use std::sync::Arc;
use wasm_encoder::Instruction as I;
use wasm_encoder::ValType::{I32, I64};

/// Day → what is lacking, and the value of a parameter on that day.
pub(crate) fn value(program: &Program, id: ParameterId, texts: &mut Vec<Arc<str>>) -> Body {
    let parameter = &program.parameters[id];
    let form = Form::of(parameter.ty, parameter.scale);
    by_period(id, &parameter.periods, form, |_, period| match &period.value {
        Value::Number(units) => constant(*units, form),
        Value::YesNo(yes) => vec![I::I32Const(i32::from(*yes))],
        Value::Date(date) => vec![I::I32Const(date.days())],
        Value::Text(text) => vec![I::I32Const(text_number(texts, text))],
        _ => zero(form),
    })
}

/// Day → what is lacking, and one over the value of a parameter on that day.
pub(crate) fn reciprocal(program: &Program, id: ParameterId) -> Body {
    let parameter = &program.parameters[id];
    let form = reciprocal_form(program, id);
    let units = parameter.reciprocal.as_ref().map(|reciprocal| &reciprocal.units[..]);
    by_period(id, &parameter.periods, form, |place, _| {
        let units = units.and_then(|units| units.get(place));
        units.map_or_else(|| zero(form), |units| constant(*units, form))
    })
}

/// How one over a parameter is written down.
pub(crate) fn reciprocal_form(program: &Program, id: ParameterId) -> Form {
    let reciprocal = program.parameters[id].reciprocal.as_ref();
    let mut units = reciprocal.into_iter().flat_map(|reciprocal| &reciprocal.units);
    if units.all(|units| i64::try_from(*units).is_ok()) { Form::Long } else { Form::Wide }
}

fn by_period(
    id: ParameterId,
    periods: &[Period],
    form: Form,
    mut value: impl FnMut(usize, &Period) -> Vec<I<'static>>,
) -> Body {
    let mut body = Body::new(&[I32]);
    for (place, period) in periods.iter().enumerate().rev() {
        open_period(&mut body, 0, period);
        body.put([I::I32Const(0)]);
        body.put(value(place, period));
        body.put([I::Return]);
        body.close();
    }
    body.put([I::I32Const(lack::not_set(id))]);
    body.put(zero(form));
    body
}

/// Opens what is done when `on` lies in the period.
fn open_period(body: &mut Body, on: u32, period: &Period) {
    let begun = word(on).is(AtLeast, period.from.days());
    let lasts = period.until.map(|until| word(on).is(Less, until.days()));
    let covers = match lasts {
        Some(lasts) => begun.with(crate::term::Operation::And, lasts),
        None => begun,
    };
    body.put(covers.code());
    body.open_if();
}

fn constant(units: i128, form: Form) -> Vec<I<'static>> {
    let word = |units: i128| {
        let low = u64::try_from(units & i128::from(u64::MAX)).unwrap_or(0);
        I::I64Const(low.cast_signed())
    };
    match form {
        Form::Wide => vec![word(units), word(units >> 64)],
        _ => vec![word(units)],
    }
}

/// Zeros in the place of a value.
pub(crate) fn zero(form: Form) -> Vec<I<'static>> {
    let zeros = types(form).into_iter();
    zeros.map(|ty| if ty == I32 { I::I32Const(0) } else { I::I64Const(0) }).collect()
}

/// Whether everything that a number goes through in a scale fits 64 bits.
pub(crate) fn fits(
    program: &Program,
    scale: ParameterId,
    banding: &Banding,
    units: Range,
    whole: &Expr,
) -> bool {
    let Scale::Fixed { range: total, .. } = whole.scale else { return false };
    let fits = |range: Option<Range>| range.is_some_and(Range::fits_i64);
    let numbers = rounding_factors(banding).is_some_and(|(above, below)| {
        i64::try_from(below).is_ok()
            && program.parameters[scale].periods.iter().flat_map(|period| &period.bands).all(
                |band| {
                    let bound =
                        band.up_to.map_or(Some(0), |bound| bound.checked_mul(banding.factor));
                    let product = units.scale(band.rate);
                    let scaled = product.and_then(|product| product.scale(above));
                    bound.is_some_and(|bound| i64::try_from(bound).is_ok())
                        && fits(product)
                        && fits(scaled)
                },
            )
    });
    numbers && units.fits_i64() && total.fits_i64()
}

/// By what the product of a part and a rate is multiplied and divided to count in steps.
fn rounding_factors(banding: &Banding) -> Option<(i128, i128)> {
    let Some((_, step)) = banding.rounded else { return Some((1, 1)) };
    let over = banding.denominator.checked_mul(banding.rates)?.checked_mul(step.numerator)?;
    let common = gcd(step.denominator, over).max(1);
    Some((step.denominator / common, over / common))
}

/// A number and a day → what is lacking, and what a progressive scale makes of the number.
pub(crate) fn through(compiler: &mut Compiler<'_>, id: ParameterId, banding: &Banding) -> Body {
    let mut body = Body::new(&[I64, I32]);
    let (units, on) = (0, 1);
    let total = body.long();
    let floor = body.long();
    let program = compiler.program;
    for period in program.parameters[id].periods.iter().rev() {
        open_period(&mut body, on, period);
        let done = body.open();
        for band in &period.bands {
            body.put(long(units).is(AtMost, long(floor)).code());
            body.branch_if(done);
            portion(compiler, &mut body, (units, floor, total), band, banding);
        }
        body.close();
        body.put([I::I32Const(0), I::LocalGet(total), I::Return]);
        body.close();
    }
    body.put([I::I32Const(lack::not_set(id)), I::I64Const(0)]);
    body
}

/// Adds what one band contributes to the total, and raises the floor to its top.
fn portion(
    compiler: &mut Compiler<'_>,
    body: &mut Body,
    (units, floor, total): (u32, u32, u32),
    band: &Band,
    banding: &Banding,
) {
    let narrow = |value: i128| i64::try_from(value).unwrap_or(0);
    let top = match band.up_to.and_then(|bound| bound.checked_mul(banding.factor)) {
        Some(bound) => {
            let bound = narrow(bound);
            Term::from(bound)
                .select(long(units), long(units).is(crate::term::Operation::More, bound))
        }
        None => long(units),
    };
    body.put(top.code());
    let top = body.keep(I64);
    let product = (long(top) - long(floor)) * narrow(band.rate);
    body.get(total);
    match (banding.rounded, rounding_factors(banding)) {
        (Some((rounding, step)), Some((above, below))) => {
            body.put((product * narrow(above)).code());
            body.put([I::I64Const(narrow(below))]);
            body.put([I::Call(compiler.helper(Helper::Quotient(rounding)))]);
            body.put([I::I64Const(narrow(step.numerator)), I::I64Mul]);
        }
        _ => body.put(product.code()),
    }
    body.put([I::I64Add, I::LocalSet(total)]);
    body.copy(floor, top);
}
