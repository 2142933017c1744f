//! The entry: one decision, and what can be asked of it.

use crate::case::{Case, index};
use crate::context::{Context, Supposed};
use crate::expression::Evaluator;
use crate::outcome::Outcome;
use crate::record::{
    Banded, Displaced, Motivated, OutcomeOnly, Read, Record, Recording, Source, Step,
};
use enact_graph::RuleGraph;
use enact_model::Program;
use enact_model::bands::Portion;
use enact_model::program::Expr;
use enact_model::table::{RuleId, TermId};
use enact_value::{Date, Value};
use enact_verify::VerifiedGraph;
use std::collections::BTreeSet;

/// What follows for one case, and everything it rests on.
#[derive(Debug, Clone)]
pub struct Decision<'a> {
    /// The law.
    pub graph: &'a RuleGraph,
    /// The case.
    pub case: &'a Case,
    /// What was asked about the first subject.
    pub term: TermId,
    /// The day whose law applies.
    pub on: Date,
    /// How it ends.
    pub outcome: Outcome,
    /// Under what steps were worked out; the first is the case's own.
    pub contexts: Vec<Context>,
    /// What is supposed in them.
    pub supposed: Vec<Supposed>,
    /// Every value that was worked out, each after those it read; the last is the conclusion.
    pub steps: Vec<Step>,
    /// Every datum and step that was read, grouped by the step that read it.
    pub reads: Vec<Read>,
    /// The rules that spoke; see [`Decision::spoke`].
    pub grounds: Vec<RuleId>,
    /// The rules that yielded; see [`Decision::displaced`].
    pub displacements: Vec<Displaced>,
    /// The rules that do not apply; see [`Decision::failed`].
    pub failures: Vec<RuleId>,
    /// What went through a progressive scale; see [`Decision::banded`].
    pub bands: Vec<Banded>,
}

/// Decides `term` for the first subject of `case` under the verified law on `on`.
///
/// Nothing is read that the outcome cannot depend on. While something that can still matter is
/// unknown, the outcome lists it. A value counts as known as soon as every rule or limb that
/// certainly speaks gives it, also while another may yet turn out to apply: whether that one
/// would differ shows when it does, as a contradiction that cites both.
#[must_use]
pub fn decide<'a>(law: &'a VerifiedGraph, term: TermId, case: &'a Case, on: Date) -> Decision<'a> {
    trial(law.graph(), term, case, on)
}

/// What [`decide`] would come to under a law that is not verified yet: for whoever tries single
/// cases on the way to a verdict. Nobody is decided about with it.
#[must_use]
pub fn trial<'a>(graph: &'a RuleGraph, term: TermId, case: &'a Case, on: Date) -> Decision<'a> {
    decide_with::<Motivated>(graph, term, case, on).0
}

/// A decision, and what its recording kept beside it.
pub(crate) fn decide_with<'a, R: Recording>(
    graph: &'a RuleGraph,
    term: TermId,
    case: &'a Case,
    on: Date,
) -> (Decision<'a>, R) {
    let mut evaluator = Evaluator::<R>::new(graph.program(), case, on);
    let outcome = conclude(&mut evaluator, term);
    let Evaluator { record, contexts, fictions: supposed, .. } = evaluator;
    let Record {
        steps,
        reads,
        spoke: grounds,
        displaced: displacements,
        failed: failures,
        banded: bands,
        notes,
        ..
    } = record;
    let decision = Decision {
        graph,
        case,
        term,
        on,
        outcome,
        contexts,
        supposed,
        steps,
        reads,
        grounds,
        displacements,
        failures,
        bands,
    };
    (decision, notes.recording)
}

/// The outcome of [`decide`] alone: for many cases, of which nobody has to be told why.
#[must_use]
pub fn outcome(law: &VerifiedGraph, term: TermId, case: &Case, on: Date) -> Outcome {
    tried(law.graph(), term, case, on)
}

/// The outcome of [`trial`] alone.
#[must_use]
pub fn tried(graph: &RuleGraph, term: TermId, case: &Case, on: Date) -> Outcome {
    conclude(&mut Evaluator::<OutcomeOnly>::new(graph.program(), case, on), term)
}

/// Whether a condition of a promise holds of the first subject, where a claim that does not exist
/// counts as zero; `None` when it has no answer. Like [`trial`], it is for whoever verifies.
#[must_use]
pub fn keeps(graph: &RuleGraph, condition: &Expr, case: &Case, on: Date) -> Option<bool> {
    let mut evaluator = Evaluator::<OutcomeOnly>::new(graph.program(), case, on);
    match evaluator.promised(condition) {
        Ok(Value::YesNo(holds)) => Some(holds),
        _ => None,
    }
}

