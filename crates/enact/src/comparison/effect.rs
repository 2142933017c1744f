//! What becomes of the outcomes of a decision.

use super::bound::{Bound, bounds};
use super::cause::Causes;
use super::course::{self, BothCourses};
use super::{Means, Two, said, text};
use crate::verification::{self, CaseTold};
use crate::{Ruleset, case, names, written};
use enact_eval::Case;
use enact_model::program::{Scale, Term, TermKind};
use enact_model::table::TermId;
use enact_source::Language;
use enact_source::messages::phrase;
use enact_value::{Date, Value};
use enact_verify::{Difference, Differences, Direction, Doubt, Others, Part, Replayed, Size};
use serde::Serialize;
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// What becomes of a claim or decision.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Effect {
    /// Its name.
    pub decision: String,
    /// Where it stands.
    pub provision: String,
    /// `equal`, `better`, `worse`, `more`, `less`, `both`, `not-proved`, `new` or `gone`.
    pub verdict: &'static str,
    /// The verdict in a sentence.
    pub told: String,
    /// It rests on nothing that changed.
    pub untouched: bool,
    /// Where and how outcomes change.
    pub parts: Vec<PartTold>,
    /// Why it is not known that all other cases come to the same; absent when that is proved.
    pub open: Option<String>,
    /// The largest increase.
    pub most: Option<Sized>,
    /// The largest decrease.
    pub least: Option<Sized>,
    /// How it runs over the fact that matters most, in an ordinary case that changes.
    pub course: Option<BothCourses>,
}

/// Cases that change in one manner.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PartTold {
    /// How their outcome changes, in words.
    pub change: String,
    /// Which cases, in words; absent when that cannot be said.
    pub whom: Option<String>,
    /// The same for programs: all that these cases have in common.
    pub bounds: Vec<Bound>,
    /// Whether every such case changes so.
    pub throughout: bool,
    /// What becomes of such cases that do not change so: `none` when there are none, `same` when
    /// nothing changes for them, `unknown` when something else may.
    pub others: &'static str,
    /// From the smallest change to the largest, in words.
    pub size: Option<String>,
    /// The same in numbers, as decimal strings.
    pub range: Option<[String; 2]>,
    /// An ordinary case.
    pub case: Option<Pair>,
    /// The provisions that cause it.
    pub causes: Vec<String>,
}

/// A change and the case that has it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sized {
    /// How much, in words.
    pub size: String,
    /// The case.
    pub case: Option<Pair>,
}

/// A case, decided under both versions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    /// The reference date.
    pub on: String,
    /// The case as the version before reads it.
    pub case: Json,
    /// The case as the version after reads it, where that is another.
    pub case_after: Option<Json>,
    /// What it came to.
    pub before: String,
    /// What it comes to.
    pub after: String,
    /// The case in words.
    pub told: String,
}

/// The claims and decisions of either version, in order of the text.
pub(super) fn all(two: &Two<'_>, causes: &Causes<'_>, means: &Means<'_>) -> Vec<Effect> {
    let (before, after) = (two.before, two.after);
    let mut effects = Vec::new();
    let later: Vec<TermId> = decided(after).into_iter().collect();
    for term in decided(before) {
        let row = &before.program().terms[term];
        let other = later.iter().copied().find(|other| same(two, row, *other));
        match other {
            Some(other) => effects.push(effect(two, (term, other), means, causes)),
            None => effects.push(single(before, term, "gone", means.language)),
        }
    }
    for term in later {
        let earlier = decided(before);
        let mut rows = earlier.iter().map(|earlier| &before.program().terms[*earlier]);
        if !rows.any(|row| same(two, row, term)) {
            effects.push(single(after, term, "new", means.language));
        }
    }
    effects
}

/// The claims and decisions; `None` when one version has some that the other has not.
pub(super) fn in_both(two: &Two<'_>) -> Option<Vec<(TermId, TermId)>> {
    let (earlier, later) = (decided(two.before), decided(two.after));
    let pair = |term: &TermId| {
        let row = &two.before.program().terms[*term];
        later.iter().find(|other| same(two, row, **other)).map(|other| (*term, *other))
    };
    let pairs: Option<Vec<_>> = earlier.iter().map(pair).collect();
    pairs.filter(|pairs| pairs.len() == later.len())
}

