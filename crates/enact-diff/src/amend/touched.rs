//! What a bill touched, under the numbers that it leaves.

use super::{address, opened_in};
use enact_source::{Provision, Span};
use enact_syntax::tree::{Instruction, Operation};

/// A provision that a bill touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// The place of its law among the laws.
    pub law: usize,
    /// The provision as the bill names it.
    pub provision: Provision,
    /// What is there of it when the bill is law: nothing of what is repealed, the new provisions of
    /// what is inserted.
    pub now: Vec<Provision>,
    /// The place of the bill.
    pub bill: usize,
    /// The place of the instruction in the bill.
    pub instruction: usize,
    /// The article of the bill.
    pub article: Option<Provision>,
    /// The sentence of the bill.
    pub span: Span,
}

impl Touched {
    /// Follows what it touched to another number.
    pub(super) fn renumbered(&mut self, from: &Provision, to: &Provision) {
        for provision in &mut self.now {
            *provision = moved(provision, from, to);
        }
    }

    /// A provision behind this, where it gives another number.
    #[must_use]
    pub fn moves(&self, provision: &Provision) -> Provision {
        let to = self.now.first().unwrap_or(&self.provision);
        moved(provision, &self.provision, to)
    }
}

/// A provision when `from` has become `to`, and what is within it goes along.
fn moved(provision: &Provision, from: &Provision, to: &Provision) -> Provision {
    if !from.contains(provision) {
        return provision.clone();
    }
    let inner = provision.parts.get(from.parts.len()..).unwrap_or_default();
    Provision { parts: to.parts.iter().chain(inner).cloned().collect(), ..to.clone() }
}

/// What is there of a provision behind an instruction about it.
pub(super) fn left(instruction: &Instruction, provision: &Provision) -> Vec<Provision> {
    match &instruction.operation {
        Operation::Words(_) | Operation::Rewrite(_) => vec![provision.clone()],
        Operation::Repeal => Vec::new(),
        Operation::Insert(new) | Operation::Append(new) => opened_in(&new.text, provision),
        Operation::Renumber(to) => address(to).into_iter().collect(),
    }
}
