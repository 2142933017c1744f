//! The invented law of `benches/country` over random households: all eight outcomes of everybody.

use super::draw::{Draw, files};
use super::{least, peak_kb};
use enact::compiled::{Compiled, Room};
use enact::{Ruleset, written};
use enact_codegen::{Form, Held, Status};
use enact_eval::Outcome;
use enact_model::table::TermId;
use enact_run::{Machine, Native};
use enact_source::Source;
use enact_tests::places;
use enact_value::{Date, Value};
use serde_json::json;
use std::path::Path;

const ROOM: Room = Room { cases: 4_096, subjects: 4_096, elements: 4_096 };
const ON: &str = "2016-06-01";
/// What is worked out of each person, and of each household.
const OF_PERSONS: [&str; 3] = ["income-tax", "contribution", "basic-income"];
const OF_HOUSEHOLDS: [&str; 5] =
    ["housing-allowance", "parenting-allowance", "housing-tax", "total-taxes", "disposable-income"];
const OCCUPANCIES: [&str; 4] = ["owner", "tenant", "free-lodger", "homeless"];

/// Households, and the people in them one after the other. Amounts are in cents.
#[derive(Debug, Default)]
struct Population {
    /// The first member of each household, and behind the last the number of people.
    first: Vec<usize>,
    rent: Vec<i64>,
    metres: Vec<i64>,
    occupancy: Vec<u8>,
    born: Vec<i32>,
    adult: Vec<u8>,
    salary: Vec<i64>,
    capital: Vec<i64>,
    pension: Vec<i64>,
}

impl Population {
    /// So many people, in households of up to six.
    fn of(people: usize) -> Self {
        let mut draw = Draw::new(2016);
        let mut drawn = Self { first: vec![0], ..Self::default() };
        while drawn.born.len() < people {
            let adults = draw.between(1, 2);
            for member in 0..adults + draw.between(0, 3) {
                let adult = member < adults;
                let earns = adult && draw.percent(70) == 1;
                drawn.adult.push(u8::from(adult));
                let days = if adult { (-12_784, 9_862) } else { (9_863, 16_953) };
                drawn.born.push(i32::try_from(draw.between(days.0, days.1)).unwrap());
                drawn.salary.push(if earns { draw.between(0, 2_000_000) } else { 0 });
                drawn.capital.push(if adult { draw.between(0, 50_000) } else { 0 });
                let retired = adult && draw.percent(20) == 1;
                drawn.pension.push(if retired { draw.between(0, 300_000) } else { 0 });
            }
            drawn.first.push(drawn.born.len());
            drawn.rent.push(draw.between(0, 200_000));
            drawn.metres.push(draw.between(8, 200));
            drawn.occupancy.push(u8::try_from(draw.between(0, 3)).unwrap());
        }
        drawn
    }

    fn write(&self, folder: &Path) {
        let members = self.first.windows(2).map(|pair| u8::try_from(pair[1] - pair[0]).unwrap());
        files::bytes(folder, "members", &members.collect::<Vec<u8>>());
        files::bytes(folder, "occupancy", &self.occupancy);
        files::bytes(folder, "adult", &self.adult);
        files::words(folder, "born", &self.born);
        let longs = [
            ("rent", &self.rent),
            ("metres", &self.metres),
            ("salary", &self.salary),
            ("capital", &self.capital),
            ("pension", &self.pension),
        ];
        for (name, values) in longs {
            files::longs(folder, name, values);
        }
    }
}

/// Decides so many people; writes them and the exact outcomes into `folder`.
pub fn run(folder: &Path, people: usize) {
    std::fs::create_dir_all(folder).unwrap();
    let population = Population::of(people);
    population.write(folder);
    let mut law = Law::new();
    let (outcomes, spent) = least(|| law.decide(&population));
    law.hold_against_evaluation(&population, &outcomes, 300);
    let mut scales = serde_json::Map::new();
    for ((name, term), units) in law.asked.iter().zip(&outcomes) {
        let scale = law.ruleset.program().terms[*term].scale.denominator();
        scales.insert((*name).to_owned(), json!(i64::try_from(scale).unwrap()));
        files::longs(folder, &format!("exact-{name}"), units);
    }
    std::fs::write(folder.join("scales.json"), json!(scales).to_string()).unwrap();
    let rows = population.born.len();
    println!("{}", json!({ "name": "ours", "rows": rows, "ns": spent, "peak_kb": peak_kb() }));
}

