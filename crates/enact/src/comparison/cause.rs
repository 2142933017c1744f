//! Which changed provision causes what.
//!
//! The later version is the earlier one with every instruction of a bill carried out. Of the
//! provisions on which the decision rests, one causes a difference when carrying out its instructions
//! alone makes it; where none does alone, those without which it is not there cause it together.
//! Between two versions of a bill the same is asked of each amendment that one of them has otherwise.
//! A version between the two is made when it is first asked for, and only tried on the case: it may
//! have no answer to others.

use super::Two;
use super::bill::Authors;
use super::provision::{Place, ProvisionChange, counts};
use crate::Ruleset;
use crate::ruleset::tried;
use crate::world::File;
use enact_diff::{Amending, Change, Instruction};
use enact_eval::{Case, Outcome};
use enact_graph::RuleGraph;
use enact_model::Program;
use enact_model::table::{LawId, TermId};
use enact_source::{Language, Provision};
use enact_value::Date;
use enact_verify::{Difference, Pairing};
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// More changed provisions or amendments than this are not told apart.
const CHANGES_MAX: usize = 24;

/// What the amendments between the two versions each make of the law.
pub(super) struct Causes<'a> {
    two: &'a Two<'a>,
    language: Language,
    /// Between two laws: with what the one becomes the other.
    amending: Vec<Amending>,
    changed: OnceCell<Vec<Changed>>,
}

/// A provision, or amendment, that one version has otherwise.
struct Changed {
    which: Which,
    /// As it is named in a report.
    name: String,
    /// Where the sentence of the amendment is.
    place: Option<Place>,
    /// What rests on what it declares otherwise.
    reached: BTreeSet<String>,
    /// The earlier version with this one as it becomes; `None` when that is no law.
    alone: OnceCell<Option<RuleGraph>>,
    /// The later version with this one as it was.
    without: OnceCell<Option<RuleGraph>>,
}

/// A provision of a law, or an amendment by its place in the proposal.
#[derive(PartialEq, Eq)]
enum Which {
    Provision(String, Provision),
    Amendment(usize),
}

impl<'a> Causes<'a> {
    pub fn new(two: &'a Two<'a>, language: Language) -> Self {
        let amending = match two.proposal {
            Some(_) => Vec::new(),
            None => enact_diff::instructions(&two.structure),
        };
        Self { two, language, amending, changed: OnceCell::new() }
    }

    /// The provisions that make the two versions decide this case differently.
    pub fn of(&self, terms: (TermId, TermId), case: &Difference) -> Vec<String> {
        let two = self.two;
        let name = &two.before.program().terms[terms.0].name;
        let resting = self.changed().iter().filter(|one| one.reached.contains(name));
        let resting: Vec<&Changed> = resting.collect();
        let named = |found: Vec<&Changed>| found.iter().map(|one| one.name.clone()).collect();
        // Of one only there is nothing to tell apart.
        if resting.len() == 1 {
            return named(resting);
        }
        let before = two.before.outcome(terms.0, &case.before, case.on);
        let alone = resting.iter().copied().filter(|one| {
            let law = self.alone(one);
            let found = law.and_then(|law| outcome(law, name, two.before, &case.before, case.on));
            found.is_some_and(|found| found != before)
        });
        let alone: Vec<&Changed> = alone.collect();
        if !alone.is_empty() {
            return named(alone);
        }
        let after = two.after.outcome(terms.1, &case.after, case.on);
        let needed = resting.iter().copied().filter(|one| match self.without(one) {
            Some(law) => outcome(law, name, two.after, &case.after, case.on)
                .is_some_and(|found| found != after),
            // Without what the amendment declares there is no later version.
            None => two.proposal.is_some(),
        });
        let needed: Vec<&Changed> = needed.collect();
        // Where no single one can be told apart, all together on which the decision rests.
        named(if needed.is_empty() { resting } else { needed })
    }

