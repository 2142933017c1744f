//! Running worked cases: the examples in the laws, and the tables beside them.
//!
//! Start at [`run`]. An example passes when every outcome that it expects follows, and every
//! provision that it cites is, or contains, the ground of a rule that spoke. A failure tells
//! what was expected, what followed, and the step in which it was decided.

pub mod drafted;
pub mod listed;
pub mod suite;

use crate::case::CaseText;
use crate::ruleset::Ruleset;
use crate::table::Worked;
use crate::{said, written};
use enact_eval::{Case, Decision, Found, Outcome, Read, Source, Step};
use enact_graph::RuleGraph;
use enact_model::Program;
use enact_model::program::{Example, Expectation, Expected};
use enact_model::table::TermId;
use enact_source::{Citation, Diagnostic, Language, Span};
use std::collections::{BTreeMap, BTreeSet};

/// What running all worked cases comes to.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// How many passed.
    pub passed: usize,
    /// Those that did not.
    pub failures: Vec<Failure>,
    /// Every worked case in the order in which it was run.
    pub ran: Vec<Ran>,
}

/// A worked case that was run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ran {
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub span: Span,
    /// The place of its failure in [`Report::failures`]; `None` when it passed.
    pub failure: Option<usize>,
}

/// A worked case that does not come out as expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Its title.
    pub title: String,
    /// The expectation that failed.
    pub span: Span,
    /// What should have followed.
    pub expected: String,
    /// What followed.
    pub got: String,
    /// The step of the decision that gave it, with its provision.
    pub step: Option<String>,
}

/// Runs every example of the laws and every case of `tables`, and reports in `language`.
#[must_use]
pub fn run(ruleset: &Ruleset, tables: &[Worked], language: Language) -> Report {
    let mut report = Report::default();
    for worked in all(ruleset, tables) {
        let first = failure(ruleset.graph(), &worked, language);
        let failure = first.is_some().then_some(report.failures.len());
        report.passed += usize::from(first.is_none());
        report.failures.extend(first);
        report.ran.push(Ran { title: worked.title, span: worked.span, failure });
    }
    report
}

/// The worked cases in the order in which they are run: those of the laws, then those of `tables`.
pub(crate) fn all(ruleset: &Ruleset, tables: &[Worked]) -> impl Iterator<Item = Worked> {
    in_law(ruleset.program()).chain(tables.iter().cloned())
}

/// The examples in the laws.
pub(crate) fn in_law(program: &Program) -> impl Iterator<Item = Worked> {
    program.examples.iter().map(|example| of_law(program, example))
}

/// The first expectation of a worked case that does not follow from the laws of `graph`.
pub(crate) fn failure(graph: &RuleGraph, worked: &Worked, language: Language) -> Option<Failure> {
    (Trial { graph, language, worked }).failures().into_iter().next()
}

fn of_law(program: &Program, example: &Example) -> Worked {
    let case = Case::of_example(program, example);
    Worked {
        title: example.title.clone(),
        on: example.on,
        case: Ok(CaseText { case, places: BTreeMap::new(), subjects: Vec::new() }),
        expectations: example.expectations.clone(),
        because: example.because.clone(),
        span: example.span,
    }
}

struct Trial<'a> {
    graph: &'a RuleGraph,
    language: Language,
    worked: &'a Worked,
}

impl Trial<'_> {
    fn failures(&self) -> Vec<Failure> {
        let text = match &self.worked.case {
            Ok(text) => text,
            Err(findings) => return self.refused(findings),
        };
        let breaches = crate::case::breaches(self.graph, text, self.worked.on);
        if !breaches.is_empty() {
            return self.refused(&breaches);
        }
        let decisions: BTreeMap<TermId, Decision<'_>> = self
            .terms()
            .into_iter()
            .map(|term| (term, enact_eval::trial(self.graph, term, &text.case, self.worked.on)))
            .collect();
        let wrong = self.worked.expectations.iter();
        let mut failures: Vec<Failure> =
            wrong.filter_map(|expectation| self.outcome(expectation, &decisions)).collect();
        if failures.is_empty() {
            failures.extend(self.grounds(&decisions));
        }
        failures
    }

    fn terms(&self) -> BTreeSet<TermId> {
        self.worked.expectations.iter().filter_map(|expectation| of(&expectation.kind)).collect()
    }

    /// A case that was refused fails every expectation but that of invalid input.
    fn refused(&self, findings: &[Diagnostic]) -> Vec<Failure> {
        let other = |expectation: &&Expectation| !matches!(expectation.kind, Expected::InputError);
        let language = self.language;
        let messages: Vec<String> =
            findings.iter().map(|finding| finding.render(language).message).collect();
        let wrong = self.worked.expectations.iter().filter(other);
        wrong
            .map(|expectation| Failure {
                title: self.worked.title.clone(),
                span: expectation.span,
                expected: said::expected(self.program(), &expectation.kind, language),
                got: format!("{}: {}", said::invalid_input(language), messages.join("; ")),
                step: None,
            })
            .collect()
    }

    fn outcome(
        &self,
        expectation: &Expectation,
        decisions: &BTreeMap<TermId, Decision<'_>>,
    ) -> Option<Failure> {
        let decision = of(&expectation.kind).and_then(|term| decisions.get(&term));
        if decision.is_some_and(|decision| follows(&expectation.kind, &decision.outcome)) {
            return None;
        }
        let language = self.language;
        Some(Failure {
            title: self.worked.title.clone(),
            span: expectation.span,
            expected: said::expected(self.program(), &expectation.kind, language),
            got: decision.map_or_else(
                || said::valid_input(language).to_owned(),
                |decision| {
                    said::outcome(self.program(), decision.term, &decision.outcome, language)
                },
            ),
            step: decision.and_then(|decision| telling_step(decision, language)),
        })
    }

    /// The failure when a cited provision did not speak.
    fn grounds(&self, decisions: &BTreeMap<TermId, Decision<'_>>) -> Option<Failure> {
        let program = self.program();
        let spoke: BTreeSet<&Citation> = decisions
            .values()
            .flat_map(|decision| &decision.grounds)
            .flat_map(|rule| program.rules[*rule].grounds())
            .collect();
        let silent = |cited: &&Citation| !spoke.iter().any(|ground| contains(cited, ground));
        let silent: Vec<&Citation> = self.worked.because.iter().filter(silent).collect();
        if silent.is_empty() {
            return None;
        }
        let cite = |cited: &[&Citation]| {
            let cited: Vec<String> = cited.iter().map(|one| one.cite(self.language)).collect();
            cited.join("; ")
        };
        let spoke: Vec<&Citation> = spoke.into_iter().collect();
        Some(Failure {
            title: self.worked.title.clone(),
            span: self.worked.span,
            expected: said::rests_on(&cite(&silent), self.language),
            got: said::rests_on(&cite(&spoke), self.language),
            step: decisions
                .values()
                .next()
                .and_then(|decision| telling_step(decision, self.language)),
        })
    }

    fn program(&self) -> &Program {
        self.graph.program()
    }
}

