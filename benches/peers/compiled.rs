//! The law itself as machine code: the population goes into the columns of the module, as many
//! rows at a time as there is room for, and the outcomes come out.

use super::population::Population;
use enact::compiled::{Compiled, Room};
use enact::{Ruleset, written};
use enact_codegen::{Column, Held, Status};
use enact_eval::{Case, Outcome};
use enact_run::{Machine, Native};
use enact_source::Source;
use enact_tests::places;
use enact_value::{Date, Value};
use serde_json::json;
use std::ops::Range;

const ROOM: Room = Room { cases: 8_192, subjects: 16_384, elements: 1 };
const DECISION: &str = "zorgtoeslag-per-maand";

/// The law in the module, and where its columns are.
pub struct Law {
    ruleset: Ruleset,
    compiled: Compiled,
    machine: Native,
    on: Date,
    columns: Columns,
}

/// Where the columns begin: the bytes that say what is known, and the values.
#[derive(Debug, Clone, Copy)]
struct Columns {
    born: Place,
    insured: Place,
    suspended: Place,
    income: Place,
    wealth: Place,
    partner: Place,
    all_year: Place,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    state: usize,
    values: usize,
}

impl Law {
    pub fn new() -> Self {
        let folder = places::root().join("rules/nl/zorgtoeslag/versions/2025");
        let ruleset = Ruleset::load(&places::world(&folder)).ruleset.unwrap();
        let program = ruleset.program();
        let term = program.terms.iter().find(|(_, term)| &*term.name == DECISION).unwrap().0;
        let compiled = Compiled::of(&ruleset, &[term], ROOM);
        let mut machine = Native::new(&compiled.wasm).unwrap();
        let on = Date::parse_iso("2025-03-01").unwrap();
        let table = &compiled.layout.tables[0];
        let named = |name: &str| {
            let is = |column: &&Column| match column.held {
                Held::Fact(fact) => &*program.facts[fact].name == name,
                Held::Judgement(_) => false,
            };
            let column = table.columns.iter().find(is).unwrap();
            Place { state: place(column.state), values: place(column.values) }
        };
        let columns = Columns {
            born: named("geboortedatum"),
            insured: named("zorgverzekerd"),
            suspended: named("verzekering-opgeschort"),
            income: named("toetsingsinkomen"),
            wealth: named("rendementsgrondslag"),
            partner: named("partner"),
            all_year: named("zelfde-partner-hele-jaar"),
        };
        // Everything but the country factor is known of everybody, and stays so.
        let known = ["geboortedatum", "zorgverzekerd", "bijdrageplichtig", "verdragsgerechtigd"];
        let also = ["verzekering-opgeschort", "toetsingsinkomen", "rendementsgrondslag"];
        let memory = machine.memory();
        for name in known.iter().chain(&also).chain(&["zelfde-partner-hele-jaar"]) {
            let state = named(name).state;
            memory[state..state + place(ROOM.subjects)].fill(1);
        }
        for case in 0..place(ROOM.cases) {
            put(memory, place(compiled.layout.dates), case, &on.days().to_le_bytes());
        }
        Self { compiled, machine, on, columns, ruleset }
    }

    pub fn wasm(&self) -> &[u8] {
        &self.compiled.wasm
    }

    /// Euros a month for everybody, −1 where there is no entitlement. Without `deciding` the
    /// columns are filled and read and nothing is decided, to know what that alone takes.
    pub fn decide(&mut self, people: &Population, deciding: bool) -> Vec<i32> {
        let layout = &self.compiled.layout;
        let (status, values) = (place(layout.status), place(layout.values));
        let mut outcomes = Vec::with_capacity(people.born.len());
        let value_code = Status::Value.code();
        for first in (0..people.born.len()).step_by(place(ROOM.cases)) {
            let last = people.born.len().min(first + place(ROOM.cases));
            let firsts = place(layout.tables[0].firsts);
            fill(self.machine.memory(), firsts, self.columns, people, first..last);
            let count = u32::try_from(last - first).unwrap();
            if deciding {
                self.machine.decide(DECISION, 0, count).unwrap();
            }
            let memory = self.machine.memory();
            let statuses = &memory[status..status + last - first];
            let values = memory[values..].as_chunks::<8>().0;
            outcomes.extend(statuses.iter().zip(values).map(|(status, value)| {
                let euros = i32::try_from(i64::from_le_bytes(*value)).unwrap_or(i32::MAX);
                if *status == value_code { euros } else { -1 }
            }));
        }
        outcomes
    }

