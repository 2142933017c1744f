//! Promises that newly fail, or newly hold.

use super::{Means, Two};
use crate::verification::{self, CaseTold};
use crate::{Ruleset, case, written};
use enact_diff::Item;
use enact_verify::{Judged, Verdict};
use serde::Serialize;
use serde_json::Value as Json;

/// A safeguard of which the verdict is another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SafeguardChange {
    /// Its title.
    pub title: String,
    /// Where it stands; in the version after, where it is there.
    pub provision: String,
    /// `proved`, `refuted` or `not-proved`; absent for a new safeguard.
    pub before: Option<&'static str>,
    /// The same in the version after; absent for one that is gone.
    pub after: Option<&'static str>,
    /// The verdict after in a sentence.
    pub told: String,
    /// The case against it in the version after.
    pub against: Option<Json>,
    /// The day of that case.
    pub on: Option<String>,
    /// The case in words.
    pub case: Option<String>,
}

/// The safeguards of both versions by title, where something is another.
pub(super) fn all(two: &Two<'_>, means: &Means<'_>) -> Vec<SafeguardChange> {
    if two.is_untouched() {
        return Vec::new();
    }
    let judged = |ruleset: &Ruleset| {
        verification::promises(ruleset, means.patience, means.solver, &mut |_| {})
    };
    let (one, other) = (judged(two.before), judged(two.after));
    let words = verification::judged(two.after, &other);
    let (before, after) = (two.before.program(), two.after.program());
    let mut changes = Vec::new();
    for (judged, words) in other.iter().zip(&words) {
        let Some(safeguard) = after.safeguards.get(judged.safeguard) else { continue };
        let known = before.safeguards.iter().position(|old| old.title == safeguard.title);
        let earlier = known.and_then(|place| one.iter().find(|old| old.safeguard == place));
        let (was, is) = (earlier.map(verdict), verdict(judged));
        if was == Some(is) {
            continue;
        }
        let witness = match &judged.verdict {
            Verdict::Refuted(witness) => Some(witness),
            Verdict::Proved(_) | Verdict::NotProved(_) => None,
        };
        let told = witness.map(|witness| CaseTold {
            program: after,
            case: &witness.case,
            on: witness.on,
            language: means.language,
        });
        changes.push(SafeguardChange {
            title: safeguard.title.clone(),
            provision: safeguard.ground.cite(means.language),
            before: was,
            after: Some(is),
            told: words.render(means.language).message,
            against: witness.map(|witness| case::to_json(after, &witness.case)),
            on: witness.map(|witness| written::iso(witness.on)),
            case: told.map(|told| told.words()),
        });
    }
    for judged in one {
        let Some(safeguard) = before.safeguards.get(judged.safeguard) else { continue };
        if !after.safeguards.iter().any(|new| new.title == safeguard.title) {
            changes.push(SafeguardChange {
                title: safeguard.title.clone(),
                provision: safeguard.ground.cite(means.language),
                before: Some(verdict(&judged)),
                after: None,
                told: String::new(),
                against: None,
                on: None,
                case: None,
            });
        }
    }
    changes
}

fn verdict(judged: &Judged) -> &'static str {
    match judged.verdict {
        Verdict::Proved(_) => "proved",
        Verdict::Refuted(_) => "refuted",
        Verdict::NotProved(_) => "not-proved",
    }
}

impl Two<'_> {
    /// Whether nothing was declared otherwise, examples aside.
    fn is_untouched(&self) -> bool {
        let mut changes = self.structure.changes.iter();
        changes.all(|change| matches!(change.after.or(change.before), Some(Item::Example(_))))
    }
}
