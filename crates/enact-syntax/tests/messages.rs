//! What a drafter reads after a slip, in both languages.

use enact_source::{FileId, Language, Source};
use enact_syntax::parse;

/// A law with one block of `code`, and the findings in the law's own language.
fn answers(language: Language, code: &str) -> String {
    let front = language.pick("titel: Wet\ntaal: nl", "title: Act\nlanguage: en");
    let heading = language.pick("# Artikel 1", "# Article 1");
    law(language, &format!("---\n{front}\n---\n{heading}\n```enact\n{code}\n```\n"), 5)
}

/// The findings of `text`; lines are counted from behind line `before`.
fn law(language: Language, text: &str, before: usize) -> String {
    let source = Source::new("wet.law.md", text);
    let mut shown = String::new();
    for finding in parse(FileId(0), &source).findings {
        let rendered = finding.render(language);
        shown += &(format!("  {} {}", rendered.code, rendered.message) + "\n");
        for (span, label) in &rendered.labels {
            let place = source.line_column(span.start);
            let words = source.slice(*span).replace('\n', "⏎");
            let label = label.as_deref().unwrap_or("NO LABEL");
            let line = place.line.saturating_sub(before);
            shown += &(format!("    {line}:{} «{words}» {label}", place.column) + "\n");
        }
        shown += &(format!("    → {}", rendered.help.as_deref().unwrap_or("NO HELP")) + "\n");
    }
    if shown.is_empty() { "  no finding\n".to_owned() } else { shown }
}

fn all(language: Language, slips: &[&str]) -> String {
    let mut shown = String::new();
    for slip in slips {
        shown += &(format!("{slip}\n{}", answers(language, slip)) + "\n");
    }
    shown
}

#[test]
fn slips_in_a_dutch_law() {
    insta::assert_snapshot!(all(Language::Dutch, &DUTCH));
}

#[test]
fn slips_in_an_english_law() {
    insta::assert_snapshot!(all(Language::English, &ENGLISH));
}

const DUTCH: [&str; 72] = [
    // what comes next
    "regel x is",
    "regel x is\nregel y is 3",
    "regel x is a +",
    "regel x indien a < 3 )",
    "regel x is a [b]",
    "regel",
    "gegeven x",
    "gegeven x :",
    "parameter x : bedrag",
    "parameter x : bedrag vanaf : € 5",
    "parameter x : bedrag vanaf 2025-01-01",
    "parameter x : bedrag is norm",
    "in afwijking van",
    "in afwijking van het lid",
    "waarborg : x ≥ 0",
    "voorbeeld \"a\"",
    "voorbeeld \"a\" op 2025-01-01",
    "voorbeeld \"a\" op 2025-01-01 in het geval persoon x is y",
    "beschikking x : bedrag",
    "12",
    // brackets, quotes
    "regel x is (a + b\nregel y is 3",
    "regel x is a + b)",
    "parameter x : bedrag vast te stellen bij \"Regeling\nregel y is 3",
    "geen code : “procedureel”",
    // words
    "regel x is 3 als y",
    "regel x is 3 if y",
    "rule x is 3 when y",
    "regel x is 3 anders",
    "regel x is a min b",
    "regel x is 3 indein y",
    "regel x is 3 Indien y",
    "regel x is 3 in de overige gevalen",
    "regl x is 3",
    "regel y is 2\nregl x is 3\nregel z is 4",
    "regl x is 3\nregl y is 4\nregel z = 5",
    "regel indien is 3",
    "gegeven ten minste : getal",
    "regel x is hoogste van (a, b)",
    "regel bruto inkomen is 3",
    "regel x is bruto inkomen + 3",
    // signs
    "regel x indien a =< 3",
    "regel x indien a => 3",
    "regel x indien a == 3",
    "regel x indien a != 3",
    "regel x is a -b",
    "regel x is 5-3",
    // numbers and dates
    "regel x is 12.5",
    "regel x is 4.273%",
    "regel x is € 2,112.50",
    "regel x is € 12.50",
    "regel x is € 2,112",
    "regel x is 1.234",
    "regel x is 99999999999999999999999999999999",
    "regel x is a indien d na 2025-02-30",
    "regel x is a indien d na 31 april 2025",
    "regel x is a indien d na 01-02-2025",
    "regel x is a indien d na 2025-1-1",
    "parameter x : bedrag vanaf 01-02-2025 : € 5",
    "gegeven x : getal met 13 decimalen",
    // what is left out
    "regel x 3",
    "gegeven x bedrag",
    "regel x is indien a < 3 € 5",
    "regel x is 50% inkomen",
    "parameter x : bedrag is € 5 aangenomen",
    // two readings
    "regel x indien a en b of c",
    "regel x indien 3 < a < 5",
    "regel x is a + b voor zover boven c",
    "regel x is 3 van inkomen",
    "regel niet x is 3",
    "parameter x : tekst is −\"a\"",
    // not yet
    "gegeven kinderen : lijst van persoon",
    "tabel x is volgens\nregel y is som van bedrag over kinderen\nbehoudens artikel 5\nartikel 4 is niet van toepassing",
];

