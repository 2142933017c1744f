//! Drawings of a slice: for people ([`svg`]), for other drawing programs ([`dot`], [`mermaid`])
//! and for programs that show it their own way ([`json`]).
//!
//! In each, knowledge flows from left to right: facts, judgements and parameters, then the rules
//! with the terms they ground, then the decisions and what is promised about them. A name is
//! shown as a reader would say it, above the provision it stands in; a rule is shown by its
//! provision. The same slice gives the same drawing, to the last character.

mod block;
mod dot;
mod json;
mod layout;
mod mermaid;
mod order;
mod place;
mod route;
mod svg;
mod text;

#[cfg(test)]
mod tests;

pub use dot::dot;
pub use json::json;
pub use mermaid::mermaid;
pub use svg::svg;

use crate::{Edge, Kind, Node, RuleGraph};
use enact_model::program::Gives;
use enact_model::table::Id;
use enact_source::Language;

/// The colours of a kind of node; all keep a contrast of at least 7 to black text.
struct Paint {
    fill: &'static str,
    line: &'static str,
}

const fn paint(kind: Kind) -> Paint {
    match kind {
        Kind::Fact => Paint { fill: "#dcebfb", line: "#3b6ea5" },
        Kind::Judgement => Paint { fill: "#fde2d3", line: "#b4552d" },
        Kind::Parameter => Paint { fill: "#fbf1c8", line: "#9a7b14" },
        Kind::Setting => Paint { fill: "#fffaea", line: "#9a7b14" },
        Kind::Rule => Paint { fill: "#ffffff", line: "#6b7280" },
        Kind::Value => Paint { fill: "#e2f2e4", line: "#3d7d4a" },
        Kind::Decision => Paint { fill: "#a9dcb3", line: "#1e5a2c" },
        Kind::Safeguard => Paint { fill: "#ebe2f7", line: "#6b4a9c" },
    }
}

/// The word for a kind in a legend.
const fn kind_word(kind: Kind, language: Language) -> &'static str {
    match kind {
        Kind::Fact => language.pick("gegeven", "fact"),
        Kind::Judgement => language.pick("beoordeling", "judgement"),
        Kind::Parameter => language.pick("parameter", "parameter"),
        Kind::Setting => language.pick("vaststelling", "setting"),
        Kind::Rule => language.pick("regel", "rule"),
        Kind::Value => language.pick("waarde", "value"),
        Kind::Decision => language.pick("aanspraak of beschikking", "entitlement or decision"),
        Kind::Safeguard => language.pick("waarborg", "safeguard"),
    }
}

/// The words for a link in a legend.
const fn edge_word(edge: Edge, language: Language) -> &'static str {
    match edge {
        Edge::Reads => language.pick("wordt gelezen door", "is read by"),
        Edge::Precedes => language.pick("gaat voor", "precedes"),
        Edge::Sets => language.pick("stelt vast", "sets"),
        Edge::Grounds => language.pick("is grond voor", "is ground for"),
    }
}

/// A name for a node that every format accepts: `fact0`, `setting2n1`.
fn id(node: Node) -> String {
    match node {
        Node::Fact(id) => format!("fact{}", id.index()),
        Node::Parameter(id) => format!("parameter{}", id.index()),
        Node::Setting { parameter, period } => format!("setting{}n{period}", parameter.index()),
        Node::Rule(id) => format!("rule{}", id.index()),
        Node::Term(id) => format!("term{}", id.index()),
        Node::Judgement(id) => format!("judgement{}", id.index()),
        Node::Safeguard(place) => format!("safeguard{place}"),
    }
}

/// What a node says: first what a reader calls it, then what goes below in small print.
struct Words {
    title: String,
    small: String,
}

/// A rule and a setting are called by their provision; below stands an answer that denies.
fn words(graph: &RuleGraph, node: Node, language: Language) -> Words {
    let title = graph.title(node, language);
    let small = match node {
        Node::Rule(rule) => {
            match graph.program().rules.rows().get(rule.index()).map(|rule| &rule.gives) {
                Some(Gives::NoEntitlement) => {
                    language.pick("geen aanspraak", "no entitlement").to_owned()
                }
                Some(Gives::Silence { .. }) => {
                    language.pick("niet van toepassing", "does not apply").to_owned()
                }
                Some(Gives::Answer(false)) => language.pick("niet", "not").to_owned(),
                Some(Gives::Answer(true) | Gives::Value(_) | Gives::Cases { .. }) | None => {
                    String::new()
                }
            }
        }
        Node::Setting { .. } => String::new(),
        Node::Fact(_)
        | Node::Parameter(_)
        | Node::Term(_)
        | Node::Judgement(_)
        | Node::Safeguard(_) => graph.label(node, language),
    };
    Words { title, small }
}
