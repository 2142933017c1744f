//! For people: a drawing that stands on its own.

use super::block::{Block, Blocks, Card, PADDING, SMALL};
use super::layout::layers;
use super::order::{Columns, What};
use super::place::Placed;
use super::route::{Line, in_pile, lines};
use super::text::{Px, width, xml};
use super::{Paint, edge_word, id, kind_word, paint};
use crate::{Edge, Kind, Node, RuleGraph, Slice};
use enact_source::Language;
use std::collections::BTreeSet;

const MARGIN: Px = 24;
/// With more decisions than this a drawing is called after its laws.
const NAMED_MAX: usize = 3;
const PRECEDES: &str = "#a3262a";
const FONT: &str = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/// The slice as an SVG image on a white ground, with a legend in the reader's language.
///
/// Rules stand in a pile before the term they ground, in order of the text. Lines have the colour
/// of what they come from; a dashed line leads from a rule to one that yields to it. Each box has
/// its full citation and, where the text of the law is at hand, the drafter's words as a title
/// that browsers show; `data-node` holds the node's id as in [`json`](super::json).
#[must_use]
pub fn svg(graph: &RuleGraph, slice: &Slice, language: Language) -> String {
    let blocks = Blocks::new(graph, slice, language);
    let order = Columns::new(&blocks, &layers(&blocks, slice), slice);
    let placed = Placed::new(&blocks, &order);
    let lines = lines(graph, slice, &blocks, &order, &placed);
    let legend = Legend::new(graph, slice, language, placed.width);
    let (width, height) = (placed.width.max(legend.width), placed.height + legend.height);
    let title = xml(&title(graph, slice, language));
    let mut image = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" \
         height=\"{h}\" role=\"img\" lang=\"{lang}\" font-family=\"{FONT}\">\n\
         <title>{title}</title>\n{markers}\
         <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n\
         <g transform=\"translate({MARGIN} {MARGIN})\">\n",
        w = width + 2 * MARGIN,
        h = height + 2 * MARGIN,
        lang = language.code(),
        markers = markers(&lines),
    );
    image.extend(lines.iter().map(line));
    for (item, what) in order.items.iter().enumerate() {
        if let What::Block(block) = what {
            image.push_str(&boxes(graph, &blocks.blocks[*block], &placed, &order, item, language));
        }
    }
    image.push_str(&legend.draw(placed.height));
    image.push_str("</g>\n</svg>\n");
    image
}

/// What is drawn: the decisions in it, or else the laws.
fn title(graph: &RuleGraph, slice: &Slice, language: Language) -> String {
    let decisions = slice.nodes().filter(|node| graph.kind(*node) == Kind::Decision);
    let mut names: Vec<String> = decisions.map(|node| graph.title(node, language)).collect();
    if names.is_empty() || names.len() > NAMED_MAX {
        names = graph.program().laws.rows().iter().map(|law| law.short.clone()).collect();
    }
    format!("{}: {}", language.pick("Regelgraaf", "Rule graph"), names.join("; "))
}

/// The boxes of one block.
fn boxes(
    graph: &RuleGraph,
    block: &Block,
    placed: &Placed,
    order: &Columns,
    item: usize,
    language: Language,
) -> String {
    let layer = order.columns.iter().position(|column| column.contains(&item)).unwrap_or(0);
    let column = &placed.columns[layer];
    let draw = |(top, card): (Px, &Card)| {
        let (left, wide) = if in_pile(card.node) {
            (column.left, column.pile_width)
        } else {
            (column.main_left, column.main_width)
        };
        draw_box(graph, card, (left, placed.tops[item] + top, wide), language)
    };
    block.tops().into_iter().map(draw).collect()
}

fn draw_box(
    graph: &RuleGraph,
    card: &Card,
    (left, top, wide): (Px, Px, Px),
    language: Language,
) -> String {
    let Paint { fill, line } = paint(card.kind);
    let (corner, stroke) = match card.kind {
        Kind::Rule | Kind::Setting => (4, 1),
        Kind::Decision => (9, 3),
        Kind::Fact | Kind::Parameter | Kind::Value | Kind::Judgement | Kind::Safeguard => (9, 1),
    };
    let dashes = if card.kind == Kind::Judgement { " stroke-dasharray=\"6 3\"" } else { "" };
    let mut text = String::new();
    let centre = left + wide / 2;
    let mut baseline = top + PADDING - 2 - (card.letters.line - card.letters.size);
    for words in &card.title {
        baseline += card.letters.line;
        text.push_str(&words_at((centre, baseline), card.letters.size, "#000000", words));
    }
    for words in &card.small {
        baseline += SMALL.line;
        text.push_str(&words_at((centre, baseline), SMALL.size, "#374151", words));
    }
    format!(
        "<g data-node=\"{}\"><title>{}</title><rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" \
         height=\"{}\" rx=\"{corner}\" fill=\"{fill}\" stroke=\"{line}\" \
         stroke-width=\"{stroke}\"{dashes}/>{text}</g>\n",
        id(card.node),
        xml(&explanation(graph, card.node, language)),
        card.height,
    )
}

