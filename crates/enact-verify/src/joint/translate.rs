//! The later law in the words of the earlier one.

use super::side::Side;
use crate::pairing::Pairing;
use enact_model::Program;
use enact_model::program::{Choice, Expr, ExprKind, Fact, Reference, Scale, Target, Type};
use enact_model::table::{ChoiceId, EntityId, FactId, Id, JudgementId, TermId};
use std::collections::BTreeMap;

/// Which row of the joint program each row of the later law is.
#[derive(Debug, Default)]
pub(super) struct Translation {
    entities: Vec<EntityId>,
    choices: BTreeMap<ChoiceId, ChoiceId>,
    /// Per fact of the later law; and what a number of the joint fact is times to be one of it.
    facts: Vec<(FactId, i128)>,
    judgements: Vec<JudgementId>,
    /// Per fact of the earlier law whose number in the joint case is coarser: likewise.
    finer: BTreeMap<FactId, i128>,
    /// How many rows the earlier law has.
    rows: Rows,
}

#[derive(Debug, Default)]
struct Rows {
    facts: usize,
    entities: usize,
    judgements: usize,
    laws: usize,
    parameters: usize,
    terms: usize,
    rules: usize,
    groups: usize,
}

/// The id so many rows further on.
pub(super) fn later<I: Id>(id: I, rows: usize) -> I {
    I::from_index(id.index() + rows)
}

impl Translation {
    /// Adds the subjects, facts and judgements of the later law to `program`.
    pub fn of(program: &mut Program, before: &Program, after: &Program, pairing: &Pairing) -> Self {
        let rows = Rows {
            facts: before.facts.len(),
            entities: before.entities.len(),
            judgements: before.judgements.len(),
            laws: before.laws.len(),
            parameters: before.parameters.len(),
            terms: before.terms.len(),
            rules: before.rules.len(),
            groups: before.groups.len(),
        };
        let mut translation = Self { rows, ..Self::default() };
        translation.add_entities(program, after, pairing);
        translation.add_choices(program, after);
        translation.add_facts(program, after, pairing);
        translation.add_judgements(program, after, pairing);
        translation
    }

    fn add_entities(&mut self, program: &mut Program, after: &Program, pairing: &Pairing) {
        for (id, entity) in after.entities.iter() {
            let place = pairing.entities.get(&id).copied().unwrap_or_else(|| {
                let mut entity = entity.clone();
                entity.law = later(entity.law, self.rows.laws);
                entity.facts.clear();
                entity.judgements.clear();
                program.entities.push(entity)
            });
            self.entities.push(place);
        }
    }

    fn add_choices(&mut self, program: &mut Program, after: &Program) {
        for (id, choice) in after.choices.iter() {
            let same = |known: &Choice| {
                known.options.len() == choice.options.len()
                    && known.options.iter().all(|option| choice.options.contains(option))
            };
            let known = program.choices.iter().find(|(_, known)| same(known)).map(|(id, _)| id);
            let place = known.unwrap_or_else(|| {
                let law = later(choice.law, self.rows.laws);
                program.choices.push(Choice { same_as: None, law, ..choice.clone() })
            });
            self.choices.insert(id, place);
        }
    }

    fn add_facts(&mut self, program: &mut Program, after: &Program, pairing: &Pairing) {
        // Ids first: facts name each other.
        let mut next = program.facts.len();
        for id in after.facts.ids() {
            let place = pairing.facts.get(&id).copied().unwrap_or_else(|| {
                next += 1;
                FactId::from_index(next - 1)
            });
            self.facts.push((place, 1));
        }
        for (id, fact) in after.facts.iter() {
            match pairing.facts.get(&id) {
                Some(known) => self.join(program, *known, (id, fact), after),
                None => self.add_fact(program, fact),
            }
        }
    }

    fn add_fact(&self, program: &mut Program, fact: &Fact) {
        let entity = self.entity(fact.entity);
        let slot = program.entities[entity].facts.len();
        let mut fact = Fact { entity, slot, ty: self.ty(fact.ty), ..fact.clone() };
        fact.law = later(fact.law, self.rows.laws);
        if let Some(list) = &mut fact.list {
            list.element = self.entity(list.element);
            list.way_back = list.way_back.map(|back| self.fact(back));
        }
        let id = program.facts.push(fact);
        program.entities[entity].facts.push(id);
    }

