//! What a fact accepts, in words: the end of every message about a value.

use enact_model::Program;
use enact_model::program::{Fact, Scale, Type};
use enact_source::{Argument, Language};
use enact_value::format;

/// The form in which `fact` is given.
pub(crate) fn form(program: &Program, fact: &Fact) -> Argument {
    let words = |language| {
        let mut words = plain_form(program, fact, language);
        if fact.optional {
            words.push_str(
                language
                    .pick(", of `null` wanneer het er niet is", ", or `null` when there is none"),
            );
        }
        words
    };
    Argument::Words(words(Language::Dutch), words(Language::English))
}

fn plain_form(program: &Program, fact: &Fact, language: Language) -> String {
    let decimals = fact.decimals;
    match fact.ty {
        Type::YesNo => {
            language.pick("`true` (ja) of `false` (nee)", "`true` or `false`").to_owned()
        }
        Type::Money(currency, rate) => {
            let per = rate.map_or_else(String::new, |rate| {
                format!(" per {}", format::rate_name(rate, language))
            });
            let code = currency.code();
            match language {
                Language::Dutch => format!(
                    "een bedrag in {code}{per} met een punt en ten hoogste {decimals} decimalen, zoals `28000.50`"
                ),
                Language::English => format!(
                    "an amount in {code}{per} with a point and at most {decimals} decimals, such as `28000.50`"
                ),
            }
        }
        Type::Number(_) if decimals == 0 => {
            language.pick("een geheel getal, zoals `12`", "a whole number, such as `12`").to_owned()
        }
        Type::Number(_) => match language {
            Language::Dutch => {
                format!("een getal met een punt en ten hoogste {decimals} decimalen, zoals `12.5`")
            }
            Language::English => {
                format!("a number with a point and at most {decimals} decimals, such as `12.5`")
            }
        },
        Type::Percentage => match language {
            Language::Dutch => format!(
                "een percentage met een punt en ten hoogste {decimals} decimalen, zoals `4.2` voor 4,2%"
            ),
            Language::English => format!(
                "a percentage with a point and at most {decimals} decimals, such as `4.2` for 4.2%"
            ),
        },
        Type::Date => language
            .pick(
                "een datum als jaar-maand-dag, zoals `2025-03-01`",
                "a date as year-month-day, such as `2025-03-01`",
            )
            .to_owned(),
        Type::Months => language
            .pick("een heel aantal maanden, zoals `18`", "a whole number of months, such as `18`")
            .to_owned(),
        Type::Days => language
            .pick("een heel aantal dagen, zoals `14`", "a whole number of days, such as `14`")
            .to_owned(),
        Type::Text | Type::Brackets => {
            language.pick("een tekst tussen aanhalingstekens", "a text between quotes").to_owned()
        }
        Type::Choice(choice) => {
            let options = program.choices[choice].listed();
            format!("{} {options}", language.pick("een van", "one of"))
        }
        Type::List(entity) => {
            let name = &program.entities[entity].name;
            let most = fact.list.map_or(0, |list| list.most);
            match language {
                Language::Dutch => format!(
                    "een lijst van ten hoogste {most} objecten, elk met de gegevens van een {name}; `[]` als er geen zijn"
                ),
                Language::English => format!(
                    "a list of at most {most} objects, each with the facts of a {name}; `[]` when there are none"
                ),
            }
        }
        Type::Subject(entity) => {
            let name = &program.entities[entity].name;
            match language {
                Language::Dutch => format!("een object met de gegevens van deze {name}"),
                Language::English => format!("an object with the facts of this {name}"),
            }
        }
    }
}

/// The lowest and highest number that `fact` accepts, as they are given.
pub(super) fn bounds(fact: &Fact) -> Option<(String, String)> {
    let Scale::Fixed { denominator, range } = fact.scale else { return None };
    let denominator = match fact.ty {
        Type::Percentage => denominator / 100,
        _ => denominator,
    };
    let written = |units| format::machine(units, denominator).unwrap_or_else(|| units.to_string());
    Some((written(range.low), written(range.high)))
}
