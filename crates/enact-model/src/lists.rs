//! Lists: how they are declared, and what may be said over their elements.
//!
//! An expression about the elements stands in a scope of its own: names mean the element first,
//! then the subject around the list. What is known outside stays known inside.

use crate::check::{Checker, Reported, type_words};
use crate::codes;
use crate::declare::{Place, privacy};
use crate::expression::{Scope, Way};
use crate::names::Symbol;
use crate::program::{
    Expr, ExprKind, Fact, Fold, Listing, Privacy, PrivacyClass, Reference, Scale, Target, Type,
};
use crate::table::{EntityId, FactId, Id};
use enact_source::{Diagnostic, Span};
use enact_syntax::tree::{self, ListType, Name};
use enact_value::Range;

impl Checker {
    /// Declares a fact that holds a list of `list.entity`, and the way back of its elements.
    pub(crate) fn list_fact(
        &mut self,
        place: Place<'_>,
        fact: &tree::Fact,
        list: &ListType,
        entity: EntityId,
    ) -> Result<(), Reported> {
        let ground = self.ground(place);
        let element = self.entity_named(place.law, &list.entity)?;
        if fact.optional {
            let finding = Diagnostic::new(codes::LIST_PLACE, fact.ty.span).within(ground.clone());
            self.report(finding.advising("help-optional"));
        }
        let id = FactId::from_index(self.program.facts.len());
        self.add(place, &fact.name, Symbol::Fact(id))?;
        if list.most.is_none() {
            let finding = Diagnostic::new(codes::NO_BOUND, fact.ty.span)
                .with("name", fact.name.text.as_str())
                .with("entity", list.entity.text.as_str());
            self.report(finding.within(ground.clone()));
        }
        let most = list.most.unwrap_or(1);
        let row = Fact {
            name: fact.name.text.clone(),
            law: place.law,
            entity,
            slot: 0,
            ty: Type::List(element),
            scale: Scale::None,
            decimals: 0,
            optional: false,
            list: Some(Listing { element, most, way_back: None }),
            way_back: false,
            source: fact.source.as_ref().map(|source| source.text.clone()),
            privacy: privacy(&fact.privacy),
            ground,
            span: place.declaration.span,
        };
        self.keep_fact(row.clone());
        if let Some(name) = &list.way_back {
            let way_back = self.declare_way_back(place, name, element, entity, row)?;
            if let Some(listing) = &mut self.program.facts[id].list {
                listing.way_back = Some(way_back);
            }
        }
        Ok(())
    }

    /// The fact by which an element reaches the owner of its list. Several lists may share one,
    /// and it may bear the name of the owner's kind.
    fn declare_way_back(
        &mut self,
        place: Place<'_>,
        name: &Name,
        element: EntityId,
        owner: EntityId,
        list: Fact,
    ) -> Result<FactId, Reported> {
        if let Some(known) = self.way_back_of(element, name, owner) {
            return Ok(known);
        }
        if self.symbols.lookup(place.law, name) != Some(Symbol::Entity(owner)) {
            let id = FactId::from_index(self.program.facts.len());
            self.add(place, name, Symbol::Fact(id))?;
        }
        let class = PrivacyClass::NotPersonal;
        Ok(self.keep_fact(Fact {
            name: name.text.clone(),
            entity: element,
            ty: Type::Subject(owner),
            list: None,
            way_back: true,
            source: None,
            privacy: Privacy { class, protected: None, proxy_for: None },
            ..list
        }))
    }

    fn keep_fact(&mut self, fact: Fact) -> FactId {
        let entity = &mut self.program.entities[fact.entity];
        let slot = entity.facts.len();
        entity.facts.push(FactId::from_index(self.program.facts.len()));
        self.program.facts.push(Fact { slot, ..fact })
    }

    /// The way back called `name` from an `element` to an `owner`.
    pub(crate) fn way_back_of(
        &self,
        element: EntityId,
        name: &Name,
        owner: EntityId,
    ) -> Option<FactId> {
        self.program.entities[element].facts.iter().copied().find(|id| {
            let fact = &self.program.facts[*id];
            fact.way_back && fact.ty == Type::Subject(owner) && fact.name == name.text
        })
    }