    /// Leaves of a fact only what both laws accept.
    fn join(
        &mut self,
        program: &mut Program,
        known: FactId,
        (id, fact): (FactId, &Fact),
        after: &Program,
    ) {
        let choice = match (program.facts[known].ty, fact.ty) {
            (Type::Choice(one), Type::Choice(other)) if self.choices.get(&other) != Some(&one) => {
                let mut both = program.choices[one].clone();
                both.options.retain(|option| after.choices[other].options.contains(option));
                Some(program.choices.push(both))
            }
            _ => None,
        };
        let row = &mut program.facts[known];
        row.optional &= fact.optional;
        row.decimals = row.decimals.min(fact.decimals);
        if let (Some(list), Some(other)) = (&mut row.list, fact.list) {
            list.most = list.most.min(other.most);
        }
        if let Some(choice) = choice {
            row.ty = Type::Choice(choice);
        }
        let (Scale::Fixed { denominator, range }, Scale::Fixed { denominator: own, range: other }) =
            (row.scale, fact.scale)
        else {
            return;
        };
        // Numbers that both can state: over the coarser denominator.
        let coarser = denominator.min(own);
        let (factor, of_later) = (denominator / coarser, own / coarser);
        let whole = |range: enact_value::Range, factor: i128| enact_value::Range {
            low: -(-range.low).div_euclid(factor),
            high: range.high.div_euclid(factor),
        };
        let range = whole(range, factor).intersect(whole(other, of_later)).unwrap_or(range);
        row.scale = Scale::Fixed { denominator: coarser, range };
        if factor != 1 {
            self.finer.insert(known, factor);
        }
        if let Some(place) = self.facts.get_mut(id.index()) {
            place.1 = of_later;
        }
    }

    fn add_judgements(&mut self, program: &mut Program, after: &Program, pairing: &Pairing) {
        for (id, judgement) in after.judgements.iter() {
            let place = pairing.judgements.get(&id).copied().unwrap_or_else(|| {
                let entity = self.entity(judgement.entity);
                let mut judgement = judgement.clone();
                judgement.law = later(judgement.law, self.rows.laws);
                judgement.entity = entity;
                judgement.slot = program.entities[entity].judgements.len();
                judgement.precondition = None;
                let id = program.judgements.push(judgement);
                program.entities[entity].judgements.push(id);
                id
            });
            self.judgements.push(place);
        }
    }

    /// Adds the laws, parameters, terms, rules, groups and assumptions of the later law.
    pub fn add_rules(&self, program: &mut Program, after: &Program) {
        self.coarsen(program);
        for law in after.laws.rows() {
            program.laws.push(law.clone());
        }
        for parameter in after.parameters.rows() {
            let mut parameter = parameter.clone();
            parameter.law = later(parameter.law, self.rows.laws);
            parameter.ty = self.ty(parameter.ty);
            program.parameters.push(parameter);
        }
        for term in after.terms.rows() {
            let mut term = term.clone();
            term.law = later(term.law, self.rows.laws);
            term.entity = self.entity(term.entity);
            term.ty = self.ty(term.ty);
            term.group = later(term.group, self.rows.groups);
            program.terms.push(term);
        }
        for rule in after.rules.rows() {
            let mut rule = rule.clone();
            rule.term = later(rule.term, self.rows.terms);
            rule.law = later(rule.law, self.rows.laws);
            rule.expressions_mut().for_each(|expr| self.expression(expr));
            program.rules.push(rule);
        }
        for group in after.groups.rows() {
            let mut group = group.clone();
            group.term = later(group.term, self.rows.terms);
            for member in &mut group.members {
                member.rule = later(member.rule, self.rows.rules);
            }
            program.groups.push(group);
        }
        for assumption in &after.assumptions {
            let mut assumption = assumption.clone();
            assumption.entity = self.entity(assumption.entity);
            self.expression(&mut assumption.condition);
            program.assumptions.push(assumption);
        }
        self.add_preconditions(program, after);
    }

    /// A power is exercised only in cases in which both laws give it.
    fn add_preconditions(&self, program: &mut Program, after: &Program) {
        for (id, judgement) in after.judgements.iter() {
            let Some(condition) = &judgement.precondition else { continue };
            let mut condition = condition.clone();
            self.expression(&mut condition);
            let Some(known) = self.judgements.get(id.index()) else { continue };
            let row = &mut program.judgements[*known];
            row.power = row.power.or(judgement.power.map(|power| later(power, self.rows.terms)));
            row.precondition = Some(match row.precondition.take() {
                None => condition,
                Some(own) => {
                    let (ty, scale, span) = (own.ty, own.scale, own.span);
                    Expr { kind: ExprKind::And(vec![own, condition]), ty, scale, span }
                }
            });
        }
    }

