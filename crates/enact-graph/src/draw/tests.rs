//! What a reader may count on in every drawing, however large the law.

use super::block::{Blocks, PADDING, SMALL};
use super::layout::layers;
use super::order::{Columns, What};
use super::place::Placed;
use super::text::{Px, width};
use crate::fixture::{Maker, all};
use crate::{RuleGraph, build};
use enact_model::program::{Gives, Target, TermKind};
use enact_model::table::{RuleId, TermId};
use enact_source::Language;

/// A law of `size` terms that rest on each other in a fixed but irregular way.
fn tangle(size: usize) -> RuleGraph {
    let mut make = Maker::default();
    let law = make.law("Algemene wet inkomensafhankelijke regelingen", Language::Dutch);
    let person = make.entity(law, "persoon");
    let mut seed = 7_u32;
    let mut below = |bound: usize| {
        seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        usize::try_from(seed >> 16).unwrap() % bound
    };
    let facts: Vec<_> = (0..size)
        .map(|at| {
            make.fact(
                law,
                person,
                &format!("arbeidsongeschiktheidsverzekeringsuitkering-{at}"),
                "1",
            )
        })
        .collect();
    let parameter = make.parameter(law, "drempel", "4", &[]);
    let mut terms: Vec<TermId> = Vec::new();
    for at in 0..size {
        let kind = if at % 10 == 9 { TermKind::Entitlement } else { TermKind::Value };
        let term = make.term(law, person, &format!("uitkomst-{at}"), kind, "2");
        let mut rules: Vec<RuleId> = Vec::new();
        for rule in 0..=below(3) {
            let mut reads =
                vec![Target::Fact(facts[(at + below(4)) % size]), Target::Parameter(parameter)];
            let earlier = (0..below(3)).filter_map(|_| terms.iter().rev().nth(below(12)));
            reads.extend(earlier.copied().map(Target::Term));
            let place = format!("{at}.{rule}");
            rules.push(make.rule(term, &place, Gives::Value(all(&reads)), None, &rules.clone()));
        }
        terms.push(term);
    }
    build(make.program)
}

#[test]
fn no_boxes_or_lines_of_a_column_overlap() {
    for size in [1, 12, 60] {
        let graph = tangle(size);
        let slice = graph.everything();
        let blocks = Blocks::new(&graph, &slice, Language::Dutch);
        let order = Columns::new(&blocks, &layers(&blocks, &slice), &slice);
        let placed = Placed::new(&blocks, &order);
        let bottom = |item: usize| match order.items[item] {
            What::Block(block) => placed.tops[item] + blocks.blocks[block].height(),
            What::Thread(_) => placed.tops[item],
        };
        for column in &order.columns {
            let gaps = column.windows(2).map(|pair| placed.tops[pair[1]] - bottom(pair[0]));
            assert!(gaps.min().is_none_or(|gap| gap >= 12), "{size}");
        }
        for pair in placed.columns.windows(2) {
            assert!(pair[0].right() < pair[1].left);
        }
    }
}

#[test]
fn words_stay_within_their_box() {
    let graph = tangle(12);
    let blocks = Blocks::new(&graph, &graph.everything(), Language::Dutch);
    for card in blocks.blocks.iter().flat_map(|block| block.pile.iter().chain(&block.main)) {
        let title = card.title.iter().map(|line| width(line, card.letters.size));
        let small = card.small.iter().map(|line| width(line, SMALL.size));
        let widest: Px = title.chain(small).max().unwrap();
        assert!(widest + 2 * PADDING <= card.width, "{:?}", card.title);
    }
}

#[test]
fn every_node_and_direct_link_is_drawn() {
    let graph = tangle(12);
    let slice = graph.everything();
    let image = super::svg(&graph, &slice, Language::English);
    assert!(
        slice.nodes().all(|node| image.contains(&format!("data-node=\"{}\"", super::id(node))))
    );
    assert!(image.matches("marker-end").count() >= slice.nodes().count());
}

#[test]
fn an_empty_slice_is_a_drawing_too() {
    let graph = tangle(1);
    let image = super::svg(&graph, &crate::Slice::default(), Language::English);
    assert!(image.ends_with("</svg>\n"), "{image}");
}

#[test]
fn a_slice_may_leave_out_what_a_rule_grounds() {
    let graph = tangle(12);
    let rule = graph.nodes().find(|node| matches!(node, crate::Node::Rule(_))).unwrap();
    let slice = graph.rests_on(rule);
    assert!(super::svg(&graph, &slice, Language::English).contains("data-node=\"rule0\""));
}
