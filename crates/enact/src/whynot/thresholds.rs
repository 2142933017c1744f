//! Figures of the law and the case at which an outcome can be expected to change.

use super::Asked;
use crate::Ruleset;
use enact_eval::Found;
use enact_graph::Node;
use enact_model::program::{Expr, ExprKind, Scale, Type};
use enact_model::table::TermId;
use enact_value::{Date, Rate, Unit, Value, gcd};
use std::collections::BTreeSet;

/// How many figures are also tried in pairs.
const PAIRED_MAX: usize = 24;

/// A figure: what it is called, what it counts, and how much.
struct Figure {
    name: Option<String>,
    ty: Type,
    value: Value,
    denominator: i128,
}

/// The texts that the rules compare with.
pub(super) fn texts(ruleset: &Ruleset, term: TermId) -> Vec<Value> {
    let mut texts = BTreeSet::new();
    literals(ruleset, term, &mut |expr| {
        if let ExprKind::Literal(text @ Value::Text(_)) = &expr.kind {
            texts.insert(text.clone());
        }
    });
    texts.into_iter().collect()
}

/// Visits every expression that the term rests on.
fn literals(ruleset: &Ruleset, term: TermId, see: &mut dyn FnMut(&Expr)) {
    for node in ruleset.graph().rests_on(Node::Term(term)).nodes() {
        if let Node::Rule(rule) = node {
            for expr in ruleset.program().rules[rule].expressions() {
                expr.visit(&mut |expr| see(expr));
            }
        }
    }
}

/// Every figure that the outcome can rest on: of the law, of the case, and worked out.
fn figures(asked: &Asked<'_>) -> Vec<Figure> {
    let program = asked.program();
    let mut figures = Vec::new();
    literals(asked.ruleset, asked.term, &mut |expr| {
        if let ExprKind::Literal(value) = &expr.kind {
            let denominator = expr.scale.denominator();
            figures.push(Figure { name: None, ty: expr.ty, value: value.clone(), denominator });
        }
    });
    for node in asked.ruleset.graph().rests_on(Node::Term(asked.term)).nodes() {
        if let Node::Parameter(id) = node {
            let row = &program.parameters[id];
            let periods = row.periods.iter().filter(|period| period.covers(asked.on));
            figures.extend(periods.map(|period| Figure {
                name: Some(row.name.clone()),
                ty: row.ty,
                value: period.value.clone(),
                denominator: row.scale.denominator(),
            }));
        }
    }
    for (_, subject) in asked.case.places() {
        let facts = &program.entities[subject.entity].facts;
        for (fact, value) in facts.iter().zip(&subject.facts) {
            let row = &program.facts[*fact];
            figures.extend(value.iter().map(|value| Figure {
                name: None,
                ty: row.ty,
                value: value.clone(),
                denominator: row.scale.denominator(),
            }));
        }
    }
    for (_, subject) in asked.case.places() {
        for (slot, values) in &subject.through_time {
            let fact = program.entities[subject.entity].facts.get(*slot);
            let Some(row) = fact.map(|fact| &program.facts[*fact]) else { continue };
            figures.extend(values.iter().map(|(_, value)| Figure {
                name: None,
                ty: row.ty,
                value: value.clone(),
                denominator: row.scale.denominator(),
            }));
        }
    }
    for step in &asked.decision.steps {
        if let Found::Value(value) = &step.found {
            let denominator = program.groups[step.group].scale.denominator();
            let row = &program.terms[step.term];
            let (name, ty) = (Some(row.name.clone()), row.ty);
            figures.push(Figure { name, ty, value: value.clone(), denominator });
        }
    }
    figures
}

/// The units of a fact of type `ty` at which something can change, for a case that has `from`.
pub(super) fn units(asked: &Asked<'_>, ty: Type, scale: Scale, from: i128) -> Vec<i128> {
    if ty.unit().is_none() {
        return Vec::new();
    }
    let mut marks = BTreeSet::from([0]);
    marks.extend(figures(asked).iter().filter_map(|figure| mark(figure, ty, scale)));
    let single: Vec<i128> = marks.iter().copied().take(PAIRED_MAX).collect();
    for mark in &single {
        for worked_out in &single {
            // A value that follows the fact one for one reaches the mark at this distance.
            let Some(distance) = mark.checked_sub(*worked_out) else { continue };
            marks.extend(from.checked_add(distance));
            marks.extend(from.checked_sub(distance));
        }
    }
    marks.into_iter().collect()
}

