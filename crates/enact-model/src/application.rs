//! Checks what is applied mutatis mutandis, and makes rules of it.

use crate::applied::Instance;
use crate::check::{Checker, Reported, type_words};
use crate::codes;
use crate::declare::Place;
use crate::draft::{ClausesDraft, Content, Draft};
use crate::mentions::{Mention, each_expression, mentions};
use crate::names::Symbol;
use crate::program::{self, InForce, Type};
use crate::scope::{AppliesWhen, scopes_of};
use crate::table::Id;
use enact_source::{Diagnostic, nearest};
use enact_syntax::tree::{Applied, Expr};
use std::collections::BTreeSet;

impl Instance {
    /// What the rule made of it keeps of where it comes from.
    pub(crate) fn applied(&self) -> program::Applied {
        let names = self.substitutions.iter();
        let names = names.map(|pair| (pair.old.text.clone(), pair.new.text.clone())).collect();
        program::Applied { from: self.origin.clone(), names }
    }
}

impl Checker {
    /// The rules that an application makes, or findings.
    pub(crate) fn applications<'a>(
        &mut self,
        place: Place<'a>,
        applied: &'a Applied,
        instances: &'a [Instance],
        clauses: ClausesDraft<'a>,
        scopes: &[AppliesWhen<'a>],
    ) -> Vec<Draft<'a>> {
        let span = place.declaration.span;
        let made: Vec<&Instance> =
            instances.iter().filter(|instance| instance.application == span).collect();
        if self.can_apply(place, applied, &made).is_err() {
            return Vec::new();
        }
        let mut drafts = Vec::with_capacity(made.len());
        for instance in made {
            let content: Content<'a> = instance.content();
            let Ok(term) = self.term(place, &instance.name, content) else { continue };
            drafts.push(Draft {
                term,
                law: place.law,
                provision: place.block.provision.as_ref(),
                ground: self.ground(place),
                limbs: None,
                subject: instance.subject.as_ref(),
                content,
                clauses: ClausesDraft {
                    reading: clauses.reading.or(instance.reading.as_ref()),
                    ..clauses
                },
                scopes: scopes_of(scopes, place)
                    .into_iter()
                    .chain(instance.scopes.iter().map(|scope| &scope.condition))
                    .collect(),
                in_force: both(self.in_force(place), instance.in_force),
                applied: Some(instance),
                span,
            });
        }
        drafts
    }

    fn can_apply(
        &mut self,
        place: Place<'_>,
        applied: &Applied,
        made: &[&Instance],
    ) -> Result<(), Reported> {
        let (ground, span) = (self.ground(place), place.declaration.span);
        let provision = place.block.provision.as_ref();
        if provision.is_none() {
            let name = self.program.sources.slice(span).to_owned();
            return Err(self.report(Diagnostic::new(codes::NO_PROVISION, span).with("name", name)));
        }
        let mut first = None;
        for cited in &applied.cited {
            let (_, citation) = self.cite(cited, place.law, provision)?;
            first = first.or(Some(citation));
        }
        let first = first.ok_or(Reported)?;
        if made.is_empty() {
            return Err(self.report(
                Diagnostic::new(codes::NOTHING_TO_APPLY, span)
                    .with("provision", first)
                    .within(ground),
            ));
        }
        if let Some(fixed) = made.iter().find(|instance| instance.fixed) {
            return Err(self.report(
                Diagnostic::new(codes::NOTHING_TO_APPLY, span)
                    .with("provision", fixed.origin.clone())
                    .advising("help-fixed")
                    .within(ground),
            ));
        }
        for (index, pair) in applied.substitutions.iter().enumerate() {
            if made.iter().any(|instance| instance.used.contains(&index)) {
                continue;
            }
            let there = names_in(made);
            let finding = Diagnostic::new(codes::NOT_MENTIONED, pair.old.span)
                .with("name", pair.old.text.as_str())
                .with("provision", first.clone())
                .within(ground.clone());
            let close = nearest(&pair.old.text, there.iter().map(String::as_str));
            let finding = match close {
                Some(close) => finding.with("close", close.to_owned()).advising("help-close"),
                None => {
                    let names: Vec<String> = there.iter().map(|name| format!("`{name}`")).collect();
                    finding.with("names", names.join(", "))
                }
            };
            return Err(self.report(finding));
        }
        let again = made
            .iter()
            .find(|instance| instance.name.text == instance.given && !instance.adds_a_ground());
        match again {
            Some(instance) => Err(self.report(
                Diagnostic::new(codes::SAME_VALUE_AGAIN, span)
                    .with("name", instance.given.as_str())
                    .within(ground),
            )),
            None => Ok(()),
        }
    }

    /// A name may be replaced by one of the same type only.
    pub(crate) fn same_types(
        &mut self,
        instance: &Instance,
        draft: &Draft<'_>,
    ) -> Result<(), Reported> {
        let home = self.symbols.law(&instance.origin.law).unwrap_or(draft.law);
        for pair in &instance.substitutions {
            let new = self.symbols.lookup(draft.law, &pair.new).and_then(|name| self.held_by(name));
            let old = self.symbols.lookup(home, &pair.old).and_then(|name| self.held_by(name));
            let (Some(got), Some(wanted)) = (new, old) else { continue };
            if got != wanted {
                return Err(self.report(
                    Diagnostic::new(codes::SUBSTITUTE_TYPE, pair.new.span)
                        .with("new", pair.new.text.as_str())
                        .with("old", pair.old.text.as_str())
                        .with("got", type_words(got, &self.program))
                        .with("wanted", type_words(wanted, &self.program))
                        .within(draft.ground.clone()),
                ));
            }
        }
        Ok(())
    }

    /// What a name holds, as far as that is known.
    fn held_by(&self, symbol: Symbol) -> Option<Type> {
        match symbol {
            Symbol::Entity(entity) => Some(Type::Subject(entity)),
            Symbol::Fact(fact) => Some(self.program.facts[fact].ty),
            Symbol::Parameter(parameter) => Some(self.program.parameters[parameter].ty),
            Symbol::Judgement(_) => Some(Type::YesNo),
            Symbol::Term(term) => self.terms[term.index()].ty,
        }
    }
}

/// The time that lies in both.
fn both(one: InForce, other: InForce) -> InForce {
    let until = [one.until, other.until].into_iter().flatten().min();
    InForce { from: one.from.max(other.from), until }
}

/// The names that the applied rules mention, and the values they give.
fn names_in(made: &[&Instance]) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = made.iter().map(|one| one.given.clone()).collect();
    let mut note = |expr: &Expr| {
        mentions(expr, &mut |mention| match mention {
            Mention::Bare(name) | Mention::Of(name) | Mention::Compared(name, _) => {
                names.insert(name.text.clone());
            }
            Mention::Under(_) => {}
        });
    };
    for instance in made {
        each_expression(instance.content(), &mut note);
        instance.scopes.iter().for_each(|scope| note(&scope.condition));
    }
    names
}
