//! Laws that nobody wrote: any law made of well-typed parts checks, keeps its meaning when it is
//! laid out, and decides every case without a fault, asking only for what it needs.
//!
//! A law and a case are grown from a tape of bytes, so that a failure shrinks to a short one.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use enact::{Memory, Ruleset};
use enact_eval::{Case, Outcome};
use enact_model::table::{FactId, Id, TermId};
use enact_source::{Diagnostic, Source};
use enact_value::{Date, Value};
use proptest::prelude::*;
use std::fmt::Write;

/// Choices, one byte each; past its end always the first.
struct Tape<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Tape<'_> {
    fn choose(&mut self, from: usize) -> usize {
        let byte = self.bytes.get(self.at).copied().unwrap_or_default();
        self.at += 1;
        usize::from(byte) % from
    }

    fn one_of(&mut self, options: &[&str]) -> String {
        options[self.choose(options.len())].to_owned()
    }
}

const HEAD: &str = "---
title: Gegroeide wet
short: Gw
language: nl
in-force: 2020-01-01
text: draft
---
## Artikel 1

```enact
soort persoon
gegeven geboortedatum : datum
gegeven loon : bedrag
gegeven winst : bedrag
gegeven uren : getal
gegeven gehuwd : ja/nee
gegeven student : ja/nee
gegeven partner : persoon, optioneel
parameter grens : bedrag
  vanaf 2020-01-01 : € 1.000
  vanaf 2025-01-01 : € 1.250,50
aanname geboortedatum op of na 1900-01-01
aanname loon ≥ − € 10.000
aanname loon ≤ € 10.000
aanname winst ≥ € 0
aanname winst ≤ € 10.000
aanname uren ≥ 0
aanname uren ≤ 60
```
";

/// A law of a few articles, each with one value that may build on those before it.
struct Grown {
    text: String,
    amounts: Vec<String>,
    answers: Vec<String>,
}

fn grow(tape: &mut Tape<'_>) -> Grown {
    let mut law = Grown { text: HEAD.to_owned(), amounts: Vec::new(), answers: Vec::new() };
    for article in 2..3 + tape.choose(6) {
        let _ = write!(law.text, "\n## Artikel {article}\n\n```enact\n");
        if tape.choose(3) == 0 {
            law.answer(tape, article);
        } else {
            law.amount(tape, article);
        }
        law.text.push_str("```\n");
    }
    law
}

impl Grown {
    fn amount(&mut self, tape: &mut Tape<'_>, article: usize) {
        let name = format!("bedrag-{article}");
        let (value, other) = (self.money(tape, 3), self.money(tape, 2));
        let condition = self.condition(tape, 2);
        let _ = match tape.choose(4) {
            0 => writeln!(self.text, "regel {name} is {value}"),
            1 => writeln!(
                self.text,
                "regel {name} is indien {condition} : {value} in de overige gevallen : {other}"
            ),
            2 => writeln!(
                self.text,
                "regel {name} is in volgorde indien {condition} : {value} met partner : {other} \
                 in de overige gevallen : {value}"
            ),
            _ => writeln!(
                self.text,
                "regel {name} is {value}\n```\n\n## Artikel {article}a\n\n```enact\nin afwijking \
                 van artikel {article}\nregel {name} is {other} indien {condition}"
            ),
        };
        self.amounts.push(name);
    }

    fn answer(&mut self, tape: &mut Tape<'_>, article: usize) {
        let name = format!("antwoord-{article}");
        let (one, other) = (self.condition(tape, 3), self.condition(tape, 1));
        let _ = match tape.choose(3) {
            0 => writeln!(self.text, "regel {name} indien {one}"),
            1 => writeln!(self.text, "regel {name} indien {one} tenzij {other}"),
            _ => writeln!(self.text, "regel {name} indien {one}\nregel niet {name} indien {other}"),
        };
        self.answers.push(name);
    }

