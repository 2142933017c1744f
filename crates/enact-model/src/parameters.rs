//! Parameters: the figures a law fixes through time, here or in a delegated act.
//!
//! All periods of a parameter get one denominator. Two values for one day are an error; a day
//! that a law needs and nobody fixed is found by [`Checker::times`].

use crate::bands::Brackets;
use crate::check::{Checker, Reported};
use crate::codes;
use crate::declare::{Place, places};
use crate::literal::Figure;
use crate::names::Symbol;
use crate::program::{ExprKind, Parameter, Period, Scale, Target, Type};
use crate::scale::{WrittenBands, levelled};
use crate::table::{Id, LawId, ParameterId};
use enact_source::{Citation, Diagnostic, Language, Span};
use enact_syntax::tree::{self, DeclarationKind, Document, ParameterBody};
use enact_value::{Date, Decimal, Range, Value, format, lcm};
use std::collections::BTreeSet;

/// The figures of one parameter as written, from whichever law.
struct Written {
    parameter: ParameterId,
    ty: Type,
    decimals: u32,
    periods: Vec<(Figure, Period)>,
    /// Of a progressive scale: the bands of each period, by its place in the text.
    bands: Vec<(Span, WrittenBands)>,
}

impl Checker {
    /// Declares all parameters, then fixes their values.
    pub(crate) fn parameters(&mut self, documents: &[Document]) {
        let mut written = Vec::new();
        for place in places(documents) {
            if let DeclarationKind::Parameter(parameter) = &place.declaration.kind {
                written.extend(self.parameter(place, parameter).ok());
            }
        }
        for place in places(documents) {
            if let DeclarationKind::Set(set) = &place.declaration.kind {
                let ground = self.ground(place);
                // A finding is reported; the parameter keeps its other values.
                let _ = self.set(place.law, &ground, set, &mut written);
            }
        }
        for parameter in written {
            self.fix(parameter);
        }
    }

    fn parameter(
        &mut self,
        place: Place<'_>,
        parameter: &tree::Parameter,
    ) -> Result<Written, Reported> {
        let ground = self.ground(place);
        let (ty, decimals) = self.ty(place.law, &parameter.ty, &parameter.name, &ground)?;
        if let Type::Choice(choice) = ty {
            self.program.choices[choice].same_as = self.same_fact(choice);
        }
        let ty = self.joined(ty);
        let id = ParameterId::from_index(self.program.parameters.len());
        self.add(place, &parameter.name, Symbol::Parameter(id))?;
        let (periods, delegated) = match &parameter.body {
            ParameterBody::Periods(periods) => (periods.as_slice(), None),
            ParameterBody::Constant(period) => (std::slice::from_ref(period), None),
            ParameterBody::Delegated(act) => (&[][..], Some(act.text.clone())),
        };
        let mut bands = Vec::new();
        let law = place.law;
        let periods = self.written(law, periods, (ty, decimals), &mut bands, &ground);
        self.program.parameters.push(Parameter {
            name: parameter.name.text.clone(),
            law: place.law,
            ty,
            scale: Scale::None,
            periods: Vec::new(),
            brackets: None,
            reciprocal: None,
            delegated,
            ground,
            span: place.declaration.span,
        });
        Ok(Written { parameter: id, ty, decimals, periods, bands })
    }

    fn set(
        &mut self,
        law: LawId,
        ground: &Citation,
        set: &tree::Set,
        written: &mut [Written],
    ) -> Result<(), Reported> {
        let name = &set.parameter;
        let symbol = self.find(law, name, Some(ground))?;
        let Symbol::Parameter(id) = symbol else {
            return Err(self.wrong_kind(name, symbol.words(), "help-set", ground));
        };
        let parameter = &self.program.parameters[id];
        if parameter.delegated.is_none() {
            let finding = Diagnostic::new(codes::NOT_DELEGATED, name.span)
                .with("name", name.text.as_str())
                .with("provision", parameter.ground.clone())
                .and_at(parameter.span, "label-declared")
                .within(ground.clone());
            return Err(self.report(finding));
        }
        if let Some(known) = written.iter_mut().find(|known| known.parameter == id) {
            let kind = (known.ty, known.decimals);
            let periods = self.written(law, &set.periods, kind, &mut known.bands, ground);
            known.periods.extend(periods);
        }
        Ok(())
    }

