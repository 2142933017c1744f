//! What changed between two versions of a ruleset, provision by provision.
//!
//! Start at [`compare`]. Laws, provisions and what they declare are put against each other by
//! what they are and mean, not by line: a renumbered paragraph is the same paragraph, and a rule
//! that says the same in other words of the language has not changed. What the changes do to a
//! decision is not known here.

mod amend;
mod change;
mod instructions;
mod item;
mod meaning;
pub mod proposal;
mod text;
mod words;

pub use amend::{Amended, Touched, amend};
pub use change::{AspectChange, Change, How};
pub use instructions::{Amending, Instruction, instructions};
pub use item::{Aspect, Item};
pub use text::{LawPair, ProvisionPair, code, prose, without_examples, without_label};
pub use words::{Mark, Marked, likeness, lines, marks, same_words};

use enact_model::Program;
use enact_model::table::RuleId;
use std::collections::BTreeMap;

/// Two versions against each other.
#[derive(Debug, Clone)]
pub struct Structure<'a> {
    /// The version before.
    pub before: &'a Program,
    /// The version after.
    pub after: &'a Program,
    /// The laws.
    pub laws: Vec<LawPair>,
    /// The provisions of all laws, law by law in order of the text.
    pub provisions: Vec<ProvisionPair>,
    /// What changed of what they declare, in the same order.
    pub changes: Vec<Change>,
    /// Which rule of the version before is which of the version after.
    pub rules: BTreeMap<RuleId, RuleId>,
}

/// Puts two versions against each other.
#[must_use]
pub fn compare<'a>(before: &'a Program, after: &'a Program) -> Structure<'a> {
    let laws = text::laws(before, after);
    let provisions: Vec<ProvisionPair> = laws
        .iter()
        .enumerate()
        .flat_map(|pair| text::provisions((before, after), (pair.0, *pair.1)))
        .collect();
    let (changes, rules) = change::changes((before, after), &laws, &provisions);
    Structure { before, after, laws, provisions, changes, rules }
}

impl Structure<'_> {
    /// The changes in the provision at this place among the pairs; `None` for what stands above
    /// the first provision.
    pub fn changes_in(&self, provision: Option<usize>) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.provision == provision)
    }

    /// Whether the text and what it declares are the same.
    #[must_use]
    pub fn is_same(&self, provision: usize) -> bool {
        let pair = &self.provisions[provision];
        let both = pair.before.is_some() && pair.after.is_some();
        both && !pair.moved && !pair.reworded && self.changes_in(Some(provision)).next().is_none()
    }
}
