//! `enact graph`: what rests on what, as a drawing.

use crate::answer::{Answer, Refusal};
use crate::arguments::{Graph, GraphFormat};
use crate::{rulesets, select, write};
use enact::Ruleset;
use enact_graph::{Node, RuleGraph, Slice, draw};
use enact_source::Language;
use std::collections::BTreeSet;

/// Draws the ruleset, or the part of it that was asked for.
///
/// # Errors
/// What could not be read or written, an error in the law, or a name that is not known.
pub fn run(arguments: &Graph) -> Result<Answer, Refusal> {
    let lang = arguments.display.lang;
    let shown = |language| arguments.display.shown(language);
    let ruleset = rulesets::one(&arguments.ruleset, arguments.on, shown, lang)?;
    let language = lang.unwrap_or_else(|| ruleset.language());
    let slice = slice(&ruleset, arguments, language)?;
    let graph = ruleset.graph();
    let text = match arguments.format {
        GraphFormat::Dot => draw::dot(graph, &slice, language),
        GraphFormat::Mermaid => draw::mermaid(graph, &slice, language),
        GraphFormat::Svg => draw::svg(graph, &slice, language),
        GraphFormat::Json => draw::json(graph, &slice),
    };
    let text = if text.ends_with('\n') { text } else { format!("{text}\n") };
    let Some(path) = &arguments.output else { return Ok(Answer { text, exit: 0 }) };
    write::whole(path, &text).map_err(|error| Refusal::unwritable(path, &error, lang))?;
    Ok(Answer { text: String::new(), exit: 0 })
}

/// What a decision rests on, what rests on a fact, or, with both, what lies between them.
fn slice(ruleset: &Ruleset, arguments: &Graph, language: Language) -> Result<Slice, Refusal> {
    let graph = ruleset.graph();
    let below = match &arguments.decision {
        Some(name) => Some(joined(graph, &meant(ruleset, name, language)?, RuleGraph::rests_on)),
        None => None,
    };
    let above = match &arguments.fact {
        Some(name) => {
            let nodes = select::nodes(ruleset, name, language)?;
            Some(joined(graph, &nodes, RuleGraph::reaches))
        }
        None => None,
    };
    Ok(match (below, above) {
        (None, None) => graph.everything(),
        (Some(one), None) | (None, Some(one)) => graph.slice(one),
        (Some(below), Some(above)) => graph.slice(below.intersection(&above).copied().collect()),
    })
}

/// A value of that name; another node only when there is no such value.
fn meant(ruleset: &Ruleset, name: &str, language: Language) -> Result<Vec<Node>, Refusal> {
    let nodes = select::nodes(ruleset, name, language)?;
    let terms: Vec<Node> =
        nodes.iter().copied().filter(|node| matches!(node, Node::Term(_))).collect();
    Ok(if terms.is_empty() { nodes } else { terms })
}

fn joined(
    graph: &RuleGraph,
    nodes: &[Node],
    slice: fn(&RuleGraph, Node) -> Slice,
) -> BTreeSet<Node> {
    nodes.iter().flat_map(|node| slice(graph, *node).nodes().collect::<Vec<_>>()).collect()
}
