//! Exact arithmetic: fixed numbers and quotients.

use crate::fixture::*;
use crate::{Fault, Outcome};
use enact_model::program::{Arithmetic, Expr, ExprKind, Gives, Scale, Target, Type};
use enact_source::Span;
use enact_syntax::tree::{Calendar, Counted};
use enact_value::{CalendarRules, Range, Rounding, Step, Value};

/// The quotient of two amounts, as a number.
fn divided(left: Expr, right: Expr) -> Expr {
    let (left, right) = (Box::new(left), Box::new(right));
    let range = Range::new(1, 1_000_000);
    Expr {
        kind: ExprKind::Arithmetic { operator: Arithmetic::Divide, left, right },
        ty: Type::Number(None),
        scale: Scale::Quotient { numerator: range, divisor: range },
        span: Span::default(),
    }
}

fn rounded(value: Expr, rounding: Rounding) -> Expr {
    let step = Step { numerator: 1, denominator: 100 };
    expr(ExprKind::Round { value: Box::new(value), rounding, step }, MONEY)
}

fn outcome_with(build: impl FnOnce(Expr, Expr) -> Expr, a: i128, b: i128) -> Outcome {
    let mut law = Maker::new();
    let (one, other) = (law.money("a"), law.money("b"));
    let term = law.value("uitkomst");
    let value = build(read(Target::Fact(one)), read(Target::Fact(other)));
    law.rule(term, None, Gives::Value(value), &[]);
    let mut case = law.case();
    case.set(&law.program, 0, one, Value::Number(a));
    case.set(&law.program, 0, other, Value::Number(b));
    law.outcome(term, &case)
}

fn is(units: i128) -> Outcome {
    Outcome::Value(Value::Number(units))
}

#[test]
fn a_quotient_is_exact_until_it_is_rounded() {
    // 1/3 + 1/3 + 1/3 is one, not 0.99.
    let whole = |a: Expr, b: Expr| {
        let third = || divided(a.clone(), b.clone());
        let sum = |left: Expr, right: Expr| Expr {
            scale: third().scale,
            ..calculated(Arithmetic::Add, left, right)
        };
        rounded(sum(sum(third(), third()), third()), Rounding::Down)
    };
    assert_eq!(outcome_with(whole, 100, 300), is(100));
    let half_up = |a, b| rounded(divided(a, b), Rounding::HalfUp);
    assert_eq!(outcome_with(half_up, 1, 8), is(13));
    assert_eq!(outcome_with(half_up, -1, 8), is(-13));
    assert_eq!(outcome_with(half_up, 1, -8), is(-13));
}

#[test]
fn quotients_compare_crosswise() {
    let smaller = |a: Expr, b: Expr| {
        let limb = limb(less(divided(a.clone(), b.clone()), divided(b, a)), amount(1));
        (limb, amount(2))
    };
    let mut law = Maker::new();
    let (one, other) = (law.money("a"), law.money("b"));
    let (limb, rest) = smaller(read(Target::Fact(one)), read(Target::Fact(other)));
    let term = law.value("uitkomst");
    let cases = Gives::Cases { ordered: false, limbs: vec![limb], otherwise: Some(rest) };
    law.rule(term, None, cases, &[]);
    for (a, b, expected) in [(1, 3, 1), (3, 1, 2), (3, 3, 2)] {
        let mut case = law.case();
        case.set(&law.program, 0, one, Value::Number(a));
        case.set(&law.program, 0, other, Value::Number(b));
        assert_eq!(law.outcome(term, &case), is(expected));
    }
}

#[test]
fn zero_and_overflow_are_faults() {
    let half_up = |a, b| rounded(divided(a, b), Rounding::HalfUp);
    let span = Span::default();
    assert_eq!(outcome_with(half_up, 1, 0), Outcome::Undecided(Fault::DivisionByZero { span }));
    let huge = |_, b| calculated(Arithmetic::Multiply, amount(i128::MAX), b);
    assert_eq!(outcome_with(huge, 0, 2), Outcome::Undecided(Fault::OutOfRange { span }));
    let beyond = |_, b| plus(amount(1_000_000_000_000), b);
    assert_eq!(outcome_with(beyond, 0, 0), is(1_000_000_000_000));
    assert_eq!(outcome_with(beyond, 0, 1), Outcome::Undecided(Fault::OutOfRange { span }));
}

#[test]
fn the_highest_and_the_lowest() {
    let most = |a, b| expr(ExprKind::Extreme { highest: true, of: vec![a, b, amount(0)] }, MONEY);
    let least = |a, b| expr(ExprKind::Extreme { highest: false, of: vec![a, b] }, MONEY);
    assert_eq!(outcome_with(most, 3, 5), is(5));
    assert_eq!(outcome_with(most, -3, -5), is(0));
    assert_eq!(outcome_with(least, -3, -5), is(-5));
}

#[test]
fn dates_shift_and_count() {
    let calendar = CalendarRules::default();
    let whole = Scale::Fixed { denominator: 1, range: Range::new(-1_000_000, 1_000_000) };
    let literal = |value, ty, scale| Expr {
        kind: ExprKind::Literal(value),
        ty,
        scale,
        span: Span::default(),
    };
    let months = |units| literal(Value::Number(units), Type::Months, whole);
    let dated = |date| Box::new(literal(Value::Date(day(date)), Type::Date, Scale::None));
    let date_of = |kind| {
        let mut law = Maker::new();
        let term = law.term("dag", enact_model::program::TermKind::Value, Type::Date);
        law.rule(term, None, Gives::Value(expr(kind, Type::Date)), &[]);
        law.outcome(term, &law.case())
    };
    let shifted = |back, units| {
        let period = Box::new(months(units));
        date_of(ExprKind::Shift { date: dated("2025-01-31"), period, back, calendar })
    };
    assert_eq!(shifted(false, 1), Outcome::Value(Value::Date(day("2025-02-28"))));
    assert_eq!(shifted(true, 12), Outcome::Value(Value::Date(day("2024-01-31"))));
    let span = Span::default();
    assert_eq!(shifted(false, 120_000), Outcome::Undecided(Fault::CalendarLimit { span }));
    let first =
        |unit, after| date_of(ExprKind::FirstDay { unit, after, date: dated("2025-05-17") });
    assert_eq!(first(Calendar::Month, false), Outcome::Value(Value::Date(day("2025-05-01"))));
    assert_eq!(first(Calendar::Year, true), Outcome::Value(Value::Date(day("2026-01-01"))));
    let (from, to) = (dated("1990-05-02"), dated("2025-05-01"));
    let kind = ExprKind::Between { counted: Counted::Years, from, to, calendar };
    let mut law = Maker::new();
    let term = law.value("leeftijd");
    let years = Expr { scale: whole, ..expr(kind, Type::Number(None)) };
    law.rule(term, None, Gives::Value(years), &[]);
    assert_eq!(law.outcome(term, &law.case()), is(34));
}
