//! Progressive scales: reading their bands, and sending a number through them.

use crate::bands::{Band, Banding, Brackets};
use crate::check::{Checker, Reported};
use crate::codes;
use crate::expression::Scope;
use crate::literal::Figure;
use crate::names::Symbol;
use crate::program::{Expr, ExprKind, Scale, Type};
use crate::rounding::step;
use crate::table::ParameterId;
use crate::units::rateless;
use enact_source::{Citation, Diagnostic, Span};
use enact_syntax::tree::{self, Grain, Name};
use enact_value::{Decimal, Range, Rounding, Value, lcm};

/// The bands of one period as written.
#[derive(Debug, Clone)]
pub(crate) struct WrittenBands {
    /// What the bounds are.
    ty: Type,
    /// Upper bound and rate.
    bands: Vec<(Option<Decimal>, Decimal)>,
}

impl Checker {
    /// The bands that `value` writes; `known` is what the bounds of earlier periods are.
    pub(crate) fn bands(
        &mut self,
        law: crate::table::LawId,
        value: &tree::Expr,
        known: Option<Type>,
        ground: &Citation,
    ) -> Result<WrittenBands, Reported> {
        let tree::ExprKind::Bands(written) = &value.kind else {
            let finding = Diagnostic::new(codes::NO_BANDS, value.span);
            return Err(self.report(finding.within(ground.clone())));
        };
        let currency = self.program.laws[law].currency;
        let mut ty = known;
        let mut bands: Vec<(Option<Decimal>, Decimal)> = Vec::with_capacity(written.len());
        for band in written {
            let bound = match &band.up_to {
                None => None,
                Some(bound) => {
                    let own = crate::literal::figure(bound).map(|figure| figure.ty());
                    let own = own.filter(|ty| matches!(ty, Type::Money(..) | Type::Number(_)));
                    let wanted = ty.or(own).unwrap_or(Type::Money(currency, None));
                    ty = Some(wanted);
                    let Figure::Number(number, _) = self.figure_of(bound, wanted, ground)? else {
                        return Err(Reported);
                    };
                    let below = bands.last().and_then(|(bound, _)| *bound);
                    let below = below.unwrap_or(Decimal { units: 0, decimals: 0 });
                    if !less(below, number) {
                        let finding = Diagnostic::new(codes::BANDS_NOT_RISING, bound.span);
                        return Err(self.report(finding.within(ground.clone())));
                    }
                    Some(number.normalized())
                }
            };
            let Figure::Number(rate, _) = self.figure_of(&band.rate, Type::Percentage, ground)?
            else {
                return Err(Reported);
            };
            bands.push((bound, rate.normalized()));
        }
        if bands.last().is_none_or(|(bound, _)| bound.is_some()) {
            let finding = Diagnostic::new(codes::BANDS_OPEN, value.span);
            return Err(self.report(finding.within(ground.clone())));
        }
        Ok(WrittenBands { ty: ty.unwrap_or(Type::Money(currency, None)), bands })
    }

    /// `value through scale`.
    pub(crate) fn through(
        &mut self,
        value: &tree::Expr,
        scale: &Name,
        rounded: Option<&(Rounding, Grain)>,
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        let value = self.lower(value, scope);
        let (id, value) = (self.scale_named(scale, scope)?, value?);
        let own = Brackets { ty: rateless(value.ty), bounds: 1, rates: 1 };
        let brackets = self.program.parameters[id].brackets.unwrap_or(own);
        let fits = value.ty == brackets.ty || rateless(value.ty) == brackets.ty;
        if !fits || !matches!(value.ty, Type::Money(..) | Type::Number(_)) {
            let bounds = Expr::plain(ExprKind::ReferenceDate, brackets.ty, scale.span);
            return Err(self.differ(&value, &bounds, span, scope));
        }
        let Some((denominator, _)) = value.fixed() else {
            let finding = Diagnostic::new(codes::OPEN_QUOTIENT, value.span)
                .with("name", scale.text.as_str())
                .advising("help-through");
            return Err(self.report(finding.within(scope.ground.clone())));
        };
        let rounded = match rounded {
            None => None,
            Some((rounding, grain)) => match step(grain, value.ty) {
                Some(step) => Some((*rounding, step)),
                None => return Err(self.misfit_of_rounding(value.ty, span, scope)),
            },
        };
        let over = lcm(denominator, brackets.bounds)
            .filter(|over| rounded.is_some() || over.checked_mul(brackets.rates).is_some());
        let Some(over) = over else { return Err(self.too_large(span, scope)) };
        let value = self.over(value, over, scope)?;
        let factor = over / brackets.bounds;
        let banding = Banding { denominator: over, factor, rates: brackets.rates, rounded };
        let Some(range) =
            value.fixed().and_then(|(_, range)| self.through_range(id, banding, range))
        else {
            return Err(self.too_large(span, scope));
        };
        let ty = value.ty;
        let scale = Scale::Fixed { denominator: banding.over(), range };
        let banding = Box::new(banding);
        let kind = ExprKind::Through { value: Box::new(value), scale: id, banding };
        Ok(Expr { kind, ty, scale, span })
    }

