//! Collects what all laws declare, before anything is looked up.
//!
//! First the laws and kinds of subject, then facts, parameters, judgements, claims and
//! decisions, and last, in [`draft`](crate::draft), the values that rules give.

use crate::applied::Instance;
use crate::check::{Checker, Reported};
use crate::codes;
use crate::draft::{Draft, TermDraft};
use crate::names::Symbol;
use crate::points::Expanded;
use crate::program::{
    Entity, Fact, Judgement, Law, Privacy, PrivacyClass, Said, Scale, TermKind, Type,
};
use crate::table::{EntityId, Id, JudgementId, LawId, TermId};
use enact_source::{Citation, Diagnostic, Span};
use enact_syntax::tree::{
    self, Block, Declaration, DeclarationKind, Document, Name, Quoted, TypeKind, TypeName,
};
use enact_value::{CalendarRules, Currency, Range};

/// A declaration with the law and block it stands in.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) law: LawId,
    pub(crate) block: &'a Block,
    pub(crate) declaration: &'a Declaration,
}

/// Every declaration of every law, in order.
pub(crate) fn places(documents: &[Document]) -> impl Iterator<Item = Place<'_>> {
    documents.iter().enumerate().flat_map(|(index, document)| {
        let law = LawId::from_index(index);
        document.blocks.iter().flat_map(move |block| {
            block.declarations.iter().map(move |declaration| Place { law, block, declaration })
        })
    })
}

