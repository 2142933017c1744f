//! Whether a fact can change an outcome at all.
//!
//! Start at [`Influence::of`]. Where nothing leads from the fact to the outcome there is nothing to
//! prove. Else two copies of every case that differ in that fact alone are worked out side by
//! side. Unlike a safeguard, a case without an answer counts: that there is none may not depend on
//! the fact either. A power that only one of the copies gives can be exercised in that one alone, as
//! for a safeguard: what is proved of the one is proved of the other.

use crate::Patience;
use crate::domain::Domain;
use crate::explore::{Explorer, Halt};
use crate::machine::{Answer, Change, Fault, Lack, Machine, Varied};
use crate::reach::resting_on;
use crate::space::Found;
use crate::verify::VerifiedGraph;
use enact_model::table::{FactId, GroupId, TermId};
use std::collections::BTreeSet;

/// What a fact can do to an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Influence {
    /// No rule leads from the fact to the outcome.
    NoWay,
    /// It is read on the way, and changes the outcome in no case: that is proved.
    ProvedNone,
    /// It may change the outcome.
    Possible,
}

impl Influence {
    /// What `fact` can do to `term`: looked into for as long as `patience` says.
    #[must_use]
    pub fn of(law: &VerifiedGraph, fact: FactId, term: TermId, patience: Patience) -> Self {
        let graph = law.graph();
        let program = graph.program();
        let rests = resting_on(graph, fact);
        if !rests.contains(&program.terms[term].group) {
            return Self::NoWay;
        }
        let question = Question { law, domain: Domain::of(program, patience.list_most), fact };
        let none = [Some(&rests), None]
            .into_iter()
            .any(|open| question.never_differs(term, &rests, open, patience));
        if none { Self::ProvedNone } else { Self::Possible }
    }
}

/// What is asked, of which cases.
struct Question<'a> {
    law: &'a VerifiedGraph,
    domain: Domain,
    fact: FactId,
}

impl Question<'_> {
    /// Whether `term` comes to the same in both copies on every way, the rules outside `open`
    /// taken as their summaries.
    fn never_differs(
        &self,
        term: TermId,
        rests: &BTreeSet<GroupId>,
        open: Option<&BTreeSet<GroupId>>,
        patience: Patience,
    ) -> bool {
        let program = self.law.graph().program();
        let mut explorer = Explorer::new(patience.choices);
        let mut same = true;
        let complete = explorer.all(|explorer| {
            if !same {
                explorer.impatient = true;
                return;
            }
            let settled = self.law.settled();
            let mut machine = Machine::new(program, explorer, settled, &self.domain);
            if let Some(open) = open {
                machine.look_into(open);
            }
            machine.vary(Varied { fact: self.fact, how: Change::Any, rests });
            let differs = differs(&mut machine, program.terms[term].group);
            same = match differs {
                Ok(false) | Err(Halt) => !machine.inputs.shortened,
                Ok(true) => is_no_case(&mut machine),
            };
        });
        complete && same
    }
}

/// Whether the two copies of a case may come to something else on this way.
pub(crate) fn differs(machine: &mut Machine<'_, '_>, group: GroupId) -> Result<bool, Halt> {
    let term = machine.program.groups[group].term;
    let subject = machine.inputs.add(machine.program.terms[term].entity);
    let first = ended(machine.ask(group, subject))?;
    machine.second = true;
    let second = ended(machine.ask(group, subject))?;
    let answered = |answer: &Answer| matches!(answer, Ok(_) | Err(Lack::NoEntitlement));
    if answered(&first) && answered(&second) {
        return match machine.same_answer(&first, &second) {
            Ok(same) => Ok(!same),
            Err(Lack::Halt) => Err(Halt),
            Err(_) => Ok(true),
        };
    }
    let beyond = matches!(first, Err(Lack::Fault(Fault::Beyond { .. })));
    Ok(beyond || first != second)
}

fn ended(answer: Answer) -> Result<Answer, Halt> {
    if answer == Err(Lack::Halt) { Err(Halt) } else { Ok(answer) }
}

/// Whether no case goes this way, as all that the law assumes of it is held.
fn is_no_case(machine: &mut Machine<'_, '_>) -> bool {
    machine.keep_to_assumptions().is_err() || matches!(machine.explorer.space.point(), Found::None)
}
