//! How a verdict, a change and an outcome are said: in the words that fit what is decided.

use crate::said;
use crate::written;
use enact_eval::Outcome;
use enact_model::Program;
use enact_model::program::{Scale, Term, TermKind, Type};
use enact_model::table::TermId;
use enact_source::Language;
use enact_source::messages::phrase;
use enact_value::{Value, format};
use enact_verify::{Change, Kind, Part};

/// A verdict in a sentence. Of a claim or a burden more and less are better and worse, of a day
/// later and earlier.
pub(super) fn verdict(
    verdict: &str,
    row: &Term,
    (changes, burden): (&[Part], bool),
    language: Language,
) -> String {
    let judged = burden || row.kind == TermKind::Entitlement;
    let kind = match (verdict, row.ty) {
        ("both", _) if !goes_both_ways(changes) => "-words",
        ("both", _) if judged => "-judged",
        ("both" | "more" | "less", Type::YesNo) => "-yes",
        ("both" | "more" | "less", Type::Date) => "-day",
        _ => "",
    };
    let name = [("name", row.name.replace('-', " ").into())];
    phrase(language, &format!("diff-verdict-{verdict}{kind}"), &name)
}

/// Whether outcomes become more for some and less for others, and change in no other way but that
/// a norm is not set yet.
fn goes_both_ways(changes: &[Part]) -> bool {
    let open = |part: &Part| [part.change.from, part.change.to].contains(&Kind::NotSet);
    let (open, set): (Vec<&Part>, Vec<&Part>) = changes.iter().partition(|part| open(part));
    let up = |part: &&Part| match (part.change.up, part.change.from, part.change.to) {
        (Some(up), ..) => Some(up),
        (None, Kind::NoEntitlement, Kind::Value) | (None, Kind::No, Kind::Yes) => Some(true),
        (None, Kind::Value, Kind::NoEntitlement) | (None, Kind::Yes, Kind::No) => Some(false),
        _ => None,
    };
    let goes = |way| set.iter().any(|part| up(part) == Some(way));
    set.iter().all(|part| is_ordered(part)) && (open.is_empty() || goes(true) && goes(false))
}

/// Whether one outcome is more than the other, where a case has both.
fn is_ordered(part: &Part) -> bool {
    let change = part.change;
    let kinds = [change.from, change.to];
    let known = |kind: &Kind| matches!(kind, Kind::Yes | Kind::No);
    let claim = kinds.contains(&Kind::NoEntitlement) && kinds.contains(&Kind::Value);
    part.ordinary.is_none() || change.up.is_some() || claim || kinds.iter().all(known)
}

/// How an outcome changes.
pub(super) fn change(change: Change, row: &Term, language: Language) -> String {
    let day = row.ty == Type::Date;
    let plain = |id: &str| phrase(language, id, &[]);
    match (change.up, change.from, change.to) {
        (Some(true), ..) => plain(if day { "diff-up-day" } else { "diff-up" }),
        (Some(false), ..) => plain(if day { "diff-down-day" } else { "diff-down" }),
        (None, Kind::Value, Kind::NoEntitlement) => plain("diff-claim-gone"),
        (None, Kind::NoEntitlement, Kind::Value) => plain("diff-claim-new"),
        (None, from, to) => {
            let words = [("from", kind(from, language).into()), ("to", kind(to, language).into())];
            phrase(language, "diff-from-to", &words)
        }
    }
}

fn kind(kind: Kind, language: Language) -> String {
    let id = match kind {
        Kind::Value => "value",
        Kind::Yes => "yes",
        Kind::No => "no",
        Kind::NoEntitlement => "none",
        Kind::NotSet => "not-set",
        Kind::NoAnswer => "no-answer",
    };
    phrase(language, &format!("diff-kind-{id}"), &[])
}

/// An outcome beside the name of what is decided.
pub(super) fn outcome(
    program: &Program,
    term: TermId,
    outcome: &Outcome,
    language: Language,
) -> String {
    let row = &program.terms[term];
    match outcome {
        Outcome::Value(value) => written::words(value, row.ty, row.scale, language),
        Outcome::NoEntitlement => said::no_entitlement(language).to_owned(),
        other => said::outcome(program, term, other, language),
    }
}

/// A difference with its sign; of money in cents, and then about so much.
pub(super) fn difference(units: i128, ty: Type, scale: Scale, language: Language) -> String {
    let sign = match units {
        0 => "",
        1.. => "+",
        _ => "−",
    };
    let size = units.saturating_abs();
    let over = scale.denominator();
    match (ty, ty.unit(), size.checked_mul(200)) {
        (Type::Money(..), Some((unit, rate)), Some(doubled)) if size * 100 % over != 0 => {
            let cents = doubled.saturating_add(over) / (2 * over);
            let sign = if cents == 0 { "" } else { sign };
            format!("≈ {sign}{}", format::amount(cents, 100, unit, rate, language))
        }
        _ => format!("{sign}{}", written::words(&Value::Number(size), ty, scale, language)),
    }
}
