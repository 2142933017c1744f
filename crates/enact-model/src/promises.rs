//! What the law says about every case: assumptions and safeguards.

use crate::check::{Checker, Reported};
use crate::codes;
use crate::declare::{Place, places};
use crate::expression::Scope;
use crate::known::Known;
use crate::mentions::{Mention, mentions};
use crate::names::Symbol;
use crate::program::{
    Assumption, Expr, ExprKind, Promise, Reference, Safeguard, Scale, Target, TermKind, Type,
};
use crate::table::{EntityId, FactId, Id, LawId, TermId};
use enact_source::{Citation, Diagnostic, Span};
use enact_syntax::tree::{self, DeclarationKind, Direction, Document, Name};
use enact_value::Value;

impl Checker {
    /// What the outside world guarantees; narrows the ranges of facts.
    pub(crate) fn assumptions(&mut self, documents: &[Document]) {
        for place in places(documents) {
            if let DeclarationKind::Assume(condition) = &place.declaration.kind {
                // A finding is reported; the check goes on without this guarantee.
                let _ = self.assumption(place, condition);
            }
        }
    }

    fn assumption(&mut self, place: Place<'_>, condition: &tree::Expr) -> Result<(), Reported> {
        let scope = self.standing(place, condition)?;
        let condition = self.condition(condition, &scope)?;
        let known = Known::default().and(&condition, true);
        let mut facts: Vec<(FactId, Reference)> = Vec::new();
        condition.visit(&mut |part| {
            if let ExprKind::Read(reference) = &part.kind
                && let (Target::Fact(fact), true) = (reference.target, reference.path.is_empty())
            {
                facts.push((fact, reference.clone()));
            }
        });
        for (fact, reference) in facts {
            let declared = self.program.facts[fact].scale;
            if let Scale::Fixed { range, .. } = known.narrow(&reference, declared) {
                let earlier = self.assumed.get(&fact).copied().unwrap_or(range);
                self.assumed.insert(fact, range.intersect(earlier).unwrap_or(range));
            }
        }
        let (entity, span) = (scope.entity, place.declaration.span);
        self.program.assumptions.push(Assumption { entity, condition, ground: scope.ground, span });
        Ok(())
    }

