//! Laws that nobody wrote: any law made of well-typed parts checks, keeps its meaning when it is
//! laid out, and decides every case without a fault, asking only for what it needs.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use enact::{Memory, Record, Ruleset};
use enact_eval::{Case, Decision, Need, Outcome, Source as Origin};
use enact_model::table::TermId;
use enact_source::{Diagnostic, Severity, Source};
use enact_tests::grown::facts::Facts;
use enact_tests::grown::tape::tapes;
use enact_tests::grown::{Grown, growing, strategy};
use enact_value::Date;
use proptest::prelude::*;

fn load(text: &str) -> (Option<Ruleset>, Vec<Diagnostic>) {
    let loaded = Ruleset::load(&Memory::new().with("grown.law.md", text));
    (loaded.ruleset, loaded.findings)
}

/// The ruleset, unless the law is refused for the one honest reason: a number that may become
/// too large.
fn checked(law: &Grown) -> Option<Ruleset> {
    let (ruleset, findings) = load(&law.text);
    let errors: Vec<&Diagnostic> =
        findings.iter().filter(|finding| finding.severity() == Severity::Error).collect();
    let too_large = errors.iter().all(|finding| finding.code.0 == "E0310");
    let said: Vec<_> = errors
        .iter()
        .map(|finding| {
            let words = &law.text[finding.span().range()];
            format!("{} {} ({words})", finding.code.0, finding.render(law.language).message)
        })
        .collect();
    assert!(too_large, "{said:#?}\n{}", law.text);
    ruleset
}

/// The same law as the formatter lays it out, which a second time changes nothing.
fn laid_out(law: &Grown) -> Ruleset {
    let text = enact_syntax::format(&Source::new("grown.law.md", law.text.as_str()));
    let again = enact_syntax::format(&Source::new("grown.law.md", text.as_str()));
    assert_eq!(text, again, "the layout is not settled");
    load(&text).0.unwrap()
}

fn day() -> Date {
    Date::from_ymd(2025, 3, 1).unwrap()
}

/// The case as JSON and read back decides the same, on the same data.
fn survives_json(ruleset: &Ruleset, case: &Case, decision: &Decision<'_>) {
    let text = enact::case::to_json(ruleset.program(), case).to_string();
    let about = ruleset.program().terms[decision.term].entity;
    let reading = ruleset.read_case(about, Source::new("case.json", text.as_str()), day());
    let Some(read) = reading.case else { panic!("{:?}\n{text}", reading.findings) };
    let again = ruleset.decide(decision.term, &read.case, day());
    assert_eq!(
        Record::of(ruleset, decision).to_json(),
        Record::of(ruleset, &again).to_json(),
        "{text}"
    );
}

/// A fact that is asked for is unknown, and once given it is read.
fn is_read(ruleset: &Ruleset, facts: &mut Facts<'_>, term: TermId, case: &Case, need: Need) {
    let row = &ruleset.program().facts[need.fact];
    assert_eq!(case.fact(need.subject, row), None, "a known fact is asked for");
    let mut answered = case.clone();
    facts.state(&mut answered, need.subject, need.fact);
    let decision = ruleset.decide(term, &answered, day());
    let read = |read: &enact_eval::Read| {
        read.subject == need.subject && read.source == Origin::Fact(need.fact)
    };
    assert!(decision.reads.iter().any(read), "`{}` is asked for and does not matter", row.name);
}

/// Answers what is asked until nothing is.
fn intake(ruleset: &Ruleset, facts: &mut Facts<'_>, term: TermId, mut case: Case) -> Case {
    for _ in 0..60 {
        let Outcome::Needs(needs) = ruleset.decide(term, &case, day()).outcome else { return case };
        for need in &needs {
            is_read(ruleset, facts, term, &case, *need);
        }
        for need in needs {
            facts.state(&mut case, need.subject, need.fact);
        }
    }
    panic!("the questions do not end");
}

proptest! {
    #![proptest_config(growing(100))]

    #[test]
    fn a_grown_law_checks_and_decides(
        law in strategy(),
        tape in tapes(120),
    ) {
        let ruleset = checked(&law);
        prop_assume!(ruleset.is_some());
        let ruleset = ruleset.unwrap();
        let same = laid_out(&law);
        let program = ruleset.program();
        let mut facts = Facts::new(program, tape);
        let person = program.entities.ids().next().unwrap();
        let known = facts.case(person);
        for (term, row) in program.terms.iter().filter(|(_, term)| term.entity == person) {
            let first = ruleset.decide(term, &known, day());
            let other = same.decide(term, &known, day());
            prop_assert_eq!(&first.outcome, &other.outcome, "the layout changed the meaning");
            let alone = ruleset.outcome(term, &known, day());
            prop_assert_eq!(&first.outcome, &alone, "the motivation changed the outcome");
            prop_assert!(
                !matches!(first.outcome, Outcome::Undecided(_)),
                "{:?} of {}", first.outcome, row.name
            );
            survives_json(&ruleset, &known, &first);
            // An intake ends, and what it did not ask for does not matter.
            let mut full = intake(&ruleset, &mut facts, term, known.clone());
            let settled = ruleset.decide(term, &full, day()).outcome;
            prop_assert!(
                matches!(settled, Outcome::Value(_) | Outcome::NoEntitlement),
                "{:?} of {}", settled, row.name
            );
            facts.complete(&mut full);
            let later = ruleset.decide(term, &full, day()).outcome;
            prop_assert_eq!(settled, later, "what was not asked for matters to {}", row.name);
        }
    }
}
