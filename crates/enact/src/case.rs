//! Reading a case by the law's own names.
//!
//! Start at [`read_case`]: it fills an [`enact_eval::Case`] from JSON or YAML, or says
//! everything that is wrong with it at once. A field that is left out is unknown, `null` states
//! that there is none, an object fills a fact that is another subject. Numbers are read as
//! written; nothing is rounded and nothing is guessed.

pub(crate) mod accepted;
mod judged;
pub(crate) mod scalar;
mod through_time;
mod to_json;

pub use to_json::to_json;

use crate::input::{self, Field, Format, Kind, Node};
use crate::names::{self, Found, Property};
use crate::written;
use enact_eval::{Breach, Case, Judged};
use enact_graph::RuleGraph;
use enact_model::Program;
use enact_model::program::{Fact, Listing, ThroughTime, Type};
use enact_model::table::{EntityId, FactId, JudgementId};
use enact_source::{Argument, Code, Diagnostic, FileId, Source, Span};
use enact_value::{Date, Value};
use scalar::Slip;
use std::collections::BTreeMap;

/// How many subjects a case can have.
const SUBJECTS_MAX: usize = 10_000;

/// A case as read, and where each of its data was given.
#[derive(Debug, Clone)]
pub struct CaseText {
    /// What is known.
    pub case: Case,
    /// Where each fact and judgement was given, by the subject's place in the case.
    pub places: BTreeMap<(u32, Property), Span>,
    /// Where each subject was given.
    pub subjects: Vec<Span>,
}

/// Reads `source`, which is file `file`, as a case about an `entity`.
///
/// # Errors
/// Every finding of the E05 series that the text gives rise to.
pub fn read_case(
    program: &Program,
    entity: EntityId,
    file: FileId,
    source: &Source,
) -> Result<CaseText, Vec<Diagnostic>> {
    let node = input::read(file, source, Format::of(source)).map_err(|finding| vec![finding])?;
    from_node(program, entity, &node)
}

/// Reads a case that has already been taken apart.
///
/// # Errors
/// As [`read_case`].
pub fn from_node(
    program: &Program,
    entity: EntityId,
    node: &Node,
) -> Result<CaseText, Vec<Diagnostic>> {
    let Kind::Map(fields) = &node.kind else {
        let name = &program.entities[entity].name;
        return Err(vec![Diagnostic::new(Code("E0502"), node.span).with("entity", name)]);
    };
    let mut reader = Reader::new(program, entity, node.span);
    reader.subject(0, entity, fields, "");
    if reader.findings.is_empty() { Ok(reader.text) } else { Err(reader.findings) }
}

struct Reader<'p> {
    program: &'p Program,
    text: CaseText,
    findings: Vec<Diagnostic>,
}

impl<'p> Reader<'p> {
    fn new(program: &'p Program, entity: EntityId, span: Span) -> Self {
        let case = Case::new(program, entity);
        let text = CaseText { case, places: BTreeMap::new(), subjects: vec![span] };
        Self { program, text, findings: Vec::new() }
    }

    /// Fills the subject at `place`; `path` leads to it and ends with a point.
    fn subject(&mut self, place: u32, entity: EntityId, fields: &[Field], path: &str) {
        for field in fields {
            let named = format!("{path}{}", field.key);
            match names::property(self.program, entity, &field.key) {
                Found::One(property) => self.property(place, property, field, &named),
                Found::Several(ways) => self.findings.push(
                    Diagnostic::new(Code("E0504"), field.key_span)
                        .with("field", named)
                        .with("ways", backticked(&ways)),
                ),
                Found::None { nearest, known } => {
                    self.findings.push(self.unknown(entity, field, named, nearest, &known));
                }
            }
        }
    }

