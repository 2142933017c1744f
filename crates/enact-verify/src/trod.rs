//! The ways through a law one by one, for who compares the search with something else.
//!
//! Start at [`trod`]: of each way that is gone, and of each that is not, it hands out what was said
//! of it as a script, and of those that are gone a case with what it comes to.

use crate::Patience;
use crate::confirm::Replayed;
use crate::domain::Domain;
use crate::explore::{EFFORT, Explorer};
use crate::machine::{Answer, Fault, Lack, Machine};
use crate::space::Found;
use crate::verify::VerifiedGraph;
use crate::witness::Witness;
use enact_model::table::TermId;

/// A way through the rules for a value.
#[derive(Debug)]
pub struct Trod {
    /// The value.
    pub term: TermId,
    /// What was said of the cases that go this way, as a script for a solver.
    pub script: String,
    /// Whether a case goes this way; unknown when absent.
    pub gone: Option<bool>,
    /// A case that goes this way, and what it comes to; absent where that is not worked out.
    pub case: Option<(Witness, Replayed)>,
}

/// Hands out the ways through the rules for every value of the law.
pub fn trod(law: &VerifiedGraph, patience: Patience, told: &mut dyn FnMut(Trod)) {
    let program = law.graph().program();
    let domain = Domain::of(program, patience.list_most);
    for (term, row) in program.terms.iter() {
        let mut explorer = Explorer::new(patience.choices);
        explorer.tell_what_is_pruned();
        explorer.all(|explorer| {
            let mut machine = Machine::new(program, explorer, law.settled(), &domain);
            let subject = machine.inputs.add(row.entity);
            let answer = machine.conclude(term, subject);
            let ended = answer == Err(Lack::Halt) || machine.keep_to_assumptions().is_err();
            let loose = machine.loose;
            let Machine { inputs, explorer, .. } = machine;
            for script in explorer.pruned.iter_mut().flat_map(std::mem::take) {
                told(Trod { term, script, gone: Some(false), case: None });
            }
            if ended {
                return;
            }
            let script = explorer.space.script_as_said(EFFORT);
            let (gone, point) = match explorer.space.point() {
                Found::Point(point) => (Some(true), Some(point)),
                Found::None => (Some(false), None),
                Found::Unknown => (None, None),
            };
            let case = point.filter(|_| !loose).and_then(|point| {
                let (case, on) = inputs.case_at(program, &point, false);
                let comes_to = comes_to(&answer, |value| inputs.value_at(program, value, &point))?;
                Some((Witness { case, on, other: None }, comes_to))
            });
            told(Trod { term, script, gone, case });
        });
    }
}

fn comes_to(answer: &Answer, value: impl Fn(&Answer) -> enact_value::Value) -> Option<Replayed> {
    Some(match answer {
        Ok(_) => Replayed::Value(value(answer)),
        Err(Lack::NoEntitlement) => Replayed::NoEntitlement,
        Err(Lack::Fault(Fault::Gap { term, .. })) => Replayed::Gap(*term),
        Err(Lack::Fault(Fault::Conflict { first, second, .. })) => {
            Replayed::Conflict(*first, *second)
        }
        Err(Lack::Fault(Fault::Limbs { rule, .. })) => Replayed::Limbs(*rule),
        Err(_) => return None,
    })
}
