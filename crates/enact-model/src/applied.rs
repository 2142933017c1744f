//! Rules applied mutatis mutandis: those of another provision, with other names in them.
//!
//! `artikel 23, tweede lid, is van overeenkomstige toepassing met A in plaats van B` makes, of
//! every rule that stands there, one that stands here, in which A is read for B. Citations in it
//! keep the meaning they have where they were written.

use crate::cite::absolute;
use crate::draft::Content;
use crate::points::Expanded;
use crate::program::InForce;
use crate::validity::time_of;
use enact_source::{Citation, Provision, Span};
use enact_syntax::tree::{
    Applied, Body, CitedProvision, Condition, DeclarationKind, Document, Expr, ExprKind, Name,
    Quoted, Reading, Substitution, When,
};
use std::collections::BTreeSet;

/// A rule as it is applied elsewhere.
pub(crate) struct Instance {
    /// The declaration that applies it.
    pub(crate) application: Span,
    /// The value that it gives there.
    pub(crate) name: Name,
    /// The value that it gives where it stands.
    pub(crate) given: String,
    pub(crate) subject: Option<Name>,
    content: Owned,
    /// Where the rule itself stands.
    pub(crate) origin: Citation,
    /// Likewise; of a lettered point the provision that it is a point of.
    pub(crate) home: Provision,
    /// The sentence of which the rule is one of the alternatives.
    pub(crate) alternative: Option<Span>,
    /// The provisions it stands apart from.
    pub(crate) notwithstanding: Vec<Citation>,
    /// The provisions it is subject to.
    pub(crate) subject_to: Vec<Citation>,
    /// The reading of its text that it follows.
    pub(crate) reading: Option<Reading>,
    /// The conditions on the provisions it stands in, which go with it.
    pub(crate) scopes: Vec<Carried>,
    /// The time in which it applies where it stands.
    pub(crate) in_force: InForce,
    /// It silences other rules, which cannot be done elsewhere.
    pub(crate) fixed: bool,
    pub(crate) substitutions: Vec<Substitution>,
    /// The places of the substitutions whose old name stands in the rule.
    pub(crate) used: BTreeSet<usize>,
}

/// A condition on a whole provision, with other names in it.
pub(crate) struct Carried {
    /// The condition.
    pub(crate) condition: Expr,
    /// Where it is declared.
    pub(crate) declared: Span,
}

enum Owned {
    Body { body: Body, negative: bool },
    NoEntitlement(Condition),
    Power { when: Expr, by: Quoted },
}

impl Instance {
    pub(crate) fn content(&self) -> Content<'_> {
        match &self.content {
            Owned::Body { body, negative } => Content::Body { body, negative: *negative },
            Owned::NoEntitlement(condition) => Content::NoEntitlement(condition),
            Owned::Power { when, .. } => Content::Power(when),
        }
    }

    /// Who may exercise the power that it gives under a name of its own.
    pub(crate) fn new_power(&self) -> Option<&Quoted> {
        match &self.content {
            Owned::Power { by, .. } if self.name.text != self.given => Some(by),
            Owned::Power { .. } | Owned::Body { .. } | Owned::NoEntitlement(_) => None,
        }
    }

    /// Whether the rule says yes or no, so that one more of them is one more ground.
    pub(crate) fn adds_a_ground(&self) -> bool {
        matches!(&self.content, Owned::Body { body: Body::Ground(_), .. })
    }
}

/// The rules that every application in `documents` makes, in order.
pub(crate) fn instances(expanded: &Expanded) -> Vec<Instance> {
    let documents = &expanded.documents;
    let mut instances = Vec::new();
    for document in documents {
        for block in &document.blocks {
            for declaration in &block.declarations {
                let DeclarationKind::Applied(applied) = &declaration.kind else { continue };
                let here = Here {
                    expanded,
                    document,
                    provision: block.provision.as_ref(),
                    span: declaration.span,
                };
                instances.extend(here.apply(applied));
            }
        }
    }
    instances
}

/// Where an application stands.
struct Here<'d> {
    expanded: &'d Expanded,
    document: &'d Document,
    provision: Option<&'d Provision>,
    span: Span,
}

/// A rule where it stands.
struct Original<'d> {
    law: &'d Document,
    provision: &'d Provision,
    home: &'d Provision,
    alternative: Option<Span>,
    notwithstanding: &'d [CitedProvision],
    subject_to: &'d [CitedProvision],
    reading: Option<&'d Reading>,
    in_force: InForce,
    kind: &'d DeclarationKind,
    name: &'d Name,
}

