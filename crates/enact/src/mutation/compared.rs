//! Whether a variant decides any case otherwise than the law.

use super::bench::{Bench, Killing};
use crate::{said, verification};
use enact_eval::Case;
use enact_graph::RuleGraph;
use enact_model::Program;
use enact_model::table::TermId;
use enact_source::{Argument, Language};
use enact_verify::{Comparison, Difference, Doubt, Method, Pairing, Patience, Versions};

/// What comparing comes to.
pub(super) enum Compared {
    /// Every case is decided the same; why that is known.
    Same(String),
    /// This one is not.
    Differs(Killing),
    /// Neither was found out; why.
    Open(String),
}

impl Bench<'_> {
    /// Compares every decision asked for. A case that is decided otherwise weighs more than what
    /// was not found out.
    pub(super) fn compared(&self, after: &RuleGraph, patience: Patience) -> Compared {
        let (before, program) = (self.ruleset.program(), after.program());
        let pairing = Pairing::by_name(before, program);
        let versions = Versions::of(self.ruleset.law(), after, &pairing);
        let (mut same, mut open) = (None, None);
        for term in &self.asked {
            let Some(later) = counterpart(before, program, *term) else { continue };
            match verification::compared(&versions, (*term, later), patience, None) {
                Comparison::Differs(found) => {
                    return Compared::Differs(self.killing(after, (*term, later), &found));
                }
                Comparison::Equal(method) if !method.by_structure || same.is_none() => {
                    same = Some(method_words(method));
                }
                Comparison::Equal(_) => {}
                Comparison::NotProved(doubt) => {
                    open = open.or(Some(doubt_words(doubt)));
                }
            }
        }
        let words = |argument: Argument| argument.text(self.language);
        match (open, same) {
            (Some(open), _) => Compared::Open(words(open)),
            (None, Some(same)) => Compared::Same(words(same)),
            (None, None) => Compared::Open(nothing_asked(self.language).to_owned()),
        }
    }

    /// The case, as both decide it.
    fn killing(
        &self,
        after: &RuleGraph,
        (term, later): (TermId, TermId),
        found: &Difference,
    ) -> Killing {
        let case = self.needed(after, (term, later), found);
        let otherwise = enact_eval::trial(after, later, &case, found.on).outcome;
        let otherwise = said::outcome(after.program(), later, &otherwise, self.language);
        let outcome = self.ruleset.outcome(term, &case, found.on);
        Killing { title: String::new(), term, case, on: found.on, outcome, otherwise }
    }

    /// The case without what neither of the two asks. Slips are in rules and figures: the subjects
    /// and facts of a variant are those of the law.
    fn needed(
        &self,
        after: &RuleGraph,
        (term, later): (TermId, TermId),
        found: &Difference,
    ) -> Case {
        let outcomes = |case: &Case| {
            let own = self.ruleset.outcome(term, case, found.on);
            (own, enact_eval::trial(after, later, case, found.on).outcome)
        };
        let mut case = found.before.clone();
        let all = outcomes(&case);
        let places: Vec<(usize, usize)> = case
            .subjects
            .iter()
            .enumerate()
            .flat_map(|(place, row)| (0..row.facts.len()).map(move |slot| (place, slot)))
            .collect();
        for (place, slot) in places {
            let mut without = case.clone();
            let fact = without.subjects.get_mut(place).and_then(|row| row.facts.get_mut(slot));
            let stated = fact.and_then(Option::take);
            if stated.is_some() && outcomes(&without) == all {
                case = without;
            }
        }
        case
    }

    /// A case that is known to be missing, when the variant decides it otherwise too.
    pub(super) fn shown_by(&self, known: &Killing, after: &RuleGraph) -> Option<Killing> {
        let later = counterpart(self.ruleset.program(), after.program(), known.term)?;
        let outcome = enact_eval::trial(after, later, &known.case, known.on).outcome;
        let told = |program, term, outcome| said::outcome(program, term, outcome, self.language);
        let otherwise = told(after.program(), later, &outcome);
        let own = told(self.ruleset.program(), known.term, &known.outcome);
        (own != otherwise).then(|| Killing { otherwise, ..known.clone() })
    }
}

fn method_words(method: Method) -> Argument {
    if method.by_structure {
        return ("geen uitkomst berust op wat verandert", "no outcome rests on what changes")
            .into();
    }
    verification::method_words(method)
}

fn doubt_words(doubt: Doubt) -> Argument {
    match doubt {
        Doubt::NoCase => (
            "een geval dat anders wordt beslist kon niet worden uitgesloten",
            "a case that is decided otherwise could not be ruled out",
        )
            .into(),
        Doubt::NotConfirmed => (
            "het gevonden geval wordt bij narekenen niet anders beslist; dat is een fout in dit programma",
            "the case that was found is not decided otherwise; that is a defect of this program",
        )
            .into(),
        Doubt::TooManyWays | Doubt::Beyond | Doubt::Unanswered(_) => {
            verification::doubt_words(doubt)
        }
    }
}

/// The term of the same name in the same law.
fn counterpart(before: &Program, after: &Program, term: TermId) -> Option<TermId> {
    let row = &before.terms[term];
    let law = &before.laws[row.law].short;
    let same = |(_, other): &(TermId, &enact_model::program::Term)| {
        other.name == row.name && after.laws[other.law].short == *law
    };
    after.terms.iter().find(same).map(|(id, _)| id)
}

fn nothing_asked(language: Language) -> &'static str {
    language.pick("de regeling beslist niets", "the ruleset decides nothing")
}
