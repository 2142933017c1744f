//! What of a law is covered: as text, for programs, for a memorandum, and as a page over the law.

use crate::command::{Place, SLIPS, laid_out};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

/// A law with a sentence that was forgotten, and examples that leave something out.
const LAW: &str = r#"---
title: Zwembadregeling <proef> & meer
short: Zr
language: nl
in-force: 2025-01-01
until: 2027-01-01
text: ontwerp
---
# Zwembadregeling

Dit is een proef.

## Artikel 1

1. In deze regeling betekent:

   a. het college: het college van burgemeester en wethouders;

   ```enact
   geen code : "definitie"
   ```

   b. *kind*: wie jonger is dan twaalf jaar.

   ```enact
   soort bezoeker
   gegeven leeftijd van bezoeker : getal
   aanname leeftijd ≥ 0 en leeftijd ≤ 120
   regel kind van bezoeker indien leeftijd < 12
   ```

2. Een kind zwemt met een begeleider. Het college kan daarvan afzien.

## Artikel 2

De toegang is gratis voor een kind en voor wie een stadspas heeft, en anders € 5.

```enact
gegeven stadspas van bezoeker : ja/nee
regel gratis van bezoeker indien kind of stadspas
regel toegang van bezoeker is
  indien gratis : € 0
  in de overige gevallen : € 5
```

```enact
voorbeeld "elf" op 2025-03-01
  in het geval bezoeker
    leeftijd is 11
    stadspas is nee
  dan toegang is € 0

voorbeeld "volwassen" op 2025-01-01
  in het geval bezoeker
    leeftijd is 40
    stadspas is nee
  dan toegang is € 5
```

## Artikel 3

```enact
geen code : "slot"
```

1. Deze regeling heet Zwembadregeling.

2. Zij geldt vanaf 2025.
"#;

/// The same law with nothing left out.
fn whole() -> String {
    let code = "   ```enact\n   geen code : \"open norm\"\n   ```\n\n## Artikel 2";
    let example = |title: &str, on: &str, (age, pass): (u32, &str), price: u32| {
        format!(
            "voorbeeld \"{title}\" op {on}\n  in het geval bezoeker\n    leeftijd is {age}\n    \
             stadspas is {pass}\n  dan toegang is € {price}\n\n"
        )
    };
    let examples = example("twaalf", "2025-03-01", (12, "nee"), 5)
        + &example("met pas", "2026-12-31", (12, "ja"), 0);
    LAW.replace("## Artikel 2", code)
        .replace("voorbeeld \"volwassen\"", &format!("{examples}voorbeeld \"volwassen\""))
}

fn place() -> Place {
    Place::with(&[("zr.law.md", LAW)])
}

fn said(format: &str, language: &str) -> String {
    let outcome = place().run(&["coverage", "zr.law.md", "--format", format, "--lang", language]);
    assert_eq!((outcome.exit, outcome.err.as_str()), (0, ""));
    outcome.out
}

#[test]
fn what_is_missing_comes_first() {
    insta::assert_snapshot!("text_nl", said("text", "nl"));
    insta::assert_snapshot!("text_en", said("text", "en"));
}

#[test]
fn as_markdown_for_a_pull_request() {
    insta::assert_snapshot!("markdown_nl", said("markdown", "nl"));
    insta::assert_snapshot!("markdown_en", said("markdown", "en"));
}

#[test]
fn a_law_of_which_nothing_is_missing() {
    let place = Place::with(&[("zr.law.md", &whole())]);
    let outcome = place.run(&["coverage", "zr.law.md", "--fail-on", "missing"]);
    assert_eq!(outcome.exit, 0, "{}", outcome.out);
    for format in ["markdown", "html"] {
        let outcome = place.run(&["coverage", "zr.law.md", "--format", format]);
        assert!(outcome.out.contains("Er ontbreekt niets"), "{}", outcome.out);
    }
}

#[test]
fn what_fails_is_chosen() {
    let exit = |law: &str, fail_on: &str| {
        let place = Place::with(&[("zr.law.md", law)]);
        place.run(&["coverage", "zr.law.md", "--fail-on", fail_on]).exit
    };
    let all = ["none", "unmarked", "unreached", "missing"];
    assert_eq!(all.map(|on| exit(LAW, on)), [0, 1, 1, 1]);
    let marked = LAW.replace(
        "## Artikel 2",
        "   ```enact\n   geen code : \"open norm\"\n   ```\n\n## Artikel 2",
    );
    assert_eq!(all.map(|on| exit(&marked, on)), [0, 0, 0, 1]);
    let (before, rest) = marked.split_once("```enact\nvoorbeeld").unwrap();
    let bare = format!("{before}{}", rest.split_once("```").unwrap().1);
    assert_eq!(all.map(|on| exit(&bare, on)), [0, 0, 1, 1]);
}

