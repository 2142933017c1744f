//! Cases as they are sent: what is accepted, and everything that is said about what is not.

use crate::law::{LAW, ruleset};
use enact::written::iso;
use enact_source::{Language, Source};
use enact_value::{Date, Value};

/// The findings about a case, each on a line: code, message and next step.
fn findings(name: &str, text: &str, language: Language) -> String {
    let ruleset = ruleset(LAW);
    let person = ruleset.program().terms.rows()[0].entity;
    let on = Date::parse_iso("2025-03-01").unwrap();
    let reading = ruleset.read_case(person, Source::new(name, text), on);
    assert_eq!(reading.case.is_some(), reading.findings.is_empty());
    let line = |finding: &enact_source::Diagnostic| {
        let rendered = finding.render(language);
        let place = reading.sources.get(finding.span().file).map(|source| {
            let place = source.line_column(finding.span().start);
            format!("{}:{}", place.line, place.column)
        });
        let help = rendered.help.unwrap_or_default();
        format!("{} {} {}\n  {help}\n", rendered.code, place.unwrap_or_default(), rendered.message)
    };
    reading.findings.iter().map(line).collect()
}

fn english(text: &str) -> String {
    findings("case.json", text, Language::English)
}

#[test]
fn every_slip_is_reported_at_once() {
    let text = r#"{
  "date-of-birth": "1990-02-30",
  "incmoe": 1,
  "income": 28000.125,
  "insured": "perhaps",
  "share": "4,5",
  "weeks": 1e3,
  "name": 12,
  "insured": true,
  "partner": { "date-of-birth": "01-02-1990", "income": 99999999999999, "insured": null },
  "hardship": "perhaps"
}"#;
    insta::assert_snapshot!(english(text), @"
    E0507 2:20 `date-of-birth` holds `1990-02-30`, a day that the calendar does not have
      article 1(1) AA asks for a date as year-month-day, such as `2025-03-01`
    E0503 3:3 the law knows no `incmoe` of a person
      did you mean `income`?
    E0506 4:13 `income` has more than 2 decimals in `28000.125`
      nothing is rounded silently: article 1(1) AA asks for an amount in EUR per year with a point and at most 2 decimals, such as `28000.50`
    E0505 5:14 `insured` cannot be `perhaps`
      article 1(1) AA asks for `true` or `false`
    E0514 6:12 `share` is not a number in `4,5`
      leave out signs, grouping and exponents: article 1(1) AA asks for a percentage with a point and at most 2 decimals, such as `4.2` for 4.2%
    E0514 7:12 `weeks` is not a number in `1e3`
      leave out signs, grouping and exponents: article 1(1) AA asks for a whole number, such as `12`
    E0505 8:11 `name` cannot be `12`
      article 1(1) AA asks for a text between quotes
    E0508 9:3 `insured` is given twice
      keep one of the two
    E0515 10:33 `partner.date-of-birth` is not written as a date in `01-02-1990`
      article 1(1) AA asks for a date as year-month-day, such as `2025-03-01`
    E0509 10:57 `partner.income` is out of range with `99999999999999`
      article 1(1) AA accepts -10000000000 up to and including 10000000000
    E0510 10:84 `partner.insured` is given as absent, while every subject has it
      article 1(1) AA asks for `true` or `false`; leave the field out while it is unknown
    E0516 11:15 the judgement `hardship` cannot be `perhaps`
      article 1(2) AA leaves it to a person: give `true` or `false`, or an object with `answer`, `by`, `reason` and `on`
    ");
}

