//! Follows protected facts, and what stands in for them, to the decisions that rest on them.
//!
//! Start at [`RuleGraph::protected`]. A way from such a fact to a decision is a finding, unless
//! a provision on it says why the use is justified. That an outcome is the same for every value
//! of the fact is not known here: the way alone counts. Who has proved that says so with
//! [`RuleGraph::without_influence`].

use crate::{Node, RuleGraph, codes};
use enact_model::program::{Fact, Justification, TermKind};
use enact_model::table::{FactId, RuleId, TermId};
use enact_source::{Diagnostic, Language, Span};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A rule that reads a protected fact, from where an unjustified way goes on to an outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProtectedUse {
    /// The fact.
    pub fact: FactId,
    /// The rule that reads it.
    pub rule: RuleId,
    /// The outcomes it reaches, the gravest first.
    pub outcomes: Vec<Outcome>,
}

/// An outcome for somebody that rests on a protected fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The decision, the claim or what somebody may do.
    pub term: TermId,
    /// The shortest way there.
    way: Vec<Node>,
}

impl RuleGraph {
    /// The ways from protected facts to outcomes that no provision justifies, in order of the
    /// facts and rules.
    #[must_use]
    pub fn protected(&self) -> Vec<ProtectedUse> {
        let facts = self.program().facts.iter();
        let protected = facts.filter(|(_, fact)| fact.privacy.ground().is_some());
        protected.flat_map(|(id, _)| self.unjustified(id)).collect()
    }

    /// The justifications of nothing.
    #[must_use]
    pub fn idle_justifications(&self) -> Vec<Diagnostic> {
        let program = self.program();
        let justified = program.justifications.iter().zip(&self.justified);
        let idle = justified.filter(|(_, rules)| rules.is_empty());
        let findings = idle.map(|(said, _)| {
            Diagnostic::new(codes::IDLE_JUSTIFICATION, said.span)
                .with("fact", program.facts[said.fact].name.as_str())
                .with("provision", said.ground.clone())
                .within(said.ground.clone())
        });
        findings.collect()
    }

    /// That `outcome` rests on the fact without a justification.
    #[must_use]
    pub fn without_justification(&self, found: &ProtectedUse, outcome: &Outcome) -> Diagnostic {
        let program = self.program();
        let way = &outcome.way;
        let rules = || way.iter().copied().filter(|node| matches!(node, Node::Rule(_)));
        let steps = |language| {
            let steps = rules()
                .map(|node| format!("{} (`{}`)", self.cited(node, language), self.name(node)));
            steps.collect::<Vec<_>>().join(" → ")
        };
        let (fact, row) = (&program.facts[found.fact], &program.rules[found.rule]);
        let mut finding = Diagnostic::new(codes::PROTECTED_USE, self.read_at(found))
            .with("fact", fact.name.as_str())
            .with("what", ground_words(fact))
            .with("outcome", program.terms[outcome.term].name.as_str())
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

    /// That the fact is read on the way to outcomes, and it is proved that it changes none.
    #[must_use]
    pub fn without_influence(&self, found: &ProtectedUse) -> Diagnostic {
        let program = self.program();
        let (fact, row) = (&program.facts[found.fact], &program.rules[found.rule]);
        let names = |and: &str| {
            let names: Vec<String> = found
                .outcomes
                .iter()
                .map(|outcome| format!("`{}`", program.terms[outcome.term].name))
                .collect();
            match names.split_last() {
                Some((last, [])) => last.clone(),
                Some((last, others)) => format!("{} {and} {last}", others.join(", ")),
                None => String::new(),
            }
        };
        Diagnostic::new(codes::PROTECTED_IDLE, self.read_at(found))
            .with("fact", fact.name.as_str())
            .with("what", ground_words(fact))
            .with("outcomes", (names("en"), names("and")))
            .within(row.ground.clone())
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

    /// Each rule that reads `fact` and from which an unjustified way goes on to an outcome.
    fn unjustified(&self, fact: FactId) -> Vec<ProtectedUse> {
        let readers = self.onward(Node::Fact(fact)).into_iter().filter_map(|(_, to)| match to {
            Node::Rule(rule) if !self.is_justified(fact, to) => Some(rule),
            _ => None,
        });
        let used = readers.map(|rule| {
            let outcomes = self.outcomes(fact, rule);
            ProtectedUse { fact, rule, outcomes }
        });
        used.filter(|found| !found.outcomes.is_empty()).collect()
    }

    fn is_justified(&self, fact: FactId, node: Node) -> bool {
        let program = self.program();
        let Node::Rule(rule) = node else { return false };
        let mut said = program.justifications.iter().filter(|said| said.fact == fact);
        said.any(|said| said.covers(&program.rules[rule]))
    }

    /// The outcomes that an unjustified way leads to from `rule`: the gravest first, then the
    /// nearest.
    fn outcomes(&self, fact: FactId, rule: RuleId) -> Vec<Outcome> {
        let start = Node::Rule(rule);
        let mut came_from: BTreeMap<Node, Option<Node>> = BTreeMap::from([(start, None)]);
        let mut ahead = VecDeque::from([start]);
        let mut found: Vec<(u8, TermId)> = Vec::new();
        while let Some(node) = ahead.pop_front() {
            found.extend(self.outcome(node));
            for (edge, to) in self.onward(node) {
                let follow = edge.carries() && !self.is_justified(fact, to);
                if follow && !came_from.contains_key(&to) {
                    came_from.insert(to, Some(node));
                    ahead.push_back(to);
                }
            }
        }
        found.sort_by_key(|(weight, _)| *weight);
        let outcomes = found.into_iter().map(|(_, term)| {
            let mut way = vec![Node::Term(term)];
            let mut at = Node::Term(term);
            while let Some(before) = came_from.get(&at).copied().flatten() {
                way.push(before);
                at = before;
            }
            way.reverse();
            Outcome { term, way }
        });
        outcomes.collect()
    }

    /// How grave an outcome for somebody `node` is: a decision first, then a claim, then what
    /// somebody may do; `None` for anything else.
    fn outcome(&self, node: Node) -> Option<(u8, TermId)> {
        let program = self.program();
        let Node::Term(term) = node else { return None };
        let weight = match program.terms[term].kind {
            TermKind::Decision { .. } => Some(0),
            TermKind::Entitlement => Some(1),
            TermKind::Value | TermKind::YesNo => {
                let mut judgements = program.judgements.rows().iter();
                judgements.any(|judgement| judgement.power == Some(term)).then_some(2)
            }
        };
        weight.map(|weight| (weight, term))
    }

    /// Where the rule reads the fact.
    fn read_at(&self, found: &ProtectedUse) -> Span {
        let (fact, rule) = (found.fact, &self.program().rules[found.rule]);
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