impl Checker {
    /// Declares everything; gives the rules in order of the text.
    pub(crate) fn declare<'a>(
        &mut self,
        expanded: &'a Expanded,
        instances: &'a [Instance],
    ) -> Vec<Draft<'a>> {
        let documents = &expanded.documents;
        self.laws(documents);
        self.broken(documents);
        for place in places(documents) {
            if let DeclarationKind::Entity(name) = &place.declaration.kind {
                self.entity(place, name);
            }
        }
        let mut latest: Option<(LawId, EntityId)> = None;
        for place in places(documents) {
            match &place.declaration.kind {
                DeclarationKind::Entity(name) => {
                    if let Some(Symbol::Entity(entity)) = self.symbols.own(place.law, &name.text) {
                        latest = Some((place.law, entity));
                    }
                }
                DeclarationKind::Fact(fact) => {
                    let here =
                        latest.filter(|(law, _)| *law == place.law).map(|(_, entity)| entity);
                    let declared = self.fact(place, fact, here);
                    self.known_or_unread(declared, &fact.name);
                }
                DeclarationKind::Judgement(judgement) => {
                    let declared = self.judgement(place, judgement);
                    self.known_or_unread(declared, &judgement.name);
                }
                DeclarationKind::Power(power) => {
                    let (subject, by) = (power.subject.as_ref(), &power.by);
                    let declared = self.power(place, &power.name, subject, by);
                    self.known_or_unread(declared, &power.name);
                }
                DeclarationKind::Applied(_) => {
                    let span = place.declaration.span;
                    for one in instances.iter().filter(|one| one.application == span) {
                        let Some(by) = one.new_power() else { continue };
                        let declared = self.power(place, &one.name, one.subject.as_ref(), by);
                        self.known_or_unread(declared, &one.name);
                    }
                }
                DeclarationKind::Entitlement(entitlement) => {
                    let (name, subject) = (&entitlement.name, entitlement.subject.as_ref());
                    let kind = TermKind::Entitlement;
                    let declared = self.claim(place, name, subject, &entitlement.ty, kind);
                    self.known_or_unread(declared, name);
                }
                DeclarationKind::Decision(decision) => {
                    let by = decision.by.as_ref().map(|by| by.text.clone());
                    let (name, subject) = (&decision.name, decision.subject.as_ref());
                    let kind = TermKind::Decision { by };
                    let declared = self.claim(place, name, subject, &decision.ty, kind);
                    if let (Ok(()), Some(term)) = (&declared, self.terms.last_mut()) {
                        term.legal = decision.legal.clone();
                    }
                    self.known_or_unread(declared, name);
                }
                _ => {}
            }
        }
        self.join_choices();
        self.drafts(expanded, instances)
    }

    fn laws(&mut self, documents: &[Document]) {
        for document in documents {
            let header = &document.header;
            let id = self.program.laws.push(Law {
                short: header.short.clone(),
                title: header.title.clone(),
                id: header.id.clone(),
                language: header.language,
                in_force: header.in_force,
                until: header.until,
                text: header.text,
                currency: header.currency,
                calendar: CalendarRules {
                    month_end: header.month_end.unwrap_or_default(),
                    leap_day: header.leap_day.unwrap_or_default(),
                },
                says: Said {
                    month_end: header.month_end.is_some(),
                    leap_day: header.leap_day.is_some(),
                },
                uses: header.uses.iter().map(|name| name.text.clone()).collect(),
                outline: document.outline.clone(),
                span: header.span,
            });
            if !self.symbols.add_law(&header.short, id) {
                self.report(
                    Diagnostic::new(codes::SAME_LAW_NAME, header.span)
                        .with("law", header.short.as_str()),
                );
            }
        }
        for name in documents.iter().flat_map(|document| &document.header.uses) {
            if self.symbols.law(&name.text).is_none() {
                self.report(
                    Diagnostic::new(codes::USED_LAW_ABSENT, name.span)
                        .with("law", name.text.as_str()),
                );
            }
        }
    }

    /// A declaration with a finding of its own is not also unknown wherever it is used.
    pub(crate) fn known_or_unread(&mut self, declared: Result<(), Reported>, name: &Name) {
        if declared.is_err() {
            self.unread.insert(name.text.clone());
        }
    }

    /// Notes the words of declarations that could not be read.
    fn broken(&mut self, documents: &[Document]) {
        for place in places(documents) {
            if matches!(place.declaration.kind, DeclarationKind::Broken) {
                let text = self.program.sources.slice(place.declaration.span);
                let words = text.split(|c: char| !(c.is_alphanumeric() || c == '-'));
                self.unread.extend(words.map(str::to_owned));
            }
        }
    }

    /// The provision a declaration stands in.
    pub(crate) fn ground(&self, place: Place<'_>) -> Citation {
        self.citation(place.law, place.block.provision.as_ref())
    }

    /// Declares `name`; a second declaration is a finding.
    pub(crate) fn add(
        &mut self,
        place: Place<'_>,
        name: &Name,
        symbol: Symbol,
    ) -> Result<(), Reported> {
        let ground = self.ground(place);
        self.symbols.declare(place.law, name, symbol).map_err(|(earlier, span)| {
            self.report(
                Diagnostic::new(codes::DECLARED_TWICE, name.span)
                    .with("name", name.text.as_str())
                    .with("kind", earlier.words())
                    .and_at(span, "label-earlier")
                    .within(ground),
            )
        })
    }

    fn entity(&mut self, place: Place<'_>, name: &Name) {
        let id = EntityId::from_index(self.program.entities.len());
        if self.add(place, name, Symbol::Entity(id)).is_ok() {
            self.program.entities.push(Entity {
                name: name.text.clone(),
                law: place.law,
                facts: Vec::new(),
                judgements: Vec::new(),
                span: name.span,
            });
        }
    }

    fn fact(
        &mut self,
        place: Place<'_>,
        fact: &tree::Fact,
        here: Option<EntityId>,
    ) -> Result<(), Reported> {
        let ground = self.ground(place);
        let entity = match (&fact.entity, here) {
            (Some(name), _) => self.entity_named(place.law, name)?,
            (None, Some(entity)) => entity,
            (None, None) => self.default_entity(place.law, fact.name.span, &ground)?,
        };
        if let TypeKind::List(list) = &fact.ty.kind {
            return self.list_fact(place, fact, list, entity);
        }
        let (ty, decimals) = self.ty(place.law, &fact.ty, &fact.name, &ground)?;
        if ty == Type::Brackets {
            return Err(self.bare_scale(fact.ty.span, &ground));
        }
        if let Type::Choice(choice) = ty {
            self.program.choices[choice].of_fact = true;
        }
        let id = crate::table::FactId::from_index(self.program.facts.len());
        self.add(place, &fact.name, Symbol::Fact(id))?;
        let slot = self.program.entities[entity].facts.len();
        self.program.entities[entity].facts.push(id);
        self.program.facts.push(Fact {
            name: fact.name.text.clone(),
            law: place.law,
            entity,
            slot,
            ty,
            scale: input_scale(ty, decimals),
            decimals,
            optional: fact.optional,
            list: None,
            way_back: false,
            source: fact.source.as_ref().map(|source| source.text.clone()),
            privacy: privacy(&fact.privacy),
            ground,
            span: place.declaration.span,
        });
        Ok(())
    }

    fn judgement(&mut self, place: Place<'_>, judgement: &tree::Judgement) -> Result<(), Reported> {
        let ground = self.ground(place);
        let entity = match &judgement.subject {
            Some(name) => self.entity_named(place.law, name)?,
            None => self.default_entity(place.law, judgement.name.span, &ground)?,
        };
        if judgement.ty.kind != TypeKind::YesNo {
            return Err(self.report(
                Diagnostic::new(codes::NOT_A_CONDITION, judgement.ty.span)
                    .within(ground)
                    .with("got", self.program.sources.slice(judgement.ty.span))
                    .advising("help-judgement"),
            ));
        }
        let id = JudgementId::from_index(self.program.judgements.len());
        self.add(place, &judgement.name, Symbol::Judgement(id))?;
        let slot = self.program.entities[entity].judgements.len();
        self.program.entities[entity].judgements.push(id);
        self.program.judgements.push(Judgement {
            name: judgement.name.text.clone(),
            law: place.law,
            entity,
            slot,
            by: judgement.by.as_ref().map(|by| by.text.clone()),
            power: None,
            precondition: None,
            ground,
            span: place.declaration.span,
        });
        Ok(())
    }

    /// A power: a yes/no that holds when the law allows it and somebody exercises it. The
    /// exercise is given under the power's own name, as a judgement is.
    fn power(
        &mut self,
        place: Place<'_>,
        name: &Name,
        subject: Option<&Name>,
        by: &Quoted,
    ) -> Result<(), Reported> {
        let ground = self.ground(place);
        let entity = match subject {
            Some(name) => self.entity_named(place.law, name)?,
            None => self.default_entity(place.law, name.span, &ground)?,
        };
        let term = TermId::from_index(self.terms.len());
        self.add(place, name, Symbol::Term(term))?;
        let id = JudgementId::from_index(self.program.judgements.len());
        let slot = self.program.entities[entity].judgements.len();
        self.program.entities[entity].judgements.push(id);
        self.program.judgements.push(Judgement {
            name: name.text.clone(),
            law: place.law,
            entity,
            slot,
            by: Some(by.text.clone()),
            power: Some(term),
            precondition: None,
            ground: ground.clone(),
            span: place.declaration.span,
        });
        self.terms.push(TermDraft {
            name: name.text.clone(),
            law: place.law,
            entity: Some(entity),
            kind: TermKind::YesNo,
            ty: Some(Type::YesNo),
            settled: None,
            decimals: 0,
            legal: tree::Legal::default(),
            scale: None,
            movable: false,
            ground,
            span: place.declaration.span,
        });
        Ok(())
    }

    /// The exercise of the power that `term` is.
    pub(crate) fn exercise(&self, term: TermId) -> Option<JudgementId> {
        let mut all = self.program.judgements.iter();
        all.find(|(_, judgement)| judgement.power == Some(term)).map(|(id, _)| id)
    }

    /// A claim or a decision: a term with a declared type.
    fn claim(
        &mut self,
        place: Place<'_>,
        name: &Name,
        subject: Option<&Name>,
        ty: &TypeName,
        kind: TermKind,
    ) -> Result<(), Reported> {
        let ground = self.ground(place);
        let entity = match subject {
            Some(name) => Some(self.entity_named(place.law, name)?),
            None => None,
        };
        let at = ty.span;
        let (ty, decimals) = self.ty(place.law, ty, name, &ground)?;
        if ty == Type::Brackets {
            return Err(self.bare_scale(at, &ground));
        }
        self.add(place, name, Symbol::Term(TermId::from_index(self.terms.len())))?;
        self.terms.push(TermDraft {
            name: name.text.clone(),
            law: place.law,
            entity,
            kind,
            ty: Some(ty),
            settled: None,
            decimals,
            legal: tree::Legal::default(),
            scale: None,
            movable: false,
            ground,
            span: place.declaration.span,
        });
        Ok(())
    }

    /// The kind of subject that `name` names.
    pub(crate) fn entity_named(&mut self, law: LawId, name: &Name) -> Result<EntityId, Reported> {
        match self.symbols.find(&self.program, law, name) {
            Ok(Symbol::Entity(entity)) => Ok(entity),
            Ok(_) | Err(_) => {
                let known: Vec<&str> = self
                    .program
                    .entities
                    .rows()
                    .iter()
                    .map(|entity| entity.name.as_str())
                    .collect();
                let finding = Diagnostic::new(codes::UNKNOWN_ENTITY, name.span)
                    .with("name", name.text.as_str())
                    .with("known", known.join(", "));
                let help = if known.is_empty() { "help-none" } else { "help" };
                Err(self.report(finding.advising(help)))
            }
        }
    }

    /// The only kind of subject: of the law, or else of the ruleset.
    pub(crate) fn default_entity(
        &mut self,
        law: LawId,
        span: Span,
        ground: &Citation,
    ) -> Result<EntityId, Reported> {
        let own: Vec<EntityId> =
            self.program.entities.iter().filter(|(_, e)| e.law == law).map(|(id, _)| id).collect();
        let all: Vec<EntityId> = self.program.entities.ids().collect();
        match (own.as_slice(), all.as_slice()) {
            ([only], _) | ([], [only]) => Ok(*only),
            _ => Err(self.report(
                Diagnostic::new(codes::WHOSE, span)
                    .with("what", self.program.sources.slice(span).lines().next().unwrap_or(""))
                    .within(ground.clone()),
            )),
        }
    }

    /// The type that is written, and the decimals its figures may have.
    /// `owner` is what has the type.
    pub(crate) fn ty(
        &mut self,
        law: LawId,
        ty: &TypeName,
        owner: &Name,
        ground: &Citation,
    ) -> Result<(Type, u32), Reported> {
        Ok(match &ty.kind {
            TypeKind::YesNo => (Type::YesNo, 0),
            TypeKind::Number { decimals, rate } => (Type::Number(*rate), *decimals),
            TypeKind::Percentage { decimals } => (Type::Percentage, *decimals),
            TypeKind::Money { rate, .. } => {
                (Type::Money(self.program.laws[law].currency, *rate), 2)
            }
            TypeKind::Date => (Type::Date, 0),
            TypeKind::Months => (Type::Months, 0),
            TypeKind::Days => (Type::Days, 0),
            TypeKind::Text => (Type::Text, 0),
            TypeKind::Brackets => (Type::Brackets, 0),
            TypeKind::Choice(options) => {
                (Type::Choice(self.choice(law, owner, options, ground)), 0)
            }
            TypeKind::Entity(name) => (Type::Subject(self.entity_named(law, name)?), 0),
            TypeKind::List(_) => {
                let finding = Diagnostic::new(codes::LIST_PLACE, ty.span);
                return Err(self.report(finding.advising("help-fact")));
            }
        })
    }
}

