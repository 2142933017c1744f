//! What a law declares, thing by thing, and what can change about each.

use crate::meaning::{Meanings, in_force_words};
use enact_model::Program;
use enact_model::program::{
    Expected, Fact, Given, Gives, Justification, Law, Parameter, PrivacyClass, Rule, Term, TermKind,
};
use enact_model::table::{EntityId, FactId, JudgementId, LawId, ParameterId, RuleId, TermId};
use enact_source::{Citation, Provision, Span};
use enact_value::Date;

/// Something that a law declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// The law itself: its front matter.
    Law(LawId),
    /// A kind of subject.
    Entity(EntityId),
    /// A fact.
    Fact(FactId),
    /// A judgement or power.
    Judgement(JudgementId),
    /// An assumption, by its place.
    Assumption(usize),
    /// A parameter.
    Parameter(ParameterId),
    /// The amount of a parameter in one of its periods, by its place.
    Period(ParameterId, usize),
    /// A claim, a decision or another named value.
    Term(TermId),
    /// A rule.
    Rule(RuleId),
    /// A justification, by its place.
    Justification(usize),
    /// A safeguard, by its place.
    Safeguard(usize),
    /// An example, by its place.
    Example(usize),
}

/// One thing about an item that can change by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// The title of a law.
    Title,
    /// From when, or until when.
    Validity,
    /// How months and 29 February are counted.
    Calendar,
    /// In what its amounts are, and how its text is to be read.
    Text,
    /// What it holds.
    Type,
    /// Whether it has to be there.
    Presence,
    /// Where it comes from.
    Source,
    /// How it is protected.
    Privacy,
    /// Who decides.
    By,
    /// The kind of outcome.
    Kind,
    /// What can be done against it.
    Remedy,
    /// Who may fix it.
    Delegation,
    /// The value itself.
    Value,
    /// Whether it is an assumption, and on what ground.
    Assumed,
    /// When its provision applies.
    Within,
    /// When it applies.
    When,
    /// Its exception.
    Unless,
    /// The condition and the value of a limb, by its place; one past the last for the other cases.
    Limb(usize),
    /// Which rules it precedes, and which precede it.
    Precedence,
    /// How its text is understood.
    Reading,
    /// What is promised or assumed.
    Promise,
    /// Why something may be used.
    Reason,
    /// What is given in an example.
    Given,
    /// What has to come out.
    Outcome,
}

/// An aspect of an item, by its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub aspect: Aspect,
    pub meaning: String,
    /// The words, when they stand somewhere by themselves.
    pub span: Option<Span>,
}

/// An item with what is said of it.
#[derive(Debug, Clone)]
pub(crate) struct Described {
    pub item: Item,
    /// The short name of the law it stands in.
    pub law: String,
    /// By what it is known: two items of two versions with one name are one item.
    pub name: String,
    pub provision: Option<Provision>,
    pub span: Span,
    pub said: Vec<Said>,
}

/// Everything that the laws of a program declare.
pub(crate) fn items(program: &Program) -> Vec<Described> {
    let describing = Describing { program, meanings: Meanings(program) };
    let mut items = Vec::new();
    items.extend(program.laws.iter().map(|(id, law)| describing.law(id, law)));
    items.extend(program.entities.iter().map(|(id, entity)| Described {
        item: Item::Entity(id),
        law: program.laws[entity.law].short.clone(),
        name: entity.name.clone(),
        provision: None,
        span: entity.span,
        said: Vec::new(),
    }));
    items.extend(
        program
            .facts
            .iter()
            .filter(|(_, fact)| !fact.way_back)
            .map(|(id, fact)| describing.fact(id, fact)),
    );
    items.extend(program.judgements.ids().map(|id| describing.judgement(id)));
    items.extend((0..program.assumptions.len()).map(|place| describing.assumption(place)));
    for (id, parameter) in program.parameters.iter() {
        items.extend(describing.parameter(id, parameter));
    }
    items.extend(program.terms.iter().map(|(id, term)| describing.term(id, term)));
    items.extend(program.rules.iter().map(|(id, rule)| describing.rule(id, rule)));
    let justifications = program.justifications.iter().enumerate();
    items.extend(justifications.map(|(place, one)| describing.justification(place, one)));
    items.extend((0..program.safeguards.len()).map(|place| describing.safeguard(place)));
    items.extend((0..program.examples.len()).map(|place| describing.example(place)));
    items
}

#[derive(Clone, Copy)]
struct Describing<'a> {
    program: &'a Program,
    meanings: Meanings<'a>,
}

fn said(aspect: Aspect, meaning: impl Into<String>, span: Option<Span>) -> Said {
    Said { aspect, meaning: meaning.into(), span }
}

