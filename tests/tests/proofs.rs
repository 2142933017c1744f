//! What is proved of a law holds in every case: laws that nobody wrote, some of them damaged,
//! against cases that nobody chose.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use enact::{Memory, Ruleset, verification};
use enact_eval::{Case, Fault, Outcome};
use enact_model::Program;
use enact_model::program::{Promise, TermKind, Type};
use enact_model::table::{EntityId, FactId, TermId};
use enact_source::{Diagnostic, Language, Severity};
use enact_tests::grown::facts::Facts;
use enact_tests::grown::tape::{Tape, tapes};
use enact_tests::grown::{Grown, growing, strategy};
use enact_value::{Date, Value};
use enact_verify::{Doubt, Influence, Patience, Verdict, Witness};
use proptest::prelude::*;

/// Lists of a grown law hold at most four.
const PATIENCE: Patience = Patience { choices: 4_000, list_most: 4 };

/// The law with something taken away that kept its provisions apart, or nothing.
fn damaged(law: &Grown, tape: &mut Tape) -> String {
    let words: [&[&str]; 4] = [
        &["in afwijking van", "notwithstanding"],
        &["behoudens", "subject to"],
        &["vervalt op", "lapses on"],
        &["geen aanspraak op", "no entitlement to"],
    ];
    let gone = match tape.choose(6) {
        0 | 1 => return law.text.clone(),
        kind => words[(kind - 2) % words.len()],
    };
    let kept = |line: &&str| !gone.iter().any(|word| line.starts_with(word));
    let lines: Vec<&str> = law.text.lines().filter(kept).collect();
    let text = lines.join("\n");
    match tape.choose(3) {
        0 => text.replace(" in volgorde", "").replace(" in order", ""),
        _ => text,
    }
}

/// Promises about the values of the law, whether it keeps them or not.
fn promises(text: &str, language: Language, tape: &mut Tape) -> String {
    let names: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("regel ").or(line.strip_prefix("rule ")))
        .filter(|line| line.contains(" van persoon is") || line.contains(" of person is"))
        .filter_map(|line| line.split(' ').next())
        .filter(|name| name.starts_with("bedrag") || name.starts_with("amount"))
        .collect();
    let mut said = String::from("\n## Artikel 99\n\n```enact\n");
    if names.is_empty() {
        return String::new();
    }
    for number in 0..4 {
        let name = names[tape.choose(names.len())];
        let facts = language.pick("loon winst uren", "wages profit hours");
        let fact = facts.split(' ').nth(tape.choose(3)).unwrap();
        let most = [1, 10, 500][tape.choose(3)];
        let money = !["uren", "hours"].contains(&fact);
        let step = if money { language.pick("€ 100", "€100") } else { "2" };
        let any = language.pick("gehuwd student status bonus", "married student status bonus");
        let any = any.split(' ').nth(tape.choose(4)).unwrap();
        let (safeguard, promised) = match (tape.choose(5), language) {
            (0, Language::Dutch) => ("waarborg", format!("{name} ≥ € 0")),
            (0, Language::English) => ("safeguard", format!("{name} ≥ €0")),
            (1, Language::Dutch) => {
                ("waarborg", format!("{name} daalt nooit wanneer {fact} stijgt"))
            }
            (1, Language::English) => {
                ("safeguard", format!("{name} never decreases when {fact} increases"))
            }
            (2, Language::Dutch) => {
                ("waarborg", format!("{name} stijgt nooit wanneer {fact} stijgt"))
            }
            (2, Language::English) => {
                ("safeguard", format!("{name} never increases when {fact} increases"))
            }
            (3, Language::Dutch) => (
                "waarborg",
                format!(
                    "{name} verandert met hoogstens € {most} wanneer {fact} verandert met {step}"
                ),
            ),
            (3, Language::English) => (
                "safeguard",
                format!("{name} changes by at most €{most} when {fact} changes by {step}"),
            ),
            (_, Language::Dutch) => ("waarborg", format!("{name} hangt niet af van {any}")),
            (_, Language::English) => ("safeguard", format!("{name} does not depend on {any}")),
        };
        let groups = match language {
            Language::Dutch => [" voor gehuwd", " voor niet student", " voor uren meer dan 20"],
            Language::English => [" for married", " for not student", " for hours more than 20"],
        };
        let group = groups.get(tape.choose(6)).copied().unwrap_or_default();
        said.push_str(&format!("{safeguard} \"{number}\"{group} : {promised}\n"));
    }
    said.push_str("```\n");
    said
}

