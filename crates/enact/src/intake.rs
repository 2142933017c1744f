//! An intake: asks one at a time for what a decision still needs, and for nothing else.
//!
//! Start at [`Intake::new`], and then take a [`Question`], give its answer or skip it, until
//! there is none. Each question is the most telling that is open at that moment; what an answer
//! has made irrelevant is not asked. Answers are read as a drafter writes them.

use crate::case::{self, CaseText};
use crate::names::Property;
use crate::record::field_of;
use crate::{Ruleset, inventory, typed};
use enact_eval::{Case, Decision, Outcome};
use enact_model::Program;
use enact_model::program::Type;
use enact_model::table::TermId;
use enact_source::messages::Rendered;
use enact_source::{Diagnostic, Language, Span};
use enact_value::{Date, Value};
use std::collections::{BTreeMap, BTreeSet};

/// How many subjects an intake makes by itself: a chain of subjects that must each have another
/// one ends here.
const SUBJECTS_MAX: usize = 100;

/// An intake under way.
#[derive(Debug, Clone)]
pub struct Intake<'r> {
    ruleset: &'r Ruleset,
    term: TermId,
    on: Date,
    language: Language,
    case: Case,
    skipped: BTreeSet<(u32, Property)>,
}

/// What is asked next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The fact or judgement.
    pub property: Property,
    /// About whom: a place in the case.
    pub subject: u32,
    /// Its field in the case: `partner.income`.
    pub field: String,
    /// What is asked for, as people read it: `income of partner`.
    pub name: String,
    /// Whether it asks only if there is such a subject.
    pub asks_presence: bool,
    /// What an answer looks like.
    pub form: String,
    /// The provision that asks for it.
    pub provision: String,
    /// The register in which it can be found, or who judges.
    pub source: Option<String>,
}

impl<'r> Intake<'r> {
    /// Begins with what `case` already says.
    #[must_use]
    pub fn new(
        ruleset: &'r Ruleset,
        term: TermId,
        on: Date,
        language: Language,
        case: Case,
    ) -> Self {
        let mut intake = Self { ruleset, term, on, language, case, skipped: BTreeSet::new() };
        intake.fill();
        intake
    }

