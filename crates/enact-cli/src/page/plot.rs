//! How an outcome runs over a fact, as a drawing.
//!
//! Straight pieces, a gap at each jump, a line on the ground where there is no entitlement. What
//! is marked bears a letter or a number, and stands in words below the drawing.

use super::axis::Axis;
use super::course::{Cliff, Drawing, Line};
use enact::whynot::{Level, Point};
use maud::{Markup, html};

/// The picture: tenths of the units in which letters are measured.
const WIDTH: i128 = 7200;
const HEIGHT: i128 = 3700;
const LEFT: i128 = 1000;
const RIGHT: i128 = 7000;
const TOP: i128 = 560;
const BOTTOM: i128 = 3000;
/// From which distance on two lines are seen apart.
const APART: i128 = 300;

/// The picture while it is drawn.
struct Picture<'a> {
    drawing: &'a Drawing<'a>,
    across: Axis,
    up: Axis,
}

/// The drawing, with the ids of its title and description.
pub(super) fn drawn(drawing: &Drawing<'_>, id: &str, told: [&str; 2]) -> Markup {
    let (across, up) = (drawing.across((LEFT, RIGHT)), drawing.up((BOTTOM, TOP)));
    let picture = Picture { drawing, across, up };
    let [title, description] = told;
    html! {
        svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img"
            aria-labelledby={ (id) "-title " (id) "-description" } {
            title id={ (id) "-title" } { (title) }
            desc id={ (id) "-description" } { (description) }
            (picture.grid())
            text.axis x=(LEFT - 850) y="180" { (picture.named(&drawing.decision(), &picture.up)) }
            text.axis x=(RIGHT) y=(HEIGHT - 120) text-anchor="end" {
                (picture.named(&drawing.fact, &picture.across))
            }
            (picture.figures())
            (picture.pieces(&drawing.line, false))
            @if let Some(before) = &drawing.before { (picture.pieces(before, true)) }
            (picture.cliffs())
            @for line in drawing.lines() { (picture.own(line)) }
            (picture.names())
        }
    }
}

/// The letter of the figure at a place: `A`, `B`, …
pub(super) fn letter(place: usize) -> char {
    u8::try_from(place).ok().and_then(|place| b'A'.checked_add(place)).map_or('·', char::from)
}