    /// The place of a condition about every subject of the kind that it names.
    fn standing<'d>(
        &mut self,
        place: Place<'d>,
        condition: &tree::Expr,
    ) -> Result<Scope<'d>, Reported> {
        let law = place.law;
        let mut named: Option<EntityId> = None;
        mentions(condition, &mut |mention| {
            if let Mention::Bare(name) = mention {
                let symbol = self.symbols.lookup(law, name);
                named = named.or(match symbol {
                    Some(Symbol::Fact(fact)) => Some(self.program.facts[fact].entity),
                    Some(Symbol::Term(term)) => self.terms[term.index()].entity,
                    Some(Symbol::Judgement(id)) => Some(self.program.judgements[id].entity),
                    Some(Symbol::Entity(_) | Symbol::Parameter(_)) | None => None,
                });
            }
        });
        let entity = match named {
            Some(entity) => entity,
            None => self.default_entity(law, place.declaration.span, &self.ground(place))?,
        };
        Ok(self.about(place, entity))
    }

    /// The place of a condition about every `entity`.
    fn about<'d>(&self, place: Place<'d>, entity: EntityId) -> Scope<'d> {
        Scope {
            law: place.law,
            entity,
            outer: Vec::new(),
            provision: place.block.provision.as_ref(),
            ground: self.ground(place),
            known: Known::default(),
            settled: false,
            rule: None,
        }
    }

    /// Promises: checked in their types; proving them is not done here.
    pub(crate) fn safeguards(&mut self, documents: &[Document]) {
        for place in places(documents) {
            let DeclarationKind::Safeguard(safeguard) = &place.declaration.kind else { continue };
            let ground = self.ground(place);
            let Ok((group, promise)) = self.promise(place, &ground, safeguard) else { continue };
            self.program.safeguards.push(Safeguard {
                title: safeguard.title.text.clone(),
                denied: safeguard.denied,
                group,
                promise,
                ground,
                span: place.declaration.span,
            });
        }
    }

    /// The group that a safeguard is limited to, and what it promises.
    fn promise(
        &mut self,
        place: Place<'_>,
        ground: &Citation,
        safeguard: &tree::Safeguard,
    ) -> Result<(Option<Expr>, Promise), Reported> {
        let (tree::Promise::Always(condition)
        | tree::Promise::NoEntitlement { when: condition, .. }) = &safeguard.promise
        else {
            let (term, promise) = self.movement(place, ground, &safeguard.promise)?;
            let entity = self.terms[term.index()].entity.ok_or(Reported)?;
            let group = self.group_of(safeguard, &self.about(place, entity))?;
            return Ok((group, promise));
        };
        let claim = match &safeguard.promise {
            tree::Promise::NoEntitlement { value, .. } => {
                Some(self.promised_claim(place.law, ground, value)?)
            }
            _ => None,
        };
        let mut scope = match claim.and_then(|term| self.terms[term.index()].entity) {
            Some(entity) => self.about(place, entity),
            None => self.standing(place, condition)?,
        };
        let group = self.group_of(safeguard, &scope)?;
        if let Some(group) = &group {
            scope.known = scope.known.and(group, true);
        }
        let condition = self.condition(condition, &scope)?;
        Ok((
            group,
            match claim {
                Some(term) => Promise::NoEntitlement { term, when: condition },
                None => Promise::Always { entity: scope.entity, condition },
            },
        ))
    }

    /// The condition of the group that a safeguard is limited to.
    fn group_of(
        &mut self,
        safeguard: &tree::Safeguard,
        scope: &Scope<'_>,
    ) -> Result<Option<Expr>, Reported> {
        safeguard.group.as_ref().map(|group| self.condition(group, scope)).transpose()
    }

    /// The claim that `name` names.
    fn promised_claim(
        &mut self,
        law: LawId,
        ground: &Citation,
        name: &Name,
    ) -> Result<TermId, Reported> {
        let term = self.term_named(law, ground, name)?;
        let kind = &self.terms[term.index()].kind;
        if matches!(kind, TermKind::Entitlement | TermKind::Decision { .. }) {
            return Ok(term);
        }
        Err(self.wrong_kind(name, ("een gewone waarde", "a plain value"), "help-claim", ground))
    }

    /// A promise about two cases, and the value that it is about.
    fn movement(
        &mut self,
        place: Place<'_>,
        ground: &Citation,
        promise: &tree::Promise,
    ) -> Result<(TermId, Promise), Reported> {
        let (law, span) = (place.law, place.declaration.span);
        Ok(match promise {
            tree::Promise::Always(_) | tree::Promise::NoEntitlement { .. } => return Err(Reported),
            tree::Promise::Monotone { value, never, fact, moves } => {
                let (term, fact) = self.term_and_fact(law, ground, value, fact)?;
                self.ordered(self.terms[term.index()].ty, value.span, ground)?;
                self.ordered(Some(self.program.facts[fact].ty), span, ground)?;
                let (never_up, fact_up) = (*never == Direction::Up, *moves == Direction::Up);
                (term, Promise::Monotone { term, never_up, fact, fact_up })
            }
            tree::Promise::Bounded { value, by, fact, step } => {
                let (term, fact) = self.term_and_fact(law, ground, value, fact)?;
                let (ty, scale) = (self.terms[term.index()].ty, self.terms[term.index()].scale);
                let by = self.amount_of(by, ty.ok_or(Reported)?, scale.ok_or(Reported)?, ground)?;
                let (ty, scale) = (self.program.facts[fact].ty, self.program.facts[fact].scale);
                let step = self.amount_of(step, ty, scale, ground)?;
                (term, Promise::Bounded { term, by, fact, step })
            }
            tree::Promise::Independent { value, fact } => {
                let (term, fact) = self.term_and_fact(law, ground, value, fact)?;
                (term, Promise::Independent { term, fact })
            }
            tree::Promise::Symmetric { value, left, right } => {
                let term = self.term_named(law, ground, value)?;
                let entity = self.terms[term.index()].entity.ok_or(Reported)?;
                let other = self.other_subject(law, ground, entity, (left, right))?;
                (term, Promise::Symmetric { term, other })
            }
        })
    }

    /// The fact that holds the other of two subjects that change places.
    fn other_subject(
        &mut self,
        law: LawId,
        ground: &Citation,
        entity: EntityId,
        (left, right): (&Name, &Name),
    ) -> Result<FactId, Reported> {
        let is_self = |checker: &Self, name: &Name| {
            checker.symbols.lookup(law, name) == Some(Symbol::Entity(entity))
        };
        let other = if is_self(self, left) { right } else { left };
        match self.find(law, other, Some(ground))? {
            Symbol::Fact(fact) if self.program.facts[fact].ty == Type::Subject(entity) => Ok(fact),
            _ => Err(self.report(
                Diagnostic::new(codes::NO_SUBJECT, other.span)
                    .with("name", other.text.as_str())
                    .within(ground.clone()),
            )),
        }
    }

    fn ordered(&mut self, ty: Option<Type>, span: Span, ground: &Citation) -> Result<(), Reported> {
        let ty = ty.ok_or(Reported)?;
        if ty.unit().is_some() || ty == Type::Date {
            return Ok(());
        }
        let words = crate::check::type_words(ty, &self.program);
        Err(self.report(
            Diagnostic::new(codes::NO_ORDER, span).with("type", words).within(ground.clone()),
        ))
    }

    /// A figure over the denominator of what it measures.
    fn amount_of(
        &mut self,
        expr: &tree::Expr,
        ty: Type,
        scale: Scale,
        ground: &Citation,
    ) -> Result<Expr, Reported> {
        let Scale::Fixed { denominator, .. } = scale else {
            let words = crate::check::type_words(ty, &self.program);
            let finding = Diagnostic::new(codes::NO_SIZE, expr.span).with("type", words);
            return Err(self.report(finding.within(ground.clone())));
        };
        let value = self.value_of(expr, ty, denominator, ground)?;
        let range = match value {
            Value::Number(units) => enact_value::Range::exactly(units),
            _ => return Err(Reported),
        };
        let scale = Scale::Fixed { denominator, range };
        Ok(Expr { kind: ExprKind::Literal(value), ty, scale, span: expr.span })
    }

    fn term_and_fact(
        &mut self,
        law: LawId,
        ground: &Citation,
        value: &Name,
        fact: &Name,
    ) -> Result<(TermId, FactId), Reported> {
        let term = self.term_named(law, ground, value);
        let fact = match self.find(law, fact, Some(ground))? {
            Symbol::Fact(fact) => fact,
            other => {
                return Err(self.wrong_kind(fact, other.words(), "help-fact", ground));
            }
        };
        Ok((term?, fact))
    }

    /// The term that `name` names.
    pub(crate) fn term_named(
        &mut self,
        law: LawId,
        ground: &Citation,
        name: &Name,
    ) -> Result<TermId, Reported> {
        match self.find(law, name, Some(ground))? {
            Symbol::Term(term) => Ok(term),
            other => Err(self.wrong_kind(name, other.words(), "help-term", ground)),
        }
    }
}
