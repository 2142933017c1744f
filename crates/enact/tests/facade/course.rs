//! How an outcome runs over a fact: jumps to the unit, bends, and which fact is followed.

use enact::whynot::{Course, Level, courses};
use enact::{Memory, Ruleset};

fn ruleset(rules: &str, given: &str) -> Ruleset {
    let law = format!(
        "---\ntitle: Test Act\nshort: TA\nlanguage: en\nin-force: 2025-01-01\ntext: draft\n---\n## Article 1\n\n\
         ```enact\nentity person\nfact income of person : money\nfact age of person : number with 0 decimals\n\
         assume income ≥ €0 and income ≤ €1,000,000\nassume age ≥ 0 and age ≤ 120\n\
         parameter limit : money is €30,000\n{rules}\n\
         example \"one\" on 2025-03-01\n  given person\n{given}```\n"
    );
    let world = Memory::new().with("ta.law.md", &law);
    let loaded = Ruleset::load(&world);
    let messages: Vec<String> = loaded
        .findings
        .iter()
        .map(|finding| finding.render(enact_source::Language::English).message)
        .collect();
    assert!(loaded.ruleset.is_some(), "{messages:?}");
    loaded.ruleset.unwrap()
}

const GIVEN: &str = "    income is €10,000\n    age is 40\n  then grant is €100\n";

fn only(ruleset: &Ruleset) -> Course {
    let mut found = courses(ruleset);
    assert_eq!(found.len(), 1);
    found.remove(0)
}

/// The jumps: from which value and outcome to which.
fn jumps(course: &Course) -> Vec<[(i128, Level); 2]> {
    let at = |place: usize| (course.points[place].at, course.points[place].level);
    course.cliffs().into_iter().map(|place| [at(place), at(place + 1)]).collect()
}

#[test]
fn a_jump_ends_between_two_values_that_differ_by_one_cent() {
    let ruleset = ruleset(
        "entitlement grant of person : money\n\
         rule grant is €100 when income < limit and age ≥ 18\n\
         rule grant is €40 when income ≥ limit and income ≤ €45,123.45 and age ≥ 18\n\
         no entitlement to grant otherwise",
        GIVEN,
    );
    let course = only(&ruleset);
    assert_eq!(ruleset.program().facts[course.fact].name, "income");
    assert_eq!(
        jumps(&course),
        [
            [(2_999_999, Level::Number(100)), (3_000_000, Level::Number(40))],
            [(4_512_345, Level::Number(40)), (4_512_346, Level::NoEntitlement)],
        ]
    );
    let named: Vec<_> = course.thresholds.iter().map(|known| (known.at, &*known.name)).collect();
    assert_eq!(named, [(3_000_000, "limit")]);
    assert!(course.points.last().unwrap().at > 4_512_346);
    assert!(course.points.iter().all(|point| course.level(&ruleset, point.at) == point.level));
}

#[test]
fn a_bend_is_no_jump_and_its_figure_is_named() {
    let ruleset = ruleset(
        "decision grant to person by \"Agency\" : money is\n\
         \x20 when income ≤ limit : €100\n\
         \x20 otherwise : (€100 − 1% of (income − limit)) but at least €0 rounded down to cents\n\
         rule adult of person when age ≥ 18",
        GIVEN,
    );
    let course = only(&ruleset);
    assert!(jumps(&course).is_empty());
    assert_eq!(course.thresholds.first().map(|known| known.at), Some(3_000_000));
    assert_eq!(course.spread(), 10_000);
}

#[test]
fn a_fact_that_a_safeguard_speaks_of_goes_first() {
    let rules = "decision grant to person by \"Agency\" : money is\n\
         \x20 when age < 18 : €90\n\
         \x20 when age ≥ 18 and income > limit : €0\n\
         \x20 otherwise : €100";
    let widest = ruleset(rules, GIVEN);
    assert_eq!(widest.program().facts[only(&widest).fact].name, "income");
    let promised = format!(
        "{rules}\nsafeguard \"older is no less\" : grant never increases when age decreases"
    );
    let promised = ruleset(&promised, GIVEN);
    let course = only(&promised);
    assert_eq!(promised.program().facts[course.fact].name, "age");
    let jump = [(17, Level::Number(90)), (18, Level::Number(100))];
    assert_eq!(jumps(&course), [jump]);
}

#[test]
fn what_runs_straight_over_the_whole_range_ends() {
    let ruleset = ruleset(
        "decision grant to person by \"Agency\" : money is 1% of income rounded down to euros\n\
         rule adult of person when age ≥ 18",
        GIVEN,
    );
    let course = only(&ruleset);
    assert!(jumps(&course).is_empty());
    let (first, last) = (course.points.first().unwrap(), course.points.last().unwrap());
    assert_eq!((first.at, first.level), (0, Level::Number(0)));
    assert!((2_000_000..=100_000_000).contains(&last.at), "{}", last.at);
}

#[test]
fn without_a_worked_case_nothing_is_drawn() {
    let ruleset = ruleset(
        "rule double of person is 2 × income\nrule adult of person when age ≥ 18",
        "    income is €10,000\n    age is 40\n  then double is €20,000\n",
    );
    assert_eq!(courses(&ruleset), []);
}
