//! How fast a law is verified: gaps and conflicts of all its values, and each safeguard.

use crate::folder;
use crate::timing::row;
use enact::{Ruleset, verification};
use enact_verify::Patience;
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
