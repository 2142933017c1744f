//! How fast a law is verified: gaps and conflicts of all its values, and each safeguard.

use crate::folder;
use crate::timing::row;
use enact::{Ruleset, verification};
use enact_graph::RuleGraph;
use enact_model::Program;
use enact_model::program::{Expr, ExprKind};
use enact_model::table::TermId;
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
    let changed = mutants(before.program());
    row(&format!("zorgtoeslag 2025 and {} laws with one figure changed", changed.len()), 5, || {
        for changed in &changed {
            let versions = Versions::of(before.law(), changed, &pairing);
            black_box(verification::compared(&versions, (one, one), Patience::BRIEF, None));
        }
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
