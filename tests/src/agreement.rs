//! What a compiled law and evaluation say of the same cases.

use enact_codegen::{Layout, Room, Status, emit};
use enact_eval::{Case, Decision, Outcome};
use enact_model::table::{Id, TermId};
use enact_run::pack::Ending;
use enact_run::{Answer, Interpreter, Machine, Native, Runner, Trouble};
use enact_value::{Date, Value};
use enact_verify::VerifiedGraph;

/// How many cases were decided by the module itself, and how many it left to evaluation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// By the module.
    pub compiled: usize,
    /// Left to evaluation.
    pub left: usize,
}

impl Tally {
    /// Counts more.
    pub fn add(&mut self, more: Self) {
        self.compiled += more.compiled;
        self.left += more.left;
    }
}

/// Decides all cases on every machine and by evaluation.
///
/// # Errors
/// The first case for which they say something else.
pub fn compare(
    law: &VerifiedGraph,
    term: TermId,
    cases: &[(&Case, Date)],
) -> Result<Tally, String> {
    let room = Room { cases: 16, subjects: 64, elements: 64 };
    let module = emit(law, &[(term, "decide")], room);
    let interpreted = run(law, term, &module.layout, Interpreter::new(&module.wasm), cases)?;
    let native = run(law, term, &module.layout, Native::new(&module.wasm), cases)?;
    if let Some((place, ours)) =
        native.iter().enumerate().find(|(place, ours)| interpreted.get(*place) != Some(ours))
    {
        let (theirs, (case, on)) = (&interpreted[place], &cases[place]);
        return Err(format!("machine code {ours:?}\ninterpreted {theirs:?}\n{case:#?}\n{on}"));
    }
    let mut tally = Tally::default();
    for ((case, on), answer) in cases.iter().zip(interpreted) {
        match answer {
            Answer::Evaluated(_) => tally.left += 1,
            Answer::Compiled(ending) => {
                tally.compiled += 1;
                let decision = enact_eval::decide(law, term, case, *on);
                if !agree(&ending, &decision) {
                    let evaluated = &decision.outcome;
                    return Err(format!("{ending:?}\n{evaluated:?}\n{case:#?}\n{on}"));
                }
            }
        }
    }
    Ok(tally)
}

fn run<M: Machine>(
    law: &VerifiedGraph,
    term: TermId,
    layout: &Layout,
    machine: Result<M, Trouble>,
    cases: &[(&Case, Date)],
) -> Result<Vec<Answer>, String> {
    machine
        .and_then(|machine| Runner::new(law, layout, machine).run((term, "decide"), cases))
        .map_err(|trouble| trouble.to_string())
}

/// Whether the module says what evaluation says, on a ground on which evaluation rests it too.
fn agree(ending: &Ending, decision: &Decision<'_>) -> bool {
    let detail = usize::try_from(ending.detail).unwrap_or(usize::MAX);
    let is = |id: usize| id == detail;
    let spoke = decision.conclusion().map_or(&[][..], |step| decision.spoke(step));
    let grounded = match ending.detail {
        u32::MAX => spoke.is_empty(),
        _ => spoke.iter().any(|rule| is(rule.index())),
    };
    match (ending.status, &decision.outcome) {
        (Status::Value, Outcome::Value(value)) => grounded && same(ending.value.as_ref(), value),
        (Status::NoEntitlement, Outcome::NoEntitlement) => grounded,
        (Status::Undecided, Outcome::Undecided(_)) => true,
        (Status::Needs, Outcome::Needs(needs)) => needs.iter().any(|need| is(need.fact.index())),
        (Status::Awaiting, Outcome::Awaiting(awaited)) => {
            awaited.iter().any(|awaited| is(awaited.judgement.index()))
        }
        (Status::NotSet, Outcome::NotSet(norms)) => {
            norms.iter().any(|norm| is(norm.parameter.index()))
        }
        _ => false,
    }
}

fn same(compiled: Option<&Value>, evaluated: &Value) -> bool {
    match (compiled, evaluated) {
        // A subject is told by its place in the batch, not in the case.
        (Some(_), Value::Subject(_)) => true,
        (compiled, evaluated) => compiled == Some(evaluated),
    }
}
