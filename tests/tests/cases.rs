//! The cases that show what a law does: as few as a person would need for a small law, and for any
//! law such as its readers of cases take back.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use enact::cases::{self, CaseSet, Wanted};
use enact::goals::{Goals, Seen, Tally};
use enact::{File, Memory, Ruleset, World, examples};
use enact_model::table::TermId;
use enact_source::Language;
use enact_tests::grown::facts::Facts;
use enact_tests::grown::tape::tapes;
use enact_tests::grown::{growing, strategy};
use enact_tests::places;
use enact_value::{Date, Value};
use enact_verify::Patience;
use proptest::prelude::*;

const HEAD: &str = "---\ntitle: Voorbeeldwet\nshort: Vw\nlanguage: nl\nin-force: 2025-01-01\n\
                    text: draft\ncurrency: EUR\nmonth-end: last day\n---\n## Artikel 1\n\n```enact\n";

fn law(rules: &str) -> String {
    format!("{HEAD}{rules}\n```\n")
}

fn load(world: &dyn World) -> Ruleset {
    let loaded = Ruleset::load(world);
    let messages: Vec<String> =
        loaded.findings.iter().map(|f| f.render(Language::English).message).collect();
    loaded.ruleset.unwrap_or_else(|| panic!("{messages:#?}"))
}

fn wanted(missing: bool) -> Wanted {
    Wanted { patience: Patience { choices: 2_000, list_most: 2 }, on: None, missing }
}

fn decision(ruleset: &Ruleset) -> TermId {
    enact::names::decisions(ruleset.program())[0]
}

fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for sign in line.chars() {
        match sign {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            sign => cells.last_mut().unwrap().push(sign),
        }
    }
    cells
}

/// The rows of the table of cases for a law: what is known, and the outcome.
fn rows(rules: &str) -> String {
    let ruleset = load(&Memory::new().with("vw.law.md", &law(rules)));
    let term = decision(&ruleset);
    let goals = cases::goals(&ruleset, term);
    let set = cases::cases(&ruleset, &goals, term, wanted(false));
    assert!(set.open.is_empty(), "{:?}", set.open);
    let table = cases::to_csv(&set, &goals, Language::Dutch);
    let told = table.lines().map(|line| {
        // Without the title, the day, the ground and the reasons.
        let cells = cells(line);
        cells[2..cells.len() - 2].join(" ")
    });
    let never = cases::all(&goals, &set.never, Language::Dutch).into_iter();
    let told: Vec<String> = told.chain(never.map(|reason| format!("nooit: {reason}"))).collect();
    told.join("\n")
}