struct Law {
    ruleset: Ruleset,
    compiled: Compiled,
    machine: Native,
    /// Those of persons first.
    asked: Vec<(&'static str, TermId)>,
    on: Date,
}

impl Law {
    fn new() -> Self {
        let folder = places::root().join("benches/country");
        let ruleset = Ruleset::load(&places::world(&folder)).ruleset.unwrap();
        let program = ruleset.program();
        let named = |name: &'static str| {
            (name, program.terms.iter().find(|(_, term)| &*term.name == name).unwrap().0)
        };
        let asked: Vec<_> = OF_PERSONS.into_iter().chain(OF_HOUSEHOLDS).map(named).collect();
        let terms: Vec<TermId> = asked.iter().map(|(_, term)| *term).collect();
        let compiled = Compiled::of(&ruleset, &terms, ROOM);
        assert!(compiled.layout.decisions.iter().all(|answers| answers.form == Form::Long));
        let mut machine = Native::new(&compiled.wasm).unwrap();
        let on = Date::parse_iso(ON).unwrap();
        let memory = machine.memory();
        for table in &compiled.layout.tables {
            for column in table.columns.iter().filter(|column| !is_way_back(&ruleset, column.held))
            {
                let state = place(column.state);
                memory[state..state + place(ROOM.subjects)].fill(1);
            }
        }
        for case in 0..place(ROOM.cases) {
            put(memory, place(compiled.layout.dates), case, &on.days().to_le_bytes());
        }
        Self { ruleset, compiled, machine, asked, on }
    }

    /// Where the values of a fact stand.
    fn values(&self, name: &str) -> usize {
        let program = self.ruleset.program();
        let mut columns = self.compiled.layout.tables.iter().flat_map(|table| &table.columns);
        let is =
            |held: Held| matches!(held, Held::Fact(fact) if &*program.facts[fact].name == name);
        place(columns.find(|column| is(column.held)).unwrap().values)
    }

    /// Where the first rows of the cases stand, in the table of such subjects.
    fn firsts(&self, entity: &str) -> usize {
        let program = self.ruleset.program();
        let is = |table: &&enact_codegen::Table| &*program.entities[table.entity].name == entity;
        place(self.compiled.layout.tables.iter().find(is).unwrap().firsts)
    }

    /// The units of every outcome, of persons or households in their order.
    fn decide(&mut self, of: &Population) -> Vec<Vec<i64>> {
        let layout = &self.compiled.layout;
        let (status, values) = (place(layout.status), place(layout.values));
        let elements = place(layout.elements);
        let facts = ["date-of-birth", "adult", "salary", "capital-returns", "pension"];
        let [born, adult, salary, capital, pension] = facts.map(|name| self.values(name));
        let facts = ["members", "rent", "accommodation-size", "occupancy"];
        let [members, rent, metres, occupancy] = facts.map(|name| self.values(name));
        let (persons, households) = (self.firsts("person"), self.firsts("household"));
        // A text that the law does not name gets a number of our choice.
        let number = |option: &str| {
            let known = layout.texts.iter().position(|text| &**text == option);
            u32::try_from(known.unwrap_or(layout.texts.len())).unwrap()
        };
        let texts = OCCUPANCIES.map(number);
        let mut outcomes = vec![Vec::new(); self.asked.len()];
        let all = of.rent.len();
        let mut start = 0;
        while start < all {
            let from = of.first[start];
            let fits = |end: &usize| of.first[*end] - from <= place(ROOM.subjects);
            let end = (start + 1..=all).take_while(fits).last().unwrap();
            let people = from..of.first[end];
            let memory = self.machine.memory();
            copy(memory, born, &of.born[people.clone()], i32::to_le_bytes);
            memory[adult..adult + people.len()].copy_from_slice(&of.adult[people.clone()]);
            copy(memory, salary, &of.salary[people.clone()], i64::to_le_bytes);
            copy(memory, capital, &of.capital[people.clone()], i64::to_le_bytes);
            copy(memory, pension, &of.pension[people.clone()], i64::to_le_bytes);
            copy(memory, rent, &of.rent[start..end], i64::to_le_bytes);
            copy(memory, metres, &of.metres[start..end], i64::to_le_bytes);
            for (row, number) in (0..=people.len()).zip(0_u32..) {
                put(memory, persons, row, &number.to_le_bytes());
                if row < people.len() {
                    put(memory, elements, row, &number.to_le_bytes());
                }
            }
            for (row, household) in (start..end).enumerate() {
                let first = u32::try_from(of.first[household] - from).unwrap();
                let next = u32::try_from(of.first[household + 1] - from).unwrap();
                put(memory, members, 2 * row, &first.to_le_bytes());
                put(memory, members, 2 * row + 1, &(next - first).to_le_bytes());
                put(
                    memory,
                    occupancy,
                    row,
                    &texts[usize::from(of.occupancy[household])].to_le_bytes(),
                );
            }
            for (number, ((name, _), outcomes)) in self.asked.iter().zip(&mut outcomes).enumerate()
            {
                let about_person = number < OF_PERSONS.len();
                let count = if about_person { people.len() } else { end - start };
                if number == OF_PERSONS.len() {
                    // From here on a case is a household, and its people those of its list.
                    let memory = self.machine.memory();
                    for (row, household) in (start..=end).enumerate() {
                        let first = u32::try_from(of.first[household] - from).unwrap();
                        put(memory, persons, row, &first.to_le_bytes());
                        put(memory, households, row, &u32::try_from(row).unwrap().to_le_bytes());
                    }
                }
                self.machine.decide(name, 0, u32::try_from(count).unwrap()).unwrap();
                let memory = self.machine.memory();
                assert!(
                    memory[status..status + count].iter().all(|it| *it == Status::Value.code())
                );
                let units = memory[values..].as_chunks::<8>().0.iter().take(count);
                outcomes.extend(units.map(|units| i64::from_le_bytes(*units)));
            }
            start = end;
        }
        outcomes
    }

