//! A decision in the words of a letter, as JSON: `enact-motivation/1`.

use enact_eval::{Decision, motivation};
use enact_source::Language;
use serde_json::{Value, json};

/// The letter about `decision`, part by part and as a whole.
#[must_use]
pub fn to_json(decision: &Decision<'_>, language: Language) -> Value {
    let letter = motivation(decision, language);
    let reasons = letter.reasons.iter().map(|reason| {
        json!({
            "number": reason.number,
            "conclusion": reason.conclusion,
            "grounds": reason.grounds,
            "sentences": reason.sentences,
            "used": reason.used,
        })
    });
    json!({
        "format": "enact-motivation/1",
        "language": language.code(),
        "outcome": letter.outcome,
        "open": letter.open,
        "reasons": reasons.collect::<Vec<_>>(),
        "data": letter.data,
        "justified": letter.justified,
        "norms": letter.norms,
        "assumed": letter.assumed,
        "remedy": letter.remedy,
        "text": letter.to_text(),
    })
}
