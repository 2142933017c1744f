//! Which changed provision causes what.
//!
//! The later version is the earlier one with every instruction of a bill carried out. A provision
//! causes a difference when carrying out its instructions alone makes it; where none does alone,
//! those without which it is not there cause it together. Between two versions of a bill the same is
//! asked of each amendment that one of them has otherwise.

use super::Two;
use super::bill::Authors;
use super::provision::{Place, ProvisionChange, counts};
use crate::Ruleset;
use crate::world::File;
use enact_diff::{Amending, Change, Instruction};
use enact_eval::{Case, Outcome};
use enact_model::table::{LawId, TermId};
use enact_source::{Language, Provision};
use enact_value::Date;
use enact_verify::{Difference, Pairing};
use std::collections::BTreeSet;

/// More changed provisions or amendments than this are not told apart.
const CHANGES_MAX: usize = 24;

/// The versions between the two: with one provision changed, and with all others.
pub(super) struct Causes<'a> {
    two: &'a Two<'a>,
    language: Language,
    /// Per changed provision, or amendment.
    between: Option<Vec<Between>>,
}

/// What one provision, or amendment, makes of the law.
struct Between {
    /// As it is named in a report.
    name: String,
    /// Where the sentence of the amendment is.
    place: Option<Place>,
    /// What rests on what it declares otherwise.
    reached: BTreeSet<String>,
    /// The earlier version with this provision as it becomes.
    alone: Option<Ruleset>,
    /// The later version with this provision as it was.
    without: Option<Ruleset>,
}

impl<'a> Causes<'a> {
    pub fn new(two: &'a Two<'a>, language: Language) -> Self {
        Self { two, language, between: None }
    }

    /// The provisions that make the two versions decide this case differently.
    pub fn of(&mut self, terms: (TermId, TermId), case: &Difference) -> Vec<String> {
        let (two, between) = (self.two, self.between());
        let name = |ruleset: &Ruleset, term| ruleset.program().terms[term].name.clone();
        let (first, second) = (name(two.before, terms.0), name(two.after, terms.1));
        let before = two.before.outcome(terms.0, &case.before, case.on);
        let alone: Vec<String> = between
            .iter()
            .filter(|one| {
                let found = one
                    .alone
                    .as_ref()
                    .and_then(|law| outcome(law, &first, two.before, &case.before, case.on));
                found.is_some_and(|found| found != before)
            })
            .map(|one| one.name.clone())
            .collect();
        if !alone.is_empty() {
            return alone;
        }
        let after = two.after.outcome(terms.1, &case.after, case.on);
        let needed = between.iter().filter(|one| match &one.without {
            Some(law) => outcome(law, &second, two.after, &case.after, case.on)
                .is_some_and(|found| found != after),
            // Without what the amendment declares there is no later version.
            None => two.proposal.is_some() && one.reached.contains(&second),
        });
        let needed: Vec<String> = needed.map(|one| one.name.clone()).collect();
        if !needed.is_empty() {
            return needed;
        }
        // Where no single one can be told apart, all together on which the decision rests.
        let resting = between.iter().filter(|one| one.reached.contains(&second));
        resting.map(|one| one.name.clone()).collect()
    }

    /// The names and places of those that by themselves make something in a provision another thing,
    /// such as the rule that goes first; where none does, of those without which nothing is.
    pub fn changing(&mut self, change: &ProvisionChange) -> Vec<(String, Option<Place>)> {
        let (two, language) = (self.two, self.language);
        let differs = |before: &Ruleset, after: &Ruleset| {
            let structure = enact_diff::compare(before.program(), after.program());
            let stands = |ruleset: &Ruleset, law: Option<LawId>, place: Option<usize>| {
                let home = &ruleset.program().laws[law?];
                let there = home.outline.get(place?)?.provision.cite(language);
                let known = [&change.before, &change.after].into_iter().flatten();
                Some(home.short == change.law && known.into_iter().any(|one| *one == there))
            };
            let mut changed = structure.changes.iter().filter_map(|one| one.provision);
            changed.any(|place| {
                let pair = structure.provisions[place];
                let laws = structure.laws[pair.law];
                stands(before, laws.before, pair.before) == Some(true)
                    && stands(after, laws.after, pair.after) == Some(true)
            })
        };
        let named = |one: &Between| (one.name.clone(), one.place.clone());
        let all = self.between();
        let alone = all
            .iter()
            .filter(|one| one.alone.as_ref().is_some_and(|alone| differs(two.before, alone)));
        let alone: Vec<_> = alone.map(named).collect();
        if !alone.is_empty() {
            return alone;
        }
        let without = all
            .iter()
            .filter(|one| one.without.as_ref().is_some_and(|without| differs(without, two.after)));
        without.map(named).collect()
    }

    /// The versions between, made when they are first asked for.
    fn between(&mut self) -> &[Between] {
        let two = self.two;
        let language = self.language;
        self.between.get_or_insert_with(|| match two.authors(language) {
            Some(authors) => by_amendment(two, authors),
            None => by_provision(two, language),
        })
    }
}

/// The versions between the two with one provision changed.
fn by_provision(two: &Two<'_>, language: Language) -> Vec<Between> {
    let amending = enact_diff::instructions(&two.structure);
    let mut places: Vec<(String, Provision)> = Vec::new();
    for law in &amending {
        for instruction in &law.instructions {
            let place = (law.law.clone(), home(instruction).clone());
            if !places.contains(&place) && !reached(two, &place.1).is_empty() {
                places.push(place);
            }
        }
    }
    if places.len() > CHANGES_MAX {
        return Vec::new();
    }
    let made = |keep: &dyn Fn(&str, &Provision) -> bool| amended(two.before, &amending, keep);
    let between = places.iter().map(|(law, provision)| Between {
        name: format!("{} {}", provision.cite(language), short(two.before, law)),
        place: None,
        reached: reached(two, provision),
        alone: made(&|of, place| of == law && place == provision),
        without: made(&|of, place| !(of == law && place == provision)),
    });
    between.collect()
}

/// The versions between the two with one amendment of the bill as it becomes.
fn by_amendment(two: &Two<'_>, authors: Authors<'_>) -> Vec<Between> {
    let proposal = authors.proposal;
    let pairs = proposal.amendments.iter().enumerate().filter(|(_, pair)| !pair.same);
    let changed: Vec<_> = pairs.collect();
    if changed.len() > CHANGES_MAX {
        return Vec::new();
    }
    let between = changed.into_iter().map(|(place, pair)| {
        // What only gets another number says what it said.
        let touched = authors.touched(*pair).filter(|(of, one)| !of.renumbers(one));
        let provisions = touched.flat_map(|(_, one)| [&one.provision].into_iter().chain(&one.now));
        Between {
            name: authors.name(*pair),
            place: authors.place(*pair),
            reached: provisions.flat_map(|provision| reached(two, provision)).collect(),
            alone: proposal.law_with(&|other| other == place),
            without: proposal.law_with(&|other| other != place),
        }
    });
    between.collect()
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
) -> Option<Ruleset> {
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
    Ruleset::load(&amended.files).ruleset
}

/// What a case of `of` comes to under a law between the versions.
fn outcome(law: &Ruleset, term: &str, of: &Ruleset, case: &Case, on: Date) -> Option<Outcome> {
    let (told, known) = (of.program(), law.program());
    let pairing = Pairing::by_name(told, known);
    let case = super::example::told_to(&pairing, (told, known), case);
    let (id, _) = known.terms.iter().find(|(_, row)| row.name == term)?;
    Some(law.outcome(id, &case, on))
}