    /// The range over all periods; of a scale that nobody has set, nothing.
    fn through_range(&self, id: ParameterId, banding: Banding, range: Range) -> Option<Range> {
        let periods = &self.program.parameters[id].periods;
        let each = periods.iter().map(|period| banding.range(&period.bands, range));
        let each = each.collect::<Option<Vec<_>>>()?;
        Some(each.into_iter().reduce(Range::hull).unwrap_or(Range::exactly(0)))
    }

    fn scale_named(&mut self, name: &Name, scope: &Scope<'_>) -> Result<ParameterId, Reported> {
        let symbol = self.find(scope.law, name, Some(&scope.ground))?;
        if let Symbol::Parameter(id) = symbol
            && self.program.parameters[id].ty == Type::Brackets
        {
            return Ok(id);
        }
        Err(self.report(
            Diagnostic::new(codes::NOT_A_SCALE, name.span)
                .with("name", name.text.as_str())
                .within(scope.ground.clone()),
        ))
    }

    /// A scale is no value: it is gone through.
    pub(crate) fn bare_scale(&mut self, span: Span, ground: &Citation) -> Reported {
        let words = self.program.sources.slice(span).to_owned();
        let finding = Diagnostic::new(codes::SCALE_ALONE, span).with("name", words);
        self.report(finding.within(ground.clone()))
    }
}

fn less(below: Decimal, above: Decimal) -> bool {
    let Some(common) = lcm(below.denominator(), above.denominator()) else { return false };
    below.over(common).zip(above.over(common)).is_some_and(|(below, above)| below < above)
}

/// What all periods have in common, and the bands of each over common denominators.
pub(crate) fn levelled(written: &[WrittenBands]) -> Option<(Brackets, Vec<Vec<Band>>)> {
    let all = || written.iter().flat_map(|period| &period.bands);
    let bounds = all().filter_map(|(bound, _)| *bound);
    let bounds = bounds.map(Decimal::denominator).try_fold(1, lcm)?;
    let rates = all().map(|(_, rate)| rate.denominator()).try_fold(1, lcm)?;
    let band = |(bound, rate): &(Option<Decimal>, Decimal)| {
        let up_to = match bound {
            Some(bound) => Some(bound.over(bounds)?),
            None => None,
        };
        Some(Band { up_to, rate: rate.over(rates)? })
    };
    let periods = written.iter().map(|period| period.bands.iter().map(band).collect());
    let ty = written.first()?.ty;
    Some((Brackets { ty, bounds, rates }, periods.collect::<Option<_>>()?))
}

impl WrittenBands {
    /// What the bounds are.
    pub(crate) fn ty(&self) -> Type {
        self.ty
    }

    /// How the norm is shown: the drafter's words, on one line, with a semicolon between bands.
    pub(crate) fn shown(words: &str) -> Value {
        let lines = words.lines().map(|line| line.split("//").next().unwrap_or_default());
        let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
        let words = words.join(" ").replace(" :", ":").replace("% ", "%; ");
        Value::Text(words.into())
    }
}
