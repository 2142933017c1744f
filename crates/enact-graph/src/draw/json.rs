//! For programs that show the graph their own way.

use super::id;
use crate::{Node, RuleGraph, Slice};
use enact_source::{Citation, Level};
use serde::Serialize;

#[derive(Serialize)]
struct Drawing<'a> {
    nodes: Vec<NodeRecord<'a>>,
    edges: Vec<EdgeRecord>,
}

#[derive(Serialize)]
struct NodeRecord<'a> {
    id: String,
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    law: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    provision: Option<ProvisionRecord<'a>>,
    #[serde(rename = "applied-from", skip_serializing_if = "Option::is_none")]
    applied_from: Option<AppliedRecord<'a>>,
}

#[derive(Serialize)]
struct AppliedRecord<'a> {
    law: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    provision: Option<ProvisionRecord<'a>>,
}

#[derive(Serialize)]
struct ProvisionRecord<'a> {
    level: &'static str,
    label: &'a str,
    parts: &'a [String],
}

#[derive(Serialize)]
struct EdgeRecord {
    from: String,
    to: String,
    kind: &'static str,
}

/// The slice as one JSON object, without a reader's language:
///
/// - `nodes`: in order, each with `id` (unique in the ruleset, the same in every slice of it),
///   `kind` ([`Kind::name`](crate::Kind::name)), `name` (as the drafter wrote it; of a rule its
///   term's, of a setting its parameter's), `law` (its short name) and, when it stands in one,
///   `provision` with `level` (`article`, `section`, `sign`, `annex`), `label` and the `parts`
///   below it, outermost first; a rule that is applied mutatis mutandis has in `applied-from` the
///   `law` and `provision` of the rule itself;
/// - `edges`: in order, each with `from` and `to` (ids of nodes) and `kind`
///   ([`Edge::name`](crate::Edge::name)). Knowledge flows from `from` to `to`: in `reads` it is
///   `to` that reads `from`.
#[must_use]
pub fn json(graph: &RuleGraph, slice: &Slice) -> String {
    let edges = slice.links().map(|link| EdgeRecord {
        from: id(link.from),
        to: id(link.to),
        kind: link.edge.name(),
    });
    let nodes = slice.nodes().map(|node| record(graph, node));
    let drawing = Drawing { nodes: nodes.collect(), edges: edges.collect() };
    serde_json::to_string_pretty(&drawing).unwrap_or_default()
}

fn record(graph: &RuleGraph, node: Node) -> NodeRecord<'_> {
    let ground = graph.ground(node);
    NodeRecord {
        id: id(node),
        kind: graph.kind(node).name(),
        name: graph.name(node),
        law: ground.map(|ground| ground.law.as_str()),
        provision: ground.and_then(provision),
        applied_from: graph
            .applied_from(node)
            .map(|from| AppliedRecord { law: &from.law, provision: provision(from) }),
    }
}

fn provision(ground: &Citation) -> Option<ProvisionRecord<'_>> {
    let place = ground.provision.as_ref()?;
    let level = match place.level {
        Level::Article => "article",
        Level::Section => "section",
        Level::Sign => "sign",
        Level::Annex => "annex",
    };
    Some(ProvisionRecord { level, label: &place.label, parts: &place.parts })
}
