//! Parts of the graph: all that a decision rests on, all that a fact reaches.

use crate::{Edge, Link, Node, RuleGraph};
use petgraph::visit::{Dfs, EdgeFiltered, EdgeRef, Reversed, Walker};
use std::collections::BTreeSet;

/// Some nodes of a graph with all links between them, in order of declaration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slice {
    nodes: BTreeSet<Node>,
    links: BTreeSet<Link>,
}

impl Slice {
    /// Its nodes in order.
    pub fn nodes(&self) -> impl Iterator<Item = Node> + '_ {
        self.nodes.iter().copied()
    }

    /// The links between its nodes, in order.
    pub fn links(&self) -> impl Iterator<Item = Link> + '_ {
        self.links.iter().copied()
    }

    /// Whether `node` is part of it.
    #[must_use]
    pub fn contains(&self, node: Node) -> bool {
        self.nodes.contains(&node)
    }

    /// Whether it has no nodes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }
}

impl RuleGraph {
    /// The whole graph.
    #[must_use]
    pub fn everything(&self) -> Slice {
        self.slice(self.places.keys().copied().collect())
    }

    /// Everything that `node` rests on, itself included: its rules, what they read, and so on.
    /// Empty when the graph has no such node.
    #[must_use]
    pub fn rests_on(&self, node: Node) -> Slice {
        let Some(place) = self.places.get(&node) else { return Slice::default() };
        let carrying = EdgeFiltered::from_fn(&self.graph, |link| link.weight().carries());
        let flow = Reversed(&carrying);
        self.slice(Dfs::new(flow, *place).iter(flow).map(|place| self.graph[place]).collect())
    }

    /// Everything that `node` counts for, itself included. Empty when the graph has no such node.
    #[must_use]
    pub fn reaches(&self, node: Node) -> Slice {
        let Some(place) = self.places.get(&node) else { return Slice::default() };
        let flow = EdgeFiltered::from_fn(&self.graph, |link| link.weight().carries());
        self.slice(Dfs::new(&flow, *place).iter(&flow).map(|place| self.graph[place]).collect())
    }

    /// What rests directly on `node`, and how, in order.
    #[must_use]
    pub fn onward(&self, node: Node) -> BTreeSet<(Edge, Node)> {
        let place = self.places.get(&node);
        let links = place.into_iter().flat_map(|place| self.graph.edges(*place));
        links.map(|link| (*link.weight(), self.graph[link.target()])).collect()
    }

    /// The given nodes, those that the graph does not have left out, and the links between them.
    #[must_use]
    pub fn slice(&self, nodes: BTreeSet<Node>) -> Slice {
        let nodes: BTreeSet<Node> =
            nodes.into_iter().filter(|node| self.places.contains_key(node)).collect();
        let links = nodes.iter().flat_map(|from| {
            self.onward(*from).into_iter().map(|(edge, to)| Link { from: *from, to, edge })
        });
        let links = links.filter(|link| nodes.contains(&link.to)).collect();
        Slice { nodes, links }
    }
}
