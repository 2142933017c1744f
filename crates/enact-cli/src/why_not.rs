//! `enact why-not`: the single change of a case that gives another outcome.

use crate::answer::{Answer, Refusal, finding};
use crate::arguments::{DecisionFormat, WhyNot};
use crate::{read, rulesets, select};
use enact::whynot::{Change, Told, Unsearched, Want, report, unsearched, why_not};
use enact_source::messages::phrase;
use enact_value::format;

/// The nearest change of each fact that was read.
///
/// # Errors
/// What could not be read, an error in the law or the case, a wish that is no outcome, or a case
/// that has no outcome yet.
pub fn run(arguments: &WhyNot) -> Result<Answer, Refusal> {
    let (lang, on) = (arguments.display.lang, arguments.on);
    let shown = |language| arguments.display.shown(language);
    let ruleset = rulesets::one(&arguments.ruleset, Some(on), shown, lang)?;
    let language = lang.unwrap_or_else(|| ruleset.language());
    let term = select::decision(&ruleset, arguments.decision.as_deref(), language)?;
    let case = read::case(&ruleset, term, &arguments.case, on, &shown(language), lang)?;
    let program = ruleset.program();
    let want = match &arguments.want {
        None => Want::Other,
        Some(text) => Want::read(program, term, text, language).ok_or_else(|| {
            let name = &program.terms[term].name;
            let finding = finding("E0622").with("given", text.as_str()).with("name", name);
            Refusal::command(&finding, language)
        })?,
    };
    let Some(changes) = why_not(&ruleset, term, &case, on, &want) else {
        return Err(Refusal { exit: 1, ..Refusal::command(&finding("E0621"), language) });
    };
    let outcome = ruleset.decide(term, &case, on).outcome;
    let left = unsearched(&ruleset, term, &case, on);
    let told = Told { program, term, case: &case, language };
    let text = match arguments.format {
        DecisionFormat::Text => {
            let now = [
                ("date", format::date(on, language).into()),
                ("outcome", told.outcome(&outcome).into()),
            ];
            format!(
                "{}\n\n{}",
                phrase(language, "why-not-now", &now),
                words(&told, &changes, &left)
            )
        }
        DecisionFormat::Json => {
            format!("{:#}\n", report(&told, on, &outcome, &changes, &left))
        }
    };
    Ok(Answer { text, exit: 0 })
}

fn words(told: &Told<'_>, changes: &[Change], left: &[Unsearched]) -> String {
    let say = |id: &str| phrase(told.language, id, &[]);
    let left: Vec<String> = left.iter().map(|left| told.left(left)).collect();
    let left = match left.join("; ") {
        none if none.is_empty() => none,
        what => {
            let what = [("what", what.into())];
            format!("\n{}\n", phrase(told.language, "why-not-unsearched", &what))
        }
    };
    if changes.is_empty() {
        return format!("{}\n{left}", say("why-not-none"));
    }
    let lines: Vec<String> =
        changes.iter().map(|change| format!("- {}\n", told.words(change))).collect();
    format!("{}\n{}{left}", say("why-not-heading"), lines.concat())
}