/// The claims and decisions of a ruleset.
fn decided(ruleset: &Ruleset) -> BTreeSet<TermId> {
    let program = ruleset.program();
    let claims = program.terms.iter().filter(|(_, term)| term.kind == TermKind::Entitlement);
    names::decisions(program).into_iter().chain(claims.map(|(id, _)| id)).collect()
}

fn same(two: &Two<'_>, row: &Term, other: TermId) -> bool {
    let later = &two.after.program().terms[other];
    row.name == later.name && two.pairing.entities.get(&later.entity) == Some(&row.entity)
}

fn single(ruleset: &Ruleset, term: TermId, verdict: &'static str, language: Language) -> Effect {
    let row = &ruleset.program().terms[term];
    let name = row.name.replace('-', " ");
    Effect {
        decision: row.name.clone(),
        provision: row.ground.cite(language),
        verdict,
        told: phrase(language, &format!("diff-decision-{verdict}"), &[("name", name.into())]),
        untouched: false,
        parts: Vec::new(),
        open: None,
        most: None,
        least: None,
        course: None,
    }
}

fn effect(
    two: &Two<'_>,
    terms: (TermId, TermId),
    means: &Means<'_>,
    causes: &Causes<'_>,
) -> Effect {
    let language = means.language;
    let row = &two.before.program().terms[terms.0];
    let untouched = two.versions.mean_the_same(terms);
    let found = verification::differences(&two.versions, terms, means.patience, means.solver);
    let verdict = verdict(&found, row, means);
    let telling = Telling { two, terms, denominator: found.denominator, language };
    let changes = (found.parts.as_slice(), means.burdens.contains(&row.name));
    let told = said::verdict(verdict, row, changes, language);
    let sized = |part: Option<&Part>, most: bool| {
        let size = part?.size.as_ref()?;
        let (units, case) =
            if most { (size.range.high, &size.most) } else { (size.range.low, &size.least) };
        let reached = case.as_ref().and_then(|case| telling.worth(case));
        // A bound that only no case is known to pass is no increase, and no decrease.
        if reached.is_some_and(|reached| if most { reached <= 0 } else { reached >= 0 }) {
            return None;
        }
        let case = case.as_ref().map(|case| telling.pair(case));
        let size = match reached {
            Some(reached) if reached == units => telling.amount(units),
            _ => telling.at_most(units),
        };
        Some(Sized { size, case })
    };
    let ordinary = found.parts.iter().filter_map(|part| part.ordinary.as_ref());
    Effect {
        decision: row.name.clone(),
        provision: row.ground.cite(language),
        verdict,
        told,
        untouched,
        parts: found.parts.iter().map(|part| telling.part(part, causes)).collect(),
        open: found.rest.as_ref().err().map(|doubt| {
            let kind = two.after.program().terms[terms.1].ty;
            if kind == row.ty {
                doubted(doubt, language)
            } else {
                phrase(language, "diff-open-kind", &[])
            }
        }),
        most: sized(found.largest_gain(), true),
        least: sized(found.largest_loss(), false),
        course: course::course(two, terms, ordinary, &|case| telling.pair(case), means),
    }
}

/// For whom it is better or worse is clear of a claim, and of what was said to be a burden.
fn verdict(found: &Differences, row: &Term, means: &Means<'_>) -> &'static str {
    let burden = means.burdens.contains(&row.name);
    let claim = row.kind == TermKind::Entitlement;
    match (found.direction(), claim && !burden, burden) {
        (Direction::Equal, ..) => "equal",
        (Direction::More, true, _) | (Direction::Less, _, true) => "better",
        (Direction::Less, true, _) | (Direction::More, _, true) => "worse",
        (Direction::More, ..) => "more",
        (Direction::Less, ..) => "less",
        (Direction::Both, ..) => "both",
        (Direction::NotProved, ..) => "not-proved",
    }
}

/// Why it is not known that all other cases come to the same.
fn doubted(doubt: &Doubt, language: Language) -> String {
    let id = match doubt {
        Doubt::TooManyWays => "diff-open-ways",
        Doubt::Beyond => "diff-open-beyond",
        Doubt::Unanswered(solver) => {
            return phrase(language, "diff-open-solver", &[("solver", (*solver).into())]);
        }
        Doubt::NoCase | Doubt::NotConfirmed => "diff-open-case",
    };
    phrase(language, id, &[])
}

/// Putting what becomes of one decision into words.
struct Telling<'a> {
    two: &'a Two<'a>,
    terms: (TermId, TermId),
    denominator: i128,
    language: Language,
}

