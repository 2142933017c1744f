//! Enumerations: what a fact, claim, decision or parameter of type `one of (…)` may hold.
//!
//! An option is a name that means something only where its enumeration is expected: beside a
//! value of that type, as what a rule gives, in an example. Everywhere else a bare name that
//! nothing declares is the option of the one enumeration that has it.

use crate::check::{Checker, Reported};
use crate::codes;
use crate::expression::Scope;
use crate::program::{Choice, Expr, ExprKind, Type};
use crate::table::{ChoiceId, Id, LawId};
use enact_source::{Citation, Diagnostic, Span, nearest};
use enact_syntax::tree::{self, Name};
use enact_value::Value;

/// Words that say in a case or example that there is no value: no option can be called so.
const NO_VALUE: [&str; 6] = ["onbekend", "unknown", "geen", "none", "null", "any"];

impl Checker {
    /// Declares the enumeration of `owner`. An option that cannot be one is reported and left out.
    pub(crate) fn choice(
        &mut self,
        law: LawId,
        owner: &Name,
        options: &[Name],
        ground: &Citation,
    ) -> ChoiceId {
        let mut known: Vec<(String, Span)> = Vec::with_capacity(options.len());
        for option in options {
            let earlier = known.iter().find(|(text, _)| *text == option.text);
            let finding = match earlier {
                Some((_, span)) => {
                    Diagnostic::new(codes::OPTION_TWICE, option.span).and_at(*span, "label-earlier")
                }
                None if NO_VALUE.contains(&option.text.as_str()) => {
                    Diagnostic::new(codes::NO_OPTION, option.span)
                }
                None => {
                    known.push((option.text.clone(), option.span));
                    continue;
                }
            };
            let finding = finding.with("option", option.text.as_str());
            self.report(finding.within(ground.clone()));
        }
        let id = ChoiceId::from_index(self.program.choices.len());
        let options = known.into_iter().map(|(text, _)| text.into()).collect();
        self.program.choices.push(Choice {
            name: owner.text.clone(),
            law,
            options,
            same_as: None,
            of_fact: false,
        });
        id
    }

    /// The enumerations of claims, decisions and parameters with the options of exactly one fact
    /// are that fact's.
    pub(crate) fn join_choices(&mut self) {
        for index in 0..self.program.choices.len() {
            let choice = ChoiceId::from_index(index);
            let same = self.same_fact(choice);
            self.program.choices[choice].same_as = same;
        }
        for index in 0..self.terms.len() {
            let ty = self.terms[index].ty.map(|ty| self.joined(ty));
            self.terms[index].ty = ty;
        }
    }

    /// The fact's enumeration with the same options, when there is exactly one.
    pub(crate) fn same_fact(&self, choice: ChoiceId) -> Option<ChoiceId> {
        let own = &self.program.choices[choice];
        if own.of_fact {
            return None;
        }
        let same = |other: &&(ChoiceId, &Choice)| {
            let options = &other.1.options;
            other.1.of_fact
                && options.len() == own.options.len()
                && options.iter().all(|option| own.options.contains(option))
        };
        let facts: Vec<_> = self.program.choices.iter().collect();
        let mut facts = facts.iter().filter(same);
        match (facts.next(), facts.next()) {
            (Some((fact, _)), None) => Some(*fact),
            _ => None,
        }
    }

    /// The type itself, or that of the fact whose enumeration it repeats.
    pub(crate) fn joined(&self, ty: Type) -> Type {
        match ty {
            Type::Choice(choice) => {
                Type::Choice(self.program.choices[choice].same_as.unwrap_or(choice))
            }
            other => other,
        }
    }

    /// Understands `expr` where a `wanted` is expected: the name of an option is that option.
    pub(crate) fn lower_as(
        &mut self,
        expr: &tree::Expr,
        wanted: Option<Type>,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        let (Some(ty @ Type::Choice(choice)), Some(name)) = (wanted, bare(expr)) else {
            return self.lower(expr, scope);
        };
        let is_option = self.program.choices[choice].has(&name.text);
        if !is_option && self.symbols.lookup(scope.law, name).is_some() {
            return self.lower(expr, scope);
        }
        let value = self.option(choice, name, &scope.ground)?;
        Ok(Expr::plain(ExprKind::Literal(value), ty, expr.span))
    }

    /// The option of `choice` that `name` names.
    pub(crate) fn option(
        &mut self,
        choice: ChoiceId,
        name: &Name,
        ground: &Citation,
    ) -> Result<Value, Reported> {
        let of = &self.program.choices[choice];
        if let Some(option) = of.options.iter().find(|option| ***option == *name.text) {
            return Ok(Value::Text(option.clone()));
        }
        if self.unread.contains(&name.text) {
            return Err(Reported);
        }
        let others = self.program.choices.rows().iter();
        let other = others.filter(|other| other.same_as.is_none()).find(|o| o.has(&name.text));
        let code = if other.is_some() { codes::OTHER_OPTION } else { codes::UNKNOWN_OPTION };
        let mut finding = Diagnostic::new(code, name.span)
            .with("option", name.text.as_str())
            .with("name", of.name.as_str())
            .with("options", of.listed())
            .within(ground.clone());
        if let Some(other) = other {
            finding = finding.with("other", other.name.as_str());
        } else if let Some(close) = nearest(&name.text, of.options.iter().map(AsRef::as_ref)) {
            finding = finding.with("close", close).advising("help-close");
        }
        Err(self.report(finding))
    }

    /// The option that a bare name is where nothing says which enumeration is meant; `None` when
    /// something is declared under that name, or no enumeration has it.
    pub(crate) fn loose_option(
        &mut self,
        name: &Name,
        span: Span,
        scope: &Scope<'_>,
    ) -> Option<Result<Expr, Reported>> {
        if name.law.is_some() || self.symbols.is_declared(&name.text) {
            return None;
        }
        let having = |own: bool| {
            let choices = self.program.choices.iter();
            let fits = move |choice: &Choice| {
                choice.same_as.is_none()
                    && choice.has(&name.text)
                    && (!own || choice.law == scope.law)
            };
            choices.filter(move |(_, choice)| fits(choice)).map(|(id, _)| id).collect::<Vec<_>>()
        };
        let own = having(true);
        let found = if own.is_empty() { having(false) } else { own };
        match found.as_slice() {
            [] => None,
            [only] => {
                let value = Value::Text(name.text.as_str().into());
                Some(Ok(Expr::plain(ExprKind::Literal(value), Type::Choice(*only), span)))
            }
            several => {
                let names =
                    several.iter().map(|id| format!("`{}`", self.program.choices[*id].name));
                let finding = Diagnostic::new(codes::AMBIGUOUS_OPTION, name.span)
                    .with("option", name.text.as_str())
                    .with("owners", names.collect::<Vec<_>>().join(", "))
                    .within(scope.ground.clone());
                Some(Err(self.report(finding)))
            }
        }
    }
}

/// The name that the whole of `expr` is, without a law behind it.
pub(crate) fn bare(expr: &tree::Expr) -> Option<&Name> {
    match &expr.kind {
        tree::ExprKind::Name(name) if name.law.is_none() => Some(name),
        _ => None,
    }
}
