//! An intake that is answered from a worked case comes to the outcome of that case, and asks
//! nothing twice.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use enact::intake::Intake;
use enact::names::Property;
use enact::{Ruleset, names, written};
use enact_eval::Case;
use enact_model::program::{Scale, Type};
use enact_tests::places;
use enact_value::Value;
use serde_json::Value as Json;

/// The subject of `case` at the place where `intake` speaks of it: along the same facts.
fn answer(ruleset: &Ruleset, case: &Case, field: &[String], property: Property) -> Option<String> {
    let program = ruleset.program();
    let mut json = enact::case::to_json(program, case);
    let (last, way) = field.split_last()?;
    for part in way {
        json = match part.trim_end_matches(']').split_once('[') {
            Some((list, number)) => json.get(list)?.get(number.parse::<usize>().ok()?)?.clone(),
            None => json.get(part)?.clone(),
        };
    }
    let (ty, scale) = match property {
        Property::Fact(id) => (program.facts[id].ty, program.facts[id].scale),
        Property::Judgement(_) => (Type::YesNo, Scale::None),
    };
    let language = ruleset.language();
    match (json.get(last)?, ty) {
        (Json::Null, Type::Subject(_)) => Some(language.pick("nee", "no").to_owned()),
        (Json::Null, _) => Some(language.pick("geen", "none").to_owned()),
        (Json::Object(_), Type::Subject(_)) => Some(language.pick("ja", "yes").to_owned()),
        (Json::Array(elements), Type::List(_)) => Some(elements.len().to_string()),
        (Json::Array(values), _) => Some(by_day(values, language.pick("vanaf", "from"))),
        (Json::Object(judged), _) => Some(judged["answer"].to_string()),
        (Json::Bool(answer), _) => Some(answer.to_string()),
        (Json::String(text), Type::Text | Type::Choice(_)) => Some(text.clone()),
        (Json::String(text), _) => {
            // As people read it, so that reading it back is tested too.
            let value = match enact_value::Date::parse_iso(text) {
                Ok(date) => Value::Date(date),
                Err(_) => {
                    let mut decimal: enact_value::Decimal = text.parse().ok()?;
                    decimal.decimals += if ty == Type::Percentage { 2 } else { 0 };
                    Value::Number(decimal.over(scale.denominator())?)
                }
            };
            Some(written::words(&value, ty, scale, language))
        }
        _ => None,
    }
}

/// `from 2016-01-01 : 10000 from 2020-01-01 : 12000`.
fn by_day(values: &[Json], from: &str) -> String {
    let word = |value: &Json| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let pair = |pair: &Json| format!("{from} {} : {} ", word(&pair["from"]), word(&pair["value"]));
    values.iter().map(pair).collect()
}

#[test]
fn an_intake_ends_where_the_worked_case_ends() {
    let mut seen = 0;
    for folder in places::rulesets(&places::root().join("rules")) {
        let ruleset = Ruleset::load(&places::world(&folder)).ruleset.unwrap();
        let program = ruleset.program();
        let language = ruleset.language();
        for example in &program.examples {
            let (case, on) = (Case::of_example(program, example), example.on);
            if !enact_eval::inspect(ruleset.graph(), &case, on).is_empty() {
                continue;
            }
            for term in names::decisions(program) {
                if program.terms[term].entity != example.entity {
                    continue;
                }
                let none = Case::new(program, example.entity);
                let mut intake = Intake::new(&ruleset, term, on, language, none);
                let (mut asked, mut skipped) = (Vec::new(), false);
                while let Some(question) = intake.question() {
                    assert!(asked.len() < 100, "{asked:?}");
                    let field: Vec<String> = question.field.split('.').map(str::to_owned).collect();
                    match answer(&ruleset, &case, &field, question.property) {
                        Some(text) => {
                            if let Err(wrong) = intake.answer(&question, &text) {
                                panic!("{text}: {}", wrong.message);
                            }
                            asked.push((question.subject, question.property));
                        }
                        None => {
                            intake.skip(&question);
                            skipped = true;
                        }
                    }
                }
                if skipped {
                    // The worked case leaves open what was asked first.
                    continue;
                }
                let wanted = ruleset.decide(term, &case, on).outcome;
                let decision = intake.decision();
                assert_eq!(wanted, decision.outcome, "{}", example.title);
                let mut once = asked.clone();
                once.sort_unstable();
                once.dedup();
                assert_eq!(once.len(), asked.len(), "nothing is asked twice");
                seen += 1;
            }
        }
    }
    assert!(seen > 50, "{seen}");
}