    /// The names and places of those that by themselves make something in a provision another thing,
    /// such as the rule that goes first; where none does, of those without which nothing is.
    pub fn changing(&self, change: &ProvisionChange) -> Vec<(String, Option<Place>)> {
        let (two, language) = (self.two, self.language);
        let differs = |before: &Program, after: &Program| {
            let structure = enact_diff::compare(before, after);
            let stands = |program: &Program, law: Option<LawId>, place: Option<usize>| {
                let home = &program.laws[law?];
                let there = home.outline.get(place?)?.provision.cite(language);
                let known = [&change.before, &change.after].into_iter().flatten();
                Some(home.short == change.law && known.into_iter().any(|one| *one == there))
            };
            let mut changed = structure.changes.iter().filter(|one| counts(one));
            changed.any(|one| {
                let Some(place) = one.provision else { return false };
                let pair = structure.provisions[place];
                let laws = structure.laws[pair.law];
                stands(before, laws.before, pair.before) == Some(true)
                    && stands(after, laws.after, pair.after) == Some(true)
            })
        };
        let (before, after) = (two.before.program(), two.after.program());
        let named = |found: &dyn Fn(&Changed) -> bool| -> Vec<_> {
            let found = self.changed().iter().filter(|one| found(one));
            found.map(|one| (one.name.clone(), one.place.clone())).collect()
        };
        let alone = named(&|one| self.alone(one).is_some_and(|law| differs(before, law.program())));
        if !alone.is_empty() {
            return alone;
        }
        named(&|one| self.without(one).is_some_and(|law| differs(law.program(), after)))
    }

    /// The earlier version with this one as it becomes.
    fn alone<'c>(&self, one: &'c Changed) -> Option<&'c RuleGraph> {
        one.alone.get_or_init(|| self.with(&|other| *other == one.which)).as_ref()
    }

    /// The later version with this one as it was.
    fn without<'c>(&self, one: &'c Changed) -> Option<&'c RuleGraph> {
        one.without.get_or_init(|| self.with(&|other| *other != one.which)).as_ref()
    }

    /// The law with these as they become, and the others as they were; `None` when that is no law.
    fn with(&self, later: &dyn Fn(&Which) -> bool) -> Option<RuleGraph> {
        match self.two.proposal {
            Some(proposal) => proposal.law_with(&|place| later(&Which::Amendment(place))),
            None => amended(self.two.before, &self.amending, &|law, provision| {
                later(&Which::Provision(law.to_owned(), provision.clone()))
            }),
        }
    }

    /// What one of the versions has otherwise; none when that is too much to tell apart.
    fn changed(&self) -> &[Changed] {
        self.changed.get_or_init(|| {
            let changed = match self.two.authors(self.language) {
                Some(authors) => by_amendment(self.two, authors),
                None => self.by_provision(),
            };
            if changed.len() > CHANGES_MAX { Vec::new() } else { changed }
        })
    }

    fn by_provision(&self) -> Vec<Changed> {
        let two = self.two;
        let mut changed: Vec<Changed> = Vec::new();
        for law in &self.amending {
            for instruction in &law.instructions {
                let provision = home(instruction);
                let which = Which::Provision(law.law.clone(), provision.clone());
                let reached = reached(two, provision);
                if !reached.is_empty() && changed.iter().all(|known| known.which != which) {
                    let cited = provision.cite(self.language);
                    let name = format!("{cited} {}", short(two.before, &law.law));
                    changed.push(Changed::of(which, name, None, reached));
                }
            }
        }
        changed
    }
}

impl Changed {
    fn of(which: Which, name: String, place: Option<Place>, reached: BTreeSet<String>) -> Self {
        let (alone, without) = (OnceCell::new(), OnceCell::new());
        Self { which, name, place, reached, alone, without }
    }
}

