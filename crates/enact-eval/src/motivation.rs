//! The reasons for a decision, in the plain words of a letter to the citizen it is about.
//!
//! Start at [`motivation()`]. The letter opens with the outcome, then builds it up step by step,
//! each with its provision, and ends with every datum that was used. Formulas are shown in the
//! words of the law itself.

mod days;
mod fold;
mod opening;
mod person;
mod reason;
mod wording;

use crate::decide::Decision;
use crate::outcome::Outcome;
use crate::record::{Found, Source};
use enact_source::Language;
use enact_source::messages::phrase;
use std::fmt;
use wording::Wording;

/// A decision in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Motivation {
    /// The language of the words.
    pub language: Language,
    /// The outcome in one sentence.
    pub outcome: String,
    /// What keeps it open, most telling first: facts, judgements or norms.
    pub open: Vec<String>,
    /// How the outcome is built up, each step after those it uses. For an open decision: what
    /// is settled already.
    pub reasons: Vec<Reason>,
    /// Every fact and judgement that was used, with its value and where it comes from.
    pub data: Vec<String>,
    /// Of every protected fact that was used: why that is justified, and on what basis.
    pub justified: Vec<String>,
    /// Every amount, percentage or other norm of the law that was used, with its provision.
    pub norms: Vec<String>,
    /// Every norm used that has no source but was assumed, and why.
    pub assumed: Vec<String>,
    /// What can be done against it.
    pub remedy: Option<String>,
    settled: bool,
}

/// One step towards the outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Its number, from 1.
    pub number: usize,
    /// What it comes to: `normpremie: € 756,99`.
    pub conclusion: String,
    /// The provisions it rests on, as cited.
    pub grounds: Vec<String>,
    /// Why: which provision, under which condition, by which calculation, and what yielded.
    pub sentences: Vec<String>,
    /// What it used, with the number of the step or the source that it comes from.
    pub used: Vec<String>,
}

/// Puts `decision` into words.
#[must_use]
pub fn motivation(decision: &Decision<'_>, language: Language) -> Motivation {
    let wording = Wording::new(decision, language);
    let (mut data, mut norms, mut assumed) = (Vec::new(), Vec::new(), Vec::new());
    for read in decision.data() {
        match read.source {
            Source::Parameter(parameter, period) => {
                norms.push(wording.norm(parameter, period));
                assumed.extend(wording.assumed(parameter, period));
            }
            Source::Fact(_)
            | Source::Since(..)
            | Source::Judgement(_)
            | Source::Step(_)
            | Source::Supposed(_) => {
                data.extend(wording.tells(&read).then(|| wording.datum(&read)));
            }
        }
    }
    let steps = decision.steps.iter().enumerate().filter(|(place, _)| wording.stands(*place));
    let settled = steps.map(|(_, step)| step).filter(|step| step.found != Found::Open);
    Motivation {
        language,
        outcome: wording.outcome(),
        open: wording.open(),
        reasons: (1..).zip(settled).map(|(number, step)| wording.reason(number, step)).collect(),
        data,
        justified: wording.justified(),
        norms,
        assumed,
        remedy: Some(&decision.outcome)
            .filter(|outcome| matches!(outcome, Outcome::Value(_) | Outcome::NoEntitlement))
            .and_then(|_| wording.remedy()),
        settled: matches!(decision.outcome, Outcome::Value(_) | Outcome::NoEntitlement),
    }
}

impl Motivation {
    /// The letter as plain text, ending with a line end.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.to_string()
    }

    fn list(&self, f: &mut fmt::Formatter<'_>, heading: &str, items: &[String]) -> fmt::Result {
        if items.is_empty() {
            return Ok(());
        }
        writeln!(f, "\n{}", phrase(self.language, heading, &[]))?;
        items.iter().try_for_each(|item| writeln!(f, "- {item}"))
    }
}

impl fmt::Display for Motivation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.outcome)?;
        self.open.iter().try_for_each(|item| writeln!(f, "- {item}"))?;
        if !self.reasons.is_empty() {
            let heading = if self.settled { "motivation-why" } else { "motivation-so-far" };
            writeln!(f, "\n{}", phrase(self.language, heading, &[]))?;
        }
        self.reasons.iter().try_for_each(|reason| reason.fmt(f))?;
        self.list(f, "motivation-data", &self.data)?;
        self.list(f, "motivation-justified", &self.justified)?;
        self.list(f, "motivation-norms", &self.norms)?;
        self.list(f, "motivation-assumed", &self.assumed)?;
        self.remedy.iter().try_for_each(|remedy| writeln!(f, "\n{remedy}"))
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}. {}", self.number, self.conclusion)?;
        self.sentences.iter().try_for_each(|sentence| writeln!(f, "   {sentence}"))?;
        self.used.iter().try_for_each(|used| writeln!(f, "   - {used}"))
    }
}