#[test]
fn a_boundary_takes_a_case_on_each_side() {
    insta::assert_snapshot!(rows(
        "soort persoon
         gegeven inkomen van persoon : bedrag
         beschikking toeslag aan persoon door \"B\" : bedrag is
           indien inkomen ten hoogste € 20.000 : € 50
           in de overige gevallen : € 0"
    ), @r"
    inkomen dan toeslag
    20000 50
    20000.01 0
    ");
}

#[test]
fn every_part_of_a_condition_decides_once() {
    insta::assert_snapshot!(rows(
        "soort persoon
         gegeven a van persoon : ja/nee
         gegeven b van persoon : ja/nee
         gegeven c van persoon : ja/nee
         beschikking recht aan persoon door \"B\" : ja/nee is a en (b of c)"
    ), @r"
    a b c dan recht
    nee   nee
    ja nee nee nee
    ja ja  ja
    ja nee ja ja
    ");
}

#[test]
fn every_row_of_a_table_has_its_case() {
    insta::assert_snapshot!(rows(
        "soort persoon
         gegeven stand van persoon : een van (alleen, gehuwd, samen)
         tabel bedrag-naar-stand van persoon is volgens
         | stand  | bedrag-naar-stand |
         | ------ | ----------------- |
         | alleen | € 10              |
         | gehuwd | € 20              |
         | samen  | € 30              |
         beschikking toeslag aan persoon door \"B\" : bedrag is bedrag-naar-stand"
    ), @r"
    stand dan toeslag
    alleen 10
    gehuwd 20
    samen 30
    ");
}

#[test]
fn somebody_is_there_or_not() {
    insta::assert_snapshot!(rows(
        "soort persoon
         gegeven inkomen van persoon : bedrag
         gegeven partner van persoon : persoon, optioneel
         beschikking toeslag aan persoon door \"B\" : bedrag is
           met partner : € 10
           in de overige gevallen : € 20"
    ), @r"
    partner partner.inkomen dan toeslag
     1000 10
    geen  20
    ");
}

#[test]
fn a_list_is_as_long_as_it_takes() {
    insta::assert_snapshot!(rows(
        "soort huishouden
         soort kind
         gegeven kinderen van huishouden : lijst van kind, ten hoogste 8, behorend tot huishouden
         gegeven leeftijd van kind : getal
         aanname leeftijd ≥ 0
         beschikking toeslag aan huishouden door \"B\" : bedrag is
           indien aantal kinderen met leeftijd < 18 ≥ 2 : € 50
           in de overige gevallen : € 0"
    ), @r"
    kinderen.1.leeftijd kinderen.2.leeftijd dan toeslag
    10 10 50
    18 17 0
    ");
}

#[test]
fn what_no_case_can_show_is_told() {
    insta::assert_snapshot!(rows(
        "soort persoon
         gegeven leeftijd van persoon : getal
         aanname leeftijd ≥ 0
         regel kind van persoon indien leeftijd < 18
         regel oud van persoon indien leeftijd ≥ 67
         beschikking korting aan persoon door \"B\" : bedrag is
           indien oud en niet kind : € 5
           in de overige gevallen : € 0"
    ), @r"
    leeftijd dan korting
    67 5
    66 0
    nooit: art. 1: kind: ja
    nooit: art. 1: voorwaarde vervuld: `leeftijd < 18`
    nooit: art. 1: `kind` geeft de doorslag
    nooit: art. 1: op de grens net niet `leeftijd < 18`
    nooit: art. 1: op de grens nog `leeftijd < 18`
    ");
}

/// Both sides of an age are the day before a birthday, and the birthday.
#[test]
fn an_age_changes_on_a_birthday() {
    insta::assert_snapshot!(rows(
        "soort persoon
         gegeven geboortedatum van persoon : datum
         regel leeftijd van persoon is jaren tussen geboortedatum en peildatum
         beschikking kiesrecht aan persoon door \"B\" : ja/nee is leeftijd ten minste 18"
    ), @r"
    geboortedatum dan kiesrecht
    2007-01-01 ja
    2007-01-02 nee
    ");
}

/// Cases that are shown already are not asked for again.
#[test]
fn only_what_the_law_does_not_show_itself() {
    let rules = "soort persoon
         gegeven inkomen van persoon : bedrag
         beschikking toeslag aan persoon door \"B\" : bedrag is
           indien inkomen ten hoogste € 20.000 : € 50
           in de overige gevallen : € 0
         voorbeeld \"op de grens\" op 2025-03-01
           in het geval persoon
             inkomen is € 20.000
           dan toeslag is € 50";
    let ruleset = load(&Memory::new().with("vw.law.md", &law(rules)));
    let term = decision(&ruleset);
    let goals = cases::goals(&ruleset, term);
    let set = cases::cases(&ruleset, &goals, term, wanted(true));
    assert_eq!((set.cases.len(), set.shown), (1, goals.all.len()));
    let table = cases::to_csv(&set, &goals, Language::Dutch);
    assert!(table.contains(",20000.01,0,"), "{table}");
}

/// The files with one more, in the place of the one that had its name.
fn beside(files: &[File], name: &str, text: &str) -> Vec<File> {
    let mut files: Vec<File> = files.iter().filter(|file| file.name != name).cloned().collect();
    files.push(File { name: name.to_owned(), bytes: text.as_bytes().to_vec() });
    files
}

/// Every form of the cases is taken back, and every outcome follows.
fn survives(files: &[File], ruleset: &Ruleset, found: &[(CaseSet, Goals<'_>)]) {
    let mut expected = ruleset.program().examples.len() + ruleset.tables().0.len();
    let mut files = files.to_vec();
    for (number, (set, goals)) in found.iter().enumerate() {
        let law = ruleset.program().terms[set.term].span.file;
        let law = ruleset.sources().get(law).unwrap().name.to_string();
        let csv = cases::to_csv(set, goals, Language::English);
        let json = cases::to_json(ruleset, set, goals, Language::English);
        let examples = cases::to_examples(set, goals, Language::English);
        expected += 3 * set.cases.len() - examples.matches("// This case does not fit").count();
        let text = files.iter().find(|file| *file.name == *law).unwrap();
        let text = String::from_utf8(text.bytes.clone()).unwrap();
        files = beside(&files, &format!("cases/shown-{number}.csv"), &csv);
        files = beside(&files, &format!("cases/shown-{number}.json"), &json);
        files = beside(&files, &law, &format!("{text}\n```enact\n{examples}```\n"));
    }
    let again = load(&files);
    let (tables, findings) = again.tables();
    let messages: Vec<_> =
        findings.iter().map(|finding| finding.render(Language::English).message).collect();
    assert!(findings.is_empty(), "{messages:#?}");
    let report = examples::run(&again, &tables, Language::English);
    assert!(report.failures.is_empty(), "{:#?}", report.failures);
    assert_eq!(report.passed, expected);
}

/// What the chosen cases show is all that is known to be shown, and none of them can be missed.
fn is_enough(ruleset: &Ruleset, set: &CaseSet, goals: &Goals<'_>) {
    let seen: Vec<Seen> = set
        .cases
        .iter()
        .map(|chosen| {
            let (decision, weighed) = ruleset.observe(set.term, &chosen.case, chosen.on);
            assert_eq!(decision.outcome, chosen.outcome);
            Seen::of(goals, &decision, &weighed)
        })
        .collect();
    let shown = |without: Option<usize>| {
        let mut tally = Tally::new(goals);
        for (number, seen) in seen.iter().enumerate().filter(|(number, _)| Some(*number) != without)
        {
            tally.keep(number, seen);
        }
        goals.all.iter().filter(|goal| tally.shows(**goal)).count()
    };
    assert_eq!(shown(None), set.shown);
    assert_eq!(set.shown + set.never.len() + set.open.len(), goals.all.len());
    for chosen in &set.cases {
        assert!(!chosen.shows.is_empty());
    }
}

/// Cases that nobody chose show nothing of what no case is said to show.
fn none_shows(ruleset: &Ruleset, (set, goals): (&CaseSet, &Goals<'_>), mut facts: Facts<'_>) {
    let program = ruleset.program();
    let on = Date::from_ymd(2025, 3, 1).unwrap();
    for _ in 0..40 {
        let case = facts.full_case(program.terms[set.term].entity);
        let long = |value: &Value| matches!(value, Value::Subjects(list) if list.len() > 2);
        let facts = case.subjects.iter().flat_map(|subject| subject.facts.iter().flatten());
        let refused = !enact_eval::inspect(ruleset.graph(), &case, on).is_empty();
        if refused || facts.into_iter().any(long) {
            continue;
        }
        let (decision, weighed) = ruleset.observe(set.term, &case, on);
        let mut tally = Tally::new(goals);
        tally.add(0, &decision, &weighed);
        for never in &set.never {
            assert!(!tally.shows(*never), "{}", cases::reason(goals, *never, Language::English));
        }
    }
}

/// The laws of this repository: what is found for each of their decisions is taken back.
#[test]
fn cases_of_the_laws_are_taken_back() {
    for folder in places::rulesets(&places::root().join("rules")) {
        let files = places::world(&folder).files();
        let ruleset = load(&files);
        let mut found = Vec::new();
        for term in enact::names::decisions(ruleset.program()) {
            let goals = cases::goals(&ruleset, term);
            let patience = Patience { choices: 20, list_most: 2 };
            let wanted = Wanted { patience, on: None, missing: false };
            let set = cases::cases(&ruleset, &goals, term, wanted);
            is_enough(&ruleset, &set, &goals);
            assert!(!set.cases.is_empty(), "{folder:?}");
            found.push((set, goals));
        }
        survives(&files, &ruleset, &found);
    }
}

/// A part that another makes superfluous can be shown by no case, whatever is decided.
#[test]
fn what_is_superfluous_is_found() {
    let rules = "soort persoon
         gegeven leeftijd van persoon : getal
         gegeven student van persoon : ja/nee
         aanname leeftijd ≥ 0
         regel jong van persoon indien leeftijd < 18
         regel korting van persoon is
           indien jong of leeftijd < 12 : € 5
           in de overige gevallen : € 0
         beschikking toeslag aan persoon door \"B\" : bedrag is
           indien student : korting
           in de overige gevallen : € 1";
    let ruleset = load(&Memory::new().with("vw.law.md", &law(rules)));
    let goals = Goals::of(ruleset.program(), |_| true);
    let patience = Patience { choices: 2_000, list_most: 2 };
    let all = goals.all.iter().copied().collect();
    let never = cases::unreachable(&ruleset, &goals, &all, patience);
    let never: Vec<_> = never.into_iter().collect();
    insta::assert_snapshot!(cases::all(&goals, &never, Language::Dutch).join("\n"), @r"
    art. 1: `leeftijd < 12` geeft de doorslag
    art. 1: op de grens net niet `leeftijd < 12`
    art. 1: op de grens nog `leeftijd < 12`
    ");
}

proptest! {
    #![proptest_config(growing(12))]

    #[test]
    fn cases_of_a_grown_law_are_taken_back(law in strategy(), tape in tapes(600)) {
        let files = beside(&[], "grown.law.md", &law.text);
        let loaded = Ruleset::load(&files);
        prop_assume!(loaded.ruleset.is_some());
        let ruleset = loaded.ruleset.unwrap();
        let program = ruleset.program();
        let last = program.terms.ids().next_back().unwrap();
        let goals = cases::goals(&ruleset, last);
        let patience = Patience { choices: 300, list_most: 2 };
        let set = cases::cases(&ruleset, &goals, last, Wanted { patience, on: None, missing: false });
        is_enough(&ruleset, &set, &goals);
        none_shows(&ruleset, (&set, &goals), Facts::new(program, tape));
        survives(&files, &ruleset, &[(set, goals)]);
    }
}