fn by_amendment(two: &Two<'_>, authors: Authors<'_>) -> Vec<Changed> {
    let pairs = authors.proposal.amendments.iter().enumerate().filter(|(_, pair)| !pair.same);
    let changed = pairs.map(|(place, pair)| {
        // What only gets another number says what it said.
        let touched = authors.touched(*pair).filter(|(of, one)| !of.renumbers(one));
        let provisions = touched.flat_map(|(_, one)| [&one.provision].into_iter().chain(&one.now));
        let reached = provisions.flat_map(|provision| reached(two, provision)).collect();
        let (name, sentence) = (authors.name(*pair), authors.place(*pair));
        Changed::of(Which::Amendment(place), name, sentence, reached)
    });
    changed.collect()
}

/// What rests on what the provision declares otherwise.
fn reached(two: &Two<'_>, provision: &Provision) -> BTreeSet<String> {
    let structure = &two.structure;
    let here = |change: &&Change| {
        let Some(pair) = change.provision.and_then(|place| structure.provisions.get(place)) else {
            return false;
        };
        let laws = structure.laws[pair.law];
        let at = |ruleset: &Ruleset, law: Option<LawId>, place: Option<usize>| {
            let outline = law.map(|law| &ruleset.program().laws[law].outline);
            let found = outline.zip(place).and_then(|(outline, place)| outline.get(place));
            found.is_some_and(|found| provision.contains(&found.provision))
        };
        counts(change)
            && (at(two.before, laws.before, pair.before) || at(two.after, laws.after, pair.after))
    };
    let changes = structure.changes.iter().filter(here);
    changes.flat_map(|change| super::provision::reached(two, change)).collect()
}

/// The provision that an instruction changes.
fn home(instruction: &Instruction) -> &Provision {
    match instruction {
        Instruction::Words(at, _)
        | Instruction::Rewrite(at, _)
        | Instruction::Repeal(at)
        | Instruction::Insert(_, at, _)
        | Instruction::Renumber(at, _) => at,
    }
}

fn short(ruleset: &Ruleset, title: &str) -> String {
    let mut laws = ruleset.program().laws.rows().iter();
    laws.find(|law| law.title == title).map_or_else(|| title.to_owned(), |law| law.short.clone())
}

/// The earlier version with some of the instructions carried out; `None` when that is no law.
fn amended(
    before: &Ruleset,
    amending: &[Amending],
    keep: &dyn Fn(&str, &Provision) -> bool,
) -> Option<RuleGraph> {
    let language = before.language();
    let mut text = format!("---\ntitle: x\nlanguage: {}\n---\n", language.code());
    for law in amending {
        let announced = match language {
            Language::Dutch => format!("\nDe {} wordt als volgt gewijzigd:\n", law.law),
            Language::English => format!("\nThe {} is amended as follows:\n", law.law),
        };
        text.push_str(&announced);
        for instruction in law.instructions.iter().filter(|one| keep(&law.law, home(one))) {
            text.push_str(&format!("\n{}", instruction.words(language)));
        }
    }
    let files: Vec<File> = before
        .sources()
        .iter()
        .filter(|(_, source)| source.name.ends_with(".law.md"))
        .map(|(_, source)| File {
            name: source.name.clone(),
            bytes: source.text.as_bytes().to_vec(),
        })
        .collect();
    let bill = enact_source::Source::new("x.bill.md", text);
    let amended = crate::amendment::consolidate(&files, vec![bill], true);
    if amended.has_errors() {
        return None;
    }
    tried(&amended.files)
}

/// What a case of `of` comes to under a law between the versions; `None` when it has no answer.
fn outcome(law: &RuleGraph, term: &str, of: &Ruleset, case: &Case, on: Date) -> Option<Outcome> {
    let (told, known) = (of.program(), law.program());
    let pairing = Pairing::by_name(told, known);
    let case = super::example::told_to(&pairing, (told, known), case);
    let (id, _) = known.terms.iter().find(|(_, row)| row.name == term)?;
    let found = enact_eval::tried(law, id, &case, on);
    (!matches!(found, Outcome::Undecided(_))).then_some(found)
}