    /// The figures of `periods`. Where one does not fit, which is reported, another stands in, so
    /// that its time is not also reported as open.
    fn written(
        &mut self,
        law: LawId,
        periods: &[tree::Period],
        (ty, decimals): (Type, u32),
        bands: &mut Vec<(Span, WrittenBands)>,
        ground: &Citation,
    ) -> Vec<(Figure, Period)> {
        let mut written = Vec::with_capacity(periods.len());
        for period in periods {
            let figure = if ty == Type::Brackets {
                let known = bands.first().map(|(_, bands)| bands.ty());
                let read = self.bands(law, &period.value, known, ground);
                bands.extend(read.ok().map(|read| (period.span, read)));
                let words = self.program.sources.slice(period.value.span);
                Ok(Figure::Other(WrittenBands::shown(words), ty))
            } else {
                self.figure_with(&period.value, ty, decimals, ground)
            };
            let figure = figure.unwrap_or(Figure::Number(Decimal { units: 1, decimals: 0 }, ty));
            let from = period.from.unwrap_or(Date::MIN);
            if period.until.is_some_and(|until| until <= from) {
                self.report(
                    Diagnostic::new(codes::EMPTY_PERIOD, period.span).within(ground.clone()),
                );
                continue;
            }
            let value = match &figure {
                Figure::Number(number, _) => Value::Number(number.units),
                Figure::Other(value, _) => value.clone(),
            };
            let assumed = period.assumed.as_ref().map(|why| why.text.clone());
            let (until, ground) = (period.until, ground.clone());
            written.push((
                figure,
                Period {
                    from,
                    until,
                    value,
                    bands: Vec::new(),
                    assumed,
                    ground,
                    span: period.span,
                },
            ));
        }
        written
    }

    /// Puts the periods of a parameter in order and over one denominator.
    fn fix(&mut self, mut written: Written) {
        written.periods.sort_by_key(|(_, period)| period.from);
        let numbers: Vec<Decimal> = written
            .periods
            .iter()
            .filter_map(|(figure, _)| match figure {
                Figure::Number(number, _) => Some(number.normalized()),
                Figure::Other(..) => None,
            })
            .collect();
        // Powers of ten: the largest is the common one.
        let common = numbers.iter().try_fold(1, |common, number| lcm(common, number.denominator()));
        let common = common.unwrap_or(1);
        for (figure, period) in &mut written.periods {
            if let Figure::Number(number, _) = figure {
                period.value = Value::Number(number.normalized().over(common).unwrap_or_default());
            }
        }
        let range = written
            .periods
            .iter()
            .filter_map(|(_, period)| match period.value {
                Value::Number(units) => Some(Range::exactly(units)),
                _ => None,
            })
            .reduce(Range::hull);
        let mut periods: Vec<Period> = Vec::with_capacity(written.periods.len());
        for (_, period) in written.periods {
            match periods.last_mut() {
                Some(last)
                    if last.from == period.from
                        || last.until.is_some_and(|until| until > period.from) =>
                {
                    let finding = Diagnostic::new(codes::PERIODS_OVERLAP, period.span)
                        .with("name", self.program.parameters[written.parameter].name.as_str())
                        .with("date", day(period.from))
                        .and_at(last.span, "label-earlier")
                        .within(period.ground.clone());
                    self.report(finding);
                }
                // A value without an end lasts until the next one begins.
                Some(last) if last.until.is_none() => last.until = Some(period.from),
                Some(_) | None => {}
            }
            periods.push(period);
        }
        let parameter = &mut self.program.parameters[written.parameter];
        parameter.brackets = banded(&mut periods, written.bands);
        parameter.periods = periods;
        parameter.scale = match (written.ty.unit(), range) {
            (Some(_), Some(range)) => Scale::Fixed { denominator: common, range },
            // Not fixed by anyone: the range of nothing read.
            (Some(_), None) => Scale::whole(0, 0),
            (None, _) => Scale::None,
        };
    }

