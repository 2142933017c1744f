//! How fast a law is verified: gaps and conflicts of all its values, and each safeguard.

use crate::timing::row;
use crate::{folder, generated};
use enact::comparison::population::Crowd;
use enact::comparison::{Compared, Means};
use enact::{Memory, Ruleset, verification};
use enact_graph::RuleGraph;
use enact_model::Program;
use enact_model::program::{Expr, ExprKind};
use enact_model::table::TermId;
use enact_source::Language;
use enact_value::Value;
use enact_verify::{Pairing, Patience, Versions};
use std::hint::black_box;

/// The laws of the pilots, with all their safeguards.
pub fn laws() {
    for (title, path) in [
        ("zorgtoeslag 2025", "rules/nl/zorgtoeslag/versions/2025"),
        ("AOW 2025", "rules/nl/aow/versions/2025"),
        ("Wahv 2025", "rules/nl/wahv/versions/2025"),
    ] {
        let Some(ruleset) = Ruleset::load(&folder(path)).ruleset else {
            println!("| verify {title} | the law has errors | | |");
            continue;
        };
        row(&format!("verify {title}: gaps, conflicts, dead rules"), 20, || {
            black_box(verification::verified(ruleset.graph().clone(), &[]));
        });
        row(&format!("prove the safeguards of {title}"), 5, || {
            black_box(verification::promises(&ruleset, Patience::LONG, None, &mut |_| {}));
        });
    }
}

/// How fast two versions of a law are compared, and a law with what is almost it.
pub fn versions() {
    let version = |year: &str| {
        Ruleset::load(&folder(&format!("rules/nl/zorgtoeslag/versions/{year}"))).ruleset
    };
    let (Some(before), Some(after)) = (version("2025"), version("2026")) else {
        println!("| compare zorgtoeslag 2025 and 2026 | the law has errors | | |");
        return;
    };
    let decision = |ruleset: &Ruleset| -> Option<TermId> {
        let mut terms = ruleset.program().terms.iter();
        terms.find(|(_, term)| term.name == "zorgtoeslag-per-maand").map(|(id, _)| id)
    };
    let (Some(one), Some(other)) = (decision(&before), decision(&after)) else { return };
    let pairing = Pairing::by_name(before.program(), after.program());
    row("zorgtoeslag 2025 and 2026: whether they differ", 40, || {
        let versions = Versions::of(before.law(), after.graph(), &pairing);
        black_box(verification::compared(&versions, (one, other), Patience::BRIEF, None));
    });
    row("zorgtoeslag 2025 and 2026: all differences", 5, || {
        let versions = Versions::of(before.law(), after.graph(), &pairing);
        black_box(verification::differences(&versions, (one, other), Patience::LONG, None));
    });
    row("zorgtoeslag 2025 and 2026: both read, and the whole report", 5, || {
        if let (Some(before), Some(after)) = (version("2025"), version("2026")) {
            black_box(report(&before, &after));
        }
    });
    population(&before, &after);
    let changed = mutants(before.program());
    row(&format!("zorgtoeslag 2025 and {} laws with one figure changed", changed.len()), 5, || {
        for changed in &changed {
            let versions = Versions::of(before.law(), changed, &pairing);
            black_box(verification::compared(&versions, (one, one), Patience::BRIEF, None));
        }
    });
}

/// How fast the cases of a table are decided under both versions, and counted.
fn population(before: &Ruleset, after: &Ruleset) {
    let count: u32 = 10_000;
    let mut table = String::from(
        "geboortedatum,zorgverzekerd,verdragsgerechtigd,verzekering-opgeschort,partner,toetsingsinkomen,rendementsgrondslag\n",
    );
    for number in 0..count {
        let (income, assets) = (number * 7_919 % 60_000, number * 31 % 200_000);
        table.push_str(&format!("1990-05-01,ja,nee,nee,geen,{income},{assets}\n"));
    }
    let on = enact_value::Date::parse_iso("2025-03-01").ok();
    row(&format!("zorgtoeslag 2025 and 2026: a population of {count} cases, from CSV"), 5, || {
        let crowd = Crowd::new(before, after, "zorgtoeslag-per-maand", None);
        let counted = crowd.map(|mut crowd| {
            black_box(crowd.table("a.csv", table.as_bytes(), on, &mut |_| {}).is_ok());
            crowd.counted(Language::Dutch)
        });
        black_box(counted);
    });
}

/// The whole report on two versions.
fn report(before: &Ruleset, after: &Ruleset) -> Compared {
    let language = Language::Dutch;
    let means =
        Means { patience: Patience::LONG, solver: None, burdens: &[], renamed: &[], language };
    Compared::of(before, after, &means)
}

/// How fast a thousand rules are compared with the same rules and one percentage changed.
pub fn thousand() {
    let text = generated::chapters_of(1_000);
    let load = |text: &str| Ruleset::load(&Memory::new().with("generated.law.md", text)).ruleset;
    let changed = text.replacen("(4,273% van bedrag-100", "(4,289% van bedrag-100", 1);
    let (Some(before), Some(after)) = (load(&text), load(&changed)) else {
        println!("| compare 1,000 rules | the law has errors | | |");
        return;
    };
    let decisions = report(&before, &after).decisions;
    let untouched = decisions.iter().filter(|decision| decision.untouched).count();
    let other = decisions.iter().filter(|decision| !decision.parts.is_empty()).count();
    let title = format!(
        "1,000 generated rules and one percentage changed: the whole report ({other} of {} decisions changes, {untouched} are not looked into)",
        decisions.len()
    );
    row(&title, 3, || {
        black_box(report(&before, &after));
    });
}

/// The law with each figure of its rules one more, one at a time.
fn mutants(program: &Program) -> Vec<RuleGraph> {
    let mut changed = Vec::new();
    for rule in program.rules.ids() {
        for number in 0.. {
            let mut program = program.clone();
            let (mut figures, mut done) = (0, false);
            for expr in program.rules[rule].expressions_mut() {
                expr.change(&mut |part: &mut Expr| {
                    if let ExprKind::Literal(Value::Number(units)) = &mut part.kind {
                        if figures == number {
                            *units += 1;
                            done = true;
                        }
                        figures += 1;
                    }
                });
            }
            if !done {
                break;
            }
            changed.push(enact_graph::build(program));
        }
    }
    changed
}
