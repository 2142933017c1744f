//! A million households and their healthcare allowance: by hand in Rust, and by the module of the law.
//!
//! Both read the same rows and give the same answers, which is checked first. The rows are random;
//! half of the households have a partner, and everything that the law asks is known.

use crate::timing::per_row;
use crate::{byhand, folder};
use byhand::Person;
use enact::Ruleset;
use enact::names::full_name;
use enact_codegen::{Column, Held, Layout, Room, Status, emit};
use enact_model::Program;
use enact_model::program::Type;
use enact_run::{Interpreter, Machine, Native};
use enact_value::Date;
use std::hint::black_box;

const CASES: u32 = 1_000_000;

/// The rows of the table.
pub fn rows() {
    let law = folder("rules/nl/zorgtoeslag/versions/2025");
    let Some(ruleset) = Ruleset::load(&law).ruleset else { return };
    let program = ruleset.program();
    let found = program.terms.iter().find(|(_, term)| term.name == "zorgtoeslag-per-maand");
    let (Some((term, _)), Ok(on)) = (found, Date::parse_iso("2025-03-01")) else { return };
    let households = byhand::households(CASES);
    let what = "zorgtoeslag 2025 of 1,000,000 random households";
    let by_hand = format!("{what}: a Rust loop by hand, amounts as i64");
    let least = per_row(&by_hand, CASES, 20, |first, count| {
        for (person, partner) in households.iter().skip(index(first)).take(index(count)) {
            black_box(byhand::allowance(person, partner.as_ref(), on.days()));
        }
    });
    let euro = i64::try_from(program.terms[term].scale.denominator()).unwrap_or(1);
    let name = full_name(program, &program.terms, term, |term| (&term.name, term.law));
    let room = Room { cases: CASES, subjects: 2 * CASES, elements: 1 };
    let module = emit(ruleset.law(), &[(term, &name)], room);
    let on_machine = |machine: &str, times: usize, mut law: Box<dyn Machine>| {
        fill(program, &module.layout, law.memory(), &households, on.days());
        if let Err(trouble) = law.decide(&name, 0, CASES) {
            println!("| {what}: {machine} | {trouble} | | |");
            return;
        }
        let wrong = differing(&module.layout, law.memory(), &households, on.days(), euro);
        assert_eq!(wrong, 0, "{machine} decides other than by hand");
        let module = format!("{what}: the module of the law, {machine}");
        let took = per_row(&module, CASES, times, |first, count| {
            let _ = black_box(law.decide(&name, first, count));
        });
        println!("| of the time of the Rust loop, {machine} | {:.2} | | |", took / least);
    };
    if let Ok(native) = Native::new(&module.wasm) {
        on_machine("machine code by wasmtime", 20, Box::new(native));
    }
    if let Ok(interpreter) = Interpreter::new(&module.wasm) {
        on_machine("interpreted by wasmi", 3, Box::new(interpreter));
    }
}

/// Writes the households into the columns of the module.
fn fill(
    program: &Program,
    layout: &Layout,
    memory: &mut [u8],
    households: &[(Person, Option<Person>)],
    on: i32,
) {
    let Some(table) = layout.tables.first() else { return };
    let mut row = 0_u32;
    for (case, (person, partner)) in (0_u32..).zip(households) {
        put(memory, table.firsts, case, &row.to_le_bytes());
        put(memory, layout.dates, case, &on.to_le_bytes());
        for column in &table.columns {
            subject(program, column, memory, person, row, partner.as_ref().map(|_| row + 1));
            if let Some(partner) = partner {
                subject(program, column, memory, partner, row + 1, Some(row));
            }
        }
        row += 1 + u32::from(partner.is_some());
        put(memory, table.firsts, case + 1, &row.to_le_bytes());
    }
}

fn subject(
    program: &Program,
    column: &Column,
    memory: &mut [u8],
    person: &Person,
    row: u32,
    partner: Option<u32>,
) {
    let Held::Fact(id) = column.held else { return };
    let fact = &program.facts[id];
    let yes = |answer: bool| vec![u8::from(answer)];
    let value = match fact.name.as_str() {
        "geboortedatum" => person.born.to_le_bytes().to_vec(),
        "zorgverzekerd" => yes(person.insured),
        "bijdrageplichtig" => yes(person.contributes),
        "verdragsgerechtigd" => yes(person.by_treaty),
        "verzekering-opgeschort" => yes(person.suspended),
        "toetsingsinkomen" => person.income.to_le_bytes().to_vec(),
        "rendementsgrondslag" => person.wealth.to_le_bytes().to_vec(),
        "zelfde-partner-hele-jaar" => yes(person.same_partner),
        "verhoudingsgetal" => person.ratio.to_le_bytes().to_vec(),
        _ if matches!(fact.ty, Type::Subject(_)) => partner.unwrap_or(0).to_le_bytes().to_vec(),
        // What the law asks beyond this stays unknown, and its outcomes differ from those by hand.
        _ => return,
    };
    let absent = matches!(fact.ty, Type::Subject(_)) && partner.is_none();
    put(memory, column.state, row, &[if absent { 2 } else { 1 }]);
    put(memory, column.values, row, &value);
}

fn put(memory: &mut [u8], column: u32, row: u32, bytes: &[u8]) {
    let place =
        usize::try_from(column).unwrap_or(0) + usize::try_from(row).unwrap_or(0) * bytes.len();
    memory[place..place + bytes.len()].copy_from_slice(bytes);
}

/// How many outcomes differ from those by hand.
fn differing(
    layout: &Layout,
    memory: &[u8],
    households: &[(Person, Option<Person>)],
    on: i32,
    euro: i64,
) -> usize {
    let place = |column: u32, row: usize, bytes: usize| {
        let first = index(column) + row * bytes;
        &memory[first..first + bytes]
    };
    let bytes = index(layout.decisions[0].form.bytes());
    let differs = |(case, (person, partner)): &(usize, &(Person, Option<Person>))| {
        let status = Status::of(place(layout.status, *case, 1)[0]);
        let value = place(layout.values, *case, bytes).try_into().map(i64::from_le_bytes).ok();
        match byhand::allowance(person, partner.as_ref(), on) {
            Some(euros) => status != Some(Status::Value) || value != Some(euros * euro),
            None => status != Some(Status::NoEntitlement),
        }
    };
    households.iter().enumerate().filter(differs).count()
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
