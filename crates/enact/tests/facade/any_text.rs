//! Whatever is sent, the answer is a case or findings: never a panic, and every place lies
//! within the text.

use crate::law::{LAW, with};
use enact::{Memory, Ruleset};
use enact_source::{Diagnostic, Language, Source, Sources};
use enact_value::Date;
use proptest::prelude::*;
use std::sync::OnceLock;

const JSON: &str = r#"{"income": "28000.10", "insured": true, "name": "één", "partner": {"income": 0,
 "partner": null}, "weeks": [1, -2.5e3], "hardship": {"answer": true, "by": "x\u00e9"}}"#;
const YAML: &str = "income: 28000.10\ninsured: ja # één\nname: 'no'\npartner: &a\n  income: 0\n  \
                    share: {x: [1, \"b\"]}\n? k\n: |\n  text\nhardship:\n- yes\n";
const CSV: &str = "example,on,income,\"insured\",partner.income,then award,because\n\
                   \"a, b\",2025-03-01,15000,yes,0,1000,article 2(1)\r\né,2025-03-01,,no,,needs income,\n";
const LIST: &str = r#"[{"example": "low", "on": "2025-03-01", "case": {"income": 15000},
 "then": {"award": "1000"}, "because": ["article 2(1)"]}]"#;
const MANIFEST: &str =
    "name = \"één\"\nversion = '1'\n[register]\na = [1, \"x\"]\nb = 2025-01-01\n";

const BILL: &str = "---\ntitle: Bill\nlanguage: en\n---\n## Section 1\n\nA. In article 2(1), for “€100” \
                    substitute “€120”, and after “An insured person” insert “of age”.\n\n(2) For article 2(2) \
                    substitute:\n\n> 2. In hardship the basis is paid.\n>\n> ```enact\n> notwithstanding (1)\n> \
                    rule allowance is basis when hardship\n> ```\n\n(3) After article 2(2) insert:\n\n> 3. Nothing \
                    else.\n\n(4) Article 3 is renumbered as article 4.\n\nThis Act comes into force on 1 June 2026.\n";

/// A text with a few characters taken out, doubled or put in.
fn near(text: &'static str) -> impl Strategy<Value = String> {
    let slip = (0..text.chars().count(), 0..3_u8, "[-\\]\\[{}:,\"'\\\\#&*!?|>%@`\t\n\r é0-9a-z.]");
    proptest::collection::vec(slip, 0..6).prop_map(move |slips| {
        let mut signs: Vec<char> = text.chars().collect();
        for (at, kind, sign) in slips {
            let at = at.min(signs.len().saturating_sub(1));
            match kind {
                0 if !signs.is_empty() => drop(signs.remove(at)),
                1 if !signs.is_empty() => signs.insert(at, signs[at]),
                _ => signs.extend(sign.chars()),
            }
            let last = signs.pop();
            signs.splice(at.min(signs.len())..at.min(signs.len()), last);
        }
        signs.into_iter().collect()
    })
}

fn sound(findings: &[Diagnostic], sources: &Sources) {
    for finding in findings {
        let rendered = finding.render(Language::Dutch);
        assert!(!rendered.message.is_empty() && rendered.message != rendered.code.0);
        for (span, _) in rendered.labels {
            let text = &sources.get(span.file).unwrap().text;
            assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
        }
    }
}

fn case(name: &str, text: &str) {
    static RULESET: OnceLock<Ruleset> = OnceLock::new();
    let ruleset = RULESET.get_or_init(|| with(LAW, &[]));
    let person = ruleset.program().terms.rows()[0].entity;
    let on = Date::parse_iso("2025-03-01").unwrap();
    let reading = ruleset.read_case(person, Source::new(name, text), on);
    assert_eq!(reading.case.is_some(), reading.findings.is_empty());
    sound(&reading.findings, &reading.sources);
}

fn table(name: &str, text: &str) {
    let ruleset = with(LAW, &[(name, text)]);
    let (cases, findings) = ruleset.tables();
    sound(&findings, ruleset.sources());
    let _ = enact::examples::run(&ruleset, &cases, Language::English);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn a_case(json in near(JSON), yaml in near(YAML), other in "\\PC{0,60}") {
        case("case.json", &json);
        case("case.yaml", &yaml);
        case("case.json", &other);
        case("case.yaml", &other);
    }

    #[test]
    fn a_table(cells in near(CSV), list in near(LIST), other in "\\PC{0,60}") {
        table("cases/a.csv", &cells);
        table("cases/a.json", &list);
        table("cases/a.csv", &other);
    }

    #[test]
    fn a_manifest(near in near(MANIFEST), other in "\\PC{0,60}") {
        for text in [near, other] {
            let world = Memory::new().with("enact.toml", &text).with("a.law.md", LAW);
            let loaded = Ruleset::load(&world);
            sound(&loaded.findings, &loaded.sources);
        }
    }

    #[test]
    fn a_bill(text in near(BILL)) {
        let world = Memory::new().with("a.law.md", LAW);
        let bill = |text: &str| Source::new("a.bill.md", text);
        let amended = enact::amendment::consolidate(&world, vec![bill(&text)], false);
        sound(&amended.findings, &amended.sources);
        if let Err(wrong) = enact::Proposal::of(&world, Some(bill(&text)), bill(BILL)) {
            sound(&wrong.findings, &wrong.sources);
        }
    }
}

#[test]
fn the_bill_that_slips_are_made_in_is_sound() {
    let world = Memory::new().with("a.law.md", LAW);
    assert!(enact::Proposal::of(&world, None, Source::new("a.bill.md", BILL)).is_ok());
}
