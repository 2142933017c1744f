//! How an outcome runs over one fact under both versions, and which of its jumps are other ones.
//!
//! Start at [`course`]. One case is followed, in which all but the fact that matters most stays as
//! it is; a jump that only another case has is not told of.

use super::effect::Pair;
use super::{Means, Two};
use crate::called::called;
use crate::whynot::{self, Course, Level, Side};
use crate::{Ruleset, written};
use enact_model::program::Type;
use enact_model::table::TermId;
use enact_source::Language;
use enact_source::messages::phrase;
use enact_value::Value;
use enact_verify::Difference;
use serde::Serialize;

/// How an outcome runs in a case when one fact of it varies, under both versions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BothCourses {
    /// The fact that varies, and whose it is.
    pub fact: String,
    /// The case; all else stays as it is there.
    pub case: Pair,
    /// The jumps that are not the same under both, in order of the version after.
    pub jumps: Vec<JumpChange>,
    /// The course under the version before, and that under the version after.
    #[serde(skip)]
    pub courses: [Course; 2],
}

/// A jump that is new, gone, or another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JumpChange {
    /// `new`, `gone`, `moved` to another value of the fact, or `changed` in its outcomes.
    pub how: &'static str,
    /// The same in a sentence.
    pub told: String,
    /// The jump in the version before; absent for a new one.
    pub before: Option<Jump>,
    /// The jump in the version after; absent for one that is gone.
    pub after: Option<Jump>,
}

/// Two values of the fact next to each other, with outcomes far apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Jump {
    /// The last value before the jump.
    pub until: End,
    /// The first value behind it.
    pub from: End,
}

/// One side of a jump.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct End {
    /// The value of the fact, as a case gives it.
    pub at: String,
    /// What follows, in words.
    pub outcome: String,
}

/// The courses of the ordinary `cases` that are decided differently: of the first that has them.
pub(super) fn course<'c>(
    two: &Two<'_>,
    terms: (TermId, TermId),
    cases: impl Iterator<Item = &'c Difference>,
    told: &dyn Fn(&Difference) -> Pair,
    means: &Means<'_>,
) -> Option<BothCourses> {
    let (before, after) = (two.before, two.after);
    let ty = before.program().terms[terms.0].ty;
    if ty.unit().is_none() || ty != after.program().terms[terms.1].ty {
        return None;
    }
    for case in cases.take(CASES_MAX) {
        let sides = [
            Side { ruleset: before, term: terms.0, case: &case.before },
            Side { ruleset: after, term: terms.1, case: &case.after },
        ];
        let Some(courses) = whynot::both(sides, case.on, &two.pairing.facts) else { continue };
        let [one, other] = &courses;
        let line = |ruleset, course| Line { ruleset, course, language: means.language };
        let lines = [line(before, one), line(after, other)];
        let fact = &after.program().facts[other.fact].name;
        let fact = called(after.program(), &case.after, other.subject, fact, means.language);
        let jumps = jumps(&lines, &fact);
        return Some(BothCourses { fact, case: told(case), jumps, courses });
    }
    None
}

/// How many cases are tried.
const CASES_MAX: usize = 4;
/// Of how many jumps alike each is told of.
const ALIKE_MAX: usize = 4;

/// The course under one version.
struct Line<'a> {
    ruleset: &'a Ruleset,
    course: &'a Course,
    language: Language,
}

/// A jump, and in numbers where it is and how far it goes up.
struct Found {
    at: [i128; 2],
    rise: i128,
    jump: Jump,
}