pub(crate) fn privacy(said: &[tree::Privacy]) -> Privacy {
    let mut privacy = Privacy { class: PrivacyClass::Personal, protected: None, proxy_for: None };
    for word in said {
        match word {
            tree::Privacy::NotPersonal => privacy.class = PrivacyClass::NotPersonal,
            tree::Privacy::Special => privacy.class = PrivacyClass::Special,
            tree::Privacy::Criminal => privacy.class = PrivacyClass::Criminal,
            tree::Privacy::Protected(ground) => privacy.protected = Some(ground.text.clone()),
            tree::Privacy::ProxyFor(ground) => privacy.proxy_for = Some(ground.text.clone()),
        }
    }
    privacy
}

/// The denominator of figures of type `ty` with `decimals`.
pub(crate) fn denominator(ty: Type, decimals: u32) -> i128 {
    let digits = match ty {
        Type::Percentage => decimals.saturating_add(2),
        Type::YesNo
        | Type::Number(_)
        | Type::Money(..)
        | Type::Date
        | Type::Months
        | Type::Days
        | Type::Text
        | Type::Brackets
        | Type::Choice(_)
        | Type::Subject(_)
        | Type::List(_) => decimals,
    };
    10_i128.checked_pow(digits).unwrap_or(1)
}

/// What a fact of this type may hold unless an assumption says otherwise: amounts over
/// ± 10,000,000,000, numbers over ± 1,000,000,000, percentages over ± 10,000%, periods over
/// ± 1,000 years.
pub(crate) fn input_scale(ty: Type, decimals: u32) -> Scale {
    let denominator = denominator(ty, decimals);
    let most: i128 = match ty {
        Type::Money(Currency::Eur | Currency::Gbp | Currency::Usd, _) => 10_000_000_000,
        Type::Number(_) => 1_000_000_000,
        Type::Percentage => 100,
        Type::Months => 12_000,
        Type::Days => 365_250,
        Type::YesNo
        | Type::Date
        | Type::Text
        | Type::Brackets
        | Type::Choice(_)
        | Type::Subject(_)
        | Type::List(_) => {
            return Scale::None;
        }
    };
    let units = most.saturating_mul(denominator);
    Scale::Fixed { denominator, range: Range::new(-units, units) }
}
