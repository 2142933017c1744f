//! Whether one way through the law keeps a promise.
//!
//! Start at [`kept`]. A promise about one case is asked of it; one that compares two, of two copies
//! that differ in a single fact, or of two people in each other's place.

use crate::machine::{Answer, Change, Lack, Machine, Sym, Varied, value_of_literal};
use crate::space::Form;
use enact_model::program::{Expr, Promise, Safeguard};
use enact_model::table::{FactId, GroupId, TermId};
use std::collections::BTreeSet;

/// Whether the promise is kept on this way: a way outside the group keeps it.
pub(crate) fn kept<'a>(
    machine: &mut Machine<'a, '_>,
    safeguard: &'a Safeguard,
    rests: &'a BTreeSet<GroupId>,
) -> Result<bool, Lack> {
    let group = safeguard.group.as_ref();
    match &safeguard.promise {
        Promise::Always { entity, condition } => {
            let subject = machine.inputs.add(*entity);
            Ok(!within(machine, group, subject)? || machine.promised(condition, subject)?)
        }
        Promise::NoEntitlement { term, when } => {
            let subject = machine.inputs.add(machine.program.terms[*term].entity);
            if !within(machine, group, subject)? || !machine.promised(when, subject)? {
                return Ok(true);
            }
            match machine.conclude(*term, subject) {
                Ok(_) => Ok(false),
                Err(Lack::NoEntitlement) => Ok(true),
                Err(lack) => Err(lack),
            }
        }
        Promise::Symmetric { term, other } => {
            let entity = machine.program.terms[*term].entity;
            let (one, two) = (machine.inputs.add(entity), machine.inputs.add(entity));
            machine.inputs.state(one, (*other, false), Sym::Subject(two));
            machine.inputs.state(two, (*other, false), Sym::Subject(one));
            if !within(machine, group, one)? || !within(machine, group, two)? {
                return Ok(true);
            }
            let first = answered(machine.conclude(*term, one))?;
            let second = answered(machine.conclude(*term, two))?;
            machine.same_answer(&first, &second)
        }
        Promise::Independent { term, fact } => {
            let two = copies(machine, group, (*term, *fact, Change::Any), rests)?;
            let Some((first, second)) = two else { return Ok(true) };
            machine.same_answer(&first, &second)
        }
        Promise::Monotone { term, never_up, fact, fact_up } => {
            let how = if *fact_up { Change::Up } else { Change::Down };
            let more = growth(machine, group, (*term, *fact, how), rests)?;
            let Some(more) = more else { return Ok(true) };
            // Never up: second − first ≤ 0.
            let excess = more.times(if *never_up { 1 } else { -1 }).ok_or(Lack::Halt)?;
            Ok(machine.explorer.at_most_zero(&excess)?)
        }
        Promise::Bounded { term, by, fact, step } => {
            let (by, step) = (value_of_literal(by), value_of_literal(step));
            let (Some(by), Some(step)) = (by, step) else { return Err(Lack::Halt) };
            let more = growth(machine, group, (*term, *fact, Change::Within(step)), rests)?;
            let Some(more) = more else { return Ok(true) };
            for sign in [1, -1] {
                let excess = more.times(sign).and_then(|more| more.shifted(-by));
                if !machine.explorer.at_most_zero(&excess.ok_or(Lack::Halt)?)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
    }
}

/// Whether the subject is in the group; everybody is when there is none.
fn within<'a>(
    machine: &mut Machine<'a, '_>,
    group: Option<&'a Expr>,
    subject: u32,
) -> Result<bool, Lack> {
    group.map_or(Ok(true), |group| machine.promised(group, subject))
}

/// What both copies of a case come to; `None` unless both are of the group.
fn copies<'a>(
    machine: &mut Machine<'a, '_>,
    group: Option<&'a Expr>,
    (term, fact, how): (TermId, FactId, Change),
    rests: &'a BTreeSet<GroupId>,
) -> Result<Option<(Answer, Answer)>, Lack> {
    machine.vary(Varied { fact, how, rests });
    let subject = machine.inputs.add(machine.program.terms[term].entity);
    if !within(machine, group, subject)? {
        return Ok(None);
    }
    let first = answered(machine.conclude(term, subject))?;
    machine.second = true;
    if !within(machine, group, subject)? {
        return Ok(None);
    }
    let second = answered(machine.conclude(term, subject))?;
    Ok(Some((first, second)))
}

/// How much more the second copy comes to; `None` unless both are of the group.
fn growth<'a>(
    machine: &mut Machine<'a, '_>,
    group: Option<&'a Expr>,
    varied: (TermId, FactId, Change),
    rests: &'a BTreeSet<GroupId>,
) -> Result<Option<Form>, Lack> {
    let Some((first, second)) = copies(machine, group, varied, rests)? else { return Ok(None) };
    let first = number(&first).ok_or(Lack::Halt)?;
    number(&second).and_then(|second| second.plus(&first, -1)).ok_or(Lack::Halt).map(Some)
}

/// The answer, unless there is none to compare.
fn answered(answer: Answer) -> Result<Answer, Lack> {
    match answer {
        Ok(_) | Err(Lack::NoEntitlement) => Ok(answer),
        Err(lack) => Err(lack),
    }
}

/// A number to compare: a claim that does not exist counts as zero, and no as less than yes.
fn number(answer: &Answer) -> Option<Form> {
    match answer {
        Ok(Sym::Number(form) | Sym::Date(form)) => Some(form.clone()),
        Ok(Sym::YesNo(yes)) => Some(Form::constant(i128::from(*yes))),
        Err(Lack::NoEntitlement) => Some(Form::default()),
        _ => None,
    }
}