fn words_at((centre, baseline): (Px, Px), size: Px, colour: &str, words: &str) -> String {
    format!(
        "<text x=\"{centre}\" y=\"{baseline}\" font-size=\"{size}\" fill=\"{colour}\" \
         text-anchor=\"middle\">{}</text>",
        xml(words)
    )
}

/// The kind, the full citation and the drafter's words.
fn explanation(graph: &RuleGraph, node: Node, language: Language) -> String {
    let kind = kind_word(graph.kind(node), language);
    let ground = graph.cited(node, language);
    let span = graph.span(node).unwrap_or_default();
    let words = graph.program().sources.slice(span);
    let heading = format!("{} ({kind}), {ground}", graph.name(node).replace('-', " "));
    if words.is_empty() { heading } else { format!("{heading}\n{words}") }
}

const fn colour(edge: Edge, kind: Kind) -> &'static str {
    match edge {
        Edge::Precedes => PRECEDES,
        Edge::Reads | Edge::Sets | Edge::Grounds => paint(kind).line,
    }
}

fn line(line: &Line) -> String {
    let colour = colour(line.edge, line.kind);
    let (stroke, dashes) = match line.edge {
        Edge::Reads => ("1.5", ""),
        Edge::Grounds | Edge::Sets => ("2", ""),
        Edge::Precedes => ("1.5", " stroke-dasharray=\"5 3\""),
    };
    let arrow = if line.arrow {
        format!(" marker-end=\"url(#to{})\"", &colour[1..])
    } else {
        String::new()
    };
    format!(
        "<path d=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{stroke}\"{dashes}{arrow}/>\n",
        line.path
    )
}

/// The arrowheads, one a colour.
fn markers(lines: &[Line]) -> String {
    let mut colours: BTreeSet<&str> =
        lines.iter().map(|line| colour(line.edge, line.kind)).collect();
    colours.extend([PRECEDES, paint(Kind::Rule).line]);
    let marker = |colour: &str| {
        format!(
            "<marker id=\"to{}\" markerUnits=\"userSpaceOnUse\" markerWidth=\"9\" \
             markerHeight=\"8\" refX=\"9\" refY=\"4\" orient=\"auto\"><path d=\"M0 0L9 4L0 8z\" \
             fill=\"{colour}\"/></marker>",
            &colour[1..]
        )
    };
    let markers: String = colours.into_iter().map(marker).collect();
    format!("<defs>{markers}</defs>\n")
}

/// What the colours and lines mean: those that occur.
struct Legend {
    entries: String,
    width: Px,
    height: Px,
}

impl Legend {
    const ROW: Px = 26;
    const SWATCH: Px = 30;

    fn new(graph: &RuleGraph, slice: &Slice, language: Language, room: Px) -> Self {
        let room = room.max(480);
        let kinds: BTreeSet<Kind> = slice.nodes().map(|node| graph.kind(node)).collect();
        let edges: BTreeSet<Edge> = slice.links().map(|link| link.edge).collect();
        let kinds = Kind::ALL.into_iter().filter(|kind| kinds.contains(kind));
        let kinds = kinds.map(|kind| (swatch(kind), kind_word(kind, language)));
        let edges = edges.into_iter().map(|edge| (sample(edge), edge_word(edge, language)));
        let mut legend = Self { entries: String::new(), width: 0, height: 2 * Self::ROW };
        let (mut left, mut top) = (0, 0);
        for (sign, word) in kinds.chain(edges) {
            let wide = Self::SWATCH + 8 + width(word, 12) + 22;
            if left > 0 && left + wide > room {
                (left, top) = (0, top + Self::ROW);
                legend.height += Self::ROW;
            }
            legend.entries.push_str(&format!(
                "<g transform=\"translate({left} {top})\">{sign}<text x=\"{}\" y=\"12\" \
                 font-size=\"12\" fill=\"#111827\">{}</text></g>\n",
                Self::SWATCH + 8,
                xml(word)
            ));
            left += wide;
            legend.width = legend.width.max(left);
        }
        legend
    }

    fn draw(&self, below: Px) -> String {
        let top = below + Self::ROW + 6;
        format!("<g transform=\"translate(0 {top})\">\n{}</g>\n", self.entries)
    }
}

fn swatch(kind: Kind) -> String {
    let Paint { fill, line } = paint(kind);
    let corner = if matches!(kind, Kind::Rule | Kind::Setting) { 3 } else { 6 };
    let stroke = if kind == Kind::Decision { 3 } else { 1 };
    let dashes = if kind == Kind::Judgement { " stroke-dasharray=\"6 3\"" } else { "" };
    let wide = Legend::SWATCH;
    format!(
        "<rect width=\"{wide}\" height=\"16\" rx=\"{corner}\" fill=\"{fill}\" stroke=\"{line}\" \
         stroke-width=\"{stroke}\"{dashes}/>"
    )
}

fn sample(edge: Edge) -> String {
    let path = format!("M0 8H{}", Legend::SWATCH);
    let kind = if edge == Edge::Sets { Kind::Setting } else { Kind::Rule };
    line(&Line { edge, kind, path, arrow: true })
}
