//! What needs brackets, because a drafter and a reader could disagree.

use super::{Built, Climb};
use crate::codes;
use crate::grammar::Node;
use crate::tree::Operator;
use enact_source::Span;

impl Climb<'_, '_, '_> {
    /// `a < b < c` says nothing.
    pub(super) fn refuse_chain(&mut self, left: &Built, item: &Node) -> Option<()> {
        match left.comparison() {
            Some(first) => self.lowering.fail(codes::chained(self.lowering.span(item), first)),
            None => Some(()),
        }
    }

    /// `aantal kinderen met leeftijd < 18 en verzekerd`: who is insured? A cap or a comparison
    /// cannot belong to the elements, for their condition has ended.
    pub(super) fn refuse_open_filter(
        &mut self,
        operator: Operator,
        item: &Node,
        left: &Built,
    ) -> Option<()> {
        match (operator, left.open) {
            (Operator::AtMost | Operator::AtLeast | Operator::Compare(_), _) | (_, None) => {
                Some(())
            }
            (_, Some(filter)) => {
                let (at, word) = (self.lowering.span(item), self.lowering.words(item));
                self.lowering.fail(codes::open_filter(at, filter, word))
            }
        }
    }

    /// `a en b of c` is read in two ways.
    pub(super) fn refuse_mixture(
        &mut self,
        operator: Operator,
        at: Span,
        left: &Built,
    ) -> Option<()> {
        match (operator, left.operator()) {
            (Operator::And, Some((Operator::Or, first)))
            | (Operator::Or, Some((Operator::And, first))) => {
                self.lowering.fail(codes::mixed(at, first))
            }
            _ => Some(()),
        }
    }

    /// `a + b voor zover boven c` is read in two ways.
    pub(super) fn refuse_unclear_excess(&mut self, at: Span, sides: &[&Built]) -> Option<()> {
        let excess = sides.iter().find_map(|side| match side.operator() {
            Some((Operator::InExcessOf, place)) => Some(place),
            _ => None,
        });
        match excess {
            Some(excess) => self.lowering.fail(codes::unclear_excess(excess, at)),
            None => Some(()),
        }
    }
}
