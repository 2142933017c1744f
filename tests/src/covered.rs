//! What of a law is missing: in its rules, and in its examples.

use enact::{Coverage, Ruleset};
use enact_verify::Patience;

/// A line for each thing that is missing, as a `coverage` fence holds it.
#[must_use]
pub fn lines(ruleset: &Ruleset) -> String {
    let language = ruleset.language();
    let coverage = Coverage::of(ruleset, language, Patience::BRIEF);
    let mut lines = Vec::new();
    for law in &coverage.laws {
        for missing in &law.missing {
            lines.push(format!("{}: {}", law.law, missing.told));
        }
        for provision in &law.provisions {
            for sentence in provision.unmarked() {
                let unmarked = language.pick("geen code, geen reden", "no code, no reason");
                lines.push(format!("{}: {unmarked}: {}", provision.short, sentence.words));
            }
            for (item, missing) in provision.missing() {
                lines.push(format!("{}: {}: {}", provision.short, item.name, missing.told));
            }
        }
    }
    if lines.is_empty() {
        lines.push(language.pick("niets", "nothing").to_owned());
    }
    lines.into_iter().map(|line| line + "\n").collect()
}
