//! Everything that stands on its own: facts, parameters, rules, claims, decisions.

use super::Lowering;
use crate::codes;
use crate::grammar::{Kind, Node};
use crate::tree::{
    Applied, Band, Body, Condition, Decision, DeclarationKind, Direction, Entitlement, Expr,
    ExprKind, Fact, Judgement, Justified, Legal, Limb, NoEntitlement, NotApplicable, Operator,
    Parameter, ParameterBody, Period, Power, Privacy, Promise, Reading, Remedy, Rule, Safeguard,
    Set, Substitution, Validity, When,
};

impl Lowering<'_> {
    pub(super) fn declaration_kind(&mut self, node: &Node) -> Option<DeclarationKind> {
        Some(match node.kind {
            Kind::Entity => DeclarationKind::Entity(self.name(node)?),
            Kind::Fact => DeclarationKind::Fact(self.fact(node)?),
            Kind::Parameter => DeclarationKind::Parameter(self.parameter(node)?),
            Kind::Set => DeclarationKind::Set(self.set(node)?),
            Kind::Rule => DeclarationKind::Rule(self.rule(node)?),
            Kind::Table => DeclarationKind::Rule(self.table(node)?),
            Kind::Entitlement => DeclarationKind::Entitlement(self.entitlement(node)?),
            Kind::NoEntitlement => DeclarationKind::NoEntitlement(self.no_entitlement(node)?),
            Kind::Notwithstanding => DeclarationKind::Notwithstanding(self.citations(node)?),
            Kind::SubjectTo => DeclarationKind::SubjectTo(self.citations(node)?),
            Kind::WithoutPrejudice => DeclarationKind::WithoutPrejudice(self.citations(node)?),
            Kind::Reading => DeclarationKind::Reading(self.reading(node)?),
            Kind::NotApplicable => DeclarationKind::NotApplicable(self.not_applicable(node)?),
            Kind::TimeLimit => DeclarationKind::Rule(self.time_limit(node)?),
            Kind::Validity | Kind::Lapse => DeclarationKind::Validity(self.validity(node)?),
            Kind::AppliesWhen => DeclarationKind::Applies(self.expression_in(node)?),
            Kind::Power => DeclarationKind::Power(self.power(node)?),
            Kind::Applied => DeclarationKind::Applied(self.applied(node)?),
            Kind::Decision => DeclarationKind::Decision(self.decision(node)?),
            Kind::Judgement => DeclarationKind::Judgement(self.judgement(node)?),
            Kind::Assume => DeclarationKind::Assume(self.expression_in(node)?),
            Kind::NoCode => DeclarationKind::NoCode(self.quoted(node)?),
            Kind::Justified => DeclarationKind::Justified(self.justified(node)?),
            Kind::Safeguard => DeclarationKind::Safeguard(self.safeguard(node)?),
            Kind::Example => DeclarationKind::Example(self.example(node)?),
            _ => return None,
        })
    }

    fn fact(&mut self, node: &Node) -> Option<Fact> {
        Some(Fact {
            name: self.name(node)?,
            entity: self.reference_in(node, Kind::Subject),
            ty: self.type_name(node)?,
            optional: node.has(Kind::Optional),
            source: node.get(Kind::Register).and_then(|part| self.quoted(part)),
            privacy: node.parts.iter().filter_map(|part| self.privacy(part)).collect(),
        })
    }

    fn privacy(&self, node: &Node) -> Option<Privacy> {
        match node.kind {
            Kind::NotPersonal => Some(Privacy::NotPersonal),
            Kind::Special => Some(Privacy::Special),
            Kind::Criminal => Some(Privacy::Criminal),
            Kind::Protected => self.quoted(node).map(Privacy::Protected),
            Kind::Proxy => self.quoted(node).map(Privacy::ProxyFor),
            _ => None,
        }
    }

    fn parameter(&mut self, node: &Node) -> Option<Parameter> {
        let (name, ty) = (self.name(node)?, self.type_name(node)?);
        let body = if let Some(constant) = node.get(Kind::Constant) {
            ParameterBody::Constant(self.period(constant)?)
        } else if let Some(delegated) = node.get(Kind::Delegated) {
            ParameterBody::Delegated(self.quoted(delegated)?)
        } else {
            ParameterBody::Periods(self.periods(node)?)
        };
        Some(Parameter { name, ty, body })
    }

    fn set(&mut self, node: &Node) -> Option<Set> {
        let law = self.law(node.get(Kind::Law)?).map(Box::new);
        let mut parameter = self.name(node)?;
        parameter.law = law;
        Some(Set { parameter, periods: self.periods(node)? })
    }

    fn periods(&mut self, node: &Node) -> Option<Vec<Period>> {
        node.all(Kind::Period).map(|period| self.period(period)).collect()
    }

    fn period(&mut self, node: &Node) -> Option<Period> {
        let mut dates = Vec::new();
        for date in node.all(Kind::Date) {
            dates.push(self.date(date)?);
        }
        Some(Period {
            from: dates.first().copied(),
            until: dates.get(1).copied(),
            value: self.figure(node)?,
            assumed: node.get(Kind::Assumed).and_then(|part| self.quoted(part)),
            span: self.span(node),
        })
    }

    /// The literal, option or bands in `node`.
    fn figure(&mut self, node: &Node) -> Option<Expr> {
        let Some(bands) = node.get(Kind::Bands) else { return self.literal(node) };
        let span = self.span(bands);
        let bands = bands.parts.iter().map(|band| self.band(band)).collect::<Option<_>>()?;
        Some(Expr { kind: ExprKind::Bands(bands), span })
    }

    fn band(&mut self, node: &Node) -> Option<Band> {
        let mut figures = Vec::new();
        for part in node.all(Kind::Literal) {
            figures.push(self.one_literal(part)?);
        }
        let rate = figures.pop()?;
        Some(Band { up_to: figures.pop(), rate, span: self.span(node) })
    }

    fn rule(&mut self, node: &Node) -> Option<Rule> {
        let negative = node.has(Kind::KwNot);
        if let (Some(not), false) = (node.get(Kind::KwNot), node.has(Kind::Ground)) {
            return self.fail(codes::negative_value(self.span(not), self.words(not)));
        }
        Some(Rule {
            name: self.reference(node.get(Kind::Reference)?)?,
            negative,
            subject: self.reference_in(node, Kind::Subject),
            body: self.body(node)?,
        })
    }

    /// `termijn T is 6 weken na D`: the last day of the time limit is D and six weeks.
    fn time_limit(&mut self, node: &Node) -> Option<Rule> {
        let length = node.parts.iter().skip_while(|part| part.kind != Kind::KwIs).nth(1)?;
        let after = self.span(node.get(Kind::KwAfter)?);
        let length = self.operand(length)?;
        let begin = self.expression(node.get(Kind::Sum)?)?;
        let value = Expr {
            span: length.span.to(begin.span),
            kind: ExprKind::Binary {
                operator: Operator::Add,
                at: after,
                left: Box::new(begin),
                right: Box::new(length),
            },
        };
        let condition = self.condition(node.get(Kind::Condition)?)?;
        Some(Rule {
            name: self.reference(node.get(Kind::Reference)?)?,
            negative: false,
            subject: self.reference_in(node, Kind::Subject),
            body: Body::Value { value, condition },
        })
    }

    fn validity(&mut self, node: &Node) -> Option<Validity> {
        let mut dates = Vec::new();
        for date in node.all(Kind::Date) {
            dates.push(self.date(date)?);
        }
        let mut dates = dates.into_iter();
        let from = if node.kind == Kind::Validity { dates.next() } else { None };
        Some(Validity { from, until: dates.next() })
    }

    fn body(&mut self, node: &Node) -> Option<Body> {
        if let Some(ground) = node.get(Kind::Ground) {
            return Some(Body::Ground(self.condition(ground)?));
        }
        if let Some(value) = node.get(Kind::Value) {
            return Some(Body::Value {
                value: self.expression_in(value)?,
                condition: self.condition(value.get(Kind::Condition)?)?,
            });
        }
        let cases = node.get(Kind::Cases)?;
        Some(Body::Cases {
            ordered: cases.has(Kind::KwInOrder),
            limbs: cases.all(Kind::Limb).map(|limb| self.limb(limb)).collect::<Option<_>>()?,
            otherwise: match cases.get(Kind::OtherwiseLimb) {
                Some(limb) => Some(self.expression_in(limb)?),
                None => None,
            },
        })
    }

    fn limb(&mut self, node: &Node) -> Option<Limb> {
        let mut sides = node.all(Kind::Expression);
        let (condition, value) = (sides.next()?, sides.next()?);
        let (condition, value) = (self.expression(condition)?, self.expression(value)?);
        Some(Limb { condition, value, row: false, span: self.span(node) })
    }

    fn condition(&mut self, node: &Node) -> Option<Condition> {
        let when = if let Some(points) = node.get(Kind::WhenPoints) {
            When::Points(self.points(points)?)
        } else if let Some(when) = node.get(Kind::When) {
            When::If(self.expression_in(when)?)
        } else if let Some(otherwise) = node.get(Kind::Otherwise) {
            When::Otherwise(self.span(otherwise))
        } else {
            When::Always
        };
        let unless = match node.get(Kind::Unless) {
            Some(unless) => Some(self.expression_in(unless)?),
            None => None,
        };
        Some(Condition { when, unless })
    }

    fn entitlement(&mut self, node: &Node) -> Option<Entitlement> {
        Some(Entitlement {
            name: self.name(node)?,
            subject: self.reference_in(node, Kind::Subject),
            ty: self.type_name(node)?,
        })
    }

    fn no_entitlement(&mut self, node: &Node) -> Option<NoEntitlement> {
        Some(NoEntitlement {
            name: self.reference(node.get(Kind::Reference)?)?,
            condition: self.condition(node.get(Kind::Condition)?)?,
        })
    }

    fn reading(&self, node: &Node) -> Option<Reading> {
        let mut texts = node.all(Kind::Text);
        let (chosen, rejected) = (texts.next()?, texts.next()?);
        Some(Reading { chosen: self.quote(chosen), rejected: self.quote(rejected) })
    }

    fn justified(&mut self, node: &Node) -> Option<Justified> {
        let mut texts = node.all(Kind::Text);
        let (why, basis) = (texts.next()?, texts.next()?);
        Some(Justified {
            fact: self.reference(node.get(Kind::Reference)?)?,
            why: self.quote(why),
            basis: self.quote(basis),
        })
    }

    fn not_applicable(&mut self, node: &Node) -> Option<NotApplicable> {
        Some(NotApplicable {
            exceptions: node.has(Kind::KwExceptionIn),
            provisions: self.citations(node)?,
            name: self.reference(node.get(Kind::Reference)?)?,
            condition: self.condition(node)?,
        })
    }

    fn power(&mut self, node: &Node) -> Option<Power> {
        Some(Power {
            name: self.name(node)?,
            by: self.quoted(node)?,
            subject: self.reference_in(node, Kind::Subject),
            when: self.expression_in(node.get(Kind::When)?)?,
        })
    }

    fn legal(&mut self, node: &Node) -> Legal {
        let remedy = node.get(Kind::Remedy).map(|remedy| {
            let kind = match () {
                () if remedy.has(Kind::Objection) => Remedy::Objection,
                () if remedy.has(Kind::Appeal) => Remedy::Appeal,
                () => Remedy::AdministrativeAppeal,
            };
            let term = remedy.get(Kind::Duration).and_then(|term| self.duration(term));
            match term {
                Some(ExprKind::Period { count, unit }) => (kind, Some((count, unit))),
                _ => (kind, None),
            }
        });
        Legal { remedy, by_law: node.has(Kind::KwByLaw) }
    }

    fn applied(&mut self, node: &Node) -> Option<Applied> {
        let mut substitutions = Vec::new();
        for part in node.all(Kind::Substitution) {
            let mut names = self.references(part).into_iter();
            substitutions.push(Substitution { new: names.next()?, old: names.next()? });
        }
        let to = self.references(node).into_iter().next();
        Some(Applied { cited: self.citations(node)?, to, substitutions })
    }

    fn decision(&mut self, node: &Node) -> Option<Decision> {
        Some(Decision {
            name: self.name(node)?,
            subject: self.reference_in(node, Kind::Recipient),
            by: node.get(Kind::Authority).and_then(|part| self.quoted(part)),
            ty: self.type_name(node)?,
            legal: self.legal(node),
            body: self.body(node)?,
        })
    }

    fn judgement(&mut self, node: &Node) -> Option<Judgement> {
        Some(Judgement {
            name: self.name(node)?,
            subject: self.reference_in(node, Kind::Subject),
            ty: self.type_name(node)?,
            by: node.get(Kind::Authority).and_then(|part| self.quoted(part)),
        })
    }

    fn safeguard(&mut self, node: &Node) -> Option<Safeguard> {
        let group = match node.get(Kind::Group) {
            Some(group) => Some(self.expression_in(group)?),
            None => None,
        };
        let promise = self.promise(node.parts.last()?)?;
        let denied = node.get(Kind::KwNotKept).is_some();
        Some(Safeguard { title: self.quoted(node)?, denied, group, promise })
    }

    fn promise(&mut self, node: &Node) -> Option<Promise> {
        let names = self.references(node);
        let expressions: Option<Vec<Expr>> =
            node.all(Kind::Expression).map(|part| self.expression(part)).collect();
        let (mut names, mut expressions) = (names.into_iter(), expressions?.into_iter());
        Some(match node.kind {
            Kind::Monotone => Promise::Monotone {
                value: names.next()?,
                never: direction(node, Kind::NeverIncreases),
                fact: names.next()?,
                moves: direction(node, Kind::Increases),
            },
            Kind::Bounded => Promise::Bounded {
                value: names.next()?,
                by: expressions.next()?,
                fact: names.next()?,
                step: expressions.next()?,
            },
            Kind::Independent => Promise::Independent { value: names.next()?, fact: names.next()? },
            Kind::Symmetric => Promise::Symmetric {
                value: names.next()?,
                left: names.next()?,
                right: names.next()?,
            },
            Kind::Excluded => {
                Promise::NoEntitlement { value: names.next()?, when: expressions.next()? }
            }
            _ => Promise::Always(expressions.next()?),
        })
    }
}

/// Up when `node` has the word for up.
fn direction(node: &Node, up: Kind) -> Direction {
    if node.has(up) { Direction::Up } else { Direction::Down }
}
