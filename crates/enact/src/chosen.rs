//! Which value, decision or part of a ruleset someone means who names it.
//!
//! Each answers with what was meant, or with the finding that says what is there instead.

use crate::Ruleset;
use crate::names::{self, Found};
use enact_graph::{Node, RuleGraph, Slice};
use enact_model::table::TermId;
use enact_source::{Code, Diagnostic, nearest};
use std::collections::BTreeSet;

/// The decision called `name`, or the only one.
///
/// # Errors
/// What is not known, or not clear.
pub fn decision(ruleset: &Ruleset, name: Option<&str>) -> Result<TermId, Diagnostic> {
    let program = ruleset.program();
    let known = || {
        let named = names::decisions(program)
            .into_iter()
            .map(|id| names::full_name(program, &program.terms, id, |term| (&term.name, term.law)));
        backticked(&named.collect::<Vec<_>>())
    };
    let Some(name) = name else {
        return match names::decisions(program).as_slice() {
            [one] => Ok(*one),
            [] => Err(finding("E0606")),
            _ => Err(finding("E0605").with("known", known())),
        };
    };
    match names::decision(program, name) {
        Found::One(term) => Ok(term),
        Found::Several(ways) => {
            Err(finding("E0607").with("name", name).with("ways", backticked(&ways)))
        }
        Found::None { .. } => {
            let terms = program.terms.rows().iter().map(|term| term.name.as_str());
            let finding = finding("E0604").with("name", name).with("known", known());
            Err(meaning(finding, nearest(name, terms)))
        }
    }
}

/// The decisions called so; where none is named all of them, or the only value there is.
///
/// # Errors
/// What is not known, or not clear.
pub fn decisions(ruleset: &Ruleset, named: &[String]) -> Result<Vec<TermId>, Diagnostic> {
    let named = named.iter().map(|name| decision(ruleset, Some(name)));
    let mut chosen = named.collect::<Result<Vec<_>, _>>()?;
    if chosen.is_empty() {
        chosen = names::decisions(ruleset.program());
    }
    if chosen.is_empty() {
        chosen.push(decision(ruleset, None)?);
    }
    Ok(chosen)
}

/// What a decision rests on, what rests on a fact, or, with both, what lies between them; without
/// either the whole graph.
///
/// # Errors
/// A name that is not known.
pub fn slice(
    ruleset: &Ruleset,
    decision: Option<&str>,
    fact: Option<&str>,
) -> Result<Slice, Diagnostic> {
    let graph = ruleset.graph();
    let below = match decision {
        Some(name) => Some(joined(graph, &meant(graph, name)?, RuleGraph::rests_on)),
        None => None,
    };
    let above = match fact {
        Some(name) => Some(joined(graph, &nodes(graph, name)?, RuleGraph::reaches)),
        None => None,
    };
    Ok(match (below, above) {
        (None, None) => graph.everything(),
        (Some(one), None) | (None, Some(one)) => graph.slice(one),
        (Some(below), Some(above)) => graph.slice(below.intersection(&above).copied().collect()),
    })
}

/// A value of that name; another node only when there is no such value.
fn meant(graph: &RuleGraph, name: &str) -> Result<Vec<Node>, Diagnostic> {
    let nodes = nodes(graph, name)?;
    let terms: Vec<Node> =
        nodes.iter().copied().filter(|node| matches!(node, Node::Term(_))).collect();
    Ok(if terms.is_empty() { nodes } else { terms })
}

/// The nodes of the graph called `name`.
fn nodes(graph: &RuleGraph, name: &str) -> Result<Vec<Node>, Diagnostic> {
    let found = graph.find(name);
    if !found.is_empty() {
        return Ok(found);
    }
    let named: Vec<Node> = graph.nodes().collect();
    let candidates = named.iter().map(|node| graph.name(*node));
    Err(meaning(finding("E0608").with("name", name), nearest(name, candidates)))
}

fn joined(
    graph: &RuleGraph,
    nodes: &[Node],
    slice: fn(&RuleGraph, Node) -> Slice,
) -> BTreeSet<Node> {
    nodes.iter().flat_map(|node| slice(graph, *node).nodes().collect::<Vec<_>>()).collect()
}

/// With the name that was probably meant as its advice.
fn meaning(finding: Diagnostic, nearest: Option<&str>) -> Diagnostic {
    match nearest {
        Some(nearest) => finding.with("nearest", nearest).advising("help-nearest"),
        None => finding.with("nearest", ""),
    }
}

fn finding(code: &'static str) -> Diagnostic {
    Diagnostic::nowhere(Code(code))
}

fn backticked(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
