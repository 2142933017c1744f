//! Every safeguard on the page: its promise, the verdict, and the case against it.

use super::{Page, sentence, sign, ticked};
use crate::verify::text::{promised, why};
use enact::assurance::{Against, Safeguarded};
use maud::{Markup, html};

/// All safeguards, in order of the text.
pub(super) fn section(page: &Page<'_>) -> Markup {
    let safeguards = &page.assurance.safeguards;
    html! {
        @if safeguards.is_empty() { p.note { (page.plainly("page-no-safeguards")) } }
        @for (place, safeguard) in safeguards.iter().enumerate() {
            (one(page, safeguard, place + 1))
        }
    }
}

fn one(page: &Page<'_>, safeguard: &Safeguarded, number: usize) -> Markup {
    let id = format!("safeguard-{number}");
    html! {
        article class={ "safeguard " (safeguard.verdict) } aria-labelledby=(id) {
            p.verdict {
                span.sign aria-hidden="true" { (sign(safeguard.verdict)) }
                (page.plainly(&format!("verify-{}", safeguard.verdict)))
            }
            h3 id=(id) { (sentence(&safeguard.title)) }
            p.place { (safeguard.provision) }
            blockquote.promise { code { (promised(safeguard, page.language)) } }
            @if safeguard.denied { p { (page.plainly("page-denied")) } }
            @match &safeguard.against {
                None => p { (ticked(&sentence(&why(&safeguard.told)))) "." },
                Some(against) => (shown(page, against, number)),
            }
        }
    }
}

/// The case against a promise, as a table of facts with what it comes to.
fn shown(page: &Page<'_>, against: &Against, number: usize) -> Markup {
    let pair = against.other.is_some();
    let on = page.written_day(&against.on);
    let caption = if pair { "page-pair-against" } else { "page-case-against" };
    html! {
        div.wide role="region" tabindex="0" aria-labelledby={ "against-" (number) } {
            table {
                caption id={ "against-" (number) } { (page.say(caption, &[("on", on.into())])) }
                thead { tr {
                    th scope="col" { (page.plainly("page-fact")) }
                    @if pair {
                        th scope="col" { (page.plainly("page-first")) }
                        th scope="col" { (page.plainly("page-second")) }
                    } @else {
                        th scope="col" { (page.plainly("page-value")) }
                    }
                } }
                tbody {
                    @for fact in &against.facts {
                        @let differs = fact.other.as_ref().is_some_and(|other| *other != fact.value);
                        tr class=[differs.then_some("differs")] {
                            th scope="row" { (fact.name) }
                            td { (fact.value) }
                            @if let Some(other) = &fact.other { td { (other) } }
                        }
                    }
                }
                @if let Some(outcome) = &against.outcome {
                    tfoot { tr {
                        th scope="row" { (page.plainly("page-outcome")) }
                        td { (outcome) }
                        @if let Some(other) = &against.other_outcome { td { (other) } }
                    } }
                }
            }
        }
        (again(page, against, number))
    }
}

/// How to decide the case again.
fn again(page: &Page<'_>, against: &Against, number: usize) -> Markup {
    let file = |second: bool| {
        let name = page.plainly("page-file");
        if second { format!("{name}-{number}b.json") } else { format!("{name}-{number}.json") }
    };
    let mut cases = vec![(file(false), &against.case)];
    cases.extend(against.other.as_ref().map(|other| (file(true), other)));
    html! {
        details {
            summary { (page.plainly("page-again")) }
            @for (file, case) in &cases {
                p { (page.say("page-keep-as", &[("file", file.as_str().into())])) }
                pre { code { (format!("{case:#}")) } }
                @if let Some(decide) = &against.decide {
                    pre { code {
                        "enact decide " (quoted(page.named)) " " (quoted(decide))
                        " --case " (file) " --on " (against.on)
                    } }
                }
            }
        }
    }
}

/// A word of a command line: within quotes when it needs them.
fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "-_./:\\".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}
