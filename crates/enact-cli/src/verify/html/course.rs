//! How the outcomes run: a drawing each, what is marked in it, and the figures as a table.

use super::plot::{self, Marks, across, letter};
use super::{Page, sentence};
use enact::verification::CaseTold;
use enact::whynot::{Course, Level, Point};
use enact::{said, written};
use enact_value::Value;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// How many jumps are numbered at most: the largest.
const CLIFFS_MAX: usize = 8;

/// Every course.
pub(super) fn section(page: &Page<'_>, courses: &[Course]) -> Markup {
    html! {
        p { (page.plainly("page-courses-told")) }
        @for (place, course) in courses.iter().enumerate() {
            (one(page, course, &format!("course-{}", place + 1)))
        }
    }
}

fn one(page: &Page<'_>, course: &Course, id: &str) -> Markup {
    let program = page.ruleset.program();
    let term = program.terms[course.term].name.replace('-', " ");
    let fact = fact(page, course);
    let title = page
        .say("page-course", &[("decision", term.as_str().into()), ("fact", fact.as_str().into())]);
    let cliffs = largest(course);
    let own = own(page, course);
    let marks = Marks { course, cliffs: &cliffs, own };
    let description = described(page, course);
    let case = CaseTold { program, case: &course.case, on: course.on, language: page.language };
    html! {
        article.course aria-labelledby=(id) {
            h3 id=(id) { (sentence(&title)) }
            p {
                (page.say("page-course-case", &[
                    ("title", course.title.as_str().into()),
                    ("fact", fact.as_str().into()),
                ]))
            }
            div.wide role="region" tabindex="0" aria-label=(page.say("page-drawing", &[("title", title.as_str().into())])) {
                (plot::drawn(page, &marks, id, [&title, &description]))
            }
            (legend(page, &marks, &fact))
            details {
                summary { (page.plainly("page-figures")) }
                p { (sentence(&case.words())) }
                (table(page, &marks, &fact))
            }
        }
    }
}

/// The fact that varies, with whose it is when it is another's.
fn fact(page: &Page<'_>, course: &Course) -> String {
    let program = page.ruleset.program();
    let name = &program.facts[course.fact].name;
    enact::called::called(program, &course.case, course.subject, name, page.language)
}

/// The jumps that are numbered, in order.
fn largest(course: &Course) -> Vec<usize> {
    let height = |place: &usize| {
        let worth = |at: usize| course.points.get(at).and_then(|point| point.level.worth());
        worth(*place).zip(worth(place + 1)).map_or(0, |(from, to)| (to - from).abs())
    };
    let mut cliffs = course.cliffs();
    cliffs.sort_by_key(|place| std::cmp::Reverse(height(place)));
    cliffs.truncate(CLIFFS_MAX);
    cliffs.sort_unstable();
    cliffs
}

/// The worked case itself.
fn own(page: &Page<'_>, course: &Course) -> Point {
    let fact = &page.ruleset.program().facts[course.fact];
    match course.case.fact(course.subject, fact) {
        Some(Value::Number(at)) => Point { at: *at, level: course.level(page.ruleset, *at) },
        _ => Point { at: 0, level: Level::Open },
    }
}

/// The drawing in a sentence.
fn described(page: &Page<'_>, course: &Course) -> String {
    let ends = [course.points.first(), course.points.last()];
    let [Some(first), Some(last)] = ends else { return String::new() };
    let words = [
        ("from", value(page, course, first.at).into()),
        ("to", value(page, course, last.at).into()),
        ("first", outcome(page, course, first.level).into()),
        ("last", outcome(page, course, last.level).into()),
        ("jumps", course.cliffs().len().into()),
    ];
    page.say("page-course-described", &words)
}

/// What is marked in the drawing, in words.
fn legend(page: &Page<'_>, marks: &Marks<'_>, fact: &str) -> Markup {
    let course = marks.course;
    let none = course.points.iter().any(|point| point.level == Level::NoEntitlement);
    let cliffs = marks
        .cliffs
        .iter()
        .filter_map(|place| Some((course.points.get(*place)?, course.points.get(place + 1)?)));
    html! {
        ul.legend {
            @for (place, threshold) in course.thresholds.iter().enumerate() {
                li { span.key { (letter(place)) } " " (threshold.name) ": " (value(page, course, threshold.at)) }
            }
            @for (number, (from, to)) in cliffs.enumerate() {
                li {
                    span.key.jump { (number + 1) } " "
                    (page.say("page-jump", &[
                        ("fact", fact.into()),
                        ("from", value(page, course, from.at).into()),
                        ("to", value(page, course, to.at).into()),
                        ("before", outcome(page, course, from.level).into()),
                        ("after", outcome(page, course, to.level).into()),
                    ]))
                }
            }
            @if marks.own.level.worth().is_some() {
                li {
                    span.key aria-hidden="true" { "◆" } " "
                    (page.say("page-own", &[
                        ("at", value(page, course, marks.own.at).into()),
                        ("outcome", outcome(page, course, marks.own.level).into()),
                    ]))
                }
            }
            @if none { li { span.key aria-hidden="true" { "┅" } " " (page.plainly("page-none")) } }
            @if marks.cliffs.len() < course.cliffs().len() {
                li {
                    (page.say("page-more-jumps", &[
                        ("most", marks.cliffs.len().into()),
                        ("all", course.cliffs().len().into()),
                    ]))
                }
            }
            @if marks.cliffs.is_empty() { li { (page.plainly("page-no-jumps")) } }
        }
    }
}

/// The figures: at every label of the axis, at the thresholds, and on both sides of each jump.
fn table(page: &Page<'_>, marks: &Marks<'_>, fact: &str) -> Markup {
    let course = marks.course;
    let program = page.ruleset.program();
    let mut rows: BTreeSet<i128> =
        across(course, &program.facts[course.fact]).ticks().into_iter().collect();
    rows.extend(course.thresholds.iter().map(|threshold| threshold.at));
    rows.extend([course.points.first(), course.points.last()].iter().flatten().map(|end| end.at));
    for place in marks.cliffs {
        rows.extend(
            [*place, place + 1]
                .iter()
                .filter_map(|at| course.points.get(*at))
                .map(|point| point.at),
        );
    }
    rows.insert(marks.own.at);
    html! {
        table {
                thead { tr {
                    th scope="col" { (fact) }
                    th scope="col" { (program.terms[course.term].name.replace('-', " ")) }
                } }
                tbody {
                    @for at in rows {
                        tr {
                            th scope="row" { (value(page, course, at)) }
                            td { (outcome(page, course, course.level(page.ruleset, at))) }
                        }
                    }
                }
        }
    }
}

/// A value of the fact, in words.
fn value(page: &Page<'_>, course: &Course, at: i128) -> String {
    let fact = &page.ruleset.program().facts[course.fact];
    written::words(&Value::Number(at), fact.ty, fact.scale, page.language)
}

/// An outcome, in words.
fn outcome(page: &Page<'_>, course: &Course, level: Level) -> String {
    let term = &page.ruleset.program().terms[course.term];
    match level {
        Level::Number(units) => {
            written::words(&Value::Number(units), term.ty, term.scale, page.language)
        }
        Level::NoEntitlement => said::no_entitlement(page.language).to_owned(),
        Level::Open => said::no_answer(page.language).to_owned(),
    }
}
