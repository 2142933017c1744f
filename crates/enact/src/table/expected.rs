//! What a worked case expects, in either language: a value in its machine form, or words.

use crate::case::{given, scalar};
use crate::input::Node;
use crate::names::{self, Found, Property};
use enact_model::Program;
use enact_model::program::{Expectation, Expected, Term, Type};
use enact_model::table::{EntityId, FactId, JudgementId, TermId};
use enact_source::{Citation, Code, Diagnostic, Language, Span};
use enact_value::{Date, Decimal, Value};

/// Reads the outcome that `node` expects of `term`.
pub(crate) fn read(program: &Program, term: TermId, node: &Node) -> Result<Expected, Diagnostic> {
    let row = &program.terms[term];
    let words = scalar::text(node).map(str::trim).unwrap_or_default();
    let found = match words {
        "geen aanspraak" | "no entitlement" => Some(Expected::NoEntitlement(term)),
        "nog niet vastgesteld" | "not yet set" => Some(Expected::NotSet(term)),
        "ongeldige invoer" | "invalid input" => Some(Expected::InputError),
        _ => needs(program, term, words)
            .or_else(|| awaiting(program, term, words))
            .or_else(|| value(program, row, node).map(|value| Expected::Value { term, value })),
    };
    found.ok_or_else(|| {
        Diagnostic::new(Code("E0526"), node.span)
            .with("given", given(node))
            .with("term", &row.name)
            .with("form", form(program, row.ty))
    })
}

fn needs(program: &Program, term: TermId, words: &str) -> Option<Expected> {
    let listed = words.strip_prefix("vereist ").or_else(|| words.strip_prefix("needs "))?;
    let entity = program.terms[term].entity;
    let facts: Option<Vec<FactId>> =
        listed.split(';').map(|name| fact(program, entity, name.trim())).collect();
    Some(Expected::Needs { term, facts: facts? })
}

/// A fact of the subject decided about, or of another.
fn fact(program: &Program, entity: EntityId, name: &str) -> Option<FactId> {
    let name = name.rsplit('.').next().unwrap_or(name);
    match names::property(program, entity, name) {
        Found::One(Property::Fact(fact)) => Some(fact),
        _ => match names::fact(program, name) {
            Found::One(fact) => Some(fact),
            _ => None,
        },
    }
}

fn awaiting(program: &Program, term: TermId, words: &str) -> Option<Expected> {
    let name = words.strip_prefix("wacht op ").or_else(|| words.strip_prefix("awaits "))?;
    let judgement = judgement(program, program.terms[term].entity, name.trim())?;
    Some(Expected::Awaiting { term, judgement })
}

fn judgement(program: &Program, entity: EntityId, name: &str) -> Option<JudgementId> {
    if let Found::One(Property::Judgement(judgement)) = names::property(program, entity, name) {
        return Some(judgement);
    }
    let mut named = program.judgements.iter().filter(|(_, judgement)| judgement.name == name);
    match (named.next(), named.next()) {
        (Some((id, _)), None) => Some(id),
        _ => None,
    }
}

/// A value in machine form, over the term's denominator.
fn value(program: &Program, term: &Term, node: &Node) -> Option<Value> {
    match term.ty {
        Type::YesNo => scalar::yes_no(node).map(Value::YesNo),
        Type::Text | Type::Brackets => scalar::text(node).map(|text| Value::Text(text.into())),
        Type::Choice(choice) => {
            let option = scalar::text(node).filter(|text| program.choices[choice].has(text))?;
            Some(Value::Text(option.into()))
        }
        Type::Date => Date::parse_iso(scalar::text(node)?.trim()).ok().map(Value::Date),
        Type::Subject(_) | Type::List(_) => None,
        Type::Number(_) | Type::Percentage | Type::Money(..) | Type::Months | Type::Days => {
            let mut decimal = Decimal::parse(scalar::written(node)?.trim()).ok()?.normalized();
            if term.ty == Type::Percentage {
                decimal.decimals += 2;
            }
            decimal.over(term.scale.denominator()).map(Value::Number)
        }
    }
}

fn form(program: &Program, ty: Type) -> (String, String) {
    let (dutch, english) = match ty {
        Type::Choice(choice) => {
            let options = program.choices[choice].listed();
            return (format!("een van {options}"), format!("one of {options}"));
        }
        Type::YesNo => ("`ja`, `nee`", "`yes`, `no`"),
        Type::Date => ("een datum als `2025-03-01`", "a date such as `2025-03-01`"),
        Type::Text | Type::Brackets | Type::Subject(_) | Type::List(_) => ("een tekst", "a text"),
        Type::Money(..) => ("een bedrag als `131.50`", "an amount such as `131.50`"),
        Type::Percentage => ("een percentage als `4.2`", "a percentage such as `4.2`"),
        Type::Number(_) | Type::Months | Type::Days => {
            ("een getal als `12`", "a number such as `12`")
        }
    };
    (dutch.to_owned(), english.to_owned())
}

/// The provisions that `text` cites; a citation without a law means the law of the value.
pub(super) fn citations(
    program: &Program,
    expectations: &[Expectation],
    text: &str,
    at: Span,
) -> Result<Vec<Citation>, Diagnostic> {
    let unread = || Diagnostic::new(Code("E0528"), at).with("given", format!("`{text}`"));
    let law = expectations.iter().find_map(|expectation| match &expectation.kind {
        Expected::Value { term, .. }
        | Expected::NoEntitlement(term)
        | Expected::Needs { term, .. }
        | Expected::Awaiting { term, .. }
        | Expected::NotSet(term) => Some(program.terms[*term].law),
        Expected::InputError => None,
    });
    let law = law.or_else(|| program.laws.ids().next()).ok_or_else(unread)?;
    let law = &program.laws[law];
    let read = |language: Language| crate::cite::provisions(text, language);
    let other = if law.language == Language::Dutch { Language::English } else { Language::Dutch };
    let cited = read(law.language).or_else(|| read(other)).ok_or_else(unread)?;
    let known =
        |name: &str| program.laws.rows().iter().find(|law| law.short == name || law.title == name);
    cited
        .into_iter()
        .map(|(provision, named)| {
            let law = match named {
                None => law,
                Some(name) => known(&name).ok_or_else(unread)?,
            };
            Ok(Citation { law: law.short.clone(), provision: Some(provision) })
        })
        .collect()
}