    fn money(&self, tape: &mut Tape<'_>, depth: usize) -> String {
        if depth == 0 || tape.choose(4) == 0 {
            let earlier = self.amounts.len();
            return match tape.choose(4) {
                0 if earlier > 0 => self.amounts[tape.choose(earlier)].clone(),
                1 => tape.one_of(&["€ 0", "€ 1", "€ 12,50", "€ 999,99", "€ 1.000"]),
                2 => tape.one_of(&["grens", "(loon van partner of € 0 bij ontbreken)"]),
                _ => tape.one_of(&["loon", "winst"]),
            };
        }
        let one = self.money(tape, depth - 1);
        match tape.choose(9) {
            0 => format!("({one} + {})", self.money(tape, depth - 1)),
            1 => format!("({one} − {})", self.money(tape, depth - 1)),
            2 => format!("({} van {one})", tape.one_of(&["4,273%", "50%", "0,1%"])),
            3 => format!("({one} × {})", tape.one_of(&["2", "uren", "0,5"])),
            4 => format!("({one} ÷ {})", tape.one_of(&["3", "12", "7%"])),
            5 => format!("hoogste van ({one}; {})", self.money(tape, depth - 1)),
            6 => format!("({one} doch ten hoogste {})", self.money(tape, depth - 1)),
            7 => format!("({one} voor zover boven {})", self.money(tape, depth - 1)),
            _ => {
                let mode = tape.one_of(&["naar beneden", "naar boven", "rekenkundig", "bankiers"]);
                let grain = tape.one_of(&["euro's", "centen", "een veelvoud van € 5"]);
                format!("({one} {mode} afgerond op {grain})")
            }
        }
    }

    fn condition(&self, tape: &mut Tape<'_>, depth: usize) -> String {
        if depth == 0 || tape.choose(4) == 0 {
            let earlier = self.answers.len();
            return match tape.choose(4) {
                0 if earlier > 0 => self.answers[tape.choose(earlier)].clone(),
                1 => tape.one_of(&["met partner", "zonder partner"]),
                2 => tape.one_of(&[
                    "peildatum op of na geboortedatum + 18 jaar",
                    "jaren tussen geboortedatum en peildatum < 67",
                    "eerste dag van de maand na geboortedatum < 1990-02-01",
                ]),
                _ => tape.one_of(&["gehuwd", "student", "uren > 36"]),
            };
        }
        match tape.choose(5) {
            0 => format!("niet {}", self.condition(tape, depth - 1)),
            1 => {
                let (one, other) = (self.condition(tape, depth - 1), self.condition(tape, 0));
                format!("({one} en {other})")
            }
            2 => {
                let (one, other) = (self.condition(tape, depth - 1), self.condition(tape, 0));
                format!("({one} of {other})")
            }
            3 => "(met partner en gehuwd van partner)".to_owned(),
            _ => {
                let sign = tape.one_of(&["<", "≤", ">", "≥", "is"]);
                format!("({} {sign} {})", self.money(tape, depth - 1), self.money(tape, 1))
            }
        }
    }
}

fn load(text: &str) -> (Option<Ruleset>, Vec<Diagnostic>) {
    let loaded = Ruleset::load(&Memory::new().with("gw.law.md", text));
    (loaded.ruleset, loaded.findings)
}

/// A value that the fact can hold.
fn value(tape: &mut Tape<'_>, ruleset: &Ruleset, fact: FactId) -> Value {
    let facts = &ruleset.program().facts;
    let picked = i128::try_from(tape.choose(251)).unwrap();
    match facts[fact].name.as_str() {
        "geboortedatum" => {
            let days = i32::try_from(picked).unwrap() * 100 - 5_000;
            Value::Date(Date::from_days(days).unwrap())
        }
        "loon" => Value::Number((picked - 125) * 7_999),
        "winst" => Value::Number(picked * 3_999),
        "uren" => Value::Number(picked % 61),
        _ => Value::YesNo(picked % 2 == 1),
    }
}

