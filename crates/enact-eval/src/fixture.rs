//! Programs made by hand for the tests, without going through the check.
//!
//! A [`Maker`] has one law and one kind of subject, a person. Rules stand in article 1, 2, …
//! in the order they are made; amounts are in cents.

use crate::{Case, Decision, Outcome, trial};
use enact_graph::RuleGraph;
use enact_model::Program;
use enact_model::program::{
    Arithmetic, Entity, Expr, ExprKind, Fact, Gives, Group, InForce, Judgement, Law, Limb, Member,
    Parameter, Period, Privacy, PrivacyClass, Reference, Rule, Said, Scale, Target, Term, TermKind,
    Type,
};
use enact_model::table::{
    EntityId, FactId, GroupId, JudgementId, LawId, ParameterId, RuleId, TermId,
};
use enact_source::{Citation, Language, Level, Provision, Span};
use enact_syntax::tree::{Comparison, TextKind};
use enact_value::{CalendarRules, Currency, Date, Range, Value};

pub(crate) const MONEY: Type = Type::Money(Currency::Eur, None);

pub(crate) fn cents() -> Scale {
    let range = Range::new(-1_000_000_000_000, 1_000_000_000_000);
    Scale::Fixed { denominator: 100, range }
}

fn scale(ty: Type) -> Scale {
    if ty.unit().is_some() { cents() } else { Scale::None }
}