impl Line<'_> {
    /// Its jumps, without the steps of a rounding: those of one euro or less, and those of which
    /// there are many alike.
    fn jumps(&self) -> Vec<Found> {
        let points = &self.course.points;
        let found = |place: usize| {
            let (first, last) = (points.get(place)?, points.get(place + 1)?);
            let rise = last.level.worth()? - first.level.worth()?;
            let at = [first.at, last.at];
            Some(Found { at, rise, jump: self.jump(at, [first.level, last.level]) })
        };
        let all: Vec<Found> = self.course.cliffs().into_iter().filter_map(found).collect();
        let term = &self.ruleset.program().terms[self.course.term];
        let least = if matches!(term.ty, Type::Money(..)) { term.scale.denominator() } else { 0 };
        let rises: Vec<i128> = all.iter().map(|found| found.rise).collect();
        let alike = |rise: i128| rises.iter().filter(|other| **other == rise).count();
        let mut jumps = all;
        jumps.retain(|found| found.rise.abs() > least && alike(found.rise) <= ALIKE_MAX);
        jumps
    }

    /// Whether the outcome jumps so under this version too, be it large here or small.
    fn has(&self, found: &Found) -> bool {
        let levels = found.at.map(|at| self.course.level(self.ruleset, at));
        self.jump(found.at, levels) == found.jump
    }

    fn jump(&self, at: [i128; 2], levels: [Level; 2]) -> Jump {
        let program = self.ruleset.program();
        let fact = &program.facts[self.course.fact];
        let end = |at: i128, level: Level| End {
            at: written::machine(&Value::Number(at), fact.ty, fact.scale),
            outcome: self.course.outcome(program, level, self.language),
        };
        Jump { until: end(at[0], levels[0]), from: end(at[1], levels[1]) }
    }

    /// The value of the fact behind a jump, in words.
    fn at(&self, found: &Found) -> String {
        self.course.value(self.ruleset.program(), found.at[1], self.language)
    }
}

/// The jumps that are not the same on both lines, in order. One that is at another value of the
/// fact has moved, where each that goes its way has its counterpart.
fn jumps(lines: &[Line<'_>; 2], fact: &str) -> Vec<JumpChange> {
    let [before, after] = lines;
    let (mut gone, mut new) = (before.jumps(), after.jumps());
    gone.retain(|found| !after.has(found));
    new.retain(|found| !before.has(found));
    let mut changes: Vec<(&'static str, Option<Found>, Option<Found>)> = Vec::new();
    let mut elsewhere = Vec::new();
    for found in new {
        match gone.iter().position(|other| other.at == found.at) {
            Some(place) => changes.push(("changed", Some(gone.remove(place)), Some(found))),
            None => elsewhere.push(found),
        }
    }
    let count = |all: &[Found], way| all.iter().filter(|found| found.rise.signum() == way).count();
    let moves = [-1, 1].map(|way| (way, count(&gone, way) == count(&elsewhere, way)));
    for found in elsewhere {
        let way = found.rise.signum();
        let place = gone.iter().position(|other| other.rise.signum() == way);
        match place.filter(|_| moves.contains(&(way, true))) {
            Some(place) => changes.push(("moved", Some(gone.remove(place)), Some(found))),
            None => changes.push(("new", None, Some(found))),
        }
    }
    changes.extend(gone.into_iter().map(|found| ("gone", Some(found), None)));
    changes.sort_by_key(|(_, was, is)| is.as_ref().or(was.as_ref()).map(|found| found.at));
    let told = |(how, was, is): (&'static str, Option<Found>, Option<Found>)| JumpChange {
        how,
        told: told(lines, fact, how, [was.as_ref(), is.as_ref()]),
        before: was.map(|found| found.jump),
        after: is.map(|found| found.jump),
    };
    changes.into_iter().map(told).collect()
}

fn told(lines: &[Line<'_>; 2], fact: &str, how: &str, jumps: [Option<&Found>; 2]) -> String {
    let language = lines[0].language;
    let vowel = fact.starts_with(|letter: char| "aeiouAEIOU".contains(letter));
    let a = language.pick("een", if vowel { "an" } else { "a" });
    let mut words = vec![("fact", format!("{a} {fact}").into())];
    let names = [["at-before", "from-before", "to-before"], ["at-after", "from-after", "to-after"]];
    for ((line, found), names) in lines.iter().zip(jumps).zip(names) {
        let Some(found) = found else { continue };
        let jump = &found.jump;
        let told = [line.at(found), jump.until.outcome.clone(), jump.from.outcome.clone()];
        words.extend(names.into_iter().zip(told.map(Into::into)));
    }
    phrase(language, &format!("diff-jump-{how}"), &words)
}