/// The value that an expectation is about.
fn of(expected: &Expected) -> Option<TermId> {
    match expected {
        Expected::Value { term, .. }
        | Expected::NoEntitlement(term)
        | Expected::Needs { term, .. }
        | Expected::Awaiting { term, .. }
        | Expected::NotSet(term) => Some(*term),
        Expected::InputError => None,
    }
}

/// Whether `outcome` is what was expected.
fn follows(expected: &Expected, outcome: &Outcome) -> bool {
    match (expected, outcome) {
        (Expected::Value { value, .. }, Outcome::Value(found)) => value == found,
        (Expected::NoEntitlement(_), Outcome::NoEntitlement) => true,
        (Expected::Needs { facts, .. }, Outcome::Needs(needs)) => {
            let wanted: BTreeSet<_> = facts.iter().copied().collect();
            let found: BTreeSet<_> = needs.iter().map(|need| need.fact).collect();
            wanted == found
        }
        (Expected::Awaiting { judgement, .. }, Outcome::Awaiting(awaited)) => {
            awaited.iter().any(|open| open.judgement == *judgement)
        }
        (Expected::NotSet(_), Outcome::NotSet(_)) => true,
        _ => false,
    }
}

/// Whether `cited` is `ground`, or contains it.
fn contains(cited: &Citation, ground: &Citation) -> bool {
    cited.law == ground.law
        && match (&cited.provision, &ground.provision) {
            (None, _) => true,
            (Some(cited), Some(ground)) => cited.contains(ground),
            (Some(_), None) => false,
        }
}

/// The step that gave the outcome: behind a conclusion that only passes on what another value
/// came to, that other value.
pub(crate) fn telling<'d>(decision: &'d Decision<'_>) -> Option<&'d Step> {
    let mut step = decision.conclusion()?;
    // Every step comes after those it read, so this ends.
    while let Some(origin) = passed_on(decision, step) {
        step = origin;
    }
    Some(step)
}

/// The step that gave the outcome, in words.
fn telling_step(decision: &Decision<'_>, language: Language) -> Option<String> {
    let step = telling(decision)?;
    let program = decision.program();
    let row = &program.terms[step.term];
    let spoke = decision.spoke(step).iter().map(|rule| program.rules[*rule].cite(language));
    let grounds: BTreeSet<String> = spoke.collect();
    let grounds: Vec<String> = grounds.into_iter().collect();
    let ground = if grounds.is_empty() { row.ground.cite(language) } else { grounds.join("; ") };
    let found = match &step.found {
        Found::Value(value) => written::words(value, row.ty, row.scale, language),
        Found::NoEntitlement => said::no_entitlement(language).to_owned(),
        Found::Open | Found::Fault(_) => said::no_answer(language).to_owned(),
    };
    let read: Vec<String> =
        decision.reads_of(step).iter().map(|read| said::read(decision, read, language)).collect();
    let name = row.name.replace('-', " ");
    let from = match read.as_slice() {
        [] => String::new(),
        read => format!("; {} {}", language.pick("uit", "from"), read.join(", ")),
    };
    Some(format!("{ground}: {name} {found}{from}"))
}

/// The step that `step` only passes on: the one value it read, or the one that is open or gives
/// no entitlement just as it does itself.
fn passed_on<'d>(decision: &'d Decision<'_>, step: &Step) -> Option<&'d Step> {
    let reads = decision.reads_of(step);
    let read = |read: &Read| match read.source {
        Source::Step(place) => decision.steps.get(usize::try_from(place).ok()?),
        Source::Since(..)
        | Source::Fact(_)
        | Source::Parameter(..)
        | Source::Judgement(_)
        | Source::Supposed(_) => None,
    };
    match (&step.found, reads) {
        (Found::Value(_), [only]) => read(only).filter(|origin| origin.found == step.found),
        (Found::Value(_) | Found::Fault(_), _) => None,
        (Found::NoEntitlement | Found::Open, reads) => {
            reads.iter().filter_map(read).find(|origin| origin.found == step.found)
        }
    }
}
