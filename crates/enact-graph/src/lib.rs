//! What depends on what in a ruleset.
//!
//! Start at [`build`]: from a checked [`Program`] it makes the [`RuleGraph`], in which knowledge
//! flows from facts, parameters and judgements through rules to values and decisions.
//! [`RuleGraph::rests_on`] and [`RuleGraph::reaches`] cut a [`Slice`] out of it, and [`draw`]
//! draws one; [`RuleGraph::protected`] follows protected facts to decisions. Whether the rules agree is not known here.

mod build;
pub mod codes;
pub mod draw;
mod names;
mod node;
mod protected;
mod reads;
mod slice;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

pub use build::build;
pub use node::{Edge, Kind, Link, Node};
pub use protected::{Outcome, ProtectedUse};
pub use slice::Slice;

use enact_model::Program;
use enact_model::table::RuleId;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use std::collections::{BTreeMap, BTreeSet};

/// A checked program with its dependencies laid out; made by [`build`] only.
#[derive(Debug, Clone)]
pub struct RuleGraph {
    program: Program,
    graph: DiGraph<Node, Edge>,
    places: BTreeMap<Node, NodeIndex>,
    /// Per justification: the rules whose use of the fact it covers.
    justified: Vec<BTreeSet<RuleId>>,
}

impl RuleGraph {
    /// The program it was built from.
    #[must_use]
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// Gives the program back.
    #[must_use]
    pub fn into_program(self) -> Program {
        self.program
    }

    /// All nodes in order.
    pub fn nodes(&self) -> impl Iterator<Item = Node> + '_ {
        self.places.keys().copied()
    }

    /// All links in order.
    pub fn edges(&self) -> impl Iterator<Item = Link> + use<> {
        let links: BTreeSet<Link> = self
            .graph
            .edge_references()
            .map(|link| Link {
                from: self.graph[link.source()],
                to: self.graph[link.target()],
                edge: *link.weight(),
            })
            .collect();
        links.into_iter()
    }
}
