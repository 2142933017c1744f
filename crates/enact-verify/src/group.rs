//! Whether the rules for one value give exactly one answer in every case.

use crate::domain::Domain;
use crate::explore::Explorer;
use crate::machine::{Fault, Lack, Machine, Met, Settled, Summary};
use crate::witness::{Sought, Witness, ordinary};
use enact_model::Program;
use enact_model::table::{GroupId, RuleId};
use std::collections::{BTreeMap, BTreeSet};

/// What was found of a group.
#[derive(Debug, Default)]
pub(crate) struct Examined {
    /// What goes wrong, each with a case.
    pub faults: BTreeMap<Fault, Option<Witness>>,
    /// Rules whose conditions hold in some case.
    pub met: Met,
    /// Whether every way was gone.
    pub complete: bool,
    /// Whether on some way something was met that the machine does not work out.
    pub beyond: bool,
    /// Whether longer lists were left out.
    pub shortened: bool,
    /// How many ways there were.
    pub ways: u64,
    /// What the rules can come to.
    pub summary: Summary,
}

/// Examines the rules of `group` in every case of `domain`.
pub(crate) fn examine(
    program: &Program,
    group: GroupId,
    domain: &Domain,
    settled: &Settled,
    closed: Option<&BTreeSet<GroupId>>,
    patience: u64,
) -> Examined {
    let mut examined = Examined::default();
    let mut explorer = Explorer::new(patience);
    let term = program.groups[group].term;
    let own: BTreeSet<RuleId> =
        program.groups[group].members.iter().map(|member| member.rule).collect();
    examined.complete = explorer.all(|explorer| {
        let mut machine = Machine::new(program, explorer, settled, domain);
        if let Some(closed) = closed {
            machine.close(closed);
        }
        let subject = machine.inputs.add(program.terms[term].entity);
        let answer = machine.ask(group, subject);
        examined.ways += 1;
        examined.summary.add(&answer, &machine);
        let fault = match answer {
            Err(Lack::Halt) => return,
            Err(Lack::Fault(fault)) => Some(fault),
            _ => None,
        };
        examined.shortened |= machine.inputs.shortened;
        let met = std::mem::take(&mut machine.met);
        examined.met.add(met);
        let Some(fault) = fault else { return };
        match fault {
            Fault::Gap { term: of, subject: 0 } if of == term => {}
            Fault::Conflict { first, .. } | Fault::Limbs { rule: first, .. }
                if own.contains(&first) => {}
            Fault::Beyond { .. } => {
                examined.beyond = true;
                return;
            }
            Fault::Tied { .. } => {}
            _ => return,
        }
        if matches!(examined.faults.get(&fault), Some(Some(_))) {
            return;
        }
        if closed.is_some() {
            examined.faults.insert(fault, None);
            return;
        }
        if machine.keep_to_assumptions().is_err() {
            return;
        }
        let Machine { inputs, explorer, .. } = machine;
        match ordinary(program, domain, &inputs, &mut explorer.space, false) {
            Sought::None => {}
            Sought::Unknown => {
                examined.faults.insert(fault, None);
            }
            Sought::Case(witness) => {
                examined.faults.insert(fault, Some(*witness));
            }
        }
    });
    examined
}
