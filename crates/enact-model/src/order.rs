//! The order in which rules can be understood: what is read comes before what reads it.
//!
//! A loop is shown rule by rule, with the provision of each.

use crate::check::Checker;
use crate::codes;
use crate::draft::Draft;
use crate::mentions::{Mention, each_expression, mentions};
use crate::names::Symbol;
use crate::program::Type;
use crate::table::{Id, RuleId, TermId};
use enact_source::{Argument, Diagnostic, Language, Provision};
use enact_syntax::tree::{CitedProvision, Expr, ExprKind, Name};
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::VecDeque;

/// A step of the check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Check this rule.
    Rule(RuleId),
    /// All rules of this term are checked: weigh them.
    Term(TermId),
}

impl Checker {
    /// Rules and terms, each after everything it reads; without those that are part of a loop.
    pub(crate) fn order(&mut self, drafts: &[Draft<'_>]) -> Vec<Unit> {
        let mut graph: DiGraph<Unit, ()> = DiGraph::new();
        let terms: Vec<NodeIndex> = (0..self.terms.len())
            .map(|index| graph.add_node(Unit::Term(TermId::from_index(index))))
            .collect();
        let rules: Vec<NodeIndex> = (0..drafts.len())
            .map(|index| graph.add_node(Unit::Rule(RuleId::from_index(index))))
            .collect();
        let mut of_term: Vec<Vec<usize>> = vec![Vec::new(); self.terms.len()];
        for (index, draft) in drafts.iter().enumerate() {
            of_term[draft.term.index()].push(index);
            graph.update_edge(terms[draft.term.index()], rules[index], ());
        }
        for (index, draft) in drafts.iter().enumerate() {
            let mut see = |expr: &Expr| {
                mentions(expr, &mut |mention| match mention {
                    Mention::Compared(name, with) if self.is_option_of(draft, name, with) => {}
                    Mention::Bare(name) | Mention::Compared(name, _) | Mention::Of(name) => {
                        if let Some(Symbol::Term(term)) = self.symbols.lookup(draft.law, name) {
                            graph.update_edge(rules[index], terms[term.index()], ());
                        }
                    }
                    Mention::Under(cited) => {
                        for rule in self.under(cited, draft, drafts, &of_term) {
                            graph.update_edge(rules[index], rules[rule], ());
                        }
                    }
                });
            };
            each_expression(draft.content, &mut see);
            draft.scopes.iter().for_each(|scope| see(scope));
        }
        let mut order = Vec::with_capacity(graph.node_count());
        for component in kosaraju_scc(&graph) {
            let alone = component.len() == 1 && !graph.contains_edge(component[0], component[0]);
            if alone {
                order.push(graph[component[0]]);
            } else {
                self.cycle(&graph, &component, drafts);
            }
        }
        order
    }

    /// Whether `name` is an option of the fact that it is compared with: then it mentions no rule,
    /// though one may have that name.
    fn is_option_of(&self, draft: &Draft<'_>, name: &Name, with: &Expr) -> bool {
        let of = match &with.kind {
            ExprKind::Name(of) | ExprKind::Of { name: of, .. } => of,
            _ => return false,
        };
        let ty = match self.symbols.lookup(draft.law, of) {
            Some(Symbol::Fact(fact)) => Some(self.program.facts[fact].ty),
            Some(Symbol::Term(term)) => self.terms[term.index()].ty,
            Some(Symbol::Parameter(parameter)) => Some(self.program.parameters[parameter].ty),
            _ => None,
        };
        match ty {
            Some(Type::Choice(choice)) => self.program.choices[choice].has(&name.text),
            _ => false,
        }
    }

    /// The rules that `the value under P` reads: of the rule's own term, or else of the only
    /// term that P has rules for. Places in `drafts`.
    pub(crate) fn under(
        &self,
        cited: &CitedProvision,
        draft: &Draft<'_>,
        drafts: &[Draft<'_>],
        of_term: &[Vec<usize>],
    ) -> Vec<usize> {
        let Some(within) = self.place_of(cited, draft) else { return Vec::new() };
        if let Some(instance) = draft.applied {
            let short = &self.program.laws[within.0].short;
            let applied = |index: &usize| {
                drafts[*index].applied.is_some_and(|other| {
                    other.application == instance.application
                        && other.origin.law == *short
                        && other.origin.provision.as_ref().is_some_and(|at| within.1.contains(at))
                })
            };
            let applied: Vec<usize> = (0..drafts.len()).filter(applied).collect();
            if !applied.is_empty() {
                return applied;
            }
        }
        let inside = |index: &usize| {
            !drafts[*index].silences()
                && !matches!(drafts[*index].content, crate::draft::Content::OutOfScope(_))
                && drafts[*index].law == within.0
                && drafts[*index].provision.is_some_and(|place| within.1.contains(place))
        };
        let own: Vec<usize> = of_term[draft.term.index()].iter().copied().filter(inside).collect();
        if !own.is_empty() {
            return own;
        }
        let all: Vec<usize> = (0..drafts.len()).filter(inside).collect();
        let one_term = all.windows(2).all(|pair| drafts[pair[0]].term == drafts[pair[1]].term);
        if one_term { all } else { Vec::new() }
    }

    fn place_of(
        &self,
        cited: &CitedProvision,
        draft: &Draft<'_>,
    ) -> Option<(crate::table::LawId, Provision)> {
        let law = match &cited.law {
            None => draft.law,
            Some(name) => self.symbols.law(&name.text)?,
        };
        Some((law, crate::cite::absolute(cited, draft.provision)?))
    }

    fn cycle(&mut self, graph: &DiGraph<Unit, ()>, component: &[NodeIndex], drafts: &[Draft<'_>]) {
        let round: Vec<&Draft<'_>> = shortest_round(graph, component)
            .into_iter()
            .filter_map(|node| match graph[node] {
                Unit::Rule(rule) => Some(&drafts[rule.index()]),
                Unit::Term(_) => None,
            })
            .collect();
        let Some(first) = round.first() else { return };
        let name = |draft: &Draft<'_>| self.terms[draft.term.index()].name.clone();
        let steps = |language: Language| {
            let steps = round.iter().chain([first]);
            let steps = steps.map(|draft| {
                let place = draft.ground.cite_within(&first.ground.law, language);
                format!("`{}` ({place})", name(draft))
            });
            steps.collect::<Vec<_>>().join(" → ")
        };
        let mut finding = Diagnostic::new(codes::CYCLE, first.span)
            .with("name", name(first))
            .with("round", (steps(Language::Dutch), steps(Language::English)))
            .within(first.ground.clone());
        for draft in round.iter().skip(1) {
            let words: Vec<(&'static str, Argument)> = vec![("step", name(draft).into())];
            finding = finding.and_at_with(draft.span, "label-step", words);
        }
        self.report(finding);
    }
}

/// A shortest way from the component's first rule back to itself.
fn shortest_round(graph: &DiGraph<Unit, ()>, component: &[NodeIndex]) -> Vec<NodeIndex> {
    let is_rule = |node: &&NodeIndex| matches!(graph[**node], Unit::Rule(_));
    let Some(start) = component.iter().filter(is_rule).min().copied() else { return Vec::new() };
    let mut came_from = vec![None; graph.node_count()];
    let mut waiting = VecDeque::from([start]);
    while let Some(node) = waiting.pop_front() {
        for next in graph.neighbors(node).filter(|next| component.contains(next)) {
            if next == start {
                let mut round = vec![node];
                while let Some(before) = came_from[round[round.len() - 1].index()] {
                    round.push(before);
                }
                round.reverse();
                return round;
            }
            if came_from[next.index()].is_none() {
                came_from[next.index()] = Some(node);
                waiting.push_back(next);
            }
        }
    }
    Vec::new()
}
