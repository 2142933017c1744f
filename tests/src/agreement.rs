//! What a compiled law and evaluation say of the same cases.

use enact_codegen::{Layout, Room, emit};
use enact_eval::Case;
use enact_model::table::TermId;
use enact_run::{Answer, Interpreter, Machine, Native, Runner, Trouble};
use enact_value::Date;
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
                if !ending.agrees(&decision) {
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
