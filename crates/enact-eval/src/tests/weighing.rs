//! Which rule speaks.

use crate::fixture::*;
use crate::{Fault, Outcome};
use enact_model::program::{ExprKind, Gives, Target};
use enact_value::Value;

fn is(units: i128) -> Outcome {
    Outcome::Value(Value::Number(units))
}

fn answer(yes: bool) -> Outcome {
    Outcome::Value(Value::YesNo(yes))
}

#[test]
fn the_rule_that_precedes_speaks_and_the_other_is_displaced_unread() {
    let mut law = Maker::new();
    let (special, income) = (law.yes_no("bijzonder"), law.money("inkomen"));
    let term = law.value("toeslag");
    let exception = law.rule(term, Some(fact(special)), Gives::Value(amount(1)), &[]);
    let wealthy = less(amount(0), read(Target::Fact(income)));
    let general = law.rule(term, Some(wealthy), Gives::Value(amount(2)), &[0]);
    let mut case = law.case();
    case.set(&law.program, 0, special, Value::YesNo(true));
    law.with_decision(term, &case, |decision| {
        assert_eq!(decision.outcome, is(1));
        let step = decision.conclusion().unwrap();
        assert_eq!(decision.spoke(step), [exception]);
        assert_eq!(decision.displaced(step)[0].rule, general);
        assert_eq!(decision.displaced(step)[0].by, exception);
        assert_eq!(decision.data().len(), 1);
    });
    case.set(&law.program, 0, special, Value::YesNo(false));
    case.set(&law.program, 0, income, Value::Number(5));
    assert_eq!(law.outcome(term, &case), is(2));
    case.set(&law.program, 0, income, Value::Number(0));
    let gap = Outcome::Undecided(Fault::Gap { term, subject: 0 });
    assert_eq!(law.outcome(term, &case), gap);
}

#[test]
fn two_that_speak_agree_or_conflict() {
    let mut law = Maker::new();
    let income = law.money("inkomen");
    let term = law.value("toeslag");
    let first = law.rule(term, None, Gives::Value(amount(7)), &[]);
    let second = law.rule(term, None, Gives::Value(read(Target::Fact(income))), &[]);
    let mut case = law.case();
    case.set(&law.program, 0, income, Value::Number(7));
    law.with_decision(term, &case, |decision| {
        assert_eq!(decision.outcome, is(7));
        assert_eq!(decision.spoke(decision.conclusion().unwrap()), [first, second]);
    });
    case.set(&law.program, 0, income, Value::Number(8));
    let conflict = Fault::Conflict { term, first, second };
    assert_eq!(law.outcome(term, &case), Outcome::Undecided(conflict));
}

#[test]
fn no_entitlement_absorbs_and_is_not_zero() {
    let mut law = Maker::new();
    let detained = law.yes_no("gedetineerd");
    let claim = law.entitlement("toeslag");
    law.rule(claim, Some(fact(detained)), Gives::NoEntitlement, &[]);
    law.rule(claim, None, Gives::Value(amount(100)), &[0]);
    let total = law.value("totaal");
    law.rule(total, None, Gives::Value(plus(amount(1), read(Target::Term(claim)))), &[]);
    let mut case = law.case();
    case.set(&law.program, 0, detained, Value::YesNo(true));
    assert_eq!(law.outcome(claim, &case), Outcome::NoEntitlement);
    assert_eq!(law.outcome(total, &case), Outcome::NoEntitlement);
    case.set(&law.program, 0, detained, Value::YesNo(false));
    assert_eq!(law.outcome(total, &case), is(101));
}

#[test]
fn a_negative_ground_precedes_and_no_ground_means_no() {
    let mut law = Maker::new();
    let (a, b, c) = (law.yes_no("a"), law.yes_no("b"), law.yes_no("c"));
    let term = law.ground("verzekerd");
    law.rule(term, Some(fact(a)), Gives::Answer(false), &[]);
    law.rule(term, Some(fact(b)), Gives::Answer(true), &[0]);
    law.rule(term, Some(fact(c)), Gives::Answer(true), &[0]);
    let mut case = law.case();
    // Without a ground for yes it is no, whatever the negative ground turns out to be.
    case.set(&law.program, 0, b, Value::YesNo(false));
    case.set(&law.program, 0, c, Value::YesNo(false));
    assert_eq!(law.outcome(term, &case), answer(false));
    case.set(&law.program, 0, b, Value::YesNo(true));
    assert!(matches!(law.outcome(term, &case), Outcome::Needs(needs) if needs.len() == 1));
    case.set(&law.program, 0, a, Value::YesNo(false));
    case.forget(&law.program, 0, c);
    law.with_decision(term, &case, |decision| {
        assert_eq!(decision.outcome, answer(true));
        assert_eq!(decision.data().len(), 2, "the second ground for yes is spared");
    });
    case.set(&law.program, 0, a, Value::YesNo(true));
    law.with_decision(term, &case, |decision| {
        assert_eq!(decision.outcome, answer(false));
        assert_eq!(decision.data().len(), 1);
        assert_eq!(decision.displaced(decision.conclusion().unwrap()).len(), 2);
    });
}