/// Nothing in `findings` says that this may happen.
fn unannounced(findings: &[Diagnostic], codes: &[&str], name: &str) -> bool {
    !findings.iter().any(|finding| {
        codes.contains(&finding.code.0)
            && finding
                .arguments
                .iter()
                .any(|(key, word)| *key == "name" && word.text(Language::English) == name)
    })
}

fn longest_list(case: &Case) -> usize {
    let values = case.subjects.iter().flat_map(|subject| subject.facts.iter().flatten());
    let lists = values.map(|value| match value {
        Value::Subjects(elements) => elements.len(),
        _ => 0,
    });
    lists.max().unwrap_or(0)
}

/// A pair of cases that a promise speaks of.
fn pair(
    ruleset: &Ruleset,
    facts: &mut Facts<'_>,
    person: EntityId,
    promise: &Promise,
) -> Option<Witness> {
    let program = ruleset.program();
    let case = facts.full_case(person);
    let on = Date::from_ymd(2025, 3, 1)?;
    let (fact, up) = match promise {
        Promise::Always { .. } => return Some(Witness { case, on, other: None }),
        Promise::Monotone { fact, fact_up, .. } => (*fact, Some(*fact_up)),
        Promise::Independent { fact, .. } => (*fact, None),
        Promise::Bounded { fact, .. } => return little_more(program, facts, case, *fact, on),
        _ => return None,
    };
    let row = &program.facts[fact];
    let mut other = case.clone();
    facts.state(&mut other, 0, fact);
    if let (Some(up), Type::Money(..) | Type::Number(_)) = (up, row.ty) {
        let (before, after) = (case.fact(0, row)?.clone(), other.fact(0, row)?.clone());
        let (first, second) = if (after >= before) == up { (case, other) } else { (other, case) };
        return Some(Witness { case: first, on, other: Some(second) });
    }
    Some(Witness { case, on, other: Some(other) })
}

/// The case, and one in which the fact is more by at most €100, or by at most two.
fn little_more(
    program: &Program,
    facts: &mut Facts<'_>,
    case: Case,
    fact: FactId,
    on: Date,
) -> Option<Witness> {
    let row = &program.facts[fact];
    let mut other = case.clone();
    let Some(Value::Number(units)) = case.fact(0, row) else { return None };
    let most = if matches!(row.ty, Type::Money(..)) { 10_000 } else { 2 };
    let more = i128::try_from(facts.pick(5)).ok()? * most / 4;
    other.set(program, 0, fact, Value::Number(units + more));
    Some(Witness { case, on, other: Some(other) })
}

/// A case shows nothing that the findings do not announce.
fn announced(ruleset: &Ruleset, findings: &[Diagnostic], term: TermId, case: &Case, text: &str) {
    let program = ruleset.program();
    let on = Date::from_ymd(2025, 3, 1).unwrap();
    let Outcome::Undecided(fault) = ruleset.outcome(term, case, on) else { return };
    let name = |of: TermId| program.terms[of].name.as_str();
    let quiet = match fault {
        Fault::Gap { term: of, .. } => unannounced(findings, &["W0702", "N0708"], name(of)),
        Fault::Conflict { term: of, .. } => unannounced(findings, &["N0708"], name(of)),
        Fault::Limbs { rule, .. } => {
            unannounced(findings, &["N0708"], name(program.rules[rule].term))
        }
        _ => false,
    };
    assert!(!quiet, "{fault:?} for {}\n{case:?}\n{text}", name(term));
}

