//! Rules as written, each with the term it gives, before any of them is understood.
//!
//! A rule makes its term when nobody declared it; `notwithstanding` is tied to the rule below it;
//! and whose value each term is gets settled: as said, else by the facts it names, else by the
//! only kind of subject there is.

use crate::applied::Instance;
use crate::check::{Checker, Reported};
use crate::codes;
use crate::declare::{Place, places};
use crate::names::Symbol;
use crate::points::{Expanded, Limbs};
use crate::program::{InForce, Scale, TermKind, Type};
use crate::scope::scopes_of;
use crate::table::{EntityId, Id, LawId, TermId};
use enact_source::{Citation, Diagnostic, Provision, Span};
use enact_syntax::tree::{
    self, Body, CitedProvision, Condition, DeclarationKind, Name, NotApplicable,
};

/// What is known of a term before and while its rules are checked.
pub(crate) struct TermDraft {
    pub(crate) name: String,
    pub(crate) law: LawId,
    pub(crate) entity: Option<EntityId>,
    pub(crate) kind: TermKind,
    /// Declared, or found from its first rule.
    pub(crate) ty: Option<Type>,
    /// The value that its type was found from, and its provision.
    pub(crate) settled: Option<(Span, Citation)>,
    /// Digits that a decision's type allows.
    pub(crate) decimals: u32,
    /// What can be done against it.
    pub(crate) legal: tree::Legal,
    /// Known when all its rules are checked without an error.
    pub(crate) scale: Option<Scale>,
    /// Its range rests on a figure that a delegated act may move.
    pub(crate) movable: bool,
    pub(crate) ground: Citation,
    pub(crate) span: Span,
}

/// A rule as written, with the term it belongs to. Its place in the list is its `RuleId`.
pub(crate) struct Draft<'a> {
    pub(crate) term: TermId,
    pub(crate) law: LawId,
    pub(crate) provision: Option<&'a Provision>,
    pub(crate) ground: Citation,
    /// The lettered points that it came from.
    pub(crate) limbs: Option<&'a Limbs>,
    pub(crate) subject: Option<&'a Name>,
    pub(crate) content: Content<'a>,
    pub(crate) clauses: ClausesDraft<'a>,
    /// When the provisions around it apply at all.
    pub(crate) scopes: Vec<&'a tree::Expr>,
    /// The time in which the rules of its block apply.
    pub(crate) in_force: InForce,
    /// The rule it is made of, when its provision applies another.
    pub(crate) applied: Option<&'a Instance>,
    pub(crate) span: Span,
}

/// What stands above a rule and governs it.
#[derive(Clone, Copy, Default)]
pub(crate) struct ClausesDraft<'a> {
    pub(crate) notwithstanding: &'a [CitedProvision],
    pub(crate) subject_to: &'a [CitedProvision],
    pub(crate) without_prejudice: &'a [CitedProvision],
    pub(crate) reading: Option<&'a tree::Reading>,
}

/// A clause that waits for the rule it governs: where it stands, and its first words.
type Loose<'a> = (Place<'a>, (&'static str, &'static str));

/// The clauses met since the last rule of a block.
#[derive(Default)]
struct Pending<'a> {
    clauses: ClausesDraft<'a>,
    loose: Vec<Loose<'a>>,
}

impl<'a> Pending<'a> {
    /// Whether a clause of this kind already waits: a rule has one of each.
    fn holds(&self, kind: &DeclarationKind) -> bool {
        let clauses = &self.clauses;
        match kind {
            DeclarationKind::Notwithstanding(_) => !clauses.notwithstanding.is_empty(),
            DeclarationKind::SubjectTo(_) => !clauses.subject_to.is_empty(),
            DeclarationKind::WithoutPrejudice(_) => !clauses.without_prejudice.is_empty(),
            DeclarationKind::Reading(_) => clauses.reading.is_some(),
            _ => false,
        }
    }

    /// Keeps a clause that `declaration` is; `None` when it is none.
    fn take(&mut self, place: Place<'a>) -> Option<()> {
        let words = match &place.declaration.kind {
            DeclarationKind::Notwithstanding(cited) => {
                self.clauses.notwithstanding = cited;
                ("in afwijking van", "notwithstanding")
            }
            DeclarationKind::SubjectTo(cited) => {
                self.clauses.subject_to = cited;
                ("behoudens", "subject to")
            }
            DeclarationKind::WithoutPrejudice(cited) => {
                self.clauses.without_prejudice = cited;
                ("onverminderd", "without prejudice to")
            }
            DeclarationKind::Reading(reading) => {
                self.clauses.reading = Some(reading);
                ("lezing", "reading")
            }
            _ => return None,
        };
        self.loose.push((place, words));
        Some(())
    }
}

