//! Laws as a drafter writes them.

use crate::{Case, Decision, Outcome, inspect, trial};
use enact_graph::RuleGraph;
use enact_model::program::{Example, Expected};
use enact_model::table::TermId;
use enact_source::{Language, Source, Sources};

/// The law in these texts; what is wrong with it fails the test.
pub(super) fn law(texts: &[&str]) -> RuleGraph {
    let mut sources = Sources::default();
    let mut documents = Vec::new();
    let mut findings = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let source = Source::new(format!("{number}.law.md"), *text);
        let file = sources.add(source.clone());
        let tree = enact_syntax::parse(file, &source);
        documents.push(tree.document);
        findings.extend(tree.findings);
    }
    let checked = enact_model::check(&documents, sources);
    findings.extend(checked.findings);
    let wrong = findings.iter().map(|finding| finding.render(Language::English));
    let wrong: Vec<_> = wrong.map(|wrong| format!("{}: {}", wrong.code, wrong.message)).collect();
    let Some(program) = checked.program else { panic!("{wrong:#?}") };
    enact_graph::build(program)
}

pub(super) fn term(graph: &RuleGraph, name: &str) -> TermId {
    let mut terms = graph.program().terms.iter();
    terms.find(|(_, term)| term.name == name).unwrap().0
}

/// Decides what the example called `title` expects first, and looks at the decision.
pub(super) fn on_example<T>(
    graph: &RuleGraph,
    title: &str,
    look: impl FnOnce(&Decision<'_>) -> T,
) -> T {
    let examples = &graph.program().examples;
    let example = examples.iter().find(|example| example.title == title).unwrap();
    let case = Case::of_example(graph.program(), example);
    let term = asked(example)[0];
    look(&trial(graph, term, &case, example.on))
}

/// What an example expects something of.
pub(super) fn asked(example: &Example) -> Vec<TermId> {
    let kinds = example.expectations.iter().map(|expectation| &expectation.kind);
    let terms = kinds.filter_map(|kind| match kind {
        Expected::Value { term, .. }
        | Expected::NoEntitlement(term)
        | Expected::Needs { term, .. }
        | Expected::Awaiting { term, .. }
        | Expected::NotSet(term) => Some(*term),
        Expected::InputError => None,
    });
    terms.collect()
}

pub(super) const ALLOWANCE: [&str; 3] = [
    include_str!("../../../../rules/nl/zorgtoeslag/versions/2025/wzt.law.md"),
    include_str!("../../../../rules/nl/zorgtoeslag/versions/2025/minimumloon.law.md"),
    include_str!("../../../../rules/nl/zorgtoeslag/versions/2025/regeling-standaardpremie.law.md"),
];

const ALLOWANCE_2026: [&str; 3] = [
    include_str!("../../../../rules/nl/zorgtoeslag/versions/2026/wzt.law.md"),
    include_str!("../../../../rules/nl/zorgtoeslag/versions/2026/minimumloon.law.md"),
    include_str!("../../../../rules/nl/zorgtoeslag/versions/2026/regeling-standaardpremie.law.md"),
];

pub(super) const GRANT: [&str; 2] = [
    include_str!("../../../../rules/en/home-energy-grant/home-energy-grant.law.md"),
    include_str!("../../../../rules/en/home-energy-grant/home-energy-grant-regulations.law.md"),
];

pub(super) const HEATING: [&str; 4] = [
    GRANT[0],
    GRANT[1],
    include_str!("../../../../rules/en/home-energy-grant/home-heating-supplement.law.md"),
    include_str!(
        "../../../../rules/en/home-energy-grant/home-heating-supplement-regulations.law.md"
    ),
];

#[test]
fn every_example_of_the_laws_comes_out() {
    let laws =
        [ALLOWANCE.as_slice(), ALLOWANCE_2026.as_slice(), GRANT.as_slice(), HEATING.as_slice()];
    for texts in laws {
        let graph = law(texts);
        assert!(graph.program().examples.len() > 30);
        for example in &graph.program().examples {
            let case = Case::of_example(graph.program(), example);
            let breaches = inspect(&graph, &case, example.on);
            for expectation in &example.expectations {
                let title = &example.title;
                let outcome = |term| trial(&graph, term, &case, example.on).outcome;
                match &expectation.kind {
                    Expected::InputError => assert_ne!(breaches, [], "{title}"),
                    Expected::Value { term, value } => {
                        assert_eq!(outcome(*term), Outcome::Value(value.clone()), "{title}");
                    }
                    Expected::NoEntitlement(term) => {
                        assert_eq!(outcome(*term), Outcome::NoEntitlement, "{title}");
                    }
                    Expected::Needs { term, facts } => {
                        let Outcome::Needs(needs) = outcome(*term) else { panic!("{title}") };
                        let needed: Vec<_> = needs.iter().map(|need| need.fact).collect();
                        assert_eq!(needed, *facts, "{title}");
                    }
                    Expected::Awaiting { term, judgement } => {
                        let Outcome::Awaiting(open) = outcome(*term) else { panic!("{title}") };
                        assert_eq!(open[0].judgement, *judgement, "{title}");
                    }
                    Expected::NotSet(term) => {
                        assert!(matches!(outcome(*term), Outcome::NotSet(_)), "{title}");
                    }
                }
            }
        }
    }
}
