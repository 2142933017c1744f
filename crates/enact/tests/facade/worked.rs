//! Worked cases: the examples in a law, and the tables beside it.

use crate::law::{LAW, with};
use enact::examples::{self, Report};
use enact_source::{Diagnostic, Language};

/// The report on the law's examples and one table.
fn tried(law: &str, name: &str, table: &str) -> String {
    let ruleset = with(law, &[(name, table)]);
    let (cases, findings) = ruleset.tables();
    let findings: String = findings.iter().map(line).collect();
    let report: Report = examples::run(&ruleset, &cases, Language::English);
    let mut text =
        format!("{findings}{} passed, {} failed\n", report.passed, report.failures.len());
    for failure in report.failures {
        let place = ruleset.sources().get(failure.span.file).map(|source| {
            format!("{}:{}", source.name, source.line_column(failure.span.start).line)
        });
        text.push_str(&format!(
            "{} ({})\n  expected {}\n  got {}\n  by {}\n",
            failure.title,
            place.unwrap_or_default(),
            failure.expected,
            failure.got,
            failure.step.unwrap_or_default()
        ));
    }
    text
}

fn line(finding: &Diagnostic) -> String {
    let rendered = finding.render(Language::English);
    format!("{} {}\n  {}\n", rendered.code, rendered.message, rendered.help.unwrap_or_default())
}

#[test]
fn a_table_of_cases() {
    let table = "\
example,on,income,insured,hardship,partner,partner.income,then award,because
low,2025-03-01,15000,yes,no,none,,1000,article 2(1)
high,2025-03-01,60000,ja,nee,,5,600,article 2(1)
hardship,2025-03-01,60000,no,yes,,,1000,article 2(2); article 3
uninsured,2025-03-01,60000,no,no,,,no entitlement,article 2
unknown,2025-03-01,,yes,no,,,needs income,
open,2025-03-01,0,yes,,,,awaits hardship,
later,2027-03-01,0,yes,no,,,not yet set,
negative,2025-03-01,-1,yes,no,,,invalid input,
";
    insta::assert_snapshot!(tried(LAW, "cases/all.csv", table), @"9 passed, 0 failed");
}

#[test]
fn what_does_not_come_out_is_shown_with_its_step() {
    let table = "\
voorbeeld,op,income,insured,hardship,dan award,op grond van
too much,2025-03-01,60000,yes,no,601,article 2(1)
wrong ground,2025-03-01,60000,yes,no,600,article 2(2)
refused,2025-03-01,-5,yes,no,600,
accepted,2025-03-01,5,yes,no,ongeldige invoer,
other fact,2025-03-01,,yes,no,vereist insured,
";
    insta::assert_snapshot!(tried(LAW, "cases/all.csv", table), @"
    1 passed, 5 failed
    too much (cases/all.csv:2)
      expected award is €601 per year
      got award is €600 per year
      by article 2(1) AA: allowance €600 per year; from hardship no, insured yes, basis €1,000 per year, income €60,000 per year
    wrong ground (cases/all.csv:3)
      expected because article 2(2) AA
      got because article 2(1) AA; article 3 AA
      by article 2(1) AA: allowance €600 per year; from hardship no, insured yes, basis €1,000 per year, income €60,000 per year
    refused (cases/all.csv:4)
      expected award is €600 per year
      got invalid input: the case breaks what article 1(1) AA assumes: `assume income ≥ €0 per year`
      by 
    accepted (cases/all.csv:5)
      expected invalid input
      got valid input
      by 
    other fact (cases/all.csv:6)
      expected award needs insured
      got award needs income
      by article 2(1) AA: allowance no answer yet; from hardship no, insured yes, basis €1,000 per year
    ");
}

#[test]
fn a_list_of_cases() {
    let list = r#"[
  {"example": "low", "on": "2025-03-01", "case": {"income": 15000, "insured": true, "hardship": false},
   "then": {"award": "1000", "allowance": 1000}, "because": ["article 2(1)", "article 3 of AA"]},
  {"voorbeeld": "open", "op": "2025-03-01", "geval": {"insured": false, "income": 1},
   "dan": {"award": "wacht op hardship"}}
]"#;
    insta::assert_snapshot!(tried(LAW, "cases/all.json", list), @"3 passed, 0 failed");
}

