//! Why the rules of a provision may use a protected fact, as its law says it.

use crate::check::{Checker, Reported};
use crate::codes;
use crate::declare::{Place, places};
use crate::names::Symbol;
use crate::program::{Justification, Rule};
use enact_source::{Citation, Diagnostic};
use enact_syntax::tree::{DeclarationKind, Document, Justified};

impl Checker {
    /// Notes every justification of the laws.
    pub(crate) fn justifications(&mut self, documents: &[Document]) {
        for place in places(documents) {
            if let DeclarationKind::Justified(said) = &place.declaration.kind
                && let Ok(justification) = self.justification(place, said)
            {
                self.program.justifications.push(justification);
            }
        }
    }

    fn justification(
        &mut self,
        place: Place<'_>,
        said: &Justified,
    ) -> Result<Justification, Reported> {
        let ground = self.ground(place);
        if place.block.provision.is_none() {
            let finding = Diagnostic::new(codes::NO_PROVISION, place.declaration.span);
            return Err(self.report(finding.with("name", said.fact.text.as_str())));
        }
        let fact = match self.find(place.law, &said.fact, Some(&ground))? {
            Symbol::Fact(fact) => fact,
            other => {
                return Err(self.wrong_kind(&said.fact, other.words(), "help-fact", &ground));
            }
        };
        if self.program.facts[fact].privacy.ground().is_none() {
            return Err(self.report(
                Diagnostic::new(codes::NOT_PROTECTED, said.fact.span)
                    .with("fact", said.fact.text.as_str())
                    .and_at(self.program.facts[fact].span, "label-declared")
                    .within(ground),
            ));
        }
        Ok(Justification {
            fact,
            law: place.law,
            why: said.why.text.clone(),
            basis: said.basis.text.clone(),
            ground,
            span: place.declaration.span,
        })
    }
}

impl Justification {
    /// Whether it covers the use that `rule` makes of the fact: the rule stands in the provision
    /// of the justification or below it, or is applied from there.
    #[must_use]
    pub fn covers(&self, rule: &Rule) -> bool {
        let within = |ground: &Citation| {
            let outer = self.ground.provision.as_ref().zip(ground.provision.as_ref());
            ground.law == self.ground.law
                && outer.is_some_and(|(outer, inner)| outer.contains(inner))
        };
        rule.grounds().any(within)
    }
}