/// The figures of the law, and what was worked out, that a fact of type `ty` can be compared with:
/// in its units, with their names.
pub(super) fn named(asked: &Asked<'_>, ty: Type, scale: Scale) -> Vec<(i128, String)> {
    let known = figures(asked).into_iter().filter(|figure| figure.ty.unit() == ty.unit());
    let marks = known.filter_map(|figure| Some((mark(&figure, ty, scale)?, figure.name?)));
    marks.collect()
}

/// A figure in the units of a fact of type `ty`.
fn mark(figure: &Figure, ty: Type, scale: Scale) -> Option<i128> {
    let Value::Number(units) = figure.value else { return None };
    let ((unit, rate), (other, per)) = (ty.unit()?, figure.ty.unit()?);
    if other != unit && other != Unit::Plain {
        return None;
    }
    let (times, over) = if other == unit { paces(per, rate) } else { (1, 1) };
    let whole = over_units(units, figure.denominator, scale.denominator())?;
    whole.checked_mul(times)?.checked_div(over)
}

/// How an amount per one time is brought to another: times the first, over the second.
const fn paces(from: Option<Rate>, to: Option<Rate>) -> (i128, i128) {
    match (from, to) {
        (Some(Rate::Month), Some(Rate::Year)) => (12, 1),
        (Some(Rate::Year), Some(Rate::Month)) => (1, 12),
        _ => (1, 1),
    }
}

/// `units` over `denominator` as units over `wanted`, rounded down.
fn over_units(units: i128, denominator: i128, wanted: i128) -> Option<i128> {
    let common = gcd(denominator, wanted).max(1);
    units.checked_mul(wanted / common)?.checked_div_euclid((denominator / common).max(1))
}

/// The days at which something can change: every day of the law and the case, and those that
/// lie a period of the law from one.
pub(super) fn days(asked: &Asked<'_>) -> Vec<i128> {
    let mut days = BTreeSet::from([asked.on]);
    let (mut months, mut short) = (BTreeSet::new(), BTreeSet::new());
    for figure in figures(asked) {
        match (figure.ty, figure.value) {
            (_, Value::Date(date)) => {
                days.insert(date);
            }
            (Type::Months, Value::Number(count)) => {
                months.insert(count);
            }
            (Type::Days, Value::Number(count)) => {
                short.insert(count);
            }
            // `years between … at least 66`.
            (Type::Number(_), Value::Number(count)) if figure.denominator == 1 && count <= 150 => {
                months.extend(count.checked_mul(12));
            }
            _ => {}
        }
    }
    let mut marks: BTreeSet<i128> = days.iter().map(|day| i128::from(day.days())).collect();
    for day in &days {
        for count in &months {
            for count in [*count, -*count] {
                marks.extend(shifted(*day, count).map(|day| i128::from(day.days())));
            }
        }
        for count in &short {
            marks.extend([i128::from(day.days()) - count, i128::from(day.days()) + count]);
        }
    }
    // Month-end and leap-day rules move a day or two.
    marks.iter().flat_map(|mark| (-3..=3).map(move |beside| mark + beside)).collect()
}

/// The day so many months later, or the last of that month.
fn shifted(day: Date, months: i128) -> Option<Date> {
    let (year, month, of_month) = day.ymd();
    let count = i128::from(year) * 12 + i128::from(month) - 1 + months;
    let year = i32::try_from(count.div_euclid(12)).ok()?;
    let month = u32::try_from(count.rem_euclid(12) + 1).ok()?;
    (of_month.saturating_sub(3)..=of_month)
        .rev()
        .find_map(|of_month| Date::from_ymd(year, month, of_month))
}
