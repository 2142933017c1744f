//! JSON as RFC 8259 has it: nothing looser is accepted.

use super::{DEPTH_MAX, Field, Kind, Node};
use enact_source::{Argument, Code, Diagnostic, FileId, Span};
use jsonc_parser::ast::{ObjectPropName, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// Reads one JSON value.
pub(super) fn read(file: FileId, text: &str) -> Result<Node, Diagnostic> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let shift = text.len() - body.len();
    if let Some(at) = too_deep(body) {
        let span = Span::new(file, at + shift..at + shift + 1);
        return Err(Diagnostic::new(Code("E0512"), span).with("limit", DEPTH_MAX));
    }
    let reader = Reader { file, shift };
    let parsed = parse_to_ast(body, &CollectOptions::default(), &STRICT)
        .map_err(|error| reader.unreadable(&error))?;
    match parsed.value {
        Some(value) => Ok(reader.node(value)),
        None => Err(Diagnostic::new(Code("E0501"), Span::new(file, 0..text.len()))
            .with("format", "JSON")
            .with("problem", ("het bestand is leeg", "the file is empty"))),
    }
}

/// The place of the bracket that opens one level too many.
fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => {
                depth += 1;
                if depth > DEPTH_MAX {
                    return Some(at);
                }
            }
            b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

struct Reader {
    file: FileId,
    /// Bytes before the text that was parsed: a byte order mark.
    shift: usize,
}

impl Reader {
    fn node(&self, value: Value<'_>) -> Node {
        let span = self.span(&value);
        let kind = match value {
            Value::NullKeyword(_) => Kind::Null,
            Value::BooleanLit(answer) => Kind::YesNo(answer.value),
            Value::NumberLit(number) => Kind::Number(number.value.to_owned()),
            Value::StringLit(text) => Kind::Text(text.value.into_owned()),
            Value::Array(list) => {
                Kind::List(list.elements.into_iter().map(|element| self.node(element)).collect())
            }
            Value::Object(object) => {
                let field = |property: jsonc_parser::ast::ObjectProp<'_>| Field {
                    key_span: self.name_span(&property.name),
                    key: property.name.into_string(),
                    value: self.node(property.value),
                };
                Kind::Map(object.properties.into_iter().map(field).collect())
            }
        };
        Node { kind, span }
    }

    fn span(&self, value: &Value<'_>) -> Span {
        let range = value.range();
        Span::new(self.file, range.start + self.shift..range.end + self.shift)
    }

    fn name_span(&self, name: &ObjectPropName<'_>) -> Span {
        let range = name.range();
        Span::new(self.file, range.start + self.shift..range.end + self.shift)
    }

    fn unreadable(&self, error: &ParseError) -> Diagnostic {
        let range = error.range();
        let span = Span::new(self.file, range.start + self.shift..range.end + self.shift);
        Diagnostic::new(Code("E0501"), span)
            .with("format", "JSON")
            .with("problem", problem(error.kind()))
    }
}

/// The slip in the reader's words.
fn problem(kind: &ParseErrorKind) -> Argument {
    use ParseErrorKind as P;
    let words = match kind {
        P::CommentsNotAllowed | P::UnterminatedCommentBlock => {
            ("JSON kent geen opmerkingen", "JSON has no comments")
        }
        P::ExpectedColonAfterObjectKey | P::UnexpectedColon => (
            "tussen naam en waarde hoort één dubbele punt",
            "one colon stands between name and value",
        ),
        P::ExpectedObjectValue => {
            ("na de dubbele punt ontbreekt de waarde", "no value follows the colon")
        }
        P::ExpectedStringObjectProperty | P::UnexpectedWord | P::SingleQuotedStringsNotAllowed => (
            "namen en teksten staan tussen dubbele aanhalingstekens",
            "names and texts stand between double quotes",
        ),
        P::ExpectedComma => ("hier ontbreekt een komma", "a comma is missing here"),
        P::TrailingCommasNotAllowed | P::UnexpectedComma => {
            ("hier hoort geen komma", "a comma does not belong here")
        }
        P::MultipleRootJsonValues => {
            ("na de zaak staat nog iets", "something follows after the case")
        }
        P::UnterminatedArray | P::UnexpectedCloseBracket => (
            "een vierkante haak sluit of opent niet",
            "a square bracket is not closed or not opened",
        ),
        P::UnterminatedObject | P::UnexpectedCloseBrace => {
            ("een accolade sluit of opent niet", "a brace is not closed or not opened")
        }
        P::BareDecimalPointNumbersNotAllowed
        | P::ExpectedDigit
        | P::ExpectedDigitFollowingNegativeSign
        | P::ExpectedPlusMinusOrDigitInNumberLiteral
        | P::HexadecimalNumbersNotAllowed
        | P::NonFiniteNumbersNotAllowed
        | P::UnaryPlusNumbersNotAllowed => {
            ("dit is geen getal in JSON", "this is not a number in JSON")
        }
        P::String(_) => ("de tekst is niet goed geschreven", "the text is not well written"),
        P::UnexpectedToken | P::UnexpectedTokenInObject | P::NestingDepthExceeded => {
            ("dit hoort hier niet", "this does not belong here")
        }
    };
    words.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<Node, Diagnostic> {
        read(FileId(0), text)
    }

    #[test]
    fn a_number_keeps_its_digits() {
        let node = read_text(r#"{"a": 28000.10, "a": 1e400}"#).unwrap();
        let Kind::Map(fields) = node.kind else { panic!("an object was written") };
        let values: Vec<_> =
            fields.into_iter().map(|field| (field.key, field.value.kind)).collect();
        assert_eq!(values[0], ("a".to_owned(), Kind::Number("28000.10".to_owned())));
        assert_eq!(values[1], ("a".to_owned(), Kind::Number("1e400".to_owned())));
    }

    #[test]
    fn nothing_looser_is_json() {
        for text in
            ["", "{a: 1}", "{'a': 1}", "{\"a\": 1,}", "{\"a\": .5}", "[1 2]", "{} {}", "// x\n{}"]
        {
            assert!(read_text(text).is_err(), "{text}");
        }
    }

    #[test]
    fn depth_has_a_limit() {
        let deep = "[".repeat(100_000);
        assert_eq!(read_text(&deep).unwrap_err().code, Code("E0512"));
        assert!(read_text(&format!("{}{}", "[".repeat(64), "]".repeat(64))).is_ok());
    }
}