    /// Every parameter has a value on every day on which a rule of a law in force reads it.
    pub(crate) fn times(&mut self) {
        let mut needed: BTreeSet<(ParameterId, LawId, Reading)> = BTreeSet::new();
        for rule in self.rules.iter().flatten() {
            let law = &self.program.laws[rule.law];
            let Some(first_day) = law.in_force else { continue };
            let from = rule.in_force.from.map_or(first_day, |from| from.max(first_day));
            let until = [rule.in_force.until, law.until].into_iter().flatten().min();
            let reading = Reading { from, until, span: rule.span };
            let mut reads = |parameter| needed.insert((parameter, rule.law, reading));
            for expr in rule.expressions() {
                expr.visit(&mut |expr| match &expr.kind {
                    ExprKind::Read(reference) => {
                        if let Target::Parameter(parameter) = reference.target {
                            reads(parameter);
                        }
                    }
                    ExprKind::Reciprocal(parameter)
                    | ExprKind::Through { scale: parameter, .. } => {
                        reads(*parameter);
                    }
                    _ => {}
                });
            }
        }
        let mut told = BTreeSet::new();
        for (parameter, law, reading) in needed {
            if !told.contains(&(parameter, law)) && self.time(parameter, law, reading) {
                told.insert((parameter, law));
            }
        }
    }

    /// Reports the first days on which what is read has no value; whether there are any.
    fn time(&mut self, id: ParameterId, law: LawId, reading: Reading) -> bool {
        let (parameter, reader) = (&self.program.parameters[id], &self.program.laws[law]);
        let gap = first_gap(&parameter.periods, reading.from, reading.until);
        let Some((from, until)) = gap else { return false };
        let (own, beyond) = (parameter.delegated.is_none(), from > reading.from && until.is_none());
        let code = match (own, beyond) {
            (true, _) => codes::NO_VALUE_IN_TIME,
            (false, true) => codes::FIXED_UP_TO,
            (false, false) => codes::NOT_FIXED_IN_TIME,
        };
        let mut finding = Diagnostic::new(code, parameter.span)
            .with("name", parameter.name.as_str())
            .with("law", reader.short.as_str())
            .with("period", period_words(from, until))
            .and_at(reading.span, "label-reader")
            .within(parameter.ground.clone());
        if let Some(act) = &parameter.delegated {
            finding = finding.with("act", act.as_str());
        }
        self.report(finding);
        true
    }
}

/// A rule that reads a parameter, and the days on which it applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Reading {
    from: Date,
    until: Option<Date>,
    span: Span,
}

/// Gives each period its bands, over denominators common to all; what those have in common.
fn banded(periods: &mut [Period], bands: Vec<(Span, WrittenBands)>) -> Option<Brackets> {
    let (places, bands): (Vec<Span>, Vec<WrittenBands>) = bands.into_iter().unzip();
    let (brackets, levelled) = levelled(&bands)?;
    for (place, bands) in places.into_iter().zip(levelled) {
        if let Some(period) = periods.iter_mut().find(|period| period.span == place) {
            period.bands = bands;
        }
    }
    Some(brackets)
}

/// The first days between `first_day` and `end` without a value.
fn first_gap(
    periods: &[Period],
    first_day: Date,
    end: Option<Date>,
) -> Option<(Date, Option<Date>)> {
    let mut day = first_day;
    for period in periods {
        if end.is_some_and(|end| day >= end) {
            return None;
        }
        if period.from > day {
            return Some((day, Some(end.map_or(period.from, |end| end.min(period.from)))));
        }
        match period.until {
            None => return None,
            Some(until) => day = day.max(until),
        }
    }
    if end.is_some_and(|end| day >= end) { None } else { Some((day, end)) }
}

/// `van … tot …`, or `vanaf …` without an end.
fn period_words(from: Date, until: Option<Date>) -> (String, String) {
    let (dutch, english) = day(from);
    match until.map(day) {
        Some((tot, until)) => {
            (format!("van {dutch} tot {tot}"), format!("from {english} until {until}"))
        }
        None => (format!("vanaf {dutch}"), format!("from {english} onwards")),
    }
}

/// A day, in both languages.
pub(crate) fn day(date: Date) -> (String, String) {
    (format::date(date, Language::Dutch), format::date(date, Language::English))
}