    /// Decides the first rows by evaluation, and stops at the first that differs.
    pub fn hold_against_evaluation(&self, people: &Population, outcomes: &[i32], rows: usize) {
        let program = self.ruleset.program();
        let term = self.compiled.layout.decisions[0].term;
        for (row, outcome) in outcomes.iter().enumerate().take(rows) {
            let case = case(&self.ruleset, people, row, self.on);
            let euros = match enact_eval::outcome(self.ruleset.law(), term, &case, self.on) {
                Outcome::Value(Value::Number(units)) => {
                    i32::try_from(units / program.terms[term].scale.denominator()).unwrap()
                }
                Outcome::NoEntitlement => -1,
                other => panic!("row {row}: {other:?}"),
            };
            assert_eq!(euros, *outcome, "row {row}: {case:#?}");
        }
    }
}

/// Writes rows into the columns; a partner stands behind the person.
fn fill(memory: &mut [u8], firsts: usize, to: Columns, people: &Population, rows: Range<usize>) {
    let mut subject = 0;
    let mut cases = 0;
    for row in rows {
        put(memory, firsts, cases, &u32::try_from(subject).unwrap().to_le_bytes());
        put(memory, to.born.values, subject, &people.born[row].to_le_bytes());
        put(memory, to.insured.values, subject, &[people.insured[row]]);
        put(memory, to.suspended.values, subject, &[people.suspended[row]]);
        put(memory, to.income.values, subject, &people.income[row].to_le_bytes());
        put(memory, to.wealth.values, subject, &people.wealth[row].to_le_bytes());
        put(memory, to.all_year.values, subject, &[people.all_year[row]]);
        put(memory, to.partner.state, subject, &[2 - people.partner[row]]);
        if people.partner[row] == 1 {
            let other = subject + 1;
            put(memory, to.partner.values, subject, &u32::try_from(other).unwrap().to_le_bytes());
            put(memory, to.born.values, other, &people.partner_born[row].to_le_bytes());
            put(memory, to.insured.values, other, &[people.partner_insured[row]]);
            put(memory, to.suspended.values, other, &[people.partner_suspended[row]]);
            put(memory, to.income.values, other, &people.partner_income[row].to_le_bytes());
            put(memory, to.wealth.values, other, &people.partner_wealth[row].to_le_bytes());
            put(memory, to.partner.state, other, &[0]);
            subject += 1;
        }
        subject += 1;
        cases += 1;
    }
    put(memory, firsts, cases, &u32::try_from(subject).unwrap().to_le_bytes());
}

fn put(memory: &mut [u8], column: usize, row: usize, value: &[u8]) {
    let start = column + row * value.len();
    memory[start..start + value.len()].copy_from_slice(value);
}

fn place(place: u32) -> usize {
    usize::try_from(place).unwrap()
}

/// A row as a case.
fn case(ruleset: &Ruleset, of: &Population, row: usize, on: Date) -> Case {
    let person = |born: i32, insured: u8, suspended: u8, income: i64, wealth: i64| {
        let euros = |cents: i64| {
            let sign = if cents < 0 { "-" } else { "" };
            format!("{sign}{}.{:02}", cents.abs() / 100, cents.abs() % 100)
        };
        json!({
            "geboortedatum": written::iso(Date::from_days(born).unwrap()),
            "zorgverzekerd": insured == 1,
            "bijdrageplichtig": false,
            "verdragsgerechtigd": false,
            "verzekering-opgeschort": suspended == 1,
            "toetsingsinkomen": euros(income),
            "rendementsgrondslag": euros(wealth),
        })
    };
    let (insured, suspended) = (of.insured[row], of.suspended[row]);
    let mut case = person(of.born[row], insured, suspended, of.income[row], of.wealth[row]);
    case["zelfde-partner-hele-jaar"] = json!(of.all_year[row] == 1);
    case["partner"] = if of.partner[row] == 1 {
        let (insured, suspended) = (of.partner_insured[row], of.partner_suspended[row]);
        let (income, wealth) = (of.partner_income[row], of.partner_wealth[row]);
        person(of.partner_born[row], insured, suspended, income, wealth)
    } else {
        json!(null)
    };
    let about = ruleset.program().entities.ids().next().unwrap();
    let source = Source::new("case.json", case.to_string());
    ruleset.read_case(about, source, on).case.unwrap().case
}
