//! What is not known, not judged or not set; and what is absent.

use crate::fixture::*;
use crate::{Breach, Fault, Judged, Outcome, inspect};
use enact_model::program::{Assumption, ExprKind, Gives, Target, Type};
use enact_model::table::FactId;
use enact_source::{Citation, Span};
use enact_value::Value;

fn needed(outcome: &Outcome) -> Vec<FactId> {
    match outcome {
        Outcome::Needs(needs) => needs.iter().map(|need| need.fact).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn no_and_unknown_is_no_and_yes_or_unknown_is_yes() {
    let mut law = Maker::new();
    let (a, b) = (law.yes_no("a"), law.yes_no("b"));
    let (both, either) = (law.ground("beide"), law.ground("een"));
    law.rule(both, Some(and(vec![fact(a), fact(b)])), Gives::Answer(true), &[]);
    law.rule(either, Some(or(vec![fact(a), fact(b)])), Gives::Answer(true), &[]);
    let mut case = law.case();
    assert_eq!(needed(&law.outcome(both, &case)), [a], "the second is asked once the first is yes");
    case.set(&law.program, 0, b, Value::YesNo(false));
    assert_eq!(law.outcome(both, &case), Outcome::Value(Value::YesNo(false)));
    assert_eq!(needed(&law.outcome(either, &case)), [a]);
    case.set(&law.program, 0, b, Value::YesNo(true));
    assert_eq!(law.outcome(either, &case), Outcome::Value(Value::YesNo(true)));
    assert_eq!(needed(&law.outcome(both, &case)), [a]);
}

#[test]
fn all_that_can_matter_is_needed_and_what_can_settle_it_first() {
    let mut law = Maker::new();
    let (income, detained, member) =
        (law.money("inkomen"), law.yes_no("gedetineerd"), law.yes_no("lid"));
    let claim = law.entitlement("toeslag");
    law.rule(claim, Some(fact(detained)), Gives::NoEntitlement, &[]);
    let value = plus(read(Target::Fact(income)), read(Target::Fact(income)));
    law.rule(claim, Some(fact(member)), Gives::Value(value), &[0]);
    let mut case = law.case();
    assert_eq!(needed(&law.outcome(claim, &case)), [detained, member, income]);
    case.set(&law.program, 0, member, Value::YesNo(false));
    assert_eq!(needed(&law.outcome(claim, &case)), [detained], "the income cannot matter any more");
    case.set(&law.program, 0, detained, Value::YesNo(true));
    assert_eq!(law.outcome(claim, &case), Outcome::NoEntitlement);
}

#[test]
fn needs_are_found_through_other_terms() {
    let mut law = Maker::new();
    let (a, b) = (law.money("a"), law.money("b"));
    let inner = law.value("tussen");
    let sum = plus(read(Target::Fact(a)), read(Target::Fact(b)));
    law.rule(inner, None, Gives::Value(sum), &[]);
    let outer = law.value("uitkomst");
    let twice = plus(read(Target::Term(inner)), read(Target::Term(inner)));
    law.rule(outer, None, Gives::Value(twice), &[]);
    let mut case = law.case();
    assert_eq!(needed(&law.outcome(outer, &case)), [a, b]);
    case.set(&law.program, 0, a, Value::Number(1));
    assert_eq!(needed(&law.outcome(outer, &case)), [b]);
}

#[test]
fn an_open_norm_waits_for_a_person() {
    let mut law = Maker::new();
    let (hardship, a) = (law.judgement("hardheid"), law.yes_no("a"));
    let term = law.ground("ontheffing");
    let when = and(vec![yes(Target::Judgement(hardship)), fact(a)]);
    law.rule(term, Some(when), Gives::Answer(true), &[]);
    let mut case = law.case();
    assert_eq!(needed(&law.outcome(term, &case)), [a]);
    case.set(&law.program, 0, a, Value::YesNo(true));
    assert!(matches!(law.outcome(term, &case), Outcome::Awaiting(who) if who.len() == 1));
    case.judge(&law.program, 0, hardship, Judged::plainly(true));
    assert_eq!(law.outcome(term, &case), Outcome::Value(Value::YesNo(true)));
}

#[test]
fn a_parameter_holds_in_its_period_only() {
    let mut law = Maker::new();
    let premium = law.parameter(
        "premie",
        &[("2024-01-01", Some(1)), ("2025-01-01", Some(2)), ("2026-01-01", None)],
    );
    let term = law.value("uitkomst");
    law.rule(term, None, Gives::Value(read(Target::Parameter(premium))), &[]);
    let (graph, case) = (law.graph(), law.case());
    let on = |date| crate::trial(&graph, term, &case, day(date)).outcome;
    assert_eq!(on("2024-12-31"), Outcome::Value(Value::Number(1)));
    assert_eq!(on("2025-01-01"), Outcome::Value(Value::Number(2)));
    for outside in ["2023-12-31", "2026-01-01"] {
        let not_set = crate::NotSet { parameter: premium };
        assert_eq!(on(outside), Outcome::NotSet(vec![not_set]));
    }
}

#[test]
fn an_absent_partner_is_not_an_unknown_one() {
    let mut law = Maker::new();
    let person = law.person;
    let partner = law.fact("partner", Type::Subject(person), true);
    let income = law.money("inkomen");
    let term = law.value("samen");
    let of_partner = Box::new(read_of(partner, Target::Fact(income)));
    let default = Box::new(amount(0));
    let settled = expr(ExprKind::OrIfAbsent { value: of_partner, default }, MONEY);
    law.rule(term, None, Gives::Value(plus(read(Target::Fact(income)), settled)), &[]);
    let careless = law.value("slordig");
    law.rule(careless, None, Gives::Value(read_of(partner, Target::Fact(income))), &[]);
    let together = law.ground("samenwonend");
    law.rule(together, Some(exists(partner)), Gives::Answer(true), &[]);
    let mut case = law.case();
    assert_eq!(needed(&law.outcome(term, &case)), [income, partner]);
    assert_eq!(needed(&law.outcome(together, &case)), [partner]);
    case.set(&law.program, 0, income, Value::Number(10));
    case.set(&law.program, 0, partner, Value::Absent);
    assert_eq!(law.outcome(term, &case), Outcome::Value(Value::Number(10)));
    assert_eq!(law.outcome(together, &case), Outcome::Value(Value::YesNo(false)));
    let unsettled = Outcome::Undecided(Fault::Unsettled { span: Span::default() });
    assert_eq!(law.outcome(careless, &case), unsettled);
    let second = case.fill(&law.program, partner);
    assert!(
        matches!(law.outcome(term, &case), Outcome::Needs(needs) if needs[0].subject == second)
    );
    case.set(&law.program, second, income, Value::Number(5));
    assert_eq!(law.outcome(term, &case), Outcome::Value(Value::Number(15)));
    assert_eq!(law.outcome(together, &case), Outcome::Value(Value::YesNo(true)));
}

#[test]
fn a_case_is_held_to_its_kinds_ranges_and_assumptions() {
    let mut law = Maker::new();
    let person = law.person;
    let (income, partner) =
        (law.money("inkomen"), law.fact("partner", Type::Subject(person), true));
    law.program.assumptions.push(Assumption {
        entity: person,
        condition: not(less(read(Target::Fact(income)), amount(0))),
        ground: Citation { law: "Wv".into(), provision: None },
        span: Span::default(),
    });
    let breaches = |fact: FactId, value: Value| {
        let mut case = law.case();
        case.set(&law.program, 0, fact, value);
        inspect(&law.graph(), &case, day("2025-03-01"))
    };
    let subject = 0;
    assert_eq!(breaches(income, Value::Number(0)), []);
    assert_eq!(
        breaches(income, Value::Number(-1)),
        [Breach::Assumption { assumption: 0, subject }]
    );
    let range = Breach::Range { fact: income, subject };
    assert_eq!(breaches(income, Value::Number(1_000_000_000_001)), [range]);
    assert_eq!(breaches(income, Value::YesNo(true)), [Breach::Kind { fact: income, subject }]);
    assert_eq!(breaches(income, Value::Absent), [Breach::Kind { fact: income, subject }]);
    assert_eq!(breaches(partner, Value::Subject(7)), [Breach::Subject { fact: partner, subject }]);
    assert_eq!(breaches(partner, Value::Absent), []);
}

#[test]
fn a_case_with_nonsense_is_a_fault_and_not_a_panic() {
    let mut law = Maker::new();
    let person = law.person;
    let (income, partner) =
        (law.money("inkomen"), law.fact("partner", Type::Subject(person), true));
    let inner = law.value("eigen");
    law.rule(inner, None, Gives::Value(read(Target::Fact(income))), &[]);
    let term = law.value("van partner");
    law.rule(term, None, Gives::Value(read_of(partner, Target::Term(inner))), &[]);
    let mut case = law.case();
    case.set(&law.program, 0, partner, Value::Subject(9));
    assert!(matches!(law.outcome(term, &case), Outcome::Undecided(Fault::NoSubject { .. })));
    case.set(&law.program, 0, partner, Value::Number(9));
    assert!(matches!(law.outcome(term, &case), Outcome::Undecided(Fault::Input { .. })));
    case.set(&law.program, 0, income, Value::Number(i128::MAX));
    assert!(matches!(law.outcome(inner, &case), Outcome::Undecided(Fault::OutOfRange { .. })));
    case.subjects.clear();
    assert!(matches!(law.outcome(inner, &case), Outcome::Undecided(Fault::NoSubject { .. })));
    law.with_decision(inner, &case, |decision| assert!(decision.conclusion().is_none()));
}