    /// The same, from where `way` leads.
    pub(crate) fn way_back(
        &self,
        name: &Name,
        owner: EntityId,
        way: &Way,
        scope: &Scope<'_>,
    ) -> Option<FactId> {
        if !way.bare {
            return self.way_back_of(way.entity, name, owner);
        }
        scope.levels().find_map(|(_, entity)| self.way_back_of(entity, name, owner))
    }

    /// The list that `expr` names, and what it holds.
    fn list(
        &mut self,
        expr: &tree::Expr,
        scope: &Scope<'_>,
    ) -> Result<(Reference, Listing), Reported> {
        let named = match &expr.kind {
            tree::ExprKind::Name(name) => Some((name, Way::here(scope))),
            tree::ExprKind::Of { name, owner } => Some((name, self.path(owner, scope)?)),
            _ => None,
        };
        if let Some((name, way)) = named {
            let reference = self.reference(name, way, scope)?;
            if let Target::Fact(fact) = reference.target
                && let Some(list) = self.program.facts[fact].list
            {
                return Ok((reference, list));
            }
        }
        Err(self.report(
            Diagnostic::new(codes::NOT_A_LIST, expr.span)
                .with("name", self.program.sources.slice(expr.span))
                .within(scope.ground.clone()),
        ))
    }

    /// A list where a value was expected.
    pub(crate) fn list_alone(&mut self, list: FactId, span: Span, scope: &Scope<'_>) -> Reported {
        let name = self.program.facts[list].name.clone();
        let at = self.program.facts[list].span;
        self.report(
            Diagnostic::new(codes::LIST_ALONE, span)
                .with("name", name)
                .and_at(at, "label-declared")
                .within(scope.ground.clone()),
        )
    }

    pub(crate) fn over_list(
        &mut self,
        over: &tree::Over,
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        let (list, listing) = self.list(&over.list, scope)?;
        let inner = scope.of_each(listing.element);
        let filter = over.filter.as_ref().map(|filter| self.trait_of_each(filter, &inner));
        let filter = filter.transpose();
        let inner = match &filter {
            Ok(Some(filter)) => inner.knowing(filter, true),
            Ok(None) | Err(Reported) => inner,
        };
        let fold = fold(over.fold);
        let value = over.value.as_ref().map(|value| match fold {
            Fold::Any | Fold::Every => self.trait_of_each(value, &inner),
            Fold::Number | Fold::Sum | Fold::Highest | Fold::Lowest => {
                self.amount_of_each(value, fold, &inner)
            }
        });
        let (filter, value) = (filter?, value.transpose()?);
        if matches!(fold, Fold::Highest | Fold::Lowest) && !scope.settled {
            let words = self.program.sources.slice(span).to_owned();
            return Err(self.report(
                Diagnostic::new(codes::MAY_BE_EMPTY, span)
                    .with("words", words)
                    .within(scope.ground.clone()),
            ));
        }
        let most = i128::from(listing.most);
        let (ty, scale) = match (fold, &value) {
            (Fold::Any | Fold::Every, _) => (Type::YesNo, Scale::None),
            (Fold::Sum, Some(value)) => {
                let Some(scale) = times_at_most(value.scale, most) else {
                    return Err(self.too_large(span, scope));
                };
                (value.ty, scale)
            }
            (Fold::Highest | Fold::Lowest, Some(value)) => (value.ty, value.scale),
            (_, _) => (Type::Number(None), Scale::whole(0, most)),
        };
        let (filter, value) = (filter.map(Box::new), value.map(Box::new));
        Ok(Expr { kind: ExprKind::Over { fold, list, filter, value }, ty, scale, span })
    }