impl Here<'_> {
    fn apply(&self, applied: &Applied) -> Vec<Instance> {
        let originals: Vec<Original<'_>> =
            applied.cited.iter().flat_map(|cited| self.originals(cited)).collect();
        let mut substitutions = applied.substitutions.clone();
        let given: BTreeSet<&str> = originals.iter().map(|one| one.name.text.as_str()).collect();
        if let (Some(to), Some(first), 1) = (&applied.to, originals.first(), given.len())
            && to.text != first.name.text
        {
            substitutions.push(Substitution { new: to.clone(), old: first.name.clone() });
        }
        originals.iter().map(|original| self.instance(original, &substitutions)).collect()
    }

    fn originals(&self, cited: &CitedProvision) -> Vec<Original<'_>> {
        let home = match &cited.law {
            None => Some(self.document),
            Some(name) => {
                let called =
                    |law: &&Document| law.header.short.to_lowercase() == name.text.to_lowercase();
                self.expanded.documents.iter().find(called)
            }
        };
        let (Some(law), Some(place)) = (home, absolute(cited, self.provision)) else {
            return Vec::new();
        };
        let mut originals = Vec::new();
        for block in &law.blocks {
            let Some(provision) = block.provision.as_ref().filter(|own| place.contains(own)) else {
                continue;
            };
            let limbs = self.expanded.limbs_of(block);
            let mut notwithstanding: &[CitedProvision] = &[];
            let mut subject_to: &[CitedProvision] = &[];
            let mut reading = None;
            for declaration in &block.declarations {
                let kind = &declaration.kind;
                let name = match kind {
                    DeclarationKind::Rule(rule) => &rule.name,
                    DeclarationKind::NoEntitlement(none) => &none.name,
                    DeclarationKind::Decision(decision) => &decision.name,
                    DeclarationKind::NotApplicable(not) => &not.name,
                    DeclarationKind::Power(power) => &power.name,
                    DeclarationKind::Notwithstanding(cited) => {
                        notwithstanding = cited;
                        continue;
                    }
                    DeclarationKind::SubjectTo(cited) => {
                        subject_to = cited;
                        continue;
                    }
                    DeclarationKind::Reading(chosen) => {
                        reading = Some(chosen);
                        continue;
                    }
                    _ => continue,
                };
                originals.push(Original {
                    law,
                    provision,
                    home: limbs.map_or(provision, |limbs| &limbs.home),
                    alternative: limbs.and_then(|limbs| limbs.alternative),
                    notwithstanding: std::mem::take(&mut notwithstanding),
                    subject_to: std::mem::take(&mut subject_to),
                    reading: reading.take(),
                    in_force: time_of(block),
                    kind,
                    name,
                });
            }
        }
        originals
    }

    fn instance(&self, original: &Original<'_>, substitutions: &[Substitution]) -> Instance {
        let abroad = !std::ptr::eq(original.law, self.document);
        let mut change = Change {
            substitutions,
            origin: original.provision,
            law: abroad.then(|| original.law.header.short.clone()),
            declared: if abroad { declared(original.law) } else { BTreeSet::new() },
            used: BTreeSet::new(),
        };
        let (mut subject, mut content) = match original.kind {
            DeclarationKind::Rule(rule) => {
                let (body, negative) = (rule.body.clone(), rule.negative);
                (rule.subject.clone(), Owned::Body { body, negative })
            }
            DeclarationKind::Decision(decision) => {
                let body = decision.body.clone();
                (decision.subject.clone(), Owned::Body { body, negative: false })
            }
            DeclarationKind::NoEntitlement(none) => {
                (None, Owned::NoEntitlement(none.condition.clone()))
            }
            DeclarationKind::Power(power) => {
                let (when, by) = (power.when.clone(), power.by.clone());
                (power.subject.clone(), Owned::Power { when, by })
            }
            // Only rules are originals.
            _ => (None, Owned::NoEntitlement(Condition { when: When::Always, unless: None })),
        };
        let mut name = original.name.clone();
        change.name(&mut name);
        subject.iter_mut().for_each(|subject| change.name(subject));
        match &mut content {
            Owned::Body { body, .. } => change.body(body),
            Owned::NoEntitlement(condition) => change.condition(condition),
            Owned::Power { when, .. } => change.expr(when),
        }
        let scopes = self.carried(original, &mut change);
        let citation = |provision: Provision, law: &str| Citation {
            law: law.to_owned(),
            provision: Some(provision),
        };
        let short = &original.law.header.short;
        let full = |cited: &CitedProvision| {
            let law = cited.law.as_ref().map_or(short.as_str(), |law| law.text.as_str());
            Some(citation(absolute(cited, Some(original.provision))?, law))
        };
        Instance {
            application: self.span,
            name,
            given: original.name.text.clone(),
            subject,
            content,
            origin: citation(original.provision.clone(), short),
            home: original.home.clone(),
            alternative: original.alternative,
            notwithstanding: original.notwithstanding.iter().filter_map(full).collect(),
            subject_to: original.subject_to.iter().filter_map(full).collect(),
            reading: original.reading.cloned(),
            scopes,
            in_force: original.in_force,
            fixed: matches!(original.kind, DeclarationKind::NotApplicable(_)),
            substitutions: substitutions.to_vec(),
            used: change.used,
        }
    }
}

