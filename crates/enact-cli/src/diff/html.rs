//! A comparison as one page for who has to judge a bill.
//!
//! Start at [`report`]. It begins with what becomes of the decisions and for whom, and shows
//! every provision that changed with both texts side by side. No change is told by color alone: what goes is struck through, what comes
//! is underlined.

use super::table;
use crate::page::{DRAWINGS, Drawing, Frame, Line, Section, sentence};
use enact::Ruleset;
use enact::comparison::{BothCourses, Compared, Effect, PartTold, Piece, text, word_by_word};
use enact_source::Language;
use enact_source::messages::phrase;
use maud::{Markup, html};

const STYLE: [&str; 2] = [DRAWINGS, include_str!("page.css")];

/// The report on two versions as a page.
pub fn report(compared: &Compared, versions: [&Ruleset; 2], language: Language) -> String {
    let page = Page { compared, versions, language };
    let lead = html! {
        @if compared.is_same() { p.lead { (sentence(&page.say("diff-none"))) "." } }
        @for rename in &compared.renames { p.note { (rename.told) } }
    };
    let sections = [
        ("amendments", "diff-heading-amendments", page.amendments()),
        ("contents", "diff-page-contents", page.contents()),
        ("decisions", "diff-heading-decisions", page.decisions()),
        ("provisions", "diff-heading-provisions", page.provisions()),
        ("only-one", "diff-heading-only", page.only_one()),
        ("safeguards", "diff-heading-safeguards", page.safeguards()),
        ("examples", "diff-heading-examples", page.examples()),
    ];
    let written = sections
        .into_iter()
        .filter_map(|(id, heading, content)| Some(Section::new(id, page.say(heading), content?)));
    let sections: Vec<Section> = written.collect();
    let (title, made) =
        (text::title(&compared.before, &compared.after, language), page.say("diff-page-made"));
    Frame { title: &title, style: &STYLE, lead, made: &made, language }.around(&sections)
}

struct Page<'a> {
    compared: &'a Compared,
    versions: [&'a Ruleset; 2],
    language: Language,
}

