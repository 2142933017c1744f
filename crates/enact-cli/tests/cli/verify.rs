//! The verdicts on safeguards: as text, for programs, for a memorandum, and as a page.

use crate::command::{Place, SLIPS, laid_out};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

/// An allowance with two jumps, and promises of which two hold.
const LAW: &str = r#"---
title: Fietsregeling <proef> & meer
short: Fr
language: nl
in-force: 2025-01-01
until: 2027-01-01
text: ontwerp
---
# Fietsregeling

## Artikel 1

```enact
soort werknemer
gegeven inkomen van werknemer : bedrag per jaar uit "Belastingdienst"
gegeven woon-afstand van werknemer : getal met 0 decimalen
aanname inkomen ≥ € 0 per jaar en inkomen ≤ € 1.000.000 per jaar
aanname woon-afstand ≥ 0 en woon-afstand ≤ 100
parameter inkomensgrens : bedrag per jaar is € 30.000 per jaar
```

## Artikel 2

```enact
aanspraak vergoeding van werknemer : bedrag per maand
regel vergoeding bedraagt € 100 per maand + € 2 per maand × woon-afstand indien inkomen < inkomensgrens
regel vergoeding bedraagt € 40 per maand indien inkomen ≥ inkomensgrens en inkomen ≤ € 45.000 per jaar
geen aanspraak op vergoeding indien inkomen > € 45.000 per jaar
```

## Artikel 3

```enact
waarborg "nooit meer bij een hoger inkomen" : vergoeding stijgt nooit wanneer inkomen stijgt
waarborg "geen sprong" : vergoeding verandert met hoogstens € 2 per maand wanneer inkomen verandert met € 100 per jaar
waarborg "ten minste vijftig euro" : vergoeding ≥ € 50 per maand
waarborg "alleen tot de grens" : geen aanspraak op vergoeding indien inkomen > € 45.000 per jaar

voorbeeld "laag inkomen" op 2025-03-01
  in het geval werknemer
    inkomen is € 10.000
    woon-afstand is 25
  dan vergoeding is € 150
```
"#;

fn place() -> Place {
    Place::with(&[("fr.law.md", LAW)])
}

/// The same promises without those that fail.
fn kept() -> String {
    let fails = |line: &&str| line.contains("\"geen sprong\"") || line.contains("vijftig euro");
    LAW.lines().filter(|line| !fails(line)).map(|line| format!("{line}\n")).collect()
}

#[test]
fn every_safeguard_has_its_verdict_and_its_case() {
    let outcome = place().run(&["verify", "fr.law.md"]);
    assert_eq!((outcome.exit, outcome.err.as_str()), (1, ""));
    insta::assert_snapshot!(outcome.out);
}

#[test]
fn as_markdown_for_a_memorandum() {
    let outcome = place().run(&["verify", "fr.law.md", "--format", "markdown", "--lang", "en"]);
    insta::assert_snapshot!(outcome.out);
}

#[test]
fn what_fails_is_chosen() {
    let exit = |law: &str, fail_on: &str| {
        let place = Place::with(&[("fr.law.md", law)]);
        place.run(&["verify", "fr.law.md", "--fail-on", fail_on]).exit
    };
    assert_eq!(["refuted", "unproved", "none"].map(|on| exit(LAW, on)), [1, 1, 0]);
    assert_eq!(["refuted", "unproved", "none"].map(|on| exit(&kept(), on)), [0, 0, 0]);
    let hasty = place().run(&["verify", "fr.law.md", "--choices", "1", "--format", "json"]);
    assert!(hasty.out.contains("\"not-proved\""), "{}", hasty.out);
}

#[test]
fn a_law_with_an_error_has_no_verdicts() {
    let place = Place::with(&[("tw.law.md", SLIPS)]);
    for format in ["text", "json", "markdown", "html"] {
        let outcome = place.run(&["verify", "tw.law.md", "--format", format, "-o", "report"]);
        assert_eq!((outcome.exit, outcome.out.as_str()), (1, ""), "{format}");
        assert!(!place.path().join("report").exists(), "{format}");
    }
}

#[test]
fn a_group_is_told_with_its_promise() {
    let law = LAW.replace(
        "\"ten minste vijftig euro\" :",
        "\"ten minste vijftig euro\" voor (inkomen lager dan € 30.000 per jaar) :",
    );
    let place = Place::with(&[("fr.law.md", &law)]);
    let told = "voor (inkomen lager dan € 30.000 per jaar): vergoeding ≥ € 50 per maand";
    for format in ["text", "html"] {
        let outcome = place.run(&["verify", "fr.law.md", "--format", format]);
        assert!(outcome.out.contains(told), "{}", outcome.out);
    }
    let outcome = place.run(&["verify", "fr.law.md", "--format", "json"]);
    let report: Value = serde_json::from_str(&outcome.out).unwrap();
    let limited = &report["safeguards"][2];
    assert_eq!(limited["group"], "(inkomen lager dan € 30.000 per jaar)");
    assert_eq!(limited["verdict"], "proved", "{limited}");
}

