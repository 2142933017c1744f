//! Programs made by hand for the tests, without going through the check.
//!
//! [`allowance`] is shaped like the Dutch healthcare allowance: small enough to read, with every
//! kind of node and link.

use enact_model::Program;
use enact_model::program::{
    Entity, Expr, ExprKind, Fact, Gives, Group, Judgement, Law, Member, Parameter, Period, Privacy,
    PrivacyClass, Promise, Reference, Rule, Safeguard, Said, Scale, Target, Term, TermKind, Type,
};
use enact_model::table::{
    EntityId, FactId, GroupId, Id, JudgementId, LawId, ParameterId, RuleId, TermId,
};
use enact_source::{Citation, Language, Level, Provision, Span};
use enact_syntax::tree::TextKind;
use enact_value::{CalendarRules, Currency, Date, Value};

/// A program in the making.
#[derive(Default)]
pub(crate) struct Maker {
    pub(crate) program: Program,
}

/// `art 2 par 1 of Wzt` is `cite("Wzt", "2.1")`.
pub(crate) fn cite(law: &str, place: &str) -> Citation {
    let mut parts = place.split('.').map(str::to_owned);
    let label = parts.next().unwrap_or_default();
    let provision = Provision { level: Level::Article, label, parts: parts.collect() };
    Citation { law: law.to_owned(), provision: Some(provision) }
}

fn expr(kind: ExprKind) -> Expr {
    Expr { kind, ty: Type::YesNo, scale: Scale::None, span: Span::default() }
}

pub(crate) fn read(target: Target) -> Expr {
    expr(ExprKind::Read(Reference { up: 0, path: Vec::new(), target }))
}

pub(crate) fn read_of(path: FactId, target: Target) -> Expr {
    expr(ExprKind::Read(Reference { up: 0, path: vec![path], target }))
}

pub(crate) fn all(targets: &[Target]) -> Expr {
    expr(ExprKind::And(targets.iter().map(|target| read(*target)).collect()))
}

pub(crate) fn under(group: GroupId) -> Expr {
    expr(ExprKind::Under(group))
}

pub(crate) fn unless_applies(rule: RuleId) -> Expr {
    expr(ExprKind::Not(Box::new(expr(ExprKind::Applies(rule)))))
}

impl Maker {
    pub(crate) fn law(&mut self, short: &str, language: Language) -> LawId {
        self.program.laws.push(Law {
            short: short.into(),
            title: short.into(),
            id: None,
            language,
            in_force: None,
            until: None,
            text: TextKind::Restated,
            currency: Currency::Eur,
            calendar: CalendarRules::default(),
            says: Said::default(),
            uses: Vec::new(),
            outline: Vec::new(),
            span: Span::default(),
        })
    }

    pub(crate) fn entity(&mut self, law: LawId, name: &str) -> EntityId {
        self.program.entities.push(Entity {
            name: name.into(),
            law,
            facts: Vec::new(),
            judgements: Vec::new(),
            span: Span::default(),
        })
    }

    pub(crate) fn fact(&mut self, law: LawId, entity: EntityId, name: &str, at: &str) -> FactId {
        let ground = self.at(law, at);
        let id = self.program.facts.push(Fact {
            name: name.into(),
            law,
            entity,
            slot: self.program.entities[entity].facts.len(),
            ty: Type::YesNo,
            scale: Scale::None,
            decimals: 0,
            optional: false,
            list: None,
            way_back: false,
            source: None,
            privacy: Privacy { class: PrivacyClass::Personal, protected: None, proxy_for: None },
            ground,
            span: Span::default(),
        });
        self.program.entities[entity].facts.push(id);
        id
    }

    pub(crate) fn judgement(
        &mut self,
        law: LawId,
        entity: EntityId,
        name: &str,
        at: &str,
    ) -> JudgementId {
        let ground = self.at(law, at);
        self.program.judgements.push(Judgement {
            name: name.into(),
            law,
            entity,
            slot: self.program.entities[entity].judgements.len(),
            by: None,
            ground,
            power: None,
            precondition: None,
            span: Span::default(),
        })
    }

