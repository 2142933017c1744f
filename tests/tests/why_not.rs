//! Every change that `why-not` reports holds when it is decided again, and its boundary is exact.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use enact::names::Property;
use enact::whynot::{Change, Want, Way, why_not};
use enact::{Memory, Ruleset, names};
use enact_eval::{Case, Judged, Outcome};
use enact_source::{Language, Source};
use enact_tests::places;
use enact_value::{Date, Value};

fn changed(ruleset: &Ruleset, case: &Case, change: &Change, value: &Value) -> Case {
    let mut case = case.clone();
    match (change.property, value) {
        (Property::Fact(fact), _) if change.since.is_some() => {
            let row = &ruleset.program().facts[fact];
            let mut values = case.through_time(change.subject, row).unwrap().clone();
            let since = |(from, _): &&mut (Date, Value)| Some(*from) == change.since;
            values.iter_mut().find(since).unwrap().1 = value.clone();
            case.set_through_time(ruleset.program(), change.subject, fact, values);
        }
        (Property::Fact(fact), _) => {
            case.set(ruleset.program(), change.subject, fact, value.clone());
        }
        (Property::Judgement(open), Value::YesNo(answer)) => {
            case.judge(ruleset.program(), change.subject, open, Judged::plainly(*answer));
        }
        (Property::Judgement(_), _) => {}
    }
    case
}

#[test]
fn every_change_of_every_worked_case_is_replayed() {
    let mut seen = 0;
    for folder in places::rulesets(&places::root().join("rules")) {
        let ruleset = Ruleset::load(&places::world(&folder)).ruleset.unwrap();
        let program = ruleset.program();
        for example in program.examples.iter().step_by(12) {
            let (case, on) = (Case::of_example(program, example), example.on);
            for term in names::decisions(program) {
                if program.terms[term].entity != example.entity {
                    continue;
                }
                let now = ruleset.decide(term, &case, on).outcome;
                for want in [Want::Other, Want::Entitled] {
                    for change in why_not(&ruleset, term, &case, on, &want).unwrap_or_default() {
                        let to = changed(&ruleset, &case, &change, &change.to);
                        assert!(enact_eval::inspect(ruleset.graph(), &to, on).is_empty());
                        assert_eq!(ruleset.decide(term, &to, on).outcome, change.outcome);
                        assert_ne!(change.outcome, now);
                        if let Way::Up(boundary) | Way::Down(boundary) = &change.way {
                            let before = changed(&ruleset, &case, &change, &boundary.before);
                            let before = ruleset.decide(term, &before, on).outcome;
                            assert_eq!(before, boundary.outcome);
                            let settled =
                                matches!(before, Outcome::Value(_) | Outcome::NoEntitlement);
                            if want == Want::Other && settled {
                                assert_eq!(before, now, "{change:?}");
                            }
                        }
                        seen += 1;
                    }
                }
            }
        }
    }
    assert!(seen > 30, "{seen}");
}

const LAW: &str = "---
title: Steps Act
short: SA
language: en
in-force: 2025-01-01
text: draft
currency: GBP
month-end: last day
---
## Section 1

```enact
entity person
fact income of person : money per year
fact other of person : money per year
fact born of person : date
fact kind of person : one of (a; b; c)
fact nickname of person : text, optional
assume income ≥ £0 per year
assume income ≤ £100 per year
parameter limit : money per month is £5.25 per month
rule total of person is income + other
rule grade of person is in order
  when total > limit as per year : 3
  when born after reference-date − 18 years : 2
  when income is £7 per year : 9
  when kind is c : 5
  otherwise : 1
decision award to person : number is grade
```
";

/// By trying every value there is.
#[test]
fn a_boundary_is_the_one_that_trying_every_value_finds() {
    let loaded = Ruleset::load(&Memory::new().with("sa.law.md", LAW));
    let ruleset = loaded.ruleset.unwrap_or_else(|| panic!("{:?}", loaded.findings));
    let program = ruleset.program();
    let term = names::decisions(program)[0];
    let on = Date::parse_iso("2025-03-01").unwrap();
    let entity = program.terms[term].entity;
    let source = |text: &str| Source::new("case.json", text);
    for income in ["50", "6.5", "0", "63.00", "63.01", "100"] {
        let text = format!(
            "{{\"income\": \"{income}\", \"other\": \"0\", \"born\": \"1990-05-31\", \"kind\": \"b\", \"nickname\": null}}"
        );
        let case = ruleset.read_case(entity, source(&text), on).case.unwrap().case;
        let changes = why_not(&ruleset, term, &case, on, &Want::Other).unwrap();
        let names::Found::One(fact) = names::fact(program, "income") else { panic!() };
        let row = &program.facts[fact];
        let Some(Value::Number(from)) = case.fact(0, row) else { panic!() };
        let now = ruleset.decide(term, &case, on).outcome;
        let differs = |units: &i128| {
            let mut other = case.clone();
            other.set(program, 0, fact, Value::Number(*units));
            ruleset.decide(term, &other, on).outcome != now
        };
        let find = |up: bool| {
            changes.iter().find_map(|change| match (&change.way, &change.to) {
                (Way::Up(_), Value::Number(units))
                    if up && change.property == Property::Fact(fact) =>
                {
                    Some(*units)
                }
                (Way::Down(_), Value::Number(units))
                    if !up && change.property == Property::Fact(fact) =>
                {
                    Some(*units)
                }
                _ => None,
            })
        };
        assert_eq!(find(true), (*from + 1..=10_000).find(differs), "up from {income}");
        assert_eq!(find(false), (0..*from).rev().find(differs), "down from {income}");
    }
    assert_eq!(
        Want::read(program, term, "5", Language::English),
        Some(Want::Value(Value::Number(5)))
    );
}