    /// A condition on an element. The name of an optional fact means that it is there: `met
    /// partner`.
    fn trait_of_each(&mut self, expr: &tree::Expr, scope: &Scope<'_>) -> Result<Expr, Reported> {
        if let tree::ExprKind::Name(name) | tree::ExprKind::Of { name, .. } = &expr.kind
            && let Some(Symbol::Fact(fact)) = self.symbols.lookup(scope.law, name)
            && self.program.facts[fact].optional
            && self.program.facts[fact].ty != Type::YesNo
        {
            return self.exists(expr, false, expr.span, scope);
        }
        self.condition(expr, scope)
    }

    /// A number of each element that is added or compared; a date is compared only.
    fn amount_of_each(
        &mut self,
        expr: &tree::Expr,
        fold: Fold,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        let value = self.lower(expr, scope)?;
        let number = value.ty.unit().is_some();
        if !number && (fold == Fold::Sum || value.ty != Type::Date) {
            let code = if fold == Fold::Sum { codes::NOT_SUMMABLE } else { codes::NO_ORDER };
            let words = type_words(value.ty, &self.program);
            return Err(self.report(
                Diagnostic::new(code, expr.span).with("type", words).within(scope.ground.clone()),
            ));
        }
        if matches!(value.scale, Scale::Quotient { .. }) {
            let words = self.program.sources.slice(expr.span).to_owned();
            return Err(self.report(
                Diagnostic::new(codes::QUOTIENT_OF_EACH, expr.span)
                    .with("words", words)
                    .within(scope.ground.clone()),
            ));
        }
        Ok(value)
    }

    pub(crate) fn rank(
        &mut self,
        rank: &tree::Rank,
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        let (list, listing) = self.list(&rank.list, scope)?;
        let at_hand = match &rank.of {
            None => true,
            Some(name) => {
                let named = self.find(scope.law, name, Some(&scope.ground))?;
                named == Symbol::Entity(scope.entity)
            }
        };
        if !at_hand || listing.element != scope.entity {
            let names = &self.program.entities;
            return Err(self.report(
                Diagnostic::new(codes::RANK_OF_OTHERS, span)
                    .with("here", names[scope.entity].name.as_str())
                    .with("element", names[listing.element].name.as_str())
                    .within(scope.ground.clone()),
            ));
        }
        let key = self.amount_of_each(&rank.key, Fold::Lowest, &scope.of_each(listing.element))?;
        let scale = Scale::whole(1, i128::from(listing.most));
        let kind = ExprKind::Rank { list, key: Box::new(key), by_entry: rank.by_entry };
        Ok(Expr { kind, ty: Type::Number(None), scale, span })
    }

    /// Whether `expr` can have no value because something is not there: an optional fact, or the
    /// highest of an empty list. What is read of an element has been settled there.
    pub(crate) fn can_be_absent(&self, expr: &Expr) -> bool {
        let own = expr.facts_read().iter().any(|fact| self.program.facts[*fact].optional);
        match &expr.kind {
            ExprKind::Over { fold, .. } => own || matches!(fold, Fold::Highest | Fold::Lowest),
            ExprKind::Rank { .. } => own,
            _ => own || expr.children().into_iter().any(|part| self.can_be_absent(part)),
        }
    }
}

impl Scope<'_> {
    /// Within a list of `element`.
    fn of_each(&self, element: EntityId) -> Self {
        let outer = std::iter::once(self.entity).chain(self.outer.iter().copied());
        let outer = outer.collect();
        Self { entity: element, outer, known: self.known.inward(), settled: false, ..self.clone() }
    }
}

const fn fold(written: tree::Fold) -> Fold {
    match written {
        tree::Fold::Number => Fold::Number,
        tree::Fold::Sum => Fold::Sum,
        tree::Fold::Highest => Fold::Highest,
        tree::Fold::Lowest => Fold::Lowest,
        tree::Fold::Any => Fold::Any,
        tree::Fold::Every => Fold::Every,
    }
}

/// The scale of at most `most` numbers of this scale together.
fn times_at_most(scale: Scale, most: i128) -> Option<Scale> {
    let Scale::Fixed { denominator, range } = scale else { return None };
    let low = range.low.min(0).checked_mul(most)?;
    let high = range.high.max(0).checked_mul(most)?;
    Some(Scale::Fixed { denominator, range: Range::new(low, high) })
}
