//! A case as cells: each thing that it states, under the way that leads to it.

use crate::names::{self, Property};
use crate::written;
use enact_eval::Case;
use enact_model::Program;
use enact_model::table::LawId;
use enact_source::Language;
use enact_value::{Value, format};
use std::collections::BTreeMap;

/// Where a cell comes in the order of declaration: a fact, and of a list the number of the
/// element.
type Order = Vec<(usize, usize)>;

/// Cases as a table: headings, and a row of cells for each case. What is unknown is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The ways to what the cases state, each once.
    pub headings: Vec<String>,
    /// A row for each case.
    pub rows: Vec<Vec<String>>,
}

/// Lays out `cases` in the words of `law`.
#[must_use]
pub fn sheet<'c>(program: &Program, law: LawId, cases: impl Iterator<Item = &'c Case>) -> Sheet {
    let rows: Vec<_> = cases.map(|case| cells(program, law, case)).collect();
    let columns: BTreeMap<&Order, &str> =
        rows.iter().flatten().map(|(order, (heading, _))| (order, heading.as_str())).collect();
    let row = |cells: &BTreeMap<Order, (String, String)>| {
        let cell = |order| cells.get(order).map_or_else(String::new, |(_, value)| value.clone());
        columns.keys().map(|order| cell(*order)).collect()
    };
    let headings = columns.values().map(|heading| (*heading).to_owned()).collect();
    Sheet { headings, rows: rows.iter().map(row).collect() }
}

/// The cells of a case, each with the heading that leads to it.
fn cells(program: &Program, law: LawId, case: &Case) -> BTreeMap<Order, (String, String)> {
    let language = program.laws[law].language;
    let mut walk = Walk { program, case, language, cells: BTreeMap::new() };
    walk.subject(0, &mut Vec::new(), "", &mut Vec::new());
    walk.cells
}

struct Walk<'a> {
    program: &'a Program,
    case: &'a Case,
    language: Language,
    cells: BTreeMap<Order, (String, String)>,
}

impl Walk<'_> {
    /// The cells of one subject; `within` are those it stands in, so that a circle ends.
    fn subject(&mut self, place: u32, order: &mut Order, path: &str, within: &mut Vec<u32>) {
        let known = usize::try_from(place).ok().and_then(|place| self.case.subjects.get(place));
        let Some(known) = known.filter(|_| !within.contains(&place)) else { return };
        within.push(place);
        let kind = &self.program.entities[known.entity];
        for (slot, (id, value)) in kind.facts.iter().zip(&known.facts).enumerate() {
            let fact = &self.program.facts[*id];
            let Some(value) = value.as_ref().filter(|_| !fact.way_back) else { continue };
            let name = names::field(self.program, known.entity, Property::Fact(*id));
            let heading = format!("{path}{name}");
            order.push((slot, 0));
            match value {
                Value::Subject(other) => {
                    self.subject(*other, order, &format!("{heading}."), within);
                }
                Value::Subjects(elements) if elements.is_empty() => {
                    self.cell(order, heading, self.none().to_owned());
                }
                Value::Subjects(elements) => {
                    for (number, element) in (1..).zip(elements.iter()) {
                        order.pop();
                        order.push((slot, number));
                        self.subject(*element, order, &format!("{heading}.{number}."), within);
                    }
                }
                Value::Absent => self.cell(order, heading, self.none().to_owned()),
                Value::YesNo(yes) => self.cell(order, heading, self.yes_no(*yes)),
                _ => self.cell(order, heading, written::machine(value, fact.ty, fact.scale)),
            }
            order.pop();
        }
        let behind = kind.facts.len();
        for (slot, (id, judged)) in kind.judgements.iter().zip(&known.judgements).enumerate() {
            let Some(judged) = judged else { continue };
            let name = names::field(self.program, known.entity, Property::Judgement(*id));
            order.push((behind + slot, 0));
            self.cell(order, format!("{path}{name}"), self.yes_no(judged.answer));
            order.pop();
        }
        within.pop();
    }

    fn cell(&mut self, order: &Order, heading: String, value: String) {
        self.cells.insert(order.clone(), (heading, value));
    }

    fn none(&self) -> &'static str {
        self.language.pick("geen", "none")
    }

    fn yes_no(&self, yes: bool) -> String {
        format::yes_no(yes, self.language).to_owned()
    }
}
