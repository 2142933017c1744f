//! `cases/*.json`: a list of objects with a title, a date, the case and what must follow; or
//! `enact-cases/1`, of which `cases` is that list.

use super::{Worked, date, entity, expected, term};
use crate::case::{self, given, scalar};
use crate::input::{self, Field, Format, Kind, Node};
use enact_model::Program;
use enact_model::program::Expectation;
use enact_source::{Citation, Code, Diagnostic, FileId, Source};

/// Reads a list of cases.
pub(super) fn read(
    program: &Program,
    file: FileId,
    source: &Source,
) -> (Vec<Worked>, Vec<Diagnostic>) {
    let node = match input::read(file, source, Format::Json) {
        Ok(node) => node,
        Err(finding) => return (Vec::new(), vec![finding]),
    };
    let listed = match &node.kind {
        Kind::Map(fields) => suggested(fields),
        _ => Some(&node),
    };
    let Some(Kind::List(entries)) = listed.map(|list| &list.kind) else {
        return (Vec::new(), vec![misshapen(&node)]);
    };
    let (mut cases, mut findings) = (Vec::new(), Vec::new());
    for entry in entries {
        match worked(program, entry) {
            Ok(case) => cases.push(case),
            Err(finding) => findings.push(finding),
        }
    }
    (cases, findings)
}

/// The list in what `enact cases` writes.
fn suggested(fields: &[Field]) -> Option<&Node> {
    let field = |key: &str| fields.iter().find(|field| field.key == key).map(|field| &field.value);
    let format = field("format").and_then(scalar::text);
    field("cases").filter(|_| format == Some(crate::cases::FORMAT))
}

fn misshapen(node: &Node) -> Diagnostic {
    Diagnostic::new(Code("E0529"), node.span).with(
        "keys",
        (
            "`voorbeeld`, `op`, `geval`, `dan` en eventueel `op grond van`",
            "`example`, `on`, `case`, `then` and perhaps `because`",
        ),
    )
}

/// The parts of one entry.
#[derive(Default)]
struct Entry<'n> {
    title: Option<&'n Node>,
    on: Option<&'n Node>,
    case: Option<&'n Node>,
    then: Option<&'n Node>,
    because: Option<&'n Node>,
}

fn worked(program: &Program, node: &Node) -> Result<Worked, Diagnostic> {
    let Kind::Map(fields) = &node.kind else { return Err(misshapen(node)) };
    let mut entry = Entry::default();
    for field in fields {
        let place = match field.key.as_str() {
            "voorbeeld" | "example" => &mut entry.title,
            "op" | "on" => &mut entry.on,
            "geval" | "case" => &mut entry.case,
            "dan" | "then" => &mut entry.then,
            "op grond van" | "because" => &mut entry.because,
            key if crate::cases::TO_REVIEW.contains(&key) => continue,
            _ => return Err(misshapen(node)),
        };
        if place.replace(&field.value).is_some() {
            return Err(Diagnostic::new(Code("E0523"), field.key_span).with("field", &field.key));
        }
    }
    let (Some(title), Some(on), Some(given), Some(then)) =
        (entry.title.and_then(scalar::text), entry.on, entry.case, entry.then)
    else {
        return Err(misshapen(node));
    };
    let Kind::Map(outcomes) = &then.kind else { return Err(misshapen(then)) };
    let terms: Result<Vec<_>, _> = outcomes
        .iter()
        .map(|field| Ok((term(program, &field.key, field.key_span)?, field.key_span)))
        .collect();
    let terms = terms?;
    let Some(entity) = entity(program, &terms)? else { return Err(misshapen(then)) };
    let expectations: Result<Vec<_>, Diagnostic> = outcomes
        .iter()
        .zip(&terms)
        .map(|(field, (term, _))| {
            let kind = expected::read(program, *term, &field.value)?;
            Ok(Expectation { kind, span: whole(field) })
        })
        .collect();
    let expectations = expectations?;
    let on_text = scalar::text(on).unwrap_or_default();
    Ok(Worked {
        title: title.to_owned(),
        on: date(on_text, on.span)?,
        case: case::from_node(program, entity, given),
        because: because(program, &expectations, entry.because)?,
        expectations,
        span: node.span,
    })
}

fn whole(field: &Field) -> enact_source::Span {
    field.key_span.to(field.value.span)
}

fn because(
    program: &Program,
    expectations: &[Expectation],
    node: Option<&Node>,
) -> Result<Vec<Citation>, Diagnostic> {
    let one = |node: &Node| {
        let text = scalar::text(node)
            .ok_or_else(|| Diagnostic::new(Code("E0528"), node.span).with("given", given(node)))?;
        expected::citations(program, expectations, text, node.span)
    };
    match node.map(|node| (node, &node.kind)) {
        None => Ok(Vec::new()),
        Some((_, Kind::List(list))) => {
            let cited: Result<Vec<_>, _> = list.iter().map(one).collect();
            Ok(cited?.concat())
        }
        Some((node, _)) => one(node),
    }
}