    /// What is known.
    #[must_use]
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// What follows from what is known.
    #[must_use]
    pub fn decision(&self) -> Decision<'_> {
        self.ruleset.decide(self.term, &self.case, self.on)
    }

    /// What is asked next; `None` when the decision is made, or when everything it still needs
    /// has been skipped.
    #[must_use]
    pub fn question(&self) -> Option<Question> {
        let open = self.open();
        open.into_iter()
            .find(|(subject, property)| !self.skipped.contains(&(*subject, *property)))
            .map(|(subject, property)| self.asked(subject, property))
    }

    /// Leaves a question unanswered: it is not asked again.
    pub fn skip(&mut self, question: &Question) {
        self.skipped.insert((question.subject, question.property));
    }

    /// Takes the answer to a question.
    ///
    /// # Errors
    /// What is wrong with the answer, in words; nothing has changed then.
    pub fn answer(&mut self, question: &Question, text: &str) -> Result<(), Rendered> {
        let before = self.case.clone();
        self.state(question, text).map_err(|finding| finding.render(self.language))?;
        let text = CaseText {
            case: self.case.clone(),
            places: BTreeMap::new(),
            subjects: vec![Span::default(); self.case.subjects.len()],
        };
        let breaches = case::breaches(self.ruleset.graph(), &text, self.on);
        if let Some(breach) = breaches.first() {
            self.case = before;
            return Err(breach.render(self.language));
        }
        self.fill();
        Ok(())
    }

    fn program(&self) -> &'r Program {
        self.ruleset.program()
    }

    /// What the decision still needs, the most telling first.
    fn open(&self) -> Vec<(u32, Property)> {
        match self.decision().outcome {
            Outcome::Needs(needs) => {
                needs.into_iter().map(|need| (need.subject, Property::Fact(need.fact))).collect()
            }
            Outcome::Awaiting(awaited) => awaited
                .into_iter()
                .map(|open| (open.subject, Property::Judgement(open.judgement)))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Adds the subjects that are always there, such as the home of an occupier.
    fn fill(&mut self) {
        while let Some((subject, fact, entity)) = self.open().into_iter().find_map(|open| {
            let (subject, Property::Fact(id)) = open else { return None };
            let fact = &self.program().facts[id];
            match fact.ty {
                Type::Subject(entity) if !fact.optional => Some((subject, id, entity)),
                _ => None,
            }
        }) {
            if self.case.subjects.len() >= SUBJECTS_MAX {
                return;
            }
            let place = self.case.add(self.program(), entity);
            self.case.set(self.program(), subject, fact, Value::Subject(place));
        }
    }

    fn asked(&self, subject: u32, property: Property) -> Question {
        let (program, language) = (self.program(), self.language);
        let field = |name: &str| field_of(program, &self.case, subject, name);
        let named = |field: &str| {
            let parts: Vec<String> = field.rsplit('.').map(|part| part.replace('-', " ")).collect();
            parts.join(language.pick(" van ", " of "))
        };
        match property {
            Property::Fact(id) => {
                let fact = &program.facts[id];
                let asks_presence = matches!(fact.ty, Type::Subject(_));
                let form = if asks_presence {
                    language.pick("ja/nee", "yes/no").to_owned()
                } else {
                    let holds = inventory::holds(program, fact, language);
                    let none = match (fact.optional, language) {
                        (false, _) => "",
                        (true, Language::Dutch) => ", of `geen`",
                        (true, Language::English) => ", or `none`",
                    };
                    format!("{holds}{}{none}", example(fact.ty, language))
                };
                Question {
                    property,
                    subject,
                    name: named(&field(&fact.name)),
                    field: field(&fact.name),
                    asks_presence,
                    form,
                    provision: fact.ground.cite(language),
                    source: fact.source.clone(),
                }
            }
            Property::Judgement(id) => {
                let judgement = &program.judgements[id];
                Question {
                    property,
                    subject,
                    name: named(&field(&judgement.name)),
                    field: field(&judgement.name),
                    asks_presence: false,
                    form: language.pick("ja/nee", "yes/no").to_owned(),
                    provision: judgement.ground.cite(language),
                    source: judgement.by.clone(),
                }
            }
        }
    }

    fn state(&mut self, question: &Question, text: &str) -> Result<(), Diagnostic> {
        let (program, subject) = (self.program(), question.subject);
        let typed = |ty| case::given_value(typed::machine(text, ty, self.language));
        match question.property {
            Property::Judgement(open) => {
                let judged = case::read_judgement(program, open, &typed(Type::YesNo))?;
                self.case.judge(program, subject, open, judged);
            }
            Property::Fact(id) => {
                let fact = &program.facts[id];
                let value = match (fact.ty, typed::answer(text)) {
                    (Type::Subject(_), Some(false)) if fact.optional => Value::Absent,
                    (Type::Subject(entity), Some(true)) => {
                        Value::Subject(self.case.add(program, entity))
                    }
                    (Type::Subject(_), _) => {
                        // Asked as a yes/no; what is wrong with another answer is told so.
                        return Err(case::no_answer(fact, text));
                    }
                    (ty, _) => case::read_value(program, id, &typed(ty))?,
                };
                self.case.set(program, subject, id, value);
            }
        }
        Ok(())
    }
}

/// What an answer looks like, where that is not plain.
fn example(ty: Type, language: Language) -> String {
    let such = language.pick("zoals", "such as");
    match ty {
        Type::Money(currency, _) => {
            let sign = currency.sign();
            let amount = match language {
                Language::Dutch => format!("{sign} 1.250,50"),
                Language::English => format!("{sign}1,250.50"),
            };
            format!(", {such} {amount}")
        }
        Type::Date => format!(", {such} {}", language.pick("1 maart 1990", "1 March 1990")),
        Type::Percentage => format!(", {such} {}", language.pick("4,5%", "4.5%")),
        Type::Months => format!(", {such} {}", language.pick("18 maanden", "18 months")),
        Type::Days => format!(", {such} {}", language.pick("14 dagen", "14 days")),
        _ => String::new(),
    }
}
