//! `enact decide`: one case, its outcome and its reasons.

use crate::answer::{Answer, Refusal, finding};
use crate::arguments::{Decide, DecisionFormat};
use crate::findings::Shown;
use crate::{read, rulesets, select};
use enact::{Record, Ruleset, said};
use enact_eval::{Decision, Fault, Outcome, motivation};
use enact_source::{Diagnostic, Label, Language, Span};

/// Decides the case. A decision that still needs facts or a person is an answer; one that the
/// law leaves undecided is not.
///
/// # Errors
/// What could not be read, an error in the law or the case, or a defect that the case shows.
pub fn run(arguments: &Decide) -> Result<Answer, Refusal> {
    let lang = arguments.display.lang;
    let shown = |language| arguments.display.shown(language);
    let ruleset = rulesets::one(&arguments.ruleset, Some(arguments.on), shown, lang)?;
    let language = lang.unwrap_or_else(|| ruleset.language());
    let term = select::decision(&ruleset, arguments.decision.as_deref(), language)?;
    let case = read::case(&ruleset, term, &arguments.case, arguments.on, &shown(language), lang)?;
    let decision = ruleset.decide(term, &case, arguments.on);
    settled(&ruleset, &decision, language, &shown(language))?;
    Ok(Answer { text: written(&ruleset, &decision, arguments.format, language), exit: 0 })
}

/// Refuses a decision that the law leaves undecided.
///
/// # Errors
/// The defect that the case shows.
pub fn settled(
    ruleset: &Ruleset,
    decision: &Decision<'_>,
    language: Language,
    shown: &Shown,
) -> Result<(), Refusal> {
    let Outcome::Undecided(fault) = &decision.outcome else { return Ok(()) };
    let finding = undecided(ruleset, fault, language);
    Err(Refusal::findings(&[finding], ruleset.sources(), shown))
}

fn written(
    ruleset: &Ruleset,
    decision: &Decision<'_>,
    format: DecisionFormat,
    language: Language,
) -> String {
    match format {
        DecisionFormat::Text => motivation(decision, language).to_text(),
        DecisionFormat::Json => format!("{}\n", Record::of(ruleset, decision).to_json_indented()),
    }
}

/// The finding about a law that does not answer, citing the provisions.
fn undecided(ruleset: &Ruleset, fault: &Fault, language: Language) -> Diagnostic {
    let program = ruleset.program();
    match *fault {
        Fault::Gap { term, .. } => {
            let row = &program.terms[term];
            let finding = finding("E0610").with("name", &row.name);
            at(finding, row.span).within(row.ground.clone())
        }
        Fault::Conflict { first, second, .. } => {
            let (first, second) = (&program.rules[first], &program.rules[second]);
            let finding = finding("E0611")
                .with("first", first.ground.clone())
                .with("second", second.ground.clone());
            at(finding, first.span).and_at(second.span, "label-second")
        }
        Fault::Limbs { rule, .. } => defect(ruleset, fault, program.rules[rule].span, language),
        Fault::Input { fact, .. } | Fault::NotListed { fact, .. } => {
            defect(ruleset, fault, program.facts[fact].span, language)
        }
        Fault::NoSubject { term } => defect(ruleset, fault, program.terms[term].span, language),
        Fault::OutOfRange { span }
        | Fault::DivisionByZero { span }
        | Fault::CalendarLimit { span }
        | Fault::NoDay { span }
        | Fault::Unsettled { span }
        | Fault::TooDeep { span }
        | Fault::Tied { span, .. }
        | Fault::Unsound { span } => defect(ruleset, fault, span, language),
    }
}

fn defect(ruleset: &Ruleset, fault: &Fault, span: Span, language: Language) -> Diagnostic {
    let problem = said::fault_words(ruleset.program(), fault, language);
    at(finding("E0612").with("problem", problem), span)
}

fn at(mut finding: Diagnostic, span: Span) -> Diagnostic {
    finding.labels.push(Label { span, name: "label", arguments: Vec::new() });
    finding
}