impl Here<'_> {
    /// The conditions on the provisions in which a rule stands, as they read here. One under which
    /// the application itself stands, and in which nothing changes, is not said twice.
    fn carried(&self, original: &Original<'_>, change: &mut Change<'_>) -> Vec<Carried> {
        let mut scopes = Vec::new();
        for block in &original.law.blocks {
            let outer = block.provision.as_ref().filter(|own| own.contains(original.provision));
            let first = block.declarations.first();
            let (Some(outer), Some(first)) = (outer, first) else { continue };
            let DeclarationKind::Applies(condition) = &first.kind else { continue };
            let before = std::mem::take(&mut change.used);
            let mut condition = condition.clone();
            change.expr(&mut condition);
            let same = change.used.is_empty()
                && std::ptr::eq(original.law, self.document)
                && self.provision.is_some_and(|own| outer.contains(own));
            change.used.extend(before);
            if !same {
                scopes.push(Carried { condition, declared: first.span });
            }
        }
        scopes
    }
}

/// The names that a law declares or gives rules for.
fn declared(law: &Document) -> BTreeSet<String> {
    let declarations = law.blocks.iter().flat_map(|block| &block.declarations);
    let names = declarations.filter_map(|declaration| match &declaration.kind {
        DeclarationKind::Entity(name) => Some(name),
        DeclarationKind::Fact(fact) => Some(&fact.name),
        DeclarationKind::Parameter(parameter) => Some(&parameter.name),
        DeclarationKind::Rule(rule) => Some(&rule.name),
        DeclarationKind::Entitlement(claim) => Some(&claim.name),
        DeclarationKind::Decision(decision) => Some(&decision.name),
        DeclarationKind::Judgement(judgement) => Some(&judgement.name),
        DeclarationKind::Power(power) => Some(&power.name),
        _ => None,
    });
    names.filter(|name| name.law.is_none()).map(|name| name.text.clone()).collect()
}

/// Puts other names into a rule.
struct Change<'s> {
    substitutions: &'s [Substitution],
    /// Where the rule stands.
    origin: &'s Provision,
    /// Its law, when it is another one than that of the application.
    law: Option<String>,
    /// What that law declares.
    declared: BTreeSet<String>,
    used: BTreeSet<usize>,
}

impl Change<'_> {
    fn name(&mut self, name: &mut Name) {
        let replaced = self.substitutions.iter().position(|pair| pair.old.text == name.text);
        if let Some(place) = replaced {
            self.used.insert(place);
            *name = self.substitutions[place].new.clone();
        } else if let (Some(law), None, true) =
            (&self.law, &name.law, self.declared.contains(&name.text))
        {
            let law = Name { text: law.clone(), law: None, span: name.span };
            name.law = Some(Box::new(law));
        }
    }

    fn cited(&self, cited: &mut CitedProvision) {
        if let Some(place) = absolute(cited, Some(self.origin)) {
            cited.heading = Some((place.level, place.label));
            cited.parts = place.parts;
        }
        if let (None, Some(law)) = (&cited.law, &self.law) {
            cited.law = Some(Name { text: law.clone(), law: None, span: cited.span });
        }
    }

    fn body(&mut self, body: &mut Body) {
        match body {
            Body::Ground(condition) => self.condition(condition),
            Body::Value { value, condition } => {
                self.expr(value);
                self.condition(condition);
            }
            Body::Cases { limbs, otherwise, .. } => {
                for limb in limbs {
                    self.expr(&mut limb.condition);
                    self.expr(&mut limb.value);
                }
                otherwise.iter_mut().for_each(|value| self.expr(value));
            }
        }
    }

    fn condition(&mut self, condition: &mut Condition) {
        if let When::If(when) = &mut condition.when {
            self.expr(when);
        }
        condition.unless.iter_mut().for_each(|unless| self.expr(unless));
    }

    fn expr(&mut self, expr: &mut Expr) {
        match &mut expr.kind {
            ExprKind::Name(name)
            | ExprKind::Of { name, .. }
            | ExprKind::Through { scale: name, .. } => self.name(name),
            ExprKind::ValueUnder(cited) => self.cited(cited),
            // The element of a rank is named by its kind, which no name replaces.
            _ => {}
        }
        expr.parts_mut().into_iter().for_each(|part| self.expr(part));
    }
}
