//! Cases that are lists of fields, one after the other: lines of JSON.

use super::answer::{Endings, Refused, Told};
use super::plan::{Day, Plan, about};
use crate::case;
use crate::input::{self, Field, Format, Kind, Node};
use enact_codegen::Status;
use enact_eval::Case;
use enact_run::{Answer, Machine, Runner, Trouble};
use enact_source::{Diagnostic, FileId, Source};
use enact_value::Date;

/// A plan that decides cases as [`Ruleset::read_case`](crate::Ruleset::read_case) reads them.
#[derive(Debug)]
pub struct Listed<'p, M> {
    plan: &'p Plan<'p>,
    runner: Runner<'p, M>,
    day: &'p Day,
    /// Fields of which nothing is said.
    other: &'p [String],
}

impl<'p, M: Machine> Listed<'p, M> {
    /// The plan on a machine that has its module. The reference date stands in a field of the case
    /// or is the same for all; `other` fields are passed over.
    #[must_use]
    pub fn new(plan: &'p Plan<'p>, machine: M, day: &'p Day, other: &'p [String]) -> Self {
        let runner = Runner::new(plan.ruleset.law(), &plan.compiled.layout, machine);
        Self { plan, runner, day, other }
    }

    /// Decides the case in every line.
    ///
    /// # Errors
    /// [`Trouble`] when the module stops.
    pub fn decide(&mut self, lines: &[&[u8]]) -> Result<Endings, Trouble> {
        let read: Vec<_> = lines.iter().map(|line| self.read(line)).collect();
        let cases: Vec<(&Case, Date)> =
            read.iter().flatten().map(|(case, on)| (case, *on)).collect();
        let asked = (self.plan.term, self.plan.name.as_str());
        let mut answers = self.runner.run(asked, &cases)?.into_iter();
        let mut endings = Endings::new(self.plan, lines.len());
        let mut refused = Vec::new();
        for (row, read) in read.iter().enumerate() {
            let told = match read {
                Ok((case, on)) => match answers.next() {
                    Some(Answer::Compiled(ending)) => Told::compiled(ending),
                    _ => Told::of(&self.plan.ruleset.decide(self.plan.term, case, *on)),
                },
                Err(findings) => {
                    let findings = findings.iter().cloned();
                    refused.extend(findings.map(|finding| Refused { row, column: None, finding }));
                    Told::nothing()
                }
            };
            endings.push(told);
        }
        endings.refuse(0, refused);
        Ok(endings)
    }

    /// The case in a line, and its reference date.
    fn read(&self, line: &[u8]) -> Result<(Case, Date), Vec<Diagnostic>> {
        let text = std::str::from_utf8(line).map_err(|_| vec![about("E0001")])?;
        let source = Source::new("", text);
        let mut node = input::read(FileId::default(), &source, Format::Json)
            .map_err(|finding| vec![finding])?;
        let on = self.on(&mut node).map_err(|finding| vec![finding])?;
        if let Kind::Map(fields) = &mut node.kind {
            fields.retain(|field| self.other.iter().all(|other| *other != field.key));
        }
        let (program, graph) = (self.plan.ruleset.program(), self.plan.ruleset.graph());
        let entity = program.terms[self.plan.term].entity;
        let read = case::from_node(program, entity, &node)?;
        let breaches = case::breaches(graph, &read, on);
        if breaches.is_empty() { Ok((read.case, on)) } else { Err(breaches) }
    }

    /// The reference date, taken out of the case.
    fn on(&self, node: &mut Node) -> Result<Date, Diagnostic> {
        let name = match self.day {
            Day::On(on) => return Ok(*on),
            Day::Column(name) => name,
        };
        let Kind::Map(fields) = &mut node.kind else {
            return Err(about("E0524").with("given", ""));
        };
        let place = fields.iter().position(|field| field.key == *name);
        let written = place.map(|place| fields.remove(place));
        let text = match &written {
            Some(Field { value: Node { kind: Kind::Text(text), .. }, .. }) => text,
            _ => "",
        };
        let on = Date::parse_iso(text).map_err(|_| about("E0524").with("given", text))?;
        if self.plan.ruleset.in_force(on) {
            Ok(on)
        } else {
            Err(about("E0531").with("date", crate::written::iso(on)))
        }
    }
}

impl Told {
    /// What the module says.
    fn compiled(ending: enact_run::pack::Ending) -> Self {
        Self { status: ending.status, detail: ending.detail, value: ending.value }
    }

    /// Nothing: the row is refused.
    fn nothing() -> Self {
        Self { status: Status::Unsettled, detail: u32::MAX, value: None }
    }
}
