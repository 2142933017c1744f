//! For Graphviz.

use super::{edge_word, id, paint, words};
use crate::{Edge, Kind, Link, Node, RuleGraph, Slice};
use enact_source::Language;

/// The slice as a Graphviz digraph, from left to right.
#[must_use]
pub fn dot(graph: &RuleGraph, slice: &Slice, language: Language) -> String {
    let nodes = slice.nodes().map(|node| node_line(graph, node, language));
    let links = slice.links().map(|link| link_line(link, language));
    let lines: String = nodes.chain(links).collect();
    format!(
        "digraph rules {{\n  rankdir=LR;\n  node [shape=box, style=\"rounded,filled\", \
         fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\", fontsize=10];\n{lines}}}\n"
    )
}

fn node_line(graph: &RuleGraph, node: Node, language: Language) -> String {
    let words = words(graph, node, language);
    let small =
        if words.small.is_empty() { String::new() } else { format!("\\n{}", escape(&words.small)) };
    let kind = graph.kind(node);
    let paint = paint(kind);
    let extra = match kind {
        Kind::Rule | Kind::Setting => ", fontsize=11, margin=\"0.08,0.04\"",
        Kind::Decision => ", penwidth=2",
        Kind::Fact | Kind::Parameter | Kind::Value | Kind::Judgement | Kind::Safeguard => "",
    };
    format!(
        "  {} [label=\"{}{small}\", fillcolor=\"{}\", color=\"{}\"{extra}];\n",
        id(node),
        escape(&words.title),
        paint.fill,
        paint.line,
    )
}

fn link_line(link: Link, language: Language) -> String {
    let style = match link.edge {
        Edge::Reads => String::new(),
        Edge::Grounds | Edge::Sets => " [penwidth=2]".to_owned(),
        Edge::Precedes => {
            let word = edge_word(link.edge, language);
            format!(" [style=dashed, constraint=false, label=\"{word}\"]")
        }
    };
    format!("  {} -> {}{style};\n", id(link.from), id(link.to))
}

/// Graphviz reads `\` and `"` within quotes; a line end would be a space.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            _ if character.is_control() => escaped.push(' '),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    #[test]
    fn quotes_and_backslashes_stay_within_the_label() {
        assert_eq!(super::escape("a \"b\" \\n\nc"), "a \\\"b\\\" \\\\n c");
    }
}
