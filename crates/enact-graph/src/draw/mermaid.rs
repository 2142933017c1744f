//! For Mermaid, which many Markdown viewers draw in place.

use super::{edge_word, id, paint, words};
use crate::{Edge, Kind, Link, Node, RuleGraph, Slice};
use enact_source::Language;
use std::collections::BTreeSet;

/// The slice as a Mermaid flowchart, from left to right.
#[must_use]
pub fn mermaid(graph: &RuleGraph, slice: &Slice, language: Language) -> String {
    let kinds: BTreeSet<Kind> = slice.nodes().map(|node| graph.kind(node)).collect();
    let nodes = slice.nodes().map(|node| node_line(graph, node, language));
    let links = slice.links().map(|link| link_line(link, language));
    let lines: String = nodes.chain(links).chain(kinds.into_iter().map(class_line)).collect();
    format!("flowchart LR\n{lines}")
}

/// The shape says the kind where the colour does not: a person judges in a hexagon.
fn node_line(graph: &RuleGraph, node: Node, language: Language) -> String {
    let words = words(graph, node, language);
    let small = if words.small.is_empty() {
        String::new()
    } else {
        format!("<br/>{}", escape(&words.small))
    };
    let kind = graph.kind(node);
    let (open, close) = match kind {
        Kind::Fact => ("([", "])"),
        Kind::Judgement => ("{{", "}}"),
        Kind::Rule | Kind::Setting => ("[", "]"),
        Kind::Parameter | Kind::Value | Kind::Safeguard => ("(", ")"),
        Kind::Decision => ("[[", "]]"),
    };
    let (id, title, class) = (id(node), escape(&words.title), kind.name());
    format!("  {id}{open}\"{title}{small}\"{close}:::{class}\n")
}

fn link_line(link: Link, language: Language) -> String {
    let arrow = match link.edge {
        Edge::Reads => "-->".to_owned(),
        Edge::Grounds | Edge::Sets => "==>".to_owned(),
        Edge::Precedes => format!("-. {} .->", edge_word(link.edge, language)),
    };
    format!("  {} {arrow} {}\n", id(link.from), id(link.to))
}

fn class_line(kind: Kind) -> String {
    let paint = paint(kind);
    let name = kind.name();
    format!("  classDef {name} fill:{},stroke:{},color:#000000\n", paint.fill, paint.line)
}

/// Everything but letters, digits and the plainest signs as a Mermaid character code, so that no
/// name can close its quotes or start a tag or Markdown.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            ' ' | '.' | ',' | ':' | '(' | ')' | '-' | '/' | '§' => escaped.push(character),
            _ if character.is_alphanumeric() => escaped.push(character),
            _ if character.is_control() => escaped.push(' '),
            _ => escaped.push_str(&format!("#{};", u32::from(character))),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    #[test]
    fn signs_become_character_codes() {
        assert_eq!(super::escape("a \"b\" <c> #1;"), "a #34;b#34; #60;c#62; #35;1#59;");
    }
}
