//! The verdicts as one page for who answers for a law: are the safeguards sufficient?
//!
//! Start at [`report`]. It says which text was looked into, what was proved and what was not,
//! with the case against it, and shows how the outcomes run. No verdict is told by color alone.

mod course;
mod safeguard;

use super::text::headline;
use crate::page::{DRAWINGS, Frame, Section, sentence, ticked};
use enact::{Assurance, Ruleset, whynot};
use enact_source::messages::phrase;
use enact_source::{Argument, Language};
use enact_syntax::tree::TextKind;
use enact_value::{Date, format};
use maud::{Markup, html};

/// What a page is made of.
pub(super) struct Page<'a> {
    /// The ruleset.
    pub ruleset: &'a Ruleset,
    /// Its verdicts.
    pub assurance: &'a Assurance,
    /// How it was named on the command line.
    pub named: &'a str,
    /// The language of the page.
    pub language: Language,
}

/// How the page looks, beyond what every page has.
const STYLE: [&str; 2] = [DRAWINGS, include_str!("html/page.css")];

/// The report as a page.
pub(super) fn report(page: &Page<'_>) -> String {
    let title = page.say("page-title", &[("ruleset", page.assurance.ruleset.as_str().into())]);
    let lead = html! {
        p.lead { (verdict(page)) }
        (counts(page))
        p { (sentence(&headline(page.assurance, page.language))) "." }
    };
    let courses = whynot::courses(page.ruleset);
    let section =
        |id: &str, content| Section::new(id, page.plainly(&format!("page-{id}")), content);
    let mut sections = vec![
        section("laws", laws(page)),
        section("scope", scope(page)),
        section("safeguards", safeguard::section(page)),
        section("findings", findings(page)),
    ];
    if !courses.is_empty() {
        sections.push(section("courses", course::section(page, &courses)));
    }
    let (language, made) = (page.language, page.plainly("page-made"));
    Frame { title: &title, style: &STYLE, lead, made: &made, language }.around(&sections)
}

impl Page<'_> {
    /// The words `id` of the catalogue.
    fn say(&self, id: &str, words: &[(&'static str, Argument)]) -> String {
        phrase(self.language, id, words)
    }

    fn plainly(&self, id: &str) -> String {
        self.say(id, &[])
    }

    fn day(&self, day: Date) -> String {
        format::date(day, self.language)
    }

    /// A day that a report gives for programs.
    fn written_day(&self, day: &str) -> String {
        Date::parse_iso(day).map_or_else(|_| day.to_owned(), |day| self.day(day))
    }
}

/// The answer in a sentence.
fn verdict(page: &Page<'_>) -> String {
    let assurance = page.assurance;
    let words = [
        ("proved", assurance.count("proved").into()),
        ("refuted", assurance.count("refuted").into()),
        ("open", assurance.count("not-proved").into()),
        ("all", assurance.safeguards.len().into()),
    ];
    let id = match (assurance.safeguards.len(), assurance.count("refuted")) {
        (0, _) => "page-verdict-none",
        (all, _) if all == assurance.count("proved") => "page-verdict-all",
        (_, 0) => "page-verdict-open",
        _ => "page-verdict-refuted",
    };
    page.say(id, &words)
}

/// How many safeguards have each verdict.
fn counts(page: &Page<'_>) -> Markup {
    html! {
        ul.counts {
            @for verdict in ["proved", "refuted", "not-proved"] {
                @let count = page.assurance.count(verdict);
                li class=(if count == 0 { "empty" } else { verdict }) {
                    span.sign aria-hidden="true" { (sign(verdict)) }
                    strong { (count) }
                    " "
                    (page.plainly(&format!("verify-{verdict}")))
                }
            }
        }
    }
}

/// The sign of a verdict, beside its word.
fn sign(verdict: &str) -> &'static str {
    match verdict {
        "proved" => "✓",
        "refuted" => "✗",
        _ => "?",
    }
}

/// Which texts were looked into.
fn laws(page: &Page<'_>) -> Markup {
    let program = page.ruleset.program();
    let laws = program.laws.rows();
    let has = |kind: TextKind| laws.iter().any(|law| law.text == kind);
    html! {
        div.wide role="region" tabindex="0" aria-labelledby="laws" {
            table.three {
                thead { tr {
                    th scope="col" { (page.plainly("page-law")) }
                    th scope="col" { (page.plainly("page-version")) }
                    th scope="col" { (page.plainly("page-text")) }
                } }
                tbody {
                    @for law in laws {
                        tr {
                            th scope="row" {
                                (law.title)
                                @if law.short != law.title { " (" (law.short) ")" }
                            }
                            td { (period(page, law.in_force, law.until)) }
                            td { (page.plainly(text_kind(law.text))) }
                        }
                    }
                }
            }
        }
        @if has(TextKind::Draft) { p.note { (page.plainly("page-note-draft")) } }
        @if has(TextKind::Restated) { p.note { (page.plainly("page-note-restated")) } }
    }
}

const fn text_kind(kind: TextKind) -> &'static str {
    match kind {
        TextKind::Official => "page-official",
        TextKind::Draft => "page-draft",
        TextKind::Restated => "page-restated",
    }
}

fn period(page: &Page<'_>, from: Option<Date>, until: Option<Date>) -> String {
    days(page, from.map(|day| page.day(day)), until.map(|day| page.day(day)))
}

fn days(page: &Page<'_>, from: Option<String>, until: Option<String>) -> String {
    match (from, until) {
        (Some(from), Some(until)) => {
            page.say("page-from-until", &[("from", from.into()), ("until", until.into())])
        }
        (Some(from), None) => page.say("page-from", &[("from", from.into())]),
        (None, Some(until)) => page.say("page-until", &[("until", until.into())]),
        (None, None) => page.plainly("page-every-day"),
    }
}

/// For which cases the verdicts are given.
fn scope(page: &Page<'_>) -> Markup {
    let assurance = page.assurance;
    let of = |day: &Option<String>| day.as_deref().map(|day| page.written_day(day));
    html! {
        dl.facts {
            dt { (page.plainly("page-days")) }
            dd { (days(page, of(&assurance.from), of(&assurance.until))) }
            dt { (page.plainly("page-lists")) }
            dd {
                @match assurance.lists_up_to {
                    None => (page.plainly("page-lists-all")),
                    Some(most) => (page.say("page-lists-up-to", &[("most", most.to_string().into())])),
                }
            }
        }
        h3 { (page.plainly("page-assumptions")) }
        @if assurance.assumptions.is_empty() {
            p { (page.plainly("page-assumes-nothing")) }
        } @else {
            ul.assumed {
                @for assumed in &assurance.assumptions {
                    li { code { (assumed.words) } " " span.place { "(" (assumed.provision) ")" } }
                }
            }
        }
    }
}

/// What the rules leave open, or never do.
fn findings(page: &Page<'_>) -> Markup {
    let findings = &page.assurance.findings;
    html! {
        @if findings.is_empty() {
            p { (page.plainly("page-no-findings")) }
        } @else {
            ul.found {
                @for finding in findings {
                    li {
                        strong { (finding.code) }
                        " "
                        (ticked(&sentence(&finding.message)))
                        @if let Some(provision) = &finding.provision {
                            " " span.place { "(" (provision) ")" }
                        }
                    }
                }
            }
        }
    }
}
