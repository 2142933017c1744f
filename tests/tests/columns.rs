//! A table decided by columns says what evaluation says of each of its rows.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use csv::ByteRecord;
use enact::batch::{Day, Endings, Heading, Kind, Plan, Rows, Settings, Worker, status_word};
use enact::cases::{Sheet, sheet};
use enact::{File, Memory, Ruleset, Worked, World, written};
use enact_eval::{Case, Outcome};
use enact_model::table::TermId;
use enact_run::Interpreter;
use enact_tests::grown::facts::Facts;
use enact_tests::grown::tape::tapes;
use enact_tests::grown::{growing, strategy};
use enact_tests::places;
use enact_value::Date;
use proptest::prelude::*;

/// Cells that are wrong somewhere, or right where nobody expects it.
const SLIPS: [&str; 9] =
    ["", "geen", "none", "12,50", "-1", "2025-02-30", "ja", "no", "99999999999999999999999999999"];

/// The worked cases of every law of ours, by every decision of it.
#[test]
fn the_laws_by_columns_say_what_evaluation_says() {
    let mut decided = 0;
    for folder in places::rulesets(&places::root().join("rules")) {
        let name = folder.display().to_string();
        let world = places::world(&folder);
        let ruleset = Ruleset::load(&world).ruleset.unwrap_or_else(|| panic!("{name}"));
        let program = ruleset.program();
        let examples = program.examples.iter();
        let cases: Vec<(Case, Date)> =
            examples.map(|example| (Case::of_example(program, example), example.on)).collect();
        for term in enact::names::decisions(program) {
            let entity = program.terms[term].entity;
            let about = cases.iter().filter(|(case, _)| case.subjects[0].entity == entity);
            let sheet = laid_out(&ruleset, term, &about.cloned().collect::<Vec<_>>());
            let compared = compare(&world, &ruleset, &[term], &sheet);
            decided += compared.unwrap_or_else(|told| panic!("{name}: {told}"));
        }
    }
    assert!(decided > 250, "{decided}");
}

proptest! {
    #![proptest_config(growing(24))]

    #[test]
    fn a_grown_law_by_columns_says_what_evaluation_says(
        law in strategy(),
        tape in tapes(500),
        slips in proptest::collection::vec((0_usize..40, 0_usize..60, 0_usize..9), 0..8),
    ) {
        let world = Memory::new().with("grown.law.md", law.text.as_str()).files();
        let loaded = Ruleset::load(&world);
        prop_assume!(loaded.ruleset.is_some());
        let ruleset = loaded.ruleset.unwrap();
        let program = ruleset.program();
        let person = program.entities.ids().next().unwrap();
        let days = ["2025-03-01", "2024-02-29", "2026-12-31"].map(|day| Date::parse_iso(day).unwrap());
        let mut facts = Facts::new(program, tape);
        let cases: Vec<(Case, Date)> = days
            .iter()
            .cycle()
            .take(24)
            .map(|day| (facts.case(person), *day))
            .collect();
        let terms = program.terms.iter().filter(|(_, term)| term.entity == person);
        let terms: Vec<TermId> = terms.map(|(id, _)| id).take(4).collect();
        prop_assume!(!terms.is_empty());
        let mut sheet = laid_out(&ruleset, terms[0], &cases);
        for (row, column, slip) in slips {
            let row = row % sheet.rows.len();
            let column = 2 + column % (sheet.headings.len() - 2).max(1);
            if let Some(cell) = sheet.rows[row].get_mut(column) {
                *cell = SLIPS[slip].to_owned();
            }
        }
        if let Err(told) = compare(&world, &ruleset, &terms, &sheet) {
            panic!("{told}\n{}", law.text);
        }
    }
}

/// Cases as a table of worked cases, of which nothing is expected.
fn laid_out(ruleset: &Ruleset, term: TermId, cases: &[(Case, Date)]) -> Sheet {
    let program = ruleset.program();
    let mut sheet = sheet(program, program.terms[term].law, cases.iter().map(|(case, _)| case));
    sheet.headings.splice(0..0, ["example".to_owned(), "on".to_owned()]);
    for (number, (row, (_, on))) in sheet.rows.iter_mut().zip(cases).enumerate() {
        row.splice(0..0, [number.to_string(), written::iso(*on)]);
    }
    sheet
}