impl Page<'_> {
    fn say(&self, id: &str) -> String {
        phrase(self.language, id, &[])
    }

    /// The amendments of the bill that another version of it has otherwise.
    fn amendments(&self) -> Option<Markup> {
        let changes = &self.compared.amendments;
        let told = html! {
            @for change in changes {
                article {
                    h3 { (text::amendment(change, self.language)) }
                    (self.both_texts(&change.text))
                }
            }
        };
        (!changes.is_empty()).then_some(told)
    }

    /// Every provision that changed, in a table that leads to it.
    fn contents(&self) -> Option<Markup> {
        let changes = &self.compared.provisions;
        let rows = html! {
            div.wide role="region" tabindex="0" aria-labelledby="contents" {
                table {
                    thead {
                        tr {
                            th scope="col" { (self.say("diff-page-provision")) }
                            th scope="col" { (self.say("diff-page-what")) }
                        }
                    }
                    tbody {
                        @for (place, change) in changes.iter().enumerate() {
                            tr {
                                th scope="row" {
                                    a href=(format!("#p{place}")) { (text::address(change, self.language)) }
                                }
                                td { (change.told) }
                            }
                        }
                    }
                }
            }
        };
        (!changes.is_empty()).then_some(rows)
    }

    fn decisions(&self) -> Option<Markup> {
        let decisions = &self.compared.decisions;
        let told = html! {
            @for (place, effect) in decisions.iter().enumerate() {
                (self.decision(effect, &format!("decision-{}", place + 1)))
            }
        };
        (!decisions.is_empty()).then_some(told)
    }

    fn decision(&self, effect: &Effect, id: &str) -> Markup {
        let sized = [("diff-most", &effect.most), ("diff-least", &effect.least)];
        html! {
            article class=(format!("decision {}", effect.verdict)) {
                h3 { (effect.told) }
                p.place { (effect.provision) }
                @if effect.untouched { p { (self.say("diff-untouched")) } }
                @if let Some(course) = &effect.course { (self.course(effect, course, id)) }
                (self.parts(effect))
                @for (id, sized) in sized {
                    @if let Some(sized) = sized {
                        p {
                            strong { (phrase(self.language, id, &[("size", sized.size.clone().into())])) }
                            @if let Some(case) = &sized.case { ": " (case.told) }
                        }
                    }
                }
                @if let Some(open) = &effect.open { p.note { (open) } }
            }
        }
    }

    /// The foremost parts, and the others behind them.
    fn parts(&self, effect: &Effect) -> Markup {
        let foremost = text::foremost(effect);
        let is_first = |part: &PartTold| foremost.iter().any(|first| std::ptr::eq(*first, part));
        let others: Vec<&PartTold> = effect.parts.iter().filter(|part| !is_first(part)).collect();
        let count = [("count", others.len().into())];
        html! {
            @if !foremost.is_empty() { ol { @for part in &foremost { (self.part(part)) } } }
            @if !others.is_empty() {
                details {
                    summary { (phrase(self.language, "diff-page-more", &count)) }
                    ol start=(foremost.len() + 1) { @for part in others { (self.part(part)) } }
                }
            }
        }
    }

    /// Both versions in one drawing.
    fn course(&self, effect: &Effect, both: &BothCourses, id: &str) -> Markup {
        let decision = effect.decision.replace('-', " ");
        let fact = both.fact.as_str();
        let words = [("decision", decision.into()), ("fact", fact.into())];
        let title = phrase(self.language, "page-course", &words);
        let lines = ["diff-page-before", "diff-page-after"];
        let line = |which: usize| Line {
            ruleset: self.versions[which],
            course: &both.courses[which],
            name: self.say(lines[which]),
        };
        let (before, line, language) = (Some(line(0)), line(1), self.language);
        let drawing = Drawing { before, line, fact: both.fact.clone(), language };
        html! {
            h4 { (sentence(&title)) }
            p { (sentence(&text::followed(both, language))) "." }
            @if !both.jumps.is_empty() {
                ul { @for jump in &both.jumps { li { (sentence(&jump.told)) "." } } }
            }
            (drawing.shown(id, &title, &html! {}))
        }
    }

    fn part(&self, part: &PartTold) -> Markup {
        html! {
            li {
                p {
                    strong { (part.change) }
                    @if let Some(size) = &part.size { " (" (size) ")" }
                }
                @for line in text::facts(part, self.language) { p { (line) } }
            }
        }
    }

    fn provisions(&self) -> Option<Markup> {
        let changes = &self.compared.provisions;
        let told = html! {
            @for (place, change) in changes.iter().enumerate() {
                article id=(format!("p{place}")) {
                    h3 { (text::address(change, self.language)) }
                    p { (change.told) }
                    @if let Some(by) = text::by(change, self.language) { p.place { (by) } }
                    (self.both_texts(&change.text))
                    (self.both_rules(&change.rules))
                    @let told = text::told(change);
                    @if !told.is_empty() { ul { @for told in told { li { (told) } } } }
                }
            }
        };
        (!changes.is_empty()).then_some(told)
    }

    fn both_texts(&self, text: &[Piece]) -> Markup {
        self.sides(text, &|mark| html! { p { (table::words(text, mark)) } })
    }

    fn both_rules(&self, lines: &[Piece]) -> Markup {
        let rules = word_by_word(lines);
        self.sides(&rules, &|mark| html! { pre tabindex="0" { (table::words(&rules, mark)) } })
    }

    /// Before and after, side by side; only one where the other has nothing.
    fn sides(&self, pieces: &[Piece], side: &dyn Fn(&str) -> Markup) -> Markup {
        let has = |mark: &str| pieces.iter().any(|piece| piece.is_in(mark));
        html! {
            @if pieces.iter().any(|piece| piece.mark != "same") {
                div.sides {
                    @if has("removed") { div { h4 { (self.say("diff-page-before")) } (side("removed")) } }
                    @if has("inserted") { div { h4 { (self.say("diff-page-after")) } (side("inserted")) } }
                }
            }
        }
    }

    /// What only one of the versions accepts.
    fn only_one(&self) -> Option<Markup> {
        let only = &self.compared.only_one;
        let told = html! { ul { @for one in only { li { (one.told) } } } };
        (!only.is_empty()).then_some(told)
    }

    fn safeguards(&self) -> Option<Markup> {
        let changes = &self.compared.safeguards;
        let told = html! {
            ul {
                @for one in changes {
                    li {
                        p { (text::safeguard(one, self.language)) }
                        @if let Some(case) = &one.case { p { (case) } }
                    }
                }
            }
        };
        (!changes.is_empty()).then_some(told)
    }

    fn examples(&self) -> Option<Markup> {
        let needs = text::needs(self.compared, self.language);
        let examples = &self.compared.examples;
        let told = html! {
            @if !examples.is_empty() {
                ul {
                    @for alike in text::alike(examples) {
                        li {
                            p { (text::example_change(&alike, self.language)) }
                            ul { @for one in alike { li { (text::example_title(one)) } } }
                        }
                    }
                }
            }
            @if let Some(needs) = &needs { p { (needs) } }
        };
        (!examples.is_empty() || needs.is_some()).then_some(told)
    }
}
