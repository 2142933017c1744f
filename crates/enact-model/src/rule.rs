//! Checks the rules in their order and settles what each term holds.

use crate::applied::Instance;
use crate::check::{Checker, Reported};
use crate::codes;
use crate::declare::denominator;
use crate::draft::{Content, Draft};
use crate::expression::{Scope, Siblings, hull};
use crate::known::Known;
use crate::mismatch::words_of_two;
use crate::order::Unit;
use crate::program::{
    Clauses, Expr, ExprKind, Gives, Limb, Reference, Rule, Scale, Target, Term, TermKind, Type,
};
use crate::table::{GroupId, Id, RuleId, TermId};
use enact_source::{Diagnostic, Span};
use enact_syntax::tree::{self, Body, Condition, When};
use enact_value::lcm;

impl Checker {
    /// Checks every rule after what it reads; then weighs the rules of each term.
    pub(crate) fn rules(&mut self, drafts: &[Draft<'_>], order: &[Unit]) {
        let mut of_term: Vec<Vec<usize>> = vec![Vec::new(); self.terms.len()];
        for (index, draft) in drafts.iter().enumerate() {
            of_term[draft.term.index()].push(index);
        }
        self.rules = drafts.iter().map(|_| None).collect();
        let mut groups: Vec<Option<GroupId>> = vec![None; self.terms.len()];
        for unit in order {
            match unit {
                Unit::Rule(rule) => {
                    let draft = &drafts[rule.index()];
                    let siblings = Siblings { draft, drafts, of_term: &of_term };
                    self.rules[rule.index()] = self.rule(siblings).ok();
                }
                Unit::Term(term) => {
                    groups[term.index()] = self.settle(*term, &of_term, drafts).ok();
                    self.program.order.push(*term);
                }
            }
        }
        self.terms_into_program(&groups);
    }

    fn terms_into_program(&mut self, groups: &[Option<GroupId>]) {
        for (draft, group) in self.terms.iter().zip(groups) {
            let (Some(group), Some(entity), Some(ty), Some(scale)) =
                (group, draft.entity, draft.ty, draft.scale)
            else {
                // Its finding is reported; the table stays aligned up to the first such term.
                return;
            };
            self.program.terms.push(Term {
                name: draft.name.clone(),
                law: draft.law,
                entity,
                kind: draft.kind.clone(),
                legal: draft.legal.clone(),
                ty,
                scale,
                group: *group,
                ground: draft.ground.clone(),
                span: draft.span,
            });
        }
    }

    fn rule(&mut self, siblings: Siblings<'_>) -> Result<Rule, Reported> {
        let draft = siblings.draft;
        let scope = Scope {
            law: draft.law,
            entity: self.terms[draft.term.index()].entity.ok_or(Reported)?,
            outer: Vec::new(),
            provision: draft.provision,
            ground: draft.ground.clone(),
            known: Known::default(),
            settled: false,
            rule: Some(siblings),
        };
        if let Some(instance) = draft.applied {
            self.same_types(instance, draft)?;
        }
        let (scope, within) = self.within(scope, siblings)?;
        let notwithstanding = self.exceptions(siblings);
        let clauses = Clauses { within, ..self.clauses(siblings) };
        let (when, unless, gives) = match draft.content {
            Content::NoEntitlement(condition) => {
                let (when, unless, _) = self.conditions(condition, &scope)?;
                (when, unless, Gives::NoEntitlement)
            }
            Content::OutOfScope(condition) => {
                let when = self.condition(condition, &scope)?;
                let span = when.span;
                let fails = Expr::yes_no(ExprKind::Not(Box::new(when)), span);
                (Some(fails), None, Gives::NoEntitlement)
            }
            Content::Power(condition) => {
                let when = self.condition(condition, &scope)?;
                let id = self.exercise(draft.term).ok_or(Reported)?;
                self.program.judgements[id].precondition =
                    Some(both(clauses.within.as_ref(), &when));
                let of = Reference { up: 0, path: Vec::new(), target: Target::Judgement(id) };
                let span = when.span;
                let exercised = Expr::yes_no(ExprKind::Read(of), span);
                let both = Expr::yes_no(ExprKind::And(vec![when, exercised]), span);
                (Some(both), None, Gives::Answer(true))
            }
            Content::NotApplicable(not) => {
                let provisions = self.silenced(not, siblings);
                let (when, unless, _) = self.conditions(&not.condition, &scope)?;
                (when, unless, Gives::Silence { provisions, exceptions: not.exceptions })
            }
            Content::Body { body: Body::Ground(condition), negative } => {
                let (when, unless, _) = self.conditions(condition, &scope)?;
                self.gives_type(Type::YesNo, draft.span, siblings)?;
                (when, unless, Gives::Answer(!negative))
            }
            Content::Body { body: Body::Value { value, condition }, .. } => {
                let conditions = self.conditions(condition, &scope);
                let inner = conditions.as_ref().map_or(&scope, |(_, _, inner)| inner).clone();
                let value = self.outcome(value, &inner, siblings);
                let (when, unless, _) = conditions?;
                (when, unless, Gives::Value(value?))
            }
            Content::Body { body: Body::Cases { ordered, limbs, otherwise }, .. } => {
                let gives = self.cases(*ordered, limbs, otherwise.as_ref(), &scope, siblings)?;
                (None, None, gives)
            }
        };
        let (gives, scale) = self.levelled(gives, &scope)?;
        Ok(Rule {
            term: draft.term,
            law: draft.law,
            ground: draft.ground.clone(),
            in_force: draft.in_force,
            when,
            unless,
            gives,
            scale,
            notwithstanding,
            clauses,
            applied: draft.applied.map(Instance::applied),
            span: draft.span,
        })
    }

    /// When the provisions around a rule apply, and what is known where they do.
    fn within<'d>(
        &mut self,
        mut scope: Scope<'d>,
        siblings: Siblings<'_>,
    ) -> Result<(Scope<'d>, Option<Expr>), Reported> {
        let mut conditions = Vec::new();
        for condition in &siblings.draft.scopes {
            let condition = self.condition(condition, &scope)?;
            scope = scope.knowing(&condition, true);
            conditions.push(condition);
        }
        let Some(first) = conditions.first() else { return Ok((scope, None)) };
        let span = first.span;
        let within = match conditions.len() {
            1 => conditions.pop(),
            _ => Some(Expr::yes_no(ExprKind::And(conditions), span)),
        };
        Ok((scope, within))
    }

