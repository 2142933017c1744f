//! How the letter opens: the outcome, and what it still waits for.

use super::wording::{Wording, spaced};
use crate::outcome::{Fault, Outcome};
use enact_model::table::RuleId;
use enact_source::{Argument, Span};
use enact_syntax::tree::{PeriodUnit, Remedy};

impl Wording<'_> {
    /// The outcome in one sentence.
    pub fn outcome(&self) -> String {
        let term = &self.program().terms[self.decision.term];
        let name = ("term", Argument::from(spaced(&term.name)));
        let date = ("date", Argument::from(self.date(self.decision.on)));
        match &self.decision.outcome {
            Outcome::Value(value) => {
                let value = self.value(value, term.ty, term.scale);
                self.say("motivation-value", &[name, date, ("value", value.into())])
            }
            Outcome::NoEntitlement => self.say("motivation-none", &[name, date]),
            Outcome::Needs(_) => self.say("motivation-needs", &[name]),
            Outcome::Awaiting(awaited) => {
                let awaited = ("awaited", Argument::from(self.awaited(awaited)));
                self.say("motivation-awaiting", &[name, awaited])
            }
            Outcome::NotSet(_) => self.say("motivation-not-set", &[name, date]),
            Outcome::Undecided(fault) => {
                let fault = self.fault(*fault).into();
                self.say("motivation-undecided", &[name, ("fault", fault)])
            }
        }
    }

    /// What can be done against the decision; none for a value that is not a decision.
    pub fn remedy(&self) -> Option<String> {
        let legal = &self.program().terms[self.decision.term].legal;
        if legal.by_law {
            return Some(self.say("motivation-by-law", &[]));
        }
        let (remedy, term) = legal.remedy.as_ref()?;
        let phrase = match (remedy, term) {
            (Remedy::Objection, Some(_)) => "motivation-objection-within",
            (Remedy::Objection, None) => "motivation-objection",
            (Remedy::AdministrativeAppeal, Some(_)) => "motivation-administrative-within",
            (Remedy::AdministrativeAppeal, None) => "motivation-administrative",
            (Remedy::Appeal, Some(_)) => "motivation-appeal-within",
            (Remedy::Appeal, None) => "motivation-appeal",
        };
        let term = term.map_or_else(String::new, |(count, unit)| self.term(count, unit));
        Some(self.say(phrase, &[("term", term.into())]))
    }

    /// `6 weken`.
    fn term(&self, count: u32, unit: PeriodUnit) -> String {
        let (dutch, english) = match (unit, count) {
            (PeriodUnit::Years, 1) => ("jaar", "year"),
            (PeriodUnit::Years, _) => ("jaar", "years"),
            (PeriodUnit::Months, 1) => ("maand", "month"),
            (PeriodUnit::Months, _) => ("maanden", "months"),
            (PeriodUnit::Weeks, 1) => ("week", "week"),
            (PeriodUnit::Weeks, _) => ("weken", "weeks"),
            (PeriodUnit::Days, 1) => ("dag", "day"),
            (PeriodUnit::Days, _) => ("dagen", "days"),
        };
        format!("{count} {}", self.language.pick(dutch, english))
    }

    /// What keeps the outcome open.
    pub fn open(&self) -> Vec<String> {
        let program = self.program();
        match &self.decision.outcome {
            Outcome::Needs(needs) => needs.iter().map(|need| self.need(*need)).collect(),
            Outcome::Awaiting(awaited) => {
                let judgements = awaited.iter().map(|open| {
                    let judgement = &program.judgements[open.judgement];
                    let name = self.owned(&judgement.name, open.subject);
                    let ground = self.cite(&judgement.ground);
                    let phrase = match judgement.power {
                        Some(_) => "motivation-await-power",
                        None => "motivation-await-by",
                    };
                    self.attributed(name, ground, judgement.by.as_deref(), phrase)
                });
                judgements.collect()
            }
            Outcome::NotSet(norms) => {
                let norms = norms.iter().map(|open| {
                    let parameter = &program.parameters[open.parameter];
                    let (name, ground) = (spaced(&parameter.name), self.cite(&parameter.ground));
                    let act = parameter.delegated.as_deref();
                    self.attributed(name, ground, act, "motivation-not-set-by")
                });
                norms.collect()
            }
            Outcome::Value(_) | Outcome::NoEntitlement | Outcome::Undecided(_) => Vec::new(),
        }
    }

    /// Why each protected fact that was used could be used.
    pub fn justified(&self) -> Vec<String> {
        let program = self.program();
        let sentences = self.decision.justifications().into_iter().map(|said| {
            let fact = &program.facts[said.fact];
            let phrase = match fact.privacy.protected {
                Some(_) => "motivation-justified-ground",
                None => "motivation-justified-proxy",
            };
            let ground = fact.privacy.ground().unwrap_or_default();
            let words = [
                ("fact", Argument::from(spaced(&fact.name))),
                ("ground", ground.into()),
                ("why", said.why.as_str().into()),
                ("basis", said.basis.as_str().into()),
                ("provision", self.cite(&said.ground).into()),
            ];
            self.say(phrase, &words)
        });
        sentences.collect()
    }

    /// `name (provision)`, or with who or what has to act.
    fn attributed(
        &self,
        name: String,
        ground: String,
        by: Option<&str>,
        phrase: &'static str,
    ) -> String {
        match by {
            None => format!("{name} ({ground})"),
            Some(by) => {
                let words = [("name", name.into()), ("ground", ground.into()), ("by", by.into())];
                self.say(phrase, &words)
            }
        }
    }

    /// What is wrong, with the provisions it is about.
    fn fault(&self, fault: Fault) -> String {
        let program = self.program();
        let rule = |id: RuleId| Argument::from(program.rules[id].cite(self.language));
        let at = |span: Span| {
            let words = program.sources.slice(span).split_whitespace().collect::<Vec<_>>();
            ("words", Argument::from(words.join(" ")))
        };
        let about = |fact: enact_model::table::FactId, subject| {
            ("fact", Argument::from(self.owned(&program.facts[fact].name, subject)))
        };
        match fault {
            Fault::Gap { term, subject } => {
                let row = &program.terms[term];
                let name = self.owned(&row.name, subject).into();
                let ground = self.cite(&row.ground).into();
                self.say("motivation-fault-gap", &[("name", name), ("ground", ground)])
            }
            Fault::Conflict { first, second, .. } => {
                let pair = [("first", rule(first)), ("second", rule(second))];
                self.say("motivation-fault-conflict", &pair)
            }
            Fault::Limbs { rule: id, first, second } => {
                let limbs = match &program.rules[id].gives {
                    enact_model::program::Gives::Cases { limbs, .. } => limbs.as_slice(),
                    _ => &[],
                };
                let words = |place: usize| {
                    let limb = limbs.get(place);
                    Argument::from(
                        limb.map_or(String::new(), |limb| self.limb(&program.rules[id], limb)),
                    )
                };
                let both = [("first", words(first)), ("second", words(second)), ("rule", rule(id))];
                self.say("motivation-fault-limbs", &both)
            }
            Fault::OutOfRange { span } => self.say("motivation-fault-range", &[at(span)]),
            Fault::DivisionByZero { span } => self.say("motivation-fault-zero", &[at(span)]),
            Fault::NoDay { span } => self.say("motivation-fault-no-day", &[at(span)]),
            Fault::CalendarLimit { span } => self.say("motivation-fault-calendar", &[at(span)]),
            Fault::Unsettled { span } => self.say("motivation-fault-unsettled", &[at(span)]),
            Fault::TooDeep { span } => self.say("motivation-fault-deep", &[at(span)]),
            Fault::Unsound { span } => self.say("motivation-fault-unsound", &[at(span)]),
            Fault::Input { fact, subject } => {
                self.say("motivation-fault-input", &[about(fact, subject)])
            }
            Fault::Tied { span, subjects: [first, second], .. } => {
                let ground = program.ground_at(span).map(|ground| self.cite(ground));
                let words = [
                    ("first", Argument::from(self.who(first))),
                    ("second", self.who(second).into()),
                    at(span),
                    ("ground", ground.unwrap_or_default().into()),
                ];
                self.say("motivation-fault-tied", &words)
            }
            Fault::NotListed { fact, subject } => {
                let name = Argument::from(spaced(&program.facts[fact].name));
                let words = [("list", name), ("who", self.who(subject).into())];
                self.say("motivation-fault-not-listed", &words)
            }
            Fault::NoSubject { term } => {
                let kind = &program.entities[program.terms[term].entity].name;
                self.say("motivation-fault-subject", &[("kind", spaced(kind).into())])
            }
        }
    }
}