pub(crate) fn day(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

pub(crate) struct Maker {
    pub(crate) program: Program,
    pub(crate) law: LawId,
    pub(crate) person: EntityId,
}

impl Maker {
    pub(crate) fn new() -> Self {
        let mut program = Program::default();
        let law = program.laws.push(Law {
            short: "Wv".into(),
            title: "Wet voorbeeld".into(),
            id: None,
            language: Language::Dutch,
            in_force: None,
            until: None,
            text: TextKind::Draft,
            currency: Currency::Eur,
            calendar: CalendarRules::default(),
            says: Said::default(),
            uses: Vec::new(),
            outline: Vec::new(),
            span: Span::default(),
        });
        let person = program.entities.push(Entity {
            name: "persoon".into(),
            law,
            facts: Vec::new(),
            judgements: Vec::new(),
            span: Span::default(),
        });
        Self { program, law, person }
    }

    fn article(number: usize) -> Citation {
        let provision = Some(Provision::new(Level::Article, number.to_string()));
        Citation { law: "Wv".into(), provision }
    }

    pub(crate) fn fact(&mut self, name: &str, ty: Type, optional: bool) -> FactId {
        let slot = self.program.entities[self.person].facts.len();
        let id = self.program.facts.push(Fact {
            name: name.into(),
            law: self.law,
            entity: self.person,
            slot,
            ty,
            scale: scale(ty),
            decimals: 2,
            optional,
            list: None,
            way_back: false,
            source: Some("BRP".into()),
            privacy: Privacy { class: PrivacyClass::Personal, protected: None, proxy_for: None },
            ground: Self::article(1),
            span: Span::default(),
        });
        self.program.entities[self.person].facts.push(id);
        id
    }

    pub(crate) fn yes_no(&mut self, name: &str) -> FactId {
        self.fact(name, Type::YesNo, false)
    }

    pub(crate) fn money(&mut self, name: &str) -> FactId {
        self.fact(name, MONEY, false)
    }

    pub(crate) fn judgement(&mut self, name: &str) -> JudgementId {
        let slot = self.program.entities[self.person].judgements.len();
        let id = self.program.judgements.push(Judgement {
            name: name.into(),
            law: self.law,
            entity: self.person,
            slot,
            by: Some("de behandelaar".into()),
            ground: Self::article(1),
            power: None,
            precondition: None,
            span: Span::default(),
        });
        self.program.entities[self.person].judgements.push(id);
        id
    }

    /// A parameter in cents from each of these days on, except where a value is left out.
    pub(crate) fn parameter(&mut self, name: &str, values: &[(&str, Option<i128>)]) -> ParameterId {
        let ends = values.iter().skip(1).map(|(next, _)| Some(day(next))).chain([None]);
        let periods = values.iter().zip(ends).filter_map(|((from, value), until)| {
            let value = Value::Number((*value)?);
            let ground = Self::article(1);
            let span = Span::default();
            Some(Period {
                from: day(from),
                until,
                value,
                bands: Vec::new(),
                assumed: None,
                ground,
                span,
            })
        });
        self.program.parameters.push(Parameter {
            name: name.into(),
            law: self.law,
            ty: MONEY,
            scale: cents(),
            periods: periods.collect(),
            brackets: None,
            reciprocal: None,
            delegated: None,
            ground: Self::article(1),
            span: Span::default(),
        })
    }

    pub(crate) fn term(&mut self, name: &str, kind: TermKind, ty: Type) -> TermId {
        let term = self.program.terms.ids().len();
        let term = <TermId as enact_model::table::Id>::from_index(term);
        let group = self.program.groups.push(Group { term, scale: scale(ty), members: Vec::new() });
        self.program.order.push(term);
        self.program.terms.push(Term {
            name: name.into(),
            law: self.law,
            entity: self.person,
            kind,
            ty,
            scale: scale(ty),
            legal: enact_syntax::tree::Legal::default(),
            group,
            ground: Self::article(1),
            span: Span::default(),
        })
    }

    pub(crate) fn value(&mut self, name: &str) -> TermId {
        self.term(name, TermKind::Value, MONEY)
    }

    pub(crate) fn entitlement(&mut self, name: &str) -> TermId {
        self.term(name, TermKind::Entitlement, MONEY)
    }

    pub(crate) fn ground(&mut self, name: &str) -> TermId {
        self.term(name, TermKind::YesNo, Type::YesNo)
    }

    /// A rule for `term`, preceded by those members of its group.
    pub(crate) fn rule(
        &mut self,
        term: TermId,
        when: Option<Expr>,
        gives: Gives,
        preceded_by: &[usize],
    ) -> RuleId {
        let number = self.program.rules.len() + 1;
        let rule = self.program.rules.push(Rule {
            term,
            law: self.law,
            ground: Self::article(number),
            when,
            unless: None,
            gives,
            scale: self.program.terms[term].scale,
            in_force: InForce::default(),
            notwithstanding: Vec::new(),
            clauses: enact_model::program::Clauses::default(),
            applied: None,
            span: Span::default(),
        });
        let group = self.program.terms[term].group;
        let member = Member { rule, factor: 1, preceded_by: preceded_by.to_vec() };
        self.program.groups[group].members.push(member);
        rule
    }

    /// A group of some rules of `term`, for [`ExprKind::Under`].
    pub(crate) fn under(&mut self, term: TermId, rules: &[RuleId]) -> GroupId {
        let members =
            rules.iter().map(|rule| Member { rule: *rule, factor: 1, preceded_by: Vec::new() });
        self.program.groups.push(Group {
            term,
            scale: self.program.terms[term].scale,
            members: members.collect(),
        })
    }

    pub(crate) fn case(&self) -> Case {
        Case::new(&self.program, self.person)
    }

    pub(crate) fn graph(&self) -> RuleGraph {
        enact_graph::build(self.program.clone())
    }

    pub(crate) fn outcome(&self, term: TermId, case: &Case) -> Outcome {
        self.with_decision(term, case, |decision| decision.outcome.clone())
    }

    pub(crate) fn with_decision<T>(
        &self,
        term: TermId,
        case: &Case,
        look: impl FnOnce(&Decision<'_>) -> T,
    ) -> T {
        look(&trial(&self.graph(), term, case, day("2025-03-01")))
    }
}

pub(crate) fn expr(kind: ExprKind, ty: Type) -> Expr {
    Expr { kind, ty, scale: scale(ty), span: Span::default() }
}

pub(crate) fn condition(kind: ExprKind) -> Expr {
    expr(kind, Type::YesNo)
}

pub(crate) fn amount(units: i128) -> Expr {
    expr(ExprKind::Literal(Value::Number(units)), MONEY)
}

fn reference(path: &[FactId], target: Target) -> Reference {
    Reference { up: 0, path: path.to_vec(), target }
}

pub(crate) fn yes(target: Target) -> Expr {
    condition(ExprKind::Read(reference(&[], target)))
}

pub(crate) fn fact(fact: FactId) -> Expr {
    yes(Target::Fact(fact))
}

pub(crate) fn read(target: Target) -> Expr {
    expr(ExprKind::Read(reference(&[], target)), MONEY)
}

pub(crate) fn read_of(path: FactId, target: Target) -> Expr {
    expr(ExprKind::Read(reference(&[path], target)), MONEY)
}

pub(crate) fn exists(of: FactId) -> Expr {
    let of = reference(&[], Target::Fact(of));
    condition(ExprKind::Exists { of, absent: false })
}

pub(crate) fn not(inner: Expr) -> Expr {
    condition(ExprKind::Not(Box::new(inner)))
}

pub(crate) fn and(parts: Vec<Expr>) -> Expr {
    condition(ExprKind::And(parts))
}

pub(crate) fn or(parts: Vec<Expr>) -> Expr {
    condition(ExprKind::Or(parts))
}

pub(crate) fn less(left: Expr, right: Expr) -> Expr {
    let (left, right) = (Box::new(left), Box::new(right));
    condition(ExprKind::Compare { comparison: Comparison::Less, left, right })
}

pub(crate) fn calculated(operator: Arithmetic, left: Expr, right: Expr) -> Expr {
    let (left, right) = (Box::new(left), Box::new(right));
    expr(ExprKind::Arithmetic { operator, left, right }, MONEY)
}

pub(crate) fn plus(left: Expr, right: Expr) -> Expr {
    calculated(Arithmetic::Add, left, right)
}

pub(crate) fn limb(condition: Expr, value: Expr) -> Limb {
    Limb { condition, value, row: false, span: Span::default() }
}
