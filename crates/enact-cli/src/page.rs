//! What the pages that commands write have in common.

use maud::{Markup, html};

/// How a page looks: it fetches nothing.
pub const STYLE: &str = include_str!("verify/html/page.css");

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
