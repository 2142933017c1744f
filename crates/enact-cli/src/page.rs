//! What the pages that commands write have in common.
//!
//! Start at [`Frame::around`]: a page gives its sections, and gets a head, its landmarks and the
//! way past and into the sections. Every page stands alone: nothing is fetched and nothing runs.

mod axis;
mod course;
mod plot;

pub use course::{Drawing, Line};

use enact_source::Language;
use enact_source::messages::phrase;
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// How a page looks, on paper and in the dark too.
const STYLE: &str = include_str!("page/frame.css");

/// How drawings look.
pub const DRAWINGS: &str = include_str!("page/plot.css");

/// What stands around the sections of a page.
pub struct Frame<'a> {
    /// The title of the page.
    pub title: &'a str,
    /// How the page looks, beyond what every page has.
    pub style: &'a [&'a str],
    /// What is said below the title.
    pub lead: Markup,
    /// How the page was made: a sentence.
    pub made: &'a str,
    /// The language of the page.
    pub language: Language,
}

/// A part of a page with a heading of its own.
pub struct Section {
    /// The place on the page.
    pub id: String,
    /// The heading.
    pub heading: String,
    /// The language of the heading, where the page has another.
    pub lang: Option<&'static str>,
    /// What stands below the heading.
    pub content: Markup,
}

impl Section {
    /// A section in the language of the page.
    pub fn new(id: &str, heading: String, content: Markup) -> Self {
        Self { id: id.to_owned(), heading, lang: None, content }
    }
}

impl Frame<'_> {
    /// The whole page.
    pub fn around(&self, sections: &[Section]) -> String {
        let page = html! {
            (DOCTYPE)
            html lang=(self.language.code()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (self.title) }
                    style { (PreEscaped(STYLE)) @for style in self.style { (PreEscaped(style)) } }
                }
                body {
                    a.skip href="#content" { (self.say("page-skip")) }
                    header { h1 { (self.title) } (self.lead) }
                    @if sections.len() > 1 { (self.contents(sections)) }
                    main id="content" tabindex="-1" {
                        @for section in sections {
                            section {
                                h2 id=(section.id) lang=[section.lang] { (section.heading) }
                                (section.content)
                            }
                        }
                    }
                    footer { p { (ticked(self.made)) } }
                }
            }
        };
        page.into_string() + "\n"
    }

    /// The way to each section.
    fn contents(&self, sections: &[Section]) -> Markup {
        html! {
            nav aria-label=(self.say("page-contents")) {
                ul {
                    @for section in sections {
                        li { a href={ "#" (section.id) } lang=[section.lang] { (section.heading) } }
                    }
                }
            }
        }
    }

    fn say(&self, id: &str) -> String {
        phrase(self.language, id, &[])
    }
}

/// A message as a sentence: with a capital. Names of the law stay as they are.
pub fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// A message in which the words between backticks are the law's.
pub fn ticked(message: &str) -> Markup {
    html! {
        @for (place, part) in message.split('`').enumerate() {
            @if place % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}
