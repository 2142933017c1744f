//! The record of a decision, as JSON: what was decided, on which grounds, from which data.
//!
//! Start at [`Record::of`]. Its form is published as `docs/schema/decision.schema.json`. Amounts
//! are decimal strings, dates ISO dates; provisions are cited in the language of their law, so a
//! record does not change with its reader. Every datum that was read is in it, and nothing else.

mod field;
mod justified;
mod names;
mod parts;

use crate::Ruleset;
use crate::said;
use enact_eval::{Decision, Outcome};
use enact_model::program::TermKind;
use enact_source::Language;
use enact_syntax::tree::{PeriodUnit, Remedy};
pub use field::field_of;
pub use justified::JustificationRecord;
use names::Names;
pub use parts::{
    Awaited, Datum, Displacement, Law, Needed, Norm, OutcomeRecord, Plain, ReadingRecord,
    StepRecord, Unset,
};
use serde::Serialize;

/// One decision, recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Record<'d> {
    /// The form of this record: `enact-decision/1`.
    pub format: &'static str,
    /// The ruleset that decided.
    pub ruleset: RulesetName<'d>,
    /// What was decided.
    pub decision: &'d str,
    /// The kind of subject it was decided about.
    pub about: &'d str,
    /// Who decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<&'d str>,
    /// What can be done against it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedy: Option<RemedyRecord>,
    /// Whether it follows from the law itself.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub by_operation_of_law: bool,
    /// The day whose law was applied.
    pub reference_date: String,
    /// The laws, in the version that was applied.
    pub laws: Vec<Law<'d>>,
    /// How it ends.
    pub outcome: OutcomeRecord<'d>,
    /// Every value that was worked out, each after those it read; the last is the conclusion.
    pub steps: Vec<StepRecord<'d>>,
    /// Every fact and judgement that was read.
    pub data: Vec<Datum<'d>>,
    /// Why each protected fact that was read could be used.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub justifications: Vec<JustificationRecord<'d>>,
    /// Every norm that was read.
    pub parameters: Vec<Norm<'d>>,
    /// The facts still needed, the most telling first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Needed<'d>>,
    /// The judgements it waits for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub awaiting: Vec<Awaited<'d>>,
    /// The norms that have not been set.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_set: Vec<Unset<'d>>,
}

/// A legal remedy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RemedyRecord {
    /// `objection`, `administrative-appeal` or `appeal`.
    pub kind: &'static str,
    /// Within how many of `unit`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<u32>,
    /// `years`, `months`, `weeks` or `days`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'static str>,
}

impl RemedyRecord {
    fn of((remedy, term): (Remedy, Option<(u32, PeriodUnit)>)) -> Self {
        let unit = |unit| match unit {
            PeriodUnit::Years => "years",
            PeriodUnit::Months => "months",
            PeriodUnit::Weeks => "weeks",
            PeriodUnit::Days => "days",
        };
        Self {
            kind: match remedy {
                Remedy::Objection => "objection",
                Remedy::AdministrativeAppeal => "administrative-appeal",
                Remedy::Appeal => "appeal",
            },
            within: term.map(|(count, _)| count),
            unit: term.map(|(_, of)| unit(of)),
        }
    }
}

/// Which ruleset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RulesetName<'d> {
    /// Its name.
    pub name: &'d str,
    /// Its version.
    pub version: &'d str,
}

impl<'d> Record<'d> {
    /// Records `decision`, made with `ruleset`.
    #[must_use]
    pub fn of(ruleset: &'d Ruleset, decision: &'d Decision<'d>) -> Self {
        let (program, manifest) = (ruleset.program(), &ruleset.manifest);
        let row = &program.terms[decision.term];
        let names = Names::new(decision, ruleset.citations());
        let (data, parameters) = names.data();
        let (mut needs, mut awaiting, mut not_set) = (Vec::new(), Vec::new(), Vec::new());
        match &decision.outcome {
            Outcome::Needs(open) => needs = open.iter().map(|need| names.needed(need)).collect(),
            Outcome::Awaiting(open) => {
                awaiting = open.iter().map(|judgement| names.awaited(judgement)).collect();
            }
            Outcome::NotSet(open) => not_set = open.iter().map(|norm| names.unset(norm)).collect(),
            Outcome::Value(_) | Outcome::NoEntitlement | Outcome::Undecided(_) => {}
        }
        Self {
            format: "enact-decision/1",
            ruleset: RulesetName { name: &manifest.name, version: &manifest.version },
            decision: &row.name,
            about: &program.entities[row.entity].name,
            by: match &row.kind {
                TermKind::Decision { by } => by.as_deref(),
                TermKind::Value | TermKind::YesNo | TermKind::Entitlement => None,
            },
            remedy: row.legal.remedy.map(RemedyRecord::of),
            by_operation_of_law: row.legal.by_law,
            reference_date: crate::written::iso(decision.on),
            laws: program.laws.rows().iter().map(Law::of).collect(),
            outcome: names.outcome(),
            steps: decision.steps.iter().map(|step| names.step(step)).collect(),
            data,
            justifications: JustificationRecord::all(ruleset, decision),
            parameters,
            needs,
            awaiting,
            not_set,
        }
    }

    /// The record as JSON on one line: for machines.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut bytes = Vec::with_capacity(4_096);
        // Writing to memory cannot fail, and JSON is UTF-8.
        let _ = serde_json::to_writer(&mut bytes, self);
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// The record as JSON, indented: for people.
    #[must_use]
    pub fn to_json_indented(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

/// Why a decision is undecided, in the language of its law.
fn problem(decision: &Decision<'_>, language: Language) -> Option<String> {
    match &decision.outcome {
        Outcome::Undecided(fault) => Some(said::fault_words(decision.program(), fault, language)),
        _ => None,
    }
}
