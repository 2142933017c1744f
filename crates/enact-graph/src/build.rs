//! Makes the graph of a checked program.
//!
//! Start at [`build`].

use crate::reads::Reads;
use crate::{Edge, Link, Node, RuleGraph};
use enact_model::Program;
use enact_model::program::{Group, Parameter};
use enact_model::table::{Id, ParameterId};
use petgraph::graph::DiGraph;
use std::collections::{BTreeMap, BTreeSet};

/// The rule graph of `program`: what depends on what.
///
/// Along [`Edge::Reads`], [`Edge::Sets`] and [`Edge::Grounds`] it has no cycle, since the check
/// turns away a value that rests on itself.
#[must_use]
pub fn build(program: Program) -> RuleGraph {
    let mut graph = DiGraph::new();
    let places: BTreeMap<_, _> =
        nodes(&program).into_iter().map(|node| (node, graph.add_node(node))).collect();
    for Link { from, to, edge } in links(&program) {
        if let (Some(from), Some(to)) = (places.get(&from), places.get(&to)) {
            graph.add_edge(*from, *to, edge);
        }
    }
    let mut graph = RuleGraph { program, graph, places, justified: Vec::new() };
    graph.justify();
    graph
}

fn nodes(program: &Program) -> BTreeSet<Node> {
    let settings = program.parameters.iter().flat_map(|(id, parameter)| settings(id, parameter));
    let mut nodes: BTreeSet<Node> = settings.collect();
    nodes.extend(program.facts.ids().map(Node::Fact));
    nodes.extend(program.parameters.ids().map(Node::Parameter));
    nodes.extend(program.rules.ids().map(Node::Rule));
    nodes.extend(program.terms.ids().map(Node::Term));
    nodes.extend(program.judgements.ids().map(Node::Judgement));
    nodes.extend((0..program.safeguards.len()).map(Node::Safeguard));
    nodes
}

fn links(program: &Program) -> BTreeSet<Link> {
    let mut links = BTreeSet::new();
    let mut read = |by: Node, found: BTreeSet<Node>| {
        links.extend(found.into_iter().map(|from| Link { from, to: by, edge: Edge::Reads }));
    };
    for (id, rule) in program.rules.iter() {
        read(Node::Rule(id), Reads::rule(program, rule));
    }
    for (place, safeguard) in program.safeguards.iter().enumerate() {
        read(Node::Safeguard(place), Reads::safeguard(program, safeguard));
    }
    links.extend(program.rules.iter().map(|(id, rule)| Link {
        from: Node::Rule(id),
        to: Node::Term(rule.term),
        edge: Edge::Grounds,
    }));
    for (id, parameter) in program.parameters.iter() {
        let to = Node::Parameter(id);
        links.extend(settings(id, parameter).map(|from| Link { from, to, edge: Edge::Sets }));
    }
    for term in program.terms.rows() {
        links
            .extend(program.groups.rows().get(term.group.index()).into_iter().flat_map(precedence));
    }
    links
}

/// The provisions, other than the one that declares it, that fix values of a parameter.
fn settings(parameter: ParameterId, declared: &Parameter) -> impl Iterator<Item = Node> {
    let periods = &declared.periods;
    let first = |place: &usize| {
        let ground = &periods[*place].ground;
        *ground != declared.ground
            && periods[..*place].iter().all(|earlier| earlier.ground != *ground)
    };
    (0..periods.len()).filter(first).map(move |period| Node::Setting { parameter, period })
}

/// Which rules of a group directly precede which: one that precedes through another is left out.
fn precedence(group: &Group) -> Vec<Link> {
    let members = &group.members;
    let through = |first: usize, yielding: &[usize]| {
        let precedes = |middle: &usize| {
            members.get(*middle).is_some_and(|middle| middle.preceded_by.contains(&first))
        };
        yielding.iter().any(precedes)
    };
    let mut links = Vec::new();
    for yielding in members {
        for first in &yielding.preceded_by {
            if let Some(from) =
                members.get(*first).filter(|_| !through(*first, &yielding.preceded_by))
            {
                let (from, to) = (Node::Rule(from.rule), Node::Rule(yielding.rule));
                links.push(Link { from, to, edge: Edge::Precedes });
            }
        }
    }
    links
}
