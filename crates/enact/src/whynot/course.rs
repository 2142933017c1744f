//! How an outcome runs over one number of a case: with exact numbers, and every jump to the unit.
//!
//! Start at [`courses`], or [`both`] for two versions. For each decision and claim that is a number it takes the first worked
//! case with an outcome, and the fact that matters most: one that a safeguard speaks of, or else
//! the one along which the outcome differs most. Between the figures of the law the fact is halved
//! until neighbours lie on one line, so that a jump ends between two values that differ by one.

mod both;
mod points;
mod window;

pub use both::{Side, both};

use super::{Asked, Place, Want, thresholds};
use crate::{Ruleset, names, said, written};
use enact_eval::{Case, Outcome, Source};
use enact_graph::Node;
use enact_model::Program;
use enact_model::program::{Promise, TermKind};
use enact_model::table::{FactId, TermId};
use enact_source::Language;
use enact_value::{Date, Range, Value};
use std::collections::BTreeSet;

/// How an outcome runs over one number of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// What is decided.
    pub term: TermId,
    /// The fact that varies.
    pub fact: FactId,
    /// Of whom: a place in the case.
    pub subject: u32,
    /// What the worked case is called.
    pub title: String,
    /// The case; all else stays as it is there.
    pub case: Case,
    /// The reference date.
    pub on: Date,
    /// The outcome at values of the fact, in order: between two of them it runs straight.
    pub points: Vec<Point>,
    /// The figures at which it takes another course, in order.
    pub thresholds: Vec<Threshold>,
}

/// The outcome at one value of the fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The value, in units over the fact's denominator.
    pub at: i128,
    /// What follows.
    pub level: Level,
}

/// What follows, as it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// A number, in units over the term's denominator.
    Number(i128),
    /// No entitlement.
    NoEntitlement,
    /// No settled number, or a value that the law excludes.
    Open,
}

impl Level {
    /// The number that it comes to: nothing is zero.
    #[must_use]
    pub const fn worth(self) -> Option<i128> {
        match self {
            Self::Number(units) => Some(units),
            Self::NoEntitlement => Some(0),
            Self::Open => None,
        }
    }
}

/// A figure at which an outcome takes another course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Threshold {
    /// The value of the fact.
    pub at: i128,
    /// What the law calls it.
    pub name: String,
}

impl Course {
    /// The outcome at a value of the fact, also between the points.
    #[must_use]
    pub fn level(&self, ruleset: &Ruleset, at: i128) -> Level {
        let mut case = self.case.clone();
        case.set(ruleset.program(), self.subject, self.fact, Value::Number(at));
        if !enact_eval::inspect(ruleset.graph(), &case, self.on).is_empty() {
            return Level::Open;
        }
        level(&ruleset.outcome(self.term, &case, self.on))
    }

    /// A value of the fact, in words.
    #[must_use]
    pub fn value(&self, program: &Program, at: i128, language: Language) -> String {
        let fact = &program.facts[self.fact];
        written::words(&Value::Number(at), fact.ty, fact.scale, language)
    }

    /// An outcome, in words.
    #[must_use]
    pub fn outcome(&self, program: &Program, level: Level, language: Language) -> String {
        let term = &program.terms[self.term];
        match level {
            Level::Number(units) => {
                written::words(&Value::Number(units), term.ty, term.scale, language)
            }
            Level::NoEntitlement => said::no_entitlement(language).to_owned(),
            Level::Open => said::no_answer(language).to_owned(),
        }
    }

    /// How much the highest outcome lies above the lowest.
    #[must_use]
    pub fn spread(&self) -> i128 {
        points::spread(self.points.iter().map(|point| point.level))
    }

    /// The places in [`Course::points`] of the last point before each jump that matters: one that
    /// the course on both sides does not explain.
    #[must_use]
    pub fn cliffs(&self) -> Vec<usize> {
        points::cliffs(&self.points)
    }
}

fn level(outcome: &Outcome) -> Level {
    match outcome {
        Outcome::Value(Value::Number(units)) => Level::Number(*units),
        Outcome::NoEntitlement => Level::NoEntitlement,
        Outcome::Value(_)
        | Outcome::Needs(_)
        | Outcome::Awaiting(_)
        | Outcome::NotSet(_)
        | Outcome::Undecided(_) => Level::Open,
    }
}