    /// Decides the first households by evaluation, and stops at the first outcome that differs.
    fn hold_against_evaluation(&self, of: &Population, outcomes: &[Vec<i64>], households: usize) {
        let program = self.ruleset.program();
        for household in 0..households.min(of.rent.len()) {
            let members = of.first[household]..of.first[household + 1];
            let told: Vec<_> = members.clone().map(|row| person(of, row)).collect();
            let whole = json!({
                "rent": euros(of.rent[household]),
                "accommodation-size": of.metres[household],
                "occupancy": OCCUPANCIES[usize::from(of.occupancy[household])],
                "members": told,
            });
            for (number, ((name, term), outcomes)) in self.asked.iter().zip(outcomes).enumerate() {
                let about_person = number < OF_PERSONS.len();
                let row = if about_person { members.start } else { household };
                let case = if about_person { &told[0] } else { &whole };
                let about = program.terms[*term].entity;
                let source = Source::new("case.json", case.to_string());
                let case = self.ruleset.read_case(about, source, self.on).case.unwrap().case;
                match self.ruleset.outcome(*term, &case, self.on) {
                    Outcome::Value(Value::Number(units)) => {
                        assert_eq!(units, outcomes[row].into(), "{name} of row {row}");
                    }
                    other => panic!("{name} of row {row}: {other:?}"),
                }
            }
        }
    }
}

fn person(of: &Population, row: usize) -> serde_json::Value {
    json!({
        "date-of-birth": written::iso(Date::from_days(of.born[row]).unwrap()),
        "adult": of.adult[row] == 1,
        "salary": euros(of.salary[row]),
        "capital-returns": euros(of.capital[row]),
        "pension": euros(of.pension[row]),
    })
}

fn euros(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

fn is_way_back(ruleset: &Ruleset, held: Held) -> bool {
    matches!(held, Held::Fact(fact) if ruleset.program().facts[fact].way_back)
}

fn copy<T: Copy, const N: usize>(
    memory: &mut [u8],
    column: usize,
    values: &[T],
    bytes: impl Fn(T) -> [u8; N],
) {
    for (place, value) in memory[column..].as_chunks_mut::<N>().0.iter_mut().zip(values) {
        *place = bytes(*value);
    }
}

fn put(memory: &mut [u8], column: usize, row: usize, value: &[u8]) {
    let start = column + row * value.len();
    memory[start..start + value.len()].copy_from_slice(value);
}

fn place(place: u32) -> usize {
    usize::try_from(place).unwrap()
}
