//! How an outcome runs over a fact, as a drawing.
//!
//! Straight pieces, a gap at each jump, a line on the ground where there is no entitlement. What
//! is marked bears a letter or a number, and stands in words below the drawing.

use super::Page;
use super::axis::Axis;
use enact::whynot::{Course, Level, Point};
use enact_model::program::Fact;
use maud::{Markup, html};

/// The picture: tenths of the units in which letters are measured.
const WIDTH: i128 = 7200;
const HEIGHT: i128 = 3700;
const LEFT: i128 = 1000;
const RIGHT: i128 = 7000;
const TOP: i128 = 560;
const BOTTOM: i128 = 3000;

/// What is marked in the drawing.
pub(super) struct Marks<'a> {
    /// The course.
    pub course: &'a Course,
    /// The places of the jumps that are numbered.
    pub cliffs: &'a [usize],
    /// The value in the worked case, with what follows.
    pub own: Point,
}

/// The axis of the fact.
pub(super) fn across(course: &Course, fact: &Fact) -> Axis {
    let at = |point: Option<&Point>| point.map_or(0, |point| point.at);
    let ends = (at(course.points.first()), at(course.points.last()));
    Axis::new((fact.ty, fact.scale), ends, (LEFT, RIGHT))
}

/// The drawing, with the ids of its title and description.
pub(super) fn drawn(page: &Page<'_>, marks: &Marks<'_>, id: &str, told: [&str; 2]) -> Markup {
    let program = page.ruleset.program();
    let course = marks.course;
    let (term, fact) = (&program.terms[course.term], &program.facts[course.fact]);
    let worths: Vec<i128> = course.points.iter().filter_map(|point| point.level.worth()).collect();
    let low = worths.iter().copied().min().unwrap_or_default().min(0);
    let high = worths.iter().copied().max().unwrap_or_default().max(0);
    let up = Axis::new((term.ty, term.scale), (low, high), (BOTTOM, TOP)).rounded();
    let across = across(course, fact);
    let [title, description] = told;
    html! {
        svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img"
            aria-labelledby={ (id) "-title " (id) "-description" } {
            title id={ (id) "-title" } { (title) }
            desc id={ (id) "-description" } { (description) }
            (grid(page, &across, &up))
            text.axis x=(LEFT - 850) y="180" { (named(page, &term.name, &up)) }
            text.axis x=(RIGHT) y=(HEIGHT - 120) text-anchor="end" {
                (named(page, &fact.name, &across))
            }
            (thresholds(course, &across))
            (pieces(marks, &across, &up))
            (cliffs(marks, &across, &up))
            (own(marks, &across, &up))
        }
    }
}

fn named(page: &Page<'_>, name: &str, axis: &Axis) -> String {
    let name = name.replace('-', " ");
    match axis.per(page.language).filter(|per| !name.ends_with(per.as_str())) {
        Some(per) => format!("{name}, {per}"),
        None => name,
    }
}

fn grid(page: &Page<'_>, across: &Axis, up: &Axis) -> Markup {
    html! {
        @for tick in up.ticks() {
            @let y = up.place(tick);
            line.grid.ground[tick == 0] x1=(LEFT) y1=(y) x2=(RIGHT) y2=(y) {}
            text x=(LEFT - 90) y=(y + 55) text-anchor="end" { (up.label(tick, page.language)) }
        }
        @for tick in across.ticks() {
            @let x = across.place(tick);
            line.tick x1=(x) y1=(BOTTOM) x2=(x) y2=(BOTTOM + 70) {}
            text x=(x) y=(BOTTOM + 250) text-anchor="middle" { (across.label(tick, page.language)) }
        }
    }
}

/// The letter of the threshold at a place: `A`, `B`, …
pub(super) fn letter(place: usize) -> char {
    u8::try_from(place).ok().and_then(|place| b'A'.checked_add(place)).map_or('·', char::from)
}

/// Letters that would stand over each other stand on two lines.
fn thresholds(course: &Course, across: &Axis) -> Markup {
    let places: Vec<i128> =
        course.thresholds.iter().map(|threshold| across.place(threshold.at)).collect();
    html! {
        @for (place, x) in places.iter().enumerate() {
            @let crowded = place.checked_sub(1).and_then(|before| places.get(before))
                .is_some_and(|before| x - before < 160);
            @let y = if crowded && place % 2 == 1 { TOP - 240 } else { TOP - 100 };
            line.threshold x1=(x) y1=(TOP - 70) x2=(x) y2=(BOTTOM) {}
            text.letter x=(x) y=(y) text-anchor="middle" { (letter(place)) }
        }
    }
}

/// The line, in pieces without a jump; a piece without entitlement lies on the ground.
fn pieces(marks: &Marks<'_>, across: &Axis, up: &Axis) -> Markup {
    let mut pieces: Vec<(bool, Vec<String>)> = Vec::new();
    let mut before: Option<Level> = None;
    for (place, point) in marks.course.points.iter().enumerate() {
        let none = point.level == Level::NoEntitlement;
        let joined = before.is_some_and(|before| (before == Level::NoEntitlement) == none)
            && !place.checked_sub(1).is_some_and(|before| marks.cliffs.contains(&before));
        before = point.level.worth().map(|_| point.level);
        let Some(worth) = point.level.worth() else { continue };
        let drawn = format!("{},{}", across.place(point.at), up.place(worth));
        match pieces.last_mut().filter(|_| joined) {
            Some((_, piece)) if piece.last() == Some(&drawn) => {}
            Some((_, piece)) => piece.push(drawn),
            None => pieces.push((none, vec![drawn])),
        }
    }
    html! {
        @for (none, piece) in &pieces {
            polyline.course.none[*none] points=(piece.join(" ")) {}
        }
    }
}

fn cliffs(marks: &Marks<'_>, across: &Axis, up: &Axis) -> Markup {
    let pairs = marks.cliffs.iter().filter_map(|place| {
        let points = &marks.course.points;
        let (from, to) = (points.get(*place)?, points.get(place + 1)?);
        Some((across.place(to.at), up.place(from.level.worth()?), up.place(to.level.worth()?)))
    });
    html! {
        @for (number, (x, from, to)) in pairs.enumerate() {
            line.cliff x1=(x) y1=(from) x2=(x) y2=(to) {}
            circle.end cx=(x) cy=(from) r="42" {}
            circle.end cx=(x) cy=(to) r="42" {}
            circle.number cx=(x + 170) cy=((from + to) / 2) r="105" {}
            text.number x=(x + 170) y=((from + to) / 2 + 52) text-anchor="middle" { (number + 1) }
        }
    }
}

fn own(marks: &Marks<'_>, across: &Axis, up: &Axis) -> Markup {
    let (x, y) = (across.place(marks.own.at), marks.own.level.worth().map(|worth| up.place(worth)));
    html! {
        @if let Some(y) = y {
            rect.own x=(x - 55) y=(y - 55) width="110" height="110"
                transform={ "rotate(45 " (x) " " (y) ")" } {}
        }
    }
}
