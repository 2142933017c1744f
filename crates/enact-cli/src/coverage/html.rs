//! Coverage as one page over the text of the law.
//!
//! Start at [`report`]. What is missing comes first, with the way to its place; below it stands
//! the law as it reads, every sentence with its mark, and with each provision what no example shows
//! of it. No mark is told by color alone.

mod law;

use super::{table, text};
use crate::page::{Frame, Section, sentence, ticked};
use enact::Coverage;
use enact::coverage::Law;
use enact_source::messages::phrase;
use enact_source::{Argument, Language};
use maud::{Markup, html};

const MARKS: &str = include_str!("html/page.css");

/// What a page is made of.
struct Page<'a> {
    coverage: &'a Coverage,
    language: Language,
}

/// The report as a page.
pub(super) fn report(coverage: &Coverage, language: Language) -> String {
    let page = Page { coverage, language };
    let title = page.say("coverage-title", &[("ruleset", coverage.ruleset.as_str().into())]);
    let lead = html! {
        p.lead { (page.lead()) }
        @for line in text::lines(coverage, language) { p { (ticked(&sentence(&line))) "." } }
    };
    let section =
        |id: &str, content| Section::new(id, page.plainly(&format!("coverage-{id}")), content);
    let mut sections = vec![
        section("missing", page.missing()),
        section("articles", page.articles()),
        section("marks", page.legend()),
    ];
    let laws = coverage.laws.iter().enumerate();
    sections.extend(laws.map(|(number, law)| law::section(&page, number, law)));
    let made = page.plainly("coverage-made");
    Frame { title: &title, style: &[MARKS], lead, made: &made, language }.around(&sections)
}

/// The place of a provision on the page.
fn anchor(law: usize, provision: usize) -> String {
    format!("law-{}-{}", law + 1, provision + 1)
}

impl Page<'_> {
    fn say(&self, id: &str, words: &[(&'static str, Argument)]) -> String {
        phrase(self.language, id, words)
    }

    fn plainly(&self, id: &str) -> String {
        self.say(id, &[])
    }

    /// The answer in a sentence.
    fn lead(&self) -> String {
        let missing = self.coverage.shown.missing();
        let nothing = self.coverage.sentences.nothing;
        match (nothing, missing) {
            (0, 0) => self.plainly("coverage-nothing-missing"),
            _ => self
                .say("coverage-lead", &[("nothing", nothing.into()), ("missing", missing.into())]),
        }
    }

    /// What is missing, with the way to each place.
    fn missing(&self) -> Markup {
        let laws = self.coverage.laws.iter().enumerate();
        let places: Vec<(String, String, usize)> = laws
            .flat_map(|(number, law)| {
                let provisions = law.provisions.iter().enumerate();
                let lacking = provisions.filter(|(_, provision)| provision.has_missing());
                lacking.map(move |(place, provision)| {
                    let count = provision.unmarked().count() + provision.shown.missing();
                    let cited = format!("{} {}", law.law, provision.provision);
                    (anchor(number, place), cited, count)
                })
            })
            .collect();
        let whole = self.coverage.laws.iter().filter(|law| !law.missing.is_empty());
        let whole: Vec<&Law> = whole.collect();
        html! {
            @if places.is_empty() && whole.is_empty() {
                p { (self.plainly("coverage-nothing-missing")) }
            } @else {
                ul.places {
                    @for (anchor, cited, count) in &places {
                        li {
                            a href={ "#" (anchor) } { (cited) }
                            ": " (self.say("coverage-places", &[("count", (*count).into())]))
                        }
                    }
                    @for law in whole {
                        @for missing in law.missing.iter().filter(|missing| !missing.follows) {
                            li { (law.law) ": " (ticked(&missing.told)) }
                        }
                    }
                }
                @if self.coverage.shown.missing() > 0 {
                    p { (ticked(&self.plainly("coverage-cases"))) "." }
                }
            }
        }
    }

    /// The summary, a row for each article.
    fn articles(&self) -> Markup {
        html! {
            div.wide role="region" tabindex="0" aria-labelledby="articles" {
                table.summary {
                    thead { tr {
                        th scope="col" { (self.plainly("coverage-column-article")) }
                        @for heading in table::headings(self.language) {
                            th scope="col" { (heading) }
                        }
                    } }
                    tbody {
                        @for (number, law) in self.coverage.laws.iter().enumerate() {
                            @for row in table::rows(law) {
                                (self.row(number, law, &row))
                            }
                        }
                    }
                }
            }
        }
    }

    fn row(&self, number: usize, law: &Law, row: &table::Row) -> Markup {
        let lacking = row.sentences.nothing > 0 || row.shown.missing() > 0;
        html! {
            tr class=[lacking.then_some("differs")] {
                th scope="row" {
                    a href={ "#" (anchor(number, row.first)) } { (law.law) " " (row.article) }
                }
                @for cell in table::cells(row.sentences, row.shown, self.language) {
                    td { (cell) }
                }
            }
        }
    }

    /// What the marks mean.
    fn legend(&self) -> Markup {
        html! {
            ul.legend {
                @for standing in law::STANDINGS {
                    li {
                        span.key aria-hidden="true" { (law::sign(standing)) }
                        (self.plainly(&format!("coverage-mark-{}-told", law::key(standing))))
                    }
                }
            }
            p.note { (self.plainly("coverage-measures")) }
        }
    }
}