    /// A parameter with one period per provision in `set_by`, a year each from 2024.
    pub(crate) fn parameter(
        &mut self,
        law: LawId,
        name: &str,
        at: &str,
        set_by: &[Citation],
    ) -> ParameterId {
        let ground = self.at(law, at);
        let years = 2024..;
        let periods = years.zip(set_by).map(|(year, ground)| Period {
            from: Date::from_ymd(year, 1, 1).unwrap(),
            until: Date::from_ymd(year + 1, 1, 1),
            value: Value::Number(1),
            bands: Vec::new(),
            assumed: None,
            ground: ground.clone(),
            span: Span::default(),
        });
        self.program.parameters.push(Parameter {
            name: name.into(),
            law,
            ty: Type::YesNo,
            scale: Scale::None,
            periods: periods.collect(),
            brackets: None,
            reciprocal: None,
            delegated: None,
            ground,
            span: Span::default(),
        })
    }

    pub(crate) fn term(
        &mut self,
        law: LawId,
        entity: EntityId,
        name: &str,
        kind: TermKind,
        at: &str,
    ) -> TermId {
        let ground = self.at(law, at);
        let term = TermId::from_index(self.program.terms.len());
        let group = self.group(term, &[]);
        self.program.terms.push(Term {
            name: name.into(),
            law,
            entity,
            kind,
            ty: Type::YesNo,
            scale: Scale::None,
            legal: enact_syntax::tree::Legal::default(),
            group,
            ground,
            span: Span::default(),
        });
        self.program.order.push(term);
        term
    }

    /// A rule in the term's own group, where the rules in `precedes` yield to it.
    pub(crate) fn rule(
        &mut self,
        term: TermId,
        at: &str,
        gives: Gives,
        when: Option<Expr>,
        precedes: &[RuleId],
    ) -> RuleId {
        let law = self.program.terms[term].law;
        let ground = self.at(law, at);
        let span = Span::default();
        let notwithstanding = Vec::new();
        let rule = self.program.rules.push(Rule {
            term,
            law,
            ground,
            in_force: enact_model::program::InForce::default(),
            when,
            unless: None,
            gives,
            notwithstanding,
            clauses: enact_model::program::Clauses::default(),
            scale: Scale::None,
            applied: None,
            span,
        });
        let members = &mut self.program.groups[self.program.terms[term].group].members;
        let yields = |member: &Member| precedes.contains(&member.rule);
        let chain = |member: &Member| member.preceded_by.iter().any(|at| yields(&members[*at]));
        let yielding: Vec<bool> =
            members.iter().map(|member| yields(member) || chain(member)).collect();
        for (member, yields) in members.iter_mut().zip(yielding) {
            member.preceded_by.iter_mut().for_each(|place| *place += 1);
            if yields {
                member.preceded_by.insert(0, 0);
            }
        }
        members.insert(0, Member { rule, factor: 1, preceded_by: Vec::new() });
        rule
    }

    /// The rules of one provision as a group of their own.
    pub(crate) fn group(&mut self, term: TermId, rules: &[RuleId]) -> GroupId {
        let members =
            rules.iter().map(|rule| Member { rule: *rule, factor: 1, preceded_by: Vec::new() });
        let members = members.collect();
        self.program.groups.push(Group { term, scale: Scale::None, members })
    }

    pub(crate) fn safeguard(&mut self, law: LawId, title: &str, at: &str, promise: Promise) {
        let ground = self.at(law, at);
        self.program.safeguards.push(Safeguard {
            denied: false,
            title: title.into(),
            group: None,
            promise,
            ground,
            span: Span::default(),
        });
    }

    fn at(&self, law: LawId, place: &str) -> Citation {
        cite(&self.program.laws[law].short, place)
    }
}

