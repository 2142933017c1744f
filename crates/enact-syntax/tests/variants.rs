//! What the drafter of a law could have written instead.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use enact_source::{FileId, Source};
use enact_syntax::{Change, parse, variants};
use std::path::Path;

const HEAD: &str = "---\ntitle: T\nin-force: 2025-01-01\ntext: draft\nmonth-end: last day\n";

/// The variants of a law with this code, one a line: the kind, and what is for what.
fn listed(settings: &str, code: &str) -> String {
    let text = format!("{HEAD}{settings}\n---\n## § 1\n```enact\n{code}\n```\n");
    let source = Source::new("t.law.md", text.as_str());
    assert!(parse(FileId(0), &source).findings.is_empty(), "{code}");
    let told = variants(FileId(0), &source).into_iter().map(|variant| {
        let kind = variant.kind.name();
        match variant.change {
            Change::Instead { old, new } => format!("{kind}: {old} → {new}\n"),
            Change::Missing(old) => format!("{kind}: {old} →\n"),
            Change::Swapped { first, second } => format!("{kind}: {first} ⇄ {second}\n"),
        }
    });
    told.collect()
}

fn dutch(code: &str) -> String {
    listed("language: nl\ncurrency: EUR", code)
}

fn english(code: &str) -> String {
    listed("language: en\ncurrency: GBP", code)
}

