//! What changes between two versions of a ruleset, for whom, and which promises no longer hold.
//!
//! Start at [`Compared::of`]. It tells of every provision that changed, of what that does to each
//! decision in every possible case, and of safeguards and examples. Every case in it has been
//! decided under both versions.

pub mod accepted;
mod admitted;
mod bill;
mod bound;
mod cause;
mod course;
mod effect;
mod example;
mod marked;
pub mod population;
mod promise;
mod provision;
mod rename;
mod said;
pub mod table;
pub mod text;

pub use admitted::Admitted;
pub use bill::AmendmentChange;
pub use bound::{Bound, Is};
pub use course::{BothCourses, End, Jump, JumpChange};
pub use effect::{Effect, Pair, PartTold, Sized};
pub use example::ExampleChange;
pub use marked::{Piece, word_by_word};
pub use promise::SafeguardChange;
pub use provision::{Place, ProvisionChange, Told};
pub use rename::Rename;

use crate::{Proposal, Ruleset, written};
use bill::Authors;
use cause::Causes;
use enact_model::Program;
use enact_source::Language;
use enact_verify::{Pairing, Patience, Solver, Versions};
use serde::Serialize;

/// Two versions of a ruleset against each other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Compared {
    /// The form of this report: `enact-diff/1`.
    pub format: &'static str,
    /// The version before.
    pub before: Version,
    /// The version after.
    pub after: Version,
    /// Of two versions of a bill: its amendments that are added, dropped or changed.
    pub amendments: Vec<AmendmentChange>,
    /// The provisions that changed, law by law in order of the text.
    pub provisions: Vec<ProvisionChange>,
    /// The claims and decisions, each with what becomes of its outcomes.
    pub decisions: Vec<Effect>,
    /// What only one of the versions accepts.
    pub only_one: Vec<Admitted>,
    /// The safeguards of which the verdict is another, that are new or that are gone.
    pub safeguards: Vec<SafeguardChange>,
    /// The examples of the version before that come out otherwise under the version after.
    pub examples: Vec<ExampleChange>,
    /// How many of its examples the version after cannot decide for want of facts that are new.
    pub examples_that_need: usize,
    /// Those facts.
    pub needed: Vec<String>,
    /// Facts that seem to have got another name; compared as two facts all the same.
    pub renames: Vec<Rename>,
}

/// A version of a ruleset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Version {
    /// The name of the ruleset.
    pub ruleset: String,
    /// Its version, as its maker numbers it.
    pub version: String,
    /// The first day of its newest law.
    pub in_force: Option<String>,
    /// The file of the bill that makes it; absent for a law as it is.
    pub bill: Option<String>,
}

/// What a comparison is made with.
pub struct Means<'a> {
    /// How long is looked.
    pub patience: Patience,
    /// Who is asked what is left open.
    pub solver: Option<&'a dyn Solver>,
    /// Claims and decisions of which more is a burden, such as a fine.
    pub burdens: &'a [String],
    /// Facts that were only renamed: the name before, and the name after.
    pub renamed: &'a [(String, String)],
    /// The language of the words.
    pub language: Language,
}

/// The two versions while they are compared.
struct Two<'a> {
    before: &'a Ruleset,
    after: &'a Ruleset,
    versions: Versions<'a>,
    pairing: Pairing,
    structure: enact_diff::Structure<'a>,
    /// The bill of which these are versions.
    proposal: Option<&'a Proposal>,
}

impl<'a> Two<'a> {
    /// Which amendment makes what, between two versions of a bill.
    fn authors(&self, language: Language) -> Option<Authors<'a>> {
        self.proposal.map(|proposal| Authors { proposal, language })
    }
}

impl Compared {
    /// Compares two versions.
    #[must_use]
    pub fn of(before: &Ruleset, after: &Ruleset, means: &Means<'_>) -> Self {
        Self::told(before, after, None, means)
    }

    /// Compares what two versions of a bill make of the law; what differs is attributed to the
    /// amendments in the bill.
    #[must_use]
    pub fn of_bill(proposal: &Proposal, means: &Means<'_>) -> Self {
        let Proposal { before, after, .. } = proposal;
        Self::told(&before.ruleset, &after.ruleset, Some(proposal), means)
    }

    fn told(
        before: &Ruleset,
        after: &Ruleset,
        proposal: Option<&Proposal>,
        means: &Means<'_>,
    ) -> Self {
        let mut pairing = Pairing::by_name(before.program(), after.program());
        for (old, new) in means.renamed {
            let named = |program: &Program, name: &str| {
                let mut facts = program.facts.iter().filter(|(_, fact)| fact.name == name);
                facts.next().map(|(id, _)| id)
            };
            let both = (named(before.program(), old), named(after.program(), new));
            if let (Some(earlier), Some(later)) = both {
                pairing.facts.insert(later, earlier);
            }
        }
        let two = Two {
            before,
            after,
            versions: Versions::of(before.law(), after.graph(), &pairing),
            structure: enact_diff::compare(before.program(), after.program()),
            pairing,
            proposal,
        };
        let causes = Causes::new(&two, means.language);
        let decisions = effect::all(&two, &causes, means);
        let mut provisions = provision::all(&two, &decisions, means);
        if proposal.is_some() {
            provisions.iter_mut().for_each(|change| change.attribute(&causes));
        }
        let (examples, examples_that_need, needed) = example::all(&two, means.language);
        Self {
            format: "enact-diff/1",
            before: Version {
                bill: proposal.and_then(|one| one.before.file.clone()),
                ..version(before)
            },
            after: Version {
                bill: proposal.and_then(|one| one.after.file.clone()),
                ..version(after)
            },
            amendments: two.authors(means.language).map_or_else(Vec::new, Authors::changes),
            provisions,
            decisions,
            only_one: admitted::all(&two, means),
            safeguards: promise::all(&two, means),
            examples,
            examples_that_need,
            needed,
            renames: rename::all(&two, means),
        }
    }

    /// Whether nothing changed but words.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.amendments.is_empty()
            && self.provisions.is_empty()
            && self.safeguards.is_empty()
            && self.decisions.iter().all(|effect| effect.verdict == "equal")
    }

    /// The report for programs: one JSON object.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).map(|text| text + "\n").unwrap_or_default()
    }
}

fn version(ruleset: &Ruleset) -> Version {
    Version {
        ruleset: ruleset.manifest.name.clone(),
        version: ruleset.manifest.version.clone(),
        in_force: ruleset.since().map(written::iso),
        bill: None,
    }
}
