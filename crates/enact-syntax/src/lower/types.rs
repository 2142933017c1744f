//! Types as a drafter writes them.

use super::Lowering;
use crate::codes;
use crate::grammar::{Kind, Node};
use crate::tree::{TypeKind, TypeName};
use enact_value::Rate;

impl Lowering<'_> {
    /// The type in the part `TypeName` of `node`.
    pub(super) fn type_name(&mut self, node: &Node) -> Option<TypeName> {
        let node = node.get(Kind::TypeName)?;
        let (kind, span) = (self.type_kind(node.parts.first()?)?, self.span(node));
        Some(TypeName { kind, span })
    }

    fn type_kind(&mut self, node: &Node) -> Option<TypeKind> {
        Some(match node.kind {
            Kind::TypeYesNo => TypeKind::YesNo,
            Kind::TypeNumber => TypeKind::Number {
                decimals: self.decimals(node)?.unwrap_or(0),
                rate: node.get(Kind::Per).and_then(rate),
            },
            Kind::TypePercentage => {
                TypeKind::Percentage { decimals: self.decimals(node)?.unwrap_or(2) }
            }
            Kind::TypeMoney => TypeKind::Money {
                rate: node.get(Kind::Per).and_then(rate),
                over: self.reference_in(node, Kind::Over),
            },
            Kind::TypeBrackets => TypeKind::Brackets,
            Kind::TypeDate => TypeKind::Date,
            Kind::TypeMonths => TypeKind::Months,
            Kind::TypeDays => TypeKind::Days,
            Kind::TypeText => TypeKind::Text,
            Kind::TypeChoice => TypeKind::Choice(
                node.all(Kind::Option).map(|option| self.name(option)).collect::<Option<_>>()?,
            ),
            Kind::TypeList => return self.list_type(node),
            Kind::TypeEntity => TypeKind::Entity(self.name(node)?),
            _ => {
                let word = node.parts.first()?;
                return self.fail(codes::not_yet(self.span(word), self.words(word)));
            }
        })
    }

    /// How many decimals, when said: outer `None` after a finding.
    fn decimals(&mut self, node: &Node) -> Option<Option<u32>> {
        match node.get(Kind::Decimals).and_then(|part| part.get(Kind::Count)) {
            None => Some(None),
            Some(count) => self.decimal_count(count).map(Some),
        }
    }

    /// A number of decimals: at most twelve.
    pub(super) fn decimal_count(&mut self, node: &Node) -> Option<u32> {
        match self.words(node).parse() {
            Ok(count) if count <= codes::DECIMALS_MAX => Some(count),
            _ => self.fail(codes::too_many_decimals(self.span(node), self.words(node))),
        }
    }
}

/// The rate of time in the parts of `node`.
pub(super) fn rate(node: &Node) -> Option<Rate> {
    node.parts.iter().find_map(|part| match part.kind {
        Kind::RateYear => Some(Rate::Year),
        Kind::RateMonth => Some(Rate::Month),
        Kind::RateWeek => Some(Rate::Week),
        Kind::RateDay => Some(Rate::Day),
        Kind::RateHour => Some(Rate::Hour),
        _ => None,
    })
}