    fn property(&mut self, place: u32, property: Property, field: &Field, path: &str) {
        if let Some(first) = self.text.places.get(&(place, property)) {
            let finding = Diagnostic::new(Code("E0508"), field.key_span)
                .with("field", path)
                .and_at(*first, "label-first");
            self.findings.push(finding);
            return;
        }
        self.text.places.insert((place, property), field.key_span.to(field.value.span));
        match property {
            Property::Fact(fact) => self.fact(place, fact, &field.value, path),
            Property::Judgement(judgement) => {
                match judged::read(self.program, judgement, &field.value, path) {
                    Ok(judged) => self.text.case.judge(self.program, place, judgement, judged),
                    Err(findings) => self.findings.extend(findings),
                }
            }
        }
    }

    fn fact(&mut self, place: u32, id: FactId, node: &Node, path: &str) {
        let fact = &self.program.facts[id];
        if let (Type::Subject(entity), Kind::Map(fields)) = (fact.ty, &node.kind) {
            if self.text.subjects.len() >= SUBJECTS_MAX {
                let finding = Diagnostic::new(Code("E0513"), node.span).with("limit", SUBJECTS_MAX);
                self.findings.push(finding);
                return;
            }
            let other = self.text.case.add(self.program, entity);
            self.text.subjects.push(node.span);
            self.text.case.set(self.program, place, id, Value::Subject(other));
            self.subject(other, entity, fields, &format!("{path}."));
            return;
        }
        if let (Some(listing), Some(elements)) = (fact.list, elements(node)) {
            self.list(place, id, listing, &elements, node.span, path);
            return;
        }
        if let (Kind::List(values), false) = (&node.kind, matches!(fact.ty, Type::Subject(_))) {
            match through_time::read(self.program, fact, values, path) {
                Ok(values) => self.text.case.set_through_time(self.program, place, id, values),
                Err(findings) => self.findings.extend(findings),
            }
            return;
        }
        match scalar::value(self.program, node, fact) {
            Ok(value) => self.text.case.set(self.program, place, id, value),
            Err(slip) => self.findings.push(refused(self.program, fact, slip, node, path)),
        }
    }

    /// Fills a list with its elements, in the order in which they are given.
    fn list(
        &mut self,
        place: u32,
        id: FactId,
        listing: Listing,
        elements: &[&Node],
        span: Span,
        path: &str,
    ) {
        let fact = &self.program.facts[id];
        if usize::try_from(listing.most).is_ok_and(|most| elements.len() > most) {
            let finding = Diagnostic::new(Code("E0340"), span)
                .with("field", path)
                .with("count", elements.len())
                .with("most", listing.most.to_string())
                .with("ground", fact.ground.clone())
                .within(fact.ground.clone());
            self.findings.push(finding);
            return;
        }
        self.text.case.set(self.program, place, id, Value::Subjects([].into()));
        for (number, element) in elements.iter().enumerate() {
            let path = format!("{path}[{number}]");
            let Kind::Map(fields) = &element.kind else {
                let finding = refused(self.program, fact, Slip::WrongKind, element, &path);
                self.findings.push(finding);
                continue;
            };
            if self.text.subjects.len() >= SUBJECTS_MAX {
                let finding =
                    Diagnostic::new(Code("E0513"), element.span).with("limit", SUBJECTS_MAX);
                self.findings.push(finding);
                return;
            }
            let other = self.text.case.append(self.program, place, id);
            self.text.subjects.push(element.span);
            self.subject(other, listing.element, fields, &format!("{path}."));
        }
    }

    fn unknown(
        &self,
        entity: EntityId,
        field: &Field,
        path: String,
        nearest: Option<String>,
        known: &[String],
    ) -> Diagnostic {
        let finding = Diagnostic::new(Code("E0503"), field.key_span)
            .with("field", path)
            .with("entity", &self.program.entities[entity].name)
            .with("known", backticked(known));
        match nearest {
            Some(nearest) => finding.with("nearest", nearest).advising("help-nearest"),
            None => finding.with("nearest", ""),
        }
    }
}

