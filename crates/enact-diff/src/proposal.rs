//! Two versions of a bill: which amendment of the one is which of the other.
//!
//! Amendments that do the same are one. Of those left, the ones about one provision are versions of
//! each other, in order; what is left then was dropped or added.

use crate::amend::{address, opened_in};
use enact_source::{Provision, Span};
use enact_syntax::tree::{Bill, Instruction, Operation};

/// An amendment in one version of a bill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amendment {
    /// The instruction at this place.
    Instruction(usize),
    /// When the bill comes into force.
    Commencement,
}

/// An amendment of one version of a bill or of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AmendmentPair {
    /// In the version before; `None` for one that was added.
    pub before: Option<Amendment>,
    /// In the version after; `None` for one that was dropped.
    pub after: Option<Amendment>,
    /// It does the same in both.
    pub same: bool,
}

impl Amendment {
    /// Its article in the bill, with its letter or number.
    #[must_use]
    pub fn article(self, bill: &Bill) -> Option<&Provision> {
        match self {
            Self::Instruction(place) => bill.instructions.get(place)?.article.as_ref(),
            Self::Commencement => bill.commencement.as_ref()?.article.as_ref(),
        }
    }

    /// Its sentence, and the new text behind it.
    #[must_use]
    pub fn spans(self, bill: &Bill) -> (Option<Span>, Option<Span>) {
        match self {
            Self::Instruction(place) => {
                let instruction = bill.instructions.get(place);
                let new = instruction.and_then(|one| match &one.operation {
                    Operation::Rewrite(new) | Operation::Insert(new) | Operation::Append(new) => {
                        Some(new.span)
                    }
                    Operation::Words(_) | Operation::Repeal | Operation::Renumber(_) => None,
                });
                (instruction.map(|one| one.span), new)
            }
            Self::Commencement => (bill.commencement.as_ref().map(|one| one.span), None),
        }
    }
}

/// The amendments of two versions of a bill: in order of the version after, each one that was
/// dropped behind the one that it stood behind.
#[must_use]
pub fn amendments(before: &Bill, after: &Bill) -> Vec<AmendmentPair> {
    let (one, other) = (&before.instructions, &after.instructions);
    let mut partner: Vec<Option<usize>> = vec![None; one.len()];
    let mut pair = |alike: &dyn Fn(&Instruction, &Instruction) -> bool| {
        for (first, instruction) in one.iter().enumerate() {
            if partner[first].is_none() {
                let free = |second: &usize| !partner.contains(&Some(*second));
                let mut found = (0..other.len()).filter(free);
                partner[first] = found.find(|second| alike(instruction, &other[*second]));
            }
        }
    };
    pair(&|first, second| about(first) == about(second) && does(first) == does(second));
    pair(&|first, second| about(first) == about(second));
    let instruction = |place: usize| Some(Amendment::Instruction(place));
    let mut pairs: Vec<AmendmentPair> = (0..other.len())
        .map(|second| match partner.iter().position(|found| *found == Some(second)) {
            Some(first) => AmendmentPair {
                before: instruction(first),
                after: instruction(second),
                same: does(&one[first]) == does(&other[second]),
            },
            None => AmendmentPair { before: None, after: instruction(second), same: false },
        })
        .collect();
    for first in (0..one.len()).filter(|first| partner[*first].is_none()) {
        let ahead = first.checked_sub(1).and_then(instruction);
        let at = pairs.iter().position(|pair| ahead.is_some() && pair.before == ahead);
        let dropped = AmendmentPair { before: instruction(first), after: None, same: false };
        pairs.insert(at.map_or(0, |at| at + 1), dropped);
    }
    let days = [before, after].map(|bill| bill.commencement.as_ref().map(|one| one.day));
    let [was, is] = days.map(|day| day.map(|_| Amendment::Commencement));
    if was.is_some() || is.is_some() {
        pairs.push(AmendmentPair { before: was, after: is, same: days[0] == days[1] });
    }
    pairs
}

/// A bill with some of the amendments as they are in the version after, and the others as they
/// were.
#[must_use]
pub fn between(
    (before, after): (&Bill, &Bill),
    pairs: &[AmendmentPair],
    later: &dyn Fn(usize) -> bool,
) -> Bill {
    let (instructions, commencement) = (Vec::new(), None);
    let mut bill = Bill { header: after.header.clone(), instructions, commencement };
    for (place, pair) in pairs.iter().enumerate() {
        let (of, amendment) =
            if later(place) { (after, pair.after) } else { (before, pair.before) };
        match amendment {
            Some(Amendment::Instruction(place)) => {
                bill.instructions.extend(of.instructions.get(place).cloned());
            }
            Some(Amendment::Commencement) => bill.commencement.clone_from(&of.commencement),
            None => {}
        }
    }
    bill
}

/// What an instruction is about: what it changes, what it moves, or what it opens.
fn about(instruction: &Instruction) -> (Option<String>, &'static str, Option<Provision>) {
    let law = instruction.law.as_ref().map(|law| law.to_lowercase());
    let at = address(&instruction.at);
    match &instruction.operation {
        Operation::Words(_) | Operation::Rewrite(_) | Operation::Repeal => (law, "changes", at),
        Operation::Renumber(_) => (law, "moves", at),
        Operation::Insert(new) | Operation::Append(new) => {
            let opened = at.and_then(|at| opened_in(&new.text, &at).into_iter().next());
            (law, "opens", opened)
        }
    }
}

/// What it does.
fn does(instruction: &Instruction) -> String {
    match &instruction.operation {
        Operation::Words(swaps) => format!("words {swaps:?}"),
        Operation::Rewrite(new) => format!("rewrite {}", new.text),
        Operation::Repeal => "repeal".to_owned(),
        Operation::Insert(new) | Operation::Append(new) => format!("insert {}", new.text),
        Operation::Renumber(to) => format!("renumber {:?}", address(to)),
    }
}