impl Telling<'_> {
    fn part(&self, part: &Part, causes: &Causes<'_>) -> PartTold {
        let case = part.ordinary.as_ref();
        let (before, after) = (self.two.before.program(), self.two.after.program());
        let whom = case.and_then(|case| {
            let told = part.before.as_ref().and_then(|region| {
                verification::region(before, &case.before, region, self.language)
            });
            told.or_else(|| {
                let region = part.after.as_ref()?;
                verification::region(after, &case.after, region, self.language)
            })
        });
        let bounds = match (&part.before, &part.after) {
            (Some(region), _) => bounds(before, region),
            (None, Some(region)) => bounds(after, region),
            (None, None) => Vec::new(),
        };
        let range = part.size.as_ref().map(|size| size.range);
        PartTold {
            change: said::change(part.change, self.row().0, self.language),
            whom,
            bounds,
            throughout: part.others == Others::None,
            others: match part.others {
                Others::None => "none",
                Others::Same => "same",
                Others::Unknown => "unknown",
            },
            size: part.size.as_ref().map(|size| self.size(size)),
            range: range.map(|range| [range.low, range.high].map(|units| self.machine(units))),
            case: case.map(|case| self.pair(case)),
            causes: case.map_or_else(Vec::new, |case| causes.of(self.terms, case)),
        }
    }

    /// What is decided, and how a difference of it is written down.
    fn row(&self) -> (&Term, Scale) {
        let row = &self.two.before.program().terms[self.terms.0];
        let scale = match row.scale {
            Scale::Fixed { range, .. } => Scale::Fixed { denominator: self.denominator, range },
            other => other,
        };
        (row, scale)
    }

    fn machine(&self, units: i128) -> String {
        let (row, scale) = self.row();
        written::machine(&Value::Number(units), row.ty, scale)
    }

    /// A difference of the outcome, with its sign.
    fn amount(&self, units: i128) -> String {
        let (row, scale) = self.row();
        said::difference(units, row.ty, scale, self.language)
    }

    /// An amount that no difference exceeds, and that perhaps none reaches.
    fn at_most(&self, units: i128) -> String {
        phrase(self.language, "diff-at-most", &[("size", self.amount(units).into())])
    }

    /// From the smallest difference to the largest; where it is not known that those are reached,
    /// between what they stay.
    fn size(&self, size: &Size) -> String {
        let (low, high) = (size.range.low, size.range.high);
        if low == high {
            return self.amount(low);
        }
        let reached = |case: &Option<Difference>, end: i128| {
            case.as_ref().and_then(|case| self.worth(case)) == Some(end)
        };
        let exact = reached(&size.least, low) && reached(&size.most, high);
        let id = if exact { "diff-between" } else { "diff-within" };
        let (low, high) = (self.amount(low), self.amount(high));
        let low = text::without_rate(&low, &high).to_owned();
        phrase(self.language, id, &[("low", low.into()), ("high", high.into())])
    }

    /// How much more the later version comes to in a case, over the common denominator.
    fn worth(&self, case: &Difference) -> Option<i128> {
        let scale = |ruleset: &Ruleset, term: TermId| ruleset.program().terms[term].scale;
        let number = |found: &Replayed, scale: Scale| match found {
            Replayed::Value(Value::Number(units)) => {
                units.checked_mul(self.denominator / scale.denominator())
            }
            Replayed::Value(Value::YesNo(yes)) => Some(i128::from(*yes)),
            Replayed::NoEntitlement => Some(0),
            _ => None,
        };
        let first = number(&case.outcomes.0, scale(self.two.before, self.terms.0))?;
        let second = number(&case.outcomes.1, scale(self.two.after, self.terms.1))?;
        second.checked_sub(first)
    }

    fn pair(&self, case: &Difference) -> Pair {
        let Two { before, after, .. } = self.two;
        let one = case::to_json(before.program(), &case.before);
        let other = case::to_json(after.program(), &case.after);
        let outcome = |ruleset: &Ruleset, term: TermId, case: &Case, on: Date| {
            said::outcome(ruleset.program(), term, &ruleset.outcome(term, case, on), self.language)
        };
        let program = before.program();
        let told = CaseTold { program, case: &case.before, on: case.on, language: self.language };
        Pair {
            on: written::iso(case.on),
            case_after: (one != other).then_some(other),
            case: one,
            before: outcome(before, self.terms.0, &case.before, case.on),
            after: outcome(after, self.terms.1, &case.after, case.on),
            told: told.words(),
        }
    }
}
