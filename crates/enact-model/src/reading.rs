//! Names in an expression: what each refers to, whose it is, and whether it may be absent.

use crate::check::{Checker, Reported};
use crate::codes;
use crate::expression::{Scope, Way, hull};
use crate::names::Symbol;
use crate::program::{Expr, ExprKind, Reference, Scale, Target, Type};
use crate::table::{EntityId, Id};
use enact_source::{Diagnostic, Span};
use enact_syntax::tree::{self, CitedProvision, Name};

impl Checker {
    /// Reads `name`, of the subject at hand or of `owner`.
    pub(crate) fn read(
        &mut self,
        name: &Name,
        owner: Option<&tree::Expr>,
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        if owner.is_none()
            && let Some(option) = self.loose_option(name, span, scope)
        {
            return option;
        }
        let way = match owner {
            None => Way::here(scope),
            Some(owner) => self.path(owner, scope)?,
        };
        let reference = self.reference(name, way, scope)?;
        self.reading(reference, span, scope)
    }

    /// What `name` means of the subject that `way` leads to.
    pub(crate) fn reference(
        &mut self,
        name: &Name,
        way: Way,
        scope: &Scope<'_>,
    ) -> Result<Reference, Reported> {
        let symbol = self.find(scope.law, name, Some(&scope.ground))?;
        let (target, home) = match symbol {
            Symbol::Fact(fact) => (Target::Fact(fact), Some(self.program.facts[fact].entity)),
            Symbol::Term(term) => (Target::Term(term), self.terms[term.index()].entity),
            Symbol::Judgement(judgement) => {
                (Target::Judgement(judgement), Some(self.program.judgements[judgement].entity))
            }
            Symbol::Parameter(parameter) => {
                let target = Target::Parameter(parameter);
                return Ok(Reference { up: 0, path: Vec::new(), target });
            }
            Symbol::Entity(owner) => match self.way_back(name, owner, &way, scope) {
                Some(fact) => (Target::Fact(fact), Some(self.program.facts[fact].entity)),
                None => {
                    return Err(self.wrong_kind(
                        name,
                        symbol.words(),
                        "help-entity",
                        &scope.ground,
                    ));
                }
            },
        };
        let home = home.ok_or(Reported)?;
        if way.bare {
            let level = scope.levels().find(|(_, entity)| *entity == home);
            if let Some((up, _)) = level {
                return Ok(Reference { up, path: way.path, target });
            }
        } else if home == way.entity {
            return Ok(Reference { up: way.up, path: way.path, target });
        }
        Err(self.of_another(name, home, &way, scope))
    }

    pub(crate) fn of_another(
        &mut self,
        name: &Name,
        home: EntityId,
        way: &Way,
        scope: &Scope<'_>,
    ) -> Reported {
        let entities = &self.program.entities;
        let here: Vec<&str> = if way.bare {
            scope.levels().map(|(_, entity)| entities[entity].name.as_str()).collect()
        } else {
            vec![entities[way.entity].name.as_str()]
        };
        let here = (here.join("` of `"), here.join("` or `"));
        self.report(
            Diagnostic::new(codes::NOT_OF_SUBJECT, name.span)
                .with("name", name.text.as_str())
                .with("home", self.program.entities[home].name.as_str())
                .with("here", here)
                .within(scope.ground.clone()),
        )
    }

    /// Follows `owner` to a subject.
    pub(crate) fn path(&mut self, owner: &tree::Expr, scope: &Scope<'_>) -> Result<Way, Reported> {
        let (name, way) = match &owner.kind {
            tree::ExprKind::Name(name) => {
                if let Some(way) = self.itself(name, scope) {
                    return Ok(way);
                }
                (name, Way::here(scope))
            }
            tree::ExprKind::Of { name, owner } => (name, self.path(owner, scope)?),
            _ => return Err(self.no_subject(owner, scope)),
        };
        let reference = self.reference(name, way, scope)?;
        let Target::Fact(fact) = reference.target else {
            return Err(self.no_subject(owner, scope));
        };
        let Type::Subject(entity) = self.program.facts[fact].ty else {
            if self.program.facts[fact].list.is_some() {
                return Err(self.list_alone(fact, owner.span, scope));
            }
            return Err(self.no_subject(owner, scope));
        };
        self.settled(&reference, owner.span, scope)?;
        let Reference { up, mut path, .. } = reference;
        path.push(fact);
        Ok(Way { up, path, entity, bare: false })
    }

    /// The subject at hand, or one around it, by the name of its kind. The way back of an element
    /// comes before what lies further out.
    pub(crate) fn itself(&self, name: &Name, scope: &Scope<'_>) -> Option<Way> {
        let Some(Symbol::Entity(named)) = self.symbols.lookup(scope.law, name) else { return None };
        for (up, entity) in scope.levels() {
            if entity == named {
                return Some(Way { up, path: Vec::new(), entity, bare: false });
            }
            if self.way_back_of(entity, name, named).is_some() {
                return None;
            }
        }
        None
    }

    pub(crate) fn no_subject(&mut self, owner: &tree::Expr, scope: &Scope<'_>) -> Reported {
        let words = self.program.sources.slice(owner.span).to_owned();
        self.report(
            Diagnostic::new(codes::NO_SUBJECT, owner.span)
                .with("name", words)
                .within(scope.ground.clone()),
        )
    }

