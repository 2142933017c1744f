//! The law as it reads, with what each provision has and what no example shows of it.

use super::{Page, anchor};
use crate::page::{Section, sentence, ticked};
use enact::coverage::{Law, Piece, PieceKind, Provision, Standing};
use maud::{Markup, html};

/// What a sentence can have, in the order of the legend.
pub(super) const STANDINGS: [Standing; 4] =
    [Standing::Nothing, Standing::Code, Standing::Reason, Standing::Lead];

/// The section of a law.
pub(super) fn section(page: &Page<'_>, number: usize, law: &Law) -> Section {
    let lang = (law.language != page.language.code()).then_some(law.language);
    let mut levels = Levels { last: 2, lang };
    let content = html! {
        @for run in runs(&law.pieces) {
            @match run.first().and_then(|piece| piece.provision) {
                Some(place) => (provision(page, (number, law), place, run, &mut levels)),
                None => (outside(law, run, &mut levels)),
            }
        }
    };
    let heading = if law.law == law.title {
        law.title.clone()
    } else {
        format!("{} ({})", law.title, law.law)
    };
    Section { id: format!("law-{}", number + 1), heading, lang, content }
}

/// Neighbours that stand in the same provision.
fn runs(pieces: &[Piece]) -> impl Iterator<Item = &[Piece]> {
    pieces.chunk_by(|one, next| one.provision == next.provision)
}

fn outside(law: &Law, pieces: &[Piece], levels: &mut Levels) -> Markup {
    html! {
        @for piece in pieces {
            @match &piece.kind {
                PieceKind::Heading(_, words) if *words == law.title => {},
                PieceKind::Heading(level, words) => (levels.heading(*level, words)),
                PieceKind::Words(label, _, words) => p.aside lang=[levels.lang] { (label) @if !label.is_empty() { " " } (words) },
                PieceKind::Code(code) => pre lang=[levels.lang] { (code) },
            }
        }
    }
}

fn provision(
    page: &Page<'_>,
    (number, law): (usize, &Law),
    place: usize,
    pieces: &[Piece],
    levels: &mut Levels,
) -> Markup {
    let provision = &law.provisions[place];
    let (deep, lang) = (provision.depth > 1, levels.lang);
    html! {
        div.provision.deep[deep] id=(anchor(number, place)) {
            @for piece in pieces {
                @match &piece.kind {
                    PieceKind::Heading(level, words) => (levels.heading(*level, words)),
                    PieceKind::Words(label, sentences, _) => (words(page, provision, label, (sentences, lang))),
                    PieceKind::Code(code) => details {
                        summary {
                            (page.say("coverage-code-of", &[("provision", provision.provision.as_str().into())]))
                        }
                        pre lang=[lang] { (code) }
                    },
                }
            }
            (verdict(page, provision))
        }
    }
}

fn words(
    page: &Page<'_>,
    provision: &Provision,
    label: &str,
    (sentences, lang): (&[usize], Option<&str>),
) -> Markup {
    html! {
        p.words {
            @if !label.is_empty() { span.label { (label) } " " }
            @for sentence in sentences.iter().filter_map(|place| provision.sentences.get(*place)) {
                span class={ "sentence " (key(sentence.standing)) } {
                    span.sign aria-hidden="true" { (sign(sentence.standing)) }
                    span.spoken {
                        (page.plainly(&format!("coverage-mark-{}", key(sentence.standing)))) ": "
                    }
                    span lang=[lang] { (sentence.words) }
                }
                " "
            }
        }
    }
}

/// What the provision has, and what is missing.
fn verdict(page: &Page<'_>, provision: &Provision) -> Markup {
    let missing = provision.missing();
    let (never, following) = (provision.never(), provision.following());
    html! {
        @if let Some(reason) = &provision.reason {
            p.why { (page.say("coverage-no-code", &[("reason", reason.as_str().into())])) }
        }
        @if provision.unmarked().next().is_some() {
            p.lacking {
                strong { (sentence(&page.plainly("coverage-mark-nothing"))) "." }
                " " (ticked(&page.plainly("coverage-mark-nothing-help")))
            }
        }
        @if !missing.is_empty() {
            div.lacking {
                p { strong {
                    (page.say("coverage-not-shown", &[("provision", provision.provision.as_str().into())]))
                } }
                ul {
                    @for (item, missing) in &missing {
                        li { code { (item.name) } ": " (ticked(&missing.told)) }
                    }
                    @if following > 0 {
                        li { (page.say("coverage-following", &[("count", following.into())])) }
                    }
                }
            }
        } @else if !provision.code.is_empty() {
            p.fine {
                span.sign aria-hidden="true" { "✓" }
                (sentence(&page.plainly("coverage-all-shown")))
            }
        }
        @if !never.is_empty() {
            details {
                summary { (page.plainly("coverage-never-of")) }
                ul {
                    @for (item, missing) in &never {
                        li { code { (item.name) } ": " (ticked(&missing.told)) }
                    }
                }
            }
        }
    }
}

/// The sign of what a sentence has, beside its words for who does not see it.
pub(super) const fn sign(standing: Standing) -> &'static str {
    match standing {
        Standing::Code => "✓",
        Standing::Reason => "–",
        Standing::Lead => "↓",
        Standing::Nothing => "✗",
    }
}

/// The name of what a sentence has, in the catalogue.
pub(super) const fn key(standing: Standing) -> &'static str {
    match standing {
        Standing::Code => "code",
        Standing::Reason => "reason",
        Standing::Lead => "lead",
        Standing::Nothing => "nothing",
    }
}

/// The headings of a law below that of its section: none skips a level.
struct Levels {
    last: usize,
    /// The language of the law, where the page has another.
    lang: Option<&'static str>,
}

impl Levels {
    fn heading(&mut self, level: usize, words: &str) -> Markup {
        let level = (level + 1).clamp(3, 6).min(self.last + 1);
        self.last = level;
        html! {
            @match level {
                3 => h3 lang=[self.lang] { (words) },
                4 => h4 lang=[self.lang] { (words) },
                5 => h5 lang=[self.lang] { (words) },
                _ => h6 lang=[self.lang] { (words) },
            }
        }
    }
}
