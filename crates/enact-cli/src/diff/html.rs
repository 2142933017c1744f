//! A comparison as one page for who has to judge a bill.
//!
//! Start at [`report`]. The page stands alone: nothing is fetched and nothing runs. It begins with
//! what becomes of the decisions and for whom, and shows every provision that changed with both
//! texts side by side. No change is told by color alone: what goes is struck through, what comes
//! is underlined.

use enact::comparison::{Compared, Effect, PartTold, Piece, ProvisionChange, text};
use enact_source::Language;
use enact_source::messages::phrase;
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: [&str; 2] = [include_str!("../verify/html/page.css"), include_str!("page.css")];

/// The report as a page.
pub fn report(compared: &Compared, language: Language) -> String {
    let title = text::title(compared, language);
    let page = Page { compared, language };
    let written = html! {
        (DOCTYPE)
        html lang=(language.pick("nl", "en")) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                @for style in STYLE { style { (PreEscaped(style)) } }
            }
            body {
                main {
                    header {
                        h1 { (title) }
                        @if compared.is_same() { p.lead { (page.say("diff-none")) } }
                    }
                    (page.contents())
                    (page.decisions())
                    (page.provisions())
                    (page.safeguards())
                    (page.examples())
                }
                footer { p { (page.say("diff-page-made")) } }
            }
        }
    };
    written.into_string() + "\n"
}

struct Page<'a> {
    compared: &'a Compared,
    language: Language,
}

impl Page<'_> {
    fn say(&self, id: &str) -> String {
        phrase(self.language, id, &[])
    }

    /// Every provision that changed, in a table that leads to it.
    fn contents(&self) -> Markup {
        let changes = &self.compared.provisions;
        html! {
            @if !changes.is_empty() {
                div.wide {
                    table {
                        caption { (self.say("diff-page-contents")) }
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
            }
        }
    }

    fn decisions(&self) -> Markup {
        html! {
            @if !self.compared.decisions.is_empty() {
                h2 { (self.say("diff-heading-decisions")) }
                @for effect in &self.compared.decisions { (self.decision(effect)) }
            }
        }
    }

    fn decision(&self, effect: &Effect) -> Markup {
        let sized = [("diff-most", &effect.most), ("diff-least", &effect.least)];
        html! {
            section class=(format!("decision {}", effect.verdict)) {
                h3 { (effect.told) }
                p.place { (effect.provision) }
                @if effect.untouched { p { (self.say("diff-untouched")) } }
                @if !effect.parts.is_empty() {
                    ol { @for part in &effect.parts { (self.part(part)) } }
                }
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

    fn provisions(&self) -> Markup {
        html! {
            @if !self.compared.provisions.is_empty() {
                h2 { (self.say("diff-heading-provisions")) }
                @for (place, change) in self.compared.provisions.iter().enumerate() {
                    section id=(format!("p{place}")) {
                        h3 { (text::address(change, self.language)) }
                        p { (change.told) }
                        (self.both_texts(change))
                        (self.both_rules(change))
                        @let told = text::told(change);
                        @if !told.is_empty() { ul { @for told in told { li { (told) } } } }
                    }
                }
            }
        }
    }

    fn both_texts(&self, change: &ProvisionChange) -> Markup {
        let side = |mark: &str| {
            html! {
                p { @for piece in change.text.iter().filter(|piece| piece.mark == "same" || piece.mark == mark) { (self.piece(piece)) } }
            }
        };
        self.sides(&change.text, &side)
    }

    fn both_rules(&self, change: &ProvisionChange) -> Markup {
        let side = |mark: &str| {
            html! {
                pre tabindex="0" {
                    @for piece in change.rules.iter().filter(|piece| piece.mark == "same" || piece.mark == mark) {
                        (self.piece(piece)) "\n"
                    }
                }
            }
        };
        self.sides(&change.rules, &side)
    }

    /// Before and after, side by side; only one where the other has nothing.
    fn sides(&self, pieces: &[Piece], side: &dyn Fn(&str) -> Markup) -> Markup {
        let has =
            |mark: &str| pieces.iter().any(|piece| piece.mark == "same" || piece.mark == mark);
        html! {
            @if pieces.iter().any(|piece| piece.mark != "same") {
                div.sides {
                    @if has("removed") { div { h4 { (self.say("diff-page-before")) } (side("removed")) } }
                    @if has("inserted") { div { h4 { (self.say("diff-page-after")) } (side("inserted")) } }
                }
            }
        }
    }

    fn piece(&self, piece: &Piece) -> Markup {
        html! {
            @match piece.mark {
                "removed" => del { (piece.words) },
                "inserted" => ins { (piece.words) },
                _ => (piece.words),
            }
        }
    }

    fn safeguards(&self) -> Markup {
        html! {
            @if !self.compared.safeguards.is_empty() {
                h2 { (self.say("diff-heading-safeguards")) }
                ul {
                    @for one in &self.compared.safeguards {
                        li {
                            p { (text::safeguard(one, self.language)) }
                            @if let Some(case) = &one.case { p { (case) } }
                        }
                    }
                }
            }
        }
    }

    fn examples(&self) -> Markup {
        let needs = text::needs(self.compared, self.language);
        html! {
            @if !self.compared.examples.is_empty() || needs.is_some() {
                h2 { (self.say("diff-heading-examples")) }
                ul {
                    @for one in &self.compared.examples {
                        li { "“" (one.title) "” (" (one.provision) "): " (one.before) " → " (one.after) }
                    }
                }
                @if let Some(needs) = needs { p { (needs) } }
            }
        }
    }
}
