//! How an outcome runs, under one version of a law or under two: a drawing, what is marked in it,
//! and the figures as a table.
//!
//! Start at [`Drawing::shown`]. Two lines are told apart by their stroke and their names.

use super::axis::Axis;
use super::plot;
use super::sentence;
use enact::Ruleset;
use enact::whynot::{Course, Level, Point};
use enact_source::messages::phrase;
use enact_source::{Argument, Language};
use enact_value::{Value, lcm};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// How many jumps of a line are numbered at most: the largest.
const CLIFFS_MAX: usize = 8;

/// The course of one outcome over one fact; of both versions, in that order, the same values.
pub struct Drawing<'a> {
    /// The line of the version before, where there are two.
    pub before: Option<Line<'a>>,
    /// The line of the version, or of the version after.
    pub line: Line<'a>,
    /// What the fact is called, with whose it is when it is another's.
    pub fact: String,
    /// The language of the page.
    pub language: Language,
}

/// A line of a drawing.
pub struct Line<'a> {
    /// The version of the law.
    pub ruleset: &'a Ruleset,
    /// The course under it.
    pub course: &'a Course,
    /// What the line is called; empty when it is the only one.
    pub name: String,
}

/// A jump that is numbered.
pub(super) struct Cliff<'a> {
    /// The line that has it.
    pub line: &'a Line<'a>,
    /// The last point before it.
    pub place: usize,
    /// That point and the next, with what follows.
    ends: [(i128, String); 2],
    /// Whether both lines have it.
    shared: bool,
}

/// A figure of the law that bears a letter.
pub(super) struct Figure<'a> {
    /// The value of the fact.
    pub at: i128,
    name: &'a str,
    line: &'a Line<'a>,
    /// Whether both lines have it.
    shared: bool,
}