    /// An optional fact may be read only where it is known to be there.
    pub(crate) fn settled(
        &mut self,
        reference: &Reference,
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<(), Reported> {
        let Target::Fact(fact) = reference.target else { return Ok(()) };
        let optional = self.program.facts[fact].optional;
        if !optional || scope.settled || scope.known.has(reference) {
            return Ok(());
        }
        let name = self.program.facts[fact].name.clone();
        Err(self.report(
            Diagnostic::new(codes::UNSETTLED, span)
                .with("name", name)
                .and_at(self.program.facts[fact].span, "label-declared")
                .within(scope.ground.clone()),
        ))
    }

    /// The expression that reads `reference`.
    pub(crate) fn reading(
        &mut self,
        reference: Reference,
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        self.settled(&reference, span, scope)?;
        let (ty, scale) = match reference.target {
            Target::Fact(fact) if self.program.facts[fact].list.is_some() => {
                return Err(self.list_alone(fact, span, scope));
            }
            Target::Fact(fact) => {
                let declared = &self.program.facts[fact];
                let scale = match (declared.scale, self.assumed.get(&fact)) {
                    (Scale::Fixed { denominator, range }, Some(assumed)) => {
                        let range = range.intersect(*assumed).unwrap_or(range);
                        Scale::Fixed { denominator, range }
                    }
                    (scale, _) => scale,
                };
                (declared.ty, scale)
            }
            Target::Parameter(parameter) => {
                let declared = &self.program.parameters[parameter];
                if declared.ty == Type::Brackets {
                    return Err(self.bare_scale(span, &scope.ground));
                }
                (declared.ty, declared.scale)
            }
            Target::Judgement(_) => (Type::YesNo, Scale::None),
            Target::Term(term) => {
                let term = &self.terms[term.index()];
                (term.ty.ok_or(Reported)?, term.scale.ok_or(Reported)?)
            }
        };
        let scale = scope.known.narrow(&reference, scale);
        Ok(Expr { kind: ExprKind::Read(reference), ty, scale, span })
    }

    pub(crate) fn exists(
        &mut self,
        of: &tree::Expr,
        absent: bool,
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        let (name, way) = match &of.kind {
            tree::ExprKind::Name(name) => (name, Way::here(scope)),
            tree::ExprKind::Of { name, owner } => (name, self.path(owner, scope)?),
            _ => return Err(self.always_there(of, scope)),
        };
        let of_reference = self.reference(name, way, scope)?;
        match of_reference.target {
            Target::Fact(fact) if self.program.facts[fact].optional => {
                Ok(Expr::yes_no(ExprKind::Exists { of: of_reference, absent }, span))
            }
            Target::Fact(fact) if self.program.facts[fact].list.is_some() => {
                Err(self.list_alone(fact, of.span, scope))
            }
            _ => Err(self.always_there(of, scope)),
        }
    }

    pub(crate) fn always_there(&mut self, of: &tree::Expr, scope: &Scope<'_>) -> Reported {
        let words = self.program.sources.slice(of.span).to_owned();
        self.report(
            Diagnostic::new(codes::ALWAYS_THERE, of.span)
                .with("name", words)
                .within(scope.ground.clone()),
        )
    }

    pub(crate) fn or_if_absent(
        &mut self,
        value: &tree::Expr,
        default: &tree::Expr,
        expr: &tree::Expr,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        let open = Scope { settled: true, ..scope.clone() };
        let read = self.lower(value, &open);
        let wanted = read.as_ref().ok().map(|read| read.ty);
        let other = self.lower_as(default, wanted, scope);
        let (read, other) = (read?, other?);
        if !self.can_be_absent(&read) {
            return Err(self.always_there(value, scope));
        }
        let (read, other) = self.alike(read, other, expr.span, scope)?;
        let scale = hull(read.scale, other.scale);
        let ty = read.ty;
        let kind = ExprKind::OrIfAbsent { value: Box::new(read), default: Box::new(other) };
        Ok(Expr { kind, ty, scale, span: expr.span })
    }

    /// The answer of the cited provision's own rules.
    pub(crate) fn value_under(
        &mut self,
        cited: &CitedProvision,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        let (_, citation) = self.cite(cited, scope.law, scope.provision)?;
        let members = scope.rule.map_or_else(Vec::new, |siblings| {
            self.under(cited, siblings.draft, siblings.drafts, siblings.of_term)
        });
        let Some(first) = members.first() else {
            return Err(self.report(
                Diagnostic::new(codes::NOTHING_TO_EXCEPT, cited.span)
                    .with("provision", citation)
                    .with("name", self.own_term_name(scope))
                    .advising("help-under")
                    .within(scope.ground.clone()),
            ));
        };
        let Some(siblings) = scope.rule else { return Err(Reported) };
        let term = siblings.drafts[*first].term;
        let (group, scale) = self.weigh(term, &members, siblings.drafts)?;
        if let Some(home) = self.terms[term.index()].entity.filter(|home| *home != scope.entity)
            && !scope.outer.is_empty()
        {
            let name =
                Name { text: self.terms[term.index()].name.clone(), law: None, span: cited.span };
            return Err(self.of_another(&name, home, &Way::here(scope), scope));
        }
        let ty = self.terms[term.index()].ty.ok_or(Reported)?;
        Ok(Expr { kind: ExprKind::Under(group), ty, scale, span: cited.span })
    }
}
