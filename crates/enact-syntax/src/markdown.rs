//! The Markdown of a law: where its headings and its code blocks stand.
//!
//! Start at [`pieces`]. Code is taken as it stands in the file, with its indentation, so that a
//! place in a block is a place in the file. Quotations and comments are set apart: they are said
//! beside the law. What headings mean is [`outline`](crate::outline)'s concern.

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
    /// A fenced block of something else.
    Other(Range<usize>),
    /// Text indented so far that it shows as an example.
    Indented(Range<usize>),
    /// A quotation (`>`) or a comment (`<!-- … -->`), with whatever stands in it.
    Aside(Range<usize>),
}

impl Piece {
    /// Its bytes in the file.
    pub(crate) const fn place(&self) -> &Range<usize> {
        match self {
            Self::Heading { place, .. }
            | Self::Other(place)
            | Self::Indented(place)
            | Self::Aside(place) => place,
            Self::Code(fence) => &fence.place,
        }
    }
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
            Event::Start(Tag::BlockQuote(_)) => {
                quotes += 1;
                found.extend((quotes == 1).then_some(Piece::Aside(place)));
            }
            Event::End(TagEnd::BlockQuote(_)) => quotes = quotes.saturating_sub(1),
            Event::Start(Tag::Heading { .. }) if quotes == 0 => {
                heading = Some((String::new(), place));
            }
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) if quotes == 0 => {
                let written = text.get(place.clone()).unwrap_or("");
                let comment = written.trim_start().starts_with("<!--");
                found.extend(comment.then_some(Piece::Aside(place)));
            }
            Event::End(TagEnd::Heading(_)) => {
                found.extend(heading.take().map(|(text, place)| Piece::Heading { text, place }));
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                found.push(match kind {
                    CodeBlockKind::Indented => Piece::Indented(place),
                    CodeBlockKind::Fenced(info) if is_code(&info) => {
                        Piece::Code(fence(text, place, quotes > 0))
                    }
                    CodeBlockKind::Fenced(_) => Piece::Other(place),
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

/// Openings of code that Markdown does not see as a block: behind other words on their line, or
/// indented so far that they show as an example. What follows them would silently not count.
pub(crate) fn stray_openings(text: &str, start: usize, pieces: &[Piece]) -> Vec<Range<usize>> {
    let fenced = |at: usize| {
        pieces.iter().any(|piece| match piece {
            Piece::Code(fence) => fence.place.contains(&at),
            Piece::Other(place) => place.contains(&at),
            Piece::Heading { .. } | Piece::Indented(_) | Piece::Aside(_) => false,
        })
    };
    let body = text.get(start..).unwrap_or("");
    let openings = ["```enact", "~~~enact"].into_iter().flat_map(|word| {
        let found = body.match_indices(word);
        found.map(|(at, word)| start + at..start + at + word.len())
    });
    let ends_line = |opening: &Range<usize>| {
        let rest = text.get(opening.end..).unwrap_or("").lines().next().unwrap_or("");
        rest.trim().is_empty()
    };
    openings.filter(ends_line).filter(|opening| !fenced(opening.start)).collect()
}

fn is_code(info: &str) -> bool {
    info.split_whitespace().next() == Some("enact")
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
    fn an_opening_that_opens_nothing_is_found() {
        let strays = |text: &str| stray_openings(text, 0, &pieces(text, 0)).len();
        assert_eq!(strays("(1) ```enact\n    soort a\n    ```\n"), 1);
        assert_eq!(strays("tekst\n\n    ```enact\n     soort a\n     ```\n"), 1);
        assert_eq!(strays("1. ```enact\n   soort a\n   ```\n"), 0);
        assert_eq!(strays("````\n```enact\n```\n````\n\nzie ` ```enact ` hier\n"), 0);
    }

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