impl Picture<'_> {
    fn named(&self, name: &str, axis: &Axis) -> String {
        match axis.per(self.drawing.language).filter(|per| !name.ends_with(per.as_str())) {
            Some(per) => format!("{name}, {per}"),
            None => name.to_owned(),
        }
    }

    fn grid(&self) -> Markup {
        let (across, up, language) = (&self.across, &self.up, self.drawing.language);
        html! {
            @for tick in up.ticks() {
                @let y = up.place(tick);
                line.grid.ground[tick == 0] x1=(LEFT) y1=(y) x2=(RIGHT) y2=(y) {}
                text x=(LEFT - 90) y=(y + 55) text-anchor="end" { (up.label(tick, language)) }
            }
            @for tick in across.ticks() {
                @let x = across.place(tick);
                line.tick x1=(x) y1=(BOTTOM) x2=(x) y2=(BOTTOM + 70) {}
                text x=(x) y=(BOTTOM + 250) text-anchor="middle" { (across.label(tick, language)) }
            }
        }
    }

    /// Letters that would stand over each other stand on two lines.
    fn figures(&self) -> Markup {
        let figures = self.drawing.figures();
        let places: Vec<i128> = figures.iter().map(|figure| self.across.place(figure.at)).collect();
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

    /// Where a point of a line is drawn.
    fn place(&self, line: &Line<'_>, point: Point) -> Option<(i128, i128)> {
        let worth = self.drawing.worth(line, point.level)?;
        Some((self.across.place(point.at), self.up.place(worth)))
    }

    /// A line, in pieces without a jump; a piece without entitlement lies on the ground.
    fn pieces(&self, line: &Line<'_>, earlier: bool) -> Markup {
        let cliffs = line.cliffs();
        let mut pieces: Vec<(bool, Vec<String>)> = Vec::new();
        let mut before: Option<Level> = None;
        for (place, point) in line.course.points.iter().enumerate() {
            let none = point.level == Level::NoEntitlement;
            let joined = before.is_some_and(|before| (before == Level::NoEntitlement) == none)
                && !place.checked_sub(1).is_some_and(|before| cliffs.contains(&before));
            before = point.level.worth().map(|_| point.level);
            let Some((x, y)) = self.place(line, *point) else { continue };
            let drawn = format!("{x},{y}");
            match pieces.last_mut().filter(|_| joined) {
                Some((_, piece)) if piece.last() == Some(&drawn) => {}
                Some((_, piece)) => piece.push(drawn),
                None => pieces.push((none, vec![drawn])),
            }
        }
        html! {
            @for (none, piece) in &pieces {
                polyline.course.none[*none].before[earlier] points=(piece.join(" ")) {}
            }
        }
    }

    /// The numbers of an earlier version stand to the left of its jumps.
    fn cliffs(&self) -> Markup {
        let earlier = |line: &Line<'_>| {
            self.drawing.before.as_ref().is_some_and(|before| std::ptr::eq(before, line))
        };
        let drawn = |cliff: &Cliff<'_>| {
            let points = &cliff.line.course.points;
            let (_, from) = self.place(cliff.line, *points.get(cliff.place)?)?;
            let (x, to) = self.place(cliff.line, *points.get(cliff.place + 1)?)?;
            Some((x, from, to, if earlier(cliff.line) { x - 170 } else { x + 170 }))
        };
        html! {
            @for (number, (x, from, to, beside)) in self.drawing.cliffs().iter().filter_map(drawn).enumerate() {
                line.cliff x1=(x) y1=(from) x2=(x) y2=(to) {}
                circle.end cx=(x) cy=(from) r="42" {}
                circle.end cx=(x) cy=(to) r="42" {}
                circle.number cx=(beside) cy=((from + to) / 2) r="105" {}
                text.number x=(beside) y=((from + to) / 2 + 52) text-anchor="middle" { (number + 1) }
            }
        }
    }

    /// The case itself.
    fn own(&self, line: &Line<'_>) -> Markup {
        html! {
            @if let Some((x, y)) = self.place(line, line.own()) {
                rect.own x=(x - 55) y=(y - 55) width="110" height="110"
                    transform={ "rotate(45 " (x) " " (y) ")" } {}
            }
        }
    }

    /// The names of two lines: where these are farthest apart, or else at the beginning.
    fn names(&self) -> Markup {
        let Some(before) = &self.drawing.before else { return html! {} };
        let after = &self.drawing.line;
        let both = |point: &Point| {
            let at = |line: &Line<'_>| {
                let level = line.course.level(line.ruleset, point.at);
                self.place(line, Point { at: point.at, level })
            };
            let ((x, was), (_, is)) = (at(before)?, at(after)?);
            Some((x, was, is))
        };
        let places = before.course.points.iter().chain(&after.course.points).filter_map(both);
        let far = |(_, was, is): &(i128, i128, i128)| (was - is).abs() >= APART;
        let farthest = places.clone().filter(far).max_by_key(|(_, was, is)| (was - is).abs());
        let Some((x, was, is)) = farthest.or_else(|| places.min_by_key(|(x, ..)| *x)) else {
            return html! {};
        };
        let (x, anchor) =
            if x > (LEFT + RIGHT) / 2 { (x - 180, "end") } else { (x + 180, "start") };
        // What lies on the ground has its name above it as well.
        let beside = |own: i128, higher: bool| {
            let above = higher || (was != is && own > BOTTOM - 200 && far(&(x, was, is)));
            if above { own - 90 } else { own + 190 }
        };
        html! {
            text.name x=(x) y=(beside(was, was < is)) text-anchor=(anchor) { (before.name) }
            text.name x=(x) y=(beside(is, is <= was)) text-anchor=(anchor) { (after.name) }
        }
    }
}
