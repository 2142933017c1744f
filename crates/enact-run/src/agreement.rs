//! Whether a module and evaluation say the same of a case.

use crate::pack::Ending;
use enact_codegen::Status;
use enact_eval::{Decision, Outcome};
use enact_model::table::Id;
use enact_value::Value;

impl Ending {
    /// Whether the module says what evaluation says, on a ground on which evaluation rests it
    /// too, or for want of something that evaluation asks for too.
    #[must_use]
    pub fn agrees(&self, decision: &Decision<'_>) -> bool {
        let detail = usize::try_from(self.detail).unwrap_or(usize::MAX);
        let is = |id: usize| id == detail;
        let spoke = decision.conclusion().map_or(&[][..], |step| decision.spoke(step));
        let grounded = match self.detail {
            u32::MAX => spoke.is_empty(),
            _ => spoke.iter().any(|rule| is(rule.index())),
        };
        match (self.status, &decision.outcome) {
            (Status::Value, Outcome::Value(value)) => grounded && same(self.value.as_ref(), value),
            (Status::NoEntitlement, Outcome::NoEntitlement) => grounded,
            (Status::Undecided, Outcome::Undecided(_)) => true,
            (Status::Needs, Outcome::Needs(needs)) => {
                needs.iter().any(|need| is(need.fact.index()))
            }
            (Status::Awaiting, Outcome::Awaiting(awaited)) => {
                awaited.iter().any(|awaited| is(awaited.judgement.index()))
            }
            (Status::NotSet, Outcome::NotSet(norms)) => {
                norms.iter().any(|norm| is(norm.parameter.index()))
            }
            _ => false,
        }
    }
}

fn same(compiled: Option<&Value>, evaluated: &Value) -> bool {
    match (compiled, evaluated) {
        // A subject is told by its place in the batch, not in the case.
        (Some(_), Value::Subject(_)) => true,
        (compiled, evaluated) => compiled == Some(evaluated),
    }
}
