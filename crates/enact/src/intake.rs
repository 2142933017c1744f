//! An intake: asks one at a time for what a decision still needs, and for nothing else.
//!
//! Start at [`Intake::new`], and then take a [`Question`], give its answer or skip it, until
//! there is none. Each question is the most telling that is open at that moment; what an answer
//! has made irrelevant is not asked. Of a list it asks how many there are, and then of each element
//! what still matters. Answers are read as a drafter writes them.

mod answer;
mod question;

use crate::Ruleset;
use crate::case::{self, CaseText};
use crate::names::Property;
use enact_eval::{Case, Decision, Outcome};
use enact_model::Program;
use enact_model::program::Type;
use enact_model::table::{FactId, TermId};
use enact_source::messages::Rendered;
use enact_source::{Language, Span};
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
    /// The facts of which more than the value on the reference date can matter.
    on_other_days: BTreeSet<FactId>,
}

/// What the answer to a question says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// The value itself.
    Value,
    /// Only whether there is such a subject.
    Presence,
    /// How many elements a list has, or what they are called.
    Elements,
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
    /// What the answer is to say.
    pub asks: Asks,
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
        let on_other_days = question::read_on_other_days(ruleset, term);
        let skipped = BTreeSet::new();
        let mut intake = Self { ruleset, term, on, language, case, skipped, on_other_days };
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
}
