//! The words that are taken for each other, and how far what belongs to a word reaches.

use super::{VariantKind, Written};
use crate::grammar::{Kind, Node};
use crate::lower::comparison;
use enact_value::Currency;
use std::ops::Range;

/// What could have stood for a word of `kind` in a node of the kind `within`.
pub(super) fn others(
    kind: Kind,
    within: Kind,
    written: &Written<'_>,
) -> Vec<(VariantKind, String)> {
    let phrase = |slip: VariantKind, kinds: &[Kind]| {
        let others = kinds.iter().filter_map(|kind| written.phrase(*kind));
        others.map(|other| (slip, other.to_owned())).collect()
    };
    let plain = |slip: VariantKind, other: &str| vec![(slip, other.to_owned())];
    let pick = |dutch, english| written.language.pick(dutch, english);
    match kind {
        Kind::OpAtMost => phrase(VariantKind::Limit, &[Kind::OpAtLeast]),
        Kind::OpAtLeast => phrase(VariantKind::Limit, &[Kind::OpAtMost]),
        Kind::KwHighestOf => phrase(VariantKind::Limit, &[Kind::KwLowestOf]),
        Kind::KwLowestOf => phrase(VariantKind::Limit, &[Kind::KwHighestOf]),
        Kind::KwHighestOver => plain(VariantKind::Limit, pick("laagste", "lowest")),
        Kind::KwLowestOver => plain(VariantKind::Limit, pick("hoogste", "highest")),
        Kind::OpInExcess => plain(VariantKind::Limit, "−"),
        Kind::OpAdd => plain(VariantKind::Sign, "−"),
        Kind::OpSubtract => plain(VariantKind::Sign, "+"),
        Kind::KwAnyOf => phrase(VariantKind::Elements, &[Kind::KwEveryOf]),
        Kind::KwEveryOf => phrase(VariantKind::Elements, &[Kind::KwAnyOf]),
        Kind::KwWith if within == Kind::ExistsWith => {
            phrase(VariantKind::Presence, &[Kind::KwWithout])
        }
        Kind::KwWithout if within == Kind::ExistsWithout => {
            phrase(VariantKind::Presence, &[Kind::KwWith])
        }
        Kind::Exists => phrase(VariantKind::Presence, &[Kind::ExistsNot]),
        Kind::ExistsNot => phrase(VariantKind::Presence, &[Kind::Exists]),
        Kind::Expired => phrase(VariantKind::Presence, &[Kind::ExpiredNot]),
        Kind::ExpiredNot => phrase(VariantKind::Presence, &[Kind::Expired]),
        Kind::RoundUp => phrase(VariantKind::Rounding, &[Kind::RoundDown, Kind::RoundHalfUp]),
        Kind::RoundDown => phrase(VariantKind::Rounding, &[Kind::RoundUp, Kind::RoundHalfUp]),
        Kind::RoundHalfUp => phrase(VariantKind::Rounding, &[Kind::RoundDown, Kind::RoundUp]),
        Kind::RoundHalfEven => phrase(VariantKind::Rounding, &[Kind::RoundHalfUp]),
        Kind::GrainCents => {
            let units = match written.currency {
                Currency::Eur => pick("hele euro's", "whole euros"),
                Currency::Gbp => pick("hele ponden", "whole pounds"),
                Currency::Usd => pick("hele dollars", "whole dollars"),
            };
            plain(VariantKind::Rounding, units)
        }
        Kind::GrainUnits if written.currency == Currency::Gbp => {
            plain(VariantKind::Rounding, pick("centen", "pence"))
        }
        Kind::GrainUnits => plain(VariantKind::Rounding, pick("centen", "cents")),
        Kind::MonthAfter => phrase(VariantKind::Date, &[Kind::MonthOf]),
        Kind::MonthOf => phrase(VariantKind::Date, &[Kind::MonthAfter]),
        Kind::YearAfter => phrase(VariantKind::Date, &[Kind::YearOf]),
        Kind::YearOf => phrase(VariantKind::Date, &[Kind::YearAfter]),
        Kind::KwToBelow => phrase(VariantKind::Boundary, &[Kind::KwUpToIncluding]),
        Kind::KwUpToIncluding => phrase(VariantKind::Boundary, &[Kind::KwToBelow]),
        _ => Vec::new(),
    }
}

/// Whether the parts of a node are operands with operators between them.
pub(super) const fn is_flat(kind: Kind) -> bool {
    matches!(kind, Kind::Expression | Kind::Sum | Kind::Test | Kind::AmountOf)
}

/// From the operand before the operator at `place` to the one behind it, whole.
pub(super) fn operands(parts: &[Node], place: usize) -> Range<usize> {
    let Some(part) = parts.get(place) else { return 0..0 };
    let stands_between = |part: &Node| is_infix(part.kind);
    let before = parts.get(..place).unwrap_or_default();
    let from = before.iter().rposition(stands_between).map_or(0, |sign| sign + 1);
    let start = before.get(from).unwrap_or(part).start;
    let behind = parts.get(place + 1..).unwrap_or_default();
    let behind = behind.iter().take_while(|part| !stands_between(part));
    let end = behind.last().filter(|_| is_infix(part.kind)).unwrap_or(part).end;
    start..end
}

/// Whether a node stands between two operands.
fn is_infix(kind: Kind) -> bool {
    let limit = matches!(kind, Kind::OpAtMost | Kind::OpAtLeast | Kind::OpInExcess);
    let joins = matches!(kind, Kind::OpAnd | Kind::OpOr);
    // A part of something is one operand.
    let sum = binds(kind) && kind != Kind::KwOf;
    limit || joins || sum || comparison(kind).is_some()
}

/// The byte behind the limit that the word at `place` sets: it covers a whole sum.
pub(super) fn limit_end(parts: &[Node], place: usize) -> usize {
    let within = |part: &&Node| !ends_sum(part.kind);
    let limit = parts.iter().skip(place + 1).take_while(within).last();
    limit.or(parts.get(place)).map_or(0, |last| last.end)
}

/// The first node of the last operand before `place`, when others stand before it in the sum.
pub(super) fn last_operand(parts: &[Node], place: usize) -> Option<&Node> {
    let sum = parts.get(..place)?;
    let sign = sum.iter().rposition(|part| ends_sum(part.kind) || binds(part.kind))?;
    if ends_sum(sum.get(sign)?.kind) { None } else { sum.get(sign + 1) }
}

/// Whether a node ends the sum before it.
fn ends_sum(kind: Kind) -> bool {
    let limit = matches!(kind, Kind::OpAtMost | Kind::OpAtLeast | Kind::Rounded | Kind::OneOf);
    limit || matches!(kind, Kind::OpAnd | Kind::OpOr) || comparison(kind).is_some()
}

/// Whether a node stands between two operands of a sum.
const fn binds(kind: Kind) -> bool {
    matches!(kind, Kind::OpAdd | Kind::OpSubtract | Kind::OpMultiply | Kind::OpDivide | Kind::KwOf)
}
