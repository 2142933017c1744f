//! Cases as `example` blocks, in the language of the law.

use super::{CaseSet, told};
use crate::examples::drafted::{Said, example};
use crate::goals::Goals;
use enact_source::Language;

/// Writes the cases as examples, to stand in a block of code of the law that decides. A case in
/// which somebody's own people matter cannot be told so; it is left to a table.
#[must_use]
pub fn to_examples(set: &CaseSet, goals: &Goals<'_>, language: Language) -> String {
    let program = goals.program;
    let own = program.laws[program.terms[set.term].law].language;
    let review = language.pick(
        "// Uitkomsten zoals de wet nu luidt: neem een voorbeeld pas over als zijn uitkomst juist is.\n",
        "// Outcomes of the law as written: accept an example only if its outcome is right.\n",
    );
    let mut text = review.to_owned();
    for (chosen, title) in set.cases.iter().zip(told::titles(set, goals)) {
        text.push('\n');
        for reason in told::reasons(goals, chosen, language) {
            text.push_str(&format!("// {reason}\n"));
        }
        let grounds = told::grounds(program, (set, chosen), own);
        let (term, outcome) = (set.term, &chosen.outcome);
        let said = Said { title: &title, term, outcome, grounds: &grounds };
        match example(program, &chosen.case, chosen.on, said, own) {
            Some(example) => text.push_str(&example),
            None => text.push_str(language.pick(
                "// Dit geval past niet in een voorbeeld: neem het over uit --format csv of json.\n",
                "// This case does not fit an example: take it from --format csv or json.\n",
            )),
        }
    }
    text
}