/// Holds the rows of a table, decided about `terms`, against the same rows as worked cases; how many
/// outcomes there are.
///
/// # Errors
/// The first row that is decided in another way.
fn compare(
    world: &[File],
    ruleset: &Ruleset,
    terms: &[TermId],
    sheet: &Sheet,
) -> Result<usize, String> {
    let mut table = csv::Writer::from_writer(Vec::new());
    let program = ruleset.program();
    let of = &program.terms[terms[0]];
    let name = enact::names::full_name(program, &program.terms, terms[0], |of| (&of.name, of.law));
    let then = format!("{} {name}", program.laws[of.law].language.pick("dan", "then"));
    table.write_record(sheet.headings.iter().chain([&then])).unwrap();
    for row in &sheet.rows {
        table.write_record(row.iter().chain([&String::new()])).unwrap();
    }
    let table = String::from_utf8(table.into_inner().unwrap()).unwrap();
    let beside = File { name: "cases/grown.csv".into(), bytes: table.clone().into_bytes() };
    let world: Vec<File> = world.iter().cloned().chain([beside]).collect();
    let ruleset = Ruleset::load(&world).ruleset.unwrap();
    let (worked, _) = ruleset.tables();
    let worked: Vec<_> =
        worked.iter().filter(|worked| worked.title.parse::<usize>().is_ok()).collect();
    let mut values = 0;
    for term in terms {
        values +=
            held(&ruleset, *term, sheet, &worked).map_err(|told| format!("{told}\n{table}"))?;
    }
    Ok(values)
}

fn held(
    ruleset: &Ruleset,
    term: TermId,
    sheet: &Sheet,
    worked: &[&Worked],
) -> Result<usize, String> {
    let decided = decided(ruleset, term, sheet);
    let mut values = 0;
    for (row, status) in decided.statuses.iter().enumerate() {
        let case = worked.iter().find(|worked| worked.title == row.to_string());
        let case = case.and_then(|case| Some((case.case.as_ref().ok()?, case.on)));
        let sound = case.filter(|(text, on)| {
            let breaches = enact_eval::inspect(ruleset.graph(), &text.case, *on);
            breaches.is_empty() && ruleset.in_force(*on)
        });
        let ours = (status_word(*status), decided.written(row, column(ruleset, term)));
        let theirs =
            sound.map(|(text, on)| said(ruleset, term, &ruleset.outcome(term, &text.case, on)));
        let agree = match (&theirs, ours.0) {
            (Some(theirs), _) => *theirs == ours,
            // What is wrong with a fact that the decision does not read is not looked at.
            (None, _) => true,
        };
        if !agree {
            let refused = decided.refused.iter().filter(|refused| refused.row == row);
            let told: Vec<String> =
                refused.map(|refused| format!("{:?}", refused.finding)).collect();
            return Err(format!("row {row}: {ours:?} {told:?}, not {theirs:?}"));
        }
        values += usize::from(ours.1.is_some());
    }
    Ok(values)
}

fn column(ruleset: &Ruleset, term: TermId) -> enact::batch::Column {
    let term = &ruleset.program().terms[term];
    enact::batch::Column { ty: term.ty, scale: term.scale }
}

fn decided(ruleset: &Ruleset, term: TermId, sheet: &Sheet) -> Endings {
    let headings = sheet.headings.iter();
    let headings: Vec<Heading> =
        headings.map(|name| Heading { name: name.clone(), kind: Kind::Text }).collect();
    let settings = Settings {
        day: Day::Column("on".to_owned()),
        other: vec!["example".to_owned()],
        absent: Vec::new(),
        missing: true,
        floats: false,
    };
    let plan = Plan::new(ruleset, term, &headings, &settings).unwrap();
    let records = sheet.rows.iter().map(|row| ByteRecord::from(row.as_slice())).collect();
    let rows = Rows { columns: sheet.headings.len(), records };
    Worker::new(&plan, Interpreter::new(plan.wasm()).unwrap()).decide(&rows).unwrap()
}

/// How evaluation ends, in the words of a batch.
fn said(ruleset: &Ruleset, term: TermId, outcome: &Outcome) -> (&'static str, Option<String>) {
    let term = &ruleset.program().terms[term];
    match outcome {
        Outcome::Value(value) => ("value", Some(written::machine(value, term.ty, term.scale))),
        Outcome::NoEntitlement => ("no-entitlement", None),
        Outcome::Needs(_) => ("needs", None),
        Outcome::Awaiting(_) => ("awaiting", None),
        Outcome::NotSet(_) => ("not-set", None),
        Outcome::Undecided(_) => ("undecided", None),
    }
}