const ENGLISH: [&str; 70] = [
    "rule x is",
    "rule x is\nrule y is 3",
    "rule x is a +",
    "rule x is a [b]",
    "rule",
    "fact x",
    "fact x :",
    "parameter x : money",
    "parameter x : money from : €5",
    "parameter x : money from 2025-01-01",
    "parameter x : money is norm",
    "notwithstanding",
    "safeguard : x ≥ 0",
    "safeguard \"a\" : x never increases",
    "example \"a\"",
    "example \"a\" on 2025-01-01",
    "example \"a\" on 2025-01-01 given person x is y",
    "decision x : money",
    "rule x is (a + b\nrule y is 3",
    "rule x is a + b)",
    "parameter x : money to be set by \"Regulation\nrule y is 3",
    "no code : “procedural”",
    "rule x is 3 if y",
    "regel x is 3 indien y",
    "rule x is 3 indien y",
    "rule x is 3 else",
    "rule x is a minus b",
    "rule x is 3 wen y",
    "rule x is 3 When y",
    "rul x is 3",
    "rule y is 2\nrul x is 3\nrule z is 4",
    "rul x is 3\nrul y is 4\nrule z = 5",
    "rule when is 3",
    "fact at least : number",
    "rule x is highest of (a, b)",
    "rule gross income is 3",
    "rule x is gross income + 3",
    "rule x when a =< 3",
    "rule x when a => 3",
    "rule x when a == 3",
    "rule x when a <> 3",
    "rule x is a -b",
    "rule x is 12,5",
    "rule x is 4,273%",
    "rule x is €2.112,50",
    "rule x is €12,50",
    "rule x is €2.112",
    "rule x is 1,234",
    "rule x is 99999999999999999999999999999999",
    "rule x is a when d after 2025-02-30",
    "rule x is a when d after 31 April 2025",
    "rule x is a when d after 01-02-2025",
    "rule x is a when d after 2025-1-1",
    "parameter x : money from 1/2/2025 : €5",
    "fact x : number with 13 decimals",
    "rule x 3",
    "rule insured age < 18",
    "fact x money",
    "rule x is when a < 3 €5",
    "rule x is 50% income",
    "parameter x : money is €5 assumed",
    "rule x when a and b or c",
    "rule x when 3 < a < 5",
    "rule x is a − b in excess of c",
    "rule x is 3 of income",
    "rule not x is 3",
    "parameter x : text is −\"a\"",
    "rule x when a exists if absent",
    "fact children : list of person",
    "table x is by\nrule y is sum of amount over children\nsubject to article 5\narticle 4 does not apply to x",
];

#[test]
fn slips_around_the_code() {
    let dutch = [
        "# Artikel 1\n```enact\nsoort a\n```\n",
        "---\ntitl: Wet\ntaal: nl\nkleur: rood\nin-werking: gisteren\ntekst: echt\nvaluta: FRF\nrommel\n---\n",
        "---\ntaal: de\n---\n# Artikel 1\n```enact\nregel x is 3\n",
        "---\ntitel: Wet\n---\n# Artikel 1\n> ```enact\n> regel x is 3\n> ```\n",
    ];
    let english = [
        "",
        "---\ntitle: Act\nlanguage: fr\nin_force: 2025-01-01\nleap-day: 2 March\n---\n",
        "---\ntitle: Act\n---\n# Article 1\n> ```enact\n> rule x is 3\n> ```\n~~~enact\nrule x is 3\n",
    ];
    let mut shown = String::new();
    for (language, laws) in [(Language::Dutch, &dutch[..]), (Language::English, &english[..])] {
        for text in laws {
            shown += &(format!("{text}\n{}", law(language, text, 0)) + "\n");
        }
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn depth_and_length_have_limits() {
    let deep = format!("regel x is {}a{}", "(".repeat(101), ")".repeat(101));
    let signs = format!("regel x indien {} a", "niet ".repeat(10_000));
    let names = format!("regel x is a{}", " van a".repeat(10_000));
    let sum = format!("regel x is a{}", " + a".repeat(10_000));
    let between = format!("regel x is {}a", "jaren tussen ".repeat(10_000));
    let nots = format!("regel x is a{}", " + niet a".repeat(150));
    for slip in [deep, signs, names, sum, between, nots] {
        let shown = answers(Language::Dutch, &slip);
        assert!(shown.contains("E0116") || shown.contains("E0134"), "{shown}");
        assert!(!shown.contains("NO "), "{shown}");
    }
    let fits = format!("regel x is {}a{}", "(a + b × ".repeat(100), ")".repeat(100));
    assert_eq!(answers(Language::Dutch, &fits), "  no finding\n");
    let large = law(Language::English, &" ".repeat(10_000_001), 0);
    assert!(large.contains("E0117") && !large.contains("NO HELP"), "{large}");
}