impl Describing<'_> {
    /// An item that is declared at `ground`.
    fn at(
        &self,
        item: Item,
        name: impl Into<String>,
        (ground, span): (&Citation, Span),
        said: Vec<Said>,
    ) -> Described {
        let (law, provision) = (ground.law.clone(), ground.provision.clone());
        Described { item, law, name: name.into(), provision, span, said }
    }

    fn law(&self, id: LawId, law: &Law) -> Described {
        let said = vec![
            said(Aspect::Title, format!("{} {}", law.title, law.short), None),
            said(Aspect::Validity, format!("{:?} {:?}", law.in_force, law.until), None),
            said(Aspect::Calendar, format!("{:?}", law.calendar), None),
            said(Aspect::Text, format!("{:?} {:?}", law.text, law.currency), None),
        ];
        let name = law.id.clone().unwrap_or_else(|| law.short.clone());
        Described {
            item: Item::Law(id),
            law: law.short.clone(),
            name,
            provision: None,
            span: law.span,
            said,
        }
    }

    fn fact(&self, id: FactId, fact: &Fact) -> Described {
        let list = fact.list.map(|list| list.most);
        let ty = format!("{} {} {list:?}", self.meanings.ty(fact.ty), fact.decimals);
        let class = match fact.privacy.class {
            PrivacyClass::NotPersonal => "not personal",
            PrivacyClass::Personal => "personal",
            PrivacyClass::Special => "special",
            PrivacyClass::Criminal => "criminal",
        };
        let (protected, proxy) = (&fact.privacy.protected, &fact.privacy.proxy_for);
        let said = vec![
            said(Aspect::Type, ty, None),
            said(Aspect::Presence, fact.optional.to_string(), None),
            said(Aspect::Source, fact.source.clone().unwrap_or_default(), None),
            said(Aspect::Privacy, format!("{class} {protected:?} {proxy:?}"), None),
        ];
        let name = self.meanings.fact(id);
        self.at(Item::Fact(id), name, (&fact.ground, fact.span), said)
    }

    fn judgement(&self, id: JudgementId) -> Described {
        let judgement = &self.program.judgements[id];
        let when = judgement.precondition.as_ref();
        let kind = if judgement.power.is_some() { "power" } else { "judgement" };
        let said = vec![
            said(Aspect::Kind, kind, None),
            said(Aspect::By, judgement.by.clone().unwrap_or_default(), None),
            self.expr(Aspect::When, when),
        ];
        let place = (&judgement.ground, judgement.span);
        self.at(Item::Judgement(id), judgement.name.clone(), place, said)
    }

    fn expr(&self, aspect: Aspect, expr: Option<&enact_model::program::Expr>) -> Said {
        let meaning = expr.map_or_else(String::new, |expr| self.meanings.expr(expr));
        said(aspect, meaning, expr.map(|expr| expr.span))
    }

    fn assumption(&self, place: usize) -> Described {
        let assumption = &self.program.assumptions[place];
        let meaning = self.meanings.assumption(assumption);
        let at = (&assumption.ground, assumption.span);
        self.at(Item::Assumption(place), meaning, at, Vec::new())
    }

    fn parameter(&self, id: ParameterId, parameter: &Parameter) -> Vec<Described> {
        let about = vec![
            said(Aspect::Type, self.meanings.ty(parameter.ty), None),
            said(Aspect::Delegation, parameter.delegated.clone().unwrap_or_default(), None),
        ];
        let name = &parameter.name;
        let at = (&parameter.ground, parameter.span);
        let mut all = vec![self.at(Item::Parameter(id), name, at, about)];
        for (place, period) in parameter.periods.iter().enumerate() {
            let denominator = parameter.scale.denominator();
            let bands = format!("{:?} {:?}", parameter.brackets, period.bands);
            let amount = self.meanings.value(&period.value, parameter.ty, denominator);
            let value = if period.bands.is_empty() { amount } else { bands };
            let until = period.until.map(|day| day.to_string()).unwrap_or_default();
            let about = vec![
                said(Aspect::Value, value, Some(period.span)),
                said(Aspect::Validity, until, None),
                said(Aspect::Assumed, period.assumed.clone().unwrap_or_default(), None),
            ];
            let from =
                if period.from == Date::MIN { String::new() } else { period.from.to_string() };
            let at = (&period.ground, period.span);
            all.push(self.at(Item::Period(id, place), format!("{name} {from}"), at, about));
        }
        all
    }

    fn term(&self, id: TermId, term: &Term) -> Described {
        let (kind, by) = match &term.kind {
            TermKind::Value => ("value", None),
            TermKind::YesNo => ("yes/no", None),
            TermKind::Entitlement => ("entitlement", None),
            TermKind::Decision { by } => ("decision", by.clone()),
        };
        let said = vec![
            said(Aspect::Type, self.meanings.ty(term.ty), None),
            said(Aspect::Kind, kind, None),
            said(Aspect::By, by.unwrap_or_default(), None),
            said(Aspect::Remedy, format!("{:?}", term.legal), None),
        ];
        let name = format!("{} of {}", term.name, self.meanings.entity(term.entity));
        self.at(Item::Term(id), name, (&term.ground, term.span), said)
    }

    fn rule(&self, id: RuleId, rule: &Rule) -> Described {
        let reading = rule.clauses.reading.as_ref();
        let reading = reading.map(|reading| format!("{} / {}", reading.chosen, reading.rejected));
        let mut about = vec![
            said(Aspect::Validity, in_force_words(rule.in_force), None),
            self.expr(Aspect::Within, rule.clauses.within.as_ref()),
            self.expr(Aspect::When, rule.when.as_ref()),
            self.expr(Aspect::Unless, rule.unless.as_ref()),
            said(Aspect::Reading, reading.unwrap_or_default(), None),
        ];
        match &rule.gives {
            Gives::Value(value) => about.push(self.expr(Aspect::Value, Some(value))),
            Gives::Cases { ordered, limbs, otherwise } => {
                about.push(said(Aspect::Kind, format!("cases {ordered}"), None));
                for (place, limb) in limbs.iter().enumerate() {
                    let condition = self.meanings.expr(&limb.condition);
                    let meaning = format!("{condition} : {}", self.meanings.expr(&limb.value));
                    about.push(said(Aspect::Limb(place), meaning, Some(limb.span)));
                }
                let other = otherwise.as_ref();
                about.extend(other.map(|value| self.expr(Aspect::Limb(limbs.len()), Some(value))));
            }
            gives => about.push(said(Aspect::Kind, self.meanings.gives(gives), None)),
        }
        let name = self.program.terms[rule.term].name.clone();
        self.at(Item::Rule(id), name, (&rule.ground, rule.span), about)
    }

    fn justification(&self, place: usize, justification: &Justification) -> Described {
        let reason = format!("{} / {}", justification.why, justification.basis);
        let about = vec![said(Aspect::Reason, reason, None)];
        let at = (&justification.ground, justification.span);
        self.at(Item::Justification(place), self.meanings.fact(justification.fact), at, about)
    }

    fn safeguard(&self, place: usize) -> Described {
        let safeguard = &self.program.safeguards[place];
        let about = vec![said(Aspect::Promise, self.meanings.safeguard(safeguard), None)];
        self.at(
            Item::Safeguard(place),
            safeguard.title.clone(),
            (&safeguard.ground, safeguard.span),
            about,
        )
    }

    fn example(&self, place: usize) -> Described {
        let example = &self.program.examples[place];
        let givens: Vec<String> = example.givens.iter().map(|given| self.given(given)).collect();
        let outcomes: Vec<String> =
            example.expectations.iter().map(|one| self.expected(&one.kind)).collect();
        let about = vec![
            said(Aspect::Validity, example.on.to_string(), None),
            said(Aspect::Given, givens.join("; "), None),
            said(Aspect::Outcome, outcomes.join("; "), None),
        ];
        self.at(Item::Example(place), example.title.clone(), (&example.ground, example.span), about)
    }

    fn given(&self, given: &Given) -> String {
        let fact = |id: FactId| (self.meanings.fact(id), &self.program.facts[id]);
        let mut words: Vec<String> = given
            .facts
            .iter()
            .map(|(id, value, _)| {
                let (name, fact) = fact(*id);
                let value = self.meanings.value(value, fact.ty, fact.scale.denominator());
                format!("{name} {value}")
            })
            .collect();
        words.extend(given.through_time.iter().flat_map(|(id, values)| {
            let (name, fact) = fact(*id);
            values.iter().map(move |(from, value)| {
                let value = self.meanings.value(value, fact.ty, fact.scale.denominator());
                format!("{name} {from} {value}")
            })
        }));
        words.extend(
            given
                .judgements
                .iter()
                .map(|(id, yes, _)| format!("{} {yes}", self.program.judgements[*id].name)),
        );
        words.join(", ")
    }

    fn expected(&self, expected: &Expected) -> String {
        let name = |term: &TermId| self.program.terms[*term].name.clone();
        match expected {
            Expected::Value { term, value } => {
                let row = &self.program.terms[*term];
                let value = self.meanings.value(value, row.ty, row.scale.denominator());
                format!("{} {value}", row.name)
            }
            Expected::NoEntitlement(term) => format!("no {}", name(term)),
            Expected::Needs { term, facts } => {
                let facts: Vec<String> = facts.iter().map(|id| self.meanings.fact(*id)).collect();
                format!("{} needs {}", name(term), facts.join(", "))
            }
            Expected::Awaiting { term, judgement } => {
                format!("{} awaits {}", name(term), self.program.judgements[*judgement].name)
            }
            Expected::NotSet(term) => format!("{} not set", name(term)),
            Expected::InputError => "input error".to_owned(),
        }
    }
}
