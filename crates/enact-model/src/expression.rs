//! Lowers an expression: every name resolved, every type and denominator known.
//!
//! Start at [`Checker::lower`]. Arithmetic is in [`arithmetic`](crate::arithmetic), comparisons
//! in [`comparison`](crate::comparison); this module holds names, dates and the rest.

use crate::check::{Checker, Reported, type_words};
use crate::codes;
use crate::draft::Draft;
use crate::known::Known;
use crate::literal::{Figure, figure};
use crate::names::Symbol;
use crate::program::{Expr, ExprKind, Reference, Scale, Target, Type};
use crate::table::{EntityId, FactId, Id, LawId};
use enact_source::{Citation, Diagnostic, Provision, Span};
use enact_syntax::tree::{self, CitedProvision, Counted, Name, Operator};
use enact_value::{Range, Value, gcd};

/// Where an expression stands.
#[derive(Clone)]
pub(crate) struct Scope<'d> {
    pub(crate) law: LawId,
    /// The kind of the subject at hand.
    pub(crate) entity: EntityId,
    /// Within a list: the kinds of the subjects around it, the nearest first.
    pub(crate) outer: Vec<EntityId>,
    pub(crate) provision: Option<&'d Provision>,
    pub(crate) ground: Citation,
    pub(crate) known: Known,
    /// Optional values may be read unsettled: something around them settles it.
    pub(crate) settled: bool,
    /// The rule it belongs to, among all rules.
    pub(crate) rule: Option<Siblings<'d>>,
}

/// A rule among all rules: for the value under a provision.
#[derive(Clone, Copy)]
pub(crate) struct Siblings<'d> {
    pub(crate) draft: &'d Draft<'d>,
    pub(crate) drafts: &'d [Draft<'d>],
    pub(crate) of_term: &'d [Vec<usize>],
}

/// From where a name is read.
pub(crate) struct Way {
    /// From which subject; see [`Reference::up`].
    pub(crate) up: usize,
    /// The facts to follow from there.
    pub(crate) path: Vec<FactId>,
    /// The kind of the subject reached.
    pub(crate) entity: EntityId,
    /// Nobody said whose it is: of the subject at hand first, then of those around it.
    pub(crate) bare: bool,
}

impl Way {
    /// From the subject at hand, or one around it.
    pub(crate) fn here(scope: &Scope<'_>) -> Self {
        Self { up: 0, path: Vec::new(), entity: scope.entity, bare: true }
    }
}

impl Scope<'_> {
    /// The kinds of the subject at hand and of those around it, with how far they are.
    pub(crate) fn levels(&self) -> impl Iterator<Item = (usize, EntityId)> {
        std::iter::once(self.entity).chain(self.outer.iter().copied()).enumerate()
    }

    /// The same place, also knowing what `condition` tells when it `holds`, or fails.
    pub(crate) fn knowing(&self, condition: &Expr, holds: bool) -> Self {
        Self { known: self.known.and(condition, holds), ..self.clone() }
    }

    /// The same place behind an earlier limb, tried in order, that does not hold.
    pub(crate) fn passing(&self, condition: &Expr) -> Self {
        Self { known: self.known.passing(condition), ..self.clone() }
    }
}

