//! A law on a machine: cases in, outcomes out.

use crate::pack::{Ending, Packer, Texts, ending};
use enact_codegen::{Layout, Status};
use enact_eval::{Case, Outcome};
use enact_model::table::TermId;
use enact_value::Date;
use enact_verify::VerifiedGraph;
use std::fmt;

/// Something that runs a module.
pub trait Machine {
    /// Its memory.
    fn memory(&mut self) -> &mut [u8];

    /// Answers a decision for `count` cases from `first` on.
    ///
    /// # Errors
    /// [`Trouble`] when the module stops.
    fn decide(&mut self, decision: &str, first: u32, count: u32) -> Result<(), Trouble>;
}

/// A module that cannot be loaded or that stops: a defect of ours, never of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble(String);

impl Trouble {
    /// What stands in the way.
    pub fn of(reason: impl fmt::Display) -> Self {
        Self(reason.to_string())
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Trouble {}

/// How a case ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// As the module says.
    Compiled(Ending),
    /// As evaluation says.
    Evaluated(Outcome),
}

/// A law on a machine.
#[derive(Debug)]
pub struct Runner<'a, M> {
    law: &'a VerifiedGraph,
    layout: &'a Layout,
    machine: M,
    texts: Texts,
}

impl<'a, M: Machine> Runner<'a, M> {
    /// The module of `law`, laid out so, on `machine`.
    #[must_use]
    pub fn new(law: &'a VerifiedGraph, layout: &'a Layout, machine: M) -> Self {
        Self { law, layout, machine, texts: Texts::new(layout) }
    }

    /// Decides all cases, and gives how each ends, in their order.
    ///
    /// # Errors
    /// [`Trouble`] when the module stops.
    pub fn run(
        &mut self,
        (term, name): (TermId, &str),
        cases: &[(&Case, Date)],
    ) -> Result<Vec<Answer>, Trouble> {
        let program = self.law.graph().program();
        let place = self.layout.decisions.iter().position(|answers| answers.term == term);
        let place = place.ok_or_else(|| Trouble::of("the module has no such decision"))?;
        let mut answers = Vec::with_capacity(cases.len());
        let mut left = cases.iter();
        let mut next = left.next();
        while next.is_some() {
            let mut packer = Packer::new(program, self.layout);
            let mut packed = Vec::new();
            while let Some((case, on)) = next {
                match packer.add(self.machine.memory(), &mut self.texts, case, *on) {
                    Ok(true) => packed.push((*case, *on, Some(packer.cases() - 1))),
                    Ok(false) => break,
                    Err(_) => packed.push((*case, *on, None)),
                }
                next = left.next();
            }
            self.machine.decide(name, 0, packer.cases())?;
            for (case, on, row) in packed {
                let memory = self.machine.memory();
                let ending = row
                    .and_then(|row| ending(program, self.layout, &self.texts, memory, place, row));
                answers.push(match ending {
                    Some(ending) if ending.status != Status::Unsettled => Answer::Compiled(ending),
                    _ => Answer::Evaluated(enact_eval::outcome(self.law, term, case, on)),
                });
            }
        }
        Ok(answers)
    }
}
