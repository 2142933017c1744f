//! What the worked cases that pass have shown.

use crate::examples;
use crate::goals::{Goal, Goals, Tally};
use crate::{Ruleset, Worked};
use enact_eval::{Decision, Source};
use enact_model::program::Expected;
use enact_model::table::{JudgementId, ParameterId, RuleId, TermId};
use enact_source::Language;
use enact_value::{Date, Value};
use std::collections::BTreeSet;

/// The worked cases, by how they came out.
pub(super) struct Trials {
    /// Those that came out as they say.
    pub passed: Vec<Worked>,
    /// The titles of the others.
    pub failed: Vec<String>,
}

/// Runs the examples of the laws and of `tables`.
pub(super) fn trials(ruleset: &Ruleset, tables: &[Worked], language: Language) -> Trials {
    let report = examples::run(ruleset, tables, language);
    let mut trials = Trials { passed: Vec::new(), failed: Vec::new() };
    for (worked, ran) in examples::all(ruleset, tables).zip(report.ran) {
        match ran.failure {
            None => trials.passed.push(worked),
            Some(_) => trials.failed.push(worked.title),
        }
    }
    trials
}

/// What has been shown.
pub(super) struct Seen<'g, 'a> {
    /// Of rules and conditions.
    pub tally: Tally<'g, 'a>,
    /// The rules that were looked at.
    pub reached: BTreeSet<RuleId>,
    /// The periods of parameters that were read, and on which days.
    pub periods: BTreeSet<(ParameterId, usize, Date)>,
    /// The numbers that went through a scale: its period, the number and its denominator.
    pub banded: BTreeSet<(ParameterId, usize, i128, i128)>,
    /// How judgements were made.
    pub judged: BTreeSet<(JudgementId, bool)>,
    /// The values that were worked out, and on which days.
    pub days: BTreeSet<(TermId, Date)>,
    /// The reference dates.
    pub dates: BTreeSet<Date>,
}

impl<'g, 'a> Seen<'g, 'a> {
    /// What `cases` show.
    pub(super) fn of(ruleset: &Ruleset, goals: &'g Goals<'a>, cases: &[Worked]) -> Self {
        let mut seen = Self {
            tally: Tally::new(goals),
            reached: BTreeSet::new(),
            periods: BTreeSet::new(),
            banded: BTreeSet::new(),
            judged: BTreeSet::new(),
            days: BTreeSet::new(),
            dates: BTreeSet::new(),
        };
        for (number, worked) in cases.iter().enumerate() {
            let Ok(text) = &worked.case else { continue };
            seen.dates.insert(worked.on);
            for term in terms(worked) {
                let (decision, weighed) = ruleset.observe(term, &text.case, worked.on);
                seen.tally.add(number, &decision, &weighed);
                seen.decision(&decision);
            }
        }
        for goal in &goals.all {
            if matches!(goal, Goal::Turns(..) | Goal::Speaks(_)) && seen.tally.shows(*goal) {
                seen.reached.insert(goal.rule(goals));
            }
        }
        seen
    }

    fn decision(&mut self, decision: &Decision<'_>) {
        self.reached.extend(&decision.failures);
        self.reached.extend(decision.displacements.iter().flat_map(|one| [one.rule, one.by]));
        let place = |place: u32| usize::try_from(place).unwrap_or(usize::MAX);
        for step in &decision.steps {
            let context = decision.contexts.get(place(step.context));
            let on = context.map_or(decision.on, |context| context.on);
            self.days.insert((step.term, on));
            for read in decision.reads_of(step) {
                match (read.source, decision.value(read)) {
                    (Source::Parameter(parameter, period), _) => {
                        self.periods.insert((parameter, place(period), on));
                    }
                    (Source::Judgement(judgement), Some(Value::YesNo(answer))) => {
                        self.judged.insert((judgement, answer));
                    }
                    _ => {}
                }
            }
            for banded in decision.banded(step) {
                let of = (banded.units, banded.banding.denominator);
                self.periods.insert((banded.scale, place(banded.period), on));
                self.banded.insert((banded.scale, place(banded.period), of.0, of.1));
            }
        }
    }
}

fn terms(worked: &Worked) -> BTreeSet<TermId> {
    let term = |expected: &Expected| match expected {
        Expected::Value { term, .. }
        | Expected::NoEntitlement(term)
        | Expected::Needs { term, .. }
        | Expected::Awaiting { term, .. }
        | Expected::NotSet(term) => Some(*term),
        Expected::InputError => None,
    };
    worked.expectations.iter().filter_map(|expectation| term(&expectation.kind)).collect()
}
