//! `applies when`: a condition on every rule of a provision.

use crate::check::Checker;
use crate::codes;
use crate::declare::{Place, places};
use crate::draft::{ClausesDraft, Content, Draft};
use crate::program::TermKind;
use crate::table::{Id, LawId, TermId};
use enact_source::{Citation, Diagnostic, Provision, Span};
use enact_syntax::tree::{DeclarationKind, Document, Expr};

/// When a provision applies.
pub(crate) struct AppliesWhen<'a> {
    pub(crate) law: LawId,
    provision: &'a Provision,
    ground: Citation,
    span: Span,
    /// The condition.
    pub(crate) condition: &'a Expr,
}

impl<'a> AppliesWhen<'a> {
    /// Whether a declaration stands in the provision.
    pub(crate) fn holds(&self, place: Place<'_>) -> bool {
        self.law == place.law && place.block.provision.as_ref().is_some_and(|own| self.covers(own))
    }

    /// Whether a provision of its law stands under it.
    fn covers(&self, provision: &Provision) -> bool {
        self.provision.contains(provision)
    }

    /// The ground on which a claim does not exist where the provision does not apply, when every
    /// rule that grants it stands there.
    fn out_of(&self, term: TermId, granting: &[&Draft<'a>]) -> Option<Draft<'a>> {
        let under = |draft: &&Draft<'_>| {
            draft.scopes.iter().any(|expr| std::ptr::eq(*expr, self.condition))
        };
        (!granting.is_empty() && granting.iter().all(under)).then(|| Draft {
            term,
            law: self.law,
            provision: Some(self.provision),
            ground: self.ground.clone(),
            limbs: None,
            subject: None,
            content: Content::OutOfScope(self.condition),
            clauses: ClausesDraft::default(),
            scopes: Vec::new(),
            applied: None,
            in_force: Default::default(),
            span: self.span,
        })
    }
}

/// The conditions under which `place` stands.
pub(crate) fn scopes_of<'a>(scopes: &[AppliesWhen<'a>], place: Place<'_>) -> Vec<&'a Expr> {
    scopes.iter().filter(|scope| scope.holds(place)).map(|scope| scope.condition).collect()
}

/// The same of conditions that go with rules which are applied elsewhere: when every rule that
/// grants the claim came with them.
fn carried<'a>(term: TermId, granting: &[&Draft<'a>]) -> Vec<Draft<'a>> {
    let Some(first) = granting.first() else { return Vec::new() };
    let Some(instance) = first.applied else { return Vec::new() };
    let everywhere = |declared: Span| {
        granting.iter().all(|draft| {
            let scopes = draft.applied.map_or(&[][..], |instance| &instance.scopes);
            draft.span == first.span && scopes.iter().any(|scope| scope.declared == declared)
        })
    };
    let scopes = instance.scopes.iter().filter(|scope| everywhere(scope.declared));
    let drafts = scopes.map(|scope| Draft {
        term,
        law: first.law,
        provision: first.provision,
        ground: first.ground.clone(),
        limbs: None,
        subject: None,
        content: Content::OutOfScope(&scope.condition),
        clauses: ClausesDraft::default(),
        scopes: Vec::new(),
        applied: Some(instance),
        in_force: Default::default(),
        span: first.span,
    });
    drafts.collect()
}

impl Checker {
    /// Every `applies when`; one that does not open its block is a finding.
    pub(crate) fn scopes<'a>(&mut self, documents: &'a [Document]) -> Vec<AppliesWhen<'a>> {
        let mut scopes = Vec::new();
        for place in places(documents) {
            let DeclarationKind::Applies(condition) = &place.declaration.kind else { continue };
            let opens = place.block.declarations.first();
            let first = opens.is_some_and(|first| std::ptr::eq(first, place.declaration));
            let ground = self.ground(place);
            let span = place.declaration.span;
            match &place.block.provision {
                Some(provision) if first => {
                    scopes.push(AppliesWhen { law: place.law, provision, ground, span, condition });
                }
                _ => {
                    self.report(Diagnostic::new(codes::LATE_SCOPE, span).within(ground));
                }
            }
        }
        scopes
    }

    /// An `applies when` under which no rule stands is a finding: it says nothing.
    pub(crate) fn idle_scopes(&mut self, scopes: &[AppliesWhen<'_>], drafts: &[Draft<'_>]) {
        for scope in scopes {
            let counts = |draft: &Draft<'_>| {
                draft.scopes.iter().any(|expr| std::ptr::eq(*expr, scope.condition))
            };
            if !drafts.iter().any(counts) {
                let finding = Diagnostic::new(codes::IDLE_SCOPE, scope.span)
                    .with("provision", scope.ground.clone())
                    .within(scope.ground.clone());
                self.report(finding);
            }
        }
    }

    /// A claim or decision of which every rule that grants stands under one `applies when`, does
    /// not exist where that fails: the provision itself is the ground.
    pub(crate) fn out_of_scope<'a>(&self, scopes: &[AppliesWhen<'a>], drafts: &mut Vec<Draft<'a>>) {
        for index in 0..self.terms.len() {
            let term = TermId::from_index(index);
            let kind = &self.terms[index].kind;
            if !matches!(kind, TermKind::Entitlement | TermKind::Decision { .. }) {
                continue;
            }
            let own = drafts.iter().filter(|draft| draft.term == term);
            let granting: Vec<&Draft<'a>> =
                own.filter(|draft| !draft.denies() && !draft.silences()).collect();
            let added: Vec<Draft<'a>> = scopes
                .iter()
                .filter_map(|scope| scope.out_of(term, &granting))
                .chain(carried(term, &granting))
                .collect();
            drafts.extend(added);
        }
    }
}
