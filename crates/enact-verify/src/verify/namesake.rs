//! Values of one name in two laws, where one is perhaps meant to be the other.
//!
//! Two laws may each have a `partner` of their own. But where a law uses the names of another, its own
//! value of such a name decides nothing when nothing reads it: the other law stays as it is. And two
//! decisions of one name reach a person twice.

use super::Verifier;
use crate::confirm::Replayed;
use crate::explore::Explorer;
use crate::machine::{Answer, Machine, Sym};
use crate::report::{Finding, Flaw, is_claim};
use crate::witness::{Sought, Witness, ordinary};
use enact_model::program::{Scale, Term};
use enact_model::table::TermId;
use enact_value::Value;

impl Verifier<'_> {
    /// Values with the name of a value of a law that is used, where some case gives them different
    /// answers: one that decides nothing, of which the other is read, or of two that both decide.
    pub(super) fn namesakes(&mut self) {
        let program = self.graph.program();
        for (term, own) in program.terms.iter() {
            let uses = &program.laws[own.law].uses;
            for (other, used) in program.terms.iter().filter(|_| !uses.is_empty()) {
                let named = uses.contains(&program.laws[used.law].short) && namesakes(own, used);
                if !named || !self.is_double(own, used) {
                    continue;
                }
                if let Some(witness) = self.both_given(other, term) {
                    let flaw = Flaw::Namesake { term, other };
                    let regions = Vec::new();
                    self.report.findings.push(Finding { flaw, asked: term, witness, regions });
                }
            }
        }
    }

    fn is_double(&self, own: &Term, used: &Term) -> bool {
        if is_claim(&own.kind) {
            return is_claim(&used.kind);
        }
        let is_read = |term: &Term| self.reach.is_read(term.group);
        !is_read(own) && (is_read(used) || is_claim(&used.kind))
    }

    /// A case in which both give something and they differ.
    fn both_given(&mut self, one: TermId, other: TermId) -> Option<Witness> {
        let (graph, domain, replay) = (self.graph, &self.domain, self.replay);
        let program = graph.program();
        let scales = (&program.terms[one].scale, &program.terms[other].scale);
        let patience = self.left.min(self.patience.choices);
        let mut explorer = Explorer::new(patience);
        let mut found = None;
        explorer.all(|explorer| {
            let mut machine = Machine::new(program, explorer, &self.settled, domain);
            let subject = machine.inputs.add(program.terms[one].entity);
            let (first, second) =
                (machine.conclude(one, subject), machine.conclude(other, subject));
            let (Some(first), Some(second)) = (over(first, scales.1), over(second, scales.0))
            else {
                return;
            };
            if machine.same_answer(&first, &second) != Ok(false)
                || machine.keep_to_assumptions().is_err()
            {
                return;
            }
            let Machine { inputs, explorer, .. } = machine;
            let sought = ordinary(program, domain, &inputs, &mut explorer.space, false, None);
            let Sought::Case(witness) = sought else { return };
            let given = |term| replay.decide(graph, term, &witness.case, witness.on);
            if let (Replayed::Value(first), Replayed::Value(second)) = (given(one), given(other))
                && worth(&first, scales.1) != worth(&second, scales.0)
            {
                found = Some(*witness);
                explorer.impatient = true;
            }
        });
        self.left = self.left.saturating_sub(explorer.spent(patience));
        found
    }
}

/// Whether two values have one name, in two laws, about one kind of subject, and hold the same.
fn namesakes(one: &Term, other: &Term) -> bool {
    one.law != other.law
        && one.entity == other.entity
        && one.name == other.name
        && one.ty == other.ty
}

/// A value, times the denominator of the other, so that the two compare.
fn over(answer: Answer, other: &Scale) -> Option<Answer> {
    match answer {
        Ok(Sym::Number(units)) => Some(Ok(Sym::Number(units.times(other.denominator().max(1))?))),
        Ok(value) => Some(Ok(value)),
        Err(_) => None,
    }
}

fn worth(value: &Value, other: &Scale) -> Value {
    match value {
        Value::Number(units) => Value::Number(units.saturating_mul(other.denominator().max(1))),
        other => other.clone(),
    }
}
