//! How the outcomes run: a drawing each, for a worked case.

use super::{Page, sentence};
use crate::page::{Drawing, Line};
use enact::verification::CaseTold;
use enact::whynot::Course;
use maud::{Markup, html};

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
    let name = &program.facts[course.fact].name;
    let fact = enact::called::called(program, &course.case, course.subject, name, page.language);
    let words = [("decision", term.as_str().into()), ("fact", fact.as_str().into())];
    let title = page.say("page-course", &words);
    let words = [("title", course.title.as_str().into()), ("fact", fact.as_str().into())];
    let case = CaseTold { program, case: &course.case, on: course.on, language: page.language };
    let line = Line { ruleset: page.ruleset, course, name: String::new() };
    let drawing = Drawing { before: None, line, fact, language: page.language };
    html! {
        article.course aria-labelledby=(id) {
            h3 id=(id) { (sentence(&title)) }
            p { (page.say("page-course-case", &words)) }
            (drawing.shown(id, &title, &html! { p { (sentence(&case.words())) } }))
        }
    }
}
