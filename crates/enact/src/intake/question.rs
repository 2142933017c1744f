//! How a question is put: what it asks, about whom, and what an answer looks like.

use super::{Asks, Intake, Question};
use crate::called::called;
use crate::names::Property;
use crate::record::field_of;
use crate::{inventory, written};
use enact_graph::Node;
use enact_model::program::{Expr, ExprKind, Fact, Target, Type};
use enact_model::table::FactId;
use enact_source::Language;

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
        if first.is_some() || self.is_read_on_other_days(id) {
            form.push_str(language.pick(
                ", of per dag: `vanaf 2016-01-01 : … vanaf 2020-01-01 : …`",
                ", or by day: `from 2016-01-01 : … from 2020-01-01 : …`",
            ));
        }
        form
    }

    /// Whether something below the decision reads the fact as on another day than the reference
    /// date.
    fn is_read_on_other_days(&self, fact: FactId) -> bool {
        let (program, graph) = (self.program(), self.ruleset.graph());
        let rests_on = graph.rests_on(Node::Term(self.term));
        let read = |expr: &Expr| match expr.reference().map(|reference| reference.target) {
            Some(Target::Fact(read)) => read == fact,
            Some(Target::Term(term)) => graph.rests_on(Node::Term(term)).contains(Node::Fact(fact)),
            Some(Target::Parameter(_) | Target::Judgement(_)) | None => false,
        };
        let mut found = false;
        for node in rests_on.nodes() {
            let Node::Rule(rule) = node else { continue };
            for expr in program.rules[rule].expressions() {
                expr.visit(&mut |expr| {
                    let (ExprKind::On { value, .. }
                    | ExprKind::SumOverMonths { value, .. }
                    | ExprKind::FirstDayOn { condition: value, .. }) = &expr.kind
                    else {
                        return;
                    };
                    value.visit(&mut |within| found |= read(within));
                });
            }
        }
        found
    }
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