impl Checker {
    /// Understands `expr` where it stands.
    pub(crate) fn lower(&mut self, expr: &tree::Expr, scope: &Scope<'_>) -> Result<Expr, Reported> {
        use tree::ExprKind as K;
        if let Some(figure) = figure(expr) {
            return Ok(constant(figure, expr.span));
        }
        match &expr.kind {
            K::Name(name) => self.read(name, None, expr.span, scope),
            K::Of { name, owner } => self.read(name, Some(owner), expr.span, scope),
            K::ReferenceDate => Ok(Expr::plain(ExprKind::ReferenceDate, Type::Date, expr.span)),
            K::Exists { of, absent } => self.exists(of, *absent, expr.span, scope),
            K::OrIfAbsent { value, default } => self.or_if_absent(value, default, expr, scope),
            K::ValueUnder(cited) => self.value_under(cited, scope),
            K::Binary { operator, at, left, right } => {
                self.binary(*operator, *at, (left, right), expr.span, scope)
            }
            K::Not(inner) => {
                let inner = self.condition(inner, scope)?;
                Ok(Expr::yes_no(ExprKind::Not(Box::new(inner)), expr.span))
            }
            K::Negative(inner) => {
                let inner = self.lower(inner, scope)?;
                self.negative(inner, expr.span, scope)
            }
            K::Extreme { highest, of } => self.extreme(*highest, of, expr.span, scope),
            K::OneOf { value, options } => self.one_of(value, options, expr.span, scope),
            K::Rounded { value, rounding, grain } => {
                let value = self.lower(value, scope)?;
                self.rounded(value, *rounding, grain, expr.span, scope)
            }
            K::Through { value, scale, rounded } => {
                self.through(value, scale, rounded.as_ref(), expr.span, scope)
            }
            K::AsPer { value, rate } => {
                let value = self.lower(value, scope)?;
                self.as_per(value, *rate, expr.span, scope)
            }
            K::Between { counted, from, to } => {
                let from = self.date(from, scope);
                let (from, to) = (from?, self.date(to, scope)?);
                let days = i128::from(enact_value::Date::MAX.days())
                    - i128::from(enact_value::Date::MIN.days());
                let (ty, most) = match counted {
                    Counted::Years => (Type::Number(None), 9_999),
                    Counted::Months => (Type::Months, 9_999 * 12),
                    Counted::Days => (Type::Days, days),
                };
                let calendar = self.program.laws[scope.law].calendar;
                let (from, to) = (Box::new(from), Box::new(to));
                let kind = ExprKind::Between { counted: *counted, from, to, calendar };
                Ok(Expr { kind, ty, scale: Scale::whole(-most, most), span: expr.span })
            }
            K::FirstDay { calendar, after, date } => {
                let date = Box::new(self.date(date, scope)?);
                let kind = ExprKind::FirstDay { unit: *calendar, after: *after, date };
                Ok(Expr::plain(kind, Type::Date, expr.span))
            }
            K::On { value, date } => self.on_date(value, date, expr.span, scope),
            K::AsIf { value, of, supposed } => {
                self.as_if(value, of, supposed.as_deref(), expr.span, scope)
            }
            K::SumOverMonths { value, year } => self.sum_over_months(value, year, expr.span, scope),
            K::FirstDayOn { condition, from } => {
                self.first_day_on(condition, from, expr.span, scope)
            }
            K::Over(over) => self.over_list(over, expr.span, scope),
            K::Rank(rank) => self.rank(rank, expr.span, scope),
            // Every other kind is a figure.
            _ => Err(Reported),
        }
    }

    /// Understands `expr` as a yes/no.
    pub(crate) fn condition(
        &mut self,
        expr: &tree::Expr,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        let lowered = self.lower(expr, scope)?;
        if lowered.ty == Type::YesNo {
            return Ok(lowered);
        }
        let got = type_words(lowered.ty, &self.program);
        Err(self.report(
            Diagnostic::new(codes::NOT_A_CONDITION, expr.span)
                .with("got", got)
                .within(scope.ground.clone()),
        ))
    }

    pub(crate) fn date(&mut self, expr: &tree::Expr, scope: &Scope<'_>) -> Result<Expr, Reported> {
        let lowered = self.lower(expr, scope)?;
        if lowered.ty == Type::Date {
            return Ok(lowered);
        }
        let got = type_words(lowered.ty, &self.program);
        Err(self.report(
            Diagnostic::new(codes::LITERAL_MISFIT, expr.span)
                .with("figure", self.program.sources.slice(expr.span))
                .with("got", got)
                .with("wanted", ("een datum", "a date"))
                .within(scope.ground.clone()),
        ))
    }