#[test]
fn json_keeps_to_the_published_form() {
    let schema = include_str!("../../../../docs/schema/verification.schema.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for choices in ["1", "100000"] {
        let arguments = ["verify", "fr.law.md", "--format", "json", "--choices", choices];
        let report: Value = serde_json::from_str(&place().run(&arguments).out).unwrap();
        let faults: Vec<String> = schema
            .iter_errors(&report)
            .map(|fault| format!("{}: {fault}", fault.instance_path()))
            .collect();
        assert_eq!(faults, Vec::<String>::new());
    }
    assert!(!schema.is_valid(&serde_json::json!({ "format": "enact-verification/1" })));
}

/// What is told of a case is what `enact decide` says of it.
#[test]
fn a_case_against_a_promise_can_be_decided_again() {
    let place = place();
    let outcome = place.run(&["verify", "fr.law.md", "--format", "json"]);
    let report: Value = serde_json::from_str(&outcome.out).unwrap();
    let against = &report["safeguards"][1]["against"];
    for (case, told) in [("case", "outcome"), ("other", "other_outcome")] {
        place.write("case.json", &against[case].to_string());
        let on = against["on"].as_str().unwrap();
        let decided = place.run(&["decide", "fr.law.md", "--case", "case.json", "--on", on]);
        assert_eq!(decided.exit, 0, "{}", decided.err);
        let told = against[told].as_str().unwrap();
        let shown = told.strip_prefix("vergoeding is ").unwrap_or("geen recht op vergoeding");
        assert!(decided.out.contains(shown), "{told}: {}", decided.out);
    }
}

#[test]
fn a_report_goes_to_a_file_whole() {
    let place = place();
    let said = place.run(&["verify", "fr.law.md", "--format", "html"]).out;
    let outcome = place.run(&["verify", "fr.law.md", "--format", "html", "-o", "page.html"]);
    assert_eq!(outcome.out, "waarborgen: 2 bewezen, 2 weerlegd, 0 niet bewezen\n");
    assert_eq!(fs::read_to_string(place.path().join("page.html")).unwrap(), said);
    let refused = place.run(&["verify", "fr.law.md", "--format", "html", "-o", "no/page.html"]);
    assert_eq!((refused.exit, refused.out.as_str()), (2, ""));
    assert!(refused.err.contains("no/page.html"), "{}", refused.err);
}

/// The page in a language.
fn page(language: &str) -> String {
    let outcome = place().run(&["verify", "fr.law.md", "--format", "html", "--lang", language]);
    laid_out(&outcome.out)
}

#[test]
fn a_page_in_dutch() {
    insta::assert_snapshot!(page("nl"));
}

#[test]
fn a_page_in_english() {
    insta::assert_snapshot!(page("en"));
}

/// What every value of `name` in the page is.
fn values<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!(" {name}=\"");
    page.match_indices(&opening)
        .map(|(at, _)| page[at + opening.len()..].split('"').next().unwrap())
        .collect()
}

#[test]
fn a_page_can_be_read_by_everyone() {
    for language in ["nl", "en"] {
        let page = page(language);
        assert!(page.contains(&format!("<html lang=\"{language}\">")));
        let ids = values(&page, "id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{ids:?}");
        for names in [values(&page, "aria-labelledby"), values(&page, "aria-describedby")].concat()
        {
            assert!(names.split(' ').all(|id| unique.contains(id)), "{names}");
        }
        let levels: Vec<u32> =
            page.split("<h").filter_map(|piece| piece.chars().next()?.to_digit(10)).collect();
        assert_eq!(levels.first(), Some(&1));
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
        let headers = page.matches("<th").count() - page.matches("<thead").count();
        assert_eq!(headers, page.matches("<th scope=").count());
        assert_eq!(page.matches("<svg").count(), page.matches("role=\"img\"").count());
    }
}

#[test]
fn a_page_stands_alone_and_is_escaped() {
    let page = place().run(&["verify", "fr.law.md", "--format", "html"]).out;
    for outside in ["<script", "<link", "src=", "http", "url(", "@import"] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(values(&page, "href").iter().all(|to| to.starts_with('#')));
    assert!(page.contains("Fietsregeling &lt;proef&gt; &amp; meer"));
    assert!(!page.contains("<proef>"));
}

/// A jump is told between two values that differ by one unit.
#[test]
fn a_jump_is_shown_to_the_unit() {
    let page = page("en");
    assert!(page.contains("from €29,999.99 per year to €30,000 per year"), "{page}");
    assert!(page.contains("from €45,000 per year to €45,000.01 per year"), "{page}");
}

#[test]
fn a_law_that_promises_nothing_says_so() {
    let law: String = LAW
        .lines()
        .filter(|line| !line.starts_with("waarborg"))
        .map(|line| format!("{line}\n"))
        .collect();
    let place = Place::with(&[("fr.law.md", &law)]);
    let outcome = place.run(&["verify", "fr.law.md", "--format", "html"]);
    assert_eq!(outcome.exit, 0);
    assert!(outcome.out.contains("De wet noemt geen waarborgen."));
}