/// The elements of a list: a list, an object whose fields are numbered from 1 as the columns of
/// a table are, or the word that there are none.
fn elements(node: &Node) -> Option<Vec<&Node>> {
    match &node.kind {
        Kind::List(items) => Some(items.iter().collect()),
        Kind::Plain(text) | Kind::Text(text) if matches!(text.as_str(), "geen" | "none") => {
            Some(Vec::new())
        }
        Kind::Map(fields) => {
            let numbered = |number: usize| {
                let key = number.to_string();
                fields.iter().find(|field| field.key == key).map(|field| &field.value)
            };
            (1..=fields.len()).map(numbered).collect()
        }
        _ => None,
    }
}

/// Everything in `text` that the law excludes on `on`: ranges and assumptions.
#[must_use]
pub fn breaches(graph: &RuleGraph, text: &CaseText, on: Date) -> Vec<Diagnostic> {
    let found = enact_eval::inspect(graph, &text.case, on);
    found.into_iter().map(|breach| excluded(graph.program(), text, breach)).collect()
}

/// The finding about something in the case that the law excludes.
pub(crate) fn excluded(program: &Program, text: &CaseText, breach: Breach) -> Diagnostic {
    match breach {
        Breach::Assumption { assumption, subject } => {
            let assumption = &program.assumptions[assumption];
            let place = usize::try_from(subject).unwrap_or(usize::MAX);
            let at = text.subjects.get(place).copied().unwrap_or(assumption.span);
            Diagnostic::new(Code("E0511"), at)
                .with("ground", assumption.ground.clone())
                .with("words", program.sources.slice(assumption.span))
                .and_at(assumption.span, "label-assumption")
                .within(assumption.ground.clone())
        }
        Breach::Power { power, subject, condition: span } => {
            let judgement = &program.judgements[power];
            let place = (subject, Property::Judgement(power));
            Diagnostic::new(Code("E0240"), text.places.get(&place).copied().unwrap_or(span))
                .with("name", judgement.name.as_str())
                .with("by", judgement.by.as_deref().unwrap_or(""))
                .with("words", program.sources.slice(span))
                .and_at(span, "label-condition")
                .within(judgement.ground.clone())
        }
        Breach::Range { fact, subject } => text.refused(program, fact, subject, Slip::OutOfRange),
        Breach::Kind { fact, subject } | Breach::Subject { fact, subject } => {
            text.refused(program, fact, subject, Slip::WrongKind)
        }
    }
}

impl CaseText {
    /// A case that no text was read for.
    pub(crate) fn plain(case: Case) -> Self {
        let subjects = vec![Span::default(); case.subjects.len()];
        Self { case, places: BTreeMap::new(), subjects }
    }

    fn refused(&self, program: &Program, fact: FactId, subject: u32, slip: Slip) -> Diagnostic {
        let row = &program.facts[fact];
        let at = self.places.get(&(subject, Property::Fact(fact))).copied().unwrap_or(row.span);
        let value = self.case.fact(subject, row);
        let written =
            value.map_or_else(String::new, |value| written::machine(value, row.ty, row.scale));
        let node = Node { kind: Kind::Plain(written), span: at };
        refused(program, row, slip, &node, &row.name)
    }
}

/// The finding about a value that its fact does not accept.
pub(crate) fn refused(
    program: &Program,
    fact: &Fact,
    slip: Slip,
    node: &Node,
    path: &str,
) -> Diagnostic {
    let code = match slip {
        Slip::WrongKind => "E0505",
        Slip::TooManyDecimals if fact.decimals == 0 => "E0517",
        Slip::TooManyDecimals => "E0506",
        Slip::ImpossibleDate => "E0507",
        Slip::OutOfRange => "E0509",
        Slip::NeverAbsent => "E0510",
        Slip::WrongNumberForm => "E0514",
        Slip::WrongDateForm => "E0515",
        Slip::NotText => "E0530",
    };
    let (low, high) = accepted::bounds(fact).unwrap_or_default();
    Diagnostic::new(Code(code), node.span)
        .with("field", path)
        .with("ground", fact.ground.clone())
        .with("form", accepted::form(program, fact))
        .with("given", given(node))
        .with("decimals", Argument::Text(fact.decimals.to_string()))
        .with("low", low)
        .with("high", high)
        .within(fact.ground.clone())
}

