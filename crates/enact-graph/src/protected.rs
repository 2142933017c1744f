//! Follows protected facts, and what stands in for them, to the decisions that rest on them.
//!
//! Start at [`RuleGraph::protected`]. A way from such a fact to a decision is a finding, unless
//! a provision on it says why the use is justified. That an outcome is the same for every value
//! of the fact is not asked here: the way alone counts.

use crate::{Node, RuleGraph, codes};
use enact_model::program::{Fact, Justification, TermKind};
use enact_model::table::{FactId, RuleId};
use enact_source::{Diagnostic, Language, Span};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

impl RuleGraph {
    /// What is wrong with the use of protected facts: ways to a decision that no provision
    /// justifies, and justifications of nothing. In order of the facts and rules.
    #[must_use]
    pub fn protected(&self) -> Vec<Diagnostic> {
        let program = self.program();
        let protected = program.facts.iter().filter(|(_, fact)| fact.privacy.ground().is_some());
        let mut findings: Vec<Diagnostic> =
            protected.flat_map(|(id, fact)| self.unjustified(id, fact)).collect();
        let justified = program.justifications.iter().zip(&self.justified);
        let idle = justified.filter(|(_, rules)| rules.is_empty());
        findings.extend(idle.map(|(said, _)| {
            Diagnostic::new(codes::IDLE_JUSTIFICATION, said.span)
                .with("fact", program.facts[said.fact].name.as_str())
                .with("provision", said.ground.clone())
                .within(said.ground.clone())
        }));
        findings
    }

    /// The justifications that cover the use of a fact by one of `rules`, in order of the text.
    #[must_use]
    pub fn justifications(&self, rules: &BTreeSet<RuleId>) -> Vec<&Justification> {
        let all = self.program().justifications.iter().zip(&self.justified);
        let relied = all.filter(|(_, covered)| !covered.is_disjoint(rules));
        relied.map(|(said, _)| said).collect()
    }

    /// Finds for each justification the rules that it covers.
    pub(crate) fn justify(&mut self) {
        let all = self.program().justifications.iter();
        self.justified = all.map(|said| self.covered(said)).collect();
    }

    /// The rules of the provision of `justification` that lie on a way from the fact to a decision.
    fn covered(&self, justification: &Justification) -> BTreeSet<RuleId> {
        let program = self.program();
        let reached = self.reaches(Node::Fact(justification.fact));
        let rules = reached.nodes().filter_map(|node| match node {
            Node::Rule(rule) => Some(rule),
            _ => None,
        });
        let covered = rules.filter(|rule| justification.covers(&program.rules[*rule]));
        let counts = |rule: &RuleId| {
            self.reaches(Node::Rule(*rule)).nodes().any(|node| self.outcome(node).is_some())
        };
        covered.filter(counts).collect()
    }

    /// A finding for each rule that reads `fact` and from which an unjustified way goes on to a
    /// decision.
    fn unjustified(&self, id: FactId, fact: &Fact) -> Vec<Diagnostic> {
        let readers = self.onward(Node::Fact(id)).into_iter().filter_map(|(_, to)| match to {
            Node::Rule(rule) if !self.is_justified(id, to) => Some(rule),
            _ => None,
        });
        readers
            .filter_map(|rule| Some(self.finding(id, fact, rule, &self.way(id, rule)?)))
            .collect()
    }

    fn is_justified(&self, fact: FactId, node: Node) -> bool {
        let program = self.program();
        let Node::Rule(rule) = node else { return false };
        let mut said = program.justifications.iter().filter(|said| said.fact == fact);
        said.any(|said| said.covers(&program.rules[rule]))
    }

    /// The shortest unjustified way from `rule` to the gravest outcome that it reaches.
    fn way(&self, fact: FactId, rule: RuleId) -> Option<Vec<Node>> {
        let start = Node::Rule(rule);
        let mut came_from: BTreeMap<Node, Option<Node>> = BTreeMap::from([(start, None)]);
        let mut ahead = VecDeque::from([start]);
        let mut found: Option<(u8, Node)> = None;
        while let Some(node) = ahead.pop_front() {
            if let Some(weight) = self.outcome(node)
                && found.is_none_or(|(least, _)| weight < least)
            {
                found = Some((weight, node));
            }
            for (edge, to) in self.onward(node) {
                let follow = edge.carries() && !self.is_justified(fact, to);
                if follow && !came_from.contains_key(&to) {
                    came_from.insert(to, Some(node));
                    ahead.push_back(to);
                }
            }
        }
        let (_, end) = found?;
        let mut way = vec![end];
        let mut at = end;
        while let Some(before) = came_from.get(&at).copied().flatten() {
            way.push(before);
            at = before;
        }
        way.reverse();
        Some(way)
    }

    /// How grave an outcome for somebody `node` is: a decision first, then a claim, then what
    /// somebody may do; `None` for anything else.
    fn outcome(&self, node: Node) -> Option<u8> {
        let program = self.program();
        let Node::Term(term) = node else { return None };
        match program.terms[term].kind {
            TermKind::Decision { .. } => Some(0),
            TermKind::Entitlement => Some(1),
            TermKind::Value | TermKind::YesNo => {
                let mut judgements = program.judgements.rows().iter();
                judgements.any(|judgement| judgement.power == Some(term)).then_some(2)
            }
        }
    }

    fn finding(&self, id: FactId, fact: &Fact, rule: RuleId, way: &[Node]) -> Diagnostic {
        let program = self.program();
        let rules = || way.iter().copied().filter(|node| matches!(node, Node::Rule(_)));
        let steps = |language| {
            let steps = rules()
                .map(|node| format!("{} (`{}`)", self.cited(node, language), self.name(node)));
            steps.collect::<Vec<_>>().join(" → ")
        };
        let row = &program.rules[rule];
        let outcome = way.last().map_or("", |node| self.name(*node));
        let mut finding = Diagnostic::new(codes::PROTECTED_USE, self.read_at(id, rule))
            .with("fact", fact.name.as_str())
            .with("what", ground_words(fact))
            .with("outcome", outcome)
            .with("provision", row.ground.clone())
            .with("way", (steps(Language::Dutch), steps(Language::English)))
            .within(row.ground.clone());
        for node in rules().skip(1) {
            if let Some(span) = self.span(node) {
                let name = vec![("name", self.name(node).into())];
                finding = finding.and_at_with(span, "label-step", name);
            }
        }
        finding
    }

    /// Where `rule` reads `fact`.
    fn read_at(&self, fact: FactId, rule: RuleId) -> Span {
        let rule = &self.program().rules[rule];
        let mut at = None;
        for expression in rule.expressions() {
            expression.visit(&mut |expr| {
                if at.is_none() && expr.facts_read().contains(&fact) {
                    at = Some(expr.span);
                }
            });
        }
        at.unwrap_or(rule.span)
    }
}

/// What the fact is to equal treatment, in both languages.
fn ground_words(fact: &Fact) -> (String, String) {
    let ground = fact.privacy.ground().unwrap_or_default();
    match fact.privacy.protected {
        Some(_) => {
            (format!("een discriminatiegrond ({ground})"), format!("a protected ground ({ground})"))
        }
        None => (
            format!("een benadering van een discriminatiegrond ({ground})"),
            format!("a stand-in for a protected ground ({ground})"),
        ),
    }
}