#[test]
fn a_spared_ground_that_precedes_another_is_still_looked_into() {
    let mut law = Maker::new();
    let (a, b, c) = (law.yes_no("a"), law.yes_no("b"), law.yes_no("c"));
    let term = law.ground("verzekerd");
    let first = law.rule(term, Some(fact(a)), Gives::Answer(true), &[]);
    law.rule(term, Some(fact(b)), Gives::Answer(true), &[]);
    let no = law.rule(term, Some(fact(c)), Gives::Answer(false), &[1]);
    let mut case = law.case();
    for (id, yes) in [(a, true), (b, true), (c, true)] {
        case.set(&law.program, 0, id, Value::YesNo(yes));
    }
    assert_eq!(law.outcome(term, &case), answer(true));
    case.set(&law.program, 0, b, Value::YesNo(false));
    let conflict = Fault::Conflict { term, first, second: no };
    assert_eq!(law.outcome(term, &case), Outcome::Undecided(conflict));
}

#[test]
fn otherwise_is_when_no_other_rule_applies() {
    let mut law = Maker::new();
    let a = law.yes_no("a");
    let term = law.value("toeslag");
    let first = law.rule(term, Some(fact(a)), Gives::Value(amount(1)), &[]);
    let rest = not(condition(ExprKind::Applies(first)));
    law.rule(term, Some(rest), Gives::Value(amount(2)), &[]);
    let mut case = law.case();
    case.set(&law.program, 0, a, Value::YesNo(false));
    assert_eq!(law.outcome(term, &case), is(2));
    case.set(&law.program, 0, a, Value::YesNo(true));
    assert_eq!(law.outcome(term, &case), is(1));
}

#[test]
fn the_value_under_a_provision_leaves_its_exceptions_aside() {
    let mut law = Maker::new();
    let a = law.yes_no("a");
    let term = law.value("toeslag");
    let general = amount(10);
    // The exception comes first in the group, so it is made first; it reads a group made later.
    let exception = law.rule(term, Some(fact(a)), Gives::Value(amount(0)), &[]);
    let rule = law.rule(term, None, Gives::Value(general), &[0]);
    let under = law.under(term, &[rule]);
    let double = plus(expr(ExprKind::Under(under), MONEY), expr(ExprKind::Under(under), MONEY));
    law.program.rules[exception].gives = Gives::Value(double);
    let mut case = law.case();
    case.set(&law.program, 0, a, Value::YesNo(true));
    law.with_decision(term, &case, |decision| {
        assert_eq!(decision.outcome, is(20));
        assert_eq!(decision.steps.len(), 2);
    });
}

#[test]
fn limbs_exclude_each_other_or_come_in_order() {
    let mut law = Maker::new();
    let (a, b) = (law.yes_no("a"), law.yes_no("b"));
    let term = law.value("toeslag");
    let limbs = vec![limb(fact(a), amount(1)), limb(fact(b), amount(2))];
    let cases = |ordered, otherwise| Gives::Cases { ordered, limbs: limbs.clone(), otherwise };
    let rule = law.rule(term, None, cases(false, Some(amount(3))), &[]);
    let mut case = law.case();
    case.set(&law.program, 0, a, Value::YesNo(true));
    assert_eq!(law.outcome(term, &case), is(1), "an unknown limb beside one that holds");
    case.set(&law.program, 0, b, Value::YesNo(true));
    let limbs_differ = Fault::Limbs { rule, first: 0, second: 1 };
    assert_eq!(law.outcome(term, &case), Outcome::Undecided(limbs_differ));
    law.program.rules[rule].gives = cases(true, Some(amount(3)));
    assert_eq!(law.outcome(term, &case), is(1));
    case.set(&law.program, 0, a, Value::YesNo(false));
    law.with_decision(term, &case, |decision| {
        assert_eq!(decision.outcome, is(2));
        assert_eq!(decision.conclusion().unwrap().limb, Some(1));
    });
    case.set(&law.program, 0, b, Value::YesNo(false));
    law.with_decision(term, &case, |decision| {
        assert_eq!(decision.outcome, is(3));
        assert_eq!(decision.conclusion().unwrap().limb, Some(2));
    });
    law.program.rules[rule].gives = cases(false, None);
    let gap = Outcome::Undecided(Fault::Gap { term, subject: 0 });
    assert_eq!(law.outcome(term, &case), gap);
}