    /// The conditions of a rule, and the place behind them: what they tell is known there.
    fn conditions<'d>(
        &mut self,
        condition: &Condition,
        scope: &Scope<'d>,
    ) -> Result<(Option<Expr>, Option<Expr>, Scope<'d>), Reported> {
        let when = match &condition.when {
            When::Always => Ok(None),
            When::If(expr) => self.condition(expr, scope).map(Some),
            When::Points(points) => self.condition(&crate::points::joined(points), scope).map(Some),
            When::Otherwise(span) => Ok(self.otherwise(*span, scope)),
        };
        let inner = match &when {
            Ok(Some(when)) => scope.knowing(when, true),
            Ok(None) | Err(Reported) => scope.clone(),
        };
        let unless = condition.unless.as_ref().map(|expr| self.condition(expr, &inner)).transpose();
        let (when, unless) = (when?, unless?);
        let inner = match &unless {
            Some(unless) => inner.knowing(unless, false),
            None => inner,
        };
        Ok((when, unless, inner))
    }

    /// `otherwise`: no other rule of this provision for this term applies.
    fn otherwise(&mut self, span: Span, scope: &Scope<'_>) -> Option<Expr> {
        let own = scope.rule?;
        let others = own.of_term[own.draft.term.index()].iter().filter(|index| {
            let other = &own.drafts[**index];
            other.law == own.draft.law
                && other.home() == own.draft.home()
                && other.applied.map(|one| &one.home) == own.draft.applied.map(|one| &one.home)
                && !std::ptr::eq(other, own.draft)
                && !other.is_otherwise()
                && !other.silences()
                && !matches!(other.content, Content::OutOfScope(_))
        });
        let applies: Vec<Expr> = others
            .map(|index| Expr::yes_no(ExprKind::Applies(RuleId::from_index(*index)), span))
            .map(|applies| Expr::yes_no(ExprKind::Not(Box::new(applies)), span))
            .collect();
        (!applies.is_empty()).then(|| Expr::yes_no(ExprKind::And(applies), span))
    }

    fn cases(
        &mut self,
        ordered: bool,
        limbs: &[tree::Limb],
        otherwise: Option<&tree::Expr>,
        scope: &Scope<'_>,
        siblings: Siblings<'_>,
    ) -> Result<Gives, Reported> {
        let mut here = scope.clone();
        let mut lowered: Vec<Result<Limb, Reported>> = Vec::with_capacity(limbs.len());
        for limb in limbs {
            let condition = self.condition(&limb.condition, &here);
            let inside = match &condition {
                Ok(condition) => here.knowing(condition, true),
                Err(Reported) => here.clone(),
            };
            let value = self.outcome(&limb.value, &inside, siblings);
            if let Ok(condition) = &condition {
                here =
                    if ordered { here.passing(condition) } else { here.knowing(condition, false) };
            }
            let pair = condition.and_then(|condition| Ok((condition, value?)));
            lowered.push(pair.map(|(condition, value)| Limb {
                condition,
                value,
                row: limb.row,
                span: limb.span,
            }));
        }
        let otherwise = otherwise.map(|value| self.outcome(value, &here, siblings)).transpose();
        let limbs = lowered.into_iter().collect::<Result<Vec<_>, _>>()?;
        Ok(Gives::Cases { ordered, limbs, otherwise: otherwise? })
    }

    /// The value a rule gives: of the term's type, and not an open quotient.
    fn outcome(
        &mut self,
        value: &tree::Expr,
        scope: &Scope<'_>,
        siblings: Siblings<'_>,
    ) -> Result<Expr, Reported> {
        let wanted = self.terms[siblings.draft.term.index()].ty;
        let mut value = self.lower_as(value, wanted, scope)?;
        let zero = matches!(value.kind, ExprKind::Literal(enact_value::Value::Number(0)));
        if let (true, Some(wanted @ (Type::Money(..) | Type::Number(_)))) = (zero, wanted)
            && std::mem::discriminant(&wanted) == std::mem::discriminant(&value.ty)
        {
            value.ty = wanted;
        }
        self.gives_type(value.ty, value.span, siblings)?;
        if matches!(value.scale, Scale::Quotient { .. }) {
            let name = self.own_term_name(scope);
            return Err(self.report(
                Diagnostic::new(codes::OPEN_QUOTIENT, value.span)
                    .with("name", name)
                    .within(scope.ground.clone()),
            ));
        }
        Ok(value)
    }

    /// All rules of a term give one type.
    fn gives_type(&mut self, ty: Type, span: Span, siblings: Siblings<'_>) -> Result<(), Reported> {
        let draft = siblings.draft;
        let term = &mut self.terms[draft.term.index()];
        match term.ty {
            None => {
                term.ty = Some(ty);
                term.settled = Some((span, draft.ground.clone()));
            }
            Some(known) if known == ty => {}
            Some(known) => {
                let name = term.name.clone();
                // Of two rules the later in the text is the one that differs.
                let (got, known, span, at, ground) = match term.settled.clone() {
                    Some((other, ground)) if later(other, span) => (known, ty, other, span, ground),
                    Some((other, _)) => (ty, known, span, other, draft.ground.clone()),
                    None => (ty, known, span, term.span, draft.ground.clone()),
                };
                let (got_words, known_words) = words_of_two(got, known, &self.program);
                let finding = Diagnostic::new(codes::RULE_TYPE, span)
                    .with("name", name)
                    .with("got", got_words)
                    .with("known", known_words)
                    .within(ground);
                let rates = match (got, known) {
                    (Type::Money(one, _), Type::Money(other, _)) => one == other,
                    (Type::Number(_), Type::Number(_)) => true,
                    _ => false,
                };
                let finding =
                    if at == draft.span { finding } else { finding.and_at(at, "label-declared") };
                return Err(self.report(finding.advising(if rates {
                    "help-rate"
                } else {
                    "help"
                })));
            }
        }
        Ok(())
    }

    /// Brings the limbs of a rule to one denominator.
    fn levelled(&mut self, gives: Gives, scope: &Scope<'_>) -> Result<(Gives, Scale), Reported> {
        match gives {
            Gives::Value(value) => {
                let scale = value.scale;
                Ok((Gives::Value(value), scale))
            }
            Gives::Answer(_) | Gives::NoEntitlement | Gives::Silence { .. } => {
                Ok((gives, Scale::None))
            }
            Gives::Cases { ordered, limbs, otherwise } => {
                let values = limbs.iter().map(|limb| &limb.value).chain(&otherwise);
                let Some(common) = common_denominator(values.map(|value| value.scale)) else {
                    let span = limbs.first().map_or_else(Span::default, |limb| limb.span);
                    return Err(self.too_large(span, scope));
                };
                let mut level = |value: Expr| self.over(value, common, scope);
                let limbs: Vec<Limb> = limbs
                    .into_iter()
                    .map(|limb| Ok(Limb { value: level(limb.value)?, ..limb }))
                    .collect::<Result<_, Reported>>()?;
                let otherwise = otherwise.map(level).transpose()?;
                let values = limbs.iter().map(|limb| &limb.value).chain(&otherwise);
                let scale = values.map(|value| value.scale).reduce(hull).unwrap_or(Scale::None);
                Ok((Gives::Cases { ordered, limbs, otherwise }, scale))
            }
        }
    }

    /// All rules of `term` are checked: weigh them, and settle what it holds.
    fn settle(
        &mut self,
        term: TermId,
        of_term: &[Vec<usize>],
        drafts: &[Draft<'_>],
    ) -> Result<GroupId, Reported> {
        let members = &of_term[term.index()];
        let (group, scale) = self.weigh(term, members, drafts)?;
        let draft = &self.terms[term.index()];
        let undecided = match (&draft.kind, draft.ty) {
            (TermKind::Decision { .. }, Some(ty)) => {
                denominator(ty, draft.decimals) % scale.denominator() != 0
            }
            _ => false,
        };
        if undecided {
            let finding = Diagnostic::new(codes::NO_ROUNDING, draft.span)
                .with("name", draft.name.clone())
                .within(draft.ground.clone());
            let money = matches!(draft.ty, Some(Type::Money(..)));
            self.report(finding.advising(if money { "help" } else { "help-number" }));
        }
        self.terms[term.index()].scale = Some(scale);
        self.terms[term.index()].movable = self.is_movable(members);
        Ok(group)
    }
}

/// Whether `one` stands behind `other` in the same law.
fn later(one: Span, other: Span) -> bool {
    one.file == other.file && one.start > other.start
}

/// The denominator common to all fixed scales; 1 when there is none.
pub(crate) fn common_denominator(scales: impl Iterator<Item = Scale>) -> Option<i128> {
    scales.map(Scale::denominator).try_fold(1, lcm)
}

impl Draft<'_> {
    /// Whether the rule applies `otherwise`.
    pub(crate) fn is_otherwise(&self) -> bool {
        let condition = match self.content {
            Content::NoEntitlement(condition) => condition,
            Content::NotApplicable(not) => &not.condition,
            Content::Power(_) | Content::OutOfScope(_) => return false,
            Content::Body {
                body: Body::Ground(condition) | Body::Value { condition, .. }, ..
            } => condition,
            Content::Body { body: Body::Cases { .. }, .. } => return false,
        };
        matches!(condition.when, When::Otherwise(_))
    }
}

/// A condition under one on the whole provision; the words are those of the condition.
fn both(within: Option<&Expr>, when: &Expr) -> Expr {
    match within {
        None => when.clone(),
        Some(within) => Expr::yes_no(ExprKind::And(vec![within.clone(), when.clone()]), when.span),
    }
}