#[test]
fn a_point_between_thousands_is_no_decimal_point() {
    for written in ["30.000", "30.500"] {
        let text = format!(r#"{{"income": "{written}"}}"#);
        let found = findings("case.json", &text, Language::English);
        assert!(found.starts_with("E0514 1:12 `income` is not a number"), "{found}");
    }
}

#[test]
fn the_same_slips_in_dutch() {
    let text = r#"{"income": "€ 2.112,50", "weeks": 1.5, "partner": [], "hardship": {"by": "x"}}"#;
    insta::assert_snapshot!(findings("case.json", text, Language::Dutch), @"
    E0514 1:12 `income` is geen getal in `€ 2.112,50`
      laat tekens, groepering en exponenten weg: artikel 1, eerste lid, AA vraagt een bedrag in EUR per jaar met een punt en ten hoogste 2 decimalen, zoals `28000.50`
    E0517 1:35 `weeks` is geen geheel getal in `1.5`
      niets wordt stilzwijgend afgerond: artikel 1, eerste lid, AA vraagt een geheel getal, zoals `12`
    E0505 1:51 `partner` kan niet een lijst zijn
      artikel 1, eerste lid, AA vraagt een object met de gegevens van deze person, of `null` wanneer het er niet is
    E0516 1:67 de beoordeling `hardship` kan niet een object zijn
      artikel 1, tweede lid, AA laat dit aan een mens: geef `true` (ja) of `false` (nee), of een object met `antwoord`, `door`, `reden` en `op`
    ");
}

#[test]
fn an_assumption_of_the_law_is_guarded() {
    insta::assert_snapshot!(english(r#"{"income": -1}"#), @"
    E0511 1:1 the case breaks what article 1(1) AA assumes: `assume income ≥ €0 per year`
      correct the facts that the assumption names
    ");
    insta::assert_snapshot!(english(r#"{"partner": {"income": "-0.01"}}"#), @"
    E0511 1:13 the case breaks what article 1(1) AA assumes: `assume income ≥ €0 per year`
      correct the facts that the assumption names
    ");
}

#[test]
fn what_is_no_case_is_refused() {
    insta::assert_snapshot!(english("[]"), @"
    E0502 1:1 a case consists of named facts
      give the facts of the person as fields, each under the law's own name
    ");
    insta::assert_snapshot!(english("{\"income\": 1,}"), @"
    E0501 1:13 the case is not readable as JSON: a comma does not belong here
      mend the JSON at this place
    ");
    insta::assert_snapshot!(findings("case.yaml", "income: *x", Language::English), @"
    E0501 1:9 the case is not readable as YAML: the indentation or the punctuation is not right here
      mend the YAML at this place
    ");
    insta::assert_snapshot!(findings("case.yaml", "income: [1", Language::Dutch), @"
    E0501 1:11 de zaak is niet leesbaar als YAML: de inspringing of de leestekens kloppen hier niet
      herstel de YAML op deze plaats
    ");
}

#[test]
fn json_and_yaml_say_the_same() {
    let ruleset = ruleset(LAW);
    let person = ruleset.program().terms.rows()[0].entity;
    let on = Date::parse_iso("2025-03-01").unwrap();
    let read = |name: &str, text: &str| {
        let reading = ruleset.read_case(person, Source::new(name, text), on);
        assert_eq!(reading.findings, []);
        reading.case.unwrap().case
    };
    let json = read(
        "case.json",
        r#"{"date-of-birth": "1990-05-01", "income": "28000.10", "insured": true, "share": 4.5,
            "name": "no", "partner": {"income": 0, "partner": null},
            "hardship": {"answer": true, "by": "case worker", "reason": "illness",
                "on": "2025-02-20"}}"#,
    );
    let yaml = read(
        "case.yaml",
        "date-of-birth: 1990-05-01\nincome: 28000.10\ninsured: ja\nshare: 4.50\nname: no\n\
         partner:\n  income: 0\n  partner: geen\n\
         hardship:\n  antwoord: yes\n  door: case worker\n  reden: illness\n  op: 2025-02-20\n",
    );
    assert_eq!(json, yaml);
    let written: Vec<String> = json.subjects[0]
        .facts
        .iter()
        .map(|fact| match fact {
            Some(Value::Number(units)) => units.to_string(),
            Some(Value::Date(date)) => iso(*date),
            other => format!("{other:?}"),
        })
        .collect();
    insta::assert_debug_snapshot!(written, @r#"
    [
        "1990-05-01",
        "2800010",
        "Some(YesNo(true))",
        "450",
        "None",
        "Some(Text(\"no\"))",
        "Some(Subject(1))",
    ]
    "#);
}

#[test]
fn a_case_is_never_read_through_binary_fractions() {
    let ruleset = ruleset(LAW);
    let person = ruleset.program().terms.rows()[0].entity;
    let on = Date::parse_iso("2025-03-01").unwrap();
    for (text, cents) in [("0.1", 10), ("0.29", 29), ("1.10", 110), ("9007199254740.93", 0)] {
        let text = format!("{{\"income\": {text}}}");
        let reading = ruleset.read_case(person, Source::new("case.json", text), on);
        let income = reading.case.and_then(|text| text.case.subjects[0].facts[1].clone());
        let expected = (cents > 0).then_some(Value::Number(cents));
        assert_eq!(income, expected);
    }
}