/// A healthcare allowance, in a law whose names are Dutch.
pub(crate) fn allowance() -> Program {
    use Target::{Fact as F, Judgement as J, Parameter as P, Term as T};
    let mut make = Maker::default();
    let law = make.law("Wzt", Language::Dutch);
    let person = make.entity(law, "persoon");
    let born = make.fact(law, person, "geboortedatum", "1.1.a");
    let insured = make.fact(law, person, "zorgverzekerd", "1.1.b");
    let partner = make.fact(law, person, "partner", "1.1.c");
    let income = make.fact(law, person, "toetsingsinkomen", "1.1.d");
    let wealth = make.fact(law, person, "rendementsgrondslag", "1.1.e");
    let detained = make.fact(law, person, "gedetineerd", "1.1.f");
    let resident = make.fact(law, person, "rechtmatig-verblijf-houdend", "1.1.g");
    let abroad = make.fact(law, person, "woonland-factor", "1.1.h");
    let hardship = make.judgement(law, person, "bijzondere-hardheid", "6");
    let rule = [cite("Regeling standaardpremie", "1")];
    let premium = make.parameter(law, "standaardpremie", "4", &rule);
    let own = |place: &str| cite("Wzt", place);
    let base =
        make.parameter(law, "drempelinkomen", "1.2", &[cite("Regeling drempelinkomen", "1")]);
    let low = make.parameter(law, "percentage-drempelinkomen", "2.3.a", &[own("2.3.a")]);
    let high = make.parameter(law, "afbouwpercentage", "2.3.b", &[own("2.3.b")]);
    let limit = make.parameter(
        law,
        "vermogensgrens",
        "3.1",
        &[own("3.1"), cite("Besluit indexering", "2")],
    );

    let adult = make.term(law, person, "meerderjarig", TermKind::YesNo, "1.3");
    make.rule(adult, "1.3", Gives::Answer(true), Some(read(F(born))), &[]);
    let covered = make.term(law, person, "verzekerde", TermKind::YesNo, "1.4");
    let grant = make.rule(
        covered,
        "1.4",
        Gives::Answer(true),
        Some(all(&[F(insured), T(adult), F(resident)])),
        &[],
    );
    make.rule(covered, "1.5", Gives::Answer(false), Some(read(F(detained))), &[grant]);
    let joint = make.term(law, person, "gezamenlijk-toetsingsinkomen", TermKind::Value, "2.2");
    make.rule(
        joint,
        "2.2",
        Gives::Value(expr(ExprKind::And(vec![read(F(income)), read_of(partner, F(income))]))),
        None,
        &[],
    );
    let household = make.term(law, person, "standaardpremie-huishouden", TermKind::Value, "2.1");
    make.rule(household, "2.1", Gives::Value(all(&[P(premium), F(partner)])), None, &[]);
    let norm = make.term(law, person, "normpremie", TermKind::Value, "2.3");
    make.rule(norm, "2.3", Gives::Value(all(&[P(low), P(high), P(base), T(joint)])), None, &[]);
    let rich = make.term(law, person, "te-veel-vermogen", TermKind::YesNo, "3.1");
    make.rule(rich, "3.1", Gives::Answer(true), Some(all(&[F(wealth), P(limit), F(partner)])), &[]);

    let claim = make.term(law, person, "zorgtoeslag", TermKind::Entitlement, "2.1");
    let first = make.rule(
        claim,
        "2.1",
        Gives::Value(all(&[T(household), T(norm)])),
        Some(all(&[T(household), T(norm), T(covered)])),
        &[],
    );
    let own_rules = make.group(claim, &[first]);
    let half = expr(ExprKind::And(vec![under(own_rules), read_of(partner, T(covered))]));
    let second = make.rule(claim, "2.4", Gives::Value(half), None, &[first]);
    make.rule(claim, "2.1", Gives::NoEntitlement, Some(unless_applies(first)), &[]);
    make.rule(claim, "3.2", Gives::NoEntitlement, Some(read(T(rich))), &[first, second]);
    let decision = make.term(law, person, "maandbedrag", TermKind::Decision { by: None }, "5.1");
    let monthly = make.rule(decision, "5.1", Gives::Value(all(&[T(claim)])), None, &[]);
    let foreign = make.rule(
        decision,
        "5.2",
        Gives::Value(all(&[T(claim), F(abroad)])),
        Some(read(F(abroad))),
        &[monthly],
    );
    make.rule(decision, "6", Gives::Value(all(&[T(claim)])), Some(read(J(hardship))), &[foreign]);
    make.safeguard(
        law,
        "meer inkomen geeft nooit meer toeslag",
        "7",
        Promise::Monotone { term: claim, never_up: true, fact: income, fact_up: true },
    );
    make.program
}