/// What a rule as written says.
#[derive(Clone, Copy)]
pub(crate) enum Content<'a> {
    Body { body: &'a Body, negative: bool },
    NoEntitlement(&'a Condition),
    NotApplicable(&'a NotApplicable),
    Power(&'a tree::Expr),
    OutOfScope(&'a tree::Expr),
}

impl Draft<'_> {
    /// Whether the rule denies: no entitlement, or a ground for no.
    pub(crate) fn denies(&self) -> bool {
        match self.content {
            Content::Body { negative, .. } => negative,
            Content::NoEntitlement(_) => true,
            Content::NotApplicable(_) | Content::Power(_) | Content::OutOfScope(_) => false,
        }
    }

    /// The provision that counts as that of the rule beside others: a point counts for the provision
    /// that it is a point of.
    pub(crate) fn home(&self) -> Option<&Provision> {
        self.limbs.map(|limbs| &limbs.home).or(self.provision)
    }

    /// The sentence of which it is one of the alternatives, where it stands or was applied from.
    pub(crate) fn alternative(&self) -> Option<Span> {
        let own = self.limbs.and_then(|limbs| limbs.alternative);
        own.or_else(|| self.applied.and_then(|instance| instance.alternative))
    }

    /// Whether both are alternatives of one sentence, in one place.
    pub(crate) fn is_alternative_to(&self, other: &Draft<'_>) -> bool {
        self.alternative().is_some()
            && self.alternative() == other.alternative()
            && self.span == other.span
    }

    /// Whether the rule grants nothing and only silences others.
    pub(crate) fn silences(&self) -> bool {
        matches!(self.content, Content::NotApplicable(_))
    }
}

impl Checker {
    /// The rules in order of the text.
    pub(crate) fn drafts<'a>(
        &mut self,
        expanded: &'a Expanded,
        instances: &'a [Instance],
    ) -> Vec<Draft<'a>> {
        let documents = &expanded.documents;
        self.validities(documents);
        let mut drafts = Vec::new();
        let mut pending = Pending::default();
        let scopes = self.scopes(documents);
        for place in places(documents) {
            let elsewhere = |loose: &Loose<'_>| !std::ptr::eq(loose.0.block, place.block);
            if pending.loose.iter().any(elsewhere) {
                self.loose_clauses(std::mem::take(&mut pending));
            }
            if pending.holds(&place.declaration.kind) {
                self.loose_clauses(std::mem::take(&mut pending));
            }
            if pending.take(place).is_some() {
                continue;
            }
            let kind = &place.declaration.kind;
            let draft = match kind {
                DeclarationKind::Rule(rule) => {
                    let content = Content::Body { body: &rule.body, negative: rule.negative };
                    Some((&rule.name, rule.subject.as_ref(), content))
                }
                DeclarationKind::NoEntitlement(none) => {
                    Some((&none.name, None, Content::NoEntitlement(&none.condition)))
                }
                DeclarationKind::Decision(decision) => {
                    let content = Content::Body { body: &decision.body, negative: false };
                    Some((&decision.name, decision.subject.as_ref(), content))
                }
                DeclarationKind::NotApplicable(not) => {
                    Some((&not.name, None, Content::NotApplicable(not)))
                }
                DeclarationKind::Power(power) => {
                    Some((&power.name, power.subject.as_ref(), Content::Power(&power.when)))
                }
                DeclarationKind::Applied(applied) => {
                    let clauses = std::mem::take(&mut pending).clauses;
                    let made = self.applications(place, applied, instances, clauses, &scopes);
                    drafts.extend(made);
                    None
                }
                // The rule it governs could not be read.
                DeclarationKind::Broken => {
                    pending = Pending::default();
                    None
                }
                _ => None,
            };
            let Some((name, subject, content)) = draft else { continue };
            let clauses = std::mem::take(&mut pending).clauses;
            let Ok(term) = self.term(place, name, content) else { continue };
            let limbs = expanded.limbs_of(place.block);
            self.first_ruled(place, term, limbs);
            drafts.push(Draft {
                term,
                law: place.law,
                provision: place.block.provision.as_ref(),
                ground: self.ground(place),
                limbs,
                subject,
                content,
                clauses,
                scopes: scopes_of(&scopes, place),
                in_force: self.in_force(place),
                applied: None,
                span: place.declaration.span,
            });
            if place.block.provision.is_none() {
                self.report(
                    Diagnostic::new(codes::NO_PROVISION, place.declaration.span)
                        .with("name", name.text.as_str()),
                );
            }
        }
        self.loose_clauses(pending);
        self.idle_scopes(&scopes, &drafts);
        self.out_of_scope(&scopes, &mut drafts);
        self.subjects(&drafts);
        drafts
    }

    /// A value that is declared by a rule with points belongs to the provision of those points.
    fn first_ruled(&mut self, place: Place<'_>, term: TermId, limbs: Option<&Limbs>) {
        let ground = self.ground(place);
        let (Some(limbs), Some(row)) = (limbs, self.terms.get_mut(term.index())) else { return };
        if row.ground == ground {
            row.ground.provision = Some(limbs.home.clone());
        }
    }

    fn loose_clauses(&mut self, pending: Pending<'_>) {
        for (place, words) in pending.loose {
            let ground = self.ground(place);
            self.report(
                Diagnostic::new(codes::LOOSE_EXCEPTION, place.declaration.span)
                    .with("words", words)
                    .within(ground),
            );
        }
    }

    /// The term a rule belongs to: declared, or made by its first rule.
    pub(crate) fn term(
        &mut self,
        place: Place<'_>,
        name: &Name,
        content: Content<'_>,
    ) -> Result<TermId, Reported> {
        let ground = self.ground(place);
        let wanted = match content {
            Content::Body { body: Body::Ground(_), .. } | Content::Power(_) => TermKind::YesNo,
            Content::Body { .. } => TermKind::Value,
            Content::NoEntitlement(_) => TermKind::Entitlement,
            // It grants nothing: any value that other rules give will do.
            Content::NotApplicable(_) | Content::OutOfScope(_) => TermKind::Value,
        };
        let silences = matches!(content, Content::NotApplicable(_));
        let known = match &name.law {
            Some(_) => Some(self.find(place.law, name, Some(&ground))?),
            None => self.symbols.own(place.law, &name.text),
        };
        let wrong = |kind: (&'static str, &'static str)| {
            Diagnostic::new(codes::WRONG_KIND, name.span)
                .with("name", name.text.as_str())
                .with("kind", kind)
                .within(ground.clone())
        };
        match known {
            Some(Symbol::Term(term)) => {
                let granted = !matches!(content, Content::Power(_) | Content::NotApplicable(_));
                if granted && self.exercise(term).is_some() {
                    let finding = wrong(("een bevoegdheid", "a power"));
                    return Err(self.report(finding.advising("help-power")));
                }
                let claims = matches!(
                    self.terms[term.index()].kind,
                    TermKind::Entitlement | TermKind::Decision { .. }
                );
                if wanted == TermKind::Entitlement && !claims {
                    let finding = wrong(("een gewone waarde", "a plain value"));
                    return Err(self.report(finding.advising("help-claim")));
                }
                Ok(term)
            }
            Some(other) => Err(self.report(wrong(other.words()).advising("help-rule"))),
            None if wanted == TermKind::Entitlement || silences => {
                let symbol = self.find(place.law, name, Some(&ground))?;
                let help = if silences { "help-rule" } else { "help-claim" };
                Err(self.report(wrong(symbol.words()).advising(help)))
            }
            None => {
                let term = TermId::from_index(self.terms.len());
                self.add(place, name, Symbol::Term(term))?;
                let yes_no = wanted == TermKind::YesNo;
                self.terms.push(TermDraft {
                    name: name.text.clone(),
                    law: place.law,
                    entity: None,
                    ty: yes_no.then_some(Type::YesNo),
                    kind: wanted,
                    settled: None,
                    decimals: 0,
                    legal: tree::Legal::default(),
                    scale: None,
                    movable: false,
                    ground,
                    span: place.declaration.span,
                });
                Ok(term)
            }
        }
    }

    /// Settles whose value every term is.
    fn subjects(&mut self, drafts: &[Draft<'_>]) {
        for draft in drafts {
            let Some(name) = draft.subject else { continue };
            let Ok(entity) = self.entity_named(draft.law, name) else { continue };
            match self.terms[draft.term.index()].entity {
                None => self.terms[draft.term.index()].entity = Some(entity),
                Some(known) if known == entity => {}
                Some(known) => {
                    let finding = Diagnostic::new(codes::OTHER_SUBJECT, name.span)
                        .with("name", self.terms[draft.term.index()].name.as_str())
                        .with("known", self.program.entities[known].name.as_str())
                        .with("got", name.text.as_str())
                        .within(draft.ground.clone());
                    self.report(finding);
                }
            }
        }
        for draft in drafts {
            if self.terms[draft.term.index()].entity.is_none() {
                let inferred = self.inferred_entity(draft);
                self.terms[draft.term.index()].entity = inferred;
            }
        }
        for index in 0..self.terms.len() {
            if self.terms[index].entity.is_none() {
                let (law, span) = (self.terms[index].law, self.terms[index].span);
                let ground = self.terms[index].ground.clone();
                self.terms[index].entity = self.default_entity(law, span, &ground).ok();
            }
        }
    }

    /// The subject of the first fact or judgement that a rule names bare.
    fn inferred_entity(&self, draft: &Draft<'_>) -> Option<EntityId> {
        let mut found = None;
        crate::mentions::bare_names(draft.content, &mut |name| {
            found = found.or(match self.symbols.lookup(draft.law, name) {
                Some(Symbol::Fact(fact)) => Some(self.program.facts[fact].entity),
                Some(Symbol::Judgement(judgement)) => {
                    Some(self.program.judgements[judgement].entity)
                }
                _ => None,
            });
        });
        found
    }
}