    /// Reads `name`, of the subject at hand or of `owner`.
    fn read(
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

    fn of_another(
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
    fn itself(&self, name: &Name, scope: &Scope<'_>) -> Option<Way> {
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

    fn no_subject(&mut self, owner: &tree::Expr, scope: &Scope<'_>) -> Reported {
        let words = self.program.sources.slice(owner.span).to_owned();
        self.report(
            Diagnostic::new(codes::NO_SUBJECT, owner.span)
                .with("name", words)
                .within(scope.ground.clone()),
        )
    }

    /// An optional fact may be read only where it is known to be there.
    fn settled(
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

    fn always_there(&mut self, of: &tree::Expr, scope: &Scope<'_>) -> Reported {
        let words = self.program.sources.slice(of.span).to_owned();
        self.report(
            Diagnostic::new(codes::ALWAYS_THERE, of.span)
                .with("name", words)
                .within(scope.ground.clone()),
        )
    }

    fn or_if_absent(
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
    fn value_under(&mut self, cited: &CitedProvision, scope: &Scope<'_>) -> Result<Expr, Reported> {
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

    pub(crate) fn own_term_name(&self, scope: &Scope<'_>) -> String {
        scope.rule.map_or_else(String::new, |own| self.terms[own.draft.term.index()].name.clone())
    }

    fn binary(
        &mut self,
        operator: Operator,
        at: Span,
        (left, right): (&tree::Expr, &tree::Expr),
        span: Span,
        scope: &Scope<'_>,
    ) -> Result<Expr, Reported> {
        match operator {
            Operator::And | Operator::Or => {
                let both = operator == Operator::And;
                let left = self.condition(left, scope);
                let scope = match &left {
                    Ok(left) => scope.knowing(left, both),
                    Err(Reported) => scope.clone(),
                };
                let right = self.condition(right, &scope);
                Ok(joined(both, left?, right?, span))
            }
            Operator::Compare(comparison) => {
                self.comparison(comparison, at, (left, right), span, scope)
            }
            Operator::Add
            | Operator::Subtract
            | Operator::Multiply
            | Operator::Divide
            | Operator::InExcessOf
            | Operator::AtMost
            | Operator::AtLeast => {
                let left = self.lower(left, scope);
                let right = self.lower(right, scope);
                self.arithmetic(operator, at, (left?, right?), span, scope)
            }
        }
    }
}

/// A figure as an expression.
fn constant(figure: Figure, span: Span) -> Expr {
    match figure {
        Figure::Other(value, ty) => Expr::plain(ExprKind::Literal(value), ty, span),
        Figure::Number(number, ty) => {
            // In lowest terms, so that denominators stay small: 50% is a half.
            let common = gcd(number.units, number.denominator()).max(1);
            let (units, denominator) = (number.units / common, number.denominator() / common);
            let scale = Scale::Fixed { denominator, range: Range::exactly(units) };
            Expr { kind: ExprKind::Literal(Value::Number(units)), ty, scale, span }
        }
    }
}

/// `and` and `or` of several parts are one list, as they are read.
fn joined(both: bool, left: Expr, right: Expr, span: Span) -> Expr {
    let mut parts = match (both, left.kind) {
        (true, ExprKind::And(parts)) | (false, ExprKind::Or(parts)) => parts,
        (_, kind) => vec![Expr { kind, ..Expr::yes_no(ExprKind::ReferenceDate, left.span) }],
    };
    parts.push(right);
    Expr::yes_no(if both { ExprKind::And(parts) } else { ExprKind::Or(parts) }, span)
}

/// The scale of an answer that is one of two over the same denominator.
pub(crate) fn hull(one: Scale, other: Scale) -> Scale {
    match (one, other) {
        (Scale::Fixed { denominator, range }, Scale::Fixed { range: more, .. }) => {
            Scale::Fixed { denominator, range: range.hull(more) }
        }
        (
            Scale::Quotient { numerator, divisor },
            Scale::Quotient { numerator: more, divisor: also },
        ) => Scale::Quotient { numerator: numerator.hull(more), divisor: divisor.hull(also) },
        (scale, _) => scale,
    }
}

impl Scale {
    /// Whole units between two bounds.
    pub(crate) fn whole(low: i128, high: i128) -> Self {
        Self::Fixed { denominator: 1, range: Range::new(low, high) }
    }
}

impl Expr {
    /// An expression that is not a number.
    pub(crate) fn plain(kind: ExprKind, ty: Type, span: Span) -> Self {
        Self { kind, ty, scale: Scale::None, span }
    }

    /// A condition.
    pub(crate) fn yes_no(kind: ExprKind, span: Span) -> Self {
        Self::plain(kind, Type::YesNo, span)
    }
}
