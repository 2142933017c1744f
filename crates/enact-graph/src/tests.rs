//! What rests on what, in a hand-made law.

mod law;

use crate::fixture::allowance;
use crate::{Edge, Node, RuleGraph, build, draw};
use enact_source::Language;
use petgraph::graph::DiGraph;

fn graph() -> RuleGraph {
    build(allowance())
}

fn only(graph: &RuleGraph, name: &str) -> Node {
    let found = graph.find(name);
    assert_eq!(found.len(), 1, "{name} means {found:?}");
    found[0]
}

fn titles(graph: &RuleGraph, nodes: impl IntoIterator<Item = Node>) -> String {
    let titles: Vec<String> =
        nodes.into_iter().map(|node| graph.title(node, Language::Dutch)).collect();
    titles.join("; ")
}

#[test]
fn a_value_rests_on_its_rules_and_all_they_read() {
    let graph = graph();
    let slice = graph.rests_on(only(&graph, "verzekerde"));
    insta::assert_snapshot!(titles(&graph, slice.nodes()), @"geboortedatum; zorgverzekerd; gedetineerd; rechtmatig verblijf houdend; art. 1 lid 3 Wzt; art. 1 lid 4 Wzt; art. 1 lid 5 Wzt; meerderjarig; verzekerde");
}

#[test]
fn a_fact_reaches_the_decisions_it_counts_for() {
    let graph = graph();
    let slice = graph.reaches(only(&graph, "gedetineerd"));
    insta::assert_snapshot!(titles(&graph, slice.nodes()), @"gedetineerd; art. 1 lid 5 Wzt; art. 2 lid 1 Wzt; art. 2 lid 4 Wzt; art. 2 lid 1 Wzt; art. 5 lid 1 Wzt; art. 5 lid 2 Wzt; art. 6 Wzt; verzekerde; zorgtoeslag; maandbedrag; meer inkomen geeft nooit meer toeslag");
}

#[test]
fn a_delegated_act_reaches_what_its_parameter_reaches() {
    let graph = graph();
    let slice = graph.reaches(only(&graph, "artikel 1 Regeling standaardpremie"));
    insta::assert_snapshot!(titles(&graph, slice.nodes()), @"standaardpremie; art. 1 Regeling standaardpremie; art. 2 lid 1 Wzt; art. 2 lid 1 Wzt; art. 2 lid 4 Wzt; art. 2 lid 1 Wzt; art. 5 lid 1 Wzt; art. 5 lid 2 Wzt; art. 6 Wzt; standaardpremie huishouden; zorgtoeslag; maandbedrag; meer inkomen geeft nooit meer toeslag");
}

#[test]
fn the_answer_of_a_provision_is_read_from_its_own_rules() {
    let graph = graph();
    let rule = only(&graph, "art. 2 lid 4");
    let read: Vec<Node> = graph
        .edges()
        .filter(|link| link.to == rule && link.edge == Edge::Reads)
        .map(|link| link.from)
        .collect();
    insta::assert_snapshot!(titles(&graph, read), @"partner; art. 2 lid 1 Wzt; verzekerde");
}

#[test]
fn only_direct_precedence_is_a_link() {
    let graph = graph();
    let precedes = graph.edges().filter(|link| link.edge == Edge::Precedes);
    let lines: Vec<String> = precedes
        .map(|link| titles(&graph, [link.from, link.to]).replace("; ", " before "))
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    art. 1 lid 5 Wzt before art. 1 lid 4 Wzt
    art. 2 lid 4 Wzt before art. 2 lid 1 Wzt
    art. 3 lid 2 Wzt before art. 2 lid 4 Wzt
    art. 5 lid 2 Wzt before art. 5 lid 1 Wzt
    art. 6 Wzt before art. 5 lid 2 Wzt
    ");
}

#[test]
fn a_name_is_found_in_any_spelling_and_in_its_law() {
    let graph = graph();
    let node = only(&graph, "te-veel-vermogen");
    for name in ["Te veel vermogen", "te veel vermogen van Wzt", "te-veel-vermogen of persoon"] {
        assert_eq!(graph.find(name), [node], "{name}");
    }
    assert_eq!(graph.find("te veel vermogen van Zvw"), []);
    assert_eq!(graph.find("artikel 2, eerste lid, van Wzt").len(), 0);
    assert_eq!(graph.find("artikel 2, eerste lid, Wzt").len(), 3);
}

#[test]
fn knowledge_never_flows_in_a_circle() {
    let graph = graph();
    let mut flow = DiGraph::new();
    let nodes: Vec<Node> = graph.nodes().collect();
    let places: Vec<_> = nodes.iter().map(|node| flow.add_node(*node)).collect();
    let place = |node| places[nodes.binary_search(&node).unwrap()];
    for link in graph.edges().filter(|link| link.edge.carries()) {
        flow.add_edge(place(link.from), place(link.to), ());
    }
    assert!(!petgraph::algo::is_cyclic_directed(&flow));
}

#[test]
fn a_node_of_another_program_has_no_slice() {
    let graph = graph();
    assert!(graph.rests_on(Node::Safeguard(99)).is_empty());
    assert_eq!(graph.name(Node::Safeguard(99)), "");
}

#[test]
fn a_drawing_shows_the_whole_law() {
    let graph = graph();
    let slice = graph.everything();
    insta::assert_snapshot!("dot", draw::dot(&graph, &slice, Language::Dutch));
    insta::assert_snapshot!("mermaid", draw::mermaid(&graph, &slice, Language::Dutch));
    insta::assert_snapshot!("svg", draw::svg(&graph, &slice, Language::Dutch));
}

#[test]
fn a_drawing_shows_a_slice() {
    let graph = graph();
    let slice = graph.rests_on(only(&graph, "verzekerde"));
    insta::assert_snapshot!("json_slice", draw::json(&graph, &slice));
    insta::assert_snapshot!("svg_slice", draw::svg(&graph, &slice, Language::English));
}
