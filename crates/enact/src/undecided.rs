//! The finding about a law that does not answer a case, citing the provisions.

use crate::{Ruleset, said};
use enact_eval::Fault;
use enact_source::{Code, Diagnostic, Language, Span};

/// What `fault` shows to be wrong with the law.
#[must_use]
pub fn finding(ruleset: &Ruleset, fault: &Fault, language: Language) -> Diagnostic {
    let program = ruleset.program();
    match *fault {
        Fault::Gap { term, .. } => {
            let row = &program.terms[term];
            at("E0610", row.span).with("name", &row.name).within(row.ground.clone())
        }
        Fault::Conflict { first, second, .. } => {
            let (first, second) = (&program.rules[first], &program.rules[second]);
            at("E0611", first.span)
                .with("first", first.ground.clone())
                .with("second", second.ground.clone())
                .and_at(second.span, "label-second")
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
    at("E0612", span).with("problem", said::fault_words(ruleset.program(), fault, language))
}

fn at(code: &'static str, span: Span) -> Diagnostic {
    Diagnostic::new(Code(code), span)
}