/// The value of one fact, sent by itself.
pub(crate) fn read_value(program: &Program, id: FactId, node: &Node) -> Result<Value, Diagnostic> {
    let fact = &program.facts[id];
    scalar::value(program, node, fact)
        .map_err(|slip| refused(program, fact, slip, node, &fact.name))
}

/// One judgement, sent by itself.
pub(crate) fn read_judgement(
    program: &Program,
    id: JudgementId,
    node: &Node,
) -> Result<Judged, Diagnostic> {
    judged::read(program, id, node, &program.judgements[id].name).map_err(|findings| {
        let first = findings.into_iter().next();
        first.unwrap_or_else(|| Diagnostic::new(Code("E0516"), node.span))
    })
}

/// The values of one fact through time, each as its day and its value.
pub(crate) fn read_through_time(
    program: &Program,
    id: FactId,
    values: &[(String, String)],
) -> Result<ThroughTime, Diagnostic> {
    let fact = &program.facts[id];
    let field = |key: &str, text: &str| Field {
        key: key.to_owned(),
        key_span: Span::default(),
        value: given_value(text.to_owned()),
    };
    let pair = |(from, value): &(String, String)| Node {
        kind: Kind::Map(vec![field("from", from), field("value", value)]),
        span: Span::default(),
    };
    let values: Vec<Node> = values.iter().map(pair).collect();
    through_time::read(program, fact, &values, &fact.name).map_err(|findings| {
        let first = findings.into_iter().next();
        first.unwrap_or_else(|| Diagnostic::new(Code("E0445"), Span::default()))
    })
}

/// The finding about a list with more elements than the law admits.
pub(crate) fn too_many(fact: &Fact, count: u32) -> Diagnostic {
    let most = fact.list.map_or(0, |listing| listing.most);
    Diagnostic::new(Code("E0340"), Span::default())
        .with("field", &fact.name)
        .with("count", count.to_string())
        .with("most", most.to_string())
        .with("ground", fact.ground.clone())
        .within(fact.ground.clone())
}

/// The finding about an answer that does not say how many there are.
pub(crate) fn no_count(fact: &Fact, text: &str) -> Diagnostic {
    Diagnostic::new(Code("E0628"), Span::default())
        .with("field", &fact.name)
        .with("given", text)
        .within(fact.ground.clone())
}

/// The finding about an answer that is neither yes nor no.
pub(crate) fn no_answer(fact: &Fact, text: &str) -> Diagnostic {
    Diagnostic::new(Code("E0623"), Span::default())
        .with("field", &fact.name)
        .with("given", text)
        .within(fact.ground.clone())
}

/// A value without quotes, as if it were sent by itself.
pub(crate) fn given_value(written: String) -> Node {
    Node { kind: Kind::Plain(written), span: Span::default() }
}

/// What was sent, as the sender wrote it.
pub(crate) fn given(node: &Node) -> Argument {
    match &node.kind {
        Kind::Null => "`null`".into(),
        Kind::YesNo(answer) => format!("`{answer}`").into(),
        Kind::Number(text) | Kind::Plain(text) | Kind::Text(text) => {
            let shown: String = text.chars().take(60).collect();
            format!("`{shown}`").into()
        }
        Kind::List(_) => ("een lijst", "a list").into(),
        Kind::Map(_) => ("een object", "an object").into(),
    }
}

/// `` `a`, `b` ``.
pub(crate) fn backticked(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
