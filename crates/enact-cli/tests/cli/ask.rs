//! `enact ask`: an intake with answers from elsewhere than a terminal.

use crate::command::Place;

#[test]
fn an_intake_asks_what_matters_and_decides() {
    let place = Place::allowance();
    let outcome = place.fed(
        &["ask", "aa", "--on", "2025-03-01", "-o", "made.json"],
        "perhaps\nyes\n\n€10,000 per year\nno\n",
    );
    assert_eq!((outcome.exit, outcome.err.as_str()), (0, ""));
    insta::assert_snapshot!(outcome.out);
    let again = place.run(&["decide", "aa", "--case", "made.json", "--on", "2025-03-01"]);
    assert!(outcome.out.ends_with(&again.out), "{}", again.err);
}

#[test]
fn what_is_not_known_stays_open() {
    let place = Place::allowance();
    let outcome =
        place.fed(&["ask", "aa", "--lang", "nl"], "30 februari 2025\n1 maart 2025\nja\n?\n");
    assert_eq!((outcome.exit, outcome.err.as_str()), (0, ""));
    insta::assert_snapshot!(outcome.out);
}

#[test]
fn what_is_known_is_not_asked() {
    let place = Place::allowance();
    let outcome = place.run(&["ask", "aa", "--on", "2025-03-01", "--case", "case.json"]);
    assert_eq!(outcome.exit, 0);
    assert!(outcome.out.starts_with("\nOutcome on 1 March 2025"), "{}", outcome.out);
    assert_eq!(place.run(&["ask", "aa"]).exit, 1, "no reference date is given");
}

#[test]
fn an_answer_outside_the_assumptions_is_refused() {
    let place = Place::allowance();
    let outcome = place.fed(&["ask", "aa", "--on", "2025-03-01"], "yes\n-5\n0\nno\n");
    assert_eq!(outcome.exit, 0);
    assert!(outcome.out.contains("income ≥ €0 per year"), "{}", outcome.out);
}

#[test]
fn a_list_is_asked_element_by_element() {
    let place = Place::household();
    let outcome = place.fed(
        &["ask", "ha", "--on", "2025-03-01", "-o", "made.json"],
        "from 2020-01-01 : €10,000 from 2024-06-01 : €40,000\nyes\n9\nBo; Kim\n1 May 2015\n€500\n€0\n2000-05-01\n",
    );
    assert_eq!((outcome.exit, outcome.err.as_str()), (0, ""));
    insta::assert_snapshot!(outcome.out);
    insta::assert_snapshot!(place.read("made.json"));
}

#[test]
fn a_number_of_elements_will_do_and_none_too() {
    let place = Place::household();
    let ask = ["ask", "ha", "--on", "2025-03-01", "--lang", "nl"];
    let outcome = place.fed(&ask, "vanaf 2025-01-01 : € 1\nvanaf 2000-01-01 : € 2\n2\n?\n");
    assert_eq!((outcome.exit, outcome.err.as_str()), (0, ""));
    insta::assert_snapshot!(outcome.out);
    let outcome = place.fed(&ask, "€ 1\ngeen\n");
    assert!(outcome.out.contains("benefit is € 0"), "{}", outcome.out);
}