/// The course of every decision that is a number, and of every such claim on which no decision
/// with a course over the same fact rests.
#[must_use]
pub fn courses(ruleset: &Ruleset) -> Vec<Course> {
    let program = ruleset.program();
    let mut terms = names::decisions(program);
    let claims = program.terms.iter().filter(|(_, term)| term.kind == TermKind::Entitlement);
    terms.extend(claims.map(|(id, _)| id));
    let mut seen = BTreeSet::new();
    terms.retain(|term| seen.insert(*term) && program.terms[*term].ty.unit().is_some());
    let mut found: Vec<Course> = Vec::new();
    for term in terms {
        let Some(course) = course(ruleset, term) else { continue };
        let told = |known: &Course| {
            let rests_on = ruleset.graph().rests_on(Node::Term(known.term));
            known.fact == course.fact && rests_on.nodes().any(|node| node == Node::Term(term))
        };
        if !found.iter().any(told) {
            found.push(course);
        }
    }
    found
}

/// The course of `term` over the fact that matters most to it.
fn course(ruleset: &Ruleset, term: TermId) -> Option<Course> {
    let (title, case, on) = ordinary(ruleset, term)?;
    let decision = ruleset.decide(term, &case, on);
    let asked = Asked { ruleset, term, case: &case, on, want: &Want::Other, decision: &decision };
    let program = ruleset.program();
    let mut places = BTreeSet::new();
    let mut runs: Vec<(bool, Run<'_>)> = Vec::new();
    for read in decision.data() {
        let Source::Fact(fact) = read.source else { continue };
        if places.insert((fact, read.subject))
            && let Some(run) = Run::of(&asked, Place::of(fact, read.subject))
        {
            runs.push((promised(program, fact), run));
        }
    }
    let mut best: Option<(bool, Course)> = None;
    for (promised, run) in runs {
        let course = run.course(&title, run.window());
        let rank = |promised: bool, course: &Course| (promised, course.spread());
        let better =
            best.as_ref().is_none_or(|(known, most)| rank(promised, &course) > rank(*known, most));
        if course.spread() > 0 && better {
            best = Some((promised, course));
        }
    }
    best.map(|(_, course)| course)
}

/// Whether a safeguard says what happens when the fact changes.
fn promised(program: &Program, wanted: FactId) -> bool {
    program.safeguards.iter().any(|safeguard| match &safeguard.promise {
        Promise::Monotone { fact, .. } | Promise::Bounded { fact, .. } => *fact == wanted,
        Promise::Always { .. }
        | Promise::Independent { .. }
        | Promise::NoEntitlement { .. }
        | Promise::Symmetric { .. } => false,
    })
}

/// The first worked case in which `term` comes to more than nothing, or else to a number at all.
fn ordinary(ruleset: &Ruleset, term: TermId) -> Option<(String, Case, Date)> {
    let program = ruleset.program();
    let in_law = program
        .examples
        .iter()
        .map(|example| (example.title.clone(), Case::of_example(program, example), example.on));
    let (tables, _) = ruleset.tables();
    let beside = tables
        .into_iter()
        .filter_map(|worked| Some((worked.title, worked.case.ok()?.case, worked.on)));
    let mut fallback = None;
    for (title, case, on) in in_law.chain(beside) {
        let about = case.subjects.first().map(|subject| subject.entity);
        if about != Some(program.terms[term].entity)
            || !enact_eval::inspect(ruleset.graph(), &case, on).is_empty()
        {
            continue;
        }
        match level(&ruleset.outcome(term, &case, on)) {
            Level::Number(1..) => return Some((title, case, on)),
            Level::Number(_) | Level::NoEntitlement => {
                fallback = fallback.or(Some((title, case, on)));
            }
            Level::Open => {}
        }
    }
    fallback
}

/// One number of a case along which the outcome is followed.
struct Run<'a> {
    asked: &'a Asked<'a>,
    place: Place,
    from: i128,
    /// What the law lets it be.
    range: Range,
    /// Where the outcome can be expected to change, in order.
    marks: Vec<i128>,
}

impl<'a> Run<'a> {
    fn of(asked: &'a Asked<'a>, place: Place) -> Option<Self> {
        let program = asked.program();
        let row = &program.facts[place.fact];
        let Value::Number(from) = *asked.case.fact(place.subject, row)? else { return None };
        let range = crate::inventory::range(program, place.fact)?;
        let marks = thresholds::units(asked, row.ty, row.scale, from);
        Some(Self { asked, place, from, range, marks })
    }

    fn level(&self, at: i128) -> Level {
        self.asked.tried(self.place, &Value::Number(at)).as_ref().map_or(Level::Open, level)
    }

    fn course(&self, title: &str, window: Range) -> Course {
        let points = self.points(window);
        Course {
            term: self.asked.term,
            fact: self.place.fact,
            subject: self.place.subject,
            title: title.to_owned(),
            case: self.asked.case.clone(),
            on: self.asked.on,
            thresholds: self.thresholds(window, &points),
            points,
        }
    }
}
