//! How a question is put: what it asks, about whom, and what an answer looks like.

use super::{Asks, Intake, Question};
use crate::called::called;
use crate::names::Property;
use crate::record::field_of;
use crate::{Ruleset, inventory, written};
use enact_graph::Node;
use enact_model::program::{Expr, ExprKind, Fact, Target, Type};
use enact_model::table::{FactId, TermId};
use enact_source::Language;
use std::collections::BTreeSet;

impl Intake<'_> {
    pub(super) fn asked(&self, subject: u32, property: Property) -> Question {
        let (program, language) = (self.program(), self.language);
        let field = |name: &str| field_of(program, &self.case, subject, name);
        let named = |name: &str| called(program, &self.case, subject, name, language);
        let yes_no = || language.pick("ja/nee", "yes/no").to_owned();
        match property {
            Property::Fact(id) => {
                let fact = &program.facts[id];
                let (asks, form) = match fact.ty {
                    Type::Subject(_) => (Asks::Presence, yes_no()),
                    Type::List(_) => (Asks::Elements, self.elements(fact)),
                    _ => (Asks::Value, self.form(subject, id)),
                };
                Question {
                    property,
                    subject,
                    name: named(&fact.name),
                    field: field(&fact.name),
                    asks,
                    form,
                    provision: fact.ground.cite(language),
                    source: fact.source.clone(),
                }
            }
            Property::Judgement(id) => {
                let judgement = &program.judgements[id];
                Question {
                    property,
                    subject,
                    name: named(&judgement.name),
                    field: field(&judgement.name),
                    asks: Asks::Value,
                    form: yes_no(),
                    provision: judgement.ground.cite(language),
                    source: judgement.by.clone(),
                }
            }
        }
    }

    /// `a number, at most 12, or their names: Bo; Kim`.
    fn elements(&self, fact: &Fact) -> String {
        let most = fact.list.map_or(0, |listing| listing.most);
        match self.language {
            Language::Dutch => format!("een aantal, ten hoogste {most}, of hun namen: Bo; Kim"),
            Language::English => format!("a number, at most {most}, or their names: Bo; Kim"),
        }
    }

    fn form(&self, subject: u32, id: FactId) -> String {
        let (program, language) = (self.program(), self.language);
        let fact = &program.facts[id];
        let mut form = inventory::holds(program, fact, language);
        form.push_str(&example(fact.ty, language));
        if fact.optional {
            form.push_str(language.pick(", of `geen`", ", or `none`"));
        }
        let first = self.case.through_time(subject, fact).and_then(|values| values.first());
        if let Some((from, _)) = first {
            form.push_str(language.pick(" (nog onbekend vóór ", " (still unknown before "));
            form.push_str(&written::iso(*from));
            form.push(')');
        }
        if first.is_some() || self.on_other_days.contains(&id) {
            form.push_str(language.pick(
                ", of per dag: `vanaf 2016-01-01 : … vanaf 2020-01-01 : …`",
                ", or by day: `from 2016-01-01 : … from 2020-01-01 : …`",
            ));
        }
        form
    }
}

/// The facts that something below the decision reads as on another day than the reference date.
pub(super) fn read_on_other_days(ruleset: &Ruleset, decision: TermId) -> BTreeSet<FactId> {
    let (program, graph) = (ruleset.program(), ruleset.graph());
    let (mut facts, mut terms) = (BTreeSet::new(), BTreeSet::new());
    let mut read = |expr: &Expr| match expr.reference().map(|reference| reference.target) {
        Some(Target::Fact(fact)) => {
            facts.insert(fact);
        }
        Some(Target::Term(term)) => {
            terms.insert(term);
        }
        Some(Target::Parameter(_) | Target::Judgement(_)) | None => {}
    };
    for node in graph.rests_on(Node::Term(decision)).nodes() {
        let Node::Rule(rule) = node else { continue };
        for expr in program.rules[rule].expressions() {
            expr.visit(&mut |expr| {
                if let ExprKind::On { value, .. }
                | ExprKind::SumOverMonths { value, .. }
                | ExprKind::FirstDayOn { condition: value, .. } = &expr.kind
                {
                    value.visit(&mut read);
                }
            });
        }
    }
    for term in terms {
        let below = graph.rests_on(Node::Term(term));
        facts.extend(below.nodes().filter_map(|node| match node {
            Node::Fact(fact) => Some(fact),
            _ => None,
        }));
    }
    facts
}

/// What an answer looks like, where that is not plain.
fn example(ty: Type, language: Language) -> String {
    let such = language.pick("zoals", "such as");
    match ty {
        Type::Money(currency, _) => {
            let sign = currency.sign();
            let amount = match language {
                Language::Dutch => format!("{sign} 1.250,50"),
                Language::English => format!("{sign}1,250.50"),
            };
            format!(", {such} {amount}")
        }
        Type::Date => format!(", {such} {}", language.pick("1 maart 1990", "1 March 1990")),
        Type::Percentage => format!(", {such} {}", language.pick("4,5%", "4.5%")),
        Type::Months => format!(", {such} {}", language.pick("18 maanden", "18 months")),
        Type::Days => format!(", {such} {}", language.pick("14 dagen", "14 days")),
        _ => String::new(),
    }
}
