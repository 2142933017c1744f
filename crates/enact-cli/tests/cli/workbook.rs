//! Tables of cases as workbooks.

use crate::command::Place;

const TABLE: &str = "example,on,income,insured,hardship,then award\n\"low, and sure\",2025-03-01,10000.50,yes,no,899\nhigh,2025-03-01,90000,yes,no,100\n";

#[test]
fn a_table_goes_to_a_workbook_and_back() {
    let place = Place::allowance();
    place.write("table.csv", TABLE);
    let there = place.run(&["cases", "convert", "table.csv", "table.xlsx"]);
    assert_eq!((there.exit, there.err.as_str()), (0, ""));
    let back = place.run(&["cases", "convert", "table.xlsx", "again.csv"]);
    assert_eq!((back.exit, back.out.as_str()), (0, "again.csv\n"), "{}", back.err);
    assert_eq!(place.read("again.csv"), TABLE);
    place.run(&["cases", "convert", "table.csv", "twin.xlsx"]);
    let bytes = |name: &str| std::fs::read(place.path().join(name)).unwrap();
    assert_eq!(bytes("table.xlsx"), bytes("twin.xlsx"), "the same rows give the same file");
}

#[test]
fn a_workbook_beside_the_law_is_tested() {
    let place = Place::allowance();
    place.write("table.csv", TABLE);
    place.write("aa/cases/.keep", "");
    place.write("aa/cases/~$table.xlsx", "the mark of a program that has it open");
    place.run(&["cases", "convert", "table.csv", "aa/cases/table.xlsx"]);
    let outcome = place.run(&["test", "aa"]);
    assert_eq!(
        (outcome.exit, outcome.out.as_str()),
        (0, "3 passed, 0 failed\n"),
        "{}",
        outcome.err
    );
    place.write("table.csv", &TABLE.replace(",100\n", ",101\n"));
    place.run(&["cases", "convert", "table.csv", "aa/cases/table.xlsx"]);
    let outcome = place.run(&["test", "aa"]);
    assert_eq!(outcome.exit, 1);
    assert!(outcome.out.contains("at aa/cases/table.xlsx:3\n"), "{}", outcome.out);
}

#[test]
fn cells_that_a_spreadsheet_made_are_read_as_it_shows_them() {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
    let place = Place::allowance();
    let save = |change: &dyn Fn(&mut rust_xlsxwriter::Worksheet)| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let headings = ["example", "on", "income", "insured", "hardship", "then award"];
        for (column, heading) in (0..).zip(headings) {
            sheet.write_string(0, column, heading).unwrap();
        }
        let day = Format::new().set_num_format("yyyy-mm-dd");
        sheet.write_string(2, 0, "made by hand").unwrap();
        let on = ExcelDateTime::from_ymd(2025, 3, 1).unwrap();
        sheet.write_datetime_with_format(2, 1, &on, &day).unwrap();
        sheet.write_number(2, 2, 10_000.1).unwrap();
        sheet.write_boolean(2, 3, true).unwrap();
        sheet.write_boolean(2, 4, false).unwrap();
        sheet.write_number(2, 5, 899).unwrap();
        change(sheet);
        book.save(place.path().join("made.xlsx")).unwrap();
    };
    save(&|_| {});
    let outcome = place.run(&["cases", "convert", "made.xlsx", "made.csv"]);
    assert_eq!((outcome.exit, outcome.err.as_str()), (0, ""));
    assert_eq!(
        place.read("made.csv"),
        "example,on,income,insured,hardship,then award\n\nmade by hand,2025-03-01,10000.1,true,false,899\n"
    );
    save(&|sheet| {
        let noon = ExcelDateTime::from_ymd(2025, 3, 1).unwrap().and_hms(12, 0, 0).unwrap();
        let form = Format::new().set_num_format("yyyy-mm-dd hh:mm");
        sheet.write_datetime_with_format(2, 1, &noon, &form).unwrap();
    });
    let outcome = place.run(&["cases", "convert", "made.xlsx", "made.csv"]);
    assert_eq!((outcome.exit, outcome.out.as_str()), (2, ""));
    assert!(outcome.err.starts_with("enact: made.xlsx, cell B3: `"), "{}", outcome.err);
}

#[test]
fn what_is_no_workbook_is_refused() {
    let place = Place::allowance();
    place.write("table.csv", TABLE);
    place.write("letter.xlsx", "Dear reader");
    for arguments in [
        ["cases", "convert", "letter.xlsx", "table2.csv"],
        ["cases", "convert", "table.csv", "table.ods"],
        ["cases", "convert", "none.csv", "table.xlsx"],
    ] {
        let outcome = place.run(&arguments);
        assert_eq!((outcome.exit, outcome.out.as_str()), (2, ""), "{arguments:?}");
        assert!(outcome.err.starts_with("enact: "), "{}", outcome.err);
    }
    assert!(
        place
            .run(&["cases", "convert", "table.csv", "table.ods"])
            .err
            .contains("table.ods is no table")
    );
}