impl Drawing<'_> {
    /// The drawing with its legend; and behind a summary the figures as a table, below what is said
    /// `about` them.
    pub fn shown(&self, id: &str, title: &str, about: &Markup) -> Markup {
        let label = self.say("page-drawing", &[("title", title.into())]);
        html! {
            div.wide role="region" tabindex="0" aria-label=(label) {
                (plot::drawn(self, id, [title, &self.described()]))
            }
            (self.legend())
            details {
                summary { (self.say(if about.0.is_empty() { "page-figures-only" } else { "page-figures" }, &[])) }
                (about)
                div.wide role="region" tabindex="0" aria-label=(self.say("page-figures-of", &[("title", title.into())])) {
                    (self.table())
                }
            }
        }
    }

    /// What is decided.
    pub(super) fn decision(&self) -> String {
        self.line.ruleset.program().terms[self.line.course.term].name.replace('-', " ")
    }

    /// The lines, in order.
    pub(super) fn lines(&self) -> impl Iterator<Item = &Line<'_>> + Clone {
        self.before.iter().chain([&self.line])
    }

    fn say(&self, id: &str, words: &[(&'static str, Argument)]) -> String {
        phrase(self.language, id, words)
    }

    /// The axis of the fact between two places of the picture.
    pub(super) fn across(&self, ends: (i128, i128)) -> Axis {
        let points = self.lines().flat_map(|line| &line.course.points);
        let low = points.clone().map(|point| point.at).min().unwrap_or_default();
        let high = points.map(|point| point.at).max().unwrap_or_default();
        let fact = &self.line.ruleset.program().facts[self.line.course.fact];
        Axis::new((fact.ty, fact.scale.denominator()), (low, high), ends)
    }

    /// The axis of the outcome between two places of the picture.
    pub(super) fn up(&self, ends: (i128, i128)) -> Axis {
        let worths = self.lines().flat_map(|line| {
            line.course.points.iter().filter_map(|point| self.worth(line, point.level))
        });
        let low = worths.clone().min().unwrap_or_default().min(0);
        let high = worths.max().unwrap_or_default().max(0);
        let term = &self.line.ruleset.program().terms[self.line.course.term];
        Axis::new((term.ty, self.denominator()), (low, high), ends).rounded()
    }

    /// An outcome of a line, over the denominator of the axis.
    pub(super) fn worth(&self, line: &Line<'_>, level: Level) -> Option<i128> {
        level.worth()?.checked_mul(self.denominator() / line.denominator())
    }

    /// One that both lines can be told in.
    fn denominator(&self) -> i128 {
        let own = self.lines().map(Line::denominator);
        own.fold(1, |common, own| lcm(common, own).unwrap_or(common))
    }

    /// The jumps that are numbered, line by line; what both lines have once.
    pub(super) fn cliffs(&self) -> Vec<Cliff<'_>> {
        let mut cliffs: Vec<Cliff<'_>> = Vec::new();
        for line in self.lines() {
            for place in line.cliffs() {
                let Some(ends) = line.ends(place, self.language) else { continue };
                match cliffs.iter_mut().find(|known| known.ends == ends) {
                    Some(known) => known.shared = true,
                    None => cliffs.push(Cliff { line, place, ends, shared: false }),
                }
            }
        }
        cliffs
    }

    /// The figures that bear a letter, in order; what both lines have once.
    pub(super) fn figures(&self) -> Vec<Figure<'_>> {
        let mut figures: Vec<Figure<'_>> = Vec::new();
        for line in self.lines() {
            for threshold in &line.course.thresholds {
                let (at, name) = (threshold.at, threshold.name.as_str());
                match figures.iter_mut().find(|known| known.at == at && known.name == name) {
                    Some(known) => known.shared = true,
                    None => figures.push(Figure { at, name, line, shared: false }),
                }
            }
        }
        figures.sort_by_key(|figure| figure.at);
        figures
    }

    /// The drawing in words.
    fn described(&self) -> String {
        let described = |line: &Line<'_>| {
            let (first, last) = (line.course.points.first()?, line.course.points.last()?);
            let words = [
                ("from", line.value(first.at, self.language).into()),
                ("to", line.value(last.at, self.language).into()),
                ("first", line.outcome(first.level, self.language).into()),
                ("last", line.outcome(last.level, self.language).into()),
                ("jumps", line.course.cliffs().len().into()),
            ];
            Some(sentence(&line.called()) + &self.say("page-course-described", &words))
        };
        self.lines().filter_map(described).collect::<Vec<_>>().join(" ")
    }

    /// What is marked in the drawing, in words.
    fn legend(&self) -> Markup {
        let cliffs = self.cliffs();
        let all: usize = self.lines().map(|line| line.course.cliffs().len()).sum();
        let told: usize = self.lines().map(|line| line.cliffs().len()).sum();
        html! {
            ul.legend {
                @if let Some(before) = &self.before {
                    li { span.key.stroke.before aria-hidden="true" {} " " (before.name) }
                    li { span.key.stroke aria-hidden="true" {} " " (self.line.name) }
                }
                @for (place, figure) in self.figures().iter().enumerate() {
                    li {
                        span.key { (plot::letter(place)) } " "
                        @if !figure.shared { (figure.line.called()) }
                        (figure.name) ": " (figure.line.value(figure.at, self.language))
                    }
                }
                @for (number, cliff) in cliffs.iter().enumerate() {
                    li {
                        span.key.jump { (number + 1) } " "
                        @if !cliff.shared { (cliff.line.called()) }
                        (self.jump(cliff))
                    }
                }
                @for line in self.lines() { (self.own(line)) }
                @if self.lines().any(Line::has_none) {
                    li { span.key aria-hidden="true" { "┅" } " " (self.say("page-none", &[])) }
                }
                @if told < all {
                    li { (self.say("page-more-jumps", &[("most", told.into()), ("all", all.into())])) }
                }
                @if cliffs.is_empty() { li { (self.say("page-no-jumps", &[])) } }
            }
        }
    }

    fn jump(&self, cliff: &Cliff<'_>) -> String {
        let [from, to] = &cliff.ends;
        let words = [
            ("fact", self.fact.as_str().into()),
            ("from", cliff.line.value(from.0, self.language).into()),
            ("to", cliff.line.value(to.0, self.language).into()),
            ("before", from.1.as_str().into()),
            ("after", to.1.as_str().into()),
        ];
        self.say("page-jump", &words)
    }

    fn own(&self, line: &Line<'_>) -> Markup {
        let own = line.own();
        let words = [
            ("at", line.value(own.at, self.language).into()),
            ("outcome", line.outcome(own.level, self.language).into()),
        ];
        html! {
            @if own.level.worth().is_some() {
                li {
                    span.key aria-hidden="true" { "◆" } " "
                    (line.called()) (self.say("page-own", &words))
                }
            }
        }
    }

    /// The figures: at every label of the axis, at the thresholds, and on both sides of each jump.
    fn table(&self) -> Markup {
        let mut rows: BTreeSet<i128> = self.across((0, 1)).ticks().into_iter().collect();
        rows.extend(self.figures().iter().map(|figure| figure.at));
        for line in self.lines() {
            let points = &line.course.points;
            rows.extend([points.first(), points.last()].iter().flatten().map(|end| end.at));
            let ends = line.cliffs().into_iter().flat_map(|place| [place, place + 1]);
            rows.extend(ends.filter_map(|place| points.get(place)).map(|point| point.at));
            rows.insert(line.own().at);
        }
        html! {
            table {
                @if self.before.is_some() { caption { (sentence(&self.decision())) } }
                thead { tr {
                    th scope="col" { (self.fact) }
                    @if let Some(before) = &self.before {
                        th scope="col" { (before.name) }
                        th scope="col" { (self.line.name) }
                    } @else {
                        th scope="col" { (self.decision()) }
                    }
                } }
                tbody {
                    @for at in rows {
                        tr {
                            th scope="row" { (self.line.value(at, self.language)) }
                            @for line in self.lines() {
                                td { (line.outcome(line.course.level(line.ruleset, at), self.language)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

impl Line<'_> {
    /// Its name before what is said of it, where there are two.
    fn called(&self) -> String {
        if self.name.is_empty() { String::new() } else { format!("{}: ", self.name) }
    }

    fn has_none(&self) -> bool {
        self.course.points.iter().any(|point| point.level == Level::NoEntitlement)
    }

    fn denominator(&self) -> i128 {
        self.ruleset.program().terms[self.course.term].scale.denominator()
    }

    /// A value of the fact, in words.
    fn value(&self, at: i128, language: Language) -> String {
        self.course.value(self.ruleset.program(), at, language)
    }

    /// An outcome, in words.
    fn outcome(&self, level: Level, language: Language) -> String {
        self.course.outcome(self.ruleset.program(), level, language)
    }

    /// The values of the fact on both sides of a jump, with what follows.
    fn ends(&self, place: usize, language: Language) -> Option<[(i128, String); 2]> {
        let end = |place: usize| {
            let point = self.course.points.get(place)?;
            Some((point.at, self.outcome(point.level, language)))
        };
        Some([end(place)?, end(place + 1)?])
    }

    /// The jumps that are numbered, in order: each is the last point before it.
    pub(super) fn cliffs(&self) -> Vec<usize> {
        let points = &self.course.points;
        let height = |place: &usize| {
            let worth = |at: usize| points.get(at).and_then(|point| point.level.worth());
            worth(*place).zip(worth(place + 1)).map_or(0, |(from, to)| (to - from).abs())
        };
        let mut cliffs = self.course.cliffs();
        cliffs.sort_by_key(|place| std::cmp::Reverse(height(place)));
        cliffs.truncate(CLIFFS_MAX);
        cliffs.sort_unstable();
        cliffs
    }

    /// The case itself.
    pub(super) fn own(&self) -> Point {
        let fact = &self.ruleset.program().facts[self.course.fact];
        match self.course.case.fact(self.course.subject, fact) {
            Some(Value::Number(at)) => {
                Point { at: *at, level: self.course.level(self.ruleset, *at) }
            }
            _ => Point { at: 0, level: Level::Open },
        }
    }
}
