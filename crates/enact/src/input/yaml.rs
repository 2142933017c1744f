//! YAML as people write a case in it: block or flow, without tags, aliases or directives.
//!
//! An unquoted word stays a word: whether `no`, `ja` or `1234` is a yes/no, a text or a number
//! is for the field to say.

use super::{DEPTH_MAX, Field, Kind, Node};
use enact_source::{Code, Diagnostic, FileId, Span};
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, StrInput};

/// Reads one YAML document.
pub(super) fn read(file: FileId, text: &str) -> Result<Node, Diagnostic> {
    let mut reader = Reader { file, places: places(text), parser: Parser::new_from_str(text) };
    loop {
        let (event, span) = reader.next()?;
        match event {
            Event::StreamEnd | Event::DocumentEnd => {
                return Err(reader.refuse(span, ("het bestand is leeg", "the file is empty")));
            }
            Event::DocumentStart(_) => break,
            _ => {}
        }
    }
    let first = reader.next()?;
    let node = reader.node(first, 0)?;
    let (_, _) = reader.next()?;
    match reader.next()? {
        (Event::StreamEnd, _) => Ok(node),
        (_, span) => {
            Err(reader.refuse(span, ("een zaak is één document", "a case is one document")))
        }
    }
}

/// The byte at which each character begins, and the end.
fn places(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

struct Reader<'t> {
    file: FileId,
    places: Vec<usize>,
    parser: Parser<'t, StrInput<'t>>,
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Result<(Event<'t>, Span), Diagnostic> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => {
                let span = self.span(span.start.index(), span.end.index());
                Ok((event, span))
            }
            Some(Err(error)) => Err(self.unreadable(&error)),
            None => Ok((Event::StreamEnd, self.span(usize::MAX, usize::MAX))),
        }
    }

    fn node(&mut self, (event, span): (Event<'t>, Span), depth: usize) -> Result<Node, Diagnostic> {
        if depth > DEPTH_MAX {
            return Err(Diagnostic::new(Code("E0512"), span).with("limit", DEPTH_MAX));
        }
        match event {
            Event::Scalar(text, style, _, None) => {
                Ok(Node { kind: scalar(text.into_owned(), style), span })
            }
            Event::SequenceStart(_, None) => self.list(span, depth),
            Event::MappingStart(_, None) => self.map(span, depth),
            Event::Alias(_) => Err(self
                .refuse(span, ("verwijzingen met * zijn er niet", "there are no aliases with *"))),
            _ => Err(self.refuse(span, ("typen met ! zijn er niet", "there are no tags with !"))),
        }
    }

    fn list(&mut self, start: Span, depth: usize) -> Result<Node, Diagnostic> {
        let mut elements = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                return Ok(Node { kind: Kind::List(elements), span: start.to(span) });
            }
            elements.push(self.node((event, span), depth + 1)?);
        }
    }

    fn map(&mut self, start: Span, depth: usize) -> Result<Node, Diagnostic> {
        let mut fields = Vec::new();
        loop {
            let (key, key_span) = match self.next()? {
                (Event::MappingEnd, span) => {
                    return Ok(Node { kind: Kind::Map(fields), span: start.to(span) });
                }
                (Event::Scalar(key, _, _, None), span) => (key.into_owned(), span),
                (_, span) => {
                    let problem = ("een veld heeft een naam nodig", "a field needs a name");
                    return Err(self.refuse(span, problem));
                }
            };
            let next = self.next()?;
            let value = self.node(next, depth + 1)?;
            fields.push(Field { key, key_span, value });
        }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let last = self.places.last().copied().unwrap_or(0);
        let byte = |character: usize| self.places.get(character).copied().unwrap_or(last);
        Span::new(self.file, byte(start)..byte(end))
    }

    fn unreadable(&self, error: &ScanError) -> Diagnostic {
        let at = error.marker().index();
        self.refuse(
            self.span(at, at.saturating_add(1)),
            (
                "de inspringing of de leestekens kloppen hier niet",
                "the indentation or the punctuation is not right here",
            ),
        )
    }

    fn refuse(&self, span: Span, problem: (&str, &str)) -> Diagnostic {
        Diagnostic::new(Code("E0501"), span).with("format", "YAML").with("problem", problem)
    }
}

fn scalar(text: String, style: ScalarStyle) -> Kind {
    match style {
        ScalarStyle::Plain if matches!(text.as_str(), "" | "~" | "null") => Kind::Null,
        ScalarStyle::Plain => Kind::Plain(text),
        _ => Kind::Text(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Vec<(String, Kind)> {
        let Kind::Map(fields) = read(FileId(0), text).unwrap().kind else { panic!("no object") };
        fields.into_iter().map(|field| (field.key, field.value.kind)).collect()
    }

    #[test]
    fn a_plain_word_stays_a_word() {
        let read = fields("verzekerd: nee\ninkomen: 28000.10\nnaam: \"1234\"\npartner:\n");
        assert_eq!(read[0].1, Kind::Plain("nee".into()));
        assert_eq!(read[1].1, Kind::Plain("28000.10".into()));
        assert_eq!(read[2].1, Kind::Text("1234".into()));
        assert_eq!(read[3].1, Kind::Null);
    }

    #[test]
    fn places_count_bytes() {
        let text = "één: 1\ntwee: 2\n";
        let Kind::Map(fields) = read(FileId(0), text).unwrap().kind else { panic!("no object") };
        assert_eq!(&text[fields[1].key_span.range()], "twee");
        assert_eq!(&text[fields[1].value.span.range()], "2");
    }

    #[test]
    fn what_is_not_a_case_is_refused() {
        for text in ["", "a: *b", "a: !x 1", "a: 1\n---\nb: 2", "a: [1", "? [a]\n: 1", "\t- a:\n b"]
        {
            assert_eq!(read(FileId(0), text).unwrap_err().code, Code("E0501"), "{text}");
        }
        let deep = "[".repeat(50_000);
        assert!(read(FileId(0), &deep).is_err());
    }
}