    /// Lets the rules of the earlier law read coarser numbers, where it has them finer.
    fn coarsen(&self, program: &mut Program) {
        if self.finer.is_empty() {
            return;
        }
        let mut change = |expr: &mut Expr| {
            let fact = read_fact(expr);
            if let Some(factor) = fact.and_then(|fact| self.finer.get(&fact)) {
                times(expr, *factor);
            }
        };
        let rules: Vec<_> = program.rules.ids().collect();
        for rule in rules {
            program.rules[rule].expressions_mut().for_each(|expr| expr.change(&mut change));
        }
        for assumption in &mut program.assumptions {
            assumption.condition.change(&mut change);
        }
        let judgements: Vec<JudgementId> = program.judgements.ids().collect();
        for judgement in judgements {
            if let Some(condition) = &mut program.judgements[judgement].precondition {
                condition.change(&mut change);
            }
        }
    }

    /// How a case of both laws is told to each.
    pub fn sides(&self, after: &Program) -> [Side; 2] {
        let entities = (0..self.rows.entities).map(EntityId::from_index).map(|id| (id, id));
        let facts = (0..self.rows.facts).map(FactId::from_index);
        let facts = facts.map(|id| (id, (id, self.finer.get(&id).copied().unwrap_or(1))));
        let judgements = (0..self.rows.judgements).map(JudgementId::from_index);
        let earlier = Side {
            entities: entities.collect(),
            facts: facts.collect(),
            judgements: judgements.map(|id| (id, id)).collect(),
        };
        let later = Side {
            entities: after.entities.ids().map(|id| (self.entity(id), id)).collect(),
            facts: self
                .facts
                .iter()
                .zip(after.facts.ids())
                .map(|((joint, factor), id)| (*joint, (id, *factor)))
                .collect(),
            judgements: self.judgements.iter().copied().zip(after.judgements.ids()).collect(),
        };
        [earlier, later]
    }

    fn expression(&self, expr: &mut Expr) {
        expr.change(&mut |part| self.part(part));
    }

    fn part(&self, expr: &mut Expr) {
        expr.ty = self.ty(expr.ty);
        match &mut expr.kind {
            ExprKind::Under(group) => *group = later(*group, self.rows.groups),
            ExprKind::Applies(rule) => *rule = later(*rule, self.rows.rules),
            ExprKind::Reciprocal(parameter) | ExprKind::Through { scale: parameter, .. } => {
                *parameter = later(*parameter, self.rows.parameters);
            }
            _ => {}
        }
        let fact = read_fact(expr);
        if let Some(reference) = expr.reference_mut() {
            self.reference(reference);
        }
        let factor = fact.and_then(|fact| self.facts.get(fact.index())).map(|(_, factor)| *factor);
        if let Some(factor) = factor.filter(|factor| *factor != 1) {
            times(expr, factor);
        }
    }

    fn reference(&self, reference: &mut Reference) {
        for fact in &mut reference.path {
            *fact = self.fact(*fact);
        }
        reference.target = match reference.target {
            Target::Fact(fact) => Target::Fact(self.fact(fact)),
            Target::Parameter(id) => Target::Parameter(later(id, self.rows.parameters)),
            Target::Term(id) => Target::Term(self.term(id)),
            Target::Judgement(id) => {
                Target::Judgement(self.judgements.get(id.index()).copied().unwrap_or(id))
            }
        };
    }

    fn term(&self, id: TermId) -> TermId {
        later(id, self.rows.terms)
    }

    fn entity(&self, id: EntityId) -> EntityId {
        self.entities.get(id.index()).copied().unwrap_or(id)
    }

    fn fact(&self, id: FactId) -> FactId {
        self.facts.get(id.index()).map_or(id, |(known, _)| *known)
    }

    fn ty(&self, ty: Type) -> Type {
        match ty {
            Type::Choice(id) => Type::Choice(self.choices.get(&id).copied().unwrap_or(id)),
            Type::Subject(id) => Type::Subject(self.entity(id)),
            Type::List(id) => Type::List(self.entity(id)),
            other => other,
        }
    }
}

/// The fact whose number the expression is.
fn read_fact(expr: &Expr) -> Option<FactId> {
    match &expr.kind {
        ExprKind::Read(Reference { target: Target::Fact(fact), .. }) => Some(*fact),
        _ => None,
    }
}

/// The number times a whole factor: over a denominator that is so many times finer.
fn times(expr: &mut Expr, factor: i128) {
    let mut inner = expr.clone();
    if let Scale::Fixed { denominator, .. } = &mut inner.scale {
        *denominator /= factor;
    }
    expr.kind = ExprKind::Rescale { value: Box::new(inner), factor };
}
