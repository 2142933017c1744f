//! Verdicts on safeguards in words: how they were proved, the case against them, or what stood in
//! the way.

use super::CaseTold;
use super::flaw::either;
use crate::{Ruleset, said};
use enact_eval::Case;
use enact_graph::RuleGraph;
use enact_model::Program;
use enact_model::program::{Expr, Promise, Reference, Target};
use enact_model::table::{EntityId, TermId};
use enact_source::{Argument, Code, Diagnostic, Language};
use enact_verify::{Doubt, Judged, Method, Verdict, Witness};
use std::collections::BTreeSet;

/// The verdicts as findings.
#[must_use]
pub fn judged(ruleset: &Ruleset, verdicts: &[Judged]) -> Vec<Diagnostic> {
    let graph = ruleset.graph();
    let program = graph.program();
    let findings = verdicts.iter().filter_map(|judged| {
        let promised = program.safeguards.get(judged.safeguard)?;
        let (code, why) = match &judged.verdict {
            Verdict::Proved(method) => {
                (if promised.denied { "W0424" } else { "N0420" }, method_words(*method))
            }
            Verdict::Refuted(witness) => (
                if promised.denied { "N0423" } else { "W0421" },
                against(graph, &promised.promise, witness),
            ),
            Verdict::NotProved(doubt) => ("N0422", doubt_words(*doubt)),
        };
        let code = Code(code);
        let finding = Diagnostic::new(code, promised.span);
        Some(
            finding
                .with("title", promised.title.as_str())
                .with("why", why)
                .within(promised.ground.clone()),
        )
    });
    findings.collect()
}

/// The values of the first subject that a promise speaks of.
fn values_read(program: &Program, entity: EntityId, condition: &Expr) -> BTreeSet<TermId> {
    let mut read = BTreeSet::new();
    condition.visit(&mut |part: &Expr| {
        if let Some(Reference { up: 0, path, target: Target::Term(term) }) = part.reference()
            && path.is_empty()
            && program.terms[*term].entity == entity
        {
            read.insert(*term);
        }
    });
    read
}

/// What a case against a promise shows.
fn against(graph: &RuleGraph, promise: &Promise, witness: &Witness) -> Argument {
    let program = graph.program();
    let words = |language: Language| {
        let told = |case| CaseTold { program, case, on: witness.on, language };
        let comes_to = |term: TermId, case: &Case| {
            let outcome = enact_eval::trial(graph, term, case, witness.on).outcome;
            said::outcome(program, term, &outcome, language)
        };
        let first = told(&witness.case).words();
        match promise {
            Promise::Always { entity, condition } => {
                let read = values_read(program, *entity, condition);
                let told: Vec<String> =
                    read.into_iter().map(|term| comes_to(term, &witness.case)).collect();
                if told.is_empty() { first } else { format!("{first}: {}", told.join(", ")) }
            }
            Promise::NoEntitlement { term, .. } => {
                format!("{first}: {}", comes_to(*term, &witness.case))
            }
            Promise::Monotone { term, .. }
            | Promise::Bounded { term, .. }
            | Promise::Independent { term, .. } => {
                let other = witness.other.as_ref().unwrap_or(&witness.case);
                let but = told(other).apart_from(&witness.case);
                format!(
                    "{first}: {}; {} {but}: {}",
                    comes_to(*term, &witness.case),
                    language.pick("maar met", "but with"),
                    comes_to(*term, other),
                )
            }
            Promise::Symmetric { term, .. } => {
                let other = witness.other.as_ref().unwrap_or(&witness.case);
                format!(
                    "{first}: {}; {}: {}",
                    comes_to(*term, &witness.case),
                    language.pick("andersom", "the other way round"),
                    comes_to(*term, other),
                )
            }
        }
    };
    Argument::Words(words(Language::Dutch), words(Language::English))
}

pub(crate) fn method_words(method: Method) -> Argument {
    if method.by_structure {
        return (
            "geen bepaling leidt van het een naar het ander",
            "no provision leads from the one to the other",
        )
            .into();
    }
    let lists = |language: Language| match method.lists_up_to {
        None => String::new(),
        Some(most) => match language {
            Language::Dutch => format!(", voor lijsten van ten hoogste {most}"),
            Language::English => format!(", for lists of at most {most}"),
        },
    };
    let along = |language: Language| match (method.ways, language) {
        (1, Language::Dutch) => "langs de enige weg naar een uitkomst".to_owned(),
        (1, Language::English) => "along the only way to an outcome".to_owned(),
        (ways, Language::Dutch) => format!("langs alle {ways} wegen naar een uitkomst"),
        (ways, Language::English) => format!("along all {ways} ways to an outcome"),
    };
    let solver = |language: Language| match (method.solver, language) {
        (None, _) => String::new(),
        (Some(name), Language::Dutch) => format!(", waarvan sommige volgens {name} niet bestaan"),
        (Some(name), Language::English) => {
            format!(", some of which do not exist according to {name}")
        }
    };
    let words = |language| along(language) + &lists(language) + &solver(language);
    Argument::Words(words(Language::Dutch), words(Language::English))
}

pub(crate) fn doubt_words(doubt: Doubt) -> Argument {
    match doubt {
        Doubt::TooManyWays => (
            "er zijn meer wegen naar een uitkomst dan zijn onderzocht",
            "there are more ways to an outcome than were looked into",
        ),
        Doubt::NoCase => (
            "een geval waarin zij niet geldt kon niet worden uitgesloten",
            "a case in which it does not hold could not be ruled out",
        ),
        Doubt::Beyond => (
            "de wet zegt iets wat niet voor alle gevallen tegelijk kan worden uitgewerkt",
            "the law says something that cannot be worked out for all cases at once",
        ),
        Doubt::NotConfirmed => (
            "het gevonden geval breekt haar bij narekenen niet; dat is een fout in dit programma",
            "the case that was found does not break it when decided; that is a defect of this program",
        ),
        Doubt::Unanswered(solver) => {
            let (open, either) = (doubt_words(Doubt::NoCase), either(Some(solver)));
            let words = |language| open.text(language) + &either.text(language);
            return Argument::Words(words(Language::Dutch), words(Language::English));
        }
    }
    .into()
}