/// What an expression of a rule about the first subject comes to; `None` when to nothing.
#[must_use]
pub fn worth(graph: &RuleGraph, expr: &Expr, case: &Case, on: Date) -> Option<Value> {
    Evaluator::<OutcomeOnly>::new(graph.program(), case, on).alone(expr, 0).ok()
}

fn conclude<R: Recording>(evaluator: &mut Evaluator<'_, R>, term: TermId) -> Outcome {
    let about = evaluator.program.terms[term].entity;
    if evaluator.case.of_kind(0, about).is_none() {
        return Outcome::Undecided(crate::Fault::NoSubject { term });
    }
    let root = evaluator.conclude(term);
    Outcome::of(&evaluator.record, root)
}

impl Decision<'_> {
    /// The checked law.
    #[must_use]
    pub fn program(&self) -> &Program {
        self.graph.program()
    }

    /// The step that answers what was asked; `None` when the case had no subject to decide about.
    #[must_use]
    pub fn conclusion(&self) -> Option<&Step> {
        self.steps.last()
    }

    /// What `step` read.
    #[must_use]
    pub fn reads_of(&self, step: &Step) -> &[Read] {
        step.reads.of(&self.reads)
    }

    /// The rules that spoke in `step`: its grounds. None for a yes/no that has no ground.
    #[must_use]
    pub fn spoke(&self, step: &Step) -> &[RuleId] {
        step.spoke.of(&self.grounds)
    }

    /// The rules that were displaced in `step`, and by which.
    #[must_use]
    pub fn displaced(&self, step: &Step) -> &[Displaced] {
        step.displaced.of(&self.displacements)
    }

    /// The rules whose conditions were read in `step` and do not hold.
    #[must_use]
    pub fn failed(&self, step: &Step) -> &[RuleId] {
        step.failed.of(&self.failures)
    }

    /// The numbers that went through a progressive scale in `step`.
    #[must_use]
    pub fn banded(&self, step: &Step) -> &[Banded] {
        step.banded.of(&self.bands)
    }

    /// What each band contributed.
    #[must_use]
    pub fn portions(&self, banded: &Banded) -> Vec<Portion> {
        let periods = &self.program().parameters[banded.scale].periods;
        let period = periods.get(index(banded.period));
        let portions =
            period.and_then(|period| banded.banding.portions(&period.bands, banded.units));
        portions.unwrap_or_default()
    }

    /// The value that was read; `None` for a step that came to no value.
    #[must_use]
    pub fn value(&self, read: &Read) -> Option<Value> {
        let program = self.program();
        match read.source {
            Source::Fact(fact) => self.case.fact(read.subject, &program.facts[fact]).cloned(),
            Source::Since(fact, at) => {
                let values = self.case.through_time(read.subject, &program.facts[fact])?;
                values.get(index(at)).map(|(_, value)| value.clone())
            }
            Source::Parameter(parameter, period) => {
                let period = program.parameters[parameter].periods.get(index(period))?;
                Some(period.value.clone())
            }
            Source::Judgement(judgement) => {
                let judged = self.case.judged(read.subject, &program.judgements[judgement])?;
                Some(Value::YesNo(judged.answer))
            }
            Source::Supposed(fiction) => {
                self.supposed.get(index(fiction)).map(|fiction| fiction.value.clone())
            }
            Source::Step(step) => match &self.steps.get(index(step))?.found {
                crate::Found::Value(value) => Some(value.clone()),
                _ => None,
            },
        }
    }

    /// The first day of the value that was read, for a fact that is given through time.
    #[must_use]
    pub fn since(&self, read: &Read) -> Option<Date> {
        let Source::Since(fact, at) = read.source else { return None };
        let values = self.case.through_time(read.subject, &self.program().facts[fact])?;
        values.get(index(at)).map(|(from, _)| *from)
    }

    /// Every fact, parameter and judgement that was read, each once, in order of the record. What
    /// is only supposed is no datum.
    #[must_use]
    pub fn data(&self) -> Vec<Read> {
        let mut met = BTreeSet::new();
        let data = self
            .reads
            .iter()
            .filter(|read| !matches!(read.source, Source::Step(_) | Source::Supposed(_)));
        data.filter(|read| met.insert((read.subject, read.source))).copied().collect()
    }
}