/// A case about somebody, whose partner is absent, there, or unknown; each fact may be unknown.
fn case(tape: &mut Tape<'_>, ruleset: &Ruleset) -> Case {
    let program = ruleset.program();
    let entity = program.entities.ids().next().unwrap();
    let mut case = Case::new(program, entity);
    let partner = program.facts.ids().find(|fact| program.facts[*fact].name == "partner").unwrap();
    match tape.choose(3) {
        0 => case.set(program, 0, partner, Value::Absent),
        1 => {
            let other = case.add(program, entity);
            case.set(program, 0, partner, Value::Subject(other));
            case.set(program, other, partner, Value::Absent);
        }
        _ => {}
    }
    for subject in 0..u32::try_from(case.subjects.len()).unwrap() {
        for fact in program.facts.ids().filter(|fact| *fact != partner) {
            if tape.choose(3) > 0 {
                let value = value(tape, ruleset, fact);
                case.set(program, subject, fact, value);
            }
        }
    }
    case
}

/// Answers what is asked until nothing is; every answer must bring the outcome nearer.
fn intake(tape: &mut Tape<'_>, ruleset: &Ruleset, term: TermId, mut case: Case) -> Case {
    let program = ruleset.program();
    let on = Date::from_ymd(2025, 3, 1).unwrap();
    for _ in 0..40 {
        let Outcome::Needs(needs) = ruleset.decide(term, &case, on).outcome else { return case };
        for need in needs {
            let fact = &program.facts[need.fact];
            assert_eq!(case.fact(need.subject, fact), None, "a known fact is asked for");
            let answer = match fact.name.as_str() {
                "partner" => Value::Absent,
                _ => value(tape, ruleset, need.fact),
            };
            case.set(program, need.subject, need.fact, answer);
        }
    }
    panic!("the questions do not end");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_grown_law_checks_and_decides(
        seed in prop::collection::vec(any::<u8>(), 0..400),
        facts in prop::collection::vec(any::<u8>(), 0..60),
    ) {
        let law = grow(&mut Tape { bytes: &seed, at: 0 });
        let (ruleset, findings) = load(&law.text);
        // The only honest refusal: a number that may become too large.
        let too_large = findings.iter().any(|finding| finding.code.0 == "E0310");
        prop_assume!(!too_large);
        let Some(ruleset) = ruleset else {
            let said: Vec<_> = findings.iter().map(|f| f.render(enact_source::Language::Dutch)).collect();
            panic!("{said:#?}\n{}", law.text);
        };

        let laid_out = enact_syntax::format(&Source::new("gw.law.md", law.text.as_str()));
        let again = enact_syntax::format(&Source::new("gw.law.md", laid_out.as_str()));
        prop_assert_eq!(&laid_out, &again, "the layout is not settled");
        let (same, _) = load(&laid_out);
        let same = same.unwrap();

        let on = Date::from_ymd(2025, 3, 1).unwrap();
        let mut tape = Tape { bytes: &facts, at: 0 };
        let known = case(&mut tape, &ruleset);
        for term in ruleset.program().terms.ids() {
            let first = ruleset.decide(term, &known, on);
            let other = same.decide(term, &known, on);
            prop_assert_eq!(&first.outcome, &other.outcome, "the layout changed the meaning");
            prop_assert!(
                !matches!(first.outcome, Outcome::Undecided(_)),
                "{:?} of {}\n{}", first.outcome, ruleset.program().terms[term].name, law.text
            );
            // An intake ends, and what it did not ask for does not matter.
            let mut full = intake(&mut tape, &ruleset, term, known.clone());
            let settled = ruleset.decide(term, &full, on).outcome;
            prop_assert!(!matches!(settled, Outcome::Needs(_)));
            let subjects = u32::try_from(full.subjects.len()).unwrap();
            for subject in 0..subjects {
                for fact in ruleset.program().facts.ids() {
                    let row = &ruleset.program().facts[fact];
                    if row.name != "partner" && full.fact(subject, row).is_none() {
                        let value = value(&mut tape, &ruleset, fact);
                        full.set(ruleset.program(), subject, fact, value);
                    }
                }
            }
            let later = ruleset.decide(term, &full, on).outcome;
            prop_assert_eq!(settled, later, "term {} of\n{}", term.index(), law.text);
        }
    }
}
