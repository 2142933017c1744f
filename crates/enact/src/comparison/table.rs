//! The table of changes of an explanatory memorandum: what each provision was, and what it becomes.
//!
//! Start at [`Table::of`]. The texts are put side by side, and nothing is worked out.

use super::marked::{Piece, flowing, lines, pieces, word_by_word};
use super::provision::{counts, own, side};
use super::{Version, version};
use crate::Ruleset;
use enact_diff::{code, prose};
use enact_source::Language;

/// The table of changes between two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The version before.
    pub before: Version,
    /// The version after.
    pub after: Version,
    /// The provisions that changed, law by law in order of the text.
    pub rows: Vec<Row>,
}

/// A provision of which the text or the rules changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The law, by its short name.
    pub law: String,
    /// Its address in the version before; absent for an inserted one.
    pub before: Option<String>,
    /// Its address in the version after; absent for a repealed one.
    pub after: Option<String>,
    /// Its text, word by word.
    pub text: Vec<Piece>,
    /// Its rules, word by word; none where they stay as they are.
    pub rules: Vec<Piece>,
}

impl Table {
    /// The table of two versions.
    #[must_use]
    pub fn of(before: &Ruleset, after: &Ruleset, language: Language) -> Self {
        let rows = rows(before, after, language);
        Self { before: version(before), after: version(after), rows }
    }
}

fn rows(before: &Ruleset, after: &Ruleset, language: Language) -> Vec<Row> {
    let structure = enact_diff::compare(before.program(), after.program());
    let changed = structure.provisions.iter().enumerate().filter(|(place, pair)| {
        let only_in_one = pair.before.is_none() || pair.after.is_none();
        let mut changes = structure.changes_in(Some(*place));
        only_in_one || pair.moved || pair.reworded || changes.any(counts)
    });
    let rows = changed.map(|(_, pair)| {
        let laws = structure.laws[pair.law];
        let sides = [side(before, laws.before, pair.before), side(after, laws.after, pair.after)];
        let law = [(before, laws.before), (after, laws.after)].into_iter().rev();
        let mut law = law.filter_map(|(ruleset, law)| Some(&ruleset.program().laws[law?].short));
        let [one, other] = own(sides.each_ref());
        let [before, after] = sides.map(|side| side.map(|side| side.provision.cite(language)));
        let rules = lines(&code(&one), &code(&other));
        let rules = if rules.iter().all(|line| line.mark == "same") { Vec::new() } else { rules };
        Row {
            law: law.next().cloned().unwrap_or_default(),
            before,
            after,
            text: pieces(&flowing(&prose(&one)), &flowing(&prose(&other))),
            rules: word_by_word(&rules),
        }
    });
    rows.collect()
}