/// A fact of which it is proved that it changes an outcome in no case, changes it in none.
fn uninfluenced(ruleset: &Ruleset, facts: &mut Facts<'_>, person: EntityId, text: &str) {
    let (program, brief) = (ruleset.program(), Patience { choices: 300, ..PATIENCE });
    let varied: Vec<FactId> = program
        .facts
        .iter()
        .filter(|(_, fact)| fact.entity == person && !fact.way_back)
        .map(|(id, _)| id)
        .collect();
    for (term, row) in program.terms.iter().filter(|(_, row)| row.entity == person) {
        for fact in &varied {
            if Influence::of(ruleset.law(), *fact, term, brief) == Influence::Possible {
                continue;
            }
            let promise = Promise::Independent { term, fact: *fact };
            for _ in 0..3 {
                let Some(witness) = pair(ruleset, facts, person, &promise) else { break };
                let other = witness.other.unwrap();
                let sound = [&witness.case, &other]
                    .into_iter()
                    .all(|case| enact_eval::inspect(ruleset.graph(), case, witness.on).is_empty());
                let outcome = |case: &Case| ruleset.outcome(term, case, witness.on);
                let same =
                    format!("{:?}", outcome(&witness.case)) == format!("{:?}", outcome(&other));
                assert!(!sound || same, "{} and {}\n{text}", row.name, program.facts[*fact].name);
            }
        }
    }
}

proptest! {
    #![proptest_config(growing(60))]

    #[test]
    fn what_is_proved_holds(
        law in strategy(),
        mut choices in tapes(30),
        tape in tapes(600),
    ) {
        let mut text = damaged(&law, &mut choices);
        text.push_str(&promises(&text, law.language, &mut choices));
        let loaded = Ruleset::load(&Memory::new().with("grown.law.md", text.as_str()));
        for finding in &loaded.findings {
            let refused = ["E0310", "E0701", "E0703", "E0704", "E0705"].contains(&finding.code.0);
            let error = finding.severity() == Severity::Error && !refused;
            prop_assert!(!error, "{}\n{text}", finding.render(law.language).message);
        }
        prop_assume!(loaded.ruleset.is_some());
        let ruleset = loaded.ruleset.unwrap();
        let program = ruleset.program();
        let person = program.entities.ids().next().unwrap();
        let mut facts = Facts::new(program, tape);
        for _ in 0..12 {
            let case = facts.full_case(person);
            if longest_list(&case) > 2 {
                continue;
            }
            let asked = program.terms.iter().filter(|(_, term)| term.entity == person);
            for (term, _) in asked.filter(|(_, term)| term.kind != TermKind::YesNo) {
                announced(&ruleset, &loaded.findings, term, &case, &text);
            }
        }
        uninfluenced(&ruleset, &mut facts, person, &text);
        for judged in verification::promises(&ruleset, PATIENCE, None, &mut |_| {}) {
            let safeguard = &program.safeguards[judged.safeguard];
            let title = &safeguard.title;
            match &judged.verdict {
                Verdict::Refuted(witness) => {
                    prop_assert!(verification::breaks(&ruleset, safeguard, witness));
                }
                Verdict::NotProved(doubt) => {
                    prop_assert_ne!(*doubt, Doubt::NotConfirmed, "{}\n{}", title, text);
                }
                Verdict::Proved(_) => {
                    for _ in 0..12 {
                        let Some(witness) = pair(&ruleset, &mut facts, person, &safeguard.promise) else { break };
                        prop_assert!(
                            !verification::breaks(&ruleset, safeguard, &witness),
                            "{title} is proved, and broken by {witness:?}\n{text}"
                        );
                    }
                }
            }
        }
    }
}