#[test]
fn slips_in_a_table_are_findings() {
    let table = "\
example,on,incmoe,insured,insured,partner.age,then awrd,then award,because
a,2025-02-30,1,yes,yes,1,,1,
b,2025-03-01,1,yes,yes,1,,maybe,
c,2025-03-01,1,yes,yes,1,,1,lid 1
d,2025-03-01,1
";
    insta::assert_snapshot!(tried(LAW, "cases/all.csv", table), @"
    E0527 the law gives no value `awrd`
      did you mean `award`?
    E0522 the table of cases has an unknown column `incmoe`
      did you mean `income`?
    E0523 the column `insured` stands in the table twice
      keep one of the two
    E0522 the table of cases has an unknown column `partner.age`
      the fields of a person are `date-of-birth`, `income`, `insured`, `share`, `weeks`, `name`, `partner`, `hardship`
    E0524 `2025-02-30` is not a date
      write the date as year-month-day, such as `2025-03-01`
    E0526 `maybe` is not an outcome of `award`
      write an amount such as `131.50`, `no entitlement`, `needs a; b`, `awaits h`, `not yet set` or `invalid input`
    E0528 `lid 1` is not a citation of a provision of this ruleset
      cite as the law does, and part several with a semicolon
    E0520 the table of cases is not readable
      give every row as many cells as the heading; put a cell with a comma between double quotes
    1 passed, 0 failed
    ");
    insta::assert_snapshot!(tried(LAW, "cases/all.csv", "on,income\n2025-03-01,1\n"), @"
    E0521 the table of cases has no column `example`
      add the column
    E0521 the table of cases has no column `then …`
      add the column
    1 passed, 0 failed
    ");
}

#[test]
fn slips_in_a_list_are_findings() {
    let list = r#"[
  {"example": "a", "on": "1 March", "case": {}, "then": {"award": "1"}},
  {"example": "b", "on": "2025-03-01", "case": {}, "then": {"award": "1"}, "note": "x"},
  {"example": "c", "on": "2025-03-01", "case": {}, "then": {}},
  {"example": "d", "on": "2025-03-01", "case": {}, "then": {"awrad": "1"}},
  {"example": "e", "on": "2025-03-01", "case": {}, "then": {"award": [1]}, "because": [1]},
  {"example": "f", "on": "2025-03-01", "case": {}, "then": {"award": "1"}, "because": "law 3"},
  3
]"#;
    insta::assert_snapshot!(tried(LAW, "cases/all.json", list), @"
    E0524 `1 March` is not a date
      write the date as year-month-day, such as `2025-03-01`
    E0529 a list of cases is a list of objects with `example`, `on`, `case`, `then` and perhaps `because`
      give every case its title, its date, its facts and what must follow
    E0529 a list of cases is a list of objects with `example`, `on`, `case`, `then` and perhaps `because`
      give every case its title, its date, its facts and what must follow
    E0527 the law gives no value `awrad`
      did you mean `award`?
    E0526 a list is not an outcome of `award`
      write an amount such as `131.50`, `no entitlement`, `needs a; b`, `awaits h`, `not yet set` or `invalid input`
    E0528 `law 3` is not a citation of a provision of this ruleset
      cite as the law does, and part several with a semicolon
    E0529 a list of cases is a list of objects with `example`, `on`, `case`, `then` and perhaps `because`
      give every case its title, its date, its facts and what must follow
    1 passed, 0 failed
    ");
    insta::assert_snapshot!(tried(LAW, "cases/all.json", "{}"), @"
    E0529 a list of cases is a list of objects with `example`, `on`, `case`, `then` and perhaps `because`
      give every case its title, its date, its facts and what must follow
    1 passed, 0 failed
    ");
}
