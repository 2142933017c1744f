//! The Markdown of a law: where its headings and its code blocks stand.
//!
//! Start at [`pieces`]. Code is taken as it stands in the file, with its indentation, so that a
//! place in a block is a place in the file. What headings mean is [`outline`](crate::outline)'s
//! concern.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Something in the Markdown that matters to a law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A heading of any level.
    Heading {
        /// Its words.
        text: String,
        /// Its bytes in the file.
        place: Range<usize>,
    },
    /// A code block of the language.
    Code(Fence),
    /// A code block of something else.
    Other(Range<usize>),
}

/// A fenced code block with the info string `enact`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fence {
    /// From the opening fence up to the closing one.
    pub(crate) place: Range<usize>,
    /// The lines between the fences.
    pub(crate) code: Range<usize>,
    /// Whether a fence closes it.
    pub(crate) closed: bool,
    /// Whether it stands in a quotation.
    pub(crate) quoted: bool,
}

/// The headings and code blocks of `text` from byte `start` on, in order.
pub(crate) fn pieces(text: &str, start: usize) -> Vec<Piece> {
    let body = text.get(start..).unwrap_or("");
    let mut found = Vec::new();
    let (mut heading, mut quotes) = (None::<(String, Range<usize>)>, 0_usize);
    for (event, range) in Parser::new_ext(body, Options::empty()).into_offset_iter() {
        let place = start + range.start..start + range.end;
        match event {
            Event::Start(Tag::BlockQuote(_)) => quotes += 1,
            Event::End(TagEnd::BlockQuote(_)) => quotes = quotes.saturating_sub(1),
            Event::Start(Tag::Heading { .. }) => heading = Some((String::new(), place)),
            Event::End(TagEnd::Heading(_)) => {
                found.extend(heading.take().map(|(text, place)| Piece::Heading { text, place }));
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                found.push(match is_code(&kind) {
                    true => Piece::Code(fence(text, place, quotes > 0)),
                    false => Piece::Other(place),
                });
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some((text, _)) = &mut heading {
                    text.push_str(&words);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some((text, _)) = &mut heading {
                    text.push(' ');
                }
            }
            _ => {}
        }
    }
    found
}

fn is_code(kind: &CodeBlockKind<'_>) -> bool {
    match kind {
        CodeBlockKind::Fenced(info) => info.split_whitespace().next() == Some("enact"),
        CodeBlockKind::Indented => false,
    }
}

fn fence(text: &str, place: Range<usize>, quoted: bool) -> Fence {
    let whole = text.get(place.clone()).unwrap_or("");
    let first_line = whole.find('\n').map_or(whole.len(), |end| end + 1);
    let trimmed = whole.trim_end();
    let last_line = trimmed.rfind('\n').map_or(0, |end| end + 1);
    let sign = if whole.starts_with('~') { '~' } else { '`' };
    let closing = trimmed.get(last_line..).unwrap_or("");
    let marks = closing.trim_start_matches([' ', '\t', '>']);
    let opened = whole.chars().take_while(|mark| *mark == sign).count();
    let closed = last_line >= first_line
        && !marks.is_empty()
        && marks.chars().all(|mark| mark == sign)
        && marks.chars().count() >= opened;
    let end = if closed { last_line } else { whole.len() };
    let code = place.start + first_line.min(end)..place.start + end;
    Fence { place, code, closed, quoted }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_taken_as_it_stands_in_the_file() {
        let text = "# Artikel 1\n\n1. Tekst.\n\n   ```enact\n   soort a\n   ```\n\n~~~~enact\nx\n";
        let codes: Vec<(&str, bool)> = pieces(text, 0)
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Code(fence) => Some((&text[fence.code], fence.closed)),
                _ => None,
            })
            .collect();
        assert_eq!(codes, [("   soort a\n", true), ("x\n", false)]);
    }
}