#[test]
fn a_condition() {
    let found = dutch("regel niet a indien b ten minste 18 jaar en niet c tenzij met d");
    insta::assert_snapshot!(found, @"
    rule: regel niet a indien b ten minste 18 jaar en niet c tenzij met d →
    negation: regel niet a → regel a
    connective: b ten minste 18 jaar en niet c → b ten minste 18 jaar of niet c
    condition: b ten minste 18 jaar →
    condition: niet c →
    boundary: b ten minste 18 jaar → b meer dan 18 jaar
    comparison: b ten minste 18 jaar → b minder dan 18 jaar
    period: 18 jaar → 18 maanden
    figure: 18 → 19
    figure: 18 → 17
    negation: niet c → c
    exception: tenzij met d →
    presence: met d → zonder d
    ");
    let found = english("rule a when b is before 1 March 2025 or c is no unless d exists");
    insta::assert_snapshot!(found, @"
    rule: rule a when b is before 1 March 2025 or c is no unless d exists →
    connective: b is before 1 March 2025 or c is no → b is before 1 March 2025 and c is no
    condition: b is before 1 March 2025 →
    condition: c is no →
    boundary: b is before 1 March 2025 → b is on or before 1 March 2025
    comparison: b is before 1 March 2025 → b is on or after 1 March 2025
    date: 1 March 2025 → 2 March 2025
    date: 1 March 2025 → 28 February 2025
    comparison: c is no → c is not no
    exception: unless d exists →
    presence: d exists → d does not exist
    ");
}

#[test]
fn an_amount() {
    let found = dutch(
        "regel a bedraagt (b voor zover boven € 1.200) + 5% van c naar boven afgerond op centen doch ten hoogste € 300",
    );
    insta::assert_snapshot!(found, @"
    rule: regel a bedraagt (b voor zover boven € 1.200) + 5% van c naar boven afgerond op centen doch ten hoogste € 300 →
    limit: b voor zover boven € 1.200 → b − € 1.200
    figure: € 1.200 → € 1.201
    figure: € 1.200 → € 1.188
    sign: (b voor zover boven € 1.200) + 5% van c naar boven afgerond op centen → (b voor zover boven € 1.200) − 5% van c naar boven afgerond op centen
    figure: 5% → 6%
    figure: 5% → 4%
    rounding: naar boven afgerond op centen →
    rounding: c naar boven afgerond op centen → (c naar boven afgerond op centen)
    rounding: naar boven afgerond op centen → naar beneden afgerond op centen
    rounding: naar boven afgerond op centen → rekenkundig afgerond op centen
    rounding: naar boven afgerond op centen → naar boven afgerond op hele euro's
    limit: doch ten hoogste € 300 →
    limit: 5% van c naar boven afgerond op centen doch ten hoogste € 300 → 5% van c naar boven afgerond op centen doch ten minste € 300
    figure: € 300 → € 301
    figure: € 300 → € 297
    ");
    let found = english("rule a is highest of (b; c − £5) rounded half up to a multiple of £5");
    insta::assert_snapshot!(found, @"
    rule: rule a is highest of (b; c − £5) rounded half up to a multiple of £5 →
    limit: highest of (b; c − £5) → lowest of (b; c − £5)
    sign: c − £5 → c + £5
    figure: £5 → £6
    figure: £5 → £4
    rounding: rounded half up to a multiple of £5 →
    rounding: rounded half up to a multiple of £5 → rounded down to a multiple of £5
    rounding: rounded half up to a multiple of £5 → rounded up to a multiple of £5
    figure: £5 → £6
    figure: £5 → £4
    ");
}

#[test]
fn links_and_times() {
    let found = dutch(
        "met ingang van 2025-03-01\nin afwijking van artikel 4\nlezing \"a\" in plaats van \"b\"\nregel a is 1 indien b\nartikel 5 is niet van toepassing op a indien c",
    );
    insta::assert_snapshot!(found, @"
    date: met ingang van 2025-03-01 →
    date: 2025-03-01 → 2025-03-02
    date: 2025-03-01 → 2025-02-28
    precedence: in afwijking van artikel 4 →
    precedence: in afwijking van artikel 4 → behoudens artikel 4
    rule: regel a is 1 indien b →
    figure: 1 → 2
    figure: 1 → 0
    precedence: artikel 5 is niet van toepassing op a indien c →
    condition: indien c →
    ");
    let found = english(
        "subject to section 4\nno entitlement to a\nparameter p : number\n  from 2025-01-01 : 1\n  from 2026-01-01 : 2",
    );
    insta::assert_snapshot!(found, @"
    precedence: subject to section 4 →
    precedence: subject to section 4 → notwithstanding section 4
    rule: no entitlement to a →
    limb: from 2025-01-01 : 1 →
    limb: from 2026-01-01 : 2 →
    date: 2025-01-01 → 2025-01-02
    date: 2025-01-01 → 2024-12-31
    figure: 1 → 2
    figure: 1 → 0
    date: 2026-01-01 → 2026-01-02
    date: 2026-01-01 → 2025-12-31
    figure: 2 → 3
    figure: 2 → 1
    ");
}

#[test]
fn cases_and_tables() {
    let found = dutch(
        "regel a is in volgorde\n  indien b : 1\n  zonder c : 2\n  in de overige gevallen : 3",
    );
    insta::assert_snapshot!(found, @"
    rule: regel a is in volgorde indien b : 1 zonder c : 2 in de overige gevallen : 3 →
    limb: indien b : 1 →
    limb: zonder c : 2 →
    limb: in de overige gevallen : 3 →
    order: indien b : 1 ⇄ zonder c : 2
    figure: 1 → 2
    figure: 1 → 0
    presence: zonder c → met c
    figure: 2 → 3
    figure: 2 → 1
    figure: 3 → 4
    figure: 3 → 2
    ");
    let found = english(
        "table t is by\n  | age | t |\n  |---|---|\n  | 18 to below 65 | £1 |\n  | ≥ 65 | £2 |",
    );
    insta::assert_snapshot!(found, @"
    rule: table t is by | age | t | |---|---| | 18 to below 65 | £1 | | ≥ 65 | £2 | →
    limb: | 18 to below 65 | £1 | →
    limb: | ≥ 65 | £2 | →
    figure: 18 → 19
    figure: 18 → 17
    boundary: 18 to below 65 → 18 up to and including 65
    figure: 65 → 66
    figure: 65 → 64
    figure: £1 → £2
    figure: £1 → £0
    boundary: ≥ 65 → > 65
    comparison: ≥ 65 → < 65
    figure: 65 → 66
    figure: 65 → 64
    figure: £2 → £3
    figure: £2 → £1
    ");
}

#[test]
fn lists_and_others() {
    let found = dutch(
        "regel a is som van b over kinderen met leeftijd < 18\nregel c indien een of meer van kinderen heeft b = 1\nregel d indien b van partner en e is een van (f; g)",
    );
    insta::assert_snapshot!(found, @"
    rule: regel a is som van b over kinderen met leeftijd < 18 →
    subject: b → b van partner
    elements: met leeftijd < 18 →
    boundary: leeftijd < 18 → leeftijd ≤ 18
    comparison: leeftijd < 18 → leeftijd ≥ 18
    figure: 18 → 19
    figure: 18 → 17
    rule: regel c indien een of meer van kinderen heeft b = 1 →
    elements: een of meer van kinderen heeft b = 1 → elk van kinderen heeft b = 1
    subject: b → b van partner
    comparison: b = 1 → b ≠ 1
    figure: 1 → 2
    figure: 1 → 0
    rule: regel d indien b van partner en e is een van (f; g) →
    connective: b van partner en e is een van (f; g) → b van partner of e is een van (f; g)
    condition: b van partner →
    condition: e is een van (f; g) →
    subject: b van partner → b
    limb: f →
    limb: g →
    ");
    let found = english(
        "rule a is lowest amount over children\nrule b is first day of the month after (c + 6 weeks)\nrule c when\n  a. d of partner; or\n  b. not e of partner",
    );
    insta::assert_snapshot!(found, @"
    rule: rule a is lowest amount over children →
    limit: lowest amount over children → highest amount over children
    rule: rule b is first day of the month after (c + 6 weeks) →
    date: first day of the month after (c + 6 weeks) → first day of the month of (c + 6 weeks)
    sign: c + 6 weeks → c − 6 weeks
    period: 6 weeks → 6 days
    figure: 6 → 7
    figure: 6 → 5
    rule: rule c when a. d of partner; or b. not e of partner →
    condition: a. d of partner →
    condition: b. not e of partner →
    connective: when a. d of partner; or b. not e of partner → when a. d of partner; and b. not e of partner
    subject: d of partner → d
    negation: not e of partner → e of partner
    subject: e of partner → e
    ");
}

#[test]
fn what_is_no_rule_stays_as_it_is() {
    let code = "entity person\nfact a : number\nassume a ≥ 0\nno code : \"x\"\nsafeguard \"s\" : a ≥ 0\n\
        example \"e\" on 2025-03-01\n  given person\n    a is 1\n  then b is 2";
    assert_eq!(english(code), "");
    assert!(
        variants(FileId(0), &Source::new("t.law.md", "## § 1\n```enact\nrule a is is\n```\n"))
            .is_empty()
    );
}

#[test]
fn every_variant_of_every_law_is_another_text() {
    let mut tried = 0;
    for path in laws(Path::new("../../rules")) {
        let source = Source::new("t.law.md", std::fs::read_to_string(path).unwrap());
        for variant in variants(FileId(0), &source) {
            tried += 1;
            assert_ne!(variant.applied(&source.text), &*source.text, "{variant:?}");
            for pair in variant.edits.windows(2) {
                assert!(pair[0].span.end <= pair[1].span.start, "{variant:?}");
            }
        }
    }
    assert!(tried > 500, "{tried}");
}

fn laws(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(laws(&path));
        } else if path.to_string_lossy().ends_with(".law.md") {
            found.push(path);
        }
    }
    found
}