#[test]
fn a_law_with_an_error_has_no_coverage() {
    let place = Place::with(&[("tw.law.md", SLIPS)]);
    for format in ["text", "json", "markdown", "html"] {
        let outcome = place.run(&["coverage", "tw.law.md", "--format", format, "-o", "report"]);
        assert_eq!((outcome.exit, outcome.out.as_str()), (1, ""), "{format}");
        assert!(!place.path().join("report").exists(), "{format}");
    }
}

/// A table of cases beside the law shows as much as an example in it.
#[test]
fn a_table_of_cases_counts() {
    let table = "voorbeeld,op,leeftijd,stadspas,dan toegang\ntwaalf,2025-03-01,12,nee,5\n";
    let manifest = "name = \"zwembad\"\nversion = \"1\"\n";
    let place =
        Place::with(&[("zr.law.md", LAW), ("enact.toml", manifest), ("cases/a.csv", table)]);
    let outcome = place.run(&["coverage", "."]);
    assert_eq!(outcome.err, "");
    assert!(!outcome.out.contains("precies"), "{}", outcome.out);
    assert!(outcome.out.contains("3 voorbeelden"), "{}", outcome.out);
}

#[test]
fn json_keeps_to_the_published_form() {
    let schema = include_str!("../../../../docs/schema/coverage.schema.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for law in [LAW.to_owned(), whole()] {
        let place = Place::with(&[("zr.law.md", &law)]);
        let outcome = place.run(&["coverage", "zr.law.md", "--format", "json"]);
        let report: Value = serde_json::from_str(&outcome.out).unwrap();
        let faults: Vec<String> = schema
            .iter_errors(&report)
            .map(|fault| format!("{}: {fault}", fault.instance_path()))
            .collect();
        assert_eq!(faults, Vec::<String>::new());
    }
    assert!(!schema.is_valid(&serde_json::json!({ "format": "enact-coverage/1" })));
}

#[test]
fn a_report_goes_to_a_file_whole() {
    let place = place();
    let said = place.run(&["coverage", "zr.law.md", "--format", "html"]).out;
    let outcome = place.run(&["coverage", "zr.law.md", "--format", "html", "-o", "page.html"]);
    assert_eq!(outcome.out.lines().count(), 2, "{}", outcome.out);
    assert_eq!(fs::read_to_string(place.path().join("page.html")).unwrap(), said);
    let refused = place.run(&["coverage", "zr.law.md", "-o", "no/page.html"]);
    assert_eq!((refused.exit, refused.out.as_str()), (2, ""));
}

/// The page in a language.
fn page(language: &str) -> String {
    laid_out(&said("html", language))
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
        for name in values(&page, "aria-labelledby") {
            assert!(unique.contains(name), "{name}");
        }
        for link in values(&page, "href") {
            assert!(link.strip_prefix('#').is_some_and(|id| unique.contains(id)), "{link}");
        }
        let levels: Vec<u32> =
            page.split("<h").filter_map(|piece| piece.chars().next()?.to_digit(10)).collect();
        assert_eq!(levels.first(), Some(&1));
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
        let signs = page.matches("class=\"sentence ").count();
        assert_eq!(signs, page.matches("class=\"spoken\"").count());
    }
}

#[test]
fn a_page_stands_alone_and_is_escaped() {
    let page = page("nl");
    for outside in ["<script", "<link", "src=", "http", "url(", "@import"] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(page.contains("Zwembadregeling &lt;proef&gt; &amp; meer"));
    assert!(!page.contains("<proef>"));
}

/// The laws of this repository, for programs and as a page; the other forms tell the same.
#[test]
fn every_law_has_its_coverage() {
    let schema = include_str!("../../../../docs/schema/coverage.schema.json");
    let schema = jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap();
    let rules = concat!(env!("CARGO_MANIFEST_DIR"), "/../../rules");
    let place = Place::with(&[]);
    for ruleset in [
        "nl/zorgtoeslag/versions/2025",
        "nl/zorgtoeslag/versions/2026",
        "nl/wahv/versions/2017",
        "nl/wahv/versions/2025",
        "nl/aow/versions/2025",
        "en/home-energy-grant",
    ] {
        let path = format!("{rules}/{ruleset}");
        let said = |format| {
            let outcome =
                place.run(&["coverage", &path, "--format", format, "--fail-on", "unmarked"]);
            assert_eq!((outcome.exit, outcome.err.as_str()), (0, ""), "{ruleset}: {format}");
            outcome.out
        };
        let report: Value = serde_json::from_str(&said("json")).unwrap();
        assert!(schema.is_valid(&report), "{ruleset}");
        assert!(!said("html").is_empty());
    }
}
